//! Every text file that the page hands out is, byte for byte, what the library writes of the report; a plain text
//! has the line ends of Windows there.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tigang::draft::Draft;
use tigang::draft::backup::Backup;
use tigang::{markdown, text};
use tigang_e2e::{Page, same, sample, visit};

/// The file that an entry of 导出 hands over; its name.
async fn exported(page: &Page, entry: &str) -> Result<(String, String)> {
    page.catch_downloads(entry).await?;
    page.click("导出").await?;
    page.find("menuitem", entry).await?.click().await?;
    let (name, bytes) = page.downloaded(entry).await?;
    Ok((name, String::from_utf8(bytes)?))
}

#[test]
fn texts_are_what_the_library_writes() -> Result<()> {
    visit(async |page| {
        let whole = sample("branch")?;
        page.import(&whole).await?;
        let report = text::parse(&whole);
        let title = whole.lines().next().unwrap_or_default();
        for (entry, ending, expected) in [
            ("纯文本", ".txt", whole.clone()),
            ("纯文本，段首空两格", ".txt", text::write_indented(&report)),
            ("Markdown", ".md", markdown::write(&report)),
        ] {
            let (name, file) = exported(page, entry).await?;
            ensure!(
                name == format!("{title}{ending}"),
                "{entry} is called {name}"
            );
            same(entry, &file, &expected)?;
        }
        // What goes out as Markdown comes in again as the same text.
        let (back, _) = markdown::read(&markdown::write(&report));
        same("Markdown read back", &back, &whole)
    })
}

#[test]
fn a_plain_text_has_the_line_ends_of_windows_there() -> Result<()> {
    visit(async |page| {
        let agent = page.ask("return navigator.userAgent").await?;
        let windows = json!({ "userAgent": agent, "platform": "Win32" });
        page.cdp("Emulation.setUserAgentOverride", windows).await?;
        let whole = "工作总结\n\n写了一段。\r\n又写了一段。\n";
        page.import(whole).await?;
        let (_, file) = exported(page, "纯文本").await?;
        let expected = "工作总结\r\n\r\n写了一段。\r\n又写了一段。\r\n";
        same("the text", &file, expected)
    })
}

#[test]
fn the_backup_of_one_draft_holds_that_draft_alone() -> Result<()> {
    visit(async |page| {
        page.import("另一份\n\n照常写。").await?;
        let whole = sample("branch")?;
        page.import(&whole).await?;
        page.fill_blank(0, "第二").await?;
        let filled = page.copied().await?;
        page.saved().await?;
        let title = whole.lines().next().unwrap_or_default();
        page.click("草稿").await?;
        page.find("dialog", "草稿箱").await?;
        page.catch_downloads("one").await?;
        page.click(&format!("备份：{title}")).await?;
        let (name, bytes) = page.downloaded("one").await?;
        ensure!(name.ends_with(".json"), "it is called {name}");
        let backup = Backup::from_file(&String::from_utf8(bytes)?)
            .map_err(|error| anyhow::anyhow!("it is no backup: {error:?}"))?;
        ensure!(backup.drafts.len() == 1, "{} drafts", backup.drafts.len());
        let record = backup.drafts.first().context("no draft")?;
        let draft = Draft::from_record(record)
            .map_err(|error| anyhow::anyhow!("the draft does not open: {error:?}"))?;
        same("the draft", &text::write(&draft.report), &filled)
    })
}
