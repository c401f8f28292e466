//! Headings that end before their first full stop: at a space, at a colon, or where a body begins.

use super::bodies::{body_starts, part_ends};
use super::glued::{definition, glued};
use super::lines::{is_layout, sign_length};
use super::scan::{LONGEST, Scan};
use super::words::{Words, words};
use crate::letters::is_letter;

/// A heading that ends before its first full stop: where the line goes on after a space, a colon or
/// with the opening of a body. `spaced` tells that its marker stands behind a space.
pub(super) fn early_break(
    sentence: &str,
    scan: &Scan,
    whole_line: bool,
    spaced: bool,
) -> Option<(usize, usize)> {
    let count = |end: usize| {
        sentence
            .get(..end)
            .map_or(0, |heading| heading.chars().count())
    };
    let space = scan
        .spaced
        .then(|| space_break(sentence, scan, whole_line, spaced))
        .flatten();
    let space = space.map(|end| (end, count(end)));
    let long = LONGEST < scan.width;
    // A line of one sentence with a comma can be a heading that runs into its body.
    let sentences =
        !whole_line || 0 < scan.commas && (scan.stopped || 1 < scan.commas && 35 < scan.width);
    if !(long || sentences) {
        return space;
    }
    // 引言近年来，……
    static PARTS: Words = words!["引言", "前言", "结语"];
    if PARTS.start(sentence)
        && sentence
            .get(6..)
            .is_some_and(|body| body.starts_with(is_letter))
    {
        return Some((6, 2));
    }
    let (mut at, mut width) = (0, 0);
    // A sentence that is long for a heading is likely to be a body to which the heading was glued.
    let open = long || scan.listed || 35 < scan.width && 3 <= scan.commas;
    let (mut named, mut opened) = (None, None);
    while let Some(&byte) = sentence.as_bytes().get(at)
        && width < LONGEST
    {
        if 4 <= width && body_starts(sentence, at, open) {
            opened = Some((at, width));
            break;
        }
        if named.is_none() && 4 <= width && part_ends(sentence, at, open) {
            named = Some((at, width));
        }
        at += sign_length(byte);
        width += 1;
    }
    // Where the body begins is the first of all places where it may.
    let first = named.or(opened);
    if let Some(space) = space {
        return first.filter(|first| first.0 < space.0).or(Some(space));
    }
    let limit = first.map_or(sentence.len().min(LONGEST * 3), |(end, _)| end);
    if let Some(end) = glued(sentence, limit, long, scan.commas) {
        return Some((end, count(end)));
    }
    let first = first.or_else(|| definition(sentence).map(|end| (end, count(end))));
    if first.is_some() {
        return first;
    }
    let colon = scan.colon.filter(|colon| {
        6 <= colon.start && colon.end <= sentence.len() && colon.width <= 25 && colon.plain
    });
    // 消防安全：我校现有……
    let label = |width: usize| width <= 12 && 0 < scan.commas && width + 20 < scan.width;
    let colon = colon.filter(|colon| long || label(colon.width));
    colon.map(|colon| (colon.end, colon.width + 1))
}

/// More spaces than a heading holds: rows of a table, a text with a space after every word.
const MOST_SPACES: usize = 12;

/// The place after the space that parts a heading from its body in the same line.
fn space_break(sentence: &str, scan: &Scan, whole_line: bool, spaced: bool) -> Option<usize> {
    let mut previous = '\0';
    let mut first = None;
    let mut segments: Vec<usize> = Vec::new();
    let mut since = 0;
    let mut spaces = 0;
    for (count, (at, character)) in sentence.char_indices().enumerate() {
        if LONGEST < count {
            break;
        }
        if !is_layout(character) {
            since += 1;
            if matches!(character, '，' | ',') && first.is_some() {
                break;
            }
            previous = character;
            continue;
        }
        spaces += 1;
        if MOST_SPACES < spaces {
            return None;
        }
        let rest = sentence.get(at..)?;
        let body = rest.trim_start_matches(is_layout);
        let run = rest.get(..rest.len() - body.len())?;
        let wide = run.chars().nth(1).is_some();
        let digits = body.trim_start_matches(|next: char| next.is_ascii_alphanumeric());
        // 1. 学习
        let typographic = previous.is_ascii_alphanumeric()
            || previous == '.'
            || digits.len() < body.len() && digits.starts_with(is_layout);
        let goes_on = matches!(previous, '，' | ',' | '、');
        let enough = 2 <= since && !typographic && !goes_on && !body.is_empty();
        let end = at + run.len();
        if enough {
            let after = scan.width.saturating_sub(count + run.chars().count());
            if wide && 8 <= after || body.starts_with("——") {
                return Some(end);
            }
            first = first.or(Some((end, after, since)));
            segments.push(since);
        }
        if !typographic {
            since = 0;
        }
    }
    let (end, after, own) = first?;
    // 提高站位 强化担当 is one heading; what follows it is longer, or another sentence.
    let body = sentence.get(end..)?;
    let commas = body.contains(['，', ',']);
    let long_body = match (whole_line, scan.stopped) {
        (true, false) => 40 <= after,
        (true, true) => 12 <= after && commas,
        (false, _) => 15 <= after || 12 <= after && commas,
    };
    // Where a line ended the next has another length.
    let uneven = spaced && 1 < after && own != after - usize::from(scan.stopped);
    let even = segments.windows(2).all(|pair| pair.first() == pair.last());
    if !long_body && !uneven {
        return None;
    }
    if even && 1 < segments.len() {
        let mut rest = sentence;
        for _ in &segments {
            rest = rest
                .trim_start_matches(|character| !is_layout(character))
                .trim_start_matches(is_layout);
        }
        return Some(sentence.len() - rest.len());
    }
    Some(end)
}
