//! Filled blanks when the text around them and in them changes.
//!
//! Law: a value that is typed on stays one value; what is typed over exactly one blank fills it; a
//! value that is wiped out leaves its blank open until what stands beside it is deleted or typed over, and its sign
//! comes back when the block is put in order.

use std::ops::Range;

use crate::blanks::{self, Blank};
use crate::letters::is_letter_or_number;
use crate::line_ends::{breaks_line, ends_line};
use crate::report::{Block, BlockId, Fill};

use super::Refusal;
use super::work::Work;

/// The filled blanks of a block once `insert` stands in each of these places, which come in order.
pub(super) fn moved(block: &Block, places: &[Range<usize>], insert: &str) -> Vec<Fill> {
    let removed = |place: &Range<usize>| block.text.get(place.clone()).unwrap_or_default();
    let is_value = !insert.is_empty()
        && places.iter().any(|place| !place.is_empty())
        // The x of xuexi, which is how an input method writes 学习, is a value that is begun.
        && (insert == "x" || blanks::blanks(insert).is_empty());
    let open = is_value.then(|| blanks::blanks(&block.text));
    let open = open.unwrap_or_default();
    let mut fills: Vec<Fill> = Vec::with_capacity(block.fills.len());
    // How much came and went before the places that are left.
    let (mut came, mut went) = (0, 0);
    let mut left = places;
    for fill in block.fills.iter().map(Some).chain([None]) {
        let is_before = |place: &Range<usize>| {
            fill.is_none_or(|fill| {
                let start = fill.range.start;
                place.end < start || place.end == start && !fill.range.is_empty()
            })
        };
        while let Some((place, others)) = left.split_first().filter(|(place, _)| is_before(place)) {
            let start = place.start + came - went;
            let is_free = fills.last().is_none_or(|last| last.range.end <= start);
            let removed = removed(place);
            if is_free && is_blank(block, &open, place, removed) && !only_line_ends(removed, insert)
            {
                fills.push(Fill {
                    range: start..start + insert.len(),
                    original: removed.to_owned(),
                });
            }
            (came, went, left) = (came + insert.len(), went + place.len(), others);
        }
        let Some(fill) = fill else { break };
        let touched = left.partition_point(|place| place.start <= fill.range.end);
        let mut touched = left.iter().take(touched).rev();
        // From the last one, so that those before are where they were.
        let value = touched.try_fold(fill.range.clone(), |value, place| match removed(place) {
            removed if only_line_ends(removed, insert) => {
                Some(among_line_ends(&value, place, removed, insert))
            }
            _ => through(block, &value, place, insert),
        });
        fills.extend(value.map(|value| Fill {
            range: value.start + came - went..value.end + came - went,
            original: fill.original.clone(),
        }));
    }
    fills
}

/// Where a value stands once `insert` stands in a place that touches it; none where it is ordinary text then.
fn through(
    block: &Block,
    value: &Range<usize>,
    place: &Range<usize>,
    insert: &str,
) -> Option<Range<usize>> {
    let Range { start, end } = *value;
    let shifted = |at: usize| at - place.len() + insert.len();
    let refills = |value: &Range<usize>| place.is_empty() && value == place && !insert.is_empty();
    let refilled = || block.fills.iter().any(|fill| refills(&fill.range));
    let inside = start <= place.start && place.end <= end && start < place.end;
    let beside = start == end && place.start <= start && start <= place.end;
    if beside {
        refills(value).then(|| start..shifted(end))
    } else if inside && (place.start < end || goes_on(insert) && !refilled()) {
        Some(start..shifted(end))
    } else if end <= place.start {
        Some(start..end)
    } else if place.end <= start {
        Some(shifted(start)..shifted(end))
    } else {
        None // Part of the value went with something else.
    }
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

/// Where a value stands once only line ends have come and gone in a place that touches it: it stays one.
fn among_line_ends(
    value: &Range<usize>,
    place: &Range<usize>,
    removed: &str,
    insert: &str,
) -> Range<usize> {
    let shifted = |at: usize| at - place.len() + insert.len();
    let count = |at: usize| {
        let before = removed.get(..at - place.start).unwrap_or_default();
        before.chars().filter(|sign| is_sign(*sign)).count()
    };
    let nth = |number| {
        let mut signs = insert.char_indices().filter(|(_, sign)| is_sign(*sign));
        signs.nth(number)
    };
    let start = match value.start {
        at if at < place.start => at,
        at if place.end <= at => shifted(at),
        at => place.start + nth(count(at)).map_or(insert.len(), |(at, _)| at),
    };
    let end = match value.end {
        at if at <= place.start => at,
        at if place.end < at => shifted(at),
        at => {
            let last = count(at).checked_sub(1).and_then(nth);
            last.map_or(start, |(at, sign)| place.start + at + sign.len_utf8())
        }
    };
    start..end.max(start)
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
    let block = work.block(id)?;
    let wiped = |fill: &&Fill| fill.range.is_empty();
    let mut places = block
        .fills
        .iter()
        .filter(wiped)
        .map(|fill| fill.range.start);
    let Some(first) = places.next() else {
        return Ok(());
    };
    let whole = first..places.next_back().unwrap_or(first);
    let (mut text, mut done, mut came) = (String::new(), whole.start, 0);
    let mut fills = Vec::with_capacity(block.fills.len());
    for fill in &block.fills {
        let Range { start, end } = fill.range;
        if start < end {
            fills.push(Fill {
                range: start + came..end + came,
                original: fill.original.clone(),
            });
            continue;
        }
        text += block.text.get(done..start).ok_or(Refusal::Gone)?;
        text += &fill.original;
        (done, came) = (start, came + fill.original.len());
    }
    work.text_with_fills(id, whole, &text, fills)
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

/// Whether a place is exactly one of these blanks, the no-break spaces in front of it taken along or not.
fn is_blank(block: &Block, blanks: &[Blank], place: &Range<usize>, removed: &str) -> bool {
    // A blank of nothing but spaces is taken whole.
    let has_sign = !removed.trim_start_matches('\u{a0}').is_empty();
    let at = blanks.partition_point(|blank| blank.range.end < place.end);
    let blank = blanks.get(at).map(|blank| &blank.range);
    blank.is_some_and(|blank| {
        let left = block.text.get(blank.start..place.start);
        let spaces = left.is_some_and(|left| left.trim_start_matches('\u{a0}').is_empty());
        blank.end == place.end && spaces && (has_sign || blank == place)
    })
}

/// Whether text typed right behind a value still belongs to it: punctuation and space end a value.
fn goes_on(insert: &str) -> bool {
    insert
        .chars()
        .all(|c| is_letter_or_number(c) || matches!(c, '.' | '%' | '％'))
}
