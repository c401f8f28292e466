//! What single keys do where the caret is: Enter, Backspace and Delete, arrows from field to field and
//! through the outline, undo and redo from end to end.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, sample, until, visit};

#[test]
fn enter_splits_and_backspace_joins() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let old = page.sheet().await?;
        let copied = page.copied().await?;

        // A paragraph, in its middle.
        page.go_to("第一部分正文").await?;
        page.caret_at(6).await?;
        page.press("Enter").await?;
        page.focus_is("第一部分正文第二段").await?;
        ensure!(page.sheet().await?.len() == old.len() + 1);
        page.press("Backspace").await?;
        page.focus_is("第一部分正文").await?;
        ensure!(
            page.selection().await?.1 == 6,
            "the caret is not where the two were joined"
        );
        ensure!(
            page.sheet().await? == old,
            "Backspace does not take Enter back"
        );

        // An item becomes two, and one again.
        page.go_to("不足第一项").await?;
        page.caret_at_end().await?;
        page.press("Enter").await?;
        page.focus_is("不足第二项").await?;
        page.type_text("新的一项。").await?;
        let outline = page.outline().await?;
        ensure!(
            outline.iter().any(|row| row.starts_with("四是“三会一课”")),
            "not renumbered: {outline:?}"
        );
        page.press("Ctrl+z").await?;
        page.press("Ctrl+z").await?;
        ensure!(
            page.copied().await? == copied,
            "two undos do not take back one item and its text"
        );

        // At the end of a heading, Enter goes on in the body.
        page.go_to("第二部分标题").await?;
        page.caret_at_end().await?;
        page.press("Enter").await?;
        page.focus_is("第二部分正文").await?;
        ensure!(page.selection().await?.1 == 0);
        ensure!(page.copied().await? == copied);

        // Delete at the end does what Backspace does at the start of the next.
        page.go_to("不足第一项").await?;
        page.caret_at_end().await?;
        page.press("Delete").await?;
        ensure!(
            page.sheet().await?.len() == old.len() - 1,
            "Delete at the end of an item joins nothing"
        );
        page.press("Ctrl+z").await?;
        ensure!(page.copied().await? == copied);
        Ok(())
    })
}

#[test]
fn backspace_takes_the_number_off_a_heading_and_every_field_has_a_name_of_its_own() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n一、抓学习\n\n（一）读原文\n\n读了两本。\n\n二、抓服务\n\n办了两件。\n\n\
            存在不足：一是学得不深。二是办得不多。\n\n还要看到：一是人少。二是事多。\n\n\
            下一步，支部将抓好两件事：一是再学。二是再办。\n\n某某党支部";
        page.import(text).await?;
        page.go_to("第二部分标题").await?;
        page.caret_at(0).await?;
        page.press("Backspace").await?;
        page.notice_is("标题改成了普通段落").await?;
        ensure!(page.copied().await? == text.replace("二、抓服务", "抓服务"));
        page.press("Ctrl+z").await?;
        ensure!(page.copied().await? == text);

        page.go_to_end("第一部分第一节正文").await?;
        page.press("Delete").await?;
        page.notice_is("各占一行").await?;
        page.go_to("署名").await?;
        page.caret_at(0).await?;
        page.press("Backspace").await?;
        page.notice_is("各占一行").await?;
        ensure!(page.copied().await? == text);

        page.go_to("下一步第二项").await?;
        page.press("Ctrl+m").await?;
        page.choose("各分项转为下级部分").await?;
        page.field("下一步第二节标题").await?;
        let script = "return [...document.querySelectorAll('textarea[data-block]')]
            .map(field => field.getAttribute('aria-label')).sort().join('|')";
        let labels = page.ask(script).await?;
        let mut labels: Vec<&str> = labels.split('|').collect();
        let all = labels.len();
        labels.dedup();
        ensure!(labels.len() == all, "two fields have one name: {labels:?}");
        Ok(())
    })
}

