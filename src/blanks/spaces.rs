//! Room that is left for what is not known yet: `2026年  月  日`, 共　　名.
//!
//! Law: spaces that only lay a text out are none.

use super::circles::is_numeral;
use super::units::{Unit, unit_after};
use crate::han::is_han;

/// What makes another word of 月 or 日: 月均, 日程.
const OTHER_DATES: &str = "均度报刊考薪租常程子新";

/// What makes another word of a measure word, as in the head of a table: 次数, 时间.
const OTHER_WORDS: &str = "数称间别额象期限地所份度";

/// Words that a figure follows.
const COUNTING: [&str; 22] = [
    "共", "共计", "累计", "约", "达", "近", "逾", "超", "占", "第", "其中", "开展", "召开", "举办",
    "组织", "学习", "培训", "参加", "完成", "走访", "发展", "收缴",
];

/// A space that can stand for a figure: a tab parts the cells of a table.
pub(crate) fn is_space(sign: char) -> bool {
    matches!(sign, ' ' | '\u{a0}' | '\u{3000}')
}

/// Where the spaces end that start here, if they stand for something.
pub(super) fn gap_end(text: &str, start: usize) -> Option<usize> {
    let (before, rest) = text.split_at_checked(start)?;
    if before.ends_with(is_space) {
        return None;
    }
    let behind = rest.trim_start_matches(is_space);
    let is_wide = is_wide(rest);
    let stands = in_date(before, behind)
        || is_wide && (starts_date(before, behind) || is_counted(before, behind));
    stands.then(|| text.len() - behind.len())
}

/// Whether a text starts with two spaces or more.
fn is_wide(text: &str) -> bool {
    text.chars().take(2).filter(|sign| is_space(*sign)).count() == 2
}

/// Whether the month or the day of a date is missing here.
fn in_date(before: &str, behind: &str) -> bool {
    let mut last = before.chars().rev();
    let unit = match last.next() {
        // 今年 月
        Some('年') if !last.next().is_some_and(is_word) => '月',
        Some('月') => '日',
        _ => return false,
    };
    let goes_on = behind.strip_prefix(unit);
    goes_on.is_some_and(|rest| !rest.starts_with(|next| OTHER_DATES.contains(next)))
}

/// Whether a whole date is missing here, or its year behind 20: （  年  月  日）. At the start of a line and behind
/// a name such spaces are layout as often as not.
fn starts_date(before: &str, behind: &str) -> bool {
    let opens = |sign| "（(〔【［[：:，,、；于自从至在".contains(sign);
    let century = before.strip_suffix("20");
    let century = century.is_some_and(|rest| !rest.ends_with(|sign: char| sign.is_ascii_digit()));
    let month = behind.strip_prefix('年').unwrap_or_default();
    (century || before.ends_with(opens))
        && month.starts_with(is_space)
        && month.trim_start_matches(is_space).starts_with('月')
}

/// Whether a figure is missing in front of its measure word: behind a word that asks for one, or where a clause ends
/// with the measure word. What stands between two columns is layout.
fn is_counted(before: &str, behind: &str) -> bool {
    let Unit::Measure(unit) = unit_after(behind) else {
        return false;
    };
    let next = behind.split_once(unit).map_or("", |(_, next)| next);
    let is_cell = next.starts_with('\t') || is_wide(next);
    if is_cell || behind.starts_with('\t') || next.starts_with(|next| OTHER_WORDS.contains(next)) {
        return false;
    }
    // 重  点，上半  年，
    let ends = next.starts_with(['，', '。', '、', '；', '）', ',', ';'])
        && !["年", "点", "处", "时", "级", "对", "节"].contains(&unit);
    let words = before.chars().rev().take(2).filter(|sign| is_word(*sign));
    ends && words.count() == 2 || COUNTING.iter().any(|word| ends_in(before, word))
}

/// Whether a text ends in a word that is not the whole cell of a table.
fn ends_in(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_suffix(word) else {
        return false;
    };
    let cells = rest.trim_end_matches(is_space);
    let is_indent = cells.is_empty() || cells.ends_with(['\n', '\r']);
    let space = rest.get(cells.len()..).unwrap_or_default();
    !cells.ends_with('\t') && (is_indent || !is_wide(space))
}

/// Whether a sign is neither a figure nor a blank.
fn is_word(sign: char) -> bool {
    is_han(sign) && !is_numeral(sign) && !"百千万亿两几".contains(sign)
}
