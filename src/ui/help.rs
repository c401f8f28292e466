//! 使用说明: what the page does, its shortcuts, and what it cannot protect against.

use super::browser::element::{El, classed, el};
use super::dialog::dialog;
use super::surfaces::Surfaces;
use super::words;

/// The dialog.
pub fn help(root: El, surfaces: Surfaces) -> El {
    dialog(root, surfaces.help, "使用说明", "wide", move || {
        let mut text = classed("div", "help")
            .attr("tabindex", "0")
            .attr("role", "region")
            .name("说明正文");
        for (headline, lines) in words::HELP {
            let list = lines
                .iter()
                .fold(el("ol"), |list, line| list.with(el("li").text(line)));
            text = text.with(el("h3").text(headline)).with(list);
        }
        let rows = words::SHORTCUTS
            .iter()
            .fold(el("tbody"), |rows, (keys, act)| {
                let key = el("th").attr("scope", "row").with(el("kbd").text(keys));
                rows.with(el("tr").with(key).with(el("td").text(act)))
            });
        vec![
            text.with(el("h3").text("快捷键"))
                .with(classed("table", "shortcuts").with(rows)),
        ]
    })
}
