//! Pasting into a field.
//!
//! Law: what was pasted is cleaned of signs that cannot be seen, with a notice; several lines become
//! parts, paragraphs and items as they would in an import.

use tigang::edit::Edit;
use tigang::report::NewBlock;
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
    let lines = clean.contains(['\n', '\r']);
    if !lines && clean == pasted && !pasted.contains('\u{a0}') {
        return;
    }
    event.prevent_default();
    if !notices.is_empty() {
        desk.say(words::removed(&notices));
    }
    let title = desk.read(|editor| {
        editor
            .report()
            .block(block)
            .is_some_and(|block| block.kind == tigang::report::Kind::Title)
    });
    let edit = if lines && !title {
        let read = text::parse(&clean);
        let blocks: Vec<NewBlock> = read
            .blocks()
            .map(|block| NewBlock {
                kind: block.kind,
                gap: block.gap.clone(),
                marker: block.marker.clone(),
                text: block.text.clone(),
            })
            .collect();
        Edit::Insert {
            block,
            range,
            blocks,
        }
    } else {
        Edit::Type {
            block,
            range,
            text: clean.split(['\n', '\r']).collect::<Vec<_>>().concat(),
        }
    };
    desk.apply(&edit);
}
