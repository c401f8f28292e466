//! The stored form of a block, which drafts and their steps of undo share, and the way to and from it.
//!
//! A block is an array `[id, kind, gap, marker, text, fills]`; kinds and styles are short words that
//! never change their meaning. Law: an unknown word gives no block, it is not guessed.

use std::borrow::Cow;

use super::{Block, BlockId, Fill, Kind, Level, Role};
use crate::json::{Reader, push_number, push_text};
use crate::numbering::{Marker, Style};

/// Id, kind, gap, marker, text, fills; a marker is `[style, number, text]`, a fill `[from, to, blank]`.
pub(crate) struct Stored<'a>(
    pub(crate) u32,
    pub(crate) Cow<'a, str>,
    pub(crate) Cow<'a, str>,
    pub(crate) Option<(Cow<'a, str>, u32, Cow<'a, str>)>,
    pub(crate) Cow<'a, str>,
    pub(crate) Vec<Kept<'a>>,
);

/// Two numbers and a text, as they were read.
pub(crate) type Kept<'a> = (usize, usize, Cow<'a, str>);

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

/// Two numbers of a row, and a text where they are a filled blank.
pub(crate) type Place<'a> = (usize, usize, &'a str);

/// Writes the block as it is stored.
pub(crate) fn push(out: &mut String, block: &Block) {
    let fills = block.fills.iter();
    let fills: Vec<Place> = fills
        .map(|fill| (fill.range.start, fill.range.end, fill.original.as_str()))
        .collect();
    push_row(
        out,
        (block.id.0, &kind_word(block.kind)),
        &block.gap,
        block.marker.as_ref(),
        &block.text,
        &fills,
    );
}

/// Writes a row of this form with its id and its word.
#[inline(never)]
pub(crate) fn push_row(
    out: &mut String,
    (id, word): (u32, &str),
    gap: &str,
    marker: Option<&Marker>,
    text: &str,
    places: &[Place],
) {
    push_number(out, "[", u64::from(id));
    push_text(out, ",", word);
    push_text(out, ",", gap);
    match marker {
        None => out.push_str(",null,"),
        Some(marker) => {
            push_text(out, ",[", style_word(marker.style));
            push_number(out, ",", u64::from(marker.number));
            push_text(out, ",", marker.text());
            out.push_str("],");
        }
    }
    push_text(out, "", text);
    let mut before = ",[[";
    for (first, second, text) in places {
        push_number(out, before, *first as u64);
        push_number(out, ",", *second as u64);
        push_text(out, ",", text);
        before = "],[";
    }
    out.push_str(if places.is_empty() { ",[]]" } else { "]]]" });
}

/// Reads an array of this form, whatever its words are.
fn read<'a>(reader: &mut Reader<'a>) -> Option<Stored<'a>> {
    reader.open()?;
    let id = reader.short()?;
    reader.comma()?;
    let kind = reader.text()?;
    reader.comma()?;
    let gap = reader.text()?;
    reader.comma()?;
    let marker = if reader.null() {
        None
    } else {
        reader.open()?;
        let style = reader.text()?;
        reader.comma()?;
        let number = reader.short()?;
        reader.comma()?;
        let text = reader.text()?;
        reader.close()?;
        Some((style, number, text))
    };
    reader.comma()?;
    let text = reader.text()?;
    reader.comma()?;
    let mut fills = Vec::new();
    reader.list(&mut |reader| {
        reader.open()?;
        let from = reader.size()?;
        reader.comma()?;
        let to = reader.size()?;
        reader.comma()?;
        fills.push((from, to, reader.text()?));
        reader.close()
    })?;
    reader.close()?;
    Some(Stored(id, kind, gap, marker, text, fills))
}

/// Reads a list of such arrays.
pub(crate) fn read_all<'a>(reader: &mut Reader<'a>) -> Option<Vec<Stored<'a>>> {
    let mut all = Vec::new();
    reader.list(&mut |reader| {
        all.push(read(reader)?);
        Some(())
    })?;
    Some(all)
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
