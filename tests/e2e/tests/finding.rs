//! 查找和替换: words are found wherever they stand, also where the sheet has no rows yet, the keyboard stays in
//! the strip, and what was replaced all at once is one step back and has a version before it.

use anyhow::{Result, ensure};
use tigang_e2e::{Look, Page, until, visit};

const REPORT: &str = "上半年支部工作总结\n\n上半年以来，支部抓了三件事。\n\n一、抓学习。上半年读原文*次。\n\n二、抓服务。办实事两件。\n\n某某党支部\n2026年6月30日";

/// Waits until the strip says this of the places.
async fn says(page: &Page, words: &str) -> Result<()> {
    until(&format!("the strip says {words}"), async || {
        let said = page
            .ask("return document.querySelector('.finder .hint').textContent")
            .await?;
        ensure!(said == words, "it says “{said}”");
        Ok(Some(()))
    })
    .await
}

/// The name of the field behind the mark, what is marked, and whether it can be seen.
async fn marked(page: &Page) -> Result<String> {
    page.ask(
        "const mark = document.querySelector('.found');
         if (!mark) return 'nothing';
         const place = mark.getBoundingClientRect();
         const seen = place.top >= 0 && place.bottom <= innerHeight && place.height > 0;
         const name = mark.closest('[data-row]').querySelector('textarea').getAttribute('aria-label');
         return [name, mark.textContent, seen ? 'seen' : 'out of sight'].join(' ')",
    )
    .await
}

/// Waits until this is marked.
async fn marked_is(page: &Page, wanted: &str) -> Result<()> {
    until(&format!("{wanted} is marked"), async || {
        let marked = marked(page).await?;
        ensure!(marked == wanted, "it is “{marked}”");
        Ok(Some(()))
    })
    .await
}

#[test]
fn words_are_found_and_replaced_one_by_one_and_all_at_once() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to("引言").await?;
        page.press("Ctrl+f").await?;
        page.focus_is("查找").await?;
        page.type_text("上半年").await?;
        says(page, "第 2 处，共 3 处").await?;
        marked_is(page, "引言 上半年 seen").await?;
        page.press("Enter").await?;
        says(page, "第 3 处，共 3 处").await?;
        marked_is(page, "第一部分正文 上半年 seen").await?;
        // Around the end, and back.
        page.press("Enter").await?;
        marked_is(page, "标题 上半年 seen").await?;
        page.press("Shift+Enter").await?;
        marked_is(page, "第一部分正文 上半年 seen").await?;
        page.focus_is("查找").await?;

        page.press("Tab").await?;
        page.focus_is("替换为").await?;
        page.type_text("下半年").await?;
        page.press("Enter").await?;
        says(page, "第 1 处，共 2 处").await?;
        page.value_is("第一部分正文", "下半年读原文*次。").await?;
        page.click("全部替换").await?;
        page.notice_is("已替换 2 处").await?;
        // That none is left is no news.
        says(page, "").await?;
        ensure!(
            page.copied().await? == REPORT.replace("上半年", "下半年"),
            "{}",
            page.copied().await?
        );
        page.find("tab", "历史").await?.click().await?;
        until("a version stands before it", async || {
            let all = page.list(".versions li").await?;
            Ok(all
                .iter()
                .any(|one| one.contains("批量修改之前"))
                .then_some(()))
        })
        .await?;

        // Escape gives the keyboard back to the sheet.
        page.press("Ctrl+f").await?;
        page.focus_is("查找").await?;
        page.press("Escape").await?;
        page.gone("search", "查找和替换").await?;
        page.press("Ctrl+z").await?;
        let once = REPORT.replace("一、抓学习。上半年", "一、抓学习。下半年");
        ensure!(page.copied().await? == once, "one step takes all back");
        ensure!(marked(page).await? == "nothing");
        Ok(())
    })
}

#[test]
fn what_is_selected_is_looked_for_and_the_caret_goes_to_what_was_found() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to("第二部分标题").await?;
        page.run("document.activeElement.setSelectionRange(0, 1)", Vec::new())
            .await?;
        page.press("Ctrl+f").await?;
        ensure!(page.value("查找").await? == "抓");
        says(page, "第 3 处，共 3 处").await?;
        page.press("F3").await?;
        marked_is(page, "引言 抓 seen").await?;
        page.press("Escape").await?;
        page.focus_is("引言").await?;
        ensure!(page.selection().await? == ("抓".to_owned(), 9));
        Ok(())
    })
}

