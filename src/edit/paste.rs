//! Pasting several blocks, or several lines, into a block.
//!
//! Law: what is pasted looks like its new neighbours: line ends, indents, numbers and levels. Inside a
//! list, a new line is a new item; behind a new heading, the rest of the list is one of its own.

use std::ops::Range;

use crate::line_ends::{breaks_line, ends_line};
use crate::report::{Block, BlockId, Kind, Level, NewBlock, Role};

use super::adapt::{one_line, settled};
use super::add::blank;
use super::change::Spot;
use super::item_list::item_gap;
use super::renumber::{self, Lists, start};
use super::work::Work;
use super::{Focus, Refusal, fills, gaps, split};

mod joined;

use joined::{join_list, join_next};

/// Puts text of several lines in the place of a range: the first goes on in the block.
pub(super) fn lines(work: &mut Work, id: BlockId, range: Range<usize>, text: &str) -> Focus {
    let is_space = |c: char| c.is_whitespace() && c != '\u{a0}';
    let mut lines = text
        .split(ends_line)
        .map(|line| line.trim_matches(is_space));
    let first = lines.next().unwrap_or_default();
    let rest: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    if first.is_empty() && rest.is_empty() {
        work.text(id, range.clone(), "")?;
        return split::split(work, id, range.start);
    }
    let paragraph = |line: &str| NewBlock {
        text: line.to_owned(),
        gap: "\n".to_owned(),
        ..blank(Kind::Paragraph, None)
    };
    let first = NewBlock {
        gap: String::new(),
        ..paragraph(first)
    };
    let blocks: Vec<NewBlock> = std::iter::once(first)
        .chain(rest.into_iter().map(paragraph))
        .collect();
    insert(work, id, range, &blocks)
}

/// Puts blocks in the place of a range: a line that comes first goes on in the block. An empty paragraph as the
/// last of them says that the last line was pasted with its end.
pub(super) fn insert(
    work: &mut Work,
    id: BlockId,
    range: Range<usize>,
    blocks: &[NewBlock],
) -> Focus {
    let block = work.block(id)?.clone();
    block.text.get(range.clone()).ok_or(Refusal::Gone)?;
    let lines = blocks
        .split_last()
        .filter(|(last, rest)| is_blank(last) && !rest.is_empty());
    // What follows whole lines in the middle of a paragraph comes to stand in a line of its own.
    let is_parted = block.kind == Kind::Paragraph
        && 0 < range.start
        && range.end < block.text.len()
        && work.report.item_of(work.position(id)?).is_none();
    let blocks = lines
        .filter(|_| !is_parted)
        .map_or(blocks, |(_, lines)| lines);
    let is_whole = lines.is_some() || blocks.first().is_some_and(|first| first.marker.is_some());
    if is_whole && range.end == 0 && is_apart(work, &block)? {
        return before(work, &block, blocks);
    }
    let is_wiped = block.kind == Kind::Paragraph && range.len() == block.text.len();
    if is_wiped && work.report.len() == 1 && 1 < blocks.len() {
        return whole(work, blocks);
    }
    // A heading or an item that is replaced whole keeps its number: the pasted one's words follow it.
    // A heading that is written into an item, which is how a list is left, is one.
    let is_left = block.kind == Kind::Item && is_heading(blocks.first());
    let is_replaced = block.marker.is_some() && range.len() == block.text.len();
    let keeps_number = is_replaced && !is_left;
    let (begins, new) = match blocks.split_first() {
        Some((first, rest))
            if keeps_number || !matches!(first.kind, Kind::Heading { .. } | Kind::Item) =>
        {
            (one_line(&first.text), rest)
        }
        _ => (String::new(), blocks),
    };
    let end = range.start + begins.len();
    if new.is_empty() {
        work.text(id, range, &begins)?;
        return Ok(Some(Spot::caret(id, end)));
    }
    // Under a title, not in the middle of it.
    if block.kind == Kind::Title && range.end < block.text.len() {
        return Err(Refusal::WrongPlace);
    }
    // Those beside the one that gave its words to a heading come beside that.
    let first = blocks.first().and_then(|first| first.kind.level());
    let beside = first.zip(block.kind.level()).filter(|_| keeps_number);
    put(work, &block, range, &begins, new, beside)
}

