//! The forms in which markers are read, each at the very start of a text.

use super::numerals::{Form, number_at, single_number};
use super::{Style, WORDS};
use crate::line_ends::ends_line;

/// Style, number and what follows the marker, spaces included; the signs of Markdown in front of it
/// belong to it: `## 一、` `**一、` `**一、**`.
pub(super) fn marker_at(text: &str) -> Option<(Style, u32, &str)> {
    let marked = matches!(text.as_bytes().first(), Some(b'#' | b'*'));
    let marker = if marked {
        text.trim_start_matches(['#', '*', ' '])
    } else {
        text
    };
    let (style, number, rest) = bare_marker_at(marker)?;
    let signs = text.get(..text.len() - marker.len()).unwrap_or_default();
    let closed = rest
        .strip_prefix("**")
        .filter(|_| marked && signs.ends_with("**"));
    Some((style, number, closed.unwrap_or(rest)))
}

fn bare_marker_at(text: &str) -> Option<(Style, u32, &str)> {
    // The first sign tells which form it can be: this is asked wherever a marker could stand.
    match text.chars().next()? {
        '首' | '其' | '再' | '最' => word(text),
        '第' => ordinal(text),
        '（' | '(' | '〔' | '【' | '[' | '〈' => bracketed(text),
        '—' | '-' => misread_one(text, |sign| sign == '、').map(|rest| (Style::Comma, 1, rest)),
        sign => match Form::of(sign)? {
            Form::Single(_) => single(text, sign),
            form => bare(text, form == Form::Chinese),
        },
    }
}

/// `首先，`
fn word(text: &str) -> Option<(Style, u32, &str)> {
    let (number, rest) = (1..)
        .zip(WORDS)
        .find_map(|(number, word)| Some((number, text.strip_prefix(word)?)))?;
    Some((
        Style::Word,
        number,
        rest.strip_prefix(['，', ',', '、', '：', ':'])?,
    ))
}

/// `①` `⑴` `⒈` `㈠`, with a `、` or `.` that some write after them.
fn single(text: &str, sign: char) -> Option<(Style, u32, &str)> {
    let (family, number) = single_number(sign)?;
    let style = match family {
        '①' => Style::Circled,
        '⑴' => Style::ArabicParenthesis,
        '⒈' => Style::Dot,
        _ => Style::Parenthesis,
    };
    let rest = text.get(sign.len_utf8()..)?;
    Some((
        style,
        number,
        rest.strip_prefix(AFTER_BRACKET).unwrap_or(rest),
    ))
}

const UNITS: [&str; 5] = ["部分", "章", "节", "篇", "编"];
const AFTER_BRACKET: [char; 5] = ['、', '.', '．', '，', ','];

/// `第一部分`, `第一章：`; `第一，`, `第一是`
fn ordinal(text: &str) -> Option<(Style, u32, &str)> {
    let (number, rest) = number_at(text.strip_prefix('第')?.trim_start_matches(is_space))?;
    let loose = rest.trim_start_matches(is_space);
    if let Some(rest) = UNITS.iter().find_map(|unit| loose.strip_prefix(unit)) {
        let rest = rest
            .strip_prefix(['、', '：', ':', '，', ',', '.', '．'])
            .unwrap_or(rest);
        return Some((Style::Division, number, rest));
    }
    Some((
        Style::Ordinal,
        number,
        rest.strip_prefix(['，', ',', '、', '：', ':', '是'])?,
    ))
}

/// What follows a 一 that was recognised as a dash from a picture of the page, and this sign.
fn misread_one(text: &str, then: impl Fn(char) -> bool) -> Option<&str> {
    text.strip_prefix(['—', '-'])?.strip_prefix(then)
}

/// `（一）`, `(1)`, `（ 一 )、`; `【一】`, `[一]`, `〈一〉` and `（—）` as recognised from a picture of the page.
fn bracketed(text: &str) -> Option<(Style, u32, &str)> {
    let inside = text
        .strip_prefix(['（', '(', '〔', '【', '[', '〈'])?
        .trim_start_matches(is_space);
    let closes = |sign| matches!(sign, '）' | ')' | '〕' | '】' | ']' | '〉');
    if let Some(rest) = misread_one(inside, closes) {
        return Some((Style::Parenthesis, 1, rest));
    }
    let style = match Form::of(inside.chars().next()?)? {
        Form::Chinese => Style::Parenthesis,
        // [1] points to a note.
        Form::Arabic(_) if text.starts_with(['（', '(', '〔']) => Style::ArabicParenthesis,
        _ => return None,
    };
    let (number, rest) = number_at(inside).filter(|(number, _)| *number < 1000)?;
    let rest = rest.trim_start_matches(is_space).strip_prefix(closes)?;
    Some((
        style,
        number,
        rest.strip_prefix(AFTER_BRACKET).unwrap_or(rest),
    ))
}

/// `一、` `一丶` `一.` `一 ` `一）` `一是` `一要`; `1.` `1、` `1)`
fn bare(text: &str, chinese: bool) -> Option<(Style, u32, &str)> {
    let (number, rest) = number_at(text).filter(|(number, _)| *number < 1000)?;
    // 一 、, 一 ., 一 是
    let spaced = rest.trim_start_matches(is_space);
    let rest = if spaced.starts_with(['、', '．', '.', '：', ':'])
        || chinese && spaced.starts_with('是')
    {
        spaced
    } else {
        rest
    };
    let sign = rest.chars().next()?;
    let after = rest.get(sign.len_utf8()..)?;
    if chinese {
        return match sign {
            '、' | '丶' | '､' | '.' | '．' | '，' | ',' | '：' | ':' => {
                Some((Style::Comma, number, after))
            }
            '）' | ')' => Some((Style::Parenthesis, number, after)),
            '是' | '要' => Some((
                if sign == '是' {
                    Style::Is
                } else {
                    Style::Must
                },
                number,
                after.strip_prefix(['：', ':', '，', ',']).unwrap_or(after),
            )),
            // In a text with a space behind every sign it is no more than one of them.
            _ if is_space(sign) && !spaced.chars().nth(1).is_some_and(is_space) => {
                Some((Style::Comma, number, after))
            }
            _ => None,
        };
    }
    match sign {
        '、' | '丶' | '､' | '．' | '，' => Some((Style::Dot, number, after)),
        // 1.5 and 2023.6.30 are figures, 1.2023年… is not.
        '.' | ',' if !starts_with_digit(after) || is_year(after) => {
            Some((Style::Dot, number, after))
        }
        '）' | ')' => Some((Style::ArabicParenthesis, number, after)),
        _ => None,
    }
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_digit())
}

/// Whether a text starts with a year of this age: `2023年`.
fn is_year(text: &str) -> bool {
    number_at(text)
        .is_some_and(|(number, rest)| (1900..2200).contains(&number) && rest.starts_with('年'))
}

/// A space inside a line, of any width.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() && !ends_line(character)
}
