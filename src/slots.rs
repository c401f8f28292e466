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
    let open = blanks::blanks(&block.text).into_iter().map(|blank| Slot {
        range: blank.range,
        unit: blank.unit,
        original: None,
    });
    let mut open = open.peekable();
    let mut slots = Vec::new();
    for fill in &block.fills {
        let Range { start, end } = fill.range;
        while let Some(before) = open.next_if(|slot| slot.range.end <= start) {
            slots.push(before);
        }
        // What looks like a blank and lies in a value is not one of its own.
        while open.next_if(|slot| slot.range.start < end).is_some() {}
        let Some(value) = block.text.get(start..end) else {
            continue;
        };
        let is_open = value.is_empty() || !blanks::blanks(value).is_empty();
        slots.push(Slot {
            range: start..end,
            unit: blanks::unit_after(block.text.get(end..).unwrap_or_default()),
            original: (!is_open).then(|| fill.original.clone()),
        });
    }
    slots.extend(open);
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
