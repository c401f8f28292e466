//! Onto paper: the preview, its forecast and hints, 版式设置, printing, Word and the formatted copy.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails loudly"
)]

use anyhow::{Result, ensure};
use serde_json::json;
use tigang_e2e::{Page, sample, until, visit};

/// The lines of the pages that are filled, each as it is set.
async fn lines(page: &Page) -> Result<Vec<String>> {
    until("the pages are filled", async || {
        let set = page.list(".leaf .set").await?;
        Ok((!set.is_empty()).then_some(set))
    })
    .await
}

/// The text of an element, waited for until it is as wanted.
async fn forecast_is(page: &Page, wanted: impl Fn(&str) -> bool) -> Result<String> {
    until("the forecast is as wanted", async || {
        let text = page.find("status", "版面").await?.text().await?;
        Ok(wanted(&text).then_some(text))
    })
    .await
}

/// A text that fills a little more than one page.
fn two_pages() -> String {
    let body = "围绕中心工作抓好支部建设，逐项对照年初计划推进，遇到问题及时研究解决。".repeat(9);
    format!("某支部上半年党建工作及落实全面从严治党主体责任情况\n\n{body}\n{body}完。\n")
}

#[test]
fn the_preview_shows_the_pages_and_leads_back_to_the_text() -> Result<()> {
    visit(async |page| {
        page.import(&two_pages()).await?;
        page.press("F4").await?;
        let told = forecast_is(page, |text| text.starts_with("共 2 页")).await?;
        let set = lines(page).await?;
        ensure!(set.len() > 22, "{told}, and {} lines", set.len());
        ensure!(
            set[0].starts_with("某支部") && !set[0].ends_with("全面从严治"),
            "{:?}",
            set[0]
        );
        // A full line has 28 characters, the first of a paragraph 26.
        let widths: Vec<usize> = set.iter().map(|line| line.chars().count()).collect();
        ensure!(widths[2..].iter().all(|&width| width <= 29), "{widths:?}");
        ensure!(
            widths.iter().filter(|&&width| width >= 28).count() > 10,
            "{widths:?}"
        );
        // What must go for one page less, and where.
        let hint = page.list(".saving button").await?;
        ensure!(hint.iter().any(|one| one.contains("段删")), "{hint:?}");
        page.run("document.querySelector('.saving button').click()", vec![])
            .await?;
        page.focus_is("引言").await?;
        ensure!(!page.has("status", "版面").await?);
        Ok(())
    })
}

#[test]
fn the_title_is_broken_between_words_and_the_break_can_be_moved() -> Result<()> {
    visit(async |page| {
        page.import(&two_pages()).await?;
        page.click("版面").await?;
        forecast_is(page, |text| text.contains("页")).await?;
        let before = lines(page).await?;
        page.click("第 1 行末往前移一个词").await?;
        let moved = until("the break has moved", async || {
            let now = lines(page).await?;
            Ok((now[0] != before[0]).then_some(now))
        })
        .await?;
        ensure!(moved[0].chars().count() < before[0].chars().count());
        page.focus_is("第 1 行末往前移一个词").await?;
        ensure!(
            [&moved[0], &moved[1]].map(String::as_str).concat()
                == [&before[0], &before[1]].map(String::as_str).concat()
        );
        // It is an edit of the title like any other, and can be taken back.
        ensure!(
            page.copied()
                .await?
                .starts_with(&format!("{}\n{}", moved[0], moved[1]))
        );
        page.click("自动断行").await?;
        until("it is as before", async || {
            Ok((lines(page).await?[0] == before[0]).then_some(()))
        })
        .await?;
        page.focus_is("第 1 行末往前移一个词").await?;
        ensure!(page.copied().await? == two_pages());
        Ok(())
    })
}

#[test]
fn layout_choices_hold_at_once_and_over_a_reload() -> Result<()> {
    visit(async |page| {
        page.import(&two_pages()).await?;
        page.press("F4").await?;
        page.click("版式设置").await?;
        page.find("combobox", "页码").await?.choose("居中").await?;
        page.find("combobox", "版式")
            .await?
            .choose("严格 9704（GB/T 9704）")
            .await?;
        page.find("checkbox", "段内小标题加粗")
            .await?
            .click()
            .await?;
        let pitch = page.field("正文行距（磅，留空按版式）").await?;
        page.focus_on(&pitch).await?;
        page.type_text("99").await?;
        page.press("Tab").await?;
        page.notice_is("行距要在 20 到 40 磅之间").await?;
        // What was not taken does not stay as if it held.
        ensure!(pitch.value().await? == "");
        page.focus_on(&pitch).await?;
        page.type_text("２８.5").await?;
        page.press("Tab").await?;
        ensure!(pitch.value().await? == "28.5");
        let notices = page.list(".notice").await?.join("\n");
        ensure!(!notices.contains("行距"), "it still says {notices}");
        page.focus_on(&pitch).await?;
        page.press("Ctrl+a").await?;
        page.press("Backspace").await?;
        page.press("Tab").await?;
        page.press("Escape").await?;
        let classes =
            "return [...document.querySelectorAll('.folio')].map(one => one.className).join()";
        let numbers_are = async |wanted: &str| {
            until(&format!("the page numbers are {wanted}"), async || {
                let found = page.run(classes, vec![]).await?;
                Ok((found == json!(wanted)).then_some(()))
            })
            .await
        };
        numbers_are("folio,folio").await?;
        page.reload().await?;
        page.press("F4").await?;
        forecast_is(page, |text| text.contains("页")).await?;
        numbers_are("folio,folio").await?;
        // As a file it goes to a colleague and back.
        page.catch_downloads("layout").await?;
        page.click("版式设置").await?;
        page.click("导出版式").await?;
        let (name, bytes) = page.downloaded("layout").await?;
        let text = String::from_utf8(bytes)?;
        ensure!(
            name == "提纲版式.txt" && text.contains("严格9704") && text.contains("页码：居中"),
            "{name} {text}"
        );
        page.click("恢复默认").await?;
        page.press("Escape").await?;
        numbers_are("folio odd,folio even").await
    })
}

