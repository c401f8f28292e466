//! Backup files: what they carry there and back, and what is done with each draft in them.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::draft::backup::{Backup, Fate, NoBackup, apart};
use tigang::draft::keeper::Keeper;
use tigang::draft::shelf::MemoryShelf;
use tigang::draft::versions::{About, Reason, Version};
use tigang::draft::{Card, Draft, Drafts, SCHEMA, Stamp};

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

use sample::{by, draft, everything, of_schema_1, stamp};

fn record(draft: &Draft) -> String {
    draft.to_record()
}

fn backup() -> Backup {
    let drafts = vec![record(&everything()), record(&draft("b", "名\"\\", 5))];
    let versions = vec![("定稿".to_owned(), record(&draft("b", "名", 4)))];
    Backup::new(99, drafts, versions)
}

#[test]
fn a_file_carries_everything_there_and_back() {
    let file = backup().to_file();
    assert_eq!(Backup::from_file(&file), Ok(backup()));
    let marked = format!("\u{feff}{file}\n");
    assert_eq!(
        Backup::from_file(&marked),
        Ok(backup()),
        "as editors save it"
    );
    let read = Backup::from_file(&file).expect("a backup");
    assert_eq!(Draft::from_record(&read.drafts[0]), Ok(everything()));
    let bare = r#"{"kind":"tigang-backup","form":1,"made":1,"drafts":[]}"#;
    assert_eq!(
        Backup::from_file(bare),
        Ok(Backup::new(1, vec![], vec![])),
        "versions may be missing"
    );
}

#[test]
fn the_record_of_one_draft_is_a_file_too() {
    for one in [record(&everything()), of_schema_1(&everything())] {
        let read = Backup::from_file(&format!("\u{feff}{one}\r\n"));
        assert_eq!(read, Ok(Backup::new(0, vec![one], vec![])));
    }
}

#[test]
fn a_wrong_file_is_told() {
    let file = backup().to_file();
    let one = record(&draft("b", "名", 5));
    let schema = format!("\"schema\":{SCHEMA},");
    let newer = one.replacen(
        &schema,
        &format!("\"schema\":{},\"seal\":1,", SCHEMA + 1),
        1,
    );
    let cut: String = file.chars().take(file.chars().count() - 9).collect();
    let cases = [
        (String::new(), NoBackup::Other),
        ("上半年总结".to_owned(), NoBackup::Other),
        ("{}".to_owned(), NoBackup::Other),
        ("[]".to_owned(), NoBackup::Other),
        (cut, NoBackup::Other),
        (file.replacen("tigang-backup", "tigang", 1), NoBackup::Other),
        (
            file.replacen("\"form\":1", "\"form\":2", 1),
            NoBackup::Newer,
        ),
        (one.replacen("集体", "集休", 1), NoBackup::Other),
        // Nothing could ever come after it.
        (
            record(&by(draft("b", "名", 5), u64::MAX, "x")),
            NoBackup::Other,
        ),
        (
            record(&by(draft("b", "名", 5), 1 << 53, "x")),
            NoBackup::Other,
        ),
        (newer, NoBackup::Newer),
    ];
    for (file, expected) in cases {
        assert_eq!(Backup::from_file(&file), Err(expected), "{file}");
    }
}

