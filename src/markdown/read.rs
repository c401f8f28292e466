//! Markdown becomes text, line by line.
//!
//! Law: time in proportion to the length; what is not understood is text.

use super::marks::{self, is_blank, trim};
use super::{inline, tables};
use crate::clean;
use crate::notices::{Notices, What};
use crate::unnumbered::Headings;

/// The text that a Markdown file shows, and what was left out of it.
pub fn read(markdown: &str) -> (String, Notices) {
    let (clean, notices) = clean::signs(markdown.to_owned());
    let mut reader = Reader {
        out: String::with_capacity(clean.len()),
        blanks: 0,
        after_text: false,
        lists: Vec::new(),
        headings: Headings::default(),
        notices,
    };
    let clean = clean::lines(&clean);
    let clean = without_comments(&clean, &mut reader.notices);
    let mut lines = clean.split('\n').peekable();
    while let Some(line) = lines.next() {
        let next = lines.peek().copied();
        let content = line.trim_start_matches(is_blank);
        if let Some((sign, length)) = marks::fence(content) {
            let ends = |line: &str| {
                let line = trim(line);
                line.len() >= length && line.trim_matches(sign).is_empty()
            };
            for code in lines.by_ref().take_while(|line| !ends(line)) {
                reader.line(code);
            }
        } else if content.contains('|') && next.is_some_and(tables::is_delimiter) {
            reader.notices.add(What::Table);
            reader.row(line);
            lines.next();
            while let Some(row) = lines.next_if(|row| row.contains('|')) {
                reader.row(row);
            }
        } else {
            reader.block(line);
        }
    }
    // What follows the last line end is no line of its own.
    let before_any = usize::from(reader.out.is_empty());
    for _ in before_any..reader.blanks {
        reader.out.push('\n');
    }
    let text = reader.headings.numbered(&reader.out, &mut reader.notices);
    (text, reader.notices)
}

/// A numbered list that is open.
struct List {
    indent: usize,
    mark: char,
    next: u32,
}

struct Reader {
    out: String,
    /// Empty lines since the last line.
    blanks: usize,
    /// Whether the line before is text of a paragraph.
    after_text: bool,
    lists: Vec<List>,
    headings: Headings,
    notices: Notices,
}

impl Reader {
    /// A line that is no part of code or a table.
    fn block(&mut self, line: &str) {
        let mut content = line.trim_start_matches(is_blank);
        let mut indent = line.len() - content.len();
        let mut is_item = false;
        if self.after_text && marks::is_underline(content) {
            self.after_text = false;
            return;
        }
        let mut number = String::new();
        // Quotes and lists may stand in one another; what is deeper than this is text.
        for _ in 0..32 {
            if marks::is_rule(content) {
                content = "";
            } else if let Some(quoted) = content.strip_prefix('>') {
                content = quoted;
            } else if let Some(item) = marks::bullet(content) {
                self.leave(indent);
                is_item = true;
                content = item;
            } else if let Some((digits, after)) =
                marks::number(content).filter(|_| number.is_empty())
            {
                number = self.number(indent, digits, after);
                is_item = true;
                content = after.get(1..).unwrap_or_default();
            } else {
                break;
            }
            let inner = content.trim_start_matches(is_blank);
            indent += content.len() - inner.len() + 1;
            content = inner;
        }
        if content.is_empty() && number.is_empty() {
            self.after_text = false;
            self.blanks += 1;
            return;
        }
        let heading = marks::heading(content);
        if indent == 0 && !is_item {
            self.lists.clear();
        }
        let mut text = number;
        let shown = inline::text(
            heading.map_or(trim(content), |(text, _)| text),
            &mut self.notices,
        );
        if text.ends_with('.') && shown.starts_with(|sign: char| sign.is_ascii_digit()) {
            text.push(' ');
        }
        text.push_str(&shown);
        // A line of nothing but tags.
        if text.is_empty() {
            self.blanks += 1;
            return;
        }
        self.line(&text);
        let depth = heading.filter(|_| !is_item).map(|(_, depth)| depth);
        self.headings.add(&self.out, &text, depth, false);
        self.after_text = heading.is_none();
    }

    /// The number that an item shows: only the first of a list says where it starts.
    fn number(&mut self, indent: usize, digits: &str, after: &str) -> String {
        let mark = after.chars().next().unwrap_or('.');
        self.lists.retain(|list| list.indent <= indent);
        let known = self.lists.last_mut();
        let list = match known.filter(|list| list.indent == indent && list.mark == mark) {
            Some(list) => list,
            None => {
                self.leave(indent);
                let next = digits.parse().unwrap_or(1);
                self.lists.push(List { indent, mark, next });
                match self.lists.last_mut() {
                    Some(list) => list,
                    None => return String::new(),
                }
            }
        };
        let mut text = list.next.to_string();
        list.next = list.next.saturating_add(1);
        text.push(mark);
        text
    }

    /// Lists that stand as deep as this or deeper are over.
    fn leave(&mut self, indent: usize) {
        self.lists.retain(|list| list.indent < indent);
    }

    fn row(&mut self, line: &str) {
        let mut text = String::new();
        for (place, cell) in tables::cells(line).into_iter().enumerate() {
            if place > 0 {
                text.push('\t');
            }
            text.push_str(&inline::text(cell, &mut self.notices).replace('\n', " "));
        }
        self.line(&text);
    }

    /// Adds a line. One empty line in front only parts it from the one before.
    fn line(&mut self, line: &str) {
        let is_first = self.out.is_empty();
        let ends = if is_first {
            self.blanks
        } else {
            self.blanks.max(1)
        };
        for _ in 0..ends {
            self.out.push('\n');
        }
        self.blanks = 0;
        self.after_text = false;
        self.out.push_str(line);
    }
}

/// Comments go first: they may reach over lines.
fn without_comments(text: &str, notices: &mut Notices) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once("<!--") {
        let Some((_, after)) = inside.split_once("-->") else {
            break;
        };
        // An escaped sign is text.
        if before.ends_with('\\') {
            out.push_str(before);
            out.push_str("<!--");
            rest = inside;
            continue;
        }
        notices.add(What::Html);
        out.push_str(before);
        rest = after;
    }
    out.push_str(rest);
    out
}
