//! The right column: what is still missing, and the versions of the draft, as two tabs.

use leptos::prelude::*;

use super::blanks_view::blanks_view;
use super::browser::element::{El, classed, el};
use super::desk::Desk;
use super::history_view::history_view;
use super::signal::RwSignal;
use super::{browser, words};

/// What the column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tab {
    Blanks,
    History,
}

const TABS: [(Tab, &str, &str); 2] = [
    (Tab::Blanks, "待填", "tab-blanks"),
    (Tab::History, "历史", "tab-history"),
];

/// The column with its tabs.
pub fn side(desk: Desk) -> El {
    let shown = RwSignal::new(Tab::Blanks);
    let mut tabs = classed("div", "side-tabs")
        .attr("role", "tablist")
        .name("右栏");
    for (tab, name, id) in TABS {
        let is_shown = move || shown.get() == tab;
        tabs = tabs.with(
            el("button")
                .attr("type", "button")
                .attr("role", "tab")
                .attr("id", id)
                .attr("aria-controls", "side-panel")
                .attr_of("aria-selected", move || Some(is_shown().to_string()))
                .attr_of("tabindex", move || {
                    Some(if is_shown() { "0" } else { "-1" }.to_owned())
                })
                .text(name)
                .on_click(move || shown.set(tab)),
        );
    }
    let tabs = tabs.on_key(move |event| {
        let next = match (event.key().as_str(), shown.get_untracked()) {
            ("ArrowLeft" | "ArrowRight", Tab::Blanks) => Tab::History,
            ("ArrowLeft" | "ArrowRight", Tab::History) => Tab::Blanks,
            _ => return,
        };
        event.prevent_default();
        shown.set(next);
        let id = TABS
            .iter()
            .find(|(tab, _, _)| *tab == next)
            .map_or("", |(_, _, id)| id);
        browser::focus_selector(&format!("#{id}"));
    });
    let panel = classed("div", "side-panel")
        .attr("role", "tabpanel")
        .attr("id", "side-panel")
        .attr_of("aria-labelledby", move || {
            let shown = shown.get();
            TABS.iter()
                .find(|(tab, _, _)| *tab == shown)
                .map(|(_, _, id)| (*id).to_owned())
        })
        .part(move || {
            let shown = shown.get();
            Some(untrack(|| match shown {
                Tab::Blanks => blanks_view(desk),
                Tab::History => history_view(desk),
            }))
        });
    classed("aside", "side")
        .name(words::SIDE)
        .with(tabs)
        .with(panel)
}
