//! 还能找回的副本: versions of drafts that are gone, and damaged records that only the database has.
//!
//! Law: shown only where there is something; taking one back adds a draft and changes no other.

use tigang::draft::Unreadable;
use tigang::draft::drafts::LoadError;
use tigang::draft::versions::About;

use crate::ui::browser::copies::{self, Store};
use crate::ui::browser::element::{El, button, classed, el};
use crate::ui::desk::Desk;
use crate::ui::signal::RwSignal;
use crate::ui::{browser, commands, words};

/// A copy that can still be had: where it lies, its key, and what is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Copy {
    store: Store,
    key: String,
    about: String,
}

/// The list, where there is something in it.
pub fn recovery_view(desk: Desk) -> El {
    let copies: RwSignal<Vec<Copy>> = RwSignal::new(Vec::new());
    leptos::task::spawn_local(async move { copies.set(find(desk).await) });
    el("div").part(move || {
        let copies = copies.get();
        if copies.is_empty() {
            return None;
        }
        let rows = copies.into_iter().map(|copy| row(desk, copy)).collect();
        Some(
            el("div").with(el("h3").text(words::RECOVERABLE)).with(
                classed("ul", "drafts")
                    .name(words::RECOVERABLE)
                    .with_all(rows),
            ),
        )
    })
}

/// What the database has of drafts that are on no shelf, the newest version of each.
async fn find(desk: Desk) -> Vec<Copy> {
    let here = desk.drafts().list().unwrap_or_default();
    let mut kept: Vec<(String, About)> = Vec::new();
    for (key, about) in copies::all(Store::About).await.unwrap_or_default() {
        let Some(about) = About::from_text(&about) else {
            continue;
        };
        if !here.iter().any(|listed| listed.id == about.version.draft) {
            kept.push((key, about));
        }
    }
    kept.sort_unstable_by_key(|(_, about)| std::cmp::Reverse(about.version.time));
    let mut seen: Vec<String> = Vec::new();
    kept.retain(|(_, about)| {
        let draft = &about.version.draft;
        let is_first = !seen.contains(draft);
        if is_first {
            seen.push(draft.clone());
        }
        is_first
    });
    let mut found: Vec<Copy> = kept
        .into_iter()
        .map(|(key, about)| Copy {
            store: Store::Versions,
            about: format!(
                "已不在草稿箱的草稿 · {} 字 · {} 的历史版本",
                about.version.characters,
                browser::day_and_time(about.version.time)
            ),
            key,
        })
        .collect();
    for (key, record) in copies::all(Store::Damaged).await.unwrap_or_default() {
        found.push(Copy {
            store: Store::Damaged,
            about: format!("数据库里打不开的记录 · {} 字节", record.len()),
            key,
        });
    }
    found
}

fn row(desk: Desk, copy: Copy) -> El {
    let line = classed("li", "draft").with(
        classed("div", "draft-name")
            .with(el("b").text(&copy.about))
            .with(el("small").text(&copy.key)),
    );
    let save = {
        let copy = copy.clone();
        button("另存")
            .name(&format!("另存：{}", copy.about))
            .on_click(move || {
                let Copy { store, key, .. } = copy.clone();
                leptos::task::spawn_local(async move {
                    let record = copies::get(store, &key).await.ok().flatten();
                    commands::hand_over_record(desk, &key, record);
                });
            })
    };
    if copy.store == Store::Damaged {
        return line.with(save);
    }
    let back = button("找回")
        .class("primary")
        .name(&format!("找回：{}", copy.about))
        .on_click(move || {
            let key = copy.key.clone();
            leptos::task::spawn_local(async move { take_back(desk, &key).await });
        });
    line.with(back).with(save)
}

/// Makes a draft of a version again.
async fn take_back(desk: Desk, key: &str) {
    let record = copies::get(Store::Versions, key).await.ok().flatten();
    let result = record.map(|record| desk.drafts().adopt(record));
    match result {
        Some(Ok(())) => desk.say(words::TAKEN_BACK),
        Some(Err(LoadError::Unreadable(Unreadable::Newer(_), _))) => {
            desk.warn(words::NEWER);
        }
        Some(Err(LoadError::Shelf(error))) => desk.warn(words::not_stored(error)),
        Some(Err(LoadError::Changed(error))) => desk.warn(words::not_changed(error)),
        _ => desk.warn(words::VERSION_UNREADABLE),
    }
    desk.list_again();
}
