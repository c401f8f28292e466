//! Taking things away and moving them.

use std::ops::Range;

use crate::line_ends::breaks_line;
use crate::report::{BlockId, IdSet, Kind, Level};

use super::add::{blank, put};
use super::change::Spot;
use super::renumber::{self, Lists, start};
use super::work::Work;
use super::{Focus, Place, Refusal, gaps, item_list, level, place};

pub(super) fn remove(work: &mut Work, id: BlockId) -> Focus {
    let range = work.extent(id)?;
    let kind = work.block(id)?.kind;
    let lists = kind.level().map(|_| Lists::of(work.report));
    let items = work.report.sibling_items(id);
    let first = start(work.report, &items);
    gaps::leave(work, &range)?;
    work.remove(range.clone())?;
    if let Some(lists) = lists {
        lists.settle(work)?;
    }
    renumber::items(work, &without(items, id), first, &[])?;
    if work.report.is_empty() {
        // A report always has a place to write in.
        put(work, 0, blank(Kind::Paragraph, None))?;
    }
    let next = work
        .report
        .at(range.start)
        .or_else(|| work.report.at(range.start.checked_sub(1)?));
    Ok(next.map(|block| Spot::caret(block.id, 0)))
}

pub(super) fn relocate(work: &mut Work, id: BlockId, to: Place) -> Focus {
    let own = work.extent(id)?;
    if own.contains(&work.position(to.anchor())?) {
        return Err(Refusal::IntoItself);
    }
    match work.block(id)?.kind {
        Kind::Heading { level, .. } => heading(work, id, own, to, level)?,
        Kind::Item => item(work, id, own, to)?,
        Kind::Paragraph if work.report.opens_attachment(own.start) => {
            attachment(work, own, to)?;
        }
        Kind::Paragraph => paragraph(work, id, own, to)?,
        Kind::Title | Kind::Signature | Kind::Date => return Err(Refusal::WrongPlace),
    }
    Ok(Some(Spot::caret(id, 0)))
}

fn heading(
    work: &mut Work,
    id: BlockId,
    own: Range<usize>,
    to: Place,
    from: Level,
) -> Result<(), Refusal> {
    let (at, level) = place::for_section(work, to)?;
    if level == from && is_there(&own, at) {
        return Err(Refusal::NothingToDo);
    }
    if own.start < at && at < own.end {
        return Err(Refusal::IntoItself);
    }
    if level != from && !renumber::holds_parts(work.report, id) {
        return Err(Refusal::WrongPlace);
    }
    let lists = Lists::of(work.report);
    let siblings = work.report.sibling_headings(id);
    let places = gaps::of(work.report, &siblings);
    // While it stands where it stood: between others it may seem to hold parts that follow it there.
    level::set_level(work, id, level)?;
    carry(work, own, at)?;
    let now = work.report.sibling_headings(id);
    if level == from && is_same_set(&siblings, &now) {
        keep_places(work, &siblings, places, &now, id)?;
    }
    lists.settle(work)
}

fn item(work: &mut Work, id: BlockId, own: Range<usize>, to: Place) -> Result<(), Refusal> {
    let spot = item_list::for_item(work, to)?;
    if is_there(&own, spot.at) {
        return Err(Refusal::NothingToDo);
    }
    let old = work.report.sibling_items(id);
    let old_start = start(work.report, &old);
    let Some((beside, is_before)) = spot.beside else {
        let (marker, _) = item_list::nearest_list(work, spot.at);
        gaps::leave(work, &own)?;
        work.shift(own, spot.at)?;
        work.gap(id, spot.gap)?;
        work.marker(id, Some(marker))?;
        return renumber::items(work, &without(old, id), old_start, &[]);
    };
    let there = work.report.sibling_items(beside);
    let there_start = start(work.report, &there);
    let now = item_list::with_beside(without(there.clone(), id), beside, is_before, id);
    if there == old {
        let places = gaps::of(work.report, &old);
        work.shift(own, spot.at)?;
        gaps::keep_places(work, places, &now)?;
        return renumber::items(work, &now, old_start, &[]);
    }
    let inner = item_list::item_gap(work, beside);
    let beside_gap = work.block(beside)?.gap.clone();
    gaps::leave(work, &own)?;
    work.shift(own, spot.at)?;
    if is_before {
        work.gap(id, beside_gap)?;
        work.gap(beside, inner)?;
    } else {
        work.gap(id, inner)?;
    }
    renumber::items(work, &without(old, id), old_start, &[])?;
    renumber::items(work, &now, there_start, &[id])
}

