//! Markdown: what is written reads back as the same text, and what others write reads as it looks.
//!
//! A case in `cases/markdown/*.txt` is `=== name`, the Markdown, `--- text` with what is read, `--- outline`
//! with the headings that are recognised in that, and `--- notices` with what is told, as `Heading 2`.
//! `TIGANG_UPDATE=1` writes what is read now.
//!
//! A failure prints its seed; `TIGANG_SEED=n` runs that one alone.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "shared/dice.rs"]
#[allow(dead_code, reason = "shared with other tests")]
mod dice;
#[path = "shared/seeds.rs"]
mod seeds;

use std::fs;
use std::path::Path;

use dice::Dice;
use seeds::seeds;
use tigang::notices::What;
use tigang::{clean, markdown, text};

/// The text as Markdown can carry it.
fn carried(text: &str) -> String {
    clean::lines(&clean::signs(text.to_owned()).0)
}

/// The same text comes back, and so the same report is read.
fn comes_back(source: &str, name: &str) {
    let report = text::parse(source);
    let written = markdown::write(&report);
    let (read, notices) = markdown::read(&written);
    assert_eq!(read, carried(source), "{name}\n{written}");
    assert_eq!(text::write(&text::parse(&read)), carried(source), "{name}");
    let told = notices
        .iter()
        .any(|(what, _)| !matches!(what, What::Unseen | What::Control | What::Lost));
    assert!(!told, "{name}\n{written}\n{notices:?}");
}

/// Pieces of text that Markdown could take for markup.
#[rustfmt::skip]
const PIECES: [&str; 64] = [
    "#", "# ", "## 一", "-", "- ", "---", "+ ", "*", "**", "* ", "***", "_", "__", "____", "`", "```", "~", "~~", "~~~",
    "1.", "1. ", "12) ", ">", "> ", "=", "===", "|", "|-|", "| a | b |", "[", "]", "](", "[a](b)", "![a](b)", "(", ")",
    "<", "<b>", "</b>", "<!--", "-->", "<br>", "&", "&amp;", "&#32;", ";", "\\", "\\\\", "!", "\n", "\n", "\n\n",
    "\r\n", "\u{2028}", " ", "    ", "\t", "\u{3000}\u{3000}", "\u{a0}*", "一、", "（一）", "加强学习。", "次", "：",
];

#[test]
fn a_report_comes_back_from_markdown() {
    for seed in seeds(3_000) {
        let report = dice::report(&mut Dice::new(seed));
        comes_back(&text::write(&report), &format!("TIGANG_SEED={seed}"));
    }
}

#[test]
fn any_text_comes_back_from_markdown() {
    for seed in seeds(20_000) {
        let mut dice = Dice::new(seed);
        let source: String = (0..dice.below(14)).map(|_| dice.of(&PIECES)).collect();
        comes_back(&source, &format!("TIGANG_SEED={seed}"));
    }
}

/// Bold does not end behind a space, of whatever width (CommonMark 6.2).
#[test]
fn a_heading_that_runs_in_behind_any_space_comes_back() {
    for space in "\t \u{a0}\u{1680}\u{2002}\u{2003}\u{2009}\u{202f}\u{3000}".chars() {
        let source = format!("二、抓服务\n（一）走访\n1. 春节走访{space}一是慰问，\n二是帮扶。\n");
        let written = markdown::write(&text::parse(&source));
        assert!(written.contains("**1. 春节走访**"), "{space:?} {written}");
        comes_back(&source, &format!("{:?}", space));
    }
}

#[test]
fn a_report_looks_as_it_should() {
    let source = "关于支部工作\n情况的报告\n\n今年以来，*党支部。\n一、抓学习，强化“两个确立”。始终把学习摆在首位。\n（一）做法\n1. 集体学习\u{a0}*次。\n二、抓服务\n一是走访。二是帮扶。\n";
    let wanted = "# 关于支部工作\n\n# 情况的报告\n\n\n今年以来，\\*党支部。\n\n**一、抓学习，强化“两个确立”**。始终把学习摆在首位。\n\n### （一）做法\n\n#### 1. 集体学习\u{a0}\\*次。\n\n## 二、抓服务\n\n一是走访。二是帮扶。\n";
    assert_eq!(markdown::write(&text::parse(source)), wanted);
}

#[test]
fn a_heading_behind_an_indent_is_one() {
    let source =
        " 一、主要工作\n  （一）学习。要学。\n\t（二）党课\n开展党课。\n　 二、打算\n要做。\n";
    let wanted = "## &#32;一、主要工作\n\n&#32; **（一）学习**。要学。\n\n### &#9;（二）党课\n\n开展党课。\n\n## 　 二、打算\n\n要做。\n";
    assert_eq!(markdown::write(&text::parse(source)), wanted);
    comes_back(source, "an indent");
}

