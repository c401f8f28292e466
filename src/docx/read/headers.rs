//! Headers and footers: left out, and told only where there are words in them.
//!
//! Law: a page number is no word; a header that cannot be read is no reason to refuse the document.

use super::super::xml::Xml;
use super::fields::Fields;
use super::flow::Flow;
use super::line::{Line, Lines};
use super::lists::Lists;
use super::package::Package;
use super::styles::Styles;
use crate::notices::Notices;
use crate::unnumbered::Headings;

/// How many headers and footers hold more than a page number.
pub(super) fn with_words(package: &Package) -> usize {
    let has_words = |part: &&String| {
        ["hdr", "ftr"].iter().any(|root| {
            let styles = Styles::default();
            let mut flow = Flow {
                xml: Xml::new(part),
                styles: &styles,
                lists: Lists::default(),
                fields: Fields::default(),
                notices: Notices::default(),
                lines: Lines::default(),
                carried: Line::default(),
                headings: Headings::default(),
                is_apart: true,
                columns: 1,
                paragraphs: 0,
            };
            flow.whole(root).is_ok() && flow.lines.text.contains(is_word)
        })
    };
    package.headers.iter().filter(has_words).count()
}

/// A sign that page numbers are not made of: `— 1 —`, `第 1 页 共 3 页`, `Page 1 of 3` with its letters.
fn is_word(sign: char) -> bool {
    !sign.is_whitespace()
        && !sign.is_ascii()
        && !matches!(
            sign,
            '第' | '页' | '共' | '—' | '–' | '－' | '·' | '―' | '─' | '０'..='９'
        )
}
