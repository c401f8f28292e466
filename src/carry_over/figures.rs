//! Figures that are new in each period: those in front of a measure word.

use crate::blanks::{Unit, is_space, unit_after};
use crate::letters::is_letter;
use crate::numbering::is_numeral;

use super::years::{is_between, is_digit};

/// What counts years, sessions and documents, or ranks: it does not grow from period to period.
const STANDING: [&str; 4] = ["年", "届", "级", "号"];

/// What is counted in front of figures alone; in front of a blank these are names as well.
const ALSO: &str = "所|倍|头|米|组|座|课次|车次|摊|乡镇|村|社区|微克|μg|岁|株|公顷|立方米|斤|公斤|千瓦|宗|例|只|间|栋|块|\
    平方公里|街道|企业|单位|站";

/// A figure that a text starts with.
pub(super) enum Figure {
    /// So many bytes become a blank, spaces in front of the measure word included.
    Opens(usize),
    /// So many bytes are of a figure that stays, with the word behind it.
    Stays(usize),
}

/// The figure that a text starts with, one of a span as in 3—5次 included; none for part of a name: G20, A4.
pub(super) fn at(before: &str, rest: &str) -> Option<Figure> {
    let is_word = |sign: char| {
        is_digit(sign) || sign.is_ascii_alphabetic() || matches!(sign, '.' | '．' | '+' | '*' | '×')
    };
    if !rest.starts_with(is_digit) || before.ends_with(is_word) {
        return None;
    }
    // The end of a span is told with its beginning, but for one with a word of its own: 3月至5月.
    let front = before.trim_end_matches(is_between);
    if front.len() < before.len() && front.ends_with(is_numeral) {
        return None;
    }
    let is_counted = !before.trim_end_matches(is_space).ends_with('第');
    match opens(rest) {
        Some(length) if is_counted => Some(Figure::Opens(length)),
        _ => {
            let length = number(rest);
            let behind = rest.get(length..)?;
            let word = match unit_after(behind) {
                Unit::Measure(unit) if STANDING.contains(&unit) => return None,
                Unit::Measure(unit) if behind.starts_with(unit) => unit.len(),
                _ => {
                    let letters = behind.chars().take(2).take_while(|sign| is_letter(*sign));
                    letters.map(char::len_utf8).sum()
                }
            };
            Some(Figure::Stays(length + word))
        }
    }
}

/// How long the figure is, where something is counted.
fn opens(rest: &str) -> Option<usize> {
    let mut length = number(rest);
    let mut behind = rest.get(length..)?;
    if let Some(between) = behind.chars().next().filter(|sign| is_between(*sign)) {
        let other = behind.get(between.len_utf8()..)?;
        let more = number(other);
        // 3-1-2 is no span.
        if more > 0 && !other.get(more..)?.starts_with(is_between) {
            length += between.len_utf8() + more;
            behind = rest.get(length..)?;
        }
    }
    // 15、52、14篇.
    let more = behind
        .strip_prefix('、')
        .filter(|more| more.starts_with(is_digit));
    if let Some(more) = more {
        return opens(more).map(|_| length);
    }
    let word = behind.trim_start_matches(is_space);
    let counted = word.trim_start_matches(['余', '多']);
    let is_measured = match unit_after(word) {
        Unit::Measure(unit) => !STANDING.contains(&unit),
        Unit::Name => ALSO.split('|').any(|unit| counted.starts_with(unit)),
    };
    is_measured.then_some(rest.len() - word.len())
}

/// The bytes of the number that a text starts with: 12, 1,234, 3.5.
fn number(text: &str) -> usize {
    let after = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let mut end = after(text);
    let rest = |end: usize| text.get(end..).unwrap_or_default();
    while let Some(sign) = rest(end)
        .chars()
        .next()
        .filter(|sign| matches!(sign, '.' | ',' | '．' | '，'))
    {
        let more = after(rest(end + sign.len_utf8()));
        // Behind a Chinese comma another figure can begin.
        if more == 0 || sign == '，' && more != 3 {
            break;
        }
        end += sign.len_utf8() + more;
    }
    end
}
