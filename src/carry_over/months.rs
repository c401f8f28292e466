//! The months of a period: 1—6月 in a report of the first half, 7—12月 in the next one.

use crate::draft::Span;
use crate::numbering::{chinese, is_between, is_numeral, number_at};

use super::years::is_behind_span;

/// The first and the last month of the old period and of the new one.
pub(super) struct Months {
    from: (u32, u32),
    to: (u32, u32),
}

impl Months {
    /// Of two parts of a year that have not the same months.
    pub fn new(from: Option<Span>, to: Option<Span>) -> Option<Months> {
        let (from, to) = (of(from?), of(to?));
        (from != to).then_some(Months { from, to })
    }

    /// The bytes up to 月 of the months that a text starts with, and the new ones.
    pub fn at(&self, before: &str, rest: &str) -> Option<(usize, String)> {
        if before.ends_with(is_numeral) || is_behind_span(before) {
            return None;
        }
        // 元至6月.
        let spoken = rest.strip_prefix('元').map(|behind| (1, behind));
        let (first, behind) = spoken.or_else(|| number_at(rest))?;
        // 1月至6月 as well.
        let named = behind.strip_prefix('月');
        let between = named.unwrap_or(behind);
        let sign = between.chars().next().filter(|sign| is_between(*sign))?;
        let last = between.strip_prefix(sign)?;
        let is_written = last.starts_with(|sign: char| is_numeral(sign) && !sign.is_ascii_digit());
        let (last, behind) = number_at(last)?;
        let is_own = (first, last) == self.from && behind.starts_with('月');
        let month = named.map_or("", |_| "月");
        let number = |number: u32| match is_written {
            true => chinese(number),
            false => number.to_string(),
        };
        is_own.then(|| {
            let by = format!("{}{month}{sign}{}", number(self.to.0), number(self.to.1));
            (rest.len() - behind.len(), by)
        })
    }
}

/// The first and the last month of a part of a year.
fn of(span: Span) -> (u32, u32) {
    let (parts, index) = span.place();
    let length = 12 / parts;
    let (first, last) = (length * index + 1, length * (index + 1));
    (first.into(), last.into())
}
