//! Dates that are written with room for what is not known yet: `2026年  月  日`.

use super::circles::is_numeral;
use crate::han::is_han;

/// What makes another word of 月 or 日: 月均, 日程.
const OTHER_WORDS: &str = "均度报刊考薪租常程子新";

/// A space that can stand for a figure: a tab parts the cells of a table.
pub(super) fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{3000}')
}

/// Where the spaces end that start here, if they stand for the month or the day of a date. What stands in front of
/// 年 is layout as often as not.
pub(super) fn gap_end(text: &str, start: usize) -> Option<usize> {
    let (before, rest) = text.split_at_checked(start)?;
    let mut last = before.chars().rev();
    let unit = match last.next()? {
        // 今年 月
        '年' if !last.next().is_some_and(is_word) => '月',
        '月' => '日',
        _ => return None,
    };
    let behind = rest.trim_start_matches(is_space);
    let goes_on = behind.strip_prefix(unit)?;
    let other = goes_on.starts_with(|next| OTHER_WORDS.contains(next));
    (!other).then(|| text.len() - behind.len())
}

/// Whether a sign in front of 年 is neither a figure nor a blank.
fn is_word(sign: char) -> bool {
    is_han(sign) && !is_numeral(sign)
}
