//! The outline: the parts and items of the report as a tree that can be walked, folded and rearranged.
//!
//! Law: derived from the report each time the structure changes or typing pauses.

use std::cell::RefCell;

use tigang::edit::{Addition, Edit, Place, Spot};
use tigang::history::Source;
use tigang::report::{BlockId, IdSet, Part, PartKind};

use super::browser;
use super::browser::element::{self, DragEvent, El, Event, button, classed, effect, el, memo};
use super::desk::Desk;
use super::find::Finder;
use super::guidance::Guide;
use super::lasting::{Lasting, lasting};
use super::menu::Menu;
use super::signal::{Memo, RwSignal};
use super::windowed::Window;
use super::words;

mod keys;
mod nodes;
mod row;

use nodes::{Node, label, landing, nodes};
use row::{Shown, shape};

/// Height of a row in CSS pixels, as in the style sheet.
const ROW: f64 = 40.0;

/// What is dragged, and where it would go.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Drag {
    moved: BlockId,
    over: Option<Place>,
    /// Whether it is over a row where it cannot go.
    is_refused: bool,
}

/// What the rows of the outline share. Made anew with each draft that is opened, which is not often.
type Tree = Lasting<Shared>;

struct Shared {
    desk: Desk,
    menu: Menu,
    guide: Guide,
    nodes: Memo<Vec<Node>>,
    current: Memo<Option<BlockId>>,
    folded: RwSignal<IdSet>,
    selected: RwSignal<Option<BlockId>>,
    drag: RwSignal<Option<Drag>>,
    window: Window,
}

/// The tree of parts.
pub fn outline_view(desk: Desk, menu: Menu, guide: Guide, finder: Finder) -> El {
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
        guide,
        nodes,
        current,
        folded,
        selected,
        drag: RwSignal::new(None),
        window,
    });
    effect(move || {
        if let Some(block) = desk.arrived() {
            tree.follow(block);
        }
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
                tree.drag.set(Some(Drag {
                    moved,
                    over: None,
                    is_refused: false,
                }));
            }
        })
        .on_drag("dragover", move |event| tree.dragged_over(event))
        .on_drag("drop", move |event| tree.dropped(event))
        .on_drag("dragend", move |_| tree.drag_ended())
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
        let here = desk.here();
        let place = desk.read(|editor| {
            let report = editor.report();
            let parts = report.parts();
            let is_own = |part: &Part| !matches!(part.kind, PartKind::Closing | PartKind::Attached);
            let outermost = |part: &&Part| part.depth() == 1 && is_own(part);
            let numbered = |part: &&Part| {
                let block = report.block(part.id);
                outermost(part) && block.is_some_and(|block| block.marker.is_some())
            };
            // Behind the numbered one with the caret; else behind the last that has a number, as 不足 and 下一步
            // end a report, and in front of the closing and the parts of an attachment behind it.
            let here = here.and_then(|(block, _)| report.position(block));
            let is_here = |part: &&Part| here.is_some_and(|here| part.range.contains(&here));
            let closing = parts.iter().position(|part| part.kind == PartKind::Closing);
            let own = parts
                .get(..closing.unwrap_or(parts.len()))
                .unwrap_or_default();
            let last = parts.iter().filter(numbered).find(is_here);
            // In the text of an attachment it comes to its end.
            let mut above = here.map_or(0..0, |here| 0..here + 1).rev();
            let opens = report.attachment_openers();
            let label = above.find(|at| opens(*at));
            if let (None, Some(label)) = (last, label) {
                return report.at(label).map(|label| Place::After(label.id));
            }
            let last = last.or_else(|| own.iter().rev().find(numbered));
            let last = last.or_else(|| own.iter().rev().find(outermost));
            // Where nothing but the closing is left, it is the first part.
            let first = || parts.first().map(|part| Place::Before(part.id));
            last.map(|part| Place::After(part.id)).or_else(first)
        });
        if let Some(place) = place {
            let what = Addition::Section;
            desk.apply(&Edit::Add { what, place });
        }
    });
    classed("nav", "outline")
        .name("提纲")
        .with(
            classed("div", "pane-title")
                .with(el("h2").text("提纲"))
                .with(button("查找").on_click(move || finder.open(None))),
        )
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
        self.desk.go(Some(Spot::caret(id, 0)));
    }

    /// Selects a row and puts the keyboard on it.
    fn pick(self, id: Option<BlockId>) {
        let Some(id) = id else { return };
        self.select(id);
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            browser::focus_selector(&selector(id));
        });
    }

    fn select(self, id: BlockId) {
        self.selected.set(Some(id));
        let nodes = self.nodes.get_untracked();
        if let Some(at) = nodes.iter().position(|node| node.id == id) {
            self.window.reach(at);
        }
    }

    /// The caret came into a block: the row of the part around it is selected and can be seen.
    fn follow(self, block: BlockId) {
        let nodes = self.nodes.get_untracked();
        let nodes: IdSet = nodes.iter().map(|node| (node.id, ())).collect();
        let around = self.desk.read(|editor| {
            let report = editor.report();
            let mut before = report.order().get(..=report.position(block)?)?.iter().rev();
            before.find(|id| nodes.contains_key(id)).copied()
        });
        let Some(id) = around else {
            return;
        };
        if self.selected.get_untracked() != Some(id) {
            self.select(id);
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                browser::scroll_within(&selector(id), ".scroll");
            });
        }
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
        let now_over = Drag {
            over: place,
            is_refused: place.is_none() && id != now.moved,
            ..now
        };
        if now_over != now {
            self.drag.set(Some(now_over));
        }
    }

    /// The drag is over; what was let go where it cannot be got no drop, but a dragleave.
    fn drag_ended(self) {
        if self
            .drag
            .get_untracked()
            .is_some_and(|drag| drag.is_refused)
        {
            self.desk.refuse(words::NOT_THERE);
        }
        self.drag.set(None);
    }

    fn dropped(self, event: &DragEvent) {
        let Some(Drag {
            moved,
            over: Some(place),
            ..
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

/// The row of a part or an item.
fn selector(id: BlockId) -> String {
    format!("[data-node=\"{}\"]", id.0)
}

/// The part or item in whose row something happened.
fn node_of(event: &Event) -> Option<BlockId> {
    element::id_of(event, "data-node").map(BlockId)
}
