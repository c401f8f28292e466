//! The drafts on a shelf: made, listed, renamed, copied, put into the bin and taken out again.
//!
//! A draft has two places on the shelf that are written by turns, so that the state before the last
//! lies there, too. Law: nothing but [`Drafts::erase`] takes a draft away, and only out of the bin. A
//! record that does not open is never overwritten: it is listed, or laid aside whole. Of several copies
//! the one with the highest revision that opens counts.

use super::record::{self, Stamp};
use super::shelf::{Shelf, ShelfError};
use super::{Card, Draft, Unreadable};

/// Every name on the shelf starts with this: pages opened from disk share one store (Chromium).
const PREFIX: &str = "tigang/draft/";
/// The second place of each draft.
const TWIN: &str = "tigang/twin/";
/// Records that do not open are laid aside under this, with what they were called and their checksum.
const ASIDE: &str = "tigang/damaged/";
/// Which draft was open last.
const OPEN: &str = "tigang/open";

mod places;

use places::place_names;

/// The drafts on a shelf.
#[derive(Clone, Debug)]
pub struct Drafts<S> {
    shelf: S,
}

/// A record on the shelf: its card, or why it does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The name of the draft on the shelf, or of the record that was laid aside.
    pub id: String,
    /// Which state it is, and what is known about it.
    pub card: Result<(Stamp, Card), Unreadable>,
}

impl Listed {
    /// Whether it lies in the bin. A record that does not open lies nowhere else than on the shelf.
    pub fn is_binned(&self) -> bool {
        matches!(&self.card, Ok((_, card)) if card.binned.is_some())
    }

    fn rank(&self) -> (u8, u64) {
        rank(self.card.as_ref().map(|(stamp, _)| stamp))
    }

    /// Whether it is as late as a copy elsewhere, or of a newer page, whose record is not replaced by an
    /// older one's.
    fn stands_for(&self, id: &str, elsewhere: &Stamp) -> bool {
        let is_late = match &self.card {
            Ok((here, _)) => here.revision >= elsewhere.revision,
            Err(why) => matches!(why, Unreadable::Newer(_)),
        };
        self.id == id && is_late
    }
}

/// Of the copies elsewhere, those that are later than what opens here.
pub fn behind(here: &[Listed], elsewhere: &[(String, Stamp)]) -> Vec<String> {
    let stands = |id: &str, stamp: &Stamp| here.iter().any(|listed| listed.stands_for(id, stamp));
    let missing = elsewhere.iter().filter(|(id, stamp)| !stands(id, stamp));
    missing.map(|(id, _)| id.clone()).collect()
}

/// Why a draft did not come from the shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoadError {
    /// The shelf itself failed.
    Shelf(ShelfError),
    /// What was to be changed is not there as it was.
    Changed(SaveError),
    /// There is no such draft.
    Missing,
    /// No copy of it opens; here are the bytes of one.
    Unreadable(Unreadable, String),
}

/// What is to be opened of a draft that has a copy on the shelf and one elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Best {
    /// The state to go on with.
    pub draft: Draft,
    /// Whether the copy elsewhere is this state.
    pub settled: bool,
    /// The state elsewhere, if it opens: the base of what is put there next.
    pub base: Option<Stamp>,
    /// A state that is not part of it. It must be kept as a draft of its own, under an id that is the
    /// same whenever this is found, before the first state is put in its place.
    pub apart: Option<Draft>,
}

/// Why a draft was not stored. What stood on the shelf still stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The shelf itself failed.
    Shelf(ShelfError),
    /// What stands there does not open, and is not overwritten.
    Unreadable,
    /// A newer page stored it since; its record is not overwritten.
    Newer,
    /// Another tab stored it since.
    Overtaken,
}

