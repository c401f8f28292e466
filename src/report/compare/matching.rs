//! Which block of the new report is which of the old one, and which of them moved.
//!
//! Law: every block of either report comes up once; those that stand where they stood are as many as can
//! be, and in the same order in both. The time grows with the text, and with the blocks times their logarithm.

use std::hash::{Hash, Hasher};

use super::super::{Block, BlockId, IdHasher, IdMap, Report};
use super::{Run, runs, style};

/// A block as it stood and as it stands, by its places in the reading orders.
pub(super) struct Pair {
    pub(super) old: Option<usize>,
    pub(super) new: Option<usize>,
    /// It stands elsewhere now.
    pub(super) moved: bool,
}

/// Every block once, in the order in which differences are shown.
pub(super) fn pairs(old: &Report, new: &Report) -> Vec<Pair> {
    let (found, gone) = Search::run(old, new);
    let stays = staying(&found);
    let mut is_here = vec![false; old.len()];
    for (found, _) in found.iter().zip(&stays).filter(|(_, stays)| **stays) {
        if let Some(here) = found.and_then(|at| is_here.get_mut(at)) {
            *here = true;
        }
    }
    let mut pairs = Vec::with_capacity(new.len());
    let mut rest = gone.into_iter().zip(is_here).enumerate();
    // What is gone stands behind the last block in front of it that is still in its place.
    let mut removed = |pairs: &mut Vec<Pair>| {
        for (at, (gone, is_here)) in rest.by_ref() {
            if is_here {
                return;
            }
            if gone {
                pairs.push(Pair {
                    old: Some(at),
                    new: None,
                    moved: false,
                });
            }
        }
    };
    removed(&mut pairs);
    for (at, (found, stays)) in found.into_iter().zip(stays).enumerate() {
        pairs.push(Pair {
            old: found,
            new: Some(at),
            moved: found.is_some() && !stays,
        });
        if stays {
            removed(&mut pairs);
        }
    }
    pairs
}

/// Which blocks stand where they stood: the longest row that is in order in both reports.
fn staying(found: &[Option<usize>]) -> Vec<bool> {
    let place = |index: usize| found.get(index).copied().flatten();
    // For every length the row that ends earliest, by its last block; before each block the one in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(found.len());
    for (index, found) in found.iter().enumerate() {
        if found.is_none() {
            before.push(None);
            continue;
        }
        let length = ends.partition_point(|&end| place(end) < *found);
        before.push(
            length
                .checked_sub(1)
                .and_then(|last| ends.get(last).copied()),
        );
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut stays = vec![false; found.len()];
    let mut next = ends.last().copied();
    while let Some(index) = next {
        if let Some(stays) = stays.get_mut(index) {
            *stays = true;
        }
        next = before.get(index).copied().flatten();
    }
    stays
}

/// The blocks of the old report while they are looked for in the new one.
struct Search<'a> {
    old: &'a Report,
    /// Which of them have not been found.
    free: Vec<bool>,
}

/// How many blocks are looked at for one that is alike.
const NEAR: usize = 3;

impl Search<'_> {
    /// For every block of the new report its place in the old one; for every block of the old report
    /// whether it is gone.
    fn run(old: &Report, new: &Report) -> (Vec<Option<usize>>, Vec<bool>) {
        let places = old.order().iter().copied().zip(0..);
        let places: IdMap<usize> = places.collect();
        let mut search = Search {
            old,
            free: vec![true; old.len()],
        };
        let mut found = Vec::with_capacity(new.len());
        for id in new.order() {
            found.push(places.get(id).and_then(|&at| search.take(at, &|_| true)));
        }
        if found.contains(&None) && search.free.contains(&true) {
            search.by_text(new, &mut found);
            search.by_place(new, &mut found);
        }
        (found, search.free)
    }

    /// The place, if the block there has not been found yet and is the right one.
    fn take(&mut self, at: usize, fits: &dyn Fn(&Block) -> bool) -> Option<usize> {
        let free = self.free.get_mut(at).filter(|free| **free)?;
        *free = !fits(self.old.at(at)?);
        (!*free).then_some(at)
    }

    /// The same number and text: behind what the block before was found to be, or the first anywhere.
    fn by_text(&mut self, new: &Report, found: &mut [Option<usize>]) {
        // The first place of each text, and behind each place the next one of that text.
        let mut first: IdMap<usize> = IdMap::default();
        let mut next: Vec<Option<usize>> = vec![None; self.old.len()];
        for (at, next) in next.iter_mut().enumerate().rev() {
            if let Some(block) = self.old.at(at).filter(|_| self.free.get(at) == Some(&true)) {
                *next = first.insert(key(block), at);
            }
        }
        let mut follows = 0;
        for (block, found) in new.blocks().zip(found) {
            let is_it = |old: &Block| old.text == block.text && style(old) == style(block);
            *found = found.or_else(|| self.take(follows, &is_it));
            while found.is_none() && !block.text.is_empty() {
                let Some(at) = first.remove(&key(block)) else {
                    break;
                };
                if let Some(next) = next.get(at).copied().flatten() {
                    first.insert(key(block), next);
                }
                *found = self.take(at, &is_it);
            }
            follows = found.map_or(follows, |at| at + 1);
        }
    }

    /// A text that is mostly the same, close behind what the block before was found to be.
    fn by_place(&mut self, new: &Report, found: &mut [Option<usize>]) {
        let mut follows = 0;
        for (block, found) in new.blocks().zip(found) {
            let is_alike = |old: &Block| is_alike(old, block);
            let mut near = follows..follows + NEAR;
            *found = found.or_else(|| near.find_map(|at| self.take(at, &is_alike)));
            follows = found.map_or(follows, |at| at + 1);
        }
    }
}

/// A text as a short number, in the place of a name: others have it by chance alone.
fn key(block: &Block) -> BlockId {
    let mut sum = IdHasher::default();
    style(block).hash(&mut sum);
    sum.write(block.text.as_bytes());
    BlockId((sum.finish() >> 32) as u32)
}

/// Whether more than half of the longer text is kept.
fn is_alike(old: &Block, new: &Block) -> bool {
    let is_kind = std::mem::discriminant(&old.kind) == std::mem::discriminant(&new.kind);
    let longer = old.text.len().max(new.text.len());
    // No text is kept that is longer than the shorter one.
    if !is_kind || 2 * old.text.len().min(new.text.len()) <= longer {
        return false;
    }
    let kept = |run: &Run| match run {
        Run::Kept(text) => text.len(),
        Run::Added(_) | Run::Removed(_) => 0,
    };
    let runs = runs::runs(&old.text, &new.text);
    longer < 2 * runs.iter().map(kept).sum::<usize>()
}
