//! The zip container that a .docx is: entries with names, out and in.
//!
//! Room: knows nothing of the project. Law: the same entries give the same bytes on every machine and on
//! every day; what is read costs no more than the limits below, whatever a file says of itself.

mod checksum;
mod deflate;
mod entries;
mod inflate;
mod read;
mod write;

pub use read::Archive;
pub use write::{Entry, write};

/// The largest file that is opened, in bytes.
pub const LARGEST_FILE: usize = 20 << 20;
/// The most that one entry may inflate to, in bytes.
pub const LARGEST_ENTRY: usize = 32 << 20;
/// The most that all entries read from one archive may inflate to together, in bytes.
pub const LARGEST_SUM: usize = 64 << 20;
/// The most entries an archive may have.
pub const MOST_ENTRIES: usize = 2_000;

/// Why an archive, or an entry of it, was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// It is no zip at all.
    NotAnArchive,
    /// It starts like a zip, but its end is missing: an interrupted copy or download.
    Truncated,
    /// The file is larger than [`LARGEST_FILE`].
    FileTooLarge,
    /// There are more entries than [`MOST_ENTRIES`].
    TooManyEntries,
    /// The entry is larger than [`LARGEST_ENTRY`] once inflated.
    EntryTooLarge,
    /// The entries read so far are larger than [`LARGEST_SUM`] together.
    SumTooLarge,
    /// An entry is encrypted.
    Encrypted,
    /// It is in the form for more than 4 GB, or spread over several files.
    Zip64,
    /// Two entries have one name: which of them counts depends on who reads.
    DuplicateName,
    /// Two entries share bytes.
    Overlap,
    /// An offset or a length does not lead to what should stand there.
    Misplaced,
    /// An entry is packed in a way other than deflate.
    UnknownMethod,
    /// The packed bytes of an entry do not inflate to the length the directory gives.
    Deflate,
    /// The bytes of an entry are not those that were packed.
    Checksum,
}
