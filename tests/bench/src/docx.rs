//! The .docx: the page's, official layout and draft inside, beside XML written by hand that fflate zips.
//!
//! Law: both are open at the same time and take turns, file by file; what is counted is what the page
//! itself counts (`tigang docx`: composition, XML, draft, zip) and the peer from its text to its file.

use crate::editors::Editor;
use crate::measure::pause;
use crate::site::Site;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tigang_e2e::Wire;

/// Files that are measured of each; one more comes first.
const FILES: usize = 15;

/// The folder of the peer.
pub const PEER: &str = "docx";

/// What was found of one size.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// Milliseconds of each file of the page.
    pub page: Vec<f64>,
    /// Milliseconds of each file of the peer.
    pub peer: Vec<f64>,
    /// How large the page's file is.
    pub page_bytes: f64,
    /// How large the peer's file is.
    pub peer_bytes: f64,
}

/// Writes the .docx of a text of one size, in turns.
pub fn measure(site: &Site, size: usize) -> Result<Written> {
    let address = site.server.address();
    let peer = site.browser(&site.empty("profile-docx")?)?;
    peer.go(&format!("{address}{PEER}/index.html?size={size}"))?;
    peer.holds("the text is there", "return !!window.peer")?;
    let page = site.browser(&site.profile(Editor::Page, size)?)?;
    // The file is made and counted; the disk is no part of it.
    page.send_to_browser("Browser.setDownloadBehavior", json!({ "behavior": "deny" }))?;
    page.go(&format!("{address}{}", Editor::Page.address(size)))?;
    page.holds("the text is open", Editor::Page.is_open())?;
    page.run(
        "const make = URL.createObjectURL;
         URL.createObjectURL = blob => { window.benchSize = blob.size; return make.call(URL, blob); }",
    )?;
    pause(2_000);
    let mut written = Written::default();
    for turn in 0..=FILES {
        let (took, bytes) = pair(&peer.run("return window.peer.write()")?)?;
        let (own, own_bytes) = by_page(&page)?;
        if 0 < turn {
            written.peer.push(took);
            written.page.push(own);
        }
        written.peer_bytes = bytes;
        written.page_bytes = own_bytes;
    }
    ensure!(
        0.0 < written.page_bytes && 0.0 < written.peer_bytes,
        "a .docx is empty"
    );
    page.close()?;
    peer.close()?;
    Ok(written)
}

/// 导出, Word, as a person does it; the sample has open blanks, so the page asks first.
fn by_page(page: &Wire) -> Result<(f64, f64)> {
    page.run("performance.clearMeasures('tigang docx')")?;
    for find in [
        "document.querySelector('#export')",
        "document.querySelector('#export-menu [aria-label=Word]')",
        "[...document.querySelectorAll('dialog[open] button')].find(one => one.textContent.trim() === '仍然导出')",
    ] {
        let click = format!("const found = {find}; if (found) found.click(); return !!found");
        becomes_true(page, &click)?;
    }
    becomes_true(
        page,
        "return performance.getEntriesByName('tigang docx').length > 0",
    )?;
    // What follows, the browser's part of a download, is not to lie in the next one's time.
    pause(200);
    pair(&page.run(
        "return [performance.getEntriesByName('tigang docx')[0].duration, window.benchSize]",
    )?)
}

/// Waits until a script returns true.
fn becomes_true(page: &Wire, script: &str) -> Result<()> {
    let answer = page.holds(script, script)?;
    ensure!(answer == json!(true), "waited in vain: {script}");
    Ok(())
}

fn pair(answer: &Value) -> Result<(f64, f64)> {
    let at = |index: usize| answer.get(index).and_then(Value::as_f64);
    at(0).zip(at(1)).context("no time came back")
}
