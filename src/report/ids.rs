//! The names of blocks, and maps by them that cost little.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The name of a block for as long as the report lives: through moves, undo, redo and storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// A map by the names of blocks, or by what consists of them.
pub type IdMap<V, K = BlockId> = HashMap<K, V, BuildHasherDefault<IdHasher>>;

/// A set of blocks.
pub type IdSet = IdMap<()>;

/// Spreads small numbers with one multiplication each. Ids are given out by the report, so nobody can
/// choose them to collide.
#[derive(Clone, Copy, Debug, Default)]
pub struct IdHasher(u64);

impl IdHasher {
    fn add(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for eight in bytes.chunks(8) {
            let number = eight
                .iter()
                .fold(0, |number, &byte| number << 8 | u64::from(byte));
            self.add(number);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_u32(&mut self, number: u32) {
        self.add(u64::from(number));
    }

    fn write_isize(&mut self, number: isize) {
        self.add(number.unsigned_abs() as u64);
    }
}
