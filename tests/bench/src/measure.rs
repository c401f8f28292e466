//! One measurement: an editor opened with a text in a new browser, written in, and asked whether all
//! of it arrived.
//!
//! Law: the page is not asked anything while it is measured; what its main thread used is read from
//! the system before and after.

use crate::editors::Editor;
use crate::renderer;
use crate::site::{self, Site};
use anyhow::{Result, ensure};
use serde_json::json;
use std::time::{Duration, Instant};
use tigang_e2e::Wire;

/// Keys that are measured; three more come first and count nothing.
const KEYS: usize = 24;
/// Compositions that are measured; one more comes first.
const COMPOSITIONS: usize = 6;
/// How long after a key its work is waited for: three frames, and what the page does at once.
const FRAME: Duration = Duration::from_millis(50);
/// How long the browser must have been idle to count as having opened a page.
const QUIET: Duration = Duration::from_millis(1_500);

/// What was found. Times are processor time of the main thread in milliseconds.
#[derive(Clone, Debug)]
pub struct Found {
    /// From the navigation until the page has nothing more to do.
    pub cold: f64,
    /// One key, of each key.
    pub keys: Vec<f64>,
    /// All keys and what follows them, lists, counts and saving, by their number.
    pub key_whole: f64,
    /// The end of a composition, of each.
    pub commits: Vec<f64>,
    /// Memory of the process that no other shares, in MiB.
    pub private: f64,
}

impl Found {
    /// One line for whoever watches.
    pub fn in_short(&self) -> String {
        format!(
            "cold {:.0} ms, key {:.2} ms ({:.2} with all that follows), commit {:.2} ms, {:.0} MiB",
            self.cold,
            crate::table::median(&self.keys),
            self.key_whole,
            crate::table::median(&self.commits),
            self.private
        )
    }
}

/// A browser in which an editor can be opened; what the browser does at its own start is over.
pub fn ready(site: &Site, editor: Editor, size: usize) -> Result<Wire> {
    let wire = site.browser(&site.profile(editor, size)?)?;
    wire.go(&format!("{}warm.html", site.server.address()))?;
    pause(300);
    Ok(wire)
}

/// Opens an editor with a text and waits until nothing more is done; what each renderer has used then.
pub fn navigate(
    wire: &Wire,
    site: &Site,
    editor: Editor,
    size: usize,
) -> Result<Vec<(u64, Duration)>> {
    let address = format!("{}{}", site.server.address(), editor.address(size));
    wire.send("Page.navigate", json!({ "url": address }))?;
    let used = quiet(wire)?;
    wire.holds("the text is open", editor.is_open())?;
    Ok(used)
}

/// Measures one editor with a text of one size.
pub fn measure(site: &Site, editor: Editor, size: usize) -> Result<Found> {
    let wire = ready(site, editor, size)?;
    let before = renderer::all_used(&wire)?;
    let after = navigate(&wire, site, editor, size)?;
    let process = renderer::of_page(&wire)?;
    let of = |all: &[(u64, Duration)]| all.iter().find(|(id, _)| *id == process).map(|one| one.1);
    let cold = milliseconds(of(&after).unwrap_or_default() - of(&before).unwrap_or_default());
    let text = site::text(size)?;
    wire.send("HeapProfiler.collectGarbage", json!({}))?;
    pause(300);
    let private = renderer::private_bytes(process)? as f64 / 1_048_576.0;
    editor.to_middle(&wire)?;
    quiet(&wire)?;

    let used = || milliseconds(renderer::used(process).unwrap_or_default());
    let mut typed = String::new();
    let mut keys = Vec::new();
    for letter in "zyx".chars() {
        key(&wire, letter)?;
        typed.push(letter);
    }
    let start = used();
    for letter in ('a'..='h').cycle().take(KEYS) {
        let before = used();
        press(&wire, letter)?;
        std::thread::sleep(FRAME);
        keys.push(used() - before);
        release(&wire, letter)?;
        typed.push(letter);
    }
    quiet(&wire)?;
    let key_whole = (used() - start) / KEYS as f64;

    let mut commits = Vec::new();
    for turn in 0..=COMPOSITIONS {
        for shown in ["zh", "zhong"] {
            let end = shown.len();
            let shown = json!({ "text": shown, "selectionStart": end, "selectionEnd": end });
            wire.send("Input.imeSetComposition", shown)?;
            std::thread::sleep(FRAME);
        }
        let before = used();
        wire.send("Input.insertText", json!({ "text": "中" }))?;
        std::thread::sleep(FRAME);
        if turn > 0 {
            commits.push(used() - before);
        }
        typed.push('中');
    }
    quiet(&wire)?;
    let found = editor.text(&wire)?;
    ensure!(
        found.contains(&typed)
            && found.chars().count() == text.chars().count() + typed.chars().count(),
        "{} at {size}: what was typed is not in the text",
        editor.name()
    );
    wire.close()?;
    Ok(Found {
        cold,
        keys,
        key_whole,
        commits,
        private,
    })
}

/// A key without a measurement.
pub fn key(wire: &Wire, letter: char) -> Result<()> {
    press(wire, letter)?;
    release(wire, letter)?;
    std::thread::sleep(FRAME);
    Ok(())
}

fn press(wire: &Wire, letter: char) -> Result<()> {
    send_key(wire, "keyDown", letter)
}

fn release(wire: &Wire, letter: char) -> Result<()> {
    send_key(wire, "keyUp", letter)
}

fn send_key(wire: &Wire, kind: &str, letter: char) -> Result<()> {
    let upper = letter.to_ascii_uppercase();
    let text = if kind == "keyUp" {
        String::new()
    } else {
        letter.to_string()
    };
    let event = json!({
        "type": kind, "key": letter.to_string(), "text": text, "code": format!("Key{upper}"),
        "windowsVirtualKeyCode": u32::from(upper),
    });
    wire.send("Input.dispatchKeyEvent", event).map(|_| ())
}

/// Waits until the renderers have had nothing to do for a while, but to show a caret.
fn quiet(wire: &Wire) -> Result<Vec<(u64, Duration)>> {
    let sum = |all: &[(u64, Duration)]| all.iter().map(|one| one.1).sum::<Duration>();
    let limit = Instant::now() + Duration::from_secs(60);
    let mut last = renderer::all_used(wire)?;
    let mut since = Instant::now();
    while since.elapsed() < QUIET {
        ensure!(Instant::now() < limit, "the page does not come to rest");
        pause(250);
        let now = renderer::all_used(wire)?;
        if sum(&now).saturating_sub(sum(&last)) > Duration::from_millis(12) {
            since = Instant::now();
        }
        last = now;
    }
    Ok(last)
}

/// Waits so many milliseconds.
pub fn pause(wait: u64) {
    std::thread::sleep(Duration::from_millis(wait));
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
