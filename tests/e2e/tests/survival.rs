//! A tab that crashes, is closed or loaded again, a browser that is closed, over http and from a file:
//! at most one second of typing is lost, and what is there is exact.

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use tigang_e2e::{From, Page, Profile, Seed, Surroundings, Tab, kept, pause, sample, until};

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

/// One round: some typing, then the end of the tab, by chance, at any moment; how much was lost.
async fn round(page: &Page, refuge: &mut Tab, number: usize, seed: &Seed) -> Result<f64> {
    page.go_to_end("引言").await?;
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

/// Many rounds with one draft, and the whole text at the end.
fn rounds(from: From) -> Result<()> {
    Profile::visit_from(from, async |profile| {
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
        page.check().await?;
        println!(
            "{from:?}: crashed, closed, loaded again: {rounds} rounds, at most {worst:.0} ms lost"
        );
        Ok(())
    })
}

#[test]
fn whatever_happens_to_the_tab_a_second_at_most_is_lost() -> Result<()> {
    rounds(From::Http)
}

#[test]
fn whatever_happens_to_a_tab_with_the_file_a_second_at_most_is_lost() -> Result<()> {
    rounds(From::File)
}

/// A second after the last word the browser is closed, and started again.
fn closed(from: From) -> Result<()> {
    Profile::visit_from(from, async |profile| {
        let page = profile.open().await?;
        page.import("关了再开\n\n头一句。").await?;
        page.go_to_end("引言").await?;
        page.type_text("一秒以后关闭。").await?;
        page.check().await?;
        // Not every browser tells the page that it closes; a second is promised.
        pause(1_000).await;
        page.close().await?;
        let page = profile.open().await?;
        until("the draft is there", async || {
            let written = "关了再开\n\n头一句。一秒以后关闭。";
            kept(&page.copied().await?, written).map(Some)
        })
        .await?;
        page.check().await
    })
}

#[test]
fn a_browser_that_was_closed_opens_with_the_same_draft() -> Result<()> {
    closed(From::Http)
}

#[test]
fn a_browser_that_was_closed_opens_the_file_with_the_same_draft() -> Result<()> {
    closed(From::File)
}
