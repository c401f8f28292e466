//! What is selected over several fields.
//!
//! Law: the field with the keyboard shows its part itself, and the rest is marked in the rows. A change of the
//! report ends the selection, unless it is the one that comes in its place.

use std::ops::Range;

use tigang::edit::{Edit, Spot};
use tigang::history::Source;
use tigang::report::{BlockId, Kind, Report, Span};

use super::Desk;
use crate::ui::browser::fields;
use crate::ui::words;

/// A block, and a place in its text in bytes.
pub type Place = (BlockId, usize);

/// A selection over several fields.
#[derive(Clone, Copy)]
pub struct Selected {
    /// Where it was begun.
    pub anchor: Place,
    /// Where it goes to.
    pub head: Place,
    /// The field with the keyboard, whose part the browser shows.
    pub field: BlockId,
    /// How many steps could be undone when it was made.
    depth: usize,
}

impl Selected {
    fn span(&self, report: &Report) -> Option<Span> {
        Span::between(|id| report.position(id), self.anchor, self.head)
    }
}

impl Desk {
    /// Selects from one place to another, the keyboard being in this field; from now on what is typed is a step
    /// of its own.
    pub fn select(self, anchor: Place, head: Place, field: BlockId) {
        self.seal();
        let depth = self.read(|editor| editor.depths().0);
        self.show_selected(Some(Selected {
            anchor,
            head,
            field,
            depth,
        }));
    }

    /// Selects nothing any more.
    pub fn deselect(self) {
        self.show_selected(None);
    }

    /// The keyboard comes into a field: a selection that does not go on there ends.
    pub fn deselect_elsewhere(self, field: BlockId) {
        let selected = self.work.with_value(|work| work.selected);
        if selected.is_some_and(|old| old.field != field) {
            self.deselect();
        }
    }

    fn show_selected(self, new: Option<Selected>) {
        let old = self
            .work
            .try_update_value(|work| std::mem::replace(&mut work.selected, new))
            .flatten();
        if old.is_some() || new.is_some() {
            // Which rows were marked, nobody knows any more where the report has changed.
            let rows = self.rows_untracked();
            let rows: Vec<BlockId> = rows.iter().map(|row| row.id).collect();
            self.tell_rows(&rows);
        }
    }

    /// The selection, as the keyboard has left it in its field.
    pub fn selected(self) -> Option<Selected> {
        let mut selected = self.work.with_value(|work| work.selected)?;
        let id = selected.head.0;
        let place = fields::focused_selection().filter(|(block, _)| *block == id);
        if let Some((_, range)) = place.filter(|_| selected.field == id) {
            let is_after = self.read(|editor| {
                let span = selected.span(editor.report());
                span.is_some_and(|span| span.to.0 == id)
            });
            selected.head.1 = if is_after { range.end } else { range.start };
        }
        Some(selected)
    }

    /// What is selected over several fields, if that is so.
    pub fn span(self) -> Option<Span> {
        let selected = self.selected()?;
        self.read(|editor| selected.span(editor.report()))
    }

    /// What is selected of a block whose field does not show it.
    pub fn covered(self, id: BlockId) -> Option<Range<usize>> {
        self.work.with_value(|work| {
            let selected = work.selected.filter(|selected| selected.field != id)?;
            // Every row asks: where a block stands is not looked for in the whole report.
            let row = |id| work.index.get(&id).copied();
            let span = Span::between(row, selected.anchor, selected.head)?;
            let is_in = (row(span.from.0)..=row(span.to.0)).contains(&row(id));
            let block = work.editor.report().block(id).filter(|_| is_in)?;
            Some(span.cover(block))
        })
    }

    /// Takes away what is selected over several fields; where the caret is then.
    pub fn erase(self) -> Option<Spot> {
        let span = self.span()?;
        let spot = self.applied(&Edit::Erase { span })?;
        self.say(words::ERASED);
        self.go(Some(spot));
        Some(spot)
    }

    /// As [`Desk::erase`], to be put elsewhere: what was selected from its first word goes with its number and its line,
    /// once the keyboard goes elsewhere. Until then the empty line is where it can come back.
    pub fn cut(self) {
        let cut = self.erase().map(|spot| spot.block);
        let cut = cut.filter(|block| self.length(*block) == 0);
        self.work.update_value(|work| work.cut = cut);
    }

    /// Whether it is the line that is empty since all in it was cut.
    pub fn was_cut(self, block: BlockId) -> bool {
        self.work.with_value(|work| work.cut == Some(block))
    }

    /// The keyboard has left a field, or the page: a line that is empty since all in it was cut goes.
    pub fn clear_cut(self, left: Option<BlockId>) {
        let cut = self.work.try_update_value(|work| {
            let is_left = |cut: &mut BlockId| left.is_none_or(|left| left == *cut);
            work.cut.take_if(is_left)
        });
        let Some(block) = cut.flatten() else {
            return;
        };
        let is_left = self.read(|editor| {
            let report = editor.report();
            let is_line = report.block(block).is_some_and(|block| {
                block.text.is_empty() && block.kind != Kind::Title && !block.kind.is_closing()
            });
            let is_alone = report.extent(block).is_some_and(|own| own.len() == 1);
            is_line && is_alone && 1 < report.len()
        });
        if is_left {
            self.type_in(&Edit::Remove { block }, Source::Rest);
        }
    }

    /// What was selected beside the field goes, now that its part has been typed over up to this place; what was
    /// typed comes where the selection starts.
    pub fn erase_beside(self, selected: Selected, (field, end): Place) {
        let (span, steps) = self.read(|editor| (selected.span(editor.report()), editor.depths().0));
        self.deselect();
        let Some(span) = span else { return };
        // Nothing was typed: what stands before it in the history is another matter.
        let mut source = if steps == selected.depth {
            Source::Command
        } else {
            Source::Rest
        };
        let mut done = |edit: &Edit| {
            let done = self.attempt(edit, source);
            source = Source::Rest;
            done.ok()?.focus
        };
        let mut place = Spot::caret(field, end);
        let erase = |from, to| Edit::Erase {
            span: Span { from, to },
        };
        if span.to.0 != field {
            done(&erase((field, end), span.to));
        }
        if span.from.0 != field {
            let typed = self.read(|editor| {
                let text = editor.report().block(field)?.text.get(..end);
                text.map(str::to_owned)
            });
            place = done(&erase(span.from, (field, end))).unwrap_or(place);
            let text = typed.unwrap_or_default();
            if !text.is_empty() {
                let (block, range) = (place.block, place.start..place.start);
                place = done(&Edit::Type { block, range, text }).unwrap_or(place);
            }
        }
        self.go(Some(place));
    }
}
