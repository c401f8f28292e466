//! 标题: the first line in most texts, but also broken over lines, below notes of a web page, or in
//! one line with everything else.

use super::above_title::{gives_way, is_page};
use super::amid::{amid, behind_words};
use super::in_front::{notes_in_front, without_marks};
use super::lines::{Line, is_layout};
use super::notes::{ABOVE, is_note};
use super::title_end::{could_be, glued, starts_body};
use super::title_lines::{NAME, PATH, Title, last_line};
use super::title_words::ends_like_title;
use super::wrapped::paragraph;

/// What stands in words of a page, but not in front of a space of a title.
const NOISE: [char; 8] = ['，', ',', '！', '!', '|', '>', '：', ':'];
/// The title of a text; `wrapped` is the width at which its lines were broken, `first_found` the line and the
/// place of the first heading or item.
pub(super) fn find(
    lines: &[Line],
    contents: &[bool],
    wrapped: Option<usize>,
    first_found: (usize, usize),
) -> Option<Title> {
    let (limit, start) = first_found;
    let body = lines.get(..limit.min(lines.len()))?;
    // What stands above 当前位置：首页 > … belongs to the page.
    let path = |line: &Line| {
        let text = line.text;
        ["位置：", "位置:"].iter().any(|name| text.contains(name))
            || text.contains('>') && !text.contains('<')
    };
    let above = body.iter().take(PATH).rposition(path);
    let path = above
        .and_then(|path| body.get(path))
        .map_or("", |line| line.text);
    let announced = |first: &usize| {
        above.is_some_and(|path| *first <= path) || contents.get(*first) == Some(&true)
    };
    for (first, line) in lines
        .iter()
        .enumerate()
        .take(limit + 1)
        .filter(|(first, _)| !announced(first))
        .take(ABOVE)
    {
        let text = line.text.trim_end_matches(is_layout);
        // 2025, the first line of 2025年……报告
        let year = || {
            let below = lines.get(first + 1).map_or("", |line| line.text);
            text.len() == 4 && below.starts_with('年')
        };
        // The line of the first heading can hold the title only in front of that.
        let until = limit + usize::from(0 < start);
        if is_note(text) && !year() || is_page(body, first) || gives_way(lines, first, until, path)
        {
            continue;
        }
        let notes = notes_in_front(text);
        let (from, text) = without_marks(text.get(notes..).unwrap_or_default());
        let from = notes + from;
        // Where a page broke the lines, the text behind a title goes on in the next.
        let more = wrapped.and_then(|width| paragraph(lines, first, text, width));
        let whole = more.as_ref().map_or(text, |(whole, _)| whole);
        let ends = |end: &usize| *end < text.len() && (first < limit || from + end <= start);
        let end = glued(whole).filter(ends);
        if let Some(end) = end {
            let title = text.get(..end).unwrap_or_default();
            let begin = from + behind_words(title);
            let inner = title
                .rsplit_once(is_layout)
                .filter(|(front, _)| front.contains(NOISE));
            let inner = inner.and_then(|_| amid(lines, first, first_found));
            return inner.or(Some(Title {
                first,
                start: begin,
                last: first,
                end: from + end,
            }));
        }
        // All that stands in front of the first heading in its line.
        let front = line.text.get(from..start).filter(|_| first == limit);
        let front = front.map(|front| front.trim_end_matches(is_layout));
        let is_title = |front: &&str| {
            let words = front.split(is_layout).nth(3).is_none();
            let long = front.chars().nth(NAME / 2).is_some();
            let year = front.starts_with(|sign: char| sign.is_ascii_digit());
            let title = could_be(front) && !front.contains(NOISE);
            words && long && title && (year || !starts_body(front))
        };
        if let Some(front) = front.filter(is_title) {
            return Some(Title {
                first,
                start: from,
                last: first,
                end: from + front.len(),
            });
        }
        if limit <= first || !could_be(text) || lines.len() <= first + 1 && !ends_like_title(text) {
            return amid(lines, first, first_found);
        }
        let last = last_line(body, first);
        let bold = last == first
            && line
                .text
                .get(from + text.len()..)
                .is_some_and(|rest| rest.starts_with("**"));
        return Some(Title {
            first,
            start: from,
            last,
            end: if bold {
                from + text.len()
            } else {
                lines.get(last)?.text.len()
            },
        });
    }
    None
}
