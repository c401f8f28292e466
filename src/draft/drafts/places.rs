//! The two places that a draft has on a shelf, written by turns, and where damaged records are laid aside.
//!
//! Law: what is written is looked at, and only what opens and is older is written over.

use super::super::record::{self, HEAD, Stamp};
use super::super::shelf::{Shelf, ShelfError};
use super::super::{Card, Unreadable};
use super::{ASIDE, Drafts, PREFIX, SaveError, TWIN};

impl<S: Shelf> Drafts<S> {
    /// Stores a record that was made from a draft of this id and stamp, in the place that holds the
    /// older state; where that does not fit, in the other.
    ///
    /// # Errors
    /// As [`Drafts::save`].
    pub fn put(&self, id: &str, stamp: &Stamp, record: &str) -> Result<(), SaveError> {
        let mut free = Vec::new();
        for (index, name) in place_names(id).into_iter().enumerate() {
            let head = self.shelf.head(&name, HEAD).map_err(SaveError::Shelf)?;
            match head.as_deref().map(record::glance) {
                None => free.push((None, name)),
                // Pages of schema 1 know the first place only. They must see there that they are too old.
                Some(Ok(bare)) if bare == Stamp::default() && index == 0 => {
                    self.duplicate(&name, id).map_err(SaveError::Shelf)?;
                    free.insert(0, (None, name));
                }
                // It could not be laid aside: it stays, and is in nobody's way.
                Some(Ok(there)) if there.writer != stamp.writer && self.is_damaged(&name)? => {}
                Some(Ok(there)) if overtakes(&there, stamp) => return Err(SaveError::Overtaken),
                Some(Ok(there)) => free.push((Some(there.revision), name)),
                Some(Err(Unreadable::Newer(_))) => return Err(SaveError::Newer),
                Some(Err(Unreadable::Damaged(_))) => {}
            }
        }
        // Stable: of two places that nothing was written to yet, the first is taken.
        free.sort_by_key(|(revision, _)| *revision);
        let mut result = Err(SaveError::Unreadable);
        for (_, name) in free {
            result = self.write(&name, record).map_err(SaveError::Shelf);
            if result.is_ok() {
                break;
            }
        }
        result
    }

    /// Whether a record whose head is whole does not open all the same.
    fn is_damaged(&self, name: &str) -> Result<bool, SaveError> {
        let record = self.shelf.read(name).map_err(SaveError::Shelf)?;
        let card = record.map(|record| Card::from_record(&record));
        Ok(matches!(card, Some(Err(Unreadable::Damaged(_)))))
    }

    /// Writes and looks whether it is there: that a store took it is no proof.
    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        self.shelf.write(name, record)?;
        if self.shelf.holds(name, record)? {
            Ok(())
        } else {
            Err(ShelfError::Lost)
        }
    }

    /// Keeps what stands in the first place in the second, too, if that is empty.
    fn duplicate(&self, name: &str, id: &str) -> Result<(), ShelfError> {
        let [_, twin] = place_names(id);
        match self.shelf.read(&twin)? {
            Some(_) => Ok(()),
            None => match self.shelf.read(name)? {
                // Where there is no room for both, the one write that follows is as safe as ever.
                Some(record) => self.shelf.write(&twin, &record).or(Ok(())),
                None => Ok(()),
            },
        }
    }

    /// Lays a record aside; what it is called there, if there is room.
    pub(super) fn put_aside(&self, name: &str, record: &str) -> Option<String> {
        let sum = record::checksum(record);
        let aside = format!("{ASIDE}{}@{sum:x}", name.replacen("tigang/", "", 1));
        self.write(&aside, record).ok()?;
        self.shelf.remove(name).ok()?;
        Some(aside)
    }

    pub(super) fn records(&self, id: &str) -> Result<Vec<String>, ShelfError> {
        let [first, twin] = place_names(id);
        let records = [self.shelf.read(&first)?, self.shelf.read(&twin)?];
        Ok(records.into_iter().flatten().collect())
    }
}

/// Whether what stands there was not known to whoever made this state.
fn overtakes(there: &Stamp, stamp: &Stamp) -> bool {
    there.revision > stamp.revision || there.revision == stamp.revision && there != stamp
}

pub(super) fn place_names(id: &str) -> [String; 2] {
    [format!("{PREFIX}{id}"), format!("{TWIN}{id}")]
}
