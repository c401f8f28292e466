//! Damage to the browser's own files while it is closed, as after a failing disk: the draft comes from
//! the other copy, and the page never shows a silent blank.

use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use tigang_e2e::{Profile, kept};

/// The draft that all of it is about.
const TEXT: &str = "损坏之后还在\n\n头一句。\n一、学习。开展学习\u{a0}*次。";
/// What is typed into it.
const TYPED: &str = "还有后来写的。";

/// Where localStorage is.
fn local(stores: &Path) -> PathBuf {
    stores.join("Local Storage").join("leveldb")
}

/// The folder of the database of this address.
fn database(stores: &Path) -> Result<PathBuf> {
    let all = stores.join("IndexedDB");
    let mut found = files(&all, "http_127.0.0.1")?;
    found.retain(|folder| folder.is_dir() && !folder.ends_with("blob"));
    let found = found
        .into_iter()
        .find(|one| one.to_string_lossy().ends_with(".leveldb"));
    found.with_context(|| format!("no database in {}", all.display()))
}

/// What a folder holds that starts like this.
fn files(folder: &Path, start: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("no {}", folder.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(start) {
            found.push(entry.path());
        }
    }
    Ok(found)
}

/// Cuts the files off after half of their bytes.
fn halve(all: Vec<PathBuf>) -> Result<()> {
    ensure!(!all.is_empty(), "there is nothing to cut");
    for file in all {
        let bytes = fs::read(&file)?;
        fs::write(&file, bytes.get(..bytes.len() / 2).unwrap_or_default())?;
    }
    Ok(())
}

/// Fills the files with zeros.
fn zero(all: Vec<PathBuf>) -> Result<()> {
    ensure!(!all.is_empty(), "there is nothing to spoil");
    for file in all {
        fs::write(&file, vec![0; fs::read(&file)?.len()])?;
    }
    Ok(())
}

/// Files whose names end like this.
fn ending(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut all = files(folder, "")?;
    all.retain(|file| file.to_string_lossy().ends_with(end));
    Ok(all)
}

/// Writes a draft, closes the browser, does the damage, and looks what is there.
fn survives(what: &str, damage: impl Fn(&Path) -> Result<()>) -> Result<()> {
    Profile::visit(async |profile| {
        let page = profile.open().await?;
        page.import(TEXT).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text(TYPED).await?;
        page.saved().await?;
        page.close().await?;
        damage(&profile.stores())?;

        let page = profile.open().await?;
        let name = TEXT.split('\n').next().unwrap_or_default();
        let way = page.come_back(name).await?;
        let notice = page.list("[role=alert]").await?.join(" ");
        let copied = page.copied().await?;
        let expected = TEXT.replace("头一句。", &format!("头一句。{TYPED}"));
        kept(&copied, &expected).context(way)?;
        ensure!(
            way == "opened" || !notice.trim().is_empty(),
            "nothing is said of it"
        );
        // And both copies are there again.
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("再写。").await?;
        page.saved().await?;
        ensure!(
            !page.save_state().await?.contains('：'),
            "{}",
            page.save_state().await?
        );
        let id = page.open_id().await?;
        ensure!(
            page.in_database("drafts", &id)
                .await?
                .is_some_and(|record| record.contains("再写。"))
        );
        println!("{what}: the draft was {way}; the page said “{notice}”");
        Ok(())
    })
    .with_context(|| what.to_owned())
}

#[test]
fn the_manifest_of_the_fast_store_is_cut() -> Result<()> {
    survives("localStorage, MANIFEST cut", |stores| {
        halve(files(&local(stores), "MANIFEST")?)
    })
}

#[test]
fn the_log_of_the_fast_store_is_zero() -> Result<()> {
    survives("localStorage, log zeroed", |stores| {
        let tables = ending(&local(stores), ".ldb")?;
        if !tables.is_empty() {
            zero(tables)?;
        }
        zero(ending(&local(stores), ".log")?)
    })
}

#[test]
fn the_folder_of_the_fast_store_is_gone() -> Result<()> {
    survives("localStorage, folder deleted", |stores| {
        Ok(fs::remove_dir_all(local(stores))?)
    })
}

#[test]
fn the_fast_store_does_not_know_what_is_current() -> Result<()> {
    survives("localStorage, CURRENT emptied", |stores| {
        Ok(fs::write(local(stores).join("CURRENT"), "")?)
    })
}

#[test]
fn the_folder_of_the_database_is_gone() -> Result<()> {
    survives("IndexedDB, folder deleted", |stores| {
        Ok(fs::remove_dir_all(database(stores)?)?)
    })
}

#[test]
fn the_files_of_the_database_are_damaged() -> Result<()> {
    survives("IndexedDB, log zeroed and MANIFEST cut", |stores| {
        let folder = database(stores)?;
        zero(ending(&folder, ".log")?)?;
        halve(files(&folder, "MANIFEST")?)
    })
}
