//! The clipboard and downloads.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::{page_document, page_window};

/// Copies a text, plain and formatted (nothing for plain alone); whether the browser did it. The old
/// command comes first: it works from a disk too, and the newer way takes formats out of what it copies.
pub async fn copy(text: String, rich: String) -> bool {
    if copy_by_command(&text, rich).unwrap_or(false) {
        return true;
    }
    let clipboard =
        js_sys::Reflect::get(&page_window().navigator(), &JsValue::from_str("clipboard"));
    if clipboard.is_ok_and(|clipboard| !clipboard.is_undefined()) {
        let promise = page_window().navigator().clipboard().write_text(&text);
        return wasm_bindgen_futures::JsFuture::from(promise).await.is_ok();
    }
    false
}

fn copy_by_command(text: &str, rich: String) -> Option<bool> {
    let field: web_sys::HtmlTextAreaElement = page_document()
        .create_element("textarea")
        .ok()?
        .dyn_into()
        .ok()?;
    // Something has to be selected. Not the text: to lay out a long one here takes the browser seconds.
    field.set_value("-");
    field.set_class_name("out-of-sight");
    // Inside an open dialog, only what is in the dialog can be selected.
    let host = page_document()
        .query_selector("dialog[open]")
        .ok()
        .flatten();
    let host: web_sys::Node = host.map_or_else(
        || page_document().body().map(Into::into),
        |host| Some(host.into()),
    )?;
    let before = page_document()
        .active_element()
        .and_then(|active| active.dyn_into::<web_sys::HtmlElement>().ok());
    host.append_child(&field).ok()?;
    field.select();
    let exact = text.to_owned();
    let is_given = Rc::new(Cell::new(false));
    let given = Rc::clone(&is_given);
    let give = Closure::<dyn FnMut(web_sys::ClipboardEvent)>::new(
        move |event: web_sys::ClipboardEvent| {
            event.prevent_default();
            given.set(give(&event, &exact, &rich));
        },
    );
    let _ = field.add_event_listener_with_callback("copy", give.as_ref().unchecked_ref());
    let document: web_sys::HtmlDocument = page_document().dyn_into().ok()?;
    let done = document.exec_command("copy").unwrap_or(false);
    field.remove();
    if let Some(before) = before {
        let _ = before.focus();
    }
    Some(done && is_given.get())
}

/// Hands a text to the person as a file; whether the browser took it.
pub fn download(name: &str, text: &str) -> bool {
    offer(name, &JsValue::from_str(text), "text/plain;charset=utf-8").is_some()
}

/// Hands bytes to the person as a file; whether the browser took it.
pub fn download_bytes(name: &str, bytes: &[u8]) -> bool {
    offer(
        name,
        &js_sys::Uint8Array::from(bytes),
        "application/octet-stream",
    )
    .is_some()
}

fn offer(name: &str, content: &JsValue, kind: &str) -> Option<()> {
    let parts = js_sys::Array::of1(content);
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    // Its parts may be texts and bytes alike.
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement =
        page_document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the file after this turn; the address must outlive it.
    leptos::prelude::set_timeout(
        move || {
            let _ = web_sys::Url::revoke_object_url(&url);
        },
        std::time::Duration::from_secs(60),
    );
    Some(())
}

/// Gives a text, plain and formatted, to a browser that copies; whether it took it.
pub fn give(event: &web_sys::Event, text: &str, rich: &str) -> bool {
    transfer(event).is_some_and(|transfer| {
        let _ = transfer.set_data("text/html", rich);
        transfer.set_data("text/plain", text).is_ok()
    })
}

/// The plain text of a paste or a drop.
pub fn pasted(event: &web_sys::Event) -> Option<String> {
    transfer(event)?.get_data("text/plain").ok()
}

/// The HTML that comes with a paste; empty where there is none.
pub fn page(event: &web_sys::Event) -> String {
    let html = transfer(event).and_then(|transfer| transfer.get_data("text/html").ok());
    html.unwrap_or_default()
}

/// Whether files come with a paste or a drop.
pub fn has_files(event: &web_sys::Event) -> bool {
    let files = transfer(event).and_then(|transfer| transfer.files());
    files.is_some_and(|files| 0 < files.length())
}

fn transfer(event: &web_sys::Event) -> Option<web_sys::DataTransfer> {
    match event.dyn_ref::<web_sys::ClipboardEvent>() {
        Some(paste) => paste.clipboard_data(),
        None => event.dyn_ref::<web_sys::DragEvent>()?.data_transfer(),
    }
}
