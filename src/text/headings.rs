//! Which markers number headings, and how deep those lie.
//!
//! Law: judged from context, never from one marker alone: the count so far, the count to come, the
//! shape of the sentence, and what its siblings look like.

use crate::numbering::Style;
use crate::report::Level;

use super::candidates::{Candidate, Standing, begins_bold};
use super::inline::no_headings;
use super::lines::{Line, is_layout};
use super::nesting::nest;
use super::sentences::{Ending, Shape, is_unfinished, shape};
use super::siblings::{Group, groups};
use super::wrapped::paragraph;

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
    let all = candidates.iter().zip(&shapes).zip(nested).enumerate();
    all.map(|(index, ((candidate, shape), place))| {
        let level = place.and_then(|place| Level::from_number(place.depth));
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
                adjoin |= last.is_some_and(|last| candidate.line <= last.line + 1);
                last = Some(candidate);
            }
            _ => {}
        }
    }
    around || inner && !adjoin && last.is_some_and(|last| 1 < last.number)
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

/// The shape behind each marker; a heading ends at the latest where another marker goes on.
fn shapes(lines: &[Line], wrapped: Option<usize>, candidates: &[Candidate]) -> Vec<Shape> {
    let mut trimmed: Option<(usize, &str)> = None;
    let mut shapes = Vec::with_capacity(candidates.len());
    for (index, candidate) in candidates.iter().enumerate() {
        let text = match trimmed {
            Some((line, text)) if line == candidate.line => text,
            _ => lines
                .get(candidate.line)
                .map_or("", |line| line.text.trim_end_matches(is_layout)),
        };
        trimmed = Some((candidate.line, text));
        // An item is no heading, whatever it looks like.
        if candidate.style.rank().is_none() {
            shapes.push(Shape::NONE);
            continue;
        }
        let rest = text.get(candidate.body..).unwrap_or_default();
        let marker = text.get(candidate.start..candidate.body);
        let bold = marker.and_then(|marker| bold(marker, rest));
        // Where spaces stand for the ends of lines, one stands in front of the marker too.
        let before = text.get(..candidate.start).unwrap_or_default();
        let spaced = before.ends_with(is_layout);
        let mut shape = bold.unwrap_or_else(|| shape(rest, spaced));
        let paragraph = wrapped
            .filter(|_| shape.ending == Ending::Line)
            .and_then(|width| paragraph(lines, candidate.line, rest, width));
        if let Some((paragraph, more)) = paragraph {
            shape = over_lines(shape, rest, &paragraph, more);
        }
        if let Some(next) = candidates
            .get(index + 1)
            .filter(|next| next.line == candidate.line)
        {
            let inner = next.standing == Standing::Within
                || next.number == 1
                    && next.standing == Standing::Glued
                    && (next.style.rank() > candidate.style.rank() || next.style.rank().is_none());
            let sibling = next.style == candidate.style && next.number == candidate.number + 1;
            let room = next.start.saturating_sub(candidate.body);
            if (inner || sibling) && 0 < room && (shape.ending == Ending::None || room < shape.end)
            {
                let heading = text.get(candidate.body..next.start).unwrap_or_default();
                let width = heading.chars().take(61).count();
                if is_unfinished(heading.trim_end_matches(is_layout)) {
                    shape = Shape {
                        ending: Ending::None,
                        listed: true,
                        ..shape
                    };
                } else if width <= 60 {
                    shape = Shape {
                        end: room,
                        ending: Ending::Break,
                        width,
                        ..shape
                    };
                }
            }
        }
        shapes.push(shape);
    }
    shapes
}

/// The shape of a heading that was set bold in Markdown together with its marker: `**一、做法**`.
fn bold(marker: &str, rest: &str) -> Option<Shape> {
    // A whole text in one line is not looked through for each of its markers.
    let end = begins_bold(marker).then(|| rest.find("**")).flatten();
    let heading = rest.get(..end.filter(|end| (1..240).contains(end))?)?;
    Some(Shape {
        end: heading.len(),
        ending: Ending::Break,
        width: heading.chars().count(),
        listed: false,
        commas: 0,
        unfinished: false,
        more: 0,
    })
}

/// The shape of a heading in a line that goes on in the next: it ends where it does in the whole
/// paragraph, at the latest with its line.
fn over_lines(own: Shape, line: &str, paragraph: &str, more: usize) -> Shape {
    let whole = shape(paragraph, false);
    if whole.ending != Ending::None && whole.end <= line.len() {
        return whole;
    }
    Shape {
        width: own.width.max(whole.width),
        commas: whole.commas,
        // A long sentence.
        unfinished: whole.ending == Ending::None,
        more: if whole.ending == Ending::Line {
            more
        } else {
            0
        },
        ..own
    }
}
