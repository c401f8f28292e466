//! The draft that travels inside an exported .docx, so that the file is a backup, too.
//!
//! Law: it comes out byte for byte as it went in, or not at all; and it tells whether the paragraphs
//! around it were changed since. It is a custom XML part, which Word and LibreOffice keep when they save
//! (ECMA-376 part 1, 15.2.4); they drop parts that they do not know.

use super::xml::{Event, Xml};
use crate::clean;

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
    part_of(record, &[exported])
}

/// The same with several forms of the exported text, any of which a reader may find: programs that save
/// the file again may take away what says how a blank was written.
pub fn part_of(record: &str, exported: &[&str]) -> Vec<u8> {
    let mut out = String::with_capacity(record.len() + record.len() / 8 + 160);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<draft xmlns=\"");
    out.push_str(NAMESPACE);
    out.push_str("\" digest=\"");
    for (at, exported) in exported.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { " " });
        out.push_str(&digest(exported).to_string());
    }
    out.push_str("\">");
    for sign in record.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' | '\n' | '\r' => push_reference(&mut out, sign),
            // XML has no way at all to hold these.
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => {
                out.push_str("<sign number=\"");
                out.push_str(&u32::from(sign).to_string());
                out.push_str("\"/>");
            }
            _ => out.push(sign),
        }
    }
    out.push_str("</draft>");
    out.into_bytes()
}

fn push_reference(out: &mut String, sign: char) {
    out.push_str("&#");
    out.push_str(&u32::from(sign).to_string());
    out.push(';');
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
    let mut sum = 0xcbf2_9ce4_8422_2325;
    let mut add = |sign: char| {
        sum = (sum ^ u64::from(u32::from(sign))).wrapping_mul(0x0000_0100_0000_01b3);
    };
    let is_end = |sign: char| matches!(sign, '\n' | '\r') || clean::is_other_line_end(sign);
    for line in text.split(is_end) {
        let skipped = |sign: char| sign.is_whitespace() || clean::is_unwanted(sign);
        let line = line.trim_matches(skipped);
        if line.is_empty() {
            continue;
        }
        line.chars()
            .filter(|&sign| !clean::is_unwanted(sign))
            .for_each(&mut add);
        add('\n');
    }
    sum
}
