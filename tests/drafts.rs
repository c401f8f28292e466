//! Drafts: the shelf and its twin in memory, the stored form, guesses, and the built-in forms.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::path::{Path, PathBuf};

use tigang::draft::drafts::LoadError;
use tigang::draft::period::{guess_period, guess_unit};
use tigang::draft::shelf::{MemoryShelf, Shelf, ShelfError};
use tigang::draft::{Card, Caret, Draft, Drafts, Period, SCHEMA, Span, Unreadable};
use tigang::numbering::{Marker, Style};
use tigang::outline::{self, FormKind};
use tigang::report::{Block, BlockId, Fill, Kind, Level, PartKind, Report, Role};
use tigang::tally::Tally;
use tigang::text;

fn draft(id: &str, name: &str, saved: u64) -> Draft {
    let card = Card {
        id: id.to_owned(),
        name: name.to_owned(),
        unit: "市局党支部".to_owned(),
        period: Period {
            year: Some(2026),
            span: Some(Span::FirstHalf),
        },
        created: 1_000,
        saved,
        binned: None,
        characters: 5,
        form: Some("branch-half-year".to_owned()),
        open: 1,
    };
    let block = |id, kind, gap: &str, text: &str| Block {
        id: BlockId(id),
        kind,
        gap: gap.to_owned(),
        marker: None,
        text: text.to_owned(),
        fills: Vec::new(),
    };
    let blocks = vec![
        block(0, Kind::Title, "", "总结"),
        block(3, Kind::Paragraph, "\n\n", "集体学习*次"),
    ];
    let report = Report::restored(blocks, "\n".to_owned(), 7).expect("ids are unique");
    Draft {
        card,
        report,
        caret: Some(Caret { block: 3, at: 6 }),
    }
}

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
    assert_eq!(listed[0].card, Ok(draft("b", "名", 9).card));
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
    drafts.save(&draft("a", "名", 5)).expect("stored");
    let before = all(&shelf);
    assert_eq!(drafts.erase("a"), Err(LoadError::Missing));
    assert_eq!(all(&shelf), before);
    drafts.bin("a", Some(99)).expect("binned");
    assert_eq!(
        drafts.load("a").map(|draft| draft.card.binned),
        Ok(Some(99))
    );
    assert_eq!(ids(&drafts), ["a"], "what is in the bin is listed");
    drafts.bin("a", None).expect("restored");
    assert_eq!(all(&shelf), before, "taken out again, nothing is different");
    drafts.bin("a", Some(99)).expect("binned");
    drafts.erase("a").expect("erased");
    assert_eq!(all(&shelf), []);
    assert_eq!(drafts.bin("a", Some(1)), Err(LoadError::Missing));
    assert_eq!(drafts.erase("a"), Err(LoadError::Missing));
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
    let room = "tigang/draft/a".len() + first.to_record().expect("a record").encode_utf16().count();
    shelf.limit = room;
    let drafts = Drafts::new(&shelf);
    drafts.save(&first).expect("there is just room");
    let before = all(&shelf);
    assert_eq!(
        drafts.save(&draft("a", "更长的名", 6)),
        Err(ShelfError::Full)
    );
    assert_eq!(drafts.save(&draft("b", "名", 5)), Err(ShelfError::Full));
    assert_eq!(
        drafts.bin("a", Some(1_780_000_000_000)),
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
    assert_eq!(drafts.list(), Err(ShelfError::Blocked));
    assert_eq!(drafts.load("a"), Err(LoadError::Shelf(ShelfError::Blocked)));
    assert_eq!(drafts.save(&draft("a", "名", 6)), Err(ShelfError::Blocked));
    assert_eq!(
        drafts.bin("a", Some(6)),
        Err(LoadError::Shelf(ShelfError::Blocked))
    );
    assert_eq!(
        drafts.erase("a"),
        Err(LoadError::Shelf(ShelfError::Blocked))
    );
    assert_eq!(drafts.open(), Err(ShelfError::Blocked));
    assert_eq!(drafts.set_open("a"), Err(ShelfError::Blocked));
    shelf.blocked.set(false);
    assert_eq!(drafts.load("a"), Ok(draft("a", "名", 5)));
}

