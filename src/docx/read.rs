//! A .docx from Word, WPS or another writer becomes text, with notices of what was left out.
//!
//! Law: a file that is no .docx, or a broken or hostile one, is refused with a reason of its own; work
//! and memory are bounded by the limits of [`crate::archive`] and of the XML reader. Text is never
//! guessed: what a reader of the page would see stands in the result, in the order of the page.

mod control;
mod counting;
mod fields;
mod flow;
mod graphics;
mod headers;
mod kind;
mod line;
mod lists;
mod numerals;
mod package;
mod paragraph;
mod run;
mod styles;
mod symbols;
mod table;

use super::embedded;
pub use super::xml::XmlError;
use crate::archive::ArchiveError;
use crate::clean;
use crate::notices::{Notices, What};

pub use kind::Other;

/// The longest text that is taken, in bytes: more than a million Chinese characters.
const LONGEST: usize = 8 << 20;

/// What a .docx holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The text of its paragraphs, a line each, cleaned.
    pub text: String,
    /// What was left out or changed on the way.
    pub notices: Notices,
    /// The draft that this file was exported from, if it was.
    pub embedded: Option<Embedded>,
}

/// The draft inside a .docx.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embedded {
    /// The record of the draft as the page stored it. It may be of a newer page.
    pub record: String,
    /// Whether the words of the paragraphs were changed since the export.
    pub changed: bool,
}

/// Why a file was not read as .docx.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocxError {
    /// It is a file of another kind.
    Other(Other),
    /// The zip is damaged, too large or encrypted.
    Archive(ArchiveError),
    /// A part without which there is no text is missing.
    MissingPart,
    /// The XML in it is broken, too deep or hostile.
    Xml(XmlError),
    /// The text is longer than what is taken.
    TooLong,
}

impl From<ArchiveError> for DocxError {
    fn from(error: ArchiveError) -> DocxError {
        DocxError::Archive(error)
    }
}

impl From<XmlError> for DocxError {
    fn from(error: XmlError) -> DocxError {
        DocxError::Xml(error)
    }
}

/// Reads the bytes of a file.
///
/// # Errors
/// [`DocxError`].
pub fn read(bytes: &[u8]) -> Result<Imported, DocxError> {
    if let Some(other) = kind::other(bytes) {
        return Err(DocxError::Other(other));
    }
    let package = package::Package::open(bytes)?;
    let (text, mut notices) = match flow::read(&package, fields::Fields::default())? {
        Some(read) => read,
        // A field that never ends would swallow the rest: then fields are not followed at all.
        None => flow::read(&package, fields::Fields::ignored())?.unwrap_or_default(),
    };
    notices.add_many(What::HeaderFooter, headers::with_words(&package));
    if LONGEST < text.len() {
        return Err(DocxError::TooLong);
    }
    let (text, unclean) = clean::signs(text);
    for (what, count) in unclean.iter() {
        notices.add_many(what, count);
    }
    let embedded = package.draft.map(|(record, digests)| Embedded {
        record,
        changed: !digests.contains(&embedded::digest(&text)) || is_marked(&notices),
    });
    Ok(Imported {
        text,
        notices,
        embedded,
    })
}

/// Whether somebody put into the document what no text says and this page does not write.
fn is_marked(notices: &Notices) -> bool {
    let mut all = notices.iter();
    all.any(|(what, _)| {
        matches!(
            what,
            What::Comment
                | What::Footnote
                | What::HeaderFooter
                | What::Picture
                | What::Object
                | What::Document
                | What::Symbol
                | What::Hidden
                | What::Contents
                | What::Struck
        )
    })
}
