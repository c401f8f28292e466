//! A browser that stores nothing, or not everything, a store that is full, a lost note of what was
//! open: a plain sentence, and no text is lost.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use tigang_e2e::{First, Page, STUCK, Setup, sample, until, visit};

/// As in a browser where the person forbade cookies and site data.
const BLOCKED: First<'static> = First(
    "for (const name of ['localStorage', 'indexedDB']) {
        Object.defineProperty(window, name, {
            get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
        });
    }",
);

/// The same for localStorage alone.
const HALF_BLOCKED: First<'static> = First(
    "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('Access is denied for this document.', 'SecurityError'); },
    });",
);

/// Fills localStorage to the last unit, as other pages of the same address could, and notes when the
/// page next says that there is no room, and when something was typed before that.
const FILL: &str = "let size = 4 * 1024 * 1024, part = 0;
    while (size >= 1) {
        try { localStorage.setItem('other/' + part, 'x'.repeat(size)); part += 1; }
        catch { size = Math.floor(size / 2); }
    }
    document.addEventListener('input', () => { window.typedAt ??= performance.now(); }, true);
    const seen = new MutationObserver(() => {
        if (document.querySelector('[role=alert]')?.innerText.includes('存储空间已满')) {
            window.toldAt ??= performance.now();
        }
    });
    seen.observe(document.body, { subtree: true, childList: true, characterData: true });
    let last = performance.now();
    window.held = 0;
    setInterval(() => {
        window.held = Math.max(window.held, performance.now() - last - 50);
        last = performance.now();
    }, 50);";

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
        ensure!(
            asks_before_closing(page).await?,
            "it would close without a question"
        );
        page.click("草稿").await?;
        page.find("dialog", "草稿箱").await?;
        page.notice_is("浏览器不允许本页保存草稿").await
    })
}

/// Whether the page has the browser ask before it is closed.
async fn asks_before_closing(page: &Page) -> Result<bool> {
    let script = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    Ok(page.run(script, vec![]).await? == serde_json::json!(true))
}

#[test]
fn what_is_stored_is_closed_without_a_question() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.go_to("引言").await?;
        page.type_text("写").await?;
        // Not yet stored by itself: it is stored now.
        ensure!(!asks_before_closing(page).await?, "it asks for nothing");
        Ok(())
    })
}

#[test]
fn where_nothing_may_be_stored_another_draft_can_be_begun_and_both_are_there() -> Result<()> {
    let setup = Setup {
        first: &[BLOCKED],
        ..Setup::default()
    };
    setup
        .visit(async |page| {
            let (first, second) = ("第一份\n\n头一句。", "第二份\n\n头一句。");
            page.import_only(first).await?;
            write(page, "又一句。").await?;
            page.import_only(second).await?;
            page.value_is("标题", "第二份").await?;
            page.notice_is("只留在这个页面里").await?;
            ensure!(page.copied().await? == second);
            page.click("草稿").await?;
            for about in page.list(".draft small").await? {
                let is_said = about.contains("没有存下来") && !about.contains(" 保存");
                ensure!(is_said, "the list says {about}");
            }
            page.click("打开：第一份").await?;
            page.gone("dialog", "草稿箱").await?;
            page.value_is("标题", "第一份").await?;
            ensure!(page.copied().await? == format!("{first}又一句。"));
            // It was remembered, and that is no storing.
            page.save_state_starts("未保存：浏览器不允许存储").await
        })
        .context("with both stores blocked")
}

/// Types behind the last word of the first paragraph.
async fn write(page: &Page, text: &str) -> Result<()> {
    page.go_to("引言").await?;
    page.caret_at_end().await?;
    page.type_text(text).await
}

/// Waits until the page does not say this any more.
async fn is_over(page: &Page, words: &str) -> Result<()> {
    until(&format!("“{words}” is over"), async || {
        let said = page.list(".notice").await?.join("\n");
        ensure!(!said.contains(words), "it says {said}");
        Ok(Some(()))
    })
    .await
}

#[test]
fn what_gets_worse_is_told_and_stays_until_it_is_over() -> Result<()> {
    let setup = Setup {
        first: &[STUCK],
        ..Setup::default()
    };
    setup.visit(async |page| {
        page.import("越来越糟\n\n头一句。").await?;
        page.run("window.stuck = true", vec![]).await?;
        write(page, "数据库不行了。").await?;
        page.notice_is("数据库没有确认落盘").await?;
        page.run(FILL, vec![]).await?;
        write(page, &"快速存储也满了。".repeat(20)).await?;
        page.notice_is("最新修改没有存入").await?;
        page.save_state_starts("未保存").await?;
        // What weighs less does not take its place.
        page.copied().await?;
        page.notice_is("最新修改没有存入").await?;

        page.run("window.stuck = false", vec![]).await?;
        page.save_state_starts("已落盘").await?;
        page.run("window.stuck = true", vec![]).await?;
        write(page, "又不行了。").await?;
        page.notice_is("最新修改没有存入").await?;

        let room = "Object.keys(localStorage).filter(key => key.startsWith('other/'))
            .forEach(key => localStorage.removeItem(key)); window.stuck = false";
        page.run(room, vec![]).await?;
        settled_with(page, "").await?;
        is_over(page, "存储空间已满").await
    })
}

