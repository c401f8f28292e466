//! 分项: lists of 一是…二是…, inside a paragraph or line by line.
//!
//! Law: the items of one list are of one style, and nothing but their bodies stands between them, so
//! that renumbering a list touches no other.

use crate::numbering::Style;

use super::candidates::{Candidate, Place};
use super::headings::Verdict;
use super::sentences::short_heading;

/// For each candidate the number it has as an item, if it is one.
pub(super) fn items(candidates: &[Candidate], verdicts: &[Verdict]) -> Vec<Option<u32>> {
    let mut list: Option<List> = None;
    let mut heading_end = (usize::MAX, 0);
    let mut found = Vec::with_capacity(candidates.len());
    for (candidate, verdict) in candidates.iter().zip(verdicts) {
        found.push(match *verdict {
            Verdict::Heading { end, .. } => {
                list = None;
                heading_end = (candidate.line, end);
                None
            }
            Verdict::ListLine => Some(candidate.number),
            Verdict::Text if candidate.style.rank().is_some() => None,
            Verdict::Text if candidate.line == heading_end.0 && candidate.start < heading_end.1 => {
                None
            }
            Verdict::Text => {
                let number = number(candidate, list.as_ref());
                if let Some(number) = number {
                    list = Some(List {
                        style: candidate.style,
                        last: number,
                        line: candidate.line,
                        goes_on: candidate.continued,
                    });
                }
                number
            }
        });
    }
    found
}

struct List {
    style: Style,
    last: u32,
    line: usize,
    /// Whether another item of this list is still to come.
    goes_on: bool,
}

/// The number of a marker as an item of the list that is open, or of a new one.
fn number(candidate: &Candidate, list: Option<&List>) -> Option<u32> {
    let line_start = candidate.place == Place::LineStart;
    let word = candidate.style == Style::Word;
    if let Some(list) = list.filter(|list| list.style == candidate.style) {
        let next = list.last + 1;
        // 最后 comes after any number of 再次; one number may be missing.
        let follows = if word {
            list.last < candidate.number || candidate.number == 4
        } else {
            candidate.number == next || candidate.number == next + 1
        };
        if follows {
            return Some(if word { next } else { candidate.number });
        }
    }
    // A list inside an item stays part of its text.
    let nested = list.is_some_and(|list| {
        list.goes_on || list.line == candidate.line && list.style != candidate.style
    });
    let starts = candidate.number == 1 && candidate.continued && (line_start || !nested);
    let alone = line_start && matches!(candidate.style, Style::Is | Style::Must);
    (starts || alone).then_some(candidate.number)
}

/// The longest heading of an item, in characters.
const LONGEST_HEADING: usize = 36;

/// Where the heading of an item ends, if its first sentence is one: short, and followed by more.
pub(super) fn heading_end(text: &str) -> Option<usize> {
    short_heading(text, LONGEST_HEADING, 2)
}
