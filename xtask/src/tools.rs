//! The tools that make the page, in exactly the versions that work together. What is on the PATH
//! in that version is used; what is not is installed once, into a folder of its own.

use crate::program::{cargo, in_folder, on_path, read, run};
use crate::{apt, checkout};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The newest trunk that the pinned Rust builds.
const TRUNK: &str = "0.21.14";

/// The tools, ready to use.
#[derive(Debug)]
pub struct Tools {
    /// Folders that hold them and are not on the PATH.
    pub folders: Vec<PathBuf>,
    /// Makes the page smaller; the page works without it.
    pub wasm_opt: Option<PathBuf>,
}

/// Finds the tools and installs those that are missing.
pub fn ensure() -> Result<Tools> {
    let bindgen = checkout::locked_version("wasm-bindgen")?;
    let folders = [
        // Its own lock file keeps a build of today the same as the one that was tried.
        crate_tool("trunk", "trunk", TRUNK, &["--locked"])?,
        // Its lock file names versions that do not build; the tool works without.
        crate_tool("wasm-bindgen-cli", "wasm-bindgen", &bindgen, &[])?,
    ];
    Ok(Tools {
        folders: folders.into_iter().flatten().collect(),
        wasm_opt: wasm_opt()?,
    })
}

/// The wasm target and the source of the standard library, which the page is built with. Adds what is
/// missing, as on a computer whose Rust was set up before this checkout; comes before every build, for
/// even the list of crates is made from that source.
///
/// # Errors
/// Where rustup cannot add it.
pub fn toolchain() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = PathBuf::from(read(Command::new(rustc).args(["--print", "sysroot"]))?);
    let libraries = sysroot.join("lib").join("rustlib");
    let parts = [
        (
            "target",
            "wasm32-unknown-unknown",
            "wasm32-unknown-unknown/lib",
        ),
        ("component", "rust-src", "src/rust/library/std"),
    ];
    for (kind, name, place) in parts {
        if libraries.join(place).is_dir() {
            continue;
        }
        run(Command::new("rustup").args([kind, "add", name])).with_context(|| {
            format!("the toolchain lacks the {kind} {name} and rustup could not add it")
        })?;
    }
    println!("rust: {}", sysroot.display());
    Ok(())
}

/// Finds a tool from the crate registry, or installs it. The folder, if it is not on the PATH.
pub(crate) fn crate_tool(
    package: &str,
    program: &str,
    version: &str,
    more: &[&str],
) -> Result<Option<PathBuf>> {
    if on_path(program).is_some_and(|file| is_version(&file, version)) {
        println!("{program} {version}: on the PATH");
        return Ok(None);
    }
    let root = cargo_home()?
        .join("tigang-tools")
        .join(format!("{package}-{version}"));
    let folder = root.join("bin");
    let ready = || in_folder(&folder, program).is_some_and(|file| is_version(&file, version));
    if !ready() {
        println!("{program} {version} is missing; building it takes some minutes, once");
        run(cargo_install(&root)
            .arg(format!("{package}@{version}"))
            .args(more))
        .with_context(|| format!("{program} {version} could not be installed"))?;
        if !ready() {
            bail!("{program} was installed, but it is not of version {version}");
        }
    }
    println!("{program} {version}: {}", folder.display());
    Ok(Some(folder))
}

/// The optimiser: on the PATH, from Debian, or from the crate registry. None is no failure.
fn wasm_opt() -> Result<Option<PathBuf>> {
    if let Some(file) = on_path("wasm-opt") {
        println!("wasm-opt: {}", file.display());
        return Ok(Some(file));
    }
    if let Some(right) = apt::right()
        && apt::install(right, &["binaryen"]).is_ok()
        && let Some(file) = on_path("wasm-opt")
    {
        return Ok(Some(file));
    }
    let root = cargo_home()?.join("tigang-tools").join("wasm-opt");
    let compiler = ["c++", "g++", "clang++"].into_iter().find_map(on_path);
    let built = || in_folder(&root.join("bin"), "wasm-opt");
    if built().is_none() && compiler.is_some() {
        println!("wasm-opt is missing; building it takes a quarter of an hour, once");
        // Failing is told below, together with there being no compiler.
        let _ = run(cargo_install(&root).args(["--locked", "wasm-opt"]));
    }
    if built().is_none() {
        println!(
            "note: there is no wasm-opt here, so the page is larger than it need be, and works \
             the same; install binaryen (or a C++ compiler) for the small one"
        );
    }
    Ok(built())
}

/// A `cargo install` into a folder, apart from what this checkout builds.
fn cargo_install(root: &Path) -> Command {
    let mut command = cargo();
    command
        .args(["install", "--root"])
        .arg(root)
        // The tools are for this computer, whatever the checkout is built for and with.
        .current_dir(std::env::temp_dir())
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("CARGO_BUILD_TARGET")
        .env_remove("RUSTFLAGS");
    command
}

/// Whether a program says that it is of this version: `trunk 0.21.14`.
fn is_version(program: &Path, version: &str) -> bool {
    read(Command::new(program).arg("--version"))
        .is_ok_and(|said| said.split_whitespace().nth(1) == Some(version))
}

/// The folder beside which tools are kept.
pub fn cargo_home() -> Result<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(folder) => Ok(folder.into()),
        None => Ok(std::env::home_dir()
            .context("there is no home folder to keep the tools in; set CARGO_HOME")?
            .join(".cargo")),
    }
}
