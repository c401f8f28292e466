//! 续写: what stands in a report of one period, and in the beginning of the next one.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail"
)]

use proptest::prelude::*;

use tigang::blanks::blanks;
use tigang::carry_over::{CarriedOver, Plan, carry_over};
use tigang::draft::{Period, Span, period};
use tigang::edit::{self, Edit};
use tigang::numbering::{Marker, number_at};
use tigang::report::compare::{Mark, Run};
use tigang::report::{Kind, NewBlock, Report};
use tigang::slots::slots;
use tigang::text;

const CASES: &str = include_str!("cases/carrying_over.txt");

fn read_period(text: &str) -> Period {
    let (year, name) = number_at(text).map_or((None, text), |(year, name)| (Some(year), name));
    let span = period::SPANS
        .iter()
        .find(|(_, names)| names.first() == Some(&name));
    Period {
        year: year.and_then(|year| u16::try_from(year).ok()),
        span: span.map(|(span, _)| *span),
    }
}

/// The report that a line stands for, and the block that it is.
fn report_of(line: &str) -> (Report, usize) {
    if let Some(title) = line.strip_prefix("标题：") {
        (text::parse(&format!("{title}\n\n召开会议。\n")), 0)
    } else if let Some(date) = line.strip_prefix("日期：") {
        (
            text::parse(&format!("工作总结\n\n召开会议。\n\n市局党支部\n{date}\n")),
            3,
        )
    } else {
        let block = |kind, gap: &str, text: &str| NewBlock {
            kind,
            gap: gap.to_owned(),
            marker: None,
            text: text.to_owned(),
        };
        let blocks = vec![
            block(Kind::Title, "", "工作总结"),
            block(Kind::Paragraph, "\n\n", line),
        ];
        (Report::new(blocks, "\n".to_owned()), 1)
    }
}

fn bare(line: &str) -> &str {
    line.strip_prefix("标题：")
        .or(line.strip_prefix("日期："))
        .unwrap_or(line)
}

#[test]
fn every_case_is_carried_over_as_it_says() {
    let mut plan = None;
    let (mut old, mut left, mut count) = ("", None, 0);
    for line in CASES.lines() {
        let Some((sign, rest)) = line.split_once(' ') else {
            continue;
        };
        match sign {
            "@" => {
                let words: Vec<&str> = rest.split(' ').collect();
                let [from, to, figures @ ..] = words.as_slice() else {
                    panic!("two periods: {line}");
                };
                plan = Some(Plan {
                    from: read_period(from),
                    to: read_period(to),
                    figures: figures == ["数字"],
                });
            }
            "-" => old = rest,
            "?" => left = Some(rest.trim_start_matches('无')),
            "+" | "=" => {
                let old = if sign == "=" {
                    rest
                } else {
                    std::mem::take(&mut old)
                };
                let plan = plan.expect("periods in front");
                let (report, at) = report_of(old);
                let CarriedOver {
                    report,
                    left: years,
                    ..
                } = carry_over(&report, &plan);
                let block = report.at(at).expect("the block is there");
                assert_eq!(block.text, bare(rest), "{old} in {plan:?}");
                if let Some(wanted) = left.take() {
                    assert_eq!(years.join("、"), wanted, "what stays in {old}");
                }
                count += 1;
            }
            _ => {}
        }
    }
    println!("{count} lines");
    assert!(40 <= count, "the file is read");
}

