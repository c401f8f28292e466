//! An input method in every kind of field: the text that comes out is exactly what was composed, one
//! composition is one step to undo, and keys that belong to the input method do nothing else.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, pause, sample, visit};

/// What an input method shows on the way to 你好.
const SHOWN: [&str; 4] = ["n", "ni", "ni'h", "ni'hao"];

/// Composes 你好 behind so many characters of a field of the sheet; takes it back and does it again.
async fn compose_in(page: &Page, name: &str, at: usize) -> Result<()> {
    let field = page.go_to(name).await?;
    let old = field.value().await?;
    page.caret_at(at).await?;
    page.compose_whole(&SHOWN, "你好").await?;
    let (front, back): (String, String) = (
        old.chars().take(at).collect(),
        old.chars().skip(at).collect(),
    );
    let new = format!("{front}你好{back}");
    page.value_is(name, &new).await?;
    let (_, caret) = page.selection().await?;
    ensure!(
        caret == at + 2,
        "in {name} the caret is behind {caret} characters, not {}",
        at + 2
    );
    page.press("Ctrl+z").await?;
    page.value_is(name, &old).await?;
    page.press("Ctrl+y").await?;
    page.value_is(name, &new).await
}

#[test]
fn in_every_field_of_the_sheet() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        for (name, at) in [
            ("标题", 3),
            ("引言", 5),
            ("第一部分标题", 0),
            ("第一部分正文", 10),
            ("不足第一项", 4),
            ("下一步第一项标题", 2),
            ("下一步第一项正文", 7),
        ] {
            compose_in(page, name, at).await?;
        }
        // The report holds what the fields show.
        let expected = text
            .replacen("上半年", "上半年你好", 1)
            .replacen("今年以来，", "今年以来，你好", 1)
            .replacen("一、", "一、你好", 1)
            .replacen("支部把理论学习排进每", "支部把理论学习排进每你好", 1)
            .replacen("一是学用结合", "一是学用结合你好", 1)
            .replacen("一是在强", "一是在强你好", 1)
            .replacen("坚持读原文、悟", "坚持读原文、悟你好", 1);
        let copied = page.copied().await?;
        ensure!(
            copied == expected,
            "copied:\n{copied}\nexpected:\n{expected}"
        );
        Ok(())
    })
}

#[test]
fn two_compositions_are_two_steps() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let old = page.value("引言").await?;
        page.go_to("引言").await?;
        page.press("Ctrl+End").await?;
        page.compose_whole(&["z", "zi", "zi'liu"], "自留").await?;
        page.compose_whole(&["d", "di"], "地").await?;
        page.value_is("引言", &format!("{old}自留地")).await?;
        page.press("Ctrl+z").await?;
        page.value_is("引言", &format!("{old}自留")).await?;
        page.press("Ctrl+z").await?;
        page.value_is("引言", &old).await
    })
}

#[test]
fn an_abandoned_composition_leaves_nothing() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let old = page.value("引言").await?;
        page.go_to("引言").await?;
        page.press("Ctrl+End").await?;
        page.compose("ni'hao").await?;
        page.value_is("引言", &format!("{old}ni'hao")).await?;
        page.compose("").await?;
        page.value_is("引言", &old).await?;
        // What comes after it is a composition like any other.
        page.compose_whole(&SHOWN, "你好").await?;
        page.value_is("引言", &format!("{old}你好")).await?;
        ensure!(page.copied().await?.contains(&format!("{old}你好\n")));
        Ok(())
    })
}

#[test]
fn saving_falls_into_a_composition() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let old = page.value("第一部分正文").await?;
        page.go_to("第一部分正文").await?;
        page.press("Ctrl+End").await?;
        page.type_text("甲").await?;
        page.compose("ni").await?;
        // Counts follow after 180 ms, saving after 700 ms: both happen while the input method is at it.
        page.saved().await?;
        pause(1_000).await;
        page.value_is("第一部分正文", &format!("{old}甲ni")).await?;
        page.compose("ni'hao").await?;
        pause(1_000).await;
        page.commit("你好").await?;
        page.value_is("第一部分正文", &format!("{old}甲你好"))
            .await?;
        page.saved().await?;
        page.reload().await?;
        page.value_is("第一部分正文", &format!("{old}甲你好")).await
    })
}

