//! Keeping the open draft in two copies: the shelf at once, the mirror when it has confirmed.
//!
//! Room: knows drafts and shelf; no clock and no browser, both come in as arguments. Law: the person is
//! told the truth: 已写入 only when the shelf shows the record again, 已落盘 only when the mirror has
//! confirmed this state or a later one; what failed is known within [`PATIENCE`] of the attempt.

use super::drafts::SaveError;
use super::shelf::Shelf;
use super::{Card, Caret, Draft, Drafts, Stamp, record_of};
use crate::report::Report;

/// How long the mirror may take, in milliseconds, until it counts as failing.
pub const PATIENCE: u64 = 1_400;

/// Keeps one open draft.
#[derive(Clone, Debug)]
pub struct Keeper {
    writer: String,
    opened: Stamp,
    /// The last state that is known to be in the mirror and is part of the draft on the page.
    base: Stamp,
    /// The revision that was given out last.
    revision: u64,
    /// Counts the changes: all, those in the last record, those that some copy took, and those that the
    /// mirror confirmed.
    changes: u64,
    recorded: u64,
    safe: u64,
    confirmed: u64,
    written: Option<u64>,
    settled: Option<(u64, u64)>,
    shelf: Option<Trouble>,
    mirror: Option<Trouble>,
    flying: Option<Flight>,
    next: Option<Put>,
    /// The failure that was told last, and whether it was told that no copy has the last state.
    told: Option<(Trouble, bool)>,
}

#[derive(Clone, Copy, Debug)]
struct Flight {
    revision: u64,
    since: u64,
}

/// What the mirror is asked for. It writes, or answers as [`Put::answer`] says, in one transaction; the
/// answer goes to [`Keeper::answered`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Put {
    /// The draft.
    pub id: String,
    /// The states that are part of the new one, and the one that was last known to be there.
    pub known: Vec<Stamp>,
    /// The new state.
    pub stamp: Stamp,
    /// Its record.
    pub record: String,
}

impl Put {
    /// Asks for a state with this record to be put in the place of those that its draft goes back to.
    pub fn new(card: &Card, stamp: Stamp, record: String) -> Put {
        let states = card.from.iter().map(|(revision, writer)| Stamp {
            revision: *revision,
            writer: writer.clone(),
        });
        Put {
            id: card.id.clone(),
            known: states.collect(),
            stamp,
            record,
        }
    }

    /// What the mirror answers without writing, given what it holds: overtaken where that is a state by another
    /// writer that is no part of this one, however early it is; settled where it is a later one by the same.
    pub fn answer(&self, there: &Stamp) -> Option<Answer> {
        let is_later = there.revision > self.stamp.revision;
        let mut known = self.known.iter();
        let is_known = there.revision == 0
            || there.writer == self.stamp.writer
            || known.any(|state| state.is_or_follows(there));
        match is_known {
            true => is_later.then_some(Answer::Settled),
            false => Some(Answer::Overtaken),
        }
    }
}

/// What the mirror answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The record is on the disk.
    Settled,
    /// It holds a state by another writer that is no part of this one.
    Overtaken,
    /// It did not do it.
    Failed,
}

/// What is wrong with one of the copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The shelf did not take it.
    Shelf(SaveError),
    /// The mirror failed or does not answer.
    Mirror,
    /// The mirror holds a state that is no part of this one: another tab went on with this draft.
    Overtaken,
}

/// How the draft on the page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How safe the last change is.
    pub safety: Safety,
    /// What is wrong all the same.
    pub trouble: Option<Trouble>,
}

/// How safe the last change is; times in milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// 未保存: only on the page.
    Unsaved,
    /// 已写入: the browser has it; if the computer fails now, it may be lost.
    Written(u64),
    /// 已落盘: it is on the disk.
    Settled(u64),
}

impl Keeper {
    /// Keeps a draft that was opened in this state, stored at this time; `settled` where the mirror has
    /// it, too. A new draft has neither: its first state is revision 0.
    pub fn new(opened: &Stamp, writer: &str, stored: Option<u64>, settled: bool) -> Keeper {
        Keeper {
            writer: writer.to_owned(),
            opened: opened.clone(),
            base: opened.clone(),
            revision: opened.revision,
            // A new draft is in no copy yet.
            changes: u64::from(stored.is_none()),
            recorded: 0,
            safe: 0,
            confirmed: 0,
            written: stored,
            settled: stored
                .filter(|_| settled)
                .map(|time| (opened.revision, time)),
            shelf: None,
            mirror: None,
            flying: None,
            next: None,
            told: None,
        }
    }

    /// The same for a draft over this state in the mirror, which is an earlier one or was kept apart.
    #[must_use]
    pub fn over(self, base: &Stamp) -> Keeper {
        Keeper {
            base: base.clone(),
            ..self
        }
    }

    /// The person changed something.
    pub fn change(&mut self) {
        self.changes += 1;
    }

    /// Whether there is a change that no copy took yet.
    pub fn is_changed(&self) -> bool {
        self.changes > self.safe
    }

    /// Whether there is a change that the mirror did not confirm, since the draft was opened or before: if
    /// another tab has taken the draft over, only a draft of its own keeps it.
    pub fn is_unconfirmed(&self) -> bool {
        self.changes > self.confirmed || self.settled.is_none()
    }

