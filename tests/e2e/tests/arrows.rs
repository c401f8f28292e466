//! Up and down from field to field by the lines that one sees: the caret keeps how far along it is.

use anyhow::{Result, ensure};
use tigang_e2e::visit;

#[test]
fn arrows_keep_the_column_between_lines_and_a_part_is_not_moved_for_its_last_one() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓好学习\n（一）学了理论\n（二）学了业务\n二、抓好服务\n办了两件事。\n\n\
            某某支部\n2026年6月30日\n请随时告诉我还要改什么，我来改好！\n";
        page.import(text).await?;
        page.go_to("第一部分第一节标题").await?;
        page.caret_at(2).await?;
        page.press("ArrowDown").await?;
        page.focus_is("第一部分第二节标题").await?;
        ensure!(page.selection().await?.1 == 2);
        page.press_times("ArrowUp", 2).await?;
        page.focus_is("第一部分标题").await?;
        ensure!(page.selection().await?.1 == 2);
        // Over a shorter line it comes back to where it was.
        page.go_to("第二部分正文").await?;
        page.caret_at(5).await?;
        page.press_times("ArrowUp", 2).await?;
        page.focus_is("第一部分第二节标题").await?;
        ensure!(page.selection().await?.1 == 4, "not at its end");
        page.press_times("ArrowDown", 2).await?;
        page.focus_is("第二部分正文").await?;
        ensure!(page.selection().await?.1 == 5, "not where it came from");
        page.go_to("第一部分第一节标题").await?;
        // The first of its part stays in it, and the part where it is.
        page.press("Alt+ArrowUp").await?;
        page.notice_is("前面没有可以交换的同级内容").await?;
        page.copied_is(text).await?;
        // What was the last line goes: those above it are who signs, and when.
        page.go_to("第二部分正文第四段").await?;
        page.press("Ctrl+m").await?;
        page.choose("删除").await?;
        page.go_to("署名").await?;
        page.value_is("署名", "某某支部").await?;
        page.value_is("成文日期", "2026年6月30日").await
    })
}

#[test]
fn arrows_leave_a_paragraph_of_several_lines_at_its_first_and_its_last() -> Result<()> {
    visit(async |page| {
        let body = "支部上半年抓学习抓服务抓作风".repeat(12);
        let text = format!("总结\n\n一、抓好学习\n{body}\n二、抓好服务\n办了两件事。\n");
        page.import(&text).await?;
        let length = body.chars().count();

        page.go_to("第一部分标题").await?;
        page.caret_at(2).await?;
        page.press("ArrowDown").await?;
        page.focus_is("第一部分正文").await?;
        ensure!(page.selection().await?.1 == 2, "not as far along");
        page.press("ArrowDown").await?;
        page.focus_is("第一部分正文").await?;
        let line = page.selection().await?.1 - 2;
        ensure!(0 < line && line < length / 2, "no second line at {line}");

        page.go_to("第二部分标题").await?;
        page.caret_at(3).await?;
        page.press("ArrowUp").await?;
        page.focus_is("第一部分正文").await?;
        let last = page.selection().await?.1;
        ensure!(
            last == length.div_ceil(line) * line - line + 3,
            "{last} of {length} in lines of {line}"
        );
        page.press("ArrowUp").await?;
        page.focus_is("第一部分正文").await?;
        ensure!(page.selection().await?.1 == last - line);
        page.press_times("ArrowDown", 2).await?;
        page.focus_is("第二部分标题").await?;
        ensure!(page.selection().await?.1 == 3);

        // At the end of the line before the last, the last is still to come.
        page.go_to("第一部分正文").await?;
        page.caret_at(last - line).await?;
        page.press("End").await?;
        page.press("ArrowDown").await?;
        page.focus_is("第一部分正文").await?;
        page.go_to("第二部分标题").await?;
        page.caret_at(3).await?;

        // Selecting goes by lines, too, and back.
        page.press_times("Shift+ArrowUp", 2).await?;
        page.focus_is("第一部分正文").await?;
        page.set_clipboard("（复制之前）").await?;
        page.press("Ctrl+c").await?;
        let tail: String = body.chars().skip(last - line).collect();
        ensure!(page.clipboard().await? == format!("{tail}\n二、抓好服"));
        page.press_times("Shift+ArrowDown", 2).await?;
        page.focus_is("第二部分标题").await?;
        ensure!(page.selection().await? == (String::new(), 3));
        page.copied_is(&text).await
    })
}
