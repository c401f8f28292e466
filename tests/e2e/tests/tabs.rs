//! The same draft in two tabs: one writes, the other shows; the right to write passes without a letter
//! lost, whether a tab hands it over, is closed, crashes or does not answer.

use anyhow::{Context, Result, bail, ensure};
use tigang_e2e::{First, Means, Page, STUCK, Seed, Setup, Surroundings, Tab, kept, pause, until};

/// A tab that hears nothing of the others, as one whose program is stuck.
const DEAF: First<'static> = First(
    "Object.defineProperty(BroadcastChannel.prototype, 'onmessage', { set() {} });
     BroadcastChannel.prototype.addEventListener = () => {};",
);
const MEANS: [Means; 3] = [Means::Locks, Means::Messages, Means::Storage];
const TITLE: &str = "两个标签页";
const START: &str = "头一句。";

/// How often the whole is done.
fn runs(means: Means) -> usize {
    match (Surroundings::is_slow(), means) {
        (true, _) => 20,
        (false, Means::Locks) => 4,
        (false, _) => 2,
    }
}

/// A browser in which the tabs have these means.
fn with(means: Means) -> Setup<'static> {
    Setup {
        first: means.first(),
        ..Setup::default()
    }
}

/// The text with this first paragraph.
fn whole(first: &str) -> String {
    format!("{TITLE}\n\n{first}")
}

/// Opens the draft in one tab and then in another, which is gone to. Both tabs.
async fn opened_twice(page: &Page, means: Means) -> Result<(Tab, Tab)> {
    page.import(&whole(START)).await?;
    let one = page.tab().await?;
    let other = page.new_tab(means.first()).await?;
    page.is_reading().await?;
    Ok((one, other))
}

/// Whether the line says when the other tab was opened: 0:08 and 23:59, an hour has no nought in front.
fn says_when(told: &str) -> bool {
    told.split_once('（')
        .and_then(|(_, rest)| rest.split_once(" 打开"))
        .and_then(|(time, _)| time.split_once(':'))
        .is_some_and(|(hour, minute)| {
            let is_number = |text: &str| text.bytes().all(|one| one.is_ascii_digit());
            is_number(hour) && is_number(minute) && matches!(hour.len(), 1 | 2) && minute.len() == 2
        })
}

/// One run: shown live, handed over in the middle of typing, handed back.
async fn handed_to_and_fro(page: &Page, means: Means, seed: &Seed) -> Result<()> {
    let (one, other) = opened_twice(page, means).await?;
    until("the tab says when the other was opened", async || {
        let told = page.is_reading().await?;
        ensure!(says_when(&told), "it says {told}");
        Ok(Some(()))
    })
    .await?;
    page.first_paragraph_is(START).await?;
    // What cannot be written in takes no key.
    page.type_more("不该有。").await?;
    page.first_paragraph_is(START).await?;
    page.press("Ctrl+s").await?;
    page.notice_is("这份草稿现在只能查看").await?;
    page.click("草稿").await?;
    until("the list says that it is looked at", async || {
        let names = page.names("button").await?;
        Ok(names
            .iter()
            .any(|name| name.starts_with("正在查看："))
            .then_some(()))
    })
    .await?;
    page.press("Escape").await?;

    page.go_to_tab(&one).await?;
    let mut text = START.to_owned();
    page.type_more("看得见。").await?;
    text.push_str("看得见。");
    page.go_to_tab(&other).await?;
    page.first_paragraph_is(&text).await?;

    for (writer, reader, word) in [(&one, &other, "甲"), (&other, &one, "乙")] {
        page.go_to_tab(writer).await?;
        page.is_writing().await?;
        for number in 0..2 + seed.below(12) {
            let word = format!("{word}{number}，");
            page.type_more(&word).await?;
            text.push_str(&word);
            pause(seed.below(90)).await;
        }
        page.go_to_tab(reader).await?;
        page.click_shown("在这里编辑").await?;
        page.is_writing().await?;
        page.first_paragraph_is(&text).await?;
        page.go_to_tab(writer).await?;
        page.is_reading().await?;
        page.first_paragraph_is(&text).await?;
    }
    page.go_to_tab(&one).await?;
    page.type_more("完。").await?;
    page.saved().await?;
    let all = page.drafts().await?;
    ensure!(all.len() == 1, "there are {all:?}");
    page.close_tab(&other).await?;
    page.load().await?;
    kept(&page.copied().await?, &whole(&format!("{text}完。")))
}

fn passes_with_every_letter(means: Means) -> Result<()> {
    let seed = Seed::find()?;
    for run in 0..runs(means) {
        let done = with(means).visit(async |page| handed_to_and_fro(page, means, &seed).await);
        done.with_context(|| seed.told(run))?;
    }
    println!("{means:?}: handed to and fro: {} runs", runs(means));
    Ok(())
}

#[test]
fn a_draft_passes_from_tab_to_tab_with_every_letter() -> Result<()> {
    passes_with_every_letter(Means::Locks)
}

#[test]
fn a_draft_passes_without_locks() -> Result<()> {
    passes_with_every_letter(Means::Messages)
}

#[test]
fn a_draft_passes_without_locks_and_messages() -> Result<()> {
    passes_with_every_letter(Means::Storage)
}

