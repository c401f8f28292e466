//! Where things are in the checkout, and what its lock file says. Everything is found from the
//! checkout itself; no other folder is named.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The root of the checkout.
pub fn root() -> Result<PathBuf> {
    // `cargo run` says where the package is now; the folder it was compiled in may have moved.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .ancestors()
        .find(|folder| folder.join("Trunk.toml").is_file())
        .map(Path::to_path_buf)
        .with_context(|| format!("no Trunk.toml above {}", package.display()))
}

/// The folder for built things: CARGO_TARGET_DIR, or `target` in the checkout.
pub fn target() -> Result<PathBuf> {
    let root = root()?;
    Ok(match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    })
}

/// The version of a package in the checkout's Cargo.lock.
pub fn locked_version(package: &str) -> Result<String> {
    let file = root()?.join("Cargo.lock");
    let lock = std::fs::read_to_string(&file).with_context(|| format!("no {}", file.display()))?;
    version_in(&lock, package)
        .map(str::to_owned)
        .with_context(|| format!("Cargo.lock does not name {package}"))
}

/// The version of a package in the text of a lock file: the line after its name.
fn version_in<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    lock.lines()
        .skip_while(|line| *line != name)
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\ndependencies = [\n]\n";

    #[test]
    fn the_version_is_of_that_very_package() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(version_in(LOCK, "wasm-bindgen-macro"), Some("0.2.1"));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(version_in(LOCK, "wasm"), None);
        assert_eq!(version_in("", "wasm-bindgen"), None);
    }
}
