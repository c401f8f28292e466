//! Reads what squeeze.rs wrote as `unpack.js` does: nobody could open a page whose program does not come back.

use super::guesses::{
    AGAIN, BYTE, FAR, FIRST, Guesses, LENGTH, LENGTH_AGAIN, LONGER, MATCH, NEAR, OF_BYTE, ROOM,
    SECOND, SLOT, THIRD,
};
use super::range::Narrowing;
use super::reading::Reading;
use super::steps::{Past, SHORTEST, Step};
use anyhow::{Result, bail, ensure};

/// The bytes that a stream stands for, so many.
pub fn unpacked(stream: &[u8], size: usize) -> Result<Vec<u8>> {
    let mut unpacker = Unpacker {
        from: Narrowing::of(stream),
        guesses: Guesses::default(),
        bytes: Vec::with_capacity(size),
        reading: Reading::default(),
        past: Past::default(),
    };
    while unpacker.bytes.len() < size {
        unpacker.step()?;
    }
    ensure!(
        unpacker.from.is_at_end(),
        "there is more than was asked for"
    );
    Ok(unpacker.bytes)
}

struct Unpacker<'a> {
    from: Narrowing<'a>,
    guesses: Guesses,
    bytes: Vec<u8>,
    reading: Reading,
    past: Past,
}

impl Unpacker<'_> {
    fn step(&mut self) -> Result<()> {
        let Past { state, gaps } = self.past;
        let sort = self.reading.sort();
        let step = if self.bit(MATCH + sort * ROOM + state) == 0 {
            let [gap, ..] = gaps;
            let like = (7 <= state).then(|| self.back(gap)).transpose()?;
            let byte = self.byte(like, BYTE + OF_BYTE * sort)?;
            self.put(byte);
            Step::Byte
        } else if self.bit(AGAIN + state) == 0 {
            let count = self.length(LENGTH);
            let gap = u32::try_from(self.gap(count))?;
            Step::Match { gap, count }
        } else {
            let which = if self.bit(FIRST + state) == 0 {
                0
            } else if self.bit(SECOND + state) == 0 {
                1
            } else {
                2 + self.bit(THIRD + state)
            };
            if which == 0 && self.bit(LONGER + state) == 0 {
                Step::Same
            } else {
                let count = self.length(LENGTH_AGAIN);
                Step::Again { which, count }
            }
        };
        self.past = self.past.behind(step);
        if step != Step::Byte {
            let [gap, ..] = self.past.gaps;
            for _ in 0..step.count() {
                let byte = self.back(gap)?;
                self.put(byte);
            }
        }
        Ok(())
    }

    fn back(&self, gap: u32) -> Result<u8> {
        let from = self.bytes.len().checked_sub(gap as usize + 1);
        match from.and_then(|from| self.bytes.get(from)) {
            Some(&byte) => Ok(byte),
            None => bail!("a match from before the start"),
        }
    }

    fn put(&mut self, byte: u8) {
        self.reading.follow(byte);
        self.bytes.push(byte);
    }

    /// A byte that is no part of a match, where it is known by which byte the last one would have gone on.
    fn byte(&mut self, like: Option<u8>, from: usize) -> Result<u8> {
        let (mut like, mut offset) = like.map_or((0, 0), |like| (usize::from(like), 256));
        let mut found = 1;
        while found < 256 {
            like <<= 1;
            let bit = self.bit(from + offset + (like & offset) + found);
            found = found << 1 | bit;
            offset &= if bit == 1 { like } else { !like };
        }
        Ok(u8::try_from(found & 255)?)
    }

    fn bit(&mut self, place: usize) -> usize {
        let bit = self.from.bit(16, self.guesses.odds(place));
        self.guesses.learn(place, bit);
        bit
    }

    fn bits(&mut self, from: usize, count: usize) -> usize {
        let found = (0..count).fold(1, |found, _| found << 1 | self.bit(from + found));
        found - (1 << count)
    }

    fn low_first(&mut self, from: usize, count: usize) -> usize {
        let (mut found, mut value) = (1, 0);
        for done in 0..count {
            let one = self.bit(from + found);
            found = found << 1 | one;
            value |= one << done;
        }
        value
    }

    fn length(&mut self, from: usize) -> usize {
        SHORTEST
            + if self.bit(from) == 0 {
                self.bits(from + 2, 3)
            } else if self.bit(from + 1) == 0 {
                8 + self.bits(from + 10, 3)
            } else {
                16 + self.bits(from + 18, 8)
            }
    }

    fn gap(&mut self, count: usize) -> usize {
        let slot = self.bits(SLOT + 64 * (count - SHORTEST).min(3), 6);
        if slot < 4 {
            return slot;
        }
        let below = (slot >> 1) - 1;
        let start = (2 | slot & 1) << below;
        if slot < 14 {
            return start + self.low_first(NEAR + start - slot, below);
        }
        let even = (4..below).fold(0, |value, _| value << 1 | self.from.even());
        start + (even << 4) + self.low_first(FAR, 4)
    }
}
