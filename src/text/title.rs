//! 标题: the first line in most texts, but also broken over lines, below notes of a web page, or in
//! one line with everything else.

use super::contents::{same, signs};
use super::in_front::{notes_in_front, without_marks};
use super::lines::{Line, is_layout};
use super::notes::{ABOVE, is_note};
use super::title_end::{ADDRESSED, LONGEST, could_be, glued, is_subtitle};
use super::title_words::ends_like_title;
use super::words::{Words, words};

/// Where the title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Its first line.
    pub first: usize,
    /// Where it starts in its first line, in bytes.
    pub start: usize,
    /// Its last line.
    pub last: usize,
    /// Where it ends in its last line, in bytes.
    pub end: usize,
}

/// In how many lines the path of a page is looked for.
const PATH: usize = 8;
/// The longest name of a page or of a part of it, in characters.
const NAME: usize = 10;
/// The longest word of a page that can stand right above the title, in characters.
const WORD: usize = 4;

/// The title of a text; `first_found` is the line and the place of the first heading or item.
pub(super) fn find(
    lines: &[Line],
    contents: &[bool],
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
        if let Some(end) = glued(text) {
            return (first < limit || from + end <= start).then_some(Title {
                first,
                start: from,
                last: first,
                end: from + end,
            });
        }
        if limit <= first || !could_be(text) || lines.len() <= first + 1 && !ends_like_title(text) {
            return None;
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

/// The name of a field in a table above the text, whose value stands in the next line.
fn field(text: &str) -> Option<&str> {
    let name = text.trim_end_matches(is_layout).strip_suffix(['：', ':'])?;
    let width = name.chars().filter(|sign| !is_layout(*sign)).count();
    let addressed = ADDRESSED.end(name) || name.contains(['、', '，']);
    ((2..=6).contains(&width) && !addressed).then_some(name)
}

/// Whether a line belongs to the page around the text: the name of a field or its value.
fn is_page(lines: &[Line], at: usize) -> bool {
    let text = |index: usize| {
        let line = lines.get(index);
        line.map_or("", |line| line.text.trim_end_matches(is_layout))
    };
    let own = text(at);
    let titled = ends_like_title(own);
    let name = at.checked_sub(1).and_then(|before| field(text(before)));
    // The value of 标题： comes once more in most pages; the last name may be without a value.
    let title = name.is_some_and(|name| name.ends_with('题') || titled && 6 <= own.chars().count());
    let short = own.chars().nth(LONGEST).is_none();
    let value =
        name.is_some() && short && (!title || (at + 1..at + PATH).any(|below| text(below) == own));
    field(own).is_some() || value
}

/// Whether a line gives way to a title below it: because it ends like none and does not begin that one, or
/// stands in the path of the page.
fn gives_way(lines: &[Line], first: usize, limit: usize, path: &str) -> bool {
    let text = |index: usize| {
        let line = lines.get(index);
        line.map_or("", |line| line.text.trim_end_matches(is_layout))
    };
    let own = text(first);
    let narrow = own.chars().nth(NAME).is_none();
    let titled = ends_like_title(glued(own).and_then(|end| own.get(..end)).unwrap_or(own));
    if titled && !(narrow && path.contains(own)) {
        return false;
    }
    let Some(title) = below(lines, first, limit) else {
        return false;
    };
    let gap = || lines.get(title).is_some_and(|line| 0 < line.empty_before);
    // 财政局, 2025年 and 关于 begin a title that goes on.
    let word = || {
        own.chars().nth(WORD).is_none()
            && own.chars().all(char::is_alphabetic)
            && !ADDRESSED.end(own)
            && !own.ends_with('年')
            && own != "关于"
    };
    let body = lines.get(..limit).unwrap_or(lines);
    titled || !is_plain(own) || last_line(body, first) < title || narrow && gap() || word()
}

/// The line below a first line that ends like no title, if one that does comes before any sentence.
fn below(lines: &[Line], first: usize, limit: usize) -> Option<usize> {
    for (at, line) in lines
        .iter()
        .enumerate()
        .take(limit)
        .skip(first + 1)
        .take(PATH)
    {
        let text = line.text.trim_end_matches(is_layout);
        if is_note(text) {
            continue;
        }
        let title = glued(text).and_then(|end| text.get(..end));
        if title.is_none() && !could_be(text) {
            return None;
        }
        let title = title.unwrap_or(text);
        if ends_like_title(title) && !is_subtitle(title) && title.chars().nth(5).is_some() {
            return Some(at);
        }
    }
    None
}

/// Whether a line holds no sign that calls out to the readers of a page.
fn is_plain(text: &str) -> bool {
    !text.contains(['!', '！', '?', '？', '|', '◆', '★', '~', '，', ','])
}

/// The line in which a title that is broken over lines ends.
fn last_line(lines: &[Line], first: usize) -> usize {
    static JOINS: Words = words!["的", "及", "和", "与", "與", "暨", "并"];
    let text = |index: usize| {
        lines
            .get(index)
            .map_or("", |line| line.text.trim_end_matches(is_layout))
    };
    let more = |line: &str| {
        let subtitle = is_subtitle(line) || is_note(line) || same(line, text(first));
        // What begins with the same words is another title.
        let other = 9 < line.len() && signs(line).take(4).eq(signs(text(first)).take(4));
        // A single sign can be left over where a line was full.
        !subtitle && !other && (could_be(line) || line.chars().take(2).count() == 1)
    };
    let mut last = first;
    for next in first + 1..lines.len().min(first + 3) {
        let line = text(next);
        let complete = ends_like_title(text(last)) && !JOINS.start(line);
        let apart = lines.get(next).is_some_and(|line| 1 < line.empty_before);
        // What stands once more below is whole by itself.
        let apart = apart || (next + 1..next + PATH).any(|below| text(below) == line);
        if complete || apart || !more(line) {
            break;
        }
        // A line that closes nothing, such as the name of a unit, is followed by one that does.
        let closes = ends_like_title(&format!("{}{line}", text(last)));
        let closes_later =
            next == first + 1 && more(text(next + 1)) && ends_like_title(text(next + 1));
        if !closes && !closes_later {
            break;
        }
        last = next;
    }
    last
}
