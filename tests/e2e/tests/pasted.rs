//! What is copied from a web page, a chat or a PDF and pasted into the sheet: numbers that the browser leaves out of
//! the text come back, and marks and line ends that nobody meant can go, by a button and by one step that is taken back.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, visit};

const REPORT: &str = "上半年支部工作总结\n\n一、抓学习。读原文*次。\n\n二、抓服务。办实事两件。\n";

/// Imports the report and puts the caret behind its last word.
async fn at_the_end(page: &Page) -> Result<()> {
    page.import(REPORT).await?;
    page.go_to_end("第二部分正文").await
}

#[test]
fn numbers_of_the_lists_of_a_web_page_come_along() -> Result<()> {
    const LIST: &str =
        "<p>主要做法：</p><ol><li><p>走访*户。</p></li><li><p>座谈两场。</p></li></ol>";
    const NUMBERED: &str = "\n主要做法：\n\n1.走访*户。\n\n2.座谈两场。\n";
    visit(async |page| {
        at_the_end(page).await?;
        page.press("Enter").await?;
        page.paste_page("主要做法：\n\n走访*户。\n\n座谈两场。", LIST)
            .await?;
        page.notice_is("自动编号 2 处").await?;
        let with_list = [REPORT, NUMBERED].concat();
        page.copied_is(&with_list).await?;
        page.go_to("标题").await?;
        page.press("Ctrl+z").await?;
        page.press("Ctrl+z").await?;
        page.copied_is(REPORT).await?;

        // In 导入, too.
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        page.paste_page("主要做法：\n\n走访*户。\n\n座谈两场。", LIST)
            .await?;
        page.value_is("报告原文", "主要做法：\n\n1.走访*户。\n\n2.座谈两场。")
            .await
    })
}

#[test]
fn marks_of_markdown_can_go_from_what_was_pasted() -> Result<()> {
    const MARKED: &str = "**三、抓作风。** 谈心**次。\n\n**四、抓队伍。** 培训*次。";
    visit(async |page| {
        at_the_end(page).await?;
        page.press("Enter").await?;
        page.paste(MARKED).await?;
        page.notice_is("像是从对话工具里复制的").await?;
        let unasked = page.copied().await?;
        ensure!(unasked.contains("抓作风。**"), "it is {unasked:?}");
        page.click("去掉记号").await?;
        page.gone("button", "去掉记号").await?;
        let tidy = [
            REPORT,
            "\n三、抓作风。谈心**次。\n\n四、抓队伍。培训*次。\n",
        ]
        .concat();
        page.focus_is("第四部分正文").await?;
        page.copied_is(&tidy).await?;
        page.go_to("第四部分正文").await?;
        page.press("Ctrl+z").await?;
        page.copied_is(&[REPORT, "\n\n"].concat()).await?;

        page.go_to("第二部分正文第二段").await?;
        // What was written on since is not put at stake.
        page.paste(MARKED).await?;
        page.find("button", "去掉记号").await?;
        page.type_text("，").await?;
        page.gone("button", "去掉记号").await?;

        // Nor is another draft.
        page.press("Ctrl+a").await?;
        page.paste(MARKED).await?;
        page.find("button", "去掉记号").await?;
        page.import("别的报告\n\n别的正文。\n").await?;
        page.gone("button", "去掉记号").await?;
        page.copied_is("别的报告\n\n别的正文。\n").await
    })
}

#[test]
fn lines_of_a_pdf_become_whole_in_the_place_of_what_was_selected() -> Result<()> {
    const WHOLE: &str = "坚持第一议题制度，组织党员原原本本学习规定篇目，每月安排一次交流，支委会每季度听取一次学习情况。坚持学做结合，把学习成果体现到服务群众的具体行动上，体现到完成急难任务的实际成效上。截至目前，组织集中学习*次，专题研讨*次，学习教育取得明显成效，党员的党性观念和服务本领有了新的提高，为全年工作打下了基础。";
    visit(async |page| {
        at_the_end(page).await?;
        page.press("Shift+Home").await?;
        page.press_times("Shift+ArrowUp", 2).await?;
        let signs: Vec<char> = WHOLE.chars().collect();
        let lines: Vec<String> = signs.chunks(20).map(String::from_iter).collect();
        page.paste(&lines.join("\n")).await?;
        page.notice_is("从 PDF 或打印版面上复制的").await?;
        let before = page.copied().await?;
        page.click("接成整段").await?;
        page.gone("button", "接成整段").await?;
        let copied = page.copied().await?;
        ensure!(copied.contains(WHOLE), "it is {copied:?}");
        ensure!(
            before.replace(&lines.join("\n"), WHOLE) == copied,
            "{before:?} became {copied:?}"
        );
        page.press("Ctrl+z").await?;
        page.copied_is(REPORT).await
    })
}

#[test]
fn a_paste_says_what_it_came_to_and_a_refusal_goes_with_the_next_edit() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、抓学习\n\n（一）集中。读了。\n\n二、抓服务\n")
            .await?;
        page.go_to("标题").await?;
        page.caret_at(1).await?;
        page.paste("一、抓作风\n（一）谈心。谈了两次。").await?;
        page.notice_is("标题里放不下整份文字").await?;
        page.go_to_end("第二部分标题").await?;
        page.paste_page(
            "（一）办实事。办了*件。\n（二）结对子。结了*户。",
            "<p>（一）办实事。办了*件。<img src=\"data:,\"></p><p>（二）结对子。结了*户。</p>",
        )
        .await?;
        page.notice_is("图片、图形 1 个，没有读入；认出带序号的部分、分项 2 个，序号已续好。")
            .await?;
        page.gone("alert", "标题里放不下整份文字").await?;
        ensure!(
            !page
                .ask("return document.querySelector('.notices').textContent")
                .await?
                .contains("放不下")
        );
        page.copied_is("总结\n\n一、抓学习\n\n（一）集中。读了。\n\n二、抓服务\n\n（一）办实事。办了*件。\n\n（二）结对子。结了*户。\n")
            .await
    })
}

#[test]
fn the_rows_of_a_table_are_paragraphs_of_their_own() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、抓学习\n学了6次。\n").await?;
        page.go_to_end("第一部分正文").await?;
        page.paste_page(
            "姓名\t次数\n张三\t12",
            "<table><tr><td>姓名</td><td>次数</td></tr><tr><td>张三</td><td>12</td></tr></table>",
        )
        .await?;
        page.copied_is("总结\n\n一、抓学习\n学了6次。\n姓名\t次数\n张三\t12\n")
            .await
    })
}
