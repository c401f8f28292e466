//! 历史: the kept versions of the open draft, what changed since, and the way back.

use tigang::draft::versions::{About, Reason};
use tigang::report::compare::{Difference, Mark, Run, compare};
use tigang::report::{BlockId, Report};
use tigang::text;

use super::browser;
use super::browser::element::{El, button, classed, effect, el};
use super::desk::{Desk, Kept};
use super::signal::RwSignal;
use super::{dialog, words};

/// A version that is looked at: what is known about it and its report.
#[derive(Clone)]
struct Looked {
    kept: Kept,
    report: std::sync::Arc<Report>,
}

/// The list, and over it the field to keep a version by name.
pub fn history_view(desk: Desk) -> El {
    let looked: RwSignal<Option<Looked>> = RwSignal::new(None);
    let list = classed("div", "scroll").part(move || {
        let Some(versions) = desk.versions() else {
            return Some(classed("p", "empty").text(words::VERSIONS_UNREAD));
        };
        if versions.is_empty() {
            return Some(classed("p", "empty").text(words::NO_VERSIONS));
        }
        let size: usize = versions.iter().map(|(_, about)| about.version.size).sum();
        let rows = versions.into_iter().map(|kept| row(desk, looked, kept));
        Some(
            el("div")
                .with(
                    classed("ul", "versions")
                        .name("历史版本")
                        .with_all(rows.collect()),
                )
                .with(classed("p", "hint").text(&format!(
                    "共占 {}。较早的自动版本会逐步减少，起了名字的一直保留。",
                    room(size)
                ))),
        )
    });
    let view = classed("section", "history")
        .name("历史")
        .with(classed("h2", "pane-title").text("历史"))
        .with(naming(desk))
        .with(list);
    let open = RwSignal::new(false);
    effect(move || open.set(looked.with(Option::is_some)));
    dialog::dialog(view, open, "历史版本对照", "wide", move || {
        looked
            .get_untracked()
            .map(|looked| vec![compared(desk, &looked, open)])
            .unwrap_or_default()
    })
}

fn naming(desk: Desk) -> El {
    let name = RwSignal::new(String::new());
    let keep = move || {
        let text = name.get_untracked();
        desk.name_version(text.trim().to_owned());
        name.set(String::new());
    };
    classed("div", "naming")
        .with(
            el("input")
                .attr("type", "text")
                .attr("maxlength", "40")
                .attr("placeholder", "版本名，如“送审稿”")
                .name("版本名")
                .value_of(move || name.get())
                .on_value("input", move |text| name.set(text))
                .on_key(move |event| {
                    if !browser::fields::is_composing(event) && event.key() == "Enter" {
                        keep();
                    }
                }),
        )
        .with(button("存为版本").on_click(keep))
}

/// When a version was kept, and what it is called or was kept for.
fn label(about: &About) -> String {
    let time = browser::day_and_time(about.version.time);
    let label = match &about.version.name {
        Some(name) if !name.is_empty() => name,
        _ => words::reason(about.version.reason),
    };
    [&time, "　", label].concat()
}

