//! What an edit did, as steps that can be taken back one by one.
//!
//! Law: forth and then back leaves the report as it was, block for block; so does back and then forth.

use crate::numbering::Marker;
use crate::report::{Block, BlockId, Fill, Kind, Report};

/// An applied edit: it can be taken back, and applied again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In the order in which they were applied.
    pub(crate) steps: Vec<Step>,
    /// Where the caret belongs after the change.
    pub focus: Option<Spot>,
}

/// Which way a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// It is done.
    Forth,
    /// It is taken back.
    Back,
}

impl Direction {
    /// What there is and what comes in its place, from what was before a change and after it.
    fn of<T>(self, before: T, after: T) -> (T, T) {
        match self {
            Direction::Forth => (before, after),
            Direction::Back => (after, before),
        }
    }

    fn opposite(self) -> Direction {
        match self {
            Direction::Forth => Direction::Back,
            Direction::Back => Direction::Forth,
        }
    }
}

/// A place in the text for the caret or a selection, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The block that has the caret.
    pub block: BlockId,
    /// Where the selection starts.
    pub start: usize,
    /// Where it ends; the same for a caret.
    pub end: usize,
}

impl Spot {
    /// A caret.
    pub fn caret(block: BlockId, at: usize) -> Spot {
        Spot {
            block,
            start: at,
            end: at,
        }
    }
}

/// The smallest reversible change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Text in the place of other text, with the filled blanks before and after.
    Text {
        /// The block whose text changes.
        block: BlockId,
        /// Where, in bytes.
        at: usize,
        /// What stood there.
        removed: String,
        /// What stands there now.
        inserted: String,
        /// The filled blanks before and after.
        fills: (Vec<Fill>, Vec<Fill>),
    },
    /// Another number in front, before and after.
    Marker(BlockId, Option<Marker>, Option<Marker>),
    /// Another layout in front, before and after.
    Gap(BlockId, String, String),
    /// Another kind, before and after.
    Kind(BlockId, Kind, Kind),
    /// Blocks in the place of others.
    Blocks {
        /// The place in the reading order.
        at: usize,
        /// What stood there.
        removed: Vec<Block>,
        /// What stands there now.
        inserted: Vec<Block>,
    },
    /// Another layout behind the last block, before and after.
    Tail(String, String),
    /// Two neighbouring ranges of the reading order change places: `start..middle` and `middle..end`.
    Swap {
        /// Where the first range starts.
        start: usize,
        /// Where the second starts.
        middle: usize,
        /// Where the second ends.
        end: usize,
    },
}

impl Step {
    /// Takes the step in a direction; false, and nothing done, where the report is not what it starts from.
    pub fn apply(&self, report: &mut Report, direction: Direction) -> bool {
        match self {
            Step::Text {
                block,
                at,
                removed,
                inserted,
                fills,
            } => {
                let texts = direction.of(removed, inserted);
                set_text(report, *block, *at, texts, direction.of(&fills.0, &fills.1))
            }
            Step::Marker(id, before, after) => {
                let markers = direction.of(before, after);
                set(report, *id, markers, |block| &mut block.marker)
            }
            Step::Gap(id, before, after) => {
                let gaps = direction.of(before, after);
                set(report, *id, gaps, |block| &mut block.gap)
            }
            Step::Kind(id, before, after) => {
                let kinds = direction.of(before, after);
                set(report, *id, kinds, |block| &mut block.kind)
            }
            Step::Blocks {
                at,
                removed,
                inserted,
            } => set_blocks(report, *at, direction.of(removed, inserted)),
            Step::Tail(before, after) => {
                let (from, to) = direction.of(before, after);
                let is_there = report.tail() == from;
                if is_there {
                    report.set_tail(to.clone());
                }
                is_there
            }
            Step::Swap { start, middle, end } => {
                // Where the first range starts again; nowhere where the step is damaged.
                let back = end.checked_sub(*middle).map(|length| start + length);
                let (middle, _) = direction.of(Some(*middle), back);
                middle.is_some_and(|middle| report.swap(*start, middle, *end))
            }
        }
    }

    /// The block whose own content changes, if the step is about one.
    pub fn block(&self) -> Option<BlockId> {
        match self {
            Step::Text { block, .. } => Some(*block),
            Step::Marker(id, ..) | Step::Gap(id, ..) | Step::Kind(id, ..) => Some(*id),
            Step::Blocks { .. } | Step::Tail(..) | Step::Swap { .. } => None,
        }
    }
}

