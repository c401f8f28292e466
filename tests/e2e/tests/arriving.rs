//! Text that arrives in a field otherwise than key by key: pasted over several lines, dragged, handed over
//! by a keyboard on the screen; and what takes the place of a selection. Nothing of it may get lost,
//! nothing unseen may stay, and one undo takes it back.

use anyhow::{Result, ensure};
use serde_json::json;
use tigang_e2e::{Page, sample, visit};

const REPORT: &str = "上半年支部工作总结\n\n今年以来，支部抓了三件事。\n\n一、抓学习。读原文*次。\n\n二、抓服务。办实事两件。\n\n某某党支部\n2026年6月30日";

/// Selects some characters of the field with the keyboard.
async fn select(page: &Page, from: usize, to: usize) -> Result<()> {
    let script = "document.activeElement.setSelectionRange(arguments[0], arguments[1])";
    page.run(script, vec![json!(from), json!(to)])
        .await
        .map(|_| ())
}

#[test]
fn enter_over_a_selection_is_one_step_and_takes_nothing_where_it_may_not_go() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to("成文日期").await?;
        select(page, 0, 4).await?;
        page.press("Enter").await?;
        page.notice_is("文字未受影响").await?;
        ensure!(page.copied().await? == REPORT, "the year is gone");

        page.go_to("第二部分正文").await?;
        select(page, 1, 3).await?;
        page.press("Enter").await?;
        page.focus_is("第二部分正文第二段").await?;
        ensure!(page.copied().await?.contains("二、抓服务。办\n"));
        page.press("Ctrl+z").await?;
        ensure!(
            page.copied().await? == REPORT,
            "one undo does not take it back"
        );
        Ok(())
    })
}

#[test]
fn a_report_is_not_pasted_into_a_title() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.go_to_end("标题").await?;
        page.paste(&sample("branch")?).await?;
        page.notice_is("标题里放不下整份文字").await?;
        ensure!(page.copied().await? == REPORT, "something was pasted");

        // Nor in the place of its end and what follows: that stays, too.
        page.go_to("标题").await?;
        page.caret_at(3).await?;
        page.press("Shift+End").await?;
        page.press_times("Shift+ArrowDown", 2).await?;
        page.paste("抓学习。\n抓服务。\n抓作风。").await?;
        page.notice_is("标题里放不下整份文字").await?;
        ensure!(page.copied().await? == REPORT, "something was taken away");

        page.go_to_end("署名").await?;
        page.paste("第二支部\n2026年7月1日").await?;
        page.notice_is("一行一行粘贴").await?;
        ensure!(page.copied().await? == REPORT, "something was pasted");

        // Two lines of a title are one.
        page.go_to_end("标题").await?;
        page.press("Ctrl+a").await?;
        page.paste("关于上半年\n支部工作的报告").await?;
        page.value_is("标题", "关于上半年支部工作的报告").await?;

        // What stands under a title comes with it.
        page.go_to("标题").await?;
        page.press("Ctrl+a").await?;
        page.paste("关于支部工作的报告\n——在全体党员大会上\n（2026年7月1日）")
            .await?;
        page.value_is("标题", "关于支部工作的报告").await?;
        let head = "关于支部工作的报告\n\n——在全体党员大会上\n\n（2026年7月1日）\n";
        let copied = page.copied().await?;
        ensure!(copied.starts_with(head), "no lines under it: {copied}");

        // An empty report takes a whole one in, wherever the caret is.
        page.click("新建").await?;
        page.click("空白报告").await?;
        page.focus_is("标题").await?;
        page.paste(REPORT).await?;
        page.value_is("标题", "上半年支部工作总结").await?;
        page.value_is("第二部分标题", "抓服务。").await?;
        ensure!(page.copied().await? == REPORT);
        page.press("Ctrl+z").await?;
        page.value_is("标题", "").await
    })
}

