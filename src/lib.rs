//! 提纲 (Tigang): a structured editor for Chinese work reports. The pure part, without a browser.
//!
//! # Steps
//! 1. [`text::parse`] reads pasted text into a [`report::Report`]: blocks with stable ids, numbers
//!    read by [`numbering`]. Reading never fails, and [`text::write`] gives back the same bytes.
//! 2. [`editor::Editor`] holds the report and its [`history`]; everything a person does is an
//!    [`edit::Edit`], which [`edit::apply`] turns into a change that can be taken back.
//! 3. Views are derived: the outline from [`report::Report::parts`], what is still missing from
//!    [`blanks`].
//! 4. [`draft`] is the stored form, with a version, and the shelf that keeps drafts; [`json`] is
//!    its notation.
//! 5. [`paper`] is the official page: the one composition that every way onto paper is made from.
//! 6. [`docx`] is that page for Word, out and in, over the zip of [`archive`]; [`rich`] is it for the
//!    clipboard; [`markdown`] goes both ways. What comes in goes through [`clean`], headings without numbers
//!    through [`unnumbered`], lists of web pages through [`web_lists`]; [`notices`] tell what was left out.
//! 7. [`outline`] holds the built-in forms that a new report can start from; [`carry_over`] makes the next report
//!    from the last.

pub mod addressee;
pub mod archive;
mod attachments;
pub mod blanks;
pub mod carry_over;
pub mod clean;
pub mod docx;
pub mod draft;
pub mod edit;
pub mod editor;
mod first_bytes;
pub mod han;
pub mod history;
pub mod json;
mod letters;
mod line_ends;
pub mod markdown;
pub mod notices;
pub mod numbering;
pub mod outline;
pub mod paper;
pub mod report;
pub mod rich;
pub mod slots;
pub mod tally;
pub mod text;
pub mod unnumbered;
pub mod web_lists;
