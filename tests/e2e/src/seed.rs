//! Chance that can be repeated: a test that uses it prints its seed, and TIGANG_SEED sets it. The tally of
//! `cargo xtask test` looks for it: what fails by chance fails, and no second run by another chance makes up
//! for it.

use anyhow::{Context, Result};
use std::cell::Cell;
use std::time::{SystemTime, UNIX_EPOCH};

/// A source of numbers by chance (splitmix64).
#[derive(Debug)]
pub struct Seed {
    start: u64,
    state: Cell<u64>,
}

impl Seed {
    /// The one that TIGANG_SEED names, or a new one.
    pub fn find() -> Result<Self> {
        let start = match std::env::var("TIGANG_SEED") {
            Ok(text) => text.parse().context("TIGANG_SEED is a whole number")?,
            Err(_) => {
                let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
                u64::from(now.subsec_nanos()) ^ now.as_secs() << 20
            }
        };
        println!("by chance: TIGANG_SEED={start}");
        Ok(Self {
            start,
            state: Cell::new(start),
        })
    }

    /// A number below this one.
    pub fn below(&self, limit: u64) -> u64 {
        let state = self.state.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.state.set(state);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31).checked_rem(limit).unwrap_or_default()
    }

    /// What to say of a failure, so that it can be repeated.
    #[must_use]
    pub fn told(&self, round: usize) -> String {
        format!("round {round}; again with TIGANG_SEED={}", self.start)
    }
}
