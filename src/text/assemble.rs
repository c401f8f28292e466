//! Puts together what was found: cuts the lines into the blocks of a report.
//!
//! Law: every line is cut at ascending places, the first its start, so nothing is lost or doubled.

use crate::numbering::Marker;
use crate::report::{Kind, Level, NewBlock};

use super::attached::attached;
use super::candidate::begins_bold;
use super::candidates::candidates;
use super::closing::{self, Closing};
use super::contents::contents;
use super::found::{Found, found};
use super::items;
use super::lines::{Line, is_layout};
use super::openers::{Opener, openers};
use super::title;
use super::title_lines::Title;
use super::wrapped::wrapped_width;

/// The blocks of all lines.
pub(super) fn blocks(lines: &[Line]) -> Vec<NewBlock> {
    let contents = contents(lines);
    let wrapped = wrapped_width(lines);
    let attached = attached(lines);
    let candidates = candidates(lines, wrapped, |line| {
        contents.get(line) == Some(&true) || attached.get(line) == Some(&true)
    });
    // What is attached counts by itself.
    let attached_from = closing::attached_from(lines).unwrap_or(lines.len());
    let front = candidates.partition_point(|candidate| candidate.line < attached_from);
    let (front, back) = candidates.split_at_checked(front).unwrap_or_default();
    let mut all = found(lines, wrapped, front);
    let own = all.len();
    all.extend(found(lines, wrapped, back));
    let first = all
        .first()
        .map_or((lines.len(), 0), |found| (found.line, found.start));
    let title = title::find(lines, &contents, wrapped, first);
    let after_title = title.map_or(0, |title| title.last + 1);
    let closing_behind = |found: &[Found], end: usize| {
        let after_found = found.last().map_or(1, |found| found.line + 1);
        let lines = lines.get(..end).unwrap_or_default();
        closing::closing(lines, after_found.max(after_title))
    };
    let mut own = all.get(..own).unwrap_or_default();
    let mut closing = closing_behind(own, attached_from);
    if closing.is_empty() {
        own = &all;
        closing = closing_behind(own, lines.len());
    }
    let until = closing.first().map_or(lines.len(), |closing| closing.line);
    let openers = openers(lines, own, after_title, until);
    let capacity = lines.len() + all.len() * 2 + openers.len();
    Builder {
        gap: "",
        blocks: Vec::with_capacity(capacity),
    }
    .build(lines, title, &openers, &all, &closing)
}

struct Builder<'a> {
    /// Layout that was read and belongs in front of the next block.
    gap: &'a str,
    blocks: Vec<NewBlock>,
}

impl<'a> Builder<'a> {
    fn build(
        mut self,
        lines: &[Line<'a>],
        title: Option<Title>,
        openers: &[Opener],
        found: &[Found],
        closing: &[Closing],
    ) -> Vec<NewBlock> {
        let (mut openers, mut found, mut closing) = (
            openers.iter().peekable(),
            found.iter().peekable(),
            closing.iter().peekable(),
        );
        let mut index = 0;
        while let Some(line) = lines.get(index) {
            self.gap = line.gap;
            let mut line = *line;
            let mut done = 0;
            if let Some(title) = title.filter(|title| title.first == index) {
                index = title.last;
                line = lines.get(index).copied().unwrap_or(line);
                done = self.title(lines, title);
            }
            if let Some(opener) = openers.next_if(|opener| opener.line == index) {
                done = if opener.bare { line.text.len() } else { 0 };
                let heading = Kind::Heading {
                    level: Level::One,
                    role: opener.role,
                };
                self.push(heading, None, line.text.get(..done).unwrap_or_default());
            }
            while let Some(this) = found.next_if(|found| found.line == index) {
                let next = found
                    .peek()
                    .filter(|next| next.line == index)
                    .map_or(line.text.len(), |next| next.start);
                self.paragraph(line.text.get(done..this.start));
                done = this.end.min(next);
                self.found(&line, this, done);
                // What ends the bold type that the marker began.
                let marker = line.text.get(this.start..this.body).unwrap_or_default();
                let behind = line.text.get(done..next).unwrap_or_default();
                if begins_bold(marker) && behind.starts_with("**") {
                    done += 2;
                    self.push(Kind::Paragraph, None, "**");
                }
            }
            while let Some(part) = closing.next_if(|closing| closing.line == index) {
                done = part.end;
                self.push(
                    part.kind,
                    None,
                    line.text.get(part.start..part.end).unwrap_or_default(),
                );
            }
            self.paragraph(line.text.get(done..));
            index += 1;
        }
        self.blocks
    }

    fn push(&mut self, kind: Kind, marker: Option<Marker>, text: &str) {
        let gap = std::mem::take(&mut self.gap).to_owned();
        self.blocks.push(NewBlock {
            kind,
            gap,
            marker,
            text: text.to_owned(),
        });
    }

    /// Running text: a paragraph, or more of the last item, which ends with its line.
    fn paragraph(&mut self, text: Option<&str>) {
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            return;
        };
        match self.blocks.last_mut().filter(|_| self.gap.is_empty()) {
            Some(block) if text.trim_start_matches(is_layout).is_empty() => {
                block.text.push_str(text)
            }
            Some(item) if item.kind == Kind::Item => {
                let heading = items::heading_end(text);
                let (own, body) = heading
                    .and_then(|end| text.split_at_checked(end))
                    .unwrap_or((text, ""));
                item.text.push_str(own);
                if !body.is_empty() {
                    self.push(Kind::Paragraph, None, body);
                }
            }
            _ => self.push(Kind::Paragraph, None, text),
        }
    }

    fn found(&mut self, line: &Line, found: &Found, end: usize) {
        let marker = line.text.get(found.start..found.body).unwrap_or_default();
        let marker = Marker::stored(found.style, found.number, marker.to_owned());
        self.push(
            found.kind,
            Some(marker),
            line.text.get(found.body..end).unwrap_or_default(),
        );
    }

    /// The title, and where what follows it in its last line starts.
    fn title(&mut self, lines: &[Line<'a>], title: Title) -> usize {
        let mut text = String::new();
        let mut after = (0, "");
        let first = lines.get(title.first).map_or("", |line| line.text);
        self.paragraph(first.get(..title.start));
        for (index, line) in lines
            .iter()
            .enumerate()
            .take(title.last + 1)
            .skip(title.first)
        {
            if title.first < index {
                text.push_str(line.gap);
            }
            // Spaces that end its line are nobody else's.
            let goes_on = |rest: &str| !rest.trim_start_matches(is_layout).is_empty();
            let is_parted = line.text.get(title.end..).is_some_and(goes_on);
            let end = if index == title.last && is_parted {
                title.end
            } else {
                line.text.len()
            };
            let start = if index == title.first { title.start } else { 0 };
            text.push_str(line.text.get(start..end).unwrap_or_default());
            let rest = line.text.get(end..).unwrap_or_default();
            let spaces = rest.len() - rest.trim_start_matches(is_layout).len();
            after = (end + spaces, rest.get(..spaces).unwrap_or_default());
        }
        self.push(Kind::Title, None, &text);
        self.gap = after.1;
        after.0
    }
}
