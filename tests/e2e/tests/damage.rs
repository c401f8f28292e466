//! Records that are damaged or too new: the draft opens from another copy, or the page says plainly that
//! it does not; no byte of a record is thrown away.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tigang_e2e::{Page, pause, sample, until, visit};

/// Records in all places of the open draft: localStorage, first and second, and the database.
const PLACES: [&str; 3] = ["draft", "twin", "database"];

/// Stores a draft three times, so that all places have it; the last text. Then leaves the page.
async fn stored_everywhere(page: &Page) -> Result<(String, String)> {
    page.import(&sample("branch")?).await?;
    for word in ["第一遍。", "第二遍。"] {
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text(word).await?;
        page.saved().await?;
    }
    let text = page.copied().await?;
    let id = page.open_id().await?;
    page.away().await?;
    for place in PLACES {
        ensure!(
            at(page, place, &id).await?.is_some(),
            "nothing is at {place}"
        );
    }
    Ok((id, text))
}

/// The record in a place.
async fn at(page: &Page, place: &str, id: &str) -> Result<Option<String>> {
    match place {
        "database" => page.in_database("drafts", id).await,
        place => page.local(&format!("tigang/{place}/{id}")).await,
    }
}

/// Changes the record in a place by a function of JavaScript; what stands there now.
async fn spoil(page: &Page, place: &str, id: &str, change: &str) -> Result<String> {
    let old = at(page, place, id).await?.context("nothing to spoil")?;
    let script = format!("return ({change})(arguments[0])");
    let spoiled = page.run(&script, vec![json!(old)]).await?;
    let spoiled = spoiled.as_str().context("no text")?.to_owned();
    ensure!(spoiled != old, "nothing was changed");
    if place == "database" {
        page.put_in_database("drafts", id, &spoiled).await?;
    } else {
        let name = format!("tigang/{place}/{id}");
        let set = "localStorage.setItem(arguments[0], arguments[1])";
        page.run(set, vec![json!(name), json!(spoiled)]).await?;
    }
    Ok(spoiled)
}

/// Which of the first two places has the higher revision.
async fn later_place(page: &Page, id: &str) -> Result<&'static str> {
    let mut revisions = Vec::new();
    for place in ["draft", "twin"] {
        let record = at(page, place, id).await?.context("nothing is there")?;
        let record: serde_json::Value = serde_json::from_str(&record)?;
        revisions.push(record.get("revision").and_then(serde_json::Value::as_u64));
    }
    Ok(if revisions.first() > revisions.get(1) {
        "draft"
    } else {
        "twin"
    })
}

