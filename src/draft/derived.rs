//! 草稿名, 单位 and 报告期 of a draft as long as nobody has set them: what its report says.
//!
//! Law: nothing is stored of who set them. What is not what the report said when the draft was opened or
//! stored last, a person has set, and it stays.

use super::{Card, Period, period};
use crate::report::Report;

/// What a draft is called whose report has no title.
pub const UNTITLED: &str = "未命名报告";

/// How the names end that drafts get beside others, in brackets and with a number from the second on.
const MARKS: [&str; 5] = [COPY, BACKUP, FROM_WORD, UNMERGED, CARRIED_OVER];
/// A draft that was copied.
pub const COPY: &str = "副本";
/// One that a backup holds in another state.
pub const BACKUP: &str = "备份";
/// One that came in a document.
pub const FROM_WORD: &str = "来自 Word 文档";
/// A state that no other is part of.
pub const UNMERGED: &str = "未并入的修改";

/// The next period's, whose title says no year.
pub const CARRIED_OVER: &str = "续写";

/// A name in two: what it was, and the mark that a draft got beside another, if it ends with one: 总结 and （副本2）.
pub fn parted(name: &str) -> (&str, &str) {
    let start = name.rfind('（').unwrap_or(name.len());
    let (bare, mark) = name.split_at_checked(start).unwrap_or((name, ""));
    let inside = mark
        .strip_prefix('（')
        .and_then(|mark| mark.strip_suffix('）'));
    let words = inside.map(|inside| inside.trim_end_matches(|sign: char| sign.is_ascii_digit()));
    match words.is_some_and(|words| MARKS.contains(&words)) {
        true => (bare, mark),
        false => (name, ""),
    }
}

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
        let (bare, mark) = parted(&card.name);
        if card.name == self.name || card.name == UNTITLED {
            card.name.clone_from(&now.name);
        } else if bare == self.name {
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
