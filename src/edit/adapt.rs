//! What is pasted, made to look like its new neighbours.
//!
//! Law: line ends, indents, kinds and levels are those of the report that it comes into; its words and
//! its order stay.

use crate::line_ends::{breaks_line, ends_line};
use crate::numbering::{Marker, Style};
use crate::report::{BlockId, Kind, Level, NewBlock, Report};

use super::work::Work;
use super::{gaps, item_list};

/// The blocks as they come to stand behind this position: with the layout, the levels and the kinds
/// of their new neighbours. What stood at the start of what was copied has no layout of its own: `goes_on`
/// says whether it goes on in the line. `beside`: the level that a heading before them had, and the one it has come to.
pub(super) fn settled(
    work: &Work,
    new: &[NewBlock],
    position: usize,
    item: Option<BlockId>,
    goes_on: bool,
    beside: Option<(Level, Level)>,
) -> Vec<NewBlock> {
    let report = &*work.report;
    let shift = level_shift(report, new, position, beside);
    let as_items = new.iter().all(|block| block.kind == Kind::Paragraph);
    let list =
        item.filter(|_| as_items || new.first().is_some_and(|first| first.kind == Kind::Item));
    let list = list.and_then(|item| {
        Some((
            report.block(item)?.marker.clone()?,
            item_list::item_gap(work, item),
        ))
    });
    let mut lines: Vec<(Kind, String)> = Vec::new();
    let mut new_line = |kind: Kind| match lines.iter().find(|(of, _)| *of == kind) {
        Some((_, line)) => line.clone(),
        None => {
            let line = gaps::new_line(report, kind, position + 1);
            lines.push((kind, line.clone()));
            line
        }
    };
    let of_list = |block: &NewBlock| {
        let starts = breaks_line(&block.gap) && as_items;
        list.as_ref().filter(|_| starts || block.kind == Kind::Item)
    };
    let mut settled = Vec::with_capacity(new.len());
    for (index, block) in new.iter().enumerate() {
        let kind = match block.kind {
            Kind::Title | Kind::Signature | Kind::Date => Kind::Paragraph,
            Kind::Heading { level, role } => Kind::Heading {
                level: shift(level),
                role,
            },
            kind => kind,
        };
        let text = one_line(&block.text);
        if let Some((marker, gap)) = of_list(block) {
            let written = Marker::read(&text).filter(|marker| marker.style.rank().is_none());
            let text = written
                .and_then(|marker| text.get(marker.text().len()..))
                .unwrap_or(&text)
                .to_owned();
            let marker = if block.kind == Kind::Item {
                block.marker.clone()
            } else {
                Some(marker.clone())
            };
            settled.push(NewBlock {
                kind: Kind::Item,
                gap: gap.clone(),
                marker,
                text,
            });
            continue;
        }
        let in_line = block.gap.is_empty()
            && matches!(block.kind, Kind::Paragraph | Kind::Item)
            && (index > 0 || goes_on);
        let gap = if in_line {
            String::new()
        } else {
            new_line(kind)
        };
        settled.push(NewBlock {
            kind,
            gap,
            marker: block.marker.clone(),
            text,
        });
    }
    settled
}

/// How the levels of pasted headings change: the first comes to the level that its sort of number has
/// in this report, else below the sorts that go before it.
fn level_shift(
    report: &Report,
    new: &[NewBlock],
    position: usize,
    beside: Option<(Level, Level)>,
) -> impl Fn(Level) -> Level {
    let first = new
        .iter()
        .find_map(|block| Some((block.kind.level()?, block.marker.as_ref()?.style)));
    let used = |style: Style| {
        let headings = report
            .blocks()
            .filter_map(|block| Some((block.kind.level()?, block.marker.as_ref()?.style)));
        let mut of_style = headings.filter(move |(_, other)| *other == style);
        let elsewhere = of_style.next().map(|(level, _)| level);
        match nearest(report, position, style) {
            Some((level, own)) if own == style => Some(level),
            Some((outer, _)) => elsewhere.map(|level| level.max(outer.deeper().unwrap_or(outer))),
            None => elsewhere,
        }
    };
    let outer = |style: Style| {
        let headings = report
            .blocks()
            .filter_map(|block| Some((block.kind.level()?, block.marker.as_ref()?.style)));
        headings
            .filter(|(_, other)| other.rank() < style.rank())
            .map(|(level, _)| level)
            .max()
    };
    let from_to = beside.or(first.map(|(from, style)| {
        let below = || outer(style).map(|outer| outer.deeper().unwrap_or(outer));
        let is_heading = report
            .at(position)
            .is_some_and(|at| at.kind.level().is_some());
        let inside = is_heading || report.parent(position).is_some();
        (
            from,
            used(style)
                .or_else(|| below().filter(|_| inside))
                .unwrap_or(from),
        )
    }));
    move |level| {
        let Some((from, to)) = from_to else {
            return level;
        };
        let number = (level.number() + to.number()).saturating_sub(from.number());
        Level::from_number(number.clamp(1, Level::ALL.len())).unwrap_or(level)
    }
}

/// Of the headings that a position lies in, its own included, the nearest that has this sort of number or one that goes
/// before it.
fn nearest(report: &Report, position: usize, style: Style) -> Option<(Level, Style)> {
    let around = std::iter::successors(Some(position), |at| report.parent(*at));
    let mut headings = around.filter_map(|at| {
        let block = report.at(at)?;
        Some((block.kind.level()?, block.marker.as_ref()?.style))
    });
    headings.find(|(_, own)| *own == style || own.rank() < style.rank())
}

/// A text without the line ends that only a title has.
pub(super) fn one_line(text: &str) -> String {
    text.chars().filter(|c| !ends_line(*c)).collect()
}
