//! Numbers for a text, to tell whether its words were changed.
//!
//! Law: FNV-1a with 64 bits over the characters of each line and a line end behind it. Spaces at either end
//! of a line, empty lines and signs that cannot be seen do not count. Files of every age carry such numbers.

use crate::clean;
use crate::line_ends::ends_line;

/// The number of a text.
pub fn digest(text: &str) -> u64 {
    let mut digest = Digest::default();
    digest.add(text);
    let [number, _] = digest.end();
    number
}

/// The numbers of a text that comes in pieces: of the text itself, and of the one that LibreOffice 7.4 leaves
/// of it, which takes the tags of blanks away, so that they are underlined spaces. Both at once: to take the
/// text apart costs more than to count.
#[derive(Debug, Default)]
pub struct Digest {
    whole: Sum,
    bare: Sum,
}

impl Digest {
    /// Goes on with a piece.
    pub fn add(&mut self, text: &str) {
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
            self.whole.add(sign);
            self.bare.add(sign);
            if !is_usual(sign) {
                continue;
            }
            // Chinese characters behind it need no more than counting.
            let (mut whole, mut bare) = (self.whole.number, self.bare.number);
            let mut length = 0;
            for bytes in rest.as_bytes().as_chunks::<3>().0 {
                let Some(number) = usual_of_three(bytes) else {
                    break;
                };
                whole = counted(whole, number);
                bare = counted(bare, number);
                length += 3;
            }
            (self.whole.number, self.bare.number) = (whole, bare);
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// Goes on with a blank.
    pub fn add_blank(&mut self, original: &str) {
        original.chars().for_each(|sign| self.whole.add(sign));
        "____".chars().for_each(|sign| self.bare.add(sign));
    }

    /// The numbers, that of the text itself first.
    pub fn end(mut self) -> [u64; 2] {
        self.whole.end_line();
        self.bare.end_line();
        [self.whole.number, self.bare.number]
    }
}

/// One of the numbers, up to a sign.
#[derive(Debug)]
struct Sum {
    number: u64,
    /// Whether the line has begun: spaces before that do not count.
    begun: bool,
    /// Spaces that count as soon as something follows them in the line.
    held: Vec<char>,
}

impl Default for Sum {
    fn default() -> Sum {
        Sum {
            number: 0xcbf2_9ce4_8422_2325,
            begun: false,
            held: Vec::new(),
        }
    }
}

impl Sum {
    fn add(&mut self, sign: char) {
        if is_usual(sign) {
            self.word(sign);
        } else if ends_line(sign) {
            self.end_line();
        } else if clean::is_unwanted(sign) {
            // As if it were not there.
        } else if !sign.is_whitespace() {
            self.word(sign);
        } else if self.begun {
            self.held.push(sign);
        }
    }

    fn word(&mut self, sign: char) {
        self.begun = true;
        // To empty what is empty costs more than all else here.
        if !self.held.is_empty() {
            for space in self.held.drain(..) {
                self.number = counted(self.number, space);
            }
        }
        self.number = counted(self.number, sign);
    }

    fn end_line(&mut self) {
        self.held.clear();
        if std::mem::take(&mut self.begun) {
            self.number = counted(self.number, '\n');
        }
    }
}

/// Nearly every sign: no space, and nothing unwanted.
fn is_usual(sign: char) -> bool {
    matches!(sign, '\u{3001}'..'\u{feff}' | '!'..='~')
}

/// The number of a usual sign that UTF-8 has in these three bytes.
fn usual_of_three(&[first, second, third]: &[u8; 3]) -> Option<u32> {
    let bits = |byte: u8, mask: u8| u32::from(byte & mask);
    let number = bits(first, 0xf) << 12 | bits(second, 0x3f) << 6 | bits(third, 0x3f);
    (first & 0xf0 == 0xe0 && (0x3001..0xfeff).contains(&number)).then_some(number)
}

fn counted(sum: u64, sign: impl Into<u32>) -> u64 {
    (sum ^ u64::from(sign.into())).wrapping_mul(0x0000_0100_0000_01b3)
}
