//! Where a heading ends in its line: at the full stop, at a space, at a colon, or with the line.

use super::breaks::early_break;
use super::lines::{is_ideograph, is_layout, sign_length};

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

/// The longest heading, in characters.
pub(super) const LONGEST: usize = 60;
/// How far a sentence is followed at all.
const HORIZON: usize = 130;

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
        return Shape {
            end,
            ending: Ending::Break,
            width,
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

/// The first sentence of a text, within the horizon.
pub(super) struct Scan {
    /// The end of the sentence, or how far it was followed, in bytes.
    pub end: usize,
    /// The characters up to there.
    pub width: usize,
    /// Whether a full stop ends it.
    pub stopped: bool,
    /// Whether a semicolon stands in it.
    pub listed: bool,
    /// How many commas stand in it.
    pub commas: usize,
    /// Whether a space stands in it, or behind it within the horizon.
    pub spaced: bool,
    /// The first colon, in it or behind it.
    pub colon: Option<Colon>,
}

/// A colon, which can end a heading.
#[derive(Clone, Copy)]
pub(super) struct Colon {
    /// Where it stands, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The characters before it.
    pub width: usize,
    /// Whether there is no comma among them.
    pub plain: bool,
}

impl Scan {
    fn of(text: &str) -> Scan {
        let mut scan = Scan {
            end: text.len(),
            width: 0,
            stopped: false,
            listed: false,
            commas: 0,
            spaced: false,
            colon: None,
        };
        // A stop inside brackets or quotes: the end after all if they are never closed.
        let mut inner_stop = None;
        // A half-width stop: the end only where no other kind is used.
        let mut point = None;
        let mut depth = 0_usize;
        let mut next = 0;
        while let Some(&byte) = text.as_bytes().get(next) {
            let at = next;
            if HORIZON < scan.width {
                scan.end = at;
                break;
            }
            scan.width += 1;
            next += sign_length(byte);
            if is_ideograph(byte) {
                continue;
            }
            let Some(character) = text.get(at..next).and_then(|sign| sign.chars().next()) else {
                break;
            };
            match character {
                '（' | '(' | '《' | '“' | '「' | '『' | '【' => depth += 1,
                '）' | ')' | '》' | '”' | '〞' | '」' | '』' | '】' => {
                    depth = depth.saturating_sub(1)
                }
                '；' | ';' => scan.listed = true,
                '，' | ',' => scan.commas += 1,
                '。' | '！' | '？' | '!' | '?' | '｡' => {
                    let stop = (next, scan.width);
                    if depth == 0 {
                        (scan.end, scan.width) = stop;
                        scan.stopped = true;
                        return scan;
                    }
                    inner_stop = inner_stop.or(Some(stop));
                }
                '.' if point.is_none() && depth == 0 && is_point(text, at, next) => {
                    point = Some((next, scan.width, scan.listed, scan.commas));
                }
                '：' | ':' if scan.colon.is_none() => {
                    scan.colon = Some(Colon {
                        start: at,
                        end: next,
                        width: scan.width - 1,
                        plain: scan.commas == 0,
                    });
                }
                _ => scan.spaced |= is_layout(character),
            }
        }
        if let Some(stop) = inner_stop.filter(|_| 0 < depth) {
            (scan.end, scan.width) = stop;
            scan.stopped = true;
        } else if let Some(stop) = point {
            (scan.end, scan.width, scan.listed, scan.commas) = stop;
            scan.stopped = true;
        }
        scan
    }
}

/// Whether the `.` at this place ends a sentence: not in figures, Latin words, or rows of points.
fn is_point(text: &str, at: usize, next: usize) -> bool {
    let joins = |sign: char| sign.is_ascii_alphanumeric() || sign == '.';
    !text.get(..at).is_some_and(|before| before.ends_with(joins))
        && !text.get(next..).is_some_and(|after| after.starts_with('.'))
}
