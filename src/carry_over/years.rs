//! Years and dates in a text.

use crate::blanks::is_space;
use crate::draft::period::as_year;
use crate::numbering::{in_digits_like, is_between, is_numeral, number_at};

/// A year by its number, as in 2026年 and 二〇二六 年.
pub(super) struct Numbered {
    pub number: i32,
    /// The bytes of its digits, and of all with 年.
    pub digits: usize,
    pub length: usize,
}

impl Numbered {
    /// The year that a text starts with.
    pub fn at(before: &str, rest: &str) -> Option<Numbered> {
        if before.ends_with(is_numeral) || !rest.starts_with(is_numeral) {
            return None;
        }
        let (number, behind) = number_at(rest)?;
        let name = behind.trim_start_matches(is_space);
        let year = as_year(number).filter(|_| name.starts_with('年'));
        Some(Numbered {
            number: i32::from(year?),
            digits: rest.len() - behind.len(),
            length: rest.len() - name.len() + "年".len(),
        })
    }

    /// Another year, written as this one, with 年.
    pub fn like(&self, rest: &str, year: i32) -> Option<String> {
        let (digits, name) = rest.get(..self.length)?.split_at_checked(self.digits)?;
        let year = u32::try_from(year).ok()?;
        Some(in_digits_like(digits, year)? + name)
    }

    /// Whether it is an end of a span: 2023—2027年, 2023年至2025年; 截至2026年 is none.
    pub fn is_of_span(&self, before: &str, rest: &str) -> bool {
        let behind = rest.get(self.length..).unwrap_or_default();
        let other = behind.trim_start_matches(is_between);
        is_behind_span(before) || other.len() < behind.len() && other.starts_with(is_numeral)
    }
}

/// Whether the first end of a span stands in front: 3—, 2023年至; 达到 and 截至 are none.
pub(super) fn is_behind_span(before: &str) -> bool {
    let front = before.trim_end_matches(is_between);
    front.len() < before.len()
        && front.ends_with(|sign| is_numeral(sign) || matches!(sign, '年' | '月' | '日'))
}