#[test]
fn filled_blanks_are_open_again_but_for_those_who_stay() {
    let mut report = text::parse(
        "*党支部上半年工作总结\n\n开展集体学习 *次、参观 *，*同志参加，上半年 *人，下半年 *人。\n",
    );
    let order = report.order().to_vec();
    let mut fill = |at: usize, slot, value: &str| {
        let block = order[at];
        let value = value.to_owned();
        edit::apply(&mut report, &Edit::Fill { block, slot, value }).expect("it is a blank");
    };
    fill(0, 0, "办公室");
    fill(1, 0, "12");
    fill(1, 1, "上半年成就展");
    fill(1, 2, "张三");
    fill(1, 3, "7");
    let plan = Plan {
        from: read_period("2026上半年"),
        to: read_period("2026下半年"),
        figures: true,
    };
    let done = carry_over(&report, &plan);
    assert_eq!(
        text::write(&done.report),
        "办公室党支部下半年工作总结\n\n开展集体学习 *次、参观 *，张三同志参加，下半年 *人，明年上半年 *人。\n"
    );
    let counts = (done.renamed, done.emptied, done.opened);
    assert_eq!(counts, (3, 3, 0));
    // What stood in the blanks is shown beside them.
    let last: Vec<String> = done
        .last
        .iter()
        .map(|(label, value)| format!("{label} {value}"))
        .collect();
    let expected = ["开展集体学习|次 12", "参观| 上半年成就展", "下半年|人 7"];
    assert_eq!(last, expected);
    let values: Vec<_> = done
        .report
        .blocks()
        .flat_map(|block| {
            let values = block
                .fills
                .iter()
                .map(|fill| &block.text[fill.range.clone()]);
            values.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(values, ["办公室", "张三"]);
    assert_eq!(
        done.report.order(),
        report.order(),
        "the blocks are the same"
    );
}

#[test]
fn the_next_period_is_the_one_behind() {
    let next = |text| read_period(text).next();
    assert_eq!(next("2026上半年"), read_period("2026下半年"));
    assert_eq!(next("2026下半年"), read_period("2027上半年"));
    assert_eq!(next("2026第四季度"), read_period("2027第一季度"));
    assert_eq!(next("2026全年"), read_period("2027全年"));
    assert_eq!(next("第二季度"), read_period("第三季度"));
    assert_eq!(next("2026"), read_period("2026"));
}

/// Pieces that reports are made of, with all that is looked for and much that only looks like it.
const PIECES: &[&str] = &[
    "上半年",
    "下半年",
    "今年",
    "去年",
    "明年",
    "2026年",
    "二〇二六年",
    "第一季度",
    "四季度",
    "1季度",
    "三十",
    "/",
    "、",
    "全年",
    "度",
    "前",
    "至",
    "—",
    "12",
    "1,234",
    "3.5",
    "次",
    "人次",
    "%",
    "月",
    "日",
    "《",
    "》",
    "“",
    "”",
    "*",
    "\u{a0}*",
    "支部",
    "，",
    "。",
    "一是",
    "开展学习",
    "1-6月",
    "第",
    "\n",
    "一、",
];

fn spans() -> impl Strategy<Value = Period> {
    let span = proptest::option::of(0..period::SPANS.len());
    (proptest::option::of(2025_u16..2028), span).prop_map(|(year, span)| Period {
        year,
        span: span
            .and_then(|at| period::SPANS.get(at))
            .map(|(span, _)| *span),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    /// Nothing is lost on the way: the blocks stay what they are, what is counted is what was changed, every figure that
    /// went left a blank to be found, and without a new period and without figures nothing but the day changes.
    #[test]
    fn whatever_the_text_nothing_is_lost(
        pieces in proptest::collection::vec(0..PIECES.len(), 0..40),
        from in spans(),
        to in spans(),
        figures: bool,
    ) {
        let text: String = pieces.iter().filter_map(|at| PIECES.get(*at)).copied().collect();
        let report = text::parse(&text);
        let done = carry_over(&report, &Plan { from, to, figures });
        prop_assert_eq!(done.report.order(), report.order());
        prop_assert_eq!(done.report.tail(), report.tail());
        let changed = report.blocks().zip(done.report.blocks()).filter(|(old, new)| {
            assert_eq!((old.kind, &old.gap, &old.marker), (new.kind, &new.gap, &new.marker));
            old.text != new.text
        });
        let changed = changed.count();
        prop_assert!(changed <= done.renamed + done.opened);
        prop_assert_eq!(changed == 0, done.renamed + done.opened == 0);
        for (difference, (old, new)) in done.changes.iter().zip(report.blocks().zip(done.report.blocks())) {
            let Mark::Changed(runs) = &difference.mark else {
                prop_assert_eq!(&old.text, &new.text);
                continue;
            };
            let of = |other: fn(&Run) -> bool| {
                let number = old.marker.as_ref().map_or("", Marker::text);
                let text = runs.iter().filter(|run| !other(run)).map(Run::text).collect::<String>();
                text.strip_prefix(number).map(str::to_owned)
            };
            prop_assert_eq!(of(|run| matches!(run, Run::Added(_))), Some(old.text.clone()));
            prop_assert_eq!(of(|run| matches!(run, Run::Removed(_))), Some(new.text.clone()));
        }
        for (at, (label, value)) in done.last.iter().enumerate() {
            prop_assert!(!value.trim().is_empty() && text.contains(value.as_str()), "{value}");
            let others = done.last.iter().skip(at + 1);
            prop_assert!(others.into_iter().all(|(other, _)| other != label), "{label} twice");
        }
        prop_assert!(done.last.len() <= done.opened + done.emptied);
        let count = |report: &Report| report.blocks().map(|block| slots(block).len()).sum::<usize>();
        prop_assert!(count(&done.report) <= count(&report) + done.opened);
        // The same period, and no figures.
        let same = carry_over(&report, &Plan { from, to: from, figures: false });
        for (old, new) in report.blocks().zip(same.report.blocks()) {
            prop_assert!(old.kind == Kind::Date || old == new, "{:?} became {:?}", old, new);
        }
    }
}

#[test]
fn every_figure_of_a_report_leaves_a_blank() {
    let text = "工作总结\n\n开展集体学习12次、主题党日6次，党员大会3次；参加300余人次，增长12.5%，占98%，慰问3户、5人，6月15日完成1,200万元。\n";
    let report = text::parse(text);
    let plan = Plan {
        from: Period::default(),
        to: Period {
            year: None,
            span: Some(Span::Year),
        },
        figures: true,
    };
    let done = carry_over(&report, &plan);
    let open: usize = done
        .report
        .blocks()
        .map(|block| blanks(&block.text).len())
        .sum();
    assert_eq!(
        (done.opened, open),
        (11, 11),
        "{}",
        text::write(&done.report)
    );
}

#[test]
fn marks_that_never_close_cost_no_more_than_others() {
    // Each of them looks for its other half only once: else this takes minutes.
    let plan = Plan {
        from: read_period("2026上半年"),
        to: read_period("2026下半年"),
        figures: true,
    };
    for piece in [
        "《“〔",
        "《2026年",
        "—2026年",
        "12次“",
        "上半年“1",
        "1、",
        "前一、",
        "三十",
    ] {
        let text = format!("工作总结\n\n{}", piece.repeat(1_000_000 / piece.len()));
        let done = carry_over(&text::parse(&text), &plan);
        assert_eq!(done.report.len(), done.changes.len());
    }
}

#[test]
fn a_year_that_nobody_named_is_the_one_that_is_just_over() {
    let year = |period, today| read_period(period).with_year(today).year;
    assert_eq!(year("上半年", (2026, 7)), Some(2026));
    // In June the half year is as good as over.
    assert_eq!(year("上半年", (2026, 5)), Some(2026));
    assert_eq!(year("上半年", (2026, 4)), Some(2025));
    assert_eq!(year("下半年", (2027, 7)), Some(2026));
    assert_eq!(year("全年", (2027, 1)), Some(2026));
    assert_eq!(year("2024全年", (2027, 1)), Some(2024));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, ..ProptestConfig::default() })]

    /// Filled blanks, wiped ones included, in names of periods and beside them: what stays stands where its words are, and
    /// each blank that is open again is found as it was written.
    #[test]
    fn whatever_was_filled_in_is_where_its_words_are(
        pieces in proptest::collection::vec(0..PIECES.len(), 1..30),
        values in proptest::collection::vec(0..VALUES.len(), 1..8),
        from in spans(),
        to in spans(),
        figures: bool,
    ) {
        let text: String = pieces.iter().filter_map(|at| PIECES.get(*at)).copied().collect();
        let mut report = text::parse(&text);
        for (block, value) in report.order().to_vec().into_iter().cycle().zip(values) {
            let fill = |slot| Edit::Fill { block, slot, value: VALUES[value].to_owned() };
            let _ = edit::apply(&mut report, &fill(value % 3));
        }
        // A value that is wiped out key by key leaves an empty place for a while.
        let filled = report.blocks().find(|block| !block.fills.is_empty());
        let wipe = filled.map(|block| Edit::Type {
            block: block.id,
            range: block.fills[0].range.clone(),
            text: String::new(),
        });
        if let Some(wipe) = wipe {
            let _ = edit::apply(&mut report, &wipe);
        }
        let done = carry_over(&report, &Plan { from, to, figures });
        for (old, new) in report.blocks().zip(done.report.blocks()) {
            prop_assert!(new.fills.len() <= old.fills.len());
            let mut end = 0;
            for fill in &new.fills {
                prop_assert!(end <= fill.range.start, "{:?} in {:?}", new.fills, new.text);
                end = fill.range.end;
                let value = new.text.get(fill.range.clone());
                prop_assert!(value.is_some_and(|value| !value.is_empty()));
                let same = |other: &&tigang::report::Fill| other.original == fill.original
                    && old.text.get(other.range.clone()) == value;
                prop_assert!(old.fills.iter().any(|other| same(&other)), "{:?} of {:?}", new, old);
            }
        }
        // Written and read back it is the same text.
        let written = text::write(&done.report);
        prop_assert_eq!(text::write(&text::parse(&written)), written);
    }
}

/// What is filled in.
const VALUES: &[&str] = &[
    "12",
    "办公室",
    "上",
    "上半年",
    "2026",
    "张三",
    "1,234",
    "26",
];

/// The value stands with its blank, whatever the order; two blanks that are called alike have none.
#[test]
fn what_stood_there_is_known_by_the_words_around_it() {
    let text = "工作总结\n\n开展集体学习12次、主题党日6次，党员大会3次。慰问3户，慰问5户。\n\n市局党支部\n2026年7月3日\n";
    let plan = Plan {
        from: read_period("2026上半年"),
        to: read_period("2026下半年"),
        figures: true,
    };
    let last = carry_over(&text::parse(text), &plan).last;
    let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
    assert_eq!(
        last,
        [
            pair("开展集体学习|次", "12"),
            pair("主题党日|次", "6"),
            pair("党员大会|次", "3"),
        ]
    );
}

/// Days alone say nothing about which blank they are of, and a blank that nobody filled in counts among those called alike.
#[test]
fn what_stood_there_is_not_shown_at_another_blank() {
    let plan = |from, to| Plan {
        from: read_period(from),
        to: read_period(to),
        figures: true,
    };
    let halves = plan("2026上半年", "2026下半年");
    let of_next_year = plan("2026下半年", "2027上半年");
    for (text, plan, expected) in [
        (
            "7月1日前完成走访慰问。",
            halves,
            "|月日前完成走 7，月|日前完成走访 1",
        ),
        (
            "5月1日至6月30日整治，3月至4月调研。",
            halves,
            "|月日至月日整 5，月|日至月日整治 1，日至|月日整治 6，月|日整治 30，|月至月调研 3，月至|月调研 4",
        ),
        ("2027年1月3日召开会议。", of_next_year, "月|日召开会议 3"),
        ("慰问3户，慰问*户，走访5户。", halves, "走访|户 5"),
        ("7月1日，支部召开大会。", halves, ""),
    ] {
        let report = format!("工作总结\n\n{text}\n\n市局党支部\n2026年6月30日\n");
        let last = carry_over(&text::parse(&report), &plan).last;
        let last: Vec<String> = last
            .iter()
            .map(|(label, value)| format!("{label} {value}"))
            .collect();
        assert_eq!(last.join("，"), expected, "{text}");
    }
}
