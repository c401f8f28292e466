//! 续写: the report of the last period as the beginning of the next one.
//!
//! Room: knows report, letters, numbering, blanks, slots and draft; no storage. Law: nothing but names of periods, years, dates,
//! figures and filled blanks changes; every place that was changed is shown and counted. Years, parts of years and
//! figures that stay, though they may be old, are named. Titles of books and what stands in quotation marks stays as it
//! was.

use std::ops::Range;

use crate::blanks::{self, is_space};
use crate::draft::Period;
use crate::numbering::{Marker, is_between, is_digit, is_numeral};
use crate::report::compare::{Difference, Mark, Run};
use crate::report::{Block, Fill, Kind, Report};
use crate::slots::slots;

mod figures;
mod months;
mod parts;
mod times;
mod years;

use figures::Figure;
use times::{Time, Times};
use years::Numbered;

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
    /// The years, the parts of years and the figures that stayed, each once, in the order of the text; the first 300.
    pub left: Vec<String>,
    /// What stood in the blanks that are open now, each under its [`label`]; of blanks with the same label none, nor of
    /// those whose label is of days alone.
    pub last: Vec<(String, String)>,
}

/// What a blank is called that is looked for by the words around it: without figures and other blanks, as the day of a
/// date is looked for while its month is open and when it is there.
pub fn label(before: &str, after: &str) -> String {
    /// The signs behind a blank that count: those of a date have more, as far as there is room.
    const BEHIND: usize = 6;
    let is_own = |sign: char| !is_digit(sign) && !"*＊×_＿○".contains(sign);
    let before = before.rsplit(|sign| !is_own(sign)).next();
    let after = after.chars().filter(|sign| is_own(*sign)).take(BEHIND);
    before
        .into_iter()
        .flat_map(str::chars)
        .chain(['|'])
        .chain(after)
        .collect()
}

/// The report as the beginning of the next one. Names of periods and years stand to the new period as they stood to the
/// old: of 上半年 and 下半年 become 下半年 and 明年上半年. Filled blanks are open again, but for names that
/// hardly change, those of units and persons; the day in the date at the end, too, and its year where it can be one of
/// two.
pub fn carry_over(report: &Report, plan: &Plan) -> CarriedOver {
    let times = Times::new(plan.from, plan.to);
    let mut done = CarriedOver {
        report: Report::default(),
        renamed: 0,
        emptied: 0,
        opened: 0,
        changes: Vec::new(),
        left: Vec::new(),
        last: Vec::new(),
    };
    let blocks = report
        .blocks()
        .map(|block| carried(block, plan, &times, &mut done))
        .collect();
    let all = std::mem::take(&mut done.last);
    let is_known = |(label, value): &&(String, String)| {
        let mut alike = all.iter().filter(|(other, _)| other == label);
        !value.is_empty() && label.contains(tells_which) && alike.nth(1).is_none()
    };
    done.last = all.iter().filter(is_known).cloned().collect();
    let carried = Report::restored(blocks, report.tail().to_owned(), report.next_id());
    // The names are those of a report, each once.
    done.report = carried.unwrap_or_else(|| report.clone());
    done
}

/// More blanks than a report has that anybody fills in again; each is looked for among all.
const MOST_VALUES: usize = 300;

/// More than anybody looks through; each is looked for among all.
const MOST_LEFT: usize = 300;

/// Whether a sign of a label tells its blank from others. 月|日 and 2026年|月 are called many, that of the date at the end
/// for one.
fn tells_which(sign: char) -> bool {
    !is_numeral(sign)
        && !is_between(sign)
        && !is_space(sign)
        && !matches!(sign, '年' | '月' | '日' | '|')
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
    /// A year or a figure that stays, and may be old.
    Left,
    /// The name of a time that says the same in the new report.
    Same,
}

