//! The envelope of a stored draft: schema, checksum, length, revision and writer, then the draft.
//!
//! Law: a record opens only if every byte in it is the byte that was written; the older
//! form without one (schema 1) still opens for good. What a copy holds can be told from its first
//! bytes, so that a save need not read it all.

use super::{SCHEMA, Unreadable};

/// Which state of a draft a record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Counts the times the draft was stored; the higher one is the later one.
    pub revision: u64,
    /// The tab that stored it: a name by time and chance, without quotation marks.
    pub writer: String,
}

impl Stamp {
    /// Whether it is the other state, or a later one of the same tab, of which that is a part.
    pub fn is_or_follows(&self, other: &Stamp) -> bool {
        self.writer == other.writer && self.revision >= other.revision
    }
}

/// A record whose envelope is whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Opened<'a> {
    /// Which state it is.
    pub stamp: Stamp,
    /// The record: an object, of which the envelope's members are members, too.
    pub record: &'a str,
    /// Whether a checksum vouches for what is inside.
    pub sealed: bool,
}

/// How many bytes of a record tell its schema and its stamp.
pub const HEAD: usize = 160;

/// No draft was stored so often: with a higher revision nothing could come after it. Scripts count exactly so far.
const MOST: u64 = 1 << 53;

const START: &str = "{\"schema\":";
const CHECKSUM: &str = ",\"checksum\":\"";
const LENGTH: &str = "\",\"length\":";
const REVISION: &str = "\"revision\":";
const WRITER: &str = ",\"writer\":\"";

/// Puts a draft, as a JSON object, into its envelope. Long drafts are stored often: it is copied once.
pub(super) fn seal(stamp: &Stamp, draft: &str) -> String {
    let members = draft.strip_prefix('{').unwrap_or(draft);
    let Stamp { revision, writer } = stamp;
    let stamp = format!("{REVISION}{revision}{WRITER}{writer}\",");
    let length = stamp.len() + members.len();
    let mut record = String::with_capacity(length + HEAD);
    record.push_str(&format!("{START}{SCHEMA}{CHECKSUM}"));
    let place = record.len();
    record.push_str(&format!("0000000000000000{LENGTH}{length},"));
    let rest = record.len();
    record.push_str(&stamp);
    record.push_str(members);
    let sum = sum_of(SCHEMA, record.get(rest..).unwrap_or_default());
    record.replace_range(place..place + 16, &format!("{sum:016x}"));
    record
}

/// Looks at the envelope of a record.
///
/// # Errors
/// Newer, or damaged: a byte is not what was written.
pub(super) fn open(record: &str) -> Result<Opened<'_>, Unreadable> {
    let damaged = |what: &str| Unreadable::Damaged(what.to_owned());
    let Some((schema, rest)) = schema(record) else {
        return Err(damaged("schema"));
    };
    match schema {
        1 if rest.starts_with(",\"card\":") => Ok(Opened {
            stamp: Stamp::default(),
            record,
            sealed: false,
        }),
        2 => {
            let (sum, length, rest) = sealed(rest).ok_or_else(|| damaged("envelope"))?;
            if rest.len() != length || sum_of(SCHEMA, rest) != sum {
                return Err(damaged("checksum"));
            }
            let stamp = stamped(rest).ok_or_else(|| damaged("stamp"))?;
            Ok(Opened {
                stamp,
                record,
                sealed: true,
            })
        }
        // Later schemas may change the envelope, but where they keep it, they keep its meaning. Damage
        // must not pass for a newer page: that would keep this one from the other copy.
        newer if newer > SCHEMA => match sealed(rest) {
            Some((sum, length, rest)) if rest.len() != length || sum_of(newer, rest) != sum => {
                Err(damaged("checksum"))
            }
            _ => Err(Unreadable::Newer(newer)),
        },
        _ => Err(damaged("schema")),
    }
}

/// The stamp that the first bytes of a record show, without looking at the rest.
///
/// # Errors
/// Newer, or damaged as far as these bytes tell.
pub fn glance(head: &str) -> Result<Stamp, Unreadable> {
    let damaged = || Unreadable::Damaged("head".to_owned());
    match schema(head).ok_or_else(damaged)? {
        (1, _) => Ok(Stamp::default()),
        (2, rest) => sealed(rest)
            .and_then(|(_, _, rest)| stamped(rest))
            .ok_or_else(damaged),
        (newer, _) if newer > SCHEMA => Err(Unreadable::Newer(newer)),
        _ => Err(damaged()),
    }
}

fn schema(record: &str) -> Option<(u32, &str)> {
    let rest = record.strip_prefix(START)?;
    let end = rest.find(',')?;
    let (number, rest) = rest.split_at_checked(end)?;
    // Rust reads +2 and 02 as numbers, too; the page never wrote them.
    let plain = !number.starts_with(['+', '0']);
    number
        .parse()
        .ok()
        .filter(|_| plain)
        .map(|number| (number, rest))
}

fn sealed(rest: &str) -> Option<(u64, usize, &str)> {
    let (sum, rest) = rest.strip_prefix(CHECKSUM)?.split_once(LENGTH)?;
    let (length, rest) = rest.split_once(',')?;
    let sum = u64::from_str_radix(sum, 16).ok()?;
    Some((sum, length.parse().ok()?, rest))
}

fn stamped(rest: &str) -> Option<Stamp> {
    let (revision, rest) = rest.strip_prefix(REVISION)?.split_once(WRITER)?;
    let (writer, _) = rest.split_once("\",")?;
    // It is written back as it is: what would not read again then is no name that a tab ever had.
    if writer.contains(|sign| sign < ' ' || matches!(sign, '"' | '\\')) {
        return None;
    }
    Some(Stamp {
        revision: revision.parse().ok().filter(|number| *number < MOST)?,
        writer: writer.to_owned(),
    })
}

/// What the envelope says of the rest. It covers the number of the schema, too.
fn sum_of(schema: u32, rest: &str) -> u64 {
    checksum(rest) ^ u64::from(schema)
}

/// FNV-1a with 64 bits over eight bytes at a time: one changed byte always changes it, other damage all
/// but always. It guards against accidents, not against forgers.
pub fn checksum(text: &str) -> u64 {
    let add = |sum: u64, word: u64| {
        (sum ^ word)
            .wrapping_mul(0x0000_0100_0000_01b3)
            .rotate_left(29)
    };
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let sum = words.iter().fold(0xcbf2_9ce4_8422_2325, |sum, word| {
        add(sum, u64::from_le_bytes(*word))
    });
    rest.iter()
        .fold(sum, |sum, &byte| add(sum, u64::from(byte)))
}
