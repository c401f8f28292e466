//! Names of periods and years in a text, and what they are in the report of another period.
//!
//! Law: a period stands to the new one as it stood to the old one. All names that can be told, of the year of the report
//! and of those beside it, are in one table that is made once. Whatever else is a year stays and is named.

use crate::draft::Period;
use crate::draft::period::{SPANS, Span};
use crate::numbering::{in_digits_like, number_at};

/// Names of the old report and what they are in the new one.
pub(super) struct Times {
    /// What says the same in both stands here, too.
    names: Vec<Name>,
    /// What they begin with.
    firsts: String,
    /// The months of both, where they are others: 1, 6 and 7, 12.
    months: Option<[(u16, u16); 2]>,
    /// Whether another year begins.
    is_other_year: bool,
    /// Whether the year ahead is what comes after the report.
    is_of_year: bool,
}

struct Name {
    old: String,
    new: String,
    /// How its year is written.
    style: &'static str,
    /// Whether it is one in a title alone.
    in_title: bool,
}

/// What stands at a place of a text.
pub(super) enum Time {
    /// So many bytes are the name of a time, and this comes in their place.
    Named(usize, String),
    /// So many bytes are a year that stays.
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

/// The digits for a year, told by their zero.
const ZEROS: [&str; 4] = ["0", "０", "〇", "○"];

/// Whether a sign stands between the two ends of a span: 2023—2027年.
pub(super) fn is_between(sign: char) -> bool {
    matches!(sign, '-' | '－' | '–' | '—' | '~' | '～' | '至' | '到')
}

impl Times {
    pub(super) fn new(from: Period, to: Period) -> Times {
        let index = |period: Period| period.span.map(|span| span.place().1);
        let wraps = i32::from(from.span != to.span && index(to) <= index(from));
        // One year tells the other.
        let known = |period: Period| period.year.map(i32::from);
        let new_year = known(to).or(known(from).map(|year| year + wraps));
        let new_year = new_year.unwrap_or(0);
        let old_year = known(from).unwrap_or(new_year - wraps);
        let mut names = Vec::new();
        for (style, far) in styles() {
            let year = old_year + far;
            let mut add = |old: &str, (new_year_of, new): (i32, &str), in_title| {
                let old_word = spelled(style, year, old_year);
                let new_word = spelled(style, new_year_of, new_year);
                names.extend(old_word.zip(new_word).map(|(old_word, new_word)| Name {
                    old: old_word + old,
                    new: new_word + new,
                    style,
                    in_title,
                }));
            };
            let is_number = ZEROS.contains(&style);
            if is_number && old_year != new_year {
                add("", (year + new_year - old_year, ""), false);
            }
            if let (Some(from), Some(to)) = (from.span, to.span) {
                if is_number && far == 0 && from == Span::Year && to != from {
                    add(
                        "",
                        (new_year, names_of(to, true).first().unwrap_or(&"")),
                        true,
                    );
                }
                // At the end of a year the next one lies ahead, then the second half of it.
                if style == NEXT && (from, to) == (Span::SecondHalf, Span::FirstHalf) {
                    add("", (new_year, "下半年"), false);
                }
                for (span, _) in SPANS {
                    let Some((year, new)) = moved((from, old_year), (to, new_year), (span, year))
                    else {
                        continue;
                    };
                    let news = names_of(new, is_number);
                    for (which, old) in names_of(span, is_number).iter().enumerate() {
                        let new = news.get(which).or(news.first()).unwrap_or(&"");
                        add(old, (year, new), false);
                    }
                }
            }
        }
        let months = from
            .span
            .zip(to.span)
            .map(|(from, to)| [from, to].map(months));
        Times {
            firsts: names
                .iter()
                .filter_map(|name| name.old.chars().next())
                .collect(),
            names,
            months: months.filter(|[from, to]| from != to),
            is_other_year: old_year != new_year,
            is_of_year: from.span == Some(Span::Year),
        }
    }

    /// The time that a text starts with.
    pub(super) fn at(&self, before: &str, rest: &str, in_title: bool) -> Option<Time> {
        if let Some(found) = self.months(before, rest) {
            return Some(found);
        }
        let first = rest.chars().next()?;
        let is_here = |name: &&Name| {
            let behind = rest.strip_prefix(name.old.as_str());
            behind.is_some_and(|behind| match name.style {
                // 前三季度 is no quarter.
                "" => !before.ends_with('前'),
                _ if name.in_title => in_title && !starts_with_span(behind),
                _ => true,
            })
        };
        let mut name: Option<&Name> = None;
        if self.firsts.contains(first) {
            for other in self.names.iter().filter(is_here) {
                if name.is_none_or(|name| name.old.len() <= other.old.len()) {
                    name = Some(other);
                }
            }
        }
        match (name, year_at(before, rest)) {
            (Some(name), None) if ZEROS.contains(&name.style) => None,
            (Some(_), Some(length)) if is_of_span(before, rest, length) => Some(self.left(length)),
            (Some(name), _) if name.old == name.new => Some(Time::Same(name.old.len())),
            (Some(name), _) => Some(Time::Named(name.old.len(), name.new.clone())),
            (None, Some(length)) => Some(self.left(length)),
            (None, None) if rest.starts_with(NEXT) && !self.is_of_year => {
                Some(self.left(NEXT.len()))
            }
            (None, None) => None,
        }
    }

