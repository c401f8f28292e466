//! Running other programs: found by name, run in the open, their failure told as a sentence. No
//! other room starts a process.

use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs a program with its output shown as it comes; an error when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let said = describe(command);
    let status = command
        .status()
        .with_context(|| format!("could not start: {said}"))?;
    if !status.success() {
        bail!("{said} ended with {status}");
    }
    Ok(())
}

/// Runs a program as `run` does, and also hands each line it prints to `watch`.
pub fn run_watched(command: &mut Command, mut watch: impl FnMut(&str)) -> Result<()> {
    let said = describe(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("could not start: {said}"))?;
    let mut lines = BufReader::new(child.stdout.take().context("the output has no pipe")?);
    let mut line = Vec::new();
    // Bytes, not text: a test may print anything, and the tally must not end at it.
    while lines.read_until(b'\n', &mut line)? > 0 {
        let mut screen = std::io::stdout().lock();
        screen.write_all(&line)?;
        screen.flush()?;
        watch(String::from_utf8_lossy(&line).trim_end());
        line.clear();
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{said} ended with {status}");
    }
    Ok(())
}

/// What a program prints, without showing it; an error when it cannot start or fails.
pub fn read(command: &mut Command) -> Result<String> {
    let said = describe(command);
    let output = command
        .stderr(Stdio::null())
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("could not start: {said}"))?;
    if !output.status.success() {
        bail!("{said} ended with {}", output.status);
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The file that a program's name stands for on the PATH.
#[must_use]
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).find_map(|folder| in_folder(&folder, name))
}

/// The program of that name in one folder, if it is there.
#[must_use]
pub fn in_folder(folder: &Path, name: &str) -> Option<PathBuf> {
    let file = folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    file.is_file().then_some(file)
}

/// The PATH with some folders put in front.
pub fn path_with(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let old = std::env::var_os("PATH").unwrap_or_default();
    let all = folders
        .iter()
        .cloned()
        .chain(std::env::split_paths(&old))
        .collect::<Vec<_>>();
    std::env::join_paths(all).context("a folder on the PATH has a forbidden character in its name")
}

/// A cargo command of the toolchain that runs this program.
#[must_use]
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The command as a person would type it: the program's short name and its arguments.
#[must_use]
pub fn describe(command: &Command) -> String {
    let name = Path::new(command.get_program())
        .file_stem()
        .unwrap_or(command.get_program());
    std::iter::once(name)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_described_as_typed() {
        let mut command = Command::new("/some/where/cargo");
        command.args(["fmt", "--all"]);
        assert_eq!(describe(&command), "cargo fmt --all");
    }

    #[test]
    fn a_program_that_is_not_there_is_not_found() {
        assert_eq!(on_path("no-program-has-this-name"), None);
        assert!(run(&mut Command::new("no-program-has-this-name")).is_err());
    }
}
