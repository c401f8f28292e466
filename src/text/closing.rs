//! 落款: signature lines and the date, at the very end or above the text of the attachments.

use crate::addressee::is_name;
use crate::attachments;
use crate::numbering::{Marker, Style, number_at};
use crate::report::Kind;

use super::lines::{Line, is_layout};
use super::words::{Words, words};

/// A line of the closing, or one of the two parts of such a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Closing {
    /// The line.
    pub line: usize,
    /// Where the part starts in its line, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Signature or date.
    pub kind: Kind,
}

/// How many lines can stand behind the date: 附件, 联系人, 抄报, 抄送, who printed it.
const NOTES: usize = 5;
/// How many lines of a list of attachments can stand under its first.
const ATTACHMENTS: usize = 20;
/// The most lines of signature above a date, and how many of them may be other than offices.
const SIGNATURES: usize = 8;
const PERSONS: usize = 3;
/// What stands in front of a line of a list.
const BULLETS: [char; 8] = ['●', '•', '·', '■', '◆', '★', '—', '-'];
/// The longest line of a signature, in characters.
const LONGEST: usize = 30;

/// The line at which the text of the attachments starts: 附件1 or a new page right behind the date of the report.
pub(super) fn attached_from(lines: &[Line]) -> Option<usize> {
    // A date above any running text stands on a cover or under a title.
    let mut runs = false;
    lines.iter().enumerate().position(|(index, line)| {
        let starts = runs && (attachments::heads(line.text) || line.gap.contains('\u{c}'));
        runs |= line.text.trim_end_matches(is_layout).ends_with('。');
        let before = lines.get(..index).filter(|_| starts).unwrap_or_default();
        let last = before.len().checked_sub(notes(before, 0) + 1);
        last.and_then(|last| date_start(before.get(last)?.text))
            .is_some()
    })
}

/// How many lines of notes stand at the end of a text.
fn notes(lines: &[Line], from: usize) -> usize {
    let text = |index: usize| lines.get(index).map_or("", |line| line.text);
    let mut notes = 0;
    // Numbered lines count with the note over them: 附件：1.学习表, 2.活动表.
    let mut numbered = 0;
    let mut left = NOTES;
    for index in (from..lines.len()).rev() {
        if is_note(text(index)) && 0 < left {
            left -= 1;
            notes += numbered + 1;
            numbered = 0;
        } else if is_numbered(text(index)) && numbered < ATTACHMENTS {
            numbered += 1;
        } else {
            break;
        }
    }
    notes
}

/// The closing of a text, of which it may take the lines from `from` on.
pub(super) fn closing(lines: &[Line], from: usize) -> Vec<Closing> {
    let text = |index: usize| lines.get(index).map_or("", |line| line.text);
    let notes = notes(lines, from);
    let Some(last) = lines
        .len()
        .checked_sub(notes + 1)
        .filter(|&last| from <= last)
    else {
        return Vec::new();
    };
    let dated = date_start(text(last));
    let mut first = last + 1;
    let mut parts = Vec::new();
    if let Some(start) = dated {
        first = last;
        parts.push(Closing {
            line: last,
            start,
            end: text(last).len(),
            kind: Kind::Date,
        });
        if 0 < start {
            parts.push(Closing {
                line: last,
                start: 0,
                end: start,
                kind: Kind::Signature,
            });
        }
    } else if 0 < notes {
        return Vec::new();
    }
    let most = if dated.is_some() { SIGNATURES } else { 1 };
    let mut has_office = false;
    for line in (from..first).rev().take(most) {
        let indent = lines.get(line).map_or(0, Line::indent);
        let signed = text(line).trim_matches(is_layout);
        let is_office = BODIES.end(signed);
        // Persons sign for their office under its name; what stands above that at the left is text.
        let is_told = is_office || parts.len() <= PERSONS && (!has_office || 4 <= indent);
        if !is_signature(signed, dated.is_some(), 4 <= indent)
            || !is_told
            || !is_office && 0 < indent && goes_on_in_attachments(lines, line)
        {
            break;
        }
        has_office |= is_office;
        parts.push(Closing {
            line,
            start: 0,
            end: text(line).len(),
            kind: Kind::Signature,
        });
    }
    parts.reverse();
    parts
}

/// Whether a line stands right under a list of attachments: it is the rest of the last one's name.
fn goes_on_in_attachments(lines: &[Line], line: usize) -> bool {
    let above = lines.get(..line).unwrap_or_default();
    // The line itself, and each between it and the first, right under the one before.
    let is_below = |at: usize| {
        let gap = lines.get(at).map_or("", |line| line.gap);
        gap.matches('\n').count() == 1
    };
    let first = above
        .iter()
        .rposition(|line| attachments::first(line.text).is_some());
    first.is_some_and(|first| line - first <= ATTACHMENTS && (first + 1..=line).all(is_below))
}

