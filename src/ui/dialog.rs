//! The frame of every dialog: modal, closed by Escape, by its button or by whoever opened it.

use super::browser;
use super::browser::element::{El, button, classed, el};
use super::signal::RwSignal;

/// A modal dialog; its content is made when it opens and gone when it closes. `name` is its headline
/// and its accessible name, `size` is `wide` or nothing.
pub fn dialog(
    root: El,
    open: RwSignal<bool>,
    name: &'static str,
    size: &'static str,
    content: impl Fn() -> Vec<El> + 'static,
) -> El {
    framed(root, open, name, size, Box::new(content))
}

#[inline(never)]
fn framed(
    root: El,
    open: RwSignal<bool>,
    name: &'static str,
    size: &'static str,
    content: Box<dyn Fn() -> Vec<El>>,
) -> El {
    root.part_if(
        move || open.get(),
        move || {
            let head = classed("header", "dialog-head")
                .with(el("h2").text(name))
                .with(
                    button("✕")
                        .class("quiet")
                        .name("关闭")
                        .on_click(move || open.set(false)),
                );
            classed("dialog", &format!("dialog {size}"))
                .name(name)
                .on("close", move |_| open.set(false))
                .on("cancel", move |event| {
                    event.prevent_default();
                    // A field tells that it was changed when it loses the keyboard, and not when it goes.
                    browser::blur();
                    open.set(false);
                })
                .with(head)
                .with_all(content())
                .shown_as_dialog()
        },
    )
}
