//! Everything by keyboard: a small job from the first visit to the copied text without the mouse, and
//! each key that does something of its own.

use anyhow::{Result, bail, ensure};
use tigang_e2e::{Page, sample, visit};

/// Presses Tab until the keyboard is on what has this name.
async fn tab_to(page: &Page, name: &str) -> Result<()> {
    let mut passed = Vec::new();
    for _ in 0..40 {
        let focused = page.focused().await?;
        if focused == name {
            return Ok(());
        }
        passed.push(focused);
        page.press("Tab").await?;
    }
    bail!("Tab never came to “{name}”; it passed {passed:?}")
}

#[test]
fn a_small_job_without_the_mouse() -> Result<()> {
    visit(async |page| {
        let text = "情况汇报\n\n一、学习情况。开展集体学习\u{a0}*次。\n二、活动情况。开展主题党日\u{a0}*次，参加\u{a0}*人次。";
        page.set_clipboard(text).await?;
        tab_to(page, "粘贴上期报告").await?;
        page.press("Enter").await?;
        page.find("dialog", "导入报告").await?;
        tab_to(page, "报告原文").await?;
        page.press("Ctrl+v").await?;
        page.recognised().await?;
        tab_to(page, "开始编辑").await?;
        page.press("Enter").await?;
        page.focus_is("标题").await?;

        // To the blanks, one after the other, from wherever the caret is.
        page.press("F2").await?;
        page.focus_is("第一部分正文").await?;
        page.strike("12").await?;
        page.press("Ctrl+;").await?;
        page.focus_is("第二部分正文").await?;
        page.strike("6").await?;
        page.press("F2").await?;
        let (selected, _) = page.selection().await?;
        ensure!(selected == "\u{a0}*", "F2 selected {selected:?}");
        page.strike("85").await?;
        page.open_count_is(0).await?;
        page.value_is("第二部分正文", "开展主题党日6次，参加85人次。")
            .await?;

        // 二 before 一, and a sentence more.
        page.press("Alt+ArrowUp").await?;
        page.focus_is("第一部分正文").await?;
        page.caret_at_end().await?;
        page.type_text("效果较好。").await?;
        page.press("Ctrl+s").await?;
        page.notice_is("已存入这台电脑的浏览器").await?;
        page.saved().await?;

        page.press("Ctrl+Shift+C").await?;
        page.notice_is("全文已复制").await?;
        let expected = "情况汇报\n\n一、活动情况。开展主题党日6次，参加85人次。效果较好。\n二、学习情况。开展集体学习12次。";
        let copied = page.clipboard().await?;
        ensure!(copied == expected, "copied: {copied}");
        Ok(())
    })
}

#[test]
fn a_dialog_is_ready_to_be_typed_into_and_gives_the_keyboard_back() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.go_to("第一部分正文").await?;
        page.press("F1").await?;
        page.find("dialog", "使用说明").await?;
        page.press("Escape").await?;
        page.gone("dialog", "使用说明").await?;
        page.focus_is("第一部分正文").await?;

        for (button, dialog) in [
            ("草稿", "草稿箱"),
            ("新建", "新建报告"),
            ("导入", "导入报告"),
        ] {
            let opener = page.button(button).await?;
            page.focus_on(&opener).await?;
            page.press("Enter").await?;
            page.find("dialog", dialog).await?;
            // The keyboard stays among the things of the dialog, however often Tab is pressed.
            for _ in 0..12 {
                page.press("Tab").await?;
                let outside = "const one = document.activeElement;
                    return one && one !== document.body && !one.closest('dialog') ? one.outerHTML : ''";
                let outside = page.ask(outside).await?;
                ensure!(
                    outside.is_empty(),
                    "in {dialog}, Tab leads out to {outside}"
                );
            }
            page.press("Escape").await?;
            page.gone("dialog", dialog).await?;
            page.focus_is(button).await?;
        }
        page.press("Enter").await?;
        // The dialog is for pasting: that is where the keyboard should be.
        page.find("dialog", "导入报告").await?;
        page.focus_is("报告原文").await
    })
}

#[test]
fn the_menu_opens_walks_and_gives_the_keyboard_back() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.go_to("不足第二项").await?;
        page.caret_at(3).await?;
        page.press("Ctrl+m").await?;
        page.find("menu", "操作").await?;
        page.focus_is("在后面加一项").await?;
        page.press("ArrowDown").await?;
        page.focus_is("在前面加一项").await?;
        page.press_times("ArrowUp", 2).await?;
        page.focus_is("删除").await?;
        page.press("Escape").await?;
        page.gone("menu", "操作").await?;
        page.focus_is("不足第二项").await?;
        ensure!(
            page.selection().await?.1 == 3,
            "the caret is not where it was"
        );

        // 上移 by the menu: the item and the caret move together.
        let second = page.value("不足第二项").await?;
        page.press("Ctrl+m").await?;
        page.press_times("ArrowDown", 2).await?;
        page.focus_is("上移").await?;
        page.press("Enter").await?;
        page.value_is("不足第一项", &second).await?;
        page.focus_is("不足第一项").await?;

        // Opened from a row of the outline, it gives the keyboard back to that row.
        let row = page.node("三、").await?;
        page.focus_on(&row).await?;
        let name = page.focused().await?;
        page.press("Ctrl+m").await?;
        page.find("menu", "操作").await?;
        page.press("Escape").await?;
        page.focus_is(&name).await?;

        // The menu of 导出, too.
        page.focus_on(&page.button("导出").await?).await?;
        page.press("Enter").await?;
        page.focus_is("Word").await?;
        page.press("Escape").await?;
        page.focus_is("导出").await
    })
}

/// The keys of a level are for parts: an item has none, and leaves the part that it lies in where it is.
#[test]
fn an_item_has_no_level() -> Result<()> {
    const TEXT: &str = "总结\n\n一、抓学习。读了。\n\n二、不足。问题有：一是不够深。二是不够快。\n";
    visit(async |page| {
        page.import(TEXT).await?;
        page.go_to("第二部分第二项").await?;
        for key in ["Alt+Shift+ArrowRight", "Alt+Shift+ArrowLeft"] {
            page.press(key).await?;
            page.notice_is("分项没有级别").await?;
            page.copied_is(TEXT).await?;
            page.go_to("第二部分第二项").await?;
        }
        // A part goes, and the caret stays.
        page.go_to("第二部分标题").await?;
        page.caret_at(1).await?;
        page.press("Alt+Shift+ArrowRight").await?;
        page.focus_is("第一部分第一节标题").await?;
        ensure!(page.selection().await? == (String::new(), 1));
        Ok(())
    })
}

/// The row 落款 of the outline stands for who signs and when.
#[test]
fn the_closing_goes_and_is_copied_whole() -> Result<()> {
    const TEXT: &str = "总结\n\n一、抓学习。读了。\n\n某某党支部\n2026年6月30日";
    visit(async |page| {
        for text in [TEXT, &TEXT.replace("某某", "特此报告。\n\n某某")] {
            page.import(text).await?;
            page.focus_on(&page.node("落款").await?).await?;
            page.press("Delete").await?;
            page.copied_is("总结\n\n一、抓学习。读了。").await?;
            page.press("Ctrl+z").await?;
            page.copied_is(text).await?;
        }
        Ok(())
    })
}
