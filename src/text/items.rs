//! 分项: lists of 一是…二是…, inside a paragraph or line by line.
//!
//! Law: the items of one list are of one style, and nothing but their bodies stands between them, so
//! that renumbering a list touches no other.

use crate::numbering::Style;

use super::candidate::Candidate;
use super::headings::Verdict;
use super::inline::{self, Member};
use super::lines::Line;
use super::sentences::short_heading;

/// For each candidate the number it has as an item, if it is one.
pub(super) fn items(
    lines: &[Line],
    candidates: &[Candidate],
    verdicts: &[Verdict],
) -> Vec<Option<u32>> {
    let members = inline::members(lines, candidates, |index| match verdicts.get(index) {
        Some(Verdict::Heading { end, .. }) => Some(*end),
        _ => None,
    });
    let mut list: Option<List> = None;
    let mut heading_end = (usize::MAX, 0);
    let mut found = Vec::with_capacity(candidates.len());
    for ((candidate, verdict), member) in candidates.iter().zip(verdicts).zip(members) {
        let number = match *verdict {
            Verdict::Heading { end, .. } => {
                list = None;
                heading_end = (candidate.line, end);
                None
            }
            Verdict::ListLine => Some(candidate.number),
            Verdict::Text if candidate.line == heading_end.0 && candidate.start < heading_end.1 => {
                None
            }
            Verdict::Text if candidate.style.rank().is_some() => {
                let is_one = |member: &Member| match member.before {
                    Some(before) => found.get(before).is_some_and(Option::is_some),
                    None => !is_nested(candidate, list.as_ref()),
                };
                member.filter(is_one).map(|_| candidate.number)
            }
            Verdict::Text => number(candidate, list.as_ref()),
        };
        // What stands inside an item that is a line of its own is a list by itself.
        let goes_on = |list: &List| list.goes_on && list.style == candidate.style;
        let is_part = matches!(verdict, Verdict::Text) || list.as_ref().is_some_and(goes_on);
        if let Some(number) = number.filter(|_| is_part) {
            list = Some(List {
                style: candidate.style,
                last: number,
                line: candidate.line,
                goes_on: member.map_or(candidate.continued, |member| member.goes_on),
            });
        }
        found.push(number);
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
    let line_start = candidate.starts_line();
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
    let starts = candidate.number == 1 && candidate.continued && !is_nested(candidate, list);
    let alone = line_start && matches!(candidate.style, Style::Is | Style::Must);
    (starts || alone).then_some(candidate.number)
}

/// Whether a list would lie inside an item: there it stays part of the text.
fn is_nested(candidate: &Candidate, list: Option<&List>) -> bool {
    let nested = list.is_some_and(|list| {
        list.goes_on || list.line == candidate.line && list.style != candidate.style
    });
    nested && !candidate.starts_line()
}

/// The longest heading of an item, in characters.
const LONGEST_HEADING: usize = 36;

/// Where the heading of an item ends, if its first sentence is one: short, and followed by more.
pub(super) fn heading_end(text: &str) -> Option<usize> {
    short_heading(text, LONGEST_HEADING, 2)
}
