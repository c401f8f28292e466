//! Ways back: undo over a reload, versions kept by name, compared, restored, and that undone.

use anyhow::{Context, Result, ensure};
use tigang_e2e::{CLOCK, Look, Page, Setup, sample, until, visit};

/// Types behind the last word of the first paragraph.
async fn write(page: &Page, text: &str) -> Result<()> {
    page.go_to("引言").await?;
    page.caret_at_end().await?;
    page.type_text(text).await
}

/// Chooses a tab of the right column.
async fn side(page: &Page, name: &str) -> Result<()> {
    page.find("tab", name).await?.click().await
}

/// The list of versions, waited for until it has so many.
async fn versions_are(page: &Page, least: usize) -> Result<Vec<String>> {
    until(&format!("there are {least} versions"), async || {
        let all = page.list(".versions li").await?;
        ensure!(all.len() >= least, "there are {all:?}");
        Ok(Some(all))
    })
    .await
}

/// Opens the comparison with the version of this name.
async fn compare(page: &Page, name: &str) -> Result<()> {
    let button = until(&format!("there is a version {name}"), async || {
        let all = page.names("button").await?;
        let found = all
            .into_iter()
            .find(|one| one.starts_with("对照：") && one.ends_with(name));
        Ok(found)
    })
    .await?;
    page.click(&button).await?;
    page.find("dialog", "历史版本对照").await.map(|_| ())
}

#[test]
fn what_was_done_before_a_reload_can_be_undone() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        let old = page.value("引言").await?;
        write(page, "第一步。").await?;
        page.go_to("第一部分正文").await?;
        page.caret_at(0).await?;
        page.type_text("第二步。").await?;
        page.node("三、").await?.click().await?;
        page.press("Alt+ArrowUp").await?;
        let changed = page.copied().await?;
        ensure!(changed != text && changed.contains("第一步。") && changed.contains("第二步。"));
        for reload in 0..2 {
            page.reload().await?;
            ensure!(
                page.copied().await? == changed,
                "reload {reload} changed the text"
            );
        }
        for step in 0..3 {
            let undo = page.button("撤销").await?;
            ensure!(undo.is_enabled().await?, "only {step} steps can be undone");
            undo.click().await?;
        }
        page.value_is("引言", &old).await?;
        let copied = page.copied().await?;
        ensure!(copied == text, "undone it is {copied:.300}");
        // What was undone can be done again after one more reload.
        page.reload().await?;
        ensure!(page.copied().await? == text);
        for _ in 0..3 {
            page.click("重做").await?;
        }
        let copied = page.copied().await?;
        ensure!(copied == changed, "done again it is {copied:.300}");
        Ok(())
    })
}

#[test]
fn a_named_version_is_compared_restored_and_that_undone() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        side(page, "历史").await?;
        page.field("版本名").await?.click().await?;
        page.type_text("送审稿").await?;
        page.click("存为版本").await?;
        page.notice_is("已存为历史版本").await?;
        let all = versions_are(page, 1).await?;
        ensure!(all.iter().any(|one| one.contains("送审稿")), "{all:?}");

        write(page, "后来加的话。").await?;
        page.saved().await?;
        let changed = page.copied().await?;
        page.reload().await?;
        side(page, "历史").await?;
        compare(page, "送审稿").await?;
        let added = until("the comparison is shown", async || {
            let added = page.list(".compared ins").await?.join("|");
            Ok((!added.is_empty()).then_some(added))
        })
        .await?;
        ensure!(added == "后来加的话。", "added: {added:?}");
        let removed = page.list(".compared del").await?;
        ensure!(removed.is_empty(), "removed: {removed:?}");
        page.click("看这个版本的全文").await?;
        let shown = page.list(".compared pre").await?;
        ensure!(
            shown
                .first()
                .is_some_and(|one| one.trim_end() == text.trim_end()),
            "the whole text of the version is {shown:.200?}"
        );
        page.click("恢复这个版本").await?;
        page.gone("dialog", "历史版本对照").await?;
        page.notice_is("已恢复到这个版本").await?;
        ensure!(page.copied().await? == text);
        let all = versions_are(page, 2).await?;
        ensure!(
            all.iter().any(|one| one.contains("恢复版本之前")),
            "{all:?}"
        );

        page.click("撤销").await?;
        ensure!(
            page.copied().await? == changed,
            "undoing does not bring back what was there"
        );
        page.click("重做").await?;
        page.saved().await?;
        page.reload().await?;
        ensure!(page.copied().await? == text);
        // The way forward, to what stood there before.
        side(page, "历史").await?;
        compare(page, "恢复版本之前").await?;
        page.click("恢复这个版本").await?;
        page.gone("dialog", "历史版本对照").await?;
        let copied = page.copied().await?;
        ensure!(copied == changed, "it is {copied:.200}");
        let id = page.open_id().await?;
        let keys = page.database_keys("versions").await?;
        let own = keys
            .iter()
            .filter(|key| key.starts_with(&format!("{id}/")))
            .count();
        println!("versions: {own} in the database after a name and two ways back");
        keys.first()
            .context("no version is in the database")
            .map(|_| ())
    })
}

