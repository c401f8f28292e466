//! The outline: the parts and items of the report as a tree that can be walked, folded and rearranged.
//!
//! Law: derived from the report each time the structure changes or typing pauses.

use std::cell::RefCell;

use tigang::edit::{Addition, Edit, Place, Spot};
use tigang::history::Source;
use tigang::report::{BlockId, IdSet, Kind, Part, PartKind, Report};
use tigang::tally::Totals;

use super::browser;
use super::browser::element::{
    self, DragEvent, El, Event, KeyEvent, button, classed, effect, el, memo,
};
use super::desk::Desk;
use super::guidance::Guide;
use super::lasting::{Lasting, lasting};
use super::menu::Menu;
use super::signal::{Memo, RwSignal};
use super::surfaces::{Pane, Surfaces};
use super::windowed::Window;
use super::{commands, words};

/// Height of a row in CSS pixels, as in the style sheet.
const ROW: f64 = 40.0;
/// Characters of a heading that the outline shows.
const LABEL: usize = 26;

/// A row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    id: BlockId,
    depth: usize,
    totals: Totals,
    items: usize,
    leaf: bool,
    fixed: bool,
}

/// What is dragged, and where it would go.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Drag {
    moved: BlockId,
    over: Option<Place>,
}

/// What the rows of the outline share. Made anew with each draft that is opened, which is not often.
type Tree = Lasting<Shared>;

struct Shared {
    desk: Desk,
    menu: Menu,
    surfaces: Surfaces,
    guide: Guide,
    nodes: Memo<Vec<Node>>,
    current: Memo<Option<BlockId>>,
    folded: RwSignal<IdSet>,
    selected: RwSignal<Option<BlockId>>,
    drag: RwSignal<Option<Drag>>,
}

/// The tree of parts.
pub fn outline_view(desk: Desk, menu: Menu, surfaces: Surfaces, guide: Guide) -> El {
    let folded = RwSignal::new(IdSet::default());
    let selected = RwSignal::new(None::<BlockId>);
    let nodes = memo(move || {
        desk.track_settled();
        desk.rows();
        desk.read(|editor| {
            folded.with(|folded| nodes(editor.report(), |id| editor.count(id), folded))
        })
    });
    let length = memo(move || nodes.with(Vec::len));
    let window = Window::new(length, ROW);
    let current = memo(move || {
        let selected = selected.get();
        nodes.with(|nodes| {
            let standing = selected.filter(|id| nodes.iter().any(|node| node.id == *id));
            standing.or(nodes.first().map(|node| node.id))
        })
    });
    let tree = lasting(Shared {
        desk,
        menu,
        surfaces,
        guide,
        nodes,
        current,
        folded,
        selected,
        drag: RwSignal::new(None),
    });
    let shape = shape();
    let rows = el("div")
        .attr("role", "tree")
        .name("报告各部分")
        .attr_of("style", move || Some(window.padding()))
        .on_key(move |event| tree.key(event))
        .on("click", move |event| tree.clicked(event))
        .on("focusin", move |event| {
            // Its buttons are reached by the pointer alone, which selects the row anyway.
            if let Some(id) = node_of(event) {
                tree.selected.set(Some(id));
            }
        })
        .on("contextmenu", move |event| {
            if let Some(id) = node_of(event) {
                event.prevent_default();
                menu.open(id, element::point(event));
            }
        })
        .on_drag("dragstart", move |event| {
            if let Some(moved) = node_of(event) {
                browser::start_drag(event, "part");
                tree.drag.set(Some(Drag { moved, over: None }));
            }
        })
        .on_drag("dragover", move |event| tree.dragged_over(event))
        .on_drag("drop", move |event| tree.dropped(event))
        .on_drag("dragend", move |_| tree.drag.set(None))
        .each(
            move || {
                let range = window.range();
                nodes.with(|nodes| {
                    nodes
                        .get(range)
                        .unwrap_or_default()
                        .iter()
                        .map(|node| u64::from(node.id.0))
                        .collect()
                })
            },
            move |id| tree.row(&shape, BlockId(u32::try_from(id).unwrap_or_default())),
        );
    let add = button("＋ 加一部分").class("add").on_click(move || {
        let last = desk.read(|editor| {
            let parts = editor.report().parts();
            let outermost = |part: &&Part| part.depth() == 1 && part.kind != PartKind::Closing;
            parts.iter().rev().find(outermost).map(|part| part.id)
        });
        if let Some(last) = last {
            desk.apply(&Edit::Add {
                what: Addition::Section,
                place: Place::After(last),
            });
        }
    });
    classed("nav", "outline")
        .name("提纲")
        .with(classed("h2", "pane-title").text("提纲"))
        .with(
            classed("div", "scroll")
                .on("scroll", move |event| window.scrolled(event))
                .with(rows),
        )
        .with(add)
}

