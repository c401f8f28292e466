//! 分项 with ranked numbers inside a paragraph: `不足：（1）……。（2）……。`, also with `1.`, `①` and `（一）`.
//!
//! Law: they count on from 1 without a gap, at least two of one style, each at the start of a sentence
//! or a clause, and no heading stands between them.

use crate::attachments::LABEL;
use crate::letters::is_letter_or_number;
use crate::numbering::{Style, number_at};

use super::candidate::{Candidate, style_index};
use super::lines::{Line, ends_sentence, is_layout};

/// How a candidate stands in such a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    /// The one before it, by its place among the candidates.
    pub before: Option<usize>,
    /// Whether another comes after it.
    pub goes_on: bool,
}

/// The last member of a list that can still go on.
#[derive(Clone, Copy)]
struct Open {
    index: usize,
    before: Option<usize>,
    number: u32,
    line: usize,
}

/// For each candidate how it stands in such a list, if it does. `heading_end` tells where the heading ends that
/// a candidate numbers.
pub(super) fn members(
    lines: &[Line],
    candidates: &[Candidate],
    heading_end: impl Fn(usize) -> Option<usize>,
) -> Vec<Option<Member>> {
    let mut members = vec![None; candidates.len()];
    let mut open: [Option<Open>; 10] = [None; 10];
    let mut heading = (usize::MAX, 0);
    for (index, candidate) in candidates.iter().enumerate() {
        if let Some(end) = heading_end(index) {
            open = [None; 10];
            heading = (candidate.line, end);
            continue;
        }
        let in_heading = candidate.line == heading.0 && candidate.start < heading.1;
        let next = candidates.get(index + 1);
        let Some(slot) = open
            .get_mut(style_index(candidate.style))
            .filter(|_| !in_heading && may_be_item(lines, candidate, next))
        else {
            continue;
        };
        let goes_on = |line: usize| {
            candidate.line == line
                || candidate.line == line + 1 && (candidate.starts_line() || is_open(lines, line))
        };
        let follows = slot.filter(|last| candidate.number == last.number + 1 && goes_on(last.line));
        let is_first = candidate.number == 1 && starts(lines, candidate, heading);
        if let Some(last) = follows {
            let pair = [
                (last.index, last.before, true),
                (index, Some(last.index), false),
            ];
            for (at, before, goes_on) in pair {
                if let Some(member) = members.get_mut(at) {
                    *member = Some(Member { before, goes_on });
                }
            }
        }
        *slot = (follows.is_some() || is_first).then_some(Open {
            index,
            before: follows.map(|last| last.index),
            number: candidate.number,
            line: candidate.line,
        });
    }
    members
}

/// Whether a marker can number an item at all: something follows that is no figure (`1．5万元`), no other
/// marker (`（1）（2）项`), and it does not name an attachment.
fn may_be_item(lines: &[Line], candidate: &Candidate, next: Option<&Candidate>) -> bool {
    let ranked = matches!(
        candidate.style,
        Style::Parenthesis | Style::Dot | Style::ArabicParenthesis | Style::Circled
    );
    let doubled = next.is_some_and(|next| adjoin(candidate, next));
    let Some(line) = lines.get(candidate.line).filter(|_| ranked && !doubled) else {
        return false;
    };
    let text = line.text.get(candidate.body..).unwrap_or_default();
    let figure = || {
        let year = number_at(text).is_some_and(|(_, rest)| rest.starts_with('年'));
        candidate.style == Style::Dot
            && text.starts_with(|sign: char| sign.is_ascii_digit())
            && !year
    };
    let opens = |sign: char| is_letter_or_number(sign) || "“《〈「【*＊×_\u{a0}".contains(sign);
    text.starts_with(opens) && !figure() && !line.text.starts_with(LABEL)
}

/// Whether nothing stands between a marker and the next.
fn adjoin(candidate: &Candidate, next: &Candidate) -> bool {
    (next.line, next.start) == (candidate.line, candidate.body)
}

/// Whether a list can start here: with its line, behind a sentence that leads it in, or behind a heading.
fn starts(lines: &[Line], candidate: &Candidate, heading: (usize, usize)) -> bool {
    candidate.starts_line()
        || (candidate.line, candidate.start) == heading
        || text_before(lines, candidate).ends_with(|sign| ends_sentence(sign) || sign == '.')
}

/// For each candidate whether it is no heading, though it may have the shape of one: an item of a list inside
/// one line, led in with a colon, in a part that is numbered otherwise; one of `（1）（2）项`.
pub(super) fn no_headings(lines: &[Line], candidates: &[Candidate]) -> Vec<bool> {
    let members = members(lines, candidates, |_| None);
    let mut found = vec![false; candidates.len()];
    let mut outermost = u8::MAX;
    for (index, (candidate, member)) in candidates.iter().zip(&members).enumerate() {
        let rank = candidate.style.rank().unwrap_or(u8::MAX);
        outermost = outermost.min(rank);
        let inner = outermost < rank && Style::Dot.rank() <= Some(rank);
        let before = match member {
            Some(member) => member.before.filter(|_| inner),
            None => index.checked_sub(1),
        };
        let Some((before, first)) = before.and_then(|at| Some((at, candidates.get(at)?))) else {
            continue;
        };
        let are = match member {
            Some(_) if first.line != candidate.line => false,
            Some(_) => {
                let led = first.number == 1 && text_before(lines, first).ends_with(['：', ':']);
                led || found.get(before) == Some(&true)
            }
            None => first.style == candidate.style && adjoin(first, candidate),
        };
        if are {
            for at in [before, index] {
                found.get_mut(at).into_iter().for_each(|is| *is = true);
            }
        }
    }
    found
}

/// Whether a sentence goes on behind a line, as where a page broke it.
fn is_open(lines: &[Line], line: usize) -> bool {
    let text = lines.get(line).map_or("", |line| line.text);
    !text.trim_end_matches(is_layout).ends_with(ends_sentence)
}

/// What stands in front of a candidate in its line.
fn text_before<'a>(lines: &[Line<'a>], candidate: &Candidate) -> &'a str {
    let line = lines.get(candidate.line).map_or("", |line| line.text);
    let before = line.get(..candidate.start).unwrap_or_default();
    before.trim_end_matches(is_layout)
}
