//! Lines: the layout in front of each and what stands in it.
//!
//! Law: gaps and texts of all lines, then the tail, are the whole text.

use crate::blanks;

/// A line that holds something besides layout.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Line ends, empty lines and the indent in front.
    pub gap: &'a str,
    /// From the first sign to the line end; spaces at the end belong to it.
    pub text: &'a str,
    /// How many lines without anything stand in front.
    pub empty_before: usize,
}

/// All lines of a text that hold something, and the layout after the last.
pub(super) fn lines(text: &str) -> (Vec<Line<'_>>, &str) {
    let mut lines = Vec::new();
    let mut rest = text;
    loop {
        let content = rest.trim_start_matches(is_layout);
        if content.is_empty() {
            return (lines, rest);
        }
        let mut start = rest.len() - content.len();
        let indent = rest.get(..start).unwrap_or_default();
        let spaces = indent.len() - indent.trim_end_matches('\u{a0}').len();
        if 0 < spaces
            && rest
                .get(start - spaces..)
                .is_some_and(blanks::starts_with_blank)
        {
            start -= spaces;
        }
        let Some((gap, content)) = rest.split_at_checked(start) else {
            return (lines, rest);
        };
        let end = content.find(is_line_end).unwrap_or(content.len());
        let Some((line, after)) = content.split_at_checked(end) else {
            return (lines, rest);
        };
        let ends = gap
            .chars()
            .filter(|&character| is_line_end(character))
            .count()
            - gap.matches("\r\n").count();
        lines.push(Line {
            gap,
            text: line,
            empty_before: ends.saturating_sub(1),
        });
        rest = after;
    }
}

/// A sign that ends a line.
pub(super) fn is_line_end(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// A line end, a space of any width, or a sign without any width.
pub(super) fn is_layout(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}
