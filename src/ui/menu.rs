//! The menu of a part, an item or a paragraph: every edit that its kind takes.
//!
//! Law: what the menu offers is derived from the block; every entry works by keyboard, and the
//! keyboard goes back to where it was.

use tigang::edit::{Addition, Edit, HeadingLayout, Place};
use tigang::report::{BlockId, Kind, Level, Report};

use super::browser::element::{El, KeyEvent, button, classed, el};
use super::desk::Desk;
use super::paper::Paper;
use super::signal::RwSignal;
use super::{browser, commands, near, recognise};

/// The one menu of the page.
#[derive(Clone, Copy)]
pub struct Menu {
    open: RwSignal<Option<Open>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Open {
    block: BlockId,
    place: (f64, f64),
    back: Option<String>,
}

/// What an entry of the menu does.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Edit(Edit),
    Copy,
}

impl Menu {
    /// A closed menu.
    pub fn new() -> Menu {
        Menu {
            open: RwSignal::new(None),
        }
    }

    /// Opens the menu of a block at a place of the page.
    pub fn open(self, block: BlockId, place: (f64, f64)) {
        self.open.set(Some(Open {
            block,
            place,
            back: browser::focused_selector(),
        }));
    }

    /// Opens it beside the field of the block.
    pub fn open_at_field(self, block: BlockId) {
        let place = browser::place_of(&format!("textarea[data-block=\"{}\"]", block.0));
        self.open(block, place);
    }

    fn close(self, desk: Desk, give_back: bool) {
        let open = self.open.get_untracked();
        self.open.set(None);
        if !give_back {
            return;
        }
        let back = open.and_then(|open| open.back);
        // A press of the mouse took the keyboard from where it was.
        if !back.is_some_and(|back| browser::focus_selector(&back)) {
            desk.go_back_unmoved();
        }
    }
}

/// The menu itself, over everything else.
pub fn menu_view(root: El, desk: Desk, menu: Menu, paper: Paper) -> El {
    root.part(move || {
        let open = menu.open.get()?;
        let mut entries = desk.read(|editor| entries(editor.report(), open.block));
        if !desk.may_write() {
            entries.retain(|(_, act)| *act == Act::Copy);
        }
        // Not beyond the right or lower edge of the page.
        let (width, height) = browser::page_size();
        let left = open.place.0.min(width - 232.0).max(8.0);
        let top = open
            .place
            .1
            .min(height - 36.0 * entries.len() as f64 - 24.0)
            .max(8.0);
        let mut last = None;
        let list = classed("div", "menu")
            .attr("role", "menu")
            .name("操作")
            .attr(
                "style",
                &format!("left:{}px;top:{}px", left as i32, top as i32),
            )
            .with_all(
                entries
                    .into_iter()
                    .map(|(name, act)| {
                        let group = group(&act);
                        let begins = last.replace(group).is_some_and(|last| last != group);
                        let entry = entry((desk, menu, paper), open.block, name, act);
                        match begins {
                            true => entry.attr("data-apart", ""),
                            false => entry,
                        }
                    })
                    .collect(),
            )
            .on_key(move |event| {
                walk("[role=menu]", event, || menu.close(desk, true));
                event.stop_propagation();
            });
        let ground = classed("div", "menu-ground")
            .on_click(move || menu.close(desk, true))
            .on("contextmenu", move |event| {
                event.prevent_default();
                menu.close(desk, true);
            });
        leptos::task::spawn_local(async {
            browser::focus_selector("[role=menu] [role=menuitem]");
        });
        Some(el("section").name("操作菜单").with(ground).with(list))
    })
}

/// A key press in a menu: walks through its entries or closes it; whether it did.
pub fn walk(menu: &str, event: &KeyEvent, close: impl Fn()) -> bool {
    const ENTRY: &str = "[role=menuitem]";
    let of_menu = |which: &str| [menu, " ", ENTRY, which].concat();
    let used = match event.key().as_str() {
        "ArrowDown" => browser::focus_beside(menu, ENTRY, false),
        "ArrowUp" => browser::focus_beside(menu, ENTRY, true),
        "Home" => browser::focus_selector(&of_menu("")),
        "End" => browser::focus_selector(&of_menu(":last-child")),
        "Escape" | "Tab" => {
            close();
            true
        }
        _ => false,
    };
    if used {
        event.prevent_default();
    }
    used
}

/// What belongs together in the menu; a line stands between one and the next.
fn group(act: &Act) -> u8 {
    match act {
        Act::Edit(Edit::Add { .. }) => 0,
        Act::Edit(Edit::Move { .. }) => 1,
        Act::Copy | Act::Edit(Edit::Remove { .. }) => 2,
        Act::Edit(_) => 3,
    }
}

fn entry((desk, menu, paper): (Desk, Menu, Paper), block: BlockId, name: &str, act: Act) -> El {
    let class = if matches!(act, Act::Edit(Edit::Remove { .. })) {
        "danger"
    } else {
        ""
    };
    button(name)
        .class(class)
        .attr("role", "menuitem")
        .attr("tabindex", "-1")
        .on_click(move || {
            match &act {
                // An edit takes the keyboard to where it belongs; one that is refused gives it back.
                Act::Edit(edit) => {
                    let done = desk.apply(edit);
                    if done && matches!(edit, Edit::Remove { .. }) {
                        recognise::sign_last(desk);
                    }
                    menu.close(desk, !done);
                }
                Act::Copy => {
                    menu.close(desk, true);
                    commands::copy_part(desk, paper, block);
                }
            }
        })
}

