//! A report becomes the paragraphs of the page: styles, faces, indents, blanks, title lines.
//!
//! Law: every character of the report's blocks stands in the composition once and in order; layout
//! (empty lines, indents) is the page's own. Blanks stand as spaces that keep what they were.

use std::ops::Range;

use crate::blanks::{Unit, context};
use crate::line_ends::{breaks_line, ends_line};
use crate::report::{Attached, Block, BlockId, IdMap, Kind, Level, Report};
use crate::slots::slots;

use super::paragraph::{Paragraph, RunKind, Style};
use super::{CHARACTER, Face, Layout, attachment, closing, set_width, title_breaks};

/// The paragraphs of a report, in order. `words` gives the places (bytes) where words of a text end.
pub fn compose(
    report: &Report,
    layout: &Layout,
    words: &dyn Fn(&str) -> Vec<usize>,
) -> Vec<Paragraph> {
    let mut page = Composition {
        layout,
        bylines: report.bylines(),
        addressee: report.addressee(),
        attached: report.attached(),
        paragraphs: Vec::new(),
        new_line: true,
    };
    let mut blocks = report.blocks().peekable();
    while let Some(block) = blocks.next() {
        let runs_on = blocks.peek().is_some_and(|next| next.is_body());
        page.block(block, runs_on, words);
    }
    page.paragraphs = attachment::set(page.paragraphs);
    page.close();
    page.paragraphs
}

struct Composition<'a> {
    layout: &'a Layout,
    /// The lines that go on with the title.
    bylines: &'a [BlockId],
    /// The line that names whom the report is for.
    addressee: Option<BlockId>,
    /// The lines that open the texts of attachments.
    attached: IdMap<Attached>,
    paragraphs: Vec<Paragraph>,
    /// Whether the next block starts a paragraph whatever its gap.
    new_line: bool,
}

impl Composition<'_> {
    fn block(&mut self, block: &Block, runs_on: bool, words: &dyn Fn(&str) -> Vec<usize>) {
        let marker = block.marker.as_ref().map_or("", |marker| marker.text());
        if block.text.is_empty() && marker.is_empty() {
            // What follows an empty block stands in the line that it opened.
            self.new_line |= !block.gap.is_empty();
            return;
        }
        // Nothing stands in the empty line under a title.
        let has_line = |above: &Paragraph| above.style != Style::Empty;
        let goes_on = matches!(block.kind, Kind::Paragraph | Kind::Item)
            && !self.new_line
            && !breaks_line(&block.gap)
            && self.paragraphs.last().is_some_and(has_line);
        self.new_line = false;
        let style = match block.kind {
            Kind::Title => return self.title(block, words),
            Kind::Heading { level, .. } if runs_on => Style::RunIn(level),
            Kind::Heading { level, .. } => Style::Heading(level),
            Kind::Signature => Style::Signature,
            Kind::Date => Style::Date,
            Kind::Paragraph if self.bylines.contains(&block.id) => Style::Byline,
            Kind::Paragraph if Some(block.id) == self.addressee => Style::Addressee,
            Kind::Paragraph | Kind::Item => match self.attached.get(&block.id) {
                Some(Attached::Title) => return self.title(block, words),
                Some(Attached::Label) => Style::AttachmentLabel,
                None => Style::Body,
            },
        };
        let (face, kind) = match style {
            Style::Heading(level) => (face_of(level), RunKind::Text),
            Style::RunIn(level) => (face_of(level), RunKind::RunIn(level)),
            // In 楷体, as the headings of the second level.
            Style::Byline => (Face::SecondLevel, RunKind::Text),
            // In 黑体 (7.3.7).
            Style::AttachmentLabel => (Face::FirstLevel, RunKind::Text),
            _ => (Face::Body, RunKind::Text),
        };
        let heads = matches!(style, Style::RunIn(_)) || block.kind == Kind::Item && runs_on;
        let bold = heads && self.layout.bold_run_in;
        // The official page has one empty line in front of 附件说明 and 落款, and no other (7.3.4, 7.3.5.2).
        let closes = |style| matches!(style, Style::Signature | Style::Date);
        let before = self.paragraphs.last().map(|last| last.style);
        if closes(style) && before.is_some_and(|before| before != Style::Empty && !closes(before)) {
            self.paragraphs.push(Paragraph::new(Style::Empty));
        }
        if style == Style::Byline && before == Some(Style::Empty) {
            // The empty line under the title comes under what goes on with it.
            self.paragraphs.pop();
        }
        if !goes_on {
            self.paragraphs.push(Paragraph::new(style));
        }
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if goes_on {
            paragraph.push(&block.gap, Face::Body, false, RunKind::Text);
        }
        paragraph.blocks.push(block.id);
        paragraph.push(marker, face, bold, kind.clone());
        set_text(paragraph, block, face, bold, &kind);
        if matches!(style, Style::Byline | Style::AttachmentLabel) {
            self.paragraphs.push(Paragraph::new(Style::Empty));
        }
    }

    fn title(&mut self, block: &Block, words: &dyn Fn(&str) -> Vec<usize>) {
        let mut whole = Paragraph::new(Style::Title);
        set_text(&mut whole, block, Face::Title, false, &RunKind::Text);
        let text = whole.text();
        // What parts one line from the next: its own line ends, or nothing at all where one of its lines is too long.
        let mut cuts: Vec<Range<usize>> = Vec::new();
        let mut from = 0;
        let ends = text
            .match_indices(ends_line)
            .map(|(at, end)| at..at + end.len());
        for end in ends.chain(std::iter::once(text.len()..text.len())) {
            let line = text.get(from..end.start).unwrap_or_default();
            let breaks = title_breaks(line, &words_apart(line, words));
            cuts.extend(breaks.into_iter().map(|at| from + at..from + at));
            from = end.end;
            cuts.push(end);
        }
        let mut paragraph = Paragraph::new(Style::Title);
        paragraph.blocks.push(block.id);
        let mut start = 0;
        let mut is_own = false;
        for Range {
            start: end,
            end: next,
        } in cuts
        {
            let from = std::mem::replace(&mut start, next);
            let before_is_own = std::mem::replace(&mut is_own, end < next);
            if end <= from {
                continue;
            }
            let start = from;
            if !paragraph.runs.is_empty() {
                paragraph.push("", Face::Title, false, RunKind::LineEnd(!before_is_own));
            }
            let mut at = 0;
            for run in &whole.runs {
                let (from, to) = (start.max(at), end.min(at + run.text.len()));
                at += run.text.len();
                let piece = text.get(from..to).unwrap_or_default();
                paragraph.push(piece, Face::Title, false, run.kind.clone());
            }
        }
        self.paragraphs.push(paragraph);
        self.paragraphs.push(Paragraph::new(Style::Empty));
    }

    /// Puts signatures and dates at their distances from the right.
    fn close(&mut self) {
        let last = |style: Style, paragraphs: &[Paragraph]| {
            let of_style = paragraphs.iter().rev().find(|found| found.style == style);
            of_style.map(|found| set_width(found.text().trim()))
        };
        let signature = last(Style::Signature, &self.paragraphs);
        let date = last(Style::Date, &self.paragraphs);
        for paragraph in &mut self.paragraphs {
            let own = || set_width(paragraph.text().trim());
            let sealed = self.layout.sealed;
            paragraph.from_right = match (paragraph.style, signature, date) {
                (Style::Signature, _, None) => 2 * CHARACTER,
                // Without a signature the date stands 4 characters from the right.
                (Style::Date, None, _) => 4 * CHARACTER,
                (Style::Signature, _, Some(date)) => closing::signature(own(), date, sealed),
                (Style::Date, Some(signature), _) => closing::date(own(), signature, sealed),
                _ => 0,
            };
        }
        if matches!(self.paragraphs.last(), Some(last) if last.style == Style::Empty) {
            self.paragraphs.pop();
        }
    }
}

