//! Files that the person chooses or drops, and what their bytes say.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The largest text file that is read, in bytes.
pub const LARGEST: f64 = 5.0 * 1024.0 * 1024.0;

/// The largest document that is read, in bytes.
pub const LARGEST_DOCUMENT: f64 = 20.0 * 1024.0 * 1024.0;

/// The largest backup that is read, in bytes.
pub const LARGEST_BACKUP: f64 = 200.0 * 1024.0 * 1024.0;

/// A file as the browser hands it over.
pub type File = web_sys::File;

/// A file that was read: its name and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The file's name.
    pub name: String,
    /// Its bytes, kept until the person is content with the way they were decoded.
    pub bytes: Vec<u8>,
}

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Larger than what is read.
    TooLarge,
    /// The browser could not read it.
    Failed,
}

/// The file that was chosen in a file field, which is emptied so that it can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Option<web_sys::File> {
    let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0);
    field.set_value("");
    file
}

/// The first file that was dropped, if it was one, and whether there were more.
pub fn dropped(event: &web_sys::DragEvent) -> Option<(web_sys::File, bool)> {
    let files = event.data_transfer()?.files()?;
    Some((files.get(0)?, 1 < files.length()))
}

/// Whether files are being dragged, and not a text or a part.
pub fn drags_files(event: &web_sys::DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.iter().any(|kind| kind == JsValue::from_str("Files")))
}

/// Reads a text file whole.
pub async fn read(file: web_sys::File) -> Result<Read, ReadError> {
    read_up_to(file, LARGEST).await
}

/// Reads a file of at most this size whole. A FileReader, because old browsers have no
/// `Blob.arrayBuffer`.
pub async fn read_up_to(file: web_sys::File, largest: f64) -> Result<Read, ReadError> {
    if file.size() > largest {
        return Err(ReadError::TooLarge);
    }
    let reader = web_sys::FileReader::new().map_err(|_| ReadError::Failed)?;
    let done = js_sys::Promise::new(&mut |resolve, reject| {
        reader.set_onload(Some(&resolve));
        reader.set_onerror(Some(&reject));
    });
    reader
        .read_as_array_buffer(&file)
        .map_err(|_| ReadError::Failed)?;
    JsFuture::from(done).await.map_err(|_| ReadError::Failed)?;
    let buffer: ArrayBuffer = reader
        .result()
        .ok()
        .and_then(|result| result.dyn_into().ok())
        .ok_or(ReadError::Failed)?;
    Ok(Read {
        name: file.name(),
        bytes: Uint8Array::new(&buffer).to_vec(),
    })
}

/// Decodes bytes strictly; `None` where they are not of this encoding. A mark in front is taken off.
pub fn decode(bytes: &[u8], encoding: &str) -> Option<String> {
    let options = web_sys::TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = web_sys::TextDecoder::new_with_label_and_options(encoding, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}
