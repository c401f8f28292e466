//! Scratch.
use anyhow::Result;
use serde_json::{Value, json};
use tigang_e2e::{Page, Setup, WATCH, sample};

async fn profile(page: &Page, what: &str) -> Result<()> {
    let p = page.cdp("Profiler.stop", json!({})).await?;
    std::fs::write(
        format!("/tmp/prof-{what}.json"),
        p.get("profile").unwrap_or(&Value::Null).to_string(),
    )?;
    println!("{what}: {} ms", page.longest_task().await?);
    Ok(())
}

#[test]
fn probe() -> Result<()> {
    let kind = std::env::var("KIND").unwrap_or_default();
    let base = sample("branch")?;
    let text: String = match kind.as_str() {
        "lines" => (0..100_000).map(|n| format!("第{n}行\n")).collect(),
        "line" => base
            .chars()
            .filter(|c| *c != '\n')
            .collect::<Vec<_>>()
            .into_iter()
            .cycle()
            .take(1_000_000)
            .collect(),
        _ => base.chars().cycle().take(1_000_000).collect(),
    };
    Setup { first: &[WATCH], alone: true }.visit(async |page| {
        page.cdp("Profiler.enable", json!({})).await?;
        page.cdp("Profiler.setSamplingInterval", json!({"interval": 500})).await?;
        page.set_clipboard(&text).await?;
        page.click_shown("导入").await?;
        page.holds("open", "return !!document.querySelector('dialog[open] textarea')").await?;
        page.run("document.querySelector('dialog textarea').focus()", vec![]).await?;
        page.forget_tasks().await?;
        page.cdp("Profiler.start", json!({})).await?;
        page.press("Ctrl+v").await?;
        page.holds("rec", "return !!document.querySelector('dialog .figures')").await?;
        profile(page, &format!("{kind}-paste")).await?;
        page.forget_tasks().await?;
        page.cdp("Profiler.start", json!({})).await?;
        page.click_shown("开始编辑").await?;
        page.holds("sheet", "return !document.querySelector('dialog') && !!document.querySelector('.sheet textarea')").await?;
        page.holds("stored", "return document.querySelector('[aria-label=保存状态]').innerText.startsWith('已写入')").await?;
        profile(page, &format!("{kind}-open")).await?;
        page.forget_tasks().await?;
        page.cdp("Profiler.start", json!({})).await?;
        page.run("document.querySelector('.sheet textarea').focus()", vec![]).await?;
        page.press("End").await?;
        page.strike("a").await?;
        tigang_e2e::pause(1500).await;
        profile(page, &format!("{kind}-type")).await?;
        println!("{}", page.ask("return JSON.stringify(performance.getEntriesByType('measure').map(m=>[m.name,Math.round(m.duration)]))").await?);
        Ok(())
    })
}
