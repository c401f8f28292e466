//! Inflating (RFC 1951).
//!
//! Law: no more comes out than was asked for, and every step reads at least one bit: work is bounded by
//! the input and the limit. Why not a ready-made one: that of miniz_oxide weighs
//! 8 kB in the page, this one 4.

/// How many bits a code is looked up by at once; longer ones are walked bit by bit.
const FAST: u32 = 9;
/// The longest code (3.2.7).
const LONGEST: usize = 15;

/// Lengths of matches: the first one of each code, and how many bits follow (3.2.5).
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
/// The order in which the lengths of the codes for lengths stand (3.2.7).
pub(super) const ORDER: [usize; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];

/// Why bytes do not inflate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InflateError {
    /// They are no deflated bytes, or cut off.
    Broken,
    /// More comes out than was asked for.
    TooLong,
}

use InflateError::{Broken, TooLong};

/// What comes out of deflated bytes, at most so much. Bytes after the end do not count.
pub(super) fn inflate(input: &[u8], most: usize) -> Result<Vec<u8>, InflateError> {
    let mut bits = Bits {
        input,
        held: 0,
        count: 0,
    };
    // What a directory promises is not believed before it comes.
    let mut out = Vec::with_capacity(most.min(input.len().saturating_mul(4)));
    loop {
        let is_last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out, most)?,
            1 => {
                let mut lengths = [8; 288];
                lengths
                    .iter_mut()
                    .skip(144)
                    .take(112)
                    .for_each(|length| *length = 9);
                lengths
                    .iter_mut()
                    .skip(256)
                    .take(24)
                    .for_each(|length| *length = 7);
                block(
                    &mut bits,
                    &mut out,
                    most,
                    &Code::new(&lengths)?,
                    &Code::new(&[5; 30])?,
                )?;
            }
            2 => {
                let (literals, distances) = codes(&mut bits)?;
                block(&mut bits, &mut out, most, &literals, &distances)?;
            }
            _ => return Err(Broken),
        }
        if is_last {
            return Ok(out);
        }
    }
}

/// Bits of the input, lowest first.
struct Bits<'a> {
    input: &'a [u8],
    held: u64,
    count: u32,
}

impl Bits<'_> {
    fn fill(&mut self) {
        while self.count <= 56 {
            let Some((&byte, rest)) = self.input.split_first() else {
                return;
            };
            self.held |= u64::from(byte) << self.count;
            self.count += 8;
            self.input = rest;
        }
    }

    fn take(&mut self, count: u32) -> Result<u32, InflateError> {
        if self.count < count {
            self.fill();
        }
        let bits = self.held & ((1 << count) - 1);
        self.skip(count)?;
        u32::try_from(bits).map_err(|_| Broken)
    }

    fn skip(&mut self, count: u32) -> Result<(), InflateError> {
        self.count = self.count.checked_sub(count).ok_or(Broken)?;
        self.held >>= count;
        Ok(())
    }
}

fn stored(bits: &mut Bits<'_>, out: &mut Vec<u8>, most: usize) -> Result<(), InflateError> {
    bits.skip(bits.count % 8)?;
    let length = bits.take(16)?;
    if bits.take(16)? != length ^ 0xffff {
        return Err(Broken);
    }
    if most - out.len() < length as usize {
        return Err(TooLong);
    }
    for _ in 0..length {
        let byte = bits.take(8)?;
        out.push(byte.to_le_bytes()[0]);
    }
    Ok(())
}

/// A prefix code.
struct Code {
    /// For the next bits: symbol and length in one number; 0 where the code is longer.
    fast: [u16; 1 << FAST],
    /// How many codes there are of each length.
    counts: [u16; LONGEST + 1],
    /// The symbols in the order of their codes.
    symbols: Vec<u16>,
}

