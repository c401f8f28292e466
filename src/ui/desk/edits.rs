//! What a person does to the report: edits, typing, undo, and who is told of a change.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::graph::ReactiveNode;

use tigang::edit::{Edit, Spot};
use tigang::editor::{Editor, Effect as Changed};
use tigang::history::Source;
use tigang::report::BlockId;

use super::typing::{difference, from};
use super::{AT_LATEST, Desk, SETTLE};
use crate::ui::{blanks_view, browser, rows, words};

impl Desk {
    /// Does an edit as a command and takes the caret to where it belongs; whether it was done.
    pub fn apply(self, edit: &Edit) -> bool {
        let done = self.attempt(edit, Source::Command);
        if let Ok(changed) = &done {
            self.go(changed.focus);
        }
        done.is_ok()
    }

    /// Does an edit that comes from somewhere else and takes the caret to where it belongs, which is there.
    pub fn apply_from(self, edit: &Edit, source: Source) -> Option<Spot> {
        let focus = self.attempt(edit, source).ok()?.focus;
        self.go(focus);
        focus
    }

    /// Does an edit and leaves the caret; where it belongs, if that was done.
    pub fn applied(self, edit: &Edit) -> Option<Spot> {
        self.attempt(edit, Source::Command).ok()?.focus
    }

    /// Does an edit that comes from a field: the caret is where it belongs already.
    pub fn type_in(self, edit: &Edit, source: Source) -> bool {
        self.attempt(edit, source).is_ok()
    }

    /// Takes a field's new text over into the report. What was dragged here, and several lines that come at
    /// once, are told instead: they are put in as if they were pasted.
    pub fn typed(self, typed: &browser::fields::Typed) -> Option<(Range<usize>, String)> {
        let (edit, source, begun) = self.work.with_value(|work| {
            let begun = if typed.composing {
                work.composing
            } else {
                work.composed
            };
            let begun = begun.filter(|begun| begun.block == typed.block);
            let source = if typed.composing || begun.is_some() {
                Source::Composition(work.composition)
            } else {
                Source::Keys
            };
            let old = work
                .editor
                .report()
                .block(typed.block)
                .map(|block| block.text.as_str());
            let edit = old.and_then(|old| {
                let edit = difference(old, &typed.value, typed.caret)?;
                Some(match begun {
                    Some(begun) => from(begun.start, old, edit),
                    None => edit,
                })
            });
            (edit, source, begun)
        });
        let (range, text) = edit?;
        // A line end alone is Enter on a keyboard that tells of no keys.
        let lines = text.contains('\n') && !text.trim().is_empty();
        if typed.dropped || lines && source == Source::Keys {
            return Some((range, text));
        }
        let long = text.chars().nth(1).is_some();
        let source = match source {
            Source::Keys if typed.dragged => Source::Drag,
            Source::Keys if long => Source::Command,
            source => source,
        };
        // What the input method showed before is no blank that is filled now: xue, of which the x was there already.
        let is_own =
            begun.is_some_and(|begun| begun.start == begun.end && begun.start == range.start);
        let go = |range: Range<usize>, text: String| {
            let block = typed.block;
            self.attempt(&Edit::Type { block, range, text }, source)
                .is_ok()
        };
        let done = if is_own && !range.is_empty() && !text.is_empty() {
            let start = range.start;
            go(range, String::new()) && go(start..start, text)
        } else {
            go(range, text)
        };
        self.work.update_value(|work| {
            // What was selected when it began has gone.
            for begun in [&mut work.composing, &mut work.composed]
                .into_iter()
                .flatten()
            {
                begun.end = begun.start;
            }
            let block = work.editor.report().block(typed.block);
            let same = done && block.is_some_and(|block| block.text.len() == typed.value.len());
            work.shown = same.then(|| (typed.block, work.editor.revision()));
        });
        if !done {
            // The report did not take it: the field shows again what the report holds.
            self.tell_rows(&[typed.block]);
        }
        None
    }

    /// Whether the field of a block shows its text already, as it was typed there last.
    pub fn is_shown(self, id: BlockId) -> bool {
        self.work
            .with_value(|work| work.shown == Some((id, work.editor.revision())))
    }

    /// Whether it is the first time that a line is recognised as more than it was.
    pub fn is_first_time(self, line: BlockId) -> bool {
        let before = self
            .work
            .try_update_value(|work| work.recognised.insert(line, ()));
        before.flatten().is_none()
    }

    /// An input method starts to compose in a field, in the place of what is selected, or ends.
    pub fn compose(self, place: Option<Spot>) {
        self.work.update_value(|work| {
            if place.is_some() {
                work.composition += 1;
            }
            work.composed = std::mem::replace(&mut work.composing, place);
        });
    }

    /// What is typed from now on belongs to no composition that has ended.
    pub fn after_composition(self) {
        self.work.update_value(|work| work.composed = None);
    }

    /// The block in whose field an input method composes: nobody may write there.
    pub fn composing(self) -> Option<BlockId> {
        self.work
            .with_value(|work| work.composing.map(|begun| begun.block))
    }

