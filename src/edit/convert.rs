//! Turning things into one another: items and sections, headings into paragraphs, paragraphs into the closing.

use crate::line_ends::breaks_line;
use crate::report::{Block, BlockId, Fill, Kind, Level, Role};

use super::change::Spot;
use super::renumber::{self, Lists, start};
use super::work::Work;
use super::{Focus, Refusal, fills, gaps, item_list, place};

pub(super) fn items_to_sections(work: &mut Work, item: BlockId) -> Focus {
    work.block(item)?;
    let items = work.report.sibling_items(item);
    let position = work.position(item)?;
    if items.is_empty() || place::closing(work) < position {
        return Err(Refusal::WrongPlace);
    }
    let level = match outer_level(work, position) {
        Some(level) => level.deeper().ok_or(Refusal::TooDeep)?,
        None => Level::One,
    };
    let lists = Lists::of(work.report);
    let kind = Kind::Heading {
        level,
        role: Role::Section,
    };
    let line = gaps::new_line(work.report, kind, position);
    let first = work.report.order().first().copied();
    for &id in &items {
        work.kind(id, kind)?;
        if first != Some(id) && !breaks_line(&work.block(id)?.gap) {
            work.gap(id, line.clone())?;
        }
    }
    lists.settle(work)?;
    Ok(Some(Spot::caret(item, 0)))
}

pub(super) fn sections_to_items(work: &mut Work, heading: BlockId) -> Focus {
    if !renumber::holds_parts(work.report, heading) {
        return Err(if work.report.block(heading).is_none() {
            Refusal::Gone
        } else {
            Refusal::WrongPlace
        });
    }
    // The run of siblings around this one; 不足 and 下一步 between them end it.
    let siblings = work.report.sibling_headings(heading);
    let own = siblings
        .iter()
        .position(|&id| id == heading)
        .ok_or(Refusal::Gone)?;
    let is_of_run = |id: &&BlockId| renumber::holds_parts(work.report, **id);
    let before = siblings
        .iter()
        .take(own)
        .rev()
        .take_while(is_of_run)
        .count();
    let run: Vec<BlockId> = siblings
        .iter()
        .skip(own - before)
        .take_while(is_of_run)
        .copied()
        .collect();
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else {
        return Err(Refusal::Gone);
    };
    let range = work.position(first)?..work.extent(last)?.end;
    let inside: Vec<(BlockId, Kind)> = range
        .clone()
        .filter_map(|at| work.report.at(at))
        .map(|block| (block.id, block.kind))
        .collect();
    if inside
        .iter()
        .filter(|(_, kind)| *kind != Kind::Paragraph)
        .count()
        != run.len()
    {
        return Err(Refusal::HasParts);
    }
    let lists = Lists::of(work.report);
    let (form, starts_lines) = item_list::nearest_list(work, range.start);
    let goes_on = !starts_lines && follows_lead(work, range.start);
    let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
    let mut number = 0;
    for (index, &(id, kind)) in inside.iter().enumerate() {
        if kind == Kind::Paragraph {
            work.gap(id, String::new())?;
            continue;
        }
        let has_body = inside
            .get(index + 1)
            .is_some_and(|(_, next)| *next == Kind::Paragraph);
        if has_body || !starts_lines {
            end_sentence(work, id)?;
        }
        if !starts_lines && (goes_on || number > 0) {
            work.gap(id, String::new())?;
        }
        number += 1;
        work.kind(id, Kind::Item)?;
        work.marker(id, Some(form.renumbered(number, count)))?;
    }
    lists.settle(work)?;
    Ok(Some(Spot::caret(heading, 0)))
}

/// Whether a list that starts here can go on in the line before it: behind the lead of a part.
fn follows_lead(work: &Work, position: usize) -> bool {
    let before = work.before(position);
    let is_lead = before.is_some_and(|before| before.is_opener() || before.kind == Kind::Paragraph);
    is_lead && outer_level(work, position).is_some()
}

