//! The layout in front of blocks when they come, go and change places.
//!
//! Law: layout belongs to the place. What comes to the start of the report, or right under the title,
//! has what stood there; what follows something taken away starts where that started; a new line looks
//! like its neighbours, line ends and indents alike; a heading never goes on in a line.

use std::ops::Range;

use crate::attachments;
use crate::line_ends::{breaks_line, ends_line};
use crate::report::{BlockId, Kind, Report};

use super::Refusal;
use super::work::Work;

/// Whether the block at this place starts a line.
pub(super) fn starts_line(report: &Report, position: usize) -> bool {
    position == 0
        || report
            .at(position)
            .is_some_and(|block| breaks_line(&block.gap))
}

/// The layout that starts a new line before a block of this kind, as the report does it nearest to
/// this place; a plain line end in a report that has none.
pub(super) fn new_line(report: &Report, kind: Kind, near: usize) -> String {
    let order = report.order();
    let (before, after) = order.split_at_checked(near).unwrap_or((order, &[]));
    // What directly follows the title, and the closing with its attachments, are often set apart by
    // empty lines: no example for the rest.
    let apart = order.get(1).filter(|_| has_title(report));
    let before = before.iter().rev().map(|id| (id, false));
    let nearest = before.chain(after.iter().map(|id| (id, true)));
    let (mut of_class, mut any, mut closing) = (None, None, None);
    let mut attached = false;
    for (block, is_after) in nearest
        .filter(|(id, _)| Some(*id) != apart)
        .filter_map(|(id, is_after)| Some((report.block(*id)?, is_after)))
        .filter(|(block, _)| breaks_line(&block.gap))
    {
        attached |= is_after && attachments::first(&block.text).is_some();
        if class(block.kind) == class(kind) && !attached {
            if block.kind.level() == kind.level() {
                return one_line(&block.gap);
            }
            of_class = of_class.or(Some(block));
        }
        if block.kind.is_closing() || attached {
            closing = closing.or(Some(block));
        } else {
            any = any.or(Some(block));
        }
    }
    of_class
        .or(any)
        .map(|block| one_line(&block.gap))
        .or_else(|| last_line(&closing.or_else(|| report.block(*apart?))?.gap))
        .unwrap_or_else(|| line_end(report.tail()).unwrap_or("\n").to_owned())
}

/// As [`new_line`], with an empty line between.
pub(super) fn empty_line(report: &Report, kind: Kind, near: usize) -> String {
    let line = new_line(report, kind, near);
    let end = line_end(&line).unwrap_or("\n").to_owned();
    end + &line
}

/// Headings look like headings, everything else like paragraphs.
fn class(kind: Kind) -> u8 {
    match kind {
        Kind::Title => 0,
        Kind::Heading { .. } => 1,
        Kind::Paragraph | Kind::Item => 2,
        Kind::Signature | Kind::Date => 3,
    }
}

fn has_title(report: &Report) -> bool {
    report.at(0).is_some_and(|first| first.kind == Kind::Title)
}

/// The layout without what the line before it left behind (from its first line end on) and without
/// page breaks.
fn one_line(gap: &str) -> String {
    let line = gap
        .find(ends_line)
        .and_then(|at| gap.get(at..))
        .unwrap_or(gap)
        .replace('\u{c}', "");
    if breaks_line(&line) {
        line
    } else {
        format!("\n{line}")
    }
}

/// One line end of the layout and its indent, without empty lines; `None` where it has no line end.
pub(super) fn last_line(gap: &str) -> Option<String> {
    let indent = gap
        .get(gap.rfind(ends_line)?..)?
        .trim_start_matches(ends_line);
    Some(format!("{}{indent}", line_end(gap)?))
}

/// The first line end of a text.
fn line_end(text: &str) -> Option<&str> {
    let rest = text.get(text.find(ends_line)?..)?;
    let first = rest.chars().next()?;
    rest.get(
        ..if rest.starts_with("\r\n") {
            2
        } else {
            first.len_utf8()
        },
    )
}

/// Whether the layout of this place is its own: at the start of the report and right under the title.
pub(super) fn is_set_apart(report: &Report, position: usize) -> bool {
    position == 0 || position == 1 && has_title(report)
}

/// Before a range is taken from its place: what follows it starts where it started.
pub(super) fn leave(work: &mut Work, range: &Range<usize>) -> Result<(), Refusal> {
    let (Some(leaving), Some(next)) = (work.report.at(range.start), work.report.at(range.end))
    else {
        return Ok(());
    };
    let breaks = breaks_line(&leaving.gap);
    let apart = is_set_apart(work.report, range.start) && (breaks || range.start == 0);
    if apart || (breaks && !breaks_line(&next.gap)) {
        let (id, gap) = (next.id, leaving.gap.clone());
        work.gap(id, gap)?;
    }
    Ok(())
}

/// After a range has come to its place: it starts a line of its own, and so does what it displaced.
/// `fresh` says that its layout comes from nowhere, or from a place that has its own.
pub(super) fn arrive(work: &mut Work, range: Range<usize>, fresh: bool) -> Result<(), Refusal> {
    let (first, kind) = (work.at(range.start)?.id, work.at(range.start)?.kind);
    if is_set_apart(work.report, range.start) {
        let displaced = work
            .report
            .at(range.end)
            .map(|block| (block.id, block.kind, block.gap.clone()));
        let Some((displaced, displaced_kind, gap)) = displaced else {
            let under_title = || empty_line(work.report, kind, range.start);
            let gap = if range.start == 0 {
                String::new()
            } else {
                under_title()
            };
            return work.gap(first, gap);
        };
        if range.start == 0 || breaks_line(&gap) {
            work.gap(first, gap)?;
            // Its own layout is no example for where it stands now.
            work.gap(displaced, String::new())?;
            let line = new_line(work.report, displaced_kind, range.end);
            return work.gap(displaced, line);
        }
    }
    if fresh {
        work.gap(first, String::new())?;
    }
    if !breaks_line(&work.block(first)?.gap) {
        let line = new_line(work.report, kind, range.start);
        work.gap(first, line)?;
    }
    match work.report.at(range.end) {
        Some(displaced) if displaced.kind.level().is_some() && !breaks_line(&displaced.gap) => {
            let (displaced, line) = (
                displaced.id,
                new_line(work.report, displaced.kind, range.end),
            );
            work.gap(displaced, line)
        }
        _ => Ok(()),
    }
}

/// The layout in front of each member of a list.
pub(super) fn of(report: &Report, list: &[BlockId]) -> Vec<String> {
    list.iter()
        .filter_map(|&id| Some(report.block(id)?.gap.clone()))
        .collect()
}

/// Gives the places of a list the layout they had, whoever stands there now.
pub(super) fn keep_places(
    work: &mut Work,
    places: Vec<String>,
    list: &[BlockId],
) -> Result<(), Refusal> {
    for (gap, &id) in places.into_iter().zip(list) {
        work.gap(id, gap)?;
    }
    Ok(())
}
