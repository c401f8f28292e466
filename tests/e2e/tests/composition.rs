//! An input method in every kind of field of the sheet: the text that comes out is exactly what was composed, one
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
fn in_headings_of_every_level_and_in_the_closing() -> Result<()> {
    visit(async |page| {
        let text = "总结\n\n引言。\n一、学习\n（一）小节\n1.一条\n（1）一点\n正文。\n\n某某党支部\n2026年6月30日";
        page.import(text).await?;
        for (name, at) in [
            ("第一部分标题", 2),
            ("第一部分第一节标题", 1),
            ("第一部分第一节第一条标题", 2),
            ("第一部分第一节第一条第一点标题", 0),
            ("署名", 2),
            ("成文日期", 10),
        ] {
            compose_in(page, name, at).await?;
        }
        let expected = text
            .replace("学习", "学习你好")
            .replace("小节", "小你好节")
            .replace("一条", "一条你好")
            .replace("一点", "你好一点")
            .replace("某某党", "某某你好党")
            .replace("30日", "30日你好");
        let copied = page.copied().await?;
        ensure!(copied == expected, "copied: {copied}");
        Ok(())
    })
}

#[test]
fn two_compositions_are_two_steps() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let old = page.value("引言").await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
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
        page.caret_at_end().await?;
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
        page.caret_at_end().await?;
        page.type_text("甲").await?;
        page.compose("ni").await?;
        // Counts follow after 400 ms, saving after 600 ms: both happen while the input method is at it.
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
fn leaving_the_field_keeps_what_was_shown() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let old = page.value("引言").await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
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

#[test]
fn a_word_whose_letters_look_like_a_blank_fills_one() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n组织*活动三次。\n").await?;
        page.go_to("引言").await?;
        page.press("F2").await?;
        page.compose_whole(&["x", "xu", "xue", "xue'xi"], "学习")
            .await?;
        page.value_is("引言", "组织学习活动三次。").await?;
        let filled = [("组织 ____ 活动三次".to_owned(), "学习".to_owned())];
        ensure!(page.blanks().await? == filled, "{:?}", page.blanks().await?);
        // Emptied again, it is the sign that stood there.
        page.go_to("引言").await?;
        page.caret_at(4).await?;
        page.press_times("Backspace", 2).await?;
        page.go_to("标题").await?;
        page.copied_is("总结\n\n组织*活动三次。\n").await
    })
}

/// 学 is x, xu, xue on its way, and x is a blank in many reports: none is made or filled by what is composed.
#[test]
fn letters_on_the_way_are_no_blanks() -> Result<()> {
    visit(async |page| {
        const TEXT: &str = "总结\n\n一、工作\n思路不宽、招法不实，开展学习*次。";
        page.import(TEXT).await?;
        let body = "第一部分正文";
        for (at, shown, committed) in [
            (5, &["x", "xu", "xue"][..], "学习"),
            (5, &["x", "xi", "x"], "新"),
            (0, &["x"], "x"),
        ] {
            page.go_to(body).await?;
            page.caret_at(at).await?;
            page.compose_whole(shown, committed).await?;
            let filled = if committed == "x" { 2 } else { 1 };
            page.open_count_is(filled).await?;
            page.press("Ctrl+z").await?;
            page.open_count_is(1).await?;
            ensure!(page.copied().await? == TEXT, "{shown:?}");
        }
        // Taken away again, and cancelled: nothing of it is left or comes back.
        page.go_to(body).await?;
        page.caret_at(5).await?;
        page.compose_whole(&["x", "xue"], "学习").await?;
        page.press_times("Backspace", 2).await?;
        page.compose("x").await?;
        page.compose("xin").await?;
        page.compose("").await?;
        page.go_to("标题").await?;
        ensure!(page.copied().await? == TEXT, "{}", page.copied().await?);

        // What is composed over a blank, or in a value, is its value all the same.
        page.go_to(body).await?;
        let star = TEXT
            .lines()
            .last()
            .unwrap_or_default()
            .chars()
            .position(|sign| sign == '*');
        page.caret_at(star.unwrap_or_default()).await?;
        page.press("Shift+ArrowRight").await?;
        page.compose_whole(&["x", "xi", "xia"], "下月三").await?;
        page.open_count_is(0).await?;
        page.compose_whole(&["x", "xi"], "四").await?;
        page.press_times("Backspace", 4).await?;
        page.go_to("标题").await?;
        page.open_count_is(1).await?;
        ensure!(page.copied().await? == TEXT, "{}", page.copied().await?);
        Ok(())
    })
}