#[test]
fn a_line_pasted_with_its_number_takes_the_place_of_one_and_no_number_is_left_over() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习。做法：一是抓早。二是抓小。三是抓实。\n\n二、抓服务。\n\n某某党支部\n2026年6月30日";
        page.import(text).await?;
        let replaced = [
            ("第二部分标题", "二、抓作风", "二、抓服务。", "二、抓作风"),
            (
                "第二部分标题",
                "三、抓作风。\r\n",
                "二、抓服务。",
                "二、抓作风。",
            ),
            ("第一部分第二项", "二是抓细。", "二是抓小。", "二是抓细。"),
            (
                "第一部分第二项",
                "二是抓细。\r\n",
                "二是抓小。",
                "二是抓细。",
            ),
            (
                "第一部分第三项",
                "三是抓细。四是抓常。\n",
                "三是抓实。",
                "三是抓细。四是抓常。",
            ),
            ("署名", "某某支部\r\n", "某某党支部", "某某支部"),
            (
                "成文日期",
                "2026年7月1日\r\n",
                "2026年6月30日",
                "2026年7月1日",
            ),
        ];
        for (field, pasted, old, new) in replaced {
            page.go_to(field).await?;
            page.press("Ctrl+a").await?;
            page.paste(pasted).await?;
            let copied = page.copied().await?;
            let wanted = text.replace(old, new);
            ensure!(copied == wanted, "{pasted:?} over {field}: {copied}");
            page.go_to(field).await?;
            page.press("Ctrl+z").await?;
            ensure!(page.copied().await? == text, "{field} is not as it was");
        }
        Ok(())
    })
}

#[test]
fn lines_pasted_in_front_of_others_leave_those_as_they_are_and_items_come_into_the_list()
-> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一年来，工作顺利。\n\n一、抓学习。做法：一是抓早。二是抓小。\n\n二、抓服务。有人办事。";
        page.import(text).await?;
        let pasted = [
            (
                "引言",
                0,
                "现汇报如下。\r\n",
                "一年来，",
                "现汇报如下。\n\n一年来，",
            ),
            (
                "第二部分标题",
                0,
                "二、抓作风。有人查岗。\r\n",
                "二、抓服务",
                "二、抓作风。有人查岗。\n\n三、抓服务",
            ),
            (
                "第二部分标题",
                0,
                "一、抓作风。有人查岗。",
                "二、抓服务",
                "二、抓作风。有人查岗。\n\n三、抓服务",
            ),
            (
                "第一部分第一项",
                0,
                "二是抓细。",
                "一是抓早。二是抓小。",
                "一是抓细。二是抓早。三是抓小。",
            ),
            (
                "第一部分第二项",
                usize::MAX,
                "一是抓细。二是抓常。",
                "二是抓小。",
                "二是抓小。三是抓细。四是抓常。",
            ),
        ];
        for (field, caret, pasted, old, new) in pasted {
            page.go_to(field).await?;
            page.caret_at(caret).await?;
            page.paste(pasted).await?;
            let copied = page.copied().await?;
            let wanted = text.replace(old, new);
            ensure!(copied == wanted, "{pasted:?} in {field}: {copied}");
            page.press("Ctrl+z").await?;
            ensure!(page.copied().await? == text, "{field} is not as it was");
        }
        Ok(())
    })
}

#[test]
fn what_is_dragged_or_handed_over_is_read_and_cleaned_as_if_it_were_pasted() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        // A browser puts what is dragged into the field and tells of it.
        page.go_to("第一部分正文").await?;
        let script = "const field = document.activeElement;
            field.setRangeText(arguments[0], 0, 0, 'end');
            field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromDrop' }))";
        page.run(script, vec![json!("带\u{200b}头\u{202e}")])
            .await?;
        page.notice_is("看不见的字符").await?;
        page.value_is("第一部分正文", "带头读原文*次。").await?;
        page.press("Ctrl+z").await?;
        ensure!(page.copied().await? == REPORT);

        page.go_to_end("第二部分正文").await?;
        page.type_text("又办两件。\n三、抓作风。定期谈心。\n")
            .await?;
        page.value_is("第二部分正文", "办实事两件。又办两件。")
            .await?;
        page.value_is("第三部分标题", "抓作风。").await?;
        page.press("Ctrl+z").await?;
        ensure!(page.copied().await? == REPORT);
        Ok(())
    })
}

#[test]
fn undo_belongs_to_the_field_that_has_the_keyboard() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.fill_blank(0, "12").await?;
        page.press("Ctrl+z").await?;
        page.type_text("77").await?;
        ensure!(page.copied().await? == REPORT.replace('*', "77"));
        page.open_count_is(0).await?;

        page.find("tab", "历史").await?.click().await?;
        page.field("版本名").await?.click().await?;
        page.type_text("初稿").await?;
        page.press("Ctrl+z").await?;
        page.type_text("送审稿").await?;
        page.value_is("版本名", "送审稿").await?;
        ensure!(page.copied().await? == REPORT.replace('*', "77"));
        Ok(())
    })
}

