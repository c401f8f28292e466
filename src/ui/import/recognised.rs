//! What was recognised in the text, before anything is changed.
//!
//! Law: read from the report that is opened then.

use tigang::report::{Kind, PartKind, Report};
use tigang::tally::{Tally, Totals};

use super::super::browser::element::{El, classed, el};
use super::super::words;
use super::{Import, document};

/// How many headings the preview lists.
const LISTED: usize = 60;

/// What was recognised, in a few lines.
pub fn recognised(import: Import) -> El {
    let empty = "粘贴文字后，这里显示认出的标题、部分、分项和待填处。没有认出的内容一律作为普通段落，一个字也不会丢。";
    classed("div", "import-preview")
        .attr("aria-live", "polite")
        .attr("tabindex", "0")
        .attr("role", "region")
        .name("识别结果")
        .with(el("h3").text("识别结果"))
        .with(document::told(import))
        .part(move || {
            Some(match import.read.get() {
                Some(report) => preview(&report),
                None => classed("p", "empty").text(empty),
            })
        })
}

fn preview(report: &Report) -> El {
    let parts = report.parts();
    let items = report
        .blocks()
        .filter(|block| block.kind == Kind::Item)
        .count();
    let Totals {
        characters, open, ..
    } = Tally::of(report).totals();
    let sections = parts
        .iter()
        .filter(|part| matches!(part.kind, PartKind::Section(..)))
        .count();
    let mut figures = classed("p", "figures");
    for (figure, unit) in [
        (characters, " 字　"),
        (sections, " 个部分　"),
        (items, " 个分项　"),
        (open, " 处待填"),
    ] {
        figures = figures.with(el("b").text(&figure.to_string())).text(unit);
    }
    let mut list = classed("ul", "recognised");
    for part in parts.iter().take(LISTED) {
        let block = report.block(part.id);
        let marker = block
            .and_then(|block| block.marker.as_ref())
            .map(|marker| marker.text())
            .unwrap_or_default();
        let text: String = block
            .map(|block| block.text.chars().take(40).collect())
            .unwrap_or_default();
        let name = match part.kind {
            PartKind::Title => "标题：",
            PartKind::Preamble => "引言：",
            PartKind::Closing if block.is_some_and(|block| block.kind.is_closing()) => "落款：",
            PartKind::Closing | PartKind::Attached => "",
            PartKind::Section(_, role) if text.is_empty() => words::role(role),
            PartKind::Section(..) => "",
        };
        let line = el("li")
            .attr("style", &format!("--depth:{}", part.depth()))
            .text(&format!("{name}{marker}{text}"));
        list = list.with(line);
    }
    let more = parts.len().saturating_sub(LISTED);
    let all = el("div").with(figures).with(list);
    if more > 0 {
        all.with(classed("p", "hint").text(&format!("……另有 {more} 个部分")))
    } else {
        all
    }
}
