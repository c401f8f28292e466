//! Keys in the outline: walking, folding, moving, taking away.
//!
//! Law: the keyboard stays in the outline unless Enter takes it to the sheet.

use super::nodes::Node;
use super::{Tree, selector};
use crate::ui::browser::element::KeyEvent;
use crate::ui::{browser, commands};

impl Tree {
    fn is_open_branch(self, nodes: &[Node], at: usize) -> bool {
        nodes
            .get(at)
            .is_some_and(|node| !node.leaf && !self.is_folded(node.id))
    }

    pub(super) fn key(self, event: &KeyEvent) {
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
            "ArrowLeft" if self.is_open_branch(&nodes, at) => self.fold(id, true),
            // From what holds nothing, or is folded already, to what it lies in.
            "ArrowLeft" => self.pick(near(outer(&nodes, at))),
            "ArrowRight" => self.fold(id, false),
            "Enter" | " " => self.go(id),
            "Delete" => {
                commands::remove_part(desk, id);
                // What lay in it has gone as well: its place is that of the next one, if there is one.
                let left = self.nodes.get_untracked();
                self.pick(left.get(at).or(left.last()).map(|node| node.id));
            }
            "ContextMenu" => self.menu.open(id, browser::place_of(&selector(id))),
            "m" | "M" if event.ctrl_key() => {
                self.menu.open(id, browser::place_of(&selector(id)));
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
        if alt {
            self.pick(Some(id));
        }
    }
}

/// The row of the part that the one of this row lies in.
fn outer(nodes: &[Node], at: usize) -> Option<usize> {
    let depth = nodes.get(at)?.depth;
    let before = nodes.get(..at)?;
    before.iter().rposition(|node| node.depth < depth)
}
