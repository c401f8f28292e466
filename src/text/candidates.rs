//! Places where a marker stands that could number a heading or an item.
//!
//! Law: a marker is only tried at the start of a line, after a mark that ends a sentence, or behind
//! a heading that has just begun; each try costs the same, so that all of them are linear.

use crate::blanks;
use crate::numbering::{Marker, Style, number_at};

use super::contents::end_in_line;
use super::lines::{Line, ends_sentence, is_ideograph, is_layout, sign_length};
use super::pages::{page_mark, pages};
use super::title_words::ends_like_title;
use super::words::{Words, words};
use super::wrapped::goes_on;

/// How a marker stands in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// At the start of a line.
    LineStart,
    /// After the end of a sentence in the middle of a line.
    Glued,
    /// After a comma: for items alone.
    Comma,
    /// Inside what may be the heading before it: `一、主要做法（一）加强学习。`
    Within,
}

/// A marker that was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The line, counted among the lines that hold something.
    pub line: usize,
    /// Where the marker starts in the line's text, in bytes.
    pub start: usize,
    /// Where the text behind it starts.
    pub body: usize,
    /// The kind of number.
    pub style: Style,
    /// The number.
    pub number: u32,
    /// How it stands.
    pub standing: Standing,
    /// Whether the next number of its kind comes later, before the count starts again.
    pub continued: bool,
    /// Whether its number may be one of two or more: `二、三期工程`, but also `一、二等奖`.
    doubtful: bool,
}

impl Candidate {
    /// Whether it stands at the start of a line.
    pub(super) fn starts_line(&self) -> bool {
        self.standing == Standing::LineStart
    }

    /// The order of nesting; none for markers of items. 节 lies inside 章.
    pub(super) fn rank(&self, lines: &[Line]) -> Option<u8> {
        let rank = self.style.rank()?;
        let section = rank == 0
            && lines
                .get(self.line)
                .and_then(|line| line.text.get(self.start..self.body))
                .is_some_and(|marker| marker.contains('节'));
        Some(rank * 2 + u8::from(section))
    }
}

/// Whether a marker begins bold type that its heading ends: `**一、`, but not `**一、**`.
pub(super) fn begins_bold(marker: &str) -> bool {
    // Nearly every marker begins otherwise.
    marker.starts_with(['#', '*']) && marker.contains("**") && !marker.ends_with("**")
}

/// Among how many lines one that begins with a table of contents can be.
const CONTENTS: usize = 8;

/// All candidates of a text in reading order. `wrapped` is the width at which its lines were broken, `skip`
/// tells lines that hold none.
pub(super) fn candidates(
    lines: &[Line],
    wrapped: Option<usize>,
    skip: impl Fn(usize) -> bool,
) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut before: Option<&Line> = None;
    let pages = pages(lines);
    for (index, line) in lines.iter().enumerate() {
        if !skip(index) {
            let goes_on = wrapped
                .zip(before)
                .is_some_and(|(width, before)| goes_on(before, line, width));
            let page = || {
                if pages.contains(&index) {
                    page_mark(line).1
                } else {
                    0
                }
            };
            let contents = if index < CONTENTS {
                end_in_line(line.text)
            } else {
                None
            };
            let from = contents.unwrap_or_else(page);
            in_line(
                index,
                line,
                from,
                if goes_on { before } else { None },
                &mut found,
            );
        }
        before = Some(line);
    }
    mark_continued(&mut found, lines);
    found.retain(|candidate| !candidate.doubtful);
    found
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

/// How far behind a marker its heading can still be open for a marker inside it, in characters.
const OPEN_HEADING: usize = 45;

