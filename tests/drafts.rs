//! Drafts: the shelf and its twin in memory, the stored form, guesses, and the built-in forms.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::cell::Cell;
use std::path::{Path, PathBuf};

use tigang::draft::drafts::{LoadError, SaveError, behind};
use tigang::draft::period::{guess_period, guess_unit};
use tigang::draft::shelf::{MemoryShelf, Shelf, ShelfError};
use tigang::draft::{Draft, Drafts, Period, SCHEMA, Span, Unreadable};
use tigang::outline::{self, FormKind};
use tigang::report::{Block, BlockId, Kind, PartKind, Report};
use tigang::tally::Tally;
use tigang::text;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

use sample::{by, draft, everything, of_schema_1, stamp};

fn ids<S: Shelf>(drafts: &Drafts<S>) -> Vec<String> {
    drafts
        .list()
        .expect("a list")
        .into_iter()
        .map(|listed| listed.id)
        .collect()
}

/// Everything that is kept, names and records.
fn all(shelf: &MemoryShelf) -> Vec<(String, Option<String>)> {
    let names = shelf.names().expect("names");
    names
        .into_iter()
        .map(|name| (name.clone(), shelf.read(&name).expect("a record")))
        .collect()
}

#[test]
fn a_draft_comes_back_as_it_was_stored() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    drafts.save(&draft("a", "上半年", 5)).expect("stored");
    assert_eq!(drafts.load("a"), Ok(draft("a", "上半年", 5)));
    assert_eq!(drafts.load("a").map(|draft| draft.report.next_id()), Ok(7));
    assert_eq!(drafts.load("b"), Err(LoadError::Missing));
}

#[test]
fn drafts_are_listed_with_the_last_stored_first() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    for (id, saved) in [("a", 5), ("b", 9), ("c", 5), ("d", 7)] {
        drafts.save(&draft(id, "名", saved)).expect("stored");
    }
    shelf.write("tigang/draft/e", "{").expect("kept");
    shelf.write("someone else's", "x").expect("kept");
    assert_eq!(ids(&drafts), ["b", "d", "a", "c", "e"]);
    let listed = drafts.list().expect("a list");
    assert_eq!(
        listed[0].card,
        Ok((stamp(9, "tab"), draft("b", "名", 9).card))
    );
    assert!(matches!(listed[4].card, Err(Unreadable::Damaged(_))));
}

#[test]
fn a_draft_is_renamed_and_copied() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    drafts.save(&draft("a", "上半年", 5)).expect("stored");
    drafts.save(&draft("a", "下半年", 6)).expect("renamed");
    assert_eq!(
        drafts.load("a").map(|draft| draft.card.name),
        Ok("下半年".to_owned())
    );
    drafts.save(&draft("b", "副本", 7)).expect("copied");
    assert_eq!(ids(&drafts), ["b", "a"]);
    assert_eq!(
        drafts.load("a").map(|draft| draft.report),
        drafts.load("b").map(|draft| draft.report)
    );
}

#[test]
fn only_what_lies_in_the_bin_can_be_erased() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let first = draft("a", "名", 5);
    drafts.save(&first).expect("stored");
    let before = all(&shelf);
    assert_eq!(drafts.erase("a"), Err(LoadError::Missing));
    assert_eq!(all(&shelf), before);
    let binned = drafts.bin("a", Some(99), "bin").expect("binned");
    assert_eq!(binned.card.binned, Some(99));
    assert_eq!(binned.stamp, stamp(6, "bin"), "it is a state of its own");
    assert_eq!(drafts.load("a"), Ok(binned));
    assert_eq!(ids(&drafts), ["a"], "what is in the bin is listed");
    let restored = drafts.bin("a", None, "bin").expect("restored");
    let line = [(6, "bin".to_owned()), (5, "tab".to_owned())];
    assert_eq!(restored.card.from, line, "it knows where it comes from");
    let mut expected = by(first, 7, "bin");
    expected.card.from = line.to_vec();
    assert_eq!(restored, expected);
    assert_eq!(drafts.load("a"), Ok(restored));
    assert_eq!(drafts.erase("a"), Err(LoadError::Missing));
    drafts.bin("a", Some(99), "bin").expect("binned");
    drafts.erase("a").expect("erased");
    assert_eq!(all(&shelf), [], "both places are empty");
    assert_eq!(drafts.bin("a", Some(1), "bin"), Err(LoadError::Missing));
    assert_eq!(drafts.erase("a"), Err(LoadError::Missing));
}

