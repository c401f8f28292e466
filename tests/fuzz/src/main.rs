//! `cargo run --profile fuzz --package tigang-fuzz -- TARGET COUNT [SEED]`: damaged input, by seed.
//!
//! Law: a seed is one input, always the same. Every input must be read or refused, without a panic, in
//! less than two seconds; a failure prints its seed, and `TARGET 1 SEED` repeats it. Targets: archive,
//! docx, markdown, draft, text, layout, about; large is docx at the limits of its size. At the end the memory that
//! was needed at most is told.

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tigang_fuzz::Target;

/// The longest that one input may take.
const LONGEST: Duration = Duration::from_secs(2);
/// The most memory that may be needed, in kB: the input, its 64 MB inflated, and what is made of it.
const MOST_MEMORY: u64 = 512 * 1024;

static SEED: AtomicU64 = AtomicU64::new(0);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((target, count, first)) = wanted(&arguments) else {
        eprintln!("tigang-fuzz archive|docx|markdown|draft|text|layout|about|large COUNT [SEED]");
        return ExitCode::FAILURE;
    };
    // The page's own profile aborts at once: the seed is told before that.
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        eprintln!("seed {} panics", SEED.load(Ordering::Relaxed));
        usual(panic);
    }));
    let started = Instant::now();
    let (mut read, mut slowest) = (0_u64, (Duration::ZERO, first));
    for seed in first..first.saturating_add(count) {
        SEED.store(seed, Ordering::Relaxed);
        let input = target.input(seed);
        let mut took = timed(target, &input, &mut read);
        // Others may have held this program up: the input alone is that slow where it is so each time.
        for _ in 0..4 {
            if took > LONGEST {
                took = took.min(timed(target, &input, &mut 0));
            }
        }
        if took > slowest.0 {
            slowest = (took, seed);
        }
        if took > LONGEST {
            eprintln!("seed {seed} takes {took:?} for {} bytes", input.len());
            return ExitCode::FAILURE;
        }
    }
    let Some(memory) = peak() else {
        eprintln!("the system does not tell how much memory was needed (/proc/self/status)");
        return ExitCode::FAILURE;
    };
    println!(
        "{count} inputs from seed {first} in {:.0?}: {read} read, {} refused; slowest {:?} (seed {}); {} MB at most",
        started.elapsed(),
        count - read,
        slowest.0,
        slowest.1,
        memory / 1024
    );
    if memory > MOST_MEMORY {
        eprintln!("too much memory");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// What the command line asks for; `None` where it is not understood as a whole.
fn wanted(arguments: &[String]) -> Option<(Target, u64, u64)> {
    let number = |word: &String| word.parse::<u64>().ok();
    match arguments {
        [target, count] => Some((Target::named(target)?, number(count)?, 0)),
        [target, count, seed] => Some((Target::named(target)?, number(count)?, number(seed)?)),
        _ => None,
    }
}

/// How long an input takes; counted where it is taken.
fn timed(target: Target, input: &[u8], read: &mut u64) -> Duration {
    let began = Instant::now();
    *read += u64::from(target.read(input));
    began.elapsed()
}

/// The most memory that this process has had, in kB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_line_is_understood_as_a_whole_or_not_at_all() {
        let read = |line: &str| {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            wanted(&words)
        };
        assert_eq!(read("text 5"), Some((Target::Text, 5, 0)));
        assert_eq!(read("about 5 7"), Some((Target::About, 5, 7)));
        for line in [
            "text",
            "text x",
            "text 5 x",
            "text 5 -1",
            "text 5 7 9",
            "no 5",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn memory_is_measured() {
        assert!(peak().is_some_and(|memory| memory > 0));
    }
}
