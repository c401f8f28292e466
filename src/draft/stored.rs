//! The stored form of a draft and its way to and from the model.
//!
//! A block is an array `[id, kind, gap, marker, text, fills]`; kinds and styles are short words that
//! never change their meaning. Unknown words make the record unreadable, they are not guessed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Card, Caret, Draft, SCHEMA, Unreadable};
use crate::numbering::{Marker, Style};
use crate::report::{Block, BlockId, Fill, Kind, Level, Report, Role};

#[derive(Serialize, Deserialize)]
struct Record<'a> {
    schema: u32,
    card: Cow<'a, Card>,
    caret: Option<Caret>,
    /// The next id that is given out.
    next: u32,
    tail: Cow<'a, str>,
    blocks: Vec<Stored<'a>>,
}

/// What of a record every version can read.
#[derive(Deserialize)]
struct Version {
    schema: u32,
}

/// A record without its report.
#[derive(Deserialize)]
struct Head {
    card: Card,
}

/// Id, kind, gap, marker, text, fills; a marker is `[style, number, text]`, a fill `[from, to, blank]`.
#[derive(Serialize, Deserialize)]
struct Stored<'a>(
    u32,
    Cow<'a, str>,
    Cow<'a, str>,
    Option<(Cow<'a, str>, u32, Cow<'a, str>)>,
    Cow<'a, str>,
    Vec<(usize, usize, Cow<'a, str>)>,
);

/// Every sort of number. Its word never changes; a match that misses one does not compile.
const STYLES: [Style; 10] = [
    Style::Division,
    Style::Comma,
    Style::Parenthesis,
    Style::Dot,
    Style::ArabicParenthesis,
    Style::Circled,
    Style::Is,
    Style::Must,
    Style::Ordinal,
    Style::Word,
];

fn style_word(style: Style) -> &'static str {
    match style {
        Style::Division => "division",
        Style::Comma => "comma",
        Style::Parenthesis => "parenthesis",
        Style::Dot => "dot",
        Style::ArabicParenthesis => "arabic-parenthesis",
        Style::Circled => "circled",
        Style::Is => "is",
        Style::Must => "must",
        Style::Ordinal => "ordinal",
        Style::Word => "word",
    }
}

fn role_word(role: Role) -> &'static str {
    match role {
        Role::Section => "section",
        Role::Shortcomings => "shortcomings",
        Role::NextSteps => "next-steps",
    }
}

/// `heading-2-shortcomings` carries level and role; the other kinds are plain words.
fn kind_word(kind: Kind) -> String {
    match kind {
        Kind::Title => "title".to_owned(),
        Kind::Heading { level, role } => format!("heading-{}-{}", level.number(), role_word(role)),
        Kind::Paragraph => "paragraph".to_owned(),
        Kind::Item => "item".to_owned(),
        Kind::Signature => "signature".to_owned(),
        Kind::Date => "date".to_owned(),
    }
}

fn kind_of(word: &str) -> Option<Kind> {
    let Some(heading) = word.strip_prefix("heading-") else {
        let plain = [
            Kind::Title,
            Kind::Paragraph,
            Kind::Item,
            Kind::Signature,
            Kind::Date,
        ];
        return plain.into_iter().find(|kind| kind_word(*kind) == word);
    };
    let (level, role) = heading.split_once('-')?;
    let level = Level::ALL
        .into_iter()
        .find(|known| known.number().to_string() == level)?;
    let roles = [Role::Section, Role::Shortcomings, Role::NextSteps];
    let role = roles.into_iter().find(|known| role_word(*known) == role)?;
    Some(Kind::Heading { level, role })
}

pub(super) fn write(draft: &Draft) -> Result<String, String> {
    let blocks = draft.report.blocks().map(|block| {
        let marker = block.marker.as_ref();
        let marker = marker.map(|marker| {
            (
                style_word(marker.style).into(),
                marker.number,
                marker.text().into(),
            )
        });
        let fills = block.fills.iter();
        let fills = fills.map(|fill| {
            (
                fill.range.start,
                fill.range.end,
                fill.original.as_str().into(),
            )
        });
        let (gap, text) = (block.gap.as_str().into(), block.text.as_str().into());
        Stored(
            block.id.0,
            kind_word(block.kind).into(),
            gap,
            marker,
            text,
            fills.collect(),
        )
    });
    let record = Record {
        schema: SCHEMA,
        card: Cow::Borrowed(&draft.card),
        caret: draft.caret,
        next: draft.report.next_id(),
        tail: draft.report.tail().into(),
        blocks: blocks.collect(),
    };
    serde_json::to_string(&record).map_err(|error| error.to_string())
}

/// The card alone. The version comes first: a newer record may hold what this one cannot read at all.
pub(super) fn read_card(record: &str) -> Result<Card, Unreadable> {
    let version: Version = parse(record)?;
    if version.schema > SCHEMA {
        return Err(Unreadable::Newer(version.schema));
    }
    parse::<Head>(record).map(|head| head.card)
}

fn parse<'a, T: Deserialize<'a>>(record: &'a str) -> Result<T, Unreadable> {
    serde_json::from_str(record).map_err(|error| Unreadable::Damaged(error.to_string()))
}

pub(super) fn read(record: &str) -> Result<Draft, Unreadable> {
    read_card(record)?;
    let record: Record = parse(record)?;
    let blocks: Option<Vec<Block>> = record.blocks.into_iter().map(block).collect();
    let report =
        blocks.and_then(|blocks| Report::restored(blocks, record.tail.into_owned(), record.next));
    let report = report.ok_or_else(|| Unreadable::Damaged("block".to_owned()))?;
    Ok(Draft {
        card: record.card.into_owned(),
        report,
        caret: record.caret,
    })
}

/// The block that was stored; none for a word that is unknown or a value that is not in the text.
fn block(stored: Stored) -> Option<Block> {
    let Stored(id, kind, gap, marker, text, fills) = stored;
    let marker = match marker {
        Some((word, number, text)) => {
            let style = STYLES
                .into_iter()
                .find(|known| style_word(*known) == word)?;
            Some(Marker::stored(style, number, text.into_owned()))
        }
        None => None,
    };
    let mut end = 0;
    let mut kept = Vec::with_capacity(fills.len());
    for (start, stop, original) in fills {
        text.get(start..stop).filter(|_| end <= start)?;
        end = stop;
        kept.push(Fill {
            range: start..stop,
            original: original.into_owned(),
        });
    }
    let (gap, text) = (gap.into_owned(), text.into_owned());
    Some(Block {
        id: BlockId(id),
        kind: kind_of(&kind)?,
        gap,
        marker,
        text,
        fills: kept,
    })
}
