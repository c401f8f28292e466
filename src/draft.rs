//! Drafts as they are stored, with a version in every record, and the shelf that keeps them.
//!
//! Room: knows report, numbering, blanks and json; not the browser. Law: a record that cannot be read is
//! never taken for an empty one and never overwritten; the model itself is not serializable, its stored
//! form is, so that each can change alone.

use serde::{Deserialize, Serialize};

use crate::json::{Reader, push_number, push_optional_text, push_text};
use crate::report::Report;

pub mod backup;
pub mod derived;
pub mod drafts;
pub mod keeper;
pub mod lease;
pub mod period;
pub mod record;
pub mod shelf;
mod stored;
pub mod versions;

pub use derived::Derived;
pub use drafts::Drafts;
pub use period::{Period, Span};
pub use record::Stamp;

/// The version of the stored form. Raised when older builds could misread a record: 2 added revision,
/// writer and checksum in front of the report.
pub const SCHEMA: u32 = 2;

/// How many states that were opened before it a draft knows: copies farther apart count as unrelated, and come
/// beside one another. Each takes some 30 bytes of its record.
const LINE: usize = 48;

/// What is known about a draft without reading its report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The states that were opened one after the other to come to this one, the last one first: revision
    /// and writer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<(u64, String)>,
    /// Where it was begun from the last period's report: what stood in its blanks there, each under what
    /// [`crate::carry_over::label`] calls the blank.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub last: Vec<(String, String)>,
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
    /// Which of its states this is.
    pub stamp: Stamp,
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
    pub fn to_record(&self) -> String {
        record_of(&self.stamp, &self.card, &self.report, self.caret)
    }

    /// Reads a stored record.
    ///
    /// # Errors
    /// [`Unreadable`] says whether it is newer or damaged; the record must be kept as it is then.
    pub fn from_record(record: &str) -> Result<Draft, Unreadable> {
        record::open(record).and_then(stored::read)
    }

    /// Whether this state went on from that one, as far as can be told. A higher revision alone does not
    /// say so: of two tabs that went on from one state, neither has what was typed in the other.
    pub fn contains(&self, other: &Stamp) -> bool {
        self.card.goes_back_to(&self.stamp, other)
    }

    /// Makes it a new state, by this writer, of the draft whose state it takes the place of.
    pub fn follow(&mut self, other: &Stamp, writer: &str) {
        self.card.goes_on_from(&self.stamp);
        self.card.goes_on_from(other);
        let revision = self.stamp.revision.max(other.revision) + 1;
        let writer = writer.to_owned();
        self.stamp = Stamp { revision, writer };
    }

    /// Reads what can be understood of a record of a newer page, to be looked at and copied; it must
    /// never be stored. `None` where nothing can.
    pub fn glimpse(record: &str) -> Option<Draft> {
        stored::glimpse(record)
    }
}

/// The record of a draft whose report lies elsewhere.
fn record_of(stamp: &Stamp, card: &Card, report: &Report, caret: Option<Caret>) -> String {
    record::seal(stamp, &stored::write(card, report, caret))
}

impl Card {
    /// Notes that the draft goes on from that state.
    fn goes_on_from(&mut self, opened: &Stamp) {
        let opened = (opened.revision, opened.writer.clone());
        if opened.0 > 0 && self.from.first() != Some(&opened) {
            self.from.insert(0, opened);
            self.from.truncate(LINE);
        }
    }

    /// Whether the state of this stamp went on from the other one, as far as the card knows.
    fn goes_back_to(&self, stamp: &Stamp, other: &Stamp) -> bool {
        let mut from = self.from.iter();
        stamp.is_or_follows(other)
            || from.any(|(revision, writer)| *writer == other.writer && *revision >= other.revision)
    }

    /// Reads only the stamp and the card of a stored record. What stands behind them is whole, too: the
    /// checksum says so.
    ///
    /// # Errors
    /// As [`Draft::from_record`].
    pub fn from_record(record: &str) -> Result<(Stamp, Card), Unreadable> {
        record::open(record).and_then(stored::read_card)
    }

    /// Reads a card.
    pub fn read(reader: &mut Reader) -> Option<Card> {
        let mut card = Card::default();
        let names = [
            "id",
            "name",
            "created",
            "saved",
            "unit",
            "period",
            "binned",
            "characters",
            "form",
            "open",
            "from",
            "last",
        ];
        reader.object(&names, 4, &mut |member, reader| {
            match member {
                0 => card.id = reader.owned()?,
                1 => card.name = reader.owned()?,
                2 => card.created = reader.number()?,
                3 => card.saved = reader.number()?,
                4 => card.unit = reader.owned()?,
                5 => card.period = Period::read(reader)?,
                6 if reader.null() => {}
                6 => card.binned = Some(reader.number()?),
                7 => card.characters = reader.size()?,
                8 => card.form = reader.optional_text()?,
                9 => card.open = reader.size()?,
                10 => reader.list(&mut |reader| {
                    card.from.push(reader.pair(Reader::number)?);
                    Some(())
                })?,
                _ => reader.list(&mut |reader| {
                    card.last.push(reader.pair(Reader::owned)?);
                    Some(())
                })?,
            }
            Some(())
        })?;
        Some(card)
    }

    /// Writes the card.
    pub fn push(&self, out: &mut String) {
        push_text(out, "{\"id\":", &self.id);
        push_text(out, ",\"name\":", &self.name);
        push_text(out, ",\"unit\":", &self.unit);
        self.period.push(out);
        push_number(out, ",\"created\":", self.created);
        push_number(out, ",\"saved\":", self.saved);
        match self.binned {
            Some(binned) => push_number(out, ",\"binned\":", binned),
            None => out.push_str(",\"binned\":null"),
        }
        push_number(out, ",\"characters\":", self.characters as u64);
        push_optional_text(out, ",\"form\":", self.form.as_deref());
        push_number(out, ",\"open\":", self.open as u64);
        let mut before = ",\"from\":[[";
        for (revision, writer) in &self.from {
            push_number(out, before, *revision);
            push_text(out, ",", writer);
            before = "],[";
        }
        out.push_str(if self.from.is_empty() { "" } else { "]]" });
        let mut before = ",\"last\":[[";
        for (label, value) in &self.last {
            push_text(out, before, label);
            push_text(out, ",", value);
            before = "],[";
        }
        out.push_str(if self.last.is_empty() { "}" } else { "]]}" });
    }
}

impl Caret {
    fn read(reader: &mut Reader) -> Option<Caret> {
        let mut caret = Caret::default();
        reader.object(&["block", "at"], 2, &mut |member, reader| {
            match member {
                0 => caret.block = reader.short()?,
                _ => caret.at = reader.size()?,
            }
            Some(())
        })?;
        Some(caret)
    }

    fn push(self, out: &mut String) {
        push_number(out, "{\"block\":", u64::from(self.block));
        push_number(out, ",\"at\":", self.at as u64);
        out.push('}');
    }
}
