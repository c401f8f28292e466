//! Selecting over several fields of the sheet: with Shift and the arrows, with Shift and a click, by dragging, and
//! everything with Ctrl+A.
//!
//! Law: within a field selecting is the browser's; here it only crosses from one to another.

use std::ops::Range;

use tigang::edit::{Edit, Spot};
use tigang::history::Source;
use tigang::report::BlockId;

use super::browser::element::{self, Event, KeyEvent, id_of};
use super::browser::{fields, lines};
use super::desk::{Desk, Place};
use super::near;

/// A key in a field: it crosses to another where the field ends, or takes in everything; whether it did.
pub fn key(desk: Desk, event: &KeyEvent, block: BlockId, range: &Range<usize>) -> bool {
    let command = event.ctrl_key() || event.meta_key();
    let is_whole = || range.len() == desk.length(block);
    match event.key().as_str() {
        // What is selected whole in the field already grows to all there is.
        "a" | "A" if command => is_whole() && all(desk, block),
        "Home" if command => cross(desk, event, block, range, true, near::edge(desk, true)),
        "End" if command => cross(desk, event, block, range, false, near::edge(desk, false)),
        "PageUp" | "PageDown" if !command && !event.alt_key() => {
            let back = event.key() == "PageUp";
            fields::turn(block, back)
                .is_some_and(|target| turn(desk, event, (block, range), back, target))
        }
        "ArrowUp" | "ArrowLeft" if event.shift_key() && !event.alt_key() => cross(
            desk,
            event,
            block,
            range,
            true,
            near::beside(desk, block, true),
        ),
        "ArrowDown" | "ArrowRight" if event.shift_key() && !event.alt_key() => cross(
            desk,
            event,
            block,
            range,
            false,
            near::beside(desk, block, false),
        ),
        _ => false,
    }
}

/// A key while several fields are selected; whether it was for them.
pub fn key_on_span(desk: Desk, event: &KeyEvent) -> bool {
    let Some(span) = desk.span() else {
        return false;
    };
    let is_held = event.shift_key() || event.ctrl_key() || event.meta_key() || event.alt_key();
    let (block, at) = match event.key().as_str() {
        "Backspace" | "Delete" => {
            desk.erase();
            return true;
        }
        _ if is_held => return false,
        "Enter" => {
            if let Some(spot) = desk.erase().filter(|spot| 0 < spot.start) {
                let (block, at) = (spot.block, spot.start);
                desk.apply_from(&Edit::Split { block, at }, Source::Rest);
            }
            return true;
        }
        "ArrowUp" | "ArrowLeft" => span.from,
        "ArrowDown" | "ArrowRight" => span.to,
        // The caret stays where the selection was made longer.
        "Escape" => desk.selected().map(|old| old.head).unwrap_or(span.to),
        "Home" | "End" | "PageUp" | "PageDown" | "Tab" => {
            desk.deselect();
            return false;
        }
        // CapsLock and the like say nothing of it.
        _ => return false,
    };
    desk.deselect();
    desk.go(Some(Spot::caret(block, at)));
    true
}

/// What was composed in one field of a selection comes in the place of all of it.
pub async fn after_composition(desk: Desk) {
    leptos::task::tick().await;
    let place = fields::focused_block();
    if let (Some(selected), Some(place), None) = (desk.selected(), place, desk.composing()) {
        desk.erase_beside(selected, place);
    }
}

/// The pointer is pressed on the sheet: with Shift, what lies between the caret and it is selected.
pub fn press(desk: Desk, event: &Event) {
    let target = id_of(event, "data-block");
    if !element::has_shift(event) || !enter(desk, target, false) {
        desk.deselect();
    }
}

/// The pointer moves over the sheet: with its button held, having been pressed in another field than the one
/// that is under it.
pub fn drag(desk: Desk, event: &Event) {
    if element::is_pressed(event) {
        let target = element::id_under(event, "data-block");
        // Firefox gives all to the field that it was pressed in, and selects in no other.
        let whole = target != id_of(event, "data-block");
        enter(desk, target, whole);
    }
}

