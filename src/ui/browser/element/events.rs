//! What a person does to elements: listened to at an element, and asked where it came from.
//!
//! Law: a listener lives as long as the owner that it was made under.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::{El, keep};
use crate::ui::browser::{page_document, page_window};

/// An event of the browser.
pub type Event = web_sys::Event;
/// A key press.
pub type KeyEvent = web_sys::KeyboardEvent;
/// A step of a drag.
pub type DragEvent = web_sys::DragEvent;
/// A press of the pointer.
type PointerEvent = web_sys::MouseEvent;

impl El {
    /// Calls back on an event.
    pub fn on(self, event: &str, act: impl Fn(&Event) + 'static) -> El {
        listen(&self.0, event, Box::new(act));
        self
    }

    /// Calls back on a click.
    pub fn on_click(self, act: impl Fn() + 'static) -> El {
        self.on("click", move |_| act())
    }

    /// Calls back on a key press.
    pub fn on_key(self, act: impl Fn(&KeyEvent) + 'static) -> El {
        // Only key presses come under this name.
        self.on("keydown", move |event| act(event.unchecked_ref()))
    }

    /// Calls back on a step of a drag.
    pub fn on_drag(self, event: &str, act: impl Fn(&DragEvent) + 'static) -> El {
        // Only steps of a drag come under these names.
        self.on(event, move |event| act(event.unchecked_ref()))
    }

    /// Calls back when the value of the field was changed, with the value.
    pub fn on_value(self, event: &str, act: impl Fn(String) + 'static) -> El {
        self.on(event, move |event| act(value_of(event)))
    }
}

/// The element that an event came from, or the nearest around it that the selector finds.
#[inline(never)]
pub fn nearest(event: &Event, selector: &str) -> Option<El> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok().flatten().map(El)
}

/// The value of the field that an event came from.
pub fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    let value = js_sys::Reflect::get(&target, &JsValue::from_str("value"));
    value
        .ok()
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

/// The value of an attribute at the element that an event came from, or the nearest around it.
pub fn marked(event: &Event, attribute: &str) -> Option<String> {
    nearest(event, &["[", attribute, "]"].concat())?.value_of_attr(attribute)
}

/// The number in an attribute at the element that an event came from, or the nearest around it.
pub fn id_of(event: &Event, attribute: &str) -> Option<u32> {
    marked(event, attribute)?.parse().ok()
}

/// The number in an attribute at the element under the pointer.
pub fn id_under(event: &Event, attribute: &str) -> Option<u32> {
    let (x, y) = point(event);
    let element = page_document().element_from_point(x as f32, y as f32)?;
    element.get_attribute(attribute)?.parse().ok()
}

/// Where the pointer is on the page.
pub fn point(event: &Event) -> (f64, f64) {
    event.dyn_ref::<PointerEvent>().map_or((0.0, 0.0), |event| {
        (f64::from(event.client_x()), f64::from(event.client_y()))
    })
}

/// Whether the first button of the pointer is held down, and no other.
pub fn is_pressed(event: &Event) -> bool {
    let event = event.dyn_ref::<PointerEvent>();
    event.is_some_and(|event| event.buttons() == 1)
}

/// Whether Shift is held down while the pointer does something.
pub fn has_shift(event: &Event) -> bool {
    let event = event.dyn_ref::<PointerEvent>();
    event.is_some_and(|event| event.shift_key())
}

/// Calls back on a key press anywhere on the page.
pub fn on_page_key(act: impl Fn(&KeyEvent) + 'static) {
    listen(
        &page_window(),
        "keydown",
        Box::new(move |event: &Event| act(event.unchecked_ref())),
    );
}

#[inline(never)]
fn listen(target: &web_sys::EventTarget, event: &str, act: Box<dyn Fn(&Event)>) {
    let callback = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    let _ = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
    keep(Listener {
        target: target.clone(),
        event: event.to_owned(),
        callback,
    });
}

/// A listener, which stops to listen before its callback goes: an element that is taken off the page
/// with the keyboard in it still sends its last events.
struct Listener {
    target: web_sys::EventTarget,
    event: String,
    callback: Closure<dyn Fn(Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self
            .target
            .remove_event_listener_with_callback(&self.event, callback);
    }
}