    pub(super) fn attempt(self, edit: &Edit, source: Source) -> Result<Changed, ()> {
        if !self.may_write() {
            self.say(words::READ_ONLY);
            return Err(());
        }
        let draft = self.before_mass_change(edit);
        let done = self.work.try_update_value(|work| {
            let before = work.editor.revision();
            let done = work.editor.apply(edit, source);
            done.map(|changed| (changed, work.editor.revision() != before))
        });
        match done {
            Some(Ok((changed, is_new))) => {
                // Some edits only take the caret elsewhere.
                if is_new {
                    self.changed(&changed);
                    if let Some(draft) = draft {
                        self.keep_if_much_went(draft, edit);
                    }
                }
                // All that lay in it has gone as well, and may have been out of sight.
                if matches!(edit, Edit::Remove { .. }) && source == Source::Command {
                    self.say(words::REMOVED);
                }
                Ok(changed)
            }
            Some(Err(refusal)) => {
                self.say(words::refusal(refusal));
                Err(())
            }
            None => Err(()),
        }
    }

    /// Takes the last step back; the caret goes there, unless the keyboard stays where it is.
    pub fn undo(self, stays: bool) {
        self.step(Editor::undo, words::NOTHING_TO_UNDO, stays);
    }

    /// Does the last undone step again; as [`Desk::undo`].
    pub fn redo(self, stays: bool) {
        self.step(Editor::redo, words::NOTHING_TO_REDO, stays);
    }

    fn step(self, step: fn(&mut Editor) -> Option<Changed>, nothing: &str, stays: bool) {
        if self.composing().is_some() || !self.may_write() {
            return;
        }
        match self
            .work
            .try_update_value(|work| step(&mut work.editor))
            .flatten()
        {
            Some(changed) => {
                self.changed(&changed);
                // Whoever goes to and fro by the two buttons does not wait for a pause.
                self.tell_depths();
                // Whoever fills a blank goes on in its field.
                let blank = browser::fields::focused_blank()
                    .filter(|(block, _)| changed.blocks.contains(block))
                    .and_then(|(block, index)| blanks_view::value(self, block, index));
                self.unsay_where(|notice| words::offers_undo(&notice.text));
                match blank {
                    Some(value) => browser::fields::show_in_blank(&value),
                    // Whoever is at the button by keyboard stays there: the next Enter would part a paragraph.
                    None if stays => self.look_at(changed.focus),
                    None => self.go(changed.focus),
                }
            }
            None => self.say(nothing),
        }
    }

    /// Ends the undo step under way.
    pub fn seal(self) {
        self.work.update_value(|work| {
            work.composed = None;
            work.editor.seal();
        });
    }

    /// Lets the rows of these blocks look at them again.
    pub fn tell_rows(self, blocks: &[BlockId]) {
        let triggers = self.work.with_value(|work| {
            let touched = blocks.iter().filter_map(|id| work.touched.get(id));
            touched.cloned().collect::<Vec<_>>()
        });
        for trigger in triggers {
            trigger.mark_dirty();
        }
    }

    /// Tells everybody whom a change concerns.
    fn changed(self, changed: &Changed) {
        // What an input method composes comes in the place of all that is selected.
        if self.composing().is_none() {
            self.deselect();
        }
        // What was cut has come back, or something was written there.
        self.work.update_value(|work| {
            work.cut.take_if(|cut| changed.blocks.contains(cut));
        });
        self.unsay_of_report();
        self.tell_rows(&changed.blocks);
        if changed.structural {
            self.arrange();
            self.settle();
        } else {
            let now = browser::now();
            let waits = self.work.try_update_value(|work| {
                let first = work.unsettled.map(|(first, _)| first);
                work.unsettled = Some((first.unwrap_or(now), now));
                first.is_some()
            });
            if waits == Some(false) {
                set_timeout(move || self.settle_in_a_pause(), SETTLE);
            }
        }
        self.save_soon();
    }

    /// Derives the rows anew.
    pub(super) fn arrange(self) {
        let rows = self.work.try_update_value(|work| {
            let rows = rows::rows(work.editor.report());
            work.index = rows
                .iter()
                .enumerate()
                .map(|(index, row)| (row.id, index))
                .collect();
            rows
        });
        self.rows.set(Arc::new(rows.unwrap_or_default()));
    }

    /// Brings counts and lists up to date when nobody has typed for a while: to do it between two keys
    /// would hold up the second.
    fn settle_in_a_pause(self) {
        let Some((first, last)) = self.work.with_value(|work| work.unsettled) else {
            return;
        };
        let pause = SETTLE.as_millis() as u64;
        let due = (last + pause).min(first + AT_LATEST);
        // A clock that was set back meanwhile holds nothing up.
        match due.saturating_sub(browser::now()).min(pause) {
            0 => self.settle(),
            wait => set_timeout(
                move || self.settle_in_a_pause(),
                Duration::from_millis(wait),
            ),
        }
    }

    /// Brings counts and lists up to date.
    pub fn settle(self) {
        let now = self.work.try_update_value(|work| {
            work.unsettled = None;
            work.editor.totals()
        });
        let Some(totals) = now else { return };
        if self.totals.get_untracked() != totals {
            self.totals.set(totals);
        }
        self.tell_depths();
        self.settled.update(|settled| *settled += 1);
    }

    /// Lets the page know what can be undone and done again.
    fn tell_depths(self) {
        let depths = self.read(|editor| editor.depths());
        if self.depths.get_untracked() != depths {
            self.depths.set(depths);
        }
    }
}
