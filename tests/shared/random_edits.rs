//! Edits at random, over the blocks that a report has now.

use std::ops::Range;

use tigang::edit::{self, Addition, Edit, HeadingLayout, Ids, Place};
use tigang::report::{BlockId, Kind, NewBlock, Report, Span};
use tigang::slots;

use crate::dice::{self, Dice, TEXTS};

/// Something that a person could try, sensible or not.
pub fn random_edit(dice: &mut Dice, report: &Report) -> Edit {
    let block = random_block(dice, report);
    let place = |dice: &mut Dice| {
        let anchor = random_block(dice, report);
        dice.of(&[
            Place::Before(anchor),
            Place::After(anchor),
            Place::Into(anchor),
        ])
    };
    match dice.below(36) {
        0..=4 => {
            let text = dice
                .of(&[
                    "字",
                    "a",
                    "1",
                    "，",
                    " ",
                    "党建",
                    "甲\n乙",
                    "\n",
                    "*",
                    "一是丙\r\n二是丁\r\n",
                ])
                .to_owned();
            Edit::Type {
                block,
                range: random_range(dice, report, block),
                text,
            }
        }
        5 => Edit::Type {
            block,
            range: random_range(dice, report, block),
            text: String::new(),
        },
        6 => typed_at_blank(dice, report, block),
        7 | 8 => {
            let slot = dice.below(3);
            let value = dice
                .of(&["3", "", "12", "局机关", "*", "x", "一\n二"])
                .to_owned();
            Edit::Fill { block, slot, value }
        }
        9 => Edit::Insert {
            block,
            range: random_range(dice, report, block),
            blocks: random_paste(dice),
        },
        10 | 11 => Edit::Split {
            block,
            at: random_range(dice, report, block).start,
        },
        12 | 13 => Edit::Join { block },
        14..=16 => {
            let what = dice.of(&[
                Addition::Section,
                Addition::Section,
                Addition::Shortcomings,
                Addition::NextSteps,
                Addition::Paragraph,
                Addition::Item,
                Addition::Item,
                Addition::Title,
                Addition::Closing,
            ]);
            Edit::Add {
                what,
                place: place(dice),
            }
        }
        17 | 18 => Edit::Remove { block },
        19..=22 => Edit::Move {
            block,
            place: place(dice),
        },
        23 => Edit::Promote {
            heading: random_heading(dice, report),
        },
        24 => Edit::Demote {
            heading: random_heading(dice, report),
        },
        25 => Edit::ItemsToSections { item: block },
        26 => Edit::SectionsToItems {
            heading: random_heading(dice, report),
        },
        27 => {
            let layout = dice.of(&[HeadingLayout::RunIn, HeadingLayout::OwnLine]);
            Edit::SetHeading {
                heading: random_heading(dice, report),
                layout,
            }
        }
        28 => Edit::MakeHeading { block },
        29 => random_whole(dice, report),
        30 => Edit::Substitute {
            words: dice
                .of(&["一", "*", "党", "A", "，", "字字", "习情", " "])
                .to_owned(),
            by: dice.of(&["", "二", "**", "一一", "甲\n", "x"]).to_owned(),
        },
        31 | 32 => random_span(dice, report, block),
        33 => Edit::Tidy { block },
        34 => Edit::MakeClosing {
            from: dice.of(&[block, report.order()[report.len() - 1]]),
            date: report.order()[report.len() - 1],
        },
        _ => Edit::MakeParagraph { block },
    }
}

fn random_span(dice: &mut Dice, report: &Report, block: BlockId) -> Edit {
    let other = random_block(dice, report);
    let mut place = |id| {
        let place = random_range(dice, report, id);
        (id, dice.of(&[place.start, place.end, 0, usize::MAX]))
    };
    let (from, to) = (place(block), place(other));
    let end = |(id, at): (BlockId, usize)| {
        let length = report.block(id).map_or(0, |block| block.text.len());
        (id, at.min(length))
    };
    let span = Span::between(|id| report.position(id), end(from), end(to));
    Edit::Erase {
        span: span.unwrap_or(Span { from, to }),
    }
}

