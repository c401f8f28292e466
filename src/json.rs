//! JSON as the page stores it: what reads it, and what writes it.
//!
//! Room: knows nothing of what is stored. Why not `serde_json`: the code that it makes for each type was
//! a tenth of the page. Law: what is read here, `serde_json` reads as the same, and a test holds it; what
//! is no JSON, or another JSON than was asked for, is nothing, it is not guessed.

mod read;
mod write;

pub use read::{Reader, whole};
pub use write::{push_number, push_optional_text, push_text};

/// The word of one of several things, or the thing of a word: their names in a stored form.
pub fn word_of<T: PartialEq>(words: &'static [(T, &'static str)], thing: &T) -> &'static str {
    let known = words.iter().find(|(known, _)| known == thing);
    known.map_or("", |(_, word)| word)
}
