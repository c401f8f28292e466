//! 查找 and 替换: where a report has some words, and others in their place.

use crate::report::Report;

use super::change::Spot;
use super::work::Work;
use super::{Focus, Refusal, gaps};

/// Where a report has these words, in reading order, no place twice; nowhere where there are no words. Latin
/// letters count as the same in both cases. Numbers of parts and items are derived and not looked through.
pub fn find(report: &Report, words: &str) -> Vec<Spot> {
    let mut found = Vec::new();
    if words.is_empty() {
        return found;
    }
    let wanted = words.to_ascii_lowercase();
    for block in report.blocks() {
        let text = block.text.to_ascii_lowercase();
        found.extend(text.match_indices(&wanted).map(|(start, _)| Spot {
            block: block.id,
            start,
            end: start + wanted.len(),
        }));
    }
    found
}

pub(super) fn substitute(work: &mut Work, words: &str, by: &str) -> Focus {
    // A line end would make paragraphs of what was one.
    let by: String = by.chars().filter(|sign| !gaps::ends_line(*sign)).collect();
    let found = find(work.report, words);
    // From the end, so that the places before stay where they are.
    for spot in found.iter().rev() {
        work.text(spot.block, spot.start..spot.end, &by)?;
    }
    let last = found.last().ok_or(Refusal::NothingToDo)?;
    let before = |spot: &&Spot| spot.block == last.block && spot.start < last.start;
    let moved = found.iter().filter(before).count();
    let start = last.start - moved * words.len() + moved * by.len();
    Ok(Some(Spot::caret(last.block, start + by.len())))
}
