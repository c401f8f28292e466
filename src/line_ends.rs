//! What ends a line, for all who read, change or set one.
//!
//! Source: Unicode 5.8, the functions of a new line: LF, VT, FF, CR, NEL, LS and PS.
//!
//! Room: knows nothing. Law: nobody else knows these signs.

/// Whether a character ends a line.
pub(crate) fn ends_line(character: char) -> bool {
    matches!(
        character,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a line ends in a text or in the layout in front of one.
pub(crate) fn breaks_line(text: &str) -> bool {
    text.contains(ends_line)
}
