//! The browser. Room: the only one that knows web-sys and js-sys; everything else on the page asks here.
//!
//! Law: nothing here panics or throws; what a browser may refuse comes back as a value.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

pub mod clipboard;
pub mod copies;
pub mod element;
pub mod fields;
pub mod files;
pub mod lines;
pub mod storage;

/// The window; there is always one.
fn page_window() -> web_sys::Window {
    window()
}

fn page_document() -> web_sys::Document {
    document()
}

/// Milliseconds since 1970, by the clock of the machine.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// The year and the month, counted from 1, by the clock of the machine.
pub fn this_month() -> (u16, u16) {
    let today = js_sys::Date::new(&JsValue::from_f64(js_sys::Date::now()));
    let number = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
    (number(today.get_full_year()), number(today.get_month()) + 1)
}

/// A random name for a draft: time and chance, no two alike in practice.
pub fn new_id() -> String {
    format!(
        "{:x}-{:08x}",
        now(),
        (js_sys::Math::random() * f64::from(u32::MAX)) as u32
    )
}

/// The time of day, as in `10:32`.
pub fn time_of_day(time: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(time as f64));
    format!("{}:{:02}", date.get_hours(), date.get_minutes())
}

/// Month, day and time, as in `6月30日 10:32`; with the year where that is another one.
pub fn day_and_time(time: u64) -> String {
    let date_of = |time: u64| js_sys::Date::new(&JsValue::from_f64(time as f64));
    let date = date_of(time);
    let year = match date.get_full_year() {
        year if year == date_of(now()).get_full_year() => String::new(),
        year => format!("{year}年"),
    };
    format!(
        "{year}{}月{}日 {}",
        date.get_month() + 1,
        date.get_date(),
        time_of_day(time)
    )
}

