//! 待填: every blank of the report, with its words around it and a field for its value.
//!
//! Law: a blank that was filled keeps its field, so that it can be changed or emptied again.

use std::ops::Range;

use tigang::edit::{Edit, Spot};
use tigang::history::Source;
use tigang::report::{BlockId, Report};
use tigang::slots::{self, slots};
use tigang::{blanks, clean};

use super::browser::element::{El, button, classed, effect, el, memo};
use super::browser::{self, fields};
use super::desk::Desk;
use super::surfaces::{Pane, Surfaces};
use super::windowed::Window;
use super::words;

/// Height of a row in CSS pixels, as in the style sheet.
const ROW: f64 = 68.0;

/// The list of blanks.
pub fn blanks_view(desk: Desk, surfaces: Surfaces) -> El {
    // The block's number and which of its places, in one key.
    let places = memo(move || {
        desk.track_settled();
        desk.rows();
        desk.read(|editor| {
            let mut places: Vec<u64> = Vec::new();
            for block in editor.report().blocks() {
                places.extend(
                    (0..editor.count(block.id).slots as u64)
                        .map(|index| u64::from(block.id.0) << 32 | index),
                );
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
    let list = classed("div", "blank-list")
        .attr_of("style", move || Some(window.padding()))
        .each(
            move || places.with(|places| places.get(window.range()).unwrap_or_default().to_vec()),
            move |key| {
                let (block, index) = (u32::try_from(key >> 32), usize::try_from(key & 0xffff_ffff));
                blank(
                    desk,
                    surfaces,
                    BlockId(block.unwrap_or_default()),
                    index.unwrap_or_default(),
                )
            },
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

/// What a blank's row shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    before: String,
    after: String,
    value: String,
    range: Range<usize>,
}

/// One blank: its words, which lead to its place, and its field.
fn blank(desk: Desk, surfaces: Surfaces, block: BlockId, index: usize) -> El {
    let shown = memo(move || {
        desk.track(block);
        desk.read(|editor| {
            let block = editor.report().block(block)?;
            let slot = slots(block).into_iter().nth(index)?;
            let (before, after) = blanks::context(&block.text, &slot.range);
            let value = block
                .text
                .get(slot.range.clone())
                .filter(|_| !slot.is_open())
                .unwrap_or_default();
            Some(Shown {
                before: before.to_owned(),
                after: after.to_owned(),
                value: value.to_owned(),
                range: slot.range,
            })
        })
        .unwrap_or_default()
    });
    let label = memo(move || {
        shown.with(|shown| {
            format!("{} ____ {}", shown.before, shown.after)
                .trim()
                .to_owned()
        })
    });
    // One go at the field is one step to undo.
    let source = Source::Field(
        block
            .0
            .wrapping_mul(1_000)
            .wrapping_add(u32::try_from(index).unwrap_or_default()),
    );
    let words = button("")
        .class("blank-words")
        .attr("tabindex", "-1")
        .name_of(move || format!("到原文：{}", label.get()))
        .with(el("span").text_of(move || shown.with(|shown| shown.before.clone())))
        .with(el("i").text("＿"))
        .with(el("span").text_of(move || shown.with(|shown| shown.after.clone())))
        .on_click(move || {
            let range = shown.get_untracked().range;
            surfaces.pane.set(Pane::Sheet);
            desk.go(Some(Spot {
                block,
                start: range.start,
                end: range.end,
            }));
        });
    let field = el("input");
    let (left, shown_in) = (field.clone(), field.clone());
    let field = field
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("placeholder", "填写")
        .attr("data-blank", &format!("{}-{index}", block.0))
        .name_of(move || label.get())
        .on_value("input", move |value| {
            let (value, notices) = clean::piece(&value);
            desk.type_in(
                &Edit::Fill {
                    block,
                    slot: index,
                    value,
                },
                source,
            );
            if !notices.is_empty() {
                desk.say(words::removed(&notices));
            }
        })
        .on("blur", move |_| {
            desk.seal();
            // Undone, or not taken as it was typed: the field holds what the report holds.
            fields::show_value(&left, &shown.get_untracked().value);
        })
        .on_key(move |event| {
            if !fields::is_composing(event) && event.key() == "Enter" {
                event.prevent_default();
                browser::focus_beside(".blank-list", "input", event.shift_key());
            }
        });
    effect(move || shown.with(|shown| fields::show_value(&shown_in, &shown.value)));
    classed("div", "blank")
        .class_if("filled", move || {
            shown.with(|shown| !shown.value.is_empty())
        })
        .with(words)
        .with(field)
}

/// The next open blank after a caret, or the one before it, around the end of the report.
pub fn next(report: &Report, here: Option<(BlockId, usize)>, back: bool) -> Option<Spot> {
    let mut all: Vec<(usize, Spot)> = Vec::new();
    for (position, block) in report
        .blocks()
        .enumerate()
        .filter(|(_, block)| slots::open_count(block) > 0)
    {
        let open = slots(block).into_iter().filter(slots::Slot::is_open);
        all.extend(open.map(|slot| {
            (
                position,
                Spot {
                    block: block.id,
                    start: slot.range.start,
                    end: slot.range.end,
                },
            )
        }));
    }
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
