//! What the page reads and writes as JSON is what serde_json reads and writes.
//!
//! A failure prints its seed.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use serde::de::IgnoredAny;
use tigang::draft::backup::Backup;
use tigang::draft::versions::{About, Reason, Version};
use tigang::draft::{Card, Draft, Period, Span};
use tigang::json::{Reader, push_text, whole};

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/dice.rs"]
mod dice;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

use dice::Dice;

const TIMES: u64 = 200_000;

/// What a text may be made of: each piece alone is right or wrong, and so is what follows what.
const PIECES: [&str; 46] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\"\"",
    "null",
    "true",
    "false",
    "nul",
    "0",
    "1",
    "00",
    "01",
    "-",
    "-0",
    "12",
    "1.5",
    "1.",
    ".5",
    "1e3",
    "1E+",
    "2e-7",
    "18446744073709551615",
    "18446744073709551616",
    "4294967296",
    " ",
    "\n",
    "\t",
    "\r",
    "\u{c}",
    "\u{feff}",
    "\\\"",
    "\\n",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\ude00",
    "\\uD83D\\uDE0g",
    "\\x",
    "\u{1}",
    "党",
    "𠮷",
    "\"a\"",
];

fn any_text(dice: &mut Dice) -> String {
    let mut text = String::new();
    for _ in 0..1 + dice.below(7) {
        text.push_str(dice.of(&PIECES));
    }
    text
}

/// What a text holds as one of the things that the page asks for.
fn read<'a, T>(text: &'a str, read: impl FnOnce(&mut Reader<'a>) -> Option<T>) -> Option<T> {
    whole(text, read).ok()
}

#[test]
fn it_reads_what_serde_reads() {
    let mut right = [0; 4];
    for seed in 0..TIMES {
        let mut dice = Dice::new(seed);
        let mut text = any_text(&mut dice);
        if dice.percent(50) {
            text = format!("\"{text}\"");
        }
        if dice.percent(20) {
            text = format!("[1,{{\"a\":{text}}}]");
        }
        let number = serde_json::from_str::<u64>(&text).ok();
        assert_eq!(read(&text, Reader::number), number, "seed {seed}: {text}");
        let word = serde_json::from_str::<String>(&text).ok();
        assert_eq!(read(&text, Reader::owned), word, "seed {seed}: {text}");
        let perhaps = serde_json::from_str::<Option<String>>(&text).ok();
        assert_eq!(
            read(&text, Reader::optional_text),
            perhaps,
            "seed {seed}: {text}"
        );
        // What is passed over has to be right here to the last escape; serde lets half a sign pass.
        let any = serde_json::from_str::<IgnoredAny>(&text).is_ok();
        let own = read(&text, Reader::skip).is_some();
        assert!(
            own == any || any && text.contains("\\u"),
            "seed {seed}: {text}"
        );
        for (count, is_right) in
            right
                .iter_mut()
                .zip([number.is_some(), word.is_some(), perhaps.is_some(), own])
        {
            *count += usize::from(is_right);
        }
    }
    println!(
        "of {TIMES} texts: {} numbers, {} texts, {} texts or null, {} of any sort",
        right[0], right[1], right[2], right[3]
    );
    assert!(right.iter().all(|count| *count > 500), "{right:?}");
}

#[test]
fn it_writes_what_serde_writes() {
    let every: String = (0..0x800)
        .filter_map(char::from_u32)
        .chain("党𠮷\u{ffff}".chars())
        .collect();
    let signs = every.chars().map(String::from);
    for text in signs.chain([every.clone(), String::new(), "a\"b\\".to_owned()]) {
        let mut written = String::new();
        push_text(&mut written, "", &text);
        assert_eq!(
            written,
            serde_json::to_string(&text).expect("a text can be written")
        );
        assert_eq!(read(&written, Reader::owned), Some(text));
    }
}

/// Every word in turn, every member there and not there.
fn card(dice: &mut Dice) -> Card {
    let text = |dice: &mut Dice| dice.of(&dice::TEXTS).to_owned();
    Card {
        id: text(dice),
        name: text(dice),
        unit: text(dice),
        period: Period {
            year: dice.percent(50).then_some(2026),
            span: dice.percent(80).then(|| {
                dice.of(&[
                    Span::FirstHalf,
                    Span::SecondHalf,
                    Span::FirstQuarter,
                    Span::SecondQuarter,
                    Span::ThirdQuarter,
                    Span::FourthQuarter,
                    Span::Year,
                ])
            }),
        },
        created: dice.of(&[0, 1, u64::MAX]),
        saved: dice.of(&[0, 1, u64::MAX]),
        binned: dice.percent(50).then_some(7),
        characters: dice.below(9_999),
        form: dice.percent(50).then(|| text(dice)),
        open: dice.below(9),
        from: (0..dice.below(3))
            .map(|at| (at as u64, text(dice)))
            .collect(),
        last: (0..dice.below(3))
            .map(|_| (text(dice), text(dice)))
            .collect(),
    }
}

