//! How likely the decisions are that a packed program is written as, learnt from those before.
//!
//! Law: the same as in `unpack.js`, with the same arithmetic of whole numbers.

use super::reading::SORTS;

// Places of all kinds of decisions, one after another.
/// The states that the steps before can have led to: a place for each.
pub const ROOM: usize = 12;
/// The places of a byte: known by nothing, or by what would have stood there with its next bit 0 or 1.
pub const OF_BYTE: usize = 3 * 256;
/// Whether bytes from before come again, by the sort of place and the last steps.
pub const MATCH: usize = 0;
/// Whether they are as far back as bytes of one of the last four matches.
pub const AGAIN: usize = MATCH + SORTS * ROOM;
/// Of which of the four: not of the last one, …
pub const FIRST: usize = AGAIN + ROOM;
/// … nor of the second …
pub const SECOND: usize = FIRST + ROOM;
/// … nor of the third.
pub const THIRD: usize = SECOND + ROOM;
/// Whether it is more than one byte.
pub const LONGER: usize = THIRD + ROOM;
/// How many bits a gap has, and the highest two.
pub const SLOT: usize = LONGER + ROOM;
/// The bits below, of nearer ones …
pub const NEAR: usize = SLOT + 4 * 64;
/// … and the lowest four of further ones.
pub const FAR: usize = NEAR + 128;
/// How many bytes.
pub const LENGTH: usize = FAR + 16;
/// How many bytes, as far back as before.
pub const LENGTH_AGAIN: usize = LENGTH + 274;
/// A byte that stands for itself, by the sort of place.
pub const BYTE: usize = LENGTH_AGAIN + 274;
/// How many there are.
pub const ALL: usize = BYTE + SORTS * OF_BYTE;

/// After so many times, what was seen last weighs no less.
const STEADY: u8 = 48;

/// How likely each decision is to be 0, in 65,536 parts, and how often it was made.
pub struct Guesses {
    odds: Vec<u16>,
    seen: Vec<u8>,
}

impl Default for Guesses {
    fn default() -> Guesses {
        Guesses {
            odds: vec![1 << 15; ALL],
            seen: vec![0; ALL],
        }
    }
}

impl Guesses {
    /// How likely a 0 is here.
    pub fn odds(&self, place: usize) -> u32 {
        self.odds.get(place).map_or(1 << 15, |&odds| odds.into())
    }

    /// Whether this was decided so often that what is learnt of it is well founded.
    pub fn is_steady(&self, place: usize) -> bool {
        self.seen.get(place) == Some(&STEADY)
    }

    /// Learns what was decided.
    pub fn learn(&mut self, place: usize, bit: usize) {
        let (Some(odds), Some(seen)) = (self.odds.get_mut(place), self.seen.get_mut(place)) else {
            return;
        };
        // Two thirds of the way at first, a fiftieth in the end.
        let step = (1 << 17) / (2 * u32::from(*seen) + 3);
        let part = |of: u16| ((u32::from(of) * step) >> 16) as u16;
        *odds = if bit == 0 {
            *odds + part(u16::MAX - *odds)
        } else {
            *odds - part(*odds)
        };
        *seen = (*seen + 1).min(STEADY);
    }
}
