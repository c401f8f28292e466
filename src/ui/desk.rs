//! The desk: the open draft and the verbs of the page, in one `Copy` handle.
//!
//! Law: the editor is not a signal. A change tells the rows it touched and nobody else; lists are
//! derived anew when the structure changes, and counts when typing pauses, so that a key costs the
//! same in a long report as in a short one.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::reactive::graph::ReactiveNode;

use tigang::draft::shelf::ShelfError;
use tigang::draft::{Card, Caret, Draft, Drafts};
use tigang::edit::{Edit, Spot};
use tigang::editor::{Editor, Effect as Changed};
use tigang::history::Source;
use tigang::report::{BlockId, Report};
use tigang::tally::Totals;

use super::browser;
use super::browser::storage::LocalShelf;
use super::rows::{self, Row};
use super::words;

/// How long after the last change counts and lists follow.
const SETTLE: Duration = Duration::from_millis(400);
/// How long after a change the draft is stored; a second is promised.
const SAVE: Duration = Duration::from_millis(700);

/// The handle that every component takes out of the context.
#[derive(Clone, Copy)]
pub struct Desk {
    work: StoredValue<Work>,
    rows: RwSignal<Arc<Vec<Row>>>,
    settled: RwSignal<u32>,
    totals: RwSignal<Totals>,
    depths: RwSignal<(usize, usize)>,
    card: RwSignal<Option<Card>>,
    saving: RwSignal<Saving>,
    notice: RwSignal<Option<Notice>>,
    wanted: RwSignal<Option<Spot>>,
}

/// What is being worked on. Not reactive: the signals of the desk say what changed.
struct Work {
    editor: Editor,
    touched: HashMap<BlockId, ArcTrigger>,
    index: HashMap<BlockId, usize>,
    caret: Option<Caret>,
    composition: u32,
    composing: Option<Spot>,
    shown: Option<(BlockId, u64)>,
    settle_due: bool,
    save_due: bool,
    dirty: bool,
}

/// Whether the draft is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saving {
    /// No draft is open.
    None,
    /// There are changes that are not stored yet.
    Dirty,
    /// Stored at this time.
    Saved(u64),
    /// Not stored, and why.
    Failed(ShelfError),
}

