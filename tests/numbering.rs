//! Markers as tables: what is read, what is not, and what becomes of each when it is renumbered.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::numbering::{Marker, Style, chinese, number_at};

/// A text, its style and number, and its marker with the number 3.
const READ: &[(&str, Style, u32, &str)] = &[
    ("一、总体", Style::Comma, 1, "三、"),
    ("一.总体", Style::Comma, 1, "三."),
    ("一．总体", Style::Comma, 1, "三．"),
    ("一，总体", Style::Comma, 1, "三，"),
    ("一：总体", Style::Comma, 1, "三："),
    ("一 、总体", Style::Comma, 1, "三 、"),
    ("一丶总体", Style::Comma, 1, "三丶"),
    ("—、总体", Style::Comma, 1, "三、"),
    ("## 一、总体", Style::Comma, 1, "## 三、"),
    ("**一、总体", Style::Comma, 1, "**三、"),
    ("**一、**总体", Style::Comma, 1, "**三、**"),
    ("一\u{3000}总体", Style::Comma, 1, "三\u{3000}"),
    ("一、 总体", Style::Comma, 1, "三、 "),
    ("十、总体", Style::Comma, 10, "三、"),
    ("十一、总体", Style::Comma, 11, "三、"),
    ("二十、总体", Style::Comma, 20, "三、"),
    ("九十九、总体", Style::Comma, 99, "三、"),
    ("一百零一、总体", Style::Comma, 101, "三、"),
    ("一二、总体", Style::Comma, 12, "三、"),
    ("一〇、总体", Style::Comma, 10, "三、"),
    ("（一）总体", Style::Parenthesis, 1, "（三）"),
    ("(一)总体", Style::Parenthesis, 1, "(三)"),
    ("（一)总体", Style::Parenthesis, 1, "（三)"),
    ("（一）、总体", Style::Parenthesis, 1, "（三）、"),
    ("（ 一 ）总体", Style::Parenthesis, 1, "（ 三 ）"),
    ("〔一〕总体", Style::Parenthesis, 1, "〔三〕"),
    ("【一】总体", Style::Parenthesis, 1, "【三】"),
    ("[一]总体", Style::Parenthesis, 1, "[三]"),
    ("〈一〉总体", Style::Parenthesis, 1, "〈三〉"),
    ("（—）总体", Style::Parenthesis, 1, "（三）"),
    ("(-)总体", Style::Parenthesis, 1, "（三）"),
    ("一）总体", Style::Parenthesis, 1, "三）"),
    ("㈠总体", Style::Parenthesis, 1, "㈢"),
    ("1.总体", Style::Dot, 1, "3."),
    ("1. 总体", Style::Dot, 1, "3. "),
    ("1．总体", Style::Dot, 1, "3．"),
    ("１．总体", Style::Dot, 1, "３．"),
    ("1、总体", Style::Dot, 1, "3、"),
    ("12，总体", Style::Dot, 12, "3，"),
    ("1.2023年", Style::Dot, 1, "3."),
    ("⒈总体", Style::Dot, 1, "⒊"),
    ("（1）总体", Style::ArabicParenthesis, 1, "（3）"),
    ("(1)总体", Style::ArabicParenthesis, 1, "(3)"),
    ("1)总体", Style::ArabicParenthesis, 1, "3)"),
    ("1）总体", Style::ArabicParenthesis, 1, "3）"),
    ("⑴总体", Style::ArabicParenthesis, 1, "⑶"),
    ("①总体", Style::Circled, 1, "③"),
    ("㉑总体", Style::Circled, 21, "③"),
    ("一是总体", Style::Is, 1, "三是"),
    ("一 是总体", Style::Is, 1, "三 是"),
    ("一是：总体", Style::Is, 1, "三是："),
    ("十二是总体", Style::Is, 12, "三是"),
    ("一要总体", Style::Must, 1, "三要"),
    ("第一，总体", Style::Ordinal, 1, "第三，"),
    ("第一、总体", Style::Ordinal, 1, "第三、"),
    ("第一是总体", Style::Ordinal, 1, "第三是"),
    ("第一部分 总体", Style::Division, 1, "第三部分 "),
    ("第一章 总体", Style::Division, 1, "第三章 "),
    ("第2节：总体", Style::Division, 2, "第3节："),
    ("首先，总体", Style::Word, 1, "再次，"),
    ("其次、总体", Style::Word, 2, "再次、"),
    ("最后：总体", Style::Word, 4, "再次："),
];

