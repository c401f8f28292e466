//! 待填 places of a block: blanks that are open and blanks that have been filled, in one order.
//!
//! Room: knows report and blanks. Law: derived from the block each time; the order is that of the text.

use std::ops::Range;

use crate::blanks::{self, Unit};
use crate::report::Block;

/// One place to fill.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it stands in the block's text, in bytes.
    pub range: Range<usize>,
    /// What it counts, or that it is a name.
    pub unit: Unit,
    /// The blank as it was written, where it has been filled; `None` while it is open.
    pub original: Option<String>,
}

impl Slot {
    /// Whether it still has to be filled.
    pub fn is_open(&self) -> bool {
        self.original.is_none()
    }
}

/// All places to fill of a block, open and filled. A value that is itself a blank, or was wiped out
/// and stands empty, counts as open.
pub fn slots(block: &Block) -> Vec<Slot> {
    let open = blanks::blanks(&block.text);
    if block.fills.is_empty() {
        return open
            .into_iter()
            .map(|blank| Slot {
                range: blank.range,
                unit: blank.unit,
                original: None,
            })
            .collect();
    }
    let apart = |range: &Range<usize>| {
        let fills = &block.fills;
        let next = fills.partition_point(|fill| fill.range.end <= range.start);
        fills
            .get(next)
            .is_none_or(|fill| range.end <= fill.range.start)
    };
    let filled = block.fills.iter().filter_map(|fill| {
        let value = block.text.get(fill.range.clone())?;
        let open = value.is_empty() || !blanks::blanks(value).is_empty();
        let unit = blanks::unit_after(block.text.get(fill.range.end..)?);
        Some(Slot {
            range: fill.range.clone(),
            unit,
            original: (!open).then(|| fill.original.clone()),
        })
    });
    let mut slots: Vec<Slot> = open
        .into_iter()
        .filter(|blank| apart(&blank.range))
        .map(|blank| Slot {
            range: blank.range,
            unit: blank.unit,
            original: None,
        })
        .chain(filled)
        .collect();
    slots.sort_unstable_by_key(|slot| (slot.range.start, slot.range.end));
    slots
}

/// How many blanks of a block are still open.
pub fn open_count(block: &Block) -> usize {
    if block.fills.is_empty() {
        blanks::blanks(&block.text).len()
    } else {
        slots(block).iter().filter(|slot| slot.is_open()).count()
    }
}
