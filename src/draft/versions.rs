//! The kept versions of drafts: when the next one is due, and which of them can be forgotten.
//!
//! Law: what a person named is never forgotten, nor is the newest version; of the others at most
//! [`MOST_UNNAMED`] a draft are kept, whatever the clock did. Times are milliseconds since 1970.

use serde::{Deserialize, Serialize};

use crate::json::{self, Reader, push_number, push_optional_text, push_text};

/// What is known about a kept version without reading its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// The draft that it is a version of.
    pub draft: String,
    /// When it was kept.
    pub time: u64,
    /// Why it was kept.
    pub reason: Reason,
    /// What the person calls it, whatever it was kept for.
    #[serde(default)]
    pub name: Option<String>,
    /// 字数.
    pub characters: usize,
    /// How much room its record takes, in bytes.
    pub size: usize,
}

/// Why a version was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Some minutes of work had passed.
    Interval,
    /// A person asked for it.
    Named,
    /// A text from elsewhere came in its place.
    BeforeImport,
    /// An older version came back in its place.
    BeforeRestore,
    /// Many places were changed at once.
    BeforeMassChange,
    /// Another window took the draft over.
    BeforeTakeOver,
}

/// The words that stand for the reasons in stored versions. They never change.
const WORDS: [(Reason, &str); 6] = [
    (Reason::Interval, "interval"),
    (Reason::Named, "named"),
    (Reason::BeforeImport, "before-import"),
    (Reason::BeforeRestore, "before-restore"),
    (Reason::BeforeMassChange, "before-mass-change"),
    (Reason::BeforeTakeOver, "before-take-over"),
];

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// How long work goes on until a version is due.
pub const INTERVAL: u64 = 5 * MINUTE;

/// How old a version can be, and of how long a time one is kept then.
const STAIRS: [(u64, u64); 4] = [
    (HOUR, 4 * MINUTE),
    (DAY, HOUR),
    (30 * DAY, DAY),
    (365 * DAY, 7 * DAY),
];

/// How many of the versions that stood before something in the last hour are kept, whatever their time: each can
/// hold words that nothing else has, until the person has seen what became of them.
const RECENT: usize = 16;

/// How many versions without a name a draft can have after forgetting: of the last hour 16 that were due, 16 that
/// stood first before something and the last of those; 24 of the day, 30 of the month, 49 of the year, one of all
/// time before and the newest; and as many again that a clock which was wrong has put into the future.
pub const MOST_UNNAMED: usize = 2 * (16 + 16 + RECENT + 24 + 30 + 49 + 1 + 1);

/// What is kept about a version beside its record, so that a list need not read that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Time, reason and size.
    pub version: Version,
    /// What was changed since the one before, in a few words.
    #[serde(default)]
    pub changed: String,
}

impl About {
    /// Reads what is known about a version; `None` where it is something else.
    pub fn from_text(text: &str) -> Option<About> {
        json::whole(text, |reader| {
            let mut version = None;
            let mut changed = String::new();
            reader.object(&["version", "changed"], 1, &mut |member, reader| {
                match member {
                    0 => version = Some(Version::read(reader)?),
                    _ => changed = reader.owned()?,
                }
                Some(())
            })?;
            let version = version?;
            Some(About { version, changed })
        })
        .ok()
    }

    /// The text to be stored.
    pub fn to_text(&self) -> String {
        let mut out = String::from("{\"version\":");
        self.version.push(&mut out);
        push_text(&mut out, ",\"changed\":", &self.changed);
        out.push('}');
        out
    }
}

impl Version {
    fn read(reader: &mut Reader) -> Option<Version> {
        let mut version = Version {
            draft: String::new(),
            time: 0,
            reason: Reason::Interval,
            name: None,
            characters: 0,
            size: 0,
        };
        let names = ["draft", "time", "reason", "characters", "size", "name"];
        reader.object(&names, 5, &mut |member, reader| {
            match member {
                0 => version.draft = reader.owned()?,
                1 => version.time = reader.number()?,
                2 => version.reason = reader.word(&WORDS)?,
                3 => version.characters = reader.size()?,
                4 => version.size = reader.size()?,
                _ => version.name = reader.optional_text()?,
            }
            Some(())
        })?;
        Some(version)
    }

    fn push(&self, out: &mut String) {
        push_text(out, "{\"draft\":", &self.draft);
        push_number(out, ",\"time\":", self.time);
        let reason = json::word_of(&WORDS, &self.reason);
        push_text(out, ",\"reason\":", reason);
        push_optional_text(out, ",\"name\":", self.name.as_deref());
        push_number(out, ",\"characters\":", self.characters as u64);
        push_number(out, ",\"size\":", self.size as u64);
        out.push('}');
    }

