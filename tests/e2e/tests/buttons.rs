//! Where the keyboard goes at buttons, notices, rows and panes: it stays with who works by it.

use anyhow::{Result, ensure};
use tigang_e2e::{until, visit};

const TEXT: &str =
    "总结\n\n支部上半年做了工作。\n\n一、抓学习。读了两本书。\n\n二、抓服务。办了*件事。\n";

#[test]
fn undo_pressed_by_keyboard_keeps_it() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        page.go_to_end("引言").await?;
        page.strike("甲").await?;
        page.go_to_end("第一部分正文").await?;
        page.strike("乙").await?;
        until("there is something to undo", async || {
            let button = page.button("撤销").await?;
            Ok(button.is_enabled().await?.then_some(()))
        })
        .await?;
        page.focus_on(&page.button("撤销").await?).await?;
        page.focus_is("撤销").await?;
        page.press("Enter").await?;
        page.focus_is("撤销").await?;
        page.press("Enter").await?;
        // Nothing is left to be undone: where it happened.
        page.focus_is("引言").await?;
        page.copied_is(TEXT).await
    })
}

#[test]
fn what_is_dragged_to_where_it_cannot_go_is_told() -> Result<()> {
    visit(async |page| {
        const ITEMS: &str = "总结\n\n一、抓学习。读书。\n\n二、存在不足。一是不深；二是不实。\n";
        page.import(ITEMS).await?;
        // An item has no place among paragraphs.
        let (from, to) = (page.node("二是").await?, page.node("标题").await?);
        page.drag(&from, &to, 0.5).await?;
        page.notice_is("这里放不下拖来的内容").await?;
        page.copied_is(ITEMS).await
    })
}

#[test]
fn a_name_that_is_asked_for_again_is_filled_in_everywhere_as_one_step() -> Result<()> {
    visit(async |page| {
        const NAMED: &str = "*党支部工作总结\n\n*党支部抓了三件事，*同志作了表率。\n\n一、抓学习。*党支部读书*次。\n";
        page.import(NAMED).await?;
        page.fill_blank(0, "机关第一").await?;
        page.press("Enter").await?;
        page.notice_is("还有 2 处“＿党支部”没有填").await?;
        page.click("都填这个名称").await?;
        let all = NAMED.replace("*党支部", "机关第一党支部");
        page.copied_is(&all).await?;
        page.open_count_is(2).await?;
        page.click("撤销").await?;
        page.copied_is(&NAMED.replacen('*', "机关第一", 1)).await?;
        // A person's name is another each time.
        page.fill_blank(2, "张三").await?;
        page.press("Enter").await?;
        until("the next field has the keyboard", async || {
            let script = "return document.activeElement.value === '' ? 'empty' : 'another'";
            Ok((page.ask(script).await? == "empty").then_some(()))
        })
        .await?;
        ensure!(!page.has("button", "都填这个名称").await?);
        Ok(())
    })
}

#[test]
fn a_key_for_nothing_here_leaves_a_selection_and_escape_ends_it() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        page.go_to("引言").await?;
        page.caret_at(2).await?;
        page.press_times("Shift+ArrowDown", 2).await?;
        page.press("F9").await?;
        page.press("Delete").await?;
        page.notice_is("已删除选中的内容").await?;
        page.copied_is("总结\n\n支部两本书。\n\n一、抓服务。办了*件事。\n")
            .await?;
        page.press("Ctrl+z").await?;
        page.copied_is(TEXT).await?;
        page.go_to("引言").await?;
        page.caret_at(2).await?;
        page.press_times("Shift+ArrowDown", 2).await?;
        page.press("Escape").await?;
        page.focus_is("第一部分正文").await?;
        ensure!(page.selection().await? == (String::new(), 2));
        page.copied_is(TEXT).await
    })
}

#[test]
fn a_row_that_holds_nothing_is_not_folded() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、学习\n（一）读书\n读了。\n（二）开会\n开了。\n二、服务\n办了。")
            .await?;
        page.focus_on(&page.node("（二）").await?).await?;
        page.press("ArrowLeft").await?;
        page.on_row("一、学习").await?;
        page.press("ArrowLeft").await?;
        until("it is folded", async || {
            Ok((!page
                .outline()
                .await?
                .iter()
                .any(|row| row.starts_with("（一）")))
            .then_some(()))
        })
        .await?;
        page.press("ArrowRight").await?;
        page.focus_on(&page.node("二、").await?).await?;
        page.press("ArrowLeft").await?;
        page.press("Ctrl+m").await?;
        page.choose("加一个下级部分").await?;
        page.node("（一）").await.map(|_| ())
    })
}

#[test]
fn a_notice_that_is_closed_gives_the_keyboard_back() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        page.go_to("第一部分正文").await?;
        page.caret_at(2).await?;
        page.press("Ctrl+Shift+c").await?;
        page.notice_is("全文已复制").await?;
        page.click("知道了").await?;
        page.focus_is("第一部分正文").await?;
        ensure!(page.selection().await?.1 == 2);
        // So does a menu that was opened with the mouse.
        page.click("操作：第二部分标题").await?;
        page.find("menu", "操作").await?;
        page.press("Escape").await?;
        page.gone("menu", "操作").await?;
        page.focus_is("第一部分正文").await
    })
}

#[test]
fn f6_goes_from_pane_to_pane() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        page.go_to("第一部分正文").await?;
        page.press("F6").await?;
        until("the keyboard is beside the sheet", async || {
            let inside = "return String(!!document.activeElement.closest('.side'))";
            Ok((page.ask(inside).await? == "true").then_some(()))
        })
        .await?;
        page.press("F6").await?;
        until("the keyboard is in the bar", async || {
            let inside = "return String(!!document.activeElement.closest('.bar'))";
            Ok((page.ask(inside).await? == "true").then_some(()))
        })
        .await?;
        page.press("F6").await?;
        page.on_row("一、").await?;
        page.press("F6").await?;
        page.focus_is("第一部分正文").await?;
        page.press("Shift+F6").await?;
        page.on_row("一、").await
    })
}