/// Selects up to a field or the whole of it; whether the keyboard was in another. Not the whole: from the end of
/// it that lies nearer to where it was begun the browser goes on by itself.
fn enter(desk: Desk, target: Option<u32>, whole: bool) -> bool {
    let (Some(target), Some((block, range))) = (target.map(BlockId), fields::focused_selection())
    else {
        return false;
    };
    if target == block {
        return false;
    }
    let begun = if is_after(desk, target, block) {
        range.start
    } else {
        range.end
    };
    let begun = desk.selected().map_or((block, begun), |old| old.anchor);
    let at = match is_after(desk, target, begun.0) == whole {
        _ if target == begun.0 => begun.1,
        true => desk.length(target),
        false => 0,
    };
    let (range, is_backward) = extend(desk, begun, (target, at));
    fields::select(target, range, is_backward)
}

/// Goes on in the target where the field ends in this direction; with Shift, selecting.
fn cross(
    desk: Desk,
    event: &KeyEvent,
    block: BlockId,
    range: &Range<usize>,
    back: bool,
    target: Option<BlockId>,
) -> bool {
    let (head, begun) = ends(desk, event, block, range);
    let by_line = matches!(event.key().as_str(), "ArrowUp" | "ArrowDown");
    let along = by_line.then(|| lines::along(block, head, back)).flatten();
    let is_all = matches!(event.key().as_str(), "Home" | "End");
    let is_end = || is_all || head == if back { 0 } else { desk.length(block) };
    let Some(target) = target.filter(|_| along.is_some() || is_end()) else {
        return false;
    };
    let end = desk.length(target);
    // A line is entered as far along as the caret was. All the rest takes in the field away from where it was begun;
    // back, and letter by letter, it is entered at the side that it is come to from.
    let is_away = target != begun.0 && is_after(desk, target, begun.0) != back;
    let whole = is_away && !matches!(event.key().as_str(), "ArrowLeft" | "ArrowRight");
    let nearest = along.and_then(|along| lines::nearest(target, along, back));
    let at = nearest.unwrap_or(if back == whole { 0 } else { end });
    if event.shift_key() {
        grow(desk, begun, (target, at));
    } else {
        leap(desk, (target, if back { 0 } else { end }));
    }
    true
}

/// Goes on in a field that stands a screen away, or at the end of what there is; with Shift, selecting.
fn turn(
    desk: Desk,
    event: &KeyEvent,
    (block, range): (BlockId, &Range<usize>),
    back: bool,
    target: BlockId,
) -> bool {
    let is_last = near::edge(desk, back) == Some(target);
    let at = if is_last && !back {
        desk.length(target)
    } else {
        0
    };
    if event.shift_key() {
        grow(desk, ends(desk, event, block, range).1, (target, at));
    } else {
        leap(desk, (target, at));
    }
    true
}

/// Where in its field what is selected is made longer, and where it was begun.
fn ends(desk: Desk, event: &KeyEvent, block: BlockId, range: &Range<usize>) -> (usize, Place) {
    match desk.selected().filter(|old| old.field == old.head.0) {
        Some(old) => (old.head.1, old.anchor),
        None if fields::is_backward(event) => (range.start, (block, range.end)),
        None => (range.end, (block, range.start)),
    }
}

/// Takes the caret to a place in another field.
fn leap(desk: Desk, (block, at): Place) {
    desk.deselect();
    desk.go(Some(Spot::caret(block, at)));
}

/// Selects from where it was begun to a place in another field, and takes the keyboard there.
fn grow(desk: Desk, begun: Place, target: Place) {
    let (range, is_backward) = extend(desk, begun, target);
    desk.go_selecting(target.0, range, is_backward);
}

/// Selects from where it was begun to a place; what of that its field has to show, and whether it is made longer
/// at its start.
fn extend(desk: Desk, begun: Place, (target, at): Place) -> (Range<usize>, bool) {
    if target == begun.0 {
        desk.deselect();
        return (begun.1.min(at)..begun.1.max(at), at < begun.1);
    }
    desk.select(begun, (target, at), target);
    if is_after(desk, target, begun.0) {
        (0..at, false)
    } else {
        (at..desk.length(target), true)
    }
}

fn is_after(desk: Desk, one: BlockId, other: BlockId) -> bool {
    desk.read(|editor| editor.report().position(one) > editor.report().position(other))
}

fn all(desk: Desk, block: BlockId) -> bool {
    let (Some(first), Some(last)) = (near::edge(desk, true), near::edge(desk, false)) else {
        return false;
    };
    if first != last {
        desk.select((first, 0), (last, desk.length(last)), block);
    }
    first != last
}