#[test]
fn words_are_found_in_a_part_of_a_long_report_that_is_not_on_the_page() -> Result<()> {
    visit(async |page| {
        let paragraphs: String = (0..600)
            .map(|number| format!("支部开展了第{number}次活动。\n"))
            .collect();
        page.import(&format!("工作总结\n\n{paragraphs}")).await?;
        page.click("查找").await?;
        page.focus_is("查找").await?;
        page.type_text("第555次").await?;
        says(page, "第 1 处，共 1 处").await?;
        until("it is marked and seen", async || {
            Ok(marked(page).await?.ends_with("第555次 seen").then_some(()))
        })
        .await?;
        page.focus_is("查找").await?;
        page.type_text("九").await?;
        says(page, "没找到（逐段查找，不查序号）").await
    })
}

#[test]
fn stepping_with_other_words_ends_after_one_round_and_never_changes_what_was_put_in() -> Result<()>
{
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to("引言").await?;
        page.press("Ctrl+f").await?;
        page.type_text("上半年").await?;
        says(page, "第 2 处，共 3 处").await?;
        page.press("Tab").await?;
        page.focus_is("替换为").await?;
        page.type_text("2026年上半年").await?;
        page.press("Enter").await?;
        says(page, "第 3 处，共 3 处").await?;
        page.press("Enter").await?;
        says(page, "第 1 处，共 3 处").await?;
        page.press("Enter").await?;
        let once = REPORT.replace("上半年", "2026年上半年");
        for _ in 0..2 {
            page.notice_is("已从头到尾替换一遍").await?;
            says(page, "共 3 处").await?;
            ensure!(page.copied().await? == once, "{}", page.copied().await?);
            ensure!(marked(page).await? == "nothing");
            let field = page.field("替换为").await?;
            page.focus_on(&field).await?;
            page.press("Enter").await?;
        }

        // Whoever goes on by hand, or wants other words, starts again.
        page.type_text("的").await?;
        page.click("上一处").await?;
        let seen = marked(page).await?;
        page.click("替换").await?;
        ensure!(page.copied().await? != once, "{seen} stays");
        Ok(())
    })
}

#[test]
fn places_that_are_passed_over_belong_to_the_round() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to("标题").await?;
        page.press("Ctrl+f").await?;
        page.type_text("上半年").await?;
        says(page, "第 1 处，共 3 处").await?;
        let field = page.field("替换为").await?;
        page.focus_on(&field).await?;
        page.type_text("今年上半年").await?;
        page.press("Enter").await?;
        says(page, "第 2 处，共 3 处").await?;
        page.press("F3").await?;
        says(page, "第 3 处，共 3 处").await?;
        page.press_times("Enter", 3).await?;
        page.notice_is("已从头到尾替换一遍").await?;
        page.value_is("标题", "今年上半年支部工作总结").await?;
        page.value_is("引言", "上半年以来，支部抓了三件事。")
            .await?;
        page.value_is("第一部分正文", "今年上半年读原文*次。").await
    })
}

#[test]
fn a_blank_that_is_found_is_filled_as_in_its_field() -> Result<()> {
    visit(async |page| {
        page.import("工作总结\n\n集体学习\u{a0}*次、讲党课\u{a0}*次。\n")
            .await?;
        page.go_to("引言").await?;
        page.run("document.activeElement.setSelectionRange(5, 6)", Vec::new())
            .await?;
        page.press("Ctrl+f").await?;
        ensure!(page.value("查找").await? == "*");
        says(page, "第 1 处，共 2 处").await?;
        let field = page.field("替换为").await?;
        page.focus_on(&field).await?;
        page.type_text("3").await?;
        page.press("Enter").await?;
        page.value_is("引言", "集体学习3次、讲党课\u{a0}*次。")
            .await?;
        page.open_count_is(1).await
    })
}

/// How far the mark lies from the words that it is for, in whole pixels.
const ASIDE: &str = "
    const mark = document.querySelector('.found'), cell = mark.closest('.cell');
    const field = cell.querySelector('textarea'), all = cell.querySelector('.mirror').cloneNode();
    all.textContent = field.value;
    cell.append(all);
    const range = document.createRange(), start = field.value.indexOf(mark.textContent);
    range.setStart(all.firstChild, start);
    range.setEnd(all.firstChild, start + mark.textContent.length);
    const [is, ought] = [mark, range].map(one => one.getClientRects()[0]);
    all.remove();
    return Math.round(Math.abs(is.left - ought.left) + Math.abs(is.top - ought.top)).toString()";

