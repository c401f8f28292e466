//! 不足 and 下一步 without a numbered heading: which lines open such a part.
//!
//! Law: only after the last heading, at the start of a line; the opening is an empty heading, or the
//! line itself where it is nothing else.

use crate::report::{Kind, Level, Role};

use super::found::Found;
use super::lines::Line;
use super::roles;

/// A line that opens a part without a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opener {
    /// The line.
    pub line: usize,
    /// What the part is for.
    pub role: Role,
    /// Whether the line itself is the heading.
    pub bare: bool,
}

/// All openers between two lines.
pub(super) fn openers(lines: &[Line], found: &[Found], from: usize, until: usize) -> Vec<Opener> {
    let headings = || {
        found.iter().rev().filter_map(|found| match found.kind {
            Kind::Heading { level, role } => Some((found.line, level, role)),
            _ => None,
        })
    };
    let start = headings()
        .next()
        .map_or(from, |(line, ..)| from.max(line + 1));
    let mut role = headings().next().map_or(Role::Section, |(.., role)| role);
    let outer = headings()
        .find(|(_, level, _)| *level == Level::One)
        .map(|(.., role)| role);
    let mut items = found
        .iter()
        .filter(|found| found.kind == Kind::Item)
        .peekable();
    let mut openers = Vec::new();
    for (index, line) in lines.iter().enumerate().take(until).skip(start) {
        while items.next_if(|item| item.line < index).is_some() {}
        let list = items.peek().filter(|item| item.line <= index + 1);
        let lead_end = list
            .filter(|item| item.line == index)
            .map_or(line.text.len(), |item| item.start);
        let Some(lead) = line.text.get(..lead_end).filter(|lead| !lead.is_empty()) else {
            continue;
        };
        let bare = roles::of_bare_line(line.text);
        let opened = bare.or_else(|| roles::of_lead(lead, list.is_some()));
        if let Some(opened) = opened.filter(|opened| *opened != role && Some(*opened) != outer) {
            role = opened;
            openers.push(Opener {
                line: index,
                role,
                bare: bare.is_some(),
            });
        }
    }
    openers
}
