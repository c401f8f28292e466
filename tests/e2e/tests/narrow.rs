//! A narrow window shows one column at a time: whatever goes to a place in the text shows the text, menus
//! lie inside the window, and what the page says covers nothing that is to be pressed.

use anyhow::{Result, ensure};
use serde_json::json;
use tigang_e2e::{Look, Page, until, visit};

const TEXT: &str = "关于工作的报告\n\n今年以来，开展学习*次。\n一、学习。参加*人。\n（一）小节\n小节正文。\n二、活动\n活动正文，共*次。\n\n某某党支部\n2026年6月30日\n";

async fn column(page: &Page) -> Result<String> {
    page.ask("return document.querySelector('main').dataset.pane")
        .await
}

/// Waits until the text is in front, with the keyboard in this field.
async fn is_in(page: &Page, field: &str) -> Result<()> {
    page.focus_is(field).await?;
    let column = column(page).await?;
    ensure!(column == "sheet", "in {field}, the window shows {column}");
    Ok(())
}

/// What the tab of the blanks is called now.
async fn to_blanks(page: &Page) -> Result<()> {
    page.click_tab(&format!("待填 {}", page.open_count().await?))
        .await
}

fn window(width: u32, height: u32) -> Look {
    Look {
        width,
        height,
        dark: false,
    }
}

#[test]
fn whatever_goes_to_a_place_in_the_text_shows_the_text() -> Result<()> {
    visit(async |page| {
        page.look(window(900, 700)).await?;
        page.import(TEXT).await?;
        is_in(page, "标题").await?;
        to_blanks(page).await?;
        page.click("跳到下一个待填（F2）").await?;
        is_in(page, "引言").await?;
        page.click_tab("提纲").await?;
        // The tab is called like it.
        page.run("document.querySelector('.open-count').click()", vec![])
            .await?;
        is_in(page, "第一部分正文").await?;
        to_blanks(page).await?;
        page.press("F2").await?;
        is_in(page, "第二部分正文").await?;

        page.click_tab("提纲").await?;
        page.click("导出").await?;
        page.choose("Word").await?;
        page.click("先去填写").await?;
        is_in(page, "引言").await?;

        // Rearranged in the outline, the outline stays.
        page.click_tab("提纲").await?;
        let row = page.node("二、").await?;
        page.focus_on(&row).await?;
        page.press("Alt+ArrowUp").await?;
        page.node("一、活动").await?;
        page.press("Alt+ArrowDown").await?;
        page.node("二、活动").await?;
        page.press("Alt+ArrowRight").await?;
        tigang_e2e::pause(200).await;
        ensure!(column(page).await? == "outline");
        page.press("Alt+ArrowLeft").await?;
        page.node("二、活动").await?;
        tigang_e2e::pause(200).await;
        ensure!(column(page).await? == "outline");
        page.click("＋ 加一部分").await?;
        is_in(page, "第三部分标题").await?;
        page.click_tab("提纲").await?;
        page.focus_on(&page.node("一、").await?).await?;
        page.press("Ctrl+m").await?;
        page.choose("在前面加一部分").await?;
        is_in(page, "第一部分标题").await?;

        to_blanks(page).await?;
        page.click("版面").await?;
        page.find("status", "版面").await?;
        page.press("F4").await?;
        is_in(page, "第一部分标题").await?;

        to_blanks(page).await?;
        page.import(TEXT).await?;
        is_in(page, "标题").await
    })
}

#[test]
fn turned_to_the_pages_and_back_the_caret_is_where_it_was() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        page.go_to("第一部分第一节正文").await?;
        page.caret_at(2).await?;
        for _ in 0..2 {
            page.press("F4").await?;
            page.find("status", "版面").await?;
            page.press("F4").await?;
            page.focus_is("第一部分第一节正文").await?;
            ensure!(page.selection().await?.1 == 2, "the caret is elsewhere");
            // Once more by the button, which takes the keyboard.
            page.click("版面").await?;
            page.find("status", "版面").await?;
            page.click("版面").await?;
            page.focus_is("第一部分第一节正文").await?;
            ensure!(page.selection().await?.1 == 2, "the caret is elsewhere");
        }
        page.press("F2").await?;
        page.focus_is("第二部分正文").await
    })
}

#[test]
fn menus_and_notices_lie_where_they_can_be_used() -> Result<()> {
    visit(async |page| {
        page.look(window(390, 700)).await?;
        page.import(TEXT).await?;
        for width in [
            320, 360, 390, 480, 520, 521, 600, 700, 800, 900, 901, 1024, 1180,
        ] {
            page.look(window(width, 700)).await?;
            page.click("导出").await?;
            page.focus_is("Word").await?;
            let script =
                "const box = document.querySelector('#export-menu').getBoundingClientRect();
                return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight
                    && document.documentElement.scrollWidth <= innerWidth
                    ? '' : JSON.stringify(box)";
            let outside = page.ask(script).await?;
            ensure!(
                outside.is_empty(),
                "at {width} px the menu lies at {outside}"
            );
            page.press("Escape").await?;
        }
        page.look(window(390, 700)).await?;
        to_blanks(page).await?;
        page.click("复制全文").await?;
        page.notice_is("全文已复制").await?;
        let script = "const box = one => document.querySelector(one).getBoundingClientRect();
            return box('.notice').bottom <= box('.side .add').top || box('.notice').top >= box('.side .add').bottom";
        until("the notice covers no button", async || {
            Ok((page.run(script, vec![]).await? == json!(true)).then_some(()))
        })
        .await?;
        page.click("跳到下一个待填（F2）").await?;
        is_in(page, "引言").await
    })
}