impl Code {
    /// The code in which each symbol has this length; 0 for none.
    fn new(lengths: &[u8]) -> Result<Code, InflateError> {
        let mut counts = [0_u16; LONGEST + 1];
        for &length in lengths {
            *counts.get_mut(usize::from(length)).ok_or(Broken)? += 1;
        }
        if let Some(none) = counts.first_mut() {
            *none = 0;
        }
        // More codes than fit are refused; fewer are not, as one distance alone is usual.
        let mut left = 1_i32;
        let mut start = [0_u16; LONGEST + 1];
        let mut next = [0_u32; LONGEST + 1];
        let (mut place, mut code) = (0, 0);
        for ((&count, start), next) in counts.iter().zip(&mut start).zip(&mut next) {
            *start = place;
            *next = code;
            place += count;
            code = (code + u32::from(count)) << 1;
        }
        for &count in counts.iter().skip(1) {
            left = (left << 1) - i32::from(count);
            if left < 0 {
                return Err(Broken);
            }
        }
        let mut fast = [0; 1 << FAST];
        let mut symbols = vec![0; usize::from(place)];
        for (symbol, &length) in (0_u16..).zip(lengths) {
            let length = u32::from(length);
            if length == 0 {
                continue;
            }
            let (Some(start), Some(next)) = (
                start.get_mut(length as usize),
                next.get_mut(length as usize),
            ) else {
                return Err(Broken);
            };
            *symbols.get_mut(usize::from(*start)).ok_or(Broken)? = symbol;
            *start += 1;
            let reversed = next.reverse_bits() >> (32 - length);
            *next += 1;
            if length <= FAST {
                let entry = symbol << 4 | u16::try_from(length).unwrap_or_default();
                let places = fast.iter_mut().skip(reversed as usize).step_by(1 << length);
                places.for_each(|place| *place = entry);
            }
        }
        Ok(Code {
            fast,
            counts,
            symbols,
        })
    }

    fn next(&self, bits: &mut Bits<'_>) -> Result<u16, InflateError> {
        if bits.count < LONGEST as u32 {
            bits.fill();
        }
        let low = bits.held & ((1 << FAST) - 1);
        let entry = self.fast.get(low as usize).copied().unwrap_or_default();
        if entry > 0 {
            bits.skip(u32::from(entry & 15))?;
            return Ok(entry >> 4);
        }
        let (mut code, mut first, mut place) = (0_u32, 0_u32, 0_u32);
        for (&count, length) in self.counts.iter().skip(1).zip(1..) {
            let count = u32::from(count);
            code |= u32::from(bits.held >> (length - 1) & 1 == 1);
            if code < first + count {
                bits.skip(length)?;
                let symbol = self.symbols.get((place + code - first) as usize);
                return symbol.copied().ok_or(Broken);
            }
            place += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Err(Broken)
    }
}

/// The codes that stand at the start of a block (3.2.7).
fn codes(bits: &mut Bits<'_>) -> Result<(Code, Code), InflateError> {
    let literals = bits.take(5)? as usize + 257;
    let distances = bits.take(5)? as usize + 1;
    let given = bits.take(4)? as usize + 4;
    let mut lengths = [0; 19];
    for &place in ORDER.iter().take(given) {
        if let Some(length) = lengths.get_mut(place) {
            *length = bits.take(3)?.to_le_bytes()[0];
        }
    }
    let code = Code::new(&lengths)?;
    let mut lengths: Vec<u8> = Vec::with_capacity(literals + distances);
    while lengths.len() < literals + distances {
        let symbol = code.next(bits)?;
        let (length, times) = match symbol {
            16 => (*lengths.last().ok_or(Broken)?, 3 + bits.take(2)?),
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            _ => (symbol.to_le_bytes()[0], 1),
        };
        lengths.extend((0..times).map(|_| length));
    }
    if lengths.len() > literals + distances {
        return Err(Broken);
    }
    let (literals, distances) = lengths.split_at_checked(literals).ok_or(Broken)?;
    Ok((Code::new(literals)?, Code::new(distances)?))
}

fn block(
    bits: &mut Bits<'_>,
    out: &mut Vec<u8>,
    most: usize,
    literals: &Code,
    distances: &Code,
) -> Result<(), InflateError> {
    loop {
        let symbol = literals.next(bits)?;
        let [low, _] = symbol.to_le_bytes();
        match symbol {
            0..256 if out.len() < most => out.push(low),
            0..256 => return Err(TooLong),
            256 => return Ok(()),
            _ => {
                let (first, extra) = LENGTHS.get(usize::from(symbol - 257)).ok_or(Broken)?;
                let length = usize::from(*first) + bits.take(u32::from(*extra))? as usize;
                let distance = distance(distances.next(bits)?, bits)?;
                let from = out.len().checked_sub(distance).ok_or(Broken)?;
                if most - out.len() < length {
                    return Err(TooLong);
                }
                // It may repeat itself: each turn has more to copy from.
                let end = out.len() + length;
                while out.len() < end {
                    let piece = (out.len() - from).min(end - out.len());
                    out.extend_from_within(from..from + piece);
                }
            }
        }
    }
}

/// How far back a match lies: codes come in pairs, each pair with one more bit (3.2.5).
fn distance(symbol: u16, bits: &mut Bits<'_>) -> Result<usize, InflateError> {
    if symbol > 29 {
        return Err(Broken);
    }
    if symbol < 4 {
        return Ok(usize::from(symbol) + 1);
    }
    let extra = u32::from(symbol) / 2 - 1;
    let first = (2 + (u32::from(symbol) & 1)) << extra;
    Ok((first + bits.take(extra)? + 1) as usize)
}

#[cfg(test)]
mod tests {
    use super::{InflateError, inflate};
    use miniz_oxide::deflate::compress_to_vec;
    use miniz_oxide::inflate::decompress_to_vec_with_limit;

