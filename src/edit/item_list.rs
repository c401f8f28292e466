//! Lists of items: where an item can go, and what an item there looks like.
//!
//! Law: an item looks like those of its list, the first of a new list like those of the nearest one.

use crate::line_ends::breaks_line;
use crate::numbering::{Marker, Style};
use crate::report::{BlockId, Kind};

use super::work::Work;
use super::{Place, Refusal, gaps, place};

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
            let end = place::own_end(work, position);
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
            let is_body = |at: &usize| work.report.at(*at).is_some_and(|block| block.is_body());
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
    let own_line = match work.before(at) {
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
    let starts_lines = item.is_some_and(|item| breaks_line(&item_gap(work, item.id)));
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
