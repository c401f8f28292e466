//! 单位 and 报告期 of a report, guessed from its words until the person sets them.

use serde::{Deserialize, Serialize};

use crate::blanks;
use crate::json::{self, Reader, push_number, push_text};
use crate::numbering::{is_between, is_numeral, number_at};
use crate::report::{Kind, Report};

/// 报告期: a year and a part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// 年份, four digits.
    pub year: Option<u16>,
    /// The part of the year.
    #[serde(default)]
    pub span: Option<Span>,
}

/// The part of a year that a report covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Span {
    /// 上半年.
    FirstHalf,
    /// 下半年.
    SecondHalf,
    /// 第一季度.
    FirstQuarter,
    /// 第二季度.
    SecondQuarter,
    /// 第三季度.
    ThirdQuarter,
    /// 第四季度.
    FourthQuarter,
    /// 全年.
    Year,
}

/// The words that stand for the parts of the year in stored drafts. They never change.
const WORDS: [(Span, &str); 7] = [
    (Span::FirstHalf, "first-half"),
    (Span::SecondHalf, "second-half"),
    (Span::FirstQuarter, "first-quarter"),
    (Span::SecondQuarter, "second-quarter"),
    (Span::ThirdQuarter, "third-quarter"),
    (Span::FourthQuarter, "fourth-quarter"),
    (Span::Year, "year"),
];

impl Span {
    /// Into how many parts it divides a year, and which of them it is, counted from 0.
    pub fn place(self) -> (u16, u16) {
        match self {
            Span::FirstHalf => (2, 0),
            Span::SecondHalf => (2, 1),
            Span::FirstQuarter => (4, 0),
            Span::SecondQuarter => (4, 1),
            Span::ThirdQuarter => (4, 2),
            Span::FourthQuarter => (4, 3),
            Span::Year => (1, 0),
        }
    }

    /// The part of a year at this place.
    pub fn at(place: (u16, u16)) -> Option<Span> {
        let mut all = SPANS.iter().map(|(span, _)| *span);
        all.find(|span| span.place() == place)
    }
}

impl Period {
    /// The period, with the year filled in where it is unknown: the last one that was over in this month, or is by the
    /// end of the next. Months count from 1.
    pub fn with_year(self, (year, month): (u16, u16)) -> Period {
        let (parts, index) = self.span.map_or((1, 0), Span::place);
        let end = 12 / parts * (index + 1);
        let last = if end <= month + 1 { year } else { year - 1 };
        Period {
            year: self.year.or(Some(last)),
            ..self
        }
    }

    /// The period that follows; as unknown as this one is.
    pub fn next(self) -> Period {
        let Some((parts, index)) = self.span.map(Span::place) else {
            return self;
        };
        let (next, years) = ((index + 1) % parts, (index + 1) / parts);
        Period {
            year: self.year.map(|year| year.saturating_add(years)),
            span: Span::at((parts, next)),
        }
    }

    pub(super) fn read(reader: &mut Reader) -> Option<Period> {
        let mut period = Period::default();
        reader.object(&["year", "span"], 0, &mut |member, reader| {
            match member {
                _ if reader.null() => {}
                0 => period.year = Some(u16::try_from(reader.number()?).ok()?),
                _ => period.span = Some(reader.word(&WORDS)?),
            }
            Some(())
        })?;
        Some(period)
    }

    /// Writes the member of a card.
    pub(super) fn push(self, out: &mut String) {
        match self.year {
            Some(year) => push_number(out, ",\"period\":{\"year\":", u64::from(year)),
            None => out.push_str(",\"period\":{\"year\":null"),
        }
        match self.span {
            Some(span) => push_text(out, ",\"span\":", json::word_of(&WORDS, &span)),
            None => out.push_str(",\"span\":null"),
        }
        out.push('}');
    }
}

/// How each part of the year is named; the first name is the one that is shown.
pub const SPANS: [(Span, &[&str]); 7] = [
    (Span::FirstHalf, &["上半年"]),
    (Span::SecondHalf, &["下半年"]),
    (
        Span::FirstQuarter,
        &["第一季度", "一季度", "第1季度", "1季度"],
    ),
    (
        Span::SecondQuarter,
        &["第二季度", "二季度", "第2季度", "2季度"],
    ),
    (
        Span::ThirdQuarter,
        &["第三季度", "三季度", "第3季度", "3季度"],
    ),
    (
        Span::FourthQuarter,
        &["第四季度", "四季度", "第4季度", "4季度"],
    ),
    (Span::Year, &["全年", "年度"]),
];

/// How much of the first paragraphs is searched for a period, in characters.
const BEGINNING: usize = 1_000;

