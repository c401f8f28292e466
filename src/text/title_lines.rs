//! The lines of a title: where it stands, and in which line it ends where it is broken over several.
//!
//! Law: knows what a title looks like, not where one is looked for.

use super::contents::{same, signs};
use super::lines::{Line, is_layout};
use super::notes::is_note;
use super::title_end::{could_be, is_subtitle};
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
pub(super) const PATH: usize = 8;
/// The longest name of a page or of a part of it, in characters.
pub(super) const NAME: usize = 10;

/// The line in which a title that is broken over lines ends.
pub(super) fn last_line(lines: &[Line], first: usize) -> usize {
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
