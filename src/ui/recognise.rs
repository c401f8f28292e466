//! Numbers that were typed by hand: a line that begins like a heading or an item becomes what it looks like,
//! as it would when it is pasted or imported.
//!
//! Law: only what was typed here a moment ago; it is a step of its own, and undo gives back the line as it was
//! typed. A number in front of a heading's or an item's own words goes: the one that stands there counts.

use tigang::edit::{Edit, Spot};
use tigang::report::{Block, BlockId, Kind, NewBlock, Report};
use tigang::text;

use super::desk::Desk;
use super::words;

/// Looks at the line that was typed last in a block; where its words end now, if it became something else.
pub fn recognise(desk: Desk, block: BlockId) -> Option<Spot> {
    if !desk.is_shown(block) {
        return None;
    }
    let edit = desk.read(|editor| {
        let block = editor.report().block(block)?;
        Some(replaced(block, &as_read(block)?))
    })?;
    let end = desk.applied(&edit)?;
    desk.say(words::RECOGNISED);
    Some(end)
}

/// The heading that a paragraph becomes: what its number says where it has one, else one like its neighbours.
pub fn heading(report: &Report, id: BlockId) -> Edit {
    let read = report.block(id).and_then(|block| {
        let read = as_read(block)?;
        read.at(0)?.kind.level()?;
        Some(replaced(block, &read))
    });
    read.unwrap_or(Edit::MakeHeading { block: id })
}

/// What a line is read as; `None` where it begins with no number.
fn as_read(block: &Block) -> Option<Report> {
    let may = match block.kind {
        Kind::Heading { .. } | Kind::Item => block.marker.is_some(),
        Kind::Paragraph => !block.is_in_line(),
        Kind::Title | Kind::Signature | Kind::Date => false,
    };
    // What was filled in stays known as such: nothing is read anew there.
    if !may || !block.fills.is_empty() {
        return None;
    }
    let read = text::parse(&block.text);
    read.at(0)?.marker.as_ref()?;
    Some(read)
}

/// What was read, in the place of the line.
fn replaced(block: &Block, read: &Report) -> Edit {
    Edit::Insert {
        block: block.id,
        range: 0..block.text.len(),
        blocks: new_blocks(read),
    }
}

/// The blocks of a text that was read, to be put into a report.
pub fn new_blocks(read: &Report) -> Vec<NewBlock> {
    let new = |block: &Block| NewBlock {
        kind: block.kind,
        gap: block.gap.clone(),
        marker: block.marker.clone(),
        text: block.text.clone(),
    };
    read.blocks().map(new).collect()
}
