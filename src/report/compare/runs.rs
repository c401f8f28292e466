//! What differs between two texts, character by character, in time that grows with their length alone.
//!
//! The shortest way from one text to the other is looked for (Myers 1986), for as many steps as they have
//! characters, times a fixed number. Where that is not enough, what both begin and end with stays and the
//! middle is replaced. Law: kept and removed is the old text, kept and added the new one.

use std::ops::Range;

use super::Run;

/// How many steps the search may take for each character, and beyond that for any text.
const STEPS_A_CHARACTER: usize = 16;
const STEPS: usize = 20_000;

/// How many characters may differ before the search gives up: its memory grows with the square.
const FURTHEST: usize = 1_000;

/// A stretch of the old text and what stands in its place, in characters.
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

impl Hunk {
    fn size(&self) -> usize {
        self.old.len().max(self.new.len())
    }
}

/// The runs of a text in the place of another; none that is empty.
pub(super) fn runs(old: &str, new: &str) -> Vec<Run> {
    let (old, new): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let text = |of: &[char], range: Range<usize>| -> String {
        of.get(range).unwrap_or_default().iter().collect()
    };
    let mut runs = Vec::new();
    let mut at = 0;
    for hunk in hunks(&old, &new) {
        runs.push(Run::Kept(text(&new, at..hunk.new.start)));
        at = hunk.new.end;
        runs.push(Run::Removed(text(&old, hunk.old)));
        runs.push(Run::Added(text(&new, hunk.new)));
    }
    runs.push(Run::Kept(text(&new, at..new.len())));
    runs.retain(|run| !run.text().is_empty());
    runs
}

/// The stretches that differ, in order.
fn hunks(old: &[char], new: &[char]) -> Vec<Hunk> {
    let alike = |(old, new): &(&char, &char)| old == new;
    let head = old.iter().zip(new).take_while(alike).count();
    let rest = old.len().min(new.len()) - head;
    let ends = old.iter().rev().zip(new.iter().rev()).take(rest);
    let foot = ends.take_while(alike).count();
    let whole = Hunk {
        old: head..old.len() - foot,
        new: head..new.len() - foot,
    };
    let middle = |of: &[char]| of.get(head..of.len() - foot).unwrap_or_default().to_vec();
    let found = match rest - foot {
        0 => None,
        _ => search(&middle(old), &middle(new)),
    };
    let Some(mut found) = found else {
        let differs = whole.size() > 0;
        return differs.then_some(whole).into_iter().collect();
    };
    for range in found
        .iter_mut()
        .flat_map(|hunk| [&mut hunk.old, &mut hunk.new])
    {
        *range = range.start + head..range.end + head;
    }
    settled(found)
}

/// Makes one of neighbours with less between them than in either: a reader sees a new phrase there, not
/// an old one of which a character stayed by chance.
fn settled(hunks: Vec<Hunk>) -> Vec<Hunk> {
    let mut settled: Vec<Hunk> = Vec::new();
    for mut hunk in hunks {
        while let Some(before) = settled
            .pop_if(|before| hunk.old.start - before.old.end < before.size().min(hunk.size()))
        {
            hunk.old.start = before.old.start;
            hunk.new.start = before.new.start;
        }
        settled.push(hunk);
    }
    settled
}

/// The shortest way from one text to the other; `None` where it takes too long to find.
///
/// Layer `d` holds, for each of its `d + 1` diagonals, how far into the old text one comes with `d`
/// characters removed or added; diagonal `i` is the one of `i` removed and `d - i` added. Layers lie
/// behind each other.
fn search(old: &[char], new: &[char]) -> Option<Vec<Hunk>> {
    let mut room = STEPS_A_CHARACTER * (old.len() + new.len()) + STEPS;
    let mut layers: Vec<u32> = Vec::new();
    for d in 0..=FURTHEST {
        room = room.checked_sub(d + 1)?;
        for i in 0..=d {
            let (mut x, removes) = step(&layers, d, i);
            x += usize::from(removes);
            let mut y = x + d - 2 * i;
            while x < old.len() && old.get(x) == new.get(y) {
                (x, y) = (x + 1, y + 1);
                room = room.checked_sub(1)?;
            }
            layers.push(u32::try_from(x).ok()?);
            if x == old.len() && y == new.len() {
                return Some(way_back(&layers, d, i));
            }
        }
    }
    None
}

/// Where the step to a diagonal of a layer comes from, in the old text, and whether it removes.
fn step(layers: &[u32], d: usize, i: usize) -> (usize, bool) {
    let layer = d * d.saturating_sub(1) / 2;
    let reached = |i: usize| layers.get(layer + i).map_or(0, |&x| x as usize);
    match i.checked_sub(1).map(reached) {
        Some(removing) if i == d || reached(i) <= removing => (removing, true),
        _ if d == 0 => (0, false),
        _ => (reached(i), false),
    }
}

/// The steps to a diagonal of a layer, as stretches in order.
fn way_back(layers: &[u32], d: usize, i: usize) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut i = i;
    for d in (1..=d).rev() {
        let (x, removes) = step(layers, d, i);
        i -= usize::from(removes);
        let y = x + d - 1 - 2 * i;
        let (old_end, new_end) = (x + usize::from(removes), y + usize::from(!removes));
        match hunks.last_mut() {
            Some(next) if (next.old.start, next.new.start) == (old_end, new_end) => {
                (next.old.start, next.new.start) = (x, y);
            }
            _ => hunks.push(Hunk {
                old: x..old_end,
                new: y..new_end,
            }),
        }
    }
    hunks.reverse();
    hunks
}