    /// Bytes by a seed: of few or many kinds, with repetitions near and far.
    fn bytes(seed: u64) -> Vec<u8> {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()
        };
        let [kinds, size, large, ..] = next();
        let length = usize::from(size) * if large % 4 == 0 { 300 } else { 5 };
        let mut bytes: Vec<u8> = Vec::new();
        while bytes.len() < length {
            let [byte, repeats, back, times, ..] = next();
            if repeats % 7 == 0 {
                let from = bytes.len().saturating_sub(usize::from(back) * 90);
                let piece: Vec<u8> = bytes
                    .iter()
                    .skip(from)
                    .take(usize::from(times))
                    .copied()
                    .collect();
                bytes.extend(piece);
            }
            bytes.push(byte % kinds.max(1));
        }
        bytes
    }

    #[test]
    fn what_another_packed_comes_out() {
        for seed in 0..600 {
            let bytes = bytes(seed);
            for level in [0, 1, 3, 6, 9] {
                let packed = compress_to_vec(&bytes, level);
                let whole = inflate(&packed, bytes.len());
                assert_eq!(whole.as_ref(), Ok(&bytes), "seed {seed} level {level}");
                if let Some(less) = bytes.len().checked_sub(1) {
                    assert_eq!(
                        inflate(&packed, less),
                        Err(InflateError::TooLong),
                        "seed {seed}"
                    );
                }
                let cut = packed.split_last().map_or(&[][..], |(_, cut)| cut);
                assert_eq!(
                    inflate(cut, bytes.len()),
                    Err(InflateError::Broken),
                    "seed {seed}"
                );
            }
        }
    }

    #[test]
    fn broken_bytes_are_read_as_another_reads_them() {
        let mut broken = 0;
        for seed in 0..20_000_u64 {
            let mut packed = compress_to_vec(&bytes(seed % 97), 6);
            let at = usize::try_from(seed.wrapping_mul(31)).unwrap_or(0) % packed.len().max(1);
            if let Some(byte) = packed.get_mut(at) {
                *byte ^= 1 << (seed % 8);
            }
            let other = decompress_to_vec_with_limit(&packed, 1 << 20).ok();
            let own = inflate(&packed, 1 << 20).ok();
            broken += usize::from(own.is_none());
            // The other one refuses codes that leave room; where it reads, this one reads the same.
            if other.is_some() {
                assert_eq!(own, other, "seed {seed}");
            }
        }
        assert!(broken > 1_000, "{broken}");
    }
}
