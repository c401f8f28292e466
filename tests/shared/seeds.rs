//! Seeds for laws: all of them, or the one that `TIGANG_SEED` names.

/// So many seeds, or the one that failed before.
pub fn seeds(count: u64) -> std::ops::Range<u64> {
    let chosen = std::env::var("TIGANG_SEED").ok();
    let chosen = chosen.and_then(|seed| seed.parse::<u64>().ok());
    chosen.map_or(0..count, |seed| seed..seed + 1)
}
