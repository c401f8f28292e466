//! Every check and test, as CI runs them. It stops at the first step that fails.

use crate::browser::{self, Driven};
use crate::page::{self, BINARY, TARGET};
use crate::program::{cargo, describe, run, run_watched};
use crate::steps::Steps;
use crate::tally::Tally;
use crate::{axe, checkout, elsewhere, office};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// The browser tests' package, which needs the built site and a browser.
const BROWSER_TESTS: &str = "tigang-e2e";
/// The package that measures the official page, which needs LibreOffice.
const OFFICE_TESTS: &str = "tigang-office";

/// Runs everything, prints the times and the sum of the tests. `slow` asks the tests for their
/// longest form.
pub fn run_all(slow: bool) -> Result<()> {
    let mut steps = Steps::start();
    let mut tally = Tally::default();
    let result = all(&mut steps, &mut tally, slow);
    println!("\n{}", steps.table());
    // A run that broke off before the tests has nothing to say of them.
    if tally != Tally::default() {
        println!("{tally}");
        println!("{}", reports_read(std::env::var_os("TIGANG_REPORTS")));
    }
    result
}

/// Which half-year report the tests have read.
fn reports_read(folder: Option<std::ffi::OsString>) -> String {
    match folder {
        Some(folder) => format!(
            "half-year report: the one in {}",
            Path::new(&folder).display()
        ),
        None => "half-year report: our own, as TIGANG_REPORTS names no folder with a real one"
            .to_owned(),
    }
}

fn all(steps: &mut Steps, tally: &mut Tally, slow: bool) -> Result<()> {
    let tools = page::prepare(steps)?;
    let driven = steps.run("browser for the tests", "cargo xtask test", browser::ensure)?;
    let axe = steps.run("axe-core for the tests", "cargo xtask test", axe::ensure)?;
    let others = if slow {
        steps.run(
            "other browsers for the tests",
            "cargo xtask test --slow",
            elsewhere::ensure,
        )?
    } else {
        Vec::new()
    };
    let alone = "cargo xtask test";
    steps.run("LibreOffice for the tests", alone, office::ensure)?;

    check(steps, "format", &["fmt", "--all", "--check"])?;
    let native = ["clippy", "--workspace", "--all-targets"];
    check(steps, "clippy, native", &strict(&native))?;
    let wasm = [
        "clippy",
        "--target",
        TARGET,
        "--features",
        "ui",
        "--bin",
        BINARY,
    ];
    check(steps, "clippy, page", &strict(&wasm))?;

    let mut native = tests(slow)?;
    native.args(["--workspace", "--exclude", BROWSER_TESTS]);
    native.args(["--exclude", OFFICE_TESTS]);
    test(steps, tally, "tests, native", &mut native)?;
    let mut paper = tests(slow)?;
    paper.args(["--package", OFFICE_TESTS]);
    test(steps, tally, "tests of the official page", &mut paper)?;

    let site = page::build(steps, &tools)?;
    let browsers = || {
        let mut browsers = tests(slow)?;
        browsers.args(["--package", BROWSER_TESTS]);
        in_browser(&mut browsers, &site, &driven, &axe);
        if slow {
            browsers.args(["--features", "elsewhere"]);
            browsers.envs(others.iter().map(|(name, place)| (name, place)));
        }
        Ok(browsers)
    };
    test_twice(steps, tally, "tests in the browser", &browsers)?;

    if tally.passed == 0 {
        bail!("no test was run");
    }
    Ok(())
}

/// A cargo command as one step.
fn check(steps: &mut Steps, name: &str, arguments: &[&str]) -> Result<()> {
    let mut command = cargo();
    command.args(arguments).current_dir(checkout::root()?);
    let alone = describe(&command);
    steps.run(name, &alone, || run(&mut command))
}

/// A clippy command for which a warning is an error.
fn strict<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--", "-D", "warnings"]].concat()
}

/// A `cargo test` that goes on after the first test program that fails, so that one run tells all.
fn tests(slow: bool) -> Result<Command> {
    let mut command = cargo();
    command
        .args(["test", "--no-fail-fast"])
        // An error says in its own words what was waited for; the frames of the scheduler would bury it.
        .env("RUST_LIB_BACKTRACE", "0")
        .current_dir(checkout::root()?);
    if slow {
        command.env("TIGANG_SLOW", "1");
    }
    Ok(command)
}

/// Tests as one step, summed up while they are shown.
fn test(steps: &mut Steps, tally: &mut Tally, name: &str, command: &mut Command) -> Result<()> {
    let mut found = Tally::default();
    let result = counted(steps, &mut found, name, command);
    tally.add(&found, None);
    result
}

/// The browser tests. They wait for browsers, disks and clocks, which a busy computer may hold up for
/// seconds: what fails beside others runs once more, alone, where [`Failure::may_run_again`] says so. What
/// fails again fails; what does not is told by its name at the end.
///
/// [`Failure::may_run_again`]: crate::tally::Failure::may_run_again
fn test_twice(
    steps: &mut Steps,
    tally: &mut Tally,
    name: &str,
    tests: &dyn Fn() -> Result<Command>,
) -> Result<()> {
    let mut found = Tally::default();
    let result = counted(steps, &mut found, name, &mut tests()?);
    if result.is_ok() || !found.may_run_again() {
        tally.add(&found, None);
        return result;
    }
    // By the same chance: each seed in a run of its own.
    let mut seeds: Vec<Option<u64>> = found.failures.iter().map(|one| one.seed).collect();
    seeds.sort_unstable();
    seeds.dedup();
    let mut alone = Tally::default();
    let mut again = Ok(());
    for seed in seeds {
        let mut command = tests()?;
        command.envs(seed.map(|seed| ("TIGANG_SEED", seed.to_string())));
        command.args(["--", "--test-threads=1", "--exact"]);
        let these = found.failures.iter().filter(|one| one.seed == seed);
        command.args(these.map(|one| &one.name));
        again = again.and(counted(
            steps,
            &mut alone,
            "what failed, alone",
            &mut command,
        ));
    }
    match tally.add(&found, Some(&alone)) {
        true => again,
        false => result,
    }
}

fn counted(steps: &mut Steps, tally: &mut Tally, name: &str, command: &mut Command) -> Result<()> {
    // The variables belong to it: without them the tests would not find site and browser.
    let variables: String = command
        .get_envs()
        .filter_map(|(name, value)| Some((name, value?)))
        .map(|(name, value)| format!("{}='{}' ", name.display(), value.display()))
        .collect();
    let alone = format!("{variables}{}", describe(command));
    steps.run(name, &alone, || {
        run_watched(command, |line| tally.add_line(line))
    })
}

/// Tells the browser tests where the site, the browser and axe-core are.
fn in_browser(command: &mut Command, site: &Path, driven: &Driven, axe: &Path) {
    command
        // They wait more than they work: for disks, clocks and one another.
        .env("RUST_TEST_THREADS", "3")
        .env("TIGANG_DIST", site)
        .env("TIGANG_CHROMIUM", &driven.chromium)
        .env("TIGANG_CHROMEDRIVER", &driven.chromedriver)
        .env("TIGANG_AXE", axe);
}
