//! One row of the sheet: number, field, and what is marked in it.
//!
//! Law: the field is the person's. It is written to only when the report changed elsewhere, and never
//! while an input method composes in it. There are many rows: each is a copy of one shape, with one
//! effect for its place in the report and one for its text, and what is clicked is heard by the sheet.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use tigang::report::{Block, BlockId, Kind};
use tigang::slots::{self, Slot};

use super::browser::element::{El, Mark, button, classed, effect, el};
use super::browser::fields;
use super::desk::Desk;
use super::guidance::Guide;
use super::rows::Row;

/// Characters behind the last mark that still say where its line ends.
const BEHIND: usize = 16;

/// The elements of a row, as yet of no block.
pub fn shape(desk: Desk) -> El {
    let field = classed("textarea", "field")
        .attr("rows", "1")
        .attr("spellcheck", "false")
        .attr("autocomplete", "off");
    if !desk.may_write() {
        field.put_attr("readonly", Some(""));
    }
    // A form of its own: at every key the browser looks through all fields of the form that is typed
    // in, and through those of the whole page where there is none (Chromium's autofill).
    let cell = classed("form", "cell")
        .with(classed("div", "mirror").attr("aria-hidden", "true"))
        .with(field);
    let line = classed("div", "line")
        .with(classed("span", "number").attr("aria-hidden", "true"))
        .with(cell)
        .with(
            button("")
                .class("more")
                .attr("tabindex", "-1")
                .attr("aria-haspopup", "menu"),
        );
    el("div").with(line)
}

/// The row of a block.
pub fn row(desk: Desk, guide: Guide, shape: &El, id: BlockId) -> El {
    let row = shape.copy().attr("data-row", &id.0.to_string());
    let cell = row.child(0).child(1);
    cell.child(1)
        .put_attr("data-block", Some(&id.0.to_string()));
    keep_in_place(desk, guide, id, row.clone(), cell.clone());
    keep_text(desk, id, cell.child(0), cell.child(1));
    row
}

/// What a row shows of its place in the report.
#[derive(Default, PartialEq)]
struct Shown {
    class: String,
    number: String,
    label: String,
    /// The name of a part that has no heading of its own stands in the place of the field.
    caption: Option<&'static str>,
    guidance: Option<String>,
}

impl Shown {
    fn of(desk: Desk, guide: Guide, row: Row) -> Shown {
        let number = desk.read(|editor| {
            let block = editor.report().block(row.id)?;
            Some(block.marker.as_ref()?.text().trim_end().to_owned())
        });
        Shown {
            class: class(&row),
            number: number.unwrap_or_default(),
            label: row.label(),
            caption: row.opener.then(|| row.caption()),
            guidance: guide.of_block(row.id),
        }
    }
}

fn keep_in_place(desk: Desk, guide: Guide, id: BlockId, row: El, cell: El) {
    let line = row.child(0);
    let (number, field, more) = (line.child(0), cell.child(1), line.child(2));
    let caption = classed("div", "caption");
    let hint = classed("p", "guidance");
    let standing = RefCell::new(Shown::default());
    effect(move || {
        // It runs once more when the row has gone, before it goes itself.
        let Some(place) = desk.row(id) else { return };
        let shown = Shown::of(desk, guide, place);
        let old = standing.replace(shown);
        let shown = standing.borrow();
        if *shown == old {
            return;
        }
        row.put_attr("class", Some(&shown.class));
        number.put_text(&shown.number);
        field.put_attr("aria-label", Some(&shown.label));
        if field.value_of_attr("placeholder").is_some() {
            field.put_attr("placeholder", Some(&placeholder(&shown.label)));
        }
        let name = shown.caption.unwrap_or(&shown.label);
        more.put_attr("aria-label", Some(&["操作：", name].concat()));
        match (old.caption, shown.caption) {
            (None, Some(name)) => {
                caption.put_text(name);
                caption.replace(&cell);
            }
            (Some(_), None) => cell.replace(&caption),
            (_, name) => caption.put_text(name.unwrap_or_default()),
        }
        match &shown.guidance {
            Some(text) => {
                hint.put_text(text);
                _ = row.clone().with(hint.clone());
            }
            None => hint.remove(),
        }
    });
}

