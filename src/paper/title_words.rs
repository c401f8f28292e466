//! The words that titles of reports are made of, and which of them are names.
//!
//! Law: a number stays with what it counts: 第三支部委员会.

use crate::letters::is_letter;

/// Where the words of a title end, for a browser without a dictionary: after the longest word of
/// reports that stands there, else after a pair of characters that belongs together by chance; so a
/// known word is never broken.
pub fn word_ends(title: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while let Some(rest) = title.get(at..).filter(|rest| !rest.is_empty()) {
        at += known(rest).unwrap_or_else(|| unknown(rest)).max(1);
        ends.push(at);
    }
    ends
}

/// The ends of words that a dictionary gave, without those inside a word of reports: to a dictionary,
/// 全面从严治党 is four words, to a reader one.
pub fn keep_words(title: &str, ends: Vec<usize>) -> Vec<usize> {
    let mut inside = 0;
    let mut at = 0;
    let mut kept = Vec::new();
    for end in ends {
        // A word of reports that starts where a word starts holds to its own end.
        if let Some(rest) = title.get(at..).filter(|_| inside <= at) {
            inside = at + known(rest).unwrap_or_default();
        }
        if inside <= end {
            kept.push(end);
        }
        at = end;
    }
    kept
}

/// How far the word of reports goes that a text starts with, or a number with what it counts: 第三支部委员会.
fn known(rest: &str) -> Option<usize> {
    match behind_number(rest) {
        Some(noun) => Some(rest.len() - noun.len() + listed(noun).unwrap_or_else(|| pair(noun))),
        None => listed(rest),
    }
}

/// What follows a number such as 第三 at the start of a text.
fn behind_number(rest: &str) -> Option<&str> {
    let figure = rest.strip_prefix('第')?;
    let behind = figure.trim_start_matches(is_digit);
    (behind.len() < figure.len()).then_some(behind)
}

/// How far the longest word of reports goes that a text starts with.
fn listed(rest: &str) -> Option<usize> {
    let words = WORDS.split(' ').filter(|word| rest.starts_with(word));
    words.map(str::len).max()
}

/// How far a pair of characters goes, or the first alone where a known word starts behind it.
fn pair(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1);
    let (Some((second, character)), third) = (characters.next(), characters.next()) else {
        return rest.len();
    };
    let starts_word = rest
        .get(second..)
        .is_some_and(|after| listed(after).is_some() || behind_number(after).is_some());
    if starts_word || !is_letter(character) {
        second
    } else {
        third.map_or(rest.len(), |(third, _)| third)
    }
}

/// How far an unknown word goes: Latin letters and figures with the measure that follows, else to
/// where a known word starts, two characters at most.
fn unknown(rest: &str) -> usize {
    // A phrase in quotation marks is not taken apart: “三会一课”.
    if rest.starts_with(['“', '《'])
        && let Some((at, close)) = rest
            .char_indices()
            .take(10)
            .find(|(_, character)| "”》".contains(*character))
    {
        return at + close.len_utf8();
    }
    for is_digit in [
        (|character: char| character.is_ascii_alphanumeric()) as fn(char) -> bool,
        |character| NUMERALS.contains(character),
    ] {
        let behind = rest.trim_start_matches(is_digit);
        let figure = rest.len() - behind.len();
        if figure != 0 {
            let unit = UNITS.split(' ').find(|unit| behind.starts_with(unit));
            return figure + unit.map_or(0, str::len);
        }
    }
    pair(rest)
}

/// Whether a text goes on in the name of a body: 机关第三支部委员会.
pub(super) fn starts_body(rest: &str) -> bool {
    let noun = behind_number(rest).unwrap_or_default();
    let end = listed(noun).unwrap_or_default();
    noun.get(..end).is_some_and(ends_body)
}

/// Whether a word ends the name of a body.
pub(super) fn ends_body(word: &str) -> bool {
    BODIES.split(' ').any(|body| word.ends_with(body))
}

/// Whether a text starts with a year: 2026年, 二〇二六年度.
pub(super) fn starts_year(rest: &str) -> bool {
    let unit = rest.trim_start_matches(is_digit);
    unit.len() < rest.len() && unit.starts_with('年')
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || NUMERALS.contains(sign)
}

/// Signs that numerals are written with.
const NUMERALS: &str = "〇○零一二三四五六七八九十百";
/// What may follow a figure and belongs to it.
const UNITS: &str = "年度 年 月 日 个 次 届 号 期";
/// Words that titles of reports are made of.
const WORDS: &str = "关于 上半年 下半年 年度 全年 半年 季度 一季度 二季度 三季度 四季度 \
党支部 党总支 党委 党组 机关党委 支部 党建 党的建设 党建工作 工作 工作总结 工作报告 总结 报告 汇报 情况 情况汇报 情况报告 \
述职 述职报告 述廉 落实 贯彻 贯彻落实 学习 学习贯彻 全面从严治党 主体责任 责任 党风廉政建设 意识形态 思想政治 政治建设 \
组织 组织生活会 民主生活会 民主评议 党员 主题教育 主题党日 巡视 巡察 整改 整改落实 调研 调研报告 检查 自查 自查报告 \
开展 推进 加强 深入 强化 深化 完成 及其 以及 和 与 及 暨 的 等 在 对 中 党支部书记 书记 基层 基层党建 标准化 规范化 建设 \
下一步 计划 工作计划 工作要点 要点 方案 实施方案 意见 实施意见 通知 局 处 科 室 中心 委员会 办公室 有限公司 街道 社区 \
新时代 中国特色社会主义 思想 习近平 习近平新时代中国特色社会主义思想 二十大 精神 党的二十大 重要讲话 \
领导班子 支部委员会 党小组 安全生产 乡村振兴 经济 社会 发展 高质量发展 政府 人民政府 法治 法治政府 年终";
/// Words that names of bodies end in.
const BODIES: &str = "支部 委员会 总支 小组 党委 党组 局 办公室 公司";
