//! The page in a real browser: what the journeys in `tests/` are written with.
//!
//! Room: knows the built site and the browser; the page only by roles, accessible names and what a
//! person sees of it. Nothing of the product's code is used here: what a test expects, it computes
//! itself. Law: nothing is skipped; what is missing is said in a plain sentence, and the test fails.

mod browser;
mod busy;
mod cdp;
mod composing;
mod element;
mod exchange;
mod keys;
mod page;
mod parts;
pub mod plain;
mod pointer;
mod record;
mod run;
mod said;
mod surroundings;
mod tour;
mod wait;

pub use browser::Browser;
pub use busy::WATCH;
pub use element::Element;
pub use page::{First, Page};
pub use run::{Setup, visit};
pub use surroundings::{Surroundings, sample, sample_bytes};
pub use tour::Look;
pub use wait::{pause, until};
