//! Commands that more than one surface gives: copy, download, move, level.

use std::ops::Range;

use tigang::edit::Edit;
use tigang::history::Source;
use tigang::report::{BlockId, Kind, PartKind, Report, Span};
use tigang::{docx, rich, text};

use super::browser::element::Event;
use super::browser::{self, clipboard};
use super::desk::Desk;
use super::paper::Paper;
use super::{near, recognise, words};

/// Copies the whole text, as it stands and as the official page.
pub fn copy_all(desk: Desk, paper: Paper) {
    let (whole, rich) = browser::measured("tigang write", || {
        desk.read(|editor| {
            let paragraphs = paper.compose(editor.report());
            let rich = paper
                .layout
                .with_untracked(|layout| rich::write(&paragraphs, layout));
            (text::write(editor.report()), rich)
        })
    });
    let said =
        desk.read(|editor| words::copied(editor.totals().open, editor.report().wordless().count()));
    copy(desk, whole, rich, said);
}

/// Copies one part, item or paragraph, with its formats.
pub fn copy_part(desk: Desk, paper: Paper, block: BlockId) {
    let span = desk.read(|editor| {
        let report = editor.report();
        let part = closing(report, block).or_else(|| report.extent(block))?;
        let last = report.at(part.end.checked_sub(1)?)?;
        Some(Span {
            from: (block, 0),
            to: (last.id, last.text.len()),
        })
    });
    let (text, rich) = span
        .and_then(|span| excerpt(desk, paper, span))
        .unwrap_or_default();
    copy(desk, text, rich, words::PART_COPIED.to_owned());
}

/// Where the closing lies that a block begins, with whoever signs and the date; none where it begins something else.
fn closing(report: &Report, block: BlockId) -> Option<Range<usize>> {
    let parts = report.parts();
    let mut parts = parts.iter();
    let closing = parts.find(|part| part.kind == PartKind::Closing && part.id == block)?;
    Some(closing.range.clone())
}

/// Takes away the part that a block begins, as one step.
pub fn remove_part(desk: Desk, block: BlockId) {
    let closing = desk.read(|editor| {
        let report = editor.report();
        let closing = report.order().get(closing(report, block)?)?;
        Some(closing.to_vec())
    });
    let mut source = Source::Command;
    for block in closing.unwrap_or_else(|| vec![block]) {
        // One may have gone along with another.
        let is_there = desk.read(|editor| editor.report().block(block).is_some());
        if is_there && !desk.type_in(&Edit::Remove { block }, source) {
            return;
        }
        source = Source::Rest;
    }
    recognise::sign_last(desk);
}

/// What a span covers as text, and as the official page has it.
fn excerpt(desk: Desk, paper: Paper, span: Span) -> Option<(String, String)> {
    let part = desk.read(|editor| span.excerpt(editor.report()))?;
    let rich = paper
        .layout
        .with_untracked(|layout| rich::write(&paper.compose(&part), layout));
    Some((text::write(&part), rich))
}

/// Gives what is selected over several fields to the browser that copies; whether there is such a thing.
pub fn copy_selected(desk: Desk, paper: Paper, event: &Event) -> bool {
    let excerpt = desk.span().and_then(|span| excerpt(desk, paper, span));
    let given = excerpt.is_some_and(|(text, rich)| clipboard::give(event, &text, &rich));
    if given {
        event.prevent_default();
        desk.say(words::SELECTED_COPIED);
    }
    given
}

fn copy(desk: Desk, text: String, rich: String, done: String) {
    if text.trim().is_empty() {
        return desk.say(words::NOTHING_TO_COPY);
    }
    leptos::task::spawn_local(async move {
        if clipboard::copy(text, rich).await {
            desk.say(done)
        } else {
            desk.warn(words::NOT_COPIED)
        }
    });
}

