//! Elements that are watched until they come near the visible part of the page.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::{El, keep};

impl El {
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
