//! A new build arrives while a draft is being written, by chance in any order with typing, reloading,
//! closing and a second tab. Law: the page is never loaded anew but by a person, not a letter is lost,
//! and no page is made of two builds: the server forgets the program of every build before.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::Path;
use tigang_e2e::{Page, Profile, Seed, pause, until};
use xtask::{policy, worker};

const READY: &str = "新版本已备好，存好草稿后点这里换上";
const NAME: &str = "换版";
const SCHEDULES: usize = 20;

/// Puts a new build in place of the one in the folder: another page, another program, another worker. A
/// broken one does not hold what its worker says.
fn publish(site: &Path, number: usize, broken: bool) -> Result<()> {
    let page = std::fs::read_to_string(site.join("index.html"))?;
    let start = page
        .find("./tigang-")
        .context("the page names no program")?;
    let (_, name) = page.split_at(start + 2);
    let (name, _) = name.split_once('"').context("the name has no end")?;
    let mut program = std::fs::read(site.join(name))?;
    // A section of notes with an empty name: the same program in other bytes.
    program.extend([0, 2, 0, u8::try_from(number)?]);
    let new_name = format!("tigang-{}.wasm", policy::short_sum(&program));
    let mark = format!("<meta name=\"build\" content=\"{number}\">\n</head>");
    let new = page.replace(name, &new_name);
    let new = match new.split_once("<meta name=\"build\"") {
        None => new.replace("</head>", &mark),
        Some((before, after)) => {
            let (_, after) = after.split_once("</head>").context("no end of the head")?;
            format!("{before}{mark}{after}")
        }
    };
    let old_worker = std::fs::read_to_string(site.join("worker.js"))?;
    let (_, source) = old_worker.split_once('\n').context("an empty worker")?;
    let files: [(&str, &[u8]); 2] = [("./", new.as_bytes()), (&new_name, &program)];
    let script = worker::script(source, &files);
    if broken {
        program.truncate(program.len() / 2);
    } else {
        std::fs::write(site.join("index.html"), &new)?;
        std::fs::remove_file(site.join(name))?;
    }
    std::fs::write(site.join(&new_name), program)?;
    std::fs::write(site.join("worker.js"), script)?;
    Ok(())
}

/// The build that the page is of; 0 for the first.
async fn build(page: &Page) -> Result<usize> {
    let ask =
        "const mark = document.querySelector('meta[name=build]'); return mark ? mark.content : '0'";
    Ok(page.ask(ask).await?.parse()?)
}

/// Has the browser look for a new build, as it does by itself at each load.
async fn look_for_update(page: &Page) -> Result<()> {
    let script = "const done = arguments[0]; navigator.serviceWorker.getRegistration()
        .then(found => found.update()).then(() => done(''), error => done(String(error)))";
    page.run_async(script, vec![]).await.map(|_| ())
}

/// Waits for the first worker, which takes what it needs from the network while the page is used already.
async fn copy_is_whole(page: &Page) -> Result<()> {
    let script = "const done = arguments[0]; navigator.serviceWorker.ready.then(() => done(''))";
    page.run_async(script, vec![]).await.map(|_| ())
}

async fn line_is_shown(page: &Page) -> Result<()> {
    until("the line about the new build is shown", async || {
        let shown = "return !document.getElementById('update-line').hidden";
        Ok((page.run(shown, vec![]).await? == json!(true)).then_some(()))
    })
    .await
}

/// The page is still the same one: nothing loaded it anew.
async fn mark(page: &Page) -> Result<()> {
    page.run("window.tigangMark = 1", vec![]).await.map(|_| ())
}

async fn same(page: &Page) -> Result<bool> {
    let script = "return window.tigangMark === 1";
    Ok(page.run(script, vec![]).await? == json!(true))
}

async fn write(page: &Page, text: &mut String, word: &str) -> Result<()> {
    page.go_to("引言").await?;
    page.caret_at_end().await?;
    page.type_text(word).await?;
    text.push_str(word);
    Ok(())
}

/// Clicks the line and waits for the new build.
async fn change(page: &Page, expected: usize) -> Result<()> {
    page.click(READY).await?;
    until("the new build is there", async || {
        Ok((!same(page).await? && build(page).await.unwrap_or(0) == expected).then_some(()))
    })
    .await?;
    until("the page is there", async || {
        let ready =
            "return !document.getElementById('loading') && !!document.querySelector('.page')";
        Ok((page.run(ready, vec![]).await? == json!(true)).then_some(()))
    })
    .await?;
    page.requests_are_expected();
    Ok(())
}

/// What happened over all schedules.
#[derive(Debug, Default)]
struct Counts {
    clicked: usize,
    reloaded: usize,
    left: usize,
    second_tab: usize,
    broken: usize,
    typed: usize,
}

