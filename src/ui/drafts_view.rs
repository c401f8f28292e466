//! 草稿箱: all drafts of this browser, the bin, and what is known about the open one.

use tigang::draft::Card;
use tigang::draft::period::SPANS;
use tigang::numbering::number_at;

use super::browser::element::{El, classed, el, memo};
use super::desk::Desk;
use super::dialog::dialog;
use super::import::Import;
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
    let year = shown(|card| {
        let year = card.period.year;
        year.map(|year| year.to_string()).unwrap_or_default()
    });
    let year = year.on_value("change", move |value| match read_year(value.trim()) {
        Some(year) => {
            desk.unsay_words(words::WRONG_YEAR);
            desk.describe(|card| card.period.year = year);
        }
        None => desk.warn(words::WRONG_YEAR),
    });
    let year = year
        .attr("inputmode", "numeric")
        .attr("maxlength", "5")
        .attr("size", "5");
    let mut span = el("select").on_value("change", move |chosen| {
        let span = SPANS
            .iter()
            .find(|(_, names)| names.first() == Some(&chosen.as_str()))
            .map(|(span, _)| *span);
        desk.describe(|card| card.period.span = span);
    });
    let spans = SPANS
        .iter()
        .map(|(span, names)| (Some(*span), names.first().copied().unwrap_or_default()));
    for (value, name) in std::iter::once((None, "未定")).chain(spans) {
        let chosen = move || {
            card.with(|card| card.as_ref().is_some_and(|card| card.period.span == value))
                .then(String::new)
        };
        let key = if value.is_some() { name } else { "" };
        span = span.with(
            el("option")
                .attr("value", key)
                .attr_of("selected", chosen)
                .text(name),
        );
    }
    let labelled =
        |name: &str, class: &str, field: El| classed("label", class).text(name).with(field);
    classed("fieldset", "card-fields")
        .with(el("legend").text("当前草稿"))
        .with(labelled("草稿名", "grow", name))
        .with(labelled("单位", "grow", unit))
        .with(labelled("年份", "", year))
        .with(labelled("报告期", "", span))
}

/// A year as it was written, `Some(None)` for nothing; `None` for what is no year of a report.
fn read_year(text: &str) -> Option<Option<u16>> {
    if text.is_empty() {
        return Some(None);
    }
    let (year, rest) = number_at(text)?;
    let is_year = matches!(rest, "" | "年") && (1949..=2199).contains(&year);
    let year = u16::try_from(year).ok().filter(|_| is_year);
    year.map(Some)
}
