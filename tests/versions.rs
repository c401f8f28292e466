//! Kept versions: cases of what is due and what is forgotten, and the laws of forgetting.
//!
//! A failure prints the list of versions and the seed; `TIGANG_SEED=n` runs that seed again.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tigang::draft::versions::{INTERVAL, MOST_UNNAMED, Reason, Version, is_due, superfluous};

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;
/// A Thursday at midnight, where days and weeks begin, in 2026.
const NOW: u64 = 56 * 52 * 7 * DAY;
const PLENTY: usize = usize::MAX;

fn version(time: u64, reason: Reason) -> Version {
    Version {
        draft: "甲".to_owned(),
        time,
        reason,
        name: None,
        characters: 100,
        size: 1_000,
    }
}

/// Reads `-5m` or `-3d import` or `+1h named`: when, and why.
fn read(words: &str) -> Version {
    let (when, why) = words.split_once(' ').unwrap_or((words, "interval"));
    let (number, unit) = when[1..].split_at(when.len() - 2);
    let unit = match unit {
        "s" => 1_000,
        "m" => MINUTE,
        "h" => HOUR,
        "d" => DAY,
        _ => panic!("no unit: {words}"),
    };
    let distance = number.parse::<u64>().expect("a number") * unit;
    let time = if when.starts_with('+') {
        NOW + distance
    } else {
        NOW - distance
    };
    match why {
        "interval" => version(time, Reason::Interval),
        "named" => version(time, Reason::Named),
        "import" => version(time, Reason::BeforeImport),
        "restore" => version(time, Reason::BeforeRestore),
        "called" => Version {
            name: Some("定稿".to_owned()),
            ..version(time, Reason::Interval)
        },
        _ => panic!("no reason: {words}"),
    }
}

/// What there is, how many fit (0 for any), and what is forgotten.
const CASES: [(&str, &str, usize, &str); 19] = [
    ("nothing", "", 0, ""),
    (
        "every five minutes of the last hour",
        "-1m, -6m, -11m, -16m, -21m",
        0,
        "",
    ),
    (
        "twice in four minutes: the last",
        "-10m, -11m, -1m",
        0,
        "-11m",
    ),
    (
        "an hour of yesterday has one",
        "-61m, -65m, -70m, -119m, -121m, -1m",
        0,
        "-65m, -70m, -119m",
    ),
    (
        "a day of last month has one",
        "-25h, -30h, -47h, -49h, -1m",
        0,
        "-30h, -47h",
    ),
    (
        "a week of last year has one",
        "-50d, -51d, -55d, -57d, -1m",
        0,
        "-51d, -55d",
    ),
    (
        "older than a year: the last of all",
        "-366d, -400d, -4000d, -1m",
        0,
        "-400d, -4000d",
    ),
    (
        "named ones stay however old",
        "-366d, -4000d named, -3999d called, -1m",
        0,
        "",
    ),
    (
        "named ones take no other's place",
        "-10m, -10m named, -11m called, -1m",
        0,
        "",
    ),
    (
        "before an import wins over an interval behind it",
        "-50d, -51d import, -1m",
        0,
        "-50d",
    ),
    (
        "of two before, the first",
        "-50d restore, -51d import, -52d, -1m",
        0,
        "-50d restore, -52d",
    ),
    (
        "what stood before something minutes ago",
        "-3m restore, -2m restore, -1m",
        0,
        "",
    ),
    (
        "what stood before something hours ago: the first of an hour",
        "-123m restore, -122m restore, -1m",
        0,
        "-122m restore",
    ),
    (
        "the newest stays though another wins",
        "-1m, -2m import, -3m",
        0,
        "-3m",
    ),
    (
        "the newest is named: the last unnamed can lose",
        "-121m named, -122m, -123m import, -1m",
        0,
        "-122m",
    ),
    (
        "one that was due minutes ago stays beside what stood before a restore",
        "-15m restore, -14m restore, -13m, -1m",
        0,
        "",
    ),
    (
        "want of room: the oldest go",
        "-1m, -6m, -11m, -3d, -9d named",
        3,
        "-3d, -11m",
    ),
    (
        "want of room: named and newest stay",
        "-1m, -6m named, -11m called, -3d",
        1,
        "-3d",
    ),
    (
        "a clock that went back forgets nothing for age",
        "+400d, +399d, +1h, -1m",
        0,
        "",
    ),
];