/// Where the date starts in a line that ends with it: `2026年6月30日`, `二〇二六年六月三十日`, `2026.6.30`,
/// `2026年 月 日`, also in brackets, with blanks, behind who signs.
pub(super) fn date_start(text: &str) -> Option<usize> {
    if LONGEST * 2 < text.chars().take(LONGEST * 2 + 1).count() {
        return None;
    }
    if is_date(text) {
        return Some(0);
    }
    text.char_indices().find_map(|(at, character)| {
        let (before, space) = text.split_at_checked(at)?;
        let start = text.len() - space.trim_start_matches(is_layout).len();
        let signed = is_layout(character) && is_signature(before, true, false);
        (signed && text.get(start..).is_some_and(is_date)).then_some(start)
    })
}

/// Whether a text is a date and nothing else.
pub(super) fn is_date(text: &str) -> bool {
    let text: String = text
        .chars()
        .take(41)
        .filter(|character| !is_layout(*character))
        .collect();
    let inside = text
        .strip_prefix(['（', '('])
        .and_then(|text| text.strip_suffix(['）', ')']));
    let date = || {
        let rest = figure(inside.unwrap_or(&text))?.strip_prefix(['年', '.', '-', '/', '．'])?;
        let rest = figure(rest)?.strip_prefix(['月', '.', '-', '/', '．'])?;
        let rest = if rest.is_empty() { rest } else { figure(rest)? };
        (rest.is_empty() || rest == "日").then_some(())
    };
    date().is_some()
}

/// What follows a figure of a date, which can be a numeral, a blank, or nothing.
fn figure(text: &str) -> Option<&str> {
    let rest = match number_at(text) {
        Some((number, rest)) => (number < 3000).then_some(rest)?,
        None => text,
    };
    Some(rest.trim_start_matches(['*', '＊', 'X', 'x', '×', '_', '○', '〇']))
}

/// What the names of offices end in.
#[rustfmt::skip]
static BODIES: Words = words![
    "局", "委", "部", "委员会", "办公室", "党组", "政府", "中心", "公司", "学校", "学院", "总支", "厅",
    "处", "院", "社区", "街道", "小组",
];

#[rustfmt::skip]
static NOTED: Words = words![
    "附件", "抄送", "抄报", "校对", "联系人", "联系电话", "主题词", "责任编辑", "扫一扫", "上一篇", "下一篇", "打印", "关闭", "分享", "版权",
];

/// Whether a line is a note that may stand behind the date.
fn is_note(text: &str) -> bool {
    let text = text.trim_end_matches(is_layout);
    let bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    // 某某局办公室 2023年6月30日印发
    let printed = text.ends_with("印发") && text.contains('年') && text.contains('月');
    let noted = NOTED.start(text) || printed && !text.contains(['，', '。', '；']);
    (bracketed && !is_date(text) || noted) && text.chars().take(61).count() <= 60
}

/// Whether a line is an entry of a list by its number: `2.活动表`.
fn is_numbered(text: &str) -> bool {
    let marker = Marker::measure(text);
    marker.is_some_and(|(style, ..)| {
        matches!(
            style,
            Style::Dot | Style::ArabicParenthesis | Style::Circled
        )
    })
}

/// Whether a line names who signs: surely a short line above a date or far to the right, else only
/// with a word that says so.
fn is_signature(text: &str, dated: bool, indented: bool) -> bool {
    #[rustfmt::skip]
    static SIGNERS: Words = words![
        "汇报人", "述职人", "报告人", "发言人", "总结人", "署名", "单位", "汇报单位", "填报单位",
    ];
    let width = text.chars().take(LONGEST + 1).count();
    // 附件：1.学习表, 2.活动表
    // （此页无正文）
    let is_bracketed = text.starts_with(['（', '(']) && text.ends_with(['）', ')']);
    let is_entry = text.starts_with("附件") || is_numbered(text) || text.starts_with(BULLETS);
    if !(2..=LONGEST).contains(&width) || is_bracketed || is_entry {
        return false;
    }
    let labelled = |label: &str| {
        text.strip_prefix(label)
            .is_some_and(|rest| rest.starts_with(['：', ':']))
    };
    if SIGNERS.all().any(labelled) {
        return true;
    }
    if dated && is_signed_label(text) {
        return true;
    }
    // A tab parts the cells of a table.
    let sentence = text.contains([
        '。', '，', '；', '、', ',', ';', '！', '？', '“', '《', '：', ':', '\t',
    ]);
    !sentence && (dated || indented || BODIES.end(text))
}

/// Whether a line above a date gives a post and who holds it: `党支部书记：张三`.
fn is_signed_label(text: &str) -> bool {
    static POSTS: Words = words!["书记", "主任", "组长", "人"];
    text.split_once(['：', ':']).is_some_and(|(post, name)| {
        POSTS.end(post.trim_end_matches(is_layout)) && !NOTED.start(post) && is_name(name)
    })
}
