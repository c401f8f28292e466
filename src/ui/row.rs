//! One row of the sheet: number, field, and what is marked in it.
//!
//! Law: the field is the person's. It is written to only when the report changed elsewhere, and never
//! while an input method composes in it.

use leptos::prelude::untrack;

use tigang::report::{Block, BlockId, Kind};
use tigang::slots;

use super::browser::element::{El, button, classed, effect, el, memo};
use super::browser::{self, fields};
use super::desk::Desk;
use super::guidance::Guide;
use super::menu::Menu;
use super::signal::{Memo, StoredValue};

/// The row of a block.
pub fn row(desk: Desk, menu: Menu, guide: Guide, id: BlockId) -> El {
    let row = memo(move || desk.row(id));
    let label = memo(move || row.get().map(|row| row.label()).unwrap_or_default());
    let opener = memo(move || row.get().filter(|row| row.opener).map(|row| row.caption()));
    // Numbers change with the structure alone.
    let marker = move || {
        desk.rows();
        desk.read(|editor| {
            let marker = editor
                .report()
                .block(id)
                .and_then(|block| block.marker.as_ref());
            marker
                .map(|marker| marker.text().trim_end().to_owned())
                .unwrap_or_default()
        })
    };
    let more = button("⋯")
        .class("more")
        .attr("tabindex", "-1")
        .attr("aria-haspopup", "menu")
        .name_of(move || {
            format!(
                "操作：{}",
                opener.get().map_or_else(|| label.get(), str::to_owned)
            )
        })
        .on("click", move |event| {
            menu.open(id, browser::corner_of(event))
        });
    let line = classed("div", "line")
        .with(
            classed("span", "number")
                .attr("aria-hidden", "true")
                .text_of(marker),
        )
        .part(move || {
            Some(match opener.get() {
                Some(caption) => classed("div", "caption").text(caption),
                None => untrack(|| field(desk, id, label)),
            })
        })
        .with(more);
    el("div")
        .attr_of("class", move || {
            row.get()
                .map(|row| class(row.kind, row.in_line, row.opener))
        })
        .attr("data-row", &id.0.to_string())
        .with(line)
        .part(move || {
            guide
                .of_block(id)
                .map(|hint| classed("p", "guidance").text(&hint))
        })
}

/// The text field over its mirror, which paints blanks and gives old browsers the height.
fn field(desk: Desk, id: BlockId, label: Memo<String>) -> El {
    let mirror = classed("div", "mirror").attr("aria-hidden", "true");
    let field = classed("textarea", "field")
        .attr("rows", "1")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off")
        .attr("data-block", &id.0.to_string())
        .attr_of("readonly", move || (!desk.may_write()).then(String::new))
        .name_of(move || label.get())
        .attr_of("placeholder", move || {
            Some(format!("请填写{}", label.get()))
        });
    // A form of its own: at every key the browser looks through all fields of the form that is typed
    // in, and through those of the whole page where there is none (Chromium's autofill).
    let cell = classed("form", "cell")
        .with(mirror.clone())
        .with(field.clone());
    let needs_mirror = !fields::size_themselves();
    let painted = StoredValue::new(Vec::new());
    effect(move || {
        desk.track(id);
        let pieces = desk.read(|editor| {
            let block = editor.report().block(id)?;
            if desk.composing() != Some(id) && !desk.is_shown(id) {
                fields::show(&field, &block.text);
            }
            let marked = editor.count(id).slots > 0;
            Some(if marked || needs_mirror {
                pieces(block)
            } else {
                Vec::new()
            })
        });
        let pieces = pieces.unwrap_or_default();
        if painted.with_value(|painted| *painted != pieces) {
            mirror.show_pieces(&pieces);
            painted.set_value(pieces);
        }
    });
    cell
}

/// The text in pieces, blanks apart from the rest.
fn pieces(block: &Block) -> Vec<(bool, String)> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for slot in slots::slots(block) {
        pieces.push((
            false,
            block
                .text
                .get(done..slot.range.start)
                .unwrap_or_default()
                .to_owned(),
        ));
        pieces.push((
            slot.is_open(),
            block
                .text
                .get(slot.range.clone())
                .unwrap_or_default()
                .to_owned(),
        ));
        done = slot.range.end;
    }
    // A closing line end needs something after it to take up a line.
    pieces.push((
        false,
        format!("{}\u{200b}", block.text.get(done..).unwrap_or_default()),
    ));
    pieces
}

fn class(kind: Kind, in_line: bool, opener: bool) -> String {
    let class = match kind {
        Kind::Title => "row title".to_owned(),
        Kind::Heading { level, .. } => format!("row heading level-{}", level.number()),
        Kind::Paragraph => "row paragraph".to_owned(),
        Kind::Item => "row item".to_owned(),
        Kind::Signature => "row signature".to_owned(),
        Kind::Date => "row date".to_owned(),
    };
    let class = if in_line { class + " in-line" } else { class };
    if opener { class + " opener" } else { class }
}