#[test]
fn cases_of_forgetting() {
    for (what, there, fit, gone) in CASES {
        let list = |words: &str| -> Vec<Version> {
            let words = words.split(", ").filter(|words| !words.is_empty());
            words.map(read).collect()
        };
        let versions = list(there);
        let limit = if fit == 0 { PLENTY } else { fit * 1_000 };
        let mut found: Vec<u64> = superfluous(&versions, NOW, limit)
            .into_iter()
            .map(|at| versions[at].time)
            .collect();
        let mut expected: Vec<u64> = list(gone).iter().map(|version| version.time).collect();
        found.sort_unstable();
        expected.sort_unstable();
        let ago = |times: Vec<u64>| -> Vec<i128> {
            let minutes = |time: u64| (i128::from(time) - i128::from(NOW)) / i128::from(MINUTE);
            times.into_iter().map(minutes).collect()
        };
        assert_eq!(ago(found), ago(expected), "{what} (in minutes)");
    }
}

#[test]
fn when_a_version_is_due() {
    let last = version(NOW, Reason::Interval);
    assert!(is_due(None, NOW));
    assert!(!is_due(Some(&last), NOW));
    assert!(!is_due(Some(&last), NOW + INTERVAL - 1));
    assert!(is_due(Some(&last), NOW + INTERVAL));
    // The clock was set back by a day: no day without a version.
    assert!(is_due(Some(&last), NOW - DAY));
    assert!(!is_due(Some(&last), NOW - 1));
}

/// A year of work, five minutes after five minutes: what is left is what is promised.
#[test]
fn a_year_of_work() {
    let mut kept: Vec<Version> = Vec::new();
    let mut now = NOW;
    let mut most = 0;
    for day in 0..400 {
        for turn in 0..96 {
            now = NOW + day * DAY + 8 * HOUR + turn * INTERVAL;
            assert!(is_due(kept.last(), now));
            kept.push(version(now, Reason::Interval));
            forget(&mut kept, now, PLENTY);
            assert_eq!(kept.last().map(|version| version.time), Some(now));
            most = most.max(kept.len());
        }
    }
    let within = |age: u64| {
        kept.iter()
            .filter(|version| now - version.time < age)
            .count()
    };
    assert!(12 <= within(HOUR), "{}", within(HOUR));
    assert!(19 <= within(DAY), "{}", within(DAY));
    assert!(48 <= within(30 * DAY), "{}", within(30 * DAY));
    assert!(95 <= within(365 * DAY), "{}", within(365 * DAY));
    assert!(most <= MOST_UNNAMED / 2, "{most}");
    println!("at most {most}, {} at the end", kept.len());
}

fn forget(versions: &mut Vec<Version>, now: u64, limit: usize) {
    let gone = superfluous(versions, now, limit);
    let mut at = 0;
    versions.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

#[test]
fn the_stored_form_is_known() {
    let mut named = version(5, Reason::BeforeTakeOver);
    let text = r#"{"draft":"甲","time":5,"reason":"before-take-over","name":null,"characters":100,"size":1000}"#;
    assert_eq!(serde_json::to_string(&named).expect("stored"), text);
    named.name = Some("定稿".to_owned());
    let stored = serde_json::to_string(&named).expect("stored");
    assert_eq!(
        serde_json::from_str::<Version>(&stored).expect("read"),
        named
    );
    for (reason, word) in [
        (Reason::Interval, "interval"),
        (Reason::Named, "named"),
        (Reason::BeforeImport, "before-import"),
        (Reason::BeforeRestore, "before-restore"),
        (Reason::BeforeMassChange, "before-mass-change"),
    ] {
        assert_eq!(
            serde_json::to_string(&reason).expect("stored"),
            format!("\"{word}\"")
        );
    }
}

/// Versions of two drafts at any time: near now, close together, far away, in the future.
fn any_version() -> impl Strategy<Value = Version> {
    let reasons = vec![
        Reason::Interval,
        Reason::Interval,
        Reason::Interval,
        Reason::Named,
        Reason::BeforeImport,
        Reason::BeforeRestore,
        Reason::BeforeMassChange,
        Reason::BeforeTakeOver,
    ];
    let time = prop_oneof![
        4 => (0..2 * HOUR).prop_map(|age| NOW - age),
        4 => (0..2 * DAY).prop_map(|age| NOW - age),
        4 => (0..40 * DAY).prop_map(|age| NOW - age),
        4 => (0..500 * DAY).prop_map(|age| NOW - age),
        2 => (0..500 * DAY).prop_map(|ahead| NOW + ahead),
        1 => any::<u64>(),
        1 => Just(NOW),
    ];
    let name = prop::option::weighted(0.1, Just("定稿".to_owned()));
    let draft = prop::sample::select(vec!["甲", "甲", "甲", "乙"]);
    (
        draft,
        time,
        prop::sample::select(reasons),
        name,
        0..9_000_usize,
    )
        .prop_map(|(draft, time, reason, name, size)| Version {
            draft: draft.to_owned(),
            time,
            reason,
            name,
            characters: size / 3,
            size,
        })
}

#[test]
fn the_laws_of_forgetting() {
    let seed = std::env::var("TIGANG_SEED").ok();
    let seed: u64 = seed.and_then(|seed| seed.parse().ok()).unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(1, |now| now.as_nanos() as u64)
    });
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().zip(seed.to_le_bytes()) {
        *place = byte;
    }
    let config = Config {
        cases: 2_000,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    let limit = prop_oneof![Just(PLENTY), 0..2_000_000_usize, Just(0)];
    let now = prop_oneof![4 => Just(NOW), 1 => 0..2 * NOW, 1 => any::<u64>()];
    let lists = prop::collection::vec(any_version(), 0..400);
    let tried = runner.run(&(lists, now, limit), |(versions, now, limit)| {
        laws(&versions, now, limit)
    });
    if let Err(error) = tried {
        panic!("TIGANG_SEED={seed}\n{error}");
    }
}

