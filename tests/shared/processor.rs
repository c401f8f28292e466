//! What some work takes of a processor: for tests of how work grows, where a clock on the wall would
//! measure what else the computer does.

use std::time::{Duration, Instant};

/// The time that this thread has had of a processor, which other load does not change; the time on the
/// wall where the system does not say.
fn processor(since: Instant) -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = stat.split(' ').next().and_then(|spent| spent.parse().ok());
    spent.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// How long it takes.
pub fn timed(act: impl FnOnce()) -> Duration {
    let since = Instant::now();
    let before = processor(since);
    act();
    processor(since).saturating_sub(before)
}
