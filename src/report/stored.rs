//! The stored form of a block, which drafts and their steps of undo share, and the way to and from it.
//!
//! A block is an array `[id, kind, gap, marker, text, fills]`; kinds and styles are short words that
//! never change their meaning. Law: an unknown word gives no block, it is not guessed.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Block, BlockId, Fill, Kind, Level, Role};
use crate::numbering::{Marker, Style};

/// Id, kind, gap, marker, text, fills; a marker is `[style, number, text]`, a fill `[from, to, blank]`.
#[derive(Serialize, Deserialize)]
pub(crate) struct Stored<'a>(
    pub(crate) u32,
    pub(crate) Cow<'a, str>,
    pub(crate) Cow<'a, str>,
    pub(crate) Option<(Cow<'a, str>, u32, Cow<'a, str>)>,
    pub(crate) Cow<'a, str>,
    pub(crate) Vec<(usize, usize, Cow<'a, str>)>,
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

/// The block as it is stored.
pub(crate) fn of(block: &Block) -> Stored<'_> {
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
}

/// Writes the block as it is stored. By hand: a draft is stored after every pause, and what serde writes
/// sign by sign takes several times as long for a long report.
pub(crate) fn push(out: &mut String, block: &Block) {
    push_number(out, "[", block.id.0 as usize);
    for text in [kind_word(block.kind).as_str(), &block.gap] {
        out.push(',');
        push_text(out, text);
    }
    match &block.marker {
        None => out.push_str(",null,"),
        Some(marker) => {
            out.push_str(",[");
            push_text(out, style_word(marker.style));
            push_number(out, ",", marker.number as usize);
            out.push(',');
            push_text(out, marker.text());
            out.push_str("],");
        }
    }
    push_text(out, &block.text);
    out.push_str(",[");
    for (index, fill) in block.fills.iter().enumerate() {
        let start = if index == 0 { "[" } else { ",[" };
        push_number(out, start, fill.range.start);
        push_number(out, ",", fill.range.end);
        out.push(',');
        push_text(out, &fill.original);
        out.push(']');
    }
    out.push_str("]]");
}

fn push_number(out: &mut String, before: &str, number: usize) {
    out.push_str(before);
    out.push_str(&number.to_string());
}

/// Writes a text in quotation marks, escaped where it has to be.
pub(crate) fn push_text(out: &mut String, text: &str) {
    let is_plain = |byte: u8| byte >= 0x20 && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        // A string always has a form in JSON.
        out.push_str(&serde_json::to_string(text).unwrap_or_default());
    }
}

/// The block that was stored; none for a word that is unknown or a value that is not in the text.
pub(crate) fn block(stored: Stored) -> Option<Block> {
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
