//! Blanks as a table: a text, and each blank with its unit and the words around it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::blanks::{Unit, blanks, context, starts_with_blank, unit_after};

/// A blank: its sign, its unit, what stands before and after.
type Found = (&'static str, &'static str, &'static str, &'static str);

/// A text and its blanks: the sign, the unit (- for a name), what stands before and after.
const CASES: &[(&str, &[Found])] = &[
    (
        "开展集体学习\u{a0}*次",
        &[("\u{a0}*", "次", "开展集体学习", "次")],
    ),
    (
        "局党委领导下，*党支部全面学习",
        &[("*", "-", "", "党支部全")],
    ),
    ("培塑\u{a0}*的品牌", &[("\u{a0}*", "-", "培塑", "的品牌")]),
    (
        "参观 *，观看 *。",
        &[("*", "-", "参观", ""), ("*", "-", "观看", "")],
    ),
    ("＊次", &[("＊", "次", "", "次")]),
    ("****年", &[("****", "年", "", "年")]),
    ("***党支部", &[("***", "-", "", "党支部")]),
    // Bold and blanks of two stars.
    ("**强化学习**。今年", &[]),
    ("**一、强化政治。**始终", &[]),
    ("要**高度重视**安全", &[]),
    ("**党支部**：很好", &[]),
    ("***又粗又斜***的字", &[]),
    ("**20XX年工作**。", &[("XX", "年", "20", "年")]),
    (
        "**党支部开展**次学习",
        &[
            ("**", "-", "", "党支部开"),
            ("**", "次", "党支部开展", "次"),
        ],
    ),
    (
        "开展**次，召开**次",
        &[("**", "次", "开展", "次"), ("**", "次", "召开", "次")],
    ),
    (
        "**局**同志",
        &[("**", "-", "", "局"), ("**", "-", "局", "同志")],
    ),
    ("参观**，", &[("**", "-", "参观", "")]),
    ("**粗体**和**次", &[("**", "次", "和", "次")]),
    // A bullet of a Markdown list.
    ("* 学习", &[]),
    ("* 学习*次", &[("*", "次", "学习", "次")]),
    // The letter x.
    ("XX局", &[("XX", "-", "", "局")]),
    (
        "20XX年x月x日",
        &[
            ("XX", "年", "20", "年"),
            ("x", "月", "年", "月"),
            ("x", "日", "月", "日"),
        ],
    ),
    ("占ＸＸ％", &[("ＸＸ", "％", "占", "％")]),
    ("增长XX.X%", &[("XX.X", "%", "增长", "%")]),
    ("Xbox max XIV iPhone X 手机", &[]),
    ("www.xxx.com", &[]),
    ("a@xx.cn", &[]),
    ("党建+X、1+X", &[]),
    ("X光检查", &[]),
    ("第X批", &[("X", "批", "第", "批")]),
    ("3x4、3 X 4", &[]),
    // The sign of times.
    ("××同志", &[("××", "-", "", "同志")]),
    ("20××年", &[("××", "年", "20", "年")]),
    ("×局", &[("×", "-", "", "局")]),
    ("3×4", &[]),
    ("3 × 4", &[]),
    ("5米×3米", &[]),
    ("长×宽", &[]),
    ("（a/b）×100%", &[]),
    ("3*4=12", &[]),
    // Lines and brackets.
    ("学习__次", &[("__", "次", "学习", "次")]),
    (
        "____年__月",
        &[("____", "年", "", "年"), ("__", "月", "年", "月")],
    ),
    ("学习＿次", &[("＿", "次", "学习", "次")]),
    ("共_人", &[("_", "人", "共", "人")]),
    ("a__b __init__ _ 工作总结_报告", &[]),
    ("由【】负责", &[("【】", "-", "由", "负责")]),
    ("由【　】负责", &[("【　】", "-", "由", "负责")]),
    ("由【张某】负责", &[]),
    ("（  ）次", &[("（  ）", "次", "", "次")]),
    ("（）( )", &[("（）", "-", "", ""), ("( )", "-", "", "")]),
    ("（一）f()", &[]),
    ("(\n)", &[]),
    ("没有待填。", &[]),
    ("", &[]),
];

#[test]
fn blanks_are_found_with_their_units_and_words() {
    for (text, expected) in CASES {
        let found: Vec<(&str, &str, &str, &str)> = blanks(text)
            .into_iter()
            .map(|blank| {
                let unit = match blank.unit {
                    Unit::Measure(unit) => unit,
                    Unit::Name => "-",
                };
                let (before, after) = context(text, &blank.range, blank.unit);
                (&text[blank.range], unit, before, after)
            })
            .collect();
        assert_eq!(found.as_slice(), *expected, "{text:?}");
    }
}

#[test]
fn units_are_measure_words_and_no_words_that_begin_like_them() {
    for (text, unit) in [
        ("次", "次"),
        (" 次", "次"),
        ("余次", "次"),
        ("人次", "人次"),
        ("人", "人"),
        ("万元", "万元"),
        ("个百分点", "个百分点"),
    ] {
        assert_eq!(unit_after(text), Unit::Measure(unit), "{text}");
    }
    for text in [
        "", "人大", "人民", "支部", "项目", "分局", "同志", "的", "日报",
    ] {
        assert_eq!(unit_after(text), Unit::Name, "{text}");
    }
}

#[test]
fn a_blank_at_the_start_takes_its_spaces() {
    for text in ["*次", "\u{a0}*次", "\u{a0}\u{a0}（ ）", "XX局"] {
        assert!(starts_with_blank(text), "{text:?}");
    }
    for text in [
        "",
        "\u{a0}",
        "\u{a0}（一）",
        "次*",
        " *",
        "Xbox",
        "**粗体**",
    ] {
        assert!(!starts_with_blank(text), "{text:?}");
    }
}
