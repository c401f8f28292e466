//! An LZMA stream written anew, with the same matches and better guesses: the program is a fortieth smaller.
//!
//! LZMA guesses a byte from the one before. Here it is guessed from what it is in its instruction; and what was seen
//! seldom yet is learnt faster. Law: the same decisions in the same order as in `unpack.js`, with the same arithmetic
//! of whole numbers.

use anyhow::{Result, bail, ensure};

mod range;
mod reading;

use range::{Narrowing, Widening};
use reading::{KINDS, Reading};

/// The bare LZMA stream with the literal bits 4, 0, 0 as a stream that unpack.js reads; `size` is how many bytes it
/// stands for.
pub fn recoded(lzma: &[u8], size: usize) -> Result<Vec<u8>> {
    let mut recoder = Recoder {
        from: Narrowing::of(lzma),
        odds: vec![1024; ALL],
        to: Widening::default(),
        guesses: Guesses::new(),
    };
    let bytes = walk(&mut recoder, size)?;
    let small = recoder.to.finish();
    // Nobody could open a page whose program does not come back.
    let mut unpacker = Unpacker {
        from: Narrowing::of(&small),
        guesses: Guesses::new(),
    };
    let is_back = walk(&mut unpacker, size)? == bytes && unpacker.from.is_at_end();
    ensure!(is_back, "what was written anew does not come back");
    Ok(small)
}

/// Places of all kinds of decisions, one after another.
const ROOM: usize = 12;
const MATCH: usize = 0;
const AGAIN: usize = MATCH + ROOM;
const FIRST: usize = AGAIN + ROOM;
const SECOND: usize = FIRST + ROOM;
const THIRD: usize = SECOND + ROOM;
const LONGER: usize = THIRD + ROOM;
const SLOT: usize = LONGER + ROOM;
const FAR: usize = SLOT + 4 * 64;
const ALIGNED: usize = FAR + 128;
const LENGTH: usize = ALIGNED + 16;
const LENGTH_AGAIN: usize = LENGTH + 274;
/// In LZMA alone: by the upper half of the byte before.
const LITERAL: usize = LENGTH_AGAIN + 274;
/// Here alone.
const MATCH_OF_KIND: usize = LITERAL + 16 * 768;
const LITERAL_OF_KIND: usize = MATCH_OF_KIND + KINDS * ROOM;
const ALL: usize = LITERAL_OF_KIND + KINDS * 256 * 768;

/// What the decisions of a stream are read from, and what becomes of them.
trait Way {
    /// A decision: its place in LZMA, and its place here.
    fn bit(&mut self, place: usize, here: usize) -> Result<usize>;
    /// So many bits that cannot be guessed.
    fn even(&mut self, count: usize) -> Result<usize>;

    fn one(&mut self, place: usize) -> Result<usize> {
        self.bit(place, place)
    }

    fn bits(&mut self, from: usize, count: usize) -> Result<usize> {
        let mut found = 1;
        for _ in 0..count {
            found = found << 1 | self.one(from + found)?;
        }
        Ok(found - (1 << count))
    }

    fn low_first(&mut self, from: usize, count: usize) -> Result<usize> {
        let (mut found, mut value) = (1, 0);
        for done in 0..count {
            let one = self.one(from + found)?;
            found = found << 1 | one;
            value |= one << done;
        }
        Ok(value)
    }

    fn length(&mut self, from: usize) -> Result<usize> {
        Ok(if self.one(from)? == 0 {
            self.bits(from + 2, 3)?
        } else if self.one(from + 1)? == 0 {
            8 + self.bits(from + 10, 3)?
        } else {
            16 + self.bits(from + 18, 8)?
        })
    }

    fn distance(&mut self, count: usize) -> Result<usize> {
        let slot = self.bits(SLOT + 64 * count.min(3), 6)?;
        if slot < 4 {
            return Ok(slot);
        }
        let more = (slot >> 1) - 1;
        let far = (2 | slot & 1) << more;
        Ok(if slot < 14 {
            far + self.low_first(FAR + far - slot, more)?
        } else {
            far + (self.even(more - 4)? << 4) + self.low_first(ALIGNED, 4)?
        })
    }
}

/// Goes through a stream up to so many bytes; the bytes.
fn walk(way: &mut impl Way, size: usize) -> Result<Vec<u8>> {
    let mut out: Vec<u8> = Vec::with_capacity(size);
    let (mut state, mut last) = (0, [0; 4]);
    let mut reading = Reading::default();
    while out.len() < size {
        let Reading { kind, .. } = reading;
        let here = MATCH_OF_KIND + kind * ROOM + state;
        if way.bit(MATCH + state, here)? == 0 {
            let like = out.len().checked_sub(last[0] + 1).filter(|_| 7 <= state);
            let like = like
                .and_then(|at| out.get(at))
                .map(|&like| usize::from(like));
            let byte = literal(way, like, &reading)?;
            reading.follow(byte);
            out.push(byte);
            state = match state {
                0..4 => 0,
                4..10 => state - 3,
                _ => state - 6,
            };
            continue;
        }
        let [first, second, third, fourth] = last;
        let mut count = None;
        if way.one(AGAIN + state)? == 0 {
            let length = way.length(LENGTH)?;
            last = [way.distance(length)?, first, second, third];
            count = Some(length);
            state = if state < 7 { 7 } else { 10 };
        } else {
            let mut is_longer = true;
            if way.one(FIRST + state)? == 0 {
                is_longer = way.one(LONGER + state)? == 1;
            } else if way.one(SECOND + state)? == 0 {
                last = [second, first, third, fourth];
            } else if way.one(THIRD + state)? == 0 {
                last = [third, first, second, fourth];
            } else {
                last = [fourth, first, second, third];
            }
            if is_longer {
                count = Some(way.length(LENGTH_AGAIN)?);
            }
            state = match (state < 7, is_longer) {
                (true, true) => 8,
                (true, false) => 9,
                (false, _) => 11,
            };
        }
        for _ in 0..count.map_or(1, |count| count + 2) {
            let from = out.len().checked_sub(last[0] + 1);
            match from.and_then(|from| out.get(from).copied()) {
                Some(byte) => {
                    reading.follow(byte);
                    out.push(byte);
                }
                None => bail!("a match from before the start"),
            }
        }
    }
    Ok(out)
}

