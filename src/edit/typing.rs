//! Typing: text in a block, blanks filled and emptied, blocks split and joined.

use std::ops::Range;

use crate::attachments;
use crate::report::{Block, BlockId, Fill, Kind, NewBlock};
use crate::slots::slots;

use super::add::{blank, insert, new_paragraph, put};
use super::change::Spot;
use super::convert::{append, end_sentence};
use super::renumber::{self, start};
use super::work::Work;
use super::{Focus, Place, Refusal, fills, gaps, item_list, paste};

pub(super) fn type_text(work: &mut Work, id: BlockId, range: Range<usize>, text: &str) -> Focus {
    if work.block(id)?.kind != Kind::Title && gaps::breaks_line(text) {
        return paste::lines(work, id, range, text);
    }
    let start = range.start;
    work.text(id, range, text)?;
    Ok(Some(Spot::caret(id, start + text.len())))
}

pub(super) fn fill(work: &mut Work, id: BlockId, slot: usize, value: &str) -> Focus {
    let value: String = value
        .chars()
        .filter(|c| !c.is_control() && !gaps::ends_line(*c))
        .collect();
    let block = work.block(id)?;
    let slots = slots(block);
    let range = slots.get(slot).ok_or(Refusal::Gone)?.range.clone();
    let standing = block.text.get(range.clone()).ok_or(Refusal::Gone)?;
    let filled = block.fills.iter().find(|fill| fill.range == range);
    let original = filled.map_or(standing, |fill| &fill.original).to_owned();
    let insert = if value.is_empty() {
        original.as_str()
    } else {
        value.as_str()
    };
    let shifted = |at: usize| {
        if at < range.end {
            at
        } else {
            at - range.len() + insert.len()
        }
    };
    let others = block.fills.iter().filter(|fill| fill.range != range);
    let mut fills: Vec<Fill> = others
        .map(|fill| Fill {
            range: shifted(fill.range.start)..shifted(fill.range.end),
            original: fill.original.clone(),
        })
        .collect();
    let end = range.start + insert.len();
    if insert != original {
        fills::put_in_order(
            &mut fills,
            Fill {
                range: range.start..end,
                original: original.clone(),
            },
        );
    }
    work.text_with_fills(id, range.clone(), insert, fills)?;
    Ok(Some(Spot {
        block: id,
        start: range.start,
        end,
    }))
}

pub(super) fn split(work: &mut Work, id: BlockId, at: usize) -> Focus {
    let block = work.block(id)?.clone();
    if !block.text.is_char_boundary(at) {
        return Err(Refusal::Gone);
    }
    let position = work.position(id)?;
    match block.kind {
        // The closing is not broken, but a line can come in front of it and behind.
        Kind::Signature if at == 0 => new_line(work, Place::Before(id)),
        Kind::Date if at == block.text.len() => new_line(work, Place::After(id)),
        Kind::Signature | Kind::Date => Err(Refusal::OneLine),
        Kind::Heading { .. } => split_heading(work, &block, position, at),
        Kind::Title => split_title(work, &block, position, at),
        Kind::Item | Kind::Paragraph => match work.report.item_of(position) {
            Some(item) => split_item(work, &block, position, at, item),
            None => split_paragraph(work, &block, position, at),
        },
    }
}

fn new_line(work: &mut Work, place: Place) -> Focus {
    let new = new_paragraph(work, place)?;
    Ok(Some(Spot::caret(new, 0)))
}

/// What stands behind the caret becomes a paragraph of its own.
fn split_paragraph(work: &mut Work, block: &Block, position: usize, at: usize) -> Focus {
    if at == 0 && block.kind == Kind::Paragraph {
        return empty_before(work, block, position);
    }
    let fills = cut(work, block, at)?;
    let new = insert(work, position + 1, vec![rest(block, at, Kind::Paragraph)])?;
    work.text_with_fills(new, 0..0, "", fills)?;
    if attachments::first(&block.text).is_some()
        && let Some(line) = gaps::last_line(&block.gap)
    {
        // What stands apart is the list of attachments, not each of its lines.
        work.gap(new, line)?;
    }
    Ok(Some(Spot::caret(new, 0)))
}

/// An empty paragraph comes in front of a block, which keeps its name and what it is.
fn empty_before(work: &mut Work, block: &Block, position: usize) -> Focus {
    let new = NewBlock {
        gap: block.gap.clone(),
        ..blank(Kind::Paragraph, None)
    };
    put(work, position, new)?;
    work.gap(block.id, String::new())?;
    let line = gaps::new_line(work.report, block.kind, position);
    work.gap(block.id, line)?;
    Ok(Some(Spot::caret(block.id, 0)))
}

/// What stands behind the caret becomes one paragraph: only a title is broken over lines.
fn split_title(work: &mut Work, block: &Block, position: usize, at: usize) -> Focus {
    let fills = cut(work, block, at)?;
    let broken = rest(block, at, Kind::Paragraph);
    let joined = |text: &str| text.split(gaps::ends_line).collect::<String>();
    let place = |at: usize| {
        broken
            .text
            .get(..at)
            .map_or(at, |before| joined(before).len())
    };
    let fills = fills.into_iter().map(|fill| Fill {
        range: place(fill.range.start)..place(fill.range.end),
        ..fill
    });
    let fills: Vec<Fill> = fills.filter(|fill| !fill.range.is_empty()).collect();
    let new = insert(
        work,
        position + 1,
        vec![NewBlock {
            text: joined(&broken.text),
            ..broken
        }],
    )?;
    work.text_with_fills(new, 0..0, "", fills)?;
    Ok(Some(Spot::caret(new, 0)))
}

