//! The crash screen where something is in its way: a dialog over it, records that it cannot read, a
//! browser that does not copy, and no draft at all.

use anyhow::{Result, bail, ensure};
use serde_json::json;
use tigang_e2e::{First, Page, Setup, until};

const TEXT: &str = "甲稿\n\n甲的话。";

/// Keeps hold of the program, so that a test can make it trap; and keeps it from starting, from the
/// moment on that the test says so.
const HELD: First<'static> = First(
    "for (const name of ['instantiateStreaming', 'instantiate']) {
        const own = WebAssembly[name];
        WebAssembly[name] = (...all) => sessionStorage.getItem('broken')
            ? Promise.reject(new WebAssembly.CompileError('broken on purpose'))
            : own.apply(WebAssembly, all).then(made => {
                window.held = (made.instance || made).exports;
                return made;
            });
    }",
);

/// Visits the page. What breaks it down is a complaint on the console, so that alone is not looked at.
fn visit(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let setup = Setup {
        first: &[HELD],
        ..Setup::default()
    };
    let done = setup.visit(async |page| {
        test(page).await?;
        bail!("as far as it should")
    });
    let Err(reason) = done else {
        bail!("the console was looked at");
    };
    let reason = format!("{reason:#}");
    ensure!(reason.contains("as far as it should"), "{reason}");
    Ok(())
}

/// Makes the program trap: it is asked to move memory that it does not have.
async fn trap(page: &Page) -> Result<()> {
    page.run(
        // Whatever it is that takes four numbers, the first is an address, and no memory reaches so far.
        "const one = Object.values(window.held).find(one => one.length === 4);
         setTimeout(() => one(0xfffff000, 64, 128, 4))",
        vec![],
    )
    .await
    .map(|_| ())
}

async fn shown(page: &Page) -> Result<String> {
    page.ask("return document.getElementById('crash-text').value")
        .await
}

async fn copies(page: &Page) -> Result<String> {
    page.ask(
        "return [...document.querySelectorAll('#crash-copies li span')]
            .map(one => one.textContent).join('\\n')",
    )
    .await
}

#[test]
fn a_trap_under_an_open_dialog_can_be_read_and_copied() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        page.type_text("还没有导入的话").await?;
        trap(page).await?;
        page.find("alertdialog", "页面出错了，草稿还在").await?;
        ensure!(
            shown(page).await? == TEXT,
            "it shows {:?}",
            shown(page).await?
        );
        // Asked for now, so that the browser lets it be read afterwards.
        page.set_clipboard("（复制之前）").await?;
        page.click("复制草稿").await?;
        page.find("button", "已复制").await?;
        ensure!(page.clipboard().await? == TEXT);
        let listed = copies(page).await?;
        ensure!(listed.contains("还没有导入的文字"), "{listed}");
        page.catch_downloads("typed").await?;
        page.run(
            "document.getElementById('crash-others').open = true",
            vec![],
        )
        .await?;
        page.click("另存：导入　还没有导入的文字").await?;
        let (name, bytes) = page.downloaded("typed").await?;
        ensure!(name == "导入.txt" && bytes == "还没有导入的话".as_bytes());
        page.click_to_reload("重新打开").await?;
        until("the draft is there again", async || {
            Ok((page.copied().await? == TEXT).then_some(()))
        })
        .await
    })
}

#[test]
fn a_record_that_cannot_be_read_keeps_no_other_from_being_shown() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        let strange = [
            (
                "没有卡片",
                json!({ "schema": 2, "tail": "", "blocks": [[1, "p", "", null, "无卡片的话"]] }),
            ),
            (
                "更新的",
                json!({ "schema": 99, "card": { "name": "新" }, "tail": "", "blocks": [] }),
            ),
            (
                "别样的",
                json!({ "schema": 2, "card": null, "tail": 7, "blocks": [[], null, 3] }),
            ),
            ("空的", json!(null)),
        ];
        for (id, record) in strange {
            let script = "localStorage.setItem('tigang/draft/' + arguments[0], arguments[1])";
            page.run(script, vec![json!(id), json!(record.to_string())])
                .await?;
        }
        page.run("localStorage.setItem('tigang/twin/坏的', '{')", vec![])
            .await?;
        trap(page).await?;
        page.find("alertdialog", "页面出错了，草稿还在").await?;
        ensure!(
            shown(page).await? == TEXT,
            "it shows {:?}",
            shown(page).await?
        );
        until("every copy is listed", async || {
            let listed = copies(page).await?;
            for id in ["没有卡片", "更新的", "别样的", "空的", "坏的", "甲稿"] {
                ensure!(listed.contains(id), "no {id} in {listed:?}");
            }
            Ok(listed.contains("数据库副本").then_some(()))
        })
        .await?;
        // What is not understood is handed out as it is.
        page.catch_downloads("strange").await?;
        page.run(
            "document.getElementById('crash-others').open = true",
            vec![],
        )
        .await?;
        page.click("另存：更新的　快速存储").await?;
        let (name, bytes) = page.downloaded("strange").await?;
        ensure!(
            name == "tigang-更新的.json" && String::from_utf8(bytes)?.contains("99"),
            "{name}"
        );
        Ok(())
    })
}

#[test]
fn it_says_copied_only_where_it_was() -> Result<()> {
    visit(async |page| {
        page.import(TEXT).await?;
        for refusal in ["() => false", "() => { throw new Error('no') }"] {
            page.run(&format!("document.execCommand = {refusal}"), vec![])
                .await?;
            if !page.has("alertdialog", "页面出错了，草稿还在").await? {
                trap(page).await?;
            }
            page.find("alertdialog", "页面出错了，草稿还在").await?;
            page.run("document.getElementById('crash-copy').click()", vec![])
                .await?;
            page.find("button", "没有复制成：全文已选中，请按 Ctrl + C")
                .await?;
            let (chosen, _) = page.selection().await?;
            ensure!(chosen == TEXT, "{chosen:?} is selected");
        }
        Ok(())
    })
}

#[test]
fn a_first_visit_that_fails_claims_no_draft() -> Result<()> {
    visit(async |page| {
        page.run("sessionStorage.setItem('broken', '1')", vec![])
            .await?;
        page.reload_unready().await?;
        page.find("alertdialog", "页面没有打开").await?;
        page.focus_is("重新打开").await?;
        let said = page
            .ask("return document.getElementById('crash').innerText")
            .await?;
        ensure!(said.contains("没有找到存下的草稿"), "{said}");
        for words in ["草稿还在", "复制草稿", "另存"] {
            ensure!(!said.contains(words), "it says {words}: {said}");
        }
        page.run("sessionStorage.removeItem('broken')", vec![])
            .await?;
        page.click_to_reload("重新打开").await
    })
}
