//! Where parts, paragraphs and items can go, from the block that a [`Place`] is named by.
//!
//! Law: nothing comes between a block and what goes on in its line, and no list is cut in two inside
//! a line.

use crate::numbering::{Marker, Style};
use crate::report::{BlockId, Kind, Level};

use super::work::Work;
use super::{Place, Refusal, gaps, renumber};

/// Where a part goes, and how deep: beside a part, inside one, or behind the preamble.
pub(super) fn for_section(work: &Work, place: Place) -> Result<(usize, Level), Refusal> {
    if work.report.is_empty() {
        return Ok((0, Level::One));
    }
    let anchor = work.block(place.anchor())?;
    let position = work.position(anchor.id)?;
    if let Some(level) = anchor.kind.level() {
        return match place {
            Place::Before(_) => Ok((position, level)),
            Place::After(id) => Ok((work.extent(id)?.end, level)),
            Place::Into(id) if renumber::holds_parts(work.report, id) => Ok((
                work.extent(id)?.end,
                level.deeper().ok_or(Refusal::TooDeep)?,
            )),
            Place::Into(_) => Err(Refusal::WrongPlace),
        };
    }
    let closing = closing(work);
    if closing < position || closing == position && !matches!(place, Place::Before(_)) {
        return Err(Refusal::WrongPlace);
    }
    // Beside what stands in a part: behind that part. Beside the preamble: in front of the first.
    if let Some(parent) = work.report.parent(position) {
        let parent = work.at(parent)?;
        return Ok((
            work.extent(parent.id)?.end,
            parent.kind.level().unwrap_or(Level::One),
        ));
    }
    let is_heading = |at: &usize| {
        work.report
            .at(*at)
            .is_some_and(|block| block.kind.level().is_some())
    };
    let first = (position..closing).find(is_heading);
    let level = first.and_then(|first| work.report.at(first)?.kind.level());
    Ok((first.unwrap_or(closing), level.unwrap_or(Level::One)))
}

/// Where the closing starts; the end of the report where there is none.
pub(super) fn closing(work: &Work) -> usize {
    work.report
        .blocks()
        .position(|block| block.kind.is_closing())
        .unwrap_or(work.report.len())
}

/// Where a paragraph goes.
pub(super) struct Line {
    pub(super) at: usize,
    /// It goes on in the line before it; a paragraph that did so until now starts its own.
    pub(super) in_line: bool,
}

/// Where a paragraph goes: beside a paragraph or an item with what goes on in their lines, or as the
/// last that stands directly under a heading.
pub(super) fn for_paragraph(work: &Work, place: Place) -> Result<Line, Refusal> {
    let on_own_line = |at: usize| Ok(Line { at, in_line: false });
    if work.report.is_empty() {
        return on_own_line(0);
    }
    let anchor = work.block(place.anchor())?;
    let position = work.position(anchor.id)?;
    let starts_line = gaps::starts_line(work.report, position);
    let is_heading = |at: Option<usize>| {
        at.and_then(|at| work.report.at(at))
            .is_some_and(|block| block.kind.level().is_some())
    };
    match (place, anchor.kind) {
        (Place::Before(_), Kind::Title | Kind::Heading { .. }) => Err(Refusal::WrongPlace),
        (Place::Before(_), Kind::Item)
            if work.report.sibling_items(anchor.id).first() != Some(&anchor.id) =>
        {
            Err(Refusal::WrongPlace)
        }
        (Place::Before(_), _) if starts_line => on_own_line(position),
        // What comes before the body of a run-in heading takes its place.
        (Place::Before(_), _) if is_heading(position.checked_sub(1)) => Ok(Line {
            at: position,
            in_line: true,
        }),
        (Place::Before(_), _) => Err(Refusal::WrongPlace),
        (_, Kind::Heading { .. }) => {
            let at = own_end(work, position);
            Ok(Line {
                at,
                in_line: anchor.is_opener() && at == position + 1,
            })
        }
        (_, Kind::Title) => on_own_line(1),
        _ => on_own_line(line_end(work, work.extent(anchor.id)?.end)),
    }
}

/// The end of what stands directly under a heading, before the parts inside it.
fn own_end(work: &Work, heading: usize) -> usize {
    let is_own = |at: &usize| {
        work.report
            .at(*at)
            .is_some_and(|block| matches!(block.kind, Kind::Paragraph | Kind::Item))
    };
    (heading + 1..work.report.len())
        .take_while(is_own)
        .last()
        .map_or(heading + 1, |last| last + 1)
}

/// The end of the line that goes on here.
fn line_end(work: &Work, from: usize) -> usize {
    let goes_on = |at: &usize| {
        work.report
            .at(*at)
            .is_some_and(crate::report::Block::is_in_line)
    };
    (from..work.report.len())
        .find(|at| !goes_on(at))
        .unwrap_or(work.report.len())
}

