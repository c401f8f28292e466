//! What a packed program is made of: steps, and the decisions that each is written as.
//!
//! The steps are those of LZMA, by its specification of 2015. Law: the same decisions in the same order as `unpack.js`
//! reads them.

use super::guesses::{
    AGAIN, BYTE, FAR, FIRST, LENGTH, LENGTH_AGAIN, LONGER, MATCH, NEAR, OF_BYTE, ROOM, SECOND,
    SLOT, THIRD,
};
use super::reading::Reading;

/// The fewest bytes of a match.
pub const SHORTEST: usize = 2;
/// The most.
pub const LONGEST: usize = 273;

/// What comes next in a program.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// A byte that stands for itself.
    Byte,
    /// The byte that stands as far back as the last match.
    Same,
    /// So many bytes from before, and how many lie between: 0 means that they begin with the last byte.
    Match { gap: u32, count: usize },
    /// So many bytes, as far back as one of the last four matches.
    Again { which: usize, count: usize },
}

impl Step {
    /// How many bytes it stands for.
    pub fn count(self) -> usize {
        match self {
            Step::Byte | Step::Same => 1,
            Step::Match { count, .. } | Step::Again { count, .. } => count,
        }
    }
}

/// What the steps so far say about the next one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Past {
    /// Of which sorts the last steps were: 0 to 6 behind a byte, 7 to 11 behind a match.
    pub state: usize,
    /// How far back the last four matches were, the last one first.
    pub gaps: [u32; 4],
}

impl Past {
    /// The past of the step behind this one.
    pub fn behind(self, step: Step) -> Past {
        let Past { state, mut gaps } = self;
        let is_behind_match = 7 <= state;
        let state = match step {
            Step::Byte => match state {
                0..4 => 0,
                4..10 => state - 3,
                _ => state - 6,
            },
            Step::Match { .. } => 7 + 3 * usize::from(is_behind_match),
            Step::Again { .. } => 8 + 3 * usize::from(is_behind_match),
            Step::Same => 9 + 2 * usize::from(is_behind_match),
        };
        match step {
            Step::Match { gap, .. } => {
                let [first, second, third, _] = gaps;
                gaps = [gap, first, second, third];
            }
            Step::Again { which, .. } => {
                if let Some(used) = gaps.get_mut(..=which) {
                    used.rotate_right(1);
                }
            }
            Step::Byte | Step::Same => {}
        }
        Past { state, gaps }
    }
}

/// What decisions are told to.
pub trait Way {
    /// A decision, and which of its places it is.
    fn bit(&mut self, place: usize, bit: usize);
    /// So many bits that cannot be guessed.
    fn even(&mut self, count: usize, value: usize);
}

/// A program, and where in its instructions each byte stands.
pub struct Program<'a> {
    /// Its bytes.
    pub bytes: &'a [u8],
    sorts: Vec<usize>,
}

