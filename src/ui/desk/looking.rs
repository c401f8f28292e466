//! What the page does when it starts: looks through both copies for drafts.
//!
//! Law: a database that does not answer is not an empty one. It is said, and looked at again.

use tigang::draft::drafts::LoadError;
use tigang::draft::{Card, Unreadable};

use super::Desk;
use crate::ui::browser::copies::{self, Store};
use crate::ui::browser::storage;

/// What stood in the copies when the page was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Drafts that were only in the database and are on the shelf again.
    pub recovered: usize,
    /// Records that do not open and were laid aside.
    pub damaged: usize,
    /// Drafts that a newer page stored: this one leaves them alone.
    pub newer: usize,
    /// The draft that was open last is in no copy.
    pub missing: bool,
}

/// What became of a draft that the database has.
enum Fetched {
    /// It is on the shelf again.
    Shelved,
    /// The shelf has no room: it is remembered while the page is open.
    Remembered,
    Newer,
    Damaged,
    Missing,
    /// The database did not answer.
    Late,
}

impl Desk {
    /// Listens to the other tabs and looks for drafts.
    pub async fn begin(self) -> Found {
        copies::listen(move |what, id, since| self.heard_from(&what, &id, since));
        let damaged = self.drafts().lay_aside().unwrap_or_default();
        let found = self.look().await;
        Found {
            damaged: found.damaged + damaged,
            ..found
        }
    }

    /// Compares all copies, takes back what only the database has, and goes on with the draft that was
    /// open last, unless one is open. Where the database does not answer, it is to be looked again.
    pub async fn look(self) -> Found {
        let mut found = Found::default();
        let drafts = self.drafts();
        let stamps = copies::stamps().await;
        let mut is_late = stamps.is_err();
        let stamps = stamps.unwrap_or_default();
        let behind = drafts.behind(&stamps);
        // Where the shelf is blocked, all drafts are those of the database.
        let behind = behind.unwrap_or_else(|_| stamps.iter().map(|(id, _)| id.clone()).collect());
        let mut is_back = false;
        for id in behind.iter().filter(|id| !self.is_open(id)) {
            match self.fetch(id).await {
                Fetched::Shelved => {
                    found.recovered += 1;
                    is_back = true;
                }
                Fetched::Remembered => is_back = true,
                Fetched::Newer => found.newer += 1,
                Fetched::Damaged => found.damaged += 1,
                Fetched::Missing => found.missing = true,
                Fetched::Late => is_late = true,
            }
        }
        if self.unlooked.get_untracked() != is_late {
            self.unlooked.set(is_late);
        }
        if is_back {
            self.list_again();
        }
        let open = storage::of_tab("open").filter(|id| !id.is_empty());
        let open = open.or_else(|| drafts.open().ok().flatten());
        let open = open.filter(|id| !id.is_empty());
        // The fast store lost what it had, this note among it: work goes on with the last draft.
        let open = open.or_else(|| is_back.then(|| self.newest()).flatten());
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
            Ok(None) => found.missing |= !is_late,
            _ => self.open(id).await,
        }
        found
    }

    /// Whether the database did not answer yet: there may be drafts in it that nobody sees.
    pub fn is_unlooked(self) -> bool {
        self.unlooked.get()
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
    async fn fetch(self, id: &str) -> Fetched {
        let record = match copies::get(Store::Drafts, id).await {
            Ok(Some(record)) => record,
            Ok(None) => return Fetched::Missing,
            Err(()) => return Fetched::Late,
        };
        match self.drafts().adopt(record) {
            Ok(()) => Fetched::Shelved,
            Err(LoadError::Unreadable(Unreadable::Damaged(_), record)) => {
                let name = format!("{id}@{:x}", tigang::draft::record::checksum(&record));
                let changes = [
                    (Store::Damaged, name.as_str(), Some(record.as_str())),
                    (Store::Drafts, id, None),
                    (Store::Stamps, id, None),
                ];
                let _ = copies::write(&changes).await;
                Fetched::Damaged
            }
            Err(LoadError::Unreadable(..)) => Fetched::Newer,
            Err(_) => Fetched::Remembered,
        }
    }
}
