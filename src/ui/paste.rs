//! Pasting into a field.
//!
//! Law: what was pasted is cleaned of signs that cannot be seen, with a notice; several lines become
//! parts, paragraphs and items as they would in an import.

use std::ops::Range;

use tigang::edit::{Edit, Ids};
use tigang::notices::Notices;
use tigang::report::{BlockId, Kind, NewBlock};
use tigang::{clean, text};

use super::browser::element::Event;
use super::browser::{clipboard, fields};
use super::desk::Desk;
use super::words;

/// Takes a paste over when the browser's own would not do: several lines, or signs that cannot be seen.
/// Some browsers (Chromium 148) make plain spaces of no-break spaces.
pub fn paste(desk: Desk, event: &Event) {
    let (Some(pasted), Some((block, range, _))) =
        (clipboard::pasted(event), fields::selection(event))
    else {
        return;
    };
    let (clean, notices) = clean::piece(&pasted);
    let is_plain = clean == pasted && !clean.contains(['\n', '\r', '\u{a0}']);
    if is_plain && !is_renumbered(desk, block, &range, &clean) {
        return;
    }
    event.prevent_default();
    put_clean(desk, block, range, &clean, &notices);
}

/// Puts a text in the place of a range as if it were pasted, where it comes by another way.
pub fn put(desk: Desk, block: BlockId, range: Range<usize>, text: &str) {
    let (clean, notices) = clean::piece(text);
    put_clean(desk, block, range, &clean, &notices);
}

fn put_clean(desk: Desk, block: BlockId, range: Range<usize>, text: &str, notices: &Notices) {
    if !notices.is_empty() {
        desk.say(words::removed(notices));
    }
    let one_line = |text: &str| Edit::Type {
        block,
        range: range.clone(),
        text: text.split(['\n', '\r']).collect::<Vec<_>>().concat(),
    };
    if !text.contains(['\n', '\r']) && !is_renumbered(desk, block, &range, text) {
        desk.apply(&one_line(text));
        return;
    }
    let (kind, is_bare) = desk.read(|editor| {
        let report = editor.report();
        let is_bare = report.blocks().all(|block| block.text.is_empty());
        (report.block(block).map(|block| block.kind), is_bare)
    });
    let read = text::parse(text);
    let is_title = read.blocks().all(|block| block.kind == Kind::Title);
    let is_titled = read.blocks().any(|block| block.kind == Kind::Title);
    let edit = match kind {
        // A whole report comes into one that is only begun.
        _ if is_bare && is_titled && !is_title => Edit::Replace {
            report: Box::new(read),
            ids: Ids::New,
        },
        Some(Kind::Title) if is_title => one_line(text),
        // A line that was copied whole brings its end along.
        Some(Kind::Title | Kind::Signature | Kind::Date) if read.len() < 2 => one_line(text),
        Some(Kind::Title) => return desk.warn(words::TOO_MUCH_FOR_A_TITLE),
        Some(Kind::Signature | Kind::Date) => return desk.warn(words::ONE_LINE_HERE),
        _ => {
            let blocks = read.blocks().map(|block| NewBlock {
                kind: block.kind,
                gap: block.gap.clone(),
                marker: block.marker.clone(),
                text: block.text.clone(),
            });
            Edit::Insert {
                block,
                range: range.clone(),
                blocks: blocks.collect(),
            }
        }
    };
    desk.apply(&edit);
}

/// Whether a text with a number of its own comes in the place of all that has one: the number that stands
/// there is the one that counts.
fn is_renumbered(desk: Desk, block: BlockId, range: &Range<usize>, text: &str) -> bool {
    let is_whole = desk.read(|editor| {
        let block = editor.report().block(block);
        block.is_some_and(|block| block.marker.is_some() && block.text.len() == range.len())
    });
    is_whole
        && text::parse(text)
            .blocks()
            .next()
            .is_some_and(|first| first.marker.is_some())
}