/// A sentence for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Whether something did not work: it stays until it is closed.
    pub urgent: bool,
    /// Tells one notice from the next of the same words.
    pub number: u64,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Desk {
        let work = Work {
            editor: Editor::new(Report::default()),
            touched: HashMap::new(),
            index: HashMap::new(),
            caret: None,
            composition: 0,
            composing: None,
            shown: None,
            settle_due: false,
            save_due: false,
            dirty: false,
        };
        Desk {
            work: StoredValue::new(work),
            rows: RwSignal::new(Arc::default()),
            settled: RwSignal::new(0),
            totals: RwSignal::new(Totals::default()),
            depths: RwSignal::new((0, 0)),
            card: RwSignal::new(None),
            saving: RwSignal::new(Saving::None),
            notice: RwSignal::new(None),
            wanted: RwSignal::new(None),
        }
    }

    /// Reads the editor now, without following it.
    pub fn read<T>(self, read: impl FnOnce(&Editor) -> T) -> T {
        self.work.with_value(|work| read(&work.editor))
    }

    /// The rows of the sheet; changes with the structure.
    pub fn rows(self) -> Arc<Vec<Row>> {
        self.rows.get()
    }

    /// The rows of the sheet as they are now.
    pub fn rows_untracked(self) -> Arc<Vec<Row>> {
        self.rows.get_untracked()
    }

    /// The row of a block; changes with the structure.
    pub fn row(self, id: BlockId) -> Option<Row> {
        let rows = self.rows.get();
        let index = self.work.with_value(|work| work.index.get(&id).copied())?;
        rows.get(index).copied().filter(|row| row.id == id)
    }

    /// Follows one block: whoever calls this runs again when its content changes.
    pub fn track(self, id: BlockId) {
        let trigger = self
            .work
            .try_update_value(|work| work.touched.entry(id).or_default().clone());
        if let Some(trigger) = trigger {
            trigger.track();
        }
    }

    /// Runs again when the structure has changed, and when typing has paused.
    pub fn track_settled(self) {
        self.settled.track();
    }

    /// Characters and blanks, as of the last pause.
    pub fn totals(self) -> Totals {
        self.totals.get()
    }

    /// Whether there is something to undo and to redo.
    pub fn depths(self) -> (bool, bool) {
        let (undo, redo) = self.depths.get();
        (undo > 0, redo > 0)
    }

    /// What is known about the open draft; `None` while none is open.
    pub fn card(self) -> Option<Card> {
        self.card.get()
    }

    /// Whether the draft is stored.
    pub fn saving(self) -> Saving {
        self.saving.get()
    }

    /// The last sentence for the person.
    pub fn notice(self) -> Option<Notice> {
        self.notice.get()
    }

    /// A field that should have the keyboard but is not on the page yet.
    pub fn wanted(self) -> Option<Spot> {
        self.wanted.get()
    }

    /// Says something.
    pub fn say(self, text: impl Into<String>) {
        self.tell(text.into(), false);
    }

    /// Says that something did not work.
    pub fn warn(self, text: impl Into<String>) {
        self.tell(text.into(), true);
    }

    fn tell(self, text: String, urgent: bool) {
        let number = self
            .notice
            .with_untracked(|notice| notice.as_ref().map_or(0, |notice| notice.number))
            + 1;
        self.notice.set(Some(Notice {
            text,
            urgent,
            number,
        }));
        if !urgent {
            set_timeout(move || self.unsay(number), Duration::from_secs(6));
        }
    }

    /// Takes a sentence off the page, unless another came since.
    pub fn unsay(self, number: u64) {
        if self.notice.with_untracked(|notice| {
            notice
                .as_ref()
                .is_some_and(|notice| notice.number == number)
        }) {
            self.notice.set(None);
        }
    }

    // What a person does.

    /// Does an edit as a command and takes the caret to where it belongs; whether it was done.
    pub fn apply(self, edit: &Edit) -> bool {
        let done = self.attempt(edit, Source::Command);
        if let Ok(changed) = &done {
            self.go(changed.focus);
        }
        done.is_ok()
    }

    /// Does an edit that comes from a field: the caret is where it belongs already.
    pub fn type_in(self, edit: &Edit, source: Source) -> bool {
        self.attempt(edit, source).is_ok()
    }

    /// Takes a field's new text over into the report.
    pub fn typed(self, typed: &browser::fields::Typed) {
        let (edit, source) = self.work.with_value(|work| {
            let source = if typed.composing {
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
                let begun = work
                    .composing
                    .filter(|begun| typed.composing && begun.block == typed.block);
                Some(match begun {
                    Some(begun) => from(begun.start, old, edit),
                    None => edit,
                })
            });
            (edit, source)
        });
        let Some((range, text)) = edit else { return };
        let long = text.chars().nth(1).is_some();
        let source = if long && source == Source::Keys {
            Source::Command
        } else {
            source
        };
        let edit = Edit::Type {
            block: typed.block,
            range,
            text,
        };
        let done = self.attempt(&edit, source).is_ok();
        self.work.update_value(|work| {
            let block = work.editor.report().block(typed.block);
            let same = done && block.is_some_and(|block| block.text.len() == typed.value.len());
            work.shown = same.then(|| (typed.block, work.editor.revision()));
        });
        if !done {
            // The report did not take it: the field shows again what the report holds.
            self.tell_rows(&[typed.block]);
        }
    }

    /// Whether the field of a block shows its text already, as it was typed there last.
    pub fn is_shown(self, id: BlockId) -> bool {
        self.work
            .with_value(|work| work.shown == Some((id, work.editor.revision())))
    }

    /// An input method starts to compose in a field, in the place of what is selected, or ends.
    pub fn compose(self, place: Option<Spot>) {
        self.work.update_value(|work| {
            if place.is_some() {
                work.composition += 1;
            }
            work.composing = place;
        });
    }

    /// The block in whose field an input method composes: nobody may write there.
    pub fn composing(self) -> Option<BlockId> {
        self.work
            .with_value(|work| work.composing.map(|begun| begun.block))
    }

    fn attempt(self, edit: &Edit, source: Source) -> Result<Changed, ()> {
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

    /// Takes the last step back.
    pub fn undo(self) {
        self.step(Editor::undo, words::NOTHING_TO_UNDO);
    }

    /// Does the last undone step again.
    pub fn redo(self) {
        self.step(Editor::redo, words::NOTHING_TO_REDO);
    }

    fn step(self, step: fn(&mut Editor) -> Option<Changed>, nothing: &str) {
        if self.composing().is_some() {
            return;
        }
        match self
            .work
            .try_update_value(|work| step(&mut work.editor))
            .flatten()
        {
            Some(changed) => {
                self.changed(&changed);
                self.go(changed.focus);
            }
            None => self.say(nothing),
        }
    }

    /// Ends the undo step under way.
    pub fn seal(self) {
        self.work.update_value(|work| work.editor.seal());
    }

    /// Lets the rows of these blocks look at them again.
    fn tell_rows(self, blocks: &[BlockId]) {
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
        self.work.update_value(|work| work.dirty = true);
        self.tell_rows(&changed.blocks);
        if changed.structural {
            self.arrange();
            self.settle();
        } else {
            let due = self
                .work
                .try_update_value(|work| std::mem::replace(&mut work.settle_due, true));
            if due == Some(false) {
                set_timeout(move || self.settle(), SETTLE);
            }
        }
        if self.saving.get_untracked() != Saving::Dirty {
            self.saving.set(Saving::Dirty);
        }
        let due = self
            .work
            .try_update_value(|work| std::mem::replace(&mut work.save_due, true));
        if due == Some(false) {
            set_timeout(move || self.save(), SAVE);
        }
    }

    /// Derives the rows anew.
    fn arrange(self) {
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

    /// Brings counts and lists up to date.
    pub fn settle(self) {
        let now = self.work.try_update_value(|work| {
            work.settle_due = false;
            (work.editor.totals(), work.editor.depths())
        });
        let Some((totals, depths)) = now else { return };
        if self.totals.get_untracked() != totals {
            self.totals.set(totals);
        }
        if self.depths.get_untracked() != depths {
            self.depths.set(depths);
        }
        self.settled.update(|settled| *settled += 1);
    }

    /// Takes the caret to a place, as soon as its field is on the page. Runs before the next key
    /// press, so that what is typed quickly arrives in the right field.
    pub fn go(self, spot: Option<Spot>) {
        let Some(spot) = spot else { return };
        let spot = self.read(|editor| visible(editor.report(), spot));
        leptos::task::spawn_local(async move {
            for turn in 0..8 {
                if browser::fields::focus(spot.block, spot.start..spot.end) {
                    self.wanted.set(None);
                    return;
                }
                if turn == 2 {
                    self.wanted.set(Some(spot));
                }
                leptos::task::tick().await;
            }
            // Its chunk is far away and only being made now.
            set_timeout(
                move || {
                    browser::fields::focus(spot.block, spot.start..spot.end);
                    self.wanted.set(None);
                },
                Duration::from_millis(60),
            );
        });
    }

    /// Selects the next blank after the caret, or the one before it, around the end of the report.
    pub fn next_blank(self, back: bool) {
        let here = browser::fields::focused_block();
        match self.read(|editor| super::blanks_view::next(editor.report(), here, back)) {
            Some(spot) => self.go(Some(spot)),
            None => self.say(words::NO_MORE_BLANKS),
        }
    }

    // Drafts.

    /// The shelf of this browser.
    pub fn drafts(self) -> Drafts<LocalShelf> {
        Drafts::new(LocalShelf)
    }

    /// Opens a draft in the place of the one that is open, which is stored first.
    pub fn open(self, draft: Draft) {
        self.save();
        let Draft {
            card,
            report,
            caret,
        } = draft;
        let stored = card.saved;
        self.work.update_value(|work| {
            work.editor = Editor::new(report);
            work.touched.clear();
            work.caret = caret;
            work.composing = None;
            // Revisions start anew with each draft: what was shown of the last says nothing here.
            work.shown = None;
            work.dirty = false;
        });
        if let Err(error) = self.drafts().set_open(&card.id) {
            self.saving.set(Saving::Failed(error));
        } else {
            self.saving.set(if stored == 0 {
                Saving::Dirty
            } else {
                Saving::Saved(stored)
            });
        }
        browser::set_page_title(&format!("{} · {}", card.name, words::PRODUCT));
        self.card.set(Some(card));
        self.arrange();
        self.settle();
        // In turns of their own: to open a long report is work enough for one.
        if stored == 0 {
            self.work.update_value(|work| {
                work.dirty = true;
                work.save_due = true;
            });
            set_timeout(move || self.save(), SETTLE);
        }
        if let Some(caret) = caret {
            self.go_later(Spot::caret(BlockId(caret.block), caret.at));
        }
    }

    /// Takes the caret to a place when the page has been painted.
    fn go_later(self, spot: Spot) {
        set_timeout(move || self.go(Some(spot)), Duration::ZERO);
    }

    /// Starts a new draft with this report.
    pub fn start(self, report: Report, form: Option<String>) {
        let now = browser::now();
        let title = tigang::draft::period::title(&report);
        let card = Card {
            id: browser::new_id(),
            name: if title.is_empty() {
                words::UNTITLED.to_owned()
            } else {
                title
            },
            unit: tigang::draft::period::guess_unit(&report),
            period: tigang::draft::period::guess_period(&report),
            created: now,
            saved: 0,
            binned: None,
            characters: 0,
            open: 0,
            form,
        };
        self.open(Draft {
            card,
            report,
            caret: None,
        });
        let first = self.read(|editor| editor.report().order().first().copied());
        if let Some(first) = first {
            self.go_later(Spot::caret(first, 0));
        }
    }

    /// Closes the open draft, for the first page to show again.
    pub fn close(self) {
        self.work.update_value(|work| {
            work.editor = Editor::new(Report::default());
            work.dirty = false;
        });
        self.card.set(None);
        self.saving.set(Saving::None);
        self.rows.set(Arc::default());
    }

    /// Changes what is known about the open draft and stores it.
    pub fn describe(self, change: impl FnOnce(&mut Card)) {
        self.card.update(|card| {
            if let Some(card) = card {
                change(card);
                browser::set_page_title(&format!("{} · {}", card.name, words::PRODUCT));
            }
        });
        self.work.update_value(|work| work.dirty = true);
        self.save();
    }

    /// The page may go away: stores what changed, and where the caret is, so that work goes on there.
    pub fn leave(self) {
        let here = browser::fields::focused_block().map(|(block, at)| Caret { block: block.0, at });
        self.work
            .update_value(|work| work.dirty |= here.is_some() && here != work.caret);
        self.save();
    }

    /// Stores the open draft now, if anything changed.
    pub fn save(self) {
        let Some(card) = self.card.get_untracked() else {
            return;
        };
        let focused = browser::fields::focused_block();
        let draft = self.work.try_update_value(|work| {
            work.save_due = false;
            if let Some((block, at)) = focused {
                work.caret = Some(Caret { block: block.0, at });
            }
            let totals = work.editor.totals();
            let card = Card {
                saved: browser::now(),
                characters: totals.characters,
                open: totals.open,
                ..card
            };
            work.dirty.then(|| Draft {
                card,
                report: work.editor.report().clone(),
                caret: work.caret,
            })
        });
        let Some(Some(draft)) = draft else { return };
        match self.drafts().save(&draft) {
            Ok(()) => {
                self.work.update_value(|work| work.dirty = false);
                self.saving.set(Saving::Saved(draft.card.saved));
                self.card.set(Some(draft.card));
            }
            Err(error) => {
                if !matches!(self.saving.get_untracked(), Saving::Failed(_)) {
                    self.warn(words::not_saved(error));
                }
                self.saving.set(Saving::Failed(error));
            }
        }
    }
}

/// The place that can be seen: the heading of a part that has none in the text is not a field.
fn visible(report: &Report, spot: Spot) -> Spot {
    let hidden = report.block(spot.block).is_some_and(|block| {
        matches!(block.kind, tigang::report::Kind::Heading { .. })
            && block.text.is_empty()
            && block.marker.is_none()
    });
    if !hidden {
        return spot;
    }
    let next = report.position(spot.block).and_then(|at| report.at(at + 1));
    next.map_or(spot, |next| Spot::caret(next.id, 0))
}

/// What was typed: the range of the old text that went and what came in its place. What lies behind
/// the caret was not typed, which tells one of several equal characters from the others.
fn difference(old: &str, new: &str, caret: usize) -> Option<(Range<usize>, String)> {
    if old == new {
        return None;
    }
    let behind = new.len() - caret.min(new.len());
    let mut suffix = old
        .bytes()
        .rev()
        .zip(new.bytes().rev())
        .take(behind)
        .take_while(|(a, b)| a == b)
        .count();
    while !(old.is_char_boundary(old.len() - suffix) && new.is_char_boundary(new.len() - suffix)) {
        suffix -= 1;
    }
    let most = old.len().min(new.len()) - suffix;
    let mut prefix = old
        .bytes()
        .zip(new.bytes())
        .take(most)
        .take_while(|(a, b)| a == b)
        .count();
    while !(old.is_char_boundary(prefix) && new.is_char_boundary(prefix)) {
        prefix -= 1;
    }
    let text = new.get(prefix..new.len() - suffix)?.to_owned();
    Some((prefix..old.len() - suffix, text))
}

/// The same change told from an earlier place on. What an input method shows is replaced whole each
/// time: in steps, the `'` of `shi'er` would end the value of the blank that is being filled.
fn from(start: usize, old: &str, (range, text): (Range<usize>, String)) -> (Range<usize>, String) {
    match old.get(start..range.start) {
        Some(kept) => (start..range.end, format!("{kept}{text}")),
        None => (range, text),
    }
}
