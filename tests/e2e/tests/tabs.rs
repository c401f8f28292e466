//! The same draft in two tabs: one writes, the other shows; the right to write passes without a letter
//! lost, whether a tab hands it over, is closed, crashes or does not answer.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use tigang_e2e::{First, Page, Seed, Setup, Surroundings, Tab, pause, until, visit};

/// A tab that hears nothing of the others, as one whose program is stuck.
const DEAF: First<'static> = First(
    "Object.defineProperty(BroadcastChannel.prototype, 'onmessage', { set() {} });
     BroadcastChannel.prototype.addEventListener = () => {};",
);
/// A tab whose database does not confirm any more, once `window.stuck` is set.
const STUCK: First<'static> = First(
    "const put = IDBObjectStore.prototype.put;
     IDBObjectStore.prototype.put = function (...all) {
         const request = put.apply(this, all);
         const abort = () => { try { this.transaction.abort(); } catch { } };
         if (window.stuck) queueMicrotask(abort);
         return request;
     };",
);
const TITLE: &str = "两个标签页";
const START: &str = "头一句。";

/// How often the whole is done.
fn runs() -> usize {
    if Surroundings::is_slow() { 20 } else { 4 }
}

/// The text with this first paragraph.
fn whole(first: &str) -> String {
    format!("{TITLE}\n\n{first}")
}

/// What stands in the first paragraph; read by script, as a tab in the background has no
/// accessibility tree.
async fn first_paragraph(page: &Page) -> Result<String> {
    page.ask("return document.querySelector('textarea[aria-label=引言]')?.value ?? '（没有）'")
        .await
}

async fn first_paragraph_is(page: &Page, expected: &str) -> Result<()> {
    until(
        &format!("the first paragraph is “{expected}”"),
        async || {
            let value = first_paragraph(page).await?;
            ensure!(value == expected, "it is “{value}”");
            Ok(Some(()))
        },
    )
    .await
}

/// Types at the end of the first paragraph.
async fn type_more(page: &Page, text: &str) -> Result<()> {
    let script = "const field = document.querySelector('textarea[aria-label=引言]');
        field.focus(); field.setSelectionRange(field.value.length, field.value.length)";
    page.run(script, vec![]).await?;
    page.type_text(text).await
}

/// Waits until the tab shows the draft and says that another writes in it.
async fn is_reading(page: &Page) -> Result<String> {
    until("the tab says that another writes", async || {
        let strips = page.list(".strip[role=status]").await?;
        let told = strips.iter().find(|one| one.contains("在这里编辑"));
        let told = told.with_context(|| format!("it says {strips:?}"))?;
        let fields =
            "return [...document.querySelectorAll('.sheet textarea')].every(one => one.readOnly)";
        ensure!(
            page.run(fields, vec![]).await? == json!(true),
            "it can be written in"
        );
        Ok(Some(told.clone()))
    })
    .await
}

/// Waits until the tab may write.
async fn is_writing(page: &Page) -> Result<()> {
    until("the tab may write", async || {
        let strips = page.list(".strip[role=status]").await?;
        ensure!(
            !strips.iter().any(|one| one.contains("标签页")),
            "it says {strips:?}"
        );
        let fields = "const all = [...document.querySelectorAll('.sheet textarea')];
            return all.length > 0 && all.every(one => !one.readOnly)";
        ensure!(
            page.run(fields, vec![]).await? == json!(true),
            "it cannot be written in"
        );
        Ok(Some(()))
    })
    .await
}

