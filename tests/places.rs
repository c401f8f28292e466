//! The two places of a draft on the shelf, what is laid aside, other tabs, and the copy elsewhere.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::draft::drafts::{LoadError, SaveError, behind};
use tigang::draft::shelf::{MemoryShelf, Shelf, ShelfError};
use tigang::draft::{Draft, Drafts, SCHEMA, Stamp, Unreadable};

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

use sample::{by, draft, laid_aside, of_schema_1, stamp};

const FIRST: &str = "tigang/draft/a";
const TWIN: &str = "tigang/twin/a";

fn read(shelf: &MemoryShelf, name: &str) -> Option<String> {
    shelf.read(name).expect("the shelf is there")
}

/// The revision in a place.
fn revision(shelf: &MemoryShelf, name: &str) -> Option<u64> {
    let record = read(shelf, name)?;
    Some(
        Draft::from_record(&record)
            .expect("it opens")
            .stamp
            .revision,
    )
}

fn record(draft: &Draft) -> String {
    draft.to_record()
}

/// One byte of the text is another one.
fn damaged(draft: &Draft) -> String {
    record(draft).replacen("集体学习", "集体学刁", 1)
}

/// The same record as a page of the next schema would write it.
fn newer(draft: &Draft) -> String {
    let (ours, theirs) = (
        format!("{{\"schema\":{SCHEMA},"),
        format!("{{\"schema\":{},\"seal\":\"?\",", SCHEMA + 1),
    );
    record(draft).replacen(&ours, &theirs, 1)
}

#[test]
fn states_are_stored_by_turns() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let mut places = Vec::new();
    for revision_now in 1..=5 {
        drafts
            .save(&draft("a", "名", revision_now))
            .expect("stored");
        places.push((revision(&shelf, FIRST), revision(&shelf, TWIN)));
        assert_eq!(drafts.load("a"), Ok(draft("a", "名", revision_now)));
        assert_eq!(drafts.list().expect("a list").len(), 1, "it is one draft");
    }
    let expected = [
        (Some(1), None),
        (Some(1), Some(2)),
        (Some(3), Some(2)),
        (Some(3), Some(4)),
        (Some(5), Some(4)),
    ];
    assert_eq!(places, expected);
}

#[test]
fn a_damaged_place_leaves_the_other() {
    for (place, left) in [(FIRST, 6), (TWIN, 5)] {
        let shelf = MemoryShelf::default();
        let drafts = Drafts::new(&shelf);
        let states = [draft("a", "名", 5), draft("a", "名", 6)];
        for state in &states {
            drafts.save(state).expect("stored");
        }
        let broken = damaged(&states[usize::from(place == TWIN)]);
        shelf.write(place, &broken).expect("kept");
        assert_eq!(drafts.load("a"), Ok(draft("a", "名", left)));
        let listed = drafts.list().expect("a list");
        assert_eq!(listed.len(), 1);
        assert!(listed[0].card.is_ok());

        assert_eq!(laid_aside(&drafts), Ok(1));
        assert_eq!(laid_aside(&drafts), Ok(0), "only once");
        assert_eq!(read(&shelf, place), None, "the place is free");
        assert_eq!(drafts.load("a"), Ok(draft("a", "名", left)));
        let listed = drafts.list().expect("a list");
        assert_eq!(listed.len(), 2, "what was laid aside is listed");
        assert!(matches!(listed[1].card, Err(Unreadable::Damaged(_))));
        assert_eq!(drafts.raw(&listed[1].id), Ok(Some(broken)), "byte for byte");
        drafts.save(&draft("a", "名", 7)).expect("stored");
        assert_eq!(revision(&shelf, place), Some(7));
    }
}

#[test]
fn what_cannot_be_laid_aside_stays() {
    let mut shelf = MemoryShelf::default();
    let (good, broken) = (record(&draft("a", "名", 5)), damaged(&draft("a", "名", 6)));
    shelf.write(FIRST, &good).expect("kept");
    shelf.write(TWIN, &broken).expect("kept");
    shelf.limit = good.encode_utf16().count() * 2 + 200;
    let drafts = Drafts::new(&shelf);
    assert_eq!(laid_aside(&drafts), Ok(0), "there is no room");
    assert_eq!(read(&shelf, FIRST), Some(good));
    assert_eq!(read(&shelf, TWIN), Some(broken));
    assert_eq!(shelf.names().expect("names").len(), 2, "and nothing else");
    assert_eq!(drafts.load("a"), Ok(draft("a", "名", 5)));
}

