//! What several tabs share: a shelf that each of them sees late, reliable locks, and one mirror.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use tigang::draft::shelf::{Shelf, ShelfError};

use crate::dice::Dice;

type Records = BTreeMap<String, String>;
/// A name and the record that it has now.
type Seen = (String, Option<String>);

/// A change of the shelf by one tab, on its way to the others.
#[derive(Debug)]
struct Change {
    due: u64,
    tab: usize,
    name: String,
    record: Option<String>,
}

/// The shelf of a browser: every tab has a view of its own, and the last writer wins.
#[derive(Debug)]
pub struct Storage {
    pub now: u64,
    dice: Dice,
    /// What a tab sees that opens now.
    shared: Records,
    views: BTreeMap<usize, Records>,
    changes: VecDeque<Change>,
    /// What a frozen tab has not seen yet, and when it sees it.
    unseen: BTreeMap<usize, (u64, Vec<Seen>)>,
}

impl Storage {
    pub fn new(seed: u64) -> Storage {
        Storage {
            now: 0,
            dice: Dice::new(seed),
            shared: Records::new(),
            views: BTreeMap::new(),
            changes: VecDeque::new(),
            unseen: BTreeMap::new(),
        }
    }

    pub fn add_tab(&mut self, tab: usize) {
        self.views.insert(tab, self.shared.clone());
    }

    /// The tab sees nothing of the others before this time.
    pub fn blind(&mut self, tab: usize, until: u64) {
        self.unseen.entry(tab).or_default().0 = until;
    }

    fn change(&mut self, tab: usize, name: &str, record: Option<&str>) {
        let view = self.views.entry(tab).or_default();
        set(view, name, record);
        // The changes of one tab arrive in their order.
        let own = self.changes.iter().filter(|change| change.tab == tab);
        let last = own.map(|change| change.due).max().unwrap_or(0);
        let delay = self.dice.below(300) as u64;
        self.changes.push_back(Change {
            due: last.max(self.now + delay),
            tab,
            name: name.to_owned(),
            record: record.map(str::to_owned),
        });
    }

    /// Lets the changes arrive that are due.
    pub fn pass(&mut self, now: u64) {
        self.now = now;
        self.changes
            .make_contiguous()
            .sort_by_key(|change| change.due);
        while let Some(change) = self.changes.pop_front() {
            if change.due > now {
                self.changes.push_front(change);
                break;
            }
            let record = change.record.as_deref();
            set(&mut self.shared, &change.name, record);
            for (tab, view) in &mut self.views {
                // A tab's own change that is still under way hides those of the others.
                let hides = |own: &Change| own.tab == *tab && own.name == change.name;
                if *tab == change.tab || self.changes.iter().any(hides) {
                    continue;
                }
                match self.unseen.get_mut(tab) {
                    Some((_, unseen)) => unseen.push((change.name.clone(), change.record.clone())),
                    None => set(view, &change.name, record),
                }
            }
        }
        let is_seen = |_: &usize, (until, _): &mut (u64, _)| *until <= now;
        for (tab, (_, changes)) in self.unseen.extract_if(.., is_seen) {
            for (name, record) in changes {
                let hides = |own: &Change| own.tab == tab && own.name == name;
                if let Some(view) = self.views.get_mut(&tab)
                    && !self.changes.iter().any(hides)
                {
                    set(view, &name, record.as_deref());
                }
            }
        }
    }
}

fn set(records: &mut Records, name: &str, record: Option<&str>) {
    match record {
        Some(record) => records.insert(name.to_owned(), record.to_owned()),
        None => records.remove(name),
    };
}

/// The shelf as one tab sees it.
#[derive(Clone, Debug)]
pub struct TabShelf {
    pub storage: Rc<RefCell<Storage>>,
    pub tab: usize,
}

impl TabShelf {
    fn see<T>(&self, look: impl FnOnce(&Records) -> T) -> T {
        let storage = self.storage.borrow();
        look(storage.views.get(&self.tab).unwrap_or(&storage.shared))
    }
}

impl Shelf for TabShelf {
    fn names(&self) -> Result<Vec<String>, ShelfError> {
        Ok(self.see(|records| records.keys().cloned().collect()))
    }

    fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        Ok(self.see(|records| records.get(name).cloned()))
    }

    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        self.storage
            .borrow_mut()
            .change(self.tab, name, Some(record));
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), ShelfError> {
        self.storage.borrow_mut().change(self.tab, name, None);
        Ok(())
    }
}

/// Locks: one holder for each draft, and tabs that wait for it in a row.
#[derive(Debug, Default)]
pub struct Locks {
    holders: BTreeMap<String, usize>,
    queues: BTreeMap<String, VecDeque<usize>>,
}

impl Locks {
    /// Whether the tab has the lock now.
    pub fn ask(&mut self, id: &str, tab: usize) -> bool {
        *self.holders.entry(id.to_owned()).or_insert(tab) == tab
    }

    /// As [`Locks::ask`]; if not, it is given to the tab later.
    pub fn wait(&mut self, id: &str, tab: usize) -> bool {
        let is_given = self.ask(id, tab);
        if !is_given {
            self.queues.entry(id.to_owned()).or_default().push_back(tab);
        }
        is_given
    }

    /// Takes the lock; who had it.
    pub fn take(&mut self, id: &str, tab: usize) -> Option<usize> {
        self.queues
            .entry(id.to_owned())
            .or_default()
            .retain(|other| *other != tab);
        self.holders
            .insert(id.to_owned(), tab)
            .filter(|other| *other != tab)
    }

    /// Gives the lock back, or waits no longer for it; who has it now, if somebody else.
    pub fn give_back(&mut self, id: &str, tab: usize) -> Option<usize> {
        let queue = self.queues.entry(id.to_owned()).or_default();
        queue.retain(|other| *other != tab);
        if self.holders.get(id) != Some(&tab) {
            return None;
        }
        self.holders.remove(id);
        let next = queue.pop_front()?;
        self.holders.insert(id.to_owned(), next);
        Some(next)
    }

    /// The drafts that a tab holds or waits for.
    pub fn of(&self, tab: usize) -> Vec<String> {
        let held = self.holders.iter().filter(|(_, holder)| **holder == tab);
        let waits = self.queues.iter().filter(|(_, queue)| queue.contains(&tab));
        let held = held.map(|(id, _)| id.clone());
        held.chain(waits.map(|(id, _)| id.clone())).collect()
    }
}
