//! Commands that more than one surface gives: copy, download, move, level.

use tigang::edit::Edit;
use tigang::report::{BlockId, Kind};
use tigang::text;

use super::browser::{self, clipboard};
use super::desk::Desk;
use super::{rows, words};

/// Copies the whole text.
pub fn copy_all(desk: Desk) {
    let whole = browser::measured("tigang write", || {
        desk.read(|editor| text::write(editor.report()))
    });
    copy(desk, whole, words::COPIED);
}

/// Copies one part, item or paragraph.
pub fn copy_part(desk: Desk, block: BlockId) {
    let part = desk.read(|editor| {
        let range = editor.report().extent(block)?;
        Some(text::write_range(editor.report(), range))
    });
    copy(desk, part.unwrap_or_default(), words::PART_COPIED);
}

fn copy(desk: Desk, text: String, done: &'static str) {
    leptos::task::spawn_local(async move {
        if clipboard::copy(text).await {
            desk.say(done)
        } else {
            desk.warn(words::NOT_COPIED)
        }
    });
}

/// Hands the whole text over as a file named after the title.
pub fn download(desk: Desk) {
    let (whole, title) = desk.read(|editor| {
        (
            text::write(editor.report()),
            tigang::draft::period::title(editor.report()),
        )
    });
    let name = format!("{}.txt", file_name(&title));
    if clipboard::download(&name, &whole) {
        desk.say(format!("{}{name}", words::DOWNLOADED));
    } else {
        desk.warn(words::NOT_DOWNLOADED);
    }
}

/// A title as a file name: without the signs that Windows refuses, and not endless.
pub fn file_name(title: &str) -> String {
    let allowed = |sign: char| {
        if sign.is_control() || "\\/:*?\"<>|".contains(sign) {
            '_'
        } else {
            sign
        }
    };
    let name: String = title.trim().chars().take(80).map(allowed).collect();
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() {
        words::UNTITLED.to_owned()
    } else {
        name.to_owned()
    }
}

/// Moves the part, item or paragraph that a field belongs to one step; true, as the key is used.
pub fn shift(desk: Desk, block: BlockId, up: bool) -> bool {
    let found = desk.read(|editor| {
        let report = editor.report();
        std::iter::successors(Some(block), |&id| owner(report, id))
            .find_map(|id| rows::neighbour(report, id, up).map(|place| (id, place)))
    });
    match found {
        Some((moved, place)) => {
            if desk.type_in(
                &Edit::Move {
                    block: moved,
                    place,
                },
                tigang::history::Source::Command,
            ) {
                // The caret stays in the field that the person was in.
                let caret = browser::fields::focused_block();
                let (block, at) = caret
                    .filter(|(focused, _)| *focused == block)
                    .unwrap_or((block, 0));
                desk.go(Some(tigang::edit::Spot::caret(block, at)));
            }
        }
        None => desk.say(if up {
            "前面没有可以交换的同级内容。"
        } else {
            "后面没有可以交换的同级内容。"
        }),
    }
    true
}

/// Promotes or demotes the part that a field belongs to; true, as the key is used.
pub fn change_level(desk: Desk, block: BlockId, out: bool) -> bool {
    let heading = desk.read(|editor| {
        let report = editor.report();
        let is_heading = |id: &BlockId| {
            report
                .block(*id)
                .is_some_and(|block| matches!(block.kind, Kind::Heading { .. }))
        };
        std::iter::successors(Some(block), |&id| owner(report, id)).find(is_heading)
    });
    if let Some(heading) = heading {
        desk.apply(&if out {
            Edit::Promote { heading }
        } else {
            Edit::Demote { heading }
        });
    }
    true
}

/// What a block belongs to: a body to its item or heading, an item and a paragraph to their part.
fn owner(report: &tigang::report::Report, id: BlockId) -> Option<BlockId> {
    let at = report.position(id)?;
    let block = report.at(at)?;
    if block.kind == Kind::Paragraph && block.gap.is_empty() {
        let mut before = report
            .order()
            .get(..at)?
            .iter()
            .rev()
            .filter_map(|&id| report.block(id));
        let host = before.find(|other| other.kind != Kind::Paragraph || !other.gap.is_empty())?;
        if matches!(host.kind, Kind::Item | Kind::Heading { .. }) {
            return Some(host.id);
        }
    }
    report.at(report.parent(at)?).map(|parent| parent.id)
}
