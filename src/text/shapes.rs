//! The shapes of all candidates: those of their sentences, cut by bold type, broken lines and the markers behind them.

use crate::numbering::Style;

use super::candidate::{Candidate, Standing, begins_bold};
use super::lines::{Line, is_layout};
use super::sentences::{Ending, Shape, is_unfinished, shape};
use super::wrapped::paragraph;

/// The shape behind each marker; a heading ends at the latest where another marker goes on.
pub(super) fn shapes(
    lines: &[Line],
    wrapped: Option<usize>,
    candidates: &[Candidate],
) -> Vec<Shape> {
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
        // A sentence right above the next number, or at the end, is the only body there is.
        let no_body = || {
            let next = candidates.get(index + 1);
            let sibling = next.is_some_and(|next| {
                next.line == candidate.line + 1
                    && next.starts_line()
                    && next.style == candidate.style
            });
            let outer = candidate.style.rank() <= Style::Parenthesis.rank();
            outer && candidate.starts_line() && (sibling || lines.len() == candidate.line + 1)
        };
        let spaced = before.ends_with(is_layout)
            || no_body() && rest.find('。').is_some_and(|stop| stop + 3 == rest.len());
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
            let before = text.get(..next.start).unwrap_or_default();
            shape.listed |= sibling && is_unfinished(before.trim_end_matches(is_layout));
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
