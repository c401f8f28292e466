//! The closing look of every test sees what it is there for: a complaint on the console, a request
//! after the page had loaded, a request to somewhere else.

use anyhow::{Context, Result, ensure};
use tigang_e2e::visit;

/// What a test is told that does only this to the page.
fn told(script: &str) -> Result<String> {
    let told = visit(async |page| {
        page.run(script, vec![]).await?;
        tigang_e2e::pause(300).await;
        Ok(())
    });
    let reason = told
        .err()
        .with_context(|| format!("nothing was said about {script}"))?;
    Ok(format!("{reason:#}"))
}

#[test]
fn a_complaint_on_the_console_fails_a_test() -> Result<()> {
    for script in [
        "console.error('aua')",
        "console.warn('aua')",
        "setTimeout(() => { throw 'aua' })",
    ] {
        let told = told(script)?;
        ensure!(
            told.contains("the console says") && told.contains("aua"),
            "{script}: {told}"
        );
    }
    Ok(())
}

#[test]
fn a_request_after_loading_fails_a_test() -> Result<()> {
    let told = told("fetch('index.html').catch(() => {})")?;
    ensure!(
        told.contains("requests after the page had loaded"),
        "{told}"
    );
    Ok(())
}

#[test]
fn a_request_to_somewhere_else_fails_a_test() -> Result<()> {
    // Nobody listens there; that it was tried is enough. The console may tell of it first.
    let told = told("fetch('http://127.0.0.1:9/', { mode: 'no-cors' }).catch(() => {})")?;
    ensure!(told.contains("127.0.0.1:9"), "{told}");
    Ok(())
}
