//! Drafts as they are stored, with a version in every record, and the shelf that keeps them.
//!
//! Room: knows report, numbering and serde; not the browser. Law: a record that cannot be read is
//! never taken for an empty one and never overwritten; the model itself is not serializable, its stored
//! form is, so that each can change alone.

use serde::{Deserialize, Serialize};

use crate::report::Report;

pub mod drafts;
pub mod period;
pub mod shelf;
mod stored;

pub use drafts::Drafts;
pub use period::{Period, Span};

/// The version of the stored form. Raised when older builds could misread a record.
pub const SCHEMA: u32 = 1;

/// What is known about a draft without reading its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The name of the draft on the shelf.
    pub id: String,
    /// 草稿名, as shown and changed by the person.
    pub name: String,
    /// 单位, guessed from the text until it is set.
    #[serde(default)]
    pub unit: String,
    /// 报告期.
    #[serde(default)]
    pub period: Period,
    /// When it was made and when it was last stored, in milliseconds since 1970.
    pub created: u64,
    /// See `created`.
    pub saved: u64,
    /// When it was put into the bin, if it was.
    #[serde(default)]
    pub binned: Option<u64>,
    /// 字数, as of the last time it was stored.
    #[serde(default)]
    pub characters: usize,
    /// The form it started from, if it did.
    #[serde(default)]
    pub form: Option<String>,
    /// Open blanks, as of the last time it was stored.
    #[serde(default)]
    pub open: usize,
}

/// Where the caret was: the block by its number and the offset in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caret {
    /// The number of the block's id.
    pub block: u32,
    /// Bytes into its text.
    pub at: usize,
}

/// A draft: what is known about it, its report and where work stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Name, unit, period, times.
    pub card: Card,
    /// The report itself.
    pub report: Report,
    /// Where the caret was.
    pub caret: Option<Caret>,
}

/// Why a stored record does not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It was written by a newer version of the page.
    Newer(u32),
    /// It is damaged; what is wrong, for the curious.
    Damaged(String),
}

impl Draft {
    /// The record to be stored.
    ///
    /// # Errors
    /// Only where serialization itself fails, with its words.
    pub fn to_record(&self) -> Result<String, String> {
        stored::write(self)
    }

    /// Reads a stored record.
    ///
    /// # Errors
    /// [`Unreadable`] says whether it is newer or damaged; the record must be kept as it is then.
    pub fn from_record(record: &str) -> Result<Draft, Unreadable> {
        stored::read(record)
    }
}

impl Card {
    /// Reads only the card of a stored record, without its report.
    ///
    /// # Errors
    /// As [`Draft::from_record`].
    pub fn from_record(record: &str) -> Result<Card, Unreadable> {
        stored::read_card(record)
    }
}
