//! Markers of one count under one parent, judged together: headings, or lines of a list.
//!
//! Law: siblings are all headings or none of them is.

use crate::letters::is_letter;
use crate::numbering::Style;

use super::candidate::{Candidate, Standing};
use super::lines::{Line, ends_sentence, is_layout};
use super::nesting::Nested;
use super::sentences::{Ending, Shape};

/// Siblings, which are judged together.
#[derive(Clone, Default)]
pub(super) struct Group {
    /// The first member, which is the last that was looked at, from the end on.
    first: Option<usize>,
    members: usize,
    /// How many members look like headings.
    like: usize,
    /// Whether the first goes on with a count from before: `3.` after the `2.` of the last part.
    goes_on: bool,
    /// Whether the members are headings.
    accepted: bool,
}

impl Group {
    /// Whether the members are lines of a list, the first included.
    pub(super) fn is_list(&self, candidates: &[Candidate]) -> bool {
        let first = self.first.and_then(|first| candidates.get(first));
        1 < self.members && first.is_some_and(|first| first.starts_line())
    }

    /// Whether the members stay headings.
    pub(super) fn is_accepted(&self) -> bool {
        self.accepted
    }
}

/// The groups of the candidates that stand among the headings, and what they are.
pub(super) fn groups(
    lines: &[Line],
    candidates: &[Candidate],
    shapes: &[Shape],
    ranks: &[Option<u8>],
    nested: &[Option<Nested>],
) -> Vec<Group> {
    let count = nested.iter().flatten().map(|place| place.group + 1).max();
    let mut groups = vec![Group::default(); count.unwrap_or_default()];
    // Where the outermost count starts: what is counted before it in smaller numbers is a list.
    let mut outermost = (u8::MAX, 0);
    for (index, place) in nested.iter().enumerate().rev() {
        let Some(group) = place.and_then(|place| groups.get_mut(place.group)) else {
            continue;
        };
        let following = group.first.replace(index);
        group.members += 1;
        group.like += usize::from(is_heading_like(lines, candidates, shapes, index, following));
        let rank = ranks.get(index).copied().flatten().unwrap_or(u8::MAX);
        if rank <= outermost.0 {
            outermost = (rank, index);
        }
    }
    let mut counted = [0_u32; 12];
    for ((place, candidate), rank) in nested.iter().zip(candidates).zip(ranks) {
        let counted = rank.and_then(|rank| counted.get_mut(usize::from(rank)));
        let (Some(place), Some(counted)) = (place, counted) else {
            continue;
        };
        let goes_on = 0 < *counted && *counted + 1 == candidate.number;
        *counted = candidate.number;
        if let Some(group) = groups
            .get_mut(place.group)
            .filter(|group| group.members == 1)
        {
            group.goes_on = goes_on;
        }
    }
    for group in &mut groups {
        let (like, members) = (group.like, group.members);
        let Some((head, candidate)) = group
            .first
            .and_then(|head| Some((head, candidates.get(head)?)))
        else {
            continue;
        };
        let rank = ranks.get(head).copied().flatten().unwrap_or_default();
        let small = 6 <= rank;
        let before = head < outermost.1 && small;
        let alone = members == 1;
        // Whether （一） goes with it.
        let around = ranks.get(head + 1).is_some_and(|next| *next > Some(rank));
        let enough = match candidate.style {
            // 第一节课 is no heading, nor is the only 第1篇, nor 2、 without 1、.
            Style::Division if alone && (rank == 0 || !stands_apart(lines, candidate)) => false,
            _ if small && alone && candidate.number != 1 && !group.goes_on => false,
            // Nor is 1、 in the middle of a line if no text goes with it.
            Style::Dot | Style::Parenthesis
                if alone
                    && candidate.standing == Standing::Glued
                    && (small || head == 0 && !around)
                    && !has_long_body(lines, candidate, shapes.get(head)) =>
            {
                false
            }
            // Nor is 1.支部 before 按照要求…….
            _ if small && alone && runs_into_body(lines, candidate, shapes.get(head)) => false,
            // Even where each starts with a long sentence, 一、 and 二、 are the parts.
            Style::Division | Style::Comma if !alone && candidate.starts_line() => true,
            Style::Comma => members <= like * 3,
            _ if small || !candidate.starts_line() => members <= like + like / 2,
            _ => members <= like * 3,
        };
        group.accepted = enough && !before;
    }
    groups
}

/// Whether a marker is parted from what follows by a space or a mark: `第一节 制度`.
fn stands_apart(lines: &[Line], candidate: &Candidate) -> bool {
    let marker = lines
        .get(candidate.line)
        .and_then(|line| line.text.get(candidate.start..candidate.body));
    marker.is_some_and(|marker| !marker.ends_with(is_letter))
}

/// Whether the sentence behind a heading is longer than that, or begins a list.
fn has_long_body(lines: &[Line], candidate: &Candidate, shape: Option<&Shape>) -> bool {
    let line = lines.get(candidate.line).map_or("", |line| line.text);
    let body = shape.and_then(|shape| Some((shape.width, line.get(candidate.body + shape.end..)?)));
    body.is_some_and(|(width, body)| {
        body.starts_with("一是")
            || body
                .chars()
                .take_while(|sign| !ends_sentence(*sign))
                .nth(width)
                .is_some()
    })
}

/// Whether nothing parts a heading from its body.
fn runs_into_body(lines: &[Line], candidate: &Candidate, shape: Option<&Shape>) -> bool {
    let line = lines.get(candidate.line).map_or("", |line| line.text);
    let parts = shape.and_then(|shape| line.split_at_checked(candidate.body + shape.end));
    parts.is_some_and(|(heading, body)| heading.ends_with(is_letter) && body.starts_with(is_letter))
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
    // 1. around （1） is no line of a list, however long.
    let around = || {
        let inner = candidates.get(index + 1);
        inner.is_some_and(|inner| {
            let below = inner.line == candidate.line + 1 && inner.starts_line();
            below && inner.number == 1 && candidate.style.rank() < inner.style.rank()
        })
    };
    let longest = if small && !around() { 40 } else { 60 };
    // Headings in the middle of a line have a body before the next.
    let next = following
        .and_then(|next| candidates.get(next))
        .filter(|next| next.line == candidate.line);
    let bare = !candidate.starts_line()
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
                .filter(|next| next.starts_line() || !candidate.starts_line())
                .map(|next| next.line);
            let below = candidate.line + shape.more + 1;
            let has_body = next_line != Some(below) && below < lines.len();
            has_body && shape.commas <= 3
        }
        _ => true,
    }
}
