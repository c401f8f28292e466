//! `cargo run --profile fuzz --package tigang-fuzz -- TARGET COUNT [SEED]`: damaged input, by seed.
//!
//! Law: a seed is one input, always the same. Every input must be read or refused, without a panic, in
//! less than two seconds; a failure prints its seed, and `TARGET 1 SEED` repeats it. Targets: archive,
//! docx, markdown, draft, text. At the end the memory that was needed at most is told.

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
    let number = |place: usize| {
        arguments
            .get(place)
            .and_then(|word| word.parse::<u64>().ok())
    };
    let target = arguments.first().and_then(|name| Target::named(name));
    let (Some(target), Some(count)) = (target, number(1)) else {
        eprintln!("tigang-fuzz archive|docx|markdown|draft|text COUNT [SEED]");
        return ExitCode::FAILURE;
    };
    let first = number(2).unwrap_or(0);
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
        let began = Instant::now();
        read += u64::from(target.read(&input));
        let took = began.elapsed();
        if took > slowest.0 {
            slowest = (took, seed);
        }
        if took > LONGEST {
            eprintln!("seed {seed} takes {took:?} for {} bytes", input.len());
            return ExitCode::FAILURE;
        }
    }
    let memory = peak();
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

/// The most memory that this process has had, in kB; 0 where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}
