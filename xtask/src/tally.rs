//! The sum of what the test programs say of themselves. It reads their closing lines, and never
//! counts by other means; of a test that failed it keeps the name, and what it says of chance and loss.

use std::fmt;

/// How many tests passed, failed and were left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
    /// Tests that are switched off.
    pub skipped: u64,
    /// Test programs that began and did not tell their sum: they broke off.
    pub broken: u64,
    /// Those that failed, as far as they were told.
    pub failures: Vec<Failure>,
    /// Those that failed once and passed alone.
    pub unsteady: Vec<Failure>,
    /// Whether what follows is what a failed test said: the place of its failure.
    said_by: Option<usize>,
}

/// A test that failed, and what it said of that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// Its name.
    pub name: String,
    /// What its chance began with, where it goes by chance.
    pub seed: Option<u64>,
    /// Whether it waited in vain, as on a computer that is held up.
    waited: bool,
    /// Whether a text was another one when it had been waited for.
    differs: bool,
    /// Whether something was lost.
    lost: bool,
}

impl Failure {
    /// Whether it may run once more, alone. What was lost once is lost; and a test that goes by chance would
    /// meet other chances than those that it failed by, so that it may where it only waited in vain, and then
    /// by the same seed.
    #[must_use]
    pub fn may_run_again(&self) -> bool {
        let by_chance = self.seed.is_some();
        !self.lost && (!by_chance || self.waited && !self.differs)
    }

    /// Takes in a line that the test said.
    fn add_line(&mut self, line: &str) {
        let seed = line.split("TIGANG_SEED=").nth(1);
        let digits = |rest: &str| {
            rest.split(|sign: char| !sign.is_ascii_digit())
                .next()?
                .parse()
                .ok()
        };
        self.seed = seed.and_then(digits).or(self.seed);
        self.waited |= line.contains(WAITED);
        self.differs |= line.contains(DIFFERS);
        self.lost |= line.contains(LOST);
    }
}

/// What a failure says of itself; the browser tests write it so.
pub const WAITED: &str = "waited in vain: ";
/// A text that was waited for is there, and is another one.
pub const DIFFERS: &str = "another text: ";
/// Something that a person wrote is not there any more.
pub const LOST: &str = "a loss: ";

