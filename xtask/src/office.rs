//! LibreOffice, poppler, python-docx and the Chinese typefaces: what the tests of the official page
//! measure with.

use crate::apt;
use crate::program::{on_path, read};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Finds all of it, and installs what is missing where it may.
pub fn ensure() -> Result<()> {
    if let Some(right) = apt::right()
        && !missing().is_empty()
    {
        let packages: Vec<&str> = missing().iter().map(|thing| thing.package).collect();
        apt::install(right, &packages)?;
    }
    let missing = missing();
    if missing.is_empty() {
        println!("LibreOffice, poppler, python-docx and Noto's Chinese typefaces: found");
        return Ok(());
    }
    let list: String = missing
        .iter()
        .map(|thing| format!("\n  - {} (Debian: {})", thing.what, thing.package))
        .collect();
    bail!("the tests of the official page need what is not on this computer; please install:{list}")
}

/// Something that the tests need and do not find.
struct Missing {
    what: &'static str,
    package: &'static str,
}

fn missing() -> Vec<Missing> {
    let fonts = read(Command::new("fc-list").args([":lang=zh-cn", "family"]));
    let fonts = fonts.unwrap_or_default();
    let needs = [
        (
            on_path("soffice").is_some(),
            "LibreOffice Writer, which needs no window",
            "libreoffice-writer-nogui",
        ),
        (
            on_path("pdftotext").is_some() && on_path("pdftohtml").is_some(),
            "poppler's pdftotext and pdftohtml",
            "poppler-utils",
        ),
        (
            read(Command::new(python()).args(["-c", "import docx"])).is_ok(),
            "python3 with python-docx",
            "python3-docx",
        ),
        (
            ["Noto Sans Mono CJK SC", "Noto Serif CJK SC"]
                .iter()
                .all(|name| fonts.contains(name)),
            "the typefaces Noto Sans Mono CJK and Noto Serif CJK",
            "fonts-noto-cjk",
        ),
    ];
    needs
        .into_iter()
        .filter(|(there, ..)| !there)
        .map(|(_, what, package)| Missing { what, package })
        .collect()
}

/// Debian's Python, which has Debian's packages; else the first on the PATH.
fn python() -> PathBuf {
    let debian = Path::new("/usr/bin/python3");
    if debian.is_file() {
        debian.to_owned()
    } else {
        on_path("python3").unwrap_or_else(|| PathBuf::from("python3"))
    }
}
