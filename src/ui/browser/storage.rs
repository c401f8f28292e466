//! localStorage as a shelf, and the few settings of the page.
//!
//! Law: storage is probed before gloo-storage touches it, which panics where it is blocked; any throw
//! counts as not stored. Only keys that start with `tigang/` are read or written, nothing is cleared.

use gloo_storage::{LocalStorage, Storage};

use tigang::draft::shelf::{Shelf, ShelfError};

/// localStorage of this browser.
#[derive(Clone, Copy, Debug)]
pub struct LocalShelf;

impl LocalShelf {
    /// The store, where the browser lets the page have one.
    fn store(self) -> Result<web_sys::Storage, ShelfError> {
        match super::page_window().local_storage() {
            Ok(Some(_)) => Ok(LocalStorage::raw()),
            _ => Err(ShelfError::Blocked),
        }
    }
}

impl Shelf for LocalShelf {
    fn names(&self) -> Result<Vec<String>, ShelfError> {
        let store = self.store()?;
        let length = store.length().map_err(|_| ShelfError::Blocked)?;
        let names = (0..length).filter_map(|index| store.key(index).ok().flatten());
        Ok(names.filter(|name| name.starts_with("tigang/")).collect())
    }

    fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        self.store()?
            .get_item(name)
            .map_err(|_| ShelfError::Blocked)
    }

    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        // Names of the error differ between browsers (code 22, 1014): any throw is "not stored".
        self.store()?
            .set_item(name, record)
            .map_err(|_| ShelfError::Full)
    }

    fn remove(&self, name: &str) -> Result<(), ShelfError> {
        self.store()?
            .remove_item(name)
            .map_err(|_| ShelfError::Blocked)
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
