//! Texts that were broken at a fixed width, as copied from a printed page: there the start of a line
//! says little.

use crate::numbering::Marker;

use super::lines::{Line, ends_sentence, is_layout, sign_length};

/// Columns of half a sign by which a full line falls short at most, where its last signs went to the next: a word,
/// or a sign with the mark that may not begin a line.
pub(super) const SHORT: usize = 5;

/// The width of the lines of a text that was broken at a fixed width, as from a printed page.
pub(super) fn wrapped_width(lines: &[Line]) -> Option<usize> {
    // One more than can be the widest: lines a little wider count as near.
    let mut counts = [0_usize; 65];
    let widths: Vec<usize> = lines.iter().map(|line| width(line) / 2).collect();
    for &width in &widths {
        if let Some(count) = counts.get_mut(width) {
            *count += 1;
        }
    }
    let wide = counts.iter().enumerate().take(64).skip(18);
    let (widest, _) = wide.max_by_key(|&(_, count)| *count)?;
    let near: usize = counts.get(widest - 1..=widest + 1)?.iter().sum();
    if near < 5 || near * 3 < lines.len() {
        return None;
    }
    let unfinished = lines
        .iter()
        .zip(widths)
        .filter(|(_, width)| width.abs_diff(widest) <= 1)
        .filter(|(line, _)| !finished(line.text) && Marker::measure(line.text).is_none())
        .count();
    (near <= unfinished * 2).then_some(widest * 2)
}

/// The width of a line with its indent in half columns, up to where it no longer matters.
fn width(line: &Line) -> usize {
    let indent = line.gap.chars().rev().take(line.indent());
    let wide = indent.filter(|space| *space == '\u{3000}').count();
    let text = line.text.trim_end_matches(is_layout).as_bytes();
    let (mut at, mut signs, mut wide) = (0, line.indent(), wide);
    while let Some(&byte) = text.get(at)
        && signs < 80
    {
        signs += 1;
        wide += usize::from(byte >> 7);
        at += sign_length(byte);
    }
    signs + wide
}

fn finished(text: &str) -> bool {
    text.trim_end_matches(is_layout)
        .ends_with(|last: char| ends_sentence(last) || matches!(last, '.' | '”' | '）' | ')'))
}

/// What stands behind a marker in a text of this width, to the end of its paragraph or a little farther than a
/// heading reaches, and how many more lines that takes; none where the paragraph ends with its first line.
pub(super) fn paragraph(
    lines: &[Line],
    at: usize,
    rest: &str,
    wrapped: usize,
) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut more = 0;
    for pair in lines.get(at..)?.windows(2).take(4) {
        let [line, next] = pair else { break };
        if !runs_on(line, next, wrapped) {
            break;
        }
        if text.is_empty() {
            text.push_str(rest);
        }
        text.push_str(next.text.trim_end_matches(is_layout));
        more += 1;
    }
    (0 < more).then_some((text, more))
}

/// Whether a line is as wide as the lines of a text of this width, or short of it by so many half columns at most.
pub(super) fn is_full(line: &Line, wrapped: usize, short: usize) -> bool {
    wrapped.saturating_sub(short) <= width(line)
}

/// Whether a line, which may be a heading, goes on in the next.
fn runs_on(line: &Line, next: &Line, wrapped: usize) -> bool {
    let (own, indent) = (line.indent(), next.indent());
    is_full(line, wrapped, SHORT)
        && !finished(line.text)
        && (indent == 0 || indent < own)
        && next.empty_before <= line.empty_before
        && Marker::measure(next.text).is_none()
}

/// Whether a line of a text of this width goes on with the sentence of the line before.
pub(super) fn goes_on(before: &Line, line: &Line, wrapped: usize) -> bool {
    let full = is_full(before, wrapped, SHORT);
    let heading = Marker::measure(before.text).is_some();
    full && !heading && !finished(before.text) && line.empty_before <= before.empty_before
}