/// What can be done with a block.
fn entries(report: &Report, id: BlockId) -> Vec<(&'static str, Act)> {
    let Some(block) = report.block(id) else {
        return Vec::new();
    };
    let mut entries: Vec<(&'static str, Act)> = Vec::new();
    let mut edit = |name, edit| entries.push((name, Act::Edit(edit)));
    let add = |what, place| Edit::Add { what, place };
    match block.kind {
        Kind::Heading { level, .. } => {
            edit("在后面加一部分", add(Addition::Section, Place::After(id)));
            edit("在前面加一部分", add(Addition::Section, Place::Before(id)));
            if !block.is_opener() && level != Level::Four {
                edit("加一个下级部分", add(Addition::Section, Place::Into(id)));
            }
            edit("加一段正文", add(Addition::Paragraph, Place::Into(id)));
            edit("加一个分项", add(Addition::Item, Place::Into(id)));
            moves(report, id, &mut edit);
            if !block.is_opener() {
                if level != Level::One {
                    edit("升一级", Edit::Promote { heading: id });
                }
                if level != Level::Four && near::neighbour(report, id, true).is_some() {
                    edit("降一级", Edit::Demote { heading: id });
                }
                let body = report
                    .position(id)
                    .and_then(|at| report.at(at + 1))
                    .filter(|next| next.kind == Kind::Paragraph);
                match body.map(|body| body.gap.is_empty()) {
                    Some(true) => {
                        edit(
                            "标题单独成行",
                            Edit::SetHeading {
                                heading: id,
                                layout: HeadingLayout::OwnLine,
                            },
                        );
                    }
                    Some(false) => {
                        edit(
                            "标题与正文接排",
                            Edit::SetHeading {
                                heading: id,
                                layout: HeadingLayout::RunIn,
                            },
                        );
                    }
                    None => {}
                }
                edit("同级部分转为分项", Edit::SectionsToItems { heading: id });
                edit("改为普通段落", Edit::MakeParagraph { block: id });
            }
        }
        Kind::Item => {
            edit("在后面加一项", add(Addition::Item, Place::After(id)));
            edit("在前面加一项", add(Addition::Item, Place::Before(id)));
            moves(report, id, &mut edit);
            edit("各分项转为下级部分", Edit::ItemsToSections { item: id });
            edit("改为普通段落", Edit::MakeParagraph { block: id });
        }
        Kind::Paragraph => {
            edit("在后面加一段", add(Addition::Paragraph, Place::After(id)));
            if !block.gap.is_empty() {
                edit("在前面加一段", add(Addition::Paragraph, Place::Before(id)));
            }
            edit("在后面加分项", add(Addition::Item, Place::After(id)));
            edit("在后面加一部分", add(Addition::Section, Place::After(id)));
            moves(report, id, &mut edit);
            if !block.gap.is_empty() {
                edit("设为小标题", recognise::heading(report, id));
            }
        }
        Kind::Title => {
            edit("在后面加一段", add(Addition::Paragraph, Place::After(id)));
            edit("加一部分", add(Addition::Section, Place::After(id)));
        }
        Kind::Signature | Kind::Date => {
            if block.kind == Kind::Signature {
                edit("再加一个署名", add(Addition::Closing, Place::After(id)));
            } else if !report.blocks().any(|block| block.kind == Kind::Signature) {
                edit("在前面加署名", add(Addition::Closing, Place::Before(id)));
            }
            edit("在前面加一部分", add(Addition::Section, Place::Before(id)));
        }
    }
    missing(report, id, &mut edit);
    entries.push(("复制这一部分", Act::Copy));
    entries.push(("删除", Act::Edit(Edit::Remove { block: id })));
    entries
}

fn moves(report: &Report, id: BlockId, edit: &mut impl FnMut(&'static str, Edit)) {
    if let Some(place) = near::neighbour(report, id, true) {
        edit("上移", Edit::Move { block: id, place });
    }
    if let Some(place) = near::neighbour(report, id, false) {
        edit("下移", Edit::Move { block: id, place });
    }
}

/// Parts that a report has once, where this one has them not yet.
fn missing(report: &Report, id: BlockId, edit: &mut impl FnMut(&'static str, Edit)) {
    use tigang::report::Role;
    let outermost = report.block(id).is_some_and(|block| {
        matches!(
            block.kind,
            Kind::Heading {
                level: Level::One,
                ..
            }
        )
    });
    let has = |wanted: Role| {
        report
            .blocks()
            .any(|block| matches!(block.kind, Kind::Heading { role, .. } if role == wanted))
    };
    let place = Place::After(id);
    if outermost && !has(Role::Shortcomings) {
        edit(
            "在后面加“不足”",
            Edit::Add {
                what: Addition::Shortcomings,
                place,
            },
        );
    }
    if outermost && !has(Role::NextSteps) {
        edit(
            "在后面加“下一步”",
            Edit::Add {
                what: Addition::NextSteps,
                place,
            },
        );
    }
    if !report.blocks().any(|block| block.kind == Kind::Title) {
        edit(
            "加标题",
            Edit::Add {
                what: Addition::Title,
                place,
            },
        );
    }
    let sections = report
        .blocks()
        .any(|block| matches!(block.kind, Kind::Heading { .. }));
    if (outermost || !sections)
        && !report
            .blocks()
            .any(|block| matches!(block.kind, Kind::Signature | Kind::Date))
    {
        edit(
            "在文末加落款",
            Edit::Add {
                what: Addition::Closing,
                place,
            },
        );
    }
}