impl Tree {
    fn go(self, id: BlockId) {
        self.selected.set(Some(id));
        self.surfaces.pane.set(Pane::Sheet);
        self.desk.go(Some(Spot::caret(id, 0)));
    }

    /// Selects a row and puts the keyboard on it.
    fn pick(self, id: Option<BlockId>) {
        let Some(id) = id else { return };
        self.selected.set(Some(id));
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            browser::focus_selector(&format!("[data-node=\"{}\"]", id.0));
        });
    }

    fn fold(self, id: BlockId, fold: bool) {
        self.folded.update(|folded| {
            if fold {
                folded.insert(id, ())
            } else {
                folded.remove(&id)
            };
        });
    }

    fn is_folded(self, id: BlockId) -> bool {
        self.folded.with(|folded| folded.contains_key(&id))
    }

    fn key(self, event: &KeyEvent) {
        let desk = self.desk;
        let Some(id) = self.current.get_untracked() else {
            return;
        };
        let nodes = self.nodes.get_untracked();
        let at = nodes.iter().position(|node| node.id == id).unwrap_or(0);
        let near = |at: Option<usize>| at.and_then(|at| nodes.get(at)).map(|node| node.id);
        let alt = event.alt_key();
        match event.key().as_str() {
            "ArrowUp" if alt => _ = commands::shift(desk, id, true),
            "ArrowDown" if alt => _ = commands::shift(desk, id, false),
            "ArrowLeft" if alt => _ = commands::change_level(desk, id, true),
            "ArrowRight" if alt => _ = commands::change_level(desk, id, false),
            "ArrowUp" => self.pick(near(at.checked_sub(1))),
            "ArrowDown" => self.pick(near(Some(at + 1))),
            "Home" => self.pick(near(Some(0))),
            "End" => self.pick(near(nodes.len().checked_sub(1))),
            "ArrowLeft" => self.fold(id, true),
            "ArrowRight" => self.fold(id, false),
            "Enter" | " " => self.go(id),
            "Delete" => {
                desk.type_in(&Edit::Remove { block: id }, Source::Command);
                self.pick(near(Some(at + 1)).or(near(at.checked_sub(1))));
            }
            "ContextMenu" => self
                .menu
                .open(id, browser::place_of(&format!("[data-node=\"{}\"]", id.0))),
            "m" | "M" if event.ctrl_key() => self
                .menu
                .open(id, browser::place_of(&format!("[data-node=\"{}\"]", id.0))),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        if alt {
            self.pick(Some(id));
        }
    }

    /// A row: a copy of the one shape, with one effect for all that it shows.
    fn row(self, shape: &El, id: BlockId) -> El {
        // The row is called by these words alone; its buttons have names of their own.
        let words = format!("node-words-{}", id.0);
        let row = shape
            .copy()
            .attr("aria-labelledby", &words)
            .attr("data-node", &id.0.to_string());
        let _ = row.child(1).attr("id", &words);
        let standing = RefCell::new(None);
        let element = row.clone();
        effect(move || {
            let Some(shown) = self.shown(id) else { return };
            if standing.borrow().as_ref() != Some(&shown) {
                shown.put(&element);
                standing.replace(Some(shown));
            }
        });
        row
    }

    /// What the row of a part or an item shows; `None` once it has gone.
    fn shown(self, id: BlockId) -> Option<Shown> {
        let node = self
            .nodes
            .with(|nodes| nodes.iter().find(|node| node.id == id).cloned())?;
        let over = self.drag.with(|drag| drag.and_then(|drag| drag.over));
        let length = self.guide.length(id);
        Some(Shown {
            label: self.desk.read(|editor| label(editor.report(), id)),
            is_folded: self.is_folded(id),
            is_current: self.current.get() == Some(id),
            over: match over {
                Some(Place::Before(other)) if other == id => Some("before"),
                Some(Place::After(other)) if other == id => Some("after"),
                Some(Place::Into(other)) if other == id => Some("into"),
                _ => None,
            },
            length,
            node,
        })
    }

    /// What is clicked in a row: its triangle, its menu, or the row itself.
    fn clicked(self, event: &Event) {
        let Some(id) = node_of(event) else { return };
        if let Some(more) = element::nearest(event, ".more") {
            self.selected.set(Some(id));
            self.menu.open(id, more.corner());
        } else if element::nearest(event, ".fold").is_some() {
            let is_folded = self
                .folded
                .with_untracked(|folded| folded.contains_key(&id));
            self.fold(id, !is_folded);
        } else {
            self.go(id);
        }
    }

    fn dragged_over(self, event: &DragEvent) {
        let row = element::nearest(event, "[data-node]");
        let (Some(row), Some(id), Some(now)) = (row, node_of(event), self.drag.get_untracked())
        else {
            return;
        };
        let share = row.share_of_height(event);
        let place = self
            .desk
            .read(|editor| landing(editor.report(), now.moved, id, share));
        if place.is_some() {
            event.prevent_default();
        }
        if now.over != place {
            self.drag.set(Some(Drag { over: place, ..now }));
        }
    }

    fn dropped(self, event: &DragEvent) {
        let Some(Drag {
            moved,
            over: Some(place),
        }) = self.drag.get_untracked()
        else {
            return;
        };
        event.prevent_default();
        event.stop_propagation();
        self.drag.set(None);
        let moved = Edit::Move {
            block: moved,
            place,
        };
        self.desk.type_in(&moved, Source::Command);
    }
}

