//! Where the caret goes, what is shown, and where it was.
//!
//! Law: it arrives before the next key press, as soon as the field is on the page; what is only shown leaves the keyboard
//! where it is.

use std::ops::Range;
use std::time::Duration;

use leptos::prelude::*;

use tigang::edit::Spot;
use tigang::report::BlockId;

use super::Desk;
use super::typing::visible;
use crate::ui::{blanks_view, browser, words};

impl Desk {
    /// Takes the caret to a place, as soon as its field is on the page. Runs before the next key
    /// press, so that what is typed quickly arrives in the right field.
    pub fn go(self, spot: Option<Spot>) {
        let Some(spot) = spot else { return };
        let spot = self.read(|editor| visible(editor.report(), spot));
        leptos::task::spawn_local(self.bring(spot, |spot| select_in_sight(spot, false)));
    }

    /// Takes the keyboard to a part of a field, from which Shift selects on, at its start or at its end.
    pub fn go_selecting(self, block: BlockId, range: Range<usize>, backward: bool) {
        let spot = Spot {
            block,
            start: range.start,
            end: range.end,
        };
        let forth = |spot: Spot| select_in_sight(spot, false);
        let back = |spot: Spot| select_in_sight(spot, true);
        leptos::task::spawn_local(self.bring(spot, if backward { back } else { forth }));
    }

    /// Marks a place in its row and shows it; the keyboard stays where it is.
    pub fn reveal(self, spot: Spot) {
        self.mark(Some(spot));
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            let mark =
                |spot: Spot| browser::scroll_to(&format!("[data-row=\"{}\"] .found", spot.block.0));
            self.bring(spot, mark).await;
        });
    }

    /// Marks this place in its row, and no other any more.
    pub fn mark(self, found: Option<Spot>) {
        let before = self
            .work
            .try_update_value(|work| std::mem::replace(&mut work.found, found))
            .flatten();
        let blocks: Vec<BlockId> = before.iter().chain(&found).map(|spot| spot.block).collect();
        self.tell_rows(&blocks);
    }

    /// The place that is marked.
    pub fn found(self) -> Option<Spot> {
        self.work.with_value(|work| work.found)
    }

    /// Does what there is to do at a place, as soon as its row is on the page.
    async fn bring(self, spot: Spot, arrive: fn(Spot) -> bool) {
        for turn in 0..8 {
            if arrive(spot) {
                self.wanted.set(None);
                return;
            }
            if turn == 2 {
                self.wanted.set(Some(spot));
            }
            leptos::task::tick().await;
        }
        // Its chunk is far away and only being made now.
        set_timeout(
            move || {
                arrive(spot);
                self.wanted.set(None);
            },
            Duration::from_millis(60),
        );
    }

    /// The sheet loses the keyboard, with the caret at this place.
    pub fn left(self, place: (BlockId, usize)) {
        self.work.update_value(|work| work.left = Some(place));
    }

    /// Where the caret is, or was when the sheet lost the keyboard.
    pub fn here(self) -> Option<(BlockId, usize)> {
        browser::fields::focused_block().or_else(|| self.work.with_value(|work| work.left))
    }

    /// Takes the caret back to where it was in the sheet.
    pub fn go_back(self) {
        self.go(self.caret());
    }

    /// The same; what the person looks at stays in sight.
    pub fn go_back_unmoved(self) {
        let Some(spot) = self.caret() else {
            return;
        };
        let arrive = |spot: Spot| browser::unmoved(|| select_in_sight(spot, false));
        leptos::task::spawn_local(self.bring(spot, arrive));
    }

    /// Where the caret is or was, if that is still there.
    pub fn caret(self) -> Option<Spot> {
        let (block, at) = self.here()?;
        let is_there = self.read(|editor| editor.report().block(block).is_some());
        is_there.then(|| Spot::caret(block, at))
    }

    /// Selects the next blank after the caret, or the one before it, around the end of the report.
    pub fn next_blank(self, back: bool) {
        let here = self.here();
        match self.read(|editor| blanks_view::next(editor.report(), here, back)) {
            Some(spot) => self.go(Some(spot)),
            None => self.say(words::NO_MORE_BLANKS),
        }
    }

    /// Shows where something happened; the keyboard stays where it is, as long as it is anywhere.
    pub(super) fn look_at(self, spot: Option<Spot>) {
        let Some(spot) = spot else { return };
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            // A button that can be pressed no more keeps it until the page is painted.
            if browser::has_no_focus() || browser::is_there("button:focus:disabled") {
                return self.go(Some(spot));
            }
            let show = |spot: Spot| browser::scroll_to(&format!("[data-row=\"{}\"]", spot.block.0));
            self.bring(spot, show).await;
        });
    }
}

/// Selects in a field and shows the end that Shift moves.
fn select_in_sight(spot: Spot, back: bool) -> bool {
    let is_there = browser::fields::select(spot.block, spot.start..spot.end, back);
    browser::fields::show_caret(spot.block, back);
    is_there
}
