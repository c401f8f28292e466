//! Backups: every draft in one file, and every byte of it back from that file; what is newer here stays.

use anyhow::{Context, Result, ensure};
use std::path::Path;
use tigang_e2e::{CLOCK, Element, Page, Setup, sample, until, visit};

/// The drafts that are backed up: one that is real work, one with signs that files lose easily.
fn texts() -> Result<Vec<String>> {
    let odd = "“引号”与空格\n\n　　缩进\u{3000}全角、\u{a0}*、𠮷字、😀、\"quote\" \\ / <b>&amp;</b>。\n一、末尾。";
    Ok(vec![
        sample("branch")?,
        odd.to_owned(),
        "短的\n\n一句。".to_owned(),
    ])
}

fn title(text: &str) -> &str {
    text.split('\n').next().unwrap_or_default()
}

/// Opens the shelf.
async fn shelf(page: &Page) -> Result<()> {
    page.click("草稿").await?;
    page.find("dialog", "草稿箱").await.map(|_| ())
}

/// Gives a file to 从备份恢复.
async fn choose(page: &Page, file: &Path) -> Result<()> {
    page.button("从备份恢复").await?;
    let field = page
        .run("return document.querySelector('#backup-file')", vec![])
        .await?;
    Element::of(page, &field)?.choose_file(file).await
}

/// What the preview says will happen to each draft.
async fn preview(page: &Page) -> Result<Vec<String>> {
    until("the preview is there", async || {
        let rows = page.list("ul[aria-label=恢复预览] li").await?;
        Ok((!rows.is_empty()).then_some(rows))
    })
    .await
}

/// Backs everything up; the file.
async fn back_up(page: &Page, folder: &str) -> Result<Vec<u8>> {
    page.catch_downloads(folder).await?;
    shelf(page).await?;
    page.click("备份全部").await?;
    let (name, bytes) = page.downloaded(folder).await?;
    ensure!(
        name.starts_with("提纲备份-") && name.ends_with(".json"),
        "it is called {name}"
    );
    until("the shelf knows of it", async || {
        let hints = page.list(".backup .hint").await?.join("\n");
        ensure!(hints.contains("上次备份"), "it says {hints}");
        Ok(Some(()))
    })
    .await?;
    page.press("Escape").await?;
    page.gone("dialog", "草稿箱").await?;
    Ok(bytes)
}

/// Takes everything out of both stores while the page is not there.
async fn erase_all(page: &Page) -> Result<()> {
    page.away().await?;
    page.run("localStorage.clear(); sessionStorage.clear()", vec![])
        .await?;
    for store in ["drafts", "stamps", "versions", "about", "damaged"] {
        page.clear_database(store).await?;
    }
    page.load().await?;
    page.button("粘贴上期报告").await.map(|_| ())
}

/// Opens a draft from the shelf; its whole text.
async fn opened(page: &Page, name: &str) -> Result<String> {
    shelf(page).await?;
    page.click(&format!("打开：{name}")).await?;
    page.gone("dialog", "草稿箱").await?;
    page.copied().await
}

#[test]
fn a_backup_brings_back_every_byte() -> Result<()> {
    visit(async |page| {
        let texts = texts()?;
        for text in &texts {
            page.import(text).await?;
        }
        page.find("tab", "历史").await?.click().await?;
        page.field("版本名").await?.click().await?;
        page.type_text("备份前").await?;
        page.click("存为版本").await?;
        page.notice_is("已存为历史版本").await?;
        let bytes = back_up(page, "backup").await?;
        let file = page.make_file("all.json", &bytes)?;
        erase_all(page).await?;

        page.click("草稿").await.ok();
        if !page.has("dialog", "草稿箱").await? {
            page.click("草稿箱").await?;
        }
        choose(page, &file).await?;
        let rows = preview(page).await?;
        ensure!(
            rows.len() == texts.len() && rows.iter().all(|row| row.contains("新增")),
            "the preview says {rows:?}"
        );
        page.click_shown("恢复").await?;
        page.notice_is(&format!("已恢复 {} 份草稿", texts.len()))
            .await?;
        page.press("Escape").await?;
        for text in &texts {
            let copied = opened_or_welcome(page, title(text)).await?;
            ensure!(
                copied == *text,
                "{} came back as {copied:.200}",
                title(text)
            );
        }
        page.find("tab", "历史").await?.click().await?;
        until("the version came back, too", async || {
            let all = page.list(".versions li").await?;
            ensure!(
                all.iter().any(|one| one.contains("备份前")),
                "there are {all:?}"
            );
            Ok(Some(()))
        })
        .await?;
        page.reload().await?;
        let last = texts.last().context("no text")?;
        ensure!(page.copied().await? == *last);
        println!(
            "backed up and brought back: {} drafts, {} bytes",
            texts.len(),
            bytes.len()
        );
        Ok(())
    })
}

