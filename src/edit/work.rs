//! An edit under way: every step is applied at once and noted, so that it can be taken back.

use std::ops::Range;

use crate::numbering::Marker;
use crate::report::{Block, BlockId, Fill, Kind, NewBlock, Report};

use super::change::{self, Change, Direction, Spot, Step};
use super::{Refusal, fills};

/// A report while an edit is at work on it.
pub(super) struct Work<'a> {
    pub(super) report: &'a mut Report,
    steps: Vec<Step>,
}

impl<'a> Work<'a> {
    pub(super) fn new(report: &'a mut Report) -> Work<'a> {
        Work {
            report,
            steps: Vec::new(),
        }
    }

    /// The edit is done; what it did.
    pub(super) fn finish(self, focus: Option<Spot>) -> Change {
        Change {
            steps: self.steps,
            focus,
        }
    }

    /// Whether more than what is in the blocks has been changed.
    pub(super) fn is_structural(&self) -> bool {
        change::is_structural(&self.steps)
    }

    /// The edit cannot be done: everything back as it was.
    pub(super) fn take_back(self) {
        for step in self.steps.iter().rev() {
            step.apply(self.report, Direction::Back);
        }
    }

    /// The block at a place of the reading order, or the refusal that there is none.
    pub(super) fn at(&self, position: usize) -> Result<&Block, Refusal> {
        self.report.at(position).ok_or(Refusal::Gone)
    }

    /// The block before a position, if there is one.
    pub(super) fn before(&self, position: usize) -> Option<&Block> {
        self.report.at(position.checked_sub(1)?)
    }

    /// The block, or the refusal that it is gone.
    pub(super) fn block(&self, id: BlockId) -> Result<&Block, Refusal> {
        self.report.block(id).ok_or(Refusal::Gone)
    }

    /// The place of a block in the reading order.
    pub(super) fn position(&self, id: BlockId) -> Result<usize, Refusal> {
        self.report.position(id).ok_or(Refusal::Gone)
    }

    /// The blocks that go where this one goes.
    pub(super) fn extent(&self, id: BlockId) -> Result<Range<usize>, Refusal> {
        self.report.extent(id).ok_or(Refusal::Gone)
    }

    /// Puts text in the place of a range; filled blanks move along.
    pub(super) fn text(
        &mut self,
        id: BlockId,
        range: Range<usize>,
        insert: &str,
    ) -> Result<(), Refusal> {
        self.texts(id, vec![range], insert)
    }

    /// Puts the same text in several places of a block, which come in order, as one step.
    pub(super) fn texts(
        &mut self,
        id: BlockId,
        mut places: Vec<Range<usize>>,
        insert: &str,
    ) -> Result<(), Refusal> {
        let block = self.block(id)?;
        let standing = |range: Range<usize>| block.text.get(range).ok_or(Refusal::Gone);
        places.retain(|place| standing(place.clone()) != Ok(insert));
        let (Some(first), Some(last)) = (places.first(), places.last()) else {
            return Ok(());
        };
        let whole = first.start..last.end;
        let (mut text, mut done) = (String::new(), whole.start);
        for place in &places {
            standing(place.clone())?;
            text += standing(done..place.start)?;
            text += insert;
            done = place.end;
        }
        let fills = fills::moved(block, &places, insert);
        self.text_with_fills(id, whole, &text, fills)
    }

    /// Puts text in the place of a range and says which blanks are filled afterwards.
    pub(super) fn text_with_fills(
        &mut self,
        id: BlockId,
        range: Range<usize>,
        insert: &str,
        fills: Vec<Fill>,
    ) -> Result<(), Refusal> {
        let block = self.block(id)?;
        let removed = block
            .text
            .get(range.clone())
            .ok_or(Refusal::Gone)?
            .to_owned();
        if removed == insert && block.fills == fills {
            return Ok(());
        }
        let fills = (block.fills.clone(), fills);
        self.step(Step::Text {
            block: id,
            at: range.start,
            removed,
            inserted: insert.to_owned(),
            fills,
        })
    }

    /// Puts another number in front of a block.
    pub(super) fn marker(&mut self, id: BlockId, marker: Option<Marker>) -> Result<(), Refusal> {
        let before = self.block(id)?.marker.clone();
        let step = |before, after| Step::Marker(id, before, after);
        self.set(before, marker, step)
    }

    /// Puts another layout in front of a block.
    pub(super) fn gap(&mut self, id: BlockId, gap: String) -> Result<(), Refusal> {
        let before = self.block(id)?.gap.clone();
        self.set(before, gap, |before, after| Step::Gap(id, before, after))
    }

    /// Makes a block something else.
    pub(super) fn kind(&mut self, id: BlockId, kind: Kind) -> Result<(), Refusal> {
        let before = self.block(id)?.kind;
        self.set(before, kind, |before, after| Step::Kind(id, before, after))
    }

    /// Puts another layout behind the last block.
    pub(super) fn tail(&mut self, tail: &str) -> Result<(), Refusal> {
        let before = self.report.tail().to_owned();
        self.set(before, tail.to_owned(), Step::Tail)
    }

    fn set<T: PartialEq>(
        &mut self,
        before: T,
        after: T,
        step: impl FnOnce(T, T) -> Step,
    ) -> Result<(), Refusal> {
        if before == after {
            return Ok(());
        }
        self.step(step(before, after))
    }

    /// Puts new blocks at a place of the reading order; their ids.
    pub(super) fn insert(
        &mut self,
        at: usize,
        new: Vec<NewBlock>,
    ) -> Result<Vec<BlockId>, Refusal> {
        let inserted: Vec<Block> = new
            .into_iter()
            .map(|block| self.report.named(block))
            .collect();
        let ids = inserted.iter().map(|block| block.id).collect();
        self.insert_named(at, inserted).map(|()| ids)
    }

    /// Puts blocks that have their ids at a place of the reading order.
    pub(super) fn insert_named(&mut self, at: usize, inserted: Vec<Block>) -> Result<(), Refusal> {
        self.step(Step::Blocks {
            at,
            removed: Vec::new(),
            inserted,
        })
    }

    /// Takes a range of the reading order away.
    pub(super) fn remove(&mut self, range: Range<usize>) -> Result<(), Refusal> {
        let removed = range
            .clone()
            .filter_map(|at| self.report.at(at).cloned())
            .collect();
        self.step(Step::Blocks {
            at: range.start,
            removed,
            inserted: Vec::new(),
        })
    }

    /// Moves a range of the reading order to a place outside it, named as it is before the move.
    pub(super) fn shift(&mut self, range: Range<usize>, to: usize) -> Result<(), Refusal> {
        if to < range.start {
            self.step(Step::Swap {
                start: to,
                middle: range.start,
                end: range.end,
            })
        } else if to > range.end {
            self.step(Step::Swap {
                start: range.start,
                middle: range.end,
                end: to,
            })
        } else {
            Ok(())
        }
    }

    /// Notes where the edit is made, for the caret once it is taken back: a text in its own place.
    pub(super) fn mark(&mut self, id: BlockId) -> Result<(), Refusal> {
        let fills = self.block(id)?.fills.clone();
        self.step(Step::Text {
            block: id,
            at: 0,
            removed: String::new(),
            inserted: String::new(),
            fills: (fills.clone(), fills),
        })
    }

    fn step(&mut self, step: Step) -> Result<(), Refusal> {
        if step.apply(self.report, Direction::Forth) {
            self.steps.push(step);
            Ok(())
        } else {
            Err(Refusal::Gone)
        }
    }
}