/// Hands the whole text over as a file named after the title, in the notation that `write` writes; in Windows with
/// its line ends.
pub fn download(desk: Desk, ending: &str, write: fn(&Report) -> String) {
    let mut whole = desk.read(|editor| write(editor.report()));
    if browser::is_windows() {
        // The Editor of Windows 7 shows all lines as one where they end otherwise.
        whole = whole.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let name = [file_name(&title(desk)).as_str(), ending].concat();
    if !clipboard::download(&name, &whole) {
        return desk.warn(words::NOT_DOWNLOADED);
    }
    let open = desk.read(|editor| editor.totals().open);
    desk.say([words::DOWNLOADED, &name, "。", &words::left_open(open)].concat());
}

/// Hands the official page over as a .docx with the draft inside.
pub fn download_word(desk: Desk, paper: Paper) {
    let record = desk.record();
    let file = browser::measured("tigang docx", || {
        let paragraphs = desk.read(|editor| paper.compose(editor.report()));
        paper
            .layout
            .with_untracked(|layout| docx::write(&paragraphs, layout, record.as_deref()))
    });
    let name = [file_name(&title(desk)).as_str(), ".docx"].concat();
    hand_over(desk, &name, clipboard::download_bytes(&name, &file));
}

/// The title of the report, or what stands for one.
fn title(desk: Desk) -> String {
    desk.read(|editor| tigang::draft::period::title(editor.report()))
}

/// Says whether the browser took a file, and gives that back.
pub fn hand_over(desk: Desk, name: &str, taken: bool) -> bool {
    if taken {
        desk.say([words::DOWNLOADED, name].concat());
    } else {
        desk.warn(words::NOT_DOWNLOADED);
    }
    taken
}

/// Hands a stored record over as it is, under its key.
pub fn hand_over_record(desk: Desk, key: &str, record: Option<String>) {
    let Some(record) = record else {
        return desk.warn(words::RECORD_UNREAD);
    };
    let name = [&file_name(&["tigang-", key].concat()), ".json"].concat();
    hand_over(desk, &name, clipboard::download(&name, &record));
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

/// Moves the part, item or paragraph that a field belongs to one step; true, as the key is used. A paragraph that has no
/// other beside it takes what it belongs to along; a part or an item that is the first or the last stays, and so does
/// what it lies in.
pub fn shift(desk: Desk, block: BlockId, up: bool) -> bool {
    let found = desk.read(|editor| {
        let report = editor.report();
        let mut owners = std::iter::successors(Some(block), |&id| near::owner(report, id));
        owners.find_map(|id| {
            let place = near::neighbour(report, id, up);
            let is_last = || {
                report
                    .block(id)
                    .is_some_and(|block| block.kind != Kind::Paragraph)
            };
            (place.is_some() || is_last()).then_some((id, place))
        })
    });
    match found {
        Some((moved, Some(place))) => {
            let edit = Edit::Move {
                block: moved,
                place,
            };
            in_place(desk, &edit);
        }
        _ => desk.say(if up {
            "前面没有可以交换的同级内容。"
        } else {
            "后面没有可以交换的同级内容。"
        }),
    }
    true
}

/// Does an edit by a key. The caret stays in the field that the person was in; from the outline it goes nowhere.
fn in_place(desk: Desk, edit: &Edit) {
    let is_in_sheet = browser::fields::focused_block().is_some();
    let caret = is_in_sheet.then(|| desk.caret()).flatten();
    if desk.type_in(edit, Source::Command) {
        desk.go(caret);
    }
}

/// Promotes or demotes the part that a field belongs to; true, as the key is used. An item has no level, and does not
/// take the part that it lies in along.
pub fn change_level(desk: Desk, block: BlockId, out: bool) -> bool {
    let owner = desk.read(|editor| {
        let report = editor.report();
        let mut owners = std::iter::successors(Some(block), |&id| near::owner(report, id));
        owners.find_map(|id| {
            let kind = report.block(id)?.kind;
            matches!(kind, Kind::Heading { .. } | Kind::Item).then_some((id, kind))
        })
    });
    if let Some((_, Kind::Item)) = owner {
        desk.say(words::ITEM_HAS_NO_LEVEL);
    } else if let Some((heading, _)) = owner {
        let edit = if out {
            Edit::Promote { heading }
        } else if desk.read(|editor| near::neighbour(editor.report(), heading, true).is_none()) {
            desk.say(words::FIRST_OF_ITS_LEVEL);
            return true;
        } else {
            Edit::Demote { heading }
        };
        in_place(desk, &edit);
    }
    true
}
