//! Elements of the page and what keeps them up to date: the page's whole view layer.
//!
//! Why not `view!`: its types grow with every element, and each is compiled anew; the same page came
//! to 341 KiB gzip with it. Here nothing is generic behind the first line of a function.
//! Law: an effect, a listener or a row lives as long as the owner that it was made under.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::super::signal::Memo;
use super::{fields, page_document};

mod dialog;
mod events;
mod list;
mod nearness;
mod shapes;

pub use shapes::Mark;

pub use events::{
    DragEvent, Event, KeyEvent, has_shift, id_of, id_under, is_pressed, marked, nearest,
    on_page_key, point, value_of,
};

/// An element of the page. Clones are the same element.
#[derive(Clone)]
pub struct El(web_sys::Element);

/// A new element.
#[inline(never)]
pub fn el(tag: &str) -> El {
    // The tags are this page's own; a browser that refuses one has none to show anything in.
    let element = page_document()
        .create_element(tag)
        .or_else(|_| page_document().create_element("div"));
    match element {
        Ok(element) => El(element),
        Err(_) => El(page_document()
            .body()
            .map(Into::into)
            .unwrap_or_else(|| JsValue::NULL.unchecked_into())),
    }
}

/// A new element with a class.
#[inline(never)]
pub fn classed(tag: &str, class: &str) -> El {
    el(tag).class(class)
}

/// A button with a text; never one that submits.
#[inline(never)]
pub fn button(text: &str) -> El {
    el("button").attr("type", "button").text(text)
}

/// Puts the page's root element into the document.
pub fn mount(root: &El) {
    if let Some(body) = page_document().body() {
        let _ = body.append_child(&root.0);
    }
}

/// Runs now, and again when a signal it read has changed.
pub fn effect(run: impl Fn() + 'static) {
    boxed_effect(Box::new(run));
}

#[inline(never)]
fn boxed_effect(run: Box<dyn Fn()>) {
    keep(RenderEffect::new(move |_: Option<()>| run()));
}

/// A value that is derived once for all who read it.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    derive: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(derive)
}

/// Keeps something as long as the current owner lives.
fn keep<T: 'static>(value: T) {
    StoredValue::new_local(value);
}