/// A shelf that takes one record away, and no second.
struct OneRemoval(MemoryShelf, Cell<bool>);

impl Shelf for OneRemoval {
    fn names(&self) -> Result<Vec<String>, ShelfError> {
        self.0.names()
    }

    fn read(&self, name: &str) -> Result<Option<String>, ShelfError> {
        self.0.read(name)
    }

    fn write(&self, name: &str, record: &str) -> Result<(), ShelfError> {
        self.0.write(name, record)
    }

    fn remove(&self, name: &str) -> Result<(), ShelfError> {
        if self.1.replace(true) {
            return Err(ShelfError::Blocked);
        }
        self.0.remove(name)
    }
}

#[test]
fn what_is_erased_by_half_still_lies_in_the_bin() {
    for revision in [5, 6] {
        let drafts = Drafts::new(OneRemoval(MemoryShelf::default(), Cell::new(false)));
        drafts.save(&draft("a", "名", revision)).expect("stored");
        drafts.bin("a", Some(99), "bin").expect("binned");
        drafts.erase("a").expect_err("the second is refused");
        let left = drafts.load("a").expect("a draft");
        assert_eq!(left.card.binned, Some(99), "revision {revision} is back");
    }
}

#[test]
fn the_draft_that_was_open_is_known() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    assert_eq!(drafts.open(), Ok(None));
    drafts.set_open("a").expect("kept");
    assert_eq!(drafts.open(), Ok(Some("a".to_owned())));
    assert_eq!(ids(&drafts), [""; 0], "what is open is no draft");
}

#[test]
fn a_full_shelf_keeps_what_it_has() {
    let mut shelf = MemoryShelf::default();
    let first = draft("a", "名", 5);
    let room = "tigang/draft/a".len() + first.to_record().encode_utf16().count();
    shelf.limit = room;
    let drafts = Drafts::new(&shelf);
    let full = SaveError::Shelf(ShelfError::Full);
    drafts.save(&first).expect("there is just room");
    let before = all(&shelf);
    assert_eq!(drafts.save(&draft("a", "更长的名", 6)), Err(full));
    assert_eq!(drafts.save(&draft("b", "名", 5)), Err(full));
    assert_eq!(
        drafts.bin("a", Some(1_780_000_000_000), "bin"),
        Err(LoadError::Shelf(ShelfError::Full))
    );
    assert_eq!(all(&shelf), before);
}

#[test]
fn a_blocked_shelf_says_so() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    drafts.save(&draft("a", "名", 5)).expect("stored");
    shelf.blocked.set(true);
    let blocked = ShelfError::Blocked;
    assert_eq!(drafts.list(), Err(blocked));
    assert_eq!(drafts.load("a"), Err(LoadError::Shelf(blocked)));
    assert_eq!(
        drafts.save(&draft("a", "名", 6)),
        Err(SaveError::Shelf(blocked))
    );
    assert_eq!(
        drafts.bin("a", Some(6), "bin"),
        Err(LoadError::Shelf(blocked))
    );
    assert_eq!(drafts.erase("a"), Err(LoadError::Shelf(blocked)));
    assert_eq!(drafts.lay_aside(), Err(blocked));
    assert_eq!(drafts.list().map(|here| behind(&here, &[])), Err(blocked));
    assert_eq!(drafts.raw("a"), Err(blocked));
    assert_eq!(drafts.open(), Err(blocked));
    assert_eq!(drafts.set_open("a"), Err(blocked));
    shelf.blocked.set(false);
    assert_eq!(drafts.load("a"), Ok(draft("a", "名", 5)));
}

