//! Debian's packages, where this computer has them and lets us install them. Elsewhere this room
//! says so and changes nothing.

use crate::program::{on_path, read, run};
use anyhow::{Context, Result};
use std::process::Command;

/// How apt-get may be run here, if it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// We are root.
    Root,
    /// sudo asks for no password.
    Sudo,
}

/// Whether apt-get is here and may install without asking a person.
#[must_use]
pub fn right() -> Option<Right> {
    on_path("apt-get")?;
    if read(Command::new("id").arg("-u")).is_ok_and(|user| user == "0") {
        return Some(Right::Root);
    }
    read(Command::new("sudo").args(["-n", "true"])).ok()?;
    Some(Right::Sudo)
}

/// Installs packages. The lists are read anew first: on a new computer there are none.
pub fn install(right: Right, packages: &[&str]) -> Result<()> {
    println!("installing with apt-get: {}", packages.join(", "));
    let apt_get = |arguments: &[&str]| {
        let mut command = match right {
            Right::Root => Command::new("env"),
            Right::Sudo => {
                let mut sudo = Command::new("sudo");
                sudo.args(["-n", "env"]);
                sudo
            }
        };
        // A package that asks a question would wait for ever in CI.
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]);
        command.args(arguments);
        command
    };
    run(&mut apt_get(&["update"])).context("apt-get could not read its package lists")?;
    run(apt_get(&["install", "--yes", "--no-install-recommends"]).args(packages))
        .context("apt-get could not install what is missing")
}
