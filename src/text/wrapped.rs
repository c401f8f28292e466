//! Texts that were broken at a fixed width, as copied from a printed page: there the start of a line
//! says little.

use crate::numbering::Marker;

use super::candidates::ends_sentence;
use super::lines::{Line, is_layout};

/// The width of the lines of a text that was broken at a fixed width, as from a printed page.
pub(super) fn wrapped_width(lines: &[Line]) -> Option<usize> {
    let mut counts = [0_usize; 64];
    for line in lines {
        if let Some(count) = counts.get_mut(width(line.text) / 2) {
            *count += 1;
        }
    }
    let (widest, _) = counts
        .iter()
        .enumerate()
        .skip(18)
        .max_by_key(|&(_, count)| *count)?;
    let (mut near, mut unfinished) = (0, 0);
    for line in lines
        .iter()
        .filter(|line| (width(line.text) / 2).abs_diff(widest) <= 1)
    {
        near += 1;
        unfinished += usize::from(!finished(line.text) && Marker::measure(line.text).is_none());
    }
    (5 <= near && lines.len() <= near * 3 && near <= unfinished * 2).then_some(widest * 2)
}

/// The width of a line in half columns, up to where it no longer matters.
fn width(text: &str) -> usize {
    text.trim_end_matches(is_layout)
        .chars()
        .take(80)
        .map(|character| if character.is_ascii() { 1 } else { 2 })
        .sum()
}

fn finished(text: &str) -> bool {
    text.trim_end_matches(is_layout)
        .ends_with(|last: char| ends_sentence(last) || matches!(last, '.' | '”' | '）' | ')'))
}

/// Whether a line of a text of this width goes on with the sentence of the line before.
pub(super) fn goes_on(before: &Line, line: &Line, wrapped: usize) -> bool {
    let full = wrapped.saturating_sub(5) <= width(before.text);
    let heading = Marker::measure(before.text).is_some();
    full && !heading && !finished(before.text) && line.empty_before <= before.empty_before
}