fn row(desk: Desk, looked: RwSignal<Option<Looked>>, kept: Kept) -> El {
    let about = kept.1.clone();
    let label = label(&about);
    let class = if about.version.reason == Reason::Named {
        "version named"
    } else {
        "version"
    };
    let detail = [
        format!("{} 字", about.version.characters),
        about.changed.clone(),
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ");
    let look = button("对照")
        .name(&["对照：", &label].concat())
        .on_click(move || {
            let kept = kept.clone();
            leptos::task::spawn_local(async move {
                match desk.version(&kept.0).await {
                    Some(report) => looked.set(Some(Looked {
                        kept,
                        report: std::sync::Arc::new(report),
                    })),
                    None => desk.warn(words::VERSION_UNREADABLE),
                }
            });
        });
    classed("li", class)
        .with(
            classed("div", "draft-name")
                .with(el("b").text(&label))
                .with(el("small").text(&detail)),
        )
        .with(look)
}

/// What changed since the version, inline, and the way back to it.
fn compared(desk: Desk, looked: &Looked, open: RwSignal<bool>) -> El {
    let whole = RwSignal::new(false);
    let report = looked.report.clone();
    let body = classed("div", "compared")
        .attr("tabindex", "0")
        .name("对照")
        .part(move || {
            let body = if whole.get() {
                el("pre").text(&text::write(&report))
            } else {
                let shown = desk.read(|editor| {
                    let now = editor.report();
                    shortened(&report, now, &compare(&report, now))
                });
                match shown {
                    Some(shown) => el("div").with_all(shown),
                    None => classed("p", "empty").text(words::SAME_VERSION),
                }
            };
            Some(body)
        });
    let report = looked.report.clone();
    let back = button("恢复这个版本")
        .class("primary")
        .disabled_if(move || !desk.role().may_write())
        .on_click(move || {
            open.set(false);
            desk.go_back_to((*report).clone());
        });
    let mode = button("")
        .text_of(move || {
            if whole.get() {
                "看与现在的差别"
            } else {
                "看这个版本的全文"
            }
            .to_owned()
        })
        .on_click(move || whole.update(|whole| *whole = !*whole));
    let label = label(&looked.kept.1);
    el("div")
        .with(classed("p", "hint").text_of(move || {
            if whole.get() {
                format!("{label}：全文。")
            } else {
                format!("{label}：与现在相比，划线的是后来删去的，加底色的是后来写的。")
            }
        }))
        .with(body)
        .with(classed("footer", "dialog-foot").with(mode).with(back))
}

/// The differences, with stretches that are the same left out; `None` where there are none.
pub fn shortened(old: &Report, new: &Report, all: &[Difference]) -> Option<Vec<El>> {
    /// More than anybody reads, and than can be laid out at once.
    const MOST: usize = 500;
    let mut shown = Vec::new();
    let (mut same, mut left) = (0, 0);
    for difference in all {
        if difference.mark == Mark::Same {
            same += 1;
        } else if shown.len() < MOST {
            skipped(&mut shown, &mut same, "段相同");
            shown.push(block(old, new, difference));
        } else {
            left += 1;
        }
    }
    if left == 0 {
        skipped(&mut shown, &mut same, "段相同");
    }
    skipped(&mut shown, &mut left, "段也有差别，没有列出");
    all.iter()
        .any(|difference| difference.mark != Mark::Same)
        .then_some(shown)
}

fn skipped(shown: &mut Vec<El>, count: &mut usize, what: &str) {
    if *count > 0 {
        let text = format!("…… {count} {what} ……");
        shown.push(classed("p", "hint").text(&text));
        *count = 0;
    }
}

/// A number with its unit, for the space that versions take.
fn room(bytes: usize) -> String {
    if bytes < 1024 * 1024 {
        format!("{} KB", bytes.div_ceil(1024))
    } else {
        format!(
            "{}.{} MB",
            bytes / 1024 / 1024,
            bytes / 1024 % 1024 * 10 / 1024
        )
    }
}

/// One block that differs, as it is written, what went and what came in their places.
fn block(old: &Report, new: &Report, difference: &Difference) -> El {
    let whole = |report: &Report, id: Option<BlockId>| {
        let block = id.and_then(|id| report.block(id));
        block.map_or_else(String::new, |block| {
            let marker = block.marker.as_ref().map_or("", |marker| marker.text());
            format!("{marker}{}", block.text)
        })
    };
    let piece = |tag: &str, text: &str| el(tag).text(text);
    match &difference.mark {
        Mark::Same => el("p"),
        Mark::Moved => classed("p", "moved").text(&whole(new, difference.new)),
        Mark::Added => el("p").with(piece("ins", &whole(new, difference.new))),
        Mark::Removed => el("p").with(piece("del", &whole(old, difference.old))),
        Mark::Changed(runs) => {
            let pieces = runs.iter().map(|run| match run {
                Run::Kept(text) => piece("span", text),
                Run::Added(text) => piece("ins", text),
                Run::Removed(text) => piece("del", text),
            });
            el("p").with_all(pieces.collect())
        }
    }
}
