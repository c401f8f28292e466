//! Text fields: their values, carets and compositions.
//!
//! Law: a field that an input method composes in is never written to. Offsets come and go as bytes;
//! the browser counts in UTF-16 units.

use std::ops::Range;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use tigang::edit::Spot;
use tigang::report::BlockId;

use super::element::El;

/// Whether fields can size themselves in this browser (Chrome 123, Safari 26, Firefox not yet).
pub fn size_themselves() -> bool {
    web_sys::css::supports_with_value("field-sizing", "content").unwrap_or(false)
}

/// What happened in a text field of the sheet.
pub struct Typed {
    /// The block that the field shows.
    pub block: BlockId,
    /// The whole text of the field now.
    pub value: String,
    /// Where the caret is now, in bytes.
    pub caret: usize,
    /// Whether an input method is composing.
    pub composing: bool,
    /// Whether it was dragged here.
    pub dropped: bool,
    /// Whether it was dragged away.
    pub dragged: bool,
}

/// The field of the sheet that an event came from.
fn target_field(event: &web_sys::Event) -> Option<(BlockId, HtmlTextAreaElement)> {
    field_in(event.target()?.into())
}

fn field_in(element: JsValue) -> Option<(BlockId, HtmlTextAreaElement)> {
    let field = element.dyn_into::<HtmlTextAreaElement>().ok()?;
    let block = field.get_attribute("data-block")?.parse().ok()?;
    Some((BlockId(block), field))
}

/// Reads an input event of the sheet.
pub fn typed(event: &web_sys::Event) -> Option<Typed> {
    let (block, field) = target_field(event)?;
    let input = event.dyn_ref::<web_sys::InputEvent>();
    let composing = input.is_some_and(web_sys::InputEvent::is_composing);
    // A text that crosses over at every key: not while something is composed.
    let kind = input.filter(|_| !composing);
    let kind = kind.map(web_sys::InputEvent::input_type);
    let is = |wanted: &str| kind.as_deref() == Some(wanted);
    let (dropped, dragged) = (is("insertFromDrop"), is("deleteByDrag"));
    let value = field.value();
    let caret = bytes(
        &value,
        field.selection_end().ok().flatten().unwrap_or_default(),
    );
    Some(Typed {
        block,
        value,
        caret,
        composing,
        dropped,
        dragged,
    })
}