/// What the words of a report say about its period: the title first, then the date and the preamble.
pub fn guess_period(report: &Report) -> Period {
    let of_kind = |kind: Kind| {
        report
            .blocks()
            .filter(move |block| block.kind == kind)
            .map(|block| block.text.as_str())
    };
    let title = title(report);
    // The beginning says it, if anything does: the rest need not be searched at every save.
    let preamble = of_kind(Kind::Paragraph).take(2).flat_map(str::chars);
    let preamble: String = preamble.take(BEGINNING).collect();
    let date: String = of_kind(Kind::Date).collect();
    let year_of_title = year_in(&title);
    // 年度 in the preamble says nothing of a half year whose blank is still open in the title.
    let is_half = title.contains("半年");
    let fits = |span: &Span| *span != Span::Year || !is_half;
    let span = span_in(&title)
        .or_else(|| span_in(&preamble))
        .map(|(_, span)| span)
        .filter(fits)
        // Who writes once in the middle of a year says no more.
        .or(title.contains("年半年").then_some(Span::FirstHalf));
    let year = year_of_title
        .or_else(|| year_in(&date))
        .or_else(|| year_in(&preamble));
    Period {
        year: year.map(|(_, year)| year),
        span: span.or(year_of_title.map(|_| Span::Year).filter(fits)),
    }
}

/// The unit that signs, or that the title names: what stands in front of the year or the period.
/// Empty where neither says it, or it is still a blank.
pub fn guess_unit(report: &Report) -> String {
    let is_named = |unit: &&str| !unit.is_empty() && blanks::blanks(unit).is_empty();
    let signature = report.blocks().find(|block| block.kind == Kind::Signature);
    if let Some(unit) = signature.map(|block| block.text.trim()).filter(is_named) {
        return unit.to_owned();
    }
    let title = title(report);
    let year = year_in(&title).map(|(at, _)| at);
    let span = span_in(&title).map(|(at, _)| at);
    let front = [year, span, title.find("关于")]
        .into_iter()
        .flatten()
        .min()
        .and_then(|at| title.get(..at));
    let front = front.unwrap_or(&title);
    let end = UNITS
        .split('|')
        .filter_map(|unit| Some(front.match_indices(unit).last()?.0 + unit.len()))
        .max();
    let unit = end.and_then(|end| front.get(..end)).unwrap_or_default();
    // A bare 党支部 names no unit.
    Some(unit)
        .filter(|unit| is_named(unit) && !UNITS.split('|').any(|own| own == *unit))
        .unwrap_or_default()
        .to_owned()
}

/// What the name of a unit ends in.
const UNITS: &str = "党支部|党总支|党委|党组|委员会|办公室|局|处|中心|学校|公司|街道";

/// The title in one line.
pub fn title(report: &Report) -> String {
    let title = report.blocks().find(|block| block.kind == Kind::Title);
    title
        .map(|block| block.text.split_whitespace().collect())
        .unwrap_or_default()
}

/// The part of a year that a text names first, and where; a half or a quarter before the whole year.
fn span_in(text: &str) -> Option<(usize, Span)> {
    let found = |name: &str| {
        // 前三季度 is no quarter, nor are 1-3季度 and 一至三季度.
        let is_rest = |sign| is_numeral(sign) || is_between(sign) || matches!(sign, '前' | '、');
        text.match_indices(name).map(|(at, _)| at).find(|&at| {
            !text
                .get(..at)
                .is_some_and(|before| before.ends_with(is_rest))
        })
    };
    let first = SPANS.iter().filter_map(|(span, names)| {
        let at = names.iter().filter_map(|name| found(name)).min()?;
        Some((*span == Span::Year, at, *span))
    });
    first
        .min_by_key(|(is_year, at, _)| (*is_year, *at))
        .map(|(_, at, span)| (at, span))
}

/// A number as the year of a report; none where no report can be of it.
pub fn as_year(number: u32) -> Option<u16> {
    let year = u16::try_from(number).ok();
    year.filter(|year| (1949..=2199).contains(year))
}

/// The first year of this age in a text, and where: 2026年, 二〇二六年, 2026.6.
fn year_in(text: &str) -> Option<(usize, u16)> {
    let mut inside = false;
    for (at, sign) in text.char_indices() {
        let starts = !std::mem::replace(&mut inside, is_numeral(sign)) && inside;
        let number = text.get(at..).filter(|_| starts).and_then(number_at);
        if let Some((number, rest)) = number
            && let Some(year) = as_year(number)
            && rest.trim_start().starts_with(['年', '.', '-', '/'])
        {
            return Some((at, year));
        }
    }
    None
}