/// Ends the line after a paragraph that came into it: the paragraph behind starts its own.
pub(super) fn end_line_behind(work: &mut Work, position: usize) -> Result<(), Refusal> {
    match work
        .report
        .at(position + 1)
        .filter(|next| next.kind == Kind::Paragraph && next.is_in_line())
    {
        Some(next) => {
            let id = next.id;
            let line = gaps::new_line(work.report, Kind::Paragraph, position + 1);
            work.gap(id, line)
        }
        None => Ok(()),
    }
}

/// Where an item goes.
pub(super) struct InList {
    pub(super) at: usize,
    /// The item that it stands in front of (`true`) or behind; none where it is the first of a new list.
    pub(super) beside: Option<(BlockId, bool)>,
    /// The layout in front of the first of a new list.
    pub(super) gap: String,
}

/// Where an item goes: beside another, at the end of the list that a paragraph leads in or that
/// stands under a heading, or as the first of a new list there.
pub(super) fn for_item(work: &Work, place: Place) -> Result<InList, Refusal> {
    if work.report.is_empty() {
        return Ok(InList {
            at: 0,
            beside: None,
            gap: String::new(),
        });
    }
    let anchor = work.block(place.anchor())?;
    let position = work.position(anchor.id)?;
    let behind = |id: BlockId| {
        Ok(InList {
            at: work.extent(id)?.end,
            beside: Some((id, false)),
            gap: String::new(),
        })
    };
    let at = match (anchor.kind, place) {
        (Kind::Item, Place::Before(id)) => {
            return Ok(InList {
                at: position,
                beside: Some((id, true)),
                gap: String::new(),
            });
        }
        (Kind::Item, _) => return behind(anchor.id),
        (Kind::Heading { .. }, Place::After(_) | Place::Into(_)) => {
            let end = own_end(work, position);
            let mut own = (position + 1..end)
                .rev()
                .filter_map(|at| work.report.at(at));
            match own.find(|block| block.kind == Kind::Item) {
                Some(last) => return behind(last.id),
                None => end,
            }
        }
        (Kind::Paragraph, Place::After(_) | Place::Into(_)) => {
            if let Some(item) = work.report.item_of(position) {
                return behind(item);
            }
            let is_body = |at: &usize| {
                work.report
                    .at(*at)
                    .is_some_and(|block| block.kind == Kind::Paragraph && block.is_in_line())
            };
            let end = (position + 1..)
                .find(|at| !is_body(at))
                .unwrap_or(position + 1);
            let list = work
                .report
                .at(end)
                .map(|next| work.report.sibling_items(next.id))
                .unwrap_or_default();
            match list.last() {
                Some(&last) => return behind(last),
                None => end,
            }
        }
        _ => return Err(Refusal::WrongPlace),
    };
    let own_line = match at.checked_sub(1).and_then(|before| work.report.at(before)) {
        Some(before) if before.is_opener() => false,
        Some(before) if matches!(before.kind, Kind::Heading { .. }) => true,
        _ => nearest_list(work, at).1,
    };
    let gap = if own_line {
        gaps::new_line(work.report, Kind::Item, at)
    } else {
        String::new()
    };
    Ok(InList {
        at,
        beside: None,
        gap,
    })
}

/// How the list nearest to a place is written: its first number, and whether its items start lines.
/// 一是 inside the line where there is no list.
pub(super) fn nearest_list(work: &Work, near: usize) -> (Marker, bool) {
    let (before, after) = work
        .report
        .order()
        .split_at_checked(near)
        .unwrap_or_default();
    let mut nearest = before
        .iter()
        .rev()
        .chain(after)
        .filter_map(|&id| work.report.block(id));
    let item = nearest.find(|block| block.kind == Kind::Item);
    let marker = item
        .and_then(|item| item.marker.as_ref())
        .map(|marker| marker.renumbered(1, 1));
    let starts_lines = item.is_some_and(|item| gaps::breaks_line(&item_gap(work, item.id)));
    (
        marker.unwrap_or_else(|| Marker::usual(Style::Is, 1)),
        starts_lines,
    )
}

/// The layout in front of an item that comes after this one: as between this list's items.
pub(super) fn item_gap(work: &Work, item: BlockId) -> String {
    let list = work.report.sibling_items(item);
    let example = list
        .get(1)
        .or(list.first())
        .and_then(|&id| work.report.block(id));
    let position = example.and_then(|example| work.report.position(example.id));
    match (example, position) {
        (Some(_), Some(position)) if gaps::is_set_apart(work.report, position) => {
            gaps::new_line(work.report, Kind::Item, position)
        }
        (Some(example), _) => example.gap.clone(),
        (None, _) => String::new(),
    }
}

/// The list with one more before or behind the given member.
pub(super) fn with_beside(
    mut list: Vec<BlockId>,
    member: BlockId,
    is_before: bool,
    new: BlockId,
) -> Vec<BlockId> {
    let at = list
        .iter()
        .position(|&id| id == member)
        .unwrap_or(list.len());
    list.insert(
        if is_before {
            at
        } else {
            (at + 1).min(list.len())
        },
        new,
    );
    list
}