/// Whether a key press belongs to an input method. Safari ends the composition before the key that
/// confirms it, so that only the key code 229 is left.
pub fn is_composing(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// The block whose field an event came from, and the selection in it, in bytes.
pub fn selection(event: &web_sys::Event) -> Option<(BlockId, Range<usize>, usize)> {
    selection_in(event.target()?.into())
}

fn selection_in(element: JsValue) -> Option<(BlockId, Range<usize>, usize)> {
    let (block, field) = field_in(element)?;
    let value = field.value();
    let start = bytes(&value, field.selection_start().ok().flatten()?);
    let end = bytes(&value, field.selection_end().ok().flatten()?);
    Some((block, start..end, value.len()))
}

/// The place that is selected in the field an event came from.
pub fn selected(event: &web_sys::Event) -> Option<Spot> {
    let (block, range, _) = selection(event)?;
    Some(Spot {
        block,
        start: range.start,
        end: range.end,
    })
}

/// The block whose field has the keyboard, and the caret in it.
pub fn focused_block() -> Option<(BlockId, usize)> {
    let (block, range) = focused_selection()?;
    Some((block, range.end))
}

/// The block whose field has the keyboard, and what is selected in it.
pub fn focused_selection() -> Option<(BlockId, Range<usize>)> {
    let field = super::page_document().active_element()?;
    let (block, range, _) = selection_in(field.into())?;
    Some((block, range))
}

/// Whether Shift makes the selection longer at its start.
pub fn is_backward(event: &web_sys::Event) -> bool {
    let field = target_field(event).map(|(_, field)| field.selection_direction());
    field.is_some_and(|direction| direction.ok().flatten().as_deref() == Some("backward"))
}

/// The field of a block, where it is on the page.
pub(super) fn field_of(block: BlockId) -> Option<HtmlTextAreaElement> {
    let selector = format!("textarea[data-block=\"{}\"]", block.0);
    super::page_document()
        .query_selector(&selector)
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

/// Puts the keyboard into the field of a block and selects a range, which Shift makes longer at its end or, backward,
/// at its start; whether field and text are there.
pub fn select(block: BlockId, range: Range<usize>, backward: bool) -> bool {
    let Some(field) = field_of(block) else {
        return false;
    };
    let value = field.value();
    let (start, end) = (units(&value, range.start), units(&value, range.end));
    // A field that was made a moment ago may not hold its text yet: the caret comes with the text. It comes
    // before the keyboard: the browser shows the line of the caret that it finds, and a field can be high.
    let is_there = field
        .set_selection_range_with_direction(
            start,
            end,
            if backward { "backward" } else { "forward" },
        )
        .is_ok()
        && range.end <= value.len();
    if !is_active(&field) {
        let _ = field.focus();
        // What is hidden or behind a dialog takes no keyboard, and the browser does not say so.
        if !is_active(&field) {
            return false;
        }
    }
    is_there
}

/// Scrolls to the end of the selection in a field, or to its start: the browser shows a caret by itself, but nothing
/// where something is selected (Chromium 156). About where its line is, as a field tells nothing of its lines.
pub fn show_caret(block: BlockId, start: bool) {
    /// What may lie over the sheet at its edges, in CSS pixels.
    const EDGE: f64 = 60.0;
    let desk = super::page_document()
        .query_selector(".desk")
        .ok()
        .flatten();
    let (Some(field), Some(desk)) = (field_of(block), desk) else {
        return;
    };
    let (from, to) = (field.selection_start(), field.selection_end());
    let (Ok(Some(from)), Ok(Some(to))) = (from, to) else {
        return;
    };
    if from == to {
        return;
    }
    let caret = f64::from(if start { from } else { to });
    let place = field.get_bounding_client_rect();
    let share = caret / f64::from(field.text_length().max(1));
    let line = place.top() + place.height() * share;
    let room = desk.get_bounding_client_rect();
    if line < room.top() + EDGE || room.bottom() - EDGE < line {
        let middle = (room.top() + room.bottom()) / 2.0;
        desk.set_scroll_top(desk.scroll_top() + (line - middle) as i32);
    }
}

/// Scrolls the sheet by a screen; the field that stands then where this one stood, or nearest to it, unless it is
/// this one still: a text of more than a screen, in which the browser finds its way.
pub fn turn(block: BlockId, back: bool) -> Option<BlockId> {
    /// How much of a screen: what was its last line can still be seen.
    const SHARE: f64 = 0.875;
    let page = super::page_document();
    let desk = page.query_selector(".desk").ok()??;
    let room = desk.get_bounding_client_rect();
    let way = room.height() * if back { -SHARE } else { SHARE };
    let stood = field_of(block)?.get_bounding_client_rect();
    let stood = stood.top().max(room.top()).min(room.bottom());
    let before = desk.scroll_top();
    desk.set_scroll_top(before + way as i32);
    // What it could not be scrolled by is gone in the page.
    let wanted = stood + way - f64::from(desk.scroll_top() - before);
    let fields = desk.query_selector_all("textarea[data-block]").ok()?;
    let away = |field: &HtmlTextAreaElement| {
        let place = field.get_bounding_client_rect();
        (place.top() - wanted).max(wanted - place.bottom()).max(0.0)
    };
    let nearest = (0..fields.length())
        .filter_map(|index| fields.get(index)?.dyn_into().ok())
        .min_by(|one, other| away(one).total_cmp(&away(other)))?;
    let nearest = BlockId(nearest.get_attribute("data-block")?.parse().ok()?);
    (nearest != block).then_some(nearest)
}

/// Writes a text into a field that does not show it yet; the caret stays between the same words where it
/// can.
pub fn show(element: &El, text: &str) {
    let Some(field) = element.text_area() else {
        return;
    };
    let field = &field;
    let old = field.value();
    if old == text {
        return;
    }
    let caret = field.selection_end().ok().flatten().unwrap_or_default();
    // What stood behind the caret still does, whatever came or went in front of it.
    let behind = old.get(bytes(&old, caret)..).unwrap_or_default();
    let caret = match text.strip_suffix(behind) {
        Some(before) => units(text, before.len()),
        None => caret,
    };
    field.set_value(text);
    if is_active(field) {
        let _ = field.set_selection_range(caret, caret);
    }
}

/// Writes a value into the field of a blank unless the person is in it.
pub fn show_value(element: &El, value: &str) {
    let field = element.input();
    if let Some(field) = field.filter(|field| !is_active(field)) {
        set_value(&field, value);
    }
}

/// Writes a value into a field, where it holds another.
pub fn set_value(field: &HtmlInputElement, value: &str) {
    if field.value() != value {
        field.set_value(value);
    }
}

/// The block of the blank in whose field the keyboard is, and which of its places that is.
pub fn focused_blank() -> Option<(BlockId, usize)> {
    let mark = super::focused_attribute("data-blank")?;
    let (block, index) = mark.split_once('-')?;
    Some((BlockId(block.parse().ok()?), index.parse().ok()?))
}

/// Writes a value into the field of a blank in which the person is.
pub fn show_in_blank(value: &str) {
    let field = super::page_document().active_element();
    if let Some(field) = field.and_then(|field| field.dyn_into().ok()) {
        set_value(&field, value);
    }
}

/// Puts the keyboard into a field of one line and selects all that is in it.
pub fn select_all(selector: &str) {
    super::focus_selector(selector);
    let field = super::page_document().active_element();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Whether a field has the keyboard.
fn is_active(field: &web_sys::Node) -> bool {
    let active = super::page_document().active_element();
    active.is_some_and(|active| active.is_same_node(Some(field)))
}

/// Bytes of the first `units` UTF-16 units of a text.
fn bytes(text: &str, units: u32) -> usize {
    let mut left = units as usize;
    for (at, sign) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(sign.len_utf16());
    }
    text.len()
}

/// UTF-16 units of the first `bytes` bytes of a text.
pub(super) fn units(text: &str, bytes: usize) -> u32 {
    let units: usize = text
        .char_indices()
        .take_while(|(at, _)| *at < bytes)
        .map(|(_, sign)| sign.len_utf16())
        .sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// What a field would hold with this text in the place of its selection; `None` where the event is not
/// about a field or the field is empty and the text is all.
pub fn with_inserted(event: &web_sys::Event, text: &str) -> Option<String> {
    let field: web_sys::HtmlTextAreaElement = event.target()?.dyn_into().ok()?;
    let value: Vec<u16> = field.value().encode_utf16().collect();
    let start = field.selection_start().ok()?? as usize;
    let end = field.selection_end().ok()?? as usize;
    if value.is_empty() {
        return None;
    }
    let before = String::from_utf16_lossy(value.get(..start)?);
    let behind = String::from_utf16_lossy(value.get(end..)?);
    Some(format!("{before}{text}{behind}"))
}
