//! What the page lists of a report: the rows of the outline and the names of the fields.
//!
//! Both are functions of the report alone, so that they can be asked without a page.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::collections::BTreeSet;

use tigang::edit::{self, Edit};
use tigang::report::{IdSet, Report};
use tigang::tally::Totals;
use tigang::text;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/dice.rs"]
mod dice;
#[allow(dead_code, reason = "the page uses the rest")]
#[path = "../src/ui/outline_view/nodes.rs"]
mod nodes;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/notation.rs"]
mod notation;
#[allow(dead_code, reason = "the page uses the rest")]
#[path = "../src/ui/rows.rs"]
mod rows;

/// The words of the page that the rows need.
mod ui {
    pub mod words {
        pub fn role(_: tigang::report::Role) -> &'static str {
            "部分"
        }
    }
}

/// The outline, a row a line, indented by its depth.
fn outline(report: &Report) -> String {
    let rows = nodes::nodes(report, |_| Totals::default(), &IdSet::default());
    let mut ids = BTreeSet::new();
    let mut outline = String::new();
    for row in rows {
        assert!(ids.insert(row.id), "{:?} is listed twice", row.id);
        let label = nodes::label(report, row.id);
        outline += &format!("{}{label}\n", "  ".repeat(row.depth - 1));
    }
    outline
}

fn names(report: &Report) -> Vec<String> {
    rows::rows(report).iter().map(rows::Row::label).collect()
}

#[test]
fn items_that_begin_the_preamble_are_listed_once() {
    let report =
        notation::read("[标题]总结\n\n[项]一是|甲。[项]二是|乙。\n[1]一、|部分。[段]正文").report;
    assert_eq!(outline(&report), "标题\n一是甲\n二是乙\n一、部分\n");
    assert_eq!(
        names(&report),
        [
            "标题",
            "引言第一项",
            "引言第二项",
            "第一部分标题",
            "第一部分正文"
        ]
    );
    let led = notation::read("[标题]总结\n[段]工作：[项]一是|甲。[项]二是|乙。").report;
    assert_eq!(outline(&led), "标题\n引言\n  一是甲\n  二是乙\n");
}

#[test]
fn the_attachments_stand_with_the_signature() {
    let report = text::parse(
        "总结\n\n一、第一。正文一\n二、第二。正文二\n\n附件：1.党员名单\n　　　2.统计表\n\n某某党支部\n2026年6月30日",
    );
    assert_eq!(outline(&report), "标题\n一、第一\n二、第二\n附件和落款\n");
    assert_eq!(
        names(&report)[5..],
        ["附件", "附件第二段", "署名", "成文日期"]
    );
    let unsigned = notation::read("[1]一、|第一。[段]正文\n[段]附件：党员名单").report;
    assert_eq!(outline(&unsigned), "一、第一\n附件\n");
}

#[test]
fn the_parts_of_an_attachment_stand_behind_the_closing() {
    let report = text::parse(
        "总结\n\n一、第一。正文一\n二、第二。正文二。\n\n某某党支部\n2026年6月30日\n\n附件1\n制度\n一、总则\n要学。\n二、时间\n每月。",
    );
    assert_eq!(
        outline(&report),
        "标题\n一、第一\n二、第二\n落款\n附件1 制度\n一、总则\n二、时间\n"
    );
    assert_eq!(
        names(&report)[5..],
        [
            "署名",
            "成文日期",
            "附件一",
            "附件一标题",
            "附件一第一部分标题",
            "附件一第一部分正文",
            "附件一第二部分标题",
            "附件一第二部分正文"
        ]
    );
}

#[test]
fn texts_of_attachments_are_told_apart() {
    let report = text::parse(
        "总结\n\n学习。\n\n某某党支部\n2026年6月30日\n\n附件1\n统计表\n内容一。\n内容二。\n附件2 清单\n内容三。",
    );
    assert_eq!(
        outline(&report),
        "标题\n引言\n落款\n附件1 统计表\n附件2 清单\n"
    );
    assert_eq!(
        names(&report)[4..],
        [
            "附件一",
            "附件一标题",
            "附件一正文",
            "附件一正文第二段",
            "附件二",
            "附件二正文"
        ]
    );
    // An attachment by itself.
    let report = notation::read("[段]附件1\n[标题]统计表\n\n[段]内容。").report;
    assert_eq!(outline(&report), "附件1\n标题\n引言\n");
}

#[test]
fn no_block_is_listed_twice() {
    for seed in 0..2_000 {
        let report = dice::report(&mut dice::Dice::new(seed));
        outline(&report);
        for &block in report.order().iter().take(3) {
            let mut without = report.clone();
            edit::apply(&mut without, &Edit::Remove { block }).expect("removed");
            outline(&without);
        }
    }
}
