//! The .docx as a form of the report: what is written reads back, and the draft inside comes out whole.
//!
//! A failure names its seed; `TIGANG_SEED` runs that one alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "shared/dice.rs"]
#[allow(dead_code, reason = "shared with tests that use more of it")]
mod dice;
#[path = "shared/seeds.rs"]
mod seeds;

use std::path::Path;

use dice::Dice;
use seeds::seeds;
use tigang::archive::Archive;
use tigang::clean;
use tigang::docx::embedded::{self, Digest};
use tigang::docx::{self, read::read};
use tigang::draft::{Card, Draft, Stamp};
use tigang::paper::{Layout, PageNumber, Paragraph, Profile, RunKind, compose, word_ends};
use tigang::report::Report;
use tigang::text::{parse, write};

fn composed(report: &Report, layout: &Layout) -> Vec<Paragraph> {
    compose(report, layout, &word_ends)
}

fn reports() -> Vec<String> {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/half-year");
    let mut folders = vec![cases];
    folders.extend(std::env::var_os("TIGANG_REPORTS").map(Into::into));
    folders
        .iter()
        .map(|folder| std::fs::read_to_string(folder.join("half-year.txt")).unwrap())
        .collect()
}

/// Paragraphs have no line end behind the last of them: that one alone is left to the draft inside.
#[test]
fn a_report_reads_back_byte_for_byte() {
    for text in reports() {
        let report = parse(&text);
        let layout = Layout::default();
        let file = docx::write(&composed(&report, &layout), &layout, None);
        let back = read(&file).unwrap();
        assert_eq!(back.text, text.strip_suffix('\n').unwrap_or(&text));
        assert_eq!(back.embedded, None);
        assert_eq!(back.notices.iter().count(), 0, "{:?}", back.notices);
    }
}

/// Whatever the layout: every word of the composition, blanks as they were.
#[test]
fn every_word_of_a_generated_report_reads_back() {
    for seed in seeds(1_000) {
        let mut dice = Dice::new(seed);
        let report = dice::report(&mut dice);
        let layout = layout(&mut dice);
        let composition = composed(&report, &layout);
        let file = docx::write(&composition, &layout, None);
        let again = docx::write(&composition, &layout, None);
        assert_eq!(file, again, "TIGANG_SEED={seed}");
        let back = read(&file).unwrap();
        let mut wanted = String::new();
        for run in composition.iter().flat_map(|paragraph| &paragraph.runs) {
            match &run.kind {
                RunKind::Blank { original, .. } => wanted.push_str(original),
                _ => wanted.push_str(&run.text),
            }
        }
        let words = |text: &str| -> String { text.split_whitespace().collect() };
        assert_eq!(words(&back.text), words(&wanted), "TIGANG_SEED={seed}");
        assert_eq!(words(&wanted), words(&write(&report)), "TIGANG_SEED={seed}");
    }
}

#[test]
fn a_draft_comes_out_of_its_docx_as_it_went_in() {
    for seed in seeds(1_000) {
        let mut dice = Dice::new(seed);
        let draft = Draft {
            stamp: Stamp::default(),
            card: Card::default(),
            report: dice::report(&mut dice),
            caret: None,
        };
        let record = draft.to_record();
        let layout = layout(&mut dice);
        let composition = composed(&draft.report, &layout);
        let file = docx::write(&composition, &layout, Some(&record));
        let embedded = read(&file).unwrap().embedded.expect("the draft");
        assert_eq!(embedded.record, record, "TIGANG_SEED={seed}");
        assert!(!embedded.changed, "TIGANG_SEED={seed}");
        assert_eq!(
            Draft::from_record(&embedded.record).unwrap(),
            draft,
            "TIGANG_SEED={seed}"
        );
    }
}

#[test]
fn a_word_changed_in_the_paragraphs_is_noticed() {
    let text = "报告\n\n支部开展学习*次。\n一、主要做法。内容。\n";
    let layout = Layout::default();
    let record = "{}";
    let write = |text: &str, draft: Option<&str>| {
        docx::write(&composed(&parse(text), &layout), &layout, draft)
    };
    let file = write(text, Some(record));
    assert!(!read(&file).unwrap().embedded.unwrap().changed);
    // The document of another text with the draft of this one.
    let other = write(&text.replace("内容", "内容很多"), None);
    let mut other = Archive::open(&other).unwrap();
    let changed = other.read("word/document.xml").unwrap().unwrap();
    let mut parts = Archive::open(&file).unwrap();
    let names: Vec<String> = parts.names().map(str::to_owned).collect();
    let bytes: Vec<Vec<u8>> = names
        .iter()
        .map(|name| match name.as_str() {
            "word/document.xml" => changed.clone(),
            name => parts.read(name).unwrap().unwrap(),
        })
        .collect();
    let entries: Vec<tigang::archive::Entry<'_>> = names
        .iter()
        .zip(&bytes)
        .map(|(name, bytes)| tigang::archive::Entry { name, bytes })
        .collect();
    let embedded = read(&tigang::archive::write(&entries))
        .unwrap()
        .embedded
        .unwrap();
    assert!(embedded.changed);
    assert_eq!(embedded.record, record);
}

