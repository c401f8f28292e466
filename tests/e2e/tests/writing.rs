//! Writing on as in a text processor: what is left behind in a field is put in order, lists end, headings, lists and
//! the closing are known by what they look like.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, until, visit};

#[test]
fn a_heading_in_the_line_of_its_body_ends_as_a_sentence() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习。读了两本。\n\n二、抓服务。办了两件。\n";
        page.import(text).await?;
        page.go_to("第一部分标题").await?;
        page.press("Ctrl+a").await?;
        page.type_text("抓理论学习").await?;
        page.go_to("第二部分正文").await?;
        page.copied_is(&text.replace("抓学习", "抓理论学习"))
            .await?;
        // Typing and full stop are one step.
        page.press("Ctrl+z").await?;
        page.copied_is(text).await?;
        page.go_to_end("第二部分正文").await?;
        page.press("Enter").await?;
        page.type_text("　　又办了一件。").await?;
        page.go_to("标题").await?;
        page.copied_is(&text.replace("两件。\n", "两件。\n\n\u{3000}\u{3000}又办了一件。\n"))
            .await
    })
}

#[test]
fn a_list_is_left_and_joined() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、不足\n主要存在以下不足：\n一是学习不深。\n二是方法不多。\n";
        page.import(text).await?;
        page.go_to_end("第一部分第二项").await?;
        page.press("Enter").await?;
        page.strike("三、下一步打算").await?;
        page.press("Enter").await?;
        page.type_text("好好干。").await?;
        let next = [text, "二、下一步打算\n好好干。\n"].concat();
        page.copied_is(&next).await?;

        page.go_to_end("第一部分第二项").await?;
        page.press_times("Enter", 2).await?;
        page.type_text("特此报告。").await?;
        let told = next.replace("不多。\n", "不多。\n特此报告。\n");
        page.copied_is(&told).await?;

        // In front of the list it is the first of it.
        page.go_to_end("第一部分正文").await?;
        page.press("Enter").await?;
        page.strike("一是经费不足。").await?;
        page.press("Enter").await?;
        page.strike("人手不足。").await?;
        let joined = "一是经费不足。\n二是人手不足。\n三是学习不深。\n四是方法不多。";
        page.copied_is(&told.replace("一是学习不深。\n二是方法不多。", joined))
            .await
    })
}

#[test]
fn what_looks_like_a_heading_a_list_or_a_closing_is_one() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习\n（一）读原文\n读了。\n二、抓服务\n办了两件。\n";
        page.import(text).await?;
        // Left by the mouse, not by Enter.
        page.go_to_end("第一部分第一节正文").await?;
        page.press("Enter").await?;
        page.strike("二、抓作风").await?;
        page.go_to("标题").await?;
        page.notice_is("认出了序号").await?;
        let more = text.replace("二、抓服务", "二、抓作风\n三、抓服务");
        page.copied_is(&more).await?;
        page.press_times("Ctrl+z", 4).await?;
        page.copied_is(text).await?;

        // A number of a deeper level is read where it stands.
        page.go_to_end("第一部分第一节正文").await?;
        page.press("Enter").await?;
        page.strike("1.学党章").await?;
        page.press("Enter").await?;
        page.strike("都学了。").await?;
        let outline = page.outline().await?;
        ensure!(
            outline.iter().any(|row| row.starts_with("1.学党章")),
            "no heading: {outline:?}"
        );

        // A list in one paragraph.
        page.go_to_end("第二部分正文").await?;
        page.press("Enter").await?;
        page.paste("还有不足：一是学得不深。二是办得不多。").await?;
        page.field("不足第二项").await?;

        // The end.
        page.press("Enter").await?;
        page.press("Enter").await?;
        page.strike("机关第一党支部").await?;
        page.press("Enter").await?;
        page.strike("2026年12月31日").await?;
        page.press("Enter").await?;
        page.notice_is("认出了署名和日期").await?;
        page.focus_is("落款").await?;
        page.value_is("署名", "机关第一党支部").await?;
        page.type_text("（此件公开发布）").await?;
        ensure!(page.copied().await?.ends_with(
            "一是学得不深。二是办得不多。\n机关第一党支部\n2026年12月31日\n（此件公开发布）\n"
        ));
        Ok(())
    })
}

#[test]
fn a_report_that_has_its_closing_gets_no_other() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习\n读了。\n\n机关党支部\n2026年6月30日\n（此件公开发布）\n";
        page.import(text).await?;
        page.go_to_end("成文日期").await?;
        page.press("ArrowDown").await?;
        page.caret_at_end().await?;
        page.press("Enter").await?;
        page.strike("机关第二党支部").await?;
        page.press("Enter").await?;
        page.strike("2026年7月1日").await?;
        page.go_to("标题").await?;
        // Nobody wanted anything that would have to be refused.
        let said = page
            .ask("return document.querySelector('.notices').innerText")
            .await?;
        ensure!(said.trim().is_empty(), "it says {said:?}");
        page.copied_is(&[text, "机关第二党支部\n2026年7月1日\n"].concat())
            .await
    })
}

