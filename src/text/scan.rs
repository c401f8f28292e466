//! The first sentence of a text: where it ends, and what stands in it that can part a heading from its body.
//!
//! Law: a text is followed as far as the horizon, so that each scan costs the same at most.

use super::lines::{is_ideograph, is_layout, sign_length};

/// The longest heading, in characters.
pub(super) const LONGEST: usize = 60;
/// How far a sentence is followed at all.
const HORIZON: usize = 130;

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
    /// Follows a text to the end of its first sentence.
    pub(super) fn of(text: &str) -> Scan {
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
