//! The directory at the end of a zip (PKWARE APPNOTE 4.3): where each entry stands.
//!
//! Law: every range that leaves this file lies inside the archive, before the directory, and shares no
//! byte with another.

use std::ops::Range;

use super::{ArchiveError, MOST_ENTRIES};

/// In front of each entry.
pub(super) const LOCAL: &[u8; 4] = b"PK\x03\x04";
/// In front of each line of the directory.
pub(super) const CENTRAL: &[u8; 4] = b"PK\x01\x02";
/// In front of the record that ends the archive.
pub(super) const END: &[u8; 4] = b"PK\x05\x06";
/// In front of the record that leads to the directory of an archive of more than 4 GB.
const LOCATOR: &[u8; 4] = b"PK\x06\x07";

/// How long these records are without names and comments.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
/// General purpose bits: encrypted, strongly encrypted, directory encrypted.
const ENCRYPTED: usize = 0x0001 | 0x0040 | 0x2000;

/// One entry as the directory has it.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    /// Its name, with `/` between folders.
    pub name: String,
    /// How it is packed: 0 stored, 8 deflated.
    pub method: usize,
    /// The checksum of what was packed.
    pub checksum: u32,
    /// How long it is once inflated, as far as the directory tells.
    pub length: usize,
    /// Where its packed bytes stand.
    pub packed: Range<usize>,
}

/// All entries, in the directory's order.
pub(super) fn list(bytes: &[u8]) -> Result<Vec<Listed>, ArchiveError> {
    let end = end(bytes)?;
    let record = bytes.get(end..).unwrap_or_default();
    let (disk, first_disk) = (short(record, 4)?, short(record, 6)?);
    let (here, count) = (short(record, 8)?, short(record, 10)?);
    let (length, start) = (long(record, 12)?, long(record, 16)?);
    let before = end.checked_sub(20).and_then(|at| bytes.get(at..));
    let is_zip64 = before.is_some_and(|before| before.starts_with(LOCATOR));
    if is_zip64 || count == 0xffff || start == 0xffff_ffff || disk + first_disk > 0 || here != count
    {
        return Err(ArchiveError::Zip64);
    }
    if count > MOST_ENTRIES {
        return Err(ArchiveError::TooManyEntries);
    }
    if start.checked_add(length) != Some(end) {
        return Err(ArchiveError::Misplaced);
    }
    let mut entries = Vec::with_capacity(count);
    let mut spans = Vec::with_capacity(count);
    let mut at = start;
    for _ in 0..count {
        let line = bytes.get(at..end).unwrap_or_default();
        let (entry, span, length) = entry(bytes, line, start)?;
        at += length;
        entries.push(entry);
        spans.push(span);
    }
    if at != end {
        return Err(ArchiveError::Misplaced);
    }
    apart(spans)?;
    unique(&entries)?;
    Ok(entries)
}

/// Where the last record starts. It may be followed by a comment, and is looked for from the back.
fn end(bytes: &[u8]) -> Result<usize, ArchiveError> {
    let lowest = bytes.len().saturating_sub(END_LENGTH + 0xffff);
    let tail = bytes.get(lowest..).unwrap_or_default();
    let found = tail
        .windows(END_LENGTH)
        .enumerate()
        .rev()
        .find(|(at, record)| {
            let comment = short(record, 20).unwrap_or(usize::MAX);
            record.starts_with(END) && comment <= tail.len() - at - END_LENGTH
        });
    match found {
        Some((at, _)) => Ok(lowest + at),
        None if bytes.starts_with(LOCAL) => Err(ArchiveError::Truncated),
        None => Err(ArchiveError::NotAnArchive),
    }
}

/// One line of the directory: the entry, all the bytes that are its own, and the length of the line.
fn entry(
    bytes: &[u8],
    line: &[u8],
    directory: usize,
) -> Result<(Listed, Range<usize>, usize), ArchiveError> {
    if !line.starts_with(CENTRAL) {
        return Err(ArchiveError::Misplaced);
    }
    if short(line, 8)? & ENCRYPTED > 0 {
        return Err(ArchiveError::Encrypted);
    }
    let (packed, length, at) = (long(line, 20)?, long(line, 24)?, long(line, 42)?);
    if [packed, length, at].contains(&0xffff_ffff) {
        return Err(ArchiveError::Zip64);
    }
    let name_length = short(line, 28)?;
    let name = line.get(CENTRAL_LENGTH..CENTRAL_LENGTH + name_length);
    let name = name.ok_or(ArchiveError::Misplaced)?;

    let local = bytes.get(at..directory).unwrap_or_default();
    let same_name = local
        .get(LOCAL_LENGTH..)
        .is_some_and(|rest| rest.starts_with(name));
    if !local.starts_with(LOCAL) || short(local, 26)? != name_length || !same_name {
        return Err(ArchiveError::Misplaced);
    }
    let start = at + LOCAL_LENGTH + name_length + short(local, 28)?;
    let stop = start.checked_add(packed).filter(|stop| *stop <= directory);
    let stop = stop.ok_or(ArchiveError::Misplaced)?;
    let listed = Listed {
        name: name_of(name),
        method: short(line, 10)?,
        checksum: word(line, 16)?,
        length,
        packed: start..stop,
    };
    let whole = CENTRAL_LENGTH + name_length + short(line, 30)? + short(line, 32)?;
    Ok((listed, at..stop, whole))
}

/// The name of an entry; bytes of another encoding are told apart and no more.
fn name_of(name: &[u8]) -> String {
    let signs = || name.iter().map(|byte| char::from(*byte)).collect();
    let name = str::from_utf8(name).map_or_else(|_| signs(), str::to_owned);
    // Some writers on Windows put their own sign between folders.
    name.replace('\\', "/")
}

fn apart(mut spans: Vec<Range<usize>>) -> Result<(), ArchiveError> {
    spans.sort_unstable_by_key(|span| span.start);
    let mut end = 0;
    for span in spans {
        if span.start < end {
            return Err(ArchiveError::Overlap);
        }
        end = span.end;
    }
    Ok(())
}

/// Names are compared as Word does (ECMA-376 part 2, 9.1.1.3): large and small ASCII letters are one.
fn unique(entries: &[Listed]) -> Result<(), ArchiveError> {
    let mut names: Vec<String> = entries
        .iter()
        .map(|entry| entry.name.to_ascii_lowercase())
        .collect();
    names.sort_unstable();
    let twice = names.windows(2).any(|pair| pair.first() == pair.last());
    if twice {
        Err(ArchiveError::DuplicateName)
    } else {
        Ok(())
    }
}

fn short(bytes: &[u8], at: usize) -> Result<usize, ArchiveError> {
    match bytes.get(at..at + 2) {
        Some(&[low, high]) => Ok(usize::from(u16::from_le_bytes([low, high]))),
        _ => Err(ArchiveError::Misplaced),
    }
}

fn word(bytes: &[u8], at: usize) -> Result<u32, ArchiveError> {
    match bytes.get(at..at + 4) {
        Some(&[first, second, third, fourth]) => {
            Ok(u32::from_le_bytes([first, second, third, fourth]))
        }
        _ => Err(ArchiveError::Misplaced),
    }
}

fn long(bytes: &[u8], at: usize) -> Result<usize, ArchiveError> {
    usize::try_from(word(bytes, at)?).map_err(|_| ArchiveError::Zip64)
}
