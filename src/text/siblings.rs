//! Markers of one count under one parent, judged together: headings, or lines of a list.
//!
//! Law: siblings are all headings or none of them is.

use crate::numbering::Style;

use super::candidates::{Candidate, Place};
use super::headings::Nested;
use super::lines::{Line, is_layout};
use super::sentences::{Ending, Shape};

/// Siblings, which are judged together.
#[derive(Default)]
pub(super) struct Groups {
    members: Vec<Vec<usize>>,
}

impl Groups {
    /// A group for one who has no siblings yet.
    pub(super) fn start(&mut self) -> usize {
        self.members.push(Vec::new());
        self.members.len() - 1
    }

    /// Adds a candidate to its siblings.
    pub(super) fn add(&mut self, group: usize, index: usize) {
        if let Some(members) = self.members.get_mut(group) {
            members.push(index);
        }
    }

    /// Whether the members are lines of a list, the first included.
    pub(super) fn is_list(&self, group: usize, candidates: &[Candidate]) -> bool {
        let members = self.members.get(group).map_or(&[][..], |members| members);
        let first = members.first().and_then(|&first| candidates.get(first));
        1 < members.len() && first.is_some_and(|first| first.place == Place::LineStart)
    }

    /// For each candidate whether it stays a heading.
    pub(super) fn judge(
        &self,
        lines: &[Line],
        candidates: &[Candidate],
        shapes: &[Shape],
        ranks: &[Option<u8>],
        nested: &[Option<Nested>],
    ) -> Vec<bool> {
        let mut accepted = vec![false; candidates.len()];
        // Where the outermost count starts: what is counted before it in smaller numbers is a list.
        let outermost = ranks
            .iter()
            .zip(nested)
            .filter(|(_, nested)| nested.is_some())
            .filter_map(|(rank, _)| *rank)
            .min();
        let first = ranks
            .iter()
            .zip(nested)
            .position(|(rank, nested)| nested.is_some() && *rank == outermost);
        for members in &self.members {
            let following = members.iter().skip(1).copied().map(Some).chain([None]);
            let like = members
                .iter()
                .zip(following)
                .filter(|&(&index, following)| {
                    is_heading_like(lines, candidates, shapes, index, following)
                })
                .count();
            let Some((&head, candidate)) = members
                .first()
                .and_then(|head| Some((head, candidates.get(*head)?)))
            else {
                continue;
            };
            let small = 6 <= ranks.get(head).copied().flatten().unwrap_or_default();
            let before = first.is_some_and(|first| head < first) && small;
            let alone = members.len() == 1;
            let enough = match candidate.style {
                // 第一节课 is no heading, nor is 2、 without 1、.
                Style::Division if alone && !stands_apart(lines, candidate) => false,
                _ if small && alone && candidate.number != 1 => false,
                _ if small || candidate.place != Place::LineStart => {
                    members.len() <= like + like / 2
                }
                // Even where each starts with a long sentence, 一、 and 二、 are the parts.
                Style::Division | Style::Comma if !alone => true,
                _ => members.len() <= like * 3,
            };
            if enough && !before {
                for &index in members {
                    if let Some(place) = accepted.get_mut(index) {
                        *place = true;
                    }
                }
            }
        }
        accepted
    }
}

/// Whether a marker is parted from what follows by a space or a mark: `第一节 制度`.
fn stands_apart(lines: &[Line], candidate: &Candidate) -> bool {
    let marker = lines
        .get(candidate.line)
        .and_then(|line| line.text.get(candidate.start..candidate.body));
    marker.is_some_and(|marker| !marker.ends_with(char::is_alphabetic))
}

fn is_heading_like(
    lines: &[Line],
    candidates: &[Candidate],
    shapes: &[Shape],
    index: usize,
    following: Option<usize>,
) -> bool {
    let (Some(candidate), Some(shape)) = (candidates.get(index), shapes.get(index)) else {
        return false;
    };
    let text = lines
        .get(candidate.line)
        .and_then(|line| line.text.get(candidate.body..))
        .unwrap_or_default();
    let small = !matches!(
        candidate.style,
        Style::Division | Style::Comma | Style::Parenthesis
    );
    let longest = if small { 40 } else { 60 };
    // Headings in the middle of a line have a body before the next.
    let next = following
        .and_then(|next| candidates.get(next))
        .filter(|next| next.line == candidate.line);
    let bare = candidate.place != Place::LineStart
        && next
            .and_then(|next| text.get(shape.end..next.start.checked_sub(candidate.body)?))
            .is_some_and(|body| body.trim_start_matches(is_layout).is_empty());
    match shape.ending {
        Ending::None => false,
        _ if bare => false,
        _ if longest < shape.width || shape.listed && small => false,
        Ending::Line if shape.unfinished => false,
        Ending::Line if small => {
            let next_line = following
                .and_then(|next| candidates.get(next))
                .map(|next| next.line);
            let has_body =
                next_line != Some(candidate.line + 1) && candidate.line + 1 < lines.len();
            has_body && shape.commas <= 3
        }
        _ => true,
    }
}