/// The drafts that there are: names and texts of the later of both records of each.
async fn drafts(page: &Page) -> Result<Vec<(String, String)>> {
    let script = "const best = {};
        for (const name of Object.keys(localStorage)) {
            const place = /^tigang.(draft|twin).(.+)$/.exec(name);
            if (!place) continue;
            const draft = JSON.parse(localStorage.getItem(name));
            const known = best[place[2]];
            if (!known || known.revision < draft.revision) best[place[2]] = draft;
        }
        return Object.values(best)
            .map(draft => [draft.card.name, draft.blocks.map(block => block[4]).join('')])";
    let told = page.run(script, vec![]).await?;
    let told = told.as_array().cloned().unwrap_or_default();
    let text = |pair: &serde_json::Value, index: usize| {
        pair.get(index)
            .and_then(|one| one.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    Ok(told
        .iter()
        .map(|pair| (text(pair, 0), text(pair, 1)))
        .collect())
}

/// Opens the draft in one tab and then in another, which is gone to. Both tabs.
async fn opened_twice(page: &Page) -> Result<(Tab, Tab)> {
    page.import(&whole(START)).await?;
    let one = page.tab().await?;
    let other = page.new_tab(&[]).await?;
    is_reading(page).await?;
    Ok((one, other))
}

/// One run: shown live, handed over in the middle of typing, handed back.
async fn handed_to_and_fro(page: &Page, seed: &Seed) -> Result<()> {
    let (one, other) = opened_twice(page).await?;
    let told = is_reading(page).await?;
    // 0:08 and 23:59: an hour has no nought in front.
    let says_when = told
        .split_once('（')
        .and_then(|(_, rest)| rest.split_once(" 打开"))
        .and_then(|(time, _)| time.split_once(':'))
        .is_some_and(|(hour, minute)| {
            let is_number = |text: &str| text.bytes().all(|one| one.is_ascii_digit());
            is_number(hour) && is_number(minute) && matches!(hour.len(), 1 | 2) && minute.len() == 2
        });
    ensure!(
        says_when,
        "it does not say when the other was opened: {told}"
    );
    first_paragraph_is(page, START).await?;
    // What cannot be written in takes no key.
    type_more(page, "不该有。").await?;
    first_paragraph_is(page, START).await?;

    page.go_to_tab(&one).await?;
    let mut text = START.to_owned();
    type_more(page, "看得见。").await?;
    text.push_str("看得见。");
    page.go_to_tab(&other).await?;
    first_paragraph_is(page, &text).await?;

    for (writer, reader, word) in [(&one, &other, "甲"), (&other, &one, "乙")] {
        page.go_to_tab(writer).await?;
        is_writing(page).await?;
        for number in 0..2 + seed.below(12) {
            let word = format!("{word}{number}，");
            type_more(page, &word).await?;
            text.push_str(&word);
            pause(seed.below(90)).await;
        }
        page.go_to_tab(reader).await?;
        page.click_shown("在这里编辑").await?;
        is_writing(page).await?;
        first_paragraph_is(page, &text).await?;
        page.go_to_tab(writer).await?;
        is_reading(page).await?;
        first_paragraph_is(page, &text).await?;
    }
    page.go_to_tab(&one).await?;
    type_more(page, "完。").await?;
    page.saved().await?;
    let all = drafts(page).await?;
    ensure!(all.len() == 1, "there are {all:?}");
    page.close_tab(&other).await?;
    page.load().await?;
    ensure!(page.copied().await? == whole(&format!("{text}完。")));
    Ok(())
}

#[test]
fn a_draft_passes_from_tab_to_tab_with_every_letter() -> Result<()> {
    let seed = Seed::find()?;
    for run in 0..runs() {
        let done = visit(async |page| handed_to_and_fro(page, &seed).await);
        done.with_context(|| seed.told(run))?;
    }
    println!("handed to and fro: {} runs", runs());
    Ok(())
}

#[test]
fn a_closed_and_a_crashed_holder_free_the_draft() -> Result<()> {
    for way in ["closed", "crashed"] {
        visit(async |page| {
            let (one, other) = opened_twice(page).await?;
            page.go_to_tab(&one).await?;
            type_more(page, "最后一句。").await?;
            page.saved().await?;
            if way == "closed" {
                type_more(page, "还有半句").await?;
                page.close_tab(&other).await?;
            } else {
                page.crash_tab(&other).await?;
            }
            page.click_shown("在这里编辑").await?;
            is_writing(page).await?;
            let half = if way == "closed" { "还有半句" } else { "" };
            let text = format!("{START}最后一句。{half}");
            first_paragraph_is(page, &text).await?;
            type_more(page, "接着写。").await?;
            page.saved().await?;
            page.reload().await?;
            ensure!(page.copied().await? == whole(&format!("{text}接着写。")));
            let all = drafts(page).await?;
            ensure!(all.len() == 1, "there are {all:?}");
            Ok(())
        })
        .with_context(|| format!("the holder was {way}"))?;
    }
    Ok(())
}

#[test]
fn two_drafts_in_two_tabs_do_not_disturb_each_other() -> Result<()> {
    visit(async |page| {
        page.import("甲稿\n\n甲。").await?;
        let one = page.tab().await?;
        let other = page.new_tab(&[]).await?;
        page.import("乙稿\n\n乙。").await?;
        let (mut first, mut second) = ("甲。".to_owned(), "乙。".to_owned());
        for number in 0..8 {
            for (tab, text) in [(&one, &mut first), (&other, &mut second)] {
                page.go_to_tab(tab).await?;
                let word = format!("{number}，");
                type_more(page, &word).await?;
                text.push_str(&word);
            }
        }
        for (tab, text) in [
            (&one, format!("甲稿\n\n{first}")),
            (&other, format!("乙稿\n\n{second}")),
        ] {
            page.go_to_tab(tab).await?;
            page.saved().await?;
            page.reload().await?;
            let copied = page.copied().await?;
            ensure!(copied == text, "it is {copied:?}");
        }
        Ok(())
    })
}

/// A tab that does not answer is taken over; `stuck` says whether its database failed as well, so that
/// what it typed last is confirmed nowhere.
async fn taken_over(page: &Page, stuck: bool) -> Result<()> {
    page.import(&whole(START)).await?;
    let one = page.tab().await?;
    let other = page.new_tab(&[]).await?;
    is_reading(page).await?;
    page.go_to_tab(&one).await?;
    if stuck {
        page.run("window.stuck = true", vec![]).await?;
    }
    type_more(page, "没有确认的话。").await?;
    if stuck {
        page.save_state_starts("已写入").await?;
    }
    page.go_to_tab(&other).await?;
    page.click_shown("在这里编辑").await?;
    is_writing(page).await?;
    type_more(page, "接手后写的。").await?;
    page.saved().await?;
    let written = first_paragraph(page).await?;
    page.go_to_tab(&one).await?;
    is_reading(page).await?;

    // Nothing of either is lost, wherever it ended up.
    let all = until("both texts are in the drafts", async || {
        let all = drafts(page).await?;
        let has = |words: &str| all.iter().any(|(_, text)| text.contains(words));
        if !has("没有确认的话。") || !has("接手后写的。") {
            bail!("there are {all:?}");
        }
        Ok(Some(all))
    })
    .await?;
    if stuck && !written.contains("没有确认的话。") {
        ensure!(
            all.iter()
                .any(|(name, text)| name.ends_with("（未并入的修改）")
                    && text.contains("没有确认的话。")),
            "there are {all:?}"
        );
        page.notice_is("已另存为一份“未并入的修改”草稿").await?;
    }
    Ok(())
}

#[test]
fn a_tab_that_does_not_answer_is_taken_over() -> Result<()> {
    for stuck in [false, true] {
        let setup = Setup {
            first: &[DEAF, STUCK],
            ..Setup::default()
        };
        setup
            .visit(async |page| taken_over(page, stuck).await)
            .with_context(|| format!("its database fails: {stuck}"))?;
    }
    Ok(())
}
