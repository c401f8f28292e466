//! The page: header, outline, sheet and blanks over one desk.
//!
//! Room: knows the library and leptos; web-sys only inside [`browser`]. Law: views are functions of
//! the report; effects leave the reactive world (storage, focus, clipboard) and nothing else.

use leptos::prelude::*;

mod blanks_view;
mod browser;
mod carry_over;
mod chunks;
mod commands;
mod desk;
mod dialog;
mod drafts_view;
mod export;
mod find;
mod guidance;
mod header;
mod help;
mod history_view;
mod import;
mod keys;
mod lasting;
mod menu;
mod near;
mod new_report;
mod outline_view;
mod paper;
mod paste;
mod period_fields;
mod recognise;
mod row;
mod rows;
mod select;
mod sheet;
mod side;
mod signal;
mod surfaces;
mod tidying;
mod welcome;
mod windowed;
mod words;

use browser::element::{self, El, classed, effect, el, memo};
use desk::{Desk, Found};
use find::Finder;
use guidance::Guide;
use import::Import;
use menu::Menu;
use paper::Paper;
use signal::RwSignal;
use surfaces::{Pane, Surfaces};

/// How long after the database did not answer it is looked at again, in milliseconds.
const LOOK_AGAIN: u32 = 5_000;

/// Puts the page on the page. Should the program ever fail, the script in index.html hears of it and
/// shows its crash screen; a release build says no more than that, for the sake of its size.
pub fn start() {
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| browser::log(&panic.to_string())));
    mount_to_body(|| {
        let root = page();
        element::mount(&root);
    });
}

/// The whole page.
fn page() -> El {
    let desk = Desk::new();
    let surfaces = Surfaces::new();
    let import = Import::new(surfaces);
    let menu = Menu::new();
    let guide = Guide::new(desk);
    let finder = Finder::new(desk);
    let paper = Paper::new(desk);
    paper::print_pages(desk, paper);
    let ready = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        let found = desk.begin().await;
        ready.set(true);
        browser::hide_skeleton();
        tell_found(desk, &found);
        if found.damaged > 0 || found.missing {
            surfaces.drafts.set(true);
        }
        if let Some(blocked) = header::blocked(desk) {
            desk.warn(blocked);
        }
        // A database that is slow today is looked at again, not given up.
        while desk.is_unlooked() {
            browser::copies::pause(LOOK_AGAIN).await;
            look_again(desk).await;
        }
    });
    // What is typed is known as such on this page only: a number that is typed and counted would stay twice.
    let last = move || {
        if let (Some((block, _)), None) = (browser::fields::focused_block(), desk.composing()) {
            recognise::put_in_order(desk, block);
        }
        desk.clear_cut(None);
    };
    browser::on_leave(move || desk.leave(), last);
    browser::ask_before_closing(move || {
        desk.leave();
        desk.is_on_the_page_alone()
    });
    browser::on_come(move || desk.write_if_free());
    element::on_page_key(move |event| keys::on_page(desk, surfaces, paper, finder, event));
    // Whoever wants a field or the pages wants to see them, whichever column a narrow screen shows.
    effect(move || {
        if desk.wanted().is_some() || paper.paged.get() {
            surfaces.pane.set(Pane::Sheet);
        }
    });
    let dropping = RwSignal::new(false);
    // A draft and the next have no row in common, even where their ids are the same numbers.
    // Fields that may be written in are others than those that may not.
    let draft = memo(move || desk.card().map(|card| (card.id, desk.role().may_write())));
    let work = move || match draft.get() {
        // Nothing before the copies have been compared: what comes first is what stays.
        None if !ready.get() => el("main"),
        None => untrack(|| welcome::welcome(desk, surfaces, import)),
        Some(_) => untrack(|| {
            surfaces.pane.set(Pane::Sheet);
            classed("main", "columns")
                .attr_of("data-pane", move || {
                    Some(surfaces.pane.get().name().to_owned())
                })
                .with(tabs(desk, surfaces))
                .with(outline_view::outline_view(desk, menu, guide, finder))
                .with(
                    classed("section", "desk")
                        .name("正文")
                        .part_if(
                            move || !paper.paged.get(),
                            move || sheet::sheet(desk, menu, guide, paper),
                        )
                        .part_if(
                            move || paper.paged.get(),
                            move || paper::preview::preview(desk, paper),
                        ),
                )
                .with(side::side(desk))
        }),
    };
    let page = classed("div", "page")
        .class_if("dropping", move || dropping.get())
        .on_drag("dragover", move |event| {
            if browser::files::drags_files(event) {
                event.prevent_default();
                dropping.set(true);
            }
        })
        .on_drag("dragleave", move |_| dropping.set(false))
        .on_drag("drop", move |event| {
            dropping.set(false);
            if let Some((file, has_more)) = browser::files::dropped(event) {
                event.prevent_default();
                if has_more {
                    desk.say(words::ONE_FILE);
                }
                import.take_file(file);
            }
        })
        .with(header::header(desk, surfaces, import, paper))
        .with(header::notices(desk))
        .with(header::who_writes(desk))
        .with(header::reminder(desk))
        .with(find::strip(finder))
        .part(move || Some(work()));
    let page = import::import_view(page, desk, import);
    let page = new_report::new_report(page, desk, surfaces);
    let page = drafts_view::drafts_view(page, desk, surfaces, import);
    let page = carry_over::carry_over_view(page, desk, surfaces);
    let page = help::help(page, surfaces);
    let page = paper::settings::settings(page, desk, paper);
    let page = export::question(page, desk, paper);
    menu::menu_view(page, desk, menu, paper)
}

/// Looks once more for drafts in the database. Work may have begun: no dialog comes over it.
async fn look_again(desk: Desk) {
    let found = desk.look().await;
    tell_found(desk, &found);
}

/// Says what stood in the copies, where it was not as it should be.
fn tell_found(desk: Desk, found: &Found) {
    let said = match found {
        _ if found.damaged > 0 => words::LAID_ASIDE,
        _ if found.missing => words::GONE,
        _ if found.newer > 0 => words::NEWER,
        _ if found.recovered > 0 => words::RECOVERED,
        _ => return,
    };
    desk.warn(said);
}

/// Which column a narrow screen shows.
fn tabs(desk: Desk, surfaces: Surfaces) -> El {
    let tab = |pane: Pane, name: &'static str| {
        el("button")
            .attr("type", "button")
            .attr_of("aria-pressed", move || {
                Some((surfaces.pane.get() == pane).to_string())
            })
            .on_click(move || surfaces.pane.set(pane))
            .text_of(move || match desk.totals().open {
                open if pane == Pane::Blanks && open > 0 => format!("{name} {open}"),
                _ => name.to_owned(),
            })
    };
    classed("div", "tabs")
        .attr("role", "group")
        .name("切换栏目")
        .with(tab(Pane::Outline, "提纲"))
        .with(tab(Pane::Sheet, "正文"))
        .with(tab(Pane::Blanks, "待填"))
}
