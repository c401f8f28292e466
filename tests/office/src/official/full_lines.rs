//! Full lines: 28 characters from side to side, 26 where the first line of a paragraph is indented.
//!
//! Law: a line that does not hold them has one of the reasons that are named here, and no other. Source: GB/T
//! 9704-2012, 5.2.4; which signs may not start or end a line: GB/T 15834-2011, 5.1.

use super::{Fault, points, tolerance};
use crate::pdf::Line;
use tigang::paper::{BODY_SIZE, INDENT, LEFT, PAGE_WIDTH, RIGHT, TITLE_SIZE};

/// May not start a line.
const CLOSING: &str = "，。、；：？！）》〉」』】〕”’…—％·～";
/// May not end a line.
const OPENING: &str = "（《〈「『【〔“‘";

/// What is wrong with the lines of all pages, which are those of the text alone. `between` is the space that is
/// put between Chinese characters and figures or letters, in points.
pub(super) fn check(pages: &[&[Line]], between: f64) -> Vec<Fault> {
    // Those of the title are larger; how tall the box of a character is drawn, is the program's.
    let mut sizes: Vec<f64> = pages
        .iter()
        .copied()
        .flatten()
        .map(|line| line.size)
        .collect();
    sizes.sort_by(f64::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or_default();
    let larger = usual * f64::midpoint(1.0, points(TITLE_SIZE) / points(BODY_SIZE));
    let lines = pages.iter().copied().flatten();
    let lines: Vec<&Line> = lines.filter(|line| line.size < larger).collect();
    let mut faults = Vec::new();
    let mut full = 0;
    for (at, line) in lines.iter().enumerate() {
        let below = lines.get(at + 1).copied();
        if let Some(below) = below
            && is_broken_off(line, below)
        {
            faults.push(format!(
                "a line goes on before it has reached the edge: {} | {}",
                line.text, below.text
            ));
        }
        let Some(holds) = holds(line) else {
            continue;
        };
        let count = line.text.chars().count();
        if count == holds && !line.text.contains(is_narrow) {
            full += 1;
        } else if !is_explained(line, below, holds, between) {
            faults.push(format!(
                "{count} characters in a full line, not {holds}: {} | {}",
                line.text,
                below.map_or("", |line| &line.text)
            ));
        }
    }
    if full == 0 {
        faults.push("no line holds 28 characters, or 26 with an indent".to_owned());
    }
    faults
}

/// How many characters a line of the body holds that goes from side to side; `None` for any other line.
fn holds(line: &Line) -> Option<usize> {
    match () {
        () if !ends_right(line) => None,
        () if starts_at(line, LEFT) => Some(28),
        () if starts_at(line, LEFT + INDENT) => Some(26),
        () => None,
    }
}

/// Whether a line ends before the edge though the next one is of the same paragraph: that one starts at the left
/// edge, where beside it only what names an attachment does.
fn is_broken_off(line: &Line, below: &Line) -> bool {
    let goes_on = starts_at(below, LEFT) && !below.text.starts_with("附件");
    goes_on && !ends_right(line)
}

fn starts_at(line: &Line, place: u32) -> bool {
    (line.left - points(place)).abs() < tolerance()
}

fn ends_right(line: &Line) -> bool {
    (line.right - points(PAGE_WIDTH - RIGHT)).abs() < tolerance()
}

fn number(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}

/// Figures, letters and their signs are half as wide as Chinese characters.
fn is_narrow(sign: char) -> bool {
    sign < '\u{2000}'
}

/// Whether a line has a reason to hold fewer or more characters: figures, letters and blanks leave no room for
/// another, or it may not end at any place further on.
fn is_explained(line: &Line, below: Option<&Line>, holds: usize, between: f64) -> bool {
    let character = points(BODY_SIZE);
    let width = |sign: &char| if is_narrow(*sign) { 0.5 } else { 1.0 };
    let space = |before: char, behind: char| match is_narrow(before) == is_narrow(behind) {
        true => 0.0,
        false => between / character,
    };
    let signs: Vec<char> = line.text.chars().collect();
    let written: f64 = signs.iter().map(width).sum();
    let blanks: f64 = line.gaps.iter().map(|(_, gap)| gap / character).sum();
    let mut room = number(holds) - written - blanks;
    // Nothing is set closer than it is wide.
    if room < -0.1 {
        return false;
    }
    let pairs = signs.iter().zip(signs.iter().skip(1));
    room -= pairs.map(|(one, other)| space(*one, *other)).sum::<f64>();
    let (Some(&last), Some(below)) = (signs.last(), below) else {
        return false;
    };
    // As many signs of the next line as there is room for: the line may end behind none of them.
    let next: Vec<char> = below.text.chars().collect();
    let mut before = last;
    for (at, &sign) in next.iter().enumerate() {
        room -= space(before, sign) + width(&sign);
        if room < 0.0 {
            return true;
        }
        let blank = below.gaps.iter().find(|(place, _)| *place == at + 1);
        room -= blank.map_or(0.0, |(_, gap)| gap / character);
        let behind = next.get(at + 1);
        if blank.is_none() && behind.is_none_or(|behind| may_end(sign, *behind)) {
            return false;
        }
        before = sign;
    }
    false
}

/// Whether a line may end between two signs.
fn may_end(before: char, behind: char) -> bool {
    let together = is_narrow(before) && is_narrow(behind);
    !together && !OPENING.contains(before) && !CLOSING.contains(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line of this text from side to side.
    fn line(text: &str) -> Line {
        Line {
            text: text.to_owned(),
            left: points(LEFT),
            right: points(PAGE_WIDTH - RIGHT),
            baseline: 0.0,
            size: 1.0,
            gaps: Vec::new(),
        }
    }

    /// How many faults there are where this line stands over that one, and a full one over both.
    fn faults(above: &str, below: &str, between: f64) -> usize {
        let full = line(&"字".repeat(28));
        // It ends before the edge; □ is a blank of four characters.
        let blank = below.chars().position(|sign| sign == '□');
        let below = Line {
            right: 200.0,
            gaps: blank
                .map(|at| (at, 4.0 * points(BODY_SIZE)))
                .into_iter()
                .collect(),
            ..line(&below.replace('□', ""))
        };
        check(&[&[full, line(above)], &[below]], between).len()
    }

    #[test]
    fn a_line_that_is_not_full_has_a_named_reason() {
        let (some, one) = ("字".repeat(27), "字");
        for (above, below, wrong) in [
            (some.clone() + one, "字字", 0),
            (some.clone(), "字字", 1),
            (some.clone(), "字。字", 0),
            (some.clone(), "（字", 0),
            (some.clone(), "字（字", 1),
            ("字".repeat(26), "字。字", 1),
            ("字".repeat(26), "字”。字", 0),
            ("字".repeat(26), "（字字", 1),
            ("字".repeat(29), "字字", 1),
            ("字".repeat(24), "字□字", 0),
            ("字".repeat(22), "字□字", 1),
            // Half a character is left, or two and a half.
            ("字".repeat(26) + "123", "字字", 0),
            ("字".repeat(24) + "123", "字字", 1),
            ("字".repeat(24) + "123", "12345%字", 0),
            ("字".repeat(27) + "123", "字字", 1),
        ] {
            assert_eq!(faults(&above, below, 0.0), wrong, "{above} | {below}");
        }
        // A character fits, but not where there is space around figures.
        let figures = "字".repeat(25) + "1字2";
        assert_eq!(faults(&figures, "字字", 0.0), 1);
        assert_eq!(faults(&figures, "字字", 3.5), 0);
    }

    #[test]
    fn a_line_of_a_paragraph_that_goes_on_reaches_the_edge() {
        let full = line(&"字".repeat(28));
        let short = Line {
            right: 490.0,
            ..line(&"字".repeat(26))
        };
        assert_eq!(
            check(
                &[&[full.clone(), short.clone()], std::slice::from_ref(&full)],
                0.0
            )
            .len(),
            1
        );
        let indented = Line {
            left: points(LEFT + INDENT),
            ..line(&"字".repeat(26))
        };
        assert!(check(&[&[full, short, indented]], 0.0).is_empty());
    }

    #[test]
    fn full_lines_must_be_there() {
        let short = Line {
            right: 200.0,
            ..line("字字字")
        };
        assert_eq!(check(&[&[short]], 0.0).len(), 1);
    }
}
