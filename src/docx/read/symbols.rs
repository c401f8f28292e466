//! Signs of fonts that have signs where others have letters, and signs that are named by font and code (17.3.3.30).
//!
//! Law: what no other font shows is left out and told; a real character is text.

use super::super::xml::Tag;
use super::flow::Flow;
use super::line::Line;
use crate::notices::What;

/// Whether a font has signs in the place of letters.
pub(super) fn is_of_signs(font: &str) -> bool {
    let fonts = ["Wingdings", "Webdings", "Symbol", "Marlett", "MT Extra"];
    fonts.iter().any(|known| font.starts_with(known))
}

/// Where Word puts the signs of such fonts into its text.
pub(super) fn is_glyph(sign: char) -> bool {
    ('\u{f000}'..='\u{f0ff}').contains(&sign)
}

impl Flow<'_> {
    /// A sign that is named by its font and its code.
    pub(super) fn symbol(&mut self, tag: &Tag<'_>, line: &mut Line) {
        let code = u32::from_str_radix(&tag.attribute("char").unwrap_or_default(), 16);
        let sign = code.ok().and_then(char::from_u32);
        let font = tag.attribute("font").unwrap_or_default();
        match sign.filter(|sign| !is_glyph(*sign) && !is_of_signs(&font)) {
            Some(sign) => self.emit(line, sign.encode_utf8(&mut [0; 4])),
            None => self.lose(line, 1),
        }
    }

    /// So many signs are left out; of hidden ones only that they are hidden is told.
    pub(super) fn lose(&mut self, line: &mut Line, count: usize) {
        if line.run.hidden {
            line.run.left_out |= count > 0;
        } else if !self.fields.hides() {
            self.notices.add_many(What::Symbol, count);
        }
    }
}
