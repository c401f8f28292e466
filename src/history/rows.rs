//! The changes of undo and redo as rows, and the way back.
//!
//! A row has the form of a stored block, which the page has to read anyway:
//! `[number, word, before, null, after, places]`. A change is a row `change` with the number of its steps
//! and the caret, then its steps; a step is a row with its word, and behind it the blocks that it is
//! about. Law: a word never changes its meaning, and an unknown one is not guessed.

use crate::edit::{Change, Spot, Step};
use crate::report::stored::{self, Place, Stored};
use crate::report::{Block, BlockId, Fill, Kind, Report};

/// The change as text, if it fits with a comma.
pub(super) fn written(change: &Change, room: usize) -> Option<String> {
    // One that cannot fit is not written at all.
    if room < change.steps.iter().map(least).sum() {
        return None;
    }
    let caret = change.focus.map(|focus| {
        let block = focus.block.0 as usize;
        [place(block, focus.start), place(focus.end, 0)]
    });
    let count = u32::try_from(change.steps.len()).ok()?;
    let caret: Vec<Place> = caret.into_iter().flatten().collect();
    let mut rows = String::new();
    push(&mut rows, count, "change", ("", ""), &caret);
    for step in &change.steps {
        write_step(&mut rows, step);
    }
    (rows.len() < room).then_some(rows)
}

fn place<'a>(first: usize, second: usize) -> Place<'a> {
    (first, second, "")
}

/// Writes a row that is no block.
#[inline(never)]
fn push(
    rows: &mut String,
    number: u32,
    word: &str,
    (before, after): (&str, &str),
    places: &[Place],
) {
    separate(rows);
    stored::push_row(rows, (number, word), before, None, after, places);
}

fn push_block(rows: &mut String, block: &Block) {
    separate(rows);
    stored::push(rows, block);
}

fn separate(rows: &mut String) {
    if !rows.is_empty() {
        rows.push(',');
    }
}

/// How many bytes a step takes at least.
fn least(step: &Step) -> usize {
    match step {
        Step::Text {
            removed, inserted, ..
        } => removed.len() + inserted.len(),
        Step::Blocks {
            removed, inserted, ..
        } => {
            let blocks = removed.iter().chain(inserted);
            blocks.map(|block| block.text.len()).sum()
        }
        _ => "[0,\"gap\"]".len(),
    }
}

fn write_step(rows: &mut String, step: &Step) {
    let name = step.block().unwrap_or(BlockId(0));
    // Two blocks that differ in one thing.
    let (mut first, mut second) = (bare(name), bare(name));
    let word = match step {
        Step::Text {
            at,
            removed,
            inserted,
            fills: (before, after),
            ..
        } => {
            let mut places = vec![place(*at, before.len())];
            for fill in before.iter().chain(after) {
                places.push((fill.range.start, fill.range.end, &fill.original));
            }
            return push(rows, name.0, "text", (removed, inserted), &places);
        }
        Step::Gap(_, before, after) => {
            return push(rows, name.0, "gap", (before, after), &[]);
        }
        Step::Tail(before, after) => {
            return push(rows, 0, "tail", (before, after), &[]);
        }
        Step::Swap { start, middle, end } => {
            let places = [place(*start, *middle), place(*end, 0)];
            return push(rows, 0, "swap", ("", ""), &places);
        }
        Step::Blocks {
            at,
            removed,
            inserted,
        } => {
            let places = [place(*at, removed.len()), place(inserted.len(), 0)];
            push(rows, 0, "blocks", ("", ""), &places);
            for blocks in [removed, inserted] {
                blocks.iter().for_each(|block| push_block(rows, block));
            }
            return;
        }
        Step::Marker(_, before, after) => {
            (first.marker, second.marker) = (before.clone(), after.clone());
            "number"
        }
        Step::Kind(_, before, after) => {
            (first.kind, second.kind) = (*before, *after);
            "kind"
        }
    };
    push(rows, name.0, word, ("", ""), &[]);
    push_block(rows, &first);
    push_block(rows, &second);
}

/// A block with a name and nothing else.
fn bare(id: BlockId) -> Block {
    Block {
        id,
        kind: Kind::Paragraph,
        gap: String::new(),
        marker: None,
        text: String::new(),
        fills: Vec::new(),
    }
}

/// The changes of a list, the nearest one last.
pub(super) fn changes(rows: Vec<Stored>, report: &Report) -> Option<Vec<Change>> {
    let mut changes = Vec::new();
    let mut rows = rows.into_iter();
    while let Some(Stored(count, word, _, _, _, caret)) = rows.next() {
        let focus = match caret.as_slice() {
            [] => None,
            [(block, start, _), (end, ..)] => Some(Spot {
                block: BlockId(u32::try_from(*block).ok()?),
                start: *start,
                end: *end,
            }),
            _ => return None,
        };
        let mut steps = Vec::new();
        for _ in 0..count {
            steps.push(step(&mut rows, report)?);
        }
        if word != "change" {
            return None;
        }
        changes.push(Change { steps, focus });
    }
    changes.reverse();
    Some(changes)
}

/// The step that was stored. No block may have a name that could still be given to another.
fn step(rows: &mut dyn Iterator<Item = Stored>, report: &Report) -> Option<Step> {
    let Stored(number, word, before, _, after, places) = rows.next()?;
    let name = BlockId(number);
    // No text is that long, and sums of such places cannot overflow.
    let is_far = |place: &stored::Kept| i32::try_from(place.0.max(place.1)).is_err();
    if places.iter().any(is_far) {
        return None;
    }
    let mut blocks = |count: usize| {
        let mut blocks = Vec::new();
        for _ in 0..count {
            let block = stored::block(rows.next()?)?;
            (block.id.0 < report.next_id()).then(|| blocks.push(block))?;
        }
        Some(blocks)
    };
    let numbers = |at: usize| places.get(at).map(|place| (place.0, place.1));
    Some(match &*word {
        "text" => {
            let (at, count) = numbers(0)?;
            let fill = |(start, end, original): &stored::Kept| Fill {
                range: *start..*end,
                original: original.to_string(),
            };
            let (before_fills, after_fills) = places.get(1..)?.split_at_checked(count)?;
            Step::Text {
                block: name,
                at,
                removed: before.into_owned(),
                inserted: after.into_owned(),
                fills: (
                    before_fills.iter().map(fill).collect(),
                    after_fills.iter().map(fill).collect(),
                ),
            }
        }
        "gap" => Step::Gap(name, before.into_owned(), after.into_owned()),
        "tail" => Step::Tail(before.into_owned(), after.into_owned()),
        "swap" => {
            let ((start, middle), (end, _)) = (numbers(0)?, numbers(1)?);
            Step::Swap { start, middle, end }
        }
        "blocks" => {
            let ((at, removed), (inserted, _)) = (numbers(0)?, numbers(1)?);
            Step::Blocks {
                at,
                removed: blocks(removed)?,
                inserted: blocks(inserted)?,
            }
        }
        "number" | "kind" => {
            let [first, second] = <[Block; 2]>::try_from(blocks(2)?).ok()?;
            if word == "kind" {
                Step::Kind(name, first.kind, second.kind)
            } else {
                Step::Marker(name, first.marker, second.marker)
            }
        }
        _ => return None,
    })
}
