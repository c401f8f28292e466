//! 草稿名, 单位 and 报告期 of a draft as long as nobody has set them: what its report says.
//!
//! Law: nothing is stored of who set them. What is not what the report said when the draft was opened or
//! stored last, a person has set, and it stays.

use super::{Card, Period, period};
use crate::report::Report;

/// What a draft is called whose report has no title.
pub const UNTITLED: &str = "未命名报告";

/// How the names go on that drafts get beside others.
const MARKS: [&str; 3] = ["（副本", "（备份", "（来自 Word 文档"];

/// What a report says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// The title in one line.
    pub name: String,
    /// See [`period::guess_unit`].
    pub unit: String,
    /// See [`period::guess_period`].
    pub period: Period,
}

impl Derived {
    /// What this report says.
    pub fn of(report: &Report) -> Derived {
        let title = period::title(report);
        Derived {
            name: if title.is_empty() {
                UNTITLED.to_owned()
            } else {
                title
            },
            unit: period::guess_unit(report),
            period: period::guess_period(report),
        }
    }

    /// The report said this before and says `now`: what nobody has set follows.
    pub fn follow(&self, now: &Derived, card: &mut Card) {
        // Also that of a copy: 上半年总结（副本）
        let mark = card.name.strip_prefix(&self.name);
        let is_own = |mark: &str| mark.is_empty() || MARKS.iter().any(|own| mark.starts_with(own));
        if card.name == UNTITLED {
            card.name.clone_from(&now.name);
        } else if let Some(mark) = mark.filter(|mark| is_own(mark)) {
            card.name = [&now.name, mark].concat();
        }
        if card.unit == self.unit {
            card.unit.clone_from(&now.unit);
        }
        if card.period.year == self.period.year {
            card.period.year = now.period.year;
        }
        if card.period.span == self.period.span {
            card.period.span = now.period.span;
        }
    }
}
