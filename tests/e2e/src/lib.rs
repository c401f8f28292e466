//! The page in a real browser: what the journeys in `tests/` are written with.
//!
//! Room: knows the built site and the browser; the page only by roles, accessible names and what a
//! person sees of it. Nothing of the product's code is used here: what a test expects, it computes
//! itself. Law: nothing is skipped; what is missing is said in a plain sentence, and the test fails.

mod base64;
mod browser;
mod busy;
mod cdp;
mod cell;
mod composing;
mod element;
mod exchange;
mod folder;
mod foreign;
mod keys;
mod notes;
mod page;
mod parts;
mod place;
pub mod plain;
mod pointer;
mod printer;
mod processes;
mod profile;
mod record;
mod run;
mod said;
mod seed;
mod sharing;
mod stores;
mod surroundings;
mod tabs;
mod tour;
mod wait;
mod ways;
mod window;
mod wire;

pub use browser::Browser;
pub use busy::WATCH;
pub use cell::{Kind, cell, same};
pub use element::Element;
pub use folder::Folder;
pub use foreign::Foreign;
pub use page::{CLOCK, First, Page};
pub use place::From;
pub use profile::Profile;
pub use run::{Setup, visit};
pub use seed::Seed;
pub use sharing::{Means, STUCK};
pub use surroundings::{Surroundings, sample, sample_bytes};
pub use tabs::Tab;
pub use tour::Look;
pub use wait::{kept, pause, until};
pub use ways::nothing_leaves;
pub use window::Window;
pub use wire::Wire;
