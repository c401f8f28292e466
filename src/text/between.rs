//! Numbers with another mark than their neighbours: 一、 2、 三、.
//!
//! Law: only a number that is missing between two of one count, at the start of a line, the one of its kind there.

use crate::numbering::Style;

use super::candidate::{Candidate, style_index};

/// Counts among the parts whatever is the only one with the number between two of them.
pub(super) fn fit(found: &mut [Candidate]) {
    // The last part, the kinds of numbers behind it, and the one that could come next.
    let (mut last, mut seen) = (0, 0_u16);
    let mut next: Option<(usize, u16)> = None;
    for index in 0..found.len() {
        let Some(&candidate) = found.get(index).filter(|candidate| !candidate.doubtful) else {
            continue;
        };
        let (number, kind) = (candidate.number, 1 << style_index(candidate.style));
        if candidate.style == Style::Comma {
            let between = next.filter(|_| number == last + 2);
            if let Some(between) = between.and_then(|(between, _)| found.get_mut(between)) {
                between.style = Style::Comma;
            }
            (last, seen, next) = (number, 0, None);
            continue;
        }
        let again = seen & kind != 0;
        if next.is_some_and(|(_, own)| own == kind) {
            next = None;
        } else if next.is_none()
            && !again
            && number == last + 1
            && 0 < last
            && candidate.starts_line()
        {
            next = Some((index, kind));
        }
        seen |= kind;
    }
}
