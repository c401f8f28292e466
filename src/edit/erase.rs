//! Taking away what is selected over several blocks.
//!
//! Law: a block of which something is left stays what it is. What is left of two paragraphs or items, or of
//! two headings, becomes one, as where the line end between them alone was taken away. Of whole blocks an empty one
//! is left: what is written there next comes into no other.

use std::ops::Range;

use crate::report::{Block, BlockId, IdSet, Kind, NewBlock, Report, Span};

use super::add::{blank, put};
use super::change::Spot;
use super::convert::{append, end_sentence};
use super::renumber::{self, Lists, start};
use super::work::Work;
use super::{Focus, Refusal, gaps};

pub(super) fn erase(work: &mut Work, span: &Span) -> Focus {
    let (first, mut at) = span.from;
    let (mut last, mut end) = span.to;
    let mut range = span.blocks(work.report).ok_or(Refusal::Gone)?;
    if first == last {
        work.text(first, at..end, "")?;
        return Ok(Some(Spot::caret(first, at)));
    }
    let (length, kind) = (work.block(first)?.text.len(), work.block(first)?.kind);
    let ends = is_end(work, span.to);
    let keeps_head = at > 0 || ends && is_text(kind);
    // What stands behind it in its line goes on in the line that is left.
    let rest = work
        .report
        .at(range.end)
        .filter(|next| keeps_head && next.is_in_line() && is_alike(kind, next.kind) && ends);
    let goes_on = rest.is_some_and(|rest| rest.kind == Kind::Item);
    if let Some(body) = rest.filter(|_| !goes_on) {
        (last, end) = (body.id, 0);
        range.end += 1;
    }
    let foot = work.block(last)?;
    let (keeps_foot, joins) = (end < foot.text.len(), is_alike(kind, foot.kind));
    let gone = range.start + usize::from(keeps_head)
        ..range.end - usize::from(keeps_foot && !(keeps_head && joins));
    let headings = Lists::of(work.report);
    let lists = cut_lists(work.report, &gone);
    if keeps_head {
        work.text(first, at..length, "")?;
    }
    if keeps_foot {
        work.text(last, 0..end, "")?;
    }
    if keeps_head && keeps_foot && joins {
        let foot = work.block(last)?.clone();
        append(work, first, &foot)?;
    }
    let gap = work.block(first)?.gap.clone();
    if !gone.is_empty() {
        if !goes_on && (keeps_head || keeps_foot) {
            gaps::leave(work, &gone)?;
        }
        work.remove(gone.clone())?;
    }
    let mut place = if keeps_head { first } else { last };
    if !keeps_head && !keeps_foot {
        place = put(
            work,
            gone.start,
            NewBlock {
                gap,
                ..blank(Kind::Paragraph, None)
            },
        )?;
    }
    part_item(work, gone.start)?;
    let has_body = work.report.at(gone.start).is_some_and(Block::is_body);
    if keeps_head && kind != Kind::Paragraph && has_body {
        // The stop comes in front of spaces that end it.
        let words = work.block(first)?.text.trim_end().len();
        at = at.min(words);
        end_sentence(work, first)?;
    }
    headings.settle(work)?;
    count(work, lists)?;
    Ok(Some(Spot::caret(place, if keeps_head { at } else { 0 })))
}

/// An item that stands behind a heading now starts a line: in the heading's it would be read as its words.
fn part_item(work: &mut Work, position: usize) -> Result<(), Refusal> {
    let before = work.before(position);
    let is_heading =
        before.is_some_and(|before| before.kind.level().is_some() && !before.is_opener());
    let item = work
        .report
        .at(position)
        .filter(|item| item.kind == Kind::Item && item.is_in_line());
    if let Some(item) = item.filter(|_| is_heading) {
        let (id, line) = (item.id, gaps::new_line(work.report, Kind::Item, position));
        work.gap(id, line)?;
    }
    Ok(())
}

/// Whether a place is the end of its block.
fn is_end(work: &Work, (id, at): (BlockId, usize)) -> bool {
    work.report
        .block(id)
        .is_some_and(|block| block.text.len() == at)
}

fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::Paragraph | Kind::Item)
}

/// Whether what is left of two blocks can be one.
fn is_alike(head: Kind, foot: Kind) -> bool {
    is_text(head) && is_text(foot) || head.level().is_some() && foot.level().is_some()
}

/// The lists of items that a range takes members from, and the one in front of it: one that stays of each, how
/// many there were, and the number that they start at.
fn cut_lists(report: &Report, gone: &Range<usize>) -> Vec<(BlockId, usize, u32)> {
    let around = |at: Option<usize>| at.map_or_else(Vec::new, |at| report.lists_around(at));
    let before = gone.start.checked_sub(1);
    let item = before.and_then(|before| report.position(report.item_of(before)?));
    let is_cut = |at: &usize| gone.contains(at) || Some(*at) == item;
    // Only of lists that go on where the range begins, the innermost first, or ends something stays.
    let begins = |list: &Vec<usize>| list.first() < Some(&gone.start);
    let outside = around(before).into_iter().rev().filter(begins);
    let inside = around(gone.end.checked_sub(1)).into_iter();
    let lists = outside.chain(inside.filter(|list| !begins(list)));
    let lists = lists.filter(|list| list.iter().any(is_cut));
    let of_list = |list: Vec<usize>| {
        let stays = list.iter().find(|at| !gone.contains(at))?;
        let stays = report.at(*stays)?.id;
        let ids = list.iter().filter_map(|at| report.order().get(*at));
        let ids: Vec<BlockId> = ids.copied().collect();
        Some((stays, list.len(), start(report, &ids)))
    };
    lists.filter_map(of_list).collect()
}

/// Counts anew what has become of lists that lost members, or that others joined.
fn count(work: &mut Work, lists: Vec<(BlockId, usize, u32)>) -> Result<(), Refusal> {
    let mut seen = IdSet::default();
    for (id, length, first) in lists {
        let list = work.report.sibling_items(id);
        if seen.contains_key(&id) || list.len() == length {
            continue;
        }
        for member in &list {
            seen.insert(*member, ());
        }
        renumber::items(work, &list, first, &[])?;
    }
    Ok(())
}
