//! An input method where more than a text is at stake: over a selected blank, and with keys that are its own.

use anyhow::{Result, ensure};
use tigang_e2e::{sample, visit};

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
