//! Which markers number headings, and how deep those lie.
//!
//! Law: judged from context, never from one marker alone: the count so far, the count to come, the
//! shape of the sentence, and what its siblings look like.

use crate::numbering::Style;
use crate::report::Level;

use super::candidate::Candidate;
use super::inline::no_headings;
use super::lines::Line;
use super::nesting::nest;
use super::sentences::{Ending, Shape};
use super::shapes::shapes;
use super::siblings::{Group, groups};

/// What a marker turned out to number.
#[derive(Clone, Copy, Debug)]
pub(super) enum Verdict {
    /// A heading that ends at this place of its line.
    Heading { level: Level, end: usize },
    /// One of a list of lines.
    ListLine,
    /// Nothing: part of a running text.
    Text,
}

/// A verdict for each candidate.
pub(super) fn judge(
    lines: &[Line],
    wrapped: Option<usize>,
    candidates: &[Candidate],
) -> Vec<Verdict> {
    let shapes = shapes(lines, wrapped, candidates);
    let ranks = ranks(lines, candidates);
    let tentative = nest(candidates, &shapes, &ranks, &|_| true);
    let groups = groups(lines, candidates, &shapes, &ranks, &tentative);
    let group_of = |index: usize| {
        let place = (*tentative.get(index)?)?;
        groups.get(place.group)
    };
    let nested = nest(candidates, &shapes, &ranks, &|index| {
        group_of(index).is_some_and(Group::is_accepted)
    });
    // （三） in front of the first 一、 goes on with a part whose own heading is not there.
    let parted = candidates
        .iter()
        .zip(&nested)
        .any(|(candidate, place)| candidate.style == Style::Comma && place.is_some());
    let mut above = 0;
    let all = candidates.iter().zip(&shapes).zip(nested).enumerate();
    all.map(|(index, ((candidate, shape), place))| {
        let level = place.and_then(|place| {
            if place.depth == 1 {
                above = usize::from(parted && candidate.style == Style::Parenthesis);
            }
            Level::from_number(place.depth + above)
        });
        match level {
            Some(level) => Verdict::Heading {
                level,
                end: heading_end(lines, candidate, shape),
            },
            None if candidate.starts_line()
                && group_of(index).is_some_and(|group| group.is_list(candidates)) =>
            {
                Verdict::ListLine
            }
            None => Verdict::Text,
        }
    })
    .collect()
}

/// The order of nesting of each candidate; `1、` lies outside `（一）` where it is counted around it. None for
/// what can be no heading.
fn ranks(lines: &[Line], candidates: &[Candidate]) -> Vec<Option<u8>> {
    let outermost = dots_are_outermost(candidates);
    let rank = |(candidate, no_heading): (&Candidate, bool)| match candidate.style {
        Style::Dot if outermost => Style::Comma.rank().map(|rank| rank * 2),
        _ => candidate.rank(lines).filter(|_| !no_heading),
    };
    let no_headings = no_headings(lines, candidates);
    candidates.iter().zip(no_headings).map(rank).collect()
}

/// The fewest bytes between two numbers of one line that a heading and its body take.
const BODY: usize = 90;

/// Whether `1、` counts the parts of a text: from the first marker on, once and without a gap but for one number,
/// around `（一）` or with text behind each. Where no line but the first begins with a marker, all of them count.
fn dots_are_outermost(candidates: &[Candidate]) -> bool {
    let mut last: Option<&Candidate> = None;
    let (mut inner, mut around, mut adjoin) = (false, false, false);
    let starts = |candidate: &&Candidate| candidate.starts_line();
    let in_line = candidates
        .iter()
        .skip(1)
        .all(|candidate| !starts(&candidate));
    let counts = |candidate: &&Candidate| in_line || starts(candidate);
    for candidate in candidates.iter().filter(counts) {
        match candidate.style {
            Style::Division | Style::Comma => return false,
            Style::Parenthesis if last.is_none() => return false,
            Style::Parenthesis => inner = true,
            Style::Dot => {
                let number = last.map_or(0, |last| last.number);
                if !(1..=2).contains(&candidate.number.saturating_sub(number)) {
                    return false;
                }
                around |= inner;
                // In a text of one line a body stands between.
                adjoin |= last.is_some_and(|last| match candidate.line - last.line {
                    0 => candidate.start < last.body + BODY,
                    lines => lines == 1,
                });
                last = Some(candidate);
            }
            _ => {}
        }
    }
    // The only 1、, in a text that breaks off: alone, or with （一） or （1） right behind it.
    let leads = || match candidates {
        [first, rest @ ..] if first.style == Style::Dot => {
            let inner = |style| matches!(style, Style::Parenthesis | Style::ArabicParenthesis);
            let second = rest.iter().find(|next| next.style.rank().is_some());
            second.is_none_or(|second| inner(second.style) && second.number == 1)
                && rest.iter().all(|next| {
                    next.style.rank() > Style::Comma.rank() || next.style.rank().is_none()
                })
        }
        _ => false,
    };
    let counted = inner && !adjoin;
    around || last.is_some_and(|last| if last.number == 1 { leads() } else { counted })
}

fn heading_end(lines: &[Line], candidate: &Candidate, shape: &Shape) -> usize {
    let text = lines.get(candidate.line).map_or("", |line| line.text);
    match shape.ending {
        Ending::Line => text.len(),
        Ending::Stop | Ending::Break => candidate.body + shape.end,
        // A long sentence: its first clause names an outer part, nothing names an inner one.
        Ending::None if candidate.style == Style::Comma => {
            let rest = text.get(candidate.body..).unwrap_or_default();
            let clause = rest
                .char_indices()
                .take(30)
                .find(|(_, character)| matches!(character, '，' | ',' | '：' | ':'));
            candidate.body + clause.map_or(0, |(at, comma)| at + comma.len_utf8())
        }
        Ending::None => candidate.body,
    }
}
