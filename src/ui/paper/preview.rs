//! 版面: the sheet as official pages, what it will come to, and how to save a page.
//!
//! Law: nothing is edited here; a press on a line goes to its paragraph in the editor.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::untrack;

use tigang::edit::Spot;
use tigang::paper::{Placed, bare_closing, saving};
use tigang::report::BlockId;

use super::super::browser;
use super::super::browser::element::{El, button, classed, effect, el};
use super::super::desk::Desk;
use super::super::export::{self, Way};
use super::super::words;
use super::leaves::{Set, leaves};
use super::{Paper, title_lines};

/// The pages with the forecast over them.
pub fn preview(desk: Desk, paper: Paper) -> El {
    // Whoever wants to go to a field wants the fields back.
    effect(move || {
        if desk.wanted().is_some() {
            paper.paged.set(false);
        }
    });
    // Where the caret was, once: afterwards the person looks where they want to.
    let here = Cell::new(untrack(|| desk.here()));
    leptos::task::spawn_local(async {
        leptos::task::tick().await;
        // The fields have taken the keyboard with them; without it no key turns the pages.
        if browser::has_no_focus() {
            browser::focus_selector(".preview");
        }
    });
    let pages = classed("div", "preview").attr("tabindex", "-1");
    pages.part(move || {
        desk.track_settled();
        let layout = paper.layout.get();
        let set = desk.read(|editor| {
            browser::measured("tigang pages", || {
                Rc::new(Set::new(paper.compose(editor.report()), layout))
            })
        });
        if let Some((block, _)) = here.take() {
            show_line(&set, block);
        }
        Some(untrack(|| stack(desk, paper, &set)))
    })
}

/// Shows the line that a block begins in, as soon as it stands there; of a page that is still empty, its end.
fn show_line(set: &Set, block: BlockId) {
    let mut paragraphs = set.paragraphs.iter();
    let Some(own) = paragraphs.position(|one| one.blocks.contains(&block)) else {
        return;
    };
    let is_own = |placed: &Placed| placed.paragraph == own;
    let page = set
        .pages
        .pages
        .iter()
        .position(|page| page.lines.iter().any(is_own));
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        if !browser::scroll_to(&format!(".leaf [data-paragraph=\"{own}\"]")) {
            browser::scroll_to(&format!(
                ".leaf:nth-child({})",
                page.unwrap_or_default() + 1
            ));
        }
    });
}

fn stack(desk: Desk, paper: Paper, set: &Rc<Set>) -> El {
    let last = set.pages.pages.last().map_or(0, |page| page.lines.len());
    let forecast = words::forecast(set.pages.pages.len(), last, set.pages.last_line);
    let bar = classed("div", "forecast")
        .attr("role", "status")
        .name("版面")
        .with(el("b").text(&forecast))
        .with(
            button("版式设置")
                .attr("aria-haspopup", "dialog")
                .on_click(move || paper.settings.set(true)),
        )
        .with(button("打印").on_click(move || export::ask(desk, paper, Way::Print)));
    let mut head = classed("div", "forecasts").with(bar);
    if let Some(page) = bare_closing(&set.paragraphs, &set.pages) {
        head = head.with(classed("div", "forecast").text(&words::bare_closing(page)));
    }
    if let Some(cuts) = shorter(desk, set) {
        head = head.with(cuts);
    }
    if let Some(title) = title_lines::title_lines(desk, set) {
        head = head.with(title);
    }
    let pressed = set.clone();
    let pages = leaves(set, false).on("click", move |event| {
        let number = |name| browser::element::id_of(event, name).map(|number| number as usize);
        if let (Some(paragraph), Some(at)) = (number("data-paragraph"), number("data-at")) {
            to_paragraph(desk, &pressed, paragraph, at);
        }
    });
    el("div").with(head).with(pages)
}

/// Which paragraphs to shorten, and by how much, to save the last page.
fn shorter(desk: Desk, set: &Rc<Set>) -> Option<El> {
    let saving = saving(&set.paragraphs, &set.layout, &set.pages)?;
    let characters = saving.cuts.iter().map(|(_, characters)| characters).sum();
    let mut line = classed("div", "forecast saving")
        .attr("role", "group")
        .name("省一页")
        .with(el("span").text(&words::saving(characters)));
    for (paragraph, characters) in saving.cuts {
        let text = set.paragraphs.get(paragraph)?.text();
        let start: String = text.trim().chars().take(10).collect();
        let set = set.clone();
        line = line.with(
            button(&words::shorten(&start, characters))
                .class("link")
                .on_click(move || to_paragraph(desk, &set, paragraph, 0)),
        );
    }
    Some(line)
}

/// Goes to a place in a paragraph in the editor, given in bytes of its text as it is set. Blanks are set as more or less
/// room than their signs: behind one the place is near.
fn to_paragraph(desk: Desk, set: &Set, paragraph: usize, at: usize) {
    let Some(paragraph) = set.paragraphs.get(paragraph) else {
        return;
    };
    let spot = desk.read(|editor| {
        let mut start = 0;
        let mut spot = None;
        for block in paragraph
            .blocks
            .iter()
            .filter_map(|id| editor.report().block(*id))
        {
            let words = start
                + block
                    .marker
                    .as_ref()
                    .map_or(0, |marker| marker.text().len());
            let inside = at.saturating_sub(words).min(block.text.len());
            if start <= at {
                spot = Some(Spot::caret(
                    block.id,
                    block.text.floor_char_boundary(inside),
                ));
            }
            start = words + block.text.len();
        }
        spot
    });
    desk.go(spot);
}