#[test]
fn each_draft_has_its_fate() {
    // Revision, writer, time and the states it goes back to, here and in the file.
    type State<'a> = (u64, &'a str, u64, &'a [(u64, &'a str)]);
    let bare: &[(u64, &str)] = &[];
    let far: Vec<(u64, &str)> = (20..36).rev().map(|number| (number, "far")).collect();
    let cases: [(Option<State>, State, Fate); 18] = [
        (None, (5, "tab", 50, bare), Fate::Added),
        (Some((5, "tab", 50, bare)), (5, "tab", 50, bare), Fate::Same),
        (
            Some((6, "tab", 60, bare)),
            (5, "tab", 50, bare),
            Fate::Older,
        ),
        (
            Some((5, "tab", 50, bare)),
            (6, "tab", 60, bare),
            Fate::Newer,
        ),
        // A clock that was set back says nothing.
        (
            Some((5, "tab", 99, bare)),
            (6, "tab", 60, bare),
            Fate::Newer,
        ),
        (
            Some((6, "new", 40, &[(5, "tab")])),
            (5, "tab", 50, bare),
            Fate::Older,
        ),
        (
            Some((5, "tab", 50, bare)),
            (6, "new", 60, &[(5, "tab")]),
            Fate::Newer,
        ),
        (
            Some((5, "tab", 50, bare)),
            (9, "new", 60, &[(8, "one"), (7, "tab")]),
            Fate::Newer,
        ),
        // Two computers went on from one state: however often and whenever, neither has the other's words.
        (
            Some((13, "one", 100, &[(10, "tab")])),
            (20, "two", 200, &[(10, "tab")]),
            Fate::Apart,
        ),
        (
            Some((20, "two", 200, &[(10, "tab")])),
            (13, "one", 100, &[(10, "tab")]),
            Fate::Apart,
        ),
        (
            Some((6, "tab", 60, bare)),
            (7, "new", 70, &[(5, "tab")]),
            Fate::Apart,
        ),
        (
            Some((5, "tab", 50, bare)),
            (6, "new", 60, bare),
            Fate::Apart,
        ),
        (
            Some((5, "tab", 50, bare)),
            (5, "new", 50, bare),
            Fate::Apart,
        ),
        // Among the states that the later one knows, it is none of them.
        (
            Some((40, "new", 90, &far)),
            (30, "two", 80, bare),
            Fate::Apart,
        ),
        (
            Some((30, "two", 80, bare)),
            (40, "new", 90, &far),
            Fate::Apart,
        ),
        // So long ago that nobody knows: neither takes the other's place.
        (
            Some((40, "new", 90, &far)),
            (5, "tab", 50, bare),
            Fate::Apart,
        ),
        (
            Some((5, "tab", 50, bare)),
            (40, "new", 90, &far),
            Fate::Apart,
        ),
        (
            Some((40, "new", 40, &far)),
            (5, "tab", 50, bare),
            Fate::Apart,
        ),
    ];
    let state = |(revision, writer, saved, from): State| {
        let mut state = by(draft("a", "名", saved), revision, writer);
        let from = from
            .iter()
            .map(|(revision, writer)| (*revision, (*writer).to_owned()));
        state.card.from = from.collect();
        state
    };
    for (here, there, expected) in cases {
        let here: Vec<(Stamp, Card)> = here
            .map(|here| Card::from_record(&record(&state(here))).expect("a card"))
            .into_iter()
            .collect();
        let there = state(there);
        let plan = Backup::new(1, vec![record(&there)], vec![]).plan(&here);
        assert_eq!(plan, [(expected, Some(there.card))], "{here:?}");
    }
    let broken = record(&draft("a", "名", 5)).replacen("集体", "集休", 1);
    let plan = Backup::new(1, vec![broken, record(&draft("b", "名", 5))], vec![]).plan(&[]);
    assert_eq!(plan[0], (Fate::Unreadable, None));
    assert_eq!(plan[1].0, Fate::Added, "one does not take the others along");
}

/// The draft as a page leaves it that opened it so many times and stored it each time.
fn worked(mut draft: Draft, by: &str, times: usize, saves: u64) -> Draft {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    for time in 0..times {
        let writer = format!("{by}-{time}");
        let mut keeper = Keeper::new(&draft.stamp, &writer, Some(draft.card.saved), true);
        for _ in 0..saves {
            let now = draft.card.saved + 30_000;
            keeper.change();
            keeper.keep(&drafts, &mut draft, now);
        }
    }
    draft
}

#[test]
fn what_two_computers_wrote_is_told_apart_however_long_ago_they_parted() {
    let parted = worked(draft("a", "名", 300), "office", 1, 10);
    // An evening at home; then days in the office.
    let home = worked(parted.clone(), "home", 1, 100);
    for times in [1, 15, 20, 60] {
        let office = worked(parted.clone(), "later", times, 200);
        let card = |draft: &Draft| Card::from_record(&record(draft)).expect("a card");
        let fate =
            |file: &Draft, here| Backup::new(1, vec![record(file)], vec![]).plan(&[here])[0].0;
        assert_eq!(
            fate(&office, card(&home)),
            Fate::Apart,
            "{times} times opened since"
        );
        assert_eq!(
            fate(&home, card(&office)),
            Fate::Apart,
            "{times} times opened since"
        );
    }
}

#[test]
fn what_came_beside_into_the_bin_comes_once() {
    let here = by(draft("a", "名", 50), 6, "one");
    let mut file = by(draft("a", "名", 60), 7, "two");
    file.card.binned = Some(60);
    let mut beside = file.clone();
    beside.card.id = apart("a", &file.stamp);
    let backup = Backup::new(1, vec![record(&file)], vec![]);
    let here = [&here, &beside].map(|one| Card::from_record(&record(one)).expect("a card"));
    assert_eq!(backup.plan(&here)[0].0, Fate::Beside);
}

