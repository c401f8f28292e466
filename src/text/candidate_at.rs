//! The candidate at one place of a line: whether a marker stands there, and whether it could number anything there.
//!
//! Law: each try costs the same, whatever the text.

use crate::blanks;
use crate::letters::is_letter;
use crate::numbering::{Marker, Style, number_at};

use super::candidate::{Candidate, Standing};
use super::lines::{Line, ends_sentence, is_layout};
use super::title_end::could_be;
use super::title_words::ends_like_title;
use super::words::{Words, words};

/// The marker at this place of a line, if it could number something there.
pub(super) fn candidate_at(
    index: usize,
    line: &Line,
    start: usize,
    wrapped_from: Option<&Line>,
    last: Option<usize>,
    found: &[Candidate],
) -> Option<Candidate> {
    let (before, rest) = line.text.split_at_checked(start)?;
    let starts = |&sign: &char| may_start(sign) || start == 0 && matches!(sign, '#' | '*');
    let character = rest.chars().next().filter(starts)?;
    let from = if before.is_empty() {
        wrapped_from.map_or("", |line| line.text)
    } else {
        before
    };
    let part = || (found.is_empty() && is_first_part(before, rest)).then_some(Standing::Glued);
    let standing = standing_after(from, character, last).or_else(part)?;
    let (style, number, length) = measure(rest)?;
    let (marker, text) = rest.split_at_checked(length)?;
    let closes = || marker.chars().any(|sign| matches!(sign, '）' | ')'));
    // 3. behind a heading goes on with the 2. before that heading.
    let goes_on = || {
        let mut before = found.iter().rev().take(3);
        before.any(|before| before.style == style && before.number + 1 == number)
    };
    let fits = match standing {
        Standing::LineStart | Standing::Glued => true,
        Standing::Comma => matches!(style, Style::Is | Style::Must),
        Standing::Within if character == '一' => matches!(style, Style::Is | Style::Must),
        Standing::Within => number == 1 || goes_on(),
    };
    // （见附件1）
    let is_figure = character.is_ascii_digit() || is_numeral_sign(character);
    let may_close = || standing == Standing::Within || is_figure && closes();
    if !fits || may_close() && is_open(from) {
        return None;
    }
    // （一） at the end of a line numbers what its line says.
    let ends = || text.trim_start_matches(is_layout).is_empty();
    let empty = style.rank().is_some() && (text.starts_with(['，', ',']) || ends());
    let listed = listed(number, text).filter(|_| {
        let mut signs = marker.chars();
        signs.any(|sign| matches!(sign, '、' | '丶' | '､' | '，' | ',')) && !closes()
    });
    let counts = listed.is_none_or(|behind| {
        // 二、三、四季度
        behind != '、' && standing == Standing::LineStart && may_count(number, style, found)
    });
    if empty || is_numeral(style, marker, text) || !counts {
        return None;
    }
    Some(Candidate {
        line: index,
        start,
        body: start + length,
        style,
        number,
        standing,
        continued: false,
        doubtful: listed.is_some(),
    })
}

/// The marker at the start of a text, without a no-break space that belongs to a blank.
fn measure(text: &str) -> Option<(Style, u32, usize)> {
    let (style, number, length) = Marker::measure(text)?;
    let marker = text.get(..length)?;
    let spaces = length - marker.trim_end_matches('\u{a0}').len();
    let blank = 0 < spaces
        && text
            .get(length - spaces..)
            .is_some_and(blanks::starts_with_blank);
    if blank {
        Marker::measure(text.get(..length - spaces)?)
    } else {
        Some((style, number, length))
    }
}

/// How far back a bracket is looked for that is still open, in characters.
const OPEN_BRACKET: usize = 60;

/// Whether a bracket is open at the end of a text.
fn is_open(text: &str) -> bool {
    let mut last = text.chars().rev().take(OPEN_BRACKET);
    let bracket = last.find(|sign| matches!(sign, '（' | '(' | '）' | ')' | '。'));
    matches!(bracket, Some('（' | '('))
}

/// How many markers back the number before one is looked for.
const COUNTED: usize = 400;

