//! Who writes in the open draft, and how it passes from tab to tab; what the page does when it starts.

use std::time::Duration;

use leptos::prelude::*;

use tigang::draft::drafts::{Best, LoadError};
use tigang::draft::lease::{Act, Heard, PATIENCE, Role};
use tigang::draft::versions::Reason;
use tigang::draft::{Card, Draft, Stamp, Unreadable};

use super::Desk;
use crate::ui::browser::copies::{self, How, Store};
use crate::ui::browser::storage;
use crate::ui::{browser, words};

/// How long a tab that is asked for its draft waits for the database to confirm, at most.
const HANDING: Duration = Duration::from_millis(1_500);

/// What stood in the copies when the page was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Drafts that were only in the database and are on the shelf again.
    pub recovered: usize,
    /// Records that do not open and were laid aside.
    pub damaged: usize,
    /// Drafts that a newer page stored: this one leaves them alone.
    pub newer: usize,
    /// The draft that was open last does not open from any copy.
    pub missing: bool,
}

impl Desk {
    /// Whether the person may write in the open draft.
    pub fn may_write(self) -> bool {
        self.role.get_untracked().may_write() && !self.work.with_value(|work| work.leaving)
    }

    /// Compares all copies, takes back what only the database has, and goes on with the draft that was
    /// open last.
    pub async fn begin(self) -> Found {
        copies::listen(move |what, id, since| self.heard_from(&what, &id, since));
        let mut found = Found::default();
        let drafts = self.drafts();
        found.damaged = drafts.lay_aside().unwrap_or_default();
        let stamps = copies::stamps().await.unwrap_or_default();
        let behind = drafts.behind(&stamps);
        // Where the shelf is blocked, all drafts are those of the database.
        let behind = behind.unwrap_or_else(|_| stamps.iter().map(|(id, _)| id.clone()).collect());
        for id in behind {
            match self.fetch(&id).await {
                Ok(()) => found.recovered += 1,
                Err(Some(Unreadable::Newer(_))) => found.newer += 1,
                Err(_) => found.damaged += 1,
            }
        }
        let open = storage::of_tab("open").filter(|id| !id.is_empty());
        let open = open.or_else(|| drafts.open().ok().flatten());
        let open = open.filter(|id| !id.is_empty());
        // The fast store lost what it had, this note among it: work goes on with the last draft.
        let open = open.or_else(|| (found.recovered > 0).then(|| self.newest()).flatten());
        let open = open.filter(|_| self.card.get_untracked().is_none());
        let Some(id) = open else {
            return found;
        };
        // Its card says enough: the report itself is read once, where it is opened.
        let record = drafts.raw(&id);
        let is_binned = |record: &String| {
            Card::from_record(record).is_ok_and(|(_, card)| card.binned.is_some())
        };
        match record {
            Ok(Some(record)) if is_binned(&record) => {}
            Ok(None) => found.missing = true,
            _ => self.open(id).await,
        }
        found
    }

    /// The draft that was stored last and does not lie in the bin.
    fn newest(self) -> Option<String> {
        let all = self.drafts().list().unwrap_or_default();
        let card = all.into_iter().find_map(|listed| match listed.card {
            Ok((_, card)) if card.binned.is_none() => Some(card),
            _ => None,
        });
        card.map(|card| card.id)
    }

    /// Takes a draft over from the database; what is damaged is kept apart there, what is newer stays.
    async fn fetch(self, id: &str) -> Result<(), Option<Unreadable>> {
        let record = copies::get(Store::Drafts, id).await;
        let record = record.ok().flatten().ok_or(None)?;
        match self.drafts().adopt(record) {
            // What the shelf has no room for, it remembers while the page is open.
            Ok(()) | Err(LoadError::Shelf(_)) => Ok(()),
            Err(LoadError::Unreadable(why @ Unreadable::Damaged(_), record)) => {
                let name = format!("{id}@{:x}", tigang::draft::record::checksum(&record));
                let changes = [
                    (Store::Damaged, name.as_str(), Some(record.as_str())),
                    (Store::Drafts, id, None),
                    (Store::Stamps, id, None),
                ];
                let _ = copies::write(&changes).await;
                Err(Some(why))
            }
            Err(LoadError::Unreadable(why, _)) => Err(Some(why)),
            Err(LoadError::Missing) => Err(None),
        }
    }

