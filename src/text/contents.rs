//! 目录: lines that only announce headings which come later.

use std::collections::HashMap;

use crate::numbering::Marker;

use super::lines::{Line, is_layout};

/// For each line whether it is part of a table of contents.
pub(super) fn contents(lines: &[Line]) -> Vec<bool> {
    let mut inside: Vec<bool> = lines.iter().map(|line| has_leader(line.text)).collect();
    let Some(start) = lines
        .iter()
        .position(|line| is_title_of_contents(line.text))
    else {
        return inside;
    };
    // The table ends where one of its first entries comes again; without that there is none.
    let mut last: HashMap<String, usize> = HashMap::new();
    for (index, line) in lines.iter().enumerate().skip(start + 1) {
        last.insert(entry(line.text), index);
    }
    let comes_again = |index: &usize| {
        lines
            .get(*index)
            .and_then(|line| last.get(&entry(line.text)))
            .is_some_and(|&other| *index < other)
    };
    let first = (start + 1..lines.len().min(start + 4)).find(comes_again);
    let end = first.and_then(|first| {
        let wanted = lines.get(first).map(|line| entry(line.text));
        (first + 1..lines.len())
            .find(|&index| lines.get(index).map(|line| entry(line.text)) == wanted)
    });
    for index in start..end.unwrap_or(start + 1) {
        let numbered = lines
            .get(index)
            .is_some_and(|line| Marker::measure(line.text).is_some());
        if let Some(place) = inside.get_mut(index) {
            *place |= index == start || numbered || comes_again(&index);
        }
    }
    inside
}

fn is_title_of_contents(text: &str) -> bool {
    let word: String = text
        .chars()
        .take(8)
        .filter(|character| !is_layout(*character))
        .collect();
    matches!(word.trim_end_matches(['：', ':']), "目录" | "目次")
}

/// Whether a line ends in dots and a page number: `一、基本情况………3`.
fn has_leader(text: &str) -> bool {
    let text = text.trim_end_matches(|character| {
        is_layout(character) || matches!(character, ')' | '）' | '-')
    });
    let entry = text.trim_end_matches(|character: char| character.is_ascii_digit());
    let dots = entry.trim_end_matches(is_layout);
    let heading = dots.trim_end_matches(['.', '…', '·', '．', '-', '—', '_', '⋯']);
    let leader = dots.len() - heading.len();
    entry.len() < text.len() && (4 <= leader || entry.ends_with('\t')) && !heading.is_empty()
}

/// A line as an entry: without spaces, dots and its page number.
fn entry(text: &str) -> String {
    let text: String = text
        .chars()
        .take(80)
        .take_while(|&c| c != '。')
        .filter(|character| !is_layout(*character))
        .collect();
    let text = text.trim_end_matches(|character: char| {
        character.is_ascii_digit()
            || matches!(
                character,
                '.' | '…' | '·' | '．' | '-' | '—' | '_' | '⋯' | '。' | '(' | ')' | '（' | '）'
            )
    });
    text.to_owned()
}
