//! The sum of what the test programs say of themselves. It reads their closing lines, and never
//! counts by other means; of a test that failed it keeps the name.

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
    /// The names of those that failed, as far as they were told.
    pub names: Vec<String>,
    /// The names of those that failed once and passed alone.
    pub unsteady: Vec<String>,
}

impl Tally {
    /// Adds what a line says, if it is the closing line of a test program or tells of a failed test.
    pub fn add_line(&mut self, line: &str) {
        let test = line.strip_prefix("test ");
        if let Some(name) = test.and_then(|test| test.strip_suffix(" ... FAILED")) {
            self.names.push(name.to_owned());
        }
        let begins = line.strip_prefix("running ").map(str::split_whitespace);
        if begins.is_some_and(|mut words| matches!(words.next_back(), Some("test" | "tests"))) {
            self.broken += 1;
        }
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
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

    /// Adds a run. Where `again` is what became of its failed tests when they ran alone, and all of them
    /// passed, they count as passed and as unsteady. Whether all that failed has passed in the end.
    pub fn add(&mut self, run: &Tally, again: Option<&Tally>) -> bool {
        let is_whole = run.broken == 0;
        let passed =
            again.is_some_and(|again| again.passed == run.failed && again.failed == 0) && is_whole;
        self.broken += run.broken;
        self.passed += run.passed;
        self.skipped += run.skipped;
        if passed {
            self.passed += run.failed;
            self.unsteady.extend_from_slice(&run.names);
        } else {
            self.failed += run.failed;
            self.names.extend_from_slice(&run.names);
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
        for name in &self.unsteady {
            write!(out, "\nfailed beside others and passed alone: {name}")?;
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
        assert_eq!(first.names, ["b"]);
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
