//! A tab that crashes, is closed or loaded again, a browser that is killed: at most one second of
//! typing is lost, nothing that was shown as 已落盘, and what is there is exact.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use tigang_e2e::{Page, Profile, Seed, Surroundings, Tab, pause, sample, until};

/// Notes in the page what each key made of the field, when, and how long the page was held up.
const NOTE_TYPING: &str = "window.typed = [[performance.now(), document.activeElement.value]];
    document.activeElement.addEventListener('input', event => {
        window.typed.push([performance.now(), event.target.value]);
    });
    let last = performance.now();
    window.held = 0;
    setInterval(() => {
        window.held = Math.max(window.held, performance.now() - last - 50);
        last = performance.now();
    }, 50);";

/// What was typed so far, with times, as the page itself noted it.
struct Typed {
    now: f64,
    held: f64,
    values: Vec<(f64, String)>,
}

impl Typed {
    async fn ask(page: &Page) -> Result<Self> {
        let told = page
            .run("return [performance.now(), held, typed]", vec![])
            .await?;
        let number = |index: usize| told.get(index).and_then(Value::as_f64);
        let values = told.get(2).and_then(Value::as_array).context("no values")?;
        let read = |pair: &Value| Some((pair.get(0)?.as_f64()?, pair.get(1)?.as_str()?.to_owned()));
        Ok(Self {
            now: number(0).context("no time")?,
            held: number(1).context("not watched")?,
            values: values.iter().filter_map(read).collect(),
        })
    }

    /// How many milliseconds of typing are lost, given what is there; an error where that was never
    /// in the field.
    fn lost(&self, found: &str) -> Result<f64> {
        let Some(at) = self.values.iter().rposition(|(_, value)| value == found) else {
            bail!(
                "the field holds “{found}”, which was never there; {:?}",
                self.values.last()
            );
        };
        let first_lost = self.values.get(at + 1);
        Ok(first_lost.map_or(0.0, |(time, _)| self.now - time))
    }
}

/// Puts the caret behind the last word of the first paragraph.
async fn go_to_end(page: &Page) -> Result<()> {
    page.go_to("引言").await?;
    page.press("Ctrl+End").await
}

/// One round: some typing, then the end of the tab, by chance, at any moment; how much was lost.
async fn round(page: &Page, refuge: &mut Tab, number: usize, seed: &Seed) -> Result<f64> {
    go_to_end(page).await?;
    page.run(NOTE_TYPING, vec![]).await?;
    for word in 0..1 + seed.below(25) {
        page.type_text(&format!("{number}之{word}，")).await?;
        pause(seed.below(120)).await;
    }
    pause(seed.below(1_400)).await;
    let typed = Typed::ask(page).await?;
    let allowed = match seed.below(3) {
        0 => {
            page.crash_tab(refuge).await?;
            page.load().await?;
            *refuge = new_refuge(page).await?;
            1_000.0 + typed.held
        }
        1 => {
            page.close_tab(refuge).await?;
            page.load().await?;
            *refuge = new_refuge(page).await?;
            0.0
        }
        _ => {
            page.reload().await?;
            0.0
        }
    };
    let lost = typed.lost(&page.value("引言").await?)?;
    ensure!(
        lost <= allowed,
        "{lost:.0} ms of typing are lost, {allowed:.0} may be"
    );
    Ok(lost)
}

/// An empty tab to go to when the other breaks down.
async fn new_refuge(page: &Page) -> Result<Tab> {
    let here = page.tab().await?;
    let refuge = page.empty_tab().await?;
    page.go_to_tab(&here).await?;
    Ok(refuge)
}

#[test]
fn whatever_happens_to_the_tab_a_second_at_most_is_lost() -> Result<()> {
    Profile::visit(async |profile| {
        let seed = Seed::find()?;
        let rounds = if Surroundings::is_slow() { 50 } else { 8 };
        let page = profile.open().await?;
        let text = sample("branch")?;
        page.import(&text).await?;
        let old = page.value("引言").await?;
        let mut refuge = new_refuge(&page).await?;
        let mut worst = 0.0_f64;
        for number in 0..rounds {
            let done = round(&page, &mut refuge, number, &seed).await;
            worst = worst.max(done.with_context(|| seed.told(number))?);
        }
        let new = page.value("引言").await?;
        let whole = page.copied().await?;
        ensure!(
            whole == text.replacen(&old, &new, 1),
            "the rest of the report is not as it was"
        );
        println!("crashed, closed, loaded again: {rounds} rounds, at most {worst:.0} ms lost");
        Ok(())
    })
}

