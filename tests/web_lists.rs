//! Numbers of lists in copied web pages: cases, and the law that nothing but numbers comes to a text.

#![allow(clippy::expect_used, clippy::panic, reason = "a test may fail")]

use proptest::prelude::*;
use tigang::web_lists::with_numbers;

#[path = "shared/growth.rs"]
mod growth;

const CASES: &str = include_str!("cases/web_lists.txt");

#[test]
fn cases_of_lists() {
    let mut count = 0;
    for case in CASES.split("\n== ").skip(1) {
        let (name, case) = case.split_once('\n').expect("a name");
        let parts: Vec<&str> = case.trim_end().split("\n--\n").collect();
        let [html, text, wanted] = parts.as_slice() else {
            panic!("{name}: three parts");
        };
        let (numbered, given) = with_numbers(text, html);
        assert_eq!(numbered, *wanted, "{name}");
        let changed = text.lines().zip(wanted.lines());
        let changed = changed.filter(|(before, after)| before != after).count();
        assert_eq!(given, changed, "{name}");
        count += 1;
    }
    assert_eq!(count, 17, "every case");
}

const WORDS: &[&str] = &[
    "学习", "服务", "1.", "（1）", "　", " ", "\r\n", "\n", "5月", "😀", "&",
];
const TAGS: &[&str] = &[
    "<ol>",
    "</ol>",
    "<ul>",
    "</ul>",
    "<li>",
    "</li>",
    "<ol start=\"3\">",
    "<b>",
    "</b>",
    "<p>",
    "<td>",
    "<",
    ">",
    "&nbsp;",
    "&amp;",
    "<li value=99999999999>",
    "<ol start=4294967295>",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

    /// Texts and pages of the same words, so that they meet: nothing but numbers comes.
    #[test]
    fn nothing_but_numbers_comes(
        text in prop::collection::vec(prop::sample::select(WORDS), 0..30),
        page in prop::collection::vec(prop::sample::select([WORDS, TAGS].concat()), 0..60),
    ) {
        let (text, page) = (text.concat(), page.concat());
        let (numbered, count) = with_numbers(&text, &page);
        prop_assert_eq!(count == 0, numbered == text);
        prop_assert_eq!(numbered.lines().count(), text.lines().count());
        for (before, after) in text.lines().zip(numbered.lines()) {
            prop_assert!(after.ends_with(before.trim_start()), "{before} became {after}");
            let more = after.chars().count() - before.chars().count();
            prop_assert!(more <= 13, "{before} became {after}");
        }
    }
}

/// Whatever somebody has put on the clipboard takes time as it is long.
#[test]
fn no_page_takes_more_than_its_length() {
    for piece in [
        "<ol>",
        "<ul>",
        "<li>甲",
        "<b>",
        "<ol><li>学习</li>",
        "&nbsp;",
        "甲<br>",
    ] {
        let page = |count: usize| (piece.repeat(count), "甲\n".repeat(count));
        let mut pieces: Vec<_> = (0..growth::PIECES).map(|_| page(600)).collect();
        let mut whole = page(600 * growth::PIECES);
        growth::hold(piece, &mut pieces, &mut whole, |(html, text)| {
            std::hint::black_box(with_numbers(text, html));
        });
    }
}
