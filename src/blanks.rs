//! 待填: signs that stand for a figure or a name still to come, found in a block's text.
//!
//! Room: knows han, letters and first_bytes. Law: derived from the text each time; ranges lie on character
//! boundaries, in order, without overlap.

use std::ops::Range;

use crate::first_bytes::first_bytes;

mod bold;
mod circles;
mod label;
mod spaces;
mod units;

pub use label::{context, end_of_name};
pub(crate) use spaces::is_space;
pub use units::{Unit, asks_for_blank, stands_for_name, unit_after};

/// A place that still has to be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// Where it stands, in bytes, with the no-break spaces in front of it: filling replaces both.
    pub range: Range<usize>,
    /// What it counts, or that it is a name.
    pub unit: Unit,
}

/// All blanks of a text: `*` `＊` `x` `X` `×` and runs of them, `__` and `○○` (one `_` or `○` before a measure word), the `*` of
/// `*00元`, `【】` `（ ）` `〔 〕` `[ ]` with nothing inside, and the spaces of `2026年  月  日` and 共　　名. `**bold**`, `*95%*`, the `×` of
/// `3×4`, `x` in a Latin word, the years of 二○○六年, a box to tick, the bullet of a list and the circle of a table
/// are none.
pub fn blanks(text: &str) -> Vec<Blank> {
    let mut found = Vec::new();
    // What is left of bold type.
    if text.trim_start_matches(['#', ' ']) == "**" {
        return found;
    }
    // The place after the last sign that was looked at, and where the bold pair it opened closes.
    let (mut done, mut closing) = (0, None);
    for (start, character) in candidates(text) {
        if start < done {
            continue;
        }
        if is_space(character) {
            if let Some(end) = spaces::gap_end(text, start) {
                done = end;
                found.push(Blank {
                    range: start..end,
                    unit: unit_after(text.get(end..).unwrap_or_default()),
                });
            }
            continue;
        }
        if !is_sign(character) {
            continue;
        }
        let Some(end) = sign_end(text, start, character) else {
            continue;
        };
        done = end;
        let run = start..end;
        if closing == Some(start) {
            continue;
        }
        if let Some(pair) = bold::closing(text, &run) {
            closing = Some(pair);
            continue;
        }
        if stands_open(text, &run, character) {
            let before = text
                .get(..start)
                .unwrap_or_default()
                .trim_end_matches('\u{a0}');
            found.push(Blank {
                range: before.len()..end,
                unit: unit_after(after(text, &run)),
            });
        }
    }
    found
}

/// Whether a blank stands at the very start of a text, no-break spaces included.
pub fn starts_with_blank(text: &str) -> bool {
    let sign = text.trim_start_matches('\u{a0}');
    // What stands far behind the sign, or in another line, tells nothing about it.
    let far = sign
        .char_indices()
        .enumerate()
        .find(|(count, (_, character))| *count == 24 || *character == '\n');
    let end = text.len() - far.map_or(0, |(_, (at, _))| sign.len() - at);
    let near = text.get(..end).unwrap_or_default();
    sign.starts_with(is_sign)
        && blanks(near)
            .first()
            .is_some_and(|blank| blank.range.start == 0)
}

/// The characters that may be signs, with their places. They are told by their first byte: a text is
/// looked through whenever it is counted, and in Chinese hardly any other byte begins like one.
fn candidates(text: &str) -> impl Iterator<Item = (usize, char)> {
    let begins = |(at, byte): &(usize, u8)| match byte {
        b'*' | b'x' | b'X' | b'_' | b'(' | b'[' | b' ' | 0xc2 | 0xc3 | 0xe3 | 0xef => true,
        // ○, but not “ and ”.
        0xe2 => text.as_bytes().get(at + 1) == Some(&0x97),
        _ => false,
    };
    let starts = first_bytes(text).filter(begins);
    starts.filter_map(|(start, _)| Some((start, text.get(start..)?.chars().next()?)))
}

fn is_sign(character: char) -> bool {
    is_filler(character) || matches!(character, '【' | '（' | '(' | '〔' | '[' | '［')
}

/// A sign that is a blank by itself or in a run.
fn is_filler(character: char) -> bool {
    matches!(
        character,
        '*' | '＊' | 'x' | 'X' | 'ｘ' | 'Ｘ' | '×' | '_' | '＿' | '○' | '〇'
    )
}

/// The end of the run or of the pair of brackets that starts here; none for brackets that hold something.
fn sign_end(text: &str, start: usize, sign: char) -> Option<usize> {
    let rest = text.get(start..)?;
    if is_filler(sign) {
        let same = |other: char| other.eq_ignore_ascii_case(&sign);
        let mut after = rest.trim_start_matches(same);
        // XX.X is one figure.
        if let Some(more) = after
            .strip_prefix(['.', '．'])
            .filter(|more| more.starts_with(same))
        {
            after = more.trim_start_matches(same);
        }
        return Some(text.len() - after.len());
    }
    let inside = rest
        .get(sign.len_utf8()..)?
        .trim_start_matches(|character: char| {
            character.is_whitespace() && !matches!(character, '\n' | '\r')
        });
    Some(
        text.len()
            - inside
                .strip_prefix(['】', '）', ')', '〕', ']', '］'])?
                .len(),
    )
}

