//! Dates that are written with room for what is not known yet: `2026年  月  日`.

/// Signs that numerals are written with; circles are zeros.
const NUMERALS: &str = "零〇○一二三四五六七八九十";

/// What makes another word of 月 or 日: 月均, 日程.
const OTHER_WORDS: &str = "均度报刊考薪租常程子新";

/// Whether a sign is one of a numeral in Chinese.
pub(super) fn is_numeral(sign: char) -> bool {
    NUMERALS.contains(sign)
}

/// Where the spaces end that start here, if they stand for the month or the day of a date. What stands in front of
/// 年 is layout as often as not; a tab parts the cells of a table.
pub(super) fn gap_end(text: &str, start: usize) -> Option<usize> {
    let (before, rest) = text.split_at_checked(start)?;
    let year = before.strip_suffix('年');
    let unit = match year {
        Some(_) => '月',
        None => before.strip_suffix('月').map(|_| '日')?,
    };
    let is_space = |sign: char| matches!(sign, ' ' | '\u{a0}' | '\u{3000}');
    let behind = rest.trim_start_matches(is_space);
    let goes_on = behind.strip_prefix(unit)?;
    // 今年 月均
    let last = year.and_then(|year| year.chars().next_back());
    let dated = last.is_none_or(|last| {
        last.is_whitespace() || last.is_ascii_digit() || is_numeral(last) || super::is_sign(last)
    });
    let other = goes_on.starts_with(|next| OTHER_WORDS.contains(next));
    (dated && !other && behind.len() < rest.len()).then(|| text.len() - behind.len())
}