#[test]
fn a_record_that_does_not_open_is_left_alone() {
    let good = draft("a", "名", 5).to_record();
    let future = format!("{{\"schema\":{},\"things\":[]}}", SCHEMA + 7);
    let cut: String = good.chars().take(90).collect();
    let records = [
        future.as_str(),
        "",
        "{",
        "[]",
        "null",
        "{\"schema\":1}",
        "{\"schema\":\"x\"}",
        "{\"schema\":+1,\"card\":{}}",
        &cut,
    ];
    for record in records {
        let shelf = MemoryShelf::default();
        shelf.write("tigang/draft/a", record).expect("kept");
        let before = all(&shelf);
        let drafts = Drafts::new(&shelf);
        let listed = drafts.list().expect("a list");
        let why = listed[0].card.clone().expect_err("it does not open");
        assert_eq!(
            drafts.load("a"),
            Err(LoadError::Unreadable(why.clone(), record.to_owned()))
        );
        assert_eq!(drafts.raw("a"), Ok(Some(record.to_owned())));
        assert!(drafts.bin("a", Some(1), "bin").is_err());
        assert!(drafts.erase("a").is_err());
        assert_eq!(all(&shelf), before, "{record}");
        let is_newer = record.contains("things");
        assert_eq!(matches!(why, Unreadable::Newer(_)), is_newer, "{record}");
        let saved = drafts.save(&draft("a", "名", 6));
        if is_newer {
            assert_eq!(saved, Err(SaveError::Newer), "{record}");
            assert_eq!(all(&shelf), before, "{record}");
        } else {
            assert_eq!(saved, Ok(()), "the other place is free: {record}");
            assert_eq!(shelf.read("tigang/draft/a"), Ok(Some(record.to_owned())));
            assert_eq!(drafts.load("a"), Ok(draft("a", "名", 6)));
        }
    }
}

#[test]
fn a_report_that_does_not_open_is_told_by_its_list() {
    // Schema 1 has no checksum: the card may open where the report does not.
    let good = of_schema_1(&draft("a", "名", 5));
    for (from, to) in [
        ("\"paragraph\"", "\"poem\""),
        ("[3,", "[0,"),
        ("[3,", "[4294967295,"),
        ("\"next\":7", "\"next\":4294967295"),
        (",[]]]", ",[[0,1,\"*\"]]]]"),
        (",[]]]", ",[[0,3,\"*\"],[0,6,\"*\"]]]]"),
        (",null,\"总结\"", ",[\"star\",1,\"一、\"],\"总结\""),
    ] {
        let record = good.replacen(from, to, 1);
        assert_ne!(record, good, "{from} is there");
        let shelf = MemoryShelf::default();
        shelf.write("tigang/draft/a", &record).expect("kept");
        let drafts = Drafts::new(&shelf);
        let listed = drafts.list().expect("a list");
        assert!(
            matches!(listed[0].card, Err(Unreadable::Damaged(_))),
            "{to}"
        );
        let loaded = drafts.load("a");
        assert!(
            matches!(
                loaded,
                Err(LoadError::Unreadable(Unreadable::Damaged(_), _))
            ),
            "{to}"
        );
        // Whatever is stored now, the bytes stay.
        let saved = drafts.save(&draft("a", "名", 6));
        assert_eq!(saved, Ok(()), "{to}");
        assert!(
            all(&shelf)
                .iter()
                .any(|(_, kept)| *kept == Some(record.clone())),
            "{to}"
        );
    }
}

#[test]
fn a_card_of_an_older_page_opens() {
    let record = r#"{"schema":1,"card":{"id":"a","name":"名","created":1,"saved":2},"caret":null,"next":0,"tail":"","blocks":[]}"#;
    let draft = Draft::from_record(record).expect("it opens");
    assert_eq!(
        (draft.card.unit.as_str(), draft.card.period, draft.card.form),
        ("", Period::default(), None)
    );
    assert!(draft.report.is_empty());
}