#[test]
fn a_part_without_a_word_is_asked_about_and_told() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、抓学习\n\n读了两本。").await?;
        page.go_to("第一部分标题").await?;
        page.press("Ctrl+m").await?;
        page.choose("在后面加一部分").await?;
        page.focus_is("第二部分标题").await?;
        page.click("复制全文").await?;
        page.notice_is("有 1 个部分或分项只有序号").await?;
        page.click("导出").await?;
        page.find("menuitem", "Word").await?.click().await?;
        page.find("dialog", "还有没写完的地方").await?;
        page.click("先去填写").await?;
        page.focus_is("第二部分标题").await?;
        page.type_text("抓服务").await?;
        page.catch_downloads("word").await?;
        page.click("导出").await?;
        page.find("menuitem", "Word").await?.click().await?;
        page.downloaded("word").await.map(|_| ())
    })
}

#[test]
fn open_blanks_are_asked_about_before_they_go_onto_paper() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        page.catch_downloads("word").await?;
        page.click("导出").await?;
        page.find("menuitem", "Word").await?.click().await?;
        page.find("dialog", "还有没写完的地方").await?;
        page.click("先去填写").await?;
        page.gone("dialog", "还有没写完的地方").await?;
        let (chosen, _) = page.selection().await?;
        ensure!(!chosen.is_empty(), "no blank was chosen");
        page.click("导出").await?;
        page.find("menuitem", "Word").await?.click().await?;
        page.click("仍然导出").await?;
        let (name, bytes) = page.downloaded("word").await?;
        ensure!(
            name.ends_with(".docx") && bytes.starts_with(b"PK"),
            "{name}, {} bytes",
            bytes.len()
        );
        // The draft is as it was.
        ensure!(page.copied().await? == text);
        Ok(())
    })
}

#[test]
fn printing_shows_the_pages_and_nothing_else() -> Result<()> {
    visit(async |page| {
        page.import(&two_pages()).await?;
        let printed = std::fs::read(page.printed("printed").await?)?;
        ensure!(printed.starts_with(b"%PDF"), "{} bytes", printed.len());
        // What was put on for the printer is off again.
        until("the pages are off", async || {
            let left = page
                .run("return document.getElementById('print')", vec![])
                .await?;
            Ok(left.is_null().then_some(()))
        })
        .await?;
        // While it prints, every page is whole.
        page.run("window.dispatchEvent(new Event('beforeprint'))", vec![])
            .await?;
        let pages = page
            .run(
                // The page number is set in 4号, the text in 3号: 14 pt and 16.
                "const size = one => parseFloat(getComputedStyle(one).fontSize);
                return [...document.querySelectorAll('#print .leaf .folio')]
                    .map(one => size(one) / size(one.parentElement) * 16)",
                vec![],
            )
            .await?;
        page.run("window.dispatchEvent(new Event('afterprint'))", vec![])
            .await?;
        ensure!(pages == json!([14, 14]), "{pages}");
        Ok(())
    })
}

#[test]
fn the_copy_carries_the_official_format_beside_the_exact_text() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        ensure!(page.copied().await? == text);
        let html = page.formatted().await?;
        ensure!(
            html.contains("text-align:center") && html.contains("text-indent:32.00pt"),
            "{html:.600}"
        );
        Ok(())
    })
}

#[test]
fn the_pages_open_where_the_caret_is() -> Result<()> {
    visit(async |page| {
        let body = "支部上半年做了许多工作，一件一件说。".repeat(12);
        let mut text = String::from("总结\n");
        for number in 1..30 {
            text += &format!("\n第{number}件事。{body}\n");
        }
        page.import(&text).await?;
        page.go_to("引言第二十段").await?;
        page.press("F4").await?;
        until("the page shows the paragraph", async || {
            let script = "const line = [...document.querySelectorAll('.leaf .set')]
                    .find(one => one.textContent.startsWith('第20件事'));
                const place = line && line.getBoundingClientRect();
                return !!place && 0 < place.top && place.bottom < innerHeight";
            let is_seen = page.run(script, vec![]).await? == json!(true);
            Ok(is_seen.then_some(()))
        })
        .await?;
        // The keyboard turns the pages.
        let scrolled = "return document.querySelector('.desk').scrollTop";
        let before = page.run(scrolled, vec![]).await?.as_f64();
        page.press("PageUp").await?;
        until("the pages have moved", async || {
            let now = page.run(scrolled, vec![]).await?.as_f64();
            Ok((now < before).then_some(()))
        })
        .await?;
        page.press("F4").await?;
        page.focus_is("引言第二十段").await
    })
}

#[test]
fn a_part_is_copied_with_its_formats() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、抓学习。读了两本书。\n\n二、抓服务。办了两件。\n")
            .await?;
        page.go_to("第一部分标题").await?;
        page.set_clipboard("（复制之前）").await?;
        page.press("Ctrl+m").await?;
        page.choose("复制这一部分").await?;
        page.notice_is("已复制").await?;
        ensure!(page.clipboard().await? == "一、抓学习。读了两本书。");
        let html = page.formatted().await?;
        ensure!(
            html.contains("text-indent:32.00pt")
                && html.contains("SimHei")
                && !html.contains("抓服务"),
            "{html:.900}"
        );
        Ok(())
    })
}