    /// Opens a draft, to write if no other tab does.
    pub async fn open(self, id: String) {
        if self.is_open(&id) && self.may_write() {
            return;
        }
        if !self.leave_draft().await {
            return;
        }
        self.set_role(Role::Asking);
        self.want(&id);
        self.writer_since.set(None);
        let is_given = self.lock(&id, How::Try).await;
        if self.work.with_value(|work| work.wanted != id) {
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
        let id = self
            .card
            .with_untracked(|card| card.as_ref().map(|card| card.id.clone()));
        if let Some(id) = id {
            leptos::task::spawn_local(async move { self.hear(&id, heard).await });
        }
    }

    fn heard_from(self, what: &str, id: &str, since: f64) {
        if !self.is_open(id) {
            return;
        }
        let role = self.role.get_untracked();
        match what {
            "want" if role == Role::Writing => self.hear_of_open(Heard::Asked),
            "mine" if role == Role::Reading => self.writer_since.set(Some(since as u64)),
            "saved" if role == Role::Reading || role == Role::Waiting => {
                let id = id.to_owned();
                leptos::task::spawn_local(async move { self.show_best(&id).await });
            }
            _ => {}
        }
    }

    /// Does what follows from what was heard about a draft.
    async fn hear(self, id: &str, heard: Heard) {
        let was_waiting = self.role.get_untracked() == Role::Waiting;
        let heard = self.work.try_update_value(|work| {
            let acts = work.role.hear(heard);
            (work.role, acts)
        });
        let Some((role, acts)) = heard else { return };
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
                        self.keep_version(&draft, Reason::BeforeTakeOver, None);
                    }
                }
                Act::AskForIt => self.ask_for(id.to_owned()),
                Act::TakeIt => {
                    if self.lock(id, How::Take).await {
                        Box::pin(self.hear(id, Heard::Granted)).await;
                    }
                }
                Act::Store => {
                    self.store_all();
                    let late = move || {
                        if self.role.get_untracked() == Role::Yielding {
                            self.hear_of_open(Heard::Late);
                        }
                    };
                    set_timeout(late, HANDING);
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
    fn ask_for(self, id: String) {
        copies::tell("want", &id);
        let late = id.clone();
        leptos::task::spawn_local(async move {
            if self.lock(&id, How::Wait).await {
                self.hear(&id, Heard::Granted).await;
            }
        });
        let late = move || {
            let id = late.clone();
            leptos::task::spawn_local(async move { self.hear(&id, Heard::Late).await });
        };
        set_timeout(late, Duration::from_millis(PATIENCE));
    }

    /// Shows the best copy of a draft. A state that is no part of it becomes a draft of its own.
    async fn show_best(self, id: &str) {
        let there = copies::stamp_of(id).await.ok().flatten();
        let here = self.drafts().load(id);
        let is_same = here
            .as_ref()
            .is_ok_and(|here| Some(&here.stamp) == there.as_ref());
        let record = match there {
            Some(_) if !is_same => copies::get(Store::Drafts, id).await.ok().flatten(),
            _ => None,
        };
        let best = match here {
            Ok(draft) if is_same || record.is_none() => Ok(Best {
                base: there.clone().filter(|_| is_same),
                settled: is_same,
                apart: None,
                draft,
            }),
            _ => self.drafts().best(id, record.as_deref()),
        };
        match best {
            Ok(best) => {
                if let Some(apart) = best.apart
                    && !self.set_apart(apart).await
                {
                    self.set_role(Role::Reading);
                    copies::unlock(id);
                    self.warn(words::NOT_KEPT_APART);
                }
                self.role.set(self.work.with_value(|work| work.role));
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
                // Above the sheet it is said for as long as it is so: no other warning goes away for it.
                let is_warned = self
                    .notice
                    .with_untracked(|notice| notice.as_ref().is_some_and(|notice| notice.urgent));
                if !was_newer && !is_warned {
                    self.warn(words::NEWER);
                }
            }
            Err(LoadError::Unreadable(..)) => self.warn(words::DAMAGED),
            Err(LoadError::Missing) => self.warn(words::GONE),
            Err(LoadError::Shelf(error)) => self.warn(words::not_stored(error)),
        }
    }

    /// What is on the page and not confirmed becomes a draft of its own, so that neither of two texts
    /// goes into the other; whether a copy took it.
    async fn keep_apart(self) -> bool {
        if !self.work.with_value(|work| work.keeper.is_unconfirmed()) {
            return true;
        }
        let Some(mut draft) = self.current() else {
            return true;
        };
        // On the shelf it lies already: found there again, it must be the same draft of its own.
        if !self.work.with_value(|work| work.keeper.is_changed()) {
            return self.set_apart(draft).await;
        }
        draft.stamp = Stamp {
            revision: 1,
            writer: browser::new_id(),
        };
        draft.card.id = browser::new_id();
        self.add_apart(draft).await
    }

    /// Makes a draft of its own of a state that was found; whether a copy took it. Its id comes from
    /// that state: found twice, it is one draft.
    async fn set_apart(self, mut draft: Draft) -> bool {
        let Stamp { revision, writer } = &draft.stamp;
        draft.card.id = format!("{}-{revision}-{writer}", draft.card.id);
        self.add_apart(draft).await
    }

    async fn add_apart(self, mut draft: Draft) -> bool {
        draft.card.name = format!("{}{}", draft.card.name, words::APART);
        draft.card.from = Vec::new();
        if draft.card.saved == 0 {
            draft.card.saved = browser::now();
        }
        let is_stored = self.drafts().save(&draft).is_ok();
        let is_kept = self.mirror(&draft).await || is_stored;
        if is_kept {
            self.warn(words::KEPT_APART);
            self.list_again();
        }
        is_kept
    }

    /// Sets where this tab stands, and lets the page show it.
    pub(super) fn set_role(self, role: Role) {
        self.work.update_value(|work| work.role = role);
        self.role.set(role);
    }
}
