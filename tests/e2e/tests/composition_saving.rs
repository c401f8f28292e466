//! What happens beside a composition does nothing to it: saving, other tabs, undo, leaving the page,
//! versions, failing stores. The text is exact at the end, and one undo takes it back.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use std::collections::HashMap;
use tigang_e2e::{Page, pause, sample, until, visit};

/// A composition and what falls into it: field, characters before the caret, what the input method
/// shows one after the other, what comes of it, after how many of them it falls, and what.
type Script = (
    &'static str,
    usize,
    &'static [&'static str],
    &'static str,
    usize,
    &'static str,
);

/// What an input method shows on the way to three words.
const HELLO: &[&str] = &["n", "ni", "ni'h", "ni'hao"];
const STUDY: &[&str] = &["x", "xue", "xue'x", "xue'xi", "学xi"];
const TWELVE: &[&str] = &["s", "shi", "shi'er"];

const SCRIPTS: [Script; 18] = [
    ("引言", 5, HELLO, "你好", 2, "autosave"),
    ("标题", 3, STUDY, "学习", 1, "autosave"),
    ("第一部分正文", 10, TWELVE, "十二", 3, "autosave"),
    ("不足第一项", 4, HELLO, "你好", 3, "saved elsewhere"),
    ("引言", 0, STUDY, "学习", 5, "saved elsewhere"),
    ("引言", 9, TWELVE, "十二", 1, "other tab"),
    ("第一部分正文", 0, HELLO, "你好", 4, "other tab"),
    ("标题", 0, HELLO, "你好", 2, "undo by keyboard"),
    ("第一部分正文", 6, STUDY, "学习", 3, "undo by keyboard"),
    ("引言", 3, HELLO, "你好", 4, "undo by button"),
    ("不足第一项", 2, TWELVE, "十二", 2, "undo by button"),
    ("引言", 7, STUDY, "学习", 2, "hidden"),
    ("下一步第一项标题", 2, HELLO, "你好", 1, "hidden"),
    ("第一部分正文", 20, TWELVE, "十二", 3, "left"),
    ("引言", 1, HELLO, "你好", 2, "version"),
    ("第一部分标题", 1, STUDY, "学习", 4, "version"),
    ("引言", 4, HELLO, "你好", 3, "stores fail"),
    ("标题", 5, TWELVE, "十二", 2, "stores fail"),
];

/// Has both stores fail, until `window.mend` is called.
const FAIL: &str = "const set = Storage.prototype.setItem, put = IDBObjectStore.prototype.put;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    IDBObjectStore.prototype.put = function (...all) {
        const request = put.apply(this, all);
        queueMicrotask(() => { try { this.transaction.abort(); } catch { } });
        return request;
    };
    window.mend = () => { Storage.prototype.setItem = set; IDBObjectStore.prototype.put = put; };";

/// Says something about the open draft or another on the channel between tabs.
const TELL: &str = "const channel = new BroadcastChannel('tigang');
    for (const id of [localStorage.getItem('tigang/open'), 'another']) {
        for (const what of arguments[0]) {
            channel.postMessage({ what, id, tab: 'another tab', since: Date.now() - 60000 });
        }
    }
    setTimeout(() => channel.close(), 500)";

