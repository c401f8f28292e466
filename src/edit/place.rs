//! Where parts and paragraphs can go, from the block that a [`Place`] is named by.
//!
//! Law: nothing comes between a block and what goes on in its line, and no list is cut in two inside
//! a line.

use crate::report::{Kind, Level};

use super::work::Work;
use super::{Place, Refusal, gaps, renumber};

/// Where a part goes, and how deep: beside a part, inside one, or behind the preamble.
pub(super) fn for_section(work: &Work, place: Place) -> Result<(usize, Level), Refusal> {
    if work.report.is_empty() {
        return Ok((0, Level::One));
    }
    let anchor = work.block(place.anchor())?;
    let position = work.position(anchor.id)?;
    if let Some(level) = anchor.kind.level() {
        return match place {
            Place::Before(_) => Ok((position, level)),
            Place::After(id) => Ok((work.extent(id)?.end, level)),
            Place::Into(id) if renumber::holds_parts(work.report, id) => Ok((
                work.extent(id)?.end,
                level.deeper().ok_or(Refusal::TooDeep)?,
            )),
            Place::Into(_) => Err(Refusal::WrongPlace),
        };
    }
    // Beside what stands in a part: behind that part. Beside the preamble: in front of the first.
    // Beside an attachment: in front of them all.
    if let Some(parent) = work.report.parent(position) {
        let parent = work.at(parent)?;
        return Ok((
            work.extent(parent.id)?.end,
            parent.kind.level().unwrap_or(Level::One),
        ));
    }
    // In the text of an attachment: behind it.
    let opens = work.report.attachment_openers();
    let mut above = (0..=position).rev();
    if let Some(label) = above.find(|at| opens(*at)) {
        let label = work.at(label)?.id;
        return Ok((work.extent(label)?.end, Level::One));
    }
    let (closing, signed) = (closing(work), signed(work));
    if signed < position || signed == position && !matches!(place, Place::Before(_)) {
        return Err(Refusal::WrongPlace);
    }
    let is_heading = |at: &usize| {
        work.report
            .at(*at)
            .is_some_and(|block| block.kind.level().is_some())
    };
    let first = (position..closing).find(is_heading);
    let level = first.and_then(|first| work.report.at(first)?.kind.level());
    Ok((first.unwrap_or(closing), level.unwrap_or(Level::One)))
}

/// Where the closing starts, with the words that end the report and the attachments; the end of the report where there
/// is none.
pub(super) fn closing(work: &Work) -> usize {
    work.report.closing()
}

/// Where the signature and the date start; the end of the report where there are none.
fn signed(work: &Work) -> usize {
    work.report.attachments().end
}

/// Where the signature and the date end.
fn closing_end(work: &Work) -> usize {
    let start = signed(work);
    let is_closing = |at: &usize| {
        work.report
            .at(*at)
            .is_some_and(|block| block.kind.is_closing())
    };
    (start..work.report.len())
        .find(|at| !is_closing(at))
        .unwrap_or(work.report.len())
}

/// Where a paragraph goes.
pub(super) struct Line {
    pub(super) at: usize,
    /// It goes on in the line before it; a paragraph that did so until now starts its own.
    pub(super) in_line: bool,
}

/// Where a paragraph goes: beside a paragraph or an item with what goes on in their lines, or as the
/// last that stands directly under a heading.
pub(super) fn for_paragraph(work: &Work, place: Place) -> Result<Line, Refusal> {
    let on_own_line = |at: usize| Ok(Line { at, in_line: false });
    if work.report.is_empty() {
        return on_own_line(0);
    }
    let anchor = work.block(place.anchor())?;
    let position = work.position(anchor.id)?;
    let starts_line = gaps::starts_line(work.report, position);
    let is_heading = |at: Option<usize>| {
        at.and_then(|at| work.report.at(at))
            .is_some_and(|block| block.kind.level().is_some())
    };
    match (place, anchor.kind) {
        (Place::Before(_), Kind::Title | Kind::Heading { .. }) => Err(Refusal::WrongPlace),
        // Nothing comes between the signature and the date.
        (_, Kind::Signature | Kind::Date) => on_own_line(match place {
            Place::Before(_) => signed(work),
            Place::After(_) | Place::Into(_) => closing_end(work),
        }),
        (Place::Before(_), Kind::Item)
            if work.report.sibling_items(anchor.id).first() != Some(&anchor.id) =>
        {
            Err(Refusal::WrongPlace)
        }
        (Place::Before(_), _) if starts_line => on_own_line(position),
        // What comes before the body of a run-in heading takes its place.
        (Place::Before(_), _) if is_heading(position.checked_sub(1)) => Ok(Line {
            at: position,
            in_line: true,
        }),
        (Place::Before(_), _) => Err(Refusal::WrongPlace),
        (_, Kind::Heading { .. }) => {
            let at = own_end(work, position);
            Ok(Line {
                at,
                in_line: anchor.is_opener() && at == position + 1,
            })
        }
        (_, Kind::Title) => on_own_line(position + 1),
        (_, Kind::Item) => on_own_line(line_end(work, work.extent(anchor.id)?.end)),
        (_, Kind::Paragraph) => on_own_line(line_end(work, position + 1)),
    }
}

/// The end of what stands directly under a heading, before the parts inside it.
pub(super) fn own_end(work: &Work, heading: usize) -> usize {
    let closing = closing(work);
    let is_own = |at: &usize| {
        let block = work.report.at(*at).filter(|_| *at != closing);
        block.is_some_and(|block| matches!(block.kind, Kind::Paragraph | Kind::Item))
    };
    (heading + 1..work.report.len())
        .take_while(is_own)
        .last()
        .map_or(heading + 1, |last| last + 1)
}

/// The end of the line that goes on here.
fn line_end(work: &Work, from: usize) -> usize {
    let goes_on = |at: &usize| {
        work.report
            .at(*at)
            .is_some_and(crate::report::Block::is_in_line)
    };
    (from..work.report.len())
        .find(|at| !goes_on(at))
        .unwrap_or(work.report.len())
}

/// Ends the line after a paragraph that came into it: the paragraph behind starts its own.
pub(super) fn end_line_behind(work: &mut Work, position: usize) -> Result<(), Refusal> {
    match work.report.at(position + 1).filter(|next| next.is_body()) {
        Some(next) => {
            let id = next.id;
            let line = gaps::new_line(work.report, Kind::Paragraph, position + 1);
            work.gap(id, line)
        }
        None => Ok(()),
    }
}
