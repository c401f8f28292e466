//! Who writes in the open draft, and how it passes from tab to tab.

use std::time::Duration;

use leptos::prelude::*;

use tigang::draft::drafts::{Best, LoadError};
use tigang::draft::lease::{Act, HANDING, Heard, PATIENCE, Role};
use tigang::draft::versions::Reason;
use tigang::draft::{Card, Draft, Unreadable};

use super::Desk;
use super::looking::lay_aside;
use crate::ui::browser::copies::{self, How, Store};
use crate::ui::{browser, words};

/// How long an input method may go on composing in a draft that another tab wants. This and
/// [`HANDING`] fit into the [`PATIENCE`] of the other tab.
const COMPOSING: u32 = 2_500;

/// How long after another tab gave a draft back this one asks for it: time for a tab that a person had
/// ask for it, and for one that is only loaded anew.
const AFTER: Duration = Duration::from_secs(1);

impl Desk {
    /// Whether the person may write in the open draft.
    pub fn may_write(self) -> bool {
        self.role.get_untracked().may_write() && !self.work.with_value(|work| work.leaving)
    }

    /// Opens a draft, to write if no other tab does.
    pub async fn open(self, id: String) {
        if self.is_open(&id) && self.may_write() {
            return;
        }
        if self.leave_draft().await {
            self.open_again(id).await;
        }
    }

    /// Opens a draft that was left, or one in the place of one that was left.
    pub async fn open_again(self, id: String) {
        self.set_role(Role::Asking);
        self.want(&id);
        self.writer_since.set(None);
        let is_given = self.lock(&id, How::Try).await;
        if !self.is_wanted(&id) {
            copies::unlock(&id);
            return;
        }
        let heard = match is_given {
            true => Heard::Granted,
            false => Heard::Refused,
        };
        self.hear(&id, heard).await;
    }

    async fn lock(self, id: &str, how: How) -> bool {
        let of = id.to_owned();
        let lost = move || {
            let id = of.clone();
            leptos::task::spawn_local(async move { self.hear(&id, Heard::Taken).await });
        };
        copies::lock(id, how, lost).await
    }

    /// Whether no other tab writes in a draft: only then it goes into the bin, or for good.
    pub async fn is_free(self, id: &str) -> bool {
        if self.is_open(id) {
            return self.may_write();
        }
        let is_given = copies::lock(id, How::Try, || ()).await;
        if is_given {
            copies::unlock(id);
        }
        is_given
    }

    /// This draft is to be opened now, and none that was wanted before.
    pub(super) fn want(self, id: &str) {
        self.work.update_value(|work| work.wanted = id.to_owned());
    }

    /// Takes the right to write in a draft that was just made.
    pub(super) fn lock_new(self, id: String) {
        leptos::task::spawn_local(async move {
            self.lock(&id, How::Try).await;
        });
    }

    /// The person wants to write here, while another tab does.
    pub fn take_over(self) {
        self.hear_of_open(Heard::Wanted);
    }

    /// The tab that wrote here may be gone. Where it is, and a person looks at this one, this one writes.
    pub fn write_if_free(self) {
        let is_reading = self.role.get_untracked() == Role::Reading;
        if !is_reading || self.is_newer.get_untracked() || !browser::is_visible() {
            return;
        }
        let Some(id) = self.open_id() else { return };
        leptos::task::spawn_local(async move {
            if self.lock(&id, How::Try).await {
                self.hear(&id, Heard::Granted).await;
            }
        });
    }

    /// Another tab stored a later state of the open draft.
    pub(super) fn overtaken(self) {
        self.hear_of_open(Heard::Overtaken);
    }

    /// The copies hold what is on the page: it can be handed over, if that was wanted.
    pub(super) fn stored(self) {
        if self.role.get_untracked() == Role::Yielding && self.is_settled() {
            self.hear_of_open(Heard::Stored);
        }
    }

    fn hear_of_open(self, heard: Heard) {
        if let Some(id) = self.open_id() {
            leptos::task::spawn_local(async move { self.hear(&id, heard).await });
        }
    }

    pub(super) fn heard_from(self, what: &str, id: &str, since: f64) {
        if !self.is_open(id) {
            return;
        }
        let role = self.role.get_untracked();
        match what {
            "want" if role == Role::Writing => {
                let id = id.to_owned();
                leptos::task::spawn_local(async move { self.hand_over(&id).await });
            }
            "free" if role == Role::Reading => {
                self.writer_since.set(None);
                set_timeout(move || self.write_if_free(), AFTER);
            }
            "mine" if role == Role::Reading => self.writer_since.set(Some(since as u64)),
            "saved" if role == Role::Reading || role == Role::Waiting => {
                let id = id.to_owned();
                leptos::task::spawn_local(async move { self.show_best(&id).await });
            }
            _ => {}
        }
    }

    /// Another tab wants the draft. A field in which an input method composes is not taken away: what is
    /// composed goes along.
    async fn hand_over(self, id: &str) {
        let mut waited = 0;
        while waited < COMPOSING && self.composing().is_some() {
            copies::pause(50).await;
            waited += 50;
        }
        self.hear(id, Heard::Asked).await;
    }

    fn is_wanted(self, id: &str) -> bool {
        self.work.with_value(|work| work.wanted == id)
    }

    /// Does what follows from what was heard about a draft.
    async fn hear(self, id: &str, heard: Heard) {
        // Meanwhile the person went on to another one.
        if !self.is_wanted(id) {
            if heard == Heard::Granted {
                copies::unlock(id);
            }
            return;
        }
        let heard = self.work.try_update_value(|work| work.lease.hear(heard));
        self.act(id, heard.unwrap_or_default()).await;
    }

