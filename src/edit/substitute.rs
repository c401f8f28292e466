//! 查找 and 替换: where a report has some words, and others in their place.

use crate::letters::is_letter_or_number;
use crate::line_ends::ends_line;
use crate::report::Report;
use crate::slots::slots;

use super::change::Spot;
use super::work::Work;
use super::{Focus, Refusal, fills};

/// What a sign counts as while looking: Latin letters are the same in both cases, and so are spaces that look
/// alike; the line ends of a title, which only lay it out, are nothing. Where words are looked for, and not signs alone,
/// their width and the form of quotation marks count for nothing, either: "三会一课", ２０２６.
fn alike(sign: char, in_words: bool) -> Option<char> {
    /// How far a sign of full width lies behind that of half width (Unicode, U+FF01 to U+FF5E).
    const WIDE: u32 = 0xfee0;
    let alike = match sign {
        '\u{a0}' | '\u{3000}' => ' ',
        '“' | '”' if in_words => '"',
        '‘' | '’' if in_words => '\'',
        '！'..='～' if in_words => char::from_u32(u32::from(sign) - WIDE).unwrap_or(sign),
        _ => sign,
    };
    (!ends_line(sign)).then_some(alike.to_ascii_lowercase())
}

/// Where the words end that a text starts with, if these are.
fn end(text: &str, words: &[char], in_words: bool) -> Option<usize> {
    let mut left = words;
    for (at, sign) in text.char_indices() {
        match alike(sign, in_words) {
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
    let in_words = words.chars().any(is_letter_or_number);
    let words = words.chars().filter_map(|sign| alike(sign, in_words));
    let words: Vec<char> = words.collect();
    for block in report.blocks() {
        let (mut done, mut blanks) = (0, None);
        for (at, _) in block.text.char_indices() {
            let text = block.text.get(at..).unwrap_or_default();
            let Some(length) = end(text, &words, in_words).filter(|_| done <= at) else {
                continue;
            };
            // Not into the place before it.
            let between = block.text.get(done..at).unwrap_or_default();
            let before = done + between.trim_end_matches('\u{a0}').len();
            let mut start = at;
            done = at + length;
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
    let mut caret = None;
    // From the last block: there the caret belongs, also where it is taken back.
    for spots in found.chunk_by(|one, next| one.block == next.block).rev() {
        let Some(last) = spots.last() else { continue };
        let id = last.block;
        let behind = work.block(id)?.text.len().checked_sub(last.end);
        let places = spots.iter().map(|spot| spot.start..spot.end);
        work.texts(id, places.collect(), &by)?;
        if by.is_empty() {
            // A value that goes leaves its blank.
            fills::open_wiped(work, id)?;
        }
        let end = work.block(id)?.text.len();
        caret.get_or_insert(Spot::caret(id, end - behind.unwrap_or_default().min(end)));
    }
    caret.map(Some).ok_or(Refusal::NothingToDo)
}