#[test]
fn where_only_the_fast_store_is_blocked_the_database_keeps_the_draft() -> Result<()> {
    Setup {
        first: &[HALF_BLOCKED],
        ..Setup::default()
    }
    .visit(async |page| {
        page.notice_is("草稿只存在数据库里").await?;
        page.import_only("只在数据库里\n\n第一句。").await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("第二句。").await?;
        let state = "：浏览器不允许存储";
        settled_with(page, state).await?;
        page.reload().await?;
        ensure!(page.copied().await? == "只在数据库里\n\n第一句。第二句。");
        // And it goes on from there.
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("第三句。").await?;
        settled_with(page, state).await?;
        page.reload().await?;
        ensure!(page.copied().await? == "只在数据库里\n\n第一句。第二句。第三句。");
        Ok(())
    })
}

/// Waits until the draft is on the disk although one of the copies fails for this reason.
async fn settled_with(page: &Page, reason: &str) -> Result<()> {
    until(&format!("the page says 已落盘{reason}"), async || {
        let state = page.save_state().await?;
        ensure!(
            state.starts_with("已落盘") && state.ends_with(reason),
            "it says {state:?}"
        );
        Ok(Some(()))
    })
    .await
}

#[test]
fn a_full_store_is_told_at_once_and_the_database_takes_more() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        let before = places(page).await?;
        page.run(FILL, vec![]).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text(&"多写一些，放不下了。".repeat(20)).await?;
        page.notice_is("存储空间已满").await?;
        let took = page.run("return [toldAt - typedAt, held]", vec![]).await?;
        let time = |index: usize| took.get(index).and_then(serde_json::Value::as_f64);
        let (took, held) = (
            time(0).context("not told")?,
            time(1).context("not watched")?,
        );
        println!(
            "a full store: told after {took:.0} ms, the longest wait of the page {held:.0} ms"
        );
        ensure!(took <= 2_000.0 + held, "told after {took:.0} ms");
        settled_with(page, "：存储空间已满").await?;
        ensure!(
            places(page).await? == before,
            "the records that were there are not as they were"
        );
        let whole = page.copied().await?;
        ensure!(
            whole.contains("放不下了。\n一、"),
            "the text cannot be copied"
        );

        page.reload().await?;
        ensure!(
            page.copied().await? == whole,
            "what the database has is not shown"
        );
        let said = page.list(".notice").await?.join("\n");
        ensure!(
            !said.contains("找回"),
            "nothing was brought back where there is no room: {said}"
        );
        let room = "Object.keys(localStorage).filter(key => key.startsWith('other/'))
            .forEach(key => localStorage.removeItem(key))";
        page.run(room, vec![]).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("又有地方了。").await?;
        settled_with(page, "").await?;
        until("nothing is said of room any more", async || {
            Ok((!page.save_state().await?.contains('：')).then_some(()))
        })
        .await?;
        page.reload().await?;
        ensure!(
            page.value("引言")
                .await?
                .ends_with("放不下了。又有地方了。")
        );
        Ok(())
    })
}

/// The records of the open draft in both places.
async fn places(page: &Page) -> Result<Vec<Option<String>>> {
    let id = page.open_id().await?;
    let mut places = Vec::new();
    for place in ["draft", "twin"] {
        places.push(page.local(&format!("tigang/{place}/{id}")).await?);
    }
    Ok(places)
}

#[test]
fn a_lost_note_of_what_was_open_loses_no_draft() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.away().await?;
        let forget = "localStorage.removeItem('tigang/open'); sessionStorage.clear()";
        page.run(forget, vec![]).await?;
        page.load().await?;
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

#[test]
fn the_database_answers_as_the_library_says() -> Result<()> {
    visit(async |page| {
        page.load().await?;
        let cases = include_str!("../../cases/mirror.txt").lines();
        let cases: Vec<&str> = cases.filter(|line| line.contains('|')).collect();
        ensure!(cases.len() > 10);
        for (number, case) in cases.iter().enumerate() {
            let cells: Vec<&str> = case.split('|').map(str::trim).collect();
            let [known, state, there, expected] = cells.as_slice() else {
                bail!("{case}");
            };
            let with_writer = |text: &str| match text.contains(' ') {
                true => text.to_owned(),
                false => format!("{text} "),
            };
            let known: Vec<String> = known.split(", ").map(with_writer).collect();
            let known = known.join("\n");
            let there = with_writer(there);
            let there = (there != "0 ").then_some(there);
            let script = "const [id, known, state, there, done] = arguments;
                const before = there ? [['drafts', id, 'old'], ['stamps', id, there]] : [['drafts', id]];
                tigang.write(before)
                    .then(() => tigang.put(id, known, state, 'new'))
                    .then(answer => tigang.get('drafts', id).then(record => done(answer + ' ' + record)),
                        reason => done(String(reason)));";
            let arguments = vec![
                json!(format!("case-{number}")),
                json!(known),
                json!(state),
                json!(there),
            ];
            let answer = page.run_async(script, arguments).await?;
            let wanted = match *expected {
                "put" => "settled new".to_owned(),
                other => format!("{other} old"),
            };
            ensure!(answer == json!(wanted), "{case}: {answer}");
        }
        Ok(())
    })
}