impl Change {
    /// The steps in the order in which they are applied.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Takes every step in a direction, the last one first on the way back; false, and nothing done, where the
    /// report is not what the change starts from.
    pub fn apply(&self, report: &mut Report, direction: Direction) -> bool {
        let mut steps: Vec<&Step> = self.steps.iter().collect();
        if direction == Direction::Back {
            steps.reverse();
        }
        let is_done = |step: &&&Step| step.apply(report, direction);
        let done = steps.iter().take_while(is_done).count();
        let is_whole = done == steps.len();
        for step in steps.iter().take(done).rev().filter(|_| !is_whole) {
            step.apply(report, direction.opposite());
        }
        is_whole
    }

    /// Where the caret belongs once the change has been taken back: where it was made, or beside what
    /// went.
    pub(crate) fn origin(&self, report: &Report) -> Option<Spot> {
        let text_alone = !self.is_structural();
        let resolves = |spot: &Spot| {
            let range = spot.start..spot.end;
            report
                .block(spot.block)
                .is_some_and(|block| block.text.get(range).is_some())
        };
        // What was joined to the one before is parted again at its start.
        let parted = |inserted: &str| {
            self.steps.iter().find_map(|step| match step {
                Step::Blocks { removed, .. } => removed
                    .first()
                    .filter(|block| !inserted.is_empty() && block.text == inserted)
                    .map(|block| Spot::caret(block.id, 0)),
                _ => None,
            })
        };
        let made = self.steps.iter().find_map(|step| match step {
            Step::Text { inserted, .. } if let Some(parted) = parted(inserted) => Some(parted),
            // Behind text that comes back as it was typed, or whole; else where text went from or came to.
            Step::Text {
                block, at, removed, ..
            } => Some(Spot::caret(
                *block,
                if text_alone || *at == 0 {
                    at + removed.len()
                } else {
                    *at
                },
            )),
            Step::Blocks { removed, .. } => removed
                .first()
                .map(|block| Spot::caret(block.id, block.text.len())),
            _ => None,
        });
        let beside = |step: &Step| match step {
            Step::Blocks { at, .. } => {
                let before = at.checked_sub(1).and_then(|before| report.at(before));
                let block = before.or_else(|| report.at(*at))?;
                Some(Spot::caret(block.id, block.text.len()))
            }
            _ => None,
        };
        made.or(self.focus)
            .filter(resolves)
            .or_else(|| self.steps.iter().find_map(beside))
    }

    /// Whether the order, the number or the kind of blocks changes, not only what is in them.
    pub fn is_structural(&self) -> bool {
        is_structural(&self.steps)
    }
}

/// Whether more is changed than what is in the blocks.
pub(super) fn is_structural(steps: &[Step]) -> bool {
    steps.iter().any(|step| !matches!(step, Step::Text { .. }))
}

/// Changes one thing about a block, where it is what it should be.
fn set<T: Clone + PartialEq>(
    report: &mut Report,
    id: BlockId,
    (from, to): (&T, &T),
    of: impl Fn(&mut Block) -> &mut T,
) -> bool {
    let value = report.block_mut(id).map(of);
    let standing = value.filter(|value| **value == *from);
    standing.map(|value| value.clone_from(to)).is_some()
}

fn set_text(
    report: &mut Report,
    id: BlockId,
    at: usize,
    (from, to): (&String, &String),
    fills: (&Vec<Fill>, &Vec<Fill>),
) -> bool {
    let range = at..at + from.len();
    let is_there = report
        .block(id)
        .is_some_and(|block| block.text.get(range.clone()) == Some(from));
    let is_set = is_there && set(report, id, fills, |block| &mut block.fills);
    if let Some(block) = report.block_mut(id).filter(|_| is_set) {
        block.text.replace_range(range, to);
    }
    is_set
}

fn set_blocks(report: &mut Report, at: usize, (from, to): (&Vec<Block>, &Vec<Block>)) -> bool {
    let range = at..at + from.len();
    let is_there = report
        .order()
        .get(range.clone())
        .is_some_and(|ids| ids.iter().eq(from.iter().map(|block| &block.id)));
    let is_free = |block: &Block| report.block(block.id).is_none();
    if !is_there || !to.iter().all(is_free) {
        return false;
    }
    report.splice(range, to.clone());
    true
}
