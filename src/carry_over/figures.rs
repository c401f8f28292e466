//! Figures that are new in each period: those in front of a measure word. Others, and those in words, are named.

use crate::blanks::{Unit, end_of_name, is_space, unit_after};
use crate::letters::is_letter;
use crate::numbering::{is_between, is_digit, is_numeral};

/// What counts years, sessions and documents, or ranks: it does not grow from period to period.
const STANDING: [&str; 4] = ["年", "届", "级", "号"];

/// What is counted in front of figures alone; in front of a blank these are names as well.
const ALSO: &str = "所|倍|头|米|组|座|课次|车次|摊|乡镇|村|社区|微克|μg|岁|株|公顷|立方米|斤|公斤|千瓦|宗|例|只|间|栋|块|\
    平方公里|街道|企业|单位|站";

/// What a figure in words of one sign counts; in front of others it is of a set phrase: 四个意识, 十分.
const OF_ONE_SIGN: [&str; 9] = ["人次", "人", "次", "名", "场次", "场", "户", "万元", "月"];

/// A figure that a text starts with.
pub(super) enum Figure {
    /// So many bytes become a blank, spaces in front of the measure word included.
    Opens(usize),
    /// So many bytes are of a figure that stays, with the words around it.
    Stays(usize),
}

/// The figure that a text starts with, one of a span as in 3—5次 included; none for part of a name: G20, A4.
pub(super) fn at(before: &str, rest: &str) -> Option<Figure> {
    let ordinal = rest.strip_prefix('第');
    let numbers = ordinal.map_or(rest, |rest| rest.trim_start_matches(is_space));
    if !numbers.starts_with(is_digit) {
        return in_words(before, rest).map(Figure::Stays);
    }
    if ordinal.is_none() {
        if is_told(before) {
            return None;
        }
        if let Some(length) = opens(rest) {
            return Some(Figure::Opens(length));
        }
    }
    // 1/3, 9:30, 2026-06-30, 第2、3次; 2026-2030年 ends in a year.
    let joins = |sign| is_between(sign) || matches!(sign, '/' | ':' | '：' | '、');
    let is_new = |behind: &&str| match unit_after(behind) {
        Unit::Measure(unit) => !STANDING.contains(&unit),
        Unit::Name => true,
    };
    let alone = numbers.get(number(numbers)..)?;
    let ends = [behind_all(numbers, number, joins), alone];
    let behind = ends.into_iter().find(is_new)?;
    let word = match unit_after(behind) {
        Unit::Measure(unit) if behind.starts_with(unit) => unit.len(),
        _ => {
            let letters = behind.chars().take(6).take_while(|sign| is_letter(*sign));
            let words = behind.get(..letters.map(char::len_utf8).sum())?;
            end_of_name(words).len()
        }
    };
    Some(Figure::Stays(rest.len() - behind.len() + word))
}

/// Whether digits behind this are told with it: part of a name, or the end of a span, but for one with a word of its
/// own: 3月至5月.
fn is_told(before: &str) -> bool {
    let front = before.trim_end_matches(is_between);
    before.ends_with(is_word) || front.len() < before.len() && front.ends_with(is_numeral)
}

/// Whether a sign is of one word with digits behind it: G20, 2+3, *4.
pub(super) fn is_word(sign: char) -> bool {
    is_digit(sign) || sign.is_ascii_alphabetic() || matches!(sign, '.' | '．' | '+' | '*' | '×')
}

/// The bytes of a figure in words, with what it counts: 三十二名, 百分之九十五. Much that looks like one is a set phrase.
fn in_words(before: &str, rest: &str) -> Option<usize> {
    let is_number = |sign| sign == '两' || is_numeral(sign);
    if !rest.starts_with(is_number)
        || before.ends_with(|sign| is_number(sign) || matches!(sign, '第' | '届'))
    {
        return None;
    }
    let behind = rest.trim_start_matches(is_number);
    if let Some(share) = behind.strip_prefix("分之") {
        let behind = share.trim_start_matches(is_number);
        return (behind.len() < share.len()).then_some(rest.len() - behind.len());
    }
    let number = rest.get(..rest.len() - behind.len())?;
    let unit = counted(behind)?;
    let is_meant = match "两三四五六七八九十".contains(number) {
        true => OF_ONE_SIGN.contains(&unit),
        // 一一对应, 百家争鸣, 一百周年.
        false => {
            number.contains(['十', '百', '千'])
                && !number.starts_with(['百', '千'])
                && !behind.starts_with("周年")
        }
    };
    let end = behind.find(unit)? + unit.len();
    is_meant.then_some(rest.len() - behind.len() + end)
}

/// How long the figure is, where something is counted.
fn opens(rest: &str) -> Option<usize> {
    // 15、52、14篇.
    let last = behind_all(rest, span, |sign| sign == '、');
    counted(last)?;
    let length = span(rest);
    Some(match rest.len() - last.len() == length {
        true => rest.len() - last.trim_start_matches(is_space).len(),
        false => length,
    })
}

/// What is counted in front of a text.
fn counted(text: &str) -> Option<&'static str> {
    let word = text.trim_start_matches(is_space);
    if word.starts_with("季度") {
        return None; // 前3季度 names a time.
    }
    match unit_after(word) {
        Unit::Measure(unit) => Some(unit).filter(|unit| !STANDING.contains(unit)),
        Unit::Name => {
            let word = word.trim_start_matches(['余', '多']);
            ALSO.split('|').find(|unit| word.starts_with(unit))
        }
    }
}

/// What follows a number and those that are joined to it; not too many, as each of them is asked for the rest.
fn behind_all(text: &str, length: fn(&str) -> usize, joins: fn(char) -> bool) -> &str {
    let mut behind = text.get(length(text)..).unwrap_or_default();
    for _ in 0..24 {
        let more = behind.strip_prefix(joins);
        let Some(more) = more.filter(|more| more.starts_with(is_digit)) else {
            break;
        };
        behind = more.get(length(more)..).unwrap_or_default();
    }
    behind
}

/// The bytes of the number that a text starts with, or of a span: 3—5.
fn span(text: &str) -> usize {
    let length = number(text);
    let behind = text.get(length..).unwrap_or_default();
    let Some(other) = behind.strip_prefix(is_between) else {
        return length;
    };
    let more = number(other);
    let next = other.get(more..).unwrap_or_default();
    match more == 0 || next.starts_with(is_between) {
        // 3-1-2 is no span.
        true => length,
        false => text.len() - next.len(),
    }
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
