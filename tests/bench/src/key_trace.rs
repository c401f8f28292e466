//! Where the time of a key goes, by the browser's own trace: the time that each kind of work took
//! itself, without what it called, a key.

use crate::editors::Editor;
use crate::measure::{key, opened};
use crate::site::Site;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Keys in a trace.
const KEYS: usize = 20;

/// A stretch of work on the main thread, in microseconds.
struct Stretch {
    name: String,
    start: f64,
    length: f64,
}

/// Writes in an editor and prints the kinds of work that took most.
pub fn print(site: &Site, editor: Editor, size: usize) -> Result<()> {
    let (wire, _) = opened(site, editor, size)?;
    editor.to_middle(&wire)?;
    for letter in "zyx".chars() {
        key(&wire, letter)?;
    }
    wire.take_events();
    // No more than these: what is noted costs time itself.
    let kinds = "devtools.timeline,blink,toplevel";
    wire.send_to_browser(
        "Tracing.start",
        json!({ "categories": kinds, "transferMode": "ReportEvents" }),
    )?;
    for letter in ('a'..='h').cycle().take(KEYS) {
        key(&wire, letter)?;
    }
    wire.send_to_browser("Tracing.end", json!({}))?;
    wire.event("Tracing.tracingComplete")?;
    let told = wire.take_events();
    let told = told
        .iter()
        .filter(|one| one["method"] == "Tracing.dataCollected");
    let all: Vec<&Value> = told
        .filter_map(|one| one.pointer("/params/value")?.as_array())
        .flatten()
        .collect();
    let own = own_times(&all).context("the trace holds no key")?;
    let mut sorted: Vec<(f64, u32, String)> = own
        .into_iter()
        .map(|(name, (time, times))| (time, times, name))
        .collect();
    sorted.sort_by(|one, other| other.0.total_cmp(&one.0));
    let sum: f64 = sorted.iter().map(|one| one.0).sum();
    println!(
        "{}, {size} characters: {:.2} ms a key",
        editor.name(),
        sum / KEYS as f64 / 1000.0
    );
    for (time, times, name) in sorted.iter().take(24) {
        let (time, times) = (time / KEYS as f64 / 1000.0, f64::from(*times) / KEYS as f64);
        println!("  {time:6.3}  {times:5.1} times  {name}");
    }
    wire.close()
}

/// The own time of each kind of work on the main thread that heard the keys.
fn own_times(all: &[&Value]) -> Option<BTreeMap<String, (f64, u32)>> {
    let thread = |one: &Value| (one["pid"].as_u64(), one["tid"].as_u64());
    let heard = all.iter().filter(|one| one["name"] == "EventDispatch");
    let keys = heard.filter(|one| one.pointer("/args/data/type") == Some(&json!("keypress")));
    let main = keys.map(|one| thread(one)).next()?;
    let mut stretches: Vec<Stretch> = all
        .iter()
        .filter(|one| one["ph"] == "X" && thread(one) == main)
        .filter_map(|one| {
            let kind = one.pointer("/args/data/type").and_then(Value::as_str);
            let name = one["name"].as_str()?;
            Some(Stretch {
                name: kind.map_or_else(|| name.to_owned(), |kind| format!("{name} {kind}")),
                start: one["ts"].as_f64()?,
                length: one["dur"].as_f64()?,
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
            own.entry((*name).to_owned()).or_default().0 -= stretch.length;
        }
        let entry = own.entry(stretch.name.clone()).or_default();
        entry.0 += stretch.length;
        entry.1 += 1;
        around.push((&stretch.name, stretch.start + stretch.length));
    }
    Some(own)
}
