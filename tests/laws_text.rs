//! The laws of reading, for any text: nothing is lost, nothing panics, the shape of a report holds.
//!
//! Twenty thousand texts a run, made of the pieces that real reports and their copies are made of.
//! A failure prints the text and the seed; `TIGANG_SEED` runs that seed again.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::cell::Cell;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use tigang::blanks::blanks;
use tigang::clean::is_unseen;
use tigang::notices::What;
use tigang::numbering::Marker;
use tigang::report::{Kind, Report};
use tigang::text::{describe, joined, parse, write};

const TEXTS: u32 = 20_000;

/// Pieces that mean something to the reader, and such as should mean nothing.
#[rustfmt::skip]
const PIECES: &[&str] = &[
    "一、", "二、", "三、", "十一、", "一.", "二．", "三，", "一 ", "（一）", "（二）", "(三)", "（一)、",
    "1.", "2.", "3、", "4．", "1）", "(2)", "（1）", "（2）", "①", "②", "⑴", "一是", "二是", "三是", "一要",
    "二要", "第一，", "第二，", "首先，", "其次，", "最后，", "第一部分", "第一章", "第二节", "2023年", "1.5",
    "2026.6.30", "一、二等奖", "2023年1月10日", "二〇二六年六月三十日", "2026年 月 日", "党支部",
    "强化政治统领，", "坚定拥护“两个确立”。", "始终把党的政治建设摆在首位", "存在的问题和不足",
    "下一步，我们将", "反思上半年工作，主要存在以下不足：", "今年以来，", "工作总结", "目录", "各位代表：",
    "附件：", "来源：某网 发布时间：2024-03-28", "……3", "*", "**", "****", "x", "XX", "×", "3×4", "__",
    "____年", "【】", "【 】", "（ ）", "()", "\u{a0}*", "\u{a0}", "\u{3000}", "\u{3000}\u{3000}", " ", "  ",
    "\t", "\n", "\n", "\n", "\r\n", "\r", "\n\n", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}",
    "\u{feff}", "\u{200b}", "。", "。", "；", "：", "，", "、", "！", "？", ".", ",", ";", ":", "“", "”",
    "《", "》", "（", "）", "(", ")", "——", "😀", "👨‍👩‍👧", "é", "\u{301}", "a", "Xbox", "0", "7", "十",
    "第", "年", "月", "日", "次", "局", "\u{0}", "年  月\u{a0}日", "○○", "〇", "〔 〕", "[ ]", "[", "]", "*95%*", "地点：____",
    "（见附件1）", "二、三期工程", "2、三批整改", "负责人：张三",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(PIECES).prop_map(str::to_owned);
    let piece = prop_oneof![30 => pieces, 1 => any::<String>(), 3 => "[一-十是要、。]{1,6}"];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Runs a law on many texts, from a seed that is printed when the law is broken.
fn for_all_texts(law: impl Fn(&str) -> Result<(), TestCaseError>) {
    let seed = std::env::var("TIGANG_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seed: u64 = seed.unwrap_or_else(|| {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        now.map_or(1, |now| now.as_nanos() as u64)
    });
    let mut bytes = [0; 32];
    for (place, byte) in bytes.iter_mut().zip(seed.to_le_bytes()) {
        *place = byte;
    }
    let config = Config {
        cases: TEXTS,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner =
        TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
    if let Err(error) = runner.run(&texts(), |text| law(&text)) {
        panic!("TIGANG_SEED={seed}\n{error}");
    }
}

#[test]
fn lines_that_are_joined_keep_every_sign() {
    let count = Cell::new(0);
    for_all_texts(|text| {
        let signs: Vec<char> = text.chars().filter(|sign| !sign.is_control()).collect();
        let lines: Vec<String> = signs.chunks(24).map(String::from_iter).collect();
        // So many that most are full.
        let broken = [&*lines.join("\n"), &"某".repeat(24)].join("\n").repeat(3);
        if let Some((whole, notices)) = joined(&broken) {
            let seen =
                |text: &str| text.replace(|sign: char| sign.is_whitespace() || is_unseen(sign), "");
            let has_numbers = notices.iter().any(|(what, _)| what == What::PageNumber);
            count.set(count.get() + u32::from(!has_numbers));
            prop_assert!(has_numbers || seen(&whole) == seen(&broken));
        }
        Ok(())
    });
    println!("{} of {TEXTS} texts were joined", count.get());
    assert!(
        TEXTS / 10 < count.get(),
        "hardly one is a text of broken lines"
    );
}

#[test]
fn the_laws_of_reading_hold_for_any_text() {
    for_all_texts(|text| {
        no_byte_is_lost(text)?;
        shape(&parse(text))?;
        blanks_lie_in_order(text)?;
        outline_depends_on_text(text)?;
        renumbered_reads_back(text)
    });
}

