//! Adding something new: parts, paragraphs, items, a title, a closing.

use crate::line_ends::{breaks_line, ends_line};
use crate::numbering::{Marker, Style};
use crate::report::{Block, BlockId, Kind, Level, NewBlock, Role};

use super::change::Spot;
use super::headings::runs_in;
use super::renumber::{self, Lists};
use super::work::Work;
use super::{Addition, Focus, Place, Refusal, gaps, item_list, place};

/// How the list of what fell short is led in, in a part that is new.
const SHORTCOMINGS_LEAD: &str = "对照上级要求，主要存在以下不足：";
/// How the list of what comes next is led in, in a part that is new.
const NEXT_STEPS_LEAD: &str = "下一步，将重点抓好以下工作。";

pub(super) fn add(work: &mut Work, what: Addition, place: Place) -> Focus {
    // In a report without a block, every place is its start.
    if !work.report.is_empty() {
        work.block(place.anchor())?;
    }
    let id = match what {
        Addition::Section => section(work, place)?,
        Addition::Shortcomings => opener(work, Role::Shortcomings, SHORTCOMINGS_LEAD, place)?,
        Addition::NextSteps => opener(work, Role::NextSteps, NEXT_STEPS_LEAD, place)?,
        Addition::Paragraph => new_paragraph(work, place)?,
        Addition::Item => new_item(work, place)?,
        Addition::Title => new_title(work)?,
        Addition::Closing => new_closing(work, place)?,
    };
    let end = work.block(id)?.text.len();
    Ok(Some(Spot::caret(id, end)))
}

fn section(work: &mut Work, place: Place) -> Result<BlockId, Refusal> {
    let (at, level) = place::for_section(work, place)?;
    let lists = Lists::of(work.report);
    let heading = blank(
        Kind::Heading {
            level,
            role: Role::Section,
        },
        None,
    );
    let body_gap = if runs_in(work, level).unwrap_or(false) {
        String::new()
    } else {
        gaps::new_line(work.report, Kind::Paragraph, at)
    };
    let body = NewBlock {
        gap: body_gap,
        ..blank(Kind::Paragraph, None)
    };
    let id = insert(work, at, vec![heading, body])?;
    lists.settle(work)?;
    Ok(id)
}

/// 不足 or 下一步 as the forms have it: a lead, and items that go on in its line.
fn opener(work: &mut Work, role: Role, lead: &str, place: Place) -> Result<BlockId, Refusal> {
    let (at, _) = place::for_section(work, place)?;
    let at = outermost_end(work, at);
    let lists = Lists::of(work.report);
    let heading = blank(
        Kind::Heading {
            level: Level::One,
            role,
        },
        None,
    );
    let lead = NewBlock {
        text: lead.to_owned(),
        ..blank(Kind::Paragraph, None)
    };
    let item = |number| blank(Kind::Item, Some(Marker::usual(Style::Is, number)));
    insert(work, at, vec![heading, lead, item(1), item(2)])?;
    lists.settle(work)?;
    Ok(work.at(at + 2)?.id)
}

/// The first place from here on where an outermost part can start.
fn outermost_end(work: &Work, at: usize) -> usize {
    let closing = place::closing(work);
    let is_end = |at: &usize| {
        let outermost =
            |block: &Block| block.kind.level() == Some(Level::One) || block.kind.is_closing();
        *at == closing || work.report.at(*at).is_some_and(outermost)
    };
    (at..work.report.len())
        .find(is_end)
        .unwrap_or(work.report.len())
}

pub(super) fn new_paragraph(work: &mut Work, place: Place) -> Result<BlockId, Refusal> {
    let spot = place::for_paragraph(work, place)?;
    let new = blank(Kind::Paragraph, None);
    if spot.in_line {
        let id = put(work, spot.at, new)?;
        place::end_line_behind(work, spot.at)?;
        return Ok(id);
    }
    insert(work, spot.at, vec![new])
}

