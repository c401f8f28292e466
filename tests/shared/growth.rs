//! How work grows with what it is about: many small pieces beside one that is as large as all of them, so that no test
//! says how fast a computer has to be.

use std::time::{Duration, Instant};

/// How many pieces there are.
pub const PIECES: usize = 64;

/// How much dearer the whole may be than its pieces. Work that grows with the square is 64 times as dear; the memory
/// that a whole needs, which lies farther away, was seen to make it up to 5 times as dear.
const MOST: u32 = 10;

/// What the pieces are measured for at least: the system counts in steps of 4 ms.
const ENOUGH: Duration = Duration::from_millis(12);

/// How often it is measured before it counts: what else a computer does can slow down one of the two.
const TRIES: usize = 5;

/// Holds that work on the whole costs about what it costs on its pieces.
pub fn hold<T>(what: &str, pieces: &mut [T], whole: &mut T, work: impl Fn(&mut T)) {
    assert_eq!(pieces.len(), PIECES, "{what}");
    let (mut rounds, mut tries) = (1, 0);
    while tries < TRIES {
        let small = timed(|| (0..rounds).for_each(|_| pieces.iter_mut().for_each(&work)));
        if small < ENOUGH {
            rounds *= 2;
            continue;
        }
        let large = timed(|| (0..rounds).for_each(|_| work(whole)));
        println!(
            "{what}: {:?}, in pieces {:?}",
            large / rounds,
            small / rounds
        );
        if large < small * MOST {
            return;
        }
        tries += 1;
    }
    assert!(tries < TRIES, "{what} grows faster than what it is about");
}

/// The time that this thread has had of a processor, which other load does not change; the time on the
/// wall where the system does not say.
fn processor(since: Instant) -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = stat.split(' ').next().and_then(|spent| spent.parse().ok());
    spent.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// How long it takes.
fn timed(act: impl FnOnce()) -> Duration {
    let since = Instant::now();
    let before = processor(since);
    act();
    processor(since).saturating_sub(before)
}
