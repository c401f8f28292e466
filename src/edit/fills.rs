//! Filled blanks when the text around them and in them changes.
//!
//! Law: a value that is typed on stays one value; what is typed over exactly one blank fills it; a
//! value that is wiped out leaves its blank open until what stands beside it is deleted or typed over, and its sign
//! comes back when the block is put in order.

use std::ops::Range;

use crate::blanks;
use crate::line_ends::{breaks_line, ends_line};
use crate::report::{Block, BlockId, Fill};

use super::Refusal;
use super::work::Work;

/// The filled blanks of a block once `insert` stands in the place of `range`, where `removed` stood.
pub(super) fn moved(block: &Block, range: &Range<usize>, removed: &str, insert: &str) -> Vec<Fill> {
    if only_line_ends(removed, insert) {
        let (before, behind) = (block.text.get(..range.start), block.text.get(range.end..));
        let new = [
            before.unwrap_or_default(),
            insert,
            behind.unwrap_or_default(),
        ]
        .concat();
        return among_line_ends(block, &new);
    }
    let shifted = |at: usize| at - range.len() + insert.len();
    let refills = |fill: &Fill| fill.range.is_empty() && fill.range == *range && !insert.is_empty();
    let refilled = block.fills.iter().any(refills);
    let mut fills = Vec::with_capacity(block.fills.len());
    for fill in &block.fills {
        let Range { start, end } = fill.range;
        let inside = start <= range.start && range.end <= end && start < range.end;
        let beside = start == end && range.start <= start && start <= range.end;
        let stays = if beside {
            refills(fill).then(|| start..shifted(end))
        } else if inside && (range.start < end || (goes_on(insert) && !refilled)) {
            Some(start..shifted(end))
        } else if end <= range.start {
            Some(start..end)
        } else if range.end <= start {
            Some(shifted(start)..shifted(end))
        } else {
            None // Part of the value went with something else: it is ordinary text now.
        };
        fills.extend(stays.map(|range| Fill {
            range,
            original: fill.original.clone(),
        }));
    }
    let value = range.start..shifted(range.end);
    let free = |fill: &Fill| fill.range.end <= value.start || value.end <= fill.range.start;
    if !insert.is_empty()
        && is_blank(block, range, removed)
        && blanks::blanks(insert).is_empty()
        && fills.iter().all(free)
    {
        put_in_order(
            &mut fills,
            Fill {
                range: value,
                original: removed.to_owned(),
            },
        );
    }
    fills
}

fn is_sign(sign: char) -> bool {
    !ends_line(sign)
}

/// Whether two texts, both more than nothing, differ in nothing but their line ends.
fn only_line_ends(removed: &str, insert: &str) -> bool {
    let signs = |text: &str| {
        text.chars()
            .filter(|sign| is_sign(*sign))
            .collect::<String>()
    };
    (breaks_line(removed) || breaks_line(insert))
        && signs(removed) == signs(insert)
        && removed.contains(is_sign)
}

/// The filled blanks where only line ends come and go: every value stays one.
fn among_line_ends(block: &Block, new: &str) -> Vec<Fill> {
    let count = |at: usize| {
        let before = block.text.get(..at).unwrap_or_default();
        before.chars().filter(|sign| is_sign(*sign)).count()
    };
    let nth = |number| {
        new.char_indices()
            .filter(|(_, sign)| is_sign(*sign))
            .nth(number)
    };
    let moved = |fill: &Fill| {
        let start = nth(count(fill.range.start)).map_or(new.len(), |(at, _)| at);
        let last = count(fill.range.end).checked_sub(1).and_then(nth);
        let end = last.map_or(start, |(at, sign)| at + sign.len_utf8());
        Fill {
            range: start..end.max(start),
            original: fill.original.clone(),
        }
    };
    block.fills.iter().map(moved).collect()
}

/// Puts a filled blank among the others, in the order of the text.
pub(super) fn put_in_order(fills: &mut Vec<Fill>, new: Fill) {
    let at = fills.partition_point(|fill| fill.range.start <= new.range.start);
    fills.insert(at, new);
}

/// Gives a blank its value, which may be its sign.
pub(super) fn put(
    work: &mut Work,
    id: BlockId,
    range: Range<usize>,
    value: &str,
    original: &str,
) -> Result<(), Refusal> {
    let shifted = |at: usize| at - range.len() + value.len();
    let mut fills = work.block(id)?.fills.clone();
    // Two that were wiped out can stand in one place.
    if let Some(standing) = fills.iter().position(|fill| fill.range == range) {
        fills.remove(standing);
    }
    for fill in fills
        .iter_mut()
        .filter(|fill| range.end <= fill.range.start)
    {
        fill.range = shifted(fill.range.start)..shifted(fill.range.end);
    }
    if value != original {
        let new = Fill {
            range: range.start..range.start + value.len(),
            original: original.to_owned(),
        };
        put_in_order(&mut fills, new);
    }
    work.text_with_fills(id, range, value, fills)
}

/// Puts the sign back where a value was wiped out and none came in its place: an open blank is seen in every text.
pub(super) fn open_wiped(work: &mut Work, id: BlockId) -> Result<(), Refusal> {
    let wiped = |fill: &&Fill| fill.range.is_empty();
    while let Some(fill) = work.block(id)?.fills.iter().find(wiped).cloned() {
        put(work, id, fill.range, &fill.original, &fill.original)?;
    }
    Ok(())
}

/// The values that lie wholly before a place of the block's text.
pub(super) fn before(block: &Block, at: usize) -> Vec<Fill> {
    block
        .fills
        .iter()
        .filter(|fill| fill.range.end <= at && fill.range.start < at)
        .cloned()
        .collect()
}

/// The values that lie wholly behind a place of the block's text, as they stand when that place
/// comes to `to`.
pub(super) fn after(block: &Block, at: usize, to: usize) -> impl Iterator<Item = Fill> {
    let behind = block
        .fills
        .iter()
        .filter(move |fill| at <= fill.range.start);
    behind.map(move |fill| Fill {
        range: fill.range.start - at + to..fill.range.end - at + to,
        original: fill.original.clone(),
    })
}

/// Whether the range is exactly one blank, the no-break spaces in front of it taken along or not.
fn is_blank(block: &Block, range: &Range<usize>, removed: &str) -> bool {
    // A blank of nothing but spaces is taken whole.
    let has_sign = !removed.trim_start_matches('\u{a0}').is_empty();
    let of_blank = |blank: &blanks::Blank| {
        let left = block.text.get(blank.range.start..range.start);
        let spaces = left.is_some_and(|left| left.trim_start_matches('\u{a0}').is_empty());
        blank.range == *range || has_sign && blank.range.end == range.end && spaces
    };
    !removed.is_empty() && blanks::blanks(&block.text).iter().any(of_blank)
}

/// Whether text typed right behind a value still belongs to it: punctuation and space end a value.
fn goes_on(insert: &str) -> bool {
    insert
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '%' | '％'))
}
