//! A browser that is killed while somebody types, over http and from a file: nothing is lost that was
//! shown as 已落盘, and what is there is exact.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tigang_e2e::{From, Page, Profile, Seed, Surroundings, pause};

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
    page.go_to_end("引言").await?;
    let (_, mut confirmed) = shown(&page).await?;
    let mut typed = confirmed.clone();
    let mut times = 0;
    let words = 5 + seed.below(40);
    for word in 0..words {
        if word == words / 2 {
            // Not at the end, where it would put the kill off.
            page.check().await?;
        }
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
    page.check().await?;
    page.kill().await?;
    Ok(times)
}

/// Kills many browsers, each with a profile of its own.
fn kills(from: From) -> Result<()> {
    let seed = Seed::find()?;
    let sizes = if Surroundings::is_slow() {
        [vec![3_000; 15], vec![300_000; 5]].concat()
    } else {
        vec![3_000, 3_000, 3_000, 300_000]
    };
    let mut confirmed = 0;
    for (number, size) in sizes.iter().enumerate() {
        let told = || format!("{size} characters, {}", seed.told(number));
        Profile::visit_from(from, async |profile| {
            confirmed += killed(profile, *size, &seed).await.with_context(told)?;
            Ok(())
        })?;
    }
    ensure!(confirmed > 0, "已落盘 was never shown while typing");
    println!(
        "{from:?}: killed {} times, {confirmed} states had been confirmed before",
        sizes.len()
    );
    Ok(())
}

#[test]
fn what_was_confirmed_survives_a_killed_browser() -> Result<()> {
    kills(From::Http)
}

#[test]
fn what_was_confirmed_survives_a_killed_browser_with_the_file() -> Result<()> {
    kills(From::File)
}