/// Reading and writing gives back every byte.
fn no_byte_is_lost(text: &str) -> Result<(), TestCaseError> {
    prop_assert_eq!(write(&parse(text)), text);
    Ok(())
}

/// Blanks lie on characters, in order, within their line.
fn blanks_lie_in_order(text: &str) -> Result<(), TestCaseError> {
    let mut done = 0;
    for blank in blanks(text) {
        prop_assert!(done <= blank.range.start && blank.range.start < blank.range.end);
        let sign = text.get(blank.range.clone());
        prop_assert!(sign.is_some_and(|sign| !sign.contains('\n')), "{sign:?}");
        tigang::blanks::context(text, &blank.range, blank.unit);
        done = blank.range.end;
    }
    Ok(())
}

/// The outline depends on the text alone and has a line for each block.
fn outline_depends_on_text(text: &str) -> Result<(), TestCaseError> {
    let outline = describe(&parse(text));
    prop_assert_eq!(&outline, &describe(&parse(text)));
    prop_assert_eq!(outline.lines().count(), parse(text).len());
    Ok(())
}

/// A renumbered marker is read as its new number.
fn renumbered_reads_back(text: &str) -> Result<(), TestCaseError> {
    let Some(marker) = text
        .char_indices()
        .find_map(|(at, _)| Marker::read(text.get(at..)?))
    else {
        return Ok(());
    };
    // There are fifty circled numbers.
    let circled = marker.style == tigang::numbering::Style::Circled;
    for number in [1, 2, 7, 10, 12, 21, if circled { 50 } else { 99 }] {
        let renumbered = marker.renumbered(number, 99);
        let read = Marker::read(renumbered.text());
        let word = marker.style == tigang::numbering::Style::Word;
        prop_assert_eq!(
            read.as_ref().map(|read| read.style),
            Some(marker.style),
            "{:?}",
            renumbered
        );
        prop_assert!(
            word || read.map(|read| read.number) == Some(number),
            "{:?}",
            renumbered
        );
    }
    prop_assert_eq!(
        marker.renumbered(marker.number, 0).renumbered(3, 9),
        marker.renumbered(3, 9)
    );
    Ok(())
}

/// Every report has the shape that its blocks promise.
fn shape(report: &Report) -> Result<(), TestCaseError> {
    let line_end = |character: char| "\n\r\u{b}\u{c}\u{85}\u{2028}\u{2029}".contains(character);
    let mut titles = 0;
    let mut heading = false;
    let (mut dates, mut closed) = (0, false);
    for (position, block) in report.blocks().enumerate() {
        let layout = |character: char| {
            character.is_whitespace()
                || "\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}".contains(character)
        };
        prop_assert!(
            block.gap.chars().all(layout),
            "a gap is layout: {:?}",
            block.gap
        );
        if block.kind != Kind::Title {
            prop_assert!(
                !block.text.contains(line_end),
                "a line end in {:?}",
                block.text
            );
        }
        match block.kind {
            Kind::Title => {
                titles += 1;
                prop_assert!(!heading, "a title after a heading");
                prop_assert!(!block.text.trim().is_empty());
            }
            Kind::Heading { .. } => heading = true,
            Kind::Item => prop_assert!(block.marker.is_some(), "an item has a number"),
            Kind::Paragraph => prop_assert!(!block.text.is_empty() && block.marker.is_none()),
            Kind::Signature | Kind::Date => prop_assert!(position > 0 && !block.text.is_empty()),
        }
        let closes = matches!(block.kind, Kind::Signature | Kind::Date);
        prop_assert!(!closes || dates == 0, "one closing");
        dates += usize::from(block.kind == Kind::Date);
        prop_assert!(
            !(closed && block.kind == Kind::Title),
            "a title after the closing"
        );
        closed |= closes;
        if let Some(marker) = &block.marker {
            let read = Marker::read(marker.text()).map(|read| (read.style, read.text().to_owned()));
            prop_assert_eq!(read, Some((marker.style, marker.text().to_owned())));
        }
        prop_assert!(block.fills.is_empty());
    }
    prop_assert!(titles <= 1);
    prop_assert!(
        report
            .tail()
            .chars()
            .all(|character| !character.is_alphanumeric())
    );
    Ok(())
}

#[test]
fn texts_of_one_kind_of_piece_are_read_too() {
    for piece in PIECES {
        for count in [1, 2, 1000] {
            let text = piece.repeat(count);
            assert_eq!(write(&parse(&text)), text);
            assert!(shape(&parse(&text)).is_ok(), "{piece:?} × {count}");
        }
    }
}