/// A list whose order says nothing.
fn bag(versions: &[Version]) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for version in versions {
        *bag.entry(format!("{version:?}")).or_insert(0) += 1;
    }
    bag
}

fn laws(versions: &[Version], now: u64, limit: usize) -> Result<(), TestCaseError> {
    let gone = superfluous(versions, now, limit);
    prop_assert!(
        gone.windows(2).all(|pair| pair[0] < pair[1]),
        "places in order, none twice"
    );
    prop_assert!(gone.iter().all(|&at| at < versions.len()));
    prop_assert!(
        gone.iter().all(|&at| !versions[at].is_named()),
        "a named one"
    );
    let mut kept = versions.to_vec();
    forget(&mut kept, now, limit);
    prop_assert_eq!(
        superfluous(&kept, now, limit),
        Vec::<usize>::new(),
        "once is enough"
    );

    // The order of the list does not matter.
    let mut turned: Vec<Version> = versions.iter().rev().cloned().collect();
    turned.rotate_left(versions.len() / 3);
    forget(&mut turned, now, limit);
    prop_assert_eq!(bag(&turned), bag(&kept));

    for draft in ["甲", "乙"] {
        let of = |versions: &[Version]| -> Vec<Version> {
            let mut of = versions.to_vec();
            of.retain(|version| version.draft == draft);
            of
        };
        let (before, after) = (of(versions), of(&kept));
        // Another draft takes no room away.
        let mut alone = before.clone();
        forget(&mut alone, now, limit);
        prop_assert_eq!(bag(&alone), bag(&after));
        let newest = before.iter().map(|version| version.time).max();
        prop_assert_eq!(
            after.iter().map(|version| version.time).max(),
            newest,
            "the newest"
        );
        // The last one that the clock of now has written, as well.
        let last = |versions: &[Version]| {
            let times = versions.iter().map(|version| version.time);
            times.filter(|&time| time <= now).max()
        };
        prop_assert_eq!(last(&after), last(&before), "the last one of the past");
        let unnamed = after.iter().filter(|version| !version.is_named());
        prop_assert!(unnamed.clone().count() <= MOST_UNNAMED);
        let size: usize = after.iter().map(|version| version.size).sum();
        prop_assert!(
            size <= limit || unnamed.count() <= 2,
            "{} bytes for {}",
            size,
            limit
        );
        // A clock that goes back behind everything forgets what it would have forgotten at the last.
        if let Some(newest) = newest.filter(|_| before.iter().all(|version| 0 < version.time)) {
            let back = superfluous(&before, 0, limit);
            prop_assert_eq!(back, superfluous(&before, newest, limit));
        }
    }
    Ok(())
}

/// The clock falls back to the first day of all days, as with an empty battery: what was kept stays.
#[test]
fn a_clock_without_battery() {
    let mut kept: Vec<Version> = (0..200)
        .map(|turn| version(NOW - turn * 6 * HOUR, Reason::Interval))
        .collect();
    forget(&mut kept, NOW, PLENTY);
    let before = kept.len();
    for turn in 0..100 {
        let now = 1_000 + turn * INTERVAL;
        kept.push(version(now, Reason::Interval));
        forget(&mut kept, now, PLENTY);
        assert!(kept.iter().any(|version| version.time == now), "the last");
    }
    let old = kept.iter().filter(|version| version.time > DAY).count();
    assert_eq!(old, before, "nothing of before is gone");
    // The clock is right again: what was kept under the wrong one leaves its last.
    forget(&mut kept, NOW + HOUR, PLENTY);
    let wrong = kept.iter().filter(|version| version.time <= DAY);
    assert_eq!(
        wrong.map(|version| version.time).collect::<Vec<u64>>(),
        [1_000 + 99 * INTERVAL]
    );
}
