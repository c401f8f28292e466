//! 待填: every blank of the report, with its words around it and a field for its value.
//!
//! Law: a blank that was filled keeps its field, so that it can be changed or emptied again.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use tigang::edit::{Edit, Spot};
use tigang::history::Source;
use tigang::report::{Block, BlockId, Report};
use tigang::slots::{self, Slot, slots};
use tigang::{blanks, carry_over, clean};

use super::browser::element::{self, El, Event, button, classed, effect, el, memo};
use super::browser::{self, fields};
use super::desk::Desk;
use super::windowed::Window;
use super::words;

/// Height of a row in CSS pixels, as in the style sheet.
const ROW: f64 = 68.0;

/// The list of blanks.
pub fn blanks_view(desk: Desk) -> El {
    let places = memo(move || {
        desk.track_settled();
        desk.rows();
        desk.read(|editor| {
            let mut places: Vec<u64> = Vec::new();
            for &block in editor.report().order() {
                let of_block = 0..editor.count(block).slots;
                places.extend(of_block.map(|index| Place { block, index }.key()));
            }
            places
        })
    });
    let length = memo(move || places.with(Vec::len));
    let window = Window::new(length, ROW);
    let none = move || length.get() == 0;
    let empty = move || {
        let all_filled = desk.totals().slots > 0;
        let text = "这份报告没有待填的空。用 * 表示还缺的数字或名称，这里就会列出来。";
        classed("p", "empty").text(if all_filled { "都已填好。" } else { text })
    };
    let count = move || {
        let totals = desk.totals();
        format!("已填 {} / {}", totals.slots - totals.open, totals.slots)
    };
    let shape = shape();
    // The place that was typed in since the keyboard came to it.
    let typed = Rc::new(Cell::new(None::<u64>));
    let left = typed.clone();
    let list = classed("div", "blank-list")
        .attr_of("style", move || Some(window.padding()))
        .on("click", move |event| {
            let is_words = element::nearest(event, ".blank-words").is_some();
            let Some(place) = Place::at(event).filter(|_| is_words) else {
                return;
            };
            desk.go(place.shown(desk).map(|(_, range)| Spot {
                block: place.block,
                start: range.start,
                end: range.end,
            }));
        })
        .on("input", move |event| {
            let Some(place) = Place::at(event) else {
                return;
            };
            let (value, notices) = clean::piece(&element::value_of(event));
            let fill = Edit::Fill {
                block: place.block,
                slot: place.index,
                value,
            };
            desk.type_in(&fill, place.source());
            typed.set(Some(place.key()));
            if !notices.is_empty() {
                desk.say(words::removed(&notices));
            }
        })
        .on("focusout", move |event| {
            desk.seal();
            // Undone, or not taken as it was typed: the field holds what the report holds.
            let shown = Place::at(event).and_then(|place| place.shown(desk));
            if let (Some((shown, _)), Some(field)) = (shown, element::nearest(event, "input")) {
                fields::show_value(&field, &shown.value);
                if left.take() == Place::at(event).map(Place::key) {
                    offer_alike(desk, shown);
                }
            }
        })
        .on_key(move |event| {
            if !fields::is_composing(event) && event.key() == "Enter" {
                event.prevent_default();
                let place = Place::at(event).map(Place::key);
                let next = next_row(desk, &places.get_untracked(), place, event.shift_key());
                match next {
                    Some((at, place)) => {
                        window.reach(at);
                        leptos::task::spawn_local(async move {
                            leptos::task::tick().await;
                            browser::focus_selector(&format!("[data-place=\"{place}\"] input"));
                        });
                    }
                    None => desk.say(words::NO_MORE_BLANKS),
                }
            }
        })
        .each(
            move || places.with(|places| places.get(window.range()).unwrap_or_default().to_vec()),
            move |key| blank(desk, &shape, Place::of(key)),
        );
    classed("section", "blanks")
        .name("待填")
        .with(
            classed("h2", "pane-title")
                .text("待填")
                .with(classed("span", "pane-note").text_of(count)),
        )
        .with(
            classed("div", "scroll")
                .on("scroll", move |event| window.scrolled(event))
                .part_if(none, empty)
                .with(list),
        )
        .with(
            button("跳到下一个待填（F2）")
                .class("add")
                .disabled_if(move || desk.totals().open == 0)
                .on_click(move || desk.next_blank(false)),
        )
}