/// Whether a record is kept, byte for byte, in localStorage or in the database.
async fn is_kept(page: &Page, record: &str) -> Result<bool> {
    for name in page.local_names("tigang/").await? {
        if page.local(&name).await?.as_deref() == Some(record) {
            return Ok(true);
        }
    }
    for store in ["drafts", "damaged"] {
        for key in page.database_keys(store).await? {
            if page.in_database(store, &key).await?.as_deref() == Some(record) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// What must happen when no copy opens, whatever is wrong with them.
async fn is_kept_and_told(page: &Page, change: &str) -> Result<()> {
    let (id, _) = stored_everywhere(page).await?;
    let mut spoiled = Vec::new();
    for place in PLACES {
        spoiled.push(spoil(page, place, &id, change).await?);
    }
    page.load().await?;
    page.notice_is("有记录打不开，已原样另存").await?;
    page.find("dialog", "草稿箱").await?;
    let shown = page.list("dialog .damaged").await?;
    ensure!(!shown.is_empty(), "the shelf does not show the records");
    ensure!(
        shown.iter().all(|one| one.contains("记录不完整")),
        "the shelf says {shown:?}"
    );
    for record in &spoiled {
        ensure!(
            is_kept(page, record).await?,
            "a record is gone: {record:.60}"
        );
    }
    page.catch_downloads("raw").await?;
    page.click_shown("导出原记录").await?;
    let (name, bytes) = page.downloaded("raw").await?;
    ensure!(
        name.ends_with(".json") && spoiled.iter().any(|record| bytes == record.as_bytes()),
        "{name} is none of the records"
    );
    page.press("Escape").await?;
    // Work goes on with another draft, and the records stay.
    page.import("另一份报告\n\n照常写。").await?;
    page.reload().await?;
    close_shelf(page).await?;
    ensure!(page.copied().await? == "另一份报告\n\n照常写。");
    for record in &spoiled {
        ensure!(
            is_kept(page, record).await?,
            "other work took a record: {record:.60}"
        );
    }
    Ok(())
}

#[test]
fn half_a_record_everywhere_is_kept_and_told() -> Result<()> {
    let half = "old => old.slice(0, old.length / 2)";
    visit(async |page| is_kept_and_told(page, half).await)
}

#[test]
fn a_changed_character_everywhere_is_kept_and_told() -> Result<()> {
    let changed = "old => old.replace('第一遍', '第二遍')";
    visit(async |page| is_kept_and_told(page, changed).await)
}

#[test]
fn a_record_without_its_blocks_everywhere_is_kept_and_told() -> Result<()> {
    let headless =
        "old => JSON.stringify({ ...JSON.parse(old), blocks: [[1, 'song', '', null, '', []]] })";
    visit(async |page| is_kept_and_told(page, headless).await)
}

/// Closes the shelf, where the page has opened it by itself.
async fn close_shelf(page: &Page) -> Result<()> {
    pause(500).await;
    if page.has("dialog", "草稿箱").await? {
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
    }
    Ok(())
}

/// One bad copy: the draft opens as it was from another, and the bad bytes are kept.
async fn opens_from_another(page: &Page, bad: &[&str]) -> Result<()> {
    let (id, text) = stored_everywhere(page).await?;
    let mut spoiled = Vec::new();
    for place in bad {
        let place = if *place == "later" {
            later_place(page, &id).await?
        } else {
            place
        };
        let half = "old => old.slice(0, old.length / 2)";
        if place == "other" {
            // It is said to be a state that the shelf knows nothing of.
            page.put_in_database("stamps", &id, "2 other").await?;
            spoiled.push((place, spoil(page, "database", &id, half).await?));
        } else {
            spoiled.push((place, spoil(page, place, &id, half).await?));
        }
    }
    page.load().await?;
    close_shelf(page).await?;
    let copied = page.copied().await?;
    ensure!(copied == text, "with {bad:?} spoiled it is {copied:.200}");
    for (place, record) in &spoiled {
        // The copy in the database is replaced: that of localStorage is whole, and the same.
        let replaced = *place == "database";
        ensure!(
            replaced || is_kept(page, record).await?,
            "the spoiled bytes of {place} are gone"
        );
        if !replaced && *place != "other" {
            let aside = page.local_names("tigang/damaged/").await?;
            ensure!(!aside.is_empty(), "nothing was laid aside");
        }
    }
    page.go_to("引言").await?;
    page.caret_at_end().await?;
    page.type_text("接着写。").await?;
    page.saved().await?;
    page.reload().await?;
    until("the draft is as it was left", async || {
        Ok(page
            .value("引言")
            .await?
            .ends_with("第二遍。接着写。")
            .then_some(()))
    })
    .await?;
    for (place, record) in &spoiled {
        ensure!(
            *place == "database" || is_kept(page, record).await?,
            "the next state took the spoiled bytes of {place}"
        );
    }
    Ok(())
}

#[test]
fn one_damaged_copy_loses_nothing() -> Result<()> {
    for bad in [
        &["later"][..],
        &["database"],
        &["other"],
        &["draft", "twin"],
    ] {
        visit(async |page| opens_from_another(page, bad).await)
            .with_context(|| format!("damaged: {bad:?}"))?;
    }
    Ok(())
}

/// A record of a newer page in a place: it is shown but not written in, and it stays as it is.
async fn newer_is_left_alone(page: &Page, places: &[&str]) -> Result<()> {
    let (id, _) = stored_everywhere(page).await?;
    // In an envelope that this page does not know.
    let newer = "old => old.replace(/^.*?\"revision\"/, '{\"schema\":99,\"revision\"')";
    let mut records = Vec::new();
    for place in places {
        let place = if *place == "later" {
            later_place(page, &id).await?
        } else {
            place
        };
        records.push((place, spoil(page, place, &id, newer).await?));
        if place == "database" {
            page.put_in_database("stamps", &id, "999 newer").await?;
        }
    }
    page.load().await?;
    until("the page says that a newer one stored it", async || {
        let said = page.list("[role=alert], dialog .damaged").await?;
        ensure!(
            said.iter().any(|one| one.contains("更新版本")),
            "it says {said:?}"
        );
        Ok(Some(()))
    })
    .await?;
    close_shelf(page).await?;
    // What is shown cannot be written in.
    let script = "return [...document.querySelectorAll('.sheet textarea')].every(one => one.readOnly || one.disabled)";
    ensure!(
        page.run(script, vec![]).await? == json!(true),
        "it can be written in"
    );
    page.import("另一份\n\n照常写。").await?;
    page.reload().await?;
    close_shelf(page).await?;
    ensure!(page.copied().await? == "另一份\n\n照常写。");
    for (place, record) in &records {
        let now = at(page, place, &id).await?;
        ensure!(
            now.as_ref() == Some(record),
            "the newer record of {place} was changed"
        );
    }
    page.click("草稿").await?;
    page.find("dialog", "草稿箱").await?;
    let shown = page.list("dialog .damaged").await?;
    ensure!(
        shown.iter().any(|one| one.contains("更新版本")) || places == ["database"],
        "the shelf says {shown:?}"
    );
    Ok(())
}

#[test]
fn a_record_of_a_newer_version_is_left_alone() -> Result<()> {
    for places in [
        &["draft", "twin", "database"][..],
        &["later"],
        &["database"],
    ] {
        visit(async |page| newer_is_left_alone(page, places).await)
            .with_context(|| format!("newer: {places:?}"))?;
    }
    Ok(())
}
