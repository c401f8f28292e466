//! Elements of the page and what keeps them up to date: the page's whole view layer.
//!
//! Why not `view!`: its types grow with every element, and each is compiled anew; the same page came
//! to 341 KiB gzip with it. Here nothing is generic behind the first line of a function.
//! Law: an effect, a listener or a row lives as long as the owner that it was made under.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::super::signal::Memo;
use super::page_document;

/// An event of the browser.
pub type Event = web_sys::Event;
/// A key press.
pub type KeyEvent = web_sys::KeyboardEvent;
/// A step of a drag.
pub type DragEvent = web_sys::DragEvent;
/// A press of the pointer.
pub type PointerEvent = web_sys::MouseEvent;

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
        self.attr("aria-label", name)
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

    /// The value of a field that follows signals; the person's own typing is left alone.
    pub fn value_of(self, value: impl Fn() -> String + 'static) -> El {
        let field = self.input();
        boxed_effect(Box::new(move || {
            if let Some(field) = &field {
                field.set_value(&value());
            }
        }));
        self
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

    /// One element a key, in the order of the keys; an element stays as long as its key does.
    pub fn each(
        self,
        keys: impl Fn() -> Vec<u64> + 'static,
        make: impl Fn(u64) -> El + 'static,
    ) -> El {
        self.boxed_each(Box::new(keys), Box::new(make))
    }

    #[inline(never)]
    fn boxed_each(self, keys: Box<dyn Fn() -> Vec<u64>>, make: Box<dyn Fn(u64) -> El>) -> El {
        // Rows belong to the owner of the list, not to the effect, which cleans up at each run.
        let owner = Owner::current();
        let parent = self.0.clone();
        // Sorted by their keys.
        let rows: RefCell<Vec<(u64, Option<Made>)>> = RefCell::default();
        boxed_effect(Box::new(move || {
            let keys = keys();
            let focused = focused();
            let mut old = rows.take();
            // Those that go make room first: an element that is moved loses the keyboard.
            let mut staying = keys.clone();
            staying.sort_unstable();
            for (_, row) in old
                .iter_mut()
                .filter(|(key, _)| staying.binary_search(key).is_err())
            {
                if let Some(Made { row, own }) = row.take() {
                    row.0.remove();
                    own.cleanup();
                }
            }
            let mut new = Vec::with_capacity(keys.len());
            let mut after: Option<web_sys::Node> = None;
            for &key in keys.iter().rev() {
                let place = old.binary_search_by_key(&key, |(key, _)| *key);
                let standing = place.ok().and_then(|place| old.get_mut(place)?.1.take());
                let row = standing.unwrap_or_else(|| {
                    let own = owner
                        .as_ref()
                        .map_or_else(Owner::new, |owner| owner.with(Owner::new));
                    let row = own.with(|| untrack(|| make(key)));
                    Made { row, own }
                });
                let node: &web_sys::Node = &row.row.0;
                let in_place = node.parent_node().is_some() && node.next_sibling() == after;
                if !in_place {
                    let _ = parent.insert_before(node, after.as_ref());
                }
                after = Some(node.clone());
                new.push((key, Some(row)));
            }
            new.sort_unstable_by_key(|(key, _)| *key);
            *rows.borrow_mut() = new;
            focus_again(focused.as_ref());
        }));
        self
    }

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

    /// Calls back as the element comes near the visible part of the column that it is scrolled in, with
    /// the part of it that is near, from its top in CSS pixels.
    pub fn watch_nearness(&self, near: impl Fn(Range<f64>) + 'static) {
        self.boxed_watch_nearness(Box::new(near));
    }

    #[inline(never)]
    fn boxed_watch_nearness(&self, near: Box<dyn Fn(Range<f64>)>) {
        let watch = Rc::new(RefCell::new(None));
        let place = Rc::downgrade(&watch);
        keep(watch);
        let element = self.0.clone();
        // Only when it is on the page it is known in what it is scrolled; it may have gone by then.
        leptos::task::spawn_local(async move {
            if let Some(watch) = place.upgrade() {
                watch.replace(Watch::new(&element, near));
            }
        });
    }

    /// The element as a text area.
    pub(super) fn text_area(&self) -> Option<web_sys::HtmlTextAreaElement> {
        self.0.clone().dyn_into().ok()
    }

    /// The element as a one-line field.
    pub(super) fn input(&self) -> Option<web_sys::HtmlInputElement> {
        self.0.clone().dyn_into().ok()
    }

    /// The same elements once more, without what listens to them: what is made often is built once and
    /// then copied whole, which costs a fraction of building each.
    #[inline(never)]
    pub fn copy(&self) -> El {
        match self.0.clone_node_with_deep(true) {
            Ok(copy) => El(copy.unchecked_into()),
            Err(_) => self.clone(),
        }
    }

    /// One of the elements inside, counted from 0; itself where there are fewer.
    #[inline(never)]
    pub fn child(&self, place: u32) -> El {
        let mut found = self.0.first_element_child();
        for _ in 0..place {
            found = found.and_then(|element| element.next_element_sibling());
        }
        found.map_or_else(|| self.clone(), El)
    }

    /// Sets an attribute, or takes it away for `None`; nothing where it stands so already, for to write
    /// it again would still cost a look at the whole layout.
    #[inline(never)]
    pub fn put_attr(&self, name: &str, value: Option<&str>) {
        if self.0.get_attribute(name).as_deref() != value {
            write(&self.0, name, value);
        }
    }

    /// Sets the text; nothing where it stands there already.
    #[inline(never)]
    pub fn put_text(&self, text: &str) {
        if self.0.text_content().as_deref() != Some(text) {
            self.0.set_text_content(Some(text));
        }
    }

    /// Takes the place of another element.
    pub fn replace(&self, other: &El) {
        let _ = other.0.replace_with_with_node_1(&self.0);
    }

    /// Takes the element off the page.
    pub fn remove(&self) {
        self.0.remove();
    }

    /// The value of an attribute.
    pub fn value_of_attr(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Where a menu opened by the element belongs: under its left corner.
    pub fn corner(&self) -> (f64, f64) {
        let place = self.0.get_bounding_client_rect();
        (place.left(), place.bottom())
    }

    /// How far down in the element the pointer is: 0 at its top, 1 at its bottom.
    pub fn share_of_height(&self, event: &DragEvent) -> f64 {
        let place = self.0.get_bounding_client_rect();
        (f64::from(event.client_y()) - place.top()) / place.height().max(1.0)
    }

    /// Shows these texts, the marked ones as marks, in the place of those shown before. Where marks and
    /// texts take turns as before, only the texts that differ are written.
    pub fn show_pieces(&self, pieces: &[(bool, String)], before: &[(bool, String)]) {
        let alike = pieces.len() == before.len()
            && pieces
                .iter()
                .zip(before)
                .all(|(one, other)| one.0 == other.0);
        if alike {
            let nodes = self.0.child_nodes();
            for (place, (piece, old)) in (0..).zip(pieces.iter().zip(before)) {
                if piece != old
                    && let Some(node) = nodes.get(place)
                {
                    node.set_text_content(Some(&piece.1));
                }
            }
            return;
        }
        self.0.set_text_content(None);
        for (marked, text) in pieces {
            if *marked {
                let _ = self.0.append_child(&el("mark").text(text).0);
            } else {
                let _ = self.clone().text(text);
            }
        }
    }
}

/// The element that an event came from, or the nearest around it that the selector finds.
#[inline(never)]
pub fn nearest(event: &Event, selector: &str) -> Option<El> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(selector).ok().flatten().map(El)
}

