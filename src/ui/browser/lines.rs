//! The lines that the browser breaks the text of a field into: how far along its line a place is, and which
//! place of another field's line is as far.
//!
//! Law: a field tells nothing of its lines. Its text is laid out once more where its mirror lies, unseen, and is
//! gone again before anything is painted.

use std::cell::Cell;

use web_sys::{DomRect, HtmlTextAreaElement};

use tigang::report::BlockId;

use super::fields::{field_of, units};

/// The longest text that is laid out once more at a key, in bytes: some milliseconds.
const MOST: usize = 30_000;
/// How far signs of one line stand from another at most, up and down: their types differ. CSS pixels.
const SAME: f64 = 8.0;

thread_local! {
    /// The place that was found last, and how far along it was wanted: a short line between two long ones does not
    /// change that.
    static WANTED: Cell<Option<(BlockId, usize, f64)>> = const { Cell::new(None) };
}

/// Forgets how far along the last place was wanted: the caret went there by another way.
pub fn forget() {
    WANTED.set(None);
}

/// How far along its line a place in a field is, in CSS pixels of the window, where that line is the first of the
/// field or, not back, the last. Of a place between two lines nobody can tell on which of them the caret stands.
pub fn along(block: BlockId, at: usize, back: bool) -> Option<f64> {
    let wanted = WANTED.get().filter(|last| (last.0, last.1) == (block, at));
    laid_out(block, |text, place_of| {
        let place = place_of(at)?;
        let edge = place_of(if back { 0 } else { text.len() })?;
        let before = text.get(..at)?.char_indices().next_back();
        let before = before.filter(|(_, sign)| at < text.len() && !matches!(sign, '\n' | '\r'));
        let before = before.map(|(before, _)| place_of(before));
        if before.is_some_and(|before| before.is_none_or(|before| !is_beside(&before, &place))) {
            return None;
        }
        let along = wanted.map_or_else(|| place.left(), |(.., along)| along);
        is_beside(&place, &edge).then_some(along)
    })
}

/// The place in the last line of a field or, not back, in its first that is nearest to so far along.
pub fn nearest(block: BlockId, along: f64, back: bool) -> Option<usize> {
    let found = laid_out(block, |text, place_of| {
        let edge = place_of(if back { text.len() } else { 0 })?;
        let away = |at: usize| {
            let place = place_of(at).filter(|place| is_beside(place, &edge))?;
            Some((at, (place.left() - along).abs()))
        };
        let starts = text.char_indices().map(|(at, _)| at);
        let places = starts.chain([text.len()]);
        let line: Vec<_> = if back {
            places.rev().map_while(away).collect()
        } else {
            places.map_while(away).collect()
        };
        let nearest = line
            .into_iter()
            .min_by(|one, other| one.1.total_cmp(&other.1));
        Some(nearest?.0)
    });
    WANTED.set(found.map(|at| (block, at, along)));
    found
}

fn is_beside(one: &DomRect, other: &DomRect) -> bool {
    (one.top() + one.bottom() - other.top() - other.bottom()).abs() < 2.0 * SAME
}

/// Looks at the text of a field, and at where the sign behind each of its places stands.
fn laid_out<T>(
    block: BlockId,
    look: impl FnOnce(&str, &dyn Fn(usize) -> Option<DomRect>) -> Option<T>,
) -> Option<T> {
    let field: HtmlTextAreaElement = field_of(block)?;
    let value = field.value();
    if MOST < value.len() {
        return None;
    }
    let page = super::page_document();
    let cell = field.parent_element()?;
    let probe = cell.first_element_child()?.clone_node().ok()?;
    // Something stands behind the last place, too.
    let text = page.create_text_node(&[&value, "\u{200b}"].concat());
    probe.append_child(&text).ok()?;
    cell.append_child(&probe).ok()?;
    let range = page.create_range().ok();
    let seen = range.and_then(|range| {
        look(&value, &|at| {
            let start = units(&value, at);
            range.set_start(&text, start).ok()?;
            range.set_end(&text, start + 1).ok()?;
            Some(range.get_bounding_client_rect())
        })
    });
    _ = cell.remove_child(&probe);
    seen
}
