//! The processes of one browser: found by the folder of its profile, which no other browser has.

use crate::wait::until;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::Command;

/// What a browser is started with, whatever the surroundings say: without a locale of UTF-8 it finds no file
/// whose name is Chinese, and gives none such a name.
pub const LOCALE: (&str, &str) = ("LC_ALL", "C.UTF-8");

/// A line of the system's list of processes.
struct Process {
    id: u32,
    parent: u32,
    command: String,
}

/// Kills a browser and all that it started, at once and without warning.
pub fn kill(profile: &Path) -> Result<()> {
    let all = all()?;
    let mut family: Vec<u32> = own(&all, profile).collect();
    ensure!(!family.is_empty(), "no browser has {}", profile.display());
    // A child stands behind its parent sooner or later, in whatever order they are listed.
    loop {
        let known = family.len();
        for process in &all {
            if family.contains(&process.parent) && !family.contains(&process.id) {
                family.push(process.id);
            }
        }
        if family.len() == known {
            break;
        }
    }
    let ids = family.iter().map(u32::to_string);
    // Some may have ended by themselves meanwhile; whether all are gone is looked after.
    Command::new("kill").arg("-KILL").args(ids).output()?;
    Ok(())
}

/// Waits until no browser has this profile any more.
pub async fn gone(profile: &Path) -> Result<()> {
    until("the browser has ended", async || {
        Ok(own(&all()?, profile).next().is_none().then_some(()))
    })
    .await
}

/// The processes that were started with this profile.
fn own(all: &[Process], profile: &Path) -> impl Iterator<Item = u32> {
    let mark = format!("--user-data-dir={} ", profile.display());
    let own = all
        .iter()
        .filter(move |process| process.command.contains(&mark));
    own.map(|process| process.id)
}

fn all() -> Result<Vec<Process>> {
    let list = Command::new("ps")
        .args(["-A", "-ww", "-o", "pid=,ppid=,args="])
        .output()
        .context("the list of processes is needed: the program ps")?;
    let list = String::from_utf8_lossy(&list.stdout);
    let read = |line: &str| {
        let (id, rest) = line.trim_start().split_once(' ')?;
        let (parent, command) = rest.trim_start().split_once(' ')?;
        Some(Process {
            id: id.parse().ok()?,
            parent: parent.parse().ok()?,
            command: format!("{command} "),
        })
    };
    Ok(list.lines().filter_map(read).collect())
}