impl<'a> Program<'a> {
    /// The program of these bytes.
    pub fn of(bytes: &'a [u8]) -> Program<'a> {
        let mut reading = Reading::default();
        let sorts = bytes.iter().map(|&byte| {
            let sort = reading.sort();
            reading.follow(byte);
            sort
        });
        Program {
            sorts: sorts.collect(),
            bytes,
        }
    }

    fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).copied().unwrap_or(0).into()
    }

    fn sort(&self, at: usize) -> usize {
        self.sorts.get(at).copied().unwrap_or(0)
    }

    /// Whether the byte here stands so far back, too.
    pub fn is_same(&self, at: usize, gap: u32) -> bool {
        let back = at.checked_sub(gap as usize + 1);
        back.is_some_and(|back| self.bytes.get(back) == self.bytes.get(at))
    }

    /// Tells the decisions of a step.
    pub fn tell(&self, at: usize, past: &Past, step: Step, way: &mut impl Way) {
        match step {
            Step::Byte => self.tell_byte(at, past, way),
            Step::Same => self.tell_again(at, past, 0, false, way),
            Step::Match { gap, count } => {
                self.tell_match(at, past, way);
                tell_length(LENGTH, count, way);
                tell_gap(gap, count, way);
            }
            Step::Again { which, count } => {
                self.tell_again(at, past, which, true, way);
                tell_length(LENGTH_AGAIN, count, way);
            }
        }
    }

    fn tell_sort_of_step(&self, at: usize, past: &Past, bit: usize, way: &mut impl Way) {
        way.bit(MATCH + self.sort(at) * ROOM + past.state, bit);
    }

    /// A byte; behind a match it is known by which byte that would have gone on.
    pub fn tell_byte(&self, at: usize, past: &Past, way: &mut impl Way) {
        self.tell_sort_of_step(at, past, 0, way);
        let from = BYTE + OF_BYTE * self.sort(at);
        let [gap, ..] = past.gaps;
        let (mut like, mut offset) = match at.checked_sub(gap as usize + 1) {
            Some(back) if 7 <= past.state => (self.byte(back), 256),
            _ => (0, 0),
        };
        let mut found = 1;
        for bit in (0..8).rev().map(|left| self.byte(at) >> left & 1) {
            like <<= 1;
            way.bit(from + offset + (like & offset) + found, bit);
            found = found << 1 | bit;
            offset &= if bit == 1 { like } else { !like };
        }
    }

    /// The start of a match, without its length and gap.
    pub fn tell_match(&self, at: usize, past: &Past, way: &mut impl Way) {
        self.tell_sort_of_step(at, past, 1, way);
        way.bit(AGAIN + past.state, 0);
    }

    /// The start of a step as far back as before, without its length.
    pub fn tell_again(
        &self,
        at: usize,
        past: &Past,
        which: usize,
        is_longer: bool,
        way: &mut impl Way,
    ) {
        self.tell_sort_of_step(at, past, 1, way);
        way.bit(AGAIN + past.state, 1);
        way.bit(FIRST + past.state, which.min(1));
        if which == 0 {
            way.bit(LONGER + past.state, is_longer.into());
            return;
        }
        way.bit(SECOND + past.state, (which - 1).min(1));
        if 1 < which {
            way.bit(THIRD + past.state, which - 2);
        }
    }
}

/// How many bytes a match has; `from` is the first of the places for it.
pub fn tell_length(from: usize, count: usize, way: &mut impl Way) {
    match count - SHORTEST {
        more @ ..8 => {
            way.bit(from, 0);
            tell_bits(from + 2, 3, more, way);
        }
        more @ 8..16 => {
            way.bit(from, 1);
            way.bit(from + 1, 0);
            tell_bits(from + 10, 3, more - 8, way);
        }
        more => {
            way.bit(from, 1);
            way.bit(from + 1, 1);
            tell_bits(from + 18, 8, more - 16, way);
        }
    }
}

/// How far back a match of so many bytes is.
pub fn tell_gap(gap: u32, count: usize, way: &mut impl Way) {
    let gap = gap as usize;
    let below = gap.checked_ilog2().unwrap_or(0).saturating_sub(1) as usize;
    let slot = if gap < 4 {
        gap
    } else {
        2 * (below + 1) + (gap >> below & 1)
    };
    tell_bits(SLOT + 64 * (count - SHORTEST).min(3), 6, slot, way);
    if slot < 4 {
        return;
    }
    let start = gap >> below << below;
    if slot < 14 {
        tell_low_first(NEAR + start - slot, below, gap - start, way);
    } else {
        way.even(below - 4, (gap - start) >> 4);
        tell_low_first(FAR, 4, gap & 15, way);
    }
}

fn tell_bits(from: usize, count: usize, value: usize, way: &mut impl Way) {
    let mut found = 1;
    for bit in (0..count).rev().map(|left| value >> left & 1) {
        way.bit(from + found, bit);
        found = found << 1 | bit;
    }
}

fn tell_low_first(from: usize, count: usize, value: usize, way: &mut impl Way) {
    let mut found = 1;
    for bit in (0..count).map(|done| value >> done & 1) {
        way.bit(from + found, bit);
        found = found << 1 | bit;
    }
}