    /// Whether it stays until a person takes it away.
    pub fn is_named(&self) -> bool {
        self.name.is_some() || self.reason == Reason::Named
    }
}

/// Whether a version of a draft that has changed is to be kept now: five minutes have passed since the last, or the
/// clock has gone as far back.
pub fn is_due(last: Option<&Version>, now: u64) -> bool {
    last.is_none_or(|last| INTERVAL <= now.abs_diff(last.time))
}

/// The versions that can be forgotten now, as their places in the list, which may hold several drafts in
/// any order.
///
/// Of versions without a name one is kept for every four minutes of the last hour, every hour of the
/// day, every day of the month, every week of the year, and one of all time before. It is the last of
/// its time; but what stood before a person's import or restoring wins, and the first of those; of the last hour
/// both are kept, and the last [`RECENT`] of those: who goes back to a version finds it in the list afterwards. Where a
/// draft's versions take more than `limit` bytes, the oldest without a name go, too. Versions that are
/// named stay, as does the newest, even if they take more.
///
/// A version of the future is one from before the clock was set right, or it is wrong now: such are
/// thinned by the same rule as seen from the last of them, and never for their age.
pub fn superfluous(versions: &[Version], now: u64, limit: usize) -> Vec<usize> {
    // The whole content decides, so that the order of the list does not. There are few: a sort of its
    // own would weigh more in the page than all of this.
    let mut listed: Vec<(usize, &Version)> = Vec::new();
    for version in versions.iter().enumerate() {
        let place = listed.partition_point(|(_, other)| key(other) < key(version.1));
        listed.insert(place, version);
    }
    let mut forgotten = Vec::new();
    for draft in listed.chunk_by(|(_, a), (_, b)| a.draft == b.draft) {
        forget(draft, now, limit, &mut forgotten);
    }
    forgotten.sort_unstable();
    forgotten
}

type Key<'a> = (&'a str, u64, Reason, Option<&'a str>, usize, usize);

fn key(version: &Version) -> Key<'_> {
    let name = version.name.as_deref();
    let Version { time, reason, .. } = *version;
    (
        &version.draft,
        time,
        reason,
        name,
        version.size,
        version.characters,
    )
}

/// Forgets versions of one draft, which come in the order of their times.
fn forget(draft: &[(usize, &Version)], now: u64, limit: usize, forgotten: &mut Vec<usize>) {
    let sizes = draft.iter().map(|(_, version)| version.size);
    let mut room = sizes.fold(0, usize::saturating_add);
    // What could still go for want of room.
    let mut spare: Vec<(usize, &Version)> = Vec::new();
    let future = draft.partition_point(|(_, version)| version.time <= now);
    let (past, future) = draft.split_at_checked(future).unwrap_or_default();
    for times in [past, future] {
        let Some(&(newest, last)) = times.last() else {
            continue;
        };
        let seen_from = now.max(last.time);
        let mut unnamed = times.to_vec();
        unnamed.retain(|(_, version)| !version.is_named());
        let is_young = |one: &(usize, &Version)| seen_from.saturating_sub(one.1.time) < HOUR;
        let recent = unnamed.iter().rev();
        let recent = recent.filter(|one| stands_before(one) && is_young(one));
        let recent: Vec<_> = recent.take(RECENT).collect();
        for slot in unnamed.chunk_by(|(_, a), (_, b)| slot(a, seen_from) == slot(b, seen_from)) {
            let winner = slot.iter().find(|one| stands_before(one)).or(slot.last());
            let due = slot.iter().rev().find(|one| !stands_before(one));
            for one in slot.iter().filter(|(at, _)| *at != newest) {
                let is_due = due == Some(one) && is_young(one);
                if winner == Some(one) || is_due || recent.contains(&one) {
                    spare.push(*one);
                } else {
                    room = room.saturating_sub(one.1.size);
                    forgotten.push(one.0);
                }
            }
        }
    }
    for (at, version) in spare {
        if room <= limit {
            return;
        }
        room = room.saturating_sub(version.size);
        forgotten.push(at);
    }
}

/// Whether it was kept because something else came in its place.
fn stands_before((_, version): &(usize, &Version)) -> bool {
    version.reason != Reason::Interval
}

/// Which stretch of time a version falls into.
fn slot(version: &Version, seen_from: u64) -> (u64, u64) {
    let age = seen_from.saturating_sub(version.time);
    let stair = STAIRS.into_iter().find(|(until, _)| age < *until);
    let (_, length) = stair.unwrap_or((u64::MAX, u64::MAX));
    (length, version.time / length)
}