fn placeholder(label: &str) -> String {
    ["请填写", label].concat()
}

/// The text field over its mirror, which paints blanks and gives old browsers the height.
fn keep_text(desk: Desk, id: BlockId, mirror: El, field: El) {
    let needs_mirror = !fields::size_themselves();
    let painted = RefCell::new(Vec::new());
    let is_new = Cell::new(true);
    let was_empty = Cell::new(false);
    effect(move || {
        desk.track(id);
        let (found, covered) = (desk.found(), desk.covered(id));
        let pieces = desk.read(|editor| {
            let block = editor.report().block(id)?;
            if is_new.replace(false) {
                // Before anybody typed in it: a value that is set makes the browser tell of a selection.
                field.put_text(&block.text);
            } else if desk.composing() != Some(id) && !desk.is_shown(id) {
                fields::show(&field, &block.text);
            }
            // Each field that could show a hint costs elements: only empty ones can.
            let is_empty = block.text.is_empty();
            if was_empty.replace(is_empty) != is_empty {
                let label = field.value_of_attr("aria-label").unwrap_or_default();
                let text = is_empty.then(|| placeholder(&label));
                field.put_attr("placeholder", text.as_deref());
            }
            let found = found.filter(|found| found.block == id);
            let found = found.map(|found| (found.start..found.end, Mark::Found));
            let found = covered.map(|range| (range, Mark::Selected)).or(found);
            let marked = found.is_some() || editor.count(id).slots > 0;
            (marked || needs_mirror).then(|| pieces(block, found, needs_mirror))
        });
        let pieces = pieces.unwrap_or_default();
        let before = painted.take();
        if before != pieces {
            mirror.show_pieces(&pieces, &before);
        }
        painted.replace(pieces);
    });
}

/// The text in pieces, open blanks and what was found apart from the rest; where the mirror need not have the
/// height of the field, only as far as there are marks, so that typing behind them changes nothing. Lines that
/// are centred or set to the right stand where they do by all that is in them.
fn pieces(block: &Block, found: Option<(Range<usize>, Mark)>, whole: bool) -> Vec<(Mark, String)> {
    let whole = whole || block.kind == Kind::Title || block.kind.is_closing();
    let text = |range: Range<usize>| block.text.get(range).unwrap_or_default().to_owned();
    let slots = slots::slots(block);
    let open = slots.into_iter().filter(Slot::is_open);
    let mut marks: Vec<_> = open.map(|slot| (slot.range, Mark::Open)).collect();
    if let Some((found, mark)) = found {
        marks.retain(|(range, _)| range.end <= found.start || found.end <= range.start);
        let place = marks.partition_point(|(range, _)| range.start < found.start);
        marks.insert(place, (found, mark));
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    for (range, mark) in marks {
        pieces.push((Mark::None, text(done..range.start)));
        let mut marked = text(range.clone());
        if mark == Mark::Selected && range.end == block.text.len() {
            // Its line end is selected, too, and can be seen where there are no words.
            marked.push('\u{200b}');
        }
        pieces.push((mark, marked));
        done = range.end;
    }
    let rest = block.text.get(done..).unwrap_or_default();
    if whole {
        // A closing line end needs something after it to take up a line.
        pieces.push((Mark::None, [rest, "\u{200b}"].concat()));
    } else if done > 0 {
        pieces.push((Mark::None, rest.chars().take(BEHIND).collect()));
    }
    pieces
}

fn class(row: &Row) -> String {
    let kind = match row.kind {
        Kind::Title => "title",
        Kind::Heading { level, .. } => match level.number() {
            1 => "heading level-1",
            2 => "heading level-2",
            3 => "heading level-3",
            _ => "heading level-4",
        },
        Kind::Paragraph => "paragraph",
        Kind::Item => "item",
        Kind::Signature => "signature",
        Kind::Date => "date",
    };
    let in_line = if row.in_line { " in-line" } else { "" };
    let opener = if row.opener { " opener" } else { "" };
    ["row ", kind, in_line, opener].concat()
}
