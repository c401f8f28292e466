//! Names of periods and years in a text, and what they are in the report of another period.
//!
//! Law: a period stands to the new one as it stood to the old one. All names that can be told, of the year of the report
//! and of those beside it, are in one table that is made once. Whatever else is a year or a part of it stays and is
//! named.

use crate::blanks::is_space;
use crate::draft::Period;
use crate::draft::period::{SPANS, Span};
use crate::numbering::is_numeral;

use super::months::Months;
use super::parts::{is_of_part, moved, names_of, part_at};
use super::years::Numbered;

/// Names of the old report and what they are in the new one.
pub(super) struct Times {
    names: Vec<Name>,
    old_year: i32,
    new_year: i32,
    from: Option<Span>,
    to: Option<Span>,
    /// Where they are others.
    months: Option<Months>,
}

/// What a year and a part of it, or one of them, is in the new report.
struct Name {
    /// The word for the year, or none where its number tells it.
    word: Option<&'static str>,
    /// How far that year is from the year of the report.
    far: i32,
    /// The part of it; nothing where the year stands alone.
    old: &'static str,
    year: i32,
    new: &'static str,
}

/// What stands at a place of a text.
pub(super) enum Time {
    /// So many bytes are the name of a time, and this comes in their place.
    Named(usize, String),
    /// So many bytes are a year that stays, or a part of one.
    Left(usize),
    /// So many bytes say the same in both reports.
    Same(usize),
}

/// The words for a year, and how far it is from the year of the report.
const WORDS: [(&str, i32); 6] = [
    ("", 0),
    ("今年", 0),
    ("本年", 0),
    ("去年", -1),
    ("上年", -1),
    (NEXT, 1),
];
const NEXT: &str = "明年";

/// What names of times begin with, but for numbers.
const FIRSTS: &str = "上下今本去明全第元前";

impl Times {
    pub(super) fn new(from: Period, to: Period) -> Times {
        let index = |period: Period| period.span.map(|span| span.place().1);
        let wraps = i32::from(from.span != to.span && index(to) <= index(from));
        // One year tells the other.
        let known = |period: Period| period.year.map(i32::from);
        let new_year = known(to).or(known(from).map(|year| year + wraps));
        let new_year = new_year.unwrap_or(0);
        let mut times = Times {
            names: Vec::new(),
            old_year: known(from).unwrap_or(new_year - wraps),
            new_year,
            from: from.span,
            to: to.span,
            months: Months::new(from.span, to.span),
        };
        for (word, far) in WORDS {
            times.add(Some(word), far);
        }
        for far in -1..=1 {
            times.add(None, far);
        }
        times
    }

    /// All names of a year that is told in this way.
    fn add(&mut self, word: Option<&'static str>, far: i32) {
        let (old_year, new_year) = (self.old_year, self.new_year);
        let mut add = |old, year, new| {
            self.names.push(Name {
                word,
                far,
                old,
                year,
                new,
            });
        };
        if word.is_none() && old_year != new_year {
            add("", new_year + far, "");
        }
        let (Some(from), Some(to)) = (self.from, self.to) else {
            return;
        };
        // At the end of a year the next one lies ahead, then the second half of it.
        if word == Some(NEXT) && (from, to) == (Span::SecondHalf, Span::FirstHalf) {
            add("", new_year, "下半年");
        }
        for (span, _) in SPANS {
            let moved = moved((from, old_year), (to, new_year), (span, old_year + far));
            let Some((year, new)) = moved else { continue };
            let news = names_of(new, word.is_none());
            for (which, old) in names_of(span, word.is_none()).iter().enumerate() {
                add(old, year, news.get(which).or(news.first()).unwrap_or(&""));
            }
        }
    }