fn new_item(work: &mut Work, place: Place) -> Result<BlockId, Refusal> {
    let spot = item_list::for_item(work, place)?;
    let Some((beside, is_before)) = spot.beside else {
        let marker = item_list::nearest_list(work, spot.at).0;
        let new = NewBlock {
            gap: spot.gap,
            ..blank(Kind::Item, Some(marker))
        };
        return put(work, spot.at, new);
    };
    let list = work.report.sibling_items(beside);
    let first = renumber::start(work.report, &list);
    let gap = item_list::item_gap(work, beside);
    let own = work.block(beside)?;
    let new_gap = if is_before {
        own.gap.clone()
    } else {
        gap.clone()
    };
    let new = NewBlock {
        gap: new_gap,
        ..blank(Kind::Item, own.marker.clone())
    };
    let id = put(work, spot.at, new)?;
    if is_before {
        work.gap(beside, gap)?;
    }
    let list = item_list::with_beside(list, beside, is_before, id);
    renumber::items(work, &list, first, &[id])?;
    Ok(id)
}

fn new_title(work: &mut Work) -> Result<BlockId, Refusal> {
    if work.report.blocks().any(|block| block.kind == Kind::Title) {
        return Err(Refusal::NothingToDo);
    }
    let id = put(work, 0, blank(Kind::Title, None))?;
    if let Some(second) = work.report.at(1).filter(|block| !breaks_line(&block.gap)) {
        // An indent that stood at the start of the report stays where it is.
        let (second, indent) = (second.id, second.gap.clone());
        let line = gaps::empty_line(work.report, Kind::Paragraph, 1);
        let is_indented = line.ends_with(|last| !ends_line(last));
        work.gap(second, if is_indented { line } else { line + &indent })?;
    }
    Ok(id)
}

/// A signature and a date at the end; beside a signature, one more who signs; in front of a date alone, who signs.
fn new_closing(work: &mut Work, place: Place) -> Result<BlockId, Refusal> {
    if let Place::After(beside) = place
        && let Some(signature) = work.report.block(beside)
        && signature.kind == Kind::Signature
    {
        let gap = gaps::last_line(&signature.gap).unwrap_or_else(|| "\n".to_owned());
        let position = work.position(beside)?;
        let new = NewBlock {
            gap,
            ..blank(Kind::Signature, None)
        };
        return put(work, position + 1, new);
    }
    let is_signature = |block: &Block| block.kind == Kind::Signature;
    if let Place::Before(beside) = place
        && work.block(beside)?.kind == Kind::Date
        && !work.report.blocks().any(is_signature)
    {
        let gap = work.block(beside)?.gap.clone();
        let line = gaps::last_line(&gap).unwrap_or_else(|| "\n".to_owned());
        let new = NewBlock {
            gap,
            ..blank(Kind::Signature, None)
        };
        let id = put(work, work.position(beside)?, new)?;
        work.gap(beside, line)?;
        return Ok(id);
    }
    if work.report.blocks().any(|block| block.kind.is_closing()) {
        return Err(Refusal::NothingToDo);
    }
    let (at, closing) = (work.report.len(), place::closing(work));
    let attached = closing < at;
    // The indent of an attachment is no example.
    let like = if attached {
        Kind::Signature
    } else {
        Kind::Paragraph
    };
    let line = gaps::new_line(work.report, like, closing);
    let date = NewBlock {
        gap: line.clone(),
        ..blank(Kind::Date, None)
    };
    let id = insert(work, at, vec![blank(Kind::Signature, None), date])?;
    if attached {
        work.gap(id, line)?;
    }
    Ok(id)
}

/// A block without text or layout.
pub(super) fn blank(kind: Kind, marker: Option<Marker>) -> NewBlock {
    NewBlock {
        kind,
        gap: String::new(),
        marker,
        text: String::new(),
    }
}

/// Puts blocks at a place, the first on a line of its own; its id.
pub(super) fn insert(
    work: &mut Work,
    at: usize,
    blocks: Vec<NewBlock>,
) -> Result<BlockId, Refusal> {
    let ids = work.insert(at, blocks)?;
    gaps::arrive(work, at..at + ids.len(), true)?;
    ids.first().copied().ok_or(Refusal::Gone)
}

/// Puts one block at a place as it is; its id.
pub(super) fn put(work: &mut Work, at: usize, block: NewBlock) -> Result<BlockId, Refusal> {
    work.insert(at, vec![block])?
        .first()
        .copied()
        .ok_or(Refusal::Gone)
}
