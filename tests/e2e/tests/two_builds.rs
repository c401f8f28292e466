//! Two builds in one profile, as while an intranet's page is renewed: the newer one stores records of the
//! next schema. Law: the older one shows them, says so and leaves them alone; what it has not stored
//! itself becomes a draft of its own; neither damages a text of the other.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tigang_e2e::{First, Page, Setup, Tab, pause, until, visit};

/// Makes a tab one of the next build: whatever it stores carries the next schema, with the checksum that
/// belongs to it, and it reads both. The checksum covers the number of the schema by a single bit.
const NEW_BUILD: First<'static> = First(
    r#"const turn = (record, from, to) => typeof record !== 'string' ? record : record.replace(
        new RegExp(`^\\{"schema":${from},"checksum":"([0-9a-f]{15})([0-9a-f])`),
        (all, head, last) => `{"schema":${to},"checksum":"${head}`
            + (parseInt(last, 16) ^ from ^ to).toString(16));
    const { setItem, getItem } = Storage.prototype;
    Storage.prototype.setItem = function (name, record) { setItem.call(this, name, turn(record, 2, 3)); };
    Storage.prototype.getItem = function (name) { return turn(getItem.call(this, name), 3, 2); };
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (record, key) { return put.call(this, turn(record, 2, 3), key); };
    const { get } = Object.getOwnPropertyDescriptor(IDBRequest.prototype, 'result');
    Object.defineProperty(IDBRequest.prototype, 'result', { get() {
        const found = get.call(this);
        return Array.isArray(found) ? found.map(one => turn(one, 3, 2)) : turn(found, 3, 2);
    } });"#,
);
/// A tab that, once `window.heldUp` is set, has not come to storing anything and is too busy to answer as
/// soon as another tab says something, longer than that one waits for it. It hears that before the program of the page does.
const HELD_UP: First<'static> = First(
    "const later = window.setTimeout;
    window.setTimeout = (act, time) => later(act, window.heldUp ? time + 20_000 : time);
    window.heard = new BroadcastChannel('tigang');
    window.heard.onmessage = () => {
        if (!window.heldUp) return;
        window.heldUp = false;
        const end = performance.now() + 10_000;
        while (performance.now() < end) { }
    };",
);
/// What an older page says of the draft of a newer one.
const NEWER: &str = "由更新版本的页面保存";
const TITLE: &str = "两个版本";
const START: &str = "头一句。";
const OTHER: &str = "另一份\n\n照常写。";

fn whole(first: &str) -> String {
    format!("{TITLE}\n\n{first}")
}

/// The draft is open in a tab of this build, which writes, and beside it in one of the next. Both, and the
/// id of the draft.
async fn beside_a_new_build(page: &Page) -> Result<(Tab, Tab, String)> {
    page.import(&whole(START)).await?;
    let id = page.open_id().await?;
    let old = page.tab().await?;
    let new = page.new_tab(&[NEW_BUILD]).await?;
    page.is_reading().await?;
    page.first_paragraph_is(START).await?;
    Ok((old, new, id))
}

/// The copies of the draft as they lie there; asked in a tab of this build.
async fn copies(page: &Page, id: &str) -> Result<Vec<Option<String>>> {
    Ok(vec![
        page.local(&format!("tigang/draft/{id}")).await?,
        page.local(&format!("tigang/twin/{id}")).await?,
        page.in_database("drafts", id).await?,
    ])
}

/// Waits until the tab of this build shows the draft, says that it is a newer page's, lets nobody write in
/// it and does not offer to.
async fn leaves_it_alone(page: &Page) -> Result<()> {
    until("the page says whose draft it is", async || {
        let strips = page.list(".strip[role=status]").await?.join(" ");
        ensure!(strips.contains(NEWER), "it says “{strips}”");
        ensure!(!strips.contains("标签页"), "it says “{strips}”");
        ensure!(!page.may_write().await?, "it can be written in");
        Ok(Some(()))
    })
    .await
}

#[test]
fn a_draft_that_a_new_build_took_over_is_shown_and_left_alone() -> Result<()> {
    visit(async |page| {
        let (old, new, id) = beside_a_new_build(page).await?;
        page.go_to_tab(&old).await?;
        page.type_more("旧版写的。").await?;
        page.go_to_tab(&new).await?;
        page.click_shown("在这里编辑").await?;
        page.is_writing().await?;
        page.first_paragraph_is(&format!("{START}旧版写的。"))
            .await?;
        page.type_more("新版写的。").await?;
        page.saved().await?;
        let text = format!("{START}旧版写的。新版写的。");

        page.go_to_tab(&old).await?;
        leaves_it_alone(page).await?;
        page.notice_is(NEWER).await?;
        page.first_paragraph_is(&text).await?;
        let before = copies(page, &id).await?;
        ensure!(
            before
                .iter()
                .flatten()
                .any(|one| one.starts_with("{\"schema\":3,")),
            "the new build stored {before:?}"
        );
        page.type_more("不该有。").await?;
        page.first_paragraph_is(&text).await?;
        ensure!(page.copied().await? == whole(&text), "it cannot be copied");
        page.import(OTHER).await?;
        page.type_more("还是照常。").await?;
        page.saved().await?;
        page.reload().await?;
        page.first_paragraph_is("照常写。还是照常。").await?;
        ensure!(
            copies(page, &id).await? == before,
            "the old build changed it"
        );

        page.go_to_tab(&new).await?;
        page.type_more("接着写。").await?;
        page.saved().await?;
        page.reload().await?;
        ensure!(page.copied().await? == whole(&format!("{text}接着写。")));
        let all = page.drafts().await?;
        ensure!(all.len() == 2, "there are {all:?}");
        Ok(())
    })
}

