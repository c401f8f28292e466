//! Typing: text in a block, blanks filled and emptied, blocks put in order and joined.

use std::ops::Range;

use crate::line_ends::{breaks_line, ends_line};
use crate::report::{Block, BlockId, Kind};
use crate::slots::slots;

use super::change::Spot;
use super::convert::{append, end_sentence};
use super::renumber::{self, start};
use super::work::Work;
use super::{Focus, Refusal, fills, gaps, paste};

/// The spaces that stand for an indent where they begin a line.
pub const INDENTS: [char; 3] = [' ', '\u{3000}', '\t'];

pub(super) fn type_text(work: &mut Work, id: BlockId, range: Range<usize>, text: &str) -> Focus {
    if work.block(id)?.kind != Kind::Title && breaks_line(text) {
        return paste::lines(work, id, range, text);
    }
    let start = range.start;
    work.text(id, range, text)?;
    Ok(Some(Spot::caret(id, start + text.len())))
}

pub(super) fn fill(work: &mut Work, id: BlockId, slot: usize, value: &str) -> Focus {
    let value: String = value
        .chars()
        .filter(|c| !c.is_control() && !ends_line(*c))
        .collect();
    let block = work.block(id)?;
    let slots = slots(block);
    let range = slots.get(slot).ok_or(Refusal::Gone)?.range.clone();
    let standing = block.text.get(range.clone()).ok_or(Refusal::Gone)?;
    let filled = block.fills.iter().find(|fill| fill.range == range);
    let original = filled.map_or(standing, |fill| &fill.original).to_owned();
    // Spaces alone say nothing: what is missing would be missed.
    let insert = if value.trim().is_empty() {
        original.as_str()
    } else {
        value.as_str()
    };
    let end = range.start + insert.len();
    fills::put(work, id, range.clone(), insert, &original)?;
    Ok(Some(Spot {
        block: id,
        start: range.start,
        end,
    }))
}

pub(super) fn tidy(work: &mut Work, id: BlockId) -> Focus {
    let position = work.position(id)?;
    fills::open_wiped(work, id)?;
    let block = work.block(id)?;
    let (kind, gap) = (block.kind, block.gap.clone());
    let words = block.text.trim_start_matches(INDENTS);
    let indent = block.text.len() - words.len();
    // The empty first cells of a row of a table are no indent.
    let is_row = block.text.starts_with('\t')
        && work
            .before(position)
            .is_some_and(|above| above.text.contains('\t'));
    if kind != Kind::Title && 0 < indent && !words.is_empty() && !is_row {
        let spaces = block.text.get(..indent).unwrap_or_default().to_owned();
        work.text(id, 0..indent, "")?;
        if kind == Kind::Paragraph && gap.ends_with(ends_line) {
            work.gap(id, gap + &spaces)?;
        }
    }
    let has_body = work.report.at(position + 1).is_some_and(Block::is_in_line);
    if has_body && (kind.level().is_some() || kind == Kind::Item) {
        end_sentence(work, id)?;
    }
    let end = work.block(id)?.text.len();
    Ok(Some(Spot::caret(id, end)))
}

pub(super) fn join(work: &mut Work, id: BlockId) -> Focus {
    let position = work.position(id)?;
    let block = work.block(id)?.clone();
    let before = work.before(position);
    let before = before.ok_or(Refusal::NothingBefore)?;
    let is_line =
        |block: &Block| matches!(block.kind, Kind::Heading { .. }) || block.kind.is_closing();
    if before.kind == Kind::Paragraph && before.text.is_empty() && is_line(&block) {
        // Nothing but an empty line is taken away.
        gaps::leave(work, &(position - 1..position))?;
        work.remove(position - 1..position)?;
        return Ok(Some(Spot::caret(id, 0)));
    }
    let takes = match before.kind {
        Kind::Paragraph | Kind::Item => true,
        Kind::Title => block.kind == Kind::Paragraph,
        Kind::Heading { .. } => !before.is_opener(),
        Kind::Signature | Kind::Date => false,
    };
    if !matches!(block.kind, Kind::Paragraph | Kind::Item) || !takes {
        return Err(Refusal::OwnLine);
    }
    let is_body = block.kind == Kind::Paragraph;
    if is_body && block.gap.is_empty() && matches!(before.kind, Kind::Heading { .. } | Kind::Item) {
        if !block.text.is_empty() {
            return Err(Refusal::RunIn);
        }
        // Of a body without words nothing is left but its line.
        let spot = Spot::caret(before.id, before.text.len());
        work.remove(position..position + 1)?;
        return Ok(Some(spot));
    }
    // Behind its full stop a heading is done: the body comes into its line, not into its words.
    if is_body && matches!(before.kind, Kind::Heading { .. }) && before.text.ends_with('。') {
        work.gap(id, String::new())?;
        return Ok(Some(Spot::caret(id, 0)));
    }
    let (before, end) = (before.id, before.text.len());
    let list = work.report.sibling_items(id);
    let first = start(work.report, &list);
    append(work, before, &block)?;
    work.remove(position..position + 1)?;
    let list: Vec<BlockId> = list.into_iter().filter(|&other| other != id).collect();
    renumber::items(work, &list, first, &[])?;
    Ok(Some(Spot::caret(before, end)))
}
