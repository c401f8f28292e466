//! What stands in front of a title in its line: notes of a page, marks of a document site, `# ` and `**`.

use crate::numbering::number_at;

use super::lines::is_layout;
use super::notes::{ABOVE, is_note};
use super::title_end::LONGEST;
use super::title_words::ends_like_title;
use super::words::{Words, words};

/// The longest name and address of a site, in characters.
const SITE: usize = 36;

/// How far the notes of a page reach into a line that goes on with everything else:
/// `首页 > 总结 来源：办公室 2026-01-05 `.
pub(super) fn notes_in_front(text: &str) -> usize {
    let mut end = 0;
    let mark =
        |rest| behind_site_mark(rest).or_else(|| behind_site_mark(rest.strip_prefix("1、")?));
    while let Some(behind) = text.get(end..).and_then(mark) {
        end = text.len() - behind.len();
    }
    // A line of its own was asked whether it is a note.
    if text.chars().nth(LONGEST * 2).is_none() {
        return end;
    }
    let mut path = false;
    for _ in 0..ABOVE {
        let rest = text.get(end..).unwrap_or_default();
        let length = rest.find(is_layout).unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(length).unwrap_or_default();
        let behind = rest.trim_start_matches(is_layout);
        if !(path || is_note(word) || behind.starts_with('>')) || behind.is_empty() {
            break;
        }
        path = word.ends_with('>');
        end = text.len() - behind.len();
    }
    end
}

/// The text behind what a document site puts in front of one: 第1页 共6页, 编号：230656405, 篇一：, its address.
fn behind_site_mark(text: &str) -> Option<&str> {
    fn figure(text: &str) -> Option<&str> {
        let rest = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
        (rest.len() < text.len()).then_some(rest)
    }
    let page = |from: &str| figure(text.strip_prefix(from)?)?.strip_prefix('页');
    let number = || figure(text.strip_prefix("编号")?.strip_prefix(['：', ':'])?);
    let piece = || {
        number_at(text.strip_prefix('篇')?)?
            .1
            .strip_prefix(['：', ':'])
    };
    let attached = || {
        let number = text.strip_prefix("附件")?;
        number
            .trim_start_matches(|sign: char| sign.is_ascii_digit())
            .strip_prefix(['：', ':'])
    };
    let label = || {
        static LABELS: Words = words![
            "文档介绍",
            "文档简介",
            "文本内容",
            "精选优质文档",
            "正文复制",
            "返回"
        ];
        let label = LABELS.all().find_map(|label| text.strip_prefix(label))?;
        let label = label.strip_prefix("-倾情为你奉上").unwrap_or(label);
        label.trim_start_matches(['：', ':']).into()
    };
    let address = || {
        let near = text
            .char_indices()
            .nth(SITE)
            .map_or(text.len(), |(at, _)| at);
        let name = text.get(..near)?;
        // 工作总结 http://…
        if name
            .find("http")
            .and_then(|at| name.get(..at))
            .is_some_and(ends_like_title)
        {
            return None;
        }
        let end = [".com", ".cn", ".net"]
            .iter()
            .filter_map(|end| Some(name.find(end)? + end.len()))
            .max()?;
        Some(text.get(end..)?.trim_start_matches([')', '）', '】']))
    };
    let behind = page("第")
        .or_else(|| page("共"))
        .or_else(number)
        .or_else(piece)
        .or_else(attached)
        .or_else(label)
        .or_else(address)?;
    Some(behind.trim_start_matches(is_layout))
}

/// Where a title starts behind `# ` or `1、` of a document site, and the title without that and without `**`
/// around it. Two stars in front alone stand for a name.
pub(super) fn without_marks(text: &str) -> (usize, &str) {
    let title = text.trim_start_matches('#').trim_start_matches(is_layout);
    let title = if title.len() < text.len() {
        title
    } else {
        text.strip_prefix("1、").unwrap_or(text)
    };
    let from = text.len() - title.len();
    let bold = title
        .strip_prefix("**")
        .and_then(|title| title.strip_suffix("**"));
    bold.map_or((from, title), |bold| (from + 2, bold))
}
