//! 附件: the texts that are attached to a report, behind it or as a whole.
//!
//! Law: derived from the lines as they stand. Where nothing was signed above, a line counts only with a
//! title under it: 附件 alone may open the list of attachments.

use std::cell::OnceCell;

use super::{Block, IdMap, Kind, Report};
use crate::attachments::{Label, further, is_title, label};

/// A line that opens the text of an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attached {
    /// 附件1
    Label,
    /// What stands under that in the middle, where it is a paragraph.
    Title,
}

impl Report {
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