#[test]
fn a_card_is_the_same_to_both() {
    for seed in 0..20_000 {
        let mut dice = Dice::new(seed);
        let card = card(&mut dice);
        let theirs = serde_json::to_string(&card).expect("a card can be written");
        let mut own = String::new();
        card.push(&mut own);
        assert_eq!(own, theirs, "seed {seed}");
        assert_eq!(read(&own, Card::read), Some(card), "seed {seed}");
        let damaged = damaged(&mut dice, &own);
        let (own, theirs) = (
            read(&damaged, Card::read),
            serde_json::from_str::<Card>(&damaged).ok(),
        );
        assert_eq!(own, theirs, "seed {seed}: {damaged}");
    }
}

#[test]
fn what_is_known_of_a_version_is_the_same_to_both() {
    let reasons = [
        Reason::Interval,
        Reason::Named,
        Reason::BeforeImport,
        Reason::BeforeRestore,
        Reason::BeforeMassChange,
        Reason::BeforeTakeOver,
    ];
    for seed in 0..20_000 {
        let mut dice = Dice::new(seed);
        let version = Version {
            draft: dice.of(&dice::TEXTS).to_owned(),
            time: dice.of(&[0, 1_780_000_000_000, u64::MAX]),
            reason: dice.of(&reasons),
            name: dice.percent(50).then(|| "定\"稿".to_owned()),
            characters: dice.below(9_999),
            size: dice.below(9_999),
        };
        let about = About {
            version,
            changed: dice.of(&dice::TEXTS).to_owned(),
        };
        let own = about.to_text();
        assert_eq!(
            own,
            serde_json::to_string(&about).expect("it can be written"),
            "seed {seed}"
        );
        assert_eq!(About::from_text(&own), Some(about), "seed {seed}");
        let damaged = damaged(&mut dice, &own);
        let theirs = serde_json::from_str::<About>(&damaged).ok();
        assert_eq!(About::from_text(&damaged), theirs, "seed {seed}: {damaged}");
    }
}

/// The text with something taken out, put in or put elsewhere; members may come twice or not at all.
fn damaged(dice: &mut Dice, text: &str) -> String {
    let mut members: Vec<&str> = text.split_inclusive(',').collect();
    let (one, other) = (dice.below(members.len()), dice.below(members.len()));
    match dice.below(6) {
        0 => drop(members.remove(one)),
        1 => members.swap(one, other),
        2 => members.insert(one, members.get(other).copied().unwrap_or_default()),
        3 => members.insert(one, dice.of(&PIECES)),
        4 => members.insert(one, "\"unknown\":{\"a\":[1,null]},"),
        _ => {}
    }
    members.concat()
}

#[test]
fn a_backup_is_the_same_to_both() {
    let record = sample::everything().to_record();
    for (drafts, versions) in [
        (vec![], vec![]),
        (vec![record.clone()], vec![]),
        (
            vec![record.clone(), String::new()],
            vec![
                (String::from("a"), record.clone()),
                (String::new(), String::new()),
            ],
        ),
    ] {
        let backup = Backup::new(5, drafts, versions);
        let file = backup.to_file();
        assert_eq!(
            file,
            serde_json::to_string(&backup).expect("it can be written")
        );
        assert_eq!(Backup::from_file(&file), Ok(backup));
    }
}

#[test]
fn a_record_is_json_to_serde_too() {
    let record = sample::everything().to_record();
    let value: serde_json::Value = serde_json::from_str(&record).expect("a record is JSON");
    assert_eq!(value["schema"], 2);
    // Members in another order, and with all the white space there can be.
    let pretty = serde_json::to_string_pretty(&value).expect("it can be written");
    let there = Draft::glimpse(&pretty).expect("it can be read");
    assert_eq!(there.report, sample::everything().report);
    assert_eq!(there.card, sample::everything().card);
}

#[test]
fn what_is_too_deep_is_nothing() {
    for (depth, is_read) in [(99, true), (1_000_000, false)] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(read(&text, Reader::skip).is_some(), is_read);
    }
}
