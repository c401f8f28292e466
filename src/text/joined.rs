//! The paragraphs of a text that was broken at a fixed width, as copied from a PDF or from a screen of such lines,
//! put together again.
//!
//! Law: only line ends, the spaces at them and the numbers of pages go; every other sign stays where it was. Where it
//! cannot be told whether a paragraph ends, it ends.

use crate::notices::{Notices, What};
use crate::numbering::Marker;

use super::is_opener;
use super::lines::{Line, ends_sentence, is_layout, lines};
use super::title_words::ends_like_title;
use super::wrapped::{SHORT, is_full, wrapped_width};

/// The text in whole paragraphs, and what went; none where its lines end as somebody wrote them.
pub fn joined(text: &str) -> Option<(String, Notices)> {
    /// The bytes at the start in which a title ends.
    const TITLE: usize = 300;
    let (lines, tail) = lines(text);
    let width = wrapped_width(&lines)?;
    let is_marked = begins_with_indents(&lines);
    let mut whole = String::with_capacity(text.len());
    let (mut ends, mut pages) = (0, 0);
    let mut last: Option<&Line> = None;
    let mut skipped = false;
    for line in &lines {
        if is_page_number(line.text) {
            (pages, skipped) = (pages + 1, true);
            continue;
        }
        let goes_on = |last: &Line| {
            let is_near = skipped || line.empty_before <= last.empty_before;
            let is_title = whole.len() < TITLE && ends_like_title(last.text);
            is_near && (is_marked || !is_title) && goes_on(last, line, width, is_marked)
        };
        if last.is_some_and(goes_on) {
            ends += 1;
            // A no-break space belongs to the blank behind it.
            let is_end = |sign| is_layout(sign) && sign != '\u{a0}';
            whole.truncate(whole.trim_end_matches(is_end).len());
            let is_word = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphabetic());
            if is_word(whole.chars().next_back()) && is_word(line.text.chars().next()) {
                whole.push(' ');
            }
        } else {
            whole.push_str(line.gap);
        }
        whole.push_str(line.text);
        (last, skipped) = (Some(line), false);
    }
    whole.push_str(tail);
    let mut notices = Notices::default();
    notices.add_many(What::LineEnd, ends);
    notices.add_many(What::PageNumber, pages);
    (0 < ends).then_some((whole, notices))
}

/// Whether paragraphs begin with an indent, and their further lines do not.
fn begins_with_indents(lines: &[Line]) -> bool {
    let indented = lines.iter().filter(|line| 0 < line.indent()).count();
    2 <= indented && indented * 2 <= lines.len()
}

/// Whether a line of a text of this width goes on with the paragraph of the line before.
fn goes_on(last: &Line, line: &Line, width: usize, is_marked: bool) -> bool {
    let is_row = last.text.contains('\t') || line.text.contains('\t');
    if is_row || !is_full(last, width, SHORT) {
        return false;
    }
    if is_marked {
        return line.indent() == 0;
    }
    let begins = |line: &Line| {
        let marker = Marker::measure(line.text);
        let is_weak = |length| {
            line.text
                .get(..length)
                .is_some_and(|mark| mark.ends_with('，'))
        };
        marker.is_some_and(|(.., length)| !is_weak(length)) || is_opener(line.text)
    };
    let ends = |line: &Line| {
        let text = line.text.trim_end_matches(is_layout);
        text.ends_with(|last| ends_sentence(last) || matches!(last, '”' | '）'))
    };
    // A sentence that fills its line to the end is seldom the last of its paragraph; one who signs writes no stop.
    let is_inside = || is_full(last, width, 1) && (is_full(line, width, SHORT) || ends(line));
    line.indent() <= last.indent() && !begins(line) && (!ends(last) || is_inside())
}

/// Whether a line is the number of a page: `— 2 —`, `-2-`, `第 2 页`, `第2页 共5页`.
fn is_page_number(line: &str) -> bool {
    /// The most signs of such a line.
    const MOST: usize = 16;
    let is_dash = |sign: char| matches!(sign, '-' | '—' | '–' | '－' | '―' | '─');
    let signs: String = line
        .chars()
        .filter(|sign| !is_layout(*sign))
        .take(MOST)
        .collect();
    let is_number = |text: &str| {
        (1..=4).contains(&text.chars().count())
            && text
                .chars()
                .all(|sign| sign.is_ascii_digit() || matches!(sign, '０'..='９'))
    };
    let between_dashes = signs
        .strip_prefix(is_dash)
        .and_then(|rest| rest.strip_suffix(is_dash));
    if let Some(inner) = between_dashes {
        return is_number(inner.trim_matches(is_dash));
    }
    let mut halves = signs
        .strip_prefix('第')
        .map(|rest| rest.splitn(2, '共'))
        .into_iter()
        .flatten();
    let is_page = |half: &str| half.strip_suffix('页').is_some_and(is_number);
    halves
        .next()
        .is_some_and(|first| is_page(first.trim_end_matches([',', '，', '/'])))
        && halves.next().is_none_or(is_page)
}
