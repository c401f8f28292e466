//! Reading, case by case: a text and the outline it must give, in `cases/reading/*.txt`.
//!
//! A case is `=== name`, the text, `---`, the outline as `tigang::text::describe` writes it. In the
//! text `\r \n \t \u{…} \\` stand for signs that cannot be seen; its last line end does not count.
//! `TIGANG_UPDATE=1` writes what is read now into the files, to be looked through before a commit.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tigang::blanks::blanks;
use tigang::report::{Block, Kind, Report, Role};
use tigang::text::{describe, parse, write};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

#[test]
fn every_case_reads_as_it_should() {
    let mut files: Vec<PathBuf> = fs::read_dir(folder().join("reading"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut count = 0;
    let mut failures = Vec::new();
    for file in &files {
        let content = fs::read_to_string(file).unwrap();
        let mut updated = String::new();
        for case in content.split("=== ").skip(1) {
            let (name, rest) = case.split_once('\n').unwrap();
            let (text, outline) = rest
                .split_once("\n---\n")
                .unwrap_or_else(|| panic!("{name}: no ---"));
            count += 1;
            let read = check(text);
            if read.trim_end() != outline.trim_end() {
                failures.push(format!(
                    "{} {name}\n{}",
                    file.display(),
                    difference(outline, &read)
                ));
            }
            updated.push_str(&format!("=== {name}\n{text}\n---\n{}\n\n", read.trim_end()));
        }
        if std::env::var("TIGANG_UPDATE").is_ok() {
            fs::write(file, format!("{}\n", updated.trim_end())).unwrap();
        }
    }
    assert!(
        failures.is_empty(),
        "{} of {count} cases read differently\n\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert!(100 <= count, "the cases are there");
}

/// The one place that reads a case: its outline, after the law that no byte is lost.
fn check(text: &str) -> String {
    let text = unescape(text);
    let report = parse(&text);
    assert_eq!(write(&report), text);
    describe(&report)
}

fn unescape(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut signs = after.chars();
        match signs.next() {
            Some('r') => plain.push('\r'),
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('\\') => plain.push('\\'),
            Some('u') => {
                let (number, after) = signs
                    .as_str()
                    .trim_start_matches('{')
                    .split_once('}')
                    .unwrap();
                plain.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
                signs = after.chars();
            }
            other => panic!("unknown sign after a backslash: {other:?}"),
        }
        rest = signs.as_str();
    }
    plain + rest
}

fn difference(expected: &str, read: &str) -> String {
    let (expected, read): (Vec<&str>, Vec<&str>) = (
        expected.trim_end().lines().collect(),
        read.trim_end().lines().collect(),
    );
    let mut lines = String::new();
    for index in 0..expected.len().max(read.len()) {
        let (left, right) = (
            expected.get(index).copied().unwrap_or(""),
            read.get(index).copied().unwrap_or(""),
        );
        lines.push_str(&if left == right {
            format!("    {left}\n")
        } else {
            format!("  - {left}\n  + {right}\n")
        });
    }
    lines
}

/// A sample of our own with the shape of the real report, read with all its fields.
#[test]
fn our_own_half_year_report_reads_whole() {
    check_half_year(&folder().join("half-year"));
}

/// The real report where its folder is named (`TIGANG_REPORTS`), else the sample above, which has its shape.
#[test]
fn the_half_year_report_at_hand_reads_whole() {
    let named = std::env::var_os("TIGANG_REPORTS").map(std::path::PathBuf::from);
    let folder = named.unwrap_or_else(|| folder().join("half-year"));
    println!("half-year report: {}", folder.display());
    check_half_year(&folder);
}

fn check_half_year(folder: &Path) {
    let text = fs::read_to_string(folder.join("half-year.txt")).unwrap();
    let expected: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("half-year.expected.json")).unwrap())
            .unwrap();
    let report = parse(&text);
    assert_eq!(write(&report), text);
    assert_eq!(text.chars().count(), expected["characters"], "characters");
    assert_eq!(text.len(), expected["bytes"], "bytes");
    let blocks: Vec<&Block> = report.blocks().collect();
    let (title, preamble) = (blocks[0], blocks[1]);
    assert_eq!(title.kind, Kind::Title);
    assert_eq!(title.text, expected["title"].as_str().unwrap());
    assert_eq!(
        preamble.gap.matches('\n').count() == 2,
        expected["empty_line_after_title"]
    );
    assert_eq!(preamble.kind, Kind::Paragraph);
    assert!(
        preamble
            .text
            .starts_with(expected["preamble_starts"].as_str().unwrap())
    );
    let mut rest = &blocks[2..];
    for section in expected["sections"].as_array().unwrap() {
        let (heading, body) = (rest[0], rest[1]);
        assert!(matches!(
            heading.kind,
            Kind::Heading {
                role: Role::Section,
                ..
            }
        ));
        assert_eq!(marker(heading), section["marker"].as_str().unwrap());
        assert_eq!(heading.text, section["heading"].as_str().unwrap());
        assert_eq!(body.kind, Kind::Paragraph);
        assert_eq!(body.gap.is_empty(), section["run_in"].as_bool().unwrap());
        assert!(
            body.text
                .starts_with(section["body_starts"].as_str().unwrap()),
            "{}",
            body.text
        );
        assert!(
            body.text.ends_with(section["body_ends"].as_str().unwrap()),
            "{}",
            body.text
        );
        rest = &rest[2..];
    }
    let (shortcomings, steps) = (&expected["shortcomings"], &expected["next_steps"]);
    rest = check_opening(
        rest,
        Role::Shortcomings,
        shortcomings["lead_ends"].as_str().unwrap(),
    );
    for item in shortcomings["items"].as_array().unwrap() {
        assert_eq!((rest[0].kind, rest[0].gap.as_str()), (Kind::Item, ""));
        let whole = format!("{}{}", marker(rest[0]), rest[0].text);
        assert!(whole.starts_with(item.as_str().unwrap()), "{whole}");
        rest = &rest[1..];
    }
    rest = check_opening(rest, Role::NextSteps, steps["lead_ends"].as_str().unwrap());
    for item in steps["items"].as_array().unwrap() {
        assert_eq!((rest[0].kind, rest[0].gap.as_str()), (Kind::Item, ""));
        assert_eq!(marker(rest[0]), item["marker"].as_str().unwrap());
        assert_eq!(rest[0].text, item["heading"].as_str().unwrap());
        assert_eq!(
            rest[1].kind == Kind::Paragraph && rest[1].gap.is_empty(),
            item["run_in"].as_bool().unwrap()
        );
        rest = &rest[2..];
    }
    assert!(rest.is_empty());
    check_blanks(&report, &text, expected["blanks"].as_array().unwrap());
}