/// As [`opened`], from the first page as well.
async fn opened_or_welcome(page: &Page, name: &str) -> Result<String> {
    if page.has("button", "草稿").await? {
        return opened(page, name).await;
    }
    let offer = "return [...document.querySelectorAll('.welcome-drafts button')].map(one => one.innerText)[0]
        ?? [...document.querySelectorAll('header button')].map(one => one.innerText).join('|')";
    let offer = page.ask(offer).await?;
    page.click(&offer).await?;
    page.click(&format!("打开：{name}")).await?;
    page.gone("dialog", "草稿箱").await?;
    page.copied().await
}

#[test]
fn a_backup_never_replaces_what_is_newer_here() -> Result<()> {
    visit(async |page| {
        page.import("会被改的\n\n头一句。").await?;
        page.import("不会改的\n\n头一句。").await?;
        let bytes = back_up(page, "backup").await?;
        let file = page.make_file("all.json", &bytes)?;
        opened(page, "会被改的").await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("备份以后写的。").await?;
        page.saved().await?;
        shelf(page).await?;
        choose(page, &file).await?;
        let rows = preview(page).await?;
        let says = |name: &str, fate: &str| {
            rows.iter()
                .any(|row| row.contains(name) && row.contains(fate))
        };
        ensure!(
            says("会被改的", "现有的更新，保留现有的"),
            "the preview says {rows:?}"
        );
        ensure!(
            says("不会改的", "与现有的一样，不变"),
            "the preview says {rows:?}"
        );
        ensure!(
            !page.button("恢复").await?.is_enabled().await?,
            "there is something to restore"
        );
        // Who wants it back all the same has it beside.
        page.click("另存一份：会被改的").await?;
        page.notice_is("已另存为《会被改的（备份）》").await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        page.reload().await?;
        ensure!(page.copied().await? == "会被改的\n\n头一句。备份以后写的。");
        ensure!(opened(page, "会被改的（备份）").await? == "会被改的\n\n头一句。");
        Ok(())
    })
}

#[test]
fn a_newer_backup_takes_the_place_of_the_draft_that_lies_open() -> Result<()> {
    visit(async |page| {
        let (old, new) = ("两台电脑\n\n头一句。", "两台电脑\n\n头一句。另一台写的。");
        page.import(old).await?;
        let first = page.make_file("first.json", &back_up(page, "first").await?)?;
        page.go_to_end("引言").await?;
        page.type_text("另一台写的。").await?;
        page.saved().await?;
        let second = page.make_file("second.json", &back_up(page, "second").await?)?;
        erase_all(page).await?;

        // On the other computer the first is there, and open.
        restore(page, &first, "新增").await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        ensure!(opened_or_welcome(page, "两台电脑").await? == old);
        shelf(page).await?;
        restore(page, &second, "备份更新，替换").await?;
        page.notice_is("已恢复 1 份草稿，其余保持不变").await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        page.value_is("引言", "头一句。另一台写的。").await?;
        page.go_to_end("引言").await?;
        page.type_text("这台接着写。").await?;
        page.saved().await?;
        page.reload().await?;
        ensure!(page.copied().await? == format!("{new}这台接着写。"));
        shelf(page).await?;
        let drafts = page.list(".drafts .draft").await?;
        ensure!(drafts.len() == 1, "there are {drafts:?}");
        page.press("Escape").await?;
        page.find("tab", "历史").await?.click().await?;
        until("the older state is a version", async || {
            let all = page.list(".versions li").await?;
            let is_there = all.iter().any(|one| one.contains("从备份恢复之前"));
            ensure!(is_there, "there are {all:?}");
            Ok(Some(()))
        })
        .await
    })
}

#[test]
fn what_two_computers_wrote_stays_apart() -> Result<()> {
    visit(async |page| {
        let text = |words: &str| format!("两台电脑\n\n头一句。{words}");
        let went_on = async |file: &Path, words: &str, folder: &str| -> Result<_> {
            restore(page, file, "新增").await?;
            page.press("Escape").await?;
            page.gone("dialog", "草稿箱").await?;
            ensure!(opened_or_welcome(page, "两台电脑").await? == text(""));
            page.go_to_end("引言").await?;
            page.type_text(words).await?;
            page.saved().await?;
            let name = format!("{folder}.json");
            page.make_file(&name, &back_up(page, folder).await?)
        };
        page.import(&text("")).await?;
        let both = page.make_file("both.json", &back_up(page, "both").await?)?;
        erase_all(page).await?;
        let one = went_on(&both, "这台写的。", "one").await?;
        erase_all(page).await?;
        went_on(&both, "那台写的，写得多一些，存的次数也多一些。", "two").await?;

        restore(page, &one, "两边都有改动，另存").await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        let here = text("那台写的，写得多一些，存的次数也多一些。");
        ensure!(page.copied().await? == here);
        ensure!(opened(page, "两台电脑（备份）").await? == text("这台写的。"));
        // Taken in once more it is there already.
        shelf(page).await?;
        choose(page, &one).await?;
        let rows = preview(page).await?;
        ensure!(
            rows.iter().any(|row| row.contains("以前已另存过")),
            "the preview says {rows:?}"
        );
        Ok(())
    })
}

