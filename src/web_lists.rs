//! Numbers of the lists of a web page, which a browser counts itself and leaves out of the text that is copied.
//!
//! Room: knows numbering. Law: nothing but numbers comes to the text; a line gets the one that was seen in front of it,
//! and one that has a number keeps that alone.

use crate::numbering::{Marker, Style};

/// How many characters at its start tell one line from others.
const TELLING: usize = 16;

/// How many lines of the page behind the last one found a line of the text is looked for in.
const AHEAD: usize = 16;

/// The official numbers below the parts of a report, from the outermost list in.
const STYLES: [Style; 3] = [Style::Dot, Style::ArabicParenthesis, Style::Circled];

/// What ends a line of a page, besides headings; cells of a table stand in one.
const ENDS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "tr",
    "ul",
];

/// A line of a page.
#[derive(Default)]
struct Line {
    /// The number in front of it, of an item.
    number: Option<(Style, u32)>,
    /// Its first characters but for spaces, at most [`TELLING`].
    words: String,
    /// Whether these are all.
    is_whole: bool,
}

/// The text of a copy with the numbers of the lists in its HTML, and how many lines got one. A list of one item that
/// stands alone in the copy is none.
pub fn with_numbers(text: &str, html: &str) -> (String, usize) {
    let lines = lines(html);
    let mut numbered = String::with_capacity(text.len());
    let mut given = 0;
    let is_second = |line: &Line| line.number.is_some_and(|(_, number)| 1 < number);
    let mut rest = if lines.iter().any(is_second) {
        lines.as_slice()
    } else {
        &[]
    };
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let is_of = |words: &str| rest.iter().take(AHEAD).position(|line| line.begins(words));
        let (indent, _) = line.split_at(line.len() - words.len());
        numbered.push_str(indent);
        let own = Marker::measure(words);
        let behind_own = || words.get(own?.2..).and_then(is_of);
        if let Some(at) = is_of(words).or_else(behind_own)
            && let Some((of_page, others)) = rest.get(at..).and_then(<[Line]>::split_first)
        {
            rest = others;
            if let Some((style, number)) = of_page.number.filter(|_| own.is_none()) {
                given += 1;
                numbered.push_str(Marker::usual(style, number).text());
                // 1.5月 would be another number.
                if words.starts_with(|sign: char| sign.is_ascii_digit()) {
                    numbered.push(' ');
                }
            }
        }
        numbered.push_str(words);
    }
    (numbered, given)
}

impl Line {
    /// Whether a line of the text is this one.
    fn begins(&self, line: &str) -> bool {
        let mut signs = line.chars().filter(|sign| !sign.is_whitespace());
        let is_like = self.words.chars().all(|sign| signs.next() == Some(sign));
        is_like && !(self.is_whole && signs.next().is_some())
    }
}

/// The lines of a page, in order.
fn lines(html: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    // Of each list that is open, the number of its next item; none where it has no numbers.
    let mut lists: Vec<Option<(Style, u32)>> = Vec::new();
    let mut depth = 0;
    let mut line = Line::default();
    for piece in html.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else {
            continue;
        };
        let name = tag.split([' ', '\n', '/']).find(|part| !part.is_empty());
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let is_heading = name.len() == 2 && name.starts_with('h');
        if (is_heading || ENDS.contains(&name.as_str())) && !line.words.is_empty() {
            line.is_whole = line.words.chars().nth(TELLING).is_none();
            lines.push(std::mem::take(&mut line));
        }
        let opens = !tag.starts_with('/');
        match name.as_str() {
            "ol" | "ul" if opens => {
                let style = STYLES.get(depth).copied().unwrap_or(Style::Circled);
                let list = (style, number(tag, " start=").unwrap_or(1));
                let list = Some(list).filter(|_| name == "ol" && is_counted(tag));
                depth += usize::from(list.is_some());
                lists.push(list);
            }
            "ol" | "ul" => depth -= usize::from(lists.pop().flatten().is_some()),
            "li" => {
                // One without words has its number all the same.
                line.number = None;
                if let Some(Some((style, next))) = lists.last_mut().filter(|_| opens) {
                    let number = number(tag, " value=").unwrap_or(*next);
                    *next = number.saturating_add(1);
                    line.number = is_counted(tag).then_some((*style, number));
                }
            }
            _ => {}
        }
        let text = text
            .replace("&nbsp;", "")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&");
        let left = (TELLING + 1).saturating_sub(line.words.chars().count());
        line.words
            .extend(text.chars().filter(|sign| !sign.is_whitespace()).take(left));
    }
    lines.push(line);
    // The sign behind the last that tells only told that the line goes on.
    for line in &mut lines {
        if let Some((end, _)) = line.words.char_indices().nth(TELLING) {
            line.words.truncate(end);
        }
    }
    lines.retain(|line| !line.words.is_empty());
    lines
}

/// Whether a list, or an item of one, shows numbers, as far as its own style says so.
fn is_counted(tag: &str) -> bool {
    let (_, style) = tag.split_once("list-style").unwrap_or_default();
    let style = style.split([';', '"']).next().unwrap_or_default();
    let others = ["none", "disc", "circle", "square"];
    style.contains("decimal") || !others.iter().any(|other| style.contains(other))
}

/// The number that a tag gives.
fn number(tag: &str, attribute: &str) -> Option<u32> {
    let (_, value) = tag.split_once(attribute)?;
    let value = value.trim_start_matches('"');
    let end = value.find(|sign: char| !sign.is_ascii_digit());
    value.get(..end.unwrap_or(value.len()))?.parse().ok()
}