#[test]
fn the_record_of_a_newer_page_is_neither_overwritten_nor_passed_over() {
    for (place, other) in [(FIRST, TWIN), (TWIN, FIRST)] {
        let shelf = MemoryShelf::default();
        let (theirs, ours) = (newer(&draft("a", "名", 9)), record(&draft("a", "名", 8)));
        shelf.write(place, &theirs).expect("kept");
        shelf.write(other, &ours).expect("kept");
        let drafts = Drafts::new(&shelf);
        let unreadable = Unreadable::Newer(SCHEMA + 1);
        assert_eq!(
            drafts.load("a"),
            Err(LoadError::Unreadable(unreadable.clone(), theirs.clone())),
            "an older copy is not taken for it"
        );
        let listed = drafts.list().expect("a list");
        assert_eq!((listed.len(), &listed[0].card), (1, &Err(unreadable)));
        assert_eq!(drafts.raw("a"), Ok(Some(theirs.clone())));
        for revision in [9, 10, 999] {
            let saved = drafts.save(&draft("a", "名", revision));
            assert_eq!(saved, Err(SaveError::Newer));
        }
        assert!(drafts.bin("a", Some(1), "bin").is_err());
        assert!(drafts.erase("a").is_err());
        assert_eq!(laid_aside(&drafts), Ok(0), "it is not damaged");
        assert_eq!(
            drafts
                .list()
                .map(|here| behind(&here, &[("a".to_owned(), stamp(99, "x"))])),
            Ok(vec![])
        );
        assert_eq!(read(&shelf, place), Some(theirs.clone()));
        assert_eq!(read(&shelf, other), Some(ours));
        let seen = Draft::glimpse(&theirs).expect("it can be looked at");
        assert_eq!(seen.report, draft("a", "名", 9).report);
    }
}

#[test]
fn a_damaged_number_does_not_pass_for_a_newer_page() {
    let good = draft("a", "名", 5);
    for number in [3, 6, 22] {
        let record = record(&good).replacen("\"schema\":2", &format!("\"schema\":{number}"), 1);
        let read = Draft::from_record(&record);
        assert!(
            matches!(read, Err(Unreadable::Damaged(_))),
            "{number}: {read:?}"
        );
    }
}

#[test]
fn a_page_of_schema_1_finds_out_that_it_is_too_old() {
    // It knows the first place only, and refuses to open or to overwrite what is of schema 2.
    let is_too_old = |shelf: &MemoryShelf| {
        read(shelf, FIRST).is_some_and(|record| record.starts_with("{\"schema\":2,"))
    };
    let shelf = MemoryShelf::default();
    let old = draft("a", "名", 5);
    shelf.write(FIRST, &of_schema_1(&old)).expect("kept");
    let drafts = Drafts::new(&shelf);
    assert_eq!(drafts.load("a"), Ok(by(old.clone(), 0, "")));
    assert!(!is_too_old(&shelf));
    drafts.save(&by(old.clone(), 1, "tab")).expect("stored");
    assert!(is_too_old(&shelf), "the first save goes to the first place");
    assert_eq!(read(&shelf, TWIN), Some(of_schema_1(&old)), "the old bytes");
    for revision in 2..5 {
        drafts
            .save(&by(old.clone(), revision, "tab"))
            .expect("stored");
        assert!(is_too_old(&shelf));
        assert_eq!(drafts.load("a"), Ok(by(old.clone(), revision, "tab")));
    }
}

#[test]
fn a_tab_that_was_overtaken_does_not_write() {
    for (revision, writer, expected) in [
        (6, "tab", Err(SaveError::Overtaken)),
        (7, "tab", Err(SaveError::Overtaken)),
        (7, "other", Ok(())),
        (8, "tab", Ok(())),
    ] {
        let shelf = MemoryShelf::default();
        let drafts = Drafts::new(&shelf);
        drafts.save(&draft("a", "名", 5)).expect("stored");
        drafts
            .save(&by(draft("a", "名", 6), 7, "other"))
            .expect("stored");
        let before = (read(&shelf, FIRST), read(&shelf, TWIN));
        let saved = drafts.save(&by(draft("a", "新", 7), revision, writer));
        assert_eq!(saved, expected, "{revision} by {writer}");
        let after = (read(&shelf, FIRST), read(&shelf, TWIN));
        assert_eq!(before == after, expected.is_err());
    }
}