/// The part or item in whose row something happened.
fn node_of(event: &Event) -> Option<BlockId> {
    element::id_of(event, "data-node").map(BlockId)
}

/// The elements of a row, as yet of nothing.
fn shape() -> El {
    let small = |class: &str| button("").class(class).attr("tabindex", "-1");
    let text = classed("span", "node-text")
        .with(classed("span", "node-label"))
        .with(
            classed("span", "node-count")
                .with(el("span"))
                .with(classed("b", "open")),
        );
    classed("div", "node")
        .attr("role", "treeitem")
        .with(small("fold"))
        .with(text)
        .with(small("more").attr("aria-haspopup", "menu"))
}

/// What a row of the outline shows.
#[derive(PartialEq)]
struct Shown {
    node: Node,
    label: String,
    is_folded: bool,
    is_current: bool,
    over: Option<&'static str>,
    /// The suggested length, from and to.
    length: Option<(usize, usize)>,
}

impl Shown {
    fn put(&self, row: &El) {
        let Node {
            depth,
            totals,
            items,
            leaf,
            fixed,
            ..
        } = self.node;
        let (fold, text, more) = (row.child(0), row.child(1), row.child(2));
        let does = if self.is_folded {
            "展开："
        } else {
            "折叠："
        };
        fold.put_attr("class", Some(if leaf { "fold hidden" } else { "fold" }));
        fold.put_attr("aria-label", Some(&[does, &self.label].concat()));
        fold.put_text(if self.is_folded { "▸" } else { "▾" });
        text.child(0).put_text(&self.label);
        let of_items = match items {
            0 => String::new(),
            items => format!("{items} 项 · "),
        };
        let of_form = match self.length {
            Some((least, most)) => format!(" / {least}–{most}"),
            None => String::new(),
        };
        let count = text.child(1);
        count
            .child(0)
            .put_text(&format!("{of_items}{}{of_form} 字", totals.characters));
        count.child(1).put_text(&match totals.open {
            0 => String::new(),
            open => format!("待填 {open}"),
        });
        more.put_attr("aria-label", Some(&["操作：", &self.label].concat()));
        let truth = |is: bool| Some(if is { "true" } else { "false" });
        row.put_attr("data-drop", self.over);
        row.put_attr("tabindex", Some(if self.is_current { "0" } else { "-1" }));
        row.put_attr("aria-level", Some(&depth.to_string()));
        row.put_attr("aria-selected", truth(self.is_current));
        row.put_attr("aria-expanded", truth(!self.is_folded).filter(|_| !leaf));
        row.put_attr("draggable", truth(!fixed));
        row.put_style("--depth", &depth.to_string());
    }
}

