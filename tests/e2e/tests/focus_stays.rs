//! Where the keyboard stays: an edit that is refused gives it back, and keys do nothing behind a dialog.
//! What a field of a blank shows afterwards is what the report holds.

use anyhow::{Result, ensure};
use tigang_e2e::{sample, until, visit};

#[test]
fn a_refused_edit_gives_the_keyboard_back() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、第一\n（一）小节\n甲。").await?;
        page.go_to("第一部分标题").await?;
        page.press("Alt+Shift+ArrowRight").await?;
        page.notice_is("前面没有同级的部分，不能降级").await?;
        page.press("Ctrl+m").await?;
        ensure!(!page.has("menuitem", "降一级").await?);
        page.choose("同级部分转为分项").await?;
        page.notice_is("其中还有下级部分或分项").await?;
        page.focus_is("第一部分标题").await
    })
}

#[test]
fn keys_do_nothing_behind_the_comparison() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.find("tab", "历史").await?.click().await?;
        page.field("版本名").await?.click().await?;
        page.type_text("送审稿").await?;
        page.click("存为版本").await?;
        page.go_to_end("引言").await?;
        page.type_text("后来写的。").await?;
        let written = page.copied().await?;
        let button = until("there is the version", async || {
            let all = page.names("button").await?;
            Ok(all
                .into_iter()
                .find(|one| one.starts_with("对照：") && one.ends_with("送审稿")))
        })
        .await?;
        page.click(&button).await?;
        page.find("dialog", "历史版本对照").await?;
        for key in ["F2", "Ctrl+;", "Ctrl+z", "F4"] {
            page.press(key).await?;
        }
        ensure!(page.has("dialog", "历史版本对照").await?);
        page.press("Escape").await?;
        page.gone("dialog", "历史版本对照").await?;
        ensure!(
            !page.has("status", "版面").await?,
            "F4 turned the page over"
        );
        ensure!(page.copied().await? == written, "something was undone");
        Ok(())
    })
}

#[test]
fn undone_in_the_field_of_a_blank_it_is_gone_from_the_field() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n开展学习*次，党课*次。";
        page.import(text).await?;
        page.fill_blank(1, "12").await?;
        page.press("Ctrl+z").await?;
        until("the field is empty again", async || {
            let blanks = page.blanks().await?;
            let values: Vec<&str> = blanks.iter().map(|(_, value)| value.as_str()).collect();
            ensure!(values == ["", ""], "they hold {values:?}");
            Ok(Some(()))
        })
        .await?;
        ensure!(page.copied().await? == text);
        Ok(())
    })
}

#[test]
fn signs_that_nobody_sees_do_not_come_into_a_blank() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n开展学习*次，党课*次。").await?;
        page.blank(0).await?.click().await?;
        page.paste("1\u{200b}2\u{feff}").await?;
        page.notice_is("看不见的字符").await?;
        let expected = "总结\n\n开展学习12次，党课*次。";
        ensure!(
            page.copied().await? == expected,
            "{:?}",
            page.copied().await?
        );
        page.blank(1).await?.click().await?;
        until("the field holds what the report holds", async || {
            let blanks = page.blanks().await?;
            Ok(blanks
                .first()
                .filter(|(_, value)| value == "12")
                .map(|_| ()))
        })
        .await
    })
}

#[test]
fn the_outline_keeps_the_keyboard_when_parts_go() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n引言。\n一、学习\n（一）小节\n正文。\n（二）又一节\n正文。\n二、活动\n正文。\n\n某某党支部\n2026年6月30日";
        page.import(text).await?;
        let on_row = async |start: &str| {
            until(&format!("the keyboard is on the row {start}"), async || {
                let focused = page.focused().await?;
                ensure!(focused.starts_with(start), "it is on {focused:?}");
                Ok(Some(()))
            })
            .await
        };
        page.focus_on(&page.node("一、").await?).await?;
        page.press("Delete").await?;
        on_row("一、活动").await?;
        page.press("Delete").await?;
        on_row("落款").await?;
        // Who signs and when, at once.
        page.press("Delete").await?;
        on_row("引言").await?;
        page.press("Ctrl+z").await?;
        page.node("落款").await?;

        // With the closing alone, the part that is added is the first.
        for start in ["标题", "引言"] {
            page.focus_on(&page.node(start).await?).await?;
            page.press("Delete").await?;
        }
        until("the closing is left", async || {
            Ok((page.outline().await?.len() == 1).then_some(()))
        })
        .await?;
        page.click("＋ 加一部分").await?;
        page.focus_is("第一部分标题").await?;
        page.type_text("新的部分").await?;
        let copied = page.copied().await?;
        ensure!(
            copied.find("新的部分") < copied.find("2026年6月30日"),
            "it is {copied:?}"
        );
        Ok(())
    })
}