/// Lets it happen.
async fn happen(page: &Page, event: &str) -> Result<()> {
    match event {
        "autosave" => {
            page.saved().await?;
            pause(900).await;
        }
        "saved elsewhere" => {
            page.run(TELL, vec![json!(["saved", "mine", "who", "free"])])
                .await?;
            pause(400).await;
        }
        // It has been typing all the time.
        "other tab" => pause(1_500).await,
        "undo by keyboard" => {
            page.press_composing_ctrl("z", "KeyZ").await?;
            let script = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
                { key: 'z', ctrlKey: true, bubbles: true, cancelable: true }))";
            page.run(script, vec![]).await?;
        }
        "undo by button" => press_by_script(page, "撤销").await?,
        "hidden" => {
            let script = "const state = { configurable: true, get: () => 'hidden' };
                Object.defineProperty(document, 'visibilityState', state);
                document.dispatchEvent(new Event('visibilitychange'));
                delete document.visibilityState;
                document.dispatchEvent(new Event('visibilitychange'))";
            page.run(script, vec![]).await?;
            pause(300).await;
        }
        "left" => {
            page.run(
                "window.dispatchEvent(new PageTransitionEvent('pagehide'))",
                vec![],
            )
            .await?;
            page.run(
                "window.dispatchEvent(new PageTransitionEvent('pageshow'))",
                vec![],
            )
            .await?;
            pause(300).await;
        }
        "version" => {
            press_by_script(page, "存为版本").await?;
            pause(500).await;
        }
        "stores fail" => {
            page.run(FAIL, vec![]).await?;
            page.save_state_starts("未保存").await?;
            pause(900).await;
        }
        other => bail!("there is no event {other}"),
    }
    Ok(())
}

/// Presses a button without taking the keyboard out of the field.
async fn press_by_script(page: &Page, name: &str) -> Result<()> {
    let script = "const button = [...document.querySelectorAll('button')]
            .find(one => (one.getAttribute('aria-label') || one.innerText).trim() === arguments[0]);
        button?.click(); return !!button";
    let found = page.run(script, vec![json!(name)]).await?;
    ensure!(found == json!(true), "there is no button {name}");
    Ok(())
}

/// One script, from the caret to undo and redo.
async fn play(page: &Page, script: &Script) -> Result<()> {
    let (name, at, steps, text, after, event) = script;
    let field = page.go_to(name).await?;
    let old = field.value().await?;
    page.caret_at(*at).await?;
    let put_in = |piece: &str| {
        let (front, back): (String, String) = (
            old.chars().take(*at).collect(),
            old.chars().skip(*at).collect(),
        );
        format!("{front}{piece}{back}")
    };
    for (number, shown) in steps.iter().enumerate() {
        page.press_composing("Process", "KeyN").await?;
        page.compose(shown).await?;
        if number + 1 == *after {
            happen(page, event).await?;
            let value = field.value().await?;
            ensure!(
                value == put_in(shown),
                "in the middle the field holds “{value}”"
            );
        }
    }
    page.commit(text).await?;
    let new = put_in(text);
    page.value_is(name, &new).await?;
    let (_, caret) = page.selection().await?;
    ensure!(
        caret == at + text.chars().count(),
        "the caret is behind {caret} characters"
    );
    page.run("window.mend?.(); delete window.mend", vec![])
        .await?;

    page.go_to(name).await?;
    page.press("Ctrl+z").await?;
    page.value_is(name, &old).await.context("after one undo")?;
    page.press("Ctrl+y").await?;
    page.value_is(name, &new).await.context("after redo")?;
    // What failed is tried again after some seconds.
    until("it is on the disk, and nothing is wrong", async || {
        let state = page.save_state().await?;
        ensure!(
            state.starts_with("已落盘") && !state.contains('：'),
            "it says {state:?}"
        );
        Ok(Some(()))
    })
    .await
}

/// Another tab with another draft, in which something is typed all the time.
async fn busy_neighbour(page: &Page) -> Result<()> {
    let here = page.tab().await?;
    page.new_tab(&[]).await?;
    page.import("邻居\n\n别的话。").await?;
    let script = "setInterval(() => {
        document.querySelector('textarea[aria-label=引言]').focus();
        document.execCommand('insertText', false, '又');
    }, 300)";
    page.run(script, vec![]).await?;
    page.go_to_tab(&here).await
}

