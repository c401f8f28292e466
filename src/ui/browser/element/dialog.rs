//! Dialogs over the page, and the keyboard, which comes back to where it was.

use wasm_bindgen::JsCast;

use super::{El, keep};
use crate::ui::browser::page_document;

impl El {
    /// Shows the element as a dialog over the page as soon as it is on it; when its owner goes, the
    /// keyboard goes back to where it was. What is marked `data-above` goes into the dialog meanwhile.
    pub fn shown_as_dialog(self) -> El {
        keep(GiveBack(focused()));
        let element = self.0.clone();
        leptos::task::spawn_local(async move {
            let dialog = element
                .dyn_ref::<web_sys::HtmlDialogElement>()
                .filter(|dialog| dialog.is_connected());
            if let Some(dialog) = dialog.filter(|dialog| !dialog.open())
                && dialog.show_modal().is_err()
            {
                dialog.set_open(true);
            }
            if element.is_connected() {
                bring_above(&element);
            }
        });
        self
    }
}

/// Gives the keyboard back to an element when it is dropped.
struct GiveBack(Option<web_sys::HtmlElement>);

impl Drop for GiveBack {
    fn drop(&mut self) {
        let element = self.0.take();
        if let Ok(Some(page)) = page_document().query_selector(".page") {
            bring_above(&page);
        }
        // The dialog still stands over the page at this moment, and nothing behind it can be focused.
        leptos::task::spawn_local(async move {
            // Another one may lie under it.
            if let Ok(Some(below)) = page_document().query_selector("dialog[open]") {
                bring_above(&below);
            }
            focus_again(element.as_ref());
        });
    }
}

/// Brings what must be seen over everything into an element: a dialog lies over all that is outside of
/// it, and nothing there can be reached.
fn bring_above(host: &web_sys::Element) {
    if let Ok(Some(above)) = page_document().query_selector("[data-above]") {
        let _ = host.append_child(&above);
    }
}

/// The element that has the keyboard, if one has.
pub(super) fn focused() -> Option<web_sys::HtmlElement> {
    let active = page_document()
        .active_element()?
        .dyn_into::<web_sys::HtmlElement>()
        .ok()?;
    (active.tag_name() != "BODY").then_some(active)
}

/// Gives the keyboard back to an element that lost it, unless another has it by now.
pub(super) fn focus_again(element: Option<&web_sys::HtmlElement>) {
    if let Some(element) = element.filter(|element| element.is_connected() && focused().is_none()) {
        let _ = element.focus();
    }
}
