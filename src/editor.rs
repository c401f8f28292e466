//! The editor: a report, its history and what is counted in it. The one place where state changes.
//!
//! Room: knows report, edit, history and tally; no text layout, no storage, no clock. Law: every
//! change goes through [`Editor::apply`], [`Editor::undo`] or [`Editor::redo`] and raises the revision.

use crate::edit::{self, Change, Edit, Refusal, Spot, Step};
use crate::history::{History, Source};
use crate::report::{BlockId, Report};
use crate::tally::{Tally, Totals};

/// A report that is being worked on.
#[derive(Clone, Debug)]
pub struct Editor {
    report: Report,
    history: History,
    tally: Tally,
    revision: u64,
}

/// What a change means for whoever shows the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Blocks came, went, moved or became something else: lists have to be derived anew.
    pub structural: bool,
    /// Blocks whose own content changed.
    pub blocks: Vec<BlockId>,
    /// Where the caret belongs now.
    pub focus: Option<Spot>,
}

impl Editor {
    /// Starts work on a report.
    pub fn new(report: Report) -> Editor {
        Editor {
            tally: Tally::of(&report),
            report,
            history: History::default(),
            revision: 0,
        }
    }

    /// The report as it is now.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Rises with every change, and never falls.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Characters and blanks of the whole report.
    pub fn totals(&self) -> Totals {
        self.tally.totals()
    }

    /// Characters and blanks of one block.
    pub fn count(&self, id: BlockId) -> Totals {
        self.tally.block(id)
    }

    /// Does an edit and notes it for undo. One that finds nothing to change moves the caret alone.
    ///
    /// # Errors
    /// The [`Refusal`] of [`edit::apply`]; nothing has changed then.
    pub fn apply(&mut self, edit: &Edit, source: Source) -> Result<Effect, Refusal> {
        let change = edit::apply(&mut self.report, edit)?;
        let effect = effect(&change, change.focus, &self.report, &mut self.tally);
        if !change.steps().is_empty() {
            self.revision += 1;
            self.history.record(change, source);
        }
        Ok(effect)
    }

    /// Takes the last step back; `None` where there is none.
    pub fn undo(&mut self) -> Option<Effect> {
        let change = self.history.undo(&mut self.report)?;
        self.revision += 1;
        Some(effect(
            change,
            change.origin(&self.report),
            &self.report,
            &mut self.tally,
        ))
    }

    /// Does again what was undone last; `None` where there is nothing.
    pub fn redo(&mut self) -> Option<Effect> {
        let change = self.history.redo(&mut self.report)?;
        self.revision += 1;
        Some(effect(change, change.focus, &self.report, &mut self.tally))
    }

    /// The steps nearest to the report as it is, in up to `limit` bytes, to be stored beside the report;
    /// see [`History::to_record`].
    pub fn undo_record(&self, limit: usize) -> String {
        self.history.to_record(&self.report, limit)
    }

    /// Goes on with the steps of a record in the place of those there are. False, and nothing done, where
    /// the record is damaged or was not written for this very report; the report never changes here.
    pub fn restore_undo(&mut self, record: &str) -> bool {
        let history = History::from_record(record, &self.report);
        let is_taken = history.is_some();
        if let Some(history) = history {
            self.history = history;
        }
        is_taken
    }

    /// How many steps can be undone and redone.
    pub fn depths(&self) -> (usize, usize) {
        (self.history.undo_depth(), self.history.redo_depth())
    }

    /// Ends the undo step under way, as when the caret goes elsewhere.
    pub fn seal(&mut self) {
        self.history.seal();
    }
}

/// Counts what a change touched, and says what it means for whoever shows the report.
fn effect(change: &Change, focus: Option<Spot>, report: &Report, tally: &mut Tally) -> Effect {
    // Blocks that went and came again under their names, as an older version brings them.
    let (mut gone, mut came): (Vec<BlockId>, Vec<BlockId>) = (Vec::new(), Vec::new());
    for step in change.steps() {
        match step {
            Step::Text { block, .. } => tally.recount(report, *block),
            Step::Marker(id, ..) => tally.recount_number(report, *id),
            Step::Blocks {
                removed, inserted, ..
            } => {
                removed
                    .iter()
                    .chain(inserted)
                    .for_each(|block| tally.recount(report, block.id));
                gone.extend(removed.iter().map(|block| block.id));
                came.extend(inserted.iter().map(|block| block.id));
            }
            Step::Gap(..) | Step::Kind(..) | Step::Tail(..) | Step::Swap { .. } => {}
        }
    }
    let mut blocks: Vec<BlockId> = change.steps().iter().filter_map(Step::block).collect();
    gone.sort_unstable();
    came.retain(|id| gone.binary_search(id).is_ok());
    blocks.append(&mut came);
    blocks.sort_unstable();
    blocks.dedup();
    Effect {
        structural: change.is_structural(),
        blocks,
        focus,
    }
}