#[test]
fn a_version_is_kept_before_much_goes_at_once() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        page.import(&text).await?;
        side(page, "历史").await?;
        versions_are(page, 1).await?;
        // A word or two is none of that.
        page.go_to("引言").await?;
        page.caret_at(3).await?;
        page.press_times("Shift+ArrowDown", 2).await?;
        page.press("Delete").await?;
        page.press("Ctrl+z").await?;
        page.copied_is(&text).await?;
        page.go_to("引言").await?;
        page.press_times("Ctrl+a", 2).await?;
        page.press("Delete").await?;
        until("a version stands before it", async || {
            let all = page.list(".versions li").await?;
            let kept = all.iter().filter(|one| one.contains("批量修改之前"));
            Ok((kept.count() == 1).then_some(()))
        })
        .await?;
        compare(page, "批量修改之前").await?;
        page.click("恢复这个版本").await?;
        page.copied_is(&text).await
    })
}

#[test]
fn a_version_is_kept_by_itself_every_few_minutes() -> Result<()> {
    let setup = Setup {
        first: &[CLOCK],
        ..Setup::default()
    };
    setup.visit(async |page| {
        page.import("自己存的\n\n头一句。").await?;
        side(page, "历史").await?;
        versions_are(page, 1).await?;
        write(page, "马上写的。").await?;
        page.saved().await?;
        tigang_e2e::pause(500).await;
        let all = versions_are(page, 1).await?;
        ensure!(
            all.len() == 1 && all.iter().all(|one| one.contains("自动")),
            "{all:?}"
        );
        page.run("window.ahead = 6 * 60 * 1000", vec![]).await?;
        write(page, "过了一会儿。").await?;
        let all = versions_are(page, 2).await?;
        ensure!(all.len() == 2, "{all:?}");
        let id = page.open_id().await?;
        let keys = page.database_keys("versions").await?;
        let own = keys.iter().filter(|key| key.starts_with(&id));
        ensure!(own.count() == 2, "in the database there are {keys:?}");
        Ok(())
    })
}

#[test]
fn a_version_is_kept_by_enter_and_by_two_clicks_only_once() -> Result<()> {
    visit(async |page| {
        page.look(Look {
            width: 1024,
            height: 768,
            dark: false,
        })
        .await?;
        page.import(&sample("branch")?).await?;
        side(page, "历史").await?;
        page.field("版本名").await?.click().await?;
        page.type_text("送审稿第一次").await?;
        page.press("Enter").await?;
        page.notice_is("已存为历史版本").await?;
        let before = versions_are(page, 1).await?.len();
        page.value_is("版本名", "").await?;
        // Its name can be read to the end.
        let script = "return [...document.querySelectorAll('.versions b')]
            .filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText).join()";
        let cut = page.ask(script).await?;
        ensure!(cut.is_empty(), "cut off: {cut}");

        write(page, "改了。").await?;
        page.field("版本名").await?.click().await?;
        page.type_text("送审稿第二次").await?;
        page.click("存为版本").await?;
        page.click("存为版本").await?;
        page.notice_is("此后没有改动").await?;
        let all = versions_are(page, before + 1).await?;
        ensure!(all.len() == before + 1, "{all:?}");
        // What changed is kept without a name, too.
        write(page, "又改了。").await?;
        page.click("存为版本").await?;
        versions_are(page, before + 2).await.map(|_| ())
    })
}