pub(super) fn make_paragraph(work: &mut Work, id: BlockId) -> Focus {
    let block = work.block(id)?.clone();
    match block.kind {
        Kind::Heading { .. } | Kind::Item => {}
        Kind::Paragraph => return Err(Refusal::NothingToDo),
        Kind::Title | Kind::Signature | Kind::Date => return Err(Refusal::WrongPlace),
    }
    let position = work.position(id)?;
    let lists = Lists::of(work.report);
    let items = work.report.sibling_items(id);
    let first = start(work.report, &items);
    let body = work
        .report
        .at(position + 1)
        .filter(|next| next.is_body())
        .cloned();
    let focus = if let (true, Some(body)) = (block.is_opener(), &body) {
        // There is no text that could stay: the lead stands for itself.
        gaps::leave(work, &(position..position + 1))?;
        work.remove(position..position + 1)?;
        Spot::caret(body.id, 0)
    } else {
        work.mark(id)?;
        // Who stays takes the number: kept as text, it would stand there twice.
        work.marker(id, None)?;
        work.kind(id, Kind::Paragraph)?;
        // What is about to be written is no part of the item before it.
        if block.text.is_empty() && !gaps::starts_line(work.report, position) {
            let line = gaps::new_line(work.report, Kind::Paragraph, position);
            work.gap(id, line.clone())?;
            let next = work
                .report
                .at(position + 1)
                .filter(|next| next.is_in_line());
            if let Some(next) = next.map(|next| next.id) {
                work.gap(next, line)?;
            }
        }
        if let Some(body) = body {
            append(work, id, &body)?;
            work.remove(position + 1..position + 2)?;
        }
        Spot::caret(id, 0)
    };
    lists.settle(work)?;
    let left: Vec<BlockId> = items.into_iter().filter(|&other| other != id).collect();
    renumber::items(work, &left, first, &[])?;
    Ok(Some(focus))
}

pub(super) fn make_closing(work: &mut Work, from: BlockId, date: BlockId) -> Focus {
    let lines = work.position(from)?..work.position(date)? + 1;
    let is_date = |block: &Block| block.id == date && block.kind == Kind::Date;
    let is_line = |at: usize| {
        let block = work.report.at(at);
        block.is_some_and(|block| {
            let is_paragraph = block.kind == Kind::Paragraph;
            is_date(block) || is_paragraph && gaps::starts_line(work.report, at)
        })
    };
    let is_other = |block: &Block| block.kind.is_closing() && !is_date(block);
    let has_closing = work.report.blocks().any(is_other);
    if lines.is_empty() || has_closing || !lines.clone().all(is_line) {
        return Err(Refusal::WrongPlace);
    }
    for at in lines {
        let id = work.at(at)?.id;
        work.kind(
            id,
            if id == date {
                Kind::Date
            } else {
                Kind::Signature
            },
        )?;
    }
    let end = work.block(date)?.text.len();
    Ok(Some(Spot::caret(date, end)))
}

/// Puts the text of another block, with its filled blanks, at the end of this one.
pub(super) fn append(work: &mut Work, id: BlockId, other: &Block) -> Result<(), Refusal> {
    let block = work.block(id)?;
    let end = block.text.len();
    let fills: Vec<Fill> = block
        .fills
        .iter()
        .cloned()
        .chain(fills::after(other, 0, end))
        .collect();
    work.text_with_fills(id, end..end, &other.text, fills)
}

/// The level of the part that a position lies in.
pub(super) fn outer_level(work: &Work, position: usize) -> Option<Level> {
    work.report.at(work.report.parent(position)?)?.kind.level()
}

/// Ends a heading or an item as a sentence, so that something can go on in its line; what ends with any mark of
/// a sentence or a clause was meant to.
pub(super) fn end_sentence(work: &mut Work, id: BlockId) -> Result<(), Refusal> {
    /// What an item of a list can end with.
    const ENDS: [char; 4] = ['；', '，', '、', '。'];
    const MARKS: &str = "。！？：；，、…—.!?:;,";
    let text = work.block(id)?.text.trim_end();
    let end = text.len();
    if end == 0 || text.ends_with(|sign| MARKS.contains(sign)) {
        return Ok(());
    }
    // As the others of its list that another goes on behind, but not before a body.
    let behind = |id| work.report.at(work.report.position(id)? + 1);
    let ends_list =
        |id: &BlockId| behind(*id).is_some_and(|next| next.kind == Kind::Item && next.is_in_line());
    let of = |id: &BlockId| work.report.block(*id)?.text.trim_end().chars().next_back();
    let others = work
        .report
        .sibling_items(id)
        .into_iter()
        .filter(|other| *other != id && ends_list(other));
    let mark = others
        .filter_map(|other| of(&other))
        .find(|mark| ENDS.contains(mark));
    let mark = mark.filter(|_| ends_list(&id)).unwrap_or('。');
    work.text(id, end..end, mark.encode_utf8(&mut [0; 4]))
}