/// A row of a list, and the owner of what was made for it.
struct Made {
    row: El,
    own: Owner,
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
        leptos::task::spawn_local(async move { focus_again(element.as_ref()) });
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
fn focused() -> Option<web_sys::HtmlElement> {
    let active = page_document()
        .active_element()?
        .dyn_into::<web_sys::HtmlElement>()
        .ok()?;
    (active.tag_name() != "BODY").then_some(active)
}

/// Gives the keyboard back to an element that lost it, unless another has it by now.
fn focus_again(element: Option<&web_sys::HtmlElement>) {
    if let Some(element) = element.filter(|element| element.is_connected() && focused().is_none()) {
        let _ = element.focus();
    }
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

/// Where the pointer is on the page.
pub fn point(event: &Event) -> (f64, f64) {
    event.dyn_ref::<PointerEvent>().map_or((0.0, 0.0), |event| {
        (f64::from(event.client_x()), f64::from(event.client_y()))
    })
}

/// Whether Shift was held at a press of the pointer.
pub fn with_shift(event: &Event) -> bool {
    event
        .dyn_ref::<PointerEvent>()
        .is_some_and(PointerEvent::shift_key)
}

/// Calls back on a key press anywhere on the page.
pub fn on_page_key(act: impl Fn(&KeyEvent) + 'static) {
    listen(
        &super::page_window(),
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

/// A watch on an element, which ends before its callback goes.
struct Watch {
    observer: web_sys::IntersectionObserver,
    _callback: Closure<dyn Fn(js_sys::Array)>,
}

impl Watch {
    fn new(element: &web_sys::Element, near: Box<dyn Fn(Range<f64>)>) -> Option<Watch> {
        let callback = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            // Only such entries come here.
            let last = entries.iter().last();
            let last = last.map(JsCast::unchecked_into::<web_sys::IntersectionObserverEntry>);
            if let Some(entry) = last.filter(|entry| entry.is_intersecting()) {
                let own = entry.bounding_client_rect();
                let around = entry.root_bounds().unwrap_or_else(|| own.clone());
                near(around.top() - own.top()..around.bottom() - own.top());
            }
        });
        let options = web_sys::IntersectionObserverInit::new();
        options.set_root(element.closest(".desk").ok().flatten().as_ref());
        options.set_root_margin("1200px 0px");
        let listener = callback.as_ref().unchecked_ref();
        let observer = web_sys::IntersectionObserver::new_with_options(listener, &options).ok()?;
        observer.observe(element);
        Some(Watch {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
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
