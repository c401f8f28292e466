//! Where drafts are kept: the trait, and its twin in memory for tests.
//!
//! Law: a shelf keeps strings under names and says plainly when it cannot. It knows nothing of drafts.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Why the shelf did not do it. What stood there before still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShelfError {
    /// The browser does not let this page store anything.
    Blocked,
    /// There is no more room.
    Full,
    /// It took the record, and yet does not have it.
    Lost,
}

/// Keeps records under names.
pub trait Shelf {
    /// The names of all records.
    ///
    /// # Errors
    /// [`ShelfError::Blocked`] where storage cannot be read.
    fn names(&self) -> Result<Vec<String>, ShelfError>;

    /// The record of this name, if there is one.
    ///
    /// # Errors
    /// As for [`Shelf::names`].
    fn read(&self, name: &str) -> Result<Option<String>, ShelfError>;

    /// The first bytes of a record, at least `length` of them if there are so many.
    ///
    /// # Errors
    /// As for [`Shelf::names`].
    fn head(&self, name: &str, length: usize) -> Result<Option<String>, ShelfError> {
        let _ = length;
        self.read(name)
    }

    /// Whether exactly this record is kept under the name.
    ///
    /// # Errors
    /// As for [`Shelf::names`].
    fn holds(&self, name: &str, record: &str) -> Result<bool, ShelfError> {
        Ok(self.read(name)?.as_deref() == Some(record))
    }

    /// Keeps a record, in the place of one of the same name.
    ///
    /// # Errors
    /// Blocked or full; the record that was there is still there.
    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError>;

    /// Takes a record away; nothing happens where there is none.
    ///
    /// # Errors
    /// As for [`Shelf::names`].
    fn remove(&self, name: &str) -> Result<(), ShelfError>;
}

/// A shelf that is lent.
impl<S: Shelf> Shelf for &S {
    fn names(&self) -> Result<Vec<String>, ShelfError> {
        (**self).names()
    }

    fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        (**self).read(name)
    }

    fn head(&self, name: &str, length: usize) -> Result<Option<String>, ShelfError> {
        (**self).head(name, length)
    }

    fn holds(&self, name: &str, record: &str) -> Result<bool, ShelfError> {
        (**self).holds(name, record)
    }

    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        (**self).write(name, record)
    }

    fn remove(&self, name: &str) -> Result<(), ShelfError> {
        (**self).remove(name)
    }
}

/// A shelf in memory, with a limit in UTF-16 units as browsers have it, that can be made to fail.
#[derive(Debug, Default)]
pub struct MemoryShelf {
    records: RefCell<BTreeMap<String, String>>,
    /// The most that fits, in UTF-16 units of names and records together; 0 is no limit.
    pub limit: usize,
    /// Every call fails while this is set.
    pub blocked: std::cell::Cell<bool>,
}

impl MemoryShelf {
    fn open(&self) -> Result<(), ShelfError> {
        if self.blocked.get() {
            Err(ShelfError::Blocked)
        } else {
            Ok(())
        }
    }
}

impl Shelf for MemoryShelf {
    fn names(&self) -> Result<Vec<String>, ShelfError> {
        self.open()?;
        Ok(self.records.borrow().keys().cloned().collect())
    }

    fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        self.open()?;
        Ok(self.records.borrow().get(name).cloned())
    }

    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        self.open()?;
        let units = |text: &str| text.encode_utf16().count();
        let others = self.records.borrow();
        let used: usize = others
            .iter()
            .filter(|(other, _)| *other != name)
            .map(|(n, r)| units(n) + units(r))
            .sum();
        drop(others);
        if self.limit > 0 && used + units(name) + units(record) > self.limit {
            return Err(ShelfError::Full);
        }
        self.records
            .borrow_mut()
            .insert(name.to_owned(), record.to_owned());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), ShelfError> {
        self.open()?;
        self.records.borrow_mut().remove(name);
        Ok(())
    }
}
