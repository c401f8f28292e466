//! What is being done and how long it took. A step that fails ends the command with a sentence
//! that says which one it was and how to run it alone.

use anyhow::{Context, Result};
use std::time::{Duration, Instant};

/// The steps of one command, in the order in which they were run.
#[derive(Debug)]
pub struct Steps {
    began: Instant,
    done: Vec<Done>,
}

/// A step that was run.
#[derive(Debug)]
struct Done {
    name: String,
    took: Duration,
    failed: bool,
}

impl Steps {
    /// Starts the clock.
    #[must_use]
    pub fn start() -> Self {
        Self {
            began: Instant::now(),
            done: Vec::new(),
        }
    }

    /// Runs one step. `alone` is the command that runs this step and no other.
    pub fn run<T>(
        &mut self,
        name: &str,
        alone: &str,
        work: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        println!("\n== {name}");
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        self.done.push(Done {
            name: name.to_owned(),
            took,
            failed: result.is_err(),
        });
        if result.is_ok() {
            println!("-- {name}: {}", seconds(took));
        }
        result.with_context(|| format!("the step \"{name}\" failed; to run it alone: {alone}"))
    }

    /// The table of the steps with their times.
    #[must_use]
    pub fn table(&self) -> String {
        let row = |name: &str, took: Duration, mark: &str| {
            format!("{:>9}  {name}{mark}\n", seconds(took))
        };
        let mut table: String = self
            .done
            .iter()
            .map(|step| {
                let mark = if step.failed { "   FAILED" } else { "" };
                row(&step.name, step.took, mark)
            })
            .collect();
        table.push_str(&row("in all", self.began.elapsed(), ""));
        table
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failing_step_says_how_to_run_it_alone() {
        let mut steps = Steps::start();
        let good = steps.run("first", "cargo one", || Ok(1));
        assert_eq!(good.ok(), Some(1));
        let bad: Result<()> = steps.run("second", "cargo two", || anyhow::bail!("broken"));
        let said = bad.map_err(|reason| format!("{reason:#}"));
        assert_eq!(
            said,
            Err("the step \"second\" failed; to run it alone: cargo two: broken".to_owned())
        );
        assert!(steps.table().contains("second   FAILED"));
        assert!(!steps.table().contains("first   FAILED"));
    }
}
