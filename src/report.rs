//! The report as a value: blocks in reading order, with stable ids.
//!
//! Room: knows numbering, addressee, attachments and json; no other text syntax, no edits. Law: the text of
//! a report is the concatenation of `gap`, marker and `text` of its blocks, then the `tail`; nothing else
//! is stored, and every other view (parts, items, counts) is derived from the blocks.

use std::ops::Range;

use crate::numbering::Marker;

mod attached;
pub mod compare;
mod digest;
mod ids;
mod kinds;
mod lists;
mod parts;
mod span;
pub(crate) mod stored;
mod under_title;

pub use attached::Attached;
pub use ids::{BlockId, IdHasher, IdMap, IdSet, Key};
pub use kinds::{Kind, Level, Role};
pub use parts::{Part, PartKind};
pub use span::Span;

/// A run of text that is edited as one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The stable name of this block.
    pub id: BlockId,
    /// What the block is in the report.
    pub kind: Kind,
    /// The layout in front of the block, exactly as read: line ends, empty lines, indents.
    /// Empty when the block goes on in the line of the block before it: the body after a run-in
    /// heading, an item inside a paragraph.
    pub gap: String,
    /// The number in front of a heading or an item, with everything up to its text (`一、`, `（二） `).
    pub marker: Option<Marker>,
    /// The text itself. Holds no line end, except inside a title that is broken over lines.
    pub text: String,
    /// Blanks of this block that have been filled, in order, without overlap.
    pub fills: Vec<Fill>,
}

/// A blank that was filled: it can be changed in one place, and emptied again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Where the value stands in the block's text, in bytes.
    pub range: Range<usize>,
    /// What stood there before: the blank as it was written, such as `\u{a0}*`.
    pub original: String,
}

impl Block {
    /// Whether it is the empty heading of a part that has none in the text: 不足, 下一步.
    pub fn is_opener(&self) -> bool {
        let special = matches!(self.kind, Kind::Heading { role, .. } if role != Role::Section);
        special && self.text.is_empty() && self.marker.is_none()
    }

    /// Whether it is the body that goes on in the line of its heading or item.
    pub fn is_body(&self) -> bool {
        self.kind == Kind::Paragraph && self.gap.is_empty()
    }

    /// Whether the block goes on in the line of the block before it.
    pub fn is_in_line(&self) -> bool {
        self.gap.is_empty() && matches!(self.kind, Kind::Paragraph | Kind::Item)
    }
}

/// A whole report. Compared by its content, ids included; not by the ids it has already given out.
#[derive(Clone, Debug, Default)]
pub struct Report {
    order: Vec<BlockId>,
    blocks: IdMap<Box<Block>>,
    /// The layout after the last block: usually a line end or nothing.
    tail: String,
    next_id: u32,
}

/// Ids from here on are left to the edits of one session: no stored report has come that far.
const LAST_RESTORED: u32 = u32::MAX / 2;

impl PartialEq for Report {
    fn eq(&self, other: &Report) -> bool {
        self.tail == other.tail && self.order == other.order && self.blocks == other.blocks
    }
}

impl Eq for Report {}

/// A block that has no id yet, as a reader or an edit makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBlock {
    /// See [`Block::kind`].
    pub kind: Kind,
    /// See [`Block::gap`].
    pub gap: String,
    /// See [`Block::marker`].
    pub marker: Option<Marker>,
    /// See [`Block::text`].
    pub text: String,
}

impl Report {
    /// A report of these blocks, which get their ids in order.
    pub fn new(blocks: Vec<NewBlock>, tail: String) -> Report {
        let mut report = Report {
            tail,
            ..Report::default()
        };
        report.order.reserve(blocks.len());
        report.blocks.reserve(blocks.len());
        for block in blocks {
            let block = report.named(block);
            report.order.push(block.id);
            report.blocks.insert(block.id, Box::new(block));
        }
        report
    }

