//! What stands under the title: who gives the report, when, and whom it is for.
//!
//! Law: derived from the lines as they stand; nothing here is stored.

use super::{Block, BlockId, Kind, Report};
use crate::addressee::{is_addressee, is_byline, is_name};

impl Report {
    /// The lines directly under the title that go on with it: a date, a speaker, an occasion.
    pub fn bylines(&self) -> &[BlockId] {
        /// The most lines of this kind.
        const LINES: usize = 3;
        if self.at(0).is_none_or(|first| first.kind != Kind::Title) {
            return &[];
        }
        // A name alone can be anything, but not in front of 同志们：
        let speaks = |at: usize, text: &str| {
            let next = self.at(at + 1);
            is_name(text.trim()) && next.is_some_and(|next| is_addressee(&next.text))
        };
        let is_one = |at: &usize| {
            self.at(*at).is_some_and(|block| {
                block.kind == Kind::Paragraph
                    && !block.is_in_line()
                    && (is_byline(&block.text) || speaks(*at, &block.text))
            })
        };
        let lines = (1..=LINES).take_while(is_one).count();
        self.order().get(1..1 + lines).unwrap_or_default()
    }

    /// The line under the title that names whom the report is for, or speaks to an audience, if there is one.
    pub fn addressee(&self) -> Option<BlockId> {
        let bylines = self.bylines();
        let is_shown = |block: &&Block| !block.text.is_empty();
        let mut blocks = self.blocks().filter(is_shown);
        let first =
            blocks.find(|block| block.kind != Kind::Title && !bylines.contains(&block.id))?;
        let has_line = blocks.next().is_some_and(|next| !next.gap.is_empty());
        let is_one = first.kind == Kind::Paragraph && has_line && is_addressee(&first.text);
        is_one.then_some(first.id)
    }
}
