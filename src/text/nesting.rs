//! How deep each marker would lie among the headings, told by the count so far and the count to come.
//!
//! Law: reading on, a marker goes on with a count that is open, starts one inside it, or stands among no headings.

use crate::numbering::Style;

use super::candidate::{Candidate, Standing};
use super::sentences::{Ending, Shape};

/// Where a candidate would stand among the headings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nested {
    /// How deep: 1 for the outermost.
    pub depth: usize,
    /// Its siblings.
    pub group: usize,
}

/// A level that is open while reading on.
struct Open {
    rank: u8,
    last: u32,
    group: usize,
}

/// Where each candidate would stand if those that are allowed could be headings.
pub(super) fn nest(
    candidates: &[Candidate],
    shapes: &[Shape],
    ranks: &[Option<u8>],
    allowed: &dyn Fn(usize) -> bool,
) -> Vec<Option<Nested>> {
    let mut open: Vec<Open> = Vec::new();
    // The last number of each rank, also where its part has ended.
    let mut counted = [0_u32; 12];
    let mut groups = 0;
    let mut nested = Vec::with_capacity(candidates.len());
    for (index, ((candidate, shape), rank)) in candidates.iter().zip(shapes).zip(ranks).enumerate()
    {
        let Some(rank) = rank.filter(|_| allowed(index)) else {
            nested.push(None);
            continue;
        };
        let sibling = open
            .iter()
            .find(|level| level.rank == rank)
            .map(|level| (level.last, level.group));
        let last = sibling.map(|(last, _)| last);
        let before = counted.get(usize::from(rank)).copied().unwrap_or_default();
        // The count goes on in the next part: （三）after （二）.
        let on = 0 < before && before + 1 == candidate.number && heads(shape);
        if !on && !counts(candidate, shape, rank, last, open.is_empty()) {
            nested.push(None);
            continue;
        }
        if let Some(counted) = counted.get_mut(usize::from(rank)) {
            *counted = candidate.number;
        }
        open.retain(|level| level.rank < rank);
        let group = match sibling {
            Some((last, group)) if last <= candidate.number => group,
            _ => {
                groups += 1;
                groups - 1
            }
        };
        open.push(Open {
            rank,
            last: candidate.number,
            group,
        });
        nested.push(Some(Nested {
            depth: open.len(),
            group,
        }));
    }
    nested
}

/// Whether a text in the middle of a line has the shape of a heading.
fn heads(shape: &Shape) -> bool {
    shape.ending != Ending::None
        && shape.width <= 50
        && !(shape.listed && shape.ending == Ending::Line)
}

/// Whether a marker goes on with the count, or starts one.
fn counts(
    candidate: &Candidate,
    shape: &Shape,
    rank: u8,
    last: Option<u32>,
    outermost: bool,
) -> bool {
    let number = candidate.number;
    let expected = last.map_or(1, |last| last + 1);
    let bare = 19 < number && number != expected;
    match candidate.standing {
        Standing::LineStart => {
            !bare && (number == expected || number == 1 || shape.ending != Ending::None)
        }
        Standing::Glued | Standing::Within => {
            // Without 一、 the parts after it would be lost.
            let part = candidate.style == Style::Comma && candidate.continued && !shape.listed;
            let outer = candidate.style.rank() <= Style::Parenthesis.rank();
            // A number that was typed twice goes on, too.
            let goes_on = last.is_some() && number == expected || outer && last == Some(number);
            let starts =
                number == 1 && candidate.continued || candidate.standing == Standing::Within;
            // Some numbers are missing, but the count goes on; one of 一、 or （一） can be missing before the last.
            let most = if outer { 9 } else { 1 };
            let end = outer && number == expected + 1;
            let skips = expected < number
                && number <= expected + most
                && (candidate.continued || end)
                && (last.is_some() || outermost && most == 9);
            // The only one of its kind, as in a text that breaks off.
            let first = number == 1
                && match candidate.style {
                    // Also 1、 that counts the parts.
                    Style::Comma | Style::Dot if rank == 2 => outermost,
                    Style::Parenthesis | Style::Dot if shape.width <= 40 => match shape.ending {
                        Ending::Stop => true,
                        Ending::Break => candidate.style == Style::Parenthesis && !outermost,
                        _ => false,
                    },
                    _ => false,
                };
            (heads(shape) || part) && (goes_on || starts || skips || first)
        }
        Standing::Comma => false,
    }
}
