//! Where a long title is broken: between words, into a trapezium or a diamond.
//!
//! Source: GB/T 9704-2012, 7.3.1: broken by sense, the lines in the shape of a trapezium or a diamond;
//! so neither all alike nor narrow in the middle. Law: a word is never broken unless it is itself
//! longer than a line.

use super::title_words::{ends_body, starts_body, starts_year};
use super::{TEXT_WIDTH, TITLE_SIZE, width};

/// The characters of a title's line: what the text area holds.
pub const TITLE_CHARACTERS: u32 = TEXT_WIDTH / TITLE_SIZE;

/// Signs and words that a line of a title should not start with.
const NOT_FIRST: &str = "的了等、，。；：）》”’】";
/// Signs that a line of a title should not end with.
const NOT_LAST: &str = "《“‘（【";
/// Words that join: a line is best ended in front of them.
const JOINING: &str = "及和与暨并";

/// The places (bytes) where the lines of a title end, the last one's end left out. `ends` are the
/// places where its words end.
pub fn title_breaks(title: &str, ends: &[usize]) -> Vec<usize> {
    let whole = width(title);
    let limit = 2 * TITLE_CHARACTERS;
    if whole <= limit {
        return Vec::new();
    }
    let places = places(title, ends, limit);
    let fewest = usize::try_from(whole.div_ceil(limit)).unwrap_or(2);
    // One line more where words do not fit into as few as the width asks for.
    for count in fewest..fewest + 3 {
        let mut search = Search {
            title,
            places: &places,
            limit,
            mean: whole / u32::try_from(count).unwrap_or(1),
            chosen: Vec::new(),
            best: None,
            tries: 0,
        };
        search.go(0, 0, count);
        if let Some((_, breaks)) = search.best {
            return breaks;
        }
    }
    // A title of many lines is cut where it is full.
    let mut breaks = Vec::new();
    let mut start = 0;
    for pair in places.windows(2) {
        let &[(end, _), (next, _)] = pair else {
            continue;
        };
        if limit < width(title.get(start..next).unwrap_or_default()) {
            breaks.push(end);
            start = end;
        }
    }
    breaks
}

/// Where a line may end, and how little that is liked; a word longer than a line may be broken
/// anywhere.
fn places(title: &str, ends: &[usize], limit: u32) -> Vec<(usize, u32)> {
    let mut places = Vec::new();
    let mut start = 0;
    for &end in ends.iter().chain([&title.len()]) {
        let Some(word) = title.get(start..end).filter(|word| !word.is_empty()) else {
            continue;
        };
        if limit < width(word) {
            let inside = word.char_indices().skip(1);
            places.extend(inside.map(|(at, _)| (start + at, 40)));
        }
        let rest = title.get(end..).unwrap_or_default();
        let last = |signs: &str| word.ends_with(|last| signs.contains(last));
        let next = |signs: &str| rest.starts_with(|next| signs.contains(next));
        if !next(NOT_FIRST) && !last(NOT_LAST) {
            let dislike = if next(JOINING) {
                0
            } else if last(JOINING) {
                12
            } else if starts_body(rest) {
                24
            } else if ends_body(word) || starts_year(rest) {
                3
            } else {
                6
            };
            places.push((end, dislike));
        }
        start = end;
    }
    places
}

/// Tries the places for all lines but the last; a title has few.
struct Search<'a> {
    title: &'a str,
    places: &'a [(usize, u32)],
    limit: u32,
    mean: u32,
    chosen: Vec<(usize, u32)>,
    best: Option<(u32, Vec<usize>)>,
    tries: u32,
}

impl Search<'_> {
    fn go(&mut self, start: usize, from: usize, count: usize) {
        self.tries += 1;
        if 20_000 < self.tries {
            return;
        }
        if count == 1 {
            let last = width(self.title.get(start..).unwrap_or_default());
            if last <= self.limit {
                self.weigh(last);
            }
            return;
        }
        let places = self.places;
        for (at, &(end, dislike)) in places.iter().enumerate().skip(from) {
            if self.title.len() <= end {
                break;
            }
            let line = width(self.title.get(start..end).unwrap_or_default());
            if self.limit < line {
                break;
            }
            self.chosen.push((end, dislike));
            self.go(end, at + 1, count - 1);
            self.chosen.pop();
        }
    }

    /// Compares the lines chosen with the best so far.
    fn weigh(&mut self, last: u32) {
        let mut start = 0;
        let mut lines = Vec::new();
        let mut cost = 0;
        for &(end, dislike) in &self.chosen {
            lines.push(width(self.title.get(start..end).unwrap_or_default()));
            cost += dislike;
            start = end;
        }
        lines.push(last);
        // Lines of much the same width, one very short one least of all.
        for &line in &lines {
            let off = line.abs_diff(self.mean);
            cost += off + off * off / 16;
        }
        cost += shape(&lines);
        if self.best.as_ref().is_none_or(|(best, _)| cost < *best) {
            let breaks = self.chosen.iter().map(|&(end, _)| end).collect();
            self.best = Some((cost, breaks));
        }
    }
}

/// What the shape of the lines costs: a trapezium and a diamond nothing, a rectangle something, an
/// hourglass most.
fn shape(lines: &[u32]) -> u32 {
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    let grows = pairs().all(|(above, below)| above <= below);
    let shrinks = pairs().all(|(above, below)| above >= below);
    let widest = lines.iter().copied().max().unwrap_or_default();
    let middle = lines
        .iter()
        .position(|&line| line == widest)
        .unwrap_or_default();
    let (up, down) = lines.split_at(middle);
    let rises = up
        .iter()
        .zip(up.iter().skip(1))
        .all(|(above, below)| above <= below);
    let falls = down
        .iter()
        .zip(down.iter().skip(1))
        .all(|(above, below)| above >= below);
    if grows && shrinks {
        5
    } else if grows || shrinks || rises && falls {
        0
    } else {
        40
    }
}