/// Samples were made once by the schema of their number. Never make them anew: drafts like them lie in
/// browsers.
fn sample_record(schema: u32) -> String {
    let name = format!("tests/fixtures/draft-{schema}.json");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let record = std::fs::read_to_string(path).expect("the sample");
    record.trim_end().to_owned()
}

#[test]
fn the_first_stored_form_opens_for_good() {
    let read = Draft::from_record(&sample_record(1)).expect("schema 1 opens");
    assert_eq!(read, by(everything(), 0, ""), "it has no stamp");
    assert_eq!(read.report.next_id(), everything().report.next_id());
    assert_eq!(of_schema_1(&everything()), sample_record(1));
}

#[test]
fn the_second_stored_form_opens_for_good() {
    let record = sample_record(2);
    let read = Draft::from_record(&record).expect("schema 2 opens");
    let mut expected = by(everything(), 12, "tab-of-schema-2");
    expected.card.from = vec![
        (11, "tab-before".to_owned()),
        (3, "tab-at-first".to_owned()),
    ];
    assert_eq!(read, expected);
    assert_eq!(read.report.next_id(), everything().report.next_id());
    if SCHEMA == 2 {
        assert_eq!(read.to_record(), record, "schema 2 is written as it was");
    }
}

#[test]
fn periods_are_guessed() {
    use Span::{FirstHalf, FirstQuarter, SecondHalf, ThirdQuarter, Year};
    let table: [(&str, &str, Option<u16>, Option<Span>); 20] = [
        (
            "上半年党支部党建工作情况",
            "今年以来",
            None,
            Some(FirstHalf),
        ),
        (
            "2026年上半年党支部工作总结",
            "",
            Some(2026),
            Some(FirstHalf),
        ),
        ("2026 年下半年工作要点", "", Some(2026), Some(SecondHalf)),
        (
            "二〇二六年第一季度工作小结",
            "",
            Some(2026),
            Some(FirstQuarter),
        ),
        ("二○二五年度工作总结", "", Some(2025), Some(Year)),
        (
            "２０２６年三季度工作小结",
            "",
            Some(2026),
            Some(ThirdQuarter),
        ),
        ("2025年党建工作总结", "", Some(2025), Some(Year)),
        ("2025年度上半年工作总结", "", Some(2025), Some(FirstHalf)),
        (
            "2025年下半年工作打算和上半年总结",
            "",
            Some(2025),
            Some(SecondHalf),
        ),
        ("2025年前三季度工作总结", "", Some(2025), Some(Year)),
        ("2026年1-3季度工作总结", "", Some(2026), Some(Year)),
        ("2026年一至三季度工作总结", "", Some(2026), Some(Year)),
        ("2026年3季度工作总结", "", Some(2026), Some(ThirdQuarter)),
        (
            "党支部工作情况",
            "2026年上半年，党支部认真学习",
            Some(2026),
            Some(FirstHalf),
        ),
        (
            "党支部工作情况",
            "今年上半年，党支部认真学习",
            None,
            Some(FirstHalf),
        ),
        ("*党支部**年*半年工作情况报告", "今年以来", None, None),
        (
            "2026年党建工作总结",
            "今年上半年",
            Some(2026),
            Some(FirstHalf),
        ),
        ("投资2026万元项目上半年总结", "", None, Some(FirstHalf)),
        ("关于2026.6工作的报告", "", Some(2026), Some(Year)),
        ("工作总结", "", None, None),
    ];
    for (title, preamble, year, span) in table {
        let report = titled(title, preamble, None);
        assert_eq!(
            guess_period(&report),
            Period { year, span },
            "{title}: {preamble}"
        );
    }
    let mut dated = titled(
        "党支部工作情况",
        "上半年，党支部认真学习",
        Some("市局党支部"),
    );
    assert_eq!(
        guess_period(&dated),
        Period {
            year: Some(2024),
            span: Some(FirstHalf)
        }
    );
    dated = Report::default();
    assert_eq!(guess_period(&dated), Period::default());
}

