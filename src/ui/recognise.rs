//! Numbers that were typed by hand: a line that begins like a heading or an item becomes what it looks like,
//! as it would when it is pasted or imported.
//!
//! Law: only what was typed here a moment ago; it is a step of its own, and undo gives back the line as it was
//! typed. A number in front of a heading's or an item's own words goes: the one that stands there counts.

use tigang::edit::{Edit, Spot};
use tigang::report::{BlockId, Kind, NewBlock, Report};
use tigang::text;

use super::desk::Desk;
use super::words;

/// Looks at the line that was typed last in a block; where its words end now, if it became something else.
pub fn recognise(desk: Desk, block: BlockId) -> Option<Spot> {
    if !desk.is_shown(block) {
        return None;
    }
    let edit = desk.read(|editor| as_read(editor.report(), block))?;
    let end = desk.applied(&edit)?;
    desk.say(words::RECOGNISED);
    Some(end)
}

/// The heading that a paragraph becomes: what its number says where it has one, else one like its neighbours.
pub fn heading(report: &Report, block: BlockId) -> Edit {
    let is_heading = |edit: &Edit| match edit {
        Edit::Insert { blocks, .. } => blocks
            .first()
            .is_some_and(|first| first.kind.level().is_some()),
        _ => false,
    };
    let read = as_read(report, block).filter(is_heading);
    read.unwrap_or(Edit::MakeHeading { block })
}

/// The edit that makes of a line what it is read as; `None` where it begins with no number.
fn as_read(report: &Report, id: BlockId) -> Option<Edit> {
    let block = report.block(id)?;
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
    read.blocks().next()?.marker.as_ref()?;
    Some(Edit::Insert {
        block: id,
        range: 0..block.text.len(),
        blocks: new_blocks(&read),
    })
}

/// The blocks of a text that was read, to be put into a report.
pub fn new_blocks(read: &Report) -> Vec<NewBlock> {
    let new = |block: &tigang::report::Block| NewBlock {
        kind: block.kind,
        gap: block.gap.clone(),
        marker: block.marker.clone(),
        text: block.text.clone(),
    };
    read.blocks().map(new).collect()
}
