//! Where the time of opening a text and of a key goes, by the browser's own trace: the processor time
//! that each kind of work took itself, without what it called.

use crate::editors::Editor;
use crate::measure::{key, navigate, ready};
use crate::renderer;
use crate::site::Site;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tigang_e2e::Wire;

/// Keys in a trace.
const KEYS: usize = 20;

/// A stretch of work on the main thread, in microseconds.
struct Stretch {
    name: String,
    start: f64,
    length: f64,
    used: f64,
}

/// Opens a text in an editor, writes in it, and prints the kinds of work that took most.
pub fn print(site: &Site, editor: Editor, size: usize) -> Result<()> {
    let wire = ready(site, editor, size)?;
    let opening = traced(&wire, || navigate(&wire, site, editor, size).map(|_| ()))?;
    editor.to_middle(&wire)?;
    for letter in "zyx".chars() {
        key(&wire, letter)?;
    }
    let writing = traced(&wire, || {
        let mut letters = ('a'..='h').cycle().take(KEYS);
        letters.try_for_each(|letter| key(&wire, letter))
    })?;
    let process = renderer::of_page(&wire)?;
    let what = format!("{}, {size} characters", editor.name());
    table(&format!("{what}, opening"), &opening, process, 1.0)?;
    table(&format!("{what}, a key"), &writing, process, KEYS as f64)?;
    wire.close()
}

/// What the browser noted while something was done.
fn traced(wire: &Wire, work: impl FnOnce() -> Result<()>) -> Result<Vec<Value>> {
    wire.take_events();
    // No more than these: what is noted costs time itself.
    let kinds = "devtools.timeline,blink,toplevel,v8.wasm";
    wire.send_to_browser(
        "Tracing.start",
        json!({ "categories": kinds, "transferMode": "ReportEvents" }),
    )?;
    work()?;
    wire.send_to_browser("Tracing.end", json!({}))?;
    wire.event("Tracing.tracingComplete")?;
    let told = wire.take_events();
    let told = told
        .iter()
        .filter(|one| one.get("method") == Some(&json!("Tracing.dataCollected")));
    let all = told.filter_map(|one| one.pointer("/params/value")?.as_array());
    Ok(all.flatten().cloned().collect())
}

fn table(what: &str, all: &[Value], process: u64, times: f64) -> Result<()> {
    let own = own_times(all, process);
    let mut sorted: Vec<(f64, u32, String)> = own
        .into_iter()
        .map(|(name, (time, count))| (time, count, name))
        .collect();
    sorted.sort_by(|one, other| other.0.total_cmp(&one.0));
    let sum: f64 = sorted.iter().map(|one| one.0).sum();
    sorted.first().context("the trace holds nothing")?;
    println!("{what}: {:.2} ms", sum / times / 1000.0);
    for (time, count, name) in sorted.iter().take(24) {
        let (time, count) = (time / times / 1000.0, f64::from(*count) / times);
        println!("  {time:7.3}  {count:6.1} times  {name}");
    }
    Ok(())
}

/// The own time of each kind of work on the main thread of a process.
fn own_times(all: &[Value], process: u64) -> BTreeMap<String, (f64, u32)> {
    let main = json!(process);
    let is_there = |one: &&Value| {
        one.get("ph") == Some(&json!("X"))
            && one.get("pid") == Some(&main)
            && one.get("tid") == Some(&main)
    };
    let mut stretches: Vec<Stretch> = all
        .iter()
        .filter(is_there)
        .filter_map(|one| {
            let kind = one.pointer("/args/data/type").and_then(Value::as_str);
            let name = one.get("name")?.as_str()?;
            Some(Stretch {
                name: kind.map_or_else(|| name.to_owned(), |kind| format!("{name} {kind}")),
                start: one.get("ts")?.as_f64()?,
                length: one.get("dur")?.as_f64()?,
                // Where the system does not count a thread's time by itself, as it went by on the clock.
                used: one.get("tdur").or_else(|| one.get("dur"))?.as_f64()?,
            })
        })
        .collect();
    stretches.sort_by(|one, other| {
        one.start
            .total_cmp(&other.start)
            .then(other.length.total_cmp(&one.length))
    });
    let mut own: BTreeMap<String, (f64, u32)> = BTreeMap::new();
    let mut around: Vec<(&str, f64)> = Vec::new();
    for stretch in &stretches {
        while around.last().is_some_and(|(_, end)| *end <= stretch.start) {
            around.pop();
        }
        if let Some((name, _)) = around.last() {
            own.entry((*name).to_owned()).or_default().0 -= stretch.used;
        }
        let entry = own.entry(stretch.name.clone()).or_default();
        entry.0 += stretch.used;
        entry.1 += 1;
        around.push((&stretch.name, stretch.start + stretch.length));
    }
    own
}
