//! What the browser noted of the page: its console, and every request. A test ends with a look at both.

use crate::page::{Looked, Page};
use anyhow::{Result, ensure};
use serde_json::Value;

/// Ends a test: the console is empty of errors and warnings, and nothing was asked for that the page
/// does not need to load.
pub async fn check(page: &Page) -> Result<()> {
    let complaints = complaints(page).await?;
    ensure!(complaints.is_empty(), "the console says: {complaints:?}");
    page.nothing_was_asked_for()?;
    let home = &page.address;
    let at_home = |address: &str| {
        // A blob is a download that the page makes itself; data stands in the page; the browser
        // shows pages of its own before ours, and no other page may ask for such an address.
        [home, "data:", "blob:", "chrome://", "chrome-untrusted://"]
            .iter()
            .any(|start| address.starts_with(start))
    };
    let elsewhere: Vec<String> = requests(page)
        .await?
        .into_iter()
        .filter(|address| !at_home(address))
        .collect();
    ensure!(
        elsewhere.is_empty(),
        "requests to other places: {elsewhere:?}"
    );
    page.looked.set(Looked::Yes);
    Ok(())
}

/// What may explain why a test failed.
pub async fn what_was_seen(page: &Page) -> String {
    let complaints = complaints(page).await.unwrap_or_default();
    let focus = "const field = document.activeElement; \
        return field ? field.tagName + ' ' + (field.getAttribute('aria-label') || '') : ''";
    let focus = page.ask(focus).await.unwrap_or_default();
    let notice = "return [...document.querySelectorAll('.notice, .problem')].map(one => one.innerText).join(' ')";
    let notice = page.ask(notice).await.unwrap_or_default();
    format!("the keyboard was in {focus:?}, the page said {notice:?}, the console {complaints:?}")
}

/// Errors and warnings on the console since it was last looked at.
pub(crate) async fn complaints(page: &Page) -> Result<Vec<String>> {
    let entries = page.browser.log("browser").await?;
    let level = |entry: &Value| {
        entry
            .get("level")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    Ok(entries
        .iter()
        .filter(|entry| matches!(level(entry).as_str(), "SEVERE" | "WARNING"))
        .map(|entry| {
            entry
                .get("message")
                .map(Value::to_string)
                .unwrap_or_default()
        })
        .collect())
}

/// The addresses of all requests since they were last looked at.
async fn requests(page: &Page) -> Result<Vec<String>> {
    let mut addresses = Vec::new();
    for entry in page.browser.log("performance").await? {
        let message = entry
            .get("message")
            .and_then(Value::as_str)
            .unwrap_or_default();
        // The log holds much else; only what may be a request is read as JSON.
        if !message.contains("Network.requestWillBeSent") {
            continue;
        }
        let message: Value = serde_json::from_str(message)?;
        if message.pointer("/message/method").and_then(Value::as_str)
            == Some("Network.requestWillBeSent")
            && let Some(address) = message
                .pointer("/message/params/request/url")
                .and_then(Value::as_str)
        {
            addresses.push(address.to_owned());
        }
    }
    Ok(addresses)
}
