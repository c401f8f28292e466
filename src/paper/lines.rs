//! Where the lines of a paragraph end, by the rules for Chinese text.
//!
//! Law: lines follow one another without a gap and hold the whole paragraph; a line starts with no
//! closing mark and ends with no opening one, and a Latin word or a figure is not taken apart unless it
//! is longer than a line. No mark hangs in the margin: browsers cannot do it, and LibreOffice 7.4 does
//! not print a mark that hangs (measured).

use std::ops::Range;

use super::paragraph::{Paragraph, RunKind, Style};
use super::{BODY_SIZE, CLOSER, TAB, TEXT_WIDTH, TITLE_SIZE, half_characters};

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in [`Paragraph::text`], in bytes.
    pub range: Range<usize>,
    /// How wide it is with its indent, in twips.
    pub width: u32,
}

/// Marks that may not start a line; so …… is never taken apart. A straight quotation mark closes as
/// often as it opens.
pub const MAY_NOT_START: &str = "。，、；：？！）》”’】〕」』〉〗％‰℃·…～.,;:?!)]}%";
/// Marks that may not end a line.
pub const MAY_NOT_END: &str = "（《“‘【〔「『〈〖([{￥$";

/// The lines of a paragraph; an empty paragraph is one empty line.
pub fn lines(paragraph: &Paragraph) -> Vec<Line> {
    let mut setter = Setter::new(paragraph);
    let (first, _) = paragraph.indents();
    setter.used = first;
    let mut at = 0;
    for run in &paragraph.runs {
        if matches!(run.kind, RunKind::LineEnd(_)) {
            setter.end(at, at);
            continue;
        }
        for character in run.text.chars() {
            setter.set(character, at);
            at += character.len_utf8();
        }
    }
    setter.end(at, at);
    setter.lines
}

/// Fills one line after the other.
struct Setter {
    lines: Vec<Line>,
    /// What a half character takes, and what every character is closer by.
    half: u32,
    closer: u32,
    indent: u32,
    /// The width of a whole line.
    full: u32,
    /// Where the open line starts, and how wide it is, trailing spaces not counted.
    start: usize,
    used: u32,
    /// The last place where the open line may end: the place, the width up to it.
    opportunity: Option<(usize, u32)>,
    /// The width of spaces at the end, which count as soon as something follows them.
    spaces: u32,
    previous: Option<char>,
}

impl Setter {
    fn new(paragraph: &Paragraph) -> Setter {
        let title = paragraph.style == Style::Title;
        let (_, indent) = paragraph.indents();
        let full = TEXT_WIDTH - paragraph.from_right.min(TEXT_WIDTH / 2);
        Setter {
            lines: Vec::new(),
            half: if title { TITLE_SIZE / 2 } else { BODY_SIZE / 2 },
            closer: if title { 0 } else { CLOSER },
            indent,
            full,
            start: 0,
            used: 0,
            opportunity: None,
            spaces: 0,
            previous: None,
        }
    }

    fn set(&mut self, character: char, at: usize) {
        let half = half_characters(character);
        let wide = match character {
            '\t' => TAB - (self.used + self.spaces) % TAB,
            _ => (half * self.half).saturating_sub(if half == 0 { 0 } else { self.closer }),
        };
        if let Some(previous) = self.previous
            && may_break(previous, character)
        {
            self.opportunity = Some((at, self.used));
        }
        self.previous = Some(character);
        if character == ' ' {
            self.spaces += wide;
            return;
        }
        let filled = self.used + self.spaces + wide;
        if filled <= self.full || at == self.start {
            self.used = filled;
            self.spaces = 0;
            return;
        }
        let (end, width) = match self.opportunity {
            Some((end, width)) if self.start < end => (end, width),
            // A word longer than the line is taken apart.
            _ => (at, self.used),
        };
        let rest = (self.used + self.spaces).saturating_sub(width);
        self.lines.push(Line {
            range: self.start..end,
            width,
        });
        self.start = end;
        self.opportunity = None;
        self.used = self.indent + rest + wide;
        self.spaces = 0;
    }

    /// Ends the open line here.
    fn end(&mut self, at: usize, next: usize) {
        self.lines.push(Line {
            range: self.start..at,
            width: self.used,
        });
        self.start = next;
        self.used = self.indent;
        self.spaces = 0;
        self.opportunity = None;
        self.previous = None;
    }
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    let glue =
        |character: char| matches!(character, '\u{a0}' | '\u{202f}' | '\u{2060}' | '\u{feff}');
    let latin = |character: char| {
        character.is_ascii_alphanumeric() || matches!(character, '-' | '/' | '@' | '_')
    };
    !(MAY_NOT_START.contains(after)
        || MAY_NOT_END.contains(before)
        || glue(before)
        || glue(after)
        || matches!(after, ' ' | '\u{3000}')
        || half_characters(after) == 0
        || latin(before) && latin(after)
        || before == '—' && after == '—'
        // 12.5 and 1,000 stay whole.
        || matches!(before, '.' | ',') && after.is_ascii_digit())
}
