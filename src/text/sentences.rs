//! Where a heading ends in its line: at the full stop, at a space, at a colon, or with the line.

use super::breaks::early_break;
use super::lines::is_layout;
use super::scan::{LONGEST, Scan};

/// How a heading ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With its line.
    Line,
    /// With the first `。`; the body follows.
    Stop,
    /// Before a space or an opening word (今年以来，) or after a colon; the body follows.
    Break,
    /// Nowhere near: this is a sentence of a running text.
    None,
}

/// The shape of what stands behind a marker.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Where the heading ends, in bytes.
    pub end: usize,
    /// How it ends.
    pub ending: Ending,
    /// How many signs it has.
    pub width: usize,
    /// Whether it is a member of an enumeration: a semicolon stands before its end.
    pub listed: bool,
    /// Commas inside.
    pub commas: usize,
    /// Whether it ends like one of an enumeration: with a comma or a semicolon.
    pub unfinished: bool,
    /// How many more lines it takes where a page broke the lines.
    pub more: usize,
}

impl Shape {
    /// That of what ends nowhere.
    pub(super) const NONE: Shape = Shape {
        end: 0,
        ending: Ending::None,
        width: 0,
        listed: false,
        commas: 0,
        unfinished: false,
        more: 0,
    };
}

/// The shape of a heading that starts with this text, the rest of a line without spaces at its end; `spaced` tells
/// that its marker stands behind a space.
pub(super) fn shape(text: &str, spaced: bool) -> Shape {
    shape_of(text, &Scan::of(text), spaced)
}

/// Where the first sentence of a text ends, if it is a short heading of which more follows.
pub(super) fn short_heading(text: &str, longest: usize, commas: usize) -> Option<usize> {
    let scan = Scan::of(text);
    if longest < scan.width || commas < scan.commas {
        return None;
    }
    let shape = shape_of(text, &scan, false);
    (shape.ending == Ending::Stop).then_some(shape.end)
}

fn shape_of(text: &str, scan: &Scan, spaced: bool) -> Shape {
    let none = Shape {
        listed: scan.listed,
        commas: scan.commas,
        unfinished: is_unfinished(text),
        ..Shape::NONE
    };
    let sentence = text.get(..scan.end).unwrap_or_default();
    let whole_line = text
        .get(scan.end..)
        .is_none_or(|rest| rest.trim_start_matches(is_layout).is_empty());
    if let Some((end, width)) = early_break(sentence, scan, whole_line, spaced) {
        // A semicolon of the body says nothing of its heading.
        let heading = sentence.get(..end).unwrap_or_default();
        return Shape {
            end,
            ending: Ending::Break,
            width,
            listed: scan.listed && (none.unfinished || heading.contains(['；', ';'])),
            ..none
        };
    }
    if LONGEST < scan.width {
        return none;
    }
    let (end, ending) = if whole_line {
        (text.len(), Ending::Line)
    } else {
        (scan.end, Ending::Stop)
    };
    Shape {
        end,
        ending,
        width: scan.width,
        ..none
    }
}

/// Whether a text ends with a comma or a semicolon.
pub(super) fn is_unfinished(text: &str) -> bool {
    text.ends_with(['；', ';', '，', ',', '、'])
}