    fn left(&self, length: usize) -> Time {
        match self.is_other_year {
            true => Time::Left(length),
            false => Time::Same(length),
        }
    }

    /// 1—6月 in a report of the first half: its months.
    fn months(&self, before: &str, rest: &str) -> Option<Time> {
        let is_digit = |sign: char| sign.is_ascii_digit();
        if !rest.starts_with(is_digit)
            || before.ends_with(|sign| is_digit(sign) || is_between(sign))
        {
            return None;
        }
        let [from, to] = self.months?;
        let (first, behind) = number_at(rest)?;
        // 1月至6月 as well.
        let named = behind.strip_prefix('月');
        let between = named.unwrap_or(behind);
        let sign = between.chars().next().filter(|sign| is_between(*sign))?;
        let (last, behind) = number_at(between.strip_prefix(sign)?)?;
        let is_own = (first, last) == (from.0.into(), from.1.into()) && behind.starts_with('月');
        let month = named.map_or("", |_| "月");
        is_own.then(|| {
            let by = format!("{}{month}{sign}{}", to.0, to.1);
            Time::Named(rest.len() - behind.len(), by)
        })
    }
}

/// All ways to write a year, and how far the year is that is written so.
fn styles() -> impl Iterator<Item = (&'static str, i32)> {
    let numbers = ZEROS
        .iter()
        .flat_map(|zero| [-1, 0, 1].map(|far| (*zero, far)));
    WORDS.into_iter().chain(numbers)
}

/// A year as this style writes it, in a report of the year `own`; none where that has no word for it.
fn spelled(style: &'static str, year: i32, own: i32) -> Option<String> {
    if ZEROS.contains(&style) {
        let number = u32::try_from(year)
            .ok()
            .filter(|year| (1949..=2199).contains(year))?;
        return Some(in_digits_like(style, number)? + "年");
    }
    let mut words = WORDS.iter().filter(|(_, far)| *far == year - own);
    let word = words
        .clone()
        .find(|(word, _)| *word == style)
        .or(words.next());
    word.map(|(word, _)| (*word).to_owned())
}

/// What a part of a year is called behind a year: behind its number 度 or 全年.
fn names_of(span: Span, is_number: bool) -> &'static [&'static str] {
    match span {
        Span::Year if is_number => &["度", "全年"],
        Span::Year => &["全年"],
        _ => SPANS
            .iter()
            .find(|(other, _)| *other == span)
            .map_or(&[], |(_, names)| names),
    }
}

/// The part of a year that stands to the new one as this part of this year to the old one.
fn moved(from: (Span, i32), to: (Span, i32), this: (Span, i32)) -> Option<(i32, Span)> {
    let parts = this.0.place().0;
    let all = [from, to, this];
    if all.iter().any(|(span, _)| span.place().0 != parts) {
        return (this == from).then_some((to.1, to.0));
    }
    let [from, to, this] =
        all.map(|(span, year)| year * i32::from(parts) + i32::from(span.place().1));
    let new = to + this - from;
    let count = i32::from(parts);
    let index = u16::try_from(new.rem_euclid(count)).ok()?;
    let span = Span::at((parts, index))?;
    ((this - from).abs() <= count).then_some((new.div_euclid(count), span))
}

/// The first and the last month of a part of a year.
fn months(span: Span) -> (u16, u16) {
    let (parts, index) = span.place();
    let length = 12 / parts;
    (length * index + 1, length * (index + 1))
}

fn starts_with_span(text: &str) -> bool {
    let mut names = SPANS.iter().flat_map(|(_, names)| *names);
    names.any(|name| text.starts_with(name))
}

/// The bytes of the year that a text starts with: 2026年, 二〇二六年.
fn year_at(before: &str, rest: &str) -> Option<usize> {
    let is_digit = |sign: char| number_at(sign.encode_utf8(&mut [0; 4])).is_some();
    if !rest.starts_with(is_digit) || before.ends_with(is_digit) {
        return None;
    }
    let (number, behind) = number_at(rest)?;
    let is_year = (1949..=2199).contains(&number) && behind.starts_with('年');
    is_year.then(|| rest.len() - behind.len() + "年".len())
}

/// Whether a year is an end of a span: 2023—2027年, 2023年至2025年; 截至2026年 is none.
fn is_of_span(before: &str, rest: &str, length: usize) -> bool {
    let is_end = |sign: char| number_at(sign.encode_utf8(&mut [0; 4])).is_some() || sign == '年';
    let front = before.trim_end_matches(is_between);
    let behind = rest.get(length..).unwrap_or_default();
    let other = behind.trim_start_matches(is_between);
    front.len() < before.len() && front.ends_with(is_end)
        || other.len() < behind.len() && other.starts_with(is_end)
}
