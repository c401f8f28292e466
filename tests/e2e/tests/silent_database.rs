//! A database that does not answer, for a while or at all: the page says so, works on, and never shows a
//! silent first page where drafts may be.

use anyhow::{Result, ensure};
use tigang_e2e::{First, Page, Setup, until, visit};

/// What is asked of the database comes to nothing, until `window.hears` is set.
const SILENT: First<'static> = First(
    "const open = IDBFactory.prototype.open;
     IDBFactory.prototype.open = function (...all) {
         return window.hears ? open.apply(this, all) : {};
     };",
);

const TEXT: &str = "数据库里还有\n\n一句话。";

/// Waits until nothing that the page says holds these words.
async fn is_not_said(page: &Page, words: &str) -> Result<()> {
    until(&format!("“{words}” is said no more"), async || {
        let said = page.list("[role=alert]").await?.join("\n");
        Ok((!said.contains(words)).then_some(()))
    })
    .await
}

/// A draft whose fast copy is gone, and a page opened while the database does not answer.
async fn lost_and_silent(page: &Page) -> Result<()> {
    page.import(TEXT).await?;
    page.away().await?;
    page.run("localStorage.clear(); sessionStorage.clear()", vec![])
        .await?;
    page.first(SILENT).await?;
    page.load().await
}

#[test]
fn drafts_that_cannot_be_seen_yet_are_not_taken_for_none() -> Result<()> {
    visit(async |page| {
        lost_and_silent(page).await?;
        page.notice_is("数据库没有应答").await?;
        page.click("再看一次").await?;
        page.notice_is("数据库没有应答").await?;
        page.run("window.hears = true", vec![]).await?;
        page.notice_is("已从数据库副本找回").await?;
        ensure!(page.copied().await? == TEXT);
        is_not_said(page, "数据库没有应答").await?;
        page.saved().await
    })
}

#[test]
fn work_that_has_begun_is_not_disturbed_when_the_database_answers() -> Result<()> {
    visit(async |page| {
        lost_and_silent(page).await?;
        let other = "另外写的\n\n一句话。";
        page.import_only(other).await?;
        page.run("window.hears = true", vec![]).await?;
        page.notice_is("已从数据库副本找回").await?;
        ensure!(page.copied().await? == other);
        page.click("草稿").await?;
        page.click("打开：数据库里还有").await?;
        page.gone("dialog", "草稿箱").await?;
        ensure!(page.copied().await? == TEXT);
        Ok(())
    })
}

#[test]
fn a_database_that_never_answers_keeps_nobody_waiting() -> Result<()> {
    let setup = Setup {
        first: &[SILENT],
        ..Setup::default()
    };
    setup.visit(async |page| {
        page.import_only(TEXT).await?;
        page.notice_is("数据库没有确认落盘").await?;
        page.save_state_starts("已写入").await?;
        // Another draft, and what is kept of the first.
        page.import_only("第二份\n\n一句话。").await?;
        page.value_is("标题", "第二份").await?;
        page.find("tab", "历史").await?.click().await?;
        page.field("版本名").await?.click().await?;
        page.type_text("送审稿").await?;
        page.click("存为版本").await?;
        page.notice_is("浏览器没有存住历史版本").await?;
        let said = page.list(".notice").await?.join("\n");
        ensure!(!said.contains("已存为历史版本"), "it says {said}");

        page.catch_downloads("backup").await?;
        page.click("草稿").await?;
        page.click("备份全部").await?;
        let (_, bytes) = page.downloaded("backup").await?;
        let file = String::from_utf8(bytes)?;
        ensure!(file.contains("数据库里还有") && file.contains("第二份"));
        page.notice_is("历史版本不在里面").await?;
        let hints = page.list("dialog .hint").await?.join("\n");
        ensure!(hints.contains("还没有备份过"), "it says {hints}");
        page.press("Escape").await?;
        page.reload().await?;
        page.value_is("标题", "第二份").await
    })
}

#[test]
fn of_two_that_leave_a_draft_at_once_the_later_goes_on() -> Result<()> {
    let setup = Setup {
        first: &[SILENT],
        ..Setup::default()
    };
    setup.visit(async |page| {
        page.import_only(TEXT).await?;
        page.import_only("第二份\n\n一句话。").await?;
        page.value_is("标题", "第二份").await?;
        page.type_text("新").await?;
        page.click("草稿").await?;
        page.find("dialog", "草稿箱").await?;
        // Both before the database has had its time.
        let script = "const named = name => [...document.querySelectorAll('dialog button')]
                .find(one => (one.getAttribute('aria-label') || '').startsWith(name));
            named('删除：').click(); named('打开：').click();";
        page.run(script, vec![]).await?;
        page.value_is("标题", "数据库里还有").await?;
        page.notice_is("已放入回收站").await?;
        page.go_to_end("标题").await?;
        page.type_text("呢").await?;
        page.copied_is("数据库里还有呢\n\n一句话。").await
    })
}

#[test]
fn what_was_erased_while_the_database_was_silent_stays_erased() -> Result<()> {
    visit(async |page| {
        page.import("第一份\n\n留下。").await?;
        page.import(TEXT).await?;
        page.away().await?;
        page.first(SILENT).await?;
        page.load().await?;
        page.value_is("标题", "数据库里还有").await?;
        page.click("草稿").await?;
        page.click("删除：数据库里还有").await?;
        page.open_bin(1).await?;
        page.click("彻底删除：数据库里还有").await?;
        page.click("确定彻底删除：数据库里还有").await?;
        page.notice_is("还没能从数据库里删干净").await?;
        // The next page has a database that answers, and finishes it.
        page.away().await?;
        page.first(First("window.hears = true")).await?;
        page.load().await?;
        page.button("粘贴上期报告").await?;
        let script =
            "const done = arguments[0]; tigang.all('stamps').then(all => done(all.length / 2))";
        until("the database has one draft", async || {
            let count = page.run_async(script, vec![]).await?;
            Ok((count == serde_json::json!(1)).then_some(()))
        })
        .await?;
        page.click("草稿箱里有 1 份草稿，打开继续").await?;
        page.click("打开：第一份").await?;
        page.value_is("标题", "第一份").await
    })
}
