//! 草稿箱: all drafts of this browser, the bin, and what is known about the open one.

use std::collections::HashSet;

use leptos::prelude::*;

use tigang::draft::drafts::{Listed, LoadError};
use tigang::draft::period::SPANS;
use tigang::draft::{Card, Draft, Unreadable};

use super::browser::element::{El, button, classed, el, memo};
use super::browser::{self, clipboard};
use super::desk::Desk;
use super::dialog::dialog;
use super::import::Import;
use super::surfaces::Surfaces;
use super::words;

/// The dialog.
pub fn drafts_view(root: El, desk: Desk, surfaces: Surfaces, import: Import) -> El {
    dialog(root, surfaces.drafts, "草稿箱", "wide", move || {
        desk.save();
        let is_open = move || desk.card().is_some();
        vec![
            el("div").part_if(is_open, move || open_draft(desk)),
            Shelf::new(desk, surfaces, import).view(),
        ]
    })
}

/// Name, unit and period of the open draft.
fn open_draft(desk: Desk) -> El {
    let card = memo(move || desk.card());
    let of_card = move |read: fn(&Card) -> String| {
        card.with(|card| card.as_ref().map(read).unwrap_or_default())
    };
    let field = move |read: fn(&Card) -> String, write: fn(&mut Card, String)| {
        el("input")
            .attr("type", "text")
            .value_of(move || of_card(read))
            .on_value("change", move |value| {
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
    let year = field(
        |card| {
            card.period
                .year
                .map(|year| year.to_string())
                .unwrap_or_default()
        },
        |card, year| {
            card.period.year = year
                .parse()
                .ok()
                .filter(|year| (1949..=2199).contains(year))
        },
    );
    let year = year
        .attr("inputmode", "numeric")
        .attr("maxlength", "4")
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

/// The draft that should have come back when the page was opened, if its record is damaged.
fn broken_at_start(desk: Desk) -> HashSet<String> {
    let last = desk.drafts().open().ok().flatten();
    let damaged = |id: &String| {
        let read = desk.drafts().load(id);
        matches!(read, Err(LoadError::Unreadable(Unreadable::Damaged(_), _)))
    };
    let is_closed = untrack(|| desk.card()).is_none();
    last.filter(|id| is_closed && damaged(id))
        .into_iter()
        .collect()
}

/// The drafts and the bin.
#[derive(Clone, Copy)]
struct Shelf {
    desk: Desk,
    surfaces: Surfaces,
    import: Import,
    changes: RwSignal<u32>,
    broken: RwSignal<HashSet<String>>,
}

impl Shelf {
    fn new(desk: Desk, surfaces: Surfaces, import: Import) -> Shelf {
        Shelf {
            desk,
            surfaces,
            import,
            changes: RwSignal::new(0),
            broken: RwSignal::new(broken_at_start(desk)),
        }
    }

    fn view(self) -> El {
        let Shelf {
            surfaces, import, ..
        } = self;
        let actions = classed("div", "shelf-actions")
            .with(button("导入").on_click(move || {
                surfaces.drafts.set(false);
                import.open();
            }))
            .with(button("新建").on_click(move || {
                surfaces.drafts.set(false);
                surfaces.new_report.set(true);
            }))
            .with(
                classed("span", "hint")
                    .text("草稿只存在这台电脑的这个浏览器里；清除浏览数据会一并删除。"),
            );
        classed("div", "shelf")
            .with(actions)
            .part(move || Some(self.lists()))
    }

    fn lists(self) -> El {
        self.changes.track();
        self.desk.card();
        let broken = self.broken.get();
        let all = match self.desk.drafts().list() {
            Ok(all) => all,
            Err(error) => {
                return classed("p", "problem")
                    .attr("role", "alert")
                    .text(words::not_saved(error));
            }
        };
        // A card can be whole where the report behind it is not.
        let known = |listed: Listed| match listed.card {
            Ok(_) if broken.contains(&listed.id) => Listed {
                card: Err(Unreadable::Damaged(String::new())),
                ..listed
            },
            _ => listed,
        };
        let all: Vec<Listed> = all.into_iter().map(known).collect();
        let binned = |listed: &Listed| listed.card.as_ref().is_ok_and(|card| card.binned.is_some());
        let (bin, kept): (Vec<Listed>, Vec<Listed>) = all.into_iter().partition(binned);
        let list = |name: &str, all: Vec<Listed>| {
            classed("ul", "drafts")
                .name(name)
                .with_all(all.into_iter().map(|listed| self.row(listed)).collect())
        };
        let mut lists = el("div");
        if kept.is_empty() {
            lists = lists.with(classed("p", "empty").text("还没有草稿。"));
        } else {
            lists = lists.with(list("草稿", kept));
        }
        if !bin.is_empty() {
            let summary = el("summary").text(&format!("回收站（{}）", bin.len()));
            lists = lists.with(
                classed("details", "bin")
                    .with(summary)
                    .with(list("回收站", bin)),
            );
        }
        lists
    }

    fn again(self) {
        self.changes.update(|changes| *changes += 1);
    }

    fn report(self, error: LoadError) {
        match error {
            LoadError::Shelf(error) => self.desk.warn(words::not_saved(error)),
            LoadError::Missing => self.again(),
            LoadError::Unreadable(Unreadable::Newer(_), _) => self.desk.warn(words::NEWER),
            LoadError::Unreadable(Unreadable::Damaged(_), _) => self.desk.warn(words::DAMAGED),
        }
    }

    fn row(self, listed: Listed) -> El {
        let Listed { id, card } = listed;
        let words_of = |name: &str, about: &str| {
            classed("div", "draft-name")
                .with(el("b").text(name))
                .with(el("small").text(about))
        };
        match card {
            Ok(card) => {
                let open = self.desk.card().is_some_and(|open| open.id == card.id);
                let class = if open { "draft current" } else { "draft" };
                classed("li", class)
                    .with(words_of(&card.name, &about(&card)))
                    .with_all(self.buttons(&card, open))
            }
            Err(why) => {
                let text = if matches!(why, Unreadable::Newer(_)) {
                    words::NEWER
                } else {
                    words::DAMAGED
                };
                let raw = button("导出原记录").on_click(move || {
                    if let Err(LoadError::Unreadable(_, record)) = self.desk.drafts().load(&id) {
                        clipboard::download(&format!("tigang-{id}.json"), &record);
                    }
                });
                classed("li", "draft damaged")
                    .with(words_of("打不开的记录", text))
                    .with(raw)
            }
        }
    }

    fn buttons(self, card: &Card, open: bool) -> Vec<El> {
        let act = |text: &str, verb: &str, act: fn(Shelf, &str) -> Result<(), LoadError>| {
            let id = card.id.clone();
            button(text)
                .name(&format!("{verb}：{}", card.name))
                .on_click(move || {
                    if let Err(error) = act(self, &id) {
                        if matches!(error, LoadError::Unreadable(Unreadable::Damaged(_), _)) {
                            self.broken.update(|broken| {
                                broken.insert(id.clone());
                            });
                        }
                        self.report(error);
                    }
                    self.again();
                })
        };
        if card.binned.is_some() {
            return vec![
                act("恢复", "恢复", |shelf, id| {
                    shelf.desk.drafts().bin(id, None)
                }),
                act("彻底删除", "彻底删除", |shelf, id| {
                    shelf.desk.drafts().erase(id)
                })
                .class("danger"),
            ];
        }
        vec![
            act(
                if open { "正在编辑" } else { "打开" },
                if open { "正在编辑" } else { "打开" },
                Shelf::open,
            )
            .class("primary")
            .disabled_if(move || open),
            act("复制", "复制", Shelf::duplicate),
            act("删除", "删除", Shelf::bin).class("danger"),
        ]
    }

    fn open(self, id: &str) -> Result<(), LoadError> {
        let draft = self.desk.drafts().load(id)?;
        self.surfaces.drafts.set(false);
        self.desk.open(draft);
        Ok(())
    }

    fn duplicate(self, id: &str) -> Result<(), LoadError> {
        let draft = self.desk.drafts().load(id)?;
        let now = browser::now();
        let name = format!("{}（副本）", draft.card.name);
        let card = Card {
            id: browser::new_id(),
            name,
            created: now,
            saved: now,
            ..draft.card
        };
        self.desk
            .drafts()
            .save(&Draft { card, ..draft })
            .map_err(LoadError::Shelf)
    }

    fn bin(self, id: &str) -> Result<(), LoadError> {
        let open = self.desk.card().is_some_and(|open| open.id == id);
        if open {
            self.desk.save();
        }
        self.desk.drafts().bin(id, Some(browser::now()))?;
        if open {
            self.desk.close();
        }
        self.desk.say(words::BINNED);
        Ok(())
    }
}

/// Unit, period, size and time, as far as they are known.
fn about(card: &Card) -> String {
    let year = card
        .period
        .year
        .map(|year| format!("{year}年"))
        .unwrap_or_default();
    let span = SPANS
        .iter()
        .find(|(span, _)| Some(*span) == card.period.span)
        .and_then(|(_, names)| names.first().copied());
    let period = format!("{year}{}", span.unwrap_or_default());
    let open = if card.open > 0 {
        format!("待填 {}", card.open)
    } else {
        String::new()
    };
    let saved = format!("{} 保存", browser::day_and_time(card.saved));
    [
        card.unit.clone(),
        period,
        format!("{} 字", card.characters),
        open,
        saved,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}