#[test]
fn a_record_that_does_not_open_is_left_alone() {
    let good = draft("a", "名", 5).to_record().expect("a record");
    let newer = good.replacen(
        &format!("\"schema\":{SCHEMA}"),
        &format!("\"schema\":{}", SCHEMA + 1),
        1,
    );
    let future = format!("{{\"schema\":{},\"things\":[]}}", SCHEMA + 7);
    let cut: String = good.chars().take(good.chars().count() / 2).collect();
    let records = [
        newer.as_str(),
        &future,
        "",
        "{",
        "[]",
        "null",
        "{\"schema\":1}",
        "{\"schema\":\"x\"}",
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
        let is_newer = record.contains("things") || record == newer;
        assert_eq!(matches!(why, Unreadable::Newer(_)), is_newer, "{record}");
        assert_eq!(
            drafts.save(&draft("a", "名", 6)),
            Err(ShelfError::Blocked),
            "{record}"
        );
        assert!(drafts.bin("a", Some(1)).is_err());
        assert!(drafts.erase("a").is_err());
        assert_eq!(all(&shelf), before, "{record}");
    }
}

#[test]
fn a_report_that_does_not_open_is_not_overwritten_by_its_card() {
    let good = draft("a", "名", 5).to_record().expect("a record");
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
        assert!(
            drafts.list().expect("a list")[0].card.is_ok(),
            "the card opens"
        );
        assert!(
            matches!(
                drafts.load("a"),
                Err(LoadError::Unreadable(Unreadable::Damaged(_), _))
            ),
            "{to}"
        );
        assert_eq!(
            drafts.save(&draft("a", "名", 6)),
            Err(ShelfError::Blocked),
            "{to}"
        );
        assert_eq!(shelf.read("tigang/draft/a"), Ok(Some(record)));
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

/// Every kind, level, role and sort of number, and a blank that was filled.
fn everything() -> Draft {
    let styles = [
        Style::Division,
        Style::Comma,
        Style::Parenthesis,
        Style::Dot,
        Style::ArabicParenthesis,
        Style::Circled,
        Style::Is,
        Style::Must,
        Style::Ordinal,
        Style::Word,
    ];
    let mut kinds = vec![
        Kind::Title,
        Kind::Paragraph,
        Kind::Item,
        Kind::Signature,
        Kind::Date,
    ];
    for level in Level::ALL {
        for role in [Role::Section, Role::Shortcomings, Role::NextSteps] {
            kinds.push(Kind::Heading { level, role });
        }
    }
    let count = u32::try_from(kinds.len()).expect("a few");
    let mut blocks = Vec::new();
    for (id, kind) in (0..).zip(kinds) {
        let fills = vec![
            Fill {
                range: 12..14,
                original: "\u{a0}*".to_owned(),
            },
            Fill {
                range: 17..17,
                original: "×".to_owned(),
            },
        ];
        let gap = if id == 0 {
            String::new()
        } else {
            "\r\n\u{3000}\u{3000}".to_owned()
        };
        let marker = styles
            .get(id as usize)
            .map(|&style| Marker::usual(style, id + 1));
        blocks.push(Block {
            id: BlockId(id * 2),
            kind,
            gap,
            marker,
            text: "集体学习12次“𠮷”\u{a0}*".to_owned(),
            fills,
        });
    }
    Draft {
        report: Report::restored(blocks, "\r\n".to_owned(), count * 2 + 5).expect("ids are unique"),
        ..draft("draft-1", "上半年总结", 1_780_000_000_000)
    }
}

#[test]
fn the_first_stored_form_opens_for_good() {
    // Made once by schema 1. Never make it anew: drafts like it lie in browsers.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/draft-1.json");
    let record = std::fs::read_to_string(path).expect("the sample of schema 1");
    let read = Draft::from_record(record.trim_end()).expect("schema 1 opens");
    assert_eq!(read, everything());
    assert_eq!(read.report.next_id(), everything().report.next_id());
    if SCHEMA == 1 {
        assert_eq!(
            everything().to_record().as_deref(),
            Ok(record.trim_end()),
            "schema 1 is written as it was"
        );
    }
}

#[test]
fn periods_are_guessed() {
    use Span::{FirstHalf, FirstQuarter, SecondHalf, ThirdQuarter, Year};
    let table: [(&str, &str, Option<u16>, Option<Span>); 17] = [
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
        let read = text::parse(&text::write(&started));
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
