//! What was typed, told by the text of a field before and after.

use std::ops::Range;

use tigang::edit::Spot;
use tigang::report::{Block, Report};

/// The place that can be seen: the heading of a part that has none in the text is not a field.
pub(super) fn visible(report: &Report, spot: Spot) -> Spot {
    let block = report.block(spot.block);
    if !block.is_some_and(Block::is_opener) {
        return spot;
    }
    let next = report.position(spot.block).and_then(|at| report.at(at + 1));
    next.map_or(spot, |next| Spot::caret(next.id, 0))
}

/// What was typed: the range of the old text that went and what came in its place. What lies behind
/// the caret was not typed, which tells one of several equal characters from the others.
pub(super) fn difference(old: &str, new: &str, caret: usize) -> Option<(Range<usize>, String)> {
    if old == new {
        return None;
    }
    let behind = new.len() - caret.min(new.len());
    let mut suffix = old
        .bytes()
        .rev()
        .zip(new.bytes().rev())
        .take(behind)
        .take_while(|(a, b)| a == b)
        .count();
    while !(old.is_char_boundary(old.len() - suffix) && new.is_char_boundary(new.len() - suffix)) {
        suffix -= 1;
    }
    let most = old.len().min(new.len()) - suffix;
    let mut prefix = old
        .bytes()
        .zip(new.bytes())
        .take(most)
        .take_while(|(a, b)| a == b)
        .count();
    while !(old.is_char_boundary(prefix) && new.is_char_boundary(prefix)) {
        prefix -= 1;
    }
    let text = new.get(prefix..new.len() - suffix)?.to_owned();
    Some((prefix..old.len() - suffix, text))
}

/// The same change told from an earlier place on. What an input method shows is replaced whole each
/// time: in steps, the `'` of `shi'er` would end the value of the blank that is being filled.
pub(super) fn from(
    start: usize,
    old: &str,
    (range, text): (Range<usize>, String),
) -> (Range<usize>, String) {
    match old.get(start..range.start) {
        Some(kept) => (start..range.end, format!("{kept}{text}")),
        None => (range, text),
    }
}
