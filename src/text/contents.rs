//! 目录: lines that only announce headings which come later.

use crate::letters::is_letter_or_number;
use crate::numbering::Marker;

use super::lines::{Line, is_layout, sign_length};

/// For each line whether it is part of a table of contents.
pub(super) fn contents(lines: &[Line]) -> Vec<bool> {
    let mut inside: Vec<bool> = lines.iter().map(|line| has_leader(line.text)).collect();
    let named = lines
        .iter()
        .position(|line| is_title_of_contents(line.text));
    let Some(start) = named.map(|name| name + 1).or_else(|| unnamed(lines)) else {
        return inside;
    };
    // The table ends where one of its first entries comes again; without that there is none.
    let end = (start..lines.len().min(start + 3)).find_map(|first| comes_again(lines, first));
    let again = end.map(|_| come_again(lines)).unwrap_or_default();
    for index in named.unwrap_or(start)..end.unwrap_or(start) {
        let numbered = lines
            .get(index)
            .is_some_and(|line| Marker::measure(line.text).is_some());
        if let Some(place) = inside.get_mut(index) {
            *place |= Some(index) == named || numbered || again.get(index) == Some(&true);
        }
    }
    inside
}

/// How far into a line its table of contents can begin, in characters.
const IN_FRONT: usize = 80;

/// Where the text begins behind a table of contents that stands in its line: where the first entry comes again.
pub(super) fn end_in_line(line: &str) -> Option<usize> {
    let near = line.char_indices().nth(IN_FRONT)?.0;
    let word = line
        .get(..near)?
        .find("目录")
        .or_else(|| line.get(..near)?.find("提纲"))?;
    let (_, table) = line.split_at_checked(word + "目录".len())?;
    let first =
        table.trim_start_matches(|sign: char| is_layout(sign) || "/提纲：:…".contains(sign));
    let (_, _, body) = Marker::measure(first)?;
    let entry = first.get(..body + 12)?;
    let start = line.len() - first.len();
    let behind = start + entry.len();
    Some(behind + line.get(behind..)?.find(entry)?)
}

/// The shortest entry that can come again as the start of a line: `一、总结`.
const SHORTEST: usize = 4;

/// The later line that has the same entry, or begins with it.
fn comes_again(lines: &[Line], first: usize) -> Option<usize> {
    let wanted = entry(lines.get(first)?.text);
    let sign = signs(wanted).next();
    let short = signs(wanted).nth(SHORTEST - 1).is_none();
    let again = |&index: &usize| {
        lines.get(index).is_some_and(|line| {
            // Most lines begin otherwise.
            if sign.is_some() && signs(line.text).next() != sign {
                return false;
            }
            let mut own = signs(entry(line.text));
            signs(wanted).all(|sign| own.next() == Some(sign)) && !(short && own.next().is_some())
        })
    };
    (first + 1..lines.len()).find(again)
}

/// The first entry of a table without 目录 over it: 一、 and 二、 without a sentence between them, and 一、
/// once more below.
fn unnamed(lines: &[Line]) -> Option<usize> {
    let marked = |line: &Line| Marker::measure(line.text);
    let first = lines.iter().position(|line| marked(line).is_some())?;
    let (style, number, _) = marked(lines.get(first)?)?;
    let sentence = |line: &&Line| line.text.contains('。') || line.text.chars().nth(45).is_some();
    let second = lines
        .iter()
        .skip(first)
        .take_while(|line| !sentence(line))
        .any(|line| {
            marked(line).is_some_and(|(other, next, _)| other == style && next == number + 1)
        });
    (second && comes_again(lines, first).is_some()).then_some(first)
}

/// For each line whether its entry comes again in a later line.
fn come_again(lines: &[Line]) -> Vec<bool> {
    // Each entry stands in the first free slot from the one that its signs tell.
    let mask = (lines.len() * 2).next_power_of_two() - 1;
    let mut slots: Vec<Option<&str>> = vec![None; mask + 1];
    let mut again = vec![false; lines.len()];
    for (line, again) in lines.iter().zip(&mut again).rev() {
        let own = entry(line.text);
        let mut slot = signs(own).fold(0_usize, |sum, sign| {
            (sum ^ sign as usize).wrapping_mul(0x0100_0193)
        });
        while let Some(taken) = slots.get_mut(slot & mask) {
            match taken {
                Some(other) if !same(own, other) => slot = slot.wrapping_add(1),
                _ => {
                    *again = taken.replace(own).is_some();
                    break;
                }
            }
        }
    }
    again
}

fn is_title_of_contents(text: &str) -> bool {
    if !text.starts_with('目') {
        return false;
    }
    let word: String = text
        .chars()
        .take(8)
        .filter(|character| !is_layout(*character))
        .collect();
    let rest = word
        .strip_prefix("目录")
        .or_else(|| word.strip_prefix("目次"));
    rest.is_some_and(|rest| !rest.starts_with(is_letter_or_number))
}

/// Whether a line ends in dots and a page number: `一、基本情况………3`.
fn has_leader(text: &str) -> bool {
    // Nearly every line ends otherwise.
    if !text.ends_with(|last: char| last.is_ascii_digit() || may_follow(last)) {
        return false;
    }
    let text = text.trim_end_matches(may_follow);
    let entry = text.trim_end_matches(|character: char| character.is_ascii_digit());
    let dots = entry.trim_end_matches(is_layout);
    let heading = dots.trim_end_matches(['.', '…', '·', '．', '-', '—', '_', '⋯']);
    let leader = dots.len() - heading.len();
    entry.len() < text.len() && (4 <= leader || entry.ends_with('\t')) && !heading.is_empty()
}

/// Whether a sign can stand behind a page number.
fn may_follow(sign: char) -> bool {
    is_layout(sign) || matches!(sign, ')' | '）' | '-')
}

/// What of a line is its entry, apart from spaces: not its dots and its page number.
fn entry(text: &str) -> &str {
    let mut end = 0;
    for _ in 0..80 {
        match text.as_bytes().get(end..).unwrap_or_default() {
            // 。
            [] | [0xe3, 0x80, 0x82, ..] => break,
            [byte, ..] => end += sign_length(*byte),
        }
    }
    let text = text.get(..end).unwrap_or_default();
    text.trim_end_matches(|sign: char| {
        is_layout(sign)
            || sign.is_ascii_digit()
            || matches!(
                sign,
                '.' | '…' | '·' | '．' | '-' | '—' | '_' | '⋯' | '(' | ')' | '（' | '）'
            )
    })
}

/// The signs of a text but its spaces.
pub(super) fn signs(entry: &str) -> impl Iterator<Item = char> {
    entry.chars().filter(|sign| !is_layout(*sign))
}

/// Whether two lines hold the same signs, whatever spaces stand among them.
pub(super) fn same(entry: &str, other: &str) -> bool {
    signs(entry).eq(signs(other))
}
