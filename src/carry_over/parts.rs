//! Halves and quarters of a year: what they are called, and which stands to the new period as one stood to the old.

use crate::blanks::is_space;
use crate::draft::period::{SPANS, Span};
use crate::numbering::{is_between, is_digit, is_numeral};

use super::figures::is_word;

/// What a part of a year is called behind a year: behind its number 度 or 全年.
pub(super) fn names_of(span: Span, is_number: bool) -> &'static [&'static str] {
    match span {
        Span::Year if is_number => &["度", "全年"],
        Span::Year => &["全年"],
        _ => SPANS
            .iter()
            .find(|(other, _)| *other == span)
            .map_or(&[], |(_, names)| names),
    }
}

/// The part of a year that stands to the new one as this part of this year to the old one. The quarters go with the
/// halves.
pub(super) fn moved(from: (Span, i32), to: (Span, i32), this: (Span, i32)) -> Option<(i32, Span)> {
    let [of_old, of_new, parts] = [from, to, this].map(|(span, _)| span.place().0);
    if of_old != of_new || of_old != parts && (of_old, parts) != (2, 4) {
        return (this == from).then_some((to.1, to.0));
    }
    let [from, to, this] = [from, to, this].map(|(span, year)| {
        let (of, index) = span.place();
        year * i32::from(parts) + i32::from(index * parts / of)
    });
    let new = to + this - from;
    let count = i32::from(parts);
    let index = u16::try_from(new.rem_euclid(count)).ok()?;
    let span = Span::at((parts, index))?;
    ((this - from).abs() <= count).then_some((new.div_euclid(count), span))
}

/// The bytes of a half of a year that a text starts with, or of quarters, one or together: 前三季度, 一、二季度.
pub(super) fn part_at(text: &str) -> Option<usize> {
    if text.starts_with("上半年") || text.starts_with("下半年") {
        return Some("上半年".len());
    }
    let numbers = text.strip_prefix('前').unwrap_or(text);
    let mut signs = numbers.char_indices().take(8);
    let (at, _) = signs.find(|(_, sign)| !is_numeral(*sign) && !joins(*sign))?;
    let (numbers, behind) = numbers.split_at_checked(at)?;
    let is_quarters = numbers.starts_with(|sign| sign == '第' || is_numeral(sign))
        && numbers.ends_with(is_numeral);
    let behind = behind.strip_prefix("季度").filter(|_| is_quarters)?;
    Some(text.len() - behind.len())
}

/// Whether a part of a year is the rest of a name: 前三季度, 2019年上半年, 上、下半年, 一、二季度, G1季度; 一、上半年
/// is none.
pub(super) fn is_of_part(before: &str, part: &str) -> bool {
    let before = before.trim_end_matches(is_space);
    let front = before.trim_end_matches(joins);
    let is_joined = front.len() < before.len() && front.ends_with(is_numeral);
    before.ends_with(['前', '年', '上'])
        || before.ends_with("上、")
        || is_joined && part.starts_with(is_numeral)
        || before.ends_with(is_word) && part.starts_with(is_digit)
}

/// Whether a sign stands between the numbers of quarters.
fn joins(sign: char) -> bool {
    is_between(sign) || matches!(sign, '第' | '、' | '和')
}
