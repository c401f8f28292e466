//! Cleaning of text that comes from outside: pasted, from a file, from Word.
//!
//! Room: knows line_ends, notices and numbering. Law: no sign that can be seen is changed or lost; U+3000 and the
//! no-break space stay, nothing is normalised, and what was taken out is counted. The tab goes that Word writes behind
//! each number which it counts itself: on paper it would be a gap.

use crate::line_ends::ends_line;
use crate::notices::{Notices, What};
use crate::numbering::{Marker, is_digit};

/// A sign without width, or one that only changes the direction of others.
pub fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A sign that ends a line, besides `\n`, `\r` and both together.
pub fn is_other_line_end(sign: char) -> bool {
    ends_line(sign) && !matches!(sign, '\n' | '\r')
}

fn is_control(sign: char) -> bool {
    let kept = sign == '\t' || ends_line(sign);
    // Noncharacters cannot be stored in XML, and mean nothing.
    !kept && (sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}'))
}

/// Whether cleaning takes this sign out.
pub fn is_unwanted(sign: char) -> bool {
    is_unseen(sign) || is_control(sign)
}

/// What cleaning would take out, and lost characters that it would leave. Line ends do not count.
pub fn look(text: &str) -> Notices {
    let mut notices = look_at_signs(text);
    notices.add_many(What::Tab, tabs(text));
    notices
}

/// How many numbers have a tab behind them that goes.
fn tabs(text: &str) -> usize {
    text.split(ends_line).filter_map(number_and_words).count()
}

fn look_at_signs(text: &str) -> Notices {
    let (mut unseen, mut controls, mut lost) = (0, 0, 0);
    for sign in text.chars() {
        // Nearly every sign lies between.
        if matches!(sign, '\u{3001}'..'\u{feff}' | ' '..='~') {
            continue;
        }
        unseen += usize::from(is_unseen(sign));
        controls += usize::from(is_control(sign));
        lost += usize::from(sign == '\u{fffd}');
    }
    let mut notices = Notices::default();
    notices.add_many(What::Unseen, unseen);
    notices.add_many(What::Control, controls);
    notices.add_many(What::Lost, lost);
    notices
}

/// The number of a line and the words behind it, where one tab stands between them: with more it is a row of a table.
/// In front of a figure it stays: 1.⇥6月 would become 1.6月.
fn number_and_words(line: &str) -> Option<(&str, &str)> {
    let (before, words) = line.split_once('\t')?;
    let words = words.trim_start_matches(' ');
    if words.starts_with(is_digit) {
        return None;
    }
    let before = before.trim_end_matches(' ');
    let number = before.trim_start();
    let closes = number.ends_with(['、', '.', '．', '）', ')']) && !words.contains('\t');
    let marker = Marker::read(line.trim_start()).filter(|_| closes)?;
    (marker.text().trim_end() == number).then_some((before, words))
}

/// A whole text without the signs that no report means to hold; line ends stay as they are.
pub fn whole(text: String) -> (String, Notices) {
    let (text, mut notices) = signs(text);
    let tabs = tabs(&text);
    notices.add_many(What::Tab, tabs);
    if tabs == 0 {
        return (text, notices);
    }
    let mut whole = String::with_capacity(text.len());
    for line in text.split_inclusive(ends_line) {
        match number_and_words(line) {
            Some((number, words)) => whole.extend([number, words]),
            None => whole.push_str(line),
        }
    }
    (whole, notices)
}

/// The same with all its tabs.
pub fn signs(text: String) -> (String, Notices) {
    let notices = look_at_signs(&text);
    let is_clean = notices.iter().all(|(what, _)| what == What::Lost);
    let text = if is_clean {
        text
    } else {
        text.replace(is_unwanted, "")
    };
    (text, notices)
}

/// The same for a piece that goes into a text: every line end becomes `\n`.
pub fn piece(text: &str) -> (String, Notices) {
    let (text, notices) = whole(text.to_owned());
    (lines(&text), notices)
}

/// The text with `\n` for every line end: CR, CRLF, U+000B, U+000C, U+0085, U+2028 and U+2029.
pub fn lines(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut previous = ' ';
    for sign in text.chars() {
        match sign {
            '\n' if previous == '\r' => {}
            '\r' => clean.push('\n'),
            _ if is_other_line_end(sign) => clean.push('\n'),
            _ => clean.push(sign),
        }
        previous = sign;
    }
    clean
}