#[test]
fn marks_lie_under_their_words_in_lines_that_are_centred_or_set_to_the_right() -> Result<()> {
    visit(async |page| {
        page.import(
            "甲乙关于学习贯彻会议精神情况的总结报告\n\n一、学习\n学习了。\n\n中共某某市某某局机关委员会第十六党支部委员会丁戊党小组\n2026年6月30日",
        )
        .await?;
        page.press("Ctrl+f").await?;
        page.focus_is("查找").await?;
        for (words, field) in [("甲乙", "标题"), ("某某市", "署名")] {
            page.run("document.querySelector('#find-words').select()", Vec::new())
                .await?;
            page.type_text(words).await?;
            marked_is(page, &format!("{field} {words} seen")).await?;
            let aside = page.ask(ASIDE).await?;
            ensure!(aside == "0", "{words} is marked {aside} pixels aside");
        }
        Ok(())
    })
}

#[test]
fn closing_leaves_the_found_words_in_view_in_a_paragraph_higher_than_the_window() -> Result<()> {
    visit(async |page| {
        let (before, behind) = ("要抓好各项工作。".repeat(400), "好。".repeat(300));
        page.import(&format!(
            "工作总结\n\n一、学习\n{before}甲乙丙{behind}\n二、活动\n{before}"
        ))
        .await?;
        for (width, height) in [(1280, 800), (1024, 600), (390, 800)] {
            page.look(Look {
                width,
                height,
                dark: false,
            })
            .await?;
            if width == 390 {
                page.click_tab("正文").await?;
            }
            page.press("Ctrl+f").await?;
            page.focus_is("查找").await?;
            page.run("document.querySelector('#find-words').select()", Vec::new())
                .await?;
            page.type_text("甲乙丙").await?;
            marked_is(page, "第一部分正文 甲乙丙 seen").await?;
            page.run(
                "const mark = document.querySelector('.found');
                 const field = mark.closest('.cell').querySelector('textarea');
                 window.depth = mark.getBoundingClientRect().top - field.getBoundingClientRect().top",
                Vec::new(),
            )
            .await?;
            page.press("Escape").await?;
            page.focus_is("第一部分正文").await?;
            ensure!(page.selection().await?.0 == "甲乙丙");
            let at = page
                .ask(
                    "const field = document.activeElement, desk = document.querySelector('.desk');
                     const at = field.getBoundingClientRect().top + window.depth;
                     const seen = desk.getBoundingClientRect().top <= at && at < innerHeight - 30;
                     return seen ? 'seen' : String(at)",
                )
                .await?;
            ensure!(
                at == "seen",
                "at {width} × {height} the words stand at {at}"
            );
        }
        Ok(())
    })
}

#[test]
fn what_was_replaced_is_taken_back_from_the_strip() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to("标题").await?;
        page.press("Ctrl+f").await?;
        page.type_text("上半年").await?;
        page.field("替换为").await?.click().await?;
        page.type_text("全年").await?;
        page.press_times("Enter", 2).await?;
        let twice = REPORT.replacen("上半年", "全年", 2);
        page.copied_is(&twice).await?;
        page.field("替换为").await?.click().await?;
        page.press("Ctrl+z").await?;
        page.copied_is(&REPORT.replacen("上半年", "全年", 1))
            .await?;
        page.field("替换为").await?.click().await?;
        page.press("Ctrl+z").await?;
        page.copied_is(REPORT).await?;
        // What was done elsewhere since is not taken back from here, nor is it where nothing was replaced.
        page.go_to_end("第一部分正文").await?;
        page.paste("写\n体会。").await?;
        let written = REPORT.replacen("读原文*次。", "读原文*次。写\n\n体会。", 1);
        page.copied_is(&written).await?;
        page.field("查找").await?.click().await?;
        page.press("Ctrl+z").await?;
        page.copied_is(&written).await?;
        page.field("替换为").await?.click().await?;
        page.press("Ctrl+a").await?;
        page.type_text("上半年").await?;
        page.press_times("Enter", 2).await?;
        page.press("Ctrl+z").await?;
        page.copied_is(&written).await?;
        page.click("撤销").await?;
        page.copied_is(REPORT).await?;
        // Now it is the field's own again.
        page.field("替换为").await?.click().await?;
        page.press("Ctrl+z").await?;
        page.copied_is(REPORT).await
    })
}

#[test]
fn undo_in_a_strip_where_nothing_was_typed_takes_back_a_whole_step_of_the_report() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to_end("引言").await?;
        page.type_text("件件落实。").await?;
        page.press("Ctrl+f").await?;
        page.focus_is("查找").await?;
        page.press("Ctrl+z").await?;
        page.focus_is("查找").await?;
        page.copied_is(REPORT).await?;
        // What was typed here is the field's own to take back.
        page.field("查找").await?.click().await?;
        page.type_text("支部").await?;
        page.press("Ctrl+z").await?;
        page.copied_is(REPORT).await
    })
}
