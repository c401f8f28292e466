//! Word's form of a report: in from .docx.
//!
//! Room: knows report, text, archive, notices and clean. Law: a file that cannot be read changes nothing
//! and says why; what is left out of a file that can be read is told.

pub mod embedded;
pub mod read;
mod xml;