/// Whether a marker in front of a number, in a line of its own, counts all the same as far as what stands before it
/// tells: as the first of its kind, or behind the number before it.
fn may_count(number: u32, style: Style, found: &[Candidate]) -> bool {
    let mut before = found.iter().rev().take(COUNTED);
    let last = before.find(|before| before.style == style && before.starts_line());
    last.map_or(0, |last| last.number) + 1 == number
}

/// What follows the next number where a text goes on like `一、二等奖`, `一、二季度` and `2、3月份`.
fn listed(number: u32, rest: &str) -> Option<char> {
    let (next, rest) = number_at(rest)?;
    let behind = rest.chars().next()?;
    (next == number + 1 && "、等级季期线类楼层号轮批次把月日".contains(behind)).then_some(behind)
}

/// Whether a marker that is a numeral and a space ends a line or a sentence: 百分之二 。
fn is_numeral(style: Style, marker: &str, text: &str) -> bool {
    style == Style::Comma
        && (text.is_empty() || text.starts_with(['。', '，', '；']))
        && marker.trim_end_matches(is_layout).ends_with(is_letter)
}

/// Whether 一、 begins the first part right behind a title, as 二、 behind a sentence of the same line proves.
pub(super) fn is_first_part(title: &str, rest: &str) -> bool {
    // Asked for near the start of a line alone, so that few look through it.
    (12..=120).contains(&title.len())
        && rest.starts_with("一、")
        && !title.contains(['、', '，', ','])
        && !JOINS.end(title)
        && could_be(title)
        && rest.contains("。二、")
}

/// How far behind a marker its heading can still be open for a marker inside it, in characters.
const OPEN_HEADING: usize = 45;

/// How a sign stands after this text; `last` is the place in it where the last marker ended.
fn standing_after(before: &str, character: char, last: Option<usize>) -> Option<Standing> {
    let text = before.trim_end_matches(is_layout);
    let Some(previous) = text.chars().next_back() else {
        return Some(Standing::LineStart);
    };
    let point = previous == '.'
        && text.strip_suffix('.').is_some_and(|text| {
            !text.ends_with(|last: char| last.is_ascii_alphanumeric() || last == '.')
        });
    if point
        || ends_sentence(previous)
        || matches!(
            previous,
            '”' | '〞' | '」' | '』' | '）' | ')' | '》' | '】' | ']'
        )
        || previous.is_ascii_alphanumeric() && is_numeral_sign(character)
    {
        return Some(Standing::Glued);
    }
    if text.len() < before.len() && !previous.is_ascii_alphanumeric() {
        return Some(Standing::Glued);
    }
    if matches!(previous, '，' | ',') {
        return is_numeral_sign(character).then_some(Standing::Comma);
    }
    if last.is_none() && matches!(character, '一' | '1' | '（' | '(') && ends_like_title(text) {
        return Some(Standing::Glued);
    }
    let inner = is_numeral_sign(character)
        || matches!(
            character,
            '（' | '(' | '〔' | '【' | '1'..='9' | '⑴' | '①' | '㈠'
        );
    let apart = !previous.is_ascii_alphanumeric() && !matches!(previous, '第' | '、' | '—' | '-');
    let heading = last
        .filter(|last| inner && apart && before.len() <= last + OPEN_HEADING * 4)
        .and_then(|last| before.get(last..))?;
    let open = heading.chars().count() <= OPEN_HEADING && !heading.contains(ends_sentence);
    open.then_some(Standing::Within)
}

/// Whether a sign counts as `一` does, up to ten.
fn is_numeral_sign(sign: char) -> bool {
    matches!(
        sign,
        '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十'
    )
}

/// Whether any marker starts with this sign: asked for each sign of a text.
fn may_start(character: char) -> bool {
    is_numeral_sign(character)
        || matches!(character,
        '（' | '(' | '〔' | '【' | '[' | '〈' | '—' | '-' | '0'..='9' | '０'..='９'
        | '第' | '首' | '其' | '再' | '最' | '①'..='⒛' | '㈠'..='㈩' | '㉑'..='㊿')
}

/// What stands in front of 一 where it is part of a word.
#[rustfmt::skip]
pub(super) static JOINS: Words = words![
    "第", "唯", "之", "统", "同", "不", "万", "专", "单", "任", "逐", "如", "合", "划",
];
