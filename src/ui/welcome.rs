//! The first page: what this is, how to start, a sample to try.

use tigang::text;

use super::browser::element::{El, button, classed, el};
use super::desk::Desk;
use super::import::Import;
use super::surfaces::Surfaces;
use super::words;

/// Shown while no draft is open.
pub fn welcome(desk: Desk, surfaces: Surfaces, import: Import) -> El {
    let choices = classed("div", "choices")
        .with(
            choice("粘贴上期报告", "粘贴全文，或选择、拖入 Word、文本文件")
                .class("choice strong")
                .on_click(move || import.open()),
        )
        .with(
            choice("从提纲新建", "党支部半年工作报告，或空白报告")
                .on_click(move || surfaces.new_report.set(true)),
        )
        .with(
            choice("打开示例", "用一份现成的小报告试试手")
                .on_click(move || desk.start_later(text::parse(words::SAMPLE), None)),
        );
    let paper = classed("div", "welcome-paper")
        .with(classed("p", "welcome-mark").attr("aria-hidden", "true").text("一、二、三、"))
        .with(el("h1").text("写工作报告，从提纲开始"))
        .with(classed("p", "welcome-lead").text(
            "把上期报告粘贴进来，它就变成一份可以填空、移动、改写的提纲。序号自动续，待填一个不漏，写完一键复制。",
        ))
        .with(choices);
    let go_on = move || {
        desk.track_shelf();
        let listed = desk.drafts().list().unwrap_or_default();
        let binned = listed.iter().filter(|one| one.is_binned()).count();
        let open = button(&words::on_the_shelf(listed.len() - binned, binned))
            .class("link")
            .on_click(move || surfaces.drafts.set(true));
        (!listed.is_empty()).then(|| classed("p", "welcome-drafts").with(open))
    };
    // Drafts that nobody sees must not look like drafts that are not there.
    let unlooked = move || {
        let again = button(words::LOOK_AGAIN)
            .on_click(move || leptos::task::spawn_local(super::look_again(desk)));
        classed("p", "problem")
            .attr("role", "alert")
            .text(words::NOT_LOOKED)
            .with(again)
    };
    let paper = paper
        .part_if(move || desk.is_unlooked(), unlooked)
        .part(go_on);
    let note = classed("p", "welcome-note").text("全部在本机浏览器中完成，文字不会离开这台电脑。");
    classed("main", "welcome").with(paper.with(note))
}

/// A large button with a line of explanation, which is its description and no part of its name.
pub fn choice(name: &str, about: &str) -> El {
    let id: String = std::iter::once("about-")
        .chain(name.split_whitespace())
        .collect();
    let about = el("span")
        .attr("id", &id)
        .attr("aria-hidden", "true")
        .text(about);
    button("")
        .class("choice")
        .attr("aria-describedby", &id)
        .with(el("b").text(name))
        .with(about)
}