impl SaveError {
    /// The same, told as a failure to read.
    pub fn into_load(self) -> LoadError {
        match self {
            SaveError::Shelf(error) => LoadError::Shelf(error),
            error => LoadError::Changed(error),
        }
    }
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
        Ok(self.look_through(false)?.0)
    }

    /// The same, once every damaged record has been laid aside, byte for byte, so that its place is free
    /// for the copy that opens. Where there is no room for that, it stays where it is. And how many were
    /// laid aside now.
    ///
    /// # Errors
    /// Where the shelf cannot be read.
    pub fn lay_aside(&self) -> Result<(Vec<Listed>, usize), ShelfError> {
        self.look_through(true)
    }

    /// In one go: a long draft takes its time to be read, and the page starts with this.
    fn look_through(&self, lay_aside: bool) -> Result<(Vec<Listed>, usize), ShelfError> {
        let mut listed: Vec<Listed> = Vec::new();
        let mut count = 0;
        for name in self.shelf.names()? {
            let place = [PREFIX, TWIN]
                .iter()
                .find_map(|place| name.strip_prefix(place));
            let Some(id) = place.or_else(|| name.starts_with(ASIDE).then_some(name.as_str()))
            else {
                continue;
            };
            let Some(record) = self.shelf.read(&name)? else {
                continue;
            };
            let mut one = Listed {
                id: id.to_owned(),
                card: Card::from_record(&record),
            };
            if lay_aside
                && place.is_some()
                && matches!(one.card, Err(Unreadable::Damaged(_)))
                && let Some(aside) = self.put_aside(&name, &record)
            {
                one.id = aside;
                count += 1;
            }
            match listed.iter_mut().find(|other| other.id == one.id) {
                Some(other) if other.rank() < one.rank() => *other = one,
                Some(_) => {}
                None => listed.push(one),
            }
        }
        let saved = |listed: &Listed| listed.card.as_ref().map_or(0, |(_, card)| card.saved);
        listed.sort_unstable_by(|a, b| saved(b).cmp(&saved(a)).then_with(|| a.id.cmp(&b.id)));
        Ok((listed, count))
    }

    /// Reads a draft: the highest revision that opens.
    ///
    /// # Errors
    /// [`LoadError`]; an unreadable record comes with its bytes and stays on the shelf.
    pub fn load(&self, id: &str) -> Result<Draft, LoadError> {
        let mut records = self.records(id).map_err(LoadError::Shelf)?;
        let mut result = Err(LoadError::Missing);
        records.sort_by_cached_key(|record| rank(record::glance(record).as_ref()));
        // What says of itself that it is the best comes last, and is looked at as a whole first. One that
        // does not open is no reason to give up the other.
        while let Some(record) = records.pop() {
            match Draft::from_record(&record) {
                Ok(draft) => return Ok(draft),
                Err(why) => {
                    let is_newer = matches!(why, Unreadable::Newer(_));
                    if result == Err(LoadError::Missing) {
                        result = Err(LoadError::Unreadable(why, record));
                    }
                    // An older copy must not be taken for the draft that a newer page stored.
                    if is_newer {
                        break;
                    }
                }
            }
        }
        result
    }

    /// Reads a draft from the shelf and the record of it elsewhere.
    ///
    /// The copy elsewhere refuses what is not made from what it holds; the shelf does not, and other
    /// tabs see it late. So a higher revision on the shelf does not hide a state elsewhere that is no
    /// part of it.
    ///
    /// # Errors
    /// As [`Drafts::load`], where no copy opens or a newer page stored one.
    pub fn best(&self, id: &str, elsewhere: Option<&str>) -> Result<Best, LoadError> {
        let here = self.load(id);
        let there = match elsewhere.map(|record| (Draft::from_record(record), record)) {
            Some((Err(why @ Unreadable::Newer(_)), record)) => {
                return Err(LoadError::Unreadable(why, record.to_owned()));
            }
            there => there.and_then(|(draft, _)| draft.ok()),
        };
        let base = there.as_ref().map(|there| there.stamp.clone());
        let (draft, apart) = match (here, there) {
            (Err(LoadError::Unreadable(Unreadable::Newer(schema), record)), _) => {
                return Err(LoadError::Unreadable(Unreadable::Newer(schema), record));
            }
            (Err(error), None) => return Err(error),
            (Err(_), Some(there)) => (there, None),
            (Ok(here), None) => (here, None),
            (Ok(here), Some(there)) if here.contains(&there.stamp) => (here, None),
            (Ok(here), Some(there)) if there.contains(&here.stamp) => (there, None),
            (Ok(here), Some(there)) if here.stamp.revision > there.stamp.revision => {
                (here, Some(there))
            }
            (Ok(here), Some(there)) => (there, Some(here)),
        };
        Ok(Best {
            settled: base.as_ref() == Some(&draft.stamp),
            apart: apart.filter(|apart| apart.report != draft.report),
            base,
            draft,
        })
    }

    /// The record of a draft as it lies there: the one that [`Drafts::load`] would open, or else any.
    ///
    /// # Errors
    /// Where the shelf cannot be read.
    pub fn raw(&self, id: &str) -> Result<Option<String>, ShelfError> {
        if id.starts_with(ASIDE) {
            return self.shelf.read(id);
        }
        let mut records = self.records(id)?;
        records.sort_by_cached_key(|record| rank_of(record));
        Ok(records.pop())
    }

    /// Stores a draft, whose revision must be higher than that of the state it was made from.
    ///
    /// # Errors
    /// [`SaveError`]; everything that was there is still there.
    pub fn save(&self, draft: &Draft) -> Result<(), SaveError> {
        let record = draft.to_record();
        self.put(&draft.card.id, &draft.stamp, &record)
    }

    /// Puts a draft into the bin at this time, or takes it out again with `None`. The new state.
    ///
    /// # Errors
    /// As [`Drafts::load`] and [`Drafts::save`].
    pub fn bin(&self, id: &str, time: Option<u64>, writer: &str) -> Result<Draft, LoadError> {
        let mut draft = self.load(id)?;
        draft.card.binned = time;
        draft.card.goes_on_from(&draft.stamp);
        draft.stamp = Stamp {
            revision: draft.stamp.revision + 1,
            writer: writer.to_owned(),
        };
        self.save(&draft).map_err(SaveError::into_load)?;
        Ok(draft)
    }

    /// Takes a draft away for good; only one that lies in the bin.
    ///
    /// # Errors
    /// As [`Drafts::load`]; `Missing` where it does not lie in the bin.
    pub fn erase(&self, id: &str) -> Result<(), LoadError> {
        if self.load(id)?.card.binned.is_none() {
            return Err(LoadError::Missing);
        }
        let mut places = Vec::new();
        for name in place_names(id) {
            let record = self.shelf.read(&name).map_err(LoadError::Shelf)?;
            places.push((record.map(|record| rank_of(&record)), name));
        }
        // The older state first: if the second fails, the draft still lies in the bin.
        places.sort_unstable();
        let mut names = places.iter().map(|(_, name)| name);
        names.try_for_each(|name| self.shelf.remove(name).map_err(LoadError::Shelf))
    }

    /// Takes over a record from another copy, if it opens.
    ///
    /// # Errors
    /// [`LoadError::Unreadable`] where it does not; as [`Drafts::save`] otherwise, overtaken also where what opens
    /// here is no part of it, however early it is: [`Drafts::best`] keeps both.
    pub fn adopt(&self, record: String) -> Result<(), LoadError> {
        match Card::from_record(&record) {
            Ok((stamp, card)) => {
                let here = self.load(&card.id);
                if here.is_ok_and(|here| !card.goes_back_to(&stamp, &here.stamp)) {
                    return Err(LoadError::Changed(SaveError::Overtaken));
                }
                let put = self.put(&card.id, &stamp, &record);
                put.map_err(SaveError::into_load)
            }
            Err(why) => Err(LoadError::Unreadable(why, record)),
        }
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

/// What counts among copies: a newer page's record, then the highest revision, then what is damaged.
fn rank(stamp: Result<&Stamp, &Unreadable>) -> (u8, u64) {
    match stamp {
        Err(Unreadable::Newer(_)) => (2, 0),
        Ok(stamp) => (1, stamp.revision),
        Err(Unreadable::Damaged(_)) => (0, 0),
    }
}

fn rank_of(record: &str) -> (u8, u64) {
    rank(Card::from_record(record).as_ref().map(|(stamp, _)| stamp))
}