/// The tab that writes ends in this way, and the other goes on.
async fn freed(page: &Page, means: Means, way: &str) -> Result<()> {
    let (one, other) = opened_twice(page, means).await?;
    page.go_to_tab(&one).await?;
    page.type_more("最后一句。").await?;
    page.saved().await?;
    if way == "closed" {
        page.type_more("还有半句").await?;
        page.close_tab(&other).await?;
    } else {
        page.crash_tab(&other).await?;
        // Nothing tells of a crash, but the person comes to this tab, a moment later.
        pause(500).await;
        page.run("window.dispatchEvent(new Event('focus'))", vec![])
            .await?;
    }
    page.is_writing().await?;
    let half = if way == "closed" { "还有半句" } else { "" };
    let text = format!("{START}最后一句。{half}");
    page.first_paragraph_is(&text).await?;
    page.type_more("接着写。").await?;
    page.saved().await?;
    page.reload().await?;
    kept(&page.copied().await?, &whole(&format!("{text}接着写。")))?;
    let all = page.drafts().await?;
    ensure!(all.len() == 1, "there are {all:?}");
    Ok(())
}

#[test]
fn a_closed_and_a_crashed_holder_free_the_draft() -> Result<()> {
    for means in MEANS {
        for way in ["closed", "crashed"] {
            with(means)
                .visit(async |page| freed(page, means, way).await)
                .with_context(|| format!("{means:?}, the holder was {way}"))?;
        }
    }
    Ok(())
}

/// Two drafts are written by turns, each in a tab of its own.
async fn undisturbed(page: &Page, means: Means) -> Result<()> {
    page.import("甲稿\n\n甲。").await?;
    let one = page.tab().await?;
    let other = page.new_tab(means.first()).await?;
    page.import("乙稿\n\n乙。").await?;
    let (mut first, mut second) = ("甲。".to_owned(), "乙。".to_owned());
    for number in 0..8 {
        for (tab, text) in [(&one, &mut first), (&other, &mut second)] {
            page.go_to_tab(tab).await?;
            let word = format!("{number}，");
            page.type_more(&word).await?;
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
        kept(&page.copied().await?, &text)?;
    }
    Ok(())
}

#[test]
fn two_drafts_in_two_tabs_do_not_disturb_each_other() -> Result<()> {
    for means in MEANS {
        with(means)
            .visit(async |page| undisturbed(page, means).await)
            .with_context(|| format!("{means:?}"))?;
    }
    Ok(())
}

/// A tab that does not answer is taken over; `stuck` says whether its database failed as well, so that
/// what it typed last is confirmed nowhere.
async fn taken_over(page: &Page, stuck: bool) -> Result<()> {
    page.import(&whole(START)).await?;
    let one = page.tab().await?;
    let other = page.new_tab(&[]).await?;
    page.is_reading().await?;
    page.go_to_tab(&one).await?;
    if stuck {
        page.run("window.stuck = true", vec![]).await?;
    }
    page.type_more("没有确认的话。").await?;
    if stuck {
        page.save_state_starts("已写入").await?;
    }
    page.go_to_tab(&other).await?;
    page.click_shown("在这里编辑").await?;
    page.is_writing().await?;
    page.type_more("接手后写的。").await?;
    page.saved().await?;
    let written = page.first_paragraph().await?;
    page.go_to_tab(&one).await?;
    page.is_reading().await?;

    // Nothing of either is lost, wherever it ended up.
    let all = until("both texts are in the drafts", async || {
        let all = page.drafts().await?;
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

#[test]
fn who_went_on_to_another_draft_takes_nothing_away() -> Result<()> {
    let setup = Setup {
        first: &[DEAF],
        ..Setup::default()
    };
    setup.visit(async |page| {
        // Two tabs that do not answer, each with a draft; a third wants the one, and then the other.
        page.import(&whole(START)).await?;
        let one = page.tab().await?;
        page.new_tab(&[DEAF]).await?;
        page.import("另一份\n\n别的话。").await?;
        page.new_tab(&[]).await?;
        for name in [TITLE, "另一份"] {
            if page.first_paragraph().await? != START || name != TITLE {
                page.click("草稿").await?;
                page.click(&format!("打开：{name}")).await?;
                page.gone("dialog", "草稿箱").await?;
            }
            page.is_reading().await?;
            page.click_shown("在这里编辑").await?;
        }
        page.is_writing().await?;
        page.first_paragraph_is("别的话。").await?;
        // Longer than a tab is waited for that does not answer.
        pause(1_000).await;
        page.first_paragraph_is("别的话。").await?;
        page.is_writing().await?;
        page.go_to_tab(&one).await?;
        page.first_paragraph_is(START).await?;
        page.is_writing().await?;
        page.type_more("还是我的。").await?;
        page.saved().await
    })
}

/// What another tab writes in does not go into the bin under its hand.
#[test]
fn a_draft_that_is_written_elsewhere_is_not_binned() -> Result<()> {
    with(Means::Locks).visit(async |page| {
        let (one, _) = opened_twice(page, Means::Locks).await?;
        page.click("草稿").await?;
        page.click(&format!("删除：{TITLE}")).await?;
        page.notice_is("正在另一个标签页里编辑，没有动它").await?;
        page.press("Escape").await?;
        page.go_to_tab(&one).await?;
        page.type_more("接着写。").await?;
        page.saved().await?;
        ensure!(page.drafts().await?.len() == 1);
        Ok(())
    })
}
