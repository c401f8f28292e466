//! Every edit on a report of 100,000 blocks: none may take time that grows with the square.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::time::Duration;

use tigang::edit::{Addition, Edit, HeadingLayout, Ids, Place};
use tigang::editor::Editor;
use tigang::history::Source;
use tigang::numbering::{Marker, Style};
use tigang::report::{BlockId, Kind, Level, NewBlock, Report, Role};

/// What one edit may take of a processor in a build without optimization. The square of 100,000 would
/// take minutes.
const LIMIT: Duration = Duration::from_secs(3);

#[path = "shared/processor.rs"]
mod processor;

use processor::timed;

fn block(kind: Kind, marker: Option<Marker>) -> NewBlock {
    let gap = if kind == Kind::Paragraph {
        String::new()
    } else {
        "\n".to_owned()
    };
    NewBlock {
        kind,
        gap,
        marker,
        text: "学习*次。".to_owned(),
    }
}

/// Sections of one level, each with its body.
fn sections(count: u32, level: Level, style: Style) -> Vec<NewBlock> {
    let kind = Kind::Heading {
        level,
        role: Role::Section,
    };
    (1..=count)
        .flat_map(|number| {
            [
                block(kind, Some(Marker::usual(style, number))),
                block(Kind::Paragraph, None),
            ]
        })
        .collect()
}

fn items(count: u32) -> Vec<NewBlock> {
    (1..=count)
        .map(|number| block(Kind::Item, Some(Marker::usual(Style::Is, number))))
        .collect()
}

/// Does the edits one after another and takes them back; says how long each took.
fn time(what: &str, blocks: Vec<NewBlock>, edits: impl Fn(&dyn Fn(usize) -> BlockId) -> Vec<Edit>) {
    let report = Report::new(blocks, String::new());
    let order = report.order().to_vec();
    let mut editor = Editor::new(report);
    let at = |position: usize| order[position];
    for edit in edits(&at) {
        let done = timed(|| {
            editor
                .apply(&edit, Source::Command)
                .unwrap_or_else(|refusal| panic!("{what}: {edit:?} {refusal:?}"));
        });
        let undone = timed(|| {
            editor.undo().expect("an edit can be undone");
        });
        let words: String = format!("{edit:?}").chars().take(60).collect();
        println!(
            "{what}: {words}: {:.1} ms, undone in {:.1} ms",
            millis(done),
            millis(undone)
        );
        assert!(
            done < LIMIT && undone < LIMIT,
            "{what}: {words} took {done:?}, undoing {undone:?}"
        );
    }
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[test]
fn sections_of_one_level() {
    time(
        "sections",
        sections(50_000, Level::One, Style::Comma),
        |at| {
            let (first, last) = (at(0), at(99_998));
            vec![
                Edit::Type {
                    block: last,
                    range: 0..0,
                    text: "字".to_owned(),
                },
                Edit::Fill {
                    block: last,
                    slot: 0,
                    value: "3".to_owned(),
                },
                Edit::Split {
                    block: at(1),
                    at: 0,
                },
                Edit::Add {
                    what: Addition::Section,
                    place: Place::Before(first),
                },
                Edit::Add {
                    what: Addition::Shortcomings,
                    place: Place::Before(first),
                },
                Edit::Add {
                    what: Addition::Title,
                    place: Place::Before(first),
                },
                Edit::Add {
                    what: Addition::Closing,
                    place: Place::Before(first),
                },
                Edit::Remove { block: first },
                Edit::Move {
                    block: first,
                    place: Place::After(last),
                },
                Edit::Move {
                    block: last,
                    place: Place::Before(first),
                },
                Edit::Demote { heading: at(2) },
                Edit::SectionsToItems { heading: last },
                Edit::SetHeading {
                    heading: first,
                    layout: HeadingLayout::OwnLine,
                },
                Edit::MakeParagraph { block: first },
                Edit::Insert {
                    block: at(1),
                    range: 0..0,
                    blocks: sections(2_000, Level::One, Style::Comma),
                },
                Edit::Replace {
                    report: Box::new(Report::new(items(100_000), String::new())),
                    ids: Ids::Kept,
                },
                Edit::Replace {
                    report: Box::new(Report::new(items(100_000), "\n".to_owned())),
                    ids: Ids::New,
                },
            ]
        },
    );
}

#[test]
fn parts_inside_parts() {
    let mut blocks = sections(2, Level::One, Style::Comma);
    blocks.extend(sections(25_000, Level::Two, Style::Parenthesis));
    blocks.extend(sections(1, Level::One, Style::Comma));
    for section in sections(12_000, Level::Two, Style::Parenthesis).chunks(2) {
        blocks.extend_from_slice(section);
        blocks.extend(sections(1, Level::Three, Style::Dot));
    }
    time("parts", blocks, |at| {
        vec![
            Edit::Promote { heading: at(4) },
            Edit::Demote { heading: at(2) },
            Edit::Demote {
                heading: at(50_004),
            },
            Edit::Move {
                block: at(50_004),
                place: Place::Into(at(0)),
            },
            Edit::Move {
                block: at(4),
                place: Place::Before(at(0)),
            },
            Edit::MakeParagraph { block: at(50_004) },
            Edit::Remove { block: at(2) },
        ]
    });
}

#[test]
fn items_of_one_list() {
    let mut blocks = vec![
        block(
            Kind::Heading {
                level: Level::One,
                role: Role::Section,
            },
            None,
        ),
        block(Kind::Paragraph, None),
    ];
    blocks.extend(items(100_000));
    time("items", blocks, |at| {
        vec![
            Edit::Split {
                block: at(2),
                at: 0,
            },
            Edit::Join { block: at(3) },
            Edit::Add {
                what: Addition::Item,
                place: Place::Before(at(2)),
            },
            Edit::Add {
                what: Addition::Item,
                place: Place::Into(at(0)),
            },
            Edit::Remove { block: at(2) },
            Edit::Move {
                block: at(2),
                place: Place::After(at(100_001)),
            },
            Edit::Move {
                block: at(100_001),
                place: Place::Before(at(2)),
            },
            Edit::ItemsToSections { item: at(50_000) },
            Edit::MakeParagraph { block: at(2) },
            Edit::Insert {
                block: at(2),
                range: 0..0,
                blocks: items(2_000),
            },
        ]
    });
}

#[test]
fn paragraphs() {
    let line = || NewBlock {
        gap: "\n".to_owned(),
        ..block(Kind::Paragraph, None)
    };
    time("paragraphs", (0..100_000).map(|_| line()).collect(), |at| {
        vec![
            Edit::Join { block: at(1) },
            Edit::Move {
                block: at(0),
                place: Place::After(at(99_999)),
            },
            Edit::MakeHeading { block: at(0) },
            Edit::Remove { block: at(50_000) },
            Edit::Type {
                block: at(0),
                range: 0..0,
                text: "一行\n".repeat(20_000),
            },
        ]
    });
    // A report in one line: nothing shows what a new line looks like.
    time(
        "one line",
        (0..100_000).map(|_| block(Kind::Paragraph, None)).collect(),
        |at| {
            vec![
                Edit::Split {
                    block: at(0),
                    at: 3,
                },
                Edit::Type {
                    block: at(99_999),
                    range: 0..0,
                    text: "一行\n".repeat(5_000),
                },
                Edit::Move {
                    block: at(0),
                    place: Place::After(at(99_999)),
                },
            ]
        },
    );
}
