//! 新建报告: from a built-in form or empty.

use tigang::outline::{self, FormKind};
use tigang::report::{Kind, NewBlock, Report};

use super::browser::element::{El, classed, el};
use super::desk::Desk;
use super::dialog::dialog;
use super::surfaces::Surfaces;
use super::welcome::choice;

/// The dialog, one button a form.
pub fn new_report(root: El, desk: Desk, surfaces: Surfaces) -> El {
    dialog(root, surfaces.new_report, "新建报告", "", move || {
        let mut choices = classed("div", "choices");
        for form in outline::forms() {
            let sections = form
                .parts
                .iter()
                .filter(|part| part.kind == FormKind::Section);
            let headings: Vec<&str> = sections
                .map(|part| part.heading.trim_end_matches('。'))
                .collect();
            let button = choice(&form.name, &form.about).with(
                el("small")
                    .attr("aria-hidden", "true")
                    .text(&headings.join("　")),
            );
            // Where the keyboard is when the dialog opens: at the first of them.
            choices = choices.with(button.attr("autofocus", "").on_click(move || {
                surfaces.new_report.set(false);
                desk.start_later(form.start(), Some(form.id.clone()));
            }));
        }
        let empty = choice("空白报告", "只有标题和引言，其余部分自己添加。").on_click(move || {
            surfaces.new_report.set(false);
            let block = |kind, gap: &str| NewBlock {
                kind,
                gap: gap.to_owned(),
                marker: None,
                text: String::new(),
            };
            let blocks = vec![block(Kind::Title, ""), block(Kind::Paragraph, "\n\n")];
            desk.start_later(Report::new(blocks, "\n".to_owned()), None);
        });
        let mut choices = choices.with(empty);
        if desk.card().is_some() {
            let next = choice("续写下期", "以正在编辑的这份为底稿。");
            choices = choices.with(next.on_click(move || {
                surfaces.new_report.set(false);
                if let Some(last) = desk.current() {
                    surfaces.carry_over(last);
                }
            }));
        }
        vec![choices]
    })
}
