//! 草稿箱: all drafts of this browser, the bin, and what is known about the open one.

use tigang::draft::Card;

use super::browser::element::{El, classed, el, memo};
use super::desk::Desk;
use super::dialog::dialog;
use super::import::Import;
use super::period_fields::period_fields;
use super::surfaces::Surfaces;
use super::words;

mod backup;
mod list;
mod recovery;

pub use backup::back_up_all;

/// The dialog.
pub fn drafts_view(root: El, desk: Desk, surfaces: Surfaces, import: Import) -> El {
    dialog(root, surfaces.drafts, "草稿箱", "wide", move || {
        desk.save();
        let is_open = move || desk.card().is_some();
        vec![
            el("div").part_if(is_open, move || open_draft(desk)),
            list::List::new(desk, surfaces, import).view(),
            recovery::recovery_view(desk),
            backup::backup_view(desk),
        ]
    })
}

/// Name, unit and period of the open draft.
fn open_draft(desk: Desk) -> El {
    let card = memo(move || desk.card());
    let of_card = move |read: fn(&Card) -> String| {
        card.with(|card| card.as_ref().map(read).unwrap_or_default())
    };
    let shown = move |read: fn(&Card) -> String| {
        el("input")
            .attr("type", "text")
            .value_of(move || of_card(read))
            .shows_again(move || of_card(read))
    };
    let field = move |read: fn(&Card) -> String, write: fn(&mut Card, String)| {
        shown(read).on_value("change", move |value| {
            desk.describe(|card| write(card, value.trim().to_owned()));
        })
    };
    let name = field(
        |card| card.name.clone(),
        |card, name| {
            card.name = if name.is_empty() {
                words::UNTITLED.to_owned()
            } else {
                name
            };
        },
    );
    let unit = field(|card| card.unit.clone(), |card, unit| card.unit = unit);
    let [year, span] = period_fields(
        desk,
        move || {
            card.with(|card| card.as_ref().map(|card| card.period))
                .unwrap_or_default()
        },
        move |period| desk.describe(|card| card.period = period),
    );
    let labelled = |name: &str, field: El| classed("label", "grow").text(name).with(field);
    classed("fieldset", "card-fields")
        .with(el("legend").text("当前草稿"))
        .with(labelled("草稿名", name))
        .with(labelled("单位", unit))
        .with(year)
        .with(span)
}
