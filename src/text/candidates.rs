//! All candidates of a text: where markers stand that could number a heading or an item.
//!
//! Law: a marker is only tried at the start of a line, after a mark that ends a sentence, or behind
//! a heading that has just begun; each try costs the same, so that all of them are linear.

use crate::numbering::{Style, number_at};

use super::between::fit;
use super::candidate::{Candidate, Standing, style_index};
use super::candidate_at::{JOINS, candidate_at, is_first_part};
use super::contents::end_in_line;
use super::lines::{Line, is_ideograph, is_layout, sign_length};
use super::pages::{page_mark, pages};
use super::title_words::ends_like_title;
use super::unmarked::unmarked;
use super::wrapped::goes_on;

/// Among how many lines one that begins with a table of contents can be.
const CONTENTS: usize = 8;

/// All candidates of a text in reading order. `wrapped` is the width at which its lines were broken, `skip`
/// tells lines that hold none.
pub(super) fn candidates(
    lines: &[Line],
    wrapped: Option<usize>,
    skip: impl Fn(usize) -> bool,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut before: Option<&Line> = None;
    let pages = pages(lines);
    let unmarked = unmarked(lines, &skip);
    let mut parts = unmarked.iter().zip(1..).peekable();
    for (index, line) in lines.iter().enumerate() {
        if let Some((&(line, body), number)) = parts.next_if(|((line, _), _)| *line == index) {
            found.push(Candidate {
                line,
                start: 0,
                body,
                style: Style::Comma,
                number,
                standing: Standing::LineStart,
                continued: false,
                doubtful: false,
            });
        } else if !skip(index) {
            let goes_on = wrapped
                .zip(before)
                .is_some_and(|(width, before)| goes_on(before, line, width));
            let page = || {
                if pages.contains(&index) {
                    page_mark(line).1
                } else {
                    0
                }
            };
            let contents = if index < CONTENTS {
                end_in_line(line.text)
            } else {
                None
            };
            let from = contents.unwrap_or_else(page);
            in_line(
                index,
                line,
                from,
                if goes_on { before } else { None },
                &mut found,
            );
        }
        before = Some(line);
    }
    fit(&mut found);
    mark_continued(&mut found, lines);
    found.retain(|candidate| !candidate.doubtful);
    found
}

fn in_line(
    index: usize,
    line: &Line,
    from: usize,
    wrapped_from: Option<&Line>,
    found: &mut Vec<Candidate>,
) {
    // The place after the last marker of this line.
    let mut last = None;
    let mut start = from;
    // Inside a word: where an ideograph follows an ideograph, neither a marker nor a heading begins.
    let mut in_word = false;
    let bytes = line.text.as_bytes();
    while let Some(&byte) = bytes.get(start) {
        let ideograph = is_ideograph(byte);
        // Most signs between words are ，。、 which begin nothing.
        let is_mark = || {
            let signs = bytes.get(start..);
            matches!(
                signs,
                Some([0xef, 0xbc, 0x8c, ..] | [0xe3, 0x80, 0x81 | 0x82, ..])
            )
        };
        let passes = if ideograph {
            in_word && !opens(line.text, start, last, found)
        } else {
            is_mark()
        };
        in_word = ideograph;
        if passes {
            start += 3;
            continue;
        }
        if let Some(candidate) = candidate_at(index, line, start, wrapped_from, last, found) {
            start = candidate.body;
            last = Some(start);
            in_word = false;
            found.push(candidate);
        } else {
            start += sign_length(byte);
        }
    }
}

/// Whether a marker can begin here in the middle of a word: `一是` behind a heading, but not in `唯一是`,
/// `一要` not in `第一要务`; `一、` behind the title; `三、` right behind the heading of `二、`.
fn opens(text: &str, start: usize, last: Option<usize>, found: &[Candidate]) -> bool {
    // Asked for nearly every sign of a text: the bytes of 一 in front, or of 、 behind.
    let signs = text.as_bytes().get(start..);
    if !matches!(
        signs,
        Some([0xe4, 0xb8, 0x80, ..] | [_, _, _, 0xe3, 0x80, 0x81, ..])
    ) {
        return false;
    }
    text.split_at_checked(start).is_some_and(|(before, rest)| {
        let list = rest.starts_with("一是") || rest.starts_with("一要");
        let title = || {
            let announced = before.ends_with("如下") || ends_like_title(before);
            let behind = rest.strip_prefix('一').unwrap_or_default();
            let first = behind
                .trim_start_matches(is_layout)
                .starts_with(['、', '.', '．', '，', ',']);
            first && announced || found.is_empty() && is_first_part(before, rest)
        };
        let sibling = || {
            let number = number_at(rest).filter(|(_, behind)| behind.starts_with('、'));
            let before = found.last().filter(|before| before.style == Style::Comma);
            let next = before.map(|before| before.number + 1);
            number.is_some() && number.map(|(number, _)| number) == next
        };
        match last {
            Some(_) => (list || sibling()) && !JOINS.end(before),
            None => title(),
        }
    })
}

fn mark_continued(found: &mut [Candidate], lines: &[Line]) {
    // For each style the numbers that come later, as bits.
    let mut later = [0_u64; 10];
    for candidate in found.iter_mut().rev() {
        let number = candidate.number.min(62);
        let slot = style_index(candidate.style);
        if let Some(bits) = later.get_mut(slot) {
            let bit = 1_u64 << number;
            // The first counts if it is gone on with, any other if its number does not come once more.
            candidate.doubtful &= *bits & bit != 0 || number == 1 && *bits & bit << 1 == 0;
            if candidate.doubtful {
                continue;
            }
            // 三是 goes on behind 一是: one item may have been taken out.
            let skipped = candidate.style.rank().is_none().then_some(bit << 2);
            candidate.continued = *bits & (bit << 1 | skipped.unwrap_or_default()) != 0;
            *bits = if number == 1 { bit } else { *bits | bit };
        }
        // What is counted inside a part ends with the part.
        if candidate.rank(lines).is_some_and(|rank| rank <= 4) && candidate.starts_line() {
            for bits in later.iter_mut().skip(slot + 1) {
                *bits = 0;
            }
        }
    }
}
