//! Tabs that meet at a bad moment, with locks of the browser, with messages alone, with changes of
//! localStorage alone: both start at once, one is too busy to answer, one leaves while it waits. Law: one
//! writes, and whoever loses the draft keeps what it has not stored.

use anyhow::{Context, Result, ensure};
use tigang_e2e::{First, Means, Page, STUCK, Setup, Surroundings, Tab, pause, until};

const MEANS: [Means; 3] = [Means::Locks, Means::Messages, Means::Storage];
const TITLE: &str = "两页相争";
const START: &str = "头一句。";
/// Locks that are there and refuse, as a browser may for a page of no origin.
const REFUSING: First<'static> = First(
    "LockManager.prototype.request = () => Promise.reject(new DOMException('no', 'SecurityError'));",
);
/// Holds the program of the tab up, for long enough that another opens the draft meanwhile.
const BUSY: &str = "setTimeout(() => {
    const end = performance.now() + 4_000;
    while (performance.now() < end) { }
    window.wasBusy = true;
}, 50)";

/// Does a test for each of the means; a draft is open in the first tab.
fn for_each(test: impl AsyncFn(&Page, Means) -> Result<()>) -> Result<()> {
    for means in MEANS {
        let setup = Setup {
            first: means.first(),
            ..Setup::default()
        };
        setup
            .visit(async |page| {
                page.import(&format!("{TITLE}\n\n{START}")).await?;
                test(page, means).await
            })
            .with_context(|| format!("{means:?}"))?;
    }
    Ok(())
}

/// Has the tab load itself anew at a moment that another can share.
async fn reload_at(page: &Page, time: f64) -> Result<()> {
    let script = "window.before = true;
        setTimeout(() => location.reload(), arguments[0] - Date.now())";
    page.run(script, vec![time.into()]).await.map(|_| ())
}

/// Waits until the tab has loaded itself anew and shows the draft.
async fn is_reloaded(page: &Page) -> Result<()> {
    let script =
        "return String(!window.before && document.querySelectorAll('.sheet textarea').length > 0)";
    until("the tab is there again", async || {
        Ok((page.ask(script).await? == "true").then_some(()))
    })
    .await?;
    page.requests_are_expected();
    Ok(())
}

/// Which of the tabs lets a person write.
async fn writers(page: &Page, tabs: [&Tab; 2]) -> Result<usize> {
    let mut count = 0;
    for tab in tabs {
        page.go_to_tab(tab).await?;
        count += usize::from(page.may_write().await?);
    }
    Ok(count)
}

#[test]
fn of_two_tabs_that_start_at_once_one_writes() -> Result<()> {
    let rounds = if Surroundings::is_slow() { 20 } else { 4 };
    for_each(async |page, means| {
        let one = page.tab().await?;
        let other = page.new_tab(means.first()).await?;
        for round in 0..rounds {
            let now = page.ask("return String(Date.now())").await?;
            let time = now.parse::<f64>()? + 500.0;
            for tab in [&one, &other] {
                page.go_to_tab(tab).await?;
                reload_at(page, time).await?;
            }
            pause(600).await;
            for tab in [&one, &other] {
                page.go_to_tab(tab).await?;
                is_reloaded(page).await?;
            }
            // Asking takes a moment; what is answered then stays so.
            until("one of them writes", async || {
                Ok((writers(page, [&one, &other]).await? == 1).then_some(()))
            })
            .await
            .with_context(|| format!("round {round}"))?;
            pause(700).await;
            let count = writers(page, [&one, &other]).await?;
            ensure!(count == 1, "{count} write, round {round}");
        }
        Ok(())
    })
}

