//! Selecting over several fields: by mouse, by keyboard, everything; what is copied, and what comes in its place.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, visit};

const TEXT: &str = "总结\n\n支部上半年做了工作。\n\n一、抓学习。读了两本书，开了三次会。\n\n二、抓服务。办了两件事。\n\n\
    存在不足：一是学得不深。二是办得不多。\n\n要看到差距。\n";

/// Opens the text and puts the caret behind so many characters of a field.
async fn open_at(page: &Page, name: &str, characters: usize) -> Result<()> {
    page.import(TEXT).await?;
    page.go_to(name).await?;
    page.caret_at(characters).await
}

/// What the browser copies on Ctrl+C.
async fn taken(page: &Page, chord: &str) -> Result<String> {
    page.set_clipboard("（复制之前）").await?;
    page.press(chord).await?;
    page.clipboard().await
}

#[test]
fn the_keyboard_selects_on_into_the_next_field_and_back() -> Result<()> {
    visit(async |page| {
        open_at(page, "第一部分正文", 3).await?;
        page.press("Shift+End").await?;
        page.press("Shift+ArrowDown").await?;
        page.focus_is("第二部分标题").await?;
        let heading = "本书，开了三次会。\n\n二、抓服务。";
        ensure!(taken(page, "Ctrl+c").await? == heading);
        page.press("Shift+ArrowRight").await?;
        page.focus_is("第二部分正文").await?;
        page.press_times("Shift+ArrowRight", 2).await?;
        ensure!(taken(page, "Ctrl+c").await? == [heading, "办了"].concat());
        // Back over where it began, and on to the other side.
        page.press_times("Shift+ArrowLeft", 3).await?;
        page.focus_is("第二部分标题").await?;
        ensure!(taken(page, "Ctrl+c").await? == heading);
        page.press_times("Shift+ArrowLeft", 5).await?;
        page.focus_is("第一部分正文").await?;
        ensure!(page.selection().await?.0 == "本书，开了三次会。");
        page.press("Shift+ArrowUp").await?;
        page.press("Shift+Home").await?;
        page.focus_is("第一部分标题").await?;
        ensure!(taken(page, "Ctrl+c").await? == "一、抓学习。读了两");
        // An arrow alone goes to the end that it points to.
        page.press("ArrowRight").await?;
        page.focus_is("第一部分正文").await?;
        ensure!(page.selection().await? == (String::new(), 3));
        page.copied_is(TEXT).await
    })
}

#[test]
fn what_is_typed_composed_or_pasted_comes_in_its_place_in_one_step() -> Result<()> {
    visit(async |page| {
        let select = async |page: &Page| -> Result<()> {
            page.go_to("第一部分正文").await?;
            page.caret_at(3).await?;
            page.press("Shift+End").await?;
            page.press_times("Shift+ArrowDown", 2).await?;
            page.press_times("Shift+ArrowLeft", 4).await
        };
        page.import(TEXT).await?;
        let with = |words: &str| {
            let old = "本书，开了三次会。\n\n二、抓服务。办了";
            TEXT.replace(old, words)
        };
        // The caret goes where the word ends.
        select(page).await?;
        page.strike("x").await?;
        page.focus_is("第一部分正文").await?;
        page.strike("y").await?;
        page.copied_is(&with("xy")).await?;
        page.press_times("Ctrl+z", 2).await?;
        page.copied_is(TEXT).await?;

        select(page).await?;
        page.compose_whole(&["ben", "ben'shu"], "本书和").await?;
        page.focus_is("第一部分正文").await?;
        page.copied_is(&with("本书和")).await?;
        page.press("Ctrl+z").await?;
        page.copied_is(TEXT).await?;

        select(page).await?;
        page.paste("本书。\n又买了一本，").await?;
        page.copied_is(&with("本书。\n\n又买了一本，")).await?;
        page.press("Ctrl+z").await?;
        page.copied_is(TEXT).await?;

        select(page).await?;
        page.press("Delete").await?;
        page.notice_is("已删除选中的内容").await?;
        page.copied_is(&with("")).await?;
        page.press("Ctrl+z").await?;
        page.copied_is(TEXT).await?;

        select(page).await?;
        ensure!(taken(page, "Ctrl+x").await? == "本书，开了三次会。\n\n二、抓服务。办了");
        page.copied_is(&with("")).await
    })
}

#[test]
fn ctrl_a_twice_takes_in_everything() -> Result<()> {
    visit(async |page| {
        open_at(page, "第二部分正文", 2).await?;
        page.press("Ctrl+a").await?;
        ensure!(taken(page, "Ctrl+c").await? == "办了两件事。");
        page.press("Ctrl+a").await?;
        page.focus_is("第二部分正文").await?;
        ensure!(taken(page, "Ctrl+x").await? == TEXT.trim_end());
        page.press("Ctrl+v").await?;
        page.copied_is(TEXT.trim_end()).await?;
        // From the end of a field to the end of the report and back to its start.
        page.go_to("第一部分正文").await?;
        page.press_times("Ctrl+End", 2).await?;
        page.focus_is("不足正文第二段").await?;
        page.press_times("Ctrl+Home", 2).await?;
        page.focus_is("标题").await?;
        page.press_times("Ctrl+Shift+End", 2).await?;
        ensure!(taken(page, "Ctrl+c").await? == TEXT.trim_end());
        page.strike("新").await?;
        page.copied_is("新").await
    })
}

