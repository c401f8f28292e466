//! The official page as other programs show it: LibreOffice makes a PDF, poppler tells where its text
//! stands, and here it is measured.
//!
//! Room: knows paper, docx and text of the library, LibreOffice and poppler. Law: nothing is skipped;
//! what is missing is said in a plain sentence, and the test fails.

mod compare;
mod faces;
mod official;
mod pdf;
mod programs;
mod samples;
mod soffice;

pub use compare::{Difference, line_ends};
pub use faces::{Glyph, glyphs, wrong_faces};
pub use official::{Fault, Setter, check_official_page};
pub use pdf::{Line, Page, Pdf, millimetres};
pub use programs::program;
pub use samples::{HalfYear, Sample, half_year_report, long_report, sample};
pub use soffice::{Converted, convert, convert_to};
