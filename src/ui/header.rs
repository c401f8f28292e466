//! The header: what can be done with the report, and how it stands.

use tigang::draft::keeper::Safety;
use tigang::draft::lease::Role;
use tigang::draft::shelf::ShelfError;

use super::browser::element::{El, button, classed, effect, el, memo};
use super::browser::{self, storage};
use super::desk::{Desk, Reminder, Tone};
use super::import::Import;
use super::paper::Paper;
use super::signal::RwSignal;
use super::surfaces::Surfaces;
use super::{commands, drafts_view, export, words};

/// The bar over the page.
pub fn header(desk: Desk, surfaces: Surfaces, import: Import, paper: Paper) -> El {
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
        .attr_of("title", move || Some(name.get()))
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
                            .on_click(move || commands::copy_all(desk, paper)),
                    )
                    .with(export::export(desk, paper))
                    .with(
                        button("版面")
                            .attr_of("aria-pressed", move || Some(paper.paged.get().to_string()))
                            .on_click(move || paper.turn(desk, browser::is_at_button())),
                    )
                    .with(classed("span", "rule").attr("aria-hidden", "true"))
                    .with(
                        button("撤销")
                            .disabled_if(move || !desk.depths().0)
                            .on_click(move || desk.undo(browser::is_at_button())),
                    )
                    .with(
                        button("重做")
                            .disabled_if(move || !desk.depths().1)
                            .on_click(move || desk.redo(browser::is_at_button())),
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
                // update.js waits for it.
                .class_if("settled", move || {
                    !desk.role().may_write()
                        || desk.standing().is_some_and(|standing| {
                            matches!(standing.safety, Safety::Settled(_))
                                && standing.trouble.is_none()
                        })
                })
                .class_if("failed", move || {
                    desk.standing()
                        .is_some_and(|standing| standing.trouble.is_some())
                })
                .text_of(move || {
                    let standing = desk.standing().filter(|_| desk.role().may_write());
                    standing.map_or_else(
                        || "只读".to_owned(),
                        |standing| words::standing(standing, browser::time_of_day),
                    )
                }),
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

/// The lines at the foot of the page that say what just happened.
pub fn notices(desk: Desk) -> El {
    let keys = move || desk.notices().iter().map(|one| one.number).collect();
    let line = move |number| {
        let notices = desk.notices();
        let notice = notices.into_iter().find(|one| one.number == number);
        let (class, role) = match &notice {
            Some(notice) if !matches!(notice.tone, Tone::Passing | Tone::Offering) => {
                ("notice urgent", "alert")
            }
            _ => ("notice", "status"),
        };
        let offer = notice.as_ref().and_then(|notice| notice.offer.clone());
        let offer = offer.map(|(label, act)| button(label).on_click(move || act()));
        let close = button("✕").class("quiet").name("知道了").on_click(move || {
            desk.unsay(number);
            desk.keep_keyboard();
        });
        classed("div", class)
            .attr("role", role)
            .with(el("span").text(&notice.map_or_else(String::new, |notice| notice.text)))
            .with_all(offer.into_iter().chain([close]).collect())
    };
    classed("div", "notices")
        .attr("aria-live", "polite")
        .attr("data-above", "")
        .each(keys, line)
}

/// Who writes in the open draft, where that is another tab, and the way to write here.
pub fn who_writes(desk: Desk) -> El {
    let show = move || {
        let role = desk.role();
        let is_waiting = role == Role::Waiting;
        let other = matches!(role, Role::Reading | Role::Waiting) && desk.card().is_some();
        let about = match desk.writer_since() {
            _ if is_waiting => "正在请另一个标签页交出这份草稿……".to_owned(),
            Some(since) => format!(
                "这份草稿正在另一个标签页（{} 打开）里编辑，这里只能查看。",
                browser::time_of_day(since)
            ),
            None => words::READ_HERE.to_owned(),
        };
        if other && desk.is_newer() {
            let strip = classed("div", "strip").attr("role", "status");
            return Some(strip.with(el("span").text(words::NEWER)));
        }
        other.then(|| {
            let take = button("在这里编辑")
                .disabled_if(move || desk.role() == Role::Waiting)
                .on_click(move || desk.take_over());
            classed("div", "strip")
                .attr("role", "status")
                .with(el("span").text(&about))
                .with(take)
        })
    };
    el("div").part(show)
}

/// A backup that is due, and once, what the page cannot protect against.
pub fn reminder(desk: Desk) -> El {
    el("div").part(move || {
        let strip = |about: &str| {
            classed("div", "strip")
                .attr("role", "status")
                .with(el("span").text(about))
        };
        Some(match desk.reminder()? {
            Reminder::Limits => {
                strip(words::LIMITS).with(button("知道了").on_click(move || desk.forget_reminder()))
            }
            Reminder::Backup(count) => {
                let is_first = storage::setting("backup").is_empty();
                strip(&words::to_back_up(count, is_first))
            }
            .with(button("现在备份").on_click(move || drafts_view::back_up_all(desk)))
            .with(button("以后再说").on_click(move || desk.forget_reminder())),
        })
    })
}

/// What to say where the fast store is blocked; the database may take the drafts all the same.
pub fn blocked(desk: Desk) -> Option<&'static str> {
    let is_blocked = !storage::LocalShelf.is_open();
    is_blocked.then(|| match desk.is_unlooked() {
        true => words::STORAGE_BLOCKED,
        false => words::stored_once(ShelfError::Blocked),
    })
}
