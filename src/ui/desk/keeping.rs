//! The open draft and its copies: opened, stored on the shelf at once and in the database when it has
//! confirmed.

use std::time::Duration;

use leptos::prelude::*;

use tigang::draft::drafts::SaveError;
use tigang::draft::keeper::{Answer, Keeper, PATIENCE, Put, Trouble};
use tigang::draft::lease::Role;
use tigang::draft::{Card, Caret, Derived, Draft, Drafts, Stamp};
use tigang::edit::Spot;
use tigang::editor::Editor;
use tigang::outline;
use tigang::report::{BlockId, Report};

use super::{Desk, SETTLE, Tone};
use crate::ui::browser::copies;
use crate::ui::browser::storage::{self, LocalShelf};
use crate::ui::{browser, words};

/// How long after a change the draft is stored; a second is promised.
const SAVE: Duration = Duration::from_millis(600);
/// How long after a failure the next attempt is made.
const AGAIN: Duration = Duration::from_secs(5);
/// The bytes of undo steps that a tab keeps over a reload.
const UNDO: usize = 1_000_000;

impl Desk {
    /// The shelf of this browser.
    pub fn drafts(self) -> Drafts<LocalShelf> {
        Drafts::new(LocalShelf)
    }

    /// Puts a draft on the desk, in the place of the one that is open.
    pub(super) fn show(self, draft: Draft, settled: bool, base: Option<&Stamp>) {
        let Draft {
            stamp,
            card,
            report,
            caret,
        } = draft;
        // What is only remembered is in no copy that outlives the page.
        let is_stored = card.saved > 0 && (settled || !LocalShelf.only_remembers(&card.id));
        let stored = is_stored.then_some(card.saved);
        let derived = derived(&card, &report);
        // Another state of the same draft: rows that are there look again.
        let is_same = self.is_open(&card.id);
        let undo = storage::of_tab("undo").filter(|_| self.may_write());
        self.work.update_value(|work| {
            work.last_version = None;
            work.derived = derived;
            work.editor = Editor::new(report);
            if let Some((of, steps)) = undo.as_deref().and_then(|undo| undo.split_once('\n'))
                && of == state_name(&card.id, &stamp)
            {
                work.editor.restore_undo(steps);
            }
            // A name for each opening: what another one is still waiting for is not taken for this.
            work.writer = browser::new_id();
            work.keeper = Keeper::new(&stamp, &work.writer, stored, settled);
            if let Some(base) = base {
                work.keeper = work.keeper.clone().over(base);
            }
            if !is_same {
                work.touched.clear();
            }
            work.caret = caret;
            work.composing = None;
            work.composed = None;
            // Revisions start anew with each draft: what was shown of the last says nothing here.
            work.shown = None;
            work.characters = work.editor.totals().characters;
        });
        storage::keep_for_tab("open", &card.id);
        let _ = self.drafts().set_open(&card.id);
        show_name(&card);
        self.card.set(Some(card));
        self.is_newer.set(false);
        self.arrange();
        if is_same {
            let all = self.read(|editor| editor.report().order().to_vec());
            self.tell_rows(&all);
        }
        self.settle();
        self.list_versions();
        self.tell_standing();
        if !self.may_write() {
            return;
        }
        if !settled {
            // In a turn of its own: to open a long report is work enough for one.
            self.work.update_value(|work| work.save_due = true);
            set_timeout(move || self.save_now(true), SETTLE);
        }
        if let Some(caret) = caret {
            self.go_later(Spot::caret(BlockId(caret.block), caret.at));
        }
    }

    /// Takes the caret to a place when the page has been painted.
    fn go_later(self, spot: Spot) {
        set_timeout(move || self.go(Some(spot)), Duration::ZERO);
    }

    /// As [`Desk::start`], where it does not matter when.
    pub fn start_later(self, report: Report, form: Option<String>) {
        leptos::task::spawn_local(async move {
            self.start(report, form).await;
        });
    }

    /// Starts a new draft with this report; whether the open one could be left for it.
    pub async fn start(self, report: Report, form: Option<String>) -> bool {
        let Derived { name, unit, period } = Derived::of(&report);
        let card = Card {
            id: browser::new_id(),
            name,
            unit,
            period,
            created: browser::now(),
            saved: 0,
            binned: None,
            characters: 0,
            open: 0,
            form,
            from: Vec::new(),
        };
        let is_left = self.leave_draft().await;
        if is_left {
            self.show_new(card, report);
        }
        is_left
    }

    fn show_new(self, card: Card, report: Report) {
        // Nobody else knows a draft that was made this moment.
        self.set_role(Role::Writing);
        self.want(&card.id);
        self.lock_new(card.id.clone());
        let first = report.order().first().copied();
        let draft = Draft {
            stamp: Stamp::default(),
            card,
            report,
            caret: None,
        };
        self.show(draft, false, None);
        if let Some(first) = first {
            self.go_later(Spot::caret(first, 0));
        }
    }

