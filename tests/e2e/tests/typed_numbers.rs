//! Numbers that are typed by hand, line by line, as in a text processor: each counts once, and each line is what it
//! would be if the whole were pasted.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, visit};

/// Types lines, each with Enter behind it, and the last without.
async fn lines(page: &Page, lines: &str) -> Result<()> {
    for (at, line) in lines.lines().enumerate() {
        if at > 0 {
            page.press("Enter").await?;
        }
        page.strike(line).await?;
    }
    Ok(())
}

const START: &str = "总结\n\n一、抓学习\n读了。\n";

/// Writes lines behind the start of a report, leaves them and compares the whole.
async fn gives(page: &Page, typed: &str, wanted: &str) -> Result<()> {
    page.import(START).await?;
    page.go_to_end("第一部分正文").await?;
    page.press("Enter").await?;
    lines(page, typed).await?;
    page.go_to("标题").await?;
    let wanted = [START, wanted, "\n"].concat();
    let copied = page.copied().await?;
    ensure!(copied == wanted, "{typed}\ngave\n{copied}\nnot\n{wanted}");
    Ok(())
}

#[test]
fn a_number_typed_in_front_of_an_item_is_the_one_it_has() -> Result<()> {
    visit(async |page| {
        for (typed, wanted) in [
            (
                "会议强调：\n1.提高认识；\n2.抓好落实；\n3.务求实效。",
                "会议强调：\n1.提高认识；\n2.抓好落实；\n3.务求实效。",
            ),
            (
                "要求：\n（1）学习\n（2）研讨",
                "要求：\n（1）学习\n（2）研讨",
            ),
            (
                "要求：\n第一，学习。\n第二，研讨。",
                "要求：\n第一，学习。\n第二，研讨。",
            ),
            (
                "要求：\n一是学习。\n二是研讨。",
                "要求：\n一是学习。\n二是研讨。",
            ),
        ] {
            gives(page, typed, wanted).await?;
        }
        Ok(())
    })
}

#[test]
fn a_list_in_one_line_ends_with_its_line() -> Result<()> {
    visit(async |page| {
        for text in [
            "存在以下不足：一是学习不深。二是作风不实。\n下一步，我们将继续努力。",
            "要求：第一，提高认识。第二，抓好落实。\n以上报告，请评议。",
        ] {
            gives(page, text, text).await?;
        }
        Ok(())
    })
}

#[test]
fn each_part_has_the_sort_of_number_that_was_typed() -> Result<()> {
    visit(async |page| {
        for text in [
            "1.上党课\n2.慰问\n二、工作要求\n（一）加强领导\n（二）注重实效\n（三）严明纪律",
            "（一）甲\n（二）乙\n1.丙\n2.丁\n三、后面",
        ] {
            let wanted = text.replace("三、后面", "二、后面");
            gives(page, text, &wanted).await?;
        }
        let outline = page.outline().await?;
        let at = |name: &str| outline.iter().position(|row| row.starts_with(name));
        ensure!(
            at("1.丙").is_some() && at("2.丁").is_some(),
            "no parts: {outline:?}"
        );
        Ok(())
    })
}

#[test]
fn a_heading_that_was_typed_with_its_number_ends_as_a_sentence() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、抓学习。读了两本。\n二、抓服务。办了两件。\n")
            .await?;
        page.go_to("第二部分正文").await?;
        page.click("＋ 加一部分").await?;
        lines(page, "三、抓群团\n办了三件。").await?;
        page.go_to("标题").await?;
        ensure!(page.copied().await?.ends_with("三、抓群团。办了三件。\n"));
        // Heading and body in one go.
        page.click("＋ 加一部分").await?;
        lines(page, "抓青年。办了四件。\n还办了一件。").await?;
        page.go_to("标题").await?;
        let copied = page.copied().await?;
        ensure!(
            copied.ends_with("四、抓青年。办了四件。\n还办了一件。\n"),
            "{copied}"
        );
        page.value_is("第四部分标题", "抓青年。").await?;
        page.go_to("第四部分标题").await?;
        page.press("Ctrl+m").await?;
        page.choose("删除").await?;

        // In the body that goes on in the line of its heading, a number starts a line.
        page.go_to("第三部分正文").await?;
        page.press("Ctrl+a").await?;
        lines(page, "（一）抓工会\n办了一件。\n（二）抓青年\n办了两件。").await?;
        page.go_to("标题").await?;
        let copied = page.copied().await?;
        ensure!(
            copied.ends_with("三、抓群团。\n（一）抓工会\n办了一件。\n（二）抓青年\n办了两件。\n"),
            "{copied}"
        );
        Ok(())
    })
}

#[test]
fn a_name_signs_and_what_was_emptied_goes() -> Result<()> {
    visit(async |page| {
        page.import(START).await?;
        page.go_to_end("第一部分正文").await?;
        page.press("Enter").await?;
        lines(page, "以上报告，请评议。\n张三\n2026年1月8日").await?;
        page.go_to("标题").await?;
        page.value_is("署名", "张三").await?;
        page.value_is("成文日期", "2026年1月8日").await?;
        page.go_to("成文日期").await?;
        page.press("Ctrl+a").await?;
        page.press_times("Backspace", 2).await?;
        page.copied_is(&[START, "以上报告，请评议。\n张三\n"].concat())
            .await?;
        // Under a signature stands the date.
        page.go_to_end("署名").await?;
        page.press("Enter").await?;
        page.strike("2026年1月9日").await?;
        page.value_is("成文日期", "2026年1月9日").await?;
        page.press_times("Enter", 2).await?;
        page.press_times("Backspace", 2).await?;
        page.focus_is("成文日期").await?;
        page.copied_is(&[START, "以上报告，请评议。\n张三\n2026年1月9日\n"].concat())
            .await
    })
}

