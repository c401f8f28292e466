//! The headings and items of a text: which of the candidates they are, and where each ends.
//!
//! Law: in reading order, each candidate one of the two, or nothing.

use crate::numbering::{Marker, Style};
use crate::report::Kind;

use super::candidate::Candidate;
use super::headings::{Verdict, judge};
use super::items::items;
use super::lines::Line;
use super::roles;

/// A heading or an item that begins with a marker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    /// The line.
    pub line: usize,
    /// Where the marker starts in the line, in bytes.
    pub start: usize,
    /// What it is.
    pub kind: Kind,
    /// The kind of number.
    pub style: Style,
    /// The number.
    pub number: u32,
    /// Where the text behind the marker starts.
    pub body: usize,
    /// Where its own text ends at the latest; what follows is its body.
    pub end: usize,
}

/// All headings and items of the candidates of some lines.
pub(super) fn found(
    lines: &[Line],
    wrapped: Option<usize>,
    candidates: &[Candidate],
) -> Vec<Found> {
    let verdicts = judge(lines, wrapped, candidates);
    let items = items(lines, candidates, &verdicts);
    let all = candidates.iter().zip(&verdicts).zip(items);
    all.filter_map(|((candidate, verdict), item)| {
        let &Candidate {
            line,
            start,
            body,
            style,
            ..
        } = candidate;
        let (kind, number, end) = match *verdict {
            Verdict::Heading { level, end } => {
                let heading = lines
                    .get(line)
                    .and_then(|line| line.text.get(body..end))
                    .unwrap_or_default();
                (
                    Kind::Heading {
                        level,
                        role: roles::of_heading(heading),
                    },
                    candidate.number,
                    end,
                )
            }
            _ => (Kind::Item, item?, body),
        };
        // The mark as it is written, also where it counts as another.
        let written = lines.get(line).and_then(|line| line.text.get(start..body));
        let written = written.and_then(Marker::measure);
        Some(Found {
            line,
            start,
            kind,
            style: written.map_or(style, |(style, ..)| style),
            number,
            body,
            end,
        })
    })
    .collect()
}
