//! The browser: the one a person looks with, and the one the tests drive, with its driver and a
//! Chinese font. How a test starts it is the tests' business.

use crate::apt;
use crate::program::{on_path, read};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// The browser and the driver that the tests drive.
#[derive(Debug)]
pub struct Driven {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// The chromedriver of the same version.
    pub chromedriver: PathBuf,
}

/// Finds browser, driver and font, and installs those that are missing where it may.
pub fn ensure() -> Result<Driven> {
    if let Some(right) = apt::right()
        && !missing().is_empty()
    {
        let packages: Vec<&str> = missing().iter().map(|thing| thing.package).collect();
        apt::install(right, &packages)?;
    }
    let missing = missing();
    if missing.is_empty()
        && let (Some(chromium), Some(chromedriver)) = (chromium(), chromedriver())
    {
        println!("browser: {}", chromium.display());
        println!("driver: {}", chromedriver.display());
        return Ok(Driven {
            chromium,
            chromedriver,
        });
    }
    let list: String = missing
        .iter()
        .map(|thing| format!("\n  - {} (Debian: {})", thing.what, thing.package))
        .collect();
    bail!("the browser tests need what is not on this computer; please install:{list}")
}

/// Something the browser tests need and do not find.
struct Missing {
    what: &'static str,
    package: &'static str,
}

fn missing() -> Vec<Missing> {
    let mut list = Vec::new();
    let mut need = |there: bool, what, package| {
        if !there {
            list.push(Missing { what, package });
        }
    };
    need(
        chromium().is_some(),
        "Chromium or Chrome, on the PATH or named by the variable CHROME",
        "chromium",
    );
    need(
        chromedriver().is_some(),
        "chromedriver of the browser's version, on the PATH or named by the variable CHROMEDRIVER",
        "chromium-driver",
    );
    // Other systems bring Chinese fonts with them and have no fontconfig to ask.
    if cfg!(target_os = "linux") {
        need(
            on_path("fc-list").is_some(),
            "fontconfig, to see which fonts there are",
            "fontconfig",
        );
        let fonts = read(Command::new("fc-list").arg(":lang=zh"));
        need(
            fonts.is_ok_and(|fonts| !fonts.is_empty()),
            "a Chinese font, or every character is an empty box",
            "fonts-noto-cjk",
        );
    }
    list
}

fn chromium() -> Option<PathBuf> {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let in_applications =
        PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    named("CHROME")
        .or_else(|| names.into_iter().find_map(on_path))
        .or_else(|| in_applications.is_file().then_some(in_applications))
}

fn chromedriver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

/// The program that a variable names, if the file is there.
fn named(variable: &str) -> Option<PathBuf> {
    let file = PathBuf::from(std::env::var_os(variable)?);
    file.is_file().then_some(file)
}

/// Opens an address in the person's own browser.
pub fn open(address: &str) -> Result<()> {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut shell = Command::new("cmd");
        shell.args(["/C", "start", ""]);
        shell
    } else {
        Command::new("xdg-open")
    };
    // Not waited for: some openers live as long as the browser does.
    command
        .arg(address)
        .spawn()
        .map(|_| ())
        .context("the system's opener did not start")
}
