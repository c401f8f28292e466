//! The report as a .docx in the official layout.
//!
//! Room: knows paper and archive. Law: what is written is made from the one composition of the page, so
//! that Word shows what the preview shows; the same composition gives the same bytes everywhere.

mod write;

pub use write::write;

/// The character style of an end of a title's line that the page chose: whoever reads the title leaves
/// it out and has the title on one line again. A line end without it is the title's own.
pub const TITLE_LINE_END: &str = "TitleLineEnd";

/// What the tag of a blank's content control starts with; the blank as it stands in the report follows
/// (`tigang-blank:*`). As long as the control shows only spaces, the blank is open, and whoever reads
/// puts back what the tag says; else its text has been filled in.
pub const BLANK_TAG: &str = "tigang-blank:";
