//! The sheet: the report as fields on paper, in chunks of rows.
//!
//! Law: only chunks near the visible part have fields, so that a report of any length opens at once;
//! events of all fields are heard in one place.

use std::collections::VecDeque;

use tigang::edit::Spot;
use tigang::report::{BlockId, Kind};

use super::browser::element::{self, El, KeyEvent, classed, effect, memo};
use super::browser::{self, fields};
use super::desk::Desk;
use super::guidance::Guide;
use super::menu::Menu;
use super::signal::{RwSignal, StoredValue};
use super::{keys, paste, row};

/// Rows in one chunk.
const CHUNK: usize = 40;
/// How many chunks keep their fields at most: those seen last.
const ALIVE: usize = 10;
/// How many have their fields at the start, before it is known which are near the visible part.
const FIRST: usize = 2;

/// Which chunks have their fields, the one seen last at the end.
type Alive = RwSignal<VecDeque<usize>>;

/// The paper with all rows.
pub fn sheet(desk: Desk, menu: Menu, guide: Guide) -> El {
    let alive: Alive = RwSignal::new((0..FIRST).collect());
    let shape = row::shape(desk);
    let chunks = memo(move || desk.rows().len().div_ceil(CHUNK));
    // A field that is wanted and not on the page: its chunk comes alive, and the sheet goes there.
    effect(move || {
        let Some(wanted) = desk.wanted() else { return };
        if let Some(place) = desk
            .rows_untracked()
            .iter()
            .position(|row| row.id == wanted.block)
        {
            enliven(alive, place / CHUNK);
            browser::scroll_to(&format!("[data-chunk=\"{}\"]", place / CHUNK));
        }
    });
    classed("div", "sheet")
        .class_if("long", move || chunks.get() > 2)
        .on("input", move |event| {
            if let Some(typed) = fields::typed(event) {
                desk.typed(&typed);
            }
        })
        .on("compositionstart", move |event| {
            let place = fields::selection(event);
            desk.compose(place.map(|(block, range, _)| Spot {
                block,
                start: range.start,
                end: range.end,
            }));
        })
        .on("compositionend", move |_| desk.compose(None))
        .on("focusout", move |_| {
            // A field that loses the keyboard loses its composition, and not every browser says so.
            desk.compose(None);
            desk.seal();
        })
        .on_key(move |event: &KeyEvent| keys::in_field(desk, menu, event))
        .on("paste", move |event| paste::paste(desk, event))
        .on("click", move |event| {
            let button = element::nearest(event, ".more");
            if let (Some(button), Some(id)) = (button, element::id_of(event, "data-row")) {
                menu.open(BlockId(id), button.corner());
            }
        })
        .on("contextmenu", move |event| {
            let Some((block, selection, _)) = fields::selection(event) else {
                return;
            };
            // With a selection, the person wants the browser's own copy and cut.
            if selection.is_empty() && !element::with_shift(event) {
                event.prevent_default();
                menu.open(block, element::point(event));
            }
        })
        .each(
            move || (0..chunks.get() as u64).collect(),
            move |index| {
                chunk(
                    desk,
                    guide,
                    &shape,
                    alive,
                    usize::try_from(index).unwrap_or_default(),
                )
            },
        )
}

/// Some rows that come and go together.
fn chunk(desk: Desk, guide: Guide, shape: &El, alive: Alive, index: usize) -> El {
    let ids = memo(move || {
        let rows = desk.rows();
        rows.iter()
            .skip(index * CHUNK)
            .take(CHUNK)
            .map(|row| u64::from(row.id.0))
            .collect::<Vec<u64>>()
    });
    let is_alive = memo(move || alive.with(|alive| alive.contains(&index)));
    let height = StoredValue::new(0.0_f64);
    let chunk = classed("div", "chunk").attr("data-chunk", &index.to_string());
    chunk.watch_nearness(move |near| {
        if near && !is_alive.try_get_untracked().unwrap_or(true) {
            enliven(alive, index);
        }
    });
    // What a sleeping chunk leaves open: its last height, else a guess from its characters.
    let measured = chunk.clone();
    let style = move || {
        if is_alive.get() {
            return None;
        }
        // The rows are still there when this runs first after they were alive.
        let now = measured.height();
        if now > 1.0 && height.get_value() == 0.0 {
            height.set_value(now);
        }
        let lines = |id: &u64| {
            let id = BlockId(u32::try_from(*id).unwrap_or_default());
            desk.read(|editor| editor.count(id).characters)
                .div_ceil(36)
                .max(1)
                * 30
                + 14
        };
        let guess = || ids.with(|ids| ids.iter().map(lines).sum::<usize>()) as f64;
        let known = height.get_value();
        Some(format!(
            "height:{}px",
            if known > 0.0 { known } else { guess() } as u32
        ))
    };
    let shape = shape.clone();
    chunk.attr_of("style", style).each(
        move || {
            if is_alive.get() {
                ids.get()
            } else {
                Vec::new()
            }
        },
        move |id| {
            row::row(
                desk,
                guide,
                &shape,
                BlockId(u32::try_from(id).unwrap_or_default()),
            )
        },
    )
}

/// Gives a chunk its fields; the one that was seen longest ago may lose its own, unless the person is in it.
fn enliven(alive: Alive, index: usize) {
    alive.update(|alive| {
        alive.retain(|&other| other != index);
        alive.push_back(index);
        while alive.len() > ALIVE {
            let Some(first) = alive.pop_front() else {
                break;
            };
            if browser::has_focus(&format!("[data-chunk=\"{first}\"]")) {
                alive.push_back(first);
                break;
            }
        }
    });
}

/// The body that follows a heading, for Enter at the heading's end.
pub fn body_of(desk: Desk, heading: BlockId) -> Option<BlockId> {
    desk.read(|editor| {
        let report = editor.report();
        let at = report.position(heading)?;
        matches!(report.at(at)?.kind, Kind::Heading { .. } | Kind::Title).then_some(())?;
        report
            .at(at + 1)
            .filter(|next| next.kind == Kind::Paragraph)
            .map(|next| next.id)
    })
}
