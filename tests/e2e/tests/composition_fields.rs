//! An input method in every field beside the sheet: the column of blanks, the bar of 查找, and dialogs. Keys that
//! belong to it do nothing else there.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, pause, sample, visit};

/// Composes a text behind what stands in the field that has the keyboard, slowly enough for whatever follows a key;
/// what the field holds then.
async fn compose_behind(page: &Page, name: &str, text: &str) -> Result<String> {
    page.focus_is(name).await?;
    let old = page.value(name).await?;
    page.caret_at_end().await?;
    page.compose("z").await?;
    pause(500).await;
    for (key, code) in [("Enter", "Enter"), ("Escape", "Escape"), ("Tab", "Tab")] {
        page.press_composing(key, code).await?;
    }
    page.focus_is(name).await?;
    page.compose("zi'ti").await?;
    page.value_is(name, &format!("{old}zi'ti")).await?;
    page.commit(text).await?;
    let new = format!("{old}{text}");
    page.value_is(name, &new).await?;
    // Safari ends the composition before the key that confirms it.
    page.press_composing("Enter", "Enter").await?;
    page.value_is(name, &new).await?;
    Ok(new)
}

#[test]
fn in_the_bar_that_finds_and_replaces() -> Result<()> {
    visit(async |page| {
        let text = "查找\n\n甲乙，甲乙。\n";
        page.import(text).await?;
        page.press("Ctrl+f").await?;
        compose_behind(page, "查找", "甲").await?;
        compose_behind(page, "查找", "乙").await?;
        page.press("Tab").await?;
        compose_behind(page, "替换为", "丙").await?;
        ensure!(
            page.copied().await? == text,
            "a key that was the input method's replaced"
        );
        page.click("全部替换").await?;
        page.notice_is("已替换 2 处").await?;
        ensure!(page.copied().await? == text.replace("甲乙", "丙"));
        Ok(())
    })
}

#[test]
fn in_what_a_draft_is_called_and_whose_it_is() -> Result<()> {
    visit(async |page| {
        page.import("报告\n\n内容。\n").await?;
        page.click("草稿").await?;
        for (name, text) in [("草稿名", "底稿"), ("单位", "党支部")] {
            page.go_to(name).await?;
            compose_behind(page, name, text).await?;
            page.find("dialog", "草稿箱").await?;
        }
        page.press("Tab").await?;
        page.click("关闭").await?;
        page.saved().await?;
        page.reload().await?;
        page.click("草稿").await?;
        page.value_is("草稿名", "报告底稿").await?;
        page.value_is("单位", "党支部").await
    })
}

#[test]
fn in_the_typefaces_of_the_layout() -> Result<()> {
    visit(async |page| {
        page.import("报告\n\n内容。\n").await?;
        page.press("F4").await?;
        page.click("版式设置").await?;
        let mut stands = Vec::new();
        for name in [
            "标题字体",
            "正文字体",
            "一级标题字体",
            "二级标题字体",
            "数字和字母字体（留空同正文）",
        ] {
            page.go_to(name).await?;
            stands.push((name, compose_behind(page, name, "体").await?));
            page.find("dialog", "版式设置").await?;
            page.press("Tab").await?;
        }
        page.press("Escape").await?;
        page.gone("dialog", "版式设置").await?;
        page.click("版式设置").await?;
        for (name, value) in stands {
            page.value_is(name, &value).await?;
        }
        Ok(())
    })
}

#[test]
fn in_the_column_of_blanks() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        page.blank(5).await?.click().await?;
        page.compose("xian").await?;
        page.saved().await?;
        pause(900).await;
        for (key, code) in [("Enter", "Enter"), ("Backspace", "Backspace"), ("F2", "F2")] {
            page.press_composing(key, code).await?;
        }
        page.compose("xian'feng").await?;
        page.commit("先锋").await?;
        page.compose_whole(&["g", "gang"], "岗").await?;
        let value = page.blank(5).await?.value().await?;
        ensure!(value == "先锋岗", "the blank holds {value:?}");
        page.open_count_is(9).await?;
        ensure!(page.copied().await? == text.replacen("着力培塑\u{a0}*的", "着力培塑先锋岗的", 1));
        page.click("撤销").await?;
        page.open_count_is(10).await?;
        ensure!(
            page.copied().await? == text,
            "one undo does not empty the blank again"
        );
        Ok(())
    })
}

#[test]
fn in_the_fields_of_dialogs() -> Result<()> {
    visit(async |page| {
        page.click("导入").await?;
        let field = page.field("报告原文").await?;
        field.click().await?;
        page.compose_whole(&["b", "bao'gao"], "报告").await?;
        page.type_text("\n").await?;
        page.compose("yi").await?;
        // The preview is made 120 ms after the last key, and must not touch the field.
        page.recognised().await?;
        pause(400).await;
        page.compose("yi'shi").await?;
        page.press_composing("Enter", "Enter").await?;
        page.press_composing("Escape", "Escape").await?;
        page.commit("一、事").await?;
        let value = field.value().await?;
        ensure!(value == "报告\n一、事", "the field holds {value:?}");
        page.click("开始编辑").await?;
        page.value_is("标题", "报告").await?;
        page.saved().await?;

        page.click("草稿").await?;
        let name = page.field("草稿名").await?;
        name.click().await?;
        page.caret_at_end().await?;
        page.compose("mo").await?;
        pause(900).await;
        page.compose("mo'ban").await?;
        page.press_composing("Enter", "Enter").await?;
        page.commit("模板").await?;
        let value = name.value().await?;
        ensure!(value == "报告模板", "the name is {value:?}");
        page.press("Tab").await?;
        page.click("关闭").await?;
        page.saved().await?;
        page.reload().await?;
        page.click("草稿").await?;
        page.value_is("草稿名", "报告模板").await
    })
}
