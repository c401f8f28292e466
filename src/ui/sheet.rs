//! The sheet: the report as fields on paper.
//!
//! Law: events of all fields are heard in one place; which rows are on the page, [`Chunks`] says.

use tigang::history::Source;
use tigang::report::BlockId;

use super::browser::element::{self, El, KeyEvent, classed, effect, el};
use super::browser::fields;
use super::chunks::{Chunks, Piece};
use super::desk::Desk;
use super::guidance::Guide;
use super::menu::Menu;
use super::paper::Paper;
use super::{commands, keys, paste, recognise, row, select};

/// The paper with its rows.
pub fn sheet(desk: Desk, menu: Menu, guide: Guide, paper: Paper) -> El {
    let shape = row::shape(desk);
    let chunks = Chunks::new(desk);
    // A field that is wanted and not on the page comes there, and the keyboard takes the sheet along.
    effect(move || {
        if let Some(wanted) = desk.wanted() {
            chunks.wake_for(wanted.block);
        }
    });
    classed("div", "sheet")
        // The screen of a crash asks whose fields these are.
        .attr("data-draft", &desk.open_id().unwrap_or_default())
        .class_if("long", move || chunks.count() > 2)
        .on("input", move |event| {
            let Some(typed) = fields::typed(event) else {
                return;
            };
            let selected = desk.selected().filter(|_| !typed.composing);
            if let Some((range, text)) = desk.typed(&typed) {
                let source = if typed.dropped {
                    Source::Drag
                } else {
                    Source::Command
                };
                paste::put(desk, (typed.block, range), &text, source);
                desk.tell_rows(&[typed.block]);
            } else if let Some(selected) = selected {
                desk.erase_beside(selected, (typed.block, typed.caret));
            }
        })
        .on("compositionstart", move |event| {
            desk.compose(fields::selected(event));
        })
        .on("compositionend", move |_| {
            desk.compose(None);
            if desk.selected().is_some() {
                // Some browsers tell what was composed only now.
                leptos::task::spawn_local(select::after_composition(desk));
            }
        })
        .on("mousedown", move |event| select::press(desk, event))
        .on("mousemove", move |event| select::drag(desk, event))
        .on("copy", move |event| {
            _ = commands::copy_selected(desk, paper, event)
        })
        .on("cut", move |event| {
            if commands::copy_selected(desk, paper, event) {
                desk.cut();
            }
        })
        .on("focusin", move |event| {
            if let Some(block) = element::id_of(event, "data-block") {
                desk.deselect_elsewhere(BlockId(block));
                desk.arrive(BlockId(block));
            }
        })
        .on("focusout", move |event| {
            if let Some((block, selection, _)) = fields::selection(event) {
                desk.left((block, selection.end));
                leptos::task::spawn_local(recognise::leave(desk, block));
            }
            // A field that loses the keyboard loses its composition, and not every browser says so.
            desk.compose(None);
            desk.seal();
        })
        .on_key(move |event: &KeyEvent| keys::in_field(desk, menu, event))
        .on("paste", move |event| paste::paste(desk, event))
        .on("click", move |event| {
            let button = element::nearest(event, ".more");
            if let (Some(button), Some(id)) = (button, element::id_of(event, "data-row")) {
                menu.open(BlockId(id), button.corner());
            }
        })
        .on("contextmenu", move |event| {
            // In a text, the person wants the browser's own: to paste, to copy, to cut.
            if element::nearest(event, "textarea").is_some() {
                return;
            }
            if let Some(id) = element::id_of(event, "data-row") {
                event.prevent_default();
                menu.open(BlockId(id), element::point(event));
            }
        })
        .each(
            move || chunks.pieces(),
            move |key| match Piece::of(key) {
                Piece::Chunk(index) => {
                    let shape = shape.clone();
                    let row = move |id| row::row(desk, guide, &shape, BlockId(id));
                    classed("div", "chunk")
                        .attr("data-chunk", &index.to_string())
                        .each(
                            move || chunks.blocks(index),
                            move |id| row(u32::try_from(id).unwrap_or_default()),
                        )
                }
                Piece::Stretch(stretch) => {
                    let room = chunks.room(stretch.clone()) as u32;
                    let element = el("div").attr("style", &format!("height:{room}px"));
                    element.watch_nearness(move |part| {
                        chunks.wake_near(stretch.clone(), part);
                    });
                    element
                }
            },
        )
}
