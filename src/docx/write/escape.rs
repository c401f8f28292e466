//! Text inside XML: signs that XML takes for itself are written as references, those that it has no form
//! for are left out.

use crate::docx::xml::special;
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
    special::push(out, text, &|out, sign| {
        out.push_str(match sign {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\t' => tab,
            _ => "",
        });
    });
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
