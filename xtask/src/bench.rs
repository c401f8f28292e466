//! The bench: the page measured beside other editors. What it measures and how stands in
//! `tests/bench`; here the page is built, the others are fetched and bundled, and the bench is started.

use crate::program::{cargo, run};
use crate::steps::Steps;
use crate::{axe, browser, checkout, page, tools};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is bundled: the editors, and the .docx by hand; each has a script in `tests/bench/peers`.
const PEERS: [&str; 4] = ["textarea", "codemirror", "prosemirror", "docx"];
const ALONE: &str = "cargo xtask bench";

/// Builds what is measured and measures it. The words go to the bench.
pub fn run_with(words: &[String]) -> Result<()> {
    let mut steps = Steps::start();
    let driven = steps.run("browser for the bench", ALONE, browser::ensure)?;
    let peers = steps.run("other editors", ALONE, bundled)?;
    let site = page::dist(&mut steps)?;
    steps.run("bench", ALONE, || {
        run(cargo()
            .args(["run", "--quiet", "--package", "tigang-bench", "--"])
            .args(words)
            .current_dir(checkout::root()?)
            .env("TIGANG_DIST", &site)
            .env("TIGANG_PEERS", &peers)
            .env("TIGANG_CHROMIUM", &driven.chromium))
    })
}

/// Fetches the other editors and makes a page of each; the folder of these pages. Nothing of them is
/// kept in the checkout, and they are fetched anew only when their versions change.
fn bundled() -> Result<PathBuf> {
    let sources = checkout::root()?.join("tests/bench/peers");
    let list = std::fs::read_to_string(sources.join("package.json"))?;
    let cache = tools::cargo_home()?
        .join("tigang-tools")
        .join("bench-peers");
    let kept = cache.join("package.json");
    let bundler = cache.join("node_modules/.bin/esbuild");
    if std::fs::read_to_string(&kept).ok().as_deref() != Some(&list) || !bundler.exists() {
        println!("CodeMirror, ProseMirror or fflate are missing; npm fetches them, once");
        std::fs::create_dir_all(&cache)?;
        std::fs::write(&kept, &list)?;
        run(axe::npm()?
            .args(["install", "--ignore-scripts", "--no-audit", "--no-fund"])
            .args(["--loglevel=error", "--prefix"])
            .arg(&cache))
        .context("the other editors could not be fetched from npm's registry")?;
    }
    for peer in PEERS {
        bundle(&sources, &cache, &bundler, peer)?;
    }
    Ok(cache.join("pages"))
}

fn bundle(sources: &Path, cache: &Path, bundler: &Path, peer: &str) -> Result<()> {
    // Beside what npm fetched: a bundler looks for packages from where a script stands.
    for script in [peer, "open"] {
        let name = format!("{script}.js");
        std::fs::copy(sources.join(&name), cache.join(&name))?;
    }
    let folder = cache.join("pages").join(peer);
    std::fs::create_dir_all(&folder)?;
    std::fs::copy(sources.join("page.html"), folder.join("index.html"))?;
    run(Command::new(bundler)
        .arg(cache.join(format!("{peer}.js")))
        .args([
            "--bundle",
            "--minify",
            "--format=iife",
            "--log-level=warning",
        ])
        .arg(format!("--outfile={}", folder.join("peer.js").display())))
    .with_context(|| format!("{peer} could not be bundled"))
}