#[test]
fn a_number_typed_in_front_of_a_part_without_one_is_its_heading() -> Result<()> {
    visit(async |page| {
        let start = "总结\n\n四、抓作风\n查了五次。\n";
        let lead = "反思上半年工作，还存在以下不足：一是学得不深。二是办得不多。\n";
        page.import(&[start, lead].concat()).await?;
        page.go_to("不足领句").await?;
        page.caret_at(0).await?;
        page.strike("五、存在不足").await?;
        page.press("Enter").await?;
        // The keyboard is where the next words belong.
        page.strike("认真").await?;
        page.value_is("第二部分标题", "存在不足").await?;
        ensure!(
            page.outline()
                .await?
                .iter()
                .filter(|row| row.contains("不足"))
                .count()
                == 1
        );
        let lead = ["认真", lead].concat();
        page.copied_is(&[start, "五、存在不足\n", &lead].concat())
            .await
    })
}

#[test]
fn an_item_typed_behind_one_with_a_body_counts_on() -> Result<()> {
    visit(async |page| {
        let start =
            "总结\n\n一、抓组织\n做法如下：一是抓发展。发展党员2名；二是抓管理。谈心31人次。";
        page.import(&[start, "\n"].concat()).await?;
        page.go_to_end("第一部分第二项正文").await?;
        page.strike("三是抓关爱。慰问5人。").await?;
        page.press("Enter").await?;
        page.strike("下一段。").await?;
        page.value_is("第一部分第三项标题", "抓关爱。").await?;
        page.copied_is(&[start, "三是抓关爱。慰问5人。\n下一段。\n"].concat())
            .await
    })
}

#[test]
fn a_signature_that_was_taken_back_stays_text_whatever_goes_elsewhere() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、抓学习\n读了。\n二、抓服务\n做了。\n")
            .await?;
        page.go_to_end("第二部分正文").await?;
        page.press("Enter").await?;
        lines(page, "机关第一党支部\n2026年6月30日").await?;
        page.go_to("标题").await?;
        page.value_is("署名", "机关第一党支部").await?;
        page.press("Ctrl+z").await?;
        page.gone("textbox", "署名").await?;
        page.go_to("第一部分标题").await?;
        page.press("Ctrl+m").await?;
        page.choose("删除").await?;
        page.value_is("第一部分标题", "抓服务").await?;
        page.value_is("第一部分正文第二段", "机关第一党支部").await
    })
}

#[test]
fn a_typed_number_counts_once_whatever_comes_next() -> Result<()> {
    visit(async |page| {
        let typed = async |text: &str| -> Result<()> {
            page.import(START).await?;
            page.go_to_end("第一部分正文").await?;
            page.press("Enter").await?;
            lines(page, text).await
        };
        // Moved at once, it is moved as what it is.
        typed("要求：\n1.学习；\n2.研讨；\n3.交流。").await?;
        page.press("Alt+ArrowUp").await?;
        page.copied_is(&[START, "要求：\n1.学习；\n2.交流。\n3.研讨；\n"].concat())
            .await?;
        typed("二、抓服务").await?;
        page.press("Alt+ArrowUp").await?;
        page.focus_is("第一部分标题").await?;
        page.copied_is("总结\n\n一、抓服务\n二、抓学习\n读了。\n")
            .await?;
        // The next page knows no more that it was typed.
        typed("要求：\n1.学习；\n2.研讨；\n3.交流。").await?;
        page.saved().await?;
        page.reload().await?;
        page.copied_is(&[START, "要求：\n1.学习；\n2.研讨；\n3.交流。\n"].concat())
            .await?;
        // The first of a list is none by itself.
        typed("1.各支部书记；\n2.各支部委员。").await?;
        page.go_to("标题").await?;
        page.copied_is(&[START, "1.各支部书记；\n2.各支部委员。\n"].concat())
            .await?;
        let fields = page.names("textbox").await?;
        ensure!(
            fields.iter().any(|one| one == "第一部分第二项"),
            "{fields:?}"
        );
        Ok(())
    })
}

#[test]
fn a_number_in_brackets_is_no_word_whatever_it_counts() -> Result<()> {
    visit(async |page| {
        gives(
            page,
            "（一）集中学习。读了原文。\n（三）个人自学。写了笔记。",
            "（一）集中学习。读了原文。\n（二）个人自学。写了笔记。",
        )
        .await?;
        // One in front of a heading's own words goes, and the page says so.
        page.go_to("第一部分标题").await?;
        page.caret_at(0).await?;
        page.strike("五、").await?;
        page.go_to("标题").await?;
        page.notice_is("手敲的序号已去掉").await?;
        ensure!(page.copied().await?.contains("\n一、抓学习"));
        Ok(())
    })
}