#[test]
fn nothing_of_machine_or_day_goes_in() {
    let layout = Layout::default();
    let file = docx::write(
        &composed(&parse("报告\n\n内容。\n"), &layout),
        &layout,
        None,
    );
    let mut archive = Archive::open(&file).unwrap();
    let core = archive.read("docProps/core.xml").unwrap().unwrap();
    let core = String::from_utf8(core).unwrap();
    assert!(
        !core.contains("created") && !core.contains("creator"),
        "{core}"
    );
}

fn layout(dice: &mut Dice) -> Layout {
    Layout {
        profile: dice.of(&[Profile::Software, Profile::Strict]),
        page_number: dice.of(&[PageNumber::Outer, PageNumber::Centred, PageNumber::None]),
        bold_run_in: dice.percent(50),
        line_pitch: dice.of(&[None, Some(560)]),
        sealed: dice.percent(50),
        ..Layout::default()
    }
}

/// The digest as it is defined, line by line: files of every age carry it.
fn plain_digest(text: &str) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |sign: char| {
        sum = (sum ^ u64::from(u32::from(sign))).wrapping_mul(0x0000_0100_0000_01b3);
    };
    let is_end = |sign: char| matches!(sign, '\n' | '\r') || clean::is_other_line_end(sign);
    for line in text.split(is_end) {
        let skipped = |sign: char| sign.is_whitespace() || clean::is_unwanted(sign);
        let line = line.trim_matches(skipped);
        let seen = line.chars().filter(|&sign| !clean::is_unwanted(sign));
        seen.for_each(&mut add);
        if !line.is_empty() {
            add('\n');
        }
    }
    sum
}

#[test]
fn the_digest_is_the_same_in_pieces_as_line_by_line() {
    const SIGNS: [char; 22] = [
        '甲', '一', '。', 'a', '9', '~', ' ', ' ', '\u{3000}', '\u{a0}', '\t', '\n', '\n', '\r',
        '\u{b}', '\u{85}', '\u{2028}', '\u{200b}', '\u{feff}', '\u{1}', '\u{ffff}', '😀',
    ];
    for seed in seeds(2_000) {
        let mut dice = Dice::new(seed);
        let mut digest = Digest::default();
        let (mut text, mut bare) = (String::new(), String::new());
        for _ in 0..dice.below(12) {
            let piece: String = (0..dice.below(9)).map(|_| dice.of(&SIGNS)).collect();
            text.push_str(&piece);
            if dice.percent(20) {
                digest.add_blank(&piece);
                bare.push_str("____");
            } else {
                digest.add(&piece);
                bare.push_str(&piece);
            }
        }
        let wanted = [plain_digest(&text), plain_digest(&bare)];
        assert_eq!(digest.end(), wanted, "TIGANG_SEED={seed} {text:?}");
        assert_eq!(
            embedded::digest(&text),
            wanted[0],
            "TIGANG_SEED={seed} {text:?}"
        );
    }
}

#[test]
fn what_somebody_marked_in_word_is_not_hidden_by_the_draft() {
    let layout = Layout::default();
    let report = parse("报告\n\n支部开展学习三次。\n一、主要做法。内容*。\n");
    let file = docx::write(&composed(&report, &layout), &layout, Some("{}"));
    assert!(!read(&file).unwrap().embedded.unwrap().changed);
    let cases = [
        (
            "</w:p>",
            "<w:r><w:commentReference w:id=\"0\"/></w:r></w:p>",
        ),
        (
            "</w:p>",
            "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>",
        ),
        ("<w:r><w:t", "<w:r><w:rPr><w:strike/></w:rPr><w:t"),
    ];
    for (from, to) in cases {
        let mut parts = Archive::open(&file).unwrap();
        let names: Vec<String> = parts.names().map(str::to_owned).collect();
        let mut marked = |name: &String| {
            let bytes = parts.read(name).unwrap().unwrap();
            match name.as_str() {
                "word/document.xml" => {
                    let xml = String::from_utf8(bytes).unwrap();
                    xml.replacen(from, to, 1).into_bytes()
                }
                _ => bytes,
            }
        };
        let bytes: Vec<Vec<u8>> = names.iter().map(&mut marked).collect();
        let entries: Vec<tigang::archive::Entry<'_>> = names
            .iter()
            .zip(&bytes)
            .map(|(name, bytes)| tigang::archive::Entry { name, bytes })
            .collect();
        let imported = read(&tigang::archive::write(&entries)).unwrap();
        assert!(imported.embedded.unwrap().changed, "{to}");
    }
}
