//! A title amid what a site put around it: behind its words in one line, or below a sentence of its own.
//!
//! Law: looked for only where a line begins with no title or with words of a page, in front of the first heading and of what opens a body.

use crate::numbering::Marker;

use super::lines::{Line, is_layout};
use super::notes::{ABOVE, SENTENCE, is_note};
use super::title_end::{could_be, glued, is_called, is_subtitle, starts_body, tells_of};
use super::title_lines::Title;
use super::title_words::ends_like_title;

/// How far into a line a title is looked for, in bytes.
const NEAR: usize = 900;
/// The shortest title, in characters.
const SHORTEST: usize = 7;

/// The title from this line on; `first_found` is the line and the place of the first heading or item.
pub(super) fn amid(lines: &[Line], first: usize, first_found: (usize, usize)) -> Option<Title> {
    let (limit, _) = first_found;
    let until = lines.iter().enumerate().take(limit + 1);
    for (at, line) in until.skip(first).take(ABOVE) {
        let text = line.text.trim_end_matches(is_layout);
        if at < limit
            && first < at
            && is_whole(text, lines.get(at + 1).map_or("", |line| line.text))
        {
            return Some(Title {
                first: at,
                start: 0,
                last: at,
                end: text.len(),
            });
        }
        let mut start = 0;
        while let Some(rest) = text
            .get(start..)
            .filter(|rest| !rest.is_empty() && start < NEAR)
        {
            let word = rest
                .find(is_layout)
                .and_then(|end| rest.get(..end))
                .unwrap_or(rest);
            let above = text.get(..start).unwrap_or_default();
            let path = above.trim_end_matches(is_layout).ends_with('>');
            let parts = glued(rest).and_then(|end| rest.split_at_checked(end));
            let counts = Marker::measure(rest).is_some_and(|(style, ..)| style.rank().is_some());
            let title = parts.filter(|(title, body)| {
                // The last word of a path can be the title, which then comes once more.
                let own = title.get(behind_words(title)..) == Some(title);
                own && !counts
                    && is_title(title)
                    && !is_field(word)
                    && (!path || body.starts_with(title))
            });
            if let Some((title, _)) = title {
                let end = start + title.len();
                let title = Title {
                    first: at,
                    start,
                    last: at,
                    end,
                };
                return ((at, end) <= first_found).then_some(title);
            }
            if starts_body(word) || word.chars().nth(SENTENCE).is_some() {
                return None;
            }
            let behind = rest.get(word.len()..).unwrap_or_default();
            start = text.len() - behind.trim_start_matches(is_layout).len();
        }
    }
    None
}

/// Where a title begins behind words of a page: 无障碍 简体 繁体 某某总结.
pub(super) fn behind_words(text: &str) -> usize {
    let words: Vec<&str> = text
        .split(is_layout)
        .filter(|word| !word.is_empty())
        .collect();
    let Some((title, front)) = words.split_last() else {
        return 0;
    };
    let short = |word: &&str| word.chars().nth(6).is_none();
    let many = 2 < front.len() || 1 < front.len() && front.iter().all(short);
    // 某镇 2025 年总结
    let figure = |word: &&str| word.chars().all(|sign| sign.is_ascii_alphanumeric());
    if many && !front.iter().any(figure) && is_title(title) {
        text.len() - title.len()
    } else {
        0
    }
}

/// Whether a word is what a page left of a field: PAGE 2.
fn is_field(word: &str) -> bool {
    word.len() != 4
        && word
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() && !matches!(sign, 'x' | 'X'))
        || word == "PAGE"
}

/// Whether a text by itself can only be a title.
fn is_title(text: &str) -> bool {
    text.chars().nth(SHORTEST - 1).is_some()
        && could_be(text)
        && ends_like_title(text)
        && !is_note(text)
        && !is_subtitle(text)
        && !text.contains(['，', ',', '|'])
        && !text.contains("一、")
}

/// Whether a line is a title by what stands below it: the same words, whom the text addresses, or what opens a body.
fn is_whole(text: &str, below: &str) -> bool {
    is_title(text) && (tells_of(text, below) || is_called(below) || starts_body(below))
}
