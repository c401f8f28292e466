//! A shelf and a mirror that fail on purpose: at one call, or for a while from there on.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use tigang::draft::Stamp;
use tigang::draft::keeper::{Answer, Put};
use tigang::draft::shelf::{MemoryShelf, Shelf, ShelfError};

/// What is asked of shelf or mirror.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Names,
    Read,
    Head,
    Holds,
    Write,
    Remove,
    Put,
    Confirm,
    Get,
    Stamps,
}

/// How a call goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Refused.
    Blocked,
    /// There is no room.
    Full,
    /// Said to be done or to be so, and nothing is.
    Lies,
    /// Gives what stood there before.
    Stale,
    /// The mirror says that another tab was there.
    Mistaken,
    /// The mirror never answers; what it was asked for is done.
    Silent,
    /// This call and the next ones, all refused.
    Outage,
    /// No room for any record from this call on, for a while.
    Crammed,
}

pub const KINDS: [Kind; 8] = [
    Kind::Blocked,
    Kind::Full,
    Kind::Lies,
    Kind::Stale,
    Kind::Mistaken,
    Kind::Silent,
    Kind::Outage,
    Kind::Crammed,
];

impl Kind {
    pub fn fits(self, call: Call) -> bool {
        use Call::{Confirm, Get, Head, Put, Read, Write};
        match self {
            Kind::Blocked | Kind::Outage => true,
            Kind::Full | Kind::Crammed => call == Write,
            Kind::Lies => call != Confirm,
            Kind::Stale => matches!(call, Read | Head),
            Kind::Mistaken => call == Put,
            Kind::Silent => matches!(call, Put | Confirm | Get),
        }
    }

    /// For how many calls.
    fn length(self) -> usize {
        match self {
            Kind::Outage => 40,
            Kind::Crammed => 60,
            _ => 1,
        }
    }
}

/// Counts the calls and says which of them fail.
#[derive(Debug, Default)]
pub struct Faults {
    /// All calls so far.
    pub calls: RefCell<Vec<Call>>,
    /// The number of the call and how it fails.
    pub plan: Cell<Option<(usize, Kind)>>,
    /// From now on nothing fails, and no call is counted.
    pub is_over: Cell<bool>,
    /// How many calls failed.
    pub failed: Cell<usize>,
}

impl Faults {
    fn hit(&self, call: Call) -> Option<Kind> {
        if self.is_over.get() {
            return None;
        }
        let number = self.calls.borrow().len();
        self.calls.borrow_mut().push(call);
        let (at, kind) = self.plan.get()?;
        let hit = (at..at + kind.length()).contains(&number) && kind.fits(call);
        self.failed.set(self.failed.get() + usize::from(hit));
        hit.then_some(kind)
    }
}

/// A shelf in memory that fails where the faults say so.
#[derive(Debug, Default)]
pub struct FaultyShelf {
    pub inner: MemoryShelf,
    pub before: RefCell<BTreeMap<String, Option<String>>>,
    pub faults: Rc<Faults>,
}

impl FaultyShelf {
    fn given(&self, call: Call, name: &str) -> Result<Option<String>, ShelfError> {
        match self.faults.hit(call) {
            None => self.inner.read(name),
            Some(Kind::Lies) => Ok(None),
            Some(Kind::Stale) => Ok(self.before.borrow().get(name).cloned().flatten()),
            Some(_) => Err(ShelfError::Blocked),
        }
    }
}

impl Shelf for FaultyShelf {
    fn names(&self) -> Result<Vec<String>, ShelfError> {
        match self.faults.hit(Call::Names) {
            None => self.inner.names(),
            Some(Kind::Lies) => Ok(Vec::new()),
            Some(_) => Err(ShelfError::Blocked),
        }
    }

    fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        self.given(Call::Read, name)
    }

    fn head(&self, name: &str, length: usize) -> Result<Option<String>, ShelfError> {
        let record = self.given(Call::Head, name)?;
        Ok(record.map(|record| record.chars().take(length).collect()))
    }

    fn holds(&self, name: &str, record: &str) -> Result<bool, ShelfError> {
        match self.faults.hit(Call::Holds) {
            None => Ok(self.inner.read(name)?.as_deref() == Some(record)),
            Some(Kind::Lies) => Ok(true),
            Some(_) => Err(ShelfError::Blocked),
        }
    }

    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        match self.faults.hit(Call::Write) {
            None => {
                let before = self.inner.read(name)?;
                self.before.borrow_mut().insert(name.to_owned(), before);
                self.inner.write(name, record)
            }
            Some(Kind::Lies) => Ok(()),
            Some(Kind::Full | Kind::Crammed) => Err(ShelfError::Full),
            Some(_) => Err(ShelfError::Blocked),
        }
    }

    fn remove(&self, name: &str) -> Result<(), ShelfError> {
        match self.faults.hit(Call::Remove) {
            None => self.inner.remove(name),
            Some(Kind::Lies) => Ok(()),
            Some(_) => Err(ShelfError::Blocked),
        }
    }
}

/// A mirror in memory: serialised, and it compares before it writes.
#[derive(Clone, Debug, Default)]
pub struct MemoryMirror {
    pub records: BTreeMap<String, (Stamp, String)>,
}

impl MemoryMirror {
    pub fn put(&mut self, put: &Put) -> Answer {
        let there = self.records.get(&put.id).map(|(stamp, _)| stamp);
        if let Some(answer) = there.and_then(|there| put.answer(there)) {
            return answer;
        }
        self.records
            .insert(put.id.clone(), (put.stamp.clone(), put.record.clone()));
        Answer::Settled
    }

    pub fn get(&self, id: &str) -> Option<&str> {
        self.records.get(id).map(|(_, record)| record.as_str())
    }
}

/// A mirror that fails where the faults say so.
#[derive(Debug, Default)]
pub struct FaultyMirror {
    pub inner: MemoryMirror,
    pub faults: Rc<Faults>,
}

impl FaultyMirror {
    /// `None` where it does not answer.
    pub fn put(&mut self, put: &Put) -> Option<Answer> {
        match self.faults.hit(Call::Put) {
            None => Some(self.inner.put(put)),
            Some(Kind::Lies) => Some(Answer::Settled),
            Some(Kind::Mistaken) => Some(Answer::Overtaken),
            Some(Kind::Silent) => {
                self.inner.put(put);
                None
            }
            Some(_) => Some(Answer::Failed),
        }
    }

    /// Looks whether it is there what was said to be.
    pub fn confirm(&self, put: &Put) -> Option<Answer> {
        let there = self.inner.records.get(&put.id).map(|(stamp, _)| stamp);
        let is_there = there.is_some_and(|there| there.revision >= put.stamp.revision);
        match self.faults.hit(Call::Confirm) {
            None if is_there => Some(Answer::Settled),
            Some(Kind::Silent) => None,
            _ => Some(Answer::Failed),
        }
    }

    pub fn get(&self, id: &str) -> Result<Option<String>, ()> {
        match self.faults.hit(Call::Get) {
            None => Ok(self.inner.get(id).map(str::to_owned)),
            Some(Kind::Lies) => Ok(None),
            Some(_) => Err(()),
        }
    }

    pub fn stamps(&self) -> Result<Vec<(String, Stamp)>, ()> {
        let all = self.inner.records.iter();
        match self.faults.hit(Call::Stamps) {
            None => Ok(all
                .map(|(id, (stamp, _))| (id.clone(), stamp.clone()))
                .collect()),
            Some(Kind::Lies) => Ok(Vec::new()),
            Some(_) => Err(()),
        }
    }
}
