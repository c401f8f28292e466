//! What belongs together: a block with what goes where it goes, headings and items with their siblings.
//!
//! Law: derived from the order, the kinds and the numbers as they stand; nothing here is stored.

use std::ops::Range;

use super::{Block, BlockId, Kind, Report};
use crate::attachments::heads;
use crate::numbering::Style;

impl Report {
    /// The blocks that go where this block goes: a heading takes its whole part along, an item its
    /// body and the list inside it, 附件1 its text, anything else goes alone. `None` for an unknown id.
    pub fn extent(&self, id: BlockId) -> Option<Range<usize>> {
        let start = self.position(id)?;
        let end = match self.at(start)?.kind {
            Kind::Heading { level, .. } => {
                // Behind the closing, the text of another attachment ends it.
                let is_signed = self.signed_above();
                let ends = |block: &Block| match block.kind {
                    Kind::Heading { level: other, .. } => other <= level,
                    Kind::Paragraph => heads(&block.text) && is_signed(start),
                    kind => kind.is_closing(),
                };
                let rest = self.order().iter().enumerate().skip(start + 1);
                let next = rest
                    .filter_map(|(at, &id)| Some((at, self.block(id)?)))
                    .find(|(_, block)| ends(block));
                match next {
                    Some((at, block)) if !block.kind.is_closing() => at,
                    Some((at, _)) => self.closing_above(at),
                    None => self.closing_above(self.len()),
                }
            }
            Kind::Item => self.item_end(start),
            // The line that opens the text of an attachment takes that along.
            Kind::Paragraph if self.opens_attachment(start) => {
                let opens = self.attachment_openers();
                let mut behind = start + 1..self.len();
                behind.find(|at| opens(*at)).unwrap_or(self.len())
            }
            _ => start + 1,
        };
        Some(start..end)
    }

    /// The headings and items that have a number and not a word: they were added and forgotten.
    pub fn wordless(&self) -> impl Iterator<Item = BlockId> {
        let is_wordless = |(at, block): &(usize, &Block)| {
            let goes_on = self
                .at(at + 1)
                .is_some_and(|next| next.is_body() && !next.text.is_empty());
            block.marker.is_some() && block.text.trim().is_empty() && !goes_on
        };
        let blocks = self.blocks().enumerate();
        blocks.filter(is_wordless).map(|(_, block)| block.id)
    }

    /// The position of the heading whose part this position lies in, itself excluded.
    pub fn parent(&self, position: usize) -> Option<usize> {
        let level = match self.at(position)?.kind {
            Kind::Heading { level, .. } => Some(level),
            kind if kind.is_closing() => return None,
            Kind::Paragraph if self.is_in_closing(position) => return None,
            Kind::Paragraph if self.opens_attachment(position) => return None,
            _ => None,
        };
        let opens = self.attachment_openers();
        for before in (0..position).rev() {
            match self.at(before)?.kind {
                Kind::Heading { level: outer, .. } if level.is_none_or(|level| outer < level) => {
                    return Some(before);
                }
                kind if kind.is_closing() => return None,
                Kind::Paragraph if opens(before) => return None,
                _ => {}
            }
        }
        None
    }

    /// The headings of the same level under the same parent, this one included, in order.
    /// Empty when the block is no heading.
    pub fn sibling_headings(&self, id: BlockId) -> Vec<BlockId> {
        let Some(position) = self.position(id) else {
            return Vec::new();
        };
        let Some(Kind::Heading { level, .. }) = self.at(position).map(|block| block.kind) else {
            return Vec::new();
        };
        // Without a parent they start where the report does, or behind the closing or the line of an attachment.
        let opens = self.attachment_openers();
        let is_border = |at: usize| {
            let is_closing = self.at(at).is_some_and(|block| block.kind.is_closing());
            is_closing || opens(at)
        };
        let start = self
            .parent(position)
            .or_else(|| (0..position).rev().find(|&before| is_border(before)))
            .map_or(0, |before| before + 1);
        let mut siblings = Vec::new();
        for (at, block) in self.blocks().enumerate().skip(start) {
            match block.kind {
                Kind::Heading { level: found, .. } if found == level => siblings.push(block.id),
                Kind::Heading { level: found, .. } if found < level => break,
                _ if is_border(at) => break,
                _ => {}
            }
        }
        siblings
    }