/// Offers to fill in a name wherever else the same sort of office is asked for: a report is of one branch, but for those
/// that it did something with.
fn offer_alike(desk: Desk, filled: Shown) {
    const OFFICES: [&str; 5] = ["党支部", "党总支", "党委", "党组", "支部"];
    let is_other =
        |before: &str| before.ends_with(['与', '和', '同', '赴', '合', '弟', '到', '、']);
    let is_of = |end: &&str| filled.after.starts_with(*end);
    let Some(end) = OFFICES.into_iter().find(is_of) else {
        return;
    };
    if filled.value.is_empty() || is_other(&filled.before) {
        return;
    }
    let alike = move || {
        desk.read(|editor| {
            let is_alike = |(_, block, _, slot): &(usize, &Block, usize, Slot)| {
                let (before, after) = blanks::context(&block.text, &slot.range, slot.unit);
                after.starts_with(end) && !is_other(before)
            };
            let alike = open_slots(editor.report()).filter(is_alike);
            let places = alike.map(|(_, block, index, _)| (block.id, index));
            places.collect::<Vec<_>>()
        })
    };
    let count = alike().len();
    if count == 0 {
        return;
    }
    desk.offer(&words::alike(end, count), words::FILL_ALIKE, move || {
        let mut source = Source::Command;
        for (block, slot) in alike() {
            let value = filled.value.clone();
            desk.type_in(&Edit::Fill { block, slot, value }, source);
            source = Source::Rest;
        }
    });
}

/// The open blanks of a report in their order: the place of the block, the block, and which of its slots.
fn open_slots(report: &Report) -> impl Iterator<Item = (usize, &Block, usize, Slot)> {
    let blocks = report.blocks().enumerate();
    let blocks = blocks.filter(|(_, block)| slots::open_count(block) > 0);
    blocks.flat_map(|(position, block)| {
        let slots = slots(block).into_iter().enumerate();
        let open = slots.filter(|(_, slot)| slot.is_open());
        open.map(move |(index, slot)| (position, block, index, slot))
    })
}

/// The row that Enter leads to: the next that is open, around the end; with Shift the one before, whatever is in it.
fn next_row(desk: Desk, places: &[u64], here: Option<u64>, back: bool) -> Option<(usize, u64)> {
    let at = places.iter().position(|place| Some(*place) == here)?;
    let is_open = |place: u64| {
        Place::of(place)
            .shown(desk)
            .is_some_and(|(shown, _)| shown.value.is_empty())
    };
    let mut rows = places.iter().copied().enumerate();
    if back {
        return rows.nth(at.checked_sub(1)?);
    }
    let others = places.len().saturating_sub(1);
    rows.cycle()
        .skip(at + 1)
        .take(others)
        .find(|(_, place)| is_open(*place))
}

/// A place to fill: a block, and which of its places.
#[derive(Clone, Copy)]
struct Place {
    block: BlockId,
    index: usize,
}

impl Place {
    /// The place that a number names.
    fn of(key: u64) -> Place {
        Place {
            block: BlockId(u32::try_from(key >> 32).unwrap_or_default()),
            index: usize::try_from(key & 0xffff_ffff).unwrap_or_default(),
        }
    }

    /// The place in whose row something happened.
    fn at(event: &Event) -> Option<Place> {
        let mark = element::marked(event, "data-place")?;
        mark.parse().ok().map(Place::of)
    }

    /// The number that names it in a list: the block's, and which of its places.
    fn key(self) -> u64 {
        u64::from(self.block.0) << 32 | self.index as u64
    }

    /// One go at the field is one step to undo.
    fn source(self) -> Source {
        let index = u32::try_from(self.index).unwrap_or_default();
        Source::Field(self.block.0.wrapping_mul(1_000).wrapping_add(index))
    }

