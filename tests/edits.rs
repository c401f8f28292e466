//! Every edit, case by case: `tests/cases/editing/*.txt`.
//!
//! A case is a name (`== …`), a report in the notation of `shared/notation.rs`, edits in words
//! (`-- …`), and the report afterwards or `refused: …`. Where the caret is written, it is checked. Each
//! case is also undone and done again. In words that are looked for, `␠` is a space. `crlf` in the name of a case gives every line end a `\r`.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tigang::edit::{Addition, Edit, HeadingLayout, Ids, Place};
use tigang::editor::Editor;
use tigang::history::Source;
use tigang::report::{BlockId, NewBlock, Report, Span};

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/laws.rs"]
mod laws;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/notation.rs"]
mod notation;

use notation::Scene;

#[test]
fn every_case_of_editing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/editing");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the cases")
        .map(|file| file.expect("a case").path())
        .collect();
    files.sort();
    let mut count = 0;
    let mut failed = Vec::new();
    let mut words = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a file of cases");
        for case in text.split("\n== ").skip(1) {
            count += 1;
            let (name, case) = case.split_once('\n').expect("a name");
            let name = format!(
                "{} {name}",
                file.file_name().expect("a file").to_string_lossy()
            );
            let case = if name.contains("crlf") {
                case.replace('\n', "\r\n")
            } else {
                case.to_owned()
            };
            words.extend(
                case.lines()
                    .filter(|line| line.starts_with("--") || line.starts_with("refused"))
                    .map(str::to_owned),
            );
            if std::panic::catch_unwind(|| check(&case)).is_err() {
                eprintln!("that was: {name}\n");
                failed.push(name);
            }
        }
    }
    assert!(
        failed.is_empty(),
        "of {count} cases {} failed: {failed:#?}",
        failed.len()
    );
    let missing: Vec<&str> = EVERYTHING
        .into_iter()
        .filter(|&what| words.iter().all(|line| !line.starts_with(what)))
        .collect();
    assert!(missing.is_empty(), "no case of {missing:?}");
}

/// Every edit and every refusal.
const EVERYTHING: [&str; 37] = [
    "-- type ",
    "-- fill ",
    "-- paste ",
    "-- split",
    "-- join ",
    "-- add section ",
    "-- add shortcomings ",
    "-- add next-steps ",
    "-- add paragraph ",
    "-- add item ",
    "-- add title ",
    "-- add closing ",
    "-- remove ",
    "-- erase ",
    "-- tidy ",
    "-- to-closing ",
    "-- move ",
    "-- promote ",
    "-- demote ",
    "-- to-sections ",
    "-- to-items ",
    "-- run-in ",
    "-- own-line ",
    "-- to-heading ",
    "-- to-paragraph ",
    "-- replace ",
    "-- substitute ",
    "-- restore ",
    "refused: Gone",
    "refused: TooDeep",
    "refused: Outermost",
    "refused: NothingBefore",
    "refused: IntoItself",
    "refused: NothingToDo",
    "refused: HasParts",
    "refused: WrongPlace",
    "refused: NoBody",
];

/// The only place that exercises the editor: result, caret, undo, redo and storing.
fn check(case: &str) {
    let end = if case.contains("\r\n") { "\r\n" } else { "\n" };
    let mut lines = case.split_inclusive('\n').peekable();
    let mut piece = || {
        let mut text = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("--")) {
            text += line;
        }
        let edits: Vec<String> =
            std::iter::from_fn(|| lines.next_if(|line| line.starts_with("--")))
                .map(|line| line[2..].trim().to_owned())
                .collect();
        (
            text.trim_end_matches(end)
                .trim_start_matches(end)
                .to_owned(),
            edits,
        )
    };
    let (before, mut edits) = piece();
    let before = notation::read(&before);
    laws::check_report(&before.report);
    let mut editor = Editor::new(before.report.clone());
    let mut caret = before.caret.clone();
    loop {
        let (expected, next) = piece();
        for words in &edits {
            let source = if let Some(keys) = words.strip_prefix("keys ") {
                type_keys(&mut editor, &mut caret, keys);
                continue;
            } else {
                Source::Command
            };
            let edit = read_edit(words, &before.names, editor.report(), &caret);
            let standing = editor.report().clone();
            let (revision, depths) = (editor.revision(), editor.depths());
            match editor.apply(&edit, source) {
                Ok(effect) => {
                    let focus = effect.focus.expect("an edit says where the caret goes");
                    caret = Some((focus.block, focus.start..focus.end));
                    assert!(
                        !expected.starts_with("refused"),
                        "not refused: {}",
                        notation::write(editor.report())
                    );
                }
                Err(refusal) => {
                    assert_eq!(
                        expected,
                        format!("refused: {refusal:?}"),
                        "{}",
                        notation::write(editor.report())
                    );
                    laws::same(editor.report(), &standing, "a refused edit");
                    assert_eq!(
                        (editor.revision(), editor.depths()),
                        (revision, depths),
                        "a refused edit"
                    );
                }
            }
            laws::check_report(editor.report());
            laws::check_tally(&editor);
        }
        if !expected.starts_with("refused") {
            compare(&editor, &caret, &before, &expected);
        }
        undo_and_redo(&mut editor, &before);
        laws::check_draft(editor.report());
        edits = next;
        if edits.is_empty() {
            return;
        }
    }
}

