//! Which draft lies on the desk: begun, shown, left, closed.
//!
//! Law: the one that is open is left only when it is stored, or remembered, or the person was told.

use std::time::Duration;

use leptos::prelude::*;

use tigang::draft::keeper::{Keeper, PATIENCE};
use tigang::draft::lease::Role;
use tigang::draft::{Card, Derived, Draft, Stamp};
use tigang::edit::Spot;
use tigang::editor::Editor;
use tigang::outline;
use tigang::report::{BlockId, Report};

use super::keeping::{OPEN, show_name, state_name, undo_name};
use super::{Desk, SETTLE, Tone};
use crate::ui::browser::copies;
use crate::ui::browser::storage::{self, LocalShelf};
use crate::ui::{browser, words};

impl Desk {
    /// Puts a draft on the desk, in the place of the one that is open.
    pub(super) fn show(self, draft: Draft, settled: bool, base: Option<&Stamp>) {
        let Draft {
            stamp,
            card,
            report,
            caret,
        } = draft;
        self.unsay_of_report();
        // What is only remembered is in no copy that outlives the page.
        if card.binned.is_some() && self.may_write() {
            self.warn(words::IN_BIN);
        }
        let is_stored = card.saved > 0 && (settled || !LocalShelf.only_remembers(&card.id));
        let stored = is_stored.then_some(card.saved);
        let derived = derived(&card, &report);
        // Another state of the same draft: rows that are there look again.
        let is_same = self.is_open(&card.id);
        let undo = storage::of_tab(&undo_name(&card.id)).filter(|_| self.may_write());
        self.work.update_value(|work| {
            work.last_version = None;
            work.derived = derived;
            work.editor = Editor::new(report.with_title_lines());
            if let Some((of, steps)) = undo.as_deref().and_then(|undo| undo.split_once('\n'))
                && of == state_name(&stamp)
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
            work.found = None;
            // Of another draft, or another state: the fields may have the same numbers.
            work.selected = None;
            work.cut = None;
            work.counted = work.editor.revision();
            work.left = caret.map(|caret| (BlockId(caret.block), caret.at));
            work.composing = None;
            work.composed = None;
            // Revisions start anew with each draft: what was shown of the last says nothing here.
            work.shown = None;
            work.recognised.clear();
            work.characters = work.editor.totals().characters;
        });
        let id = card.id.clone();
        show_name(&card);
        self.card.set(Some(card));
        self.is_newer.set(false);
        if !is_same {
            // A block of this number is another one here, and the versions are another draft's.
            self.arrived.set(None);
            self.versions.set(None);
        }
        self.arrange();
        if is_same {
            let all = self.read(|editor| editor.report().order().to_vec());
            self.tell_rows(&all);
        }
        // Now that it is shown: one that cannot be is not opened again by itself.
        storage::keep_for_tab(OPEN, &id);
        let _ = self.drafts().set_open(&id);
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
            name,
            unit,
            period,
            form,
            ..Card::default()
        };
        self.start_as(card, report).await
    }

    /// Starts a new draft of which this is known; whether the open one could be left for it.
    pub async fn start_as(self, card: Card, report: Report) -> bool {
        let card = Card {
            id: browser::new_id(),
            created: browser::now(),
            ..card
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
    /// open: to go on is as safe as to stay. False, and the draft stays open, where it does not; false as well
    /// where the person went on to yet another draft meanwhile, for which it is left now.
    pub async fn leave_draft(self) -> bool {
        let Some(card) = self.card.get_untracked() else {
            return true;
        };
        if self.role.get_untracked().may_write() {
            self.save();
            // Nothing more may be typed; the page need not be made anew for that.
            let leave = self.work.try_update_value(|work| {
                work.leaving = true;
                work.leaves += 1;
                work.leaves
            });
            let is_latest = || Some(self.work.with_value(|work| work.leaves)) == leave;
            let mut waited = 0;
            while waited < PATIENCE && self.work.with_value(|work| work.keeper.is_waiting()) {
                copies::pause(20).await;
                waited += 20;
                if !is_latest() {
                    return false;
                }
            }
            self.work.update_value(|work| work.leaving = false);
            let (is_changed, state) = self
                .work
                .with_value(|work| (work.keeper.is_changed(), work.keeper.state()));
            if is_changed {
                let remembered = self.drafts().load(&card.id);
                if remembered.is_ok_and(|draft| draft.stamp == state) {
                    self.work.update_value(|work| work.left_unsaved = true);
                    self.warn(words::LEFT_UNSAVED);
                } else {
                    self.warn(words::NOT_LEFT);
                    return false;
                }
            }
            self.keep_undo(&card.id);
        }
        copies::unlock(&card.id);
        true
    }

    /// Closes the open draft, for the first page to show again; whether it could be left.
    pub async fn close(self) -> bool {
        if !self.leave_draft().await {
            return false;
        }
        self.work
            .update_value(|work| work.editor = Editor::new(Report::default()));
        // What comes late is for a draft that is not open any more.
        self.want("");
        self.unsay_where(|notice| notice.tone == Tone::Storage);
        self.unsay_of_report();
        storage::keep_for_tab(OPEN, "");
        let _ = self.drafts().set_open("");
        self.card.set(None);
        self.standing.set(None);
        self.rows.set(Default::default());
        true
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
