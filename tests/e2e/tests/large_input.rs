//! The longest texts that are taken: imported, edited, stored and copied without a character lost.
//!
//! Chromium itself tells of every task over 50 ms. The longest of each step is printed and not
//! asserted: a busy computer makes all of them longer, and timings are for benchmarks.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, Setup, WATCH, sample, visit};

/// The longest text that is taken, in characters.
const LONGEST: usize = 1_000_000;

/// So many characters of reports, one after the other.
fn long(characters: usize) -> Result<String> {
    Ok(sample("branch")?.chars().cycle().take(characters).collect())
}

/// Imports a text by pasting it, edits it and copies it, and prints the longest task of every step.
fn keeps_all(what: &str, text: &str) -> Result<()> {
    Setup {
        first: &[WATCH],
        alone: true,
    }
    .visit(async |page| {
        for (step, took) in imported(page, text).await? {
            println!("{what}: {step}: longest task {took:.0} ms");
        }
        let copied = page.clipboard().await?;
        ensure!(
            copied == text,
            "what is copied is not what was pasted: {} for {} bytes",
            copied.len(),
            text.len()
        );
        Ok(())
    })
}

/// Each step of an import, and the longest task in it.
async fn imported(page: &Page, text: &str) -> Result<Vec<(&'static str, f64)>> {
    let mut steps = Vec::new();
    page.set_clipboard(text).await?;
    page.click_shown("导入").await?;
    page.holds(
        "the dialog is open",
        "return !!document.querySelector('dialog[open] textarea')",
    )
    .await?;
    page.run("document.querySelector('dialog textarea').focus()", vec![])
        .await?;
    page.forget_tasks().await?;
    page.press("Ctrl+v").await?;
    page.holds(
        "it was recognised",
        "return !!document.querySelector('dialog .figures')",
    )
    .await?;
    steps.push(("paste", page.longest_task().await?));

    page.forget_tasks().await?;
    page.click_shown("开始编辑").await?;
    page.holds(
        "the sheet is there",
        "return !document.querySelector('dialog') && !!document.querySelector('.sheet textarea')",
    )
    .await?;
    let stored = "return document.querySelector('[aria-label=保存状态]').innerText.match(/^已(写入|落盘)/) !== null";
    page.holds("it is stored", stored).await?;
    steps.push(("open", page.longest_task().await?));

    page.forget_tasks().await?;
    page.run("document.querySelector('.sheet textarea').focus()", vec![])
        .await?;
    page.press("End").await?;
    page.strike("a").await?;
    page.press("Backspace").await?;
    tigang_e2e::pause(1_200).await;
    page.holds("it is stored again", stored).await?;
    steps.push(("type", page.longest_task().await?));

    page.forget_tasks().await?;
    page.click_shown("复制全文").await?;
    page.holds("it is copied", "return !!document.querySelector('.notice')")
        .await?;
    steps.push(("copy", page.longest_task().await?));
    Ok(steps)
}

#[test]
fn a_million_characters_of_reports() -> Result<()> {
    keeps_all("reports", &long(LONGEST)?)
}

#[test]
fn a_million_characters_in_one_line() -> Result<()> {
    let line: String = long(LONGEST * 2)?
        .chars()
        .filter(|sign| *sign != '\n')
        .take(LONGEST)
        .collect();
    keeps_all("one line", &line)
}

#[test]
fn a_hundred_thousand_lines() -> Result<()> {
    let lines: String = (0..100_000)
        .map(|number| format!("第{number}行\n"))
        .collect();
    keeps_all("lines", &lines)
}

#[test]
fn one_character_more_is_refused() -> Result<()> {
    Setup {
        first: &[WATCH],
        alone: true,
    }
    .visit(async |page| {
        let old = "原来的草稿\n\n一直都在。";
        page.import(old).await?;
        page.set_clipboard(&long(LONGEST + 1)?).await?;
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        page.press("Ctrl+v").await?;
        page.notice_is("超过 100 万字").await?;
        page.press("Escape").await?;
        page.gone("dialog", "导入报告").await?;
        let copied = page.copied().await?;
        ensure!(copied == old, "the draft is now {copied:.40}");
        Ok(())
    })
}

#[test]
fn what_is_pasted_over_a_long_text_is_a_new_text() -> Result<()> {
    visit(async |page| {
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        // Two short ones are one text.
        page.paste("总结\n\n甲。").await?;
        page.paste("乙。").await?;
        page.value_is("报告原文", "总结\n\n甲。乙。").await?;
        let text = long(40_000)?;
        page.paste(&text).await?;
        page.holds(
            "the field shows the beginning",
            "return document.querySelector('dialog textarea').value.length === 2000",
        )
        .await?;
        page.paste("新的总结\n\n只有这些。").await?;
        page.value_is("报告原文", "新的总结\n\n只有这些。").await?;
        page.recognised().await?;
        page.click("开始编辑").await?;
        page.gone("dialog", "导入报告").await?;
        ensure!(page.copied().await? == "新的总结\n\n只有这些。");
        Ok(())
    })
}

/// A keyboard on the screen hands over what it has copied without a paste; the browser tells of it line by
/// line, while the field shows the beginning only.
#[test]
fn a_long_text_that_comes_line_by_line_is_imported_whole() -> Result<()> {
    visit(async |page| {
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        let text = long(40_000)?;
        page.type_text(&text).await?;
        page.recognised().await?;
        page.click("开始编辑").await?;
        page.gone("dialog", "导入报告").await?;
        let copied = page.copied().await?;
        ensure!(
            copied == text.replace("\r\n", "\n"),
            "{} of {} bytes were imported",
            copied.len(),
            text.len()
        );
        Ok(())
    })
}
