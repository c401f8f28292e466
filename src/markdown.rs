//! Markdown out and in (CommonMark 0.31, and the tables and strikethrough of GFM).
//!
//! Room: knows letters, han, report, blanks, notices, clean and unnumbered. Law: what is written reads back as the same text,
//! apart from what Markdown cannot carry: every line end becomes `\n`, signs that [`crate::clean`] takes out are
//! gone, and headings that a person left without numbers get them ([`crate::unnumbered`]). Empty lines and
//! spaces at either end of a line come through: between two lines there is one empty line more than in the
//! text, and such spaces are written as `&#32;`.
//!
//! Where this reader leaves CommonMark, it is to keep text: a line end inside a paragraph stays one,
//! numbers of lists stay text, `*` that may be a blank is no emphasis, reference links stay as they are.

mod escape;
mod inline;
mod likely;
mod marks;
mod read;
mod single;
mod tables;
mod write;

pub use likely::is_likely;
pub use read::read;
pub use write::write;