    /// Stores the draft under the next revision, on the shelf now and in the mirror as soon as it is
    /// free. What the mirror is asked for now, if anything.
    pub fn keep<S: Shelf>(
        &mut self,
        drafts: &Drafts<S>,
        draft: &mut Draft,
        now: u64,
    ) -> Option<Put> {
        let Draft { card, report, .. } = draft;
        let put = self.keep_parts(drafts, card, report, draft.caret, now);
        draft.stamp = self.stamp();
        put
    }

    /// As [`Keeper::keep`], for a report that is being worked on: it need not be copied.
    pub fn keep_parts<S: Shelf>(
        &mut self,
        drafts: &Drafts<S>,
        card: &mut Card,
        report: &Report,
        caret: Option<Caret>,
        now: u64,
    ) -> Option<Put> {
        self.revision += 1;
        let stamp = self.stamp();
        card.saved = now;
        card.goes_on_from(&self.opened);
        let record = record_of(&stamp, card, report, caret);
        // Revisions rise with every attempt: they would pass a later state of another tab by and by.
        let result = match self.shelf {
            Some(Trouble::Shelf(SaveError::Overtaken)) => Err(SaveError::Overtaken),
            _ => drafts.put(&card.id, &stamp, &record),
        };
        self.shelf = result.err().map(Trouble::Shelf);
        if result.is_ok() {
            self.safe = self.changes;
            self.written = Some(now);
        }
        self.recorded = self.changes;
        if result == Err(SaveError::Newer) {
            // The draft is that page's now, in the mirror, too.
            self.next = None;
            return None;
        }
        self.next = Some(Put::new(card, stamp, record));
        self.send(now)
    }

    /// The mirror answered for this revision. What it is asked for next, if anything.
    pub fn answered(&mut self, revision: u64, answer: Answer, now: u64) -> Option<Put> {
        // Later than expected is welcome, but says nothing of what is under way now.
        if self
            .flying
            .is_some_and(|flight| flight.revision == revision)
        {
            self.flying = None;
        }
        match answer {
            Answer::Settled => {
                self.mirror = None;
                if self.settled.is_none_or(|(settled, _)| settled < revision) {
                    self.settled = Some((revision, now));
                    self.base = Stamp {
                        revision,
                        writer: self.writer.clone(),
                    };
                }
                if revision == self.revision {
                    self.safe = self.recorded;
                    self.confirmed = self.recorded;
                }
            }
            Answer::Overtaken => self.mirror = Some(Trouble::Overtaken),
            Answer::Failed => self.mirror = Some(Trouble::Mirror),
        }
        self.send(now)
    }

    /// Time went by, or the clock was set. What the mirror is asked for now, if anything: after a while without an
    /// answer it is asked for a state that waits.
    pub fn tick(&mut self, now: u64) -> Option<Put> {
        if let Some(flight) = self.flying
            && now.abs_diff(flight.since) >= PATIENCE
        {
            self.mirror = Some(Trouble::Mirror);
            self.flying = None;
            return self.send(now);
        }
        None
    }

    fn send(&mut self, now: u64) -> Option<Put> {
        if self.flying.is_some() || self.mirror == Some(Trouble::Overtaken) {
            return None;
        }
        let mut put = self.next.take()?;
        put.known.push(self.base.clone());
        self.flying = Some(Flight {
            revision: put.stamp.revision,
            since: now,
        });
        Some(put)
    }

    /// Whether everything that was stored is confirmed by the mirror.
    pub fn is_settled(&self) -> bool {
        !self.is_changed()
            && self
                .settled
                .is_some_and(|(revision, _)| revision == self.revision)
    }

    /// Whether an answer of the mirror is still awaited.
    pub fn is_waiting(&self) -> bool {
        self.flying.is_some()
    }

    /// The state that the copies have, as far as they took it: the one that was opened until something
    /// is stored.
    pub fn state(&self) -> Stamp {
        if self.revision == self.opened.revision {
            self.opened.clone()
        } else {
            self.stamp()
        }
    }

    /// The state that was given out last, by this writer.
    pub fn stamp(&self) -> Stamp {
        Stamp {
            revision: self.revision,
            writer: self.writer.clone(),
        }
    }

    /// What has to be told now: what is wrong, and whether no copy took the last state. Each failure is
    /// told once, not with every attempt, and again when it is another or has become worse.
    pub fn news(&mut self) -> Option<(Trouble, bool)> {
        let trouble = self.standing().trouble;
        let before = self.told.filter(|(told, _)| Some(*told) == trouble);
        let is_lost = self.recorded > self.safe && !self.is_waiting();
        // An attempt that is under way says nothing yet.
        let was_lost = before.is_some_and(|(_, lost)| lost && (is_lost || self.is_waiting()));
        self.told = trouble.map(|trouble| (trouble, is_lost || was_lost));
        let is_news = before.is_none() || is_lost && before.is_some_and(|(_, lost)| !lost);
        self.told.filter(|_| is_news)
    }

    /// How the draft stands, to be told to the person.
    pub fn standing(&self) -> Standing {
        let safety = match (self.is_changed(), self.settled, self.written) {
            (false, Some((revision, time)), _) if revision == self.revision => {
                Safety::Settled(time)
            }
            (false, _, Some(time)) => Safety::Written(time),
            _ => Safety::Unsaved,
        };
        let overtaken = self.mirror.filter(|trouble| *trouble == Trouble::Overtaken);
        Standing {
            safety,
            trouble: overtaken.or(self.shelf).or(self.mirror),
        }
    }
}