#[test]
fn keys_of_the_input_method_do_nothing_else() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.click("知道了").await.ok();
        let before = page.sheet().await?;
        let old = page.value("第一部分正文").await?;
        page.go_to("第一部分正文").await?;
        page.caret_at(0).await?;
        page.compose("ni").await?;
        for (key, code) in [
            ("Enter", "Enter"),
            ("Backspace", "Backspace"),
            ("Delete", "Delete"),
            ("ArrowUp", "ArrowUp"),
            ("ArrowLeft", "ArrowLeft"),
            ("ArrowDown", "ArrowDown"),
            ("F1", "F1"),
            ("F2", "F2"),
            ("Process", "Enter"),
        ] {
            page.press_composing(key, code).await?;
        }
        for (key, code) in [
            ("z", "KeyZ"),
            ("y", "KeyY"),
            ("m", "KeyM"),
            (";", "Semicolon"),
            ("C", "KeyC"),
        ] {
            page.press_composing_ctrl(key, code).await?;
        }
        // Firefox tells it by isComposing alone.
        let script = "for (const [key, ctrlKey] of [['Enter', false], ['Backspace', false], ['z', true], ['m', true], ['F2', false]]) {
            const event = new KeyboardEvent('keydown', { key, ctrlKey, isComposing: true, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
            if (event.defaultPrevented) return key;
        } return ''";
        let taken = page.ask(script).await?;
        ensure!(
            taken.is_empty(),
            "the page took {taken} away from the input method"
        );
        page.value_is("第一部分正文", &format!("ni{old}")).await?;
        page.focus_is("第一部分正文").await?;
        ensure!(
            page.sheet().await?.len() == before.len(),
            "a field was added or taken away"
        );
        ensure!(!page.has("menu", "操作").await? && !page.has("dialog", "使用说明").await?);
        page.commit("你").await?;
        // Safari ends the composition before the key that confirms it.
        page.press_composing("Enter", "Enter").await?;
        page.value_is("第一部分正文", &format!("你{old}")).await?;
        ensure!(
            page.sheet().await?.len() == before.len(),
            "the confirming key split the paragraph"
        );
        Ok(())
    })
}

#[test]
fn over_a_selected_blank_it_fills_it() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        page.go_to("第二部分标题").await?;
        page.press("F2").await?;
        page.focus_is("第二部分正文").await?;
        let (selected, _) = page.selection().await?;
        ensure!(selected == "\u{a0}*", "F2 selected {selected:?}");
        page.compose_whole(&["s", "shi", "shi'er"], "十二").await?;
        page.open_count_is(9).await?;
        ensure!(
            page.value("第二部分正文")
                .await?
                .contains("集体学习十二次、")
        );
        ensure!(
            page.blanks()
                .await?
                .get(1)
                .is_some_and(|(_, value)| value == "十二"),
            "the column does not know"
        );
        ensure!(page.copied().await? == text.replacen("集体学习\u{a0}*次", "集体学习十二次", 1));
        page.go_to("第二部分正文").await?;
        page.press("Ctrl+z").await?;
        page.open_count_is(10).await?;
        ensure!(
            page.copied().await? == text,
            "one undo does not give the blank back"
        );
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
        page.press("Ctrl+End").await?;
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

#[test]
fn leaving_the_field_keeps_what_was_shown() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let old = page.value("引言").await?;
        page.go_to("引言").await?;
        page.press("Ctrl+End").await?;
        page.compose("ni'hao").await?;
        // The browser commits what is shown when the mouse goes elsewhere: then field and report agree.
        page.field("第一部分标题").await?.click().await?;
        pause(300).await;
        let shown = page.value("引言").await?;
        ensure!(shown.starts_with(&old));
        ensure!(
            page.copied().await?.contains(&format!("\n{shown}\n")),
            "the report does not hold {shown:?}"
        );
        // The page takes keys again.
        page.go_to("引言").await?;
        page.press("Ctrl+z").await?;
        page.value_is("引言", &old).await
    })
}