/// Texts that start with no marker.
const NOT_READ: &[&str] = &[
    "",
    "一",
    "总体",
    "1.5万元",
    "1,000元",
    "2023年",
    "2023.6.30",
    "2026、",
    "[1]总体",
    "—总体",
    "-1、总体",
    "一 总 体",
    "二〇二六年",
    "一直、",
    "（）",
    "（ ）",
    "（一",
    "(1",
    "第一个",
    "第三支部",
    "首先要",
    "零、",
    "0.",
    "x、",
    "十十、",
    "十一二、",
    "99999999999、",
    "一一一一一一一一一一、",
];

#[test]
fn markers_are_read_and_renumbered_in_their_own_form() {
    for &(text, style, number, third) in READ {
        let Some(marker) = Marker::read(text) else {
            panic!("{text}: no marker")
        };
        assert_eq!((marker.style, marker.number), (style, number), "{text}");
        assert!(text.starts_with(marker.text()), "{text}");
        assert_eq!(marker.renumbered(3, 9).text(), third, "{text}");
        assert_eq!(marker.renumbered(3, 9).number, 3, "{text}");
        assert_eq!(
            Marker::stored(style, number, marker.text().to_owned()),
            marker,
            "{text}"
        );
    }
}

#[test]
fn what_only_looks_like_a_marker_is_none() {
    for text in NOT_READ {
        assert_eq!(Marker::read(text), None, "{text}");
    }
}

#[test]
fn usual_markers_are_those_of_official_papers() {
    let styles = [
        (Style::Division, "第十二部分"),
        (Style::Comma, "十二、"),
        (Style::Parenthesis, "（十二）"),
        (Style::Dot, "12."),
        (Style::ArabicParenthesis, "（12）"),
        (Style::Circled, "⑫"),
        (Style::Is, "十二是"),
        (Style::Must, "十二要"),
        (Style::Ordinal, "第十二，"),
    ];
    for (style, text) in styles {
        assert_eq!(Marker::usual(style, 12).text(), text);
        assert_eq!(Marker::read(text), Some(Marker::usual(style, 12)));
    }
}

#[test]
fn ordinal_words_follow_the_length_of_the_list() {
    let words = |count: u32| -> String {
        (1..=count)
            .map(|number| {
                Marker::usual(Style::Word, 1)
                    .renumbered(number, count)
                    .text()
                    .to_owned()
            })
            .collect()
    };
    assert_eq!(words(1), "首先，");
    assert_eq!(words(2), "首先，其次，");
    assert_eq!(words(3), "首先，其次，最后，");
    assert_eq!(words(5), "首先，其次，再次，再次，最后，");
}

#[test]
fn signs_that_run_out_give_way_to_brackets() {
    let read =
        |text: &str| Marker::read(text).map(|marker| marker.renumbered(51, 60).text().to_owned());
    assert_eq!(read("① 总体").as_deref(), Some("（51） "));
    assert_eq!(read("⑴总体").as_deref(), Some("（51）"));
    assert_eq!(read("㈠总体").as_deref(), Some("（五十一）"));
    assert_eq!(read("⒈总体").as_deref(), Some("51."));
}

#[test]
fn numerals_are_written_and_read_back() {
    let written = [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
    ];
    for (number, text) in written {
        assert_eq!(chinese(number), text);
    }
    for number in 1..=9999 {
        assert_eq!(number_at(&chinese(number)), Some((number, "")));
    }
    assert_eq!(number_at("二〇二六年"), Some((2026, "年")));
    assert_eq!(number_at("2026年"), Some((2026, "年")));
    assert_eq!(number_at("年"), None);
}

#[test]
fn outer_styles_rank_before_inner_ones() {
    let ranked = [
        Style::Division,
        Style::Comma,
        Style::Parenthesis,
        Style::Dot,
        Style::ArabicParenthesis,
        Style::Circled,
    ];
    assert!(
        ranked
            .windows(2)
            .all(|pair| pair[0].rank() < pair[1].rank())
    );
    for item in [Style::Is, Style::Must, Style::Ordinal, Style::Word] {
        assert_eq!(item.rank(), None);
    }
}
