//! Drafts that do not lie on the desk, in the database.

use tigang::draft::Draft;
use tigang::draft::derived::parted;
use tigang::draft::drafts::{Listed, LoadError};
use tigang::draft::keeper::{Answer, Put};

use super::Desk;
use crate::ui::browser::copies::{self, Store};
use crate::ui::browser::storage;
use crate::ui::{browser, words};

impl Desk {
    /// Sends a draft that is not the open one to the database, too. It goes on from the states that its card names.
    pub async fn mirror(self, draft: &Draft) -> Answer {
        let put = Put::new(&draft.card, draft.stamp.clone(), draft.to_record());
        copies::put(&put).await
    }

    /// Stores a draft that is not the open one; whether a copy took it: where the shelf is full, the database may have room.
    pub async fn store(self, draft: Draft) -> bool {
        let id = draft.card.id.clone();
        let is_stored = if self.drafts().save(&draft).is_ok() {
            self.mirror_later(draft);
            true
        } else {
            self.mirror(&draft).await == Answer::Settled
        };
        if is_stored {
            // It is to stay, whatever was erased under its id.
            forgotten(&id);
        }
        is_stored
    }

    /// Puts a draft into the bin at this time, or takes it out again with `None`.
    ///
    /// # Errors
    /// As [`tigang::draft::Drafts::bin`].
    pub fn bin(self, id: &str, time: Option<u64>) -> Result<(), LoadError> {
        if self.is_open(id) {
            // A state by another writer would be one that its keeper does not know.
            self.describe(|card| card.binned = time);
        } else {
            let draft = self.drafts().bin(id, time, &browser::new_id())?;
            self.mirror_later(draft);
        }
        Ok(())
    }

    /// Whether a draft is called this.
    pub fn is_taken(self, name: &str) -> bool {
        is_called(&self.drafts().list().unwrap_or_default(), name)
    }

    /// The name of a draft beside one of this name: （副本）, then （副本2）, whatever that one is called.
    pub fn name_beside(self, name: &str, mark: &str) -> String {
        let start = ["（", mark].concat();
        let (bare, _) = parted(name);
        let listed = self.drafts().list().unwrap_or_default();
        let is_taken = |name: &String| is_called(&listed, name);
        let names = (2..).map(|number: u32| format!("{bare}{start}{number}）"));
        let mut names = std::iter::once(format!("{bare}{start}）")).chain(names);
        names.find(|name| !is_taken(name)).unwrap_or_default()
    }

    /// As [`Desk::mirror`], while work goes on.
    pub fn mirror_later(self, draft: Draft) {
        leptos::task::spawn_local(async move {
            match self.mirror(&draft).await {
                Answer::Settled => {}
                Answer::Overtaken => self.warn(words::CHANGED_ELSEWHERE),
                Answer::Failed => self.warn(words::NOT_MIRRORED),
            }
        });
    }

    /// Takes a draft and its versions out of the database, after it was erased from the shelf. Until that is done
    /// it is noted: a page that was closed before would take the draft for one that the shelf has lost.
    pub fn forget(self, id: &str) {
        let id = id.to_owned();
        let mut noted = erased();
        if !noted.contains(&id) {
            noted.push(id.clone());
            storage::set_setting(ERASED, &noted.join(" "));
        }
        leptos::task::spawn_local(async move {
            let mut keys = vec![(Store::Drafts, id.clone()), (Store::Stamps, id.clone())];
            let versions = copies::all(Store::About).await;
            let is_known = versions.is_ok();
            for (key, _) in versions.unwrap_or_default() {
                if key.split('/').next() == Some(&id) {
                    keys.push((Store::Versions, key.clone()));
                    keys.push((Store::About, key));
                }
            }
            let changes: Vec<_> = keys
                .iter()
                .map(|(store, key)| (*store, key.as_str(), None))
                .collect();
            if copies::write(&changes).await && is_known {
                forgotten(&id);
            } else {
                self.warn(words::NOT_FORGOTTEN);
            }
        });
    }
}

fn is_called(listed: &[Listed], name: &str) -> bool {
    let mut cards = listed.iter().filter_map(|listed| listed.card.as_ref().ok());
    cards.any(|(_, card)| card.name == name)
}

/// The setting that holds the drafts which were erased and may still be in the database.
const ERASED: &str = "erased";

/// The drafts that were erased and may still be in the database.
pub(super) fn erased() -> Vec<String> {
    let noted = storage::setting(ERASED);
    noted.split_whitespace().map(str::to_owned).collect()
}

/// It is not in the database any more, or is to stay there.
pub(super) fn forgotten(id: &str) {
    let mut noted = erased();
    noted.retain(|other| other != id);
    storage::set_setting(ERASED, &noted.join(" "));
}
