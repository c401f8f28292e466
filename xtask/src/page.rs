//! The page as a static site in `dist/`: one build for old and new browsers.

use crate::forms::{self, Build, Parts};
use crate::old_browsers::lowered;
use crate::pack::{self, Packed};
use crate::program::{cargo, path_with, read, run};
use crate::shortened::{self, Syntax};
use crate::steps::Steps;
use crate::tools::{self, Tools};
use crate::{checkout, imports, loader, sizes, styles};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The wasm target's name for rustc.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// The page's binary in Cargo.toml.
pub const BINARY: &str = "tigang-page";

const ALONE: &str = "cargo xtask dist";

/// Installs what is missing, builds the site, and prints what it weighs. Returns its folder.
pub fn dist(steps: &mut Steps) -> Result<PathBuf> {
    let tools = prepare(steps)?;
    build(steps, &tools)
}

/// Completes the toolchain, fetches the crates and installs the tools that are missing.
pub fn prepare(steps: &mut Steps) -> Result<Tools> {
    steps.run("toolchain", ALONE, tools::toolchain)?;
    steps.run("crates", ALONE, fetch)?;
    steps.run("tools for the page", ALONE, tools::ensure)
}

/// Builds both forms of the page with tools that are there.
pub fn build(steps: &mut Steps, tools: &Tools) -> Result<PathBuf> {
    let raw = checkout::target()?.join("page").join("site");
    let site = checkout::root()?.join("dist");
    steps.run("page: trunk", ALONE, || trunk(tools, &raw))?;
    let build = steps.run("page: smaller", ALONE, || {
        smaller(tools.wasm_opt.as_deref(), &raw)
    })?;
    steps.run("page: both forms", ALONE, || forms(&build, &site))?;
    println!("\nin {}:\n{}", site.display(), sizes::report(&site)?);
    Ok(site)
}

/// Brings every crate that this computer and the page need, the standard library's own among them;
/// asks the network only when one is missing.
fn fetch() -> Result<()> {
    let root = checkout::root()?;
    let fetch = |more: &[&str]| {
        let mut command = cargo();
        page_build(&mut command)
            .args(["fetch", "--target", "host-tuple", "--target", TARGET])
            .args(more)
            .current_dir(&root);
        command
    };
    if read(&mut fetch(&["--offline"])).is_ok() {
        println!("every crate is here");
        return Ok(());
    }
    run(&mut fetch(&[])).context("a crate could not be fetched")
}

fn trunk(tools: &Tools, raw: &Path) -> Result<()> {
    std::fs::create_dir_all(raw)?;
    let mut command = Command::new("trunk");
    page_build(&mut command)
        .args(["build", "--release", "--offline", "--dist"])
        .arg(raw)
        .current_dir(checkout::root()?)
        .env("PATH", path_with(&tools.folders)?)
        // Apart from native builds: the variables above would have both rebuilt by turns.
        .env("CARGO_TARGET_DIR", checkout::target()?.join("page"))
        // Trunk reads it as a yes or no and refuses the usual 1.
        .env_remove("NO_COLOR")
        // What failed is what the compiler says, not where trunk was at the time.
        .env_remove("RUST_BACKTRACE");
    run(&mut command)
}

/// Sets what makes one build for every browser from Chrome 72 on: wasm's first instruction set,
/// for which the standard library is built anew. These variables touch the wasm build only.
///
/// The small standard library and what `-Zfmt-debug=none` leaves out save a few kB. With
/// immediate-abort a panic is a trap without a message: the script in index.html hears of the trap and
/// shows the crash screen, which needs no message; a debug build still says what failed.
fn page_build(command: &mut Command) -> &mut Command {
    command
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort")
        .env("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size")
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            concat!(
                "-Ctarget-cpu=mvp -Ctarget-feature=+mutable-globals ",
                "-Zunstable-options -Cpanic=immediate-abort -Zfmt-debug=none -Zlocation-detail=none",
            ),
        )
        // These would take the place of the flags above.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
}

/// What trunk made: the page and its script in syntax that old browsers read and without notes, the wasm
/// made smaller, with wasm-opt where it is there, and packed together with the script.
fn smaller(wasm_opt: Option<&Path>, raw: &Path) -> Result<Build> {
    let file = only(raw, ".wasm")?;
    let cut = raw.join("cut.wasm");
    std::fs::write(&cut, pack::without_unused_exports(&std::fs::read(&file)?)?)?;
    if let Some(program) = wasm_opt {
        run(Command::new(program)
            .args(["--mvp-features", "--enable-mutable-globals"])
            // The stack lies lowest and grows down: its last bytes are never read, as that flag asks.
            .args(["--low-memory-unused", "--flatten", "--rereloop"])
            // Of what has one caller, small functions alone go into it: the rest packs better by itself, and is
            // compiled only where it is called.
            .args(["--one-caller-inline-max-function-size", "100"])
            .args(["-Oz", "-Oz", "-o"])
            .args([&cut, &cut]))?;
    }
    let Packed {
        wasm,
        imports,
        exports,
    } = pack::packed(&std::fs::read(&cut)?)?;
    std::fs::remove_file(&cut)?;
    imports::check(imports.keys().map(String::as_str))?;
    let names = imports.into_iter().chain(exports).collect();
    let script = loader::without(&old(&only(raw, ".js")?)?)?;
    let script = pack::renamed(&script, &names)?;
    imports::check_script("wasm-bindgen's script", &script, &[])?;
    let script = shortened::script(&script, Syntax::Newer)?;
    let page = pack::without_notes(&old(&only(raw, ".html")?)?)?;
    let page = styles::closely(&page)?;
    let page = shortened::page(&page)?;
    Ok(Build { page, script, wasm })
}

/// A text of the page as old browsers read it.
fn old(file: &Path) -> Result<String> {
    let text = std::fs::read_to_string(file)?;
    lowered(&text).with_context(|| format!("in {}", file.display()))
}

/// A script of its own as old browsers read it, with short names.
fn short(file: &Path) -> Result<String> {
    shortened::script(&old(file)?, Syntax::Oldest)
}

/// Writes both forms, in place of those of the last build.
fn forms(build: &Build, site: &Path) -> Result<()> {
    if site.is_dir() {
        std::fs::remove_dir_all(site)?;
    }
    std::fs::create_dir_all(site)?;
    let root = checkout::root()?;
    let scripts = root.join("src/ui/browser");
    let parts = Parts {
        unpacker: short(&scripts.join("unpack.js"))?,
        keeper: short(&scripts.join("update.js"))?,
        worker: short(&scripts.join("worker.js"))?,
        manifest: std::fs::read_to_string(root.join("site/manifest.webmanifest"))?,
    };
    forms::write(build, &parts, site)
}

/// The file in a folder with this ending; trunk makes one of each.
fn only(folder: &Path, ending: &str) -> Result<PathBuf> {
    let mut found = None;
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        if file.to_string_lossy().ends_with(ending) && found.replace(file).is_some() {
            bail!("there are two files {ending} in {}", folder.display());
        }
    }
    found.with_context(|| format!("there is no file {ending} in {}", folder.display()))
}
