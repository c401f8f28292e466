//! Lines that name attachments (附件：1.党员名单): no number in them is that of a heading or an item.
//!
//! Law: a line belongs to the list only where it counts on; a long one is running text.

use crate::attachments::{LABEL, first, further};
use crate::numbering::Marker;

use super::lines::Line;

/// The longest name of an attachment, in characters.
const LONGEST: usize = 60;

/// For each line whether it names an attachment.
pub(super) fn attached(lines: &[Line]) -> Vec<bool> {
    // The last number, while further ones may follow.
    let mut open: Option<u32> = None;
    let names = |line: &Line| {
        let text = line.text;
        let number = |at: usize| Some(Marker::measure(text.get(at..)?)?.1);
        // Nearly every line.
        if open.is_none() && !text.starts_with(LABEL) {
            return false;
        }
        if text.chars().nth(LONGEST).is_some() {
            open = None;
            return false;
        }
        if let Some(entry) = first(text) {
            let last = || number(entry.label).unwrap_or_default();
            open = entry.goes_on.then(last);
            return true;
        }
        let next = number(0).filter(|_| further(text).is_some());
        open = open.and_then(|last| next.filter(|&next| last.checked_add(1) == Some(next)));
        open.is_some()
    };
    lines.iter().map(names).collect()
}
