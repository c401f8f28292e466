//! Circles: blanks, the zeros of numerals in Chinese, or marks of a list and a table.

use std::ops::Range;

use super::units::{Unit, unit_after};
use crate::han::is_han;

/// Signs that numerals are written with; circles are zeros.
const NUMERALS: &str = "零〇○一二三四五六七八九十";

/// Whether a sign is one of a numeral in Chinese.
pub(super) fn is_numeral(sign: char) -> bool {
    NUMERALS.contains(sign)
}

/// Whether a run of circles stands for a figure or a name: ○○局, 开展○次.
pub(super) fn stand_open(text: &str, run: &Range<usize>) -> bool {
    let before = text.get(..run.start).unwrap_or_default();
    let behind = text.get(run.end..).unwrap_or_default();
    if before.ends_with(is_numeral) || behind.starts_with(is_numeral) {
        return false;
    }
    '○'.len_utf8() < run.len() || counts(before, behind)
}

/// Whether one circle stands for a figure. Where a line or the cell of a table starts it is a mark, unless it leads
/// a date: ○月○日.
fn counts(before: &str, behind: &str) -> bool {
    let spaces = [' ', '\u{a0}'];
    let words = before.trim_end_matches(spaces);
    let starts = words.is_empty() || words.ends_with(['\n', '\r', '\t', '|', '\u{3000}']);
    if starts || before.ends_with("  ") {
        let is_date = |unit| {
            let rest = behind.strip_prefix(unit);
            rest.is_some_and(|rest| !rest.starts_with(is_han))
        };
        return ['年', '月', '日'].into_iter().any(is_date);
    }
    let next = behind.strip_prefix(spaces).unwrap_or(behind);
    !next.starts_with(char::is_whitespace) && unit_after(next) != Unit::Name
}