/// A state that another tab made of that one.
fn made_of(opened: &Draft, revision: u64, writer: &str) -> Draft {
    let mut draft = by(draft("a", writer, 9), revision, writer);
    draft.report = tigang::text::parse(writer);
    let Stamp { revision, writer } = &opened.stamp;
    draft.card.from = vec![(*revision, writer.clone())];
    draft
}

#[test]
fn a_higher_revision_does_not_hide_a_state_that_is_no_part_of_it() {
    let start = draft("a", "名", 5);
    let mut later = start.clone();
    later.stamp.revision = 7;
    let newer_tab = made_of(&start, 6, "new");
    let third = made_of(&newer_tab, 9, "third");
    // On the shelf, elsewhere; which of them is opened, and whether the other one is kept apart.
    let cases = [
        (&start, &start, &start, false),
        (&later, &start, &later, false),
        (&start, &later, &later, false),
        (&newer_tab, &start, &newer_tab, false),
        (&start, &newer_tab, &newer_tab, false),
        (&third, &newer_tab, &third, false),
        (&newer_tab, &third, &third, false),
        (&later, &newer_tab, &later, true),
        (&newer_tab, &later, &later, true),
        (&third, &later, &third, true),
    ];
    for (here, there, opened, is_apart) in cases {
        let shelf = MemoryShelf::default();
        shelf.write(FIRST, &record(here)).expect("kept");
        let best = Drafts::new(&shelf).best("a", Some(&record(there)));
        let best = best.expect("it opens");
        let other = if opened == here { there } else { here };
        assert_eq!(&best.draft, opened);
        // Where both hold the same text, one is enough.
        let is_apart = is_apart && other.report != opened.report;
        assert_eq!(best.apart.as_ref(), is_apart.then_some(other));
        assert_eq!(best.base.as_ref(), Some(&there.stamp));
        assert_eq!(best.settled, opened.stamp == there.stamp);
    }
}

#[test]
fn a_copy_elsewhere_stands_in_and_a_newer_one_is_respected() {
    let (shelf, start) = (MemoryShelf::default(), draft("a", "名", 5));
    let drafts = Drafts::new(&shelf);
    assert_eq!(drafts.best("a", None), Err(LoadError::Missing));
    let best = drafts.best("a", Some(&record(&start))).expect("it opens");
    assert_eq!((&best.draft, best.settled), (&start, true));
    shelf.write(FIRST, &damaged(&start)).expect("kept");
    let best = drafts.best("a", Some(&record(&start))).expect("it opens");
    assert_eq!(best.draft, start);
    shelf.write(TWIN, &record(&start)).expect("kept");
    let best = drafts.best("a", Some(&damaged(&start))).expect("it opens");
    assert_eq!(
        (best.draft, best.settled, best.base),
        (start.clone(), false, None)
    );
    let theirs = newer(&start);
    let expected = |result| matches!(result, Err(LoadError::Unreadable(Unreadable::Newer(_), _)));
    assert!(expected(
        drafts.best("a", Some(&theirs)).map(|best| best.draft)
    ));
    shelf.write(FIRST, &theirs).expect("kept");
    assert!(expected(
        drafts
            .best("a", Some(&record(&start)))
            .map(|best| best.draft)
    ));
}