/// The rows of the outline, without what lies in folded parts.
fn nodes(report: &Report, count: impl Fn(BlockId) -> Totals, folded: &IdSet) -> Vec<Node> {
    let order = report.order();
    // Sums from the start, so that each part's count is one subtraction.
    let mut sums = Vec::with_capacity(order.len() + 1);
    let mut sum = Totals::default();
    sums.push(sum);
    for &id in order {
        sum += count(id);
        sums.push(sum);
    }
    let between = |range: &std::ops::Range<usize>| {
        let (from, to) = (
            sums.get(range.start).copied().unwrap_or_default(),
            sums.get(range.end).copied().unwrap_or_default(),
        );
        Totals {
            characters: to.characters - from.characters,
            open: to.open - from.open,
            slots: to.slots - from.slots,
        }
    };
    let mut nodes = Vec::new();
    let mut hidden_to = 0;
    let parts = report.parts();
    for (index, part) in parts.iter().enumerate() {
        if part.range.start < hidden_to {
            continue;
        }
        let depth = part.depth();
        let own_end = parts
            .get(index + 1)
            .map_or(part.range.end, |next| next.range.start.min(part.range.end));
        let items: Vec<BlockId> = order
            .get(part.range.start..own_end)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(|id| {
                report
                    .block(*id)
                    .is_some_and(|block| block.kind == Kind::Item)
            })
            .collect();
        let fixed = !matches!(part.kind, PartKind::Section(..));
        let leaf = items.is_empty() && own_end == part.range.end;
        nodes.push(Node {
            id: part.id,
            depth,
            totals: between(&part.range),
            items: items.len(),
            leaf,
            fixed,
        });
        if folded.contains_key(&part.id) {
            hidden_to = part.range.end;
            continue;
        }
        let mut at = part.range.start;
        for id in items {
            while order.get(at).is_some_and(|&other| other != id) {
                at += 1;
            }
            let body = (at + 1..own_end).take_while(|&next| {
                report
                    .at(next)
                    .is_some_and(|block| block.kind == Kind::Paragraph && block.gap.is_empty())
            });
            let end = body.last().map_or(at + 1, |last| last + 1);
            nodes.push(Node {
                id,
                depth: depth + 1,
                totals: between(&(at..end)),
                items: 0,
                leaf: true,
                fixed: false,
            });
        }
    }
    nodes
}

/// What the outline calls a part or an item.
fn label(report: &Report, id: BlockId) -> String {
    let Some(block) = report.block(id) else {
        return String::new();
    };
    let name = match block.kind {
        Kind::Title => "标题",
        Kind::Paragraph => "引言",
        Kind::Signature | Kind::Date => "落款",
        Kind::Heading { role, .. } if block.text.is_empty() => words::role(role),
        Kind::Item if block.text.is_empty() => "分项",
        Kind::Heading { .. } | Kind::Item => "",
    };
    let marker = block
        .marker
        .as_ref()
        .map(|marker| marker.text().trim_end())
        .unwrap_or_default();
    if !name.is_empty() {
        return format!("{marker}{name}");
    }
    let text = block.text.trim().trim_end_matches('。');
    let mut label: String = marker.chars().chain(text.chars()).take(LABEL).collect();
    if marker.chars().count() + text.chars().count() > LABEL {
        label.push('…');
    }
    label
}

/// Where a dragged part would land on a row: above, below or, in the middle of a part, inside.
fn landing(report: &Report, moved: BlockId, over: BlockId, share: f64) -> Option<Place> {
    let (moving, target) = (report.block(moved)?, report.block(over)?);
    if moved == over || report.extent(moved)?.contains(&report.position(over)?) {
        return None;
    }
    match (moving.kind, target.kind) {
        (Kind::Heading { .. }, Kind::Heading { .. }) => Some(match share {
            share if share < 0.3 => Place::Before(over),
            share if share > 0.7 => Place::After(over),
            _ => Place::Into(over),
        }),
        (Kind::Item, Kind::Item) => Some(if share < 0.5 {
            Place::Before(over)
        } else {
            Place::After(over)
        }),
        _ => None,
    }
}