fn random_block(dice: &mut Dice, report: &Report) -> BlockId {
    if dice.percent(1) {
        BlockId(9_999)
    } else {
        report.order()[dice.below(report.len())]
    }
}

fn random_heading(dice: &mut Dice, report: &Report) -> BlockId {
    let headings: Vec<BlockId> = report
        .blocks()
        .filter(|block| matches!(block.kind, Kind::Heading { .. }))
        .map(|block| block.id)
        .collect();
    if headings.is_empty() {
        random_block(dice, report)
    } else {
        dice.of(&headings)
    }
}

/// A range of a block's text; now and then one that is not.
fn random_range(dice: &mut Dice, report: &Report, block: BlockId) -> Range<usize> {
    let text = report.block(block).map_or("", |block| block.text.as_str());
    if dice.percent(3) {
        let start = dice.below(text.len() + 3);
        return start..dice.below(text.len() + 3);
    }
    let borders: Vec<usize> = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let start = dice.below(borders.len());
    let length = if dice.percent(60) {
        0
    } else {
        dice.below(borders.len() - start)
    };
    borders[start]..borders[start + length]
}

/// Keys at a blank or a value: over it, at its ends, inside.
fn typed_at_blank(dice: &mut Dice, report: &Report, block: BlockId) -> Edit {
    let slots = report.block(block).map(slots::slots).unwrap_or_default();
    let range = match slots.len() {
        0 => 0..0,
        count => slots[dice.below(count)].range.clone(),
    };
    let range = dice.of(&[
        (range.start, range.end),
        (range.end, range.end),
        (range.start, range.start),
        (range.start, range.end),
    ]);
    let text = dice.of(&["7", "", "年", "、", "*"]).to_owned();
    Edit::Type {
        block,
        range: range.0..range.1,
        text,
    }
}

/// Another version of the same draft, or a report from elsewhere.
fn random_whole(dice: &mut Dice, report: &Report) -> Edit {
    if dice.percent(40) {
        let other = dice::report(dice);
        let blocks = unglued(&other, other.len());
        return Edit::Replace {
            report: Box::new(Report::new(blocks, other.tail().to_owned())),
            ids: Ids::New,
        };
    }
    let mut version = report.clone();
    for _ in 0..1 + dice.below(4) {
        let edit = random_edit(dice, &version);
        let _: Result<edit::Change, edit::Refusal> = edit::apply(&mut version, &edit);
    }
    Edit::Replace {
        report: Box::new(version),
        ids: Ids::Kept,
    }
}

fn random_paste(dice: &mut Dice) -> Vec<NewBlock> {
    if dice.percent(30) {
        return (0..1 + dice.below(3))
            .map(|index| NewBlock {
                kind: Kind::Paragraph,
                gap: if index == 0 {
                    String::new()
                } else {
                    "\n".to_owned()
                },
                marker: None,
                text: dice.of(&TEXTS).to_owned(),
            })
            .collect();
    }
    let report = dice::report(dice);
    unglued(&report, 1 + dice.below(6))
}

/// The first blocks of a report, as they are read from elsewhere.
fn unglued(report: &Report, count: usize) -> Vec<NewBlock> {
    let blocks = report.blocks().take(count).enumerate();
    blocks
        .map(|(index, block)| {
            // A heading that was read inside a line would be pasted so into an empty report.
            let glued =
                index > 0 && matches!(block.kind, Kind::Heading { .. }) && block.gap.is_empty();
            let gap = if glued {
                "\n".to_owned()
            } else {
                block.gap.clone()
            };
            NewBlock {
                kind: block.kind,
                gap,
                marker: block.marker.clone(),
                text: block.text.clone(),
            }
        })
        .collect()
}
