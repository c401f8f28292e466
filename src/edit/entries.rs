//! The list of attachments (附件：1.…) where its lines go or change places.
//!
//! Law: a list that has the lines it had keeps what was read; else its first line takes 附件： and the place of the
//! first, and the numbers count on.

use std::ops::Range;

use crate::attachments::{first, further};
use crate::report::{BlockId, Report};

use super::Refusal;
use super::work::Work;

/// A list of attachments as it was before an edit.
pub(super) struct Entries {
    lines: Vec<BlockId>,
    /// `附件：` as the first line has it, spaces included.
    label: String,
    /// The layout of the first line, and of the others.
    gaps: [String; 2],
    /// What it counts from.
    start: usize,
}

impl Entries {
    /// The numbered list above the signature, where it has several lines.
    pub(super) fn of(report: &Report) -> Option<Entries> {
        let mut all = report.attachments().filter_map(|at| report.at(at));
        let (head, entry) = all.find_map(|block| {
            let entry = first(&block.text).filter(|entry| entry.goes_on)?;
            Some((block, entry))
        })?;
        let start = head.text.get(number(&head.text, entry.label)?)?.parse();
        let is_further = |text: &str| first(text).is_none() && further(text).is_some();
        let others = all.take_while(|block| is_further(&block.text));
        let others: Vec<_> = others.collect();
        let next = others.first()?;
        Some(Entries {
            label: head.text.get(..entry.label)?.to_owned(),
            gaps: [head.gap.clone(), next.gap.clone()],
            lines: [head]
                .into_iter()
                .chain(others)
                .map(|line| line.id)
                .collect(),
            start: start.ok()?,
        })
    }

    /// Puts the list in order, where it has no longer the lines that it had and still is one.
    pub(super) fn settle(&self, work: &mut Work) -> Result<(), Refusal> {
        let place = |id: &BlockId| Some((work.report.position(*id)?, *id));
        let mut now: Vec<(usize, BlockId)> = self.lines.iter().filter_map(place).collect();
        now.sort_unstable();
        let is_one = now
            .iter()
            .zip(now.iter().skip(1))
            .all(|(a, b)| a.0 + 1 == b.0);
        if !is_one || now.iter().map(|(_, id)| id).eq(&self.lines) {
            return Ok(());
        }
        for (index, (_, id)) in now.into_iter().enumerate() {
            let [of_first, of_others] = &self.gaps;
            let (label, gap) = match index {
                0 => (self.label.as_str(), of_first),
                _ => ("", of_others),
            };
            let own = first(&work.block(id)?.text).map_or(0, |entry| entry.label);
            work.text(id, 0..own, label)?;
            work.gap(id, gap.clone())?;
            if let Some(number) = number(&work.block(id)?.text, label.len()) {
                work.text(id, number, &(self.start + index).to_string())?;
            }
        }
        Ok(())
    }
}

/// Where the figures of the number stand that an entry has behind its label.
fn number(text: &str, label: usize) -> Option<Range<usize>> {
    let entry = text.get(label..)?;
    let marker = entry.get(..further(entry)?)?;
    let from = marker.find(|sign: char| sign.is_ascii_digit())?;
    let rest = marker.get(from..)?;
    let length = rest.len()
        - rest
            .trim_start_matches(|sign: char| sign.is_ascii_digit())
            .len();
    Some(label + from..label + from + length)
}