/// One schedule: typing, an update somewhere in it, and what a person may do then.
async fn schedule(
    page: &Page,
    site: &Path,
    number: usize,
    text: &mut String,
    seed: &Seed,
    counts: &mut Counts,
) -> Result<()> {
    let before = build(page).await?;
    mark(page).await?;
    let broken = seed.below(4) == 0;
    let arrives = seed.below(4);
    for step in 0..4 {
        if step == arrives {
            publish(site, number, broken)?;
            look_for_update(page).await?;
        }
        write(page, text, &format!("{number}之{step}，")).await?;
        counts.typed += 1;
        pause(seed.below(200)).await;
    }
    if broken {
        // Refused soon; what waits since an earlier schedule is whole and is offered still.
        pause(500).await;
        counts.broken += 1;
    } else {
        line_is_shown(page).await?;
    }
    ensure!(same(page).await?, "the page loaded itself anew");
    ensure!(build(page).await? == before, "the build changed by itself");
    page.requests_are_expected();
    page.value_is("引言", text)
        .await
        .context("before anything else")?;
    let chosen = seed.below(6);
    println!("{number}: from {before}, broken {broken}, then {chosen}");
    match chosen {
        0 | 4 | 5 if !broken => {
            write(page, text, "换前，").await?;
            change(page, number).await?;
            counts.clicked += 1;
        }
        1 => {
            page.reload().await?;
            counts.reloaded += 1;
        }
        2 => {
            let here = page.tab().await?;
            page.new_tab(&[]).await?;
            page.requests_are_expected();
            page.close_tab(&here).await?;
            ensure!(same(page).await?, "a second tab loaded the first anew");
            counts.second_tab += 1;
        }
        _ => {
            page.away().await?;
            page.load().await?;
            counts.left += 1;
        }
    }
    page.requests_are_expected();
    page.come_back(NAME).await?;
    page.value_is("引言", text).await
}

#[test]
fn a_new_build_never_loses_a_letter_and_never_reloads_by_itself() -> Result<()> {
    let seed = Seed::find()?;
    Profile::visit_own_site(async |profile| {
        let page = profile.open().await?;
        let mut text = "开头，".to_owned();
        page.import(&format!("{NAME}\n\n{text}")).await?;
        // Under the worker from here on.
        copy_is_whole(&page).await?;
        page.reload().await?;
        page.come_back(NAME).await?;
        let mut counts = Counts::default();
        for round in 0..SCHEDULES {
            let done = schedule(
                &page,
                profile.site(),
                round + 1,
                &mut text,
                &seed,
                &mut counts,
            );
            done.await.with_context(|| seed.told(round))?;
        }
        println!("{SCHEDULES} schedules, nothing lost, no reload by itself: {counts:?}");
        page.check().await
    })
}

#[test]
fn a_server_that_goes_back_halfway_leaves_the_build_in_use() -> Result<()> {
    Profile::visit_own_site(async |profile| {
        let page = profile.open().await?;
        page.import(&format!("{NAME}\n\n开头，")).await?;
        copy_is_whole(&page).await?;
        page.reload().await?;
        let site = profile.site();
        let first = std::fs::read(site.join("worker.js"))?;
        publish(site, 1, false)?;
        look_for_update(&page).await?;
        line_is_shown(&page).await?;
        page.check().await?;
        // The first build's worker is there again, and none of its files.
        page.provokes("requests that nobody answers");
        std::fs::write(site.join("worker.js"), first)?;
        std::fs::remove_file(site.join("index.html"))?;
        let refused =
            "const done = arguments[0]; navigator.serviceWorker.getRegistration().then(found => {
            found.onupdatefound = () => {
                const coming = found.installing;
                coming.onstatechange = () => done(coming.state);
            };
            return found.update();
        }).catch(() => done('no worker'))";
        let state = page.run_async(refused, vec![]).await?;
        ensure!(state == json!("redundant"), "the worker is {state}");
        page.requests_are_expected();
        // What opens comes from the copy alone.
        for entry in std::fs::read_dir(site)? {
            std::fs::remove_file(entry?.path())?;
        }
        page.reload().await?;
        page.requests_are_expected();
        page.come_back(NAME).await?;
        page.value_is("引言", "开头，").await
    })
}

#[test]
fn without_a_network_the_page_opens_and_it_leaves_nothing_behind() -> Result<()> {
    Profile::visit_own_site(async |profile| {
        let page = profile.open().await?;
        page.import(&format!("{NAME}\n\n开头，")).await?;
        copy_is_whole(&page).await?;
        page.reload().await?;
        page.check().await?;
        // Nothing is there any more: what opens comes from the copy.
        page.provokes("requests that nobody answers");
        for entry in std::fs::read_dir(profile.site())? {
            std::fs::remove_file(entry?.path())?;
        }
        page.requests_are_expected();
        page.reload().await?;
        page.come_back(NAME).await?;
        page.value_is("引言", "开头，").await?;
        let address = page.ask("return location.href").await?;
        page.load_from(&format!("{address}?plain")).await?;
        until("no worker and no copy is left", async || {
            let script = "const done = arguments[0]; Promise.all([
                navigator.serviceWorker.getRegistrations(), caches.keys()
            ]).then(found => done(found.map(one => one.length).join(' ')))";
            Ok((page.run_async(script, vec![]).await? == json!("0 0")).then_some(()))
        })
        .await
    })
}
