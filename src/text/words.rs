//! Lists of words that a text is compared with.
//!
//! Law: asked for every line and for many places in it, so a list none of whose words can stand
//! there costs one look at one byte. A word takes its own bytes and one more: there are hundreds.

/// Words of at least three and less than 256 bytes each; made by [`words!`].
pub(super) struct Words {
    /// All of them, one behind the other.
    text: &'static str,
    /// The bytes of each.
    lengths: &'static [u8],
    /// The third bytes of the words, as bits. It tells ideographs apart: their first two are much
    /// the same.
    thirds: u64,
    /// The last bytes of the words, as bits.
    lasts: u64,
}

/// A list of words.
macro_rules! words {
    ($($word:literal),* $(,)?) => {
        $crate::text::words::Words::new(concat!($($word),*), &[$($word.len() as u8),*])
    };
}
pub(super) use words;

impl Words {
    /// A list of the words of a text that have these lengths.
    pub(super) const fn new(text: &'static str, lengths: &'static [u8]) -> Words {
        let (mut thirds, mut lasts) = (0, 0);
        let (mut rest, mut left) = (text.as_bytes(), lengths);
        while let Some((length, more)) = left.split_first() {
            let (word, behind) = rest.split_at(*length as usize);
            if let [_, _, third, ..] = word {
                thirds |= bit(*third);
            }
            if let [.., last] = word {
                lasts |= bit(*last);
            }
            (rest, left) = (behind, more);
        }
        Words {
            text,
            lengths,
            thirds,
            lasts,
        }
    }

    /// The words in their order.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static str> {
        let text = self.text;
        let mut end = 0;
        self.lengths.iter().filter_map(move |&length| {
            let start = end;
            end += usize::from(length);
            text.get(start..end)
        })
    }

    /// Whether a text starts with one of the words.
    pub(super) fn start(&self, text: &str) -> bool {
        let text = text.as_bytes();
        self.may_start(text)
            && self.is_there(|word| text.get(2) == word.get(2) && text.starts_with(word))
    }

    /// Whether a text could start with one of the words.
    pub(super) fn may_start(&self, text: &[u8]) -> bool {
        matches!(text, [_, _, third, ..] if self.thirds & bit(*third) != 0)
    }

    /// Whether a text ends with one of the words.
    pub(super) fn end(&self, text: &str) -> bool {
        let text = text.as_bytes();
        let last = text.last();
        last.is_some_and(|&last| self.lasts & bit(last) != 0)
            && self.is_there(|word| word.last() == last && text.ends_with(word))
    }

    /// Whether one of the words stands in a text.
    pub(super) fn stand_in(&self, text: &str) -> bool {
        self.all().any(|word| text.contains(word))
    }

    /// Whether there is such a word, by its bytes.
    fn is_there(&self, is_it: impl Fn(&[u8]) -> bool) -> bool {
        let mut rest = self.text.as_bytes();
        self.lengths.iter().any(|&length| {
            let Some((word, behind)) = rest.split_at_checked(usize::from(length)) else {
                return false;
            };
            rest = behind;
            is_it(word)
        })
    }
}

const fn bit(byte: u8) -> u64 {
    1 << (byte & 63)
}