#[test]
fn arrows_walk_from_field_to_field_and_through_the_outline() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.go_to("第一部分标题").await?;
        page.caret_at(0).await?;
        page.press("ArrowLeft").await?;
        page.focus_is("引言").await?;
        page.press("ArrowRight").await?;
        page.focus_is("第一部分标题").await?;

        let first = page.node("标题").await?;
        page.focus_on(&first).await?;
        page.press_times("ArrowDown", 3).await?;
        page.on_row("二、").await?;
        page.press("ArrowUp").await?;
        page.on_row("一、").await?;
        page.press("End").await?;
        page.on_row("四是").await?;
        page.press("Home").await?;
        page.on_row("标题").await?;

        // Folding hides the items and nothing else.
        let rows = page.outline().await?.len();
        page.focus_on(&page.node("不足").await?).await?;
        page.press("ArrowLeft").await?;
        until("不足 is folded", async || {
            Ok((page.outline().await?.len() == rows - 3).then_some(()))
        })
        .await?;
        page.press("ArrowRight").await?;
        until("不足 is open", async || {
            Ok((page.outline().await?.len() == rows).then_some(()))
        })
        .await?;

        // A part is taken away and comes back.
        page.focus_on(&page.node("三、").await?).await?;
        page.press("Delete").await?;
        until("三 is gone", async || {
            Ok((page.outline().await?.len() == rows - 1).then_some(()))
        })
        .await?;
        page.on_row("三、严守").await?;
        page.press("Ctrl+z").await?;
        until("三 is back", async || {
            Ok((page.outline().await?.len() == rows).then_some(()))
        })
        .await?;
        ensure!(page.copied().await? == sample("branch")?);
        Ok(())
    })
}

/// A report whose outline is too long to be made whole.
fn long_report() -> String {
    let mut text = "某支部工作报告\n\n一年来，工作顺利。\n".to_owned();
    for part in ["一", "二", "三", "四", "五", "六", "七", "八"] {
        text.push_str(&format!("{part}、做好第{part}件事\n"));
        for item in ["一", "二", "三", "四", "五", "六", "七", "八"] {
            text.push_str(&format!("（{item}）{part}之{item}\n做了。\n"));
        }
    }
    text
}

#[test]
fn in_a_long_outline_the_keyboard_is_on_a_row_that_is_there() -> Result<()> {
    visit(async |page| {
        page.import(&long_report()).await?;
        page.focus_on(&page.node("标题").await?).await?;
        page.press("End").await?;
        page.on_row("（八）八之八").await?;
        page.press("Home").await?;
        page.on_row("标题").await?;
        page.press("End").await?;
        page.on_row("（八）八之八").await?;
        page.press("Delete").await?;
        page.on_row("（七）八之七").await?;
        page.notice_is("已删除，可以撤销（Ctrl+Z）。").await?;
        page.press("Ctrl+z").await?;
        ensure!(page.copied().await? == long_report());
        Ok(())
    })
}

#[test]
fn the_outline_follows_the_caret() -> Result<()> {
    visit(async |page| {
        page.import(&long_report()).await?;
        page.go_to("引言").await?;
        page.press("Ctrl+f").await?;
        page.type_text("七之五").await?;
        page.press("Enter").await?;
        page.press("Escape").await?;
        until(
            "the part around the caret is selected, and can be seen",
            async || {
                let script =
                    "const row = document.querySelector('[role=treeitem][aria-selected=true]');
                const box = row && row.closest('.scroll').getBoundingClientRect();
                const place = row && row.getBoundingClientRect();
                return row && box.top <= place.top && place.bottom <= box.bottom
                    ? row.querySelector('.node-label').innerText : ''";
                Ok(page
                    .ask(script)
                    .await?
                    .starts_with("（五）七之五")
                    .then_some(()))
            },
        )
        .await
    })
}

