//! Lists of words that a text is compared with.
//!
//! Law: asked for every line and for many places in it, so a list none of whose words can stand
//! there costs one look at one byte.

/// Words of at least three bytes each.
pub(super) struct Words {
    words: &'static [&'static str],
    /// The third bytes of the words, as bits. It tells ideographs apart: their first two are much
    /// the same.
    thirds: u64,
    /// The last bytes of the words, as bits.
    lasts: u64,
}

impl Words {
    /// A list of these words.
    pub(super) const fn new(words: &'static [&'static str]) -> Words {
        let (mut thirds, mut lasts) = (0, 0);
        let mut rest = words;
        while let Some((word, more)) = rest.split_first() {
            if let [_, _, third, ..] = word.as_bytes() {
                thirds |= bit(*third);
            }
            if let [.., last] = word.as_bytes() {
                lasts |= bit(*last);
            }
            rest = more;
        }
        Words {
            words,
            thirds,
            lasts,
        }
    }

    /// The words in their order.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().copied()
    }

    /// Whether a text starts with one of the words.
    pub(super) fn start(&self, text: &str) -> bool {
        let third = text.as_bytes().get(2);
        self.may_start(text.as_bytes())
            && self
                .words
                .iter()
                .any(|word| word.as_bytes().get(2) == third && text.starts_with(word))
    }

    /// Whether a text could start with one of the words.
    pub(super) fn may_start(&self, text: &[u8]) -> bool {
        matches!(text, [_, _, third, ..] if self.thirds & bit(*third) != 0)
    }

    /// Whether a text ends with one of the words.
    pub(super) fn end(&self, text: &str) -> bool {
        let last = text.as_bytes().last();
        last.is_some_and(|&last| self.lasts & bit(last) != 0)
            && self
                .words
                .iter()
                .any(|word| word.as_bytes().last() == last && text.ends_with(word))
    }

    /// Whether one of the words stands in a text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.words.iter().any(|word| text.contains(word))
    }
}

const fn bit(byte: u8) -> u64 {
    1 << (byte & 63)
}
