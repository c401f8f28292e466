//! Where the keyboard stays: an edit that is refused gives it back, and keys do nothing behind a dialog.
//! What a field of a blank shows afterwards is what the report holds.

use anyhow::{Result, ensure};
use tigang_e2e::{sample, until, visit};

#[test]
fn a_refused_edit_gives_the_keyboard_back() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n一、第一。甲。").await?;
        page.go_to("第一部分标题").await?;
        page.press("Ctrl+m").await?;
        page.choose("降一级").await?;
        page.notice_is("前面没有可以并入的内容").await?;
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
