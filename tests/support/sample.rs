//! Drafts to store: a small one, and one with everything that a report can hold.

use tigang::draft::shelf::{Shelf, ShelfError};
use tigang::draft::{Card, Caret, Draft, Drafts, Period, Span, Stamp};
use tigang::numbering::{Marker, Style};
use tigang::report::{Block, BlockId, Fill, Kind, Level, Report, Role};

/// A small draft of this id and name, stored at this time; its revision is the time, so that what is
/// stored later is the later state.
pub fn draft(id: &str, name: &str, saved: u64) -> Draft {
    let card = Card {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: "市局党支部".to_owned(),
        period: Period {
            year: Some(2026),
            span: Some(Span::FirstHalf),
        },
        created: 1_000,
        saved,
        binned: None,
        characters: 5,
        form: Some("branch-half-year".to_owned()),
        open: 1,
        from: Vec::new(),
        last: Vec::new(),
    };
    let block = |id, kind, gap: &str, text: &str| Block {
        id: BlockId(id),
        kind,
        gap: gap.to_owned(),
        marker: None,
        text: text.to_owned(),
        fills: Vec::new(),
    };
    let blocks = vec![
        block(0, Kind::Title, "", "总结"),
        block(3, Kind::Paragraph, "\n\n", "集体学习*次"),
    ];
    let report = Report::restored(blocks, "\n".to_owned(), 7).expect("ids are unique");
    Draft {
        stamp: stamp(saved, "tab"),
        card,
        report,
        caret: Some(Caret { block: 3, at: 6 }),
    }
}

/// The same draft as another tab left it.
pub fn by(draft: Draft, revision: u64, writer: &str) -> Draft {
    Draft {
        stamp: stamp(revision, writer),
        ..draft
    }
}

pub fn stamp(revision: u64, writer: &str) -> Stamp {
    Stamp {
        revision,
        writer: writer.to_owned(),
    }
}

/// Every kind, level, role and sort of number, and a blank that was filled.
pub fn everything() -> Draft {
    let styles = [
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
    let mut kinds = vec![
        Kind::Title,
        Kind::Paragraph,
        Kind::Item,
        Kind::Signature,
        Kind::Date,
    ];
    for level in Level::ALL {
        for role in [Role::Section, Role::Shortcomings, Role::NextSteps] {
            kinds.push(Kind::Heading { level, role });
        }
    }
    let count = u32::try_from(kinds.len()).expect("a few");
    let mut blocks = Vec::new();
    for (id, kind) in (0..).zip(kinds) {
        let fills = vec![
            Fill {
                range: 12..14,
                original: "\u{a0}*".to_owned(),
            },
            Fill {
                range: 17..17,
                original: "×".to_owned(),
            },
        ];
        let gap = if id == 0 {
            String::new()
        } else {
            "\r\n\u{3000}\u{3000}".to_owned()
        };
        let marker = styles
            .get(id as usize)
            .map(|&style| Marker::usual(style, id + 1));
        blocks.push(Block {
            id: BlockId(id * 2),
            kind,
            gap,
            marker,
            text: "集体学习12次“𠮷”\u{a0}*".to_owned(),
            fills,
        });
    }
    Draft {
        report: Report::restored(blocks, "\r\n".to_owned(), count * 2 + 5).expect("ids are unique"),
        ..draft("draft-1", "上半年总结", 1_780_000_000_000)
    }
}

/// A record as a page of schema 1 wrote it: the same draft without its envelope.
pub fn of_schema_1(draft: &Draft) -> String {
    let record = draft.to_record();
    let (_, members) = record.split_once("\"card\":").expect("a card");
    format!("{{\"schema\":1,\"card\":{members}")
}

/// Has damaged records laid aside; how many were. What is listed on the way is what lies there then.
pub fn laid_aside<S: Shelf>(drafts: &Drafts<S>) -> Result<usize, ShelfError> {
    let (listed, count) = drafts.lay_aside()?;
    assert_eq!(Ok(listed), drafts.list());
    Ok(count)
}
