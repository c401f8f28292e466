//! Pasting into a field.
//!
//! Law: what was pasted is cleaned of signs that cannot be seen, with a notice; several lines become
//! parts, paragraphs and items as they would in an import.

use tigang::edit::Edit;
use tigang::report::NewBlock;
use tigang::text;

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
    let clean = clean(&pasted);
    let lines = clean.contains(['\n', '\r']);
    if !lines && clean == pasted && !pasted.contains('\u{a0}') {
        return;
    }
    event.prevent_default();
    if clean != pasted {
        desk.say(words::REMOVED_SIGNS);
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

/// Without zero-width and bidirectional signs and control characters; other line ends become `\n`.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|sign| match sign {
            '\u{b}' | '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{c}' => Some('\n'),
            '\n' | '\r' | '\t' => Some(sign),
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => None,
            _ if sign.is_control() => None,
            _ => Some(sign),
        })
        .collect()
}

/// A whole text without the signs that no report means to hold; `None` where there are none. Line
/// ends stay as they are.
pub fn clean_import(text: &str) -> Option<String> {
    let unwanted = |sign: char| {
        matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
            || (sign.is_control()
                && !matches!(sign, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}'))
    };
    text.contains(unwanted).then(|| text.replace(unwanted, ""))
}
