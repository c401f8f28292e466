//! Lines above a title that give way to it: of the page around the text, or a name that no title begins with.

use super::lines::{Line, is_layout};
use super::notes::is_note;
use super::title_end::{ADDRESSED, LONGEST, could_be, glued, is_subtitle};
use super::title_lines::{NAME, PATH, last_line};
use super::title_words::ends_like_title;
use crate::letters::is_letter;

/// The longest word of a page that can stand right above the title, in characters.
const WORD: usize = 4;

/// The name of a field in a table above the text, whose value stands in the next line.
fn field(text: &str) -> Option<&str> {
    let name = text.trim_end_matches(is_layout).strip_suffix(['：', ':'])?;
    let width = name.chars().filter(|sign| !is_layout(*sign)).count();
    let addressed = ADDRESSED.end(name) || name.contains(['、', '，']);
    ((2..=6).contains(&width) && !addressed).then_some(name)
}

/// Whether a line belongs to the page around the text: the name of a field or its value.
pub(super) fn is_page(lines: &[Line], at: usize) -> bool {
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
pub(super) fn gives_way(lines: &[Line], first: usize, limit: usize, path: &str) -> bool {
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
            && own.chars().all(is_letter)
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
