//! The process that shows the page: what its main thread has used of the processor, and the memory
//! that it alone has. As the system counts them (proc(5)), so other programs change nothing.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::time::Duration;
use tigang_e2e::Wire;

/// The processor time of a process's main thread so far.
pub fn used(process: u64) -> Option<Duration> {
    let file = format!("/proc/{process}/task/{process}/schedstat");
    let text = std::fs::read_to_string(file).ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Processor time of every renderer of a browser.
pub fn all_used(wire: &Wire) -> Result<Vec<(u64, Duration)>> {
    let answer = wire.send_to_browser("SystemInfo.getProcessInfo", json!({}))?;
    let all = answer.get("processInfo").and_then(Value::as_array);
    let renderers = all
        .into_iter()
        .flatten()
        .filter(|one| one["type"] == "renderer");
    let ids = renderers.filter_map(|one| one["id"].as_u64());
    Ok(ids.filter_map(|id| Some((id, used(id)?))).collect())
}

/// The renderer of the page: the one that a loop in the page keeps busy.
pub fn of_page(wire: &Wire) -> Result<u64> {
    let before = all_used(wire)?;
    wire.run("const end = performance.now() + 60; while (performance.now() < end);")?;
    let gain = |&(id, before): &(u64, Duration)| (used(id).unwrap_or(before) - before, id);
    let most = before.iter().map(gain).max();
    most.map(|(_, id)| id)
        .context("the browser has no renderer")
}

/// Bytes that no other process shares.
pub fn private_bytes(process: u64) -> Result<u64> {
    let file = format!("/proc/{process}/smaps_rollup");
    let text = std::fs::read_to_string(&file).with_context(|| format!("cannot read {file}"))?;
    let kibibytes = text.lines().filter_map(|line| {
        let (name, rest) = line.split_once(':')?;
        let is_private = name == "Private_Clean" || name == "Private_Dirty";
        is_private.then(|| rest.trim().trim_end_matches(" kB").parse::<u64>().ok())?
    });
    Ok(kibibytes.sum::<u64>() * 1024)
}
