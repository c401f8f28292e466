//! A report written down for tests: its text as it is, with a tag in front of every block.
//!
//! `[标题]` `[段]` `[项]` `[署名]` `[日期]`, `[1]` to `[4]` for headings, `[不足]` `[下一步]` for parts of that
//! role (level one unless a digit follows); `[段 a]` calls the block `a`. `|` ends a number, `{12←*}` is
//! a filled blank, `^` the caret, `^…^` a selection, `⏎` a line end inside a title or at the very end,
//! `␣` a no-break space.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use tigang::numbering::Marker;
use tigang::report::{Block, BlockId, Fill, Kind, Level, Report, Role};

/// A report, the names of its blocks and the caret.
#[derive(Debug)]
pub struct Scene {
    pub report: Report,
    pub names: BTreeMap<String, BlockId>,
    pub caret: Option<(BlockId, Range<usize>)>,
}

/// Reads the notation.
pub fn read(text: &str) -> Scene {
    let (mut blocks, mut names, mut caret) = (Vec::new(), BTreeMap::new(), None);
    let mut pieces = text.split('[');
    let mut gap = pieces.next().unwrap_or_default().to_owned();
    for (id, piece) in (0..).map(BlockId).zip(pieces) {
        let (tag, rest) = piece
            .split_once(']')
            .unwrap_or_else(|| panic!("no end of tag: {piece}"));
        let (kind, name) = tag
            .split_once(' ')
            .map_or((tag, None), |(kind, name)| (kind, Some(name)));
        names.extend(name.map(|name| (name.to_owned(), id)));
        let (own, next_gap) = rest.split_at(rest.find(['\n', '\r', '\u{c}']).unwrap_or(rest.len()));
        let (marker, own) = own
            .split_once('|')
            .map_or((None, own), |(marker, own)| (Some(marker), own));
        let marker = marker.map(|text| {
            let marker = Marker::read(text).unwrap_or_else(|| panic!("no number: {text}"));
            assert_eq!(marker.text(), text, "more than a number");
            marker
        });
        let (text, fills, carets) = read_text(own);
        if let (Some(first), Some(last)) = (carets.first(), carets.last()) {
            caret = Some((id, *first..*last));
        }
        let gap = std::mem::replace(&mut gap, next_gap.to_owned());
        blocks.push(Block {
            id,
            kind: read_kind(kind),
            gap,
            marker,
            text,
            fills,
        });
    }
    if let Some(last) = blocks
        .last_mut()
        .filter(|last| last.kind != Kind::Title && last.text.ends_with('\n'))
    {
        gap = "\n".to_owned();
        last.text.pop();
    }
    let report = Report::restored(blocks, gap, 0).expect("ids are counted");
    Scene {
        report,
        names,
        caret,
    }
}

fn read_kind(tag: &str) -> Kind {
    let level = |digits: &str| {
        digits
            .parse()
            .ok()
            .and_then(Level::from_number)
            .unwrap_or(Level::One)
    };
    match tag {
        "标题" => Kind::Title,
        "段" => Kind::Paragraph,
        "项" => Kind::Item,
        "署名" => Kind::Signature,
        "日期" => Kind::Date,
        _ if tag.starts_with("不足") => Kind::Heading {
            level: level(tag.trim_start_matches("不足")),
            role: Role::Shortcomings,
        },
        _ if tag.starts_with("下一步") => Kind::Heading {
            level: level(tag.trim_start_matches("下一步")),
            role: Role::NextSteps,
        },
        "1" | "2" | "3" | "4" => Kind::Heading {
            level: level(tag),
            role: Role::Section,
        },
        _ => panic!("unknown tag: {tag}"),
    }
}

fn read_text(own: &str) -> (String, Vec<Fill>, Vec<usize>) {
    let (mut text, mut fills, mut carets) = (String::new(), Vec::new(), Vec::new());
    let (mut start, mut original) = (0, None::<String>);
    for sign in own.chars() {
        match (sign, &mut original) {
            ('^', _) => carets.push(text.len()),
            ('⏎', _) => text.push('\n'),
            ('␣', Some(original)) => original.push('\u{a0}'),
            ('␣', None) => text.push('\u{a0}'),
            ('{', _) => start = text.len(),
            ('←', _) => original = Some(String::new()),
            ('}', Some(original)) => {
                fills.push(Fill {
                    range: start..text.len(),
                    original: std::mem::take(original),
                });
            }
            (_, Some(original)) => original.push(sign),
            (_, None) => text.push(sign),
        }
        if sign == '}' {
            original = None;
        }
    }
    (text, fills, carets)
}

/// Writes the notation, for people to compare.
pub fn write(report: &Report) -> String {
    let mut text = String::new();
    for block in report.blocks() {
        let tag = match block.kind {
            Kind::Title => "标题".to_owned(),
            Kind::Paragraph => "段".to_owned(),
            Kind::Item => "项".to_owned(),
            Kind::Signature => "署名".to_owned(),
            Kind::Date => "日期".to_owned(),
            Kind::Heading {
                level,
                role: Role::Section,
            } => level.number().to_string(),
            Kind::Heading {
                level: Level::One,
                role: Role::Shortcomings,
            } => "不足".to_owned(),
            Kind::Heading {
                level: Level::One,
                role: Role::NextSteps,
            } => "下一步".to_owned(),
            Kind::Heading {
                level,
                role: Role::Shortcomings,
            } => format!("不足{}", level.number()),
            Kind::Heading {
                level,
                role: Role::NextSteps,
            } => format!("下一步{}", level.number()),
        };
        let number = block
            .marker
            .as_ref()
            .map(|marker| format!("{}|", marker.text()))
            .unwrap_or_default();
        let mut own = String::new();
        let mut done = 0;
        for fill in &block.fills {
            let Range { start, end } = fill.range;
            let _ = write!(
                own,
                "{}{{{}←{}}}",
                &block.text[done..start],
                &block.text[start..end],
                fill.original
            );
            done = end;
        }
        own += &block.text[done..];
        let _ = write!(
            text,
            "{}[{tag}]{number}{}",
            block.gap,
            own.replace('\n', "⏎").replace('\u{a0}', "␣")
        );
    }
    text + report.tail()
}

/// The plain text of a report, by the law that it is its blocks in order and the tail.
pub fn plain(report: &Report) -> String {
    let mut text = String::new();
    for block in report.blocks() {
        text += &block.gap;
        text += block.marker.as_ref().map_or("", |marker| marker.text());
        text += &block.text;
    }
    text + report.tail()
}
