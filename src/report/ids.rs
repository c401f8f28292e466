//! The names of blocks, and maps by them that cost little.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The name of a block for as long as the report lives: through moves, undo, redo and storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// What a map can be kept by: the name of a block, or what a number tells apart as well.
pub trait Key: Copy {
    /// A number of its own.
    fn number(self) -> u64;
}

impl Key for BlockId {
    fn number(self) -> u64 {
        u64::from(self.0)
    }
}

/// A map by the names of blocks, or by what consists of them.
///
/// One hash table of places whatever the values are: a table for each type of value would be compiled anew,
/// and the page is sent over slow lines.
#[derive(Clone, Debug)]
pub struct IdMap<V, K = BlockId> {
    /// Where in `entries` the entry of a number stands.
    places: HashMap<u64, usize, BuildHasherDefault<IdHasher>>,
    entries: Vec<(K, V)>,
}

/// A set of blocks.
pub type IdSet = IdMap<()>;

impl<V, K> Default for IdMap<V, K> {
    fn default() -> Self {
        Self {
            places: HashMap::default(),
            entries: Vec::new(),
        }
    }
}

impl<V, K: Key> IdMap<V, K> {
    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        self.places.reserve(more);
        self.entries.reserve(more);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        let place = *self.places.get(&key.number())?;
        self.entries.get(place).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let place = *self.places.get(&key.number())?;
        self.entries.get_mut(place).map(|(_, value)| value)
    }

    /// Whether a key has a value.
    pub fn contains_key(&self, key: &K) -> bool {
        self.places.contains_key(&key.number())
    }

    /// Gives a key a value; the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        if let Some(known) = self.get_mut(&key) {
            return Some(std::mem::replace(known, value));
        }
        self.places.insert(key.number(), self.entries.len());
        self.entries.push((key, value));
        None
    }

    /// The value of a key, which is made where it has none.
    pub fn or_insert_with(&mut self, key: K, make: impl FnOnce() -> V) -> Option<&mut V> {
        if !self.contains_key(&key) {
            self.insert(key, make());
        }
        self.get_mut(&key)
    }

    /// Takes the value of a key away.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.places.remove(&key.number())?;
        let (_, value) = self.entries.swap_remove(place);
        // The last one stands in its place now.
        if let Some((moved, _)) = self.entries.get(place) {
            self.places.insert(moved.number(), place);
        }
        Some(value)
    }

    /// Takes everything away.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

impl<V, K: Key> FromIterator<(K, V)> for IdMap<V, K> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::default();
        for (key, value) in entries {
            map.insert(key, value);
        }
        map
    }
}

/// The same values under the same keys, in whatever order they came.
impl<V: PartialEq, K: Key> PartialEq for IdMap<V, K> {
    fn eq(&self, other: &Self) -> bool {
        let mut all = self.entries.iter();
        self.len() == other.len() && all.all(|(key, value)| other.get(key) == Some(value))
    }
}

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