/// A heading ends at the caret, and its body starts there on a line of its own.
fn split_heading(work: &mut Work, block: &Block, position: usize, at: usize) -> Focus {
    if at == 0 && !block.text.is_empty() && 0 < position {
        return empty_before(work, block, position);
    }
    let body = work
        .report
        .at(position + 1)
        .filter(|next| next.kind == Kind::Paragraph && next.is_in_line())
        .cloned();
    let Some(body) = body else {
        return split_paragraph(work, block, position, at);
    };
    if at < block.text.len() {
        let mut all = cut(work, block, at)?;
        let rest = rest(block, at, Kind::Paragraph).text;
        all.extend(fills::after(&body, 0, rest.len()));
        work.text_with_fills(body.id, 0..0, &rest, all)?;
        let line = gaps::new_line(work.report, Kind::Paragraph, position + 1);
        work.gap(body.id, line)?;
    }
    // Behind a run-in heading its body is there already.
    Ok(Some(Spot::caret(body.id, 0)))
}

/// Inside a list, a new line is a new item.
fn split_item(work: &mut Work, block: &Block, position: usize, at: usize, item: BlockId) -> Focus {
    let has_body = || {
        let next = work.report.at(position + 1);
        next.filter(|next| next.kind == Kind::Paragraph && next.is_in_line())
            .map(|next| next.id)
    };
    if let (Kind::Item, true, Some(body)) = (block.kind, at == block.text.len(), has_body()) {
        return Ok(Some(Spot::caret(body, 0)));
    }
    let list = work.report.sibling_items(item);
    let first = start(work.report, &list);
    let gap = item_list::item_gap(work, item);
    let marker = work.block(item)?.marker.clone();
    let (member, is_before, new) = if at > 0 {
        let fills = cut(work, block, at)?;
        let new = put(
            work,
            position + 1,
            NewBlock {
                gap,
                marker,
                ..rest(block, at, Kind::Item)
            },
        )?;
        work.text_with_fills(new, 0..0, "", fills)?;
        (item, false, new)
    } else if block.kind == Kind::Item {
        // The text keeps its name: an empty item comes in front of it.
        let new = put(
            work,
            position,
            NewBlock {
                gap: block.gap.clone(),
                ..blank(Kind::Item, marker)
            },
        )?;
        work.gap(item, gap)?;
        (item, true, new)
    } else {
        work.kind(block.id, Kind::Item)?;
        work.gap(block.id, gap)?;
        work.marker(block.id, marker)?;
        (item, false, block.id)
    };
    let list = item_list::with_beside(list, member, is_before, new);
    renumber::items(work, &list, first, &[new])?;
    Ok(Some(Spot::caret(if is_before { item } else { new }, 0)))
}

/// Takes away what stands behind a place of a block; the filled blanks of that, counted from there.
pub(super) fn cut(work: &mut Work, block: &Block, at: usize) -> Result<Vec<Fill>, Refusal> {
    work.text_with_fills(block.id, at..block.text.len(), "", fills::before(block, at))?;
    Ok(fills::after(block, at, 0).collect())
}

/// What stands behind a place of a block, as a block.
fn rest(block: &Block, at: usize, kind: Kind) -> NewBlock {
    NewBlock {
        text: block.text.get(at..).unwrap_or_default().to_owned(),
        ..blank(kind, None)
    }
}

pub(super) fn tidy(work: &mut Work, id: BlockId) -> Focus {
    let position = work.position(id)?;
    let block = work.block(id)?;
    let (kind, gap) = (block.kind, block.gap.clone());
    let words = block.text.trim_start_matches([' ', '\u{3000}', '\t']);
    let indent = block.text.len() - words.len();
    if kind != Kind::Title && 0 < indent && !words.is_empty() {
        let spaces = block.text.get(..indent).unwrap_or_default().to_owned();
        work.text(id, 0..indent, "")?;
        if kind == Kind::Paragraph && gap.ends_with(gaps::ends_line) {
            work.gap(id, gap + &spaces)?;
        }
    }
    let is_body = |next: &Block| next.kind == Kind::Paragraph && next.is_in_line();
    let has_body = work.report.at(position + 1).is_some_and(is_body);
    if has_body && (kind.level().is_some() || kind == Kind::Item) {
        end_sentence(work, id)?;
    }
    let end = work.block(id)?.text.len();
    Ok(Some(Spot::caret(id, end)))
}

pub(super) fn join(work: &mut Work, id: BlockId) -> Focus {
    let position = work.position(id)?;
    let block = work.block(id)?.clone();
    let before = position
        .checked_sub(1)
        .and_then(|before| work.report.at(before));
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
        return Err(Refusal::RunIn);
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
