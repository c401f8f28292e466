//! A marker that could number a heading or an item, and how it stands.

use crate::numbering::Style;

use super::lines::Line;

/// A marker that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The line, counted among the lines that hold something.
    pub line: usize,
    /// Where the marker starts in the line's text, in bytes.
    pub start: usize,
    /// Where the text behind it starts.
    pub body: usize,
    /// The kind of number.
    pub style: Style,
    /// The number.
    pub number: u32,
    /// How it stands.
    pub standing: Standing,
    /// Whether the next number of its kind comes later, before the count starts again.
    pub continued: bool,
    /// Whether its number may be one of two or more: `二、三期工程`, but also `一、二等奖`.
    pub doubtful: bool,
}

impl Candidate {
    /// Whether it stands at the start of a line.
    pub(super) fn starts_line(&self) -> bool {
        self.standing == Standing::LineStart
    }

    /// The order of nesting; none for markers of items. 节 lies inside 章.
    pub(super) fn rank(&self, lines: &[Line]) -> Option<u8> {
        let rank = self.style.rank()?;
        let section = rank == 0
            && lines
                .get(self.line)
                .and_then(|line| line.text.get(self.start..self.body))
                .is_some_and(|marker| marker.contains('节'));
        Some(rank * 2 + u8::from(section))
    }
}

/// How a marker stands in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// At the start of a line.
    LineStart,
    /// After the end of a sentence in the middle of a line.
    Glued,
    /// After a comma: for items alone.
    Comma,
    /// Inside what may be the heading before it: `一、主要做法（一）加强学习。`
    Within,
}

/// Whether a marker begins bold type that its heading ends: `**一、`, but not `**一、**`.
pub(super) fn begins_bold(marker: &str) -> bool {
    // Nearly every marker begins otherwise.
    marker.starts_with(['#', '*']) && marker.contains("**") && !marker.ends_with("**")
}

/// Styles from the outermost in; those of items last.
pub(super) fn style_index(style: Style) -> usize {
    match style {
        Style::Division => 0,
        Style::Comma => 1,
        Style::Parenthesis => 2,
        Style::Dot => 3,
        Style::ArabicParenthesis => 4,
        Style::Circled => 5,
        Style::Is => 6,
        Style::Must => 7,
        Style::Ordinal => 8,
        Style::Word => 9,
    }
}
