//! The stored form of a draft and its way to and from the model.
//!
//! Blocks are written as [`crate::report::stored`] has it. Unknown words make the record unreadable, they
//! are not guessed.

use std::borrow::Cow;

use serde::Deserialize;

use super::record::Opened;
use super::{Card, Caret, Draft, Stamp, Unreadable};
use crate::report::stored::{self, Stored};
use crate::report::{Block, Report};

#[derive(Deserialize)]
struct Inner<'a> {
    card: Card,
    caret: Option<Caret>,
    /// The next id that is given out.
    next: u32,
    tail: Cow<'a, str>,
    blocks: Vec<Stored<'a>>,
}

/// A record without its report.
#[derive(Deserialize)]
struct Head {
    card: Card,
}

/// The draft as a JSON object.
pub(super) fn write(card: &Card, report: &Report, caret: Option<Caret>) -> Result<String, String> {
    let json = |error: serde_json::Error| error.to_string();
    let length: usize = report.blocks().map(|block| block.text.len() + 64).sum();
    let mut out = String::with_capacity(length + 512);
    out.push_str("{\"card\":");
    out.push_str(&serde_json::to_string(card).map_err(json)?);
    out.push_str(",\"caret\":");
    out.push_str(&serde_json::to_string(&caret).map_err(json)?);
    out.push_str(",\"next\":");
    out.push_str(&report.next_id().to_string());
    out.push_str(",\"tail\":");
    stored::push_text(&mut out, report.tail());
    out.push_str(",\"blocks\":");
    let mut before = '[';
    for block in report.blocks() {
        out.push(before);
        stored::push(&mut out, block);
        before = ',';
    }
    out.push_str(if before == '[' { "[]}" } else { "]}" });
    Ok(out)
}

/// The card alone, of a record whose report opens, too.
pub(super) fn read_card(opened: Opened<'_>) -> Result<(Stamp, Card), Unreadable> {
    if !opened.sealed {
        return read(opened).map(|draft| (draft.stamp, draft.card));
    }
    let head: Head = parse(opened.record)?;
    Ok((opened.stamp, head.card))
}

pub(super) fn read(opened: Opened<'_>) -> Result<Draft, Unreadable> {
    let inner: Inner = parse(opened.record)?;
    draft(opened.stamp, inner).ok_or_else(|| Unreadable::Damaged("block".to_owned()))
}

/// What a newer record shows to this page, if it still has the members that this page knows.
pub(super) fn glimpse(record: &str) -> Option<Draft> {
    let inner: Inner = serde_json::from_str(record).ok()?;
    draft(Stamp::default(), inner)
}

fn parse<'a, T: Deserialize<'a>>(record: &'a str) -> Result<T, Unreadable> {
    serde_json::from_str(record).map_err(|error| Unreadable::Damaged(error.to_string()))
}

fn draft(stamp: Stamp, inner: Inner) -> Option<Draft> {
    let blocks: Option<Vec<Block>> = inner.blocks.into_iter().map(stored::block).collect();
    let report = Report::restored(blocks?, inner.tail.into_owned(), inner.next)?;
    Some(Draft {
        stamp,
        card: inner.card,
        report,
        caret: inner.caret,
    })
}
