//! A report as Markdown: title `#`, sections `##` to `#####`, run-in headings in bold.
//!
//! Law: numbers are text, as they stand in the report; nothing is left out.

use super::escape;
use crate::clean;
use crate::report::{Block, Kind, Level, Report};

/// The report as Markdown.
pub fn write(report: &Report) -> String {
    let mut writer = Writer {
        out: String::new(),
        line: String::new(),
        ends: 0,
    };
    let mut blocks = report.blocks().peekable();
    while let Some(block) = blocks.next() {
        writer.gap(&block.gap);
        let runs_in = blocks.peek().is_some_and(|next| next.is_in_line());
        let goes_on = blocks
            .peek()
            .is_some_and(|next| !clean::lines(&next.gap).contains('\n'));
        writer.block(block, runs_in, goes_on);
    }
    writer.gap(report.tail());
    writer.finish();
    for _ in 0..writer.ends {
        writer.out.push('\n');
    }
    writer.out
}

struct Writer {
    out: String,
    /// The line that is being written.
    line: String,
    /// Line ends that stand in the text after the last line that was written out.
    ends: usize,
}

impl Writer {
    /// Layout in front of a block: line ends, then the indent of its line.
    fn gap(&mut self, gap: &str) {
        self.lines(gap, |writer, piece| {
            let starts = writer.starts();
            escape::push(&mut writer.line, piece, starts);
        });
    }

    /// Writes text that may hold line ends, piece by piece.
    fn lines(&mut self, text: &str, mut write: impl FnMut(&mut Writer, &str)) {
        let text = clean::lines(text);
        for (place, piece) in text.split('\n').enumerate() {
            if place > 0 {
                self.end_line();
            }
            if !piece.is_empty() {
                write(self, piece);
            }
        }
    }

    fn block(&mut self, block: &Block, runs_in: bool, goes_on: bool) {
        let marker = block.marker.as_ref().map_or("", |marker| marker.text());
        let whole = [marker, &block.text].concat();
        // Nothing but spaces in front, of which a narrow one at the start is escaped.
        let starts = escape::without_space(&self.line).trim_start().is_empty();
        match block.kind {
            Kind::Title if starts && !goes_on => {
                self.lines(&whole, |writer, piece| {
                    writer.heading("# ", piece);
                });
            }
            Kind::Heading { level, .. } if starts && !goes_on && !whole.is_empty() => {
                self.heading(signs(level), &whole);
            }
            Kind::Heading { .. } if starts && runs_in => self.bold(&whole),
            _ => self.plain(&whole),
        }
    }

    fn heading(&mut self, signs: &str, text: &str) {
        let indent = std::mem::take(&mut self.line);
        self.line.push_str(signs);
        self.line.push_str(&indent);
        escape::push_heading(&mut self.line, text, indent.is_empty());
    }

    /// Bold up to the 。 at the end: with it inside, CommonMark would not see the end (6.2, flanking).
    fn bold(&mut self, text: &str) {
        let is_mark = |sign: char| {
            sign.is_whitespace()
                || matches!(sign, '。' | '：' | '；' | '，' | '！' | '？' | '.' | ':')
        };
        let inner = text.trim_end_matches(is_mark);
        let rest = text.get(inner.len()..).unwrap_or_default();
        let spaced = inner.starts_with(char::is_whitespace);
        if inner.is_empty() || spaced || text.contains(['\n', '\r']) {
            return self.plain(text);
        }
        self.line.push_str("**");
        escape::push(&mut self.line, inner, false);
        self.line.push_str("**");
        escape::push(&mut self.line, rest, true);
    }

    /// Whether a space would be lost here: at the start of a line, and behind bold type.
    fn starts(&self) -> bool {
        self.line.is_empty() || self.line.ends_with("**")
    }

    fn plain(&mut self, text: &str) {
        self.lines(text, |writer, piece| {
            let starts = writer.starts();
            escape::push(&mut writer.line, piece, starts);
        });
    }

    fn end_line(&mut self) {
        self.finish();
        self.ends += 1;
    }

    /// Writes out the line, if there is anything in it.
    fn finish(&mut self) {
        if self.line.is_empty() {
            return;
        }
        escape::end(&mut self.line);
        // An empty line is what parts paragraphs; in front of the first one there is nothing to part.
        let between = usize::from(!self.out.is_empty());
        for _ in 0..self.ends + between {
            self.out.push('\n');
        }
        self.ends = 0;
        self.out.push_str(&std::mem::take(&mut self.line));
    }
}

fn signs(level: Level) -> &'static str {
    match level {
        Level::One => "## ",
        Level::Two => "### ",
        Level::Three => "#### ",
        Level::Four => "##### ",
    }
}
