//! Undo and redo of every change, with typing merged by word or composition.
//!
//! Room: knows letters, edit, report and json; no clock. Law: undoing all steps gives back the report that the history started
//! with; a new change after an undo forgets what could be redone.

use std::collections::VecDeque;

use crate::edit::{Change, Direction, Step};
use crate::letters::is_letter_or_number;
use crate::report::{Fill, Report};

mod rows;
mod stored;

/// How many steps can be taken back; older ones are forgotten.
pub const DEPTH: usize = 5_000;

/// Where a typed change comes from: what decides whether it merges with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Single keys: merged up to the end of a word.
    Keys,
    /// An input method: everything within one composition is one step.
    Composition(u32),
    /// The field of a blank: everything typed there in one go is one step.
    Field(u32),
    /// Text dragged to another place: what went there and what came here are one step.
    Drag,
    /// What goes beside a field that was typed over with others: part of that step.
    Rest,
    /// A command, a paste: always a step of its own.
    Command,
}

/// What can be taken back and what can be done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: VecDeque<Entry>,
    redo: Vec<Change>,
    /// Whether what was done last has taken itself back: nothing is left that could go on.
    is_emptied: bool,
}

#[derive(Clone, Debug)]
struct Entry {
    change: Change,
    source: Source,
    /// Whether what is typed next may still belong to this step.
    open: bool,
}

impl History {
    /// Notes a change that has just been applied.
    pub fn record(&mut self, change: Change, source: Source) {
        self.redo.clear();
        let is_emptied = std::mem::take(&mut self.is_emptied);
        let goes_on = |last: &Entry| match source {
            Source::Rest => !is_emptied,
            _ => last.open && belongs(last, &change, source),
        };
        if let Some(last) = self.undo.back_mut().filter(|last| goes_on(last))
            && let Some(merged) = match source {
                Source::Drag | Source::Rest => Some(both(&last.change, &change)),
                _ => merge(&last.change, &change),
            }
        {
            last.change = merged;
            // What was dragged has come down.
            last.open &= source != Source::Drag && source != Source::Rest;
            // Typed and wiped out again: there is nothing to take back.
            if last.change.steps().is_empty() {
                self.undo.pop_back();
                self.seal();
                self.is_emptied = true;
            }
            return;
        }
        if self.undo.len() == DEPTH {
            self.undo.pop_front();
        }
        self.undo.push_back(Entry {
            change,
            source,
            open: source != Source::Command,
        });
    }

    /// Ends the step under way: what is typed next is a step of its own. What is being dragged to another field
    /// goes on.
    pub fn seal(&mut self) {
        if let Some(last) = self.undo.back_mut() {
            last.open &= last.source == Source::Drag;
        }
    }

    /// Takes the last step back; what was taken back, or `None` where there is nothing to undo.
    pub fn undo(&mut self, report: &mut Report) -> Option<&Change> {
        if !self.undo.back()?.change.apply(report, Direction::Back) {
            return None;
        }
        self.redo
            .extend(self.undo.pop_back().map(|entry| entry.change));
        self.seal();
        self.redo.last()
    }

    /// Does again what was undone last; what was done, or `None` where there is nothing to redo.
    pub fn redo(&mut self, report: &mut Report) -> Option<&Change> {
        if !self.redo.last()?.apply(report, Direction::Forth) {
            return None;
        }
        let done = self.redo.pop().map(|change| Entry {
            change,
            source: Source::Command,
            open: false,
        });
        self.undo.extend(done);
        self.undo.back().map(|entry| &entry.change)
    }

    /// How many steps can be undone.
    pub fn undo_depth(&self) -> usize {
        self.undo.len()
    }

    /// How many steps can be redone.
    pub fn redo_depth(&self) -> usize {
        self.redo.len()
    }
}

/// Whether the new change goes on with the step that is still open.
fn belongs(last: &Entry, change: &Change, source: Source) -> bool {
    match (last.source, source) {
        (Source::Keys, Source::Keys) => same_word(&last.change, change).unwrap_or(false),
        (Source::Composition(one), Source::Composition(other))
        | (Source::Field(one), Source::Field(other)) => one == other,
        (Source::Drag, Source::Drag) => true,
        _ => false,
    }
}

/// Whether a key goes on typing a word, or goes on deleting one, where the last key did.
fn same_word(last: &Change, next: &Change) -> Option<bool> {
    let (last, next) = (typed(last)?, typed(next)?);
    let one_key = |text: &str| text.chars().nth(1).is_none();
    Some(if next.removed.is_empty() {
        // A space or a mark belongs to the word before it and ends it.
        let begins = last.inserted.ends_with(ends_word) && !next.inserted.starts_with(ends_word);
        let goes_on = !last.inserted.is_empty() && next.at == last.at + last.inserted.len();
        goes_on && one_key(next.inserted) && !begins
    } else {
        let deletes = last.inserted.is_empty() && next.inserted.is_empty();
        let backwards = next.at + next.removed.len() == last.at;
        let word = !next.removed.contains(ends_word) && !last.removed.contains(ends_word);
        deletes && (backwards || next.at == last.at) && one_key(next.removed) && word
    })
}

/// Whether a character ends a word.
fn ends_word(character: char) -> bool {
    !(is_letter_or_number(character) || character == '_')
}

/// A change that is text in the place of text, and nothing else.
struct Typed<'a> {
    step: &'a Step,
    at: usize,
    removed: &'a str,
    inserted: &'a str,
}

fn typed(change: &Change) -> Option<Typed<'_>> {
    match change.steps() {
        [
            step @ Step::Text {
                at,
                removed,
                inserted,
                ..
            },
        ] => Some(Typed {
            step,
            at: *at,
            removed,
            inserted,
        }),
        _ => None,
    }
}

/// One change that does the one and then the other.
fn both(first: &Change, second: &Change) -> Change {
    Change {
        steps: [first.steps(), second.steps()].concat(),
        focus: second.focus,
    }
}

/// One change that does what both do, where they touch; one without a step where the second undoes
/// the first.
fn merge(first: &Change, second: &Change) -> Option<Change> {
    let (one, two) = (typed(first)?, typed(second)?);
    let (
        Step::Text {
            block,
            fills: (before, _),
            ..
        },
        Step::Text {
            block: other,
            fills: (_, after),
            ..
        },
    ) = (one.step, two.step)
    else {
        return None;
    };
    let (end, second_end) = (one.at + one.inserted.len(), two.at + two.removed.len());
    if block != other || second_end < one.at || end < two.at {
        return None;
    }
    // The second may reach beyond the first on both sides, into text that the first left alone.
    let head = two.removed.get(..one.at.saturating_sub(two.at))?;
    let tail = two
        .removed
        .get(two.removed.len() - second_end.saturating_sub(end)..)?;
    let kept_head = one.inserted.get(..two.at.saturating_sub(one.at))?;
    let kept_tail = one
        .inserted
        .get(one.inserted.len() - end.saturating_sub(second_end)..)?;
    let removed = format!("{head}{}{tail}", one.removed);
    let inserted = format!("{kept_head}{}{kept_tail}", two.inserted);
    let fills: (Vec<Fill>, Vec<Fill>) = (before.clone(), after.clone());
    let steps = if removed == inserted && fills.0 == fills.1 {
        Vec::new()
    } else {
        vec![Step::Text {
            block: *block,
            at: one.at.min(two.at),
            removed,
            inserted,
            fills,
        }]
    };
    Some(Change {
        steps,
        focus: second.focus,
    })
}
