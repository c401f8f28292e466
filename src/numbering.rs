//! Numbers in front of headings and items: `一、` `（一）` `1.` `（1）` `①` `一是` … to and from text.
//!
//! Room: knows line_ends; nobody else knows numerals. Law: a marker that was read gives back its exact
//! characters, and a renumbered marker differs in the number alone.

mod numerals;
mod reading;

use numerals::Form;
pub use numerals::{chinese, in_digits_like, is_between, is_digit, is_numeral, number_at};
use reading::is_space;

/// The kind of a marker, apart from how it was written: `一、`, `一.` and `一，` are all [`Style::Comma`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `第一部分`, `第一章`, `第一节`: the unit word is part of the marker.
    Division,
    /// `一、`
    Comma,
    /// `（一）`
    Parenthesis,
    /// `1.`
    Dot,
    /// `（1）`, `1）`
    ArabicParenthesis,
    /// `①`
    Circled,
    /// `一是`
    Is,
    /// `一要`
    Must,
    /// `第一，`
    Ordinal,
    /// `首先，` `其次，` `再次，` `最后，`
    Word,
}

impl Style {
    /// The official numbers of headings by level (GB/T 9704-2012, 7.3.3).
    pub const USUAL: [Style; 4] = [
        Style::Comma,
        Style::Parenthesis,
        Style::Dot,
        Style::ArabicParenthesis,
    ];

    /// The order of nesting as a heading, outermost lowest (国务院公文处理: 一、（一）1.（1）);
    /// `None` for what numbers items alone.
    pub fn rank(self) -> Option<u8> {
        match self {
            Style::Division => Some(0),
            Style::Comma => Some(1),
            Style::Parenthesis => Some(2),
            Style::Dot => Some(3),
            Style::ArabicParenthesis => Some(4),
            Style::Circled => Some(5),
            Style::Is | Style::Must | Style::Ordinal | Style::Word => None,
        }
    }
}

/// A number as it stands in the text, with everything up to the text it numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// What kind of marker it is.
    pub style: Style,
    /// The number it shows, from 1.
    pub number: u32,
    /// Exactly as written, with the spaces that follow.
    text: String,
}

impl Marker {
    /// The marker at the very start of a text. Whether it numbers anything there is for the reader
    /// of the text to judge: `一、二等奖` starts with a marker, too.
    pub fn read(text: &str) -> Option<Marker> {
        let (style, number, length) = Marker::measure(text)?;
        Some(Marker::stored(
            style,
            number,
            text.get(..length)?.to_owned(),
        ))
    }

    /// Style, number and length in bytes of the marker at the very start of a text.
    pub fn measure(text: &str) -> Option<(Style, u32, usize)> {
        let (style, number, rest) = reading::marker_at(text)?;
        let length = text
            .len()
            .checked_sub(rest.trim_start_matches(is_space).len())?;
        (number > 0).then_some((style, number, length))
    }

    /// The marker as official papers write it.
    pub fn usual(style: Style, number: u32) -> Marker {
        let text = match style {
            Style::Division => format!("第{}部分", chinese(number)),
            Style::Comma => format!("{}、", chinese(number)),
            Style::Parenthesis => format!("（{}）", chinese(number)),
            Style::Dot => format!("{number}."),
            Style::ArabicParenthesis => format!("（{number}）"),
            Style::Circled => Form::Single('①')
                .write(number)
                .unwrap_or_else(|| format!("（{number}）")),
            Style::Is => format!("{}是", chinese(number)),
            Style::Must => format!("{}要", chinese(number)),
            Style::Ordinal => format!("第{}，", chinese(number)),
            Style::Word => format!("{}，", ordinal_word(number, 0)),
        };
        Marker {
            style,
            number,
            text,
        }
    }

    /// The same form (brackets, width, punctuation, spaces, unit word) with another number.
    /// `count` is the number of siblings: the last of three or more ordinal words is 最后.
    pub fn renumbered(&self, number: u32, count: u32) -> Marker {
        let text = match self.style {
            Style::Word => self.with_word(ordinal_word(number, count)),
            _ => self.with_number(number),
        };
        match text {
            Some(text) => Marker {
                style: self.style,
                number,
                text,
            },
            None => {
                let spaces = self
                    .text
                    .trim_start_matches(|character| !is_space(character));
                let mut marker = Marker::usual(self.style, number);
                marker.text.push_str(spaces);
                marker
            }
        }
    }

    /// A marker as it was kept, or with a number that its place tells better than its words.
    pub fn stored(style: Style, number: u32, text: String) -> Marker {
        Marker {
            style,
            number,
            text,
        }
    }

    /// Exactly as written, with the spaces that follow.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn with_word(&self, word: &str) -> Option<String> {
        let rest = WORDS
            .iter()
            .find_map(|known| self.text.strip_prefix(known))?;
        Some(format!("{word}{rest}"))
    }

    fn with_number(&self, number: u32) -> Option<String> {
        let (start, form) = self
            .text
            .char_indices()
            .find_map(|(at, character)| Some((at, Form::of(character)?)))?;
        let (before, numeral) = self.text.split_at_checked(start)?;
        let after = form.skip(numeral)?;
        Some(format!("{before}{}{after}", form.write(number)?))
    }
}

const WORDS: [&str; 4] = ["首先", "其次", "再次", "最后"];

/// 首先, 其次, then 再次; 最后 for the last of three or more.
fn ordinal_word(number: u32, count: u32) -> &'static str {
    match number {
        0 | 1 => "首先",
        2 => "其次",
        _ if number == count => "最后",
        _ => "再次",
    }
}