    /// The items of the list that this item stands in, in order. Empty when the block is no item.
    ///
    /// Items that follow one another with nothing but their bodies between them are one list, except
    /// that one that starts again at 1 opens the next: with numbers of another sort (第一，… under
    /// 一是…) a list inside the item before it, else one that stands beside the list before it.
    pub fn sibling_items(&self, id: BlockId) -> Vec<BlockId> {
        let Some(position) = self.position(id) else {
            return Vec::new();
        };
        let mut lists = self.lists_around(position).into_iter();
        let list = lists.find(|list| list.contains(&position));
        let ids = list.iter().flatten().filter_map(|at| self.order().get(*at));
        ids.copied().collect()
    }

    /// The lists of the items that follow one another around a position, as the positions of their items.
    pub(crate) fn lists_around(&self, position: usize) -> Vec<Vec<usize>> {
        let mut lists: Vec<Vec<usize>> = Vec::new();
        for member in self.members(position) {
            match lists.get_mut(member.list) {
                Some(list) => list.push(member.position),
                None => lists.push(vec![member.position]),
            }
        }
        lists
    }

    /// The item that the block at this position is, or is the body of.
    pub fn item_of(&self, position: usize) -> Option<BlockId> {
        let before = self
            .order()
            .get(..=position)?
            .iter()
            .rev()
            .filter_map(|&id| self.block(id));
        let first = before.into_iter().find(|block| !block.is_body())?;
        (first.kind == Kind::Item).then_some(first.id)
    }

    /// Where an item ends with its body and the list inside it. What leads in the next list in the
    /// same line (二是……。存在问题：一是……) belongs to that list.
    fn item_end(&self, position: usize) -> usize {
        let run = self.run(position);
        let members = self.members(position);
        let mut from_here = members
            .iter()
            .skip_while(|member| member.position < position);
        let Some(own) = from_here.next() else {
            return position + 1;
        };
        let Some(next) = from_here.find(|member| member.depth <= own.depth) else {
            return run.end;
        };
        let before = next.position - 1;
        let is_lead = next.list != own.list
            && self.at(before).is_some_and(|block| {
                block.kind == Kind::Paragraph && block.text.trim_end().ends_with(['：', ':'])
            });
        if is_lead { before } else { next.position }
    }

    /// The items around a position that follow one another, with their bodies.
    fn run(&self, position: usize) -> Range<usize> {
        let of_run = |at: &usize| {
            self.at(*at).is_some_and(|block| match block.kind {
                Kind::Item => true,
                kind => kind == Kind::Paragraph && block.gap.is_empty(),
            })
        };
        let is_item = |at: &usize| self.at(*at).is_some_and(|block| block.kind == Kind::Item);
        let start = (0..=position)
            .rev()
            .take_while(of_run)
            .filter(is_item)
            .last()
            .unwrap_or(position);
        let end = (position..self.len())
            .take_while(of_run)
            .last()
            .map_or(position, |last| last + 1);
        start..end
    }

    /// The items of the run around a position, each with the list it stands in.
    fn members(&self, position: usize) -> Vec<Member> {
        // The lists that are still open, the innermost last.
        let mut open: Vec<Open> = Vec::new();
        let mut lists = 0;
        let mut members = Vec::new();
        for position in self.run(position) {
            let Some(block) = self.at(position).filter(|block| block.kind == Kind::Item) else {
                continue;
            };
            let style = block.marker.as_ref().map(|marker| marker.style);
            let number = block.marker.as_ref().map_or(0, |marker| marker.number);
            match open.iter().rposition(|list| list.styles.contains(&style)) {
                Some(depth) => open.truncate(depth + 1),
                // 一是…二要…三是: the number goes on, however it is written.
                None if number != 1 && !open.is_empty() => {
                    let goes_on = open
                        .iter()
                        .position(|list| list.last.checked_add(1) == Some(number));
                    open.truncate(goes_on.map_or(open.len(), |depth| depth + 1));
                }
                None => open.push(Open {
                    list: lists,
                    styles: Vec::new(),
                    last: 0,
                }),
            }
            let depth = open.len();
            let Some(list) = open.last_mut() else {
                continue;
            };
            if number == 1 {
                *list = Open {
                    list: lists,
                    styles: Vec::new(),
                    last: 0,
                };
                lists += 1;
            } else if list.list == lists {
                lists += 1;
            }
            list.last = number;
            if !list.styles.contains(&style) {
                list.styles.push(style);
            }
            members.push(Member {
                position,
                depth,
                list: list.list,
            });
        }
        members
    }
}

/// An item and the list it stands in.
struct Member {
    position: usize,
    /// How many lists it lies in, its own included.
    depth: usize,
    /// Which list of the run it stands in, counted by where they begin.
    list: usize,
}

/// A list that can still go on.
struct Open {
    list: usize,
    styles: Vec<Option<Style>>,
    /// The number of its last item.
    last: u32,
}
