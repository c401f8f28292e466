//! The zip: what goes in comes out, the same entries give the same bytes, and nothing that is broken or
//! too large comes through.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "shared/dice.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod dice;
#[path = "shared/seeds.rs"]
mod seeds;

use dice::Dice;
use seeds::seeds;
use tigang::archive::{self, Archive, ArchiveError, Entry, write};

fn sample() -> Vec<u8> {
    let long = "一、强化政治统领，坚定拥护“两个确立”。".repeat(500);
    write(&[
        Entry {
            name: "word/document.xml",
            bytes: long.as_bytes(),
        },
        Entry {
            name: "照片/一.txt",
            bytes: b"\x00\x01\x02",
        },
        Entry {
            name: "empty",
            bytes: b"",
        },
    ])
}

fn error(bytes: &[u8]) -> ArchiveError {
    match Archive::open(bytes) {
        Err(error) => error,
        Ok(mut archive) => {
            let names: Vec<String> = archive.names().map(str::to_owned).collect();
            let read = names.iter().find_map(|name| archive.read(name).err());
            read.expect("something is wrong with this archive")
        }
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> usize {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
        .unwrap()
}

/// The sample with some bytes changed after the n-th place where a mark stands.
fn changed(mark: &[u8], offset: usize, bytes: &[u8]) -> Vec<u8> {
    let mut sample = sample();
    let at = find(&sample, mark) + offset;
    sample[at..at + bytes.len()].copy_from_slice(bytes);
    sample
}

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";

#[test]
fn what_goes_in_comes_out() {
    for seed in seeds(300) {
        let mut dice = Dice::new(seed);
        let entries: Vec<(String, Vec<u8>)> = (0..dice.below(6))
            .map(|index| {
                let kinds = dice.of(&[1, 3, 200, 255]);
                let length = dice.of(&[0, 1, 10, 300, 70_000]);
                let bytes = (0..dice.below(length + 1))
                    .map(|_| u8::try_from(dice.below(kinds)).unwrap())
                    .collect();
                (format!("folder/{index}.xml"), bytes)
            })
            .collect();
        let listed: Vec<Entry> = entries
            .iter()
            .map(|(name, bytes)| Entry { name, bytes })
            .collect();
        let packed = write(&listed);
        assert_eq!(packed, write(&listed), "TIGANG_SEED={seed}");
        let mut archive = Archive::open(&packed).unwrap();
        assert_eq!(archive.names().count(), entries.len());
        for (name, bytes) in &entries {
            let read = archive.read(&name.to_uppercase()).unwrap();
            assert_eq!(read.as_ref(), Some(bytes), "TIGANG_SEED={seed}");
        }
        assert_eq!(archive.read("nothing"), Ok(None));
    }
}

#[test]
fn the_bytes_do_not_change() {
    let packed = write(&[Entry {
        name: "a",
        bytes: b"b",
    }]);
    let hex: String = packed.iter().map(|byte| format!("{byte:02x}")).collect();
    let wanted = "504b0304140000000000000021\
        00f9efbe71010000000100000001000000\
        6162504b010214001400000000000000\
        2100f9efbe7101000000010000000100\
        00000000000000000000000000000000\
        61504b050600000000010001002f000000200000000000";
    assert_eq!(hex, wanted);
}

#[test]
fn what_is_broken_is_told_apart() {
    assert_eq!(error(b""), ArchiveError::NotAnArchive);
    assert_eq!(error("今年以来".as_bytes()), ArchiveError::NotAnArchive);
    let whole = sample();
    for length in [4, 40, whole.len() / 2, whole.len() - 1] {
        assert_eq!(error(&whole[..length]), ArchiveError::Truncated, "{length}");
    }
    let mut moved = b"MZ".to_vec();
    moved.extend(&whole);
    assert_eq!(error(&moved), ArchiveError::Misplaced);
    assert_eq!(error(&changed(CENTRAL, 8, &[1])), ArchiveError::Encrypted);
    assert_eq!(error(&changed(END, 10, &[0xff; 2])), ArchiveError::Zip64);
    assert_eq!(error(&changed(END, 4, &[1])), ArchiveError::Zip64);
    assert_eq!(
        error(&changed(CENTRAL, 42, &[0xff; 4])),
        ArchiveError::Zip64
    );
    assert_eq!(error(&changed(CENTRAL, 42, &[9])), ArchiveError::Misplaced);
    assert_eq!(error(&changed(CENTRAL, 46, b"W")), ArchiveError::Misplaced);
    assert_eq!(error(&changed(END, 16, &[9])), ArchiveError::Misplaced);
    assert_eq!(
        error(&changed(CENTRAL, 10, &[9])),
        ArchiveError::UnknownMethod
    );
    assert_eq!(error(&changed(CENTRAL, 16, &[9])), ArchiveError::Checksum);
    assert_eq!(error(&changed(CENTRAL, 24, &[9])), ArchiveError::Deflate);
    assert_eq!(
        error(&changed(LOCAL, 50, &[0xff; 9])),
        ArchiveError::Deflate
    );
}

#[test]
fn one_name_stands_once_and_bytes_belong_to_one_entry() {
    let twice = write(&[
        Entry {
            name: "word/a.xml",
            bytes: b"1",
        },
        Entry {
            name: "Word\\A.xml",
            bytes: b"2",
        },
    ]);
    assert_eq!(error(&twice), ArchiveError::DuplicateName);
    // The second line of the directory leads to the first entry, too.
    let mut shared = write(&[
        Entry {
            name: "a",
            bytes: b"1",
        },
        Entry {
            name: "a",
            bytes: b"1",
        },
    ]);
    let second = shared.len() - 22 - 47 + 42;
    shared[second..second + 4].copy_from_slice(&[0; 4]);
    assert_eq!(error(&shared), ArchiveError::Overlap);
}

#[test]
fn limits_are_counted_on_what_comes_out() {
    let name = |index: usize| format!("{index}");
    let names: Vec<String> = (0..=archive::MOST_ENTRIES).map(name).collect();
    let entries: Vec<Entry> = names
        .iter()
        .map(|name| Entry { name, bytes: b"" })
        .collect();
    assert!(Archive::open(&write(&entries[1..])).is_ok());
    assert_eq!(error(&write(&entries)), ArchiveError::TooManyEntries);

    assert_eq!(
        error(&vec![0; archive::LARGEST_FILE + 1]),
        ArchiveError::FileTooLarge
    );

    let mut zeros = vec![0; archive::LARGEST_ENTRY + 1];
    let bomb = write(&[Entry {
        name: "a",
        bytes: &zeros,
    }]);
    assert!(bomb.len() < 300_000);
    assert_eq!(error(&bomb), ArchiveError::EntryTooLarge);
    // The directory says less than comes out: it is not believed.
    let mut lying = bomb.clone();
    let at = find(&lying, CENTRAL) + 24;
    lying[at..at + 4].copy_from_slice(&10_u32.to_le_bytes());
    assert_eq!(error(&lying), ArchiveError::Deflate);
    lying[at..at + 4]
        .copy_from_slice(&u32::try_from(archive::LARGEST_ENTRY).unwrap().to_le_bytes());
    assert_eq!(error(&lying), ArchiveError::EntryTooLarge);

    zeros.truncate(archive::LARGEST_ENTRY);
    let three: Vec<Entry> = names[..3]
        .iter()
        .map(|name| Entry {
            name,
            bytes: &zeros,
        })
        .collect();
    assert_eq!(error(&write(&three)), ArchiveError::SumTooLarge);
}
