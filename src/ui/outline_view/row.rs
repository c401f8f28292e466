//! A row of the outline: its elements, and what they show.

use super::nodes::Node;
use crate::ui::browser::element::{El, button, classed, el};

/// The elements of a row, as yet of nothing.
pub fn shape() -> El {
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
pub struct Shown {
    /// The part or item.
    pub node: Node,
    /// What it is called.
    pub label: String,
    /// Whether what lies in it is hidden.
    pub is_folded: bool,
    /// Whether the keyboard is or was last in this row.
    pub is_current: bool,
    /// Where what is dragged would land, seen from this row.
    pub over: Option<&'static str>,
    /// The suggested length, from and to.
    pub length: Option<(usize, usize)>,
}

impl Shown {
    /// Writes it into a row, as far as it does not stand there already.
    pub fn put(&self, row: &El) {
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
        text.put_attr("title", Some(&self.label));
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
