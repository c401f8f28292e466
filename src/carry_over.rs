//! 续写: the report of the last period as the beginning of the next one.
//!
//! Room: knows report, numbering, blanks and draft; no storage. Law: not a word comes or goes but names of
//! periods, years and figures; every place that was changed is counted, and what may be old and stays is named. Titles
//! of books and what stands in quotation marks stays as it was.

use std::ops::Range;

use crate::blanks;
use crate::draft::Period;
use crate::numbering::Marker;
use crate::report::compare::{Difference, Mark, Run};
use crate::report::{Block, Fill, Kind, Report};

mod figures;
mod times;

use times::{Time, Times};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The period that the report is about.
    pub from: Period,
    /// The period that the next one is about.
    pub to: Period,
    /// Whether figures become blanks, too: `12次` becomes `*次`.
    pub figures: bool,
}

/// The beginning of the next report, and what was done to come to it.
#[derive(Clone, Debug)]
pub struct CarriedOver {
    /// The blocks have the names that they had.
    pub report: Report,
    /// How many names of periods and years became those of the next period.
    pub renamed: usize,
    /// How many filled blanks are open again.
    pub emptied: usize,
    /// How many figures became blanks.
    pub opened: usize,
    /// What became of each block, in their order: of those that changed, number and text in pieces.
    pub changes: Vec<Difference>,
    /// The years that stayed though another one begins, each once, in the order of the text.
    pub left: Vec<String>,
}

/// The report as the beginning of the next one. Names of periods and years stand to the new period as they stood to the
/// old: of 上半年 and 下半年 become 下半年 and 明年上半年. Filled blanks are open again, but for names that
/// hardly change, those of units and persons; the day in the date at the end, too.
pub fn carry_over(report: &Report, plan: &Plan) -> CarriedOver {
    let times = Times::new(plan.from, plan.to);
    let mut done = CarriedOver {
        report: Report::default(),
        renamed: 0,
        emptied: 0,
        opened: 0,
        changes: Vec::new(),
        left: Vec::new(),
    };
    let blocks = report
        .blocks()
        .map(|block| carried(block, plan, &times, &mut done))
        .collect();
    let carried = Report::restored(blocks, report.tail().to_owned(), report.next_id());
    // The names are those of a report, each once.
    done.report = carried.unwrap_or_else(|| report.clone());
    done
}

/// A place of a text and what comes there.
struct Place {
    range: Range<usize>,
    by: String,
    what: What,
}

/// What a place was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// The name of a period or a year.
    Time,
    /// A figure.
    Figure,
    /// A filled blank that is open again.
    Value,
    /// A year that stays.
    Left,
}

fn carried(block: &Block, plan: &Plan, times: &Times, done: &mut CarriedOver) -> Block {
    let figures = match block.kind {
        Kind::Title => false,
        // The day is another one for sure.
        Kind::Date => true,
        _ => plan.figures,
    };
    let mut places = places(&block.text, block.kind, times, figures);
    for fill in &block.fills {
        places.retain(|place| {
            place.range.end <= fill.range.start || fill.range.end <= place.range.start
        });
        if !stays(block, fill) {
            let at = places.partition_point(|place| place.range.end <= fill.range.start);
            let place = Place {
                range: fill.range.clone(),
                by: fill.original.clone(),
                what: What::Value,
            };
            places.insert(at, place);
        }
    }
    let (mut text, mut at) = (String::with_capacity(block.text.len()), 0);
    let mut runs = Vec::new();
    let mut same = block.marker.as_ref().map_or("", Marker::text).to_owned();
    let mut fills = block.fills.iter().peekable();
    let mut kept = Vec::new();
    for place in &places {
        while let Some(fill) = fills.next_if(|fill| fill.range.end <= place.range.start) {
            kept.push(shifted(fill, at, text.len()));
        }
        let old = block.text.get(place.range.clone()).unwrap_or_default();
        match place.what {
            What::Time => done.renamed += 1,
            What::Figure => done.opened += 1,
            What::Value => {
                done.emptied += 1;
                fills.next();
            }
            What::Left => {
                if !done.left.iter().any(|left| left == old) {
                    done.left.push(old.to_owned());
                }
                continue;
            }
        }
        let between = block.text.get(at..place.range.start).unwrap_or_default();
        text.push_str(between);
        text.push_str(&place.by);
        at = place.range.end;
        same.push_str(between);
        runs.push(Run::Kept(std::mem::take(&mut same)));
        runs.push(Run::Removed(old.to_owned()));
        runs.push(Run::Added(place.by.clone()));
    }
    kept.extend(fills.map(|fill| shifted(fill, at, text.len())));
    let rest = block.text.get(at..).unwrap_or_default();
    text.push_str(rest);
    let mark = match runs.is_empty() {
        true => Mark::Same,
        false => {
            runs.push(Run::Kept(rest.to_owned()));
            Mark::Changed(runs)
        }
    };
    done.changes.push(Difference {
        old: Some(block.id),
        new: Some(block.id),
        mark,
    });
    Block {
        text,
        fills: kept,
        ..block.clone()
    }
}

/// The filled blank where what stood at `from` comes to `to`.
fn shifted(fill: &Fill, from: usize, to: usize) -> Fill {
    Fill {
        range: fill.range.start - from + to..fill.range.end - from + to,
        original: fill.original.clone(),
    }
}

/// Whether a value is the name of somebody who is the same in the next period, as far as the word behind it says so.
fn stays(block: &Block, fill: &Fill) -> bool {
    let behind = block.text.get(fill.range.end..).unwrap_or_default();
    let value = block.text.get(fill.range.clone()).unwrap_or_default();
    blanks::stands_for_name(behind) && !value.contains(|sign: char| sign.is_ascii_digit())
}

/// The marks around titles of books and quotations, and around the year of a document.
const AROUND: [(char, char); 4] = [('《', '》'), ('“', '”'), ('〔', '〕'), ('"', '"')];

/// All places of a text, in order.
fn places(text: &str, kind: Kind, times: &Times, figures: bool) -> Vec<Place> {
    let mut places = Vec::new();
    let mut done = 0;
    for (at, sign) in text.char_indices() {
        if at < done {
            continue;
        }
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        if let Some((_, closing)) = AROUND.iter().find(|(opening, _)| *opening == sign) {
            let inside = rest.get(sign.len_utf8()..).unwrap_or_default();
            // A mark that is never closed surrounds nothing.
            done = inside
                .find(*closing)
                .map_or(done, |end| at + sign.len_utf8() + end);
            continue;
        }
        let figure = || figures::length(before, rest).filter(|_| figures);
        let (length, by, what) = match times.at(before, rest, kind == Kind::Title) {
            Some(Time::Named(length, by)) => (length, by, What::Time),
            Some(Time::Left(length)) => (length, String::new(), What::Left),
            Some(Time::Same(length)) => {
                done = at + length;
                continue;
            }
            None => match figure() {
                Some(length) => (length, "*".to_owned(), What::Figure),
                None => continue,
            },
        };
        done = at + length;
        places.push(Place {
            range: at..done,
            by,
            what,
        });
    }
    places
}