/// Puts words in the place of a range, and blocks behind them.
fn put(
    work: &mut Work,
    block: &Block,
    range: Range<usize>,
    begins: &str,
    new: &[NewBlock],
    beside: Option<(Level, Level)>,
) -> Focus {
    if matches!(block.kind, Kind::Signature | Kind::Date) || block.is_opener() {
        return Err(Refusal::WrongPlace);
    }
    let is_replaced = range.len() == block.text.len();
    let position = work.position(block.id)?;
    let item = work.report.item_of(position);
    let list = item
        .map(|item| work.report.sibling_items(item))
        .unwrap_or_default();
    let first = start(work.report, &list);
    let lists = Lists::of(work.report);
    let is_empty = block.kind == Kind::Paragraph && is_replaced && begins.is_empty();
    let is_item = begins.is_empty() && new.first().is_some_and(|first| first.kind == Kind::Item);
    let is_left =
        block.kind == Kind::Item && is_replaced && begins.is_empty() && is_heading(new.first());
    let keeps_number = block.marker.is_some() && is_replaced && !is_left;
    // A list goes on in the line of its lead.
    let is_led = |first: &NewBlock| first.kind == Kind::Item && first.gap.is_empty();
    let is_led = !begins.is_empty() && new.first().is_some_and(is_led);
    // One that stands in lines of its own keeps them.
    let has_lines = new.get(1..).is_some_and(|rest| {
        rest.iter()
            .any(|next| next.kind == Kind::Item && breaks_line(&next.gap))
    });
    let is_in_line = is_item && (item.is_some() || !has_lines);
    let goes_on = keeps_number || is_led || is_in_line && (!is_empty || block.is_in_line());
    let mut new = settled(work, new, position, item, goes_on, beside);
    let tail = block.text.get(range.end..).unwrap_or_default();
    if !tail.is_empty() && new.last().is_some_and(|last| last.kind.level().is_some()) {
        let gap = gaps::new_line(work.report, Kind::Paragraph, position + 1);
        new.push(NewBlock {
            gap,
            ..blank(Kind::Paragraph, None)
        });
    }

    work.text_with_fills(
        block.id,
        range.start..block.text.len(),
        begins,
        fills::before(block, range.start),
    )?;
    let ids = work.insert(position + 1, new)?;
    let last = ids.last().copied().ok_or(Refusal::Gone)?;
    let end = work.block(last)?.text.len();
    work.text_with_fills(
        last,
        end..end,
        tail,
        fills::after(block, range.end, end).collect(),
    )?;
    end_line(work, position + ids.len())?;
    if is_empty || is_left {
        take_place(work, block, position)?;
        name_opener(work, position)?;
    }
    lists.settle(work)?;
    match item {
        Some(_) if is_left => {
            let rest = list.into_iter().skip_while(|id| *id != block.id).skip(1);
            renumber::items(work, &rest.collect::<Vec<_>>(), 1, &[])?;
        }
        Some(item) => join_list(work, list, item, first, &ids)?,
        None => join_next(work, &ids)?,
    }
    Ok(Some(Spot::caret(last, end)))
}

/// Whether it is an empty line.
fn is_blank(block: &NewBlock) -> bool {
    block.kind == Kind::Paragraph && block.marker.is_none() && block.text.is_empty()
}

/// Whether whole lines can come in front of a block: it has words and stands for itself, not in the line of a
/// heading or of an item, and something stands before it.
fn is_apart(work: &Work, block: &Block) -> Result<bool, Refusal> {
    let position = work.position(block.id)?;
    let is_part = matches!(block.kind, Kind::Heading { .. } | Kind::Item) && block.marker.is_some();
    let starts_line = gaps::starts_line(work.report, position) || opens_part(work, position);
    let is_line = block.kind == Kind::Paragraph && starts_line;
    Ok(0 < position && !block.text.is_empty() && (is_part || is_line))
}

/// Whether a block is the lead of a part that has no heading in the text.
fn opens_part(work: &Work, position: usize) -> bool {
    let before = work.before(position);
    before.is_some_and(Block::is_opener)
}

