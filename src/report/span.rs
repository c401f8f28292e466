//! What is selected over several blocks.
//!
//! Law: a span runs from a place to a later one; what it covers of a block is derived.

use std::ops::Range;

use super::{Block, BlockId, Report};

/// A block, and a place in its text in bytes.
pub type Place = (BlockId, usize);

/// What lies between two places of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it starts.
    pub from: Place,
    /// Where it ends.
    pub to: Place,
}

impl Span {
    /// What lies between two places, whichever of them comes first by the position of its block; `None` where one
    /// has none.
    pub fn between(
        position: impl Fn(BlockId) -> Option<usize>,
        one: Place,
        other: Place,
    ) -> Option<Span> {
        let order = |place: Place| Some((position(place.0)?, place.1));
        let (from, to) = if order(one)? <= order(other)? {
            (one, other)
        } else {
            (other, one)
        };
        Some(Span { from, to })
    }

    /// The blocks that it reaches, as a range of the reading order; `None` where a place of it is gone.
    pub fn blocks(&self, report: &Report) -> Option<Range<usize>> {
        let there = |(id, at): Place| report.block(id)?.text.get(at..);
        there(self.from).and(there(self.to))?;
        let range = report.position(self.from.0)?..report.position(self.to.0)? + 1;
        (range.start < range.end).then_some(range)
    }

    /// What it covers, as a report of its own; a number belongs to the start of its block.
    pub fn excerpt(&self, report: &Report) -> Option<Report> {
        let ids = report.order().get(self.blocks(report)?)?;
        let covered = |id: &BlockId| {
            let block = report.block(*id)?;
            let cover = self.cover(block);
            let is_whole = cover.len() == block.text.len();
            Some(Block {
                gap: if *id == self.from.0 {
                    String::new()
                } else {
                    block.gap.clone()
                },
                marker: block.marker.clone().filter(|_| self.takes_number(block)),
                text: block.text.get(cover)?.to_owned(),
                fills: if is_whole {
                    block.fills.clone()
                } else {
                    Vec::new()
                },
                ..block.clone()
            })
        };
        let blocks = ids.iter().filter_map(covered).collect();
        Report::restored(blocks, String::new(), report.next_id())
    }

    /// Whether the number of a block that it reaches is in it: not where it ends in front of the first word.
    fn takes_number(&self, block: &Block) -> bool {
        let is_before = block.id == self.to.0 && self.to.1 == 0 && !block.text.is_empty();
        self.cover(block).start == 0 && !(is_before && block.id != self.from.0)
    }

    /// What it covers of the text of a block that it reaches.
    pub fn cover(&self, block: &Block) -> Range<usize> {
        let start = if block.id == self.from.0 {
            self.from.1
        } else {
            0
        };
        let end = if block.id == self.to.0 {
            self.to.1
        } else {
            block.text.len()
        };
        start..end.max(start)
    }
}
