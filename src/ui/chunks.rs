//! Which rows of the sheet are on the page: those near the visible part, in chunks, and stretches of
//! empty room in the place of all others.
//!
//! Law: a report of any length has as few elements on the page, so that it opens at once and a key costs
//! the same in it; the room that a chunk leaves behind is as high as the chunk was.

use std::ops::Range;

use tigang::report::BlockId;

use super::browser;
use super::browser::element::memo;
use super::desk::Desk;
use super::signal::{Memo, RwSignal, StoredValue};

/// Rows in one chunk.
const CHUNK: usize = 40;
/// How many chunks are on the page at most: those seen last.
const ALIVE: usize = 10;
/// How many are there at the start. A report of ordinary length is there as a whole, for whoever searches
/// the page or has it read out.
const FIRST: usize = 2;
/// Marks the key of a stretch.
const STRETCH: u64 = 1 << 63;

/// The chunks of a sheet.
#[derive(Clone, Copy)]
pub struct Chunks {
    desk: Desk,
    count: Memo<usize>,
    /// Those on the page, the one seen last at the end.
    alive: RwSignal<Vec<usize>>,
    /// The height of each in CSS pixels, as last seen or as guessed; 0 where it was not asked for yet.
    heights: StoredValue<Vec<f64>>,
}

/// What stands on the sheet, from one place to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A chunk with its rows.
    Chunk(usize),
    /// Room for these chunks.
    Stretch(Range<usize>),
}

impl Piece {
    /// The number that names it in a list.
    fn key(&self) -> u64 {
        match self {
            Piece::Chunk(index) => *index as u64,
            Piece::Stretch(chunks) => STRETCH | (chunks.start as u64) << 31 | chunks.end as u64,
        }
    }

    /// The piece that a number names.
    pub fn of(key: u64) -> Piece {
        let number = |bits: u64| usize::try_from(bits & 0x7fff_ffff).unwrap_or_default();
        match key & STRETCH {
            0 => Piece::Chunk(number(key)),
            _ => Piece::Stretch(number(key >> 31)..number(key)),
        }
    }
}

impl Chunks {
    /// The chunks of the open draft's sheet.
    pub fn new(desk: Desk) -> Chunks {
        Chunks {
            desk,
            count: memo(move || desk.rows().len().div_ceil(CHUNK)),
            alive: RwSignal::new((0..FIRST).collect()),
            heights: StoredValue::new(Vec::new()),
        }
    }

    /// How many there are.
    pub fn count(self) -> usize {
        self.count.get()
    }

    /// The pieces of the sheet from top to bottom, by their keys.
    pub fn pieces(self) -> Vec<u64> {
        let count = self.count.get();
        let mut alive = self.alive.get();
        alive.sort_unstable();
        let mut pieces = Vec::new();
        let mut done = 0;
        for index in alive.into_iter().filter(|index| *index < count) {
            if done < index {
                pieces.push(Piece::Stretch(done..index).key());
            }
            pieces.push(Piece::Chunk(index).key());
            done = index + 1;
        }
        if done < count {
            pieces.push(Piece::Stretch(done..count).key());
        }
        pieces
    }

    /// The blocks whose rows a chunk holds.
    pub fn blocks(self, index: usize) -> Vec<u64> {
        let rows = self.desk.rows();
        let rows = rows.iter().skip(index * CHUNK).take(CHUNK);
        rows.map(|row| u64::from(row.id.0)).collect()
    }

    /// Brings the chunk of a block onto the page, wherever it is.
    pub fn wake_for(self, block: BlockId) {
        let rows = self.desk.rows_untracked();
        if let Some(place) = rows.iter().position(|row| row.id == block) {
            self.wake(&[place / CHUNK]);
        }
    }

    /// Brings those chunks of a stretch onto the page that came near: they reach into this part of it, from
    /// its top in CSS pixels.
    pub fn wake_near(self, stretch: Range<usize>, part: Range<f64>) {
        let mut top = 0.0;
        let mut near = Vec::new();
        for index in stretch {
            let bottom = top + self.height(index);
            if top < part.end && bottom > part.start {
                near.push(index);
            }
            top = bottom;
        }
        self.wake(&near);
    }

    /// The room that some chunks take, in CSS pixels.
    pub fn room(self, chunks: Range<usize>) -> f64 {
        chunks.map(|index| self.height(index)).sum()
    }

    /// The chunks that were seen longest ago may go, unless the person is in one.
    fn wake(self, chunks: &[usize]) {
        let asleep = self
            .alive
            .with_untracked(|alive| chunks.iter().any(|index| !alive.contains(index)));
        if !asleep {
            return;
        }
        self.alive.update(|alive| {
            alive.retain(|index| !chunks.contains(index));
            alive.extend(chunks);
            while alive.len() > ALIVE.max(chunks.len()) {
                let first = alive.remove(0);
                let selector = format!("[data-chunk=\"{first}\"]");
                if browser::has_focus(&selector) {
                    alive.push(first);
                    break;
                }
                if let Some(height) = browser::height_of(&selector) {
                    self.note(first, height);
                }
            }
        });
    }

    fn height(self, index: usize) -> f64 {
        let known = self.heights.with_value(|all| all.get(index).copied());
        match known {
            Some(height) if height > 0.0 => height,
            _ => {
                let height = self.guess(index);
                self.note(index, height);
                height
            }
        }
    }

    fn note(self, index: usize, height: f64) {
        self.heights.update_value(|all| {
            if all.len() <= index {
                all.resize(index + 1, 0.0);
            }
            if let Some(place) = all.get_mut(index) {
                *place = height;
            }
        });
    }

    /// About how high a chunk will be, by the characters in it.
    fn guess(self, index: usize) -> f64 {
        let rows = self.desk.rows_untracked();
        let rows = rows.iter().skip(index * CHUNK).take(CHUNK);
        let height = self.desk.read(|editor| {
            let lines = |id| editor.count(id).characters.div_ceil(36).max(1);
            rows.map(|row| lines(row.id) * 30 + 14).sum::<usize>()
        });
        height as f64
    }
}