    /// A report of blocks that have their ids already, as stored; `None` if an id stands twice or
    /// leaves too little room for new ones.
    pub fn restored(blocks: Vec<Block>, tail: String, next_id: u32) -> Option<Report> {
        let mut report = Report {
            tail,
            next_id,
            ..Report::default()
        };
        for block in blocks {
            report.next_id = report.next_id.max(block.id.0.checked_add(1)?);
            report.order.push(block.id);
            if report.blocks.insert(block.id, Box::new(block)).is_some() {
                return None;
            }
        }
        (report.next_id < LAST_RESTORED).then_some(report)
    }

    /// The block with this id.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(&id).map(Box::as_ref)
    }

    /// All blocks in reading order.
    pub fn blocks(&self) -> impl DoubleEndedIterator<Item = &Block> + Clone {
        self.order.iter().filter_map(|id| self.block(*id))
    }

    /// The ids in reading order.
    pub fn order(&self) -> &[BlockId] {
        &self.order
    }

    /// The block at a place of the reading order.
    pub fn at(&self, position: usize) -> Option<&Block> {
        self.block(*self.order.get(position)?)
    }

    /// The place of a block in the reading order. Looks through the whole order.
    pub fn position(&self, id: BlockId) -> Option<usize> {
        self.order.iter().position(|&other| other == id)
    }

    /// How many blocks there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no block at all.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The layout after the last block.
    pub fn tail(&self) -> &str {
        &self.tail
    }

    /// The next id that is given out; stored with the report so that no id comes twice.
    pub fn next_id(&self) -> u32 {
        self.next_id
    }

    /// Gives a new block its id. The block is not in the report yet.
    pub(crate) fn named(&mut self, new: NewBlock) -> Block {
        let id = BlockId(self.next_id);
        self.next_id += 1;
        let NewBlock {
            kind,
            gap,
            marker,
            text,
        } = new;
        Block {
            id,
            kind,
            gap,
            marker,
            text,
            fills: Vec::new(),
        }
    }

    /// The report with the lines of its title ended as a field ends them, by `\n` alone: read from a file of Windows,
    /// they end in `\r\n`. A title with filled blanks is left alone, as those say where they stand.
    pub fn with_title_lines(mut self) -> Report {
        let is_ended_otherwise = |block: &&Block| {
            block.kind == Kind::Title && block.fills.is_empty() && block.text.contains('\r')
        };
        let title = self.blocks().find(is_ended_otherwise).map(|block| block.id);
        if let Some(block) = title.and_then(|title| self.block_mut(title)) {
            block.text = block.text.replace("\r\n", "\n").replace('\r', "\n");
        }
        self
    }

    /// The block, to be changed by an edit.
    pub(crate) fn block_mut(&mut self, id: BlockId) -> Option<&mut Block> {
        self.blocks.get_mut(&id).map(Box::as_mut)
    }

    /// Puts blocks in the place of others and hands those out: the one change of order there is.
    /// The range is cut to what exists.
    pub(crate) fn splice(&mut self, range: Range<usize>, insert: Vec<Block>) -> Vec<Block> {
        let end = range.end.min(self.order.len());
        let start = range.start.min(end);
        let ids: Vec<BlockId> = insert.iter().map(|block| block.id).collect();
        let removed: Vec<BlockId> = self.order.splice(start..end, ids).collect();
        let removed = removed
            .iter()
            .filter_map(|id| self.blocks.remove(id))
            .map(|block| *block)
            .collect();
        for block in insert {
            self.blocks.insert(block.id, Box::new(block));
        }
        removed
    }

    /// Puts another layout behind the last block.
    pub(crate) fn set_tail(&mut self, tail: String) {
        self.tail = tail;
    }

    /// Leaves the ids below this one to others; what was left before stays left.
    pub(crate) fn leave_ids(&mut self, below: u32) {
        self.next_id = self.next_id.max(below);
    }

    /// Lets two neighbouring ranges of the order change places; false where they do not exist.
    pub(crate) fn swap(&mut self, start: usize, middle: usize, end: usize) -> bool {
        if !(start <= middle && middle <= end) {
            return false;
        }
        let Some(order) = self.order.get_mut(start..end) else {
            return false;
        };
        order.rotate_left(middle - start);
        true
    }
}
