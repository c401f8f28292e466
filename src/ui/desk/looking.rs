//! What the page does when it starts: looks through both copies for drafts.
//!
//! Law: a database that does not answer is not an empty one. It is said, and looked at again.

use tigang::draft::Unreadable;
use tigang::draft::drafts::{Listed, LoadError, SaveError, behind};
use tigang::draft::shelf::ShelfError;

use super::Desk;
use super::beside::{erased, forgotten};
use super::keeping::OPEN;
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
    /// The shelf has a state that is no part of it, or a later one by now: whoever opens the draft gets both.
    Left,
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
        let (here, damaged) = match self.drafts().lay_aside() {
            Ok((here, damaged)) => (Ok(here), damaged),
            Err(blocked) => (Err(blocked), 0),
        };
        let found = self.look_beside(here).await;
        Found {
            damaged: found.damaged + damaged,
            ..found
        }
    }

    /// Compares all copies, takes back what only the database has, and goes on with the draft that was
    /// open last, unless one is open. Where the database does not answer, it is to be looked again.
    pub async fn look(self) -> Found {
        self.look_beside(self.drafts().list()).await
    }

    /// Compares all copies and takes back what only the database has, as another tab may have stored it there alone.
    pub async fn catch_up(self) {
        _ = self.compare(self.drafts().list()).await;
    }

    /// As [`Desk::look`], with what the shelf has; where it is blocked, all drafts are those of the database.
    async fn look_beside(self, here: Result<Vec<Listed>, ShelfError>) -> Found {
        let (mut found, here, is_back) = self.compare(here).await;
        let drafts = self.drafts();
        let open = storage::of_tab(OPEN).filter(|id| !id.is_empty());
        let open = open.or_else(|| drafts.open().ok().flatten());
        let open = open.filter(|id| !id.is_empty());
        // The fast store lost what it had, this note among it: work goes on with the last draft.
        let open = open.or_else(|| here.as_deref().ok().filter(|_| is_back).and_then(newest));
        let open = open.filter(|_| self.card.get_untracked().is_none());
        let Some(id) = open else {
            return found;
        };
        // Its card says enough: the report itself is read once, where it is opened.
        let listed = here.map(|here| here.into_iter().find(|listed| listed.id == id));
        match listed {
            Ok(Some(Listed {
                card: Ok((_, card)),
                ..
            })) if card.binned.is_some() => {}
            Ok(None) => found.missing |= !self.unlooked.get_untracked(),
            _ => self.open(id).await,
        }
        found
    }

    /// What was found, what the shelf has then, and whether something came back to it.
    async fn compare(
        self,
        mut here: Result<Vec<Listed>, ShelfError>,
    ) -> (Found, Result<Vec<Listed>, ShelfError>, bool) {
        let mut found = Found::default();
        let drafts = self.drafts();
        let stamps = copies::stamps().await;
        let mut is_late = stamps.is_err();
        let mut stamps = stamps.unwrap_or_default();
        for id in erased().iter().filter(|_| !is_late) {
            // One that a backup brought back is no longer to be forgotten.
            if here.iter().flatten().any(|listed| listed.id == *id) {
                forgotten(id);
            } else {
                stamps.retain(|(other, _)| other != id);
                self.forget(id);
            }
        }
        let behind = behind(here.as_deref().unwrap_or_default(), &stamps);
        let mut is_back = false;
        for id in behind.iter().filter(|id| !self.is_open(id)) {
            match self.fetch(id).await {
                Fetched::Shelved => {
                    found.recovered += 1;
                    is_back = true;
                }
                Fetched::Remembered => is_back = true,
                Fetched::Left => {}
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
            here = drafts.list();
            self.list_again();
        }
        (found, here, is_back)
    }

    /// Whether the database did not answer yet: there may be drafts in it that nobody sees.
    pub fn is_unlooked(self) -> bool {
        self.unlooked.get()
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
                lay_aside(id, &record).await;
                Fetched::Damaged
            }
            Err(LoadError::Unreadable(..)) => Fetched::Newer,
            Err(LoadError::Changed(SaveError::Overtaken)) => Fetched::Left,
            Err(_) => Fetched::Remembered,
        }
    }
}

/// Keeps a damaged record of a draft apart in the database: its place is free for a copy that opens.
pub(super) async fn lay_aside(id: &str, record: &str) {
    let name = format!("{id}@{:x}", tigang::draft::record::checksum(record));
    let changes = [
        (Store::Damaged, name.as_str(), Some(record)),
        (Store::Drafts, id, None),
        (Store::Stamps, id, None),
    ];
    let _ = copies::write(&changes).await;
}

/// The draft that was stored last and does not lie in the bin.
fn newest(listed: &[Listed]) -> Option<String> {
    let mut cards = listed.iter().filter_map(|listed| listed.card.as_ref().ok());
    let card = cards.find(|(_, card)| card.binned.is_none());
    card.map(|(_, card)| card.id.clone())
}
