//! A backup: drafts and their kept versions in one file, and how such a file is taken in again.
//!
//! Law: taking a backup in merges. A draft that is newer here stays as it is, one that is older here is
//! kept as a version before it is replaced, and one that went its own way comes beside it.

use serde::{Deserialize, Serialize};

use super::{Card, SCHEMA, Stamp};
use crate::json::{self, Reader, push_number, push_text};

/// The version of the file's form.
const FORM: u32 = 1;
/// What the file says it is.
const KIND: &str = "tigang-backup";

/// A backup file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backup {
    kind: String,
    form: u32,
    /// When it was made, in milliseconds since 1970.
    pub made: u64,
    /// The records of the drafts, each whole with its checksum.
    pub drafts: Vec<String>,
    /// The kept versions: what is known about each, as the page keeps it, and its record.
    #[serde(default)]
    pub versions: Vec<(String, String)>,
}

/// Why a file is no backup that can be taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoBackup {
    /// It is something else, or damaged.
    Other,
    /// A newer page made it.
    Newer,
}

/// What happens to one draft of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There is none of its id here: it is added.
    Added,
    /// It is here in this very state.
    Same,
    /// Here it is newer: it stays as it is.
    Older,
    /// So it is, but it lies in the bin, where it did not lie in the backup: it is taken out.
    Binned,
    /// Here it is older: the older state becomes a version, then it is replaced.
    Newer,
    /// Both went on from the same state: it comes beside the one that is here, as a draft of its own.
    Apart,
    /// So they did, and that is what was done before: the draft beside it stays as it is.
    Beside,
    /// Its record does not open: it is left out.
    Unreadable,
}

impl Backup {
    /// A backup of these records, made at this time.
    pub fn new(made: u64, drafts: Vec<String>, versions: Vec<(String, String)>) -> Backup {
        Backup {
            kind: KIND.to_owned(),
            form: FORM,
            made,
            drafts,
            versions,
        }
    }

    /// The bytes of the file.
    pub fn to_file(&self) -> String {
        let drafts = self.drafts.iter().map(String::len);
        let versions = self.versions.iter().map(|(_, record)| record.len());
        // Quotation marks in the records are escaped.
        let length: usize = drafts.chain(versions).sum();
        let mut out = String::with_capacity(length + length / 8);
        push_text(&mut out, "{\"kind\":", &self.kind);
        push_number(&mut out, ",\"form\":", u64::from(self.form));
        push_number(&mut out, ",\"made\":", self.made);
        let mut before = ",\"drafts\":[";
        if self.drafts.is_empty() {
            out.push_str(before);
        }
        for record in &self.drafts {
            push_text(&mut out, before, record);
            before = ",";
        }
        let mut before = "],\"versions\":[[";
        for (about, record) in &self.versions {
            push_text(&mut out, before, about);
            push_text(&mut out, ",", record);
            before = "],[";
        }
        let nothing = self.versions.is_empty();
        out.push_str(if nothing { "],\"versions\":[]}" } else { "]]}" });
        out
    }

    /// Reads a file: a backup, or the record of one draft as the page stores it.
    ///
    /// # Errors
    /// [`NoBackup`]; nothing is guessed.
    pub fn from_file(file: &str) -> Result<Backup, NoBackup> {
        let file = file.trim_start_matches('\u{feff}');
        match json::whole(file, Backup::read) {
            Ok(backup) if backup.kind != KIND => Err(NoBackup::Other),
            Ok(backup) if backup.form > FORM => Err(NoBackup::Newer),
            Ok(backup) => Ok(backup),
            Err(_) => match Card::from_record(file.trim_end()) {
                Ok(_) => Ok(Backup::new(0, vec![file.trim_end().to_owned()], Vec::new())),
                Err(super::Unreadable::Newer(schema)) if schema > SCHEMA => Err(NoBackup::Newer),
                Err(_) => Err(NoBackup::Other),
            },
        }
    }

    fn read(reader: &mut Reader) -> Option<Backup> {
        let mut backup = Backup::default();
        let names = ["kind", "form", "made", "drafts", "versions"];
        reader.object(&names, 4, &mut |member, reader| {
            match member {
                0 => backup.kind = reader.owned()?,
                1 => backup.form = reader.short()?,
                2 => backup.made = reader.number()?,
                3 => reader.list(&mut |reader| {
                    backup.drafts.push(reader.owned()?);
                    Some(())
                })?,
                _ => reader.list(&mut |reader| {
                    backup.versions.push(reader.pair(Reader::owned)?);
                    Some(())
                })?,
            }
            Some(())
        })?;
        Some(backup)
    }

    /// What would happen to each draft, in the order of the file, given what is here.
    pub fn plan(&self, here: &[(Stamp, Card)]) -> Vec<(Fate, Option<Card>)> {
        self.drafts
            .iter()
            .map(|record| fate(record, here))
            .collect()
    }
}

fn fate(record: &str, here: &[(Stamp, Card)]) -> (Fate, Option<Card>) {
    let Ok((stamp, card)) = Card::from_record(record) else {
        return (Fate::Unreadable, None);
    };
    let of_id = |id: &str| here.iter().find(|(_, known)| known.id == id);
    let fate = match of_id(&card.id) {
        None => Fate::Added,
        Some((known, _)) if *known == stamp => Fate::Same,
        // To put a draft into the bin is a state of its own, and most often the only one since.
        Some((known, there)) if there.goes_back_to(known, &stamp) => {
            match there.binned.is_some() && card.binned.is_none() {
                true => Fate::Binned,
                false => Fate::Older,
            }
        }
        Some((known, _)) if card.goes_back_to(&stamp, known) => Fate::Newer,
        // Two computers went on from one state, or one of them longer than a draft knows: revisions and clocks
        // say nothing then, as each counts its own, and nothing takes the place of what is no part of it.
        Some(_) => match of_id(&apart(&card.id, &stamp)) {
            Some((known, beside)) if *known == stamp || beside.binned.is_none() => Fate::Beside,
            _ => Fate::Apart,
        },
    };
    (fate, Some(card))
}

/// The id of a state that comes beside the draft it is one of: the same whenever that state is found.
pub fn apart(id: &str, stamp: &Stamp) -> String {
    format!("{id}-{}-{}", stamp.revision, stamp.writer)
}