fn compare(
    editor: &Editor,
    caret: &Option<(BlockId, std::ops::Range<usize>)>,
    before: &Scene,
    expected: &str,
) {
    let wanted = notation::read(expected);
    assert_eq!(
        notation::write(editor.report()),
        notation::write(&wanted.report)
    );
    let order = |scene: &Scene, id: BlockId| scene.report.position(id).expect("a block");
    for (name, id) in &wanted.names {
        let found = editor.report().order()[order(&wanted, *id)];
        assert_eq!(
            before.names.get(name),
            Some(&found),
            "{name} is another block now"
        );
    }
    if let Some((id, range)) = wanted.caret.clone() {
        let id = editor.report().order()[order(&wanted, id)];
        assert_eq!(caret.clone(), Some((id, range)), "the caret");
    }
}

fn undo_and_redo(editor: &mut Editor, before: &Scene) {
    let after = editor.report().clone();
    let depth = editor.depths().0;
    while let Some(effect) = editor.undo() {
        let focus = effect.focus.expect("undo says where the caret goes");
        let block = editor
            .report()
            .block(focus.block)
            .expect("the caret is in a block that is there");
        assert!(
            block.text.get(focus.start..focus.end).is_some(),
            "the caret is in the text"
        );
    }
    laws::same(editor.report(), &before.report, "undone");
    laws::check_tally(editor);
    while editor.redo().is_some() {}
    laws::same(editor.report(), &after, "done again");
    laws::check_tally(editor);
    assert_eq!(editor.depths().0, depth, "as many steps as before");
}

/// Types sign by sign at the caret; `←` is the backspace key.
fn type_keys(
    editor: &mut Editor,
    caret: &mut Option<(BlockId, std::ops::Range<usize>)>,
    keys: &str,
) {
    for key in keys.chars() {
        let (block, range) = caret.clone().expect("a caret");
        let text = editor.report().block(block).expect("a block").text.clone();
        let edit = if key == '←' {
            let before = text[..range.start]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
            let start = if range.is_empty() {
                range.start - before
            } else {
                range.start
            };
            Edit::Type {
                block,
                range: start..range.end,
                text: String::new(),
            }
        } else {
            Edit::Type {
                block,
                range,
                text: key.to_string(),
            }
        };
        let focus = editor
            .apply(&edit, Source::Keys)
            .expect("a key")
            .focus
            .expect("a caret");
        *caret = Some((focus.block, focus.start..focus.end));
        laws::check_report(editor.report());
    }
}

/// Reads an edit in words.
fn read_edit(
    words: &str,
    names: &BTreeMap<String, BlockId>,
    before: &Report,
    caret: &Option<(BlockId, std::ops::Range<usize>)>,
) -> Edit {
    let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
    let id = |name: &str| names.get(name).copied().unwrap_or(BlockId(u32::MAX));
    let at = || caret.clone().expect("a caret");
    let text = rest.replace("⏎", "\n");
    let place = |words: &str| {
        let (how, name) = words
            .trim()
            .split_once(' ')
            .unwrap_or_else(|| panic!("no place: {words}"));
        match how {
            "before" => Place::Before(id(name)),
            "after" => Place::After(id(name)),
            "into" => Place::Into(id(name)),
            _ => panic!("no place: {words}"),
        }
    };
    match verb {
        "type" => Edit::Type {
            block: at().0,
            range: at().1,
            text,
        },
        "paste" => Edit::Insert {
            block: at().0,
            range: at().1,
            blocks: pasted(&text),
        },
        "split" => Edit::Split {
            block: at().0,
            at: at().1.start,
        },
        "join" => Edit::Join { block: id(rest) },
        "substitute" => {
            let (words, by) = rest.split_once(' ').unwrap_or((rest, ""));
            Edit::Substitute {
                words: words.replace('␠', " ").replace('␣', "\u{a0}"),
                by: by.replace("⏎", "\n"),
            }
        }
        "fill" => {
            let mut words = rest.splitn(3, ' ');
            let block = id(words.next().unwrap_or_default());
            let slot = words
                .next()
                .and_then(|slot| slot.parse().ok())
                .expect("which blank");
            Edit::Fill {
                block,
                slot,
                value: words
                    .next()
                    .unwrap_or_default()
                    .replace("⏎", "\n")
                    .replace('␠', " "),
            }
        }
        "add" => {
            let (what, where_to) = rest.split_once(' ').expect("what and where");
            let what = match what {
                "section" => Addition::Section,
                "shortcomings" => Addition::Shortcomings,
                "next-steps" => Addition::NextSteps,
                "paragraph" => Addition::Paragraph,
                "item" => Addition::Item,
                "title" => Addition::Title,
                "closing" => Addition::Closing,
                _ => panic!("cannot be added: {what}"),
            };
            Edit::Add {
                what,
                place: place(where_to),
            }
        }
        "tidy" => Edit::Tidy { block: id(rest) },
        "to-closing" => {
            let (from, date) = rest.split_once(' ').expect("from and to");
            Edit::MakeClosing {
                from: id(from),
                date: id(date),
            }
        }
        "remove" => Edit::Remove { block: id(rest) },
        "erase" => {
            let (head, foot) = rest.split_once("..").expect("from and to");
            let place = |place: &str| {
                let (name, signs) = place.split_once(' ').expect("a block and signs");
                let signs: usize = signs.trim().parse().expect("signs");
                let text = before.block(id(name)).map_or("", |block| &block.text);
                let at = text.char_indices().map(|(at, _)| at).nth(signs);
                (id(name), at.unwrap_or(text.len()))
            };
            Edit::Erase {
                span: Span {
                    from: place(head.trim()),
                    to: place(foot.trim()),
                },
            }
        }
        "move" => {
            let (block, where_to) = rest.split_once(' ').expect("what and where");
            Edit::Move {
                block: id(block),
                place: place(where_to),
            }
        }
        "promote" => Edit::Promote { heading: id(rest) },
        "demote" => Edit::Demote { heading: id(rest) },
        "to-sections" => Edit::ItemsToSections { item: id(rest) },
        "to-items" => Edit::SectionsToItems { heading: id(rest) },
        "run-in" => Edit::SetHeading {
            heading: id(rest),
            layout: HeadingLayout::RunIn,
        },
        "own-line" => Edit::SetHeading {
            heading: id(rest),
            layout: HeadingLayout::OwnLine,
        },
        "to-heading" => Edit::MakeHeading { block: id(rest) },
        "to-paragraph" => Edit::MakeParagraph { block: id(rest) },
        "replace" | "restore" => Edit::Replace {
            report: Box::new(notation::read(&text).report),
            ids: if verb == "restore" {
                Ids::Kept
            } else {
                Ids::New
            },
        },
        _ => panic!("unknown edit: {words}"),
    }
}