    /// What its row shows, and where it stands in the text of its block.
    fn shown(self, desk: Desk) -> Option<(Shown, Range<usize>)> {
        desk.read(|editor| {
            let block = editor.report().block(self.block)?;
            let slot = slots(block).into_iter().nth(self.index)?;
            let (before, after) = blanks::context(&block.text, &slot.range, slot.unit);
            let value = block.text.get(slot.range.clone());
            let value = value.filter(|_| !slot.is_open()).unwrap_or_default();
            let shown = Shown {
                before: before.to_owned(),
                after: after.to_owned(),
                value: value.to_owned(),
            };
            Some((shown, slot.range))
        })
    }
}

/// The value of a place to fill, empty while it is open; none where there is no such place.
pub fn value(desk: Desk, block: BlockId, index: usize) -> Option<String> {
    let (shown, _) = Place { block, index }.shown(desk)?;
    Some(shown.value)
}

/// What a blank's row shows. It does not change with every key in front of the blank.
#[derive(PartialEq)]
struct Shown {
    before: String,
    after: String,
    value: String,
}

/// The elements of a row, as yet of no blank: its words, which lead to its place, and its field.
fn shape() -> El {
    let words = button("")
        .class("blank-words")
        .attr("tabindex", "-1")
        .with(el("span"))
        .with(el("i").text("＿"))
        .with(el("span"));
    let field = el("input").attr("type", "text").attr("autocomplete", "off");
    el("div").with(words).with(field)
}

/// One blank.
fn blank(desk: Desk, shape: &El, place: Place) -> El {
    let Place { block, index } = place;
    let row = shape.copy().attr("data-place", &place.key().to_string());
    let reads = move || (!desk.role().may_write()).then(String::new);
    _ = row.child(1).attr_of("readonly", reads);
    let (words, field) = (row.child(0), row.child(1));
    field.put_attr("data-blank", Some(&format!("{}-{index}", block.0)));
    let standing = RefCell::new(None);
    let element = row.clone();
    effect(move || {
        desk.track(block);
        let shown = place.shown(desk).map(|(shown, _)| shown);
        if *standing.borrow() == shown {
            return;
        }
        if let Some(shown) = &shown {
            let filled = if shown.value.is_empty() {
                "blank"
            } else {
                "blank filled"
            };
            element.put_attr("class", Some(filled));
            words.child(0).put_text(&shown.before);
            let after = blanks::end_of_name(&shown.after);
            words.child(2).put_text(after);
            let label = [&shown.before, " ____ ", after].concat();
            field.put_attr("aria-label", Some(label.trim()));
            words.put_attr("aria-label", Some(&["到原文：", label.trim()].concat()));
            fields::show_value(&field, &shown.value);
            let last = desk.last_period(&carry_over::label(&shown.before, &shown.after));
            field.put_attr("placeholder", Some(&words::to_fill(last)));
        }
        standing.replace(shown);
    });
    row
}

/// The next open blank after a caret, or the one before it, around the end of the report.
pub fn next(report: &Report, here: Option<(BlockId, usize)>, back: bool) -> Option<Spot> {
    let spot = |(position, block, _, slot): (usize, &Block, usize, Slot)| {
        let spot = Spot {
            block: block.id,
            start: slot.range.start,
            end: slot.range.end,
        };
        (position, spot)
    };
    let all: Vec<(usize, Spot)> = open_slots(report).map(spot).collect();
    let here = here.and_then(|(block, at)| Some((report.position(block)?, at)));
    let Some((position, at)) = here else {
        return all.first().map(|(_, spot)| *spot);
    };
    // A caret at the end of a selected blank is past it, one inside it is not before it.
    let ahead = |(other, spot): &&(usize, Spot)| {
        (*other, spot.start) >= (position, at) && (*other, spot.end) > (position, at)
    };
    let behind = |(other, spot): &&(usize, Spot)| (*other, spot.end) < (position, at);
    let found = if back {
        all.iter().rev().find(behind).or(all.last())
    } else {
        all.iter().find(ahead).or(all.first())
    };
    found.map(|(_, spot)| *spot)
}
