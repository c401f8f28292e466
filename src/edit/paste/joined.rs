//! The lists that pasted items come into.
//!
//! Law: they are counted with the list; a heading among them cuts it in two.

use crate::report::{Block, BlockId};

use super::super::Refusal;
use super::super::renumber::{self, start};
use super::super::work::Work;
use super::is_item;

/// Items that were pasted right in front of a list of their sort are its first.
pub(super) fn join_next(work: &mut Work, pasted: &[BlockId]) -> Result<(), Refusal> {
    let Some(last) = pasted.last() else {
        return Ok(());
    };
    let next = work.at(work.position(*last)? + 1).map(|next| next.id);
    let item = work.report.item_of(work.position(*last)?);
    let (Some(item), Ok(next)) = (item, next) else {
        return Ok(());
    };
    let style = |id: BlockId| work.report.block(id)?.marker.as_ref().map(|own| own.style);
    let (mut list, rest) = (
        work.report.sibling_items(item),
        work.report.sibling_items(next),
    );
    let is_other = rest.first() == Some(&next) && list.iter().all(|id| pasted.contains(id));
    if !is_other || style(item) != style(next) {
        return Ok(());
    }
    let first = start(work.report, &list);
    list.extend(rest);
    renumber::items(work, &list, first, &[])
}

/// Numbers the list of an item once others were pasted behind it. A heading among them cuts it in two.
pub(super) fn join_list(
    work: &mut Work,
    list: Vec<BlockId>,
    item: BlockId,
    first: u32,
    pasted: &[BlockId],
) -> Result<(), Refusal> {
    let block = |id: &BlockId| work.report.block(*id);
    let style = |id: &BlockId| block(id).and_then(|block| Some(block.marker.as_ref()?.style));
    let is_item = |id: &BlockId| is_item(work, *id);
    let run = pasted
        .iter()
        .take_while(|id| is_item(id) || block(id).is_some_and(Block::is_in_line));
    let mut items: Vec<BlockId> = run.copied().filter(is_item).collect();
    let sort = items.first().and_then(style);
    items.retain(|id| style(id) == sort);
    let is_cut = pasted
        .iter()
        .any(|id| block(id).is_some_and(|block| block.kind.level().is_some()));
    let at = list
        .iter()
        .position(|&id| id == item)
        .map_or(list.len(), |at| at + 1);
    let mut list = list;
    let mut rest = list.split_off(at);
    list.extend(&items);
    if !is_cut {
        list.append(&mut rest);
    }
    if !items.is_empty() {
        renumber::items(work, &list, first, &items)?;
    }
    let Some(&next) = rest.first() else {
        return Ok(());
    };
    // What was cut off goes on with a list that was pasted, else it starts anew.
    let joined = work.report.sibling_items(next);
    let style = |id: &BlockId| work.report.block(*id)?.marker.as_ref().map(|own| own.style);
    match joined.first() {
        Some(first) if *first != next && style(first) == style(&next) => {
            renumber::items(work, &joined, start(work.report, &joined), &[])
        }
        _ => renumber::items(work, &rest, 1, &[]),
    }
}