#[test]
fn page_keys_take_the_caret_a_screen_along() -> Result<()> {
    visit(async |page| {
        page.import(&long_report()).await?;
        page.go_to("标题").await?;
        let mut place = caret(page).await?;
        ensure!(place == "0 true", "{place}");
        for key in ["PageDown", "PageUp"] {
            let mut steps = 0;
            loop {
                page.press(key).await?;
                steps += 1;
                let next = until("the caret can be seen", async || {
                    let place = caret(page).await?;
                    Ok(place.ends_with("true").then_some(place))
                })
                .await?;
                if next == place {
                    break;
                }
                place = next;
                ensure!(steps < 40, "no end");
            }
            // 138 fields, some ten on a screen.
            ensure!((6..30).contains(&steps), "{steps} screens");
            page.focus_is(if key == "PageDown" {
                "第八部分第八节正文"
            } else {
                "标题"
            })
            .await?;
        }
        page.press("Ctrl+Home").await?;
        page.press_times("Shift+PageDown", 2).await?;
        page.set_clipboard("（复制之前）").await?;
        page.press("Ctrl+c").await?;
        let selected = page.clipboard().await?;
        ensure!(long_report().starts_with(selected.trim_end()), "{selected}");
        ensure!(selected.chars().count() > 60, "{selected}");
        Ok(())
    })
}

/// At what place the field with the keyboard is among all, and whether its first line can be seen.
async fn caret(page: &Page) -> Result<String> {
    let script = "const field = document.activeElement;
        const room = field.closest('.desk').getBoundingClientRect();
        const place = field.getBoundingClientRect();
        const all = [...document.querySelectorAll('textarea[data-block]')];
        return all.indexOf(field) + ' ' + (room.top <= place.top + 8 && place.top + 20 < room.bottom)";
    page.ask(script).await
}

/// Waits until the keyboard is on the row of the outline that starts like this.
#[test]
fn undo_and_redo_go_all_the_way() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.strike("abc").await?;
        page.press("F2").await?;
        page.strike("12").await?;
        page.press("Alt+ArrowUp").await?;
        page.go_to("下一步第四项正文").await?;
        page.press("Alt+ArrowUp").await?;
        page.caret_at(5).await?;
        page.press("Enter").await?;
        let done = page.copied().await?;
        ensure!(done != text);
        page.go_to("标题").await?;
        for _ in 0..20 {
            if !page.button("撤销").await?.is_enabled().await? {
                break;
            }
            page.press("Ctrl+z").await?;
            tigang_e2e::pause(200).await;
        }
        ensure!(
            page.copied().await? == text,
            "undoing everything does not give the text back"
        );
        page.go_to("标题").await?;
        for _ in 0..20 {
            if !page.button("重做").await?.is_enabled().await? {
                break;
            }
            page.press("Ctrl+Shift+Z").await?;
            tigang_e2e::pause(200).await;
        }
        ensure!(
            page.copied().await? == done,
            "redoing everything does not give the same text"
        );
        Ok(())
    })
}

#[test]
fn parts_go_down_a_level_and_up_again() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        page.go_to("第二部分标题").await?;
        page.press("Alt+Shift+ArrowRight").await?;
        page.focus_is("第一部分第一节标题").await?;
        let copied = page.copied().await?;
        for words in [
            "\n（一）抓实学习教育",
            "\n二、建强基层组织",
            "\n三、严守纪律规矩",
        ] {
            ensure!(copied.contains(words), "no {words:?} in {copied}");
        }
        page.go_to("第一部分第一节标题").await?;
        page.press("Alt+Shift+ArrowLeft").await?;
        page.focus_is("第二部分标题").await?;
        ensure!(
            page.copied().await? == text,
            "down and up again is not the same text"
        );
        page.go_to("第二部分标题").await?;
        page.press("Alt+Shift+ArrowLeft").await?;
        page.notice_is("已经是一级部分").await?;
        ensure!(page.copied().await? == text);
        Ok(())
    })
}
