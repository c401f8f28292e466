//! The shortest prefix code for symbols that come so often (Huffman, 1952), in the order that RFC 1951 asks
//! for (3.2.2).
//!
//! Law: no symbol that comes is without a code, and none is longer than allowed.

use super::Bits;

/// A prefix code.
pub(super) struct Code {
    lengths: Vec<u8>,
    /// The bits of each symbol as they are written, and above 16 how many.
    words: Vec<u32>,
}

impl Code {
    /// The code of symbols with these counts: no code for 0; at most `longest` bits, 15 or fewer.
    pub(super) fn new(counts: &[u32], longest: u8) -> Code {
        let mut counts = counts.to_vec();
        let lengths = loop {
            let lengths = lengths(&counts);
            if lengths.iter().all(|&length| length <= longest) {
                break lengths;
            }
            // Counts that are more alike give codes that are more alike in length.
            for count in &mut counts {
                *count = count.div_ceil(2);
            }
        };
        let mut words = vec![0; lengths.len()];
        let mut next = 0_u32;
        for length in 1..=longest {
            next <<= 1;
            for (&one, word) in lengths.iter().zip(&mut words) {
                if one == length {
                    // Codes go out from their highest bit, all else from its lowest (3.1.1).
                    *word = next.reverse_bits() >> (32 - length) | u32::from(length) << 16;
                    next += 1;
                }
            }
        }
        Code { lengths, words }
    }

    /// How long the code of each symbol is.
    pub(super) fn lengths(&self) -> &[u8] {
        &self.lengths
    }

    /// Writes the code of a symbol, and so many bits of what follows it, 13 or fewer.
    pub(super) fn put(&self, out: &mut Bits, symbol: u32, rest: u32, more: u32) {
        let word = self.words.get(symbol as usize).copied().unwrap_or_default();
        let (bits, length) = (word & 0xffff, word >> 16);
        out.put(bits | rest << length, length + more);
    }
}

/// Lengths without a limit: the two trees that come least often are put under one knot until one is left.
fn lengths(counts: &[u32]) -> Vec<u8> {
    let mut lengths = vec![0; counts.len()];
    let counted = counts
        .iter()
        .zip(0_usize..)
        .filter(|&(&count, _)| 0 < count);
    let mut trees: Vec<_> = counted
        .map(|(&count, symbol)| (count, vec![symbol]))
        .collect();
    trees.sort_unstable_by(|one, other| other.cmp(one));
    while let (Some((rarest, mut symbols)), Some((rare, others))) = (trees.pop(), trees.pop()) {
        symbols.extend(others);
        for &symbol in &symbols {
            if let Some(length) = lengths.get_mut(symbol) {
                *length += 1;
            }
        }
        let both = rarest + rare;
        let place = trees.partition_point(|&(count, _)| both < count);
        trees.insert(place, (both, symbols));
    }
    lengths
}
