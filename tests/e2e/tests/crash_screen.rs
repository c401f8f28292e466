//! The crash screen: the program breaks down, and the text of the draft and every copy of every draft
//! can still be had.

use anyhow::{Context, Result, ensure};
use std::fs;
use tigang_e2e::{First, Page, Profile, Setup, until, visit};

const FIRST: &str = "甲稿\n\n甲的话。";
const SECOND: &str = "乙稿\n\n乙的话。\n一、学习。开展学习\u{a0}*次。";

/// WebAssembly that does not start, from the moment on that the test says so.
const BROKEN: First<'static> = First(
    "if (sessionStorage.getItem('broken')) {
        const refuse = () => Promise.reject(new WebAssembly.CompileError('broken on purpose'));
        WebAssembly.instantiateStreaming = refuse;
        WebAssembly.instantiate = refuse;
    }",
);

/// Waits for the screen; the text that it shows and its list of copies.
async fn crashed(page: &Page) -> Result<(String, Vec<String>)> {
    until("the crash screen shows copies", async || {
        let is_shown = "return !document.getElementById('crash').hidden";
        ensure!(page.run(is_shown, vec![]).await? == serde_json::json!(true), "it is not shown");
        let script = "return [...document.querySelectorAll('#crash-copies li span')].map(one => one.textContent).join('\\n')";
        let list = page.ask(script).await?;
        let copies: Vec<String> = list.lines().map(str::to_owned).collect();
        let text = page.ask("return document.getElementById('crash-text').value").await?;
        Ok((!copies.is_empty() && !text.is_empty()).then_some((text, copies)))
    })
    .await
}

/// Every draft is in the list, from both stores.
fn all_copies(copies: &[String]) -> Result<()> {
    for name in ["甲稿", "乙稿"] {
        for place in ["快速存储", "数据库副本"] {
            ensure!(
                copies
                    .iter()
                    .any(|copy| copy.starts_with(name) && copy.ends_with(place)),
                "no copy of {name} from {place} in {copies:?}"
            );
        }
    }
    Ok(())
}

/// Saves the text of the screen and one copy of a draft as files.
async fn files_are(page: &Page, text: &str, name: &str, copy: &str) -> Result<()> {
    page.catch_downloads("crash-text").await?;
    page.click("另存为 .txt").await?;
    let (_, bytes) = page.downloaded("crash-text").await?;
    ensure!(bytes == text.as_bytes(), "the file is not the text");
    page.catch_downloads("crash-copy").await?;
    let script = "document.getElementById('crash-others').open = true;
        const button = [...document.querySelectorAll('#crash-copies button')]
            .find(one => one.getAttribute('aria-label').startsWith(arguments[0]));
        button?.click(); return !!button";
    let found = page
        .run(script, vec![format!("另存：{name}").into()])
        .await?;
    ensure!(
        found == serde_json::json!(true),
        "there is no copy of {name} to save"
    );
    let (_, bytes) = page.downloaded("crash-copy").await?;
    ensure!(
        bytes == copy.as_bytes(),
        "the copy of {name} is {}",
        String::from_utf8_lossy(&bytes)
    );
    Ok(())
}

#[test]
fn a_program_that_traps_shows_the_text_with_the_last_keys() -> Result<()> {
    visit(async |page| {
        page.import(FIRST).await?;
        page.import(SECOND).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("刚刚写的。").await?;
        let script = "const error = new WebAssembly.RuntimeError('unreachable');
            window.dispatchEvent(new ErrorEvent('error', { error, message: 'unreachable' }))";
        page.run(script, vec![]).await?;
        let (text, copies) = crashed(page).await?;
        let expected = SECOND.replace("乙的话。", "乙的话。刚刚写的。");
        ensure!(text == expected, "the screen shows {text:?}");
        all_copies(&copies)?;
        keyboard_stays(page).await?;
        files_are(page, &expected, "甲稿", FIRST).await?;
        page.click_to_reload("重新打开").await?;
        until("the draft is there again", async || {
            Ok((page.copied().await? == expected).then_some(()))
        })
        .await
    })
}

/// What was typed into a part that no record knows yet is there, in its place; the fields of another draft are not.
#[test]
fn new_fields_are_shown_and_those_of_another_draft_are_not() -> Result<()> {
    const TRAP: &str = "const error = new WebAssembly.RuntimeError('unreachable');
        dispatchEvent(new ErrorEvent('error', { error, message: 'unreachable' }));";
    let add = "const field = document.querySelectorAll('textarea[data-block]')[1];
        const added = field.cloneNode();
        added.dataset.block = 999;
        added.value = '还没存的一段。';
        field.parentNode.append(added);";
    for (script, expected) in [
        (add, SECOND.replace("乙的话。", "乙的话。\n还没存的一段。")),
        (
            "document.querySelector('.sheet').dataset.draft = 'another';
            document.querySelector('textarea[data-block]').value = '别的';",
            SECOND.to_owned(),
        ),
    ] {
        visit(async |page| {
            page.import(SECOND).await?;
            page.run(&format!("{script} {TRAP}"), vec![]).await?;
            let (text, _) = crashed(page).await?;
            ensure!(text == expected, "the screen shows {text:?}");
            Ok(())
        })?;
    }
    Ok(())
}