/// The text of a block, its open blanks set apart.
fn set_text(paragraph: &mut Paragraph, block: &Block, face: Face, bold: bool, kind: &RunKind) {
    let mut done = 0;
    for slot in slots(block).iter().filter(|slot| slot.is_open()) {
        let before = block.text.get(done..slot.range.start).unwrap_or_default();
        paragraph.push(before, face, bold, kind.clone());
        let original = block.text.get(slot.range.clone()).unwrap_or_default();
        let (left, right) = context(&block.text, &slot.range, slot.unit);
        let spaces = match slot.unit {
            // No-break spaces: wide ones at the end of a line hang in the margin and cannot be seen
            // (LibreOffice, measured).
            Unit::Measure(_) => "\u{a0}\u{a0}\u{a0}\u{a0}",
            Unit::Name => "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}",
        };
        let blank = RunKind::Blank {
            original: original.to_owned(),
            note: [left, "＿＿", right].concat(),
        };
        paragraph.push(spaces, face, bold, blank);
        done = slot.range.end;
    }
    paragraph.push(
        block.text.get(done..).unwrap_or_default(),
        face,
        bold,
        kind.clone(),
    );
}

/// Where the words of a text end; the spaces of a blank are never taken apart.
pub fn words_apart(text: &str, words: &dyn Fn(&str) -> Vec<usize>) -> Vec<usize> {
    let mut ends = words(text);
    ends.retain(|&end| {
        let (before, behind) = text.split_at_checked(end).unwrap_or((text, ""));
        !(before.ends_with('\u{a0}') && behind.starts_with('\u{a0}'))
    });
    ends
}

/// 一、黑体, （一）楷体, 1. and （1）仿宋 (GB/T 9704-2012, 7.3.3).
fn face_of(level: Level) -> Face {
    match level {
        Level::One => Face::FirstLevel,
        Level::Two => Face::SecondLevel,
        Level::Three | Level::Four => Face::Body,
    }
}
