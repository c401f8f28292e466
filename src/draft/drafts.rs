//! The drafts on a shelf: made, listed, renamed, copied, put into the bin and taken out again.
//!
//! Law: nothing but [`Drafts::erase`] takes a record away, and only out of the bin. A record that does
//! not open is listed as such and left alone.

use super::shelf::{Shelf, ShelfError};
use super::{Card, Draft, Unreadable};

/// Every name on the shelf starts with this: pages opened from disk share one store (Chromium).
const PREFIX: &str = "tigang/draft/";
/// Which draft was open last.
const OPEN: &str = "tigang/open";

/// The drafts on a shelf.
#[derive(Clone, Debug)]
pub struct Drafts<S> {
    shelf: S,
}

/// A record on the shelf: its card, or why it does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name of the draft on the shelf.
    pub id: String,
    /// What is known about it.
    pub card: Result<Card, Unreadable>,
}

/// Why a draft did not come from the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The shelf itself failed.
    Shelf(ShelfError),
    /// There is no such draft.
    Missing,
    /// Its record does not open; here are its bytes.
    Unreadable(Unreadable, String),
}

impl<S: Shelf> Drafts<S> {
    /// The drafts on this shelf.
    pub fn new(shelf: S) -> Drafts<S> {
        Drafts { shelf }
    }

    /// All drafts, those in the bin too, the last stored first; what does not open comes last.
    ///
    /// # Errors
    /// Where the shelf cannot be read.
    pub fn list(&self) -> Result<Vec<Listed>, ShelfError> {
        let mut listed = Vec::new();
        for name in self.shelf.names()? {
            let (Some(id), Some(record)) = (name.strip_prefix(PREFIX), self.shelf.read(&name)?)
            else {
                continue;
            };
            listed.push(Listed {
                id: id.to_owned(),
                card: Card::from_record(&record),
            });
        }
        let saved = |listed: &Listed| listed.card.as_ref().map_or(0, |card| card.saved);
        listed.sort_by(|a, b| saved(b).cmp(&saved(a)).then_with(|| a.id.cmp(&b.id)));
        Ok(listed)
    }

    /// Reads a draft.
    ///
    /// # Errors
    /// [`LoadError`]; an unreadable record comes with its bytes and stays on the shelf.
    pub fn load(&self, id: &str) -> Result<Draft, LoadError> {
        let record = self
            .shelf
            .read(&name(id))
            .map_err(LoadError::Shelf)?
            .ok_or(LoadError::Missing)?;
        Draft::from_record(&record).map_err(|why| LoadError::Unreadable(why, record))
    }

    /// Stores a draft under its id.
    ///
    /// # Errors
    /// Where the shelf is blocked or full; the record before is still there. Also, as blocked, where
    /// a record stands there that does not open, newer or damaged: it is never overwritten.
    pub fn save(&self, draft: &Draft) -> Result<(), ShelfError> {
        let name = name(&draft.card.id);
        let standing = self.shelf.read(&name)?;
        if standing.is_some_and(|record| Draft::from_record(&record).is_err()) {
            return Err(ShelfError::Blocked);
        }
        let record = draft.to_record().map_err(|_| ShelfError::Blocked)?;
        self.shelf.write(&name, &record)
    }

    /// Puts a draft into the bin at this time, or takes it out again with `None`.
    ///
    /// # Errors
    /// As [`Drafts::load`] and [`Drafts::save`].
    pub fn bin(&self, id: &str, time: Option<u64>) -> Result<(), LoadError> {
        let mut draft = self.load(id)?;
        draft.card.binned = time;
        self.save(&draft).map_err(LoadError::Shelf)
    }

    /// Takes a draft away for good; only one that lies in the bin.
    ///
    /// # Errors
    /// As [`Drafts::load`]; `Missing` where it does not lie in the bin.
    pub fn erase(&self, id: &str) -> Result<(), LoadError> {
        if self.load(id)?.card.binned.is_none() {
            return Err(LoadError::Missing);
        }
        self.shelf.remove(&name(id)).map_err(LoadError::Shelf)
    }

    /// The draft that was open last.
    ///
    /// # Errors
    /// Where the shelf cannot be read.
    pub fn open(&self) -> Result<Option<String>, ShelfError> {
        self.shelf.read(OPEN)
    }

    /// Notes which draft is open.
    ///
    /// # Errors
    /// Where the shelf cannot be written.
    pub fn set_open(&self, id: &str) -> Result<(), ShelfError> {
        self.shelf.write(OPEN, id)
    }
}

fn name(id: &str) -> String {
    format!("{PREFIX}{id}")
}