/// What the page said and what stood in the field at one moment.
async fn shown(page: &Page) -> Result<(String, String)> {
    let script = "return [document.querySelector('[aria-label=保存状态]').innerText, document.activeElement.value]";
    let told = page.run(script, vec![]).await?;
    let text = |index: usize| told.get(index).and_then(Value::as_str).map(str::to_owned);
    Ok((text(0).context("no state")?, text(1).context("no field")?))
}

/// A report of so many characters.
fn report(characters: usize) -> String {
    let line = "各项工作按计划推进，责任到人，进度到周，件件有回音。".repeat(6);
    let lines = (0..characters / 160).map(|number| format!("第{number}条，{line}\n"));
    format!("一份长报告\n\n开头。\n{}完。", lines.collect::<String>())
}

/// Types, kills the browser at any moment, starts it again: what was shown as 已落盘 is there. Whether
/// anything was shown so at all.
async fn killed(profile: &Profile, characters: usize, seed: &Seed) -> Result<usize> {
    let page = profile.open().await?;
    let text = report(characters);
    page.import(&text).await?;
    go_to_end(&page).await?;
    let (_, mut confirmed) = shown(&page).await?;
    let mut typed = confirmed.clone();
    let mut times = 0;
    let words = 5 + seed.below(40);
    for word in 0..words {
        let word = format!("{word}句。");
        page.type_text(&word).await?;
        typed.push_str(&word);
        pause(seed.below(250)).await;
        let (state, value) = shown(&page).await?;
        ensure!(value == typed, "the field holds “{value}”");
        if state.starts_with("已落盘") && value != confirmed {
            confirmed = value;
            times += 1;
        }
    }
    page.kill().await?;

    let page = profile.open().await?;
    page.come_back("一份长报告")
        .await
        .context("after the restart")?;
    let found = page.value("引言").await?;
    ensure!(
        found.starts_with(&confirmed),
        "已落盘 was shown for “{confirmed}”, and there is “{found}”"
    );
    ensure!(typed.starts_with(&found), "“{found}” was never typed");
    let whole = page.copied().await?;
    ensure!(
        whole == text.replacen("开头。", &found, 1),
        "the rest is not as it was"
    );
    page.kill().await?;
    Ok(times)
}

#[test]
fn what_was_confirmed_survives_a_killed_browser() -> Result<()> {
    let seed = Seed::find()?;
    let sizes = if Surroundings::is_slow() {
        [vec![3_000; 15], vec![300_000; 5]].concat()
    } else {
        vec![3_000, 3_000, 3_000, 300_000]
    };
    let mut confirmed = 0;
    for (number, size) in sizes.iter().enumerate() {
        let told = || format!("{size} characters, {}", seed.told(number));
        Profile::visit(async |profile| {
            confirmed += killed(profile, *size, &seed).await.with_context(told)?;
            Ok(())
        })?;
    }
    ensure!(confirmed > 0, "已落盘 was never shown while typing");
    println!(
        "killed: {} times, {confirmed} states had been confirmed before",
        sizes.len()
    );
    Ok(())
}

#[test]
fn a_browser_that_was_closed_opens_with_the_same_draft() -> Result<()> {
    Profile::visit(async |profile| {
        let page = profile.open().await?;
        page.import("关了再开\n\n头一句。").await?;
        go_to_end(&page).await?;
        page.type_text("一秒以后关闭。").await?;
        page.check().await?;
        // Not every browser tells the page that it closes; a second is promised.
        pause(1_000).await;
        page.close().await?;
        let page = profile.open().await?;
        until("the draft is there", async || {
            let copied = page.copied().await?;
            ensure!(
                copied == "关了再开\n\n头一句。一秒以后关闭。",
                "it is {copied:?}"
            );
            Ok(Some(()))
        })
        .await?;
        page.check().await
    })
}