#[test]
fn a_sentence_that_begins_with_a_number_stays_one() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习\n读了。\n二、抓服务\n办了两件。\n";
        page.import(text).await?;
        page.go_to_end("第一部分正文").await?;
        page.press("Enter").await?;
        page.strike("三、五两个支部结对共建，开展活动2次。").await?;
        page.go_to("标题").await?;
        let sentence = text.replace("读了。", "读了。\n三、五两个支部结对共建，开展活动2次。");
        page.copied_is(&sentence).await?;

        // What was taken back is not done again, and the caret is where it was.
        page.go_to_end("第一部分正文第二段").await?;
        page.press("Enter").await?;
        page.strike("二、抓作风").await?;
        page.go_to("标题").await?;
        page.notice_is("认出了序号").await?;
        page.press("Ctrl+z").await?;
        page.focus_is("第一部分正文第三段").await?;
        page.strike("，好").await?;
        page.go_to("标题").await?;
        page.copied_is(&sentence.replace("2次。", "2次。\n二、抓作风，好"))
            .await
    })
}

#[test]
fn a_number_below_a_lead_is_an_item() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、不足\n主要存在以下不足：\n1. 学习不深。\n2. 结合不紧。\n二、打算\n好好干。\n";
        page.import(text).await?;
        page.go_to_end("第一部分正文").await?;
        page.press("Enter").await?;
        page.strike("1. 新的第一。").await?;
        page.press("Enter").await?;
        page.strike("新的第二。").await?;
        page.copied_is(&text.replace(
            "1. 学习不深。\n2. 结合不紧。",
            "1. 新的第一。\n2. 新的第二。\n3. 学习不深。\n4. 结合不紧。",
        ))
        .await?;
        // A list in one paragraph stays in its line.
        page.go_to_end("第二部分正文").await?;
        page.press("Enter").await?;
        page.strike("主要有：一是学习。二是组织。").await?;
        page.go_to("标题").await?;
        page.notice_is("认出了序号").await?;
        ensure!(
            page.copied()
                .await?
                .ends_with("好好干。\n主要有：一是学习。二是组织。\n")
        );
        Ok(())
    })
}

#[test]
fn enter_breaks_a_title_and_makes_room() -> Result<()> {
    visit(async |page| {
        let text = "关于上半年工作的报告\n\n一、抓学习\n读了。\n";
        page.import(text).await?;
        page.go_to("标题").await?;
        page.caret_at(5).await?;
        page.press("Enter").await?;
        page.copied_is(&text.replace("年工作", "年\n工作")).await?;
        page.press("Ctrl+z").await?;
        page.go_to("第一部分标题").await?;
        page.caret_at(0).await?;
        page.press("Enter").await?;
        page.focus_is("第一部分标题").await?;
        page.copied_is(&text.replace("一、抓", "\n一、抓")).await?;
        page.go_to("第一部分标题").await?;
        page.caret_at(0).await?;
        page.press("Backspace").await?;
        page.copied_is(text).await
    })
}

#[test]
fn enter_in_the_list_of_blanks_leads_to_open_ones() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、数\n开会*次，讲课*次，走访*次。\n")
            .await?;
        for (number, value) in ["3", "4"].into_iter().enumerate() {
            page.fill_blank(number, value).await?;
        }
        // The one behind is open, those in front are filled.
        let middle = page.blank(1).await?;
        page.focus_on(&middle).await?;
        page.press("Enter").await?;
        page.strike("5").await?;
        page.press("Enter").await?;
        page.notice_is("没有待填的空了").await?;
        page.strike("6").await?;
        page.copied_is("总结\n\n一、数\n开会3次，讲课4次，走访56次。\n")
            .await
    })
}

#[test]
fn a_part_comes_behind_the_one_with_the_caret() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习\n读了。\n二、抓服务\n办了。\n\n存在不足：一是少。二是慢。\n";
        page.import(text).await?;
        page.go_to("第一部分正文").await?;
        page.click("＋ 加一部分").await?;
        page.focus_is("第二部分标题").await?;
        page.press("Ctrl+z").await?;
        page.go_to("不足第一项").await?;
        page.click("＋ 加一部分").await?;
        page.focus_is("第三部分标题").await?;
        page.strike("抓作风").await?;
        ensure!(page.copied().await?.contains("办了。\n三、抓作风\n"));
        Ok(())
    })
}

/// Whether the line of the caret can be seen, as far as the heights of the field tell.
async fn caret_is_in_sight(page: &Page) -> Result<()> {
    until("the caret is in sight", async || {
        let script = "const field = document.activeElement, place = field.getBoundingClientRect();
            const line = place.top + place.height * field.selectionEnd / Math.max(1, field.value.length);
            const desk = document.querySelector('.desk').getBoundingClientRect();
            return desk.top < line && line < desk.bottom";
        let is_seen = page.run(script, vec![]).await? == true;
        Ok(is_seen.then_some(()))
    })
    .await
}

#[test]
fn what_is_jumped_to_is_in_sight() -> Result<()> {
    visit(async |page| {
        let body = "支部上半年做了许多工作，一件一件说。".repeat(20);
        let mut text = String::from("总结\n");
        for number in 1..20 {
            text += &format!("\n第{number}件事。{body}\n");
        }
        // One in a paragraph that is higher than the window.
        let high = body.repeat(6);
        page.import(&format!("{text}\n开会*次。\n\n{high}讲课*次。{high}\n"))
            .await?;
        page.go_to("引言第三段").await?;
        for blank in 1..3 {
            page.press("F2").await?;
            until("a blank is selected", async || {
                Ok((page.selection().await?.0 == "*").then_some(()))
            })
            .await?;
            caret_is_in_sight(page).await?;
            println!("blank {blank} is in sight");
        }
        page.go_to("标题").await?;
        page.press_times("Ctrl+Shift+End", 2).await?;
        page.focus_is("引言第二十一段").await?;
        caret_is_in_sight(page).await
    })
}
