//! Stands in the place of the crate `wasm-streams`, as far as leptos names it.
//!
//! Why: leptos links what calls functions on a server, and that crate hands streams of it to the browser
//! by exports, which stay in the page though nothing on it calls them: 3 kB gzip of program and script.
//! Law: the page asks no server for anything (no request after load), so that no stream is ever opened;
//! who opens one finds that it has ended.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::{JsCast, JsValue};

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// Nothing: there is nobody to read it.
    pub fn from_stream<S>(_: S) -> ReadableStream
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        ReadableStream(JsValue::UNDEFINED.unchecked_into())
    }

    /// A stream of the browser, which is not read.
    pub fn from_raw(raw: web_sys::ReadableStream) -> ReadableStream {
        ReadableStream(raw)
    }

    /// What the browser knows the stream by.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that has ended.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
