//! Text in and out: pasted text becomes a report, a report becomes the same text again.
//!
//! Room: knows letters, report, numbering, line_ends, addressee, attachments, blanks and notices. Law: reading never fails,
//! and `write(&parse(text)) == text` byte for byte for every text; what is not recognised is a paragraph.
//!
//! Limitations: a heading that a printed page broke over two lines is read to the end of its first line, where
//! its lines are not `joined` before; 不足 and 下一步 without a heading are parts only where they begin a line;
//! `1.` is read as standing outside `（一）` only where it numbers the parts of the whole text, and 1.1 is no
//! number; a text has one 落款, that of an attachment behind it stays text; a list inside an item stays text.

mod above_title;
mod amid;
mod assemble;
mod attached;
mod between;
mod bodies;
mod breaks;
mod candidate;
mod candidate_at;
mod candidates;
mod closing;
mod contents;
mod describe;
mod found;
mod glued;
mod headings;
mod in_front;
mod inline;
mod items;
mod joined;
mod lines;
mod nesting;
mod notes;
mod openers;
mod pages;
mod roles;
mod scan;
mod sentences;
mod shapes;
mod siblings;
mod title;
mod title_end;
mod title_lines;
mod title_words;
mod unmarked;
mod words;
mod wrapped;

use std::ops::Range;

use crate::line_ends::ends_line;
use crate::report::{Block, Kind, Report};

pub use describe::describe;
pub use joined::joined;

/// Reads a text into a report. Takes time in proportion to its length, however it is made up.
pub fn parse(text: &str) -> Report {
    let (lines, tail) = lines::lines(text);
    Report::new(assemble::blocks(&lines), tail.to_owned())
}

/// The text of a report: gaps, markers and texts of all blocks in order, then the tail.
pub fn write(report: &Report) -> String {
    let mut text = String::new();
    for block in report.blocks() {
        text.push_str(&block.gap);
        write_block(block, &mut text);
    }
    text.push_str(report.tail());
    text
}

/// The text of a report, each paragraph indented by two wide spaces as on paper: titles, 附件1, signature and
/// date stand as they are, and so does a line that has an indent already.
pub fn write_indented(report: &Report) -> String {
    let mut text = String::new();
    let addressee = report.addressee();
    let attached = report.attached();
    for block in report.blocks() {
        text.push_str(&block.gap);
        let starts_line = text.is_empty() || text.ends_with(ends_line);
        let stays = block.kind == Kind::Title
            || block.kind.is_closing()
            || Some(block.id) == addressee
            || attached.contains_key(&block.id);
        let empty = block.text.is_empty() && block.marker.is_none();
        if starts_line && !stays && !empty {
            text.push_str("\u{3000}\u{3000}");
        }
        write_block(block, &mut text);
    }
    text.push_str(report.tail());
    text
}

/// The text of some blocks that stand together, without the layout in front of the first.
pub fn write_range(report: &Report, range: Range<usize>) -> String {
    let mut text = String::new();
    let ids = report.order().get(range).unwrap_or_default();
    for block in ids.iter().filter_map(|&id| report.block(id)) {
        if !text.is_empty() {
            text.push_str(&block.gap);
        }
        write_block(block, &mut text);
    }
    text
}

/// Whether a line without a number is a heading by its words alone: 存在不足, 下一步打算.
pub(crate) fn is_opener(line: &str) -> bool {
    roles::of_bare_line(line).is_some()
}

/// Whether a line ends with a date and names at most who signs in front of it.
pub(crate) fn ends_with_date(line: &str) -> bool {
    closing::date_start(line).is_some()
}

fn write_block(block: &Block, text: &mut String) {
    text.push_str(block.marker.as_ref().map_or("", |marker| marker.text()));
    text.push_str(&block.text);
}
