//! What a blank is called: the words around it.

use std::ops::Range;

use super::{Unit, is_circle, is_sign};

/// The most characters of a label in front of a blank.
const LONGEST: usize = 6;

/// The words around a place, for a label such as `集体学习 ____ 次`: a few characters each side, up
/// to the nearest mark. Where a measure word follows, it is all that stands after. Behind a colon the
/// words in front of it are the label: `职务：____`.
pub fn context<'a>(text: &'a str, range: &Range<usize>, unit: Unit) -> (&'a str, &'a str) {
    let before = text.get(..range.start).unwrap_or_default().trim_end();
    let named = before.strip_suffix(COLON).map(str::trim_end);
    let is_part = |sign: char| is_word(sign) || named.is_some() && sign == '\u{3000}';
    let words = named.unwrap_or(before);
    let from = words
        .char_indices()
        .rev()
        .take(LONGEST)
        .take_while(|(_, character)| is_part(*character))
        .last();
    let words = from
        .and_then(|(at, _)| words.get(at..))
        .unwrap_or_default()
        .trim_start();
    let words = if named.is_some() {
        last_word(words)
    } else {
        words
    };
    let rest = text.get(range.end..).unwrap_or_default();
    let ahead = match unit {
        Unit::Measure(unit) => {
            let rest = rest.trim_start();
            rest.find(unit).and_then(|at| rest.get(..at + unit.len()))
        }
        // What stands apart belongs to the next blank.
        Unit::Name
            if rest.starts_with(['\u{3000}', '\t', '\n', '\r']) || rest.starts_with("  ") =>
        {
            None
        }
        Unit::Name => {
            let rest = rest.trim_start();
            let is_end = |(_, sign): &(usize, char)| !is_word(*sign);
            let next = rest.char_indices().take(2 * LONGEST).find(is_end);
            let is_label = named.is_some() && next.is_some_and(|(_, sign)| COLON.contains(&sign));
            let end = next.map_or(rest.len(), |(at, _)| at);
            let fourth = rest.char_indices().nth(4).map_or(rest.len(), |(at, _)| at);
            rest.get(..end.min(fourth)).filter(|_| !is_label)
        }
    };
    (words, ahead.unwrap_or_default().trim_end())
}

const COLON: [char; 2] = ['：', ':'];

/// The last word of a text, also one that is drawn out: `职　务`.
fn last_word(text: &str) -> &str {
    let is_space = |sign: char| sign == ' ' || sign == '\u{3000}';
    let mut from = text.len();
    let mut rest = text;
    while let Some(word) = rest.rsplit(is_space).next().filter(|word| !word.is_empty()) {
        let drawn_out = word.chars().nth(1).is_none();
        if drawn_out || from == text.len() {
            from = rest.len() - word.len();
        }
        if !drawn_out {
            break;
        }
        rest = rest
            .get(..from)
            .unwrap_or_default()
            .trim_end_matches(is_space);
    }
    text.get(from..).unwrap_or_default()
}

fn is_word(character: char) -> bool {
    // 二〇二六年
    let is_text = !is_sign(character) || is_circle(character);
    character.is_alphanumeric() && is_text || matches!(character, '《' | '》' | ' ')
}