    /// Stores the open draft, waits a moment for the database to confirm, and gives up the right to
    /// write in it. Where no copy took the last changes, the shelf remembers them as long as the page is
    /// open: to go on is as safe as to stay. False, and the draft stays open, where it does not.
    pub(super) async fn leave_draft(self) -> bool {
        let Some(card) = self.card.get_untracked() else {
            return true;
        };
        if self.may_write() {
            self.save();
            // Nothing more may be typed; the page need not be made anew for that.
            self.work.update_value(|work| work.leaving = true);
            let mut waited = 0;
            while waited < PATIENCE && self.work.with_value(|work| work.keeper.is_waiting()) {
                copies::pause(20).await;
                waited += 20;
            }
            self.work.update_value(|work| work.leaving = false);
            let (is_changed, state) = self
                .work
                .with_value(|work| (work.keeper.is_changed(), work.keeper.state()));
            if is_changed {
                let remembered = self.drafts().load(&card.id);
                if remembered.is_ok_and(|draft| draft.stamp == state) {
                    self.warn(words::LEFT_UNSAVED);
                } else {
                    self.warn(words::NOT_LEFT);
                    return false;
                }
            }
        }
        copies::unlock(&card.id);
        true
    }

    /// Closes the open draft, for the first page to show again.
    pub fn close(self) {
        leptos::task::spawn_local(async move {
            if !self.leave_draft().await {
                return;
            }
            self.work
                .update_value(|work| work.editor = Editor::new(Report::default()));
            // What comes late is for a draft that is not open any more.
            self.want("");
            self.unsay_where(|notice| notice.tone == Tone::Storage);
            storage::keep_for_tab("open", "");
            let _ = self.drafts().set_open("");
            self.card.set(None);
            self.standing.set(None);
            self.rows.set(Default::default());
        });
    }

    /// Changes what is known about the open draft and stores it.
    pub fn describe(self, change: impl FnOnce(&mut Card)) {
        if !self.may_write() {
            self.say(words::READ_ONLY);
            return;
        }
        self.card.update(|card| {
            if let Some(card) = card {
                change(card);
                show_name(card);
            }
        });
        self.work.update_value(|work| work.keeper.change());
        self.save();
    }

    /// The page may go away: stores what changed, where the caret is, and what can be undone, so that
    /// work goes on there.
    pub fn leave(self) {
        let here = browser::fields::focused_block().map(|(block, at)| Caret { block: block.0, at });
        self.work.update_value(|work| {
            if here.is_some() && here != work.caret {
                work.keeper.change();
            }
        });
        self.save();
        if let Some(card) = self.card.get_untracked()
            && self.may_write()
        {
            let undo = self.work.with_value(|work| {
                let name = state_name(&card.id, &work.keeper.state());
                format!("{name}\n{}", work.editor.undo_record(UNDO))
            });
            storage::keep_for_tab("undo", &undo);
        }
    }

    /// Something changed: it will be stored in a moment.
    pub(super) fn save_soon(self) {
        let due = self.work.try_update_value(|work| {
            work.keeper.change();
            std::mem::replace(&mut work.save_due, true)
        });
        if due == Some(false) {
            self.tell_standing();
            set_timeout(move || self.save(), SAVE);
        }
    }

    /// Stores the open draft now, if anything changed.
    pub fn save(self) {
        self.save_now(false);
    }

    /// Stores the open draft for another tab to go on with.
    pub(super) fn store_all(self) {
        if self.is_settled() {
            self.stored();
        } else {
            self.keep();
        }
    }

    /// Stores the open draft, even if nothing changed where `anyway`.
    fn save_now(self, anyway: bool) {
        let due = self.work.try_update_value(|work| {
            std::mem::take(&mut work.save_due) && anyway || work.keeper.is_changed()
        });
        if due == Some(true) && self.may_write() {
            self.keep();
        }
    }

    fn keep(self) {
        let Some(mut card) = self.current_card() else {
            return;
        };
        let now = browser::now();
        let is_new = card.saved == 0;
        let name = card.name.clone();
        self.work.update_value(|work| {
            let derived = Derived::of(work.editor.report());
            work.derived.follow(&derived, &mut card);
            work.derived = derived;
        });
        if card.name != name {
            show_name(&card);
        }
        let put = browser::measured("tigang save", || {
            self.work.try_update_value(|work| {
                let report = work.editor.report();
                work.keeper
                    .keep_parts(&self.drafts(), &mut card, report, work.caret, now)
            })
        });
        self.count_for_reminder(is_new, card.characters, now);
        self.card.set(Some(card));
        self.tell_standing();
        self.send(put.flatten());
        // In a turn of its own: to store a long report is work enough for one.
        set_timeout(move || self.keep_version_if_due(), Duration::ZERO);
    }