/// Tab goes round the screen, and nowhere else.
async fn keyboard_stays(page: &Page) -> Result<()> {
    let mut places = std::collections::BTreeSet::new();
    for _ in 0..20 {
        page.press("Tab").await?;
        let place = "const at = document.activeElement;
            return at.closest('#crash') ? at.id || at.innerText : at === document.body ? '' : at.outerHTML.slice(0, 200)";
        let place = page.run(place, vec![]).await?;
        places.insert(place.as_str().unwrap_or_default().to_owned());
    }
    ensure!(
        places.contains("crash-reload") && !places.iter().any(|place| place.contains('<')),
        "Tab went to {places:?}"
    );
    Ok(())
}

#[test]
fn a_program_that_does_not_start_shows_every_copy() -> Result<()> {
    let done = Setup {
        first: &[BROKEN],
        ..Setup::default()
    }
    .visit(async |page| {
        page.import(FIRST).await?;
        page.import(SECOND).await?;
        page.run("sessionStorage.setItem('broken', '1')", vec![])
            .await?;
        page.reload_unready().await?;
        let (text, copies) = crashed(page).await?;
        ensure!(text == SECOND, "the screen shows {text:?}");
        all_copies(&copies)?;
        files_are(page, SECOND, "甲稿", FIRST).await?;
        page.run("sessionStorage.removeItem('broken')", vec![])
            .await?;
        page.reload().await?;
        ensure!(page.copied().await? == SECOND);
        // Now only what the page itself complains of may be on the console.
        anyhow::bail!("as far as it should")
    });
    // A program that does not start is a complaint on the console; nothing else may be wrong.
    let reason = format!("{:#}", done.err().context("the console was not looked at")?);
    ensure!(reason.contains("as far as it should"), "{reason}");
    Ok(())
}

#[test]
fn a_page_of_one_file_that_was_damaged_says_so_and_gives_the_drafts() -> Result<()> {
    Profile::visit_own_site(async |profile| {
        let file = profile.site().join("tigang.html");
        let whole = fs::read_to_string(&file)?;
        let program = whole.find("data-size=");
        let (start, end) = whole.split_at(program.context("there is no program")? + 100_000);
        let (missing, changed) = (end.get(4_000..), end.get(4..));
        let scripts = whole.find("wasm_bindgen").context("no script")?;
        let page = profile.open().await?;
        page.load_from(&format!("file://{}", file.display()))
            .await?;
        page.import(FIRST).await?;
        page.import(SECOND).await?;
        for (damaged, said) in [
            // On a stick that was pulled out the file ends early, or a part of it is missing.
            (start.to_owned(), "文件不完整"),
            (whole.split_at(scripts).0.to_owned(), "文件不完整"),
            ([start, missing.unwrap_or_default()].concat(), "请重新复制"),
            (
                [start, "AAAA", changed.unwrap_or_default()].concat(),
                "文件已损坏",
            ),
        ] {
            fs::write(&file, damaged)?;
            page.reload_unready().await?;
            let (text, copies) = crashed(&page).await?;
            ensure!(text == SECOND, "the screen shows {text:?}");
            all_copies(&copies)?;
            let screen = "return document.getElementById('crash').innerText";
            let screen = page.ask(screen).await?;
            ensure!(screen.contains(said), "it does not say {said}: {screen}");
        }
        fs::write(&file, &whole)?;
        page.provokes("programs that do not start");
        page.reload().await?;
        ensure!(page.copied().await? == SECOND);
        Ok(())
    })
}

/// A browser without something that the program needs, from the moment on that the test says so.
const LACKING: First<'static> = First(
    "const how = sessionStorage.getItem('lacking');
    if (how === 'all') delete window.WebAssembly;
    if (how === 'most') window.WebAssembly = {};",
);

#[test]
fn a_browser_that_cannot_run_the_program_says_so_and_gives_the_drafts() -> Result<()> {
    Setup {
        first: &[LACKING],
        ..Setup::default()
    }
    .visit(async |page| {
        page.import(FIRST).await?;
        page.import(SECOND).await?;
        for how in ["all", "most"] {
            let lack = "sessionStorage.setItem('lacking', arguments[0])";
            page.run(lack, vec![how.into()]).await?;
            page.reload_unready().await?;
            let (text, copies) = crashed(page).await?;
            ensure!(text == SECOND, "the screen shows {text:?}");
            all_copies(&copies)?;
            let said = page
                .ask("return document.getElementById('crash').innerText")
                .await?;
            for words in [
                "这个浏览器打不开提纲",
                "极速模式",
                "Chrome 72",
                "WebAssembly",
            ] {
                ensure!(said.contains(words), "it does not say {words}: {said}");
            }
            files_are(page, SECOND, "甲稿", FIRST).await?;
        }
        page.run("sessionStorage.removeItem('lacking')", vec![])
            .await?;
        page.reload().await?;
        ensure!(page.copied().await? == SECOND);
        Ok(())
    })
}