#[test]
fn units_are_guessed() {
    let table: [(&str, Option<&str>, &str); 14] = [
        ("上半年党支部党建工作情况", None, ""),
        (
            "市教育局机关党委2026年上半年党建工作总结",
            None,
            "市教育局机关党委",
        ),
        ("市第二小学党支部2026年工作总结", None, "市第二小学党支部"),
        ("市局党支部落实全面从严治党主体责任情况", None, "市局党支部"),
        (
            "中共某市委办公室关于上半年工作的报告",
            None,
            "中共某市委办公室",
        ),
        ("某街道二〇二六年工作总结", None, "某街道"),
        ("关于市局2026年工作的报告", None, ""),
        ("党支部2026年工作总结", None, ""),
        ("*党支部**年*半年工作情况报告", None, ""),
        ("2026年工作总结", Some("市局党支部"), "市局党支部"),
        ("市局2026年工作总结", Some(" 市局机关党委 "), "市局机关党委"),
        ("市局2026年工作总结", Some("*党支部"), "市局"),
        ("工作总结", Some(""), ""),
        ("", None, ""),
    ];
    for (title, signature, unit) in table {
        assert_eq!(
            guess_unit(&titled(title, "今年以来", signature)),
            unit,
            "{title}: {signature:?}"
        );
    }
}

fn titled(title: &str, preamble: &str, signature: Option<&str>) -> Report {
    let mut blocks = Vec::new();
    let mut push = |kind, text: &str| {
        let id = BlockId(u32::try_from(blocks.len()).expect("a few"));
        blocks.push(Block {
            id,
            kind,
            gap: String::new(),
            marker: None,
            text: text.to_owned(),
            fills: Vec::new(),
        });
    };
    push(Kind::Title, title);
    push(Kind::Paragraph, preamble);
    if let Some(signature) = signature {
        push(Kind::Signature, signature);
        push(Kind::Date, "2024年6月30日");
    }
    Report::restored(blocks, String::new(), 0).expect("ids are unique")
}

#[test]
fn every_form_can_be_read_and_started_from() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/outline");
    let files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the forms")
        .map(|file| file.expect("a form").path())
        .collect();
    let forms = outline::forms();
    assert_eq!(
        forms.len(),
        files.len(),
        "every file is a form that can be read"
    );
    for form in forms {
        let started = form.start();
        let totals = Tally::of(&started).totals();
        assert!(
            0 < totals.open && totals.open == totals.slots,
            "{}: what is missing is a blank",
            form.id
        );
        let written = text::write(&started);
        let either = form.title.contains("*半年");
        let half = ["上半年", "下半年", "年初", "年内"];
        assert!(
            !either || half.iter().all(|word| !written.contains(word)),
            "{}: it is for both halves of a year",
            form.id
        );
        let read = text::parse(&written);
        let parts = |report: &Report| -> Vec<(PartKind, std::ops::Range<usize>)> {
            report
                .parts()
                .into_iter()
                .map(|part| (part.kind, part.range))
                .collect()
        };
        assert_eq!(
            parts(&read),
            parts(&started),
            "{}: read again, the outline is the same",
            form.id
        );
        assert_eq!(
            Tally::of(&read).totals(),
            totals,
            "{}: read again, the blanks are the same",
            form.id
        );
        let answers = form.answers(&started, &started.parts());
        let kinds: Vec<FormKind> = answers
            .into_iter()
            .flatten()
            .map(|part| part.kind)
            .collect();
        assert_eq!(
            kinds,
            form.parts.iter().map(|part| part.kind).collect::<Vec<_>>(),
            "{}: every part is known",
            form.id
        );
    }
}