#[test]
fn numbers_that_are_typed_become_parts_and_items_at_the_end_of_their_line() -> Result<()> {
    visit(async |page| {
        page.click("从提纲新建").await?;
        page.click("空白报告").await?;
        page.focus_is("标题").await?;
        page.type_text("上半年支部工作总结").await?;
        page.press("Enter").await?;
        for line in [
            "今年以来，支部抓了几件事。",
            "一、抓学习。读原文两本。",
            "（一）读原文",
            "一是读得早。二是读得细。",
        ] {
            page.type_text(line).await?;
            page.press("Enter").await?;
        }
        page.notice_is("认出了序号").await?;
        page.value_is("第一部分正文", "读原文两本。").await?;
        page.value_is("第一部分第一节标题", "读原文").await?;
        page.value_is("第一部分第一节第二项", "读得细。").await?;
        // It has ended with its line, and goes on with the next number.
        page.focus_is("第一部分第一节正文").await?;
        page.type_text("三是读得透。").await?;
        page.press("Enter").await?;
        page.value_is("第一部分第一节第三项", "读得透。").await?;
        // The draft is called by its new title when it is stored, and the buttons beside the name move.
        page.saved().await?;
        let copied = page.copied().await?;
        ensure!(
            copied.contains("一是读得早。二是读得细。\n三是读得透。四是"),
            "{copied}"
        );
        page.go_to("第一部分第一节第三项").await?;
        page.press("Ctrl+z").await?;
        page.press("Ctrl+z").await?;
        page.value_is("第一部分第一节正文", "三是读得透。").await
    })
}

#[test]
fn a_paragraph_with_a_number_becomes_the_heading_that_it_says() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、抓学习\n\n读了两本。\n\n办了两件。")
            .await?;
        page.go_to("第一部分正文第二段").await?;
        page.press("Ctrl+a").await?;
        page.type_text("（一）办实事。办了三件。").await?;
        page.press("Ctrl+m").await?;
        page.choose("设为小标题").await?;
        page.value_is("第一部分第一节标题", "办实事。").await?;
        page.value_is("第一部分第一节正文", "办了三件。").await
    })
}

#[test]
fn what_is_dragged_to_another_field_comes_back_by_one_undo() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        // A browser tells of what goes in one field and of what comes in the other.
        let script = "const [from, to] = [...arguments].slice(0, 2).map(name =>
                document.querySelector(`textarea[aria-label=\"${name}\"]`));
            const tell = (field, inputType) =>
                field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
            from.focus();
            from.setRangeText('', 0, 3, 'end');
            tell(from, 'deleteByDrag');
            to.focus();
            to.setRangeText('办实事', 0, 0, 'end');
            tell(to, 'insertFromDrop');";
        for _ in 0..2 {
            page.run(script, vec![json!("第二部分正文"), json!("第一部分正文")])
                .await?;
            page.value_is("第一部分正文", "办实事读原文*次。").await?;
            page.value_is("第二部分正文", "两件。").await?;
            page.press("Ctrl+z").await?;
            ensure!(
                page.copied().await? == REPORT,
                "one undo is not enough, or too much"
            );
            page.go_to("第一部分正文").await?;
        }
        Ok(())
    })
}

#[test]
fn in_a_text_the_right_button_opens_the_menu_of_the_browser() -> Result<()> {
    visit(async |page| {
        page.import(REPORT).await?;
        page.run(
            "window.left = []; addEventListener('contextmenu',
                event => window.left.push(!event.defaultPrevented))",
            vec![],
        )
        .await?;
        page.right_click(&page.field("第一部分正文").await?).await?;
        let left = page.ask("return String(window.left)").await?;
        ensure!(left == "true", "the browser's own menu is kept off: {left}");
        page.gone("menu", "操作").await
    })
}

#[test]
fn the_next_of_a_list_comes_behind_it_with_its_number() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、各组情况\n1.学习。读了书。\n2.组织。发展党员2名。\n二、打算\n再办三件事。\n";
        page.import(text).await?;
        for (field, next) in [
            ("第一部分第二节正文", "3.作风。没有违纪。"),
            ("第二部分正文", "1.抓宣传。\n2.抓考核。"),
        ] {
            page.go_to_end(field).await?;
            page.paste(next).await?;
        }
        let wanted = text.replace("2名。", "2名。\n3.作风。没有违纪。");
        let wanted = wanted.replace("三件事。", "三件事。\n1.抓宣传。\n2.抓考核。");
        page.copied_is(&wanted).await
    })
}
