//! Word's form of a report: out in the official layout, in from .docx.
//!
//! Room: knows paper, report, numbering, archive, han, line_ends, first_bytes, notices, clean and unnumbered.
//! Law: what is written is made from the one composition of the page, so that Word shows what the preview
//! shows, and the same composition gives the same bytes everywhere. A file that cannot be read changes
//! nothing and says why; what is left out of a file that can be read is told.

pub mod embedded;
pub mod read;
mod write;
mod xml;

pub use write::write;

/// The character style of an end of a title's line that the page chose: whoever reads the title leaves
/// it out and has the title on one line again. A line end without it is the title's own.
pub const TITLE_LINE_END: &str = "TitleLineEnd";

/// What the tag of a blank's content control starts with; the blank as it stands in the report follows
/// (`tigang-blank:*`). As long as the control shows only spaces, the blank is open, and whoever reads
/// puts back what the tag says; else its text has been filled in.
pub const BLANK_TAG: &str = "tigang-blank:";