fn in_line(
    index: usize,
    line: &Line,
    from: usize,
    wrapped_from: Option<&Line>,
    found: &mut Vec<Candidate>,
) {
    // The place after the last marker of this line.
    let mut last = None;
    let mut start = from;
    // Inside a word: where an ideograph follows an ideograph, neither a marker nor a heading begins.
    let mut in_word = false;
    let bytes = line.text.as_bytes();
    while let Some(&byte) = bytes.get(start) {
        let ideograph = is_ideograph(byte);
        // Most signs between words are ，。、 which begin nothing.
        let is_mark = || {
            let signs = bytes.get(start..);
            matches!(
                signs,
                Some([0xef, 0xbc, 0x8c, ..] | [0xe3, 0x80, 0x81 | 0x82, ..])
            )
        };
        let passes = if ideograph {
            in_word && !opens(line.text, start, last, found)
        } else {
            is_mark()
        };
        in_word = ideograph;
        if passes {
            start += 3;
            continue;
        }
        if let Some(candidate) = candidate_at(index, line, start, wrapped_from, last, found) {
            start = candidate.body;
            last = Some(start);
            in_word = false;
            found.push(candidate);
        } else {
            start += sign_length(byte);
        }
    }
}

/// Whether a marker can begin here in the middle of a word: `一是` behind a heading, but not in `唯一是`,
/// `一要` not in `第一要务`; `一、` behind the title; `三、` right behind the heading of `二、`.
fn opens(text: &str, start: usize, last: Option<usize>, found: &[Candidate]) -> bool {
    // Asked for nearly every sign of a text: the bytes of 一 in front, or of 、 behind.
    let signs = text.as_bytes().get(start..);
    if !matches!(
        signs,
        Some([0xe4, 0xb8, 0x80, ..] | [_, _, _, 0xe3, 0x80, 0x81, ..])
    ) {
        return false;
    }
    #[rustfmt::skip]
    static JOINS: Words = words![
        "第", "唯", "之", "统", "同", "不", "万", "专", "单", "任", "逐",
    ];
    text.split_at_checked(start).is_some_and(|(before, rest)| {
        let list = rest.starts_with("一是") || rest.starts_with("一要");
        let title = || {
            let announced = before.ends_with("如下") || ends_like_title(before);
            rest.starts_with("一、") && announced
        };
        let sibling = || {
            let number = number_at(rest).filter(|(_, behind)| behind.starts_with('、'));
            let before = found.last().filter(|before| before.style == Style::Comma);
            let next = before.map(|before| before.number + 1);
            number.is_some() && number.map(|(number, _)| number) == next
        };
        match last {
            Some(_) => (list || sibling()) && !JOINS.end(before),
            None => title(),
        }
    })
}

/// The marker at this place of a line, if it could number something there.
fn candidate_at(
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
    let standing = standing_after(from, character, last)?;
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
    let empty = style.rank().is_some() && text.starts_with(['，', ',']);
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
        && marker
            .trim_end_matches(is_layout)
            .ends_with(char::is_alphabetic)
}

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
    if last.is_none() && matches!(character, '一' | '（' | '(') && ends_like_title(text) {
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

fn mark_continued(found: &mut [Candidate], lines: &[Line]) {
    // For each style the numbers that come later, as bits.
    let mut later = [0_u64; 10];
    for candidate in found.iter_mut().rev() {
        let number = candidate.number.min(62);
        let slot = style_index(candidate.style);
        if let Some(bits) = later.get_mut(slot) {
            let bit = 1_u64 << number;
            // The first counts if it is gone on with, any other if its number does not come once more.
            candidate.doubtful &= *bits & bit != 0 || number == 1 && *bits & bit << 1 == 0;
            if candidate.doubtful {
                continue;
            }
            // 三是 goes on behind 一是: one item may have been taken out.
            let skipped = candidate.style.rank().is_none().then_some(bit << 2);
            candidate.continued = *bits & (bit << 1 | skipped.unwrap_or_default()) != 0;
            *bits = if number == 1 { bit } else { *bits | bit };
        }
        // What is counted inside a part ends with the part.
        if candidate.rank(lines).is_some_and(|rank| rank <= 4) && candidate.starts_line() {
            for bits in later.iter_mut().skip(slot + 1) {
                *bits = 0;
            }
        }
    }
}

/// Styles from the outermost in; those of items last.
pub(super) fn style_index(style: Style) -> usize {
    match style {
        Style::Division => 0,
        Style::Comma => 1,
        Style::Parenthesis => 2,
        Style::Dot => 3,
        Style::ArabicParenthesis => 4,
        Style::Circled => 5,
        Style::Is => 6,
        Style::Must => 7,
        Style::Ordinal => 8,
        Style::Word => 9,
    }
}