/// Day and time for a file's name, as in `20260630-1032`.
pub fn day_for_name(time: u64) -> String {
    let date = js_sys::Date::new(&JsValue::from_f64(time as f64));
    format!(
        "{}{:02}{:02}-{:02}{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// Notes how long something took, in the browser's own timeline, for whoever measures.
pub fn measured<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let Some(performance) = page_window().performance() else {
        return work();
    };
    let start = format!("{name} start");
    let _ = performance.mark(&start);
    let done = work();
    let _ = performance.measure_with_start_mark(name, &start);
    done
}

/// Calls back when the page may go away: hidden, closed, left. A closed page gets no later chance: `last` comes before
/// that one.
pub fn on_leave(leave: impl Fn() + Clone + 'static, last: impl Fn() + 'static) {
    let hidden = leave.clone();
    let callback = Closure::<dyn Fn()>::new(move || {
        if !is_visible() {
            hidden();
        }
    });
    let _ = page_document()
        .add_event_listener_with_callback("visibilitychange", callback.as_ref().unchecked_ref());
    callback.forget();
    let callback = Closure::<dyn Fn()>::new(move || {
        last();
        leave();
    });
    let _ = page_window()
        .add_event_listener_with_callback("pagehide", callback.as_ref().unchecked_ref());
    callback.forget();
}

/// Has the browser ask the person before the page is closed, where that would lose something.
pub fn ask_before_closing(would_lose: impl Fn() -> bool + 'static) {
    let callback = Closure::<dyn Fn(_)>::new(move |event: web_sys::BeforeUnloadEvent| {
        if would_lose() {
            event.prevent_default();
            // Before Chromium 119 only this asks; what stands there no browser shows.
            event.set_return_value("?");
        }
    });
    let _ = page_window()
        .add_event_listener_with_callback("beforeunload", callback.as_ref().unchecked_ref());
    callback.forget();
}

/// Calls back when a person comes to this page from another tab, window or program.
pub fn on_come(come: impl Fn() + 'static) {
    let callback = Closure::<dyn Fn()>::new(come);
    let listener = callback.as_ref().unchecked_ref();
    let _ = page_document().add_event_listener_with_callback("visibilitychange", listener);
    let _ = page_window().add_event_listener_with_callback("focus", listener);
    callback.forget();
}

/// Whether a person may be looking at this page: it is not behind another tab.
pub fn is_visible() -> bool {
    page_document().visibility_state() != web_sys::VisibilityState::Hidden
}

/// The static parts of index.html that the page takes over from.
pub fn hide_skeleton() {
    if let Some(skeleton) = page_document().get_element_by_id("loading") {
        skeleton.remove();
    }
}

/// Writes to the browser's console.
#[cfg(debug_assertions)]
pub fn log(message: &str) {
    web_sys::console::error_1(&JsValue::from_str(message));
}

/// Light, dark, or as the system has it with an empty name.
pub fn set_theme(theme: &str) {
    if let Some(root) = page_document().document_element() {
        let _ = if theme.is_empty() {
            root.remove_attribute("data-theme")
        } else {
            root.set_attribute("data-theme", theme)
        };
    }
}

/// Whether the system asks for dark pages.
pub fn system_is_dark() -> bool {
    let query = page_window().match_media("(prefers-color-scheme: dark)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The name of the page in the browser's tab.
pub fn set_page_title(title: &str) {
    page_document().set_title(title);
}

/// Says what is dragged, which Firefox needs for a drag to start.
pub fn start_drag(event: &web_sys::DragEvent, what: &str) {
    if let Some(transfer) = event.data_transfer() {
        let _ = transfer.set_data("text/x-tigang", what);
        transfer.set_effect_allowed("move");
    }
}

/// How far a scrolled element is scrolled, and how high it is.
pub fn scroll_of(event: &web_sys::Event) -> Option<(f64, f64)> {
    let element = event
        .current_target()?
        .dyn_into::<web_sys::Element>()
        .ok()?;
    Some((
        f64::from(element.scroll_top()),
        f64::from(element.client_height()),
    ))
}

/// Puts the keyboard on the first element that the selector finds; whether there was one.
pub fn focus_selector(selector: &str) -> bool {
    let found = page_document().query_selector(selector).ok().flatten();
    let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok())
    else {
        return false;
    };
    element.focus().is_ok()
}

/// Whether the person is at a button by keyboard. Before Chromium 86 nobody can tell.
pub fn is_at_button() -> bool {
    is_there("button:focus-visible")
}

/// Does something that scrolls the sheet, and scrolls it back before anybody sees it.
pub fn unmoved<T>(act: impl FnOnce() -> T) -> T {
    let desk = page_document().query_selector(".desk").ok().flatten();
    let before = desk.as_ref().map(web_sys::Element::scroll_top);
    let done = act();
    if let (Some(desk), Some(before)) = (desk, before) {
        desk.set_scroll_top(before);
    }
    done
}

/// Whether nothing on the page has the keyboard.
pub fn has_no_focus() -> bool {
    let active = page_document().active_element();
    active.is_none_or(|active| active.tag_name() == "BODY")
}

/// Takes the keyboard away from whatever has it.
pub fn blur() {
    let active = page_document().active_element();
    if let Some(active) = active.and_then(|active| active.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = active.blur();
    }
}

/// Clicks on the first element that the selector finds, as if the person had.
pub fn click(selector: &str) {
    let found = page_document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.click();
    }
}

/// The height of the first element that the selector finds, in CSS pixels.
pub fn height_of(selector: &str) -> Option<f64> {
    let element = page_document().query_selector(selector).ok().flatten()?;
    Some(element.get_bounding_client_rect().height())
}

/// Whether the page is open in Windows.
pub fn is_windows() -> bool {
    let platform = window().navigator().platform();
    platform.is_ok_and(|platform| platform.starts_with("Win"))
}

/// Scrolls to an element, unless it can be seen; false where there is none, or it is in a hidden part of the page.
pub fn scroll_to(selector: &str) -> bool {
    let page = page_size().1;
    // What lies over the sheet at its top, and the notices at its foot.
    scroll(selector, |element| {
        let desk = element.closest(".desk").ok().flatten();
        let top = desk.map_or(0.0, |desk| desk.get_bounding_client_rect().top());
        Some((top.max(page / 4.0), page * 0.85))
    })
}

/// Scrolls to an element in the box around it, unless it can be seen there.
pub fn scroll_within(selector: &str, around: &str) {
    scroll(selector, |element| {
        let room = element.closest(around).ok()??.get_bounding_client_rect();
        Some((room.top(), room.bottom()))
    });
}

/// Scrolls to an element that does not lie in the room that it should be seen in; whether it is anywhere to be
/// seen at all.
fn scroll(selector: &str, room: impl FnOnce(&web_sys::Element) -> Option<(f64, f64)>) -> bool {
    let element = page_document().query_selector(selector).ok().flatten();
    let Some((element, (top, bottom))) = element.and_then(|one| room(&one).map(|room| (one, room)))
    else {
        return false;
    };
    let place = element.get_bounding_client_rect();
    if place.top() < top || bottom < place.bottom() {
        element.scroll_into_view_with_bool(false);
    }
    place.height() > 0.0
}

/// Width and height of the visible page.
pub fn page_size() -> (f64, f64) {
    let number = |value: Result<JsValue, JsValue>| {
        value
            .ok()
            .and_then(|value| value.as_f64())
            .unwrap_or_default()
    };
    (
        number(page_window().inner_width()),
        number(page_window().inner_height()),
    )
}

/// A selector for what has the keyboard now, to give it back to later.
pub fn focused_selector() -> Option<String> {
    let element = page_document().active_element()?;
    for mark in ["data-block", "data-node"] {
        if let Some(value) = element.get_attribute(mark) {
            return Some(format!(
                "{}[{mark}=\"{value}\"]",
                // Not for every language on earth: those tables weigh more than all tags.
                element.tag_name().to_ascii_lowercase()
            ));
        }
    }
    let id = element.id();
    (!id.is_empty()).then(|| format!("#{id}"))
}

/// Whether the keyboard is inside an element that the selector finds.
pub fn has_focus(selector: &str) -> bool {
    let active = page_document().active_element();
    active.is_some_and(|active| active.closest(selector).ok().flatten().is_some())
}

/// Whether the keyboard is in a field that takes text.
pub fn in_text_field() -> bool {
    has_focus("textarea, input, select")
}

/// Whether a dialog lies over the page.
pub fn has_dialog() -> bool {
    is_there("dialog[open]")
}

/// Whether the selector finds anything.
pub fn is_there(selector: &str) -> bool {
    let found = page_document().query_selector(selector);
    found.ok().flatten().is_some()
}

/// Whether what the selector finds first takes up room on the page.
pub fn is_seen(selector: &str) -> bool {
    let found = page_document().query_selector(selector).ok().flatten();
    found.is_some_and(|found| found.get_bounding_client_rect().height() > 0.0)
}

/// The value of an attribute of what has the keyboard.
pub fn focused_attribute(name: &str) -> Option<String> {
    page_document().active_element()?.get_attribute(name)
}

/// Where a menu for an element belongs: under its left corner.
pub fn place_of(selector: &str) -> (f64, f64) {
    let element = page_document().query_selector(selector).ok().flatten();
    element.map_or((0.0, 0.0), |element| {
        let rect = element.get_bounding_client_rect();
        (rect.left(), rect.bottom())
    })
}

/// Puts the keyboard on the element before or after the one that has it, around the end, among those
/// that `selector` finds inside `frame`; whether there was one.
pub fn focus_beside(frame: &str, selector: &str, back: bool) -> bool {
    let Some(frame) = page_document().query_selector(frame).ok().flatten() else {
        return false;
    };
    let Ok(list) = frame.query_selector_all(selector) else {
        return false;
    };
    let active = page_document().active_element();
    let elements: Vec<web_sys::HtmlElement> = (0..list.length())
        .filter_map(|index| list.get(index)?.dyn_into().ok())
        .collect();
    let here = elements.iter().position(|element| {
        active
            .as_ref()
            .is_some_and(|active| active.is_same_node(Some(element)))
    });
    let count = elements.len().max(1);
    let next = match (here, back) {
        (None, _) => 0,
        (Some(here), true) => (here + count - 1) % count,
        (Some(here), false) => (here + 1) % count,
    };
    elements
        .get(next)
        .is_some_and(|element| element.focus().is_ok())
}

/// Opens the browser's print dialog.
pub fn print() {
    let _ = page_window().print();
}

/// Puts what `make` makes on the page for as long as it is printed, whoever asks for it.
pub fn on_print(make: impl Fn() -> Option<element::El> + 'static) {
    let before = Closure::<dyn Fn()>::new(move || {
        take_print_off();
        let made = leptos::prelude::untrack(&make);
        if let (Some(made), Some(body)) = (made, page_document().body()) {
            let host = element::el("div").attr("id", "print").with(made);
            host.last_in(&body);
        }
    });
    let window = page_window();
    let _ = window.add_event_listener_with_callback("beforeprint", before.as_ref().unchecked_ref());
    before.forget();
    let after = Closure::<dyn Fn()>::new(take_print_off);
    let _ = window.add_event_listener_with_callback("afterprint", after.as_ref().unchecked_ref());
    after.forget();
}

fn take_print_off() {
    if let Some(print) = page_document().get_element_by_id("print") {
        print.remove();
    }
}