fn before<'a>(text: &'a str, run: &Range<usize>) -> &'a str {
    text.get(..run.start).unwrap_or_default()
}

fn after<'a>(text: &'a str, run: &Range<usize>) -> &'a str {
    text.get(run.end..).unwrap_or_default()
}

/// Whether what stands around a sign leaves it a blank.
fn stands_open(text: &str, run: &Range<usize>, sign: char) -> bool {
    let (left, right) = (before(text, run), after(text, run));
    let (previous, next) = (left.chars().next_back(), right.chars().next());
    let letter = |character: Option<char>| {
        character.is_some_and(|character| character.is_ascii_alphabetic())
    };
    let single = run.len() <= sign.len_utf8();
    let factors = figure_ends(left) && figure_starts(right);
    let completed = next == Some('0') && !factors && units::completes_figure(right);
    match sign {
        '*' | '＊' => {
            let line_start = previous.is_none_or(|character| matches!(character, '\n' | '\r'));
            let bullet = line_start && right.starts_with([' ', '\t']);
            // *95%*, *.docx
            let end = right.strip_prefix('.');
            let named = end.unwrap_or(right).starts_with(|next: char| {
                next.is_ascii_digit() || end.is_some() && next.is_ascii_alphabetic()
            });
            let percent = matches!(previous, Some('%' | '％'));
            !(single && (bullet || factors || named && !completed || percent))
        }
        '×' => {
            let sizes = |character: Option<char>| {
                character.is_some_and(|character| "长宽高".contains(character))
            };
            let letters = letter(previous) && letter(next);
            let figure = figure_starts(right) && !completed;
            !(single && (letters || figure || sizes(previous) && sizes(next)))
        }
        '_' | '＿' => {
            let short = sign == '_' && single && unit_after(right) == Unit::Name;
            !(short || letter(previous) || letter(next))
        }
        '(' => !letter(previous),
        '[' => 2 < run.len() && !(right.starts_with(' ') && starts_box(left)),
        '（' | '【' | '〔' | '［' => true,
        '○' | '〇' => circles::stand_open(text, run),
        // The letter x: not in a word (Xbox), a name (iPhone X), an address (xx.com), a sum (3 x 4)
        // or a set phrase (党建+X, X光).
        _ => {
            let follows = |next: char| next.is_ascii_alphanumeric() && !completed;
            let in_word = letter(previous) || next.is_some_and(follows);
            let mut backwards = left.chars().rev();
            let (last, last_but_one) = (backwards.next(), backwards.next());
            let in_name = matches!(last, Some('.' | '/' | '@' | '-' | '_' | ':'))
                && letter(last_but_one)
                || single && last == Some(' ') && letter(last_but_one);
            let in_address = right
                .strip_prefix(['.', '@', '-', '/'])
                .is_some_and(|rest| letter(rest.chars().next()));
            let in_sum = previous == Some('+')
                || next == Some('+')
                || previous == Some('＋')
                || next == Some('＋');
            let set_phrase = single
                && ["光", "射线", "轴", "型"]
                    .iter()
                    .any(|phrase| right.starts_with(phrase));
            let ticked = previous == Some('[') && right.starts_with("] ") && starts_box(left);
            !(in_word
                || ticked
                || in_name
                || in_address
                || in_sum
                || set_phrase
                || factors && single)
        }
    }
}

/// Whether a box to tick can follow, or the sign in it: `[x] 已办`, `- [ ] 未办`.
fn starts_box(text: &str) -> bool {
    let mut bytes = text.bytes().rev();
    let before = bytes.find(|byte| !matches!(byte, b'[' | b' ' | b'-' | b'*' | b'+'));
    before.is_none_or(|byte| byte == b'\n')
}

/// Whether a text ends in a figure, perhaps with a short unit: `3 `, `5米`.
fn figure_ends(text: &str) -> bool {
    text.trim_end()
        .chars()
        .rev()
        .take(3)
        .any(|character| character.is_ascii_digit())
        && text
            .trim_end()
            .ends_with(|last: char| last.is_ascii_alphanumeric() || "米元寸人天次".contains(last))
}

fn figure_starts(text: &str) -> bool {
    text.trim_start()
        .starts_with(|character: char| character.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{candidates, is_sign};

    #[test]
    fn every_sign_is_a_candidate() {
        let signs: Vec<char> = ('\0'..=char::MAX).filter(|&sign| is_sign(sign)).collect();
        let text: String = signs.iter().collect();
        let found: Vec<char> = candidates(&text).map(|(_, sign)| sign).collect();
        assert_eq!(found, signs);
    }
}