fn carried(block: &Block, plan: &Plan, times: &Times, done: &mut CarriedOver) -> Block {
    let mut places = match block.kind {
        Kind::Date => date_places(&block.text, times),
        // The day is another one for sure.
        _ => places(&block.text, block.kind, times, plan.figures),
    };
    let mut fills = settled(block, &mut places).into_iter().peekable();
    let (mut text, mut at) = (String::with_capacity(block.text.len()), 0);
    let mut runs = Vec::new();
    let mut same = block.marker.as_ref().map_or("", Marker::text).to_owned();
    let mut kept = Vec::new();
    // Where a blank is open now, and what stood there.
    let mut opened: Vec<(usize, &str)> = Vec::new();
    for place in &places {
        while let Some(fill) = fills.next_if(|fill| fill.range.end <= place.range.start) {
            kept.push(shifted(fill, at, text.len()));
        }
        let old = block.text.get(place.range.clone()).unwrap_or_default();
        match place.what {
            What::Time => done.renamed += 1,
            What::Figure => done.opened += 1,
            // One that was wiped out is open already.
            What::Value => done.emptied += usize::from(!old.is_empty()),
            What::Same => continue,
            What::Left => {
                if done.left.len() < MOST_LEFT && !done.left.iter().any(|left| left == old) {
                    done.left.push(old.to_owned());
                }
                continue;
            }
        }
        let between = block.text.get(at..place.range.start).unwrap_or_default();
        text.push_str(between);
        if place.what != What::Time && !old.trim().is_empty() {
            opened.push((text.len(), old));
        }
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
    let block = Block {
        text,
        fills: kept,
        ..block.clone()
    };
    if done.last.len() < MOST_VALUES {
        let slots = slots(&block);
        // One that was open before is looked for by its label, too.
        for slot in slots.iter().filter(|slot| slot.is_open()).take(MOST_VALUES) {
            let value = opened.iter().find(|(at, _)| slot.range.contains(at));
            let (before, after) = blanks::context(&block.text, &slot.range, slot.unit);
            let value = value.map_or("", |(_, value)| *value);
            done.last.push((label(before, after), value.to_owned()));
        }
    }
    block
}

/// Settles what becomes of the filled blanks among the places: those that stay, in order.
fn settled<'a>(block: &'a Block, places: &mut Vec<Place>) -> Vec<&'a Fill> {
    let mut kept = Vec::new();
    for fill in &block.fills {
        let holds = |place: &&Place| {
            place.range.start <= fill.range.start && fill.range.end <= place.range.end
        };
        match places.iter().find(holds).map(|place| place.what) {
            // The name of the new period, whatever of the old one was filled in; and what still holds.
            Some(What::Time) if !fill.range.is_empty() => continue,
            Some(What::Same) if !fill.range.is_empty() => {
                kept.push(fill);
                continue;
            }
            _ => {}
        }
        places.retain(|place| {
            place.range.end <= fill.range.start || fill.range.end <= place.range.start
        });
        if stays(block, fill) {
            kept.push(fill);
        } else {
            let at = places.partition_point(|place| place.range.end <= fill.range.start);
            let place = Place {
                range: fill.range.clone(),
                by: fill.original.clone(),
                what: What::Value,
            };
            places.insert(at, place);
        }
    }
    kept
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
    !value.is_empty()
        && blanks::stands_for_name(behind)
        && !value.contains(|sign: char| sign.is_ascii_digit())
}

/// The marks around titles of books and quotations, and around the year of a document.
const AROUND: [(char, char); 4] = [('《', '》'), ('“', '”'), ('〔', '〕'), ('"', '"')];

/// All places of a text, in order.
fn places(text: &str, kind: Kind, times: &Times, figures: bool) -> Vec<Place> {
    let mut places = Vec::new();
    // Up to where everything is told, and up to where it stands between marks.
    let (mut done, mut inside) = (0, 0);
    let mut unclosed = String::new();
    let figures = figures && kind != Kind::Title;
    // A star between those of bold type would be one of theirs.
    let is_bold = text.contains("**");
    for (at, sign) in text.char_indices() {
        if at < done {
            continue;
        }
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        let mark = AROUND.iter().find(|(opening, _)| *opening == sign);
        if let Some((_, closing)) = mark.filter(|_| inside <= at && !unclosed.contains(sign)) {
            let start = at + sign.len_utf8();
            match text.get(start..).and_then(|text| text.find(*closing)) {
                Some(end) => inside = start + end,
                // It surrounds nothing, and is looked for once.
                None => unclosed.push(sign),
            }
        }
        let is_quoted = at < inside;
        let time = times.at(before, rest, kind == Kind::Title);
        let (length, by, what) = match time {
            Some(Time::Named(length, _)) if is_quoted => (length, String::new(), What::Left),
            Some(Time::Named(length, by)) => (length, by, What::Time),
            Some(Time::Left(length)) => (length, String::new(), What::Left),
            Some(Time::Same(length)) => (length, String::new(), What::Same),
            None if figures && !is_quoted => match figures::at(before, rest) {
                Some(Figure::Opens(length)) if !is_bold => (length, "*".to_owned(), What::Figure),
                Some(Figure::Opens(length) | Figure::Stays(length)) => {
                    (length, String::new(), What::Left)
                }
                None => continue,
            },
            None => continue,
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

/// The year, the month and the day of a date at the end; all of it stays where it is written otherwise.
fn date_places(text: &str, times: &Times) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (at, sign) in text.char_indices() {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        if !is_numeral(sign) || before.ends_with(is_numeral) {
            continue;
        }
        let length = rest.len() - rest.trim_start_matches(is_numeral).len();
        let (length, by, what) = match Numbered::at(before, rest) {
            Some(year) => match times
                .year_of_date(year.number)
                .and_then(|new| year.like(rest, new))
            {
                Some(new) => (year.length, new, What::Time),
                None => (year.digits, "*".to_owned(), What::Figure),
            },
            None => match rest
                .get(length..)
                .is_some_and(|rest| rest.starts_with(['月', '日']))
            {
                true => (length, "*".to_owned(), What::Figure),
                false => (length, String::new(), What::Left),
            },
        };
        let is_same = text.get(at..at + length) == Some(by.as_str());
        places.push(Place {
            range: at..at + length,
            by,
            what: if is_same { What::Same } else { what },
        });
    }
    places
}