/// Takes a backup in that changes something.
async fn restore(page: &Page, file: &Path, says: &str) -> Result<()> {
    if !page.has("dialog", "草稿箱").await? {
        shelf(page).await?;
    }
    choose(page, file).await?;
    let rows = preview(page).await?;
    ensure!(
        rows.iter().any(|row| row.contains(says)),
        "the preview says {rows:?}"
    );
    page.click_shown("恢复").await?;
    page.notice_is("已恢复 1 份草稿").await
}

#[test]
fn what_an_import_replaces_is_kept_as_a_version() -> Result<()> {
    visit(async |page| {
        page.import("先后两份\n\n头一句。").await?;
        let old = back_up(page, "old").await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("后来写的。").await?;
        page.saved().await?;
        let new = back_up(page, "new").await?;
        let old = page.make_file("old.json", &old)?;
        let new = page.make_file("new.json", &new)?;
        erase_all(page).await?;
        restore(page, &old, "新增").await?;
        restore(page, &new, "备份更新，替换；现有的存为历史版本").await?;
        page.press("Escape").await?;
        ensure!(opened(page, "先后两份").await? == "先后两份\n\n头一句。后来写的。");
        page.find("tab", "历史").await?.click().await?;
        until("what was replaced is a version", async || {
            let all = page.list(".versions li").await?;
            ensure!(
                all.iter().any(|one| one.contains("从备份恢复之前")),
                "there are {all:?}"
            );
            Ok(Some(()))
        })
        .await
    })
}

#[test]
fn a_backup_brings_back_what_lies_in_the_bin() -> Result<()> {
    visit(async |page| {
        page.import("扔掉的\n\n头一句。").await?;
        let bytes = back_up(page, "backup").await?;
        let file = page.make_file("all.json", &bytes)?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("备份以后写的。").await?;
        page.saved().await?;
        shelf(page).await?;
        page.click("删除：扔掉的").await?;
        page.open_bin(1).await?;
        restore(page, &file, "在回收站里，移回草稿箱").await?;
        page.press("Escape").await?;
        ensure!(opened(page, "扔掉的").await? == "扔掉的\n\n头一句。备份以后写的。");
        Ok(())
    })
}

#[test]
fn what_is_no_backup_is_refused() -> Result<()> {
    visit(async |page| {
        page.import("原来的\n\n一句。").await?;
        let whole = back_up(page, "backup").await?;
        shelf(page).await?;
        let half = whole.get(..whole.len() / 2).unwrap_or_default();
        for (number, bytes) in [&b"{}"[..], b"", b"\xff\xfe\x00", half]
            .into_iter()
            .enumerate()
        {
            let file = page.make_file(&format!("{number}.json"), bytes)?;
            choose(page, &file).await?;
            page.notice_is("这不是提纲的备份文件").await?;
        }
        let newer = String::from_utf8(whole)?.replacen("\"form\":1", "\"form\":9", 1);
        let file = page.make_file("newer.json", newer.as_bytes())?;
        choose(page, &file).await?;
        page.notice_is("由更新版本的页面制作").await?;
        ensure!(page.copied_after_closing().await? == "原来的\n\n一句。");
        Ok(())
    })
}

#[test]
fn the_page_says_what_it_cannot_protect_against_once_and_reminds_of_a_backup() -> Result<()> {
    let setup = Setup {
        first: &[CLOCK],
        ..Setup::default()
    };
    setup.visit(async |page| {
        let strips = async || page.list(".strip").await;
        page.import("某支部工作报告\n\n今年工作顺利。").await?;
        until("the page says what it cannot protect against", async || {
            let strips = strips().await?;
            Ok(strips
                .iter()
                .any(|strip| strip.contains("无痕窗口"))
                .then_some(()))
        })
        .await?;
        page.click("知道了").await?;
        page.reload().await?;
        ensure!(strips().await?.is_empty(), "it says so again");

        // 2,000 new characters without a backup.
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.paste(&"新写的字。".repeat(420)).await?;
        until("the page reminds of a backup", async || {
            let strips = strips().await?;
            Ok(strips
                .iter()
                .any(|strip| strip.contains("2100 字"))
                .then_some(()))
        })
        .await?;
        page.catch_downloads("reminded").await?;
        page.click("现在备份").await?;
        let (_, bytes) = page.downloaded("reminded").await?;
        ensure!(String::from_utf8_lossy(&bytes).contains("新写的字。"));
        until("the reminder is gone", async || {
            Ok(strips().await?.is_empty().then_some(()))
        })
        .await?;

        // One character in the place of another, and a day later the next.
        page.go_to_end("引言").await?;
        page.press("Backspace").await?;
        page.type_text("！").await?;
        page.saved().await?;
        ensure!(strips().await?.is_empty());
        page.run("window.ahead = 25 * 60 * 60 * 1000", vec![])
            .await?;
        page.press("Backspace").await?;
        page.type_text("。").await?;
        until("the page reminds of a backup the day after", async || {
            let strips = strips().await?;
            Ok(strips
                .iter()
                .any(|strip| strip.contains("上次备份以后又有改动"))
                .then_some(()))
        })
        .await
    })
}
