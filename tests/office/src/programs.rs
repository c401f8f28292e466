//! The programs that the measuring needs. `cargo xtask test` installs them where it may.

use anyhow::{Result, bail};
use std::env;
use std::path::PathBuf;

/// A program on the PATH, and the Debian package that it is in.
const PROGRAMS: [(&str, &str); 4] = [
    ("soffice", "libreoffice-writer-nogui"),
    ("pdftotext", "poppler-utils"),
    ("pdftohtml", "poppler-utils"),
    ("python3", "python3-docx"),
];

/// The file of a program.
///
/// # Errors
/// Where it is not on this computer.
pub fn program(name: &str) -> Result<PathBuf> {
    // Debian's Python has Debian's packages; another one that stands earlier on the PATH has not.
    let first = (name == "python3").then(|| PathBuf::from("/usr/bin"));
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = first.into_iter().chain(env::split_paths(&path));
    for folder in folders {
        let file = folder.join(format!("{name}{}", env::consts::EXE_SUFFIX));
        if file.is_file() {
            return Ok(file);
        }
    }
    let package = PROGRAMS.iter().find(|(known, _)| *known == name);
    bail!(
        "these tests measure what LibreOffice shows, and {name} is not on this computer (Debian: {}); \
         `cargo xtask test` installs it where it may",
        package.map_or("unknown", |(_, package)| package)
    )
}