/// The other tab opens the draft while the first is busy: where nobody can see that it lives, it is taken
/// over, and hears of it afterwards.
async fn opened_beside_a_busy_one(page: &Page, means: Means, words: &str) -> Result<()> {
    let one = page.tab().await?;
    let other = page.empty_tab().await?;
    page.go_to_tab(&one).await?;
    if !words.is_empty() {
        page.type_more(words).await?;
    }
    page.run(BUSY, vec![]).await?;
    page.go_to_tab(&other).await?;
    for script in means.first() {
        page.first(*script).await?;
    }
    page.load().await?;
    if means == Means::Locks {
        page.is_reading().await?;
        return Ok(());
    }
    page.is_writing().await?;
    page.type_more("接手后写的。").await?;
    page.saved().await?;
    page.go_to_tab(&one).await?;
    until("the tab is no longer busy", async || {
        Ok((page.ask("return String(window.wasBusy)").await? == "true").then_some(()))
    })
    .await?;
    page.is_reading().await?;
    page.go_to_tab(&other).await?;
    page.is_writing().await?;
    let text = page.first_paragraph().await?;
    ensure!(text == format!("{START}接手后写的。"), "it is “{text}”");
    // What the busy tab stored unseen, where localStorage shows things late, is found and kept apart.
    page.reload().await?;
    page.type_more("再写。").await?;
    page.saved().await?;
    page.first_paragraph_is(&format!("{START}接手后写的。再写。"))
        .await?;
    let all = page.drafts().await?;
    let apart = all.iter().filter(|(name, text)| {
        name.ends_with("（未并入的修改）") && *text == format!("{TITLE}{START}{words}")
    });
    let expected = usize::from(!words.is_empty());
    ensure!(
        apart.count() == expected && all.len() == 1 + expected,
        "there are {all:?}"
    );
    Ok(())
}

#[test]
fn a_tab_too_busy_to_answer_does_not_write_beside_another() -> Result<()> {
    for words in ["", "没有存的话。"] {
        for_each(async |page, means| opened_beside_a_busy_one(page, means, words).await)
            .with_context(|| format!("typed before: “{words}”"))?;
    }
    Ok(())
}

/// A tab waits for a draft that is handed over late, and meanwhile opens another one.
async fn left_while_it_waits(page: &Page, means: Means) -> Result<()> {
    let one = page.tab().await?;
    let other = page.new_tab(means.first()).await?;
    page.is_reading().await?;
    page.go_to_tab(&one).await?;
    page.run("window.stuck = true", vec![]).await?;
    page.type_more("接着写。").await?;
    page.save_state_starts("已写入").await?;
    page.go_to_tab(&other).await?;
    page.click_shown("在这里编辑").await?;
    page.import("另一份\n\n照常写。").await?;
    page.go_to_tab(&one).await?;
    page.is_reading().await?;
    // Nobody has it: it opens to write.
    page.reload().await?;
    page.is_writing().await?;
    page.first_paragraph_is(&format!("{START}接着写。")).await
}

#[test]
fn a_tab_that_leaves_while_it_waits_does_not_keep_the_draft() -> Result<()> {
    for means in MEANS {
        let first = [&[STUCK], means.first()].concat();
        let setup = Setup {
            first: &first,
            ..Setup::default()
        };
        setup
            .visit(async |page| {
                page.import(&format!("{TITLE}\n\n{START}")).await?;
                left_while_it_waits(page, means).await
            })
            .with_context(|| format!("{means:?}"))?;
    }
    Ok(())
}

#[test]
fn of_two_drafts_wanted_at_once_the_second_is_open_and_the_first_is_free() -> Result<()> {
    for_each(async |page, means| {
        page.import("另一份\n\n照常写。").await?;
        page.import("第三份\n\n照常写。").await?;
        page.click("草稿").await?;
        page.button(&format!("打开：{TITLE}")).await?;
        let script = "for (const name of arguments[0]) {
            document.querySelector(`button[aria-label='打开：${name}']`).click();
        }";
        let names = serde_json::json!([TITLE, "另一份"]);
        page.run(script, vec![names]).await?;
        page.first_paragraph_is("照常写。").await?;
        page.is_writing().await?;
        pause(700).await;
        let title = page.browser_title().await?;
        ensure!(title.starts_with("另一份"), "open is “{title}”");

        page.new_tab(means.first()).await?;
        page.is_reading().await?;
        page.click("草稿").await?;
        page.click(&format!("打开：{TITLE}")).await?;
        page.first_paragraph_is(START).await?;
        page.is_writing().await
    })
}

#[test]
fn where_locks_refuse_the_tabs_ask_each_other() -> Result<()> {
    let setup = Setup {
        first: &[REFUSING],
        ..Setup::default()
    };
    setup.visit(async |page| {
        page.import(&format!("{TITLE}\n\n{START}")).await?;
        page.reload().await?;
        page.is_writing().await?;
        page.new_tab(&[REFUSING]).await?;
        page.is_reading().await?;
        page.click_shown("在这里编辑").await?;
        page.is_writing().await
    })
}
