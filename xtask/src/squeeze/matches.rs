//! Which bytes of a program stood before, and how near.
//!
//! Law: of all matches of one length, the nearest.

use super::steps::{LONGEST, SHORTEST};
use std::collections::HashMap;

/// How many earlier places are looked at from each: more find next to nothing.
const LOOKED_AT: usize = 4096;

/// The matches of all places, one after another.
pub struct Matches {
    all: Vec<(usize, u32)>,
    /// Where in them those of each place end.
    ends: Vec<usize>,
}

impl Matches {
    /// The matches that start here: how long, and how many bytes lie between. The nearer a match, the shorter it is.
    pub fn at(&self, at: usize) -> &[(usize, u32)] {
        let start = match at.checked_sub(1) {
            Some(before) => self.ends.get(before),
            None => Some(&0),
        };
        let places = start.copied().zip(self.ends.get(at).copied());
        places
            .and_then(|(start, end)| self.all.get(start..end))
            .unwrap_or_default()
    }

    /// All matches of these bytes.
    pub fn of(bytes: &[u8]) -> Matches {
        let mut pairs = HashMap::new();
        let mut trees = Trees {
            bytes,
            tops: HashMap::new(),
            sides: vec![[None; 2]; bytes.len()],
        };
        let mut matches = Matches {
            all: Vec::new(),
            ends: Vec::with_capacity(bytes.len()),
        };
        for at in 0..bytes.len() {
            if let Some(pair) = bytes.get(at..at + SHORTEST) {
                let nearest = pairs.insert(pair, at);
                matches
                    .all
                    .extend(nearest.map(|from| (SHORTEST, gap(from, at))));
            }
            trees.look(at, &mut matches.all);
            matches.ends.push(matches.all.len());
        }
        matches
    }
}

fn gap(from: usize, at: usize) -> u32 {
    u32::try_from(at - from - 1).unwrap_or(u32::MAX)
}

/// All places with the same three bytes as a tree, ordered by what follows them; the latest is its top.
struct Trees<'a> {
    bytes: &'a [u8],
    tops: HashMap<&'a [u8], usize>,
    /// The places below each, whose bytes come before and behind its own.
    sides: Vec<[Option<usize>; 2]>,
}

impl Trees<'_> {
    /// Adds the matches of this place, and the place.
    fn look(&mut self, at: usize, all: &mut Vec<(usize, u32)>) {
        let bytes = self.bytes;
        let Some(key) = bytes.get(at..at + SHORTEST + 1) else {
            return;
        };
        let mut next = self.tops.insert(key, at);
        let here = bytes.get(at..).unwrap_or_default();
        let here = here.get(..LONGEST).unwrap_or(here);
        // Where the next place that comes before this one is hung up, and the next behind it; how many bytes those
        // that hang there have in common with it at least.
        let mut open = [(at, 0), (at, 1)];
        let mut common = [0, 0];
        let mut longest = SHORTEST;
        for _ in 0..LOOKED_AT {
            let Some(there) = next else {
                break;
            };
            let [before, behind] = common;
            let known = Ord::min(before, behind);
            let pairs = here
                .iter()
                .zip(bytes.get(there..).unwrap_or_default())
                .skip(known);
            let count = known + pairs.take_while(|(here, there)| here == there).count();
            if longest < count {
                longest = count;
                all.push((count, gap(there, at)));
            }
            if count == here.len() {
                // This place stands for that one from now on.
                let below = self.sides.get(there).copied().unwrap_or_default();
                for (open, below) in open.into_iter().zip(below) {
                    self.hang(open, below);
                }
                return;
            }
            let side = usize::from(here.get(count) < bytes.get(there + count));
            if let (Some(open), Some(common)) = (open.get_mut(side), common.get_mut(side)) {
                self.hang(*open, Some(there));
                *open = (there, 1 - side);
                *common = count;
            }
            next = self
                .sides
                .get(there)
                .and_then(|sides| sides.get(1 - side))
                .copied()
                .flatten();
        }
        for open in open {
            self.hang(open, None);
        }
    }

    fn hang(&mut self, (on, side): (usize, usize), what: Option<usize>) {
        if let Some(place) = self.sides.get_mut(on).and_then(|sides| sides.get_mut(side)) {
            *place = what;
        }
    }
}
