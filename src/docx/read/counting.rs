//! The number in front of a paragraph, counted as Word counts (ECMA-376 part 1, 17.9).
//!
//! Law: lists that share a pattern share its count; a level starts anew after an outer one, unless it
//! says otherwise.

use super::lists::{Level, List, Lists, Pattern};
use super::numerals::numeral;
use super::styles::Styles;
use crate::han::is_han;

/// Where in the lists a paragraph says that it stands.
#[derive(Clone, Debug, Default)]
pub(super) struct ListPlace {
    /// Its style; the default one where there is none.
    pub style: String,
    /// The list that the paragraph itself names; zero takes it out of the list of its style.
    pub list: Option<u32>,
    /// The level that the paragraph itself names.
    pub level: Option<u32>,
}

impl Lists {
    /// The number that the paragraph shows, up to its text, and counts it.
    pub(super) fn next(
        &mut self,
        place: &ListPlace,
        styles: &Styles,
        text: &str,
    ) -> Option<String> {
        let (styled_list, styled_level) = styles.list(&place.style);
        let id = place.list.or(styled_list).filter(|id| *id != 0)?;
        let (list, pattern) = self.find_mut(id)?;
        let of_style = || {
            let is_of_style = |level: &Option<Level>| {
                level
                    .as_ref()
                    .is_some_and(|level| !level.style.is_empty() && level.style == place.style)
            };
            pattern.levels.iter().position(is_of_style)
        };
        let level = match place.level.or(styled_level) {
            Some(level) => usize::try_from(level).ok()?,
            None => of_style().unwrap_or(0),
        };
        // Only the level that is used starts anew: writers say of all nine that they do.
        // A level of its own without a start is another look of it (MS-DOC, LFOLVL: fStartAt).
        let starts = list.starts.get(level)?.is_some();
        if !std::mem::replace(list.begun.get_mut(level)?, true) && starts {
            *pattern.counts.get_mut(level)? = None;
        }
        count(list, pattern, level)?;
        Some(shown(list, pattern, level, text))
    }
}

fn level<'a>(list: &'a List, pattern: &'a Pattern, level: usize) -> Option<&'a Level> {
    let own = list.levels.get(level)?.as_ref();
    own.or_else(|| pattern.levels.get(level)?.as_ref())
}

fn start(list: &List, pattern: &Pattern, at: usize) -> u32 {
    let own = list.starts.get(at).copied().flatten();
    own.or_else(|| level(list, pattern, at).map(|level| level.start))
        .unwrap_or(1)
}

/// Goes on to the next number of a level, and starts the inner ones anew.
fn count(list: &List, pattern: &mut Pattern, at: usize) -> Option<()> {
    level(list, pattern, at)?;
    let last = pattern.counts.get(at).copied().flatten();
    let next = match last {
        Some(last) => last.saturating_add(1),
        None => start(list, pattern, at),
    };
    for inner in at + 1..9 {
        let restart = level(list, pattern, inner).and_then(|level| level.restart);
        // Without a word of its own it starts anew after any outer level; with one, after that level
        // and those outside it.
        let after = restart.map_or(inner, |restart| usize::try_from(restart).unwrap_or(0));
        if at < after {
            *pattern.counts.get_mut(inner)? = None;
        }
    }
    *pattern.counts.get_mut(at)? = Some(next);
    Some(())
}

fn shown(list: &List, pattern: &Pattern, at: usize, text: &str) -> String {
    let Some(own) = level(list, pattern, at).filter(|own| !own.is_hidden) else {
        return String::new();
    };
    if own.form == "bullet" {
        return bullet(&own.text);
    }
    let mut number = String::new();
    let mut signs = own.text.chars().peekable();
    while let Some(sign) = signs.next() {
        let digit = signs.peek().and_then(|digit| digit.to_digit(10));
        let Some(of) = digit.filter(|&digit| sign == '%' && digit > 0) else {
            number.push(sign);
            continue;
        };
        signs.next();
        let of = usize::try_from(of - 1).unwrap_or(0);
        let count = pattern.counts.get(of).copied().flatten();
        let count = count.unwrap_or_else(|| start(list, pattern, of));
        let form = level(list, pattern, of).map_or("decimal", |level| level.form.as_str());
        let form = if own.is_legal && form != "none" {
            "decimal"
        } else {
            form
        };
        number.push_str(&numeral(form, count));
    }
    // 一 and 律禁止 are not 一律禁止, 1. and 5个 not 1.5个; 一是 begins its sentence.
    let is_word = |sign: char| sign.is_ascii_alphanumeric() || is_han(sign) && sign != '是';
    let runs_on = number.ends_with(is_word)
        || (number.ends_with('.') && text.starts_with(|sign: char| sign.is_ascii_digit()));
    if runs_on && !own.is_close && !text.is_empty() {
        number.push(' ');
    }
    number
}

/// The sign of a bullet. Fonts of signs have theirs where no font has letters: a dot stands for them.
fn bullet(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|sign| {
            if matches!(sign, '\u{e000}'..='\u{f8ff}') {
                '●'
            } else {
                sign
            }
        })
        .collect();
    match text.as_str() {
        "" => text,
        _ => [&text, " "].concat(),
    }
}
