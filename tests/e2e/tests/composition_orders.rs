//! The orders in which Firefox and Safari tell of a composition, replayed: exactly the composed text
//! comes out, one composition is one step to undo, and the key that confirms does nothing else.
//!
//! Firefox tells of the last text after `compositionend`; Safari takes the composed text away and puts
//! the final one in, and sends the confirming key, of code 229, after `compositionend`.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use tigang_e2e::{Page, sample, visit};

/// Plays the steps of a composition in the field that has the keyboard. A step is the name of what
/// happens, and the text that the field holds in place of the composed one from then on.
const REPLAY: &str = "
    const field = document.activeElement;
    const from = field.selectionStart;
    let shown = field.selectionEnd - from;
    for (const [what, text] of arguments[0]) {
        if (what === 'key') {
            const key = { key: text, keyCode: 229, bubbles: true, cancelable: true };
            field.dispatchEvent(new KeyboardEvent('keydown', key));
        } else if (what === 'set') {
            field.setRangeText(text, from, from + shown, 'end');
            shown = text.length;
        } else if (what.startsWith('composition')) {
            field.dispatchEvent(new CompositionEvent(what, { data: text, bubbles: true }));
        } else {
            const [inputType, composing] = what.split(' ');
            const input = { inputType, isComposing: composing === 'composing', data: text, bubbles: true };
            field.dispatchEvent(new InputEvent('input', input));
        }
    }";

/// One text of a composition on its way, as both browsers tell of it.
fn shown(steps: &mut Vec<Value>, text: &str) {
    steps.push(json!(["key", "Process"]));
    steps.push(json!(["compositionupdate", text]));
    steps.push(json!(["set", text]));
    steps.push(json!(["insertCompositionText composing", text]));
}

/// A composition as Firefox tells of it.
fn firefox(on_the_way: &[&str], text: &str) -> Vec<Value> {
    let mut steps = vec![json!(["key", "Process"]), json!(["compositionstart", ""])];
    for one in on_the_way {
        shown(&mut steps, one);
    }
    steps.extend([
        json!(["key", "Process"]),
        json!(["compositionupdate", text]),
        json!(["set", text]),
        json!(["compositionend", text]),
        json!(["insertCompositionText", text]),
    ]);
    steps
}

/// A composition as Safari tells of it.
fn safari(on_the_way: &[&str], text: &str) -> Vec<Value> {
    let mut steps = vec![json!(["compositionstart", ""])];
    for one in on_the_way {
        shown(&mut steps, one);
    }
    steps.extend([
        json!(["set", ""]),
        json!(["deleteCompositionText composing", ""]),
        json!(["set", text]),
        json!(["insertFromComposition composing", text]),
        json!(["compositionend", text]),
        json!(["key", "Enter"]),
    ]);
    steps
}

/// Composes behind so many characters of a field, takes it back and does it again.
async fn replay(page: &Page, name: &str, at: usize, steps: Vec<Value>, text: &str) -> Result<()> {
    let old = page.go_to(name).await?.value().await?;
    page.caret_at(at).await?;
    page.run(REPLAY, vec![json!(steps)]).await?;
    let front: String = old.chars().take(at).collect();
    let back: String = old.chars().skip(at).collect();
    let new = format!("{front}{text}{back}");
    page.value_is(name, &new).await?;
    page.press("Ctrl+z").await?;
    page.value_is(name, &old).await?;
    page.press("Ctrl+y").await?;
    page.value_is(name, &new).await
}

async fn all(page: &Page, of: fn(&[&str], &str) -> Vec<Value>) -> Result<()> {
    let text = sample("branch")?;
    page.import(&text).await?;
    let rows = page.sheet().await?.len();
    let hello = of(&["n", "ni", "ni'h", "ni'hao"], "你好");
    replay(page, "标题", 3, hello.clone(), "你好").await?;
    replay(page, "第一部分正文", 10, hello.clone(), "你好").await?;
    replay(page, "不足第一项", 4, hello, "你好").await?;
    // What was composed may be confirmed as it is shown, or be longer than what was shown.
    let raw = of(&["o", "ok"], "ok");
    replay(page, "引言", 0, raw, "ok").await?;
    let longer = of(&["z", "zh"], "zhong");
    replay(page, "引言", 2, longer, "zhong").await?;
    let now = page.sheet().await?.len();
    ensure!(now == rows, "there are {now} fields, not {rows}");
    let expected = text
        .replacen("上半年", "上半年你好", 1)
        .replacen("支部把理论学习排进每", "支部把理论学习排进每你好", 1)
        .replacen("一是学用结合", "一是学用结合你好", 1)
        .replacen("今年以来", "okzhong今年以来", 1);
    let copied = page.copied().await?;
    ensure!(copied == expected, "the report is {copied}");
    Ok(())
}

#[test]
fn as_firefox_tells_of_it() -> Result<()> {
    visit(async |page| all(page, firefox).await)
}

#[test]
fn as_safari_tells_of_it() -> Result<()> {
    visit(async |page| all(page, safari).await)
}
