//! Entries become a zip: each deflated, or stored where it is short or does not get shorter.
//!
//! Law: nothing of the machine or the day goes in; every date is 1 January 1980, the first that zip knows.

use super::checksum::checksum;
use super::deflate::deflate;
use super::entries::{CENTRAL, END, LOCAL};

/// What is shorter is stored as it is: a compressor clears 300 kB before the first byte, and a .docx has ten
/// parts of some hundred bytes.
const SHORT: usize = 2_048;
/// Names are UTF-8 (general purpose bit 11).
const UTF_8: u16 = 0x0800;
/// 1 January 1980 in DOS's form.
const DATE: u16 = 0x0021;
/// Version 2.0 of the form: deflate.
const VERSION: u16 = 20;

/// One file of an archive.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Its name, with `/` between folders.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
}

/// The archive of these entries, in their order: fewer than 65,535, and less than 4 GB together. Names
/// are taken as they are.
pub fn write(entries: &[Entry<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for entry in entries {
        let deflated = (SHORT <= entry.bytes.len()).then(|| deflate(entry.bytes));
        let deflated = deflated.filter(|deflated| deflated.len() < entry.bytes.len());
        let (method, packed): (u16, &[u8]) = match &deflated {
            Some(deflated) => (8, deflated),
            None => (0, entry.bytes),
        };
        let flags = if entry.name.is_ascii() { 0 } else { UTF_8 };
        let mut shared = Vec::with_capacity(26);
        for field in [VERSION, flags, method, 0, DATE] {
            short(&mut shared, field);
        }
        for field in [
            checksum(entry.bytes),
            size(packed.len()),
            size(entry.bytes.len()),
        ] {
            long(&mut shared, field);
        }
        short(&mut shared, count(entry.name.len()));
        // No extra field.
        short(&mut shared, 0);

        directory.extend_from_slice(CENTRAL);
        short(&mut directory, VERSION);
        directory.extend_from_slice(&shared);
        // No comment, first disk, no attributes inside or outside.
        directory.extend_from_slice(&[0; 10]);
        long(&mut directory, size(out.len()));
        directory.extend_from_slice(entry.name.as_bytes());

        out.reserve(packed.len() + entry.name.len() + 30);
        out.extend_from_slice(LOCAL);
        out.extend_from_slice(&shared);
        out.extend_from_slice(entry.name.as_bytes());
        out.extend_from_slice(packed);
    }
    let start = out.len();
    out.extend_from_slice(&directory);
    out.extend_from_slice(END);
    // One disk, and it is the first.
    out.extend_from_slice(&[0; 4]);
    short(&mut out, count(entries.len()));
    short(&mut out, count(entries.len()));
    long(&mut out, size(directory.len()));
    long(&mut out, size(start));
    // No comment.
    short(&mut out, 0);
    out
}

fn short(out: &mut Vec<u8>, field: u16) {
    out.extend_from_slice(&field.to_le_bytes());
}

fn long(out: &mut Vec<u8>, field: u32) {
    out.extend_from_slice(&field.to_le_bytes());
}

fn count(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

fn size(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
