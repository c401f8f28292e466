//! What a blank is called: the words around it.

use crate::letters::is_letter_or_number;
use std::ops::Range;

use super::{Unit, is_filler, is_sign};

/// The most characters of a label in front of a blank.
const LONGEST: usize = 6;

/// The words around a place, for a label such as `集体学习 ____ 次`: a few characters each side, up
/// to the nearest mark. Where a measure word follows, it is all that stands after, but for that of a date: 月 is said of
/// many. Behind a colon the words in front of it are the label: `职务：____`. Where there are no words, the marks tell
/// which it is.
pub fn context<'a>(text: &'a str, range: &Range<usize>, unit: Unit) -> (&'a str, &'a str) {
    let whole = text.get(..range.start).unwrap_or_default();
    let before = whole.trim_end();
    let named = before.strip_suffix(COLON).map(str::trim_end);
    let words = words_in_front(named.unwrap_or(before), named.is_some());
    let rest = text.get(range.end..).unwrap_or_default();
    let ahead = match unit {
        Unit::Measure(unit) => {
            let rest = rest.trim_start();
            let end = rest.find(unit).map(|at| at + unit.len());
            end.and_then(|end| match unit {
                "月" | "日" if !words.ends_with('年') => {
                    rest.get(..end + of_date(rest.get(end..)?))
                }
                _ => rest.get(..end),
            })
        }
        // What stands apart belongs to the next blank.
        Unit::Name
            if rest.starts_with(['\u{3000}', '\t', '\n', '\r']) || rest.starts_with("  ") =>
        {
            None
        }
        Unit::Name => {
            let rest = rest.trim_start();
            let is_end = |(_, sign): &(usize, char)| !is_word(*sign);
            let next = rest.char_indices().take(2 * LONGEST).find(is_end);
            let is_label = named.is_some() && next.is_some_and(|(_, sign)| COLON.contains(&sign));
            let end = next.map_or(rest.len(), |(at, _)| at);
            let fourth = rest.char_indices().nth(4).map_or(rest.len(), |(at, _)| at);
            rest.get(..end.min(fourth)).filter(|_| !is_label)
        }
    };
    let ahead = ahead.unwrap_or_default().trim_end();
    if words.is_empty() && ahead.is_empty() {
        return across_marks(whole, rest);
    }
    (words, ahead)
}

/// How far what a date is said of goes: the other blanks of it, and words up to the nearest mark.
fn of_date(behind: &str) -> usize {
    let is_own = |sign: &char| is_word(*sign) && *sign != ' ' || is_filler(*sign);
    let own = behind.chars().take(LONGEST + 2).take_while(is_own);
    let own = behind.get(..own.map(char::len_utf8).sum());
    own.unwrap_or_default().trim_end_matches(is_filler).len()
}

/// What stands around a blank between marks, up to the next blank: `工作报告（____）`.
fn across_marks<'a>(before: &'a str, behind: &'a str) -> (&'a str, &'a str) {
    let is_near = |(_, sign): &(usize, char)| {
        !is_filler(*sign) && !matches!(sign, '\n' | '\r' | '\t' | '\u{3000}')
    };
    let signs = before.char_indices().rev().take(LONGEST);
    let first = signs.take_while(is_near).last();
    let from = first.map_or(before.len(), |(at, _)| at);
    let signs = behind.char_indices().take(LONGEST);
    let last = signs.take_while(is_near).last();
    let end = last.map_or(0, |(at, sign)| at + sign.len_utf8());
    let (before, behind) = (before.get(from..), behind.get(..end));
    (
        before.unwrap_or_default().trim(),
        behind.unwrap_or_default().trim(),
    )
}

/// The words behind a blank as far as they end the name that is wanted: 党支部 of 党支部全面.
pub fn end_of_name(behind: &str) -> &str {
    const ENDS: [&str; 9] = [
        "党支部",
        "党总支",
        "党小组",
        "党委",
        "党组",
        "支部",
        "同志",
        "书记",
        "街道",
    ];
    let is_end = |end: &&&str| behind.starts_with(**end);
    ENDS.iter().find(is_end).copied().unwrap_or(behind)
}

const COLON: [char; 2] = ['：', ':'];

/// The words at the end of a text. In front of a colon the last is the name, also where it is drawn out: `职　务`.
fn words_in_front(text: &str, named: bool) -> &str {
    let (mut from, mut width) = (text.len(), 0);
    // Where the words behind the last space start.
    let mut kept = None;
    for (at, sign) in text.char_indices().rev().take(LONGEST) {
        if named && matches!(sign, ' ' | '\u{3000}') {
            if 1 < width {
                break;
            }
            kept = Some(from);
            width = 0;
            continue;
        }
        if !is_word(sign) {
            break;
        }
        width += 1;
        if let Some(kept) = kept.filter(|_| width == 2) {
            from = kept;
            break;
        }
        from = at;
    }
    text.get(from..).unwrap_or_default().trim_start()
}

fn is_word(character: char) -> bool {
    // 二〇二六年
    let is_text = !is_sign(character) || character == '〇';
    is_letter_or_number(character) && is_text || matches!(character, '《' | '》' | ' ')
}
