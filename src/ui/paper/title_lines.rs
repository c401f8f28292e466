//! Where the lines of the title end, and the buttons that move it word by word.
//!
//! Law: a line end that the person chose stands in the title itself, so that it is kept, undone and
//! carried into every way out like any other text.

use tigang::edit::Edit;
use tigang::history::Source;
use tigang::paper::{Paragraph, RunKind, Style, TITLE_CHARACTERS, lines, width, words_apart};
use tigang::report::BlockId;

use super::super::browser;
use super::super::browser::element::{El, button, classed, el};
use super::super::desk::Desk;
use super::super::words;
use super::ends_of_words;
use super::leaves::Set;

/// The buttons, for a title of more than one line.
pub fn title_lines(desk: Desk, set: &Set) -> Option<El> {
    let title = set
        .paragraphs
        .iter()
        .find(|paragraph| paragraph.style == Style::Title)?;
    let block = *title.blocks.first()?;
    let text = title.text();
    let set = lines(title);
    let ends: Vec<usize> = set.iter().map(|line| line.range.end).collect();
    let (_, ends) = ends.split_last()?;
    if ends.is_empty() {
        return None;
    }
    let own = title
        .runs
        .iter()
        .any(|run| run.kind == RunKind::LineEnd(false));
    let mut row = classed("div", "forecast")
        .attr("role", "group")
        .name("标题断行")
        .with(el("span").text("标题断行："));
    for at in 0..ends.len() {
        row = row.with(el("span").text(&words::line_end(at + 1)));
        for (back, sign) in [(true, "◂"), (false, "▸")] {
            let moved = moved(&text, ends, at, back).map(|ends| written(title, &ends));
            let press = moved.clone();
            let name = words::move_line_end(at + 1, back);
            let control = button(sign)
                .class("quiet")
                .name(&name)
                .attr_of("aria-disabled", move || {
                    moved.is_none().then(|| "true".to_owned())
                });
            row = row.with(control.on_click(move || {
                if let Some(text) = &press {
                    write(desk, block, text);
                    stay(&name);
                }
            }));
        }
    }
    if own {
        let whole = written(title, &[]);
        row = row.with(button("自动断行").on_click(move || {
            write(desk, block, &whole);
            stay("");
        }));
    }
    Some(row)
}

/// Takes the keyboard to the button of this name, or another of these: they are made anew with the page.
fn stay(name: &str) {
    let same = ["[aria-label=\"", name, "\"]"].concat();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        let any = "[aria-label=标题断行] button";
        let _ = browser::focus_selector(&same) || browser::focus_selector(any);
    });
}

/// The ends of the lines with one of them a word further to the front or to the back; none where a
/// line would become empty or too long.
fn moved(text: &str, ends: &[usize], at: usize, back: bool) -> Option<Vec<usize>> {
    let end = *ends.get(at)?;
    let start = at.checked_sub(1).and_then(|before| ends.get(before));
    let start = start.copied().unwrap_or_default();
    let stop = ends.get(at + 1).copied().unwrap_or(text.len());
    let both = text.get(start..stop)?;
    let words = words_apart(both, &ends_of_words);
    let mut places = words.iter().map(|word| start + word);
    let place = if back {
        places.rfind(|&place| place < end)
    } else {
        places.find(|&place| end < place)
    }?;
    let fits = |line: &str| !line.is_empty() && width(line) <= 2 * TITLE_CHARACTERS;
    if !(fits(text.get(start..place)?) && fits(text.get(place..stop)?)) {
        return None;
    }
    let mut ends = ends.to_vec();
    *ends.get_mut(at)? = place;
    Some(ends)
}

/// The title as the report has it, its blanks as they were, with these line ends and no others.
fn written(title: &Paragraph, ends: &[usize]) -> String {
    let mut text = String::new();
    let mut at = 0;
    for run in &title.runs {
        if let RunKind::Blank { original, .. } = &run.kind {
            text.push_str(original);
            at += run.text.len();
            if ends.contains(&at) {
                text.push('\n');
            }
            continue;
        }
        for sign in run.text.chars() {
            text.push(sign);
            at += sign.len_utf8();
            if ends.contains(&at) {
                text.push('\n');
            }
        }
    }
    text
}

/// Puts the title in the place of itself: only its line ends differ, so its filled blanks stay.
fn write(desk: Desk, block: BlockId, text: &str) {
    let edit = Edit::Type {
        block,
        range: 0..desk.length(block),
        text: text.to_owned(),
    };
    desk.type_in(&edit, Source::Command);
    desk.settle();
}
