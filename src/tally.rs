//! Characters and blanks, counted block by block.
//!
//! Room: knows report and slots. Law: the totals are the sums over the blocks; a change recounts the blocks
//! it touched and no other, so that a key costs the same in a long report as in a short one.

use crate::report::{Block, BlockId, IdMap, Report};
use crate::slots;

/// What is counted in a block, a part or a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// 字数: characters that are no white space, punctuation included.
    pub characters: usize,
    /// Blanks that are still open.
    pub open: usize,
    /// Blanks, open and filled.
    pub slots: usize,
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, other: Totals) {
        self.characters += other.characters;
        self.open += other.open;
        self.slots += other.slots;
    }
}

/// The counts of every block, and their sum.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    blocks: IdMap<Counted>,
    totals: Totals,
}

/// The count of a block, and how many of its characters are its number.
#[derive(Clone, Copy, Debug, Default)]
struct Counted {
    totals: Totals,
    number: usize,
}

impl Tally {
    /// Counts a whole report.
    pub fn of(report: &Report) -> Tally {
        let mut tally = Tally::default();
        tally.blocks.reserve(report.len());
        for block in report.blocks() {
            let counted = count(block);
            tally.totals += counted.totals;
            tally.blocks.insert(block.id, counted);
        }
        tally
    }

    /// The sum over the report.
    pub fn totals(&self) -> Totals {
        self.totals
    }

    /// The count of one block; nothing for one that is not in the report.
    pub fn block(&self, id: BlockId) -> Totals {
        self.blocks
            .get(&id)
            .map(|counted| counted.totals)
            .unwrap_or_default()
    }

    /// Counts a block anew that changed, came or went.
    pub fn recount(&mut self, report: &Report, id: BlockId) {
        let before = self.blocks.remove(&id).unwrap_or_default().totals;
        self.totals.characters -= before.characters;
        self.totals.open -= before.open;
        self.totals.slots -= before.slots;
        if let Some(block) = report.block(id) {
            let counted = count(block);
            self.totals += counted.totals;
            self.blocks.insert(id, counted);
        }
    }

    /// Counts the number of a block anew, whose text is what it was.
    pub fn recount_number(&mut self, report: &Report, id: BlockId) {
        let (Some(counted), Some(block)) = (self.blocks.get_mut(&id), report.block(id)) else {
            return;
        };
        let number = number_count(block);
        counted.totals.characters = counted.totals.characters - counted.number + number;
        self.totals.characters = self.totals.characters - counted.number + number;
        counted.number = number;
    }
}

fn count(block: &Block) -> Counted {
    let slots = slots::slots(block);
    let number = number_count(block);
    let totals = Totals {
        characters: written(&block.text) + number,
        open: slots.iter().filter(|slot| slot.is_open()).count(),
        slots: slots.len(),
    };
    Counted { totals, number }
}

fn number_count(block: &Block) -> usize {
    block
        .marker
        .as_ref()
        .map_or(0, |marker| written(marker.text()))
}

fn written(text: &str) -> usize {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .count()
}
