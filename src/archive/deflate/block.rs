//! One block of deflated bytes, with codes of its own (RFC 1951, 3.2.7).
//!
//! Law: literals and distances have two symbols at least, for there are readers that take nothing less.

use super::super::inflate::ORDER;
use super::Bits;
use super::code::Code;

/// So much is said in a block: then it is time for codes that fit what comes.
const FULL: usize = 1 << 15;
/// Literals, the end, and lengths; distances; lengths of codes.
const LITERALS: usize = 286;
const DISTANCES: usize = 30;
const LENGTHS: usize = 19;
/// The symbol that ends a block, and the one for the shortest match.
const END: u32 = 256;
const FIRST_LENGTH: u32 = 257;
/// The symbols that share a power of two, as a power of two: of lengths, of distances (3.2.5).
const KEPT_LENGTH: u32 = 2;
const KEPT_DISTANCE: u32 = 1;

/// What a block says, and how often each symbol is wanted for it.
pub(super) struct Block {
    /// The symbol of a literal or a length, and above it for a match what follows the symbol, the symbol of
    /// the distance, and what follows that.
    said: Vec<u32>,
    literals: [u32; LITERALS],
    distances: [u32; DISTANCES],
}

/// Where in a word of `said` each part begins.
const LENGTH_REST: u32 = 9;
const DISTANCE: u32 = LENGTH_REST + 5;
const DISTANCE_REST: u32 = DISTANCE + 5;

impl Block {
    pub(super) fn new() -> Block {
        let mut block = Block {
            said: Vec::new(),
            literals: [0; LITERALS],
            distances: [0; DISTANCES],
        };
        for symbol in [0, END] {
            count(&mut block.literals, symbol);
        }
        for symbol in [0, 1] {
            count(&mut block.distances, symbol);
        }
        block
    }

    pub(super) fn literal(&mut self, byte: u8) {
        count(&mut self.literals, u32::from(byte));
        self.said.push(u32::from(byte));
    }

    /// A match of 3 to 257 bytes, 1 to 32,768 bytes back.
    pub(super) fn copy(&mut self, length: u32, distance: u32) {
        let (length, length_rest) = part(length - 3, KEPT_LENGTH);
        let (distance, distance_rest) = part(distance - 1, KEPT_DISTANCE);
        let length = length + FIRST_LENGTH;
        count(&mut self.literals, length);
        count(&mut self.distances, distance);
        self.said.push(
            length
                | length_rest << LENGTH_REST
                | distance << DISTANCE
                | distance_rest << DISTANCE_REST,
        );
    }

    pub(super) fn is_full(&self) -> bool {
        FULL <= self.said.len()
    }

    /// Writes the block; the next begins.
    pub(super) fn end(&mut self, out: &mut Bits, is_last: bool) {
        let literals = Code::new(&self.literals, 15);
        let distances = Code::new(&self.distances, 15);
        out.put(u32::from(is_last), 1);
        // Codes of its own, 286 and 30 of them: those that are not used cost next to nothing.
        out.put(2, 2);
        out.put(LITERALS as u32 - 257, 5);
        out.put(DISTANCES as u32 - 1, 5);
        write_lengths(out, &[literals.lengths(), distances.lengths()].concat());
        for &word in &self.said {
            let symbol = low(word, LENGTH_REST);
            let Some(length) = symbol.checked_sub(FIRST_LENGTH) else {
                literals.put(out, symbol, 0, 0);
                continue;
            };
            let rest = low(word >> LENGTH_REST, DISTANCE - LENGTH_REST);
            literals.put(out, symbol, rest, bits_behind(length, KEPT_LENGTH));
            let distance = low(word >> DISTANCE, DISTANCE_REST - DISTANCE);
            let rest = word >> DISTANCE_REST;
            distances.put(out, distance, rest, bits_behind(distance, KEPT_DISTANCE));
        }
        literals.put(out, END, 0, 0);
        *self = Block::new();
    }
}

fn count(counts: &mut [u32], symbol: u32) {
    if let Some(count) = counts.get_mut(symbol as usize) {
        *count += 1;
    }
}

/// The lowest bits of a word.
fn low(word: u32, bits: u32) -> u32 {
    word & ((1 << bits) - 1)
}

/// The symbol of a number, and what has to follow it: `1 << kept` symbols share every power of two.
fn part(number: u32, kept: u32) -> (u32, u32) {
    let bits = number.checked_ilog2().unwrap_or_default();
    let bits = bits.saturating_sub(kept);
    ((bits << kept) + (number >> bits), low(number, bits))
}

/// How many bits follow a symbol of [`part`].
fn bits_behind(symbol: u32, kept: u32) -> u32 {
    (symbol >> kept).saturating_sub(1)
}

/// The lengths of the codes, with runs of the same in short, in a code of their own.
fn write_lengths(out: &mut Bits, lengths: &[u8]) {
    let mut said = Vec::new();
    for run in lengths.chunk_by(|one, other| one == other) {
        let value = run.first().map_or(0, |&length| u32::from(length));
        let mut left = run.len() as u32;
        if value != 0 {
            said.push((value, 0, 0));
            left -= 1;
        }
        while 0 < left {
            // The symbol for a run, how many it stands for, and how many bits say how many.
            let (symbol, least, most, bits) = match (value, left) {
                (_, ..3) => (value, 1, 1, 0),
                (0, 11..) => (18, 11, 138, 7),
                (0, _) => (17, 3, 10, 3),
                _ => (16, 3, 6, 2),
            };
            let taken = left.min(most);
            said.push((symbol, taken - least, bits));
            left -= taken;
        }
    }
    let mut counts = [0; LENGTHS];
    for &(symbol, ..) in &said {
        count(&mut counts, symbol);
    }
    let code = Code::new(&counts, 7);
    out.put(LENGTHS as u32 - 4, 4);
    for place in ORDER {
        let length = code.lengths().get(place).copied().unwrap_or_default();
        out.put(u32::from(length), 3);
    }
    for (symbol, rest, bits) in said {
        code.put(out, symbol, rest, bits);
    }
}
