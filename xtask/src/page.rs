//! The page as a static site in `dist/`: one build for old and new browsers.

use crate::old_browsers::lowered;
use crate::program::{cargo, path_with, read, run};
use crate::steps::Steps;
use crate::tools::{self, Tools};
use crate::{checkout, pack, sizes};
use anyhow::{Context, Result};
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

/// Builds the site with tools that are there.
pub fn build(steps: &mut Steps, tools: &Tools) -> Result<PathBuf> {
    let site = checkout::root()?.join("dist");
    steps.run("page: trunk", ALONE, || trunk(tools))?;
    steps.run("page: smaller", ALONE, || {
        shrink(tools.wasm_opt.as_deref(), &site)
    })?;
    steps.run("page: old browsers", ALONE, || lower(&site))?;
    let files = sizes::of(&site)?;
    println!(
        "\nthe site in {}:\n{}",
        site.display(),
        sizes::table(&files)
    );
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

fn trunk(tools: &Tools) -> Result<()> {
    let mut command = Command::new("trunk");
    page_build(&mut command)
        .args(["build", "--release", "--offline"])
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

/// Puts the site's scripts in syntax that old browsers read, and takes notes out of all that is text.
fn lower(site: &Path) -> Result<()> {
    for name in files_named(site, ".js")? {
        let file = site.join(&name);
        let old =
            lowered(&std::fs::read_to_string(&file)?).with_context(|| format!("in {name}"))?;
        std::fs::write(&file, pack::without_notes(&old)?)?;
    }
    for name in files_named(site, ".html")? {
        let file = site.join(name);
        let bare = pack::without_notes(&std::fs::read_to_string(&file)?)?;
        std::fs::write(&file, bare)?;
    }
    Ok(())
}

/// Makes the site's wasm smaller in place, with wasm-opt where it is there, and packs it together with
/// the script. The names keep trunk's hash of the larger file: they still change with every change of
/// the program.
fn shrink(wasm_opt: Option<&Path>, site: &Path) -> Result<()> {
    for name in files_named(site, ".wasm")? {
        let wasm = site.join(name);
        std::fs::write(&wasm, pack::without_unused_exports(&std::fs::read(&wasm)?)?)?;
        if let Some(program) = wasm_opt {
            let small = wasm.with_extension("small");
            run(Command::new(program)
                .args(["--mvp-features", "--enable-mutable-globals"])
                .args(["--flatten", "--rereloop", "-Oz", "-Oz", "-o"])
                .args([&small, &wasm]))?;
            std::fs::rename(&small, &wasm)?;
        }
        let (packed, names) = pack::packed(&std::fs::read(&wasm)?)?;
        std::fs::write(&wasm, packed)?;
        for script in files_named(site, ".js")? {
            let script = site.join(script);
            let renamed = pack::renamed(&std::fs::read_to_string(&script)?, &names)?;
            std::fs::write(&script, renamed)?;
        }
    }
    Ok(())
}

/// The names of the site's files with this ending.
fn files_named(site: &Path, ending: &str) -> Result<Vec<String>> {
    let names = sizes::of(site)?.into_iter().map(|file| file.name);
    Ok(names.filter(|name| name.ends_with(ending)).collect())
}
