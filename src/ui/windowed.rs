//! A list of rows of one height of which only the visible ones are made: outlines and blanks of a
//! report of any length open at once.

use super::browser;
use super::browser::element::Event;
use super::signal::{Memo, RwSignal};

/// Rows that are made beyond the visible ones, above and below.
const SPARE: usize = 8;
/// Lists up to this length are made whole. Each field in them that can be seen or is near costs time
/// at every key, wherever it is typed: the browser paints it in layers of its own.
const WHOLE: usize = 30;

/// The slice of a long list that is made, and the room that the rest takes.
#[derive(Clone, Copy)]
pub struct Window {
    length: Memo<usize>,
    row: f64,
    scroll: RwSignal<(f64, f64)>,
}

impl Window {
    /// A window over a list of this length with rows of this height in CSS pixels.
    pub fn new(length: Memo<usize>, row: f64) -> Window {
        Window {
            length,
            row,
            scroll: RwSignal::new((0.0, 900.0)),
        }
    }

    /// The rows that are made.
    pub fn range(self) -> std::ops::Range<usize> {
        let length = self.length.get();
        if length <= WHOLE {
            return 0..length;
        }
        let (top, height) = self.scroll.get();
        let first = ((top / self.row) as usize)
            .saturating_sub(SPARE)
            .min(length);
        let last = (((top + height) / self.row) as usize + SPARE).min(length);
        first..last.max(first)
    }

    /// The room above and below, as padding.
    pub fn padding(self) -> String {
        let range = self.range();
        let (above, below) = (range.start as f64, (self.length.get() - range.end) as f64);
        format!(
            "padding-top:{}px;padding-bottom:{}px",
            (above * self.row) as u32,
            (below * self.row) as u32
        )
    }

    /// Makes the row at this place, wherever the list is scrolled, so that the keyboard can go there.
    pub fn reach(self, at: usize) {
        let (top, height) = self.scroll.get_untracked();
        let place = at as f64 * self.row;
        if place < top || top + height < place + self.row {
            self.scroll.set(((place - height / 2.0).max(0.0), height));
        }
    }

    /// The list was scrolled.
    pub fn scrolled(self, event: &Event) {
        if self.length.get_untracked() > WHOLE
            && let Some(scroll) = browser::scroll_of(event)
        {
            self.scroll.set(scroll);
        }
    }
}
