//! The draft that travels inside an exported .docx, so that the file is a backup, too.
//!
//! Law: it comes out byte for byte as it went in, or not at all; and it tells whether the paragraphs
//! around it were changed since. It is a custom XML part, which Word and LibreOffice keep when they save
//! (ECMA-376 part 1, 15.2.4); they drop parts that they do not know.

mod digest;

pub use digest::{Digest, digest};

use super::xml::{Event, Xml, special};

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
    special::push(&mut out, record, &push_sign);
    out.push_str("</draft>");
    out.into_bytes()
}

/// Appends a sign in a way from which it comes back.
fn push_sign(out: &mut String, sign: char) {
    let pieces = match sign {
        '"' => ["\"", "", ""],
        '&' => ["&amp;", "", ""],
        '<' => ["&lt;", "", ""],
        '>' => ["&gt;", "", ""],
        '\t' | '\n' | '\r' => ["&#", &u32::from(sign).to_string(), ";"],
        // XML has no way at all to hold the others.
        _ => ["<sign number=\"", &u32::from(sign).to_string(), "\"/>"],
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
