//! Figures that are new in each period: those in front of a measure word.

use crate::blanks::{Unit, unit_after};

use super::times::is_between;

/// What counts years, sessions and documents, or ranks: it does not grow from period to period.
const STANDING: [&str; 4] = ["年", "届", "级", "号"];

/// How long the figure is that a text starts with, one of a span as in 3—5次 included; none where a name or a number in
/// an order starts there: 第3次, G20, 12345热线.
pub(super) fn length(before: &str, rest: &str) -> Option<usize> {
    let goes_on = |sign: char| is_digit(sign) || matches!(sign, '.' | '第' | '+' | '*' | '×');
    let is_word = |sign: char| goes_on(sign) || sign.is_ascii_alphabetic() || is_between(sign);
    if !rest.starts_with(is_digit) || before.ends_with(is_word) {
        return None;
    }
    let mut length = number(rest);
    let behind = rest.get(length..)?;
    if let Some(between) = behind.chars().next().filter(|sign| is_between(*sign)) {
        let other = behind.get(between.len_utf8()..)?;
        let more = number(other);
        // 3-1-2 is no span.
        if more > 0 && !other.get(more..)?.starts_with(is_between) {
            length += between.len_utf8() + more;
        }
    }
    match unit_after(rest.get(length..)?) {
        Unit::Measure(unit) if !STANDING.contains(&unit) => Some(length),
        _ => None,
    }
}

/// The bytes of the number that a text starts with: 12, 1,234, 3.5.
fn number(text: &str) -> usize {
    let after = |text: &str| text.len() - text.trim_start_matches(is_digit).len();
    let mut end = after(text);
    while let Some(more) = text
        .get(end..)
        .and_then(|rest| rest.strip_prefix(['.', ',']))
    {
        match after(more) {
            0 => break,
            length => end += 1 + length,
        }
    }
    end
}

fn is_digit(sign: char) -> bool {
    matches!(sign, '0'..='9' | '０'..='９')
}
