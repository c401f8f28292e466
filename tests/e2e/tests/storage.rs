//! A browser that stores nothing, a store that is full, records that are damaged or too new: a plain
//! sentence, and no text is lost.

use anyhow::{Result, ensure};
use tigang_e2e::{First, Page, Setup, sample, visit};

/// As in a browser where the person forbade cookies and site data.
const BLOCKED: First<'static> = First(
    "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
    });",
);

#[test]
fn where_nothing_may_be_stored_the_page_says_so_and_works() -> Result<()> {
    Setup {
        first: &[BLOCKED],
        ..Setup::default()
    }
    .visit(async |page| {
        page.notice_is("浏览器不允许本页保存草稿").await?;
        let text = sample("branch")?;
        page.import_only(&text).await?;
        page.save_state_starts("未保存：浏览器不允许存储").await?;
        page.fill_blank(1, "12").await?;
        page.open_count_is(9).await?;
        tigang_e2e::pause(1_000).await;
        page.save_state_starts("未保存：浏览器不允许存储").await?;
        let expected = text.replacen("集体学习\u{a0}*次", "集体学习12次", 1);
        ensure!(page.copied().await? == expected);
        let (_, bytes) = page.exported().await?;
        ensure!(bytes == expected.as_bytes(), "the file is not the text");
        page.click("草稿").await?;
        page.find("dialog", "草稿箱").await?;
        page.notice_is("浏览器不允许本页保存草稿").await
    })
}

#[test]
fn a_full_store_keeps_what_it_has_and_takes_more_when_there_is_room() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        let kept = record(page).await?;
        // Other pages of the same address fill it to the last unit.
        let fill = "let size = 4 * 1024 * 1024, part = 0;
            while (size >= 1) {
                try { localStorage.setItem('other/' + part, 'x'.repeat(size)); part += 1; }
                catch { size = Math.floor(size / 2); }
            }";
        page.run(fill, vec![]).await?;
        page.go_to("引言").await?;
        page.press("Ctrl+End").await?;
        page.type_text(&"多写一些，放不下了。".repeat(20)).await?;
        page.save_state_starts("未保存：存储空间已满").await?;
        page.notice_is("存储空间已满").await?;
        ensure!(
            record(page).await? == kept,
            "the record that was there is not as it was"
        );
        ensure!(
            page.value("引言").await?.ends_with("放不下了。"),
            "the text is not on the page any more"
        );
        ensure!(
            page.copied().await?.contains("放不下了。\n一、"),
            "the text cannot be copied"
        );

        page.run("Object.keys(localStorage).filter(key => key.startsWith('other/')).forEach(key => localStorage.removeItem(key))", vec![])
            .await?;
        page.type_text("又有地方了。").await?;
        page.saved().await?;
        page.reload().await?;
        ensure!(
            page.value("引言")
                .await?
                .ends_with("放不下了。又有地方了。"),
            "what was typed meanwhile is lost"
        );
        Ok(())
    })
}

/// The record of the open draft.
async fn record(page: &Page) -> Result<String> {
    page.ask("return localStorage.getItem('tigang/draft/' + localStorage.getItem('tigang/open'))")
        .await
}

/// Puts another record in the place of the open draft's, and loads the page again. What was there
/// before and what is there now.
async fn spoil(page: &Page, change: &str) -> Result<String> {
    let script = "const key = 'tigang/draft/' + localStorage.getItem('tigang/open');
        const old = localStorage.getItem(key);
        const spoiled = (CHANGE)(old);
        localStorage.setItem(key, spoiled);
        return spoiled";
    let spoiled = page.ask(&script.replace("CHANGE", change)).await?;
    page.reload().await?;
    Ok(spoiled)
}

/// What a record that does not open must lead to, whatever is wrong with it.
async fn is_kept_and_told(page: &Page, change: &str, words: &str) -> Result<()> {
    page.import(&sample("branch")?).await?;
    let spoiled = spoil(page, change).await?;
    page.notice_is(words).await?;
    ensure!(
        record(page).await? == spoiled,
        "the record was changed when the page opened"
    );

    page.click("草稿").await?;
    page.find("dialog", "草稿箱").await?;
    let shown = page.list("dialog .damaged").await?;
    ensure!(
        shown.len() == 1 && shown.iter().all(|one| one.contains(words)),
        "the shelf says {shown:?}"
    );
    page.catch_downloads("raw").await?;
    page.click("导出原记录").await?;
    let (name, bytes) = page.downloaded("raw").await?;
    ensure!(
        name.ends_with(".json") && bytes == spoiled.as_bytes(),
        "{name} is not the record"
    );
    page.press("Escape").await?;

    // Work goes on with another draft, and the record stays where it is.
    let key = page
        .ask("return 'tigang/draft/' + localStorage.getItem('tigang/open')")
        .await?;
    page.import("另一份报告\n\n照常写。").await?;
    page.reload().await?;
    ensure!(page.copied().await? == "另一份报告\n\n照常写。");
    let still = page
        .run(
            "return localStorage.getItem(arguments[0])",
            vec![key.into()],
        )
        .await?;
    ensure!(
        still.as_str() == Some(spoiled.as_str()),
        "the record was changed by other work"
    );
    Ok(())
}

#[test]
fn half_a_record_is_kept_and_told() -> Result<()> {
    let half = "old => old.slice(0, old.length / 2)";
    visit(async |page| is_kept_and_told(page, half, "记录不完整").await)
}

#[test]
fn a_record_without_its_blocks_is_kept_and_told() -> Result<()> {
    let headless =
        "old => JSON.stringify({ ...JSON.parse(old), blocks: [[1, 'song', '', null, '', []]] })";
    visit(async |page| is_kept_and_told(page, headless, "记录不完整").await)
}

#[test]
fn a_record_of_a_newer_version_is_kept_and_told() -> Result<()> {
    let newer =
        "old => JSON.stringify({ ...JSON.parse(old), schema: 99, blocks: 'in another form' })";
    visit(async |page| is_kept_and_told(page, newer, "更新版本").await)
}

#[test]
fn a_lost_note_of_what_was_open_loses_no_draft() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.run("localStorage.removeItem('tigang/open')", vec![])
            .await?;
        page.reload().await?;
        page.click("草稿箱里有 1 份草稿，打开继续").await?;
        let title = sample("branch")?
            .split('\n')
            .next()
            .unwrap_or_default()
            .to_owned();
        page.click(&format!("打开：{title}")).await?;
        page.gone("dialog", "草稿箱").await?;
        ensure!(page.copied().await? == sample("branch")?);
        Ok(())
    })
}
