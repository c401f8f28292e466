//! The stored form of a draft and its way to and from the model.
//!
//! Blocks are written as [`crate::report::stored`] has it. Unknown words make the record unreadable, they
//! are not guessed.

use std::borrow::Cow;

use super::record::Opened;
use super::{Card, Caret, Draft, Stamp, Unreadable};
use crate::json::{self, Reader, push_number, push_text};
use crate::report::stored::{self, Stored};
use crate::report::{Block, Report};

#[derive(Default)]
struct Inner<'a> {
    card: Card,
    caret: Option<Caret>,
    /// The next id that is given out.
    next: u32,
    tail: Cow<'a, str>,
    blocks: Vec<Stored<'a>>,
}

fn inner<'a>(reader: &mut Reader<'a>) -> Option<Inner<'a>> {
    let mut inner = Inner::default();
    let names = ["card", "next", "tail", "blocks", "caret"];
    reader.object(&names, 4, &mut |member, reader| {
        match member {
            0 => inner.card = Card::read(reader)?,
            1 => inner.next = reader.short()?,
            2 => inner.tail = reader.text()?,
            3 => inner.blocks = stored::read_all(reader)?,
            _ if reader.null() => {}
            _ => inner.caret = Some(Caret::read(reader)?),
        }
        Some(())
    })?;
    Some(inner)
}

/// The draft as a JSON object.
pub(super) fn write(card: &Card, report: &Report, caret: Option<Caret>) -> String {
    let length: usize = report.blocks().map(|block| block.text.len() + 64).sum();
    let mut out = String::with_capacity(length + 512);
    out.push_str("{\"card\":");
    card.push(&mut out);
    out.push_str(",\"caret\":");
    match caret {
        Some(caret) => caret.push(&mut out),
        None => out.push_str("null"),
    }
    push_number(&mut out, ",\"next\":", u64::from(report.next_id()));
    push_text(&mut out, ",\"tail\":", report.tail());
    out.push_str(",\"blocks\":");
    let mut before = '[';
    for block in report.blocks() {
        out.push(before);
        stored::push(&mut out, block);
        before = ',';
    }
    out.push_str(if before == '[' { "[]}" } else { "]}" });
    out
}

/// The card alone, of a record whose report opens, too.
pub(super) fn read_card(opened: Opened<'_>) -> Result<(Stamp, Card), Unreadable> {
    if !opened.sealed {
        return read(opened).map(|draft| (draft.stamp, draft.card));
    }
    // It stands first, and the checksum vouches for all behind it: that is not gone through.
    let mut card = None;
    let ended = json::whole(opened.record, |reader| {
        reader.object(&["card"], 1, &mut |_, reader| {
            card = Card::read(reader);
            None
        })
    });
    match card {
        Some(card) => Ok((opened.stamp, card)),
        None => Err(damaged(ended.err().unwrap_or_default())),
    }
}

pub(super) fn read(opened: Opened<'_>) -> Result<Draft, Unreadable> {
    let inner = json::whole(opened.record, inner).map_err(damaged)?;
    draft(opened.stamp, inner).ok_or_else(|| Unreadable::Damaged("block".to_owned()))
}

/// What a newer record shows to this page, if it still has the members that this page knows.
pub(super) fn glimpse(record: &str) -> Option<Draft> {
    let inner = json::whole(record, inner).ok()?;
    draft(Stamp::default(), inner)
}

fn damaged(at: usize) -> Unreadable {
    Unreadable::Damaged(format!("byte {at}"))
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
