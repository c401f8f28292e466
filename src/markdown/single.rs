//! Single stars and lines around words, which may be emphasis or two blanks: *一以贯之*, 集体学习*次、讲党课*次.
//!
//! Law: what may be a blank is no emphasis.

use crate::blanks::{Unit, asks_for_blank, unit_after};
use crate::letters::is_letter_or_number;

/// The most bytes of words that are looked through for marks.
const LONGEST: usize = 512;

/// Words that a name follows, and words that follow one: 由*牵头，学习*的经验.
const BEFORE_NAME: &str = "由在向与赴到至对被给同于从";
const BEHIND_NAME: [char; 7] = ['的', '和', '与', '等', '及', '同', '或'];

/// Whether two single signs, the first behind `before`, are emphasis of what stands between them.
pub(super) fn is_emphasis(sign: char, before: char, inside: &str, after: &str) -> bool {
    let counts = |text: &str| unit_after(text) != Unit::Name;
    let is_plain = inside.len() < LONGEST && inside.chars().all(is_letter_or_number);
    let ends = after.chars().next().is_none_or(is_edge);
    if ends && is_edge(before) {
        return !counts(after) && (is_plain || !counts(inside));
    }
    let latin = |sign: char| sign.is_ascii_alphanumeric();
    let digit = |sign: char| sign.is_ascii_digit();
    let is_bound = latin(before) || after.starts_with(latin) || BEFORE_NAME.contains(before);
    let is_figure = inside.starts_with(digit) || inside.ends_with(digit);
    let stands_apart = sign == '*' || ends || is_edge(before);
    is_plain
        && stands_apart
        && inside.chars().nth(1).is_some()
        && !is_bound
        && !is_figure
        && !inside.starts_with(BEHIND_NAME)
        && !asks_for_blank(inside)
        && !asks_for_blank(after)
}

/// Whether a sign is no part of a word.
pub(super) fn is_edge(sign: char) -> bool {
    // Chinese punctuation lies in these blocks.
    sign.is_whitespace()
        || sign.is_ascii_punctuation()
        || matches!(sign, '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}