fn marker(block: &Block) -> &str {
    block.marker.as_ref().map_or("", |marker| marker.text())
}

/// An empty heading of this role, then the lead in the same line.
fn check_opening<'a, 'b>(blocks: &'a [&'b Block], role: Role, lead_ends: &str) -> &'a [&'b Block] {
    assert!(
        matches!(blocks[0].kind, Kind::Heading { role: found, .. } if found == role),
        "{:?}",
        blocks[0]
    );
    assert_eq!((blocks[0].text.as_str(), &blocks[0].marker), ("", &None));
    assert_eq!(
        (blocks[1].kind, blocks[1].gap.as_str()),
        (Kind::Paragraph, "")
    );
    assert!(blocks[1].text.ends_with(lead_ends), "{}", blocks[1].text);
    &blocks[2..]
}

/// Each blank by what stands before and after it in the whole text.
fn check_blanks(report: &Report, text: &str, expected: &[Value]) {
    let mut at = 0;
    let mut found = Vec::new();
    for block in report.blocks() {
        at += block.gap.len() + marker(block).len();
        found.extend(
            blanks(&block.text)
                .into_iter()
                .map(|blank| at + blank.range.start..at + blank.range.end),
        );
        at += block.text.len();
    }
    assert_eq!(found.len(), expected.len(), "blanks");
    for (range, expected) in found.iter().zip(expected) {
        let (before, after) = (
            expected["before"].as_str().unwrap(),
            expected["after"].as_str().unwrap(),
        );
        assert!(
            text[..range.start].ends_with(before),
            "before {range:?}: {before}"
        );
        assert!(
            text[range.end..].starts_with(after),
            "after {range:?}: {after}"
        );
    }
}

#[test]
fn empty_first_cells_of_a_table_stay() {
    let text = "总结\n\n一、情况\n类别\t项目\t数量\n\t党课\t4\n\t\t6\n\t以上情况，请知悉。\n";
    let report = parse(text);
    let texts: Vec<&str> = report.blocks().map(|block| block.text.as_str()).collect();
    let rows = [
        "类别\t项目\t数量",
        "\t党课\t4",
        "\t\t6",
        "以上情况，请知悉。",
    ];
    assert_eq!(texts.get(2..), Some(rows.as_slice()));
    assert_eq!(write(&report), text);
}
