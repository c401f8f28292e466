//! 附件: the lines that name what is attached to a report, and the texts of it, behind the report or as a whole.
//!
//! Law: derived from the lines as they stand. Where nothing was signed above, a line counts only with a
//! title under it: 附件 alone may open the list of attachments.

use std::cell::OnceCell;
use std::ops::Range;

use super::{Block, IdMap, Kind, Report};
use crate::attachments::{Label, ends_report, first, further, is_title, label};

/// A line that opens the text of an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attached {
    /// 附件1
    Label,
    /// What stands under that in the middle, where it is a paragraph.
    Title,
}

impl Report {
    /// The lines that name the attachments (附件：) above the first signature or date, or at the very
    /// end; empty there where there are none.
    pub fn attachments(&self) -> Range<usize> {
        let end = self.signed();
        self.attachments_above(end)..end
    }

    /// Where the closing starts, which belongs to no part: with the set words that end a report (特此报告。), the
    /// attachments, the signature.
    pub fn closing(&self) -> usize {
        self.closing_above(self.signed())
    }

    fn signed(&self) -> usize {
        let mut blocks = self.blocks();
        let signed = blocks.position(|block| block.kind.is_closing());
        signed.unwrap_or(self.len())
    }

    /// Where the closing starts whose signature stands here.
    pub(super) fn closing_above(&self, end: usize) -> usize {
        let attachments = self.attachments_above(end);
        let is_end = |at: &usize| {
            self.at(*at).is_some_and(|block| {
                block.kind == Kind::Paragraph && !block.is_in_line() && ends_report(&block.text)
            })
        };
        let before = attachments.checked_sub(1);
        before.filter(is_end).unwrap_or(attachments)
    }

    /// Where the attachments start whose lines end here; here where there are none.
    fn attachments_above(&self, end: usize) -> usize {
        let mut start = end;
        // Whether lines were passed whose 附件： is still to come.
        let mut open = false;
        for position in (0..end).rev() {
            let paragraph = |block: &&Block| block.kind == Kind::Paragraph && !block.gap.is_empty();
            let Some(block) = self.at(position).filter(paragraph) else {
                break;
            };
            match first(&block.text) {
                Some(entry) if entry.goes_on || !open => {
                    start = position;
                    open = false;
                }
                None if further(&block.text).is_some() => open = true,
                // One that is about to be written.
                None if block.text.is_empty() => {}
                _ => break,
            }
        }
        start
    }

    /// Whether a paragraph is one of the lines that end a report or name the attachments.
    pub(super) fn is_in_closing(&self, position: usize) -> bool {
        let may_be = |block: &Block| {
            let text = &block.text;
            text.is_empty() || first(text).is_some() || further(text).is_some() || ends_report(text)
        };
        // Nearly every paragraph; where the paragraphs end need not be looked for then.
        if !self.at(position).is_some_and(may_be) {
            return false;
        }
        let is_paragraph = |block: &Block| block.kind == Kind::Paragraph;
        let end = (position..self.len())
            .find(|at| !self.at(*at).is_some_and(is_paragraph))
            .unwrap_or(self.len());
        let ends = |block: &Block| block.kind.is_closing();
        self.at(end).is_none_or(ends) && self.closing_above(end) <= position
    }

    /// The lines that open the texts of attachments where these stand in the report.
    pub fn attached(&self) -> IdMap<Attached> {
        let mut attached = IdMap::default();
        let is_signed = self.signed_above();
        for (position, block) in self.blocks().enumerate() {
            let label = label(&block.text).filter(|_| stands_alone(block, position));
            let Some(label) = label else {
                continue;
            };
            let next = (position + 1..self.len())
                .filter_map(|at| self.at(at))
                .find(|next| !next.text.is_empty());
            if next.is_some_and(|next| further(&next.text).is_some()) {
                continue;
            }
            let titled = next.is_some_and(|next| next.kind == Kind::Title);
            let title = next.filter(|next| {
                label == Label::Bare && stands_alone(next, position + 1) && is_title(&next.text)
            });
            if titled || title.is_some() || is_signed(position) {
                attached.insert(block.id, Attached::Label);
                if let Some(title) = title {
                    attached.insert(title.id, Attached::Title);
                }
            }
        }
        attached
    }

    /// Whether the line at a position opens the text of an attachment behind the signature and the date: parts end
    /// there, and count anew.
    pub fn opens_attachment(&self, position: usize) -> bool {
        self.attachment_openers()(position)
    }

    /// The same for many positions.
    pub fn attachment_openers(&self) -> impl Fn(usize) -> bool {
        let is_signed = self.signed_above();
        let may_open =
            |block: &Block| block.kind == Kind::Paragraph && label(&block.text).is_some();
        move |at| self.at(at).is_some_and(may_open) && is_signed(at)
    }

    /// Whether a signature or a date stands above a position: the first is looked for once, and only when it is asked.
    pub(super) fn signed_above(&self) -> impl Fn(usize) -> bool {
        let signed = OnceCell::new();
        move |at| {
            let first = || self.blocks().position(|block| block.kind.is_closing());
            signed.get_or_init(first).is_some_and(|first| first < at)
        }
    }
}

/// Whether a block is a paragraph in a line of its own.
fn stands_alone(block: &Block, position: usize) -> bool {
    block.kind == Kind::Paragraph && (position == 0 || !block.is_in_line())
}