/// Blocks as the reader of a paste gives them, in the notation.
fn pasted(text: &str) -> Vec<NewBlock> {
    let scene = notation::read(text);
    let new = |block: &tigang::report::Block| NewBlock {
        kind: block.kind,
        gap: block.gap.clone(),
        marker: block.marker.clone(),
        text: block.text.clone(),
    };
    scene.report.blocks().map(new).collect()
}

/// A report without a block takes everything, wherever it is said to go.
#[test]
fn everything_can_be_added_to_an_empty_report() {
    let expected = [
        (Addition::Section, "[1]一、|\n[段]"),
        (
            Addition::Shortcomings,
            "[不足][段]对照上级要求，主要存在以下不足：[项]一是|[项]二是|",
        ),
        (
            Addition::NextSteps,
            "[下一步][段]下一步，将重点抓好以下工作。[项]一是|[项]二是|",
        ),
        (Addition::Paragraph, "[段]"),
        (Addition::Item, "[项]一是|"),
        (Addition::Title, "[标题]"),
        (Addition::Closing, "[署名]\n[日期]"),
    ];
    for (what, written) in expected {
        let mut editor = Editor::new(tigang::report::Report::default());
        let edit = Edit::Add {
            what,
            place: Place::Into(BlockId(5)),
        };
        let effect = editor.apply(&edit, Source::Command).expect("added");
        assert!(effect.focus.is_some());
        assert_eq!(notation::write(editor.report()), written);
        editor.undo().expect("undone");
        assert!(editor.report().is_empty());
        editor.redo().expect("done again");
        assert_eq!(notation::write(editor.report()), written);
    }
}

/// What is typed next goes where it would have gone before.
#[test]
fn undo_gives_the_caret_back_to_the_place_of_an_edit() {
    for (before, words) in [
        ("[段]甲\n[段 a]^乙", "join a"),
        ("[段]甲\n[1 a]一、|^乙", "to-paragraph a"),
        ("[段]甲\n[1 a]一、|^乙。[段]丙。", "to-paragraph a"),
        (
            "[段]甲：[项 a]一是|^乙。[段]丙。[项]二是|丁。",
            "to-paragraph a",
        ),
        ("[段]甲\n[段]^乙", "paste [段]丙⏎[段]丁⏎[段]"),
        (
            "[1]一、|甲\n[段]乙\n[1]二、|^丙。[段]丁",
            "paste [1]一、|戊⏎[段]",
        ),
        (
            "[段]甲：\n[项]一是|^乙。[项]二是|丙。",
            "paste [项]三是|丁。",
        ),
        ("[段]甲\n[段]乙^\n[段]丙", "paste [段]⏎[段]丁⏎[段]"),
    ] {
        let scene = notation::read(before);
        let edit = read_edit(words, &scene.names, &scene.report, &scene.caret);
        let mut editor = Editor::new(scene.report);
        editor.apply(&edit, Source::Command).expect("done");
        let focus = editor.undo().and_then(|effect| effect.focus);
        let caret = focus.map(|focus| (focus.block, focus.start..focus.end));
        assert_eq!(caret, scene.caret, "{words} in {before}");
    }
}
