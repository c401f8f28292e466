//! What was edited reads as what it is: the text that goes out, read again, has the same outline.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::edit::{self, Addition, Edit, HeadingLayout, Place};
use tigang::outline;
use tigang::report::{BlockId, Kind, Report};
use tigang::text;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/notation.rs"]
mod notation;

/// A whole report as our users write it, with sections run in, shortcomings and next steps.
fn half_year() -> Report {
    text::parse(include_str!("cases/half-year/half-year.txt"))
}

/// The edits that a report offers: every part, item and paragraph to every place, and so on.
fn edits(report: &Report) -> Vec<Edit> {
    let of_kind = |wanted: fn(Kind) -> bool| -> Vec<BlockId> {
        report
            .blocks()
            .filter(|block| wanted(block.kind))
            .map(|block| block.id)
            .collect()
    };
    let headings = of_kind(|kind| matches!(kind, Kind::Heading { .. }));
    let items = of_kind(|kind| kind == Kind::Item);
    let mut edits = Vec::new();
    for list in [&headings, &items] {
        for &block in list {
            edits.push(Edit::Remove { block });
            for &other in list {
                edits.push(Edit::Move {
                    block,
                    place: Place::Before(other),
                });
                edits.push(Edit::Move {
                    block,
                    place: Place::After(other),
                });
                edits.push(Edit::Move {
                    block,
                    place: Place::Into(other),
                });
            }
        }
    }
    for &heading in &headings {
        edits.push(Edit::Promote { heading });
        edits.push(Edit::Demote { heading });
        edits.push(Edit::SetHeading {
            heading,
            layout: HeadingLayout::OwnLine,
        });
    }
    for &item in &items {
        edits.push(Edit::ItemsToSections { item });
        edits.push(Edit::Add {
            what: Addition::Item,
            place: Place::Before(item),
        });
        edits.push(Edit::Add {
            what: Addition::Item,
            place: Place::After(item),
        });
    }
    // What stands behind the date is read by its words alone.
    for &block in &of_kind(|kind| !kind.is_closing()) {
        let text = report.block(block).map_or(0, |block| block.text.len());
        edits.push(Edit::Split { block, at: text });
        for what in [Addition::Section, Addition::Paragraph] {
            edits.push(Edit::Add {
                what,
                place: Place::Before(block),
            });
            edits.push(Edit::Add {
                what,
                place: Place::After(block),
            });
            edits.push(Edit::Add {
                what,
                place: Place::Into(block),
            });
        }
    }
    edits
}

/// Writes something where an edit left a block without text, so that there is something to read.
fn write_into(report: &mut Report) {
    for id in report.order().to_vec() {
        let Some(block) = report
            .block(id)
            .filter(|block| block.text.is_empty() && !block.is_opener())
        else {
            continue;
        };
        let text = if matches!(block.kind, Kind::Heading { .. }) {
            "抓好日常管理。"
        } else {
            "认真抓好各项工作的落实。"
        };
        let edit = Edit::Type {
            block: id,
            range: 0..0,
            text: text.to_owned(),
        };
        edit::apply(report, &edit).expect("typed");
    }
}

#[test]
fn what_was_edited_reads_the_same() {
    let mut starts = vec![half_year()];
    starts.extend(outline::forms().iter().map(outline::Form::start));
    let (mut tried, mut failed) = (0, Vec::new());
    for start in starts {
        for edit in edits(&start) {
            let mut report = start.clone();
            if edit::apply(&mut report, &edit).is_err() {
                continue;
            }
            write_into(&mut report);
            tried += 1;
            let read = text::parse(&text::write(&report));
            if outline_of(&read) != outline_of(&report) {
                failed.push(format!("{edit:?}\n{}", difference(&report, &read)));
            }
        }
    }
    assert!(
        failed.is_empty(),
        "of {tried} {}:\n{}",
        failed.len(),
        failed.join("\n")
    );
}

/// The blocks in the notation. Whether a part without a heading is 不足 or 下一步 is told by its place
/// among the others, too: that is left out.
fn outline_of(report: &Report) -> String {
    let written = notation::write(report);
    written.replace("[不足][", "[").replace("[下一步][", "[")
}

/// The first block that reads otherwise, as it was and as it is read.
fn difference(report: &Report, read: &Report) -> String {
    let (report, read) = (notation::write(report), notation::write(read));
    let pieces = |text: &str| -> Vec<String> {
        text.split('[')
            .map(|piece| piece.chars().take(20).collect())
            .collect()
    };
    let (report, read) = (pieces(&report), pieces(&read));
    let at = report
        .iter()
        .zip(&read)
        .take_while(|(one, other)| one == other)
        .count();
    let around = |pieces: &[String]| {
        pieces[at.saturating_sub(1)..pieces.len().min(at + 2)]
            .join("[")
            .replace('\n', "⏎")
    };
    format!("  is   {}\n  read {}", around(&report), around(&read))
}
