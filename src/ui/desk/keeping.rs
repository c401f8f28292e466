//! The open draft and its copies: stored on the shelf at once and in the database when it has confirmed.

use std::time::Duration;

use leptos::prelude::*;

use tigang::draft::drafts::SaveError;
use tigang::draft::keeper::{Answer, Keeper, PATIENCE, Put, Trouble};
use tigang::draft::{Card, Caret, Derived, Draft, Drafts, Stamp};

use super::{Desk, Tone};
use crate::ui::browser::copies;
use crate::ui::browser::storage::{self, LocalShelf};
use crate::ui::{browser, words};

/// How long after a change the draft is stored; a second is promised.
const SAVE: Duration = Duration::from_millis(600);
/// How long after a failure the next attempt is made.
const AGAIN: Duration = Duration::from_secs(5);
/// The bytes of undo steps that a tab keeps of each draft, over a reload and while another is open.
const UNDO: usize = 1_000_000;
/// Where a tab keeps which draft is open in it.
pub(super) const OPEN: &str = "open";

impl Desk {
    /// The shelf of this browser.
    pub fn drafts(self) -> Drafts<LocalShelf> {
        Drafts::new(LocalShelf)
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
        if let Some(id) = self.open_id()
            && self.may_write()
        {
            self.keep_undo(&id);
        }
    }

    /// Keeps what can be undone in the open draft, for whoever opens it in this tab as it is now.
    pub(super) fn keep_undo(self, id: &str) {
        let undo = self.work.with_value(|work| {
            let state = state_name(&work.keeper.state());
            format!("{state}\n{}", work.editor.undo_record(UNDO))
        });
        let name = undo_name(id);
        if !storage::keep_for_tab(&name, &undo) {
            // What the drafts of before left takes its room.
            storage::forget_of_tab();
            storage::keep_for_tab(OPEN, id);
            storage::keep_for_tab(&name, &undo);
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

    /// Stores the open draft because a person wants it stored, and says what became of it.
    pub fn save_by_hand(self) {
        if self.open_id().is_none() {
            return;
        }
        self.save();
        if !self.may_write() {
            self.say(words::READ_ONLY);
        } else if self
            .work
            .with_value(|work| work.keeper.standing().trouble.is_none())
        {
            // What does not work has been said.
            self.say(words::SAVED);
        }
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
    pub(super) fn save_now(self, anyway: bool) {
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
    pub fn current(self) -> Option<Draft> {
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
    pub(super) fn tell_standing(self) {
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
            self.tell(
                words::not_kept(trouble, is_lost).to_owned(),
                Tone::Storage,
                None,
            );
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

    /// Whether no copy that outlives the page has what is on it, or what another draft was left with.
    pub fn is_on_the_page_alone(self) -> bool {
        let may_write = self.may_write();
        self.work
            .with_value(|work| work.left_unsaved || may_write && work.keeper.is_changed())
    }

    /// Whether everything of the open draft is confirmed by the database.
    pub(super) fn is_settled(self) -> bool {
        self.work.with_value(|work| work.keeper.is_settled())
    }
}

/// Shows in the browser's tab what the draft is called.
pub(super) fn show_name(card: &Card) {
    browser::set_page_title(&format!("{} · {}", card.name, words::PRODUCT));
}

/// Whether another tab went on with the draft, of this build or of a newer one.
fn is_overtaken(trouble: Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Overtaken | Trouble::Shelf(SaveError::Overtaken | SaveError::Newer)
    )
}

/// Where a tab keeps what can be undone in a draft.
pub(super) fn undo_name(id: &str) -> String {
    format!("undo/{id}")
}

/// Names one state of a draft, so that undo steps are not taken for those of another.
pub(super) fn state_name(stamp: &Stamp) -> String {
    format!("{} {}", stamp.revision, stamp.writer)
}