impl Tally {
    /// Adds what a line says, if it is the closing line of a test program or tells of a failed test.
    pub fn add_line(&mut self, line: &str) {
        let test = line.strip_prefix("test ");
        if let Some(name) = test.and_then(|test| test.strip_suffix(" ... FAILED")) {
            let name = name.to_owned();
            self.failures.push(Failure {
                name,
                ..Failure::default()
            });
        }
        let begins = line.strip_prefix("running ").map(str::split_whitespace);
        if begins.is_some_and(|mut words| matches!(words.next_back(), Some("test" | "tests"))) {
            self.broken += 1;
        }
        let says = line.strip_prefix("---- ");
        if let Some(name) = says.and_then(|line| line.strip_suffix(" stdout ----")) {
            // Of several programs with a test of this name, the last one speaks.
            self.said_by = self.failures.iter().rposition(|one| one.name == name);
        } else if let Some(failure) = self.said_by.and_then(|at| self.failures.get_mut(at)) {
            failure.add_line(line);
        }
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        self.said_by = None;
        self.broken = self.broken.saturating_sub(1);
        for part in counts.split(['.', ';']) {
            let Some((number, what)) = part.trim().split_once(' ') else {
                continue;
            };
            let number = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.skipped += number,
                _ => {}
            }
        }
    }

    /// Whether what failed may run once more: all of it is known by name, and each of it may.
    #[must_use]
    pub fn may_run_again(&self) -> bool {
        let known = u64::try_from(self.failures.len()) == Ok(self.failed);
        let may = self.failures.iter().all(Failure::may_run_again);
        0 < self.failed && self.broken == 0 && known && may
    }

    /// Adds a run. Where `again` is what became of its failed tests when they ran alone, and all of them
    /// passed, they count as passed and as unsteady. Whether all that failed has passed in the end.
    pub fn add(&mut self, run: &Tally, again: Option<&Tally>) -> bool {
        let passed = again.is_some_and(|again| again.passed == run.failed && again.failed == 0)
            && run.may_run_again();
        self.broken += run.broken;
        self.passed += run.passed;
        self.skipped += run.skipped;
        if passed {
            self.passed += run.failed;
            self.unsteady.extend_from_slice(&run.failures);
        } else {
            self.failed += run.failed;
            self.failures.extend_from_slice(&run.failures);
        }
        passed
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(out, ", {} skipped", self.skipped)?;
        }
        for Failure { name, seed, .. } in &self.unsteady {
            write!(out, "\nfailed beside others and passed alone: {name}")?;
            if let Some(seed) = seed {
                write!(out, ", both times by TIGANG_SEED={seed}")?;
            }
        }
        for Failure { name, .. } in self.failures.iter().filter(|one| !one.may_run_again()) {
            write!(
                out,
                "\nfailed, and a second run would prove nothing: {name}"
            )?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_are_summed() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test a ... ok",
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 10 passed; 2 failed; 1 ignored; 0 measured; 7 filtered out; finished in 1.20s",
        ] {
            tally.add_line(line);
        }
        assert_eq!(tally.to_string(), "13 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn what_fails_once_and_passes_alone_is_told() {
        let tally_of = |lines: &[&str]| {
            let mut tally = Tally::default();
            lines.iter().for_each(|line| tally.add_line(line));
            tally
        };
        let first = tally_of(&[
            "test a ... ok",
            "test b ... FAILED",
            "test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
        ]);
        assert_eq!(first.failures.len(), 1);
        let good = tally_of(&["test result: ok. 1 passed; 0 failed; 0 ignored; 1 filtered out"]);
        let bad = tally_of(&["test result: FAILED. 0 passed; 1 failed; 0 ignored"]);
        let nothing = tally_of(&["test result: ok. 0 passed; 0 failed; 0 ignored"]);
        for (again, is_good) in [
            (Some(&good), true),
            (Some(&bad), false),
            (Some(&nothing), false),
            (None, false),
        ] {
            let mut sum = Tally::default();
            assert_eq!(sum.add(&first, again), is_good);
            let said = match is_good {
                true => "2 passed, 0 failed\nfailed beside others and passed alone: b",
                false => "1 passed, 1 failed",
            };
            assert_eq!(sum.to_string(), said);
        }
    }

    /// A run with one failed test that said this.
    fn failed(said: &str) -> Tally {
        let mut tally = Tally::default();
        let before = "running 1 test\ntest a ... FAILED\n\nfailures:\n\n---- a stdout ----\n";
        let behind = "\n\nfailures:\n    a\n\ntest result: FAILED. 0 passed; 1 failed; 0 ignored";
        for line in [before, said, behind].concat().lines() {
            tally.add_line(line);
        }
        tally
    }

    #[test]
    fn a_test_by_chance_that_fails_otherwise_than_by_waiting_is_not_made_up_for() {
        let mut good = Tally::default();
        good.add_line("test result: ok. 1 passed; 0 failed; 0 ignored");
        for (said, may) in [
            ("Error: the page said something else", true),
            (
                "TIGANG_SEED=7\nError: round 3: the page loaded itself",
                false,
            ),
            (
                "TIGANG_SEED=7\nError: round 3\n\nCaused by:\n    0: waited in vain: a draft",
                true,
            ),
            (
                "TIGANG_SEED=7\nError: waited in vain: it holds “甲”\n    1: another text: “乙”",
                false,
            ),
            (
                "Error: waited in vain: it holds “甲”\n    1: another text: “乙”",
                true,
            ),
            (
                "TIGANG_SEED=7\nError: waited in vain: x\n    1: a loss: “甲”",
                false,
            ),
            ("Error: a loss: “甲”", false),
        ] {
            let run = failed(said);
            assert_eq!(run.may_run_again(), may, "{said}");
            let seed = said.starts_with("TIGANG_SEED").then_some(7);
            assert_eq!(
                run.failures.first().and_then(|one| one.seed),
                seed,
                "{said}"
            );
            let mut sum = Tally::default();
            assert_eq!(sum.add(&run, Some(&good)), may, "{said}");
            assert_eq!((sum.passed, sum.failed), if may { (1, 0) } else { (0, 1) });
            let told = sum.to_string();
            assert_eq!(told.contains("prove nothing: a"), !may, "{told}");
            assert_eq!(
                told.contains("by TIGANG_SEED=7"),
                may && seed.is_some(),
                "{told}"
            );
        }
    }

    #[test]
    fn what_a_test_says_is_its_own() {
        let mut run = failed("TIGANG_SEED=7\nError: waited in vain: x");
        run.add_line("a loss: said by nobody");
        run.add_line("---- other stdout ----");
        run.add_line("a loss: of a test that did not fail");
        assert!(run.may_run_again());
    }

    #[test]
    fn what_a_broken_program_did_not_run_is_not_made_up_for() {
        let mut run = Tally::default();
        for line in [
            "running 1 test",
            "test b ... FAILED",
            "test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out",
            "running 2 tests",
            "test c ... ok",
        ] {
            run.add_line(line);
        }
        assert_eq!(run.broken, 1);
        let mut again = Tally::default();
        again.add_line("test result: ok. 1 passed; 0 failed; 0 ignored");
        let mut sum = Tally::default();
        assert!(!sum.add(&run, Some(&again)));
        assert_eq!(sum.to_string(), "0 passed, 1 failed");
    }

    #[test]
    fn other_lines_count_nothing() {
        let mut tally = Tally::default();
        tally.add_line("4 passed; 1 failed");
        tally.add_line("");
        assert_eq!(tally.to_string(), "0 passed, 0 failed");
    }
}
