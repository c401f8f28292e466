//! Damage to the browser's own files while it is closed, as after a failing disk: the draft comes from
//! the other copy, and the page never shows a silent blank.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tigang_e2e::{First, Page, Profile, kept};

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

/// Which copies of the draft the browser still has when the page's own program starts. Of a damaged database it may not
/// tell at all.
const LEFT: First<'static> = First(
    "window.leftOnShelf = Object.keys(localStorage).filter(name => name.startsWith('tigang/draft/')).length;
     window.leftInDatabase = Promise.race([
         indexedDB.databases().then(all => all.filter(one => one.name === 'tigang').length, () => 0),
         new Promise(done => setTimeout(done, 4000, 0)),
     ]);",
);

/// The copy on the shelf is gone.
const NO_SHELF: (bool, bool) = (false, true);
/// The copy in the database is gone.
const NO_DATABASE: (bool, bool) = (true, false);

/// Which of the two copies is there, the one on the shelf and the one in the database.
async fn left(page: &Page) -> Result<(bool, bool)> {
    let script =
        "const done = arguments[0]; leftInDatabase.then(count => done([leftOnShelf, count]))";
    let left = page.run_async(script, vec![]).await?;
    let there = |index: usize| {
        left.get(index)
            .and_then(Value::as_u64)
            .map(|count| 0 < count)
    };
    there(0).zip(there(1)).context("it was not looked for")
}

/// Writes a draft, closes the browser, does the damage, and looks what is there. Before the page mends it, the
/// browser has exactly the copies that are left: shelf, database.
fn survives(
    what: &str,
    expected_left: (bool, bool),
    damage: impl Fn(&Path) -> Result<()>,
) -> Result<()> {
    Profile::visit(async |profile| {
        let page = profile.open().await?;
        page.import(TEXT).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text(TYPED).await?;
        page.saved().await?;
        page.close().await?;
        damage(&profile.stores())?;

        let page = profile.open_with(&[LEFT]).await?;
        let left = left(&page).await?;
        ensure!(left == expected_left, "shelf and database before: {left:?}");
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
        page.check().await
    })
    .with_context(|| what.to_owned())
}

#[test]
fn the_manifest_of_the_fast_store_is_cut() -> Result<()> {
    survives("localStorage, MANIFEST cut", NO_SHELF, |stores| {
        halve(files(&local(stores), "MANIFEST")?)
    })
}

#[test]
fn the_log_of_the_fast_store_is_zero() -> Result<()> {
    survives("localStorage, log zeroed", NO_SHELF, |stores| {
        let tables = ending(&local(stores), ".ldb")?;
        if !tables.is_empty() {
            zero(tables)?;
        }
        zero(ending(&local(stores), ".log")?)
    })
}

#[test]
fn the_folder_of_the_fast_store_is_gone() -> Result<()> {
    survives("localStorage, folder deleted", NO_SHELF, |stores| {
        Ok(fs::remove_dir_all(local(stores))?)
    })
}

#[test]
fn the_fast_store_does_not_know_what_is_current() -> Result<()> {
    survives("localStorage, CURRENT emptied", NO_SHELF, |stores| {
        Ok(fs::write(local(stores).join("CURRENT"), "")?)
    })
}

#[test]
fn the_folder_of_the_database_is_gone() -> Result<()> {
    survives("IndexedDB, folder deleted", NO_DATABASE, |stores| {
        Ok(fs::remove_dir_all(database(stores)?)?)
    })
}

#[test]
fn the_files_of_the_database_are_damaged() -> Result<()> {
    survives(
        "IndexedDB, log zeroed and MANIFEST cut",
        NO_DATABASE,
        |stores| {
            let folder = database(stores)?;
            zero(ending(&folder, ".log")?)?;
            halve(files(&folder, "MANIFEST")?)
        },
    )
}