    /// What is known about the open draft now.
    fn current_card(self) -> Option<Card> {
        let card = self.card.get_untracked()?;
        let focused = browser::fields::focused_block();
        self.work.try_update_value(|work| {
            if let Some((block, at)) = focused {
                work.caret = Some(Caret { block: block.0, at });
            }
            let totals = work.editor.totals();
            Card {
                characters: totals.characters,
                open: totals.open,
                ..card
            }
        })
    }

    /// The open draft as it is now.
    pub(super) fn current(self) -> Option<Draft> {
        let card = self.current_card()?;
        Some(self.work.with_value(|work| Draft {
            stamp: work.keeper.state(),
            card,
            report: work.editor.report().clone(),
            caret: work.caret,
        }))
    }

    /// Sends a state to the database, and whatever is next after its answer.
    fn send(self, put: Option<Put>) {
        let Some(put) = put else { return };
        let (writer, of_late) = (put.stamp.writer.clone(), put.stamp.writer.clone());
        leptos::task::spawn_local(async move {
            let answer = copies::put(&put).await;
            if answer == Answer::Settled {
                copies::tell("saved", &put.id);
            }
            let revision = put.stamp.revision;
            self.answered(&writer, |keeper| {
                keeper.answered(revision, answer, browser::now())
            });
        });
        set_timeout(
            move || self.answered(&of_late, |keeper| keeper.tick(browser::now())),
            Duration::from_millis(PATIENCE + 20),
        );
    }

    /// The database answered, or did not in time, what this tab wrote since it opened a draft.
    fn answered(self, writer: &str, hear: impl FnOnce(&mut Keeper) -> Option<Put>) {
        let put = self
            .work
            .try_update_value(|work| (work.writer == writer).then(|| hear(&mut work.keeper)));
        // Meanwhile another draft may lie here.
        if let Some(Some(put)) = put {
            self.tell_standing();
            self.send(put);
            self.stored();
        }
    }

    /// Shows how the draft stands; what failed is said, and tried again after a while.
    fn tell_standing(self) {
        let told = self.work.try_update_value(|work| {
            let standing = work.keeper.standing();
            let is_first = standing.trouble.is_some() && !std::mem::replace(&mut work.trying, true);
            (standing, work.keeper.news(), is_first)
        });
        let Some((standing, news, is_first)) = told else {
            return;
        };
        if self.standing.get_untracked() != Some(standing) {
            self.standing.set(Some(standing));
        }
        if let Some((trouble, is_lost)) = news {
            self.tell(words::not_kept(trouble, is_lost).to_owned(), Tone::Storage);
        }
        match standing.trouble {
            None => self.unsay_where(|notice| notice.tone == Tone::Storage),
            Some(trouble) if is_overtaken(trouble) => self.overtaken(),
            Some(_) => {}
        }
        if is_first {
            set_timeout(move || self.try_again(), AGAIN);
        }
    }

    fn try_again(self) {
        let trouble = self.work.with_value(|work| work.keeper.standing().trouble);
        let goes_on = trouble.is_some_and(|trouble| !is_overtaken(trouble));
        self.work.update_value(|work| work.trying = goes_on);
        if !goes_on {
            return;
        }
        self.work.update_value(|work| {
            work.keeper.change();
            work.save_due = true;
        });
        self.save();
        set_timeout(move || self.try_again(), AGAIN);
    }

    /// Whether anything of the open draft is not confirmed by the database.
    pub(super) fn is_settled(self) -> bool {
        self.work.with_value(|work| work.keeper.is_settled())
    }
}

/// What the report says of itself, for the card to follow. A draft that is called like a form was
/// called so by the form: older builds left it at that.
fn derived(card: &Card, report: &Report) -> Derived {
    let mut derived = Derived::of(report);
    let forms = outline::forms();
    if forms.iter().any(|form| form.title == card.name) {
        derived.name.clone_from(&card.name);
    }
    derived
}

/// Shows in the browser's tab what the draft is called.
fn show_name(card: &Card) {
    browser::set_page_title(&format!("{} · {}", card.name, words::PRODUCT));
}

/// Whether another tab went on with the draft, of this build or of a newer one.
fn is_overtaken(trouble: Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Overtaken | Trouble::Shelf(SaveError::Overtaken | SaveError::Newer)
    )
}

/// Names one state of one draft, so that undo steps are not taken for those of another.
fn state_name(id: &str, stamp: &Stamp) -> String {
    format!("{id} {} {}", stamp.revision, stamp.writer)
}
