//! Parts that are numbered without any mark: 一指导思想, 二整治范围, 三实施步骤.
//!
//! Law: told only by the whole count, in short lines, in a text that has no 一、.

use crate::letters::is_letter;
use crate::numbering::{Marker, Style, number_at};

use super::lines::{Line, is_layout};
use super::words::{Words, words};

/// The longest name of such a part, in characters.
const LONGEST: usize = 14;

/// The lines that name such parts, and how long the number of each is; `skip` tells lines that name none.
pub(super) fn unmarked(lines: &[Line], skip: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let Some((number, name)) = numbered(line.text) else {
            continue;
        };
        if Marker::measure(line.text).is_some_and(|(style, ..)| style == Style::Comma) {
            return Vec::new();
        }
        if number as usize == found.len() + 1 && is_name(name) && !skip(index) {
            found.push((index, line.text.len() - name.len()));
        }
    }
    if found.len() < 3 {
        found.clear();
    }
    found
}

/// The Chinese number at the start of a line, and what follows.
fn numbered(text: &str) -> Option<(u32, &str)> {
    number_at(text).filter(|_| text.starts_with(is_letter))
}

/// Whether a line behind its number is a name, and not 季度 or 等奖.
fn is_name(text: &str) -> bool {
    #[rustfmt::skip]
    static COUNTED: Words = words![
        "是", "要", "个", "年", "月", "日", "季", "期", "级", "次", "等", "类", "班", "组", "号", "方", "些", "批", "项", "条", "线",
    ];
    let name = text.trim_end_matches(is_layout);
    name.chars().all(is_letter)
        && (2..=LONGEST).contains(&name.chars().count())
        && !COUNTED.start(name)
}