#[test]
fn an_old_build_that_did_not_answer_keeps_its_words_apart() -> Result<()> {
    let setup = Setup {
        first: &[HELD_UP],
        ..Setup::default()
    };
    setup.visit(async |page| {
        let (old, new, _) = beside_a_new_build(page).await?;
        page.go_to_tab(&old).await?;
        page.run("window.heldUp = true", vec![]).await?;
        page.type_more("没有存的话。").await?;
        page.go_to_tab(&new).await?;
        page.click_shown("在这里编辑").await?;
        page.is_writing().await?;
        page.type_more("新版写的。").await?;
        page.saved().await?;
        page.go_to_tab(&old).await?;
        page.notice_is("已另存为一份“未并入的修改”草稿").await?;
        leaves_it_alone(page).await?;
        page.go_to_tab(&new).await?;
        page.reload().await?;
        let copied = page.copied().await?;
        ensure!(
            copied == whole(&format!("{START}新版写的。")),
            "after the reload it is {copied:?}"
        );
        is_apart(page, "没有存的话。").await
    })
}

/// A draft of its own has these words, and only one.
async fn is_apart(page: &Page, words: &str) -> Result<()> {
    until("the words are in a draft of their own", async || {
        let all = page.drafts().await?;
        let apart = all
            .iter()
            .filter(|(name, text)| name.ends_with("（未并入的修改）") && text.contains(words));
        ensure!(apart.count() == 1, "there are {all:?}");
        Ok(Some(()))
    })
    .await
}

/// Records of the next schema appear in these places while the draft is being written in, without a word:
/// as from a build that agrees with this one about nothing but the names of the places.
async fn appeared(page: &Page, places: &[&str]) -> Result<()> {
    let (old, new, id) = beside_a_new_build(page).await?;
    page.go_to_tab(&old).await?;
    for words in ["一。", "二。"] {
        page.type_more(words).await?;
        page.saved().await?;
    }
    page.go_to_tab(&new).await?;
    page.away().await?;
    for place in places {
        let next = json!([place, id]);
        let script = "const [place, id] = arguments[0];
            const name = `tigang/${place}/${id}`;
            localStorage.setItem(name, localStorage.getItem(name))";
        if *place == "database" {
            let record = page.in_database("drafts", &id).await?;
            let record = record.context("nothing in the database")?;
            page.put_in_database("drafts", &id, &record).await?;
            page.put_in_database("stamps", &id, "999 newer").await?;
        } else {
            page.run(script, vec![next]).await?;
        }
    }
    // A change of localStorage reaches other tabs a moment later.
    pause(300).await;
    page.go_to_tab(&old).await?;
    let before = copies(page, &id).await?;
    let newer = before
        .iter()
        .flatten()
        .filter(|one| one.starts_with("{\"schema\":3,"));
    ensure!(newer.count() == places.len(), "there is {before:?}");
    page.type_more("旧版写的。").await?;
    leaves_it_alone(page).await?;
    page.notice_is("未并入的修改").await?;
    is_apart(page, "旧版写的。").await?;
    let after = copies(page, &id).await?;
    for (old, new) in before.iter().zip(&after) {
        let is_newer = old
            .as_ref()
            .is_some_and(|old| old.starts_with("{\"schema\":3,"));
        ensure!(
            !is_newer || old == new,
            "a newer record was changed: {new:?}"
        );
    }
    page.click("草稿").await?;
    page.click(&format!("打开：{TITLE}（未并入的修改）"))
        .await?;
    page.is_writing().await?;
    let text = page.copied().await?;
    ensure!(
        text == whole(&format!("{START}一。二。旧版写的。")),
        "it is {text}"
    );
    Ok(())
}

#[test]
fn newer_records_that_appear_under_the_hand_are_left_alone() -> Result<()> {
    for places in [
        &["draft", "twin", "database"][..],
        &["draft", "twin"],
        &["database"],
    ] {
        visit(async |page| appeared(page, places).await)
            .with_context(|| format!("newer: {places:?}"))?;
    }
    Ok(())
}
