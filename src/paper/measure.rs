//! How wide text is, in half characters.
//!
//! Law: a Chinese character and its punctuation is two, a letter or figure one. Typefaces for Chinese
//! keep to that for figures; for Latin letters it is an average.

use super::{BODY_SIZE, CLOSER};

/// The half characters that a character takes up.
pub fn half_characters(character: char) -> u32 {
    match character {
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{300}'..='\u{36f}' => 0,
        '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}' => 0,
        // These are full width in a Chinese text, though Unicode leaves it open.
        '×' | '·' | '÷' | '±' | '°' | '§' => 2,
        '\u{20}'..='\u{2af}' | '\u{2002}' | '\u{2009}' | '\u{ff61}'..='\u{ff9f}' => 1,
        _ => 2,
    }
}

/// The half characters that a text takes up.
pub fn width(text: &str) -> u32 {
    text.chars().map(half_characters).sum()
}

/// How wide a text of the body is set, in twips: every character a little closer.
pub fn set_width(text: &str) -> u32 {
    text.chars().map(set_character).sum()
}

/// How wide a character of the body is set, in twips.
pub fn set_character(character: char) -> u32 {
    (half_characters(character) * BODY_SIZE / 2).saturating_sub(CLOSER)
}
