//! Enter: a block is broken in two, or something new comes beside it.
//!
//! Law: what stands behind the caret gets the new name, except at the very start: there the text keeps its own, and
//! something empty comes in front of it.

use crate::attachments;
use crate::line_ends::ends_line;
use crate::report::{Block, BlockId, Fill, Kind, NewBlock};

use super::add::{blank, insert, new_paragraph, put};
use super::change::Spot;
use super::headings::runs_in;
use super::renumber::{self, start};
use super::work::Work;
use super::{Focus, Place, Refusal, fills, gaps, item_list};

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
        // Under the signature stands the date.
        Kind::Signature if at == block.text.len() && !is_dated(work, position) => {
            let gap = gaps::last_line(&block.gap).unwrap_or_else(|| "\n".to_owned());
            let date = NewBlock {
                gap,
                ..blank(Kind::Date, None)
            };
            let new = put(work, position + 1, date)?;
            Ok(Some(Spot::caret(new, 0)))
        }
        Kind::Signature | Kind::Date => Err(Refusal::OneLine),
        Kind::Heading { .. } => split_heading(work, &block, position, at),
        Kind::Title => split_title(work, &block, position, at),
        Kind::Item | Kind::Paragraph => match work.report.item_of(position) {
            Some(item) => split_item(work, &block, position, at, item),
            None => split_paragraph(work, &block, position, at),
        },
    }
}

/// Whether a signature or the date stands behind a signature.
fn is_dated(work: &Work, position: usize) -> bool {
    let next = work.report.at(position + 1);
    next.is_some_and(|next| next.kind.is_closing())
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
    let joined = |text: &str| text.split(ends_line).collect::<String>();
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
        .filter(|next| next.is_body())
        .cloned();
    let Some(body) = body else {
        // A sentence among headings that their bodies go on behind.
        if at == block.text.len()
            && block.text.ends_with('。')
            && let Some(level) = block.kind.level()
            && runs_in(work, level) == Some(true)
        {
            let body = put(work, position + 1, blank(Kind::Paragraph, None))?;
            return Ok(Some(Spot::caret(body, 0)));
        }
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
        next.filter(|next| next.is_body()).map(|next| next.id)
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