#[test]
fn what_took_the_place_of_a_draft_goes_on_from_both() {
    let here = by(draft("a", "名", 50), 13, "one");
    let mut there = by(draft("a", "名", 60), 20, "two");
    there.card.from = vec![(13, "one".to_owned())];
    let sent = there.clone();
    there.follow(&here.stamp, "three");
    assert_eq!(there.stamp, stamp(21, "three"));
    let fate = |file: &Draft, here: &Draft| {
        let here = Card::from_record(&record(here)).expect("a card");
        Backup::new(1, vec![record(file)], vec![]).plan(&[here])[0].0
    };
    assert_eq!(fate(&there, &here), Fate::Newer);
    assert_eq!(fate(&there, &sent), Fate::Newer, "back where it came from");
    assert_eq!(fate(&sent, &there), Fate::Older);
}

#[test]
fn what_went_its_own_way_comes_beside_once() {
    let (here, file) = (
        by(draft("a", "名", 50), 6, "one"),
        by(draft("a", "名", 60), 7, "two"),
    );
    let mut beside = file.clone();
    beside.card.id = apart("a", &file.stamp);
    let backup = Backup::new(1, vec![record(&file)], vec![]);
    let card = |draft: &Draft| Card::from_record(&record(draft)).expect("a card");
    assert_eq!(backup.plan(&[card(&here)])[0].0, Fate::Apart);
    // Whatever became of it, but for the bin.
    beside.stamp = stamp(30, "three");
    assert_eq!(
        backup.plan(&[card(&here), card(&beside)])[0].0,
        Fate::Beside
    );
    beside.card.binned = Some(70);
    assert_eq!(backup.plan(&[card(&here), card(&beside)])[0].0, Fate::Apart);
}

#[test]
fn what_lies_in_the_bin_comes_out_of_it() {
    let kept = draft("a", "名", 50);
    let file = Backup::new(1, vec![record(&kept)], vec![]);
    let mut binned = kept.clone();
    binned.card.binned = Some(70);
    binned.stamp = stamp(51, "bin");
    binned.card.from = vec![(50, "tab".to_owned())];
    let fate = |file: &Backup, here: &Draft| {
        let here = Card::from_record(&record(here)).expect("a card");
        file.plan(&[here])[0].0
    };
    assert_eq!(fate(&file, &binned), Fate::Binned, "put there since");
    let edited = by(draft("a", "名", 60), 60, "tab");
    let edited = Draft {
        card: Card {
            binned: Some(70),
            ..edited.card.clone()
        },
        ..edited
    };
    assert_eq!(fate(&file, &edited), Fate::Binned, "changed before that");
    let own_way = by(edited.clone(), 50, "other");
    assert_eq!(fate(&file, &own_way), Fate::Apart);
    let of_bin = Backup::new(1, vec![record(&binned)], vec![]);
    assert_eq!(fate(&of_bin, &binned), Fate::Same, "it lay there before");
}

#[test]
fn the_first_form_of_backup_opens_for_good() {
    // Made once by form 1. Never make it anew: files like it lie on people's disks.
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/backup-1.json");
    let file = std::fs::read_to_string(path).expect("the sample of form 1");
    let backup = Backup::from_file(&file).expect("form 1 opens");
    assert_eq!(backup.made, 1_780_000_000_000);
    let drafts: Vec<Result<Draft, _>> = backup
        .drafts
        .iter()
        .map(|record| Draft::from_record(record))
        .collect();
    assert_eq!(
        drafts,
        [
            Ok(everything()),
            Ok(draft("b", "下半年", 1_780_000_000_000))
        ]
    );
    let (about, record) = &backup.versions[0];
    let about = About::from_text(about).expect("what is known about a version");
    let version = Version {
        draft: "b".to_owned(),
        time: 1_779_990_000_000,
        reason: Reason::Named,
        name: Some("送审稿".to_owned()),
        characters: 7,
        size: 400,
    };
    let changed = "增 2 字：引言".to_owned();
    assert_eq!(about, About { version, changed });
    assert_eq!(
        Draft::from_record(record),
        Ok(draft("b", "下半年", 1_779_990_000_000))
    );
}
