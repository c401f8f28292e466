//! Lists of words that a text is compared with.
//!
//! Law: asked for every line and for many places in it, so a list none of whose words can stand
//! there costs one look at one byte.

/// Words of at least three bytes each.
pub(super) struct Words {
    /// With `|` between them: a table of places and lengths would weigh as much as the words.
    words: &'static str,
    /// The third bytes of the words, as bits. It tells ideographs apart: their first two are much
    /// the same.
    thirds: u64,
    /// The last bytes of the words, as bits.
    lasts: u64,
}

/// What stands between two words.
const BETWEEN: u8 = b'|';

impl Words {
    /// A list of these words, with `|` between them.
    pub(super) const fn new(words: &'static str) -> Words {
        let (mut thirds, mut lasts) = (0, 0);
        let mut rest = words.as_bytes();
        let mut at = 1;
        while let Some((&byte, more)) = rest.split_first() {
            if at == 3 {
                thirds |= bit(byte);
            }
            if matches!(more, [] | [BETWEEN, ..]) {
                lasts |= bit(byte);
            }
            at = if byte == BETWEEN { 1 } else { at + 1 };
            rest = more;
        }
        Words {
            words,
            thirds,
            lasts,
        }
    }

    /// Whether a text starts with one of the words.
    pub(super) fn start(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let third = text.get(2);
        self.may_start(text)
            && self
                .each()
                .any(|word| word.get(2) == third && text.starts_with(word))
    }

    /// Whether a text could start with one of the words.
    pub(super) fn may_start(&self, text: &[u8]) -> bool {
        matches!(text, [_, _, third, ..] if self.thirds & bit(*third) != 0)
    }

    /// Whether a text ends with one of the words.
    pub(super) fn end(&self, text: &str) -> bool {
        let text = text.as_bytes();
        text.last().is_some_and(|&last| self.lasts & bit(last) != 0)
            && self.each().any(|word| text.ends_with(word))
    }

    /// Whether one of the words stands in a text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.words.split('|').any(|word| text.contains(word))
    }

    fn each(&self) -> impl Iterator<Item = &'static [u8]> {
        self.words.as_bytes().split(|&byte| byte == BETWEEN)
    }
}

const fn bit(byte: u8) -> u64 {
    1 << (byte & 63)
}