#[test]
fn where_one_place_is_too_small_the_other_is_taken() {
    let mut shelf = MemoryShelf::default();
    let long = draft("a", &"长".repeat(100), 6);
    let middle = draft("a", &"长".repeat(50), 7);
    {
        let drafts = Drafts::new(&shelf);
        drafts.save(&draft("a", "短", 5)).expect("stored");
        drafts.save(&long).expect("stored");
    }
    let names = FIRST.len() + TWIN.len();
    let units = |draft: &Draft| record(draft).encode_utf16().count();
    shelf.limit = names + units(&draft("a", "短", 5)) + units(&long);
    let drafts = Drafts::new(&shelf);
    drafts
        .save(&middle)
        .expect("it fits where the longer one was");
    assert_eq!(revision(&shelf, FIRST), Some(5));
    assert_eq!(revision(&shelf, TWIN), Some(7));
    assert_eq!(drafts.load("a"), Ok(middle));
    let full = Err(SaveError::Shelf(ShelfError::Full));
    assert_eq!(drafts.save(&draft("a", &"长".repeat(101), 8)), full);
    assert_eq!(revision(&shelf, TWIN), Some(7), "both still stand");
    assert_eq!(revision(&shelf, FIRST), Some(5));
}

#[test]
fn later_copies_elsewhere_are_taken_over() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    for (id, revision) in [("a", 5), ("b", 5), ("c", 5)] {
        drafts.save(&draft(id, "名", revision)).expect("stored");
    }
    let elsewhere = [("a", 4), ("b", 5), ("c", 6), ("d", 1)]
        .map(|(id, revision)| (id.to_owned(), stamp(revision, "tab")));
    let late = drafts
        .list()
        .map(|here| behind(&here, &elsewhere))
        .expect("read");
    assert_eq!(late, ["c", "d"]);
    for id in &late {
        let revision = elsewhere.iter().find(|(other, _)| other == id);
        let revision = revision.map_or(0, |(_, stamp)| stamp.revision);
        drafts
            .adopt(record(&draft(id, "别处", revision)))
            .expect("taken over");
    }
    assert_eq!(drafts.load("c"), Ok(draft("c", "别处", 6)));
    assert_eq!(drafts.load("d"), Ok(draft("d", "别处", 1)));
    assert_eq!(revision(&shelf, "tigang/draft/c"), Some(5), "both stand");
    assert_eq!(
        drafts.list().map(|here| behind(&here, &elsewhere)),
        Ok(vec![])
    );

    let broken = damaged(&draft("e", "名", 9));
    let adopted = drafts.adopt(broken.clone());
    assert!(
        matches!(adopted, Err(LoadError::Unreadable(Unreadable::Damaged(_), bytes)) if bytes == broken)
    );
    assert_eq!(drafts.load("e"), Err(LoadError::Missing));
    let older = drafts.adopt(record(&draft("c", "名", 4)));
    assert!(older.is_err(), "what is later here stays");
    assert_eq!(drafts.load("c"), Ok(draft("c", "别处", 6)));
}

#[test]
fn a_later_copy_elsewhere_that_is_taken_over_hides_no_state_that_is_no_part_of_it() {
    let start = draft("a", "名", 5);
    let here = made_of(&start, 6, "old");
    let there = made_of(&start, 8, "new");
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    drafts.save(&start).expect("stored");
    drafts.save(&here).expect("stored");
    // What a page does when it starts, and then when it opens the draft.
    let listed = drafts.list().expect("a list");
    if !behind(&listed, &[("a".to_owned(), there.stamp.clone())]).is_empty() {
        let _ = drafts.adopt(record(&there));
    }
    let best = drafts.best("a", Some(&record(&there))).expect("it opens");
    assert_eq!(best.draft, there);
    assert_eq!(best.apart, Some(here), "it is kept apart, not passed over");
}

#[test]
fn what_could_not_be_laid_aside_is_neither_written_over_nor_in_the_way() {
    for revision in [9, 10] {
        let mut shelf = MemoryShelf::default();
        let (good, broken) = (record(&draft("a", "名", 8)), damaged(&draft("a", "名", 9)));
        shelf.write(FIRST, &good).expect("kept");
        shelf.write(TWIN, &broken).expect("kept");
        shelf.limit = good.encode_utf16().count() * 2 + 200;
        let drafts = Drafts::new(&shelf);
        assert_eq!(laid_aside(&drafts), Ok(0), "there is no room");
        for revision in revision..revision + 3 {
            let saved = drafts.save(&by(draft("a", "名", 9), revision, "new"));
            assert_eq!(saved, Ok(()), "{revision}");
        }
        assert_eq!(read(&shelf, TWIN), Some(broken));
    }
}