#[test]
fn what_others_write_reads_as_it_looks() {
    for (source, wanted) in [
        ("# 标题 #\n\n正文一\n正文二", "标题\n正文一\n正文二"),
        ("标题\n===\n\n小标题\n---\n\n正文", "标题\n小标题\n正文"),
        ("一\n\n***\n\n二", "一\n\n\n二"),
        ("- 甲\n- 乙\n  - 丙\n* 丁", "甲\n乙\n丙\n丁"),
        (
            "1. 甲\n1. 乙\n   1. 丙\n1. 丁\n\n文\n\n1. 戊",
            "1.甲\n2.乙\n1.丙\n3.丁\n文\n1.戊",
        ),
        ("3) 甲\n4) 乙", "3)甲\n4)乙"),
        ("1. 5万元", "1. 5万元"),
        ("> 引\n> > 深\n", "引\n深\n"),
        ("**加粗**和*斜体*，以及_下划_。", "加粗和斜体，以及下划。"),
        (
            "坚持*一以贯之*抓落实，把*严*字当头；_常态长效_推进，*久久为功*见效",
            "坚持一以贯之抓落实，把*严*字当头；常态长效推进，久久为功见效",
        ),
        (
            "召开*次会议*场，完成* 项，*场活动，参观*，由*牵头负责*配合，*局和*局",
            "召开*次会议*场，完成* 项，*场活动，参观*，由*牵头负责*配合，*局和*局",
        ),
        (
            "参观*和*两地，学习*的经验*条，3*甲乙*4，达到*95%*以上，总结_报告_终稿.docx，my_name_ x",
            "参观*和*两地，学习*的经验*条，3*甲乙*4，达到*95%*以上，总结_报告_终稿.docx，my_name_ x",
        ),
        (
            "落实 **18** 次，见 **《办法》** 第三条，要 *严格执行* 到位，用 **Excel** 表",
            "落实18次，见《办法》第三条，要严格执行到位，用Excel表",
        ),
        ("，*斜体*，__粗__。~~删~~", "，斜体，粗。删"),
        (
            "集体学习*次、讲党课*次，____人，**次",
            "集体学习*次、讲党课*次，____人，**次",
        ),
        ("***又粗又斜***", "又粗又斜"),
        (
            "**（一）理论学习。** 组织学习，要 **严格** 把关、**6** 次，a **b** c",
            "（一）理论学习。组织学习，要严格把关、6次，a b c",
        ),
        ("要  **严格**  把关，** 次", "要  严格  把关，** 次"),
        (
            "[链接](http://a.b/c(d)) 与 <http://a.b>",
            "链接 与 http://a.b",
        ),
        ("![图](a.png)后", "后"),
        ("[不是链接] [甲][乙]", "[不是链接] [甲][乙]"),
        ("`代码 *次*` 与 ``a`b``", "代码 *次* 与 a`b"),
        (
            "```text\n# 不是标题\n\n**原样**\n```\n后",
            "# 不是标题\n\n**原样**\n后",
        ),
        (
            "| 项目 | 次数 |\n|:--|--:|\n| 学习\\| | **6** |\n\n后",
            "项目\t次数\n学习|\t6\n后",
        ),
        ("甲<br>乙<b>丙</b><!-- 注\n释 -->丁", "甲\n乙丙丁"),
        (
            "5 < 6 & 7 > 2 &lt; &#20013; &unknown;",
            "5 < 6 & 7 > 2 < 中 &unknown;",
        ),
        ("行尾两空格  \n反斜杠\\\n\\*次", "行尾两空格\n反斜杠\n*次"),
        ("    四个空格", "四个空格"),
        ("　　全角缩进", "　　全角缩进"),
        ("", ""),
        ("\n\n", "\n\n"),
    ] {
        assert_eq!(markdown::read(source).0, wanted, "{source}");
    }
}

/// What a case is read as.
fn shown(source: &str) -> String {
    let (read, notices) = markdown::read(source);
    let outline = text::describe(&text::parse(&read));
    let is_heading = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("标题") || line.chars().nth(1) == Some('级')
    };
    let outline: Vec<&str> = outline.lines().filter(is_heading).collect();
    let told: String = notices
        .iter()
        .map(|(what, count)| format!("{what:?} {count}\n"))
        .collect();
    format!(
        "{}\n--- outline\n{}\n--- notices\n{told}",
        read.trim_end(),
        outline.join("\n")
    )
}

#[test]
fn headings_without_numbers_get_them() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/markdown/headings.txt");
    let content = fs::read_to_string(&file).unwrap();
    let (mut updated, mut failures, mut count) = (Vec::new(), Vec::new(), 0);
    for case in content.split("=== ").skip(1) {
        let (name, rest) = case.split_once('\n').unwrap();
        let (source, wanted) = rest.split_once("--- text\n").expect(name);
        let read = shown(source);
        if read.trim_end() != wanted.trim_end() {
            failures.push(format!("{name}\n--- wanted\n{wanted}\n--- read\n{read}"));
        }
        // With their numbers they are headings like any other.
        comes_back(&markdown::read(source).0, name);
        updated.push(format!(
            "=== {name}\n{source}--- text\n{}\n",
            read.trim_end()
        ));
        count += 1;
    }
    if std::env::var("TIGANG_UPDATE").is_ok() {
        fs::write(file, updated.join("\n")).unwrap();
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(count >= 25, "the cases are there: {count}");
}

#[test]
fn what_is_left_out_is_told() {
    let source = "<p>甲</p>![图](b)\n\n|a|b|\n|-|-|\n\u{200b}";
    let (_, notices) = markdown::read(source);
    let told: Vec<(What, usize)> = notices.iter().collect();
    assert_eq!(
        told,
        [
            (What::Unseen, 1),
            (What::Html, 2),
            (What::Picture, 1),
            (What::Table, 1)
        ]
    );
}

#[test]
fn long_and_hostile_texts_take_their_length() {
    for piece in [
        "*a ", "**", "[", "](", "[a](", "<a", "`", "``` ` ", "> ", "- ", "&", "![", "_a", "1. ",
        "<!--", "|", "a|\n-|\n",
    ] {
        let (text, _) = markdown::read(&piece.repeat(300_000));
        assert!(text.len() <= piece.len() * 300_000 + 1_000_000, "{piece}");
    }
}
