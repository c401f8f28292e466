//! localStorage as a shelf, and the few settings of the page.
//!
//! Law: storage is probed before gloo-storage touches it, which panics where it is blocked; any throw
//! counts as not stored. Only keys that start with `tigang/` are read or written, nothing is cleared.
//! What did not go in is remembered while the page is open, so that work goes on with it.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, SessionStorage, Storage};

use tigang::draft::shelf::{Shelf, ShelfError};

use super::copies;

/// The names of what this product keeps in a store.
fn names_in(store: &web_sys::Storage) -> Result<Vec<String>, ShelfError> {
    let count = store.length().map_err(|_| ShelfError::Blocked)?;
    let names = (0..count).filter_map(|index| store.key(index).ok().flatten());
    Ok(names.filter(|name| name.starts_with("tigang/")).collect())
}

/// localStorage of this browser.
#[derive(Clone, Copy, Debug)]
pub struct LocalShelf;

thread_local! {
    /// What localStorage did not take: names, in their order, and records. There are few.
    static REFUSED: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn refused(name: &str) -> Option<String> {
    REFUSED.with_borrow(|refused| {
        let found = refused.iter().find(|(known, _)| known == name);
        found.map(|(_, record)| record.clone())
    })
}

/// Forgets what was refused under this name, if anything; whether there was something.
fn forget(name: &str) -> bool {
    REFUSED.with_borrow_mut(|refused| {
        let count = refused.len();
        refused.retain(|(known, _)| known != name);
        refused.len() < count
    })
}

impl LocalShelf {
    /// The store, where the browser lets the page have one.
    fn store(self) -> Result<web_sys::Storage, ShelfError> {
        match super::page_window().local_storage() {
            Ok(Some(_)) => Ok(LocalStorage::raw()),
            _ => Err(ShelfError::Blocked),
        }
    }

    /// Whether the browser lets the page have one.
    pub fn is_open(self) -> bool {
        self.store().is_ok()
    }

    /// Whether a draft is only remembered, as long as the page is open.
    pub fn only_remembers(self, id: &str) -> bool {
        REFUSED.with_borrow(|refused| refused.iter().any(|(name, _)| name.ends_with(id)))
    }
}

impl Shelf for LocalShelf {
    fn names(&self) -> Result<Vec<String>, ShelfError> {
        let mut names: Vec<String> =
            REFUSED.with_borrow(|refused| refused.iter().map(|(name, _)| name.clone()).collect());
        let store = match self.store() {
            Ok(store) => store,
            Err(error) if names.is_empty() => return Err(error),
            Err(_) => return Ok(names),
        };
        let stored = names_in(&store)?;
        names.extend(stored.into_iter().filter(|name| refused(name).is_none()));
        Ok(names)
    }

    fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        if let Some(record) = refused(name) {
            return Ok(Some(record));
        }
        match self.store() {
            Ok(store) => store.get_item(name).map_err(|_| ShelfError::Blocked),
            // Blocked, but not without drafts: those of the database are remembered.
            Err(_) if REFUSED.with_borrow(|refused| !refused.is_empty()) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn head(&self, name: &str, length: usize) -> Result<Option<String>, ShelfError> {
        match refused(name) {
            Some(record) => Ok(Some(record)),
            None => match copies::head(name, length) {
                Ok(head) => Ok(head),
                // To be written to all the same, so that it is remembered.
                Err(_) => Ok(None),
            },
        }
    }

    fn holds(&self, name: &str, record: &str) -> Result<bool, ShelfError> {
        copies::holds(name, record).ok_or(ShelfError::Blocked)
    }

    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        // Names of the error differ between browsers (code 22, 1014): any throw is "not stored".
        let written = self.store().and_then(|_| {
            copies::keep(name, record)
                .then_some(())
                .ok_or(ShelfError::Full)
        });
        forget(name);
        if written.is_err() {
            REFUSED.with_borrow_mut(|refused| {
                let place = refused.partition_point(|(known, _)| known.as_str() < name);
                refused.insert(place, (name.to_owned(), record.to_owned()));
            });
        }
        written
    }

    fn remove(&self, name: &str) -> Result<(), ShelfError> {
        let was_refused = forget(name);
        match self.store() {
            Ok(store) => store.remove_item(name).map_err(|_| ShelfError::Blocked),
            Err(_) if was_refused => Ok(()),
            Err(error) => Err(error),
        }
    }
}

/// What this tab keeps for itself over a reload; nothing where that is not possible.
pub fn of_tab(name: &str) -> Option<String> {
    let store = super::page_window().session_storage().ok().flatten();
    store.and_then(|_| {
        SessionStorage::raw()
            .get_item(&format!("tigang/{name}"))
            .ok()
            .flatten()
    })
}

/// Keeps something for this tab alone, over a reload; whether there was room for it.
pub fn keep_for_tab(name: &str, value: &str) -> bool {
    let store = super::page_window().session_storage();
    let place = format!("tigang/{name}");
    matches!(store, Ok(Some(_))) && SessionStorage::raw().set_item(&place, value).is_ok()
}

/// Forgets everything that this tab keeps for itself.
pub fn forget_of_tab() {
    if let Ok(Some(store)) = super::page_window().session_storage() {
        for name in names_in(&store).unwrap_or_default() {
            let _ = store.remove_item(&name);
        }
    }
}

/// A setting of the page, such as its theme; empty where there is none.
pub fn setting(name: &str) -> String {
    LocalShelf
        .read(&format!("tigang/setting/{name}"))
        .ok()
        .flatten()
        .unwrap_or_default()
}

/// Keeps a setting; where storage is blocked it lasts as long as the page.
pub fn set_setting(name: &str, value: &str) {
    let _ = LocalShelf.write(&format!("tigang/setting/{name}"), value);
}