/// Sets or removes an attribute. The page's policy lets no style stand in an attribute, but a script may
/// set the same style.
#[inline(never)]
fn write(element: &web_sys::Element, name: &str, value: Option<&str>) {
    if name == "style" {
        let element: &web_sys::HtmlElement = element.unchecked_ref();
        element.style().set_css_text(value.unwrap_or_default());
        return;
    }
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

impl El {
    /// Sets the class.
    pub fn class(self, class: &str) -> El {
        self.attr("class", class)
    }

    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> El {
        write(&self.0, name, Some(value));
        self
    }

    /// Sets the accessible name.
    pub fn name(self, name: &str) -> El {
        // What a sign on a button stands for, the mouse can ask, too.
        let named = self.attr("aria-label", name);
        match named.0.tag_name().as_str() {
            "BUTTON" => named.attr("title", name),
            _ => named,
        }
    }

    /// Sets one property of the element's own style; the page's policy allows no style attributes.
    pub fn style(self, name: &str, value: &str) -> El {
        self.put_style(name, value);
        self
    }

    /// See [`El::style`].
    #[inline(never)]
    pub fn put_style(&self, name: &str, value: &str) {
        let element: &web_sys::HtmlElement = self.0.unchecked_ref();
        let _ = element.style().set_property(name, value);
    }

    /// Puts the element last in another.
    pub(super) fn last_in(&self, host: &web_sys::Node) {
        let _ = host.append_child(&self.0);
    }

    /// Appends a text.
    #[inline(never)]
    pub fn text(self, text: &str) -> El {
        let _ = self.0.append_child(&page_document().create_text_node(text));
        self
    }

    /// Appends an element.
    #[inline(never)]
    pub fn with(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Appends elements.
    #[inline(never)]
    pub fn with_all(self, children: Vec<El>) -> El {
        children.into_iter().fold(self, El::with)
    }

    /// An attribute that follows signals; taken away for `None`.
    pub fn attr_of(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> El {
        self.boxed_attr_of(name, Box::new(value))
    }

    #[inline(never)]
    fn boxed_attr_of(self, name: &'static str, value: Box<dyn Fn() -> Option<String>>) -> El {
        let element = self.0.clone();
        let shown = RefCell::new(None);
        boxed_effect(Box::new(move || {
            let value = value();
            // Writing what stands there already would still cost a look at the whole layout.
            if *shown.borrow() != value {
                write(&element, name, value.as_deref());
                *shown.borrow_mut() = value;
            }
        }));
        self
    }

    /// An accessible name that follows signals.
    pub fn name_of(self, name: impl Fn() -> String + 'static) -> El {
        self.attr_of("aria-label", move || Some(name()))
    }

    /// A class that comes and goes.
    pub fn class_if(self, class: &'static str, on: impl Fn() -> bool + 'static) -> El {
        self.boxed_class_if(class, Box::new(on))
    }

    #[inline(never)]
    fn boxed_class_if(self, class: &'static str, on: Box<dyn Fn() -> bool>) -> El {
        let list = self.0.class_list();
        boxed_effect(Box::new(move || {
            let _ = if on() {
                list.add_1(class)
            } else {
                list.remove_1(class)
            };
        }));
        self
    }

    /// Disabled as long as this holds.
    pub fn disabled_if(self, on: impl Fn() -> bool + 'static) -> El {
        self.attr_of("disabled", move || on().then(String::new))
    }

    /// A text that follows signals.
    pub fn text_of(self, text: impl Fn() -> String + 'static) -> El {
        self.boxed_text_of(Box::new(text))
    }

    #[inline(never)]
    fn boxed_text_of(self, text: Box<dyn Fn() -> String>) -> El {
        let node = page_document().create_text_node("");
        let _ = self.0.append_child(&node);
        let shown = RefCell::new(String::new());
        boxed_effect(Box::new(move || {
            let text = text();
            if *shown.borrow() != text {
                node.set_data(&text);
                *shown.borrow_mut() = text;
            }
        }));
        self
    }

    /// The value of a field that follows signals. Whatever else they tell, the person's own typing is
    /// left alone as long as this value stays as it was.
    pub fn value_of(self, value: impl Fn() -> String + 'static) -> El {
        self.boxed_value_of(Box::new(value))
    }

    #[inline(never)]
    fn boxed_value_of(self, value: Box<dyn Fn() -> String>) -> El {
        let field = self.clone();
        let shown = RefCell::new(String::new());
        boxed_effect(Box::new(move || {
            let value = value();
            if *shown.borrow() == value {
                fields::show_value(&field, &value);
            } else if let Some(input) = field.input() {
                fields::set_value(&input, &value);
            }
            *shown.borrow_mut() = value;
        }));
        self
    }

    /// Shows what holds when the person leaves the field: what was not taken does not stay as if it were.
    pub fn shows_again(self, standing: impl Fn() -> String + 'static) -> El {
        let field = self.clone();
        self.on("focusout", move |_| fields::show_value(&field, &standing()))
    }

    /// An element that is made anew when a signal it reads changes, or that is not there.
    pub fn part(self, make: impl Fn() -> Option<El> + 'static) -> El {
        self.boxed_part(Box::new(make))
    }

    #[inline(never)]
    fn boxed_part(self, make: Box<dyn Fn() -> Option<El>>) -> El {
        let anchor = page_document().create_comment("");
        let _ = self.0.append_child(&anchor);
        let standing: RefCell<Option<El>> = RefCell::new(None);
        boxed_effect(Box::new(move || {
            let made = make();
            if let Some(old) = standing.borrow_mut().take() {
                old.0.remove();
            }
            if let (Some(made), Some(parent)) = (&made, anchor.parent_node()) {
                let _ = parent.insert_before(&made.0, Some(&anchor));
            }
            *standing.borrow_mut() = made;
        }));
        self
    }

    /// Like [`El::part`], made and unmade only when the condition itself changes.
    pub fn part_if(
        self,
        condition: impl Fn() -> bool + Send + Sync + 'static,
        make: impl Fn() -> El + 'static,
    ) -> El {
        self.boxed_part_if(memo(condition), Box::new(make))
    }

    #[inline(never)]
    fn boxed_part_if(self, condition: Memo<bool>, make: Box<dyn Fn() -> El>) -> El {
        self.part(move || condition.get().then(|| untrack(&make)))
    }

    /// The element as a text area.
    pub(super) fn text_area(&self) -> Option<web_sys::HtmlTextAreaElement> {
        self.0.clone().dyn_into().ok()
    }

    /// The element as a one-line field.
    pub(super) fn input(&self) -> Option<web_sys::HtmlInputElement> {
        self.0.clone().dyn_into().ok()
    }
}
