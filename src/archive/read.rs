//! A zip is opened, and its entries are inflated one by one as they are asked for.
//!
//! Law: limits are counted on what really comes out, not on what the directory promises.

use super::checksum::checksum;
use super::entries::{Listed, list};
use super::inflate::{InflateError, inflate};
use super::{ArchiveError, LARGEST_ENTRY, LARGEST_FILE, LARGEST_SUM};

/// An archive whose directory was read and found to be in order.
#[derive(Clone, Debug)]
pub struct Archive<'a> {
    bytes: &'a [u8],
    entries: Vec<Listed>,
    /// How many bytes have been inflated so far.
    spent: usize,
}

impl Archive<'_> {
    /// Reads the directory. No entry is inflated yet.
    ///
    /// # Errors
    /// [`ArchiveError`]: no zip, cut off, encrypted, too much of something, or a directory that does not
    /// fit what it lists.
    pub fn open(bytes: &[u8]) -> Result<Archive<'_>, ArchiveError> {
        if bytes.len() > LARGEST_FILE {
            return Err(ArchiveError::FileTooLarge);
        }
        Ok(Archive {
            bytes,
            entries: list(bytes)?,
            spent: 0,
        })
    }

    /// The names of all entries, in the archive's order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str())
    }

    /// Whether there is an entry of this name, large and small ASCII letters being one.
    pub fn contains(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// The bytes of an entry; `None` where there is no entry of this name.
    ///
    /// # Errors
    /// The entry is too large, alone or with those that were read before; it does not inflate; or its
    /// bytes are not those that were packed.
    pub fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArchiveError> {
        let Some(entry) = self.find(name).cloned() else {
            return Ok(None);
        };
        let packed = self.bytes.get(entry.packed.clone());
        let packed = packed.ok_or(ArchiveError::Misplaced)?;
        let left = LARGEST_SUM.saturating_sub(self.spent);
        if entry.length > LARGEST_ENTRY {
            return Err(ArchiveError::EntryTooLarge);
        }
        if entry.length > left {
            return Err(ArchiveError::SumTooLarge);
        }
        // Also where it comes to nothing: who asks for it again and again gets no further.
        self.spent += entry.length;
        let bytes = match entry.method {
            0 if packed.len() == entry.length => packed.to_vec(),
            0 => return Err(ArchiveError::Misplaced),
            8 => inflated(packed, entry.length)?,
            _ => return Err(ArchiveError::UnknownMethod),
        };
        if checksum(&bytes) != entry.checksum {
            return Err(ArchiveError::Checksum);
        }
        Ok(Some(bytes))
    }

    fn find(&self, name: &str) -> Option<&Listed> {
        self.entries
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))
    }
}

/// Inflates to the length that the directory gives, which is within the limits, and no further.
fn inflated(packed: &[u8], length: usize) -> Result<Vec<u8>, ArchiveError> {
    match inflate(packed, length) {
        Ok(bytes) if bytes.len() == length => Ok(bytes),
        Err(InflateError::TooLong) if length == LARGEST_ENTRY => Err(ArchiveError::EntryTooLarge),
        _ => Err(ArchiveError::Deflate),
    }
}
