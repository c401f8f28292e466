//! The formatted copy and the indented text, held against the composition that they are made from.

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

use dice::Dice;
use tigang::paper::{Layout, Paragraph, RunKind, compose, word_ends};
use tigang::{rich, text};

const SAMPLE: &str = include_str!("e2e/samples/branch.txt");
/// Random reports that each law is tried on.
const REPORTS: u64 = 2_000;

fn composed(source: &str, layout: &Layout) -> Vec<Paragraph> {
    compose(&text::parse(source), layout, &word_ends)
}

/// The text that a program shows which reads the HTML.
fn shown(html: &str) -> String {
    let start = html
        .find("<!--StartFragment-->")
        .expect("the start of the fragment");
    let end = html.find("<!--EndFragment-->").expect("its end");
    let mut text = String::new();
    let mut rest = html.get(start..end).expect("the fragment");
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let close = at + rest[at..].find('>').expect("the end of a tag");
        if rest[at..].starts_with("<br>") {
            text.push('|');
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn expected(paragraphs: &[Paragraph]) -> String {
    let mut text = String::new();
    for paragraph in paragraphs {
        for run in &paragraph.runs {
            text.push_str(&run.text);
            if matches!(run.kind, RunKind::LineEnd(_)) {
                text.push('|');
            }
        }
        if paragraph.runs.is_empty() {
            text.push('\u{a0}');
        }
        text.push('\n');
    }
    text
}

#[test]
fn the_formatted_copy_holds_every_character_of_the_page() {
    for seed in 0..REPORTS {
        let mut dice = Dice::new(seed);
        let report = dice::report(&mut dice);
        let layout = Layout::default();
        let page = compose(&report, &layout, &word_ends);
        let html = rich::write(&page, &layout);
        assert_eq!(shown(&html), expected(&page), "seed {seed}");
    }
}

#[test]
fn signs_of_html_stay_signs() {
    let layout = Layout::default();
    let page = composed("标题\n\n一、若 a<b&c>d。<script>正文</script>\n", &layout);
    let html = rich::write(&page, &layout);
    assert!(!html.contains("<script"), "{html}");
    assert_eq!(shown(&html), expected(&page));
}

#[test]
fn faces_indents_and_blanks_are_what_word_processors_read() {
    let html = rich::write(&composed(SAMPLE, &Layout::default()), &Layout::default());
    for wanted in [
        "text-align:center;line-height:35.45pt",
        "font-size:22.00pt",
        "line-height:29.45pt;mso-line-height-rule:exactly;text-indent:32.00pt;mso-char-indent-count:2.0",
        "<span style=\"font-family:'黑体',",
        "<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>",
        "letter-spacing:-0.25pt",
    ] {
        assert!(html.contains(wanted), "no {wanted} in {html}");
    }
}

#[test]
fn bold_run_in_headings_end_where_the_heading_ends() {
    let layout = Layout {
        bold_run_in: true,
        ..Layout::default()
    };
    let html = rich::write(&composed(SAMPLE, &layout), &layout);
    let bold: Vec<&str> = html
        .split("<b>")
        .skip(1)
        .filter_map(|rest| rest.split("</b>").next())
        .collect();
    assert!(4 <= bold.len(), "{bold:?}");
    assert!(
        bold.iter().all(|heading| heading.ends_with('。')),
        "{bold:?}"
    );
}

#[test]
fn indented_text_differs_by_its_indents_alone() {
    for seed in 0..REPORTS {
        let report = dice::report(&mut Dice::new(seed));
        let (plain, indented) = (text::write(&report), text::write_indented(&report));
        let without = |text: &str| text.replace('\u{3000}', "");
        assert_eq!(without(&indented), without(&plain), "seed {seed}");
    }
    let indented = text::write_indented(&text::parse(
        "某支部上半年工作总结\n\n机关党委：\n引言。\n一、甲。乙。\n　　已有缩进。\n某支部\n2026年6月30日\n\n附件\n统计表\n说明。\n",
    ));
    assert_eq!(
        indented,
        "某支部上半年工作总结\n\n机关党委：\n　　引言。\n　　一、甲。乙。\n　　已有缩进。\n某支部\n2026年6月30日\n\n附件\n统计表\n　　说明。\n"
    );
}