fn paragraph(work: &mut Work, id: BlockId, own: Range<usize>, to: Place) -> Result<(), Refusal> {
    let line = place::for_paragraph(work, to)?;
    if is_there(&own, line.at) {
        return Err(Refusal::NothingToDo);
    }
    if !line.in_line {
        return carry(work, own, line.at);
    }
    gaps::leave(work, &own)?;
    work.shift(own, line.at)?;
    work.gap(id, String::new())?;
    place::end_line_behind(work, work.position(id)?)
}

/// The text of an attachment goes beside another.
fn attachment(work: &mut Work, own: Range<usize>, to: Place) -> Result<(), Refusal> {
    let anchor = work.position(to.anchor())?;
    if !work.report.opens_attachment(anchor) {
        return Err(Refusal::WrongPlace);
    }
    let at = match to {
        Place::Before(_) => anchor,
        Place::After(id) => work.extent(id)?.end,
        Place::Into(_) => return Err(Refusal::WrongPlace),
    };
    if is_there(&own, at) {
        return Err(Refusal::NothingToDo);
    }
    carry(work, own, at)
}

/// Takes a range to a place where it starts a line of its own.
fn carry(work: &mut Work, own: Range<usize>, at: usize) -> Result<(), Refusal> {
    if is_there(&own, at) {
        let id = work.at(own.start)?.id;
        return if gaps::starts_line(work.report, own.start) {
            Ok(())
        } else {
            start_line(work, id)
        };
    }
    let was_apart = gaps::is_set_apart(work.report, own.start);
    let start = if at < own.start { at } else { at - own.len() };
    let range = start..start + own.len();
    gaps::leave(work, &own)?;
    work.shift(own, at)?;
    gaps::arrive(work, range, was_apart)
}

/// Gives the places of sibling parts the layout they had, whoever stands there now. Who was moved, or
/// started a line before, still starts one.
fn keep_places(
    work: &mut Work,
    siblings: &[BlockId],
    places: Vec<String>,
    now: &[BlockId],
    moved: BlockId,
) -> Result<(), Refusal> {
    let starts_report = now
        .first()
        .is_some_and(|first| work.report.order().first() == Some(first));
    let members = siblings
        .iter()
        .zip(&places)
        .skip(usize::from(starts_report));
    let glued: IdSet = members
        .filter(|(id, gap)| **id != moved && !breaks_line(gap))
        .map(|(&id, _)| (id, ()))
        .collect();
    for (index, (gap, &id)) in places.into_iter().zip(now).enumerate() {
        let fits = breaks_line(&gap) || index == 0 && starts_report;
        if fits || glued.contains_key(&id) {
            work.gap(id, gap)?;
        } else if !breaks_line(&work.block(id)?.gap) {
            start_line(work, id)?;
        }
    }
    Ok(())
}

/// Lets a block start a line of its own.
fn start_line(work: &mut Work, id: BlockId) -> Result<(), Refusal> {
    let line = gaps::new_line(work.report, work.block(id)?.kind, work.position(id)?);
    work.gap(id, line)
}

/// Whether a place is where the range stands already.
fn is_there(own: &Range<usize>, at: usize) -> bool {
    at == own.start || at == own.end
}

fn is_same_set(one: &[BlockId], other: &[BlockId]) -> bool {
    let sorted = |list: &[BlockId]| {
        let mut list = list.to_vec();
        list.sort_unstable();
        list
    };
    one.len() == other.len() && sorted(one) == sorted(other)
}

fn without(mut list: Vec<BlockId>, id: BlockId) -> Vec<BlockId> {
    list.retain(|&other| other != id);
    list
}
