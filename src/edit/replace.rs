//! Another report in the place of the whole: an older version, or a text from elsewhere.
//!
//! Law: afterwards the report has the blocks and the tail of the other one; a name is never given to a
//! second block, and blocks at both ends that are alike are left alone, so that undo keeps little.

use crate::numbering::Marker;
use crate::report::{Block, Kind, NewBlock, Report};

use super::add::blank;
use super::change::Spot;
use super::work::Work;
use super::{Focus, Ids, Refusal};

pub(super) fn replace(work: &mut Work, other: &Report, ids: Ids) -> Focus {
    let (before, after) = (work.report.len(), other.len());
    let alike = |(old, new): &(&Block, &Block)| match ids {
        Ids::Kept => old == new,
        Ids::New => content(old) == content(new),
    };
    let pairs = work.report.blocks().zip(other.blocks());
    let head = pairs.take_while(alike).count();
    let rest = before.min(after) - head;
    let pairs = work.report.blocks().rev().zip(other.blocks().rev());
    let foot = pairs.take(rest).take_while(alike).count();
    if head == before && head == after && work.report.tail() == other.tail() {
        return Err(Refusal::NothingToDo);
    }
    let coming = other.blocks().take(after - foot).skip(head);
    let mut coming: Vec<Block> = match ids {
        Ids::Kept => coming.cloned().collect(),
        Ids::New => coming.map(|block| renamed(work.report, block)).collect(),
    };
    if ids == Ids::Kept {
        work.report.leave_ids(other.next_id());
    }
    if after == 0 {
        coming.push(work.report.named(blank(Kind::Paragraph, None)));
    }
    let first = coming.first().map(|block| block.id);
    if head + foot < before {
        work.remove(head..before - foot)?;
    }
    if !coming.is_empty() {
        work.insert_named(head, coming)?;
    }
    work.tail(other.tail())?;
    // Nothing came where something only went: the caret goes to what follows it.
    let beside = head.min(work.report.len().saturating_sub(1));
    let focus = first.or_else(|| work.report.order().get(beside).copied());
    Ok(focus.map(|id| Spot::caret(id, 0)))
}

/// What a block from elsewhere has in common with one that stands here; filled blanks are no part of it,
/// for a text from elsewhere does not tell them.
fn content(block: &Block) -> (Kind, &str, Option<&Marker>, &str) {
    (block.kind, &block.gap, block.marker.as_ref(), &block.text)
}

/// The block under a new name.
fn renamed(report: &mut Report, block: &Block) -> Block {
    let fills = block.fills.clone();
    let named = report.named(NewBlock {
        kind: block.kind,
        gap: block.gap.clone(),
        marker: block.marker.clone(),
        text: block.text.clone(),
    });
    Block { fills, ..named }
}
