//! Where the lines of the title end, and the buttons that move it word by word.
//!
//! Law: a line end that the person chose stands in the title itself, so that it is kept, undone and
//! carried into every way out like any other text.

use tigang::edit::Edit;
use tigang::history::Source;
use tigang::paper::{Paragraph, RunKind, Style, TITLE_CHARACTERS, width};
use tigang::report::BlockId;

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
    let lines = lines_of(title);
    if lines.len() < 2 {
        return None;
    }
    let own = title
        .runs
        .iter()
        .any(|run| run.kind == RunKind::LineEnd(false));
    let mut row = classed("div", "forecast")
        .attr("role", "group")
        .name("标题断行")
        .with(el("span").text("标题断行"));
    for at in 0..lines.len() - 1 {
        for (back, sign) in [(true, "◂"), (false, "▸")] {
            let moved = moved(&lines, at, back);
            let press = moved.clone();
            let control = button(sign)
                .class("quiet")
                .name(&words::move_line_end(at + 1, back))
                .disabled_if(move || moved.is_none());
            row = row.with(control.on_click(move || {
                if let Some(lines) = &press {
                    write(desk, block, &lines.join("\n"));
                }
            }));
        }
    }
    if own {
        let whole = lines.concat();
        row = row.with(button("自动断行").on_click(move || write(desk, block, &whole)));
    }
    Some(row)
}

fn lines_of(title: &Paragraph) -> Vec<String> {
    let mut lines = vec![String::new()];
    for run in &title.runs {
        if matches!(run.kind, RunKind::LineEnd(_)) {
            lines.push(String::new());
        } else if let Some(last) = lines.last_mut() {
            last.push_str(&run.text);
        }
    }
    lines
}

/// The lines with the end of one of them a word further to the front or to the back; none where a
/// line would become empty or too long.
fn moved(lines: &[String], at: usize, back: bool) -> Option<Vec<String>> {
    let (first, second) = (lines.get(at)?, lines.get(at + 1)?);
    let both = [first.as_str(), second.as_str()].concat();
    let ends = ends_of_words(&both);
    let place = if back {
        ends.iter().rev().find(|&&end| end < first.len())
    } else {
        ends.iter().find(|&&end| first.len() < end)
    };
    let (left, right) = both.split_at_checked(*place?)?;
    let fits = |line: &str| !line.is_empty() && width(line) <= 2 * TITLE_CHARACTERS;
    if !(fits(left) && fits(right)) {
        return None;
    }
    let mut lines = lines.to_vec();
    left.clone_into(lines.get_mut(at)?);
    right.clone_into(lines.get_mut(at + 1)?);
    Some(lines)
}

fn write(desk: Desk, block: BlockId, text: &str) {
    let length = desk.read(|editor| {
        editor
            .report()
            .block(block)
            .map_or(0, |block| block.text.len())
    });
    let edit = Edit::Type {
        block,
        range: 0..length,
        text: text.to_owned(),
    };
    desk.type_in(&edit, Source::Command);
    desk.settle();
}
