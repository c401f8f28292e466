//! What the browser is sent: each file of the site with its size as it is and as it travels.

use crate::forms::{COMPRESSED, ONE_FILE};
use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;
use std::process::Command;

/// One file of the site.
#[derive(Debug)]
pub struct Sized {
    /// Its name below the site's folder.
    pub name: String,
    /// Its bytes.
    pub raw: usize,
    /// Its bytes at gzip's highest level, as gzip itself makes it; where that is not installed, as the library does,
    /// which comes within a hundredth of it.
    pub gzip: usize,
}

/// The weight of both forms of the page. What lies compressed beside a file is the same file again and
/// counts once.
pub fn report(site: &Path) -> Result<String> {
    let (one, hosted): (Vec<_>, Vec<_>) = of(site)?
        .into_iter()
        .filter(|file| !COMPRESSED.iter().any(|ending| file.name.ends_with(ending)))
        .partition(|file| file.name == ONE_FILE);
    Ok(format!(
        "from a web server:\n{}\nas one file:\n{}",
        table(&hosted),
        table(&one)
    ))
}

/// Every file below a folder, the largest on the way first.
pub fn of(folder: &Path) -> Result<Vec<Sized>> {
    let mut files = Vec::new();
    collect(folder, "", &mut files)?;
    files.sort_by(|one, other| (other.gzip, &one.name).cmp(&(one.gzip, &other.name)));
    Ok(files)
}

fn collect(folder: &Path, before: &str, files: &mut Vec<Sized>) -> Result<()> {
    let entries =
        std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    for entry in entries {
        let entry = entry?;
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), files)?;
        } else {
            let bytes = std::fs::read(entry.path())?;
            let gzip = match by_gzip(&entry.path()) {
                Some(gzip) => gzip,
                None => by_library(&bytes)?,
            };
            files.push(Sized {
                name,
                raw: bytes.len(),
                gzip,
            });
        }
    }
    Ok(())
}

fn by_gzip(file: &Path) -> Option<usize> {
    let gzip = Command::new("gzip").args(["-9nc", "--"]).arg(file).output();
    gzip.ok()
        .filter(|gzip| gzip.status.success())
        .map(|gzip| gzip.stdout.len())
}

fn by_library(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// The files as a table with their sum.
#[must_use]
pub fn table(files: &[Sized]) -> String {
    let row = |name: &str, raw: usize, gzip: usize| {
        format!("{:>12} {:>12}  {name}\n", grouped(raw), grouped(gzip))
    };
    let mut table = format!("{:>12} {:>12}\n", "bytes", "gzip -9");
    for file in files {
        table.push_str(&row(&file.name, file.raw, file.gzip));
    }
    let raw = files.iter().map(|file| file.raw).sum();
    let gzip = files.iter().map(|file| file.gzip).sum();
    table.push_str(&row("in all", raw, gzip));
    table
}

/// A number with its thousands apart.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1 234 567");
    }

    #[test]
    fn the_table_ends_with_the_sum() {
        let file = |raw, gzip| Sized {
            name: "a".to_owned(),
            raw,
            gzip,
        };
        let table = table(&[file(1000, 400), file(500, 100)]);
        let last = table.lines().last().map(str::split_whitespace);
        let words: Vec<&str> = last.into_iter().flatten().collect();
        assert_eq!(words, ["1", "500", "500", "in", "all"]);
    }

    #[test]
    fn what_repeats_travels_light() -> Result<()> {
        assert!(by_library(&[7; 10_000])? < 100);
        Ok(())
    }
}