/// Plays the scripts of some events, one after the other in the same report.
fn play_all(events: &[&str]) -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        if events.contains(&"other tab") {
            busy_neighbour(page).await?;
        }
        if events.contains(&"version") {
            page.find("tab", "历史").await?.click().await?;
            page.field("版本名").await?;
        }
        let mut played: HashMap<&str, usize> = HashMap::new();
        for script in SCRIPTS.iter().filter(|script| events.contains(&script.5)) {
            let told = || format!("{} in {} at {}", script.5, script.0, script.1);
            play(page, script).await.with_context(told)?;
            *played.entry(script.5).or_default() += 1;
        }
        let fields = page.sheet().await?;
        page.reload().await?;
        ensure!(
            page.sheet().await? == fields,
            "after a reload it is something else"
        );
        println!("compositions disturbed and exact: {played:?}");
        Ok(())
    })
}

#[test]
fn saving_and_leaving() -> Result<()> {
    play_all(&["autosave", "hidden", "left"])
}

#[test]
fn other_tabs() -> Result<()> {
    play_all(&["saved elsewhere", "other tab"])
}

#[test]
fn undo_is_not_for_the_middle_of_a_composition() -> Result<()> {
    play_all(&["undo by keyboard", "undo by button"])
}

#[test]
fn versions_and_failing_stores() -> Result<()> {
    play_all(&["version", "stores fail"])
}

/// Another tab wants the draft in the middle of a composition: it is handed over when that is done, and
/// can be had back.
async fn wanted(page: &Page, script: (&str, usize, &[&str], &str, usize)) -> Result<()> {
    let (name, at, steps, text, after) = script;
    let field = page.go_to(name).await?;
    let old = field.value().await?;
    page.caret_at(at).await?;
    let front: String = old.chars().take(at).collect();
    let back: String = old.chars().skip(at).collect();
    for (number, shown) in steps.iter().enumerate() {
        page.press_composing("Process", "KeyN").await?;
        page.compose(shown).await?;
        if number + 1 == after {
            page.run(TELL, vec![json!(["want"])]).await?;
            pause(400).await;
        }
        let value = field.value().await.context("the field is gone")?;
        ensure!(
            value == format!("{front}{shown}{back}"),
            "in the middle the field holds “{value}”"
        );
    }
    page.commit(text).await?;
    let new = format!("{front}{text}{back}");
    page.is_reading().await?;
    page.value_is(name, &new).await?;
    page.click_shown("在这里编辑").await?;
    page.is_writing().await?;
    page.value_is(name, &new).await?;
    page.saved().await
}

#[test]
fn a_draft_that_is_wanted_is_not_taken_out_of_a_composition() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let scripts: [(&str, usize, &[&str], &str, usize); 3] = [
            ("引言", 0, HELLO, "你好", 4),
            ("第一部分标题", 0, HELLO, "你好", 2),
            ("下一步第一项正文", 7, STUDY, "学习", 1),
        ];
        for script in scripts {
            let told = || format!("wanted in {} at {}", script.0, script.1);
            wanted(page, script).await.with_context(told)?;
        }
        let all = page.drafts().await?;
        ensure!(all.len() == 1, "there are {all:?}");
        Ok(())
    })
}

#[test]
fn a_limit_of_length_does_not_cut_into_a_composition() -> Result<()> {
    visit(async |page| {
        page.import("有长度限制\n\n一句。").await?;
        page.find("tab", "历史").await?.click().await?;
        // The one field of the page that is composed in and has a limit: 40 characters.
        let field = page.go_to("版本名").await?;
        let long = "长".repeat(38);
        page.type_text(&long).await?;
        page.compose_whole(HELLO, "你好").await?;
        page.value_is("版本名", &format!("{long}你好")).await?;
        page.compose_whole(STUDY, "学习").await?;
        let value = field.value().await?;
        ensure!(
            value == format!("{long}你好"),
            "beyond the limit it holds “{value}”"
        );
        page.click("存为版本").await?;
        page.notice_is("已存为历史版本").await?;
        let all = page.list(".versions li").await?;
        ensure!(
            all.iter().any(|one| one.contains(&format!("{long}你好"))),
            "there are {all:?}"
        );
        Ok(())
    })
}