/// Puts blocks in front of one that stays as it is: behind the one before, on lines of their own. In front of
/// the first of a list they become its first.
fn before(work: &mut Work, block: &Block, blocks: &[NewBlock]) -> Focus {
    work.mark(block.id)?;
    let mut position = work.position(block.id)?;
    if opens_part(work, position) {
        position -= 1;
    }
    let list = work.report.sibling_items(block.id);
    let first = start(work.report, &list);
    let between = item_gap(work, block.id);
    let previous = work
        .at(position.checked_sub(1).ok_or(Refusal::WrongPlace)?)?
        .clone();
    let end = previous.text.len();
    let focus = put(work, &previous, end..end, "", blocks, None)?;
    if list.first() == Some(&block.id) {
        let pasted = position..work.position(block.id)?;
        let ids = work.report.order().get(pasted).unwrap_or_default().iter();
        // Those that stand right in front of it.
        let is_of_list = |id: &&BlockId| {
            is_item(work, **id) || work.report.block(**id).is_some_and(Block::is_in_line)
        };
        let mut items: Vec<BlockId> = ids.rev().take_while(is_of_list).copied().collect();
        items.reverse();
        items.retain(|id| is_item(work, *id));
        if let Some(&leading) = items.first() {
            let all: Vec<BlockId> = items.iter().copied().chain(list).collect();
            // The old first stands behind another now.
            for &item in all.iter().take(items.len() + 1) {
                work.gap(item, between.clone())?;
            }
            work.gap(leading, block.gap.clone())?;
            renumber::items(work, &all, first, &items)?;
        }
    }
    Ok(focus)
}

fn is_item(work: &Work, id: BlockId) -> bool {
    work.report
        .block(id)
        .is_some_and(|block| block.kind == Kind::Item)
}

/// Puts a whole report in the place of an empty one.
fn whole(work: &mut Work, blocks: &[NewBlock]) -> Focus {
    work.remove(0..1)?;
    let ids = work.insert(0, blocks.to_vec())?;
    let last = ids.last().copied().ok_or(Refusal::Gone)?;
    Ok(Some(Spot::caret(last, work.block(last)?.text.len())))
}

/// What followed in the line of the block starts its own, unless it goes on behind what was pasted.
fn end_line(work: &mut Work, last: usize) -> Result<(), Refusal> {
    let (Some(before), Some(next)) = (work.report.at(last), work.report.at(last + 1)) else {
        return Ok(());
    };
    let goes_on = match next.kind {
        Kind::Paragraph => before.kind == Kind::Item,
        Kind::Item => before.kind.level().is_none(),
        _ => false,
    };
    if goes_on || breaks_line(&next.gap) {
        return Ok(());
    }
    let (id, kind) = (next.id, next.kind);
    let line = gaps::new_line(work.report, kind, last + 1);
    work.gap(id, line)
}

/// Lets what was pasted into an empty paragraph take its place.
fn take_place(work: &mut Work, block: &Block, position: usize) -> Result<(), Refusal> {
    let first = work.at(position + 1)?;
    let (first, kind) = (first.id, first.kind);
    if gaps::starts_line(work.report, position) || kind == Kind::Item {
        work.gap(first, block.gap.clone())?;
    }
    work.remove(position..position + 1)
}

/// Lets a heading that came right behind the opener of a part, as deep or less, be the heading that this part had
/// not: it stands where the part begins.
fn name_opener(work: &mut Work, position: usize) -> Result<(), Refusal> {
    let Some(opener) = work.before(position) else {
        return Ok(());
    };
    let heading = work.at(position)?;
    let (
        Kind::Heading { level, role },
        Kind::Heading {
            level: outer,
            role: of_part,
        },
    ) = (heading.kind, opener.kind)
    else {
        return Ok(());
    };
    if !opener.is_opener() || outer < level {
        return Ok(());
    }
    let (id, gap) = (heading.id, opener.gap.clone());
    if role == Role::Section {
        work.kind(
            id,
            Kind::Heading {
                level,
                role: of_part,
            },
        )?;
    }
    work.remove(position - 1..position)?;
    work.gap(id, gap)
}

fn is_heading(block: Option<&NewBlock>) -> bool {
    block.is_some_and(|block| block.kind.level().is_some())
}
