//! The header: what can be done with the report, and how it stands.

use leptos::prelude::*;

use tigang::draft::shelf::ShelfError;

use super::browser::element::{El, button, classed, effect, el, memo};
use super::browser::{self, storage};
use super::desk::{Desk, Saving};
use super::import::Import;
use super::surfaces::Surfaces;
use super::{commands, words};

/// The bar over the page.
pub fn header(desk: Desk, surfaces: Surfaces, import: Import) -> El {
    let is_open = memo(move || desk.card().is_some());
    let name = memo(move || {
        desk.card()
            .map_or_else(|| "草稿".to_owned(), |card| card.name)
    });
    let draft = button("")
        .class("draft-button")
        .attr("aria-haspopup", "dialog")
        // Its name is short and always the same; which draft it is, comes after it.
        .attr("aria-describedby", "draft-name")
        .with(classed("span", "out-of-sight").text("草稿"))
        .with(
            el("span")
                .attr("id", "draft-name")
                .attr("aria-hidden", "true")
                .text_of(move || name.get()),
        )
        .with(el("i").attr("aria-hidden", "true").text("▾"))
        .on_click(move || surfaces.drafts.set(true));
    let tools = classed("div", "tools")
        .with(button("导入").on_click(move || import.open()))
        .with(button("新建").on_click(move || surfaces.new_report.set(true)))
        .part_if(
            move || is_open.get(),
            move || {
                classed("span", "with-report")
                    .with(
                        button("复制全文")
                            .class("primary")
                            .on_click(move || commands::copy_all(desk)),
                    )
                    .with(export(desk))
                    .with(classed("span", "rule").attr("aria-hidden", "true"))
                    .with(
                        button("撤销")
                            .disabled_if(move || !desk.depths().0)
                            .on_click(move || desk.undo()),
                    )
                    .with(
                        button("重做")
                            .disabled_if(move || !desk.depths().1)
                            .on_click(move || desk.redo()),
                    )
            },
        );
    let state = classed("div", "state")
        .part_if(move || is_open.get(), move || standing(desk))
        .with(theme())
        .with(
            button("?")
                .class("quiet")
                .name("使用说明")
                .on_click(move || surfaces.help.set(true)),
        );
    classed("header", "bar")
        .with(
            classed("span", "brand")
                .attr("aria-hidden", "true")
                .text(words::PRODUCT),
        )
        // The first page has a headline of its own.
        .part_if(
            move || is_open.get(),
            move || classed("h1", "out-of-sight").text_of(move || name.get()),
        )
        .with(draft)
        .with(tools)
        .with(state)
}

/// Save state, characters, blanks.
fn standing(desk: Desk) -> El {
    let open = memo(move || desk.totals().open);
    classed("span", "with-report")
        .with(
            classed("span", "save")
                .attr("role", "status")
                .name("保存状态")
                .class_if("failed", move || matches!(desk.saving(), Saving::Failed(_)))
                .text_of(move || saving(desk.saving())),
        )
        .with(
            classed("span", "characters")
                .text_of(move || format!("{} 字", grouped(desk.totals().characters))),
        )
        .with(
            classed("button", "open-count")
                .attr("type", "button")
                .class_if("none", move || open.get() == 0)
                .text_of(move || format!("待填 {}", open.get()))
                .on_click(move || desk.next_blank(false)),
        )
}

/// 导出 and what it offers.
fn export(desk: Desk) -> El {
    let open = RwSignal::new(false);
    let close = move || {
        open.set(false);
        browser::focus_selector("#export");
    };
    let opener = button("导出")
        .attr("id", "export")
        .name("导出")
        .attr("aria-haspopup", "menu")
        .attr_of("aria-expanded", move || Some(open.get().to_string()))
        .with(el("i").attr("aria-hidden", "true").text(" ▾"))
        .on_click(move || {
            open.update(|open| *open = !*open);
            leptos::task::spawn_local(async {
                leptos::task::tick().await;
                browser::focus_selector("#export-menu [role=menuitem]");
            });
        });
    classed("div", "drop").with(opener).part_if(
        move || open.get(),
        move || {
            let text = button("纯文本（.txt）")
                .attr("role", "menuitem")
                .attr("tabindex", "-1")
                .name("纯文本")
                .on_click(move || {
                    close();
                    commands::download(desk);
                });
            let menu = classed("div", "menu below")
                .attr("id", "export-menu")
                .attr("role", "menu")
                .name("导出")
                .with(text);
            let menu = menu.on_key(move |event| {
                let used = match event.key().as_str() {
                    "ArrowDown" => browser::focus_beside("#export-menu", "[role=menuitem]", false),
                    "ArrowUp" => browser::focus_beside("#export-menu", "[role=menuitem]", true),
                    "Escape" | "Tab" => {
                        close();
                        true
                    }
                    _ => false,
                };
                if used {
                    event.prevent_default();
                }
            });
            el("div")
                .with(classed("div", "menu-ground").on_click(close))
                .with(menu)
        },
    )
}

/// Light, dark, or as the system has it.
fn theme() -> El {
    let theme = RwSignal::new(storage::setting("theme"));
    let dark = memo(move || match theme.get().as_str() {
        "dark" => true,
        "light" => false,
        _ => browser::system_is_dark(),
    });
    effect(move || theme.with(|theme| browser::set_theme(theme)));
    classed("button", "quiet")
        .attr("type", "button")
        .name_of(move || {
            if dark.get() {
                "换成浅色"
            } else {
                "换成深色"
            }
            .to_owned()
        })
        .text_of(move || if dark.get() { "☀" } else { "☾" }.to_owned())
        .on_click(move || {
            let next = if dark.get_untracked() {
                "light"
            } else {
                "dark"
            };
            theme.set(next.to_owned());
            storage::set_setting("theme", next);
        })
}

fn saving(saving: Saving) -> String {
    match saving {
        Saving::None => String::new(),
        Saving::Dirty => "未保存".to_owned(),
        Saving::Saved(time) => format!("已写入 {}", browser::time_of_day(time)),
        Saving::Failed(ShelfError::Blocked) => "未保存：浏览器不允许存储".to_owned(),
        Saving::Failed(ShelfError::Full) => "未保存：存储空间已满".to_owned(),
    }
}

/// A number with a thin space every three digits.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{2009}');
        }
        text.push(digit);
    }
    text
}

/// The line at the foot of the page that says what just happened.
pub fn notices(desk: Desk) -> El {
    classed("div", "notices")
        .attr("aria-live", "polite")
        .attr("data-above", "")
        .part(move || {
            let notice = desk.notice()?;
            let (class, role) = if notice.urgent {
                ("notice urgent", "alert")
            } else {
                ("notice", "status")
            };
            let close = button("✕")
                .class("quiet")
                .name("知道了")
                .on_click(move || desk.unsay(notice.number));
            Some(
                classed("div", class)
                    .attr("role", role)
                    .with(el("span").text(&notice.text))
                    .with(close),
            )
        })
}

/// The sentence about blocked storage, for the first page too.
pub fn warn_if_blocked(desk: Desk) {
    if desk.drafts().list().is_err() {
        desk.warn(words::STORAGE_BLOCKED);
    }
}