#[test]
fn items_that_are_cut_go_with_their_numbers() -> Result<()> {
    visit(async |page| {
        let with = |list: &str| format!("总结\n\n一、打算\n下一步：{list}\n\n完。\n");
        let text = with("一是抓学习。二是抓队伍。三是抓作风。");
        page.import(&text).await?;
        page.go_to("第一部分第一项").await?;
        page.caret_at(0).await?;
        page.press_times("Shift+ArrowDown", 2).await?;
        ensure!(taken(page, "Ctrl+x").await? == "一是抓学习。二是抓队伍。");
        page.copied_is(&with("一是抓作风。")).await?;
        page.press("Ctrl+z").await?;
        page.copied_is(&text).await
    })
}

#[test]
fn what_was_cut_comes_back_where_it_was() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习\n读了书。\n开了会。\n二、抓服务\n办了事。\n";
        let cut = async || -> Result<()> {
            page.import(text).await?;
            page.go_to("第一部分正文").await?;
            page.caret_at(0).await?;
            page.press("Shift+ArrowDown").await?;
            page.press("Shift+End").await?;
            ensure!(taken(page, "Ctrl+x").await? == "读了书。\n开了会。");
            Ok(())
        };
        cut().await?;
        page.press("Ctrl+v").await?;
        page.copied_is(text).await?;
        // Written over, it is what was written; elsewhere nothing is left of it.
        cut().await?;
        page.strike("从略。").await?;
        page.copied_is(&text.replace("读了书。\n开了会。", "从略。"))
            .await?;
        cut().await?;
        page.go_to_end("第二部分正文").await?;
        page.copied_is(&text.replace("读了书。\n开了会。\n", ""))
            .await?;
        page.press("Ctrl+z").await?;
        page.copied_is(text).await
    })
}

#[test]
fn what_holds_no_words_takes_nothing_away() -> Result<()> {
    visit(async |page| {
        open_at(page, "第一部分正文", 3).await?;
        page.press("Shift+End").await?;
        // In a field, and over several.
        for _ in 0..2 {
            page.paste("\u{200b}\u{feff}").await?;
            page.notice_is("剪贴板里没有能粘贴的文字").await?;
            page.press("Shift+ArrowDown").await?;
        }
        ensure!(
            taken(page, "Ctrl+c")
                .await?
                .starts_with("本书，开了三次会。\n\n二、抓服务。")
        );
        page.copied_is(TEXT).await
    })
}

#[test]
fn what_is_selected_is_not_selected_in_another_draft() -> Result<()> {
    visit(async |page| {
        open_at(page, "标题", 0).await?;
        page.press_times("Ctrl+a", 2).await?;
        page.import(TEXT).await?;
        page.focus_is("标题").await?;
        page.strike("新").await?;
        page.copied_is(&["新", TEXT].concat()).await
    })
}

#[test]
fn the_mouse_selects_over_fields() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        let point = async |name: &str, sign: f64| -> Result<(f64, f64)> {
            // The field has 8 px before its first sign, and a sign has 17.
            let (left, top, _, height) = page.field(name).await?.place().await?;
            Ok((left + 8.0 + 17.0 * sign, top + height / 2.0))
        };
        let (heading, item) = (
            point("第一部分标题", 1.0).await?,
            point("不足第一项", 2.0).await?,
        );
        page.sweep(heading, item).await?;
        let down =
            "学习。读了两本书，开了三次会。\n\n二、抓服务。办了两件事。\n\n存在不足：一是学得";
        ensure!(taken(page, "Ctrl+c").await? == down);
        // Pressed in what is selected, the browser would drag that.
        page.go_to("引言").await?;
        page.sweep(item, heading).await?;
        ensure!(taken(page, "Ctrl+c").await? == down);
        page.press("Delete").await?;
        page.copied_is(&TEXT.replace(down, "\n\n一是")).await?;
        page.press("Ctrl+z").await?;
        // A click with Shift does the same, and one without ends it.
        page.go_to("引言").await?;
        page.caret_at(2).await?;
        page.shift_click(point("第二部分标题", 2.0).await?).await?;
        let up = "上半年做了工作。\n\n一、抓学习。读了两本书，开了三次会。\n\n二、抓服";
        ensure!(taken(page, "Ctrl+c").await? == up);
        page.go_to("第一部分正文").await?;
        ensure!(taken(page, "Ctrl+c").await? != up);
        page.copied_is(TEXT).await
    })
}

#[test]
fn what_comes_in_its_place_comes_where_it_starts() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习。读了两本书。\n\n二、抓服务。办了两件事。\n\n某党支部\n2026年6月30日\n";
        page.import(text).await?;
        page.go_to("第二部分正文").await?;
        page.caret_at(2).await?;
        page.press_times("Ctrl+Shift+End", 2).await?;
        page.strike("到此为止。").await?;
        page.copied_is("总结\n\n一、抓学习。读了两本书。\n\n二、抓服务。办了到此为止。\n")
            .await?;
        page.press_times("Ctrl+z", 5).await?;
        page.copied_is(text).await?;

        // Cut and pasted back it is the same, wherever the keyboard is.
        for field in ["标题", "第一部分正文", "成文日期"] {
            page.go_to(field).await?;
            page.press_times("Ctrl+a", 2).await?;
            ensure!(taken(page, "Ctrl+c").await? == text.trim_end());
            page.press("Ctrl+v").await?;
            page.copied_is(text.trim_end()).await?;
            page.press("Ctrl+z").await?;
            page.copied_is(text).await?;
        }
        // Whole paragraphs leave an empty one behind.
        page.go_to("第一部分标题").await?;
        page.caret_at(0).await?;
        page.press("Shift+End").await?;
        page.press("Shift+ArrowDown").await?;
        page.press("Shift+End").await?;
        page.press("Delete").await?;
        page.strike("从略。").await?;
        page.copied_is(&text.replace("一、抓学习。读了两本书。\n\n二", "从略。\n\n一"))
            .await
    })
}
