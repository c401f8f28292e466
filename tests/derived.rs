//! A draft is called what its report is called, until a person calls it something else.

#![allow(clippy::expect_used, reason = "a test may fail")]

use tigang::draft::derived::UNTITLED;
use tigang::draft::{Card, Derived, Draft, Period, Span};
use tigang::text;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

fn says(title: &str) -> Derived {
    Derived::of(&text::parse(&format!("{title}\n\n今天开会。")))
}

/// The card of a draft that has been this from the start.
fn card(derived: &Derived) -> Card {
    Card {
        name: derived.name.clone(),
        unit: derived.unit.clone(),
        period: derived.period,
        ..Card::default()
    }
}

const FORM: &str = "*党支部**年*半年工作情况报告";
const FILLED: &str = "市统计局机关党支部2026年上半年工作情况报告";

#[test]
fn what_nobody_has_set_follows_the_title() {
    let (before, now) = (says(FORM), says(FILLED));
    let mut card = card(&before);
    assert_eq!(card.name, FORM);
    assert_eq!((card.unit.as_str(), card.period.year), ("", None));
    before.follow(&now, &mut card);
    assert_eq!(card.name, FILLED);
    assert_eq!(card.unit, "市统计局机关党支部");
    let period = Period {
        year: Some(2026),
        span: Some(Span::FirstHalf),
    };
    assert_eq!(card.period, period);
    // And on, to a report without a title and back.
    let without = Derived::of(&text::parse(""));
    now.follow(&without, &mut card);
    assert_eq!((card.name.as_str(), card.unit.as_str()), (UNTITLED, ""));
    without.follow(&now, &mut card);
    assert_eq!(card.name, FILLED);
}

#[test]
fn the_name_of_a_copy_follows_its_title() {
    let (before, now) = (says("市统计局2025年工作总结"), says(FILLED));
    for mark in [
        "（副本）",
        "（副本2）",
        "（备份）",
        "（来自 Word 文档）",
        "（未并入的修改）",
    ] {
        let mut card = card(&before);
        card.name = [&before.name, mark].concat();
        before.follow(&now, &mut card);
        assert_eq!(card.name, [FILLED, mark].concat());
    }
    for own in ["（送审稿）", "（备份方案）", "（副本）定稿"] {
        let mut card = card(&before);
        card.name = [&before.name, own].concat();
        before.follow(&now, &mut card);
        assert_eq!(card.name, [&before.name, own].concat());
    }
}

#[test]
fn what_a_person_has_set_stays() {
    let (before, now) = (says("市统计局2025年工作总结"), says(FILLED));
    let mut card = card(&before);
    card.name = "半年总结 定稿".to_owned();
    before.follow(&now, &mut card);
    assert_eq!(card.name, "半年总结 定稿");
    assert_eq!(card.unit, "市统计局机关党支部", "only the name was set");
    assert_eq!(card.period.year, Some(2026));

    card.unit = "局机关".to_owned();
    card.period.year = None;
    let later = says("市统计局机关党支部2027年工作总结");
    now.follow(&later, &mut card);
    assert_eq!((card.unit.as_str(), card.period.year), ("局机关", None));
    assert_eq!(card.period.span, Some(Span::Year), "nobody has set that");
    // A name that was taken away again is that of the report.
    card.name = UNTITLED.to_owned();
    later.follow(&later, &mut card);
    assert_eq!(card.name, later.name);
}

#[test]
fn a_record_says_nothing_of_it() {
    // What an older build stored opens, and its name is the person's where the report says another.
    let mut draft = sample::draft("a", "名", 5);
    let record = draft.to_record();
    let opened = Draft::from_record(&record);
    assert_eq!(opened, Ok(draft.clone()));
    let before = Derived::of(&draft.report);
    before.follow(&says(FILLED), &mut draft.card);
    assert_eq!(draft.card.name, "名");
    assert_eq!(draft.card.unit, "市局党支部");
}
