//! 附件说明 and 附件: what the lines look like that name the attachments of a report, and that open their texts; and the
//! set words above them that end it.
//!
//! Source: GB/T 9704-2012, 7.3.4: under the body, 附件 with a colon and the name; more than one are
//! numbered with figures (附件：1.×××), each on a line of its own. 7.3.7: the text of each stands on pages of its
//! own, 附件 and its number in the first line at the left edge, its title in the middle of the third.
//!
//! Room: knows numbering. Law: told by how a text starts, and nothing of it is changed.

use crate::numbering::is_digit;

/// What every list of attachments starts with.
pub(crate) const LABEL: &str = "附件";

/// The start of a list of attachments; the places are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Where `附件：` and what spaces follow it end.
    pub(crate) label: usize,
    /// Where the name starts.
    pub(crate) name: usize,
    /// Whether further ones may follow: it is numbered behind its `附件：`, or only that.
    pub(crate) goes_on: bool,
}

/// The first entry of a list: `附件：统计表`, `附件：1.统计表`, `附件：`; `附件1：统计表` is one by itself.
pub(crate) fn first(text: &str) -> Option<Entry> {
    let rest = text.trim_start().strip_prefix(LABEL)?;
    let own = number_of_its_own(rest);
    let rest = own.unwrap_or(rest);
    let spaced = rest.trim_start();
    let rest = match spaced.strip_prefix(['：', ':']) {
        Some(rest) => rest,
        // 附件1.统计表
        None => own.and(
            spaced
                .strip_prefix(['.', '．'])
                .filter(|rest| !goes_on_a_figure(rest)),
        )?,
    };
    let place = |rest: &str| text.len() - rest.len();
    let name = without_spaces(rest);
    let numbered = number(name).filter(|_| own.is_none());
    Some(Entry {
        label: place(name),
        name: place(numbered.unwrap_or(name)),
        goes_on: own.is_none() && (numbered.is_some() || name.is_empty()),
    })
}

/// Whether a line ends a report in set words, above the attachments and the signature: 特此报告。, 以上报告，请审议。
pub(crate) fn ends_report(text: &str) -> bool {
    /// What such a line starts with; behind the last ones it asks for something.
    const WORDS: [&str; 4] = ["特此", "专此", "谨此", "此致"];
    const ASKING: [&str; 10] = [
        "以上",
        "上述",
        "妥否",
        "当否",
        "可否",
        "是否妥当",
        "如有不妥",
        "如有不当",
        "不妥之处",
        "不当之处",
    ];
    /// The most characters that it has.
    const LONGEST: usize = 30;
    let text = text.trim();
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    let sentences = text.trim_end_matches(['。', '！', '.', '!']);
    (starts(&WORDS) || starts(&ASKING) && text.contains('请'))
        && text.chars().nth(LONGEST).is_none()
        && !sentences.contains(['。', '！', '：', ':'])
}

/// Whether a line can stand over the text of an attachment: as [`label`] reads it, or as in the list:
/// `附件：统计表`.
pub(crate) fn heads(text: &str) -> bool {
    label(text).is_some() || first(text).is_some()
}

/// What a line is that stands over the text of an attachment, on a page of its own (7.3.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// 附件, 附件1, 附件一： and no more: its title stands in a line of its own.
    Bare,
    /// 附件2 统计表
    Named,
}

/// Reads the line over the text of an attachment. 附件：统计表 is none: it stands in the list.
pub(crate) fn label(text: &str) -> Option<Label> {
    let rest = text.trim().strip_prefix(LABEL)?;
    let own = number_of_its_own(rest);
    let name = own.unwrap_or(rest);
    let is_bare = |sign: char| sign.is_whitespace() || matches!(sign, '：' | ':');
    if name.trim_matches(is_bare).is_empty() {
        return Some(Label::Bare);
    }
    let named = own.is_some() && name.starts_with(char::is_whitespace);
    named.then_some(Label::Named)
}

/// The longest title of an attachment, in characters: two lines of the page.
const LONGEST_TITLE: usize = 40;

/// Whether a line under 附件1 can be the title of its text: neither a sentence nor a row of a table.
pub(crate) fn is_title(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && !text.ends_with(['。', '；', '：', '，', ';', ':', ',', '！', '？'])
        && !text.contains(['\t', '。'])
        && further(text).is_none()
        && text.chars().nth(LONGEST_TITLE).is_none()
}

/// Where the name of a further entry starts: `2.清单`.
pub(crate) fn further(text: &str) -> Option<usize> {
    number(text.trim_start()).map(|name| text.len() - name.len())
}

/// The most signs that a number of an attachment has.
const LONGEST: usize = 3;

/// What follows the number of `附件1：` and `附件一：`, if there is one.
fn number_of_its_own(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let figures = |sign: char| is_digit(sign) || "一二三四五六七八九十".contains(sign);
    let rest = text.trim_start_matches(figures);
    let count = text.chars().count() - rest.chars().count();
    (1..=LONGEST).contains(&count).then_some(rest)
}

/// The name behind `1.` `1．` `1、` `（1）` `1）` `①`, if the text starts so.
fn number(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(|sign| ('①'..='⑳').contains(&sign)) {
        return Some(without_spaces(rest));
    }
    let open = text.strip_prefix(['（', '(']);
    let inside = open.unwrap_or(text);
    let rest = inside.trim_start_matches(is_digit);
    let count = inside.chars().count() - rest.chars().count();
    if !(1..=LONGEST).contains(&count) {
        return None;
    }
    let rest = match (open, rest.strip_prefix(['）', ')'])) {
        (_, Some(rest)) => rest,
        (Some(_), None) => return None,
        (None, None) => rest
            .strip_prefix(['.', '．', '、'])
            .filter(|rest| !goes_on_a_figure(rest))?,
    };
    Some(without_spaces(rest))
}

/// What follows spaces; no-break ones are a blank and belong to the name.
fn without_spaces(text: &str) -> &str {
    text.trim_start_matches(|sign: char| sign.is_whitespace() && sign != '\u{a0}')
}

/// Whether what stands behind a point goes on with the figure in front of it: 2.5万元 is no second attachment,
/// 2.2026年统计表 is one.
fn goes_on_a_figure(text: &str) -> bool {
    text.starts_with(is_digit) && !text.trim_start_matches(is_digit).starts_with('年')
}
