//! Lists: one element a key.
//!
//! Law: an element stays as long as its key does, and with it whatever the person does in it.

use std::cell::RefCell;

use leptos::prelude::*;

use super::dialog::{focus_again, focused};
use super::{El, boxed_effect};

impl El {
    /// One element a key, in the order of the keys; an element stays as long as its key does.
    pub fn each(
        self,
        keys: impl Fn() -> Vec<u64> + 'static,
        make: impl Fn(u64) -> El + 'static,
    ) -> El {
        self.boxed_each(Box::new(keys), Box::new(make))
    }

    #[inline(never)]
    fn boxed_each(self, keys: Box<dyn Fn() -> Vec<u64>>, make: Box<dyn Fn(u64) -> El>) -> El {
        // Rows belong to the owner of the list, not to the effect, which cleans up at each run.
        let owner = Owner::current();
        let parent = self.0.clone();
        // Sorted by their keys.
        let rows: RefCell<Vec<(u64, Option<Made>)>> = RefCell::default();
        boxed_effect(Box::new(move || {
            let keys = keys();
            let focused = focused();
            let mut old = rows.take();
            // Those that go make room first: an element that is moved loses the keyboard.
            let mut staying = keys.clone();
            staying.sort_unstable();
            for (_, row) in old
                .iter_mut()
                .filter(|(key, _)| staying.binary_search(key).is_err())
            {
                if let Some(Made { row, own }) = row.take() {
                    row.0.remove();
                    own.cleanup();
                }
            }
            let mut new = Vec::with_capacity(keys.len());
            let mut after: Option<web_sys::Node> = None;
            for &key in keys.iter().rev() {
                let place = old.binary_search_by_key(&key, |(key, _)| *key);
                let standing = place.ok().and_then(|place| old.get_mut(place)?.1.take());
                let row = standing.unwrap_or_else(|| {
                    let own = owner
                        .as_ref()
                        .map_or_else(Owner::new, |owner| owner.with(Owner::new));
                    let row = own.with(|| untrack(|| make(key)));
                    Made { row, own }
                });
                let node: &web_sys::Node = &row.row.0;
                let in_place = node.parent_node().is_some() && node.next_sibling() == after;
                if !in_place {
                    let _ = parent.insert_before(node, after.as_ref());
                }
                after = Some(node.clone());
                new.push((key, Some(row)));
            }
            new.sort_unstable_by_key(|(key, _)| *key);
            *rows.borrow_mut() = new;
            focus_again(focused.as_ref());
        }));
        self
    }
}

/// A row of a list, and the owner of what was made for it.
struct Made {
    row: El,
    own: Owner,
}