    /// The time is up that was given in a turn.
    async fn late(self, id: &str, turn: u32) {
        if self.is_wanted(id) {
            let heard = self.work.try_update_value(|work| work.lease.late(turn));
            self.act(id, heard.unwrap_or_default()).await;
        }
    }

    async fn act(self, id: &str, acts: &[Act]) {
        let was_waiting = self.role.get_untracked() == Role::Waiting;
        let lease = self.work.with_value(|work| work.lease);
        let (role, turn) = (lease.role(), lease.turn());
        // The right to write comes with the draft that is shown: what is typed before would be lost.
        if !role.may_write() {
            self.role.set(role);
        }
        for act in acts {
            match act {
                Act::OpenToWrite | Act::OpenToRead => {
                    self.show_best(id).await;
                    if *act == Act::OpenToRead {
                        copies::tell("who", id);
                    } else if was_waiting && let Some(draft) = self.current() {
                        self.keep_version_later(draft, Reason::BeforeTakeOver);
                    }
                }
                Act::AskForIt => self.ask_for(id.to_owned(), turn),
                Act::TakeIt => {
                    if self.lock(id, How::Take).await {
                        Box::pin(self.hear(id, Heard::Granted)).await;
                    }
                }
                Act::Store => {
                    self.store_all();
                    self.late_after(id.to_owned(), turn, HANDING);
                }
                Act::Release => copies::unlock(id),
                Act::KeepApart => {
                    if !self.keep_apart().await {
                        // It stays on the page, to be copied from there.
                        copies::unlock(id);
                        self.warn(words::NOT_KEPT_APART);
                        return;
                    }
                }
            }
        }
    }

    /// Asks the other tab for the draft, and takes it where there is no answer.
    fn ask_for(self, id: String, turn: u32) {
        copies::tell("want", &id);
        let late = id.clone();
        leptos::task::spawn_local(async move {
            if self.lock(&id, How::Wait).await {
                self.hear(&id, Heard::Granted).await;
            }
        });
        self.late_after(late, turn, PATIENCE);
    }

    /// Gives some time, in milliseconds, for what was asked for in this turn.
    fn late_after(self, id: String, turn: u32, time: u64) {
        let late = move || {
            let id = id.clone();
            leptos::task::spawn_local(async move { self.late(&id, turn).await });
        };
        set_timeout(late, Duration::from_millis(time));
    }

    /// Shows the best copy of a draft. A state that is no part of it becomes a draft of its own. What was read
    /// for a turn that is over is not shown: somebody may write here by now.
    async fn show_best(self, id: &str) {
        let lease = || self.work.with_value(|work| work.lease);
        let begun = lease();
        let is_over = || {
            let now = lease();
            // Asked for before it was shown, it is handed over as it is.
            let is_handed = begun.role().may_write() && now.role() == Role::Yielding;
            !self.is_wanted(id) || now.turn() != begun.turn() && !is_handed
        };
        let there = copies::stamp_of(id).await.ok().flatten();
        let here = self.drafts().load(id);
        let is_same = here
            .as_ref()
            .is_ok_and(|here| Some(&here.stamp) == there.as_ref());
        let record = match there {
            Some(_) if !is_same => copies::get(Store::Drafts, id).await.ok().flatten(),
            _ => None,
        };
        if let Some(record) = record.as_deref()
            && matches!(Card::from_record(record), Err(Unreadable::Damaged(_)))
        {
            lay_aside(id, record).await;
        }
        let best = match here {
            Ok(draft) if is_same || record.is_none() => Ok(Best {
                base: there.clone().filter(|_| is_same),
                settled: is_same,
                apart: None,
                draft,
            }),
            _ => self.drafts().best(id, record.as_deref()),
        };
        if is_over() {
            return;
        }
        match best {
            Ok(best) => {
                if let Some(apart) = best.apart
                    && !self.set_apart(apart, words::FOUND_APART).await
                {
                    self.set_role(Role::Reading);
                    copies::unlock(id);
                    self.warn(words::NOT_FOUND_APART);
                } else if is_over() {
                    return;
                }
                self.role
                    .set(self.work.with_value(|work| work.lease.role()));
                self.show(best.draft, best.settled, best.base.as_ref());
            }
            Err(LoadError::Unreadable(Unreadable::Newer(_), record)) => {
                self.set_role(Role::Reading);
                copies::unlock(id);
                let was_newer = self.is_newer.get_untracked() && self.is_open(id);
                let Some(draft) = Draft::glimpse(&record) else {
                    self.card.set(None);
                    self.warn(words::NEWER);
                    return;
                };
                self.show(draft, true, None);
                self.is_newer.set(true);
                if !was_newer {
                    self.warn(words::NEWER);
                }
            }
            Err(error) => {
                self.warn(match error {
                    LoadError::Unreadable(..) => words::DAMAGED,
                    LoadError::Missing => words::GONE,
                    LoadError::Shelf(error) => words::not_stored(error),
                    LoadError::Changed(error) => words::not_changed(error),
                });
                copies::unlock(id);
                // The one that was left for it still lies there.
                match self.open_id().filter(|open| open != id) {
                    Some(open) => Box::pin(self.open(open)).await,
                    None => self.set_role(Role::Reading),
                }
            }
        }
    }

    /// Sets where this tab stands, and lets the page show it.
    pub(super) fn set_role(self, role: Role) {
        self.work.update_value(|work| work.lease.set(role));
        self.role.set(role);
        if role.may_write() {
            self.unsay_words(words::READ_ONLY);
        }
    }
}