    /// The time that a text starts with.
    pub(super) fn at(&self, before: &str, rest: &str, in_title: bool) -> Option<Time> {
        // A long text is looked through sign by sign: hardly any begins a time.
        let first = rest.chars().next()?;
        if !is_numeral(first) && !FIRSTS.contains(first) {
            return None;
        }
        if let Some((length, by)) = self
            .months
            .as_ref()
            .and_then(|months| months.at(before, rest))
        {
            return Some(Time::Named(length, by));
        }
        let number = Numbered::at(before, rest);
        let far = number.as_ref().map(|year| year.number - self.old_year);
        let length_of_year = number.as_ref().map_or(0, |year| year.length);
        // 2026年 上半年.
        let part = rest.get(length_of_year..)?;
        let gap = part.get(..part.len() - part.trim_start_matches(is_space).len())?;
        let mut best: Option<(usize, &Name)> = None;
        for name in &self.names {
            let year = match (name.word, far) {
                (None, Some(far)) if far == name.far && name.old.is_empty() => length_of_year,
                (None, Some(far)) if far == name.far => length_of_year + gap.len(),
                (Some(word), None) if rest.starts_with(word) => word.len(),
                _ => continue,
            };
            let part = rest
                .get(year..)
                .and_then(|part| part.strip_prefix(name.old));
            let length = year + name.old.len();
            if part.is_some_and(|behind| self.is_meant(name, before, behind, in_title))
                && best.is_none_or(|(longest, _)| longest <= length)
            {
                best = Some((length, name));
            }
        }
        let is_of_span = number
            .as_ref()
            .is_some_and(|year| year.is_of_span(before, rest));
        if let Some((length, name)) = best.filter(|(_, name)| !is_of_span || !name.old.is_empty()) {
            let new = match &number {
                Some(year) if name.old.is_empty() => year.like(rest, name.year)?,
                Some(year) => year.like(rest, name.year)? + gap,
                None => word_of(name.word?, name.year - self.new_year)?.to_owned(),
            };
            // 2026年工作总结 of a year is 2027年上半年工作总结 of a half.
            let title = match name.old.is_empty() && name.far == 0 && in_title {
                true => self.title(),
                false => "",
            };
            let new = [&new, name.new, title].concat();
            return Some(match rest.get(..length)? == new {
                true => Time::Same(length),
                false => Time::Named(length, new),
            });
        }
        // A part of a year that is none of these three stands for itself.
        let is_part = |behind: &str| behind.starts_with("全年") || part_at(behind).is_some();
        let is_left =
            |behind: Option<&str>| self.old_year != self.new_year || behind.is_some_and(is_part);
        match number {
            Some(year) if is_left(rest.get(year.length..)) => Some(Time::Left(year.length)),
            Some(year) => Some(Time::Same(year.length)),
            None => self.left(before, rest).map(Time::Left),
        }
    }

    /// How long a part of a year is that is not in the table, or a year that lies ahead.
    fn left(&self, before: &str, rest: &str) -> Option<usize> {
        let part = WORDS.iter().find_map(|(word, _)| {
            let part = part_at(rest.strip_prefix(word)?)?;
            Some(word.len() + part)
        });
        if part.is_some() && self.from != self.to && !is_of_part(before, rest) {
            return part;
        }
        self.leaves_next(before, rest).then_some(NEXT.len())
    }

    /// Whether a year that lies ahead is no longer the same one.
    fn leaves_next(&self, before: &str, rest: &str) -> bool {
        let is_moved = self.old_year != self.new_year && self.from != Some(Span::Year);
        is_moved && rest.starts_with(NEXT) && !before.ends_with('文')
    }

    /// Whether what looks like a name is meant as one.
    fn is_meant(&self, name: &Name, before: &str, behind: &str, in_title: bool) -> bool {
        let starts = |words: &[&str]| words.iter().any(|word| behind.starts_with(word));
        match (name.word, name.old) {
            // 全年龄 is none.
            (Some(""), old) => {
                !is_of_part(before, old) && (old != "全年" || !behind.starts_with('龄'))
            }
            // 精神文明年度考核; and what comes in the next year goes on: 明年1月, 明年春节.
            (Some(NEXT), "") => {
                starts(&["工作", "的工作", "计划", "打算", "安排", "思路"])
                    && !before.ends_with('文')
            }
            (None, "") if in_title => true,
            // A day and a fact of the year before are no names of a period: 2026年6月, 2026年印发.
            (None, "") => {
                let is_compared =
                    before.ends_with(['较', '比', '与', '同']) || behind.starts_with("同期");
                let is_fact = before.ends_with(['自', '从', '到', '于'])
                    || starts(&["被", "获", "荣获", "印发", "起", "是"]);
                let is_year = matches!((self.from, self.to), (Some(Span::Year), Some(Span::Year)));
                is_year && !is_fact && (name.far == 0 || is_compared)
            }
            _ => true,
        }
    }

    /// What is said behind the year of a title, where the report was of a whole year and the next one is not.
    fn title(&self) -> &'static str {
        match (self.from, self.to) {
            (Some(Span::Year), Some(to)) if to != Span::Year => {
                names_of(to, true).first().copied().unwrap_or_default()
            }
            _ => "",
        }
    }

    /// The year of the date at the end, in a report whose date was of this year; none where it can be either of two.
    pub(super) fn year_of_date(&self, year: i32) -> Option<i32> {
        let is_last = |span: Option<Span>| {
            let (parts, index) = span.map_or((1, 0), Span::place);
            index + 1 == parts
        };
        match (is_last(self.from), is_last(self.to)) {
            // What was signed in January still is.
            (true, true) => Some(self.new_year + year - self.old_year),
            (_, false) => Some(self.new_year),
            (false, true) => None,
        }
    }
}

/// The word for a year so far from that of the report, this one where it can be.
fn word_of(own: &'static str, far: i32) -> Option<&'static str> {
    let mut first = None;
    for (word, other) in WORDS {
        if other == far && (word == own || first.is_none()) {
            first = Some(word);
        }
    }
    first
}
