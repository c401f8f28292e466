//! axe-core, which looks for faults in accessibility. It belongs to the tests alone, so it is fetched
//! by npm once and kept beside the other tools, never in the checkout.

use crate::program::{on_path, read, run};
use crate::{apt, tools};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The newest version; another one may know other rules, and then a test fails without a change.
const AXE: &str = "4.14.1";

/// Finds the script of axe-core, and fetches it where it is missing.
pub fn ensure() -> Result<PathBuf> {
    let folder = tools::cargo_home()?
        .join("tigang-tools")
        .join(format!("axe-core-{AXE}"));
    let script = folder.join("node_modules/axe-core/axe.min.js");
    if !script.is_file() {
        println!("axe-core {AXE} is missing; npm fetches it, once");
        // Not `npm pack`: this unpacks and compares the sum by itself.
        let package = format!("axe-core@{AXE}");
        run(npm()?
            .args(["install", "--no-save", "--ignore-scripts", "--no-audit"])
            .args(["--no-fund", "--loglevel=error", "--prefix"])
            .arg(&folder)
            .arg(package))
        .context("axe-core could not be fetched from npm's registry")?;
        if !script.is_file() {
            bail!("npm was content, but there is no {}", script.display());
        }
    }
    println!("axe-core {AXE}: {}", script.display());
    Ok(script)
}

/// npm, which Debian has as a package.
///
/// # Errors
/// Where it is missing and cannot be installed.
pub fn npm() -> Result<Command> {
    if on_path("npm").is_none()
        && let Some(right) = apt::right()
    {
        apt::install(right, &["npm"])?;
    }
    let Some(npm) = on_path("npm") else {
        bail!(
            "npm is needed, to fetch what belongs to the tests alone; please install npm (Debian: npm)"
        );
    };
    read(Command::new(&npm).arg("--version")).context("npm is here but does not run")?;
    Ok(Command::new(npm))
}
