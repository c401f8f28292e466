//! The draft that travels inside an exported .docx, so that the file is a backup, too.
//!
//! Law: it comes out byte for byte as it went in, or not at all; and it tells whether the paragraphs
//! around it were changed since. It is a custom XML part, which Word and LibreOffice keep when they save
//! (ECMA-376 part 1, 15.2.4); they drop parts that they do not know.

use super::xml::{Event, Xml};
use crate::clean;
use crate::first_bytes::first_bytes;

/// The name of the part in the archive. Other programs rename it: it is found by [`NAMESPACE`].
pub const PART: &str = "customXml/item1.xml";
/// The type of the relationship that leads from the main document (`word/_rels/document.xml.rels`,
/// target `../customXml/item1.xml`) to the part. Its content type is that of any `.xml`.
pub const RELATIONSHIP: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml";
/// The namespace of the part's only element.
pub const NAMESPACE: &str = "urn:tigang:draft:1";

/// The bytes of the part. `exported` is the text that the exporter wrote to the paragraphs, line for
/// line as a reader of the file finds it: with the line ends inside a title, with `____` for a blank that
/// is shown as underlined spaces, without the indents that became layout.
pub fn part(record: &str, exported: &str) -> Vec<u8> {
    part_of(record, &[digest(exported)])
}

/// The same with the digests of several forms of the exported text, any of which a reader may find:
/// programs that save the file again may take away what says how a blank was written.
pub fn part_of(record: &str, exported: &[u64]) -> Vec<u8> {
    let mut out = String::with_capacity(record.len() + record.len() / 8 + 160);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<draft xmlns=\"");
    out.push_str(NAMESPACE);
    out.push_str("\" digest=\"");
    for (at, exported) in exported.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { " " });
        out.push_str(&exported.to_string());
    }
    out.push_str("\">");
    push_record(&mut out, record);
    out.push_str("</draft>");
    out.into_bytes()
}

/// Appends the record; signs that XML takes for itself or cannot hold stand in other ways.
fn push_record(out: &mut String, record: &str) {
    let bytes = record.as_bytes();
    let mut done = 0;
    for (at, byte) in first_bytes(record) {
        // Most bytes are of Chinese characters.
        if 0x3f <= byte && byte != 0xef {
            continue;
        }
        let length = match byte {
            b'&' | b'<' | b'>' | ..0x20 => 1,
            0xef if matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => 3,
            _ => continue,
        };
        out.push_str(record.get(done..at).unwrap_or_default());
        done = at + length;
        let sign = record.get(at..done).and_then(|sign| sign.chars().next());
        push_sign(out, sign.unwrap_or_default());
    }
    out.push_str(record.get(done..).unwrap_or_default());
}

fn push_sign(out: &mut String, sign: char) {
    let number = u32::from(sign).to_string();
    let pieces = match sign {
        '&' => ["&amp;", "", ""],
        '<' => ["&lt;", "", ""],
        '>' => ["&gt;", "", ""],
        '\t' | '\n' | '\r' => ["&#", &number, ";"],
        // XML has no way at all to hold the others.
        _ => ["<sign number=\"", &number, "\"/>"],
    };
    pieces.iter().for_each(|piece| out.push_str(piece));
}

/// The record and the digests of the text it was exported with; `None` where it is some other part.
pub fn found(bytes: &[u8]) -> Option<(String, Vec<u64>)> {
    let text = Xml::decoded(bytes).ok()?;
    let mut xml = Xml::new(&text);
    let Event::Start(root) = xml.next().ok()? else {
        return None;
    };
    if root.attribute("xmlns").as_deref() != Some(NAMESPACE) {
        // Another program may have given the namespace a prefix.
        let (prefix, _) = root.qualified.split_once(':')?;
        let declaration = ["xmlns:", prefix].concat();
        root.attribute(&declaration)
            .filter(|uri| uri == NAMESPACE)?;
    }
    let digests = root.attribute("digest")?;
    let digests: Option<Vec<u64>> = digests.split(' ').map(|one| one.parse().ok()).collect();
    let digests = digests?;
    let mut record = String::with_capacity(text.len());
    loop {
        match xml.next().ok()? {
            Event::Text(text) => record.push_str(&text),
            Event::Start(sign) => {
                record.push(char::from_u32(sign.attribute("number")?.parse().ok()?)?);
            }
            Event::End => {}
            Event::Eof => return Some((record, digests)),
        }
    }
}

/// A number for a text, to tell whether its words were changed: FNV-1a with 64 bits over the characters
/// of each line. Spaces at either end of a line, empty lines and signs that cannot be seen do not count.
pub fn digest(text: &str) -> u64 {
    let mut digest = Digest::default();
    digest.add(text);
    digest.end()
}

/// The same for a text that comes in pieces.
#[derive(Clone, Debug)]
pub struct Digest {
    sum: u64,
    /// Whether the line has begun: spaces before that do not count.
    begun: bool,
    /// Spaces that count as soon as something follows them in the line.
    held: Vec<char>,
}

impl Default for Digest {
    fn default() -> Digest {
        Digest {
            sum: 0xcbf2_9ce4_8422_2325,
            begun: false,
            held: Vec::new(),
        }
    }
}

impl Digest {
    /// Goes on with a piece.
    pub fn add(&mut self, text: &str) {
        let mut rest = text;
        while let Some(sign) = rest.chars().next() {
            rest = rest.get(sign.len_utf8()..).unwrap_or_default();
            if !is_usual(sign) {
                self.other(sign);
                continue;
            }
            self.word(sign);
            // Chinese characters behind it need no more than counting.
            let mut sum = self.sum;
            let mut length = 0;
            for bytes in rest.as_bytes().as_chunks::<3>().0 {
                let Some(number) = usual_of_three(bytes) else {
                    break;
                };
                sum = counted(sum, number);
                length += 3;
            }
            self.sum = sum;
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// The number.
    pub fn end(mut self) -> u64 {
        self.end_line();
        self.sum
    }

    fn other(&mut self, sign: char) {
        if matches!(sign, '\n' | '\r') || clean::is_other_line_end(sign) {
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
                self.sum = counted(self.sum, space);
            }
        }
        self.sum = counted(self.sum, sign);
    }

    fn end_line(&mut self) {
        self.held.clear();
        if std::mem::take(&mut self.begun) {
            self.sum = counted(self.sum, '\n');
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