/// A byte that is no part of a match, where it is known by which byte the last one would have gone on.
fn literal(way: &mut impl Way, like: Option<usize>, reading: &Reading) -> Result<u8> {
    let from = LITERAL + 768 * (reading.last >> 4);
    let here = LITERAL_OF_KIND + 768 * (reading.kind * 256 + reading.context());
    let (mut found, mut like, mut offset) =
        (1, like.unwrap_or(0), if like.is_some() { 256 } else { 0 });
    while found < 256 {
        like <<= 1;
        let place = offset + (like & offset) + found;
        let bit = way.bit(from + place, here + place)?;
        found = found << 1 | bit;
        offset &= if bit == 1 { like } else { !like };
    }
    Ok(u8::try_from(found & 255)?)
}

/// How likely each decision is to be 0, in 65,536 parts, and how often it was made.
struct Guesses {
    odds: Vec<u32>,
    seen: Vec<u8>,
}

/// After so many times, what was seen last weighs no less.
const STEADY: u8 = 24;

impl Guesses {
    fn new() -> Guesses {
        Guesses {
            odds: vec![1 << 15; ALL],
            seen: vec![0; ALL],
        }
    }

    /// How likely a 0 is here.
    fn odds(&self, here: usize) -> u32 {
        self.odds.get(here).copied().unwrap_or(1 << 15)
    }

    fn learn(&mut self, here: usize, bit: usize) {
        let (Some(odds), Some(seen)) = (self.odds.get_mut(here), self.seen.get_mut(here)) else {
            return;
        };
        // Two thirds of the way at first, a twenty-fifth in the end.
        let step = (1 << 17) / (2 * u32::from(*seen) + 3);
        if bit == 0 {
            *odds += ((65_535 - *odds) * step) >> 16;
        } else {
            *odds -= (*odds * step) >> 16;
        }
        *seen = (*seen + 1).min(STEADY);
    }
}

/// Reads the decisions of an LZMA stream and writes them anew.
struct Recoder<'a> {
    from: Narrowing<'a>,
    odds: Vec<u32>,
    to: Widening,
    guesses: Guesses,
}

impl Way for Recoder<'_> {
    fn bit(&mut self, place: usize, here: usize) -> Result<usize> {
        let Some(odds) = self.odds.get_mut(place) else {
            bail!("no such decision");
        };
        let bit = self.from.bit(11, *odds);
        if bit == 0 {
            *odds += (2048 - *odds) >> 5;
        } else {
            *odds -= *odds >> 5;
        }
        self.to.bit(16, self.guesses.odds(here), bit);
        self.guesses.learn(here, bit);
        Ok(bit)
    }

    fn even(&mut self, count: usize) -> Result<usize> {
        let mut value = 0;
        for _ in 0..count {
            let bit = self.from.even();
            self.to.even(bit);
            value = value << 1 | bit;
        }
        Ok(value)
    }
}

/// Reads what was written anew, as unpack.js does.
struct Unpacker<'a> {
    from: Narrowing<'a>,
    guesses: Guesses,
}

impl Way for Unpacker<'_> {
    fn bit(&mut self, _: usize, here: usize) -> Result<usize> {
        let bit = self.from.bit(16, self.guesses.odds(here));
        self.guesses.learn(here, bit);
        Ok(bit)
    }

    fn even(&mut self, count: usize) -> Result<usize> {
        Ok((0..count).fold(0, |value, _| value << 1 | self.from.even()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_anew_comes_back() -> Result<()> {
        let source = include_bytes!("recode.rs");
        let lzma = crate::squeeze::lzma(source)?;
        recoded(&lzma, source.len())?;
        // Decisions that were always the same for long, and then are not, eight in a row.
        let sure = [
            [0x01, 0x07, 0x0b, 0x1f, 0x26, 0x7f, 0xff].repeat(200),
            vec![0],
        ]
        .concat();
        for bytes in [&sure, &[[0x50; 200].as_slice(), &sure].concat()] {
            recoded(&crate::squeeze::lzma(bytes)?, bytes.len())?;
        }
        Ok(())
    }

    #[test]
    fn what_is_no_stream_is_refused() {
        // Nothing but ones: a match before there is anything.
        assert!(recoded(&[0, 255, 255, 255, 254, 255, 255, 255, 255, 255], 100).is_err());
    }
}
