//! Numbers of the lists of a web page, which a browser counts itself and leaves out of the text that is copied.
//!
//! Room: knows numbering. Law: nothing but numbers comes to the text; a line gets the one that was seen in front of it,
//! and one that has a number keeps that alone.

use crate::numbering::{Marker, Style};

/// How many characters at its start tell one item from others.
const TELLING: usize = 16;

/// How many items behind the last one found are looked for in a line: pictures and empty items leave no text.
const AHEAD: usize = 8;

/// The official numbers below the parts of a report, from the outermost list in.
const STYLES: [Style; 3] = [Style::Dot, Style::ArabicParenthesis, Style::Circled];

/// An item of a list, as the page shows it.
struct Item {
    style: Style,
    number: u32,
    /// Its first characters but for spaces, at most [`TELLING`].
    words: String,
    /// Whether these are all of its line.
    is_whole: bool,
}

/// The text of a copy with the numbers of the lists in its HTML, and how many lines got one. A list of one item that
/// stands alone in the copy is none.
pub fn with_numbers(text: &str, html: &str) -> (String, usize) {
    let items = items(html);
    let mut numbered = String::with_capacity(text.len());
    let mut given = 0;
    let mut rest = items
        .get(..)
        .filter(|items| 1 < items.len())
        .unwrap_or_default();
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let is_of = |words: &str| rest.iter().take(AHEAD).position(|item| item.begins(words));
        let (indent, _) = line.split_at(line.len() - words.len());
        numbered.push_str(indent);
        let found = is_of(words);
        let own = || words.get(Marker::measure(words)?.2..).and_then(is_of);
        if let Some(at) = found.or_else(own)
            && let Some((item, others)) = rest.get(at..).and_then(<[Item]>::split_first)
        {
            if found.is_some() {
                given += 1;
                numbered.push_str(Marker::usual(item.style, item.number).text());
                // 1.5月 would be another number.
                if words.starts_with(|sign: char| sign.is_ascii_digit()) {
                    numbered.push(' ');
                }
            }
            rest = others;
        }
        numbered.push_str(words);
    }
    (numbered, given)
}

impl Item {
    /// Whether a line is that of the item.
    fn begins(&self, line: &str) -> bool {
        let mut signs = line.chars().filter(|sign| !sign.is_whitespace());
        let is_like = self.words.chars().all(|sign| signs.next() == Some(sign));
        is_like && !self.words.is_empty() && !(self.is_whole && signs.next().is_some())
    }
}

/// The numbered items of a page, in order.
fn items(html: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    // Of each list that is open, the number of its next item; none where it has no numbers.
    let mut lists: Vec<Option<(Style, u32)>> = Vec::new();
    let mut is_open = false;
    for piece in html.split('<').skip(1) {
        let Some((tag, text)) = piece.split_once('>') else {
            continue;
        };
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        let name = name.to_ascii_lowercase();
        // What stands in the line of its item ends no line.
        if !matches!(
            name.trim_start_matches('/'),
            "strong" | "b" | "em" | "i" | "span" | "a" | "font" | "u" | "code"
        ) && let Some(item) = items
            .last_mut()
            .filter(|item| is_open && !item.words.is_empty())
        {
            (is_open, item.is_whole) = (false, true);
        }
        match name.as_str() {
            "ol" => {
                let depth = lists.iter().flatten().count();
                let style = STYLES.get(depth).copied().unwrap_or(Style::Circled);
                let is_counted =
                    !tag.contains("list-style") || tag.contains("decimal") || !tag.contains("none");
                lists.push(is_counted.then(|| (style, number(tag, " start=").unwrap_or(1))));
            }
            "ul" => lists.push(None),
            "/ol" | "/ul" => {
                lists.pop();
            }
            "li" => {
                is_open = false;
                if let Some(Some((style, next))) = lists.last_mut() {
                    let number = number(tag, " value=").unwrap_or(*next);
                    *next = number.saturating_add(1);
                    is_open = true;
                    items.push(Item {
                        style: *style,
                        number,
                        words: String::new(),
                        is_whole: false,
                    });
                }
            }
            _ => {}
        }
        let Some(item) = items.last_mut().filter(|_| is_open) else {
            continue;
        };
        let text = text.replace("&nbsp;", "");
        for sign in text.chars().filter(|sign| !sign.is_whitespace()) {
            if sign == '&' || item.words.chars().nth(TELLING - 1).is_some() {
                is_open = false;
                break;
            }
            item.words.push(sign);
        }
    }
    items
}

/// The number that a tag gives.
fn number(tag: &str, attribute: &str) -> Option<u32> {
    let (_, value) = tag.split_once(attribute)?;
    let value = value.trim_start_matches('"');
    let end = value.find(|sign: char| !sign.is_ascii_digit());
    value.get(..end.unwrap_or(value.len()))?.parse().ok()
}
