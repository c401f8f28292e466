//! 查找 and 替换: where a report has some words, and others in their place.

use crate::line_ends::ends_line;
use crate::report::Report;
use crate::slots::slots;

use super::change::Spot;
use super::work::Work;
use super::{Focus, Refusal, fills};

/// What a sign counts as while looking: Latin letters are the same in both cases, and so are spaces that look
/// alike; the line ends of a title, which only lay it out, are nothing.
fn alike(sign: char) -> Option<char> {
    let alike = match sign {
        '\u{a0}' | '\u{3000}' => ' ',
        _ => sign.to_ascii_lowercase(),
    };
    (!ends_line(sign)).then_some(alike)
}

/// Where the words end that a text starts with, if these are.
fn end(text: &str, words: &[char]) -> Option<usize> {
    let mut left = words;
    for (at, sign) in text.char_indices() {
        match alike(sign) {
            // Nothing, but in front of the words.
            None if left.len() < words.len() => {}
            sign if sign == left.first().copied() => left = left.get(1..)?,
            _ => return None,
        }
        if left.is_empty() {
            return Some(at + sign.len_utf8());
        }
    }
    None
}

/// Where a report has these words, in reading order, no place twice; nowhere where there are no words. What is
/// a whole blank is found with the no-break spaces in front of it. Numbers of parts and items are derived and
/// not looked through.
pub fn find(report: &Report, words: &str) -> Vec<Spot> {
    let mut found = Vec::new();
    let words: Vec<char> = words.chars().filter_map(alike).collect();
    for block in report.blocks() {
        let (mut done, mut blanks) = (0, None);
        for (at, _) in block.text.char_indices() {
            let (before, text) = block.text.split_at_checked(at).unwrap_or_default();
            let Some(length) = end(text, &words).filter(|_| done <= at) else {
                continue;
            };
            done = at + length;
            let mut start = at;
            let before = before.trim_end_matches('\u{a0}').len();
            if before < start {
                let blanks = blanks.get_or_insert_with(|| slots(block));
                let at = blanks.partition_point(|blank| blank.range.end < done);
                let blank = blanks.get(at).filter(|blank| blank.range == (before..done));
                start = blank.map_or(start, |_| before);
            }
            found.push(Spot {
                block: block.id,
                start,
                end: done,
            });
        }
    }
    found
}

pub(super) fn substitute(work: &mut Work, words: &str, by: &str) -> Focus {
    // A line end would make paragraphs of what was one.
    let by: String = by.chars().filter(|sign| !ends_line(*sign)).collect();
    let found = find(work.report, words);
    let last = found.last().ok_or(Refusal::NothingToDo)?;
    let mut caret = last.end;
    // From the end, so that the places before stay where they are.
    for spot in found.iter().rev() {
        let range = spot.start..spot.end;
        let fills = &work.block(spot.block)?.fills;
        let value = fills.iter().find(|fill| fill.range == range);
        // A value that goes leaves its blank.
        let sign = value
            .filter(|_| by.is_empty())
            .map(|fill| fill.original.clone());
        let length = sign.as_ref().unwrap_or(&by).len();
        match sign {
            Some(sign) => fills::put(work, spot.block, range, &sign, &sign)?,
            None => work.text(spot.block, range, &by)?,
        }
        if spot.block == last.block {
            caret = caret + length - (spot.end - spot.start);
        }
    }
    Ok(Some(Spot::caret(last.block, caret)))
}
