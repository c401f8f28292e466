//! The parts of a report, derived from its blocks: what the outline shows and what can be moved.
//!
//! Law: a part is a range of the reading order; ranges nest or lie apart. Nothing here is stored.

use std::ops::Range;

use super::{Attached, BlockId, Kind, Level, Report, Role};

/// A piece of the outline with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The first block of the part; its name for as long as that block lives.
    pub id: BlockId,
    /// What it is.
    pub kind: PartKind,
    /// All blocks of the part in the reading order, the parts inside it included.
    pub range: Range<usize>,
}

/// What a part of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    /// 标题.
    Title,
    /// 引言: everything between the title and the first heading.
    Preamble,
    /// A part with a heading of its own, or 不足 and 下一步 without one.
    Section(Level, Role),
    /// 落款: the first signature or date and what follows up to the next heading, and the attachments and the words
    /// that end the report above.
    Closing,
    /// 附件: the line that opens the text of an attachment, and what follows up to its first heading.
    Attached,
}

impl Part {
    /// How far in it stands in the outline: 1 for the outermost parts.
    pub fn depth(&self) -> usize {
        match self.kind {
            PartKind::Section(level, _) => level.number(),
            _ => 1,
        }
    }
}

impl Report {
    /// All parts in reading order, each with the range of its blocks.
    pub fn parts(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        // The sections that are still open, innermost last, as indices into `parts`.
        let mut open: Vec<usize> = Vec::new();
        let part_of = |parts: &mut Vec<Part>, kind, id, position: usize| {
            parts.push(Part {
                id,
                kind,
                range: position..position + 1,
            });
            parts.len() - 1
        };
        let closing = self.closing();
        let attached = self.attached();
        for (position, block) in self.blocks().enumerate() {
            let last = parts.last().map(|part| part.kind);
            match block.kind {
                _ if position == closing => {
                    open.clear();
                    part_of(&mut parts, PartKind::Closing, block.id, position);
                }
                _ if attached.get(&block.id) == Some(&Attached::Label) => {
                    open.clear();
                    part_of(&mut parts, PartKind::Attached, block.id, position);
                }
                Kind::Title => {
                    part_of(&mut parts, PartKind::Title, block.id, position);
                }
                Kind::Heading { level, role } => {
                    open.retain(|&index| {
                        matches!(parts.get(index).map(|part| part.kind),
                            Some(PartKind::Section(outer, _)) if outer < level)
                    });
                    open.push(part_of(
                        &mut parts,
                        PartKind::Section(level, role),
                        block.id,
                        position,
                    ));
                }
                Kind::Paragraph | Kind::Item
                    if open.is_empty()
                        && position < closing
                        && !matches!(last, Some(PartKind::Preamble | PartKind::Attached)) =>
                {
                    part_of(&mut parts, PartKind::Preamble, block.id, position);
                }
                _ => {}
            }
            if open.is_empty() {
                if let Some(part) = parts.last_mut() {
                    part.range.end = position + 1;
                }
            } else {
                for &index in &open {
                    if let Some(part) = parts.get_mut(index) {
                        part.range.end = position + 1;
                    }
                }
            }
        }
        parts
    }
}
