//! The browser's database, locks and messages between tabs, by way of copies.js.
//!
//! Law: every answer comes; what is not certain comes as `None` or as failed.

use std::cell::RefCell;

use js_sys::{Array, JsString, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use tigang::draft::Stamp;
use tigang::draft::keeper::{Answer, Put};

#[wasm_bindgen(js_namespace = tigang)]
extern "C" {
    #[wasm_bindgen(js_name = get)]
    fn get_value(store: &str, key: &str) -> Promise;
    #[wasm_bindgen(js_name = all)]
    fn all_values(store: &str) -> Promise;
    #[wasm_bindgen(js_name = put)]
    fn put_draft(id: &str, known: &str, stamp: &str, record: &JsString) -> Promise;
    #[wasm_bindgen(js_name = write)]
    fn write_all(changes: &Array) -> Promise;
    #[wasm_bindgen(js_name = lock)]
    fn lock_draft(id: &str, how: &str, lost: &JsValue) -> Promise;
    /// Gives up the right to write in a draft, and tells the other tabs.
    pub fn unlock(id: &str);
    /// Tells the other tabs something about a draft.
    pub fn tell(what: &str, id: &str);
    #[wasm_bindgen(js_name = pause)]
    fn pause_for(time: f64) -> Promise;
    #[wasm_bindgen(js_name = listen)]
    fn listen_with(callback: &JsValue);
    #[wasm_bindgen(catch)]
    fn store(name: &str, record: &JsString) -> Result<(), JsValue>;
    #[wasm_bindgen(catch, js_name = holds)]
    fn holds_record(name: &str, record: &JsString) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch)]
    fn words(text: &str) -> Result<Option<Array>, JsValue>;
    #[wasm_bindgen(catch)]
    pub(super) fn head(name: &str, length: usize) -> Result<Option<String>, JsValue>;
}

thread_local! {
    /// The last record that went to the browser, and what it became there.
    static LAST: RefCell<(String, JsString)> = RefCell::new((String::new(), JsString::from("")));
}

/// A record as the browser's own string. The same record goes to the shelf, is looked at there and goes
/// to the database: a long one crosses over once.
fn crossed(record: &str) -> JsString {
    LAST.with_borrow_mut(|(known, text)| {
        if known != record {
            *text = JsString::from(record);
            record.clone_into(known);
        }
        text.clone()
    })
}

/// Keeps a record in localStorage; whether the browser took it.
pub(super) fn keep(name: &str, record: &str) -> bool {
    store(name, &crossed(record)).is_ok()
}

/// Whether localStorage shows exactly this record.
pub(super) fn holds(name: &str, record: &str) -> Option<bool> {
    holds_record(name, &crossed(record)).ok()
}

/// The places (bytes) where words of a text end; `None` where the browser has no dictionary.
pub fn ends_of_words(text: &str) -> Option<Vec<usize>> {
    let units = words(text).ok()??;
    let mut ends = Vec::new();
    let (mut unit, mut byte) = (0, 0);
    let mut characters = text.chars();
    for end in units.iter() {
        let end = end.as_f64()? as usize;
        while unit < end {
            let character = characters.next()?;
            unit += character.len_utf16();
            byte += character.len_utf8();
        }
        ends.push(byte);
    }
    Some(ends)
}

/// A store of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// The records of the drafts, by their ids.
    Drafts,
    /// The stamps of those records.
    Stamps,
    /// The records of kept versions.
    Versions,
    /// What is known about each of them.
    About,
    /// Records that do not open, kept as they are.
    Damaged,
}

impl Store {
    fn name(self) -> &'static str {
        match self {
            Store::Drafts => "drafts",
            Store::Stamps => "stamps",
            Store::Versions => "versions",
            Store::About => "about",
            Store::Damaged => "damaged",
        }
    }
}

/// How to ask for the right to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// At once or not at all.
    Try,
    /// When it is free.
    Wait,
    /// Away from another tab.
    Take,
}

async fn answer(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}

/// What a store has under a key. `Err` where the database does not answer.
pub async fn get(store: Store, key: &str) -> Result<Option<String>, ()> {
    let value = answer(get_value(store.name(), key)).await.ok_or(())?;
    Ok(value.as_string())
}

/// Everything in a store, keys and values. `Err` where the database does not answer.
pub async fn all(store: Store) -> Result<Vec<(String, String)>, ()> {
    let values = answer(all_values(store.name())).await.ok_or(())?;
    let values = Array::from(&values);
    let text = |index| values.get(index).as_string().unwrap_or_default();
    Ok((0..values.length() / 2)
        .map(|pair| (text(pair * 2), text(pair * 2 + 1)))
        .collect())
}

/// The stamps of all drafts in the database. `Err` where it does not answer.
pub async fn stamps() -> Result<Vec<(String, Stamp)>, ()> {
    let known = all(Store::Stamps).await?.into_iter();
    Ok(known
        .filter_map(|(id, text)| Some((id, stamp(&text)?)))
        .collect())
}

/// The stamp of a draft in the database. `Err` where it does not answer.
pub async fn stamp_of(id: &str) -> Result<Option<Stamp>, ()> {
    Ok(get(Store::Stamps, id).await?.as_deref().and_then(stamp))
}

fn stamp(text: &str) -> Option<Stamp> {
    let (revision, writer) = text.split_once(' ')?;
    Some(Stamp {
        revision: revision.parse().ok()?,
        writer: writer.to_owned(),
    })
}

/// Stores a draft; the answer comes when the disk has it.
pub async fn put(put: &Put) -> Answer {
    let text = |stamp: &Stamp| format!("{} {}", stamp.revision, stamp.writer);
    let known: Vec<String> = put.known.iter().map(text).collect();
    let done = put_draft(
        &put.id,
        &known.join("\n"),
        &text(&put.stamp),
        &crossed(&put.record),
    );
    match answer(done)
        .await
        .and_then(|value| value.as_string())
        .as_deref()
    {
        Some("settled") => Answer::Settled,
        Some("overtaken") => Answer::Overtaken,
        _ => Answer::Failed,
    }
}

/// Keeps values under keys and takes those away that have none, all or nothing; whether it was done.
pub async fn write(changes: &[(Store, &str, Option<&str>)]) -> bool {
    let list = Array::new();
    for (store, key, value) in changes {
        let value = value.map_or(JsValue::UNDEFINED, JsValue::from_str);
        list.push(&Array::of3(&store.name().into(), &(*key).into(), &value));
    }
    answer(write_all(&list)).await.is_some()
}

/// Asks for the right to write in a draft; whether it was given. `lost` is called when another tab
/// takes it away.
pub async fn lock(id: &str, how: How, lost: impl FnMut() + 'static) -> bool {
    let how = match how {
        How::Try => "try",
        How::Wait => "wait",
        How::Take => "take",
    };
    let lost = Closure::<dyn FnMut()>::new(lost).into_js_value();
    let given = answer(lock_draft(id, how, &lost)).await;
    given.is_some_and(|given| given.is_truthy())
}

/// Waits for so many milliseconds.
pub async fn pause(time: u32) {
    let _ = answer(pause_for(f64::from(time))).await;
}

/// Listens to the other tabs: what they say, about which draft, and when they were opened.
pub fn listen(heard: impl FnMut(String, String, f64) + 'static) {
    listen_with(&Closure::<dyn FnMut(String, String, f64)>::new(heard).into_js_value());
}
