//! Lines: the layout in front of each and what stands in it; and which signs are layout, which end a sentence.
//!
//! Law: gaps and texts of all lines, then the tail, are the whole text.

use crate::blanks;
use crate::line_ends::ends_line;
use crate::numbering::Marker;

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

impl Line<'_> {
    /// How many spaces stand in front of it.
    pub(super) fn indent(&self) -> usize {
        let spaces = self.gap.chars().rev();
        spaces.take_while(|space| !ends_line(*space)).count()
    }
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
        let above = lines.last().map_or("", |line: &Line| line.text);
        let tabs = indent.len() - indent.trim_end_matches('\t').len();
        // The tab behind a number makes no table of a list.
        let is_item = |text| Marker::measure(text).is_some();
        let is_list = || is_item(above) && is_item(content);
        if 0 < tabs && above.contains('\t') && is_row(content) && !is_list() {
            start -= tabs;
        }
        let Some((gap, content)) = rest.split_at_checked(start) else {
            return (lines, rest);
        };
        let Some((line, after)) = content.split_at_checked(line_length(content)) else {
            return (lines, rest);
        };
        let (mut ends, mut previous) = (0_usize, ' ');
        for character in gap.chars() {
            let pair = previous == '\r' && character == '\n';
            ends += usize::from(ends_line(character) && !pair);
            previous = character;
        }
        lines.push(Line {
            gap,
            text: line,
            empty_before: ends.saturating_sub(1),
        });
        rest = after;
    }
}

/// Whether a line that begins with tabs goes on with a table, its first cells empty: it has more cells, or one with a
/// word or a figure in it.
fn is_row(line: &str) -> bool {
    /// The most bytes of a last cell.
    const CELL: usize = 36;
    let line = line.get(..line_length(line)).unwrap_or_default();
    line.contains('\t') || line.len() <= CELL && !line.contains(['。', '，', '：'])
}

/// The bytes before the first line end. Every byte of a text passes here, so that nothing is decoded
/// but what can begin a line end.
fn line_length(text: &str) -> usize {
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        // Three bytes or more, and no line end; the fourth byte of a sign begins nothing either.
        if 0xe3 <= byte {
            at += 3;
            continue;
        }
        let may_end = matches!(byte, b'\n'..=b'\r' | 0xc2 | 0xe2);
        if may_end
            && text
                .get(at..)
                .is_some_and(|rest| rest.starts_with(ends_line))
        {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a byte begins an ideograph (U+4000 to U+9FFF) of three bytes: no mark, space or line end.
pub(super) fn is_ideograph(byte: u8) -> bool {
    matches!(byte, 0xe4..=0xe9)
}

/// How many bytes the sign has that begins with this byte.
pub(super) fn sign_length(byte: u8) -> usize {
    match byte {
        0xe0..0xf0 => 3,
        0..0x80 => 1,
        0x80..0xe0 => 2,
        _ => 4,
    }
}

/// A line end, a space of any width, or a sign without any width.
pub(super) fn is_layout(character: char) -> bool {
    // Nearly every sign lies between; this is asked more often than anything else.
    !matches!(character, '\u{3001}'..'\u{feff}')
        && (character.is_whitespace()
            || matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'))
}

/// Whether a sign ends a sentence or a part of it.
pub(super) fn ends_sentence(character: char) -> bool {
    matches!(
        character,
        '。' | '！' | '？' | '；' | '：' | '!' | '?' | ';' | ':' | '｡'
    )
}
