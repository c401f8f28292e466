//! The pages that a document site gives a text in: their numbers look like markers and number nothing.

use std::ops::Range;

use crate::numbering::{Marker, Style};

use super::lines::{Line, ends_sentence, is_layout};

/// The least bytes of a line that is a page of a document.
const PAGE: usize = 600;

/// The number of a page in front of a line, and where the text behind it starts: `2、`.
pub(super) fn page_mark(line: &Line) -> (u32, usize) {
    let mark = Marker::measure(line.text).filter(|(style, ..)| *style == Style::Dot);
    mark.map_or((0, 0), |(_, number, length)| (number, length))
}

/// The lines that a document site gives as its pages: 1、, 2、, 3、 in front of long lines one below the other, of
/// which one at least breaks off inside a sentence.
pub(super) fn pages(lines: &[Line]) -> Range<usize> {
    let is_first = |line: &Line| page_mark(line).0 == 1 && PAGE < line.text.len();
    let Some(first) = lines.iter().position(is_first) else {
        return 0..0;
    };
    let behind = lines.get(first..).unwrap_or_default();
    let counted = (1..)
        .zip(behind)
        .take_while(|(number, line)| page_mark(line).0 == *number);
    let pages = behind.get(..counted.count()).unwrap_or_default();
    let breaks_off = |line: &Line| {
        let text = line.text.trim_end_matches(is_layout);
        PAGE < line.text.len() && !text.ends_with(|last: char| ends_sentence(last) || last == '”')
    };
    let is_broken = pages
        .split_last()
        .is_some_and(|(_, before)| before.iter().any(breaks_off));
    if is_broken {
        first..first + pages.len()
    } else {
        0..0
    }
}
