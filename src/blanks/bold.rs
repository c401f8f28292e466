//! Bold text in Markdown, which looks like two blanks of two stars.

use crate::letters::is_letter_or_number;
use std::ops::Range;

use super::units::{Unit, stands_for_name, unit_after};

/// Where the bold text that a run of two or three stars opens is closed, if it is.
///
/// Two runs of stars can be two blanks as well (`**党支部开展**次`). They are, when a measure word
/// follows either of them, or when a word that asks for a name (局, 党支部) does and no mark closes
/// the pair. Everything else between two runs is bold.
pub(super) fn closing(text: &str, run: &Range<usize>) -> Option<usize> {
    let stars = text.get(run.clone())?;
    if !matches!(stars, "**" | "***") {
        return None;
    }
    // The nearest run of stars, whatever its length, keeps this linear: each run is looked for once.
    let rest = text.get(run.end..).unwrap_or_default();
    let content = rest.get(..rest.find('*')?)?;
    let closing = rest.get(content.len()..)?;
    let behind = closing.trim_start_matches('*');
    let closes = closing.len() - behind.len() == stars.len();
    let spaced = content.starts_with(char::is_whitespace) || content.ends_with(char::is_whitespace);
    if !closes || content.is_empty() || spaced || content.contains('\n') {
        return None;
    }
    // A figure that begins with zero is whole: **0起**.
    let apart = |sign: char| sign.is_whitespace() || sign == '0';
    let counts = |text: &str| unit_after(text) != Unit::Name && !text.starts_with(apart);
    if counts(content) || counts(behind) {
        return None;
    }
    let marks = behind
        .chars()
        .next()
        .is_none_or(|next| !is_letter_or_number(next))
        || content.ends_with(|last: char| !is_letter_or_number(last));
    let names = stands_for_name(content) || stands_for_name(behind);
    (marks || !names).then(|| text.len() - closing.len())
}
