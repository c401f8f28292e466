//! Text inside XML: signs that XML takes for itself are written as references, characters that XML 1.0
//! forbids (2.2: controls, U+FFFE, U+FFFF) are left out.

use crate::first_bytes::first_bytes;

/// Appends a text inside an element; a tab ends the element `w:t` and opens it again.
pub(super) fn text(out: &mut String, text: &str) {
    escape(out, text, "</w:t><w:tab/><w:t xml:space=\"preserve\">");
}

/// Appends a text inside an attribute in quotation marks.
pub(super) fn attribute(out: &mut String, text: &str) {
    escape(out, text, "&#9;");
}

fn escape(out: &mut String, text: &str, tab: &str) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in first_bytes(text) {
        // Most bytes are of Chinese characters.
        if 0x3f <= byte && byte != 0xef {
            continue;
        }
        let (instead, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\t' => (tab, 1),
            ..0x20 => ("", 1),
            0xef if matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => ("", 3),
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        out.push_str(instead);
        done = at + length;
    }
    out.push_str(text.get(done..).unwrap_or_default());
}

/// Whether Word may take characters for Latin ones that a Chinese typeface has at full width, such as
/// “ ” … — and ①: those from U+0080 to U+2BFF.
pub(super) fn is_ambiguous(text: &str) -> bool {
    first_bytes(text).any(|(_, byte)| matches!(byte, 0xc2..=0xe2))
}

/// Whether spaces at an end would be lost.
pub(super) fn has_outer_space(text: &str) -> bool {
    let is_space = |character: char| character.is_whitespace();
    text.starts_with(is_space) || text.ends_with(is_space)
}
