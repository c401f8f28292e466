//! What merges into one step of undo, and what does not: a table of lines.
//!
//! Actions stand side by side: `字` one key, `<` backspace, `>` delete, `c1:ni` the text that composition
//! 1 shows now, `f1:12` the value that blank field 1 shows now, `p:` a paste, `r:` what goes beside what was done, `@3` the caret elsewhere
//! (in characters), `seal` the end of a step, `undo` and `redo`. The text to start with is `甲*乙丙`, the
//! caret at its end.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::edit::{Addition, Edit, Place};
use tigang::editor::Editor;
use tigang::history::{DEPTH, Source};
use tigang::report::BlockId;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/laws.rs"]
mod laws;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/notation.rs"]
mod notation;

/// What, how many steps it makes, and what is done.
const TABLE: [(&str, usize, &str); 37] = [
    ("letters of a word are one step", 1, "a b c"),
    ("a sign typed without composing merges as well", 1, "党 建"),
    ("a mark belongs to the word before it", 1, "a b ，"),
    ("a space belongs to the word before it", 1, "a b ␠"),
    ("what comes after a mark is a new step", 2, "a ， b"),
    ("what comes after a space is a new step", 2, "a ␠ b"),
    ("marks in a row stay together", 1, "a 。 ” ␠"),
    ("figures and their point are three steps", 2, "1 . 5"),
    ("another place is another step", 2, "a @0 b"),
    ("the same place again goes on", 1, "a @5 b"),
    ("typing before what was typed is another step", 2, "a @4 b"),
    (
        "typing in the middle of what was typed is another step",
        2,
        "a b @5 c",
    ),
    ("deleting backwards is one step", 1, "< <"),
    ("deleting forwards is one step", 1, "@2 > >"),
    ("deleting after typing is another step", 2, "a <"),
    ("typing after deleting is another step", 2, "< a"),
    (
        "words that are deleted are steps of their own",
        4,
        "p:你，好 < < <",
    ),
    (
        "the first key over a selection begins the word",
        1,
        "@1-2 a b",
    ),
    ("a composition is one step", 1, "c1:n c1:ni c1:nih c1:你好"),
    ("two compositions are two steps", 2, "c1:n c1:你 c2:h c2:好"),
    (
        "a composition over a selection is one step",
        1,
        "@0-1 c1:n c1:你",
    ),
    (
        "a composition after keys is a step of its own",
        2,
        "a c1:n c1:你",
    ),
    (
        "keys after a composition are a step of their own",
        2,
        "c1:n c1:你 a",
    ),
    (
        "a composition that is given up leaves no step",
        0,
        "c1:n c1:ni c1:",
    ),
    (
        "a composition that is given up leaves the word before it alone",
        2,
        "a c1:n c1: b",
    ),
    (
        "a value typed in its field is one step",
        1,
        "f1:1 f1:12 f1:120",
    ),
    ("two fields are two steps", 2, "f1:1 f2:2"),
    (
        "a value that is wiped out again in its field leaves no step",
        0,
        "f1:1 f1:12 f1:",
    ),
    ("a field after keys is a step of its own", 2, "a f1:1"),
    ("a paste is a step of its own", 3, "a p:b c"),
    ("two pastes are two steps", 2, "p:a p:b"),
    ("a sealed step does not go on", 2, "a seal b"),
    ("what goes beside a step is part of it", 1, "a seal r:。"),
    (
        "what goes beside a composition that was given up is no part of what was done before",
        2,
        "a c1:n c1: r:。",
    ),
    ("a sealed composition does not go on", 2, "c1:n seal c1:ni"),
    (
        "what is typed after an undo is a new step",
        2,
        "a ␠ b undo c",
    ),
    (
        "what is typed after a redo is a new step",
        2,
        "a undo redo b",
    ),
];

#[test]
fn what_merges() {
    for (what, steps, actions) in TABLE {
        let start = notation::read("[段]甲*乙丙\n[段]*").report;
        let mut editor = Editor::new(start.clone());
        act(&mut editor, actions);
        let end = editor.report().clone();
        assert_eq!(
            editor.depths().0,
            steps,
            "{what}: {actions}: {}",
            notation::write(&end)
        );
        while editor.undo().is_some() {}
        laws::same(editor.report(), &start, what);
        while editor.redo().is_some() {}
        laws::same(editor.report(), &end, what);
        laws::check_tally(&editor);
        laws::check_draft(editor.report());
    }
}

/// Where the caret is, and what a composition shows there.
struct Hand {
    start: usize,
    end: usize,
    composed: Option<(u32, usize)>,
}

fn act(editor: &mut Editor, actions: &str) {
    let block = BlockId(0);
    let mut hand = Hand {
        start: 10,
        end: 10,
        composed: None,
    };
    for action in actions.split(' ') {
        let text = editor
            .report()
            .block(block)
            .expect("the block")
            .text
            .clone();
        let at = |characters: &str| {
            let count = characters.parse().expect("a number");
            text.char_indices()
                .map(|(at, _)| at)
                .chain([text.len()])
                .nth(count)
                .expect("a place")
        };
        let (word, rest) = action.split_once(':').unwrap_or((action, ""));
        let (range, insert, source) = match word {
            "seal" => {
                editor.seal();
                continue;
            }
            "undo" | "redo" => {
                let effect = if word == "undo" {
                    editor.undo()
                } else {
                    editor.redo()
                }
                .expect("a step");
                let focus = effect.focus.expect("a caret");
                (hand.start, hand.end) = (focus.start, focus.end);
                continue;
            }
            "<" => {
                let before = text[..hand.start]
                    .chars()
                    .next_back()
                    .map_or(0, char::len_utf8);
                (hand.start - before..hand.end, String::new(), Source::Keys)
            }
            ">" => {
                let behind = text[hand.end..].chars().next().map_or(0, char::len_utf8);
                (hand.start..hand.end + behind, String::new(), Source::Keys)
            }
            "r" => (hand.start..hand.end, rest.to_owned(), Source::Rest),
            "p" => (hand.start..hand.end, rest.to_owned(), Source::Command),
            _ if word.starts_with('@') => {
                let (start, end) = word[1..]
                    .split_once('-')
                    .unwrap_or((&word[1..], &word[1..]));
                (hand.start, hand.end) = (at(start), at(end));
                continue;
            }
            _ if word.starts_with('c') && action.contains(':') => {
                let number: u32 = word[1..].parse().expect("a number");
                let shown = hand
                    .composed
                    .filter(|(of, _)| *of == number)
                    .map_or(0, |(_, shown)| shown);
                hand.composed = Some((number, rest.len()));
                (
                    hand.start - shown..hand.end,
                    rest.to_owned(),
                    Source::Composition(number),
                )
            }
            _ if word.starts_with('f') && action.contains(':') => {
                let number: u32 = word[1..].parse().expect("a number");
                let field = BlockId(number - 1);
                let edit = Edit::Fill {
                    block: field,
                    slot: 0,
                    value: rest.to_owned(),
                };
                editor.apply(&edit, Source::Field(number)).expect("a blank");
                continue;
            }
            key => (hand.start..hand.end, key.replace('␠', " "), Source::Keys),
        };
        let focus = editor
            .apply(
                &Edit::Type {
                    block,
                    range,
                    text: insert,
                },
                source,
            )
            .expect("typed")
            .focus
            .expect("a caret");
        (hand.start, hand.end) = (focus.start, focus.end);
    }
}

#[test]
fn the_caret_goes_back_to_where_it_was() {
    let mut editor = Editor::new(notation::read("[段]甲*乙丙").report);
    act(&mut editor, "@1 a b");
    assert_eq!(
        editor
            .undo()
            .and_then(|effect| effect.focus)
            .map(|focus| (focus.start, focus.end)),
        Some((3, 3))
    );
    assert_eq!(
        editor
            .redo()
            .and_then(|effect| effect.focus)
            .map(|focus| (focus.start, focus.end)),
        Some((5, 5))
    );
    act(&mut editor, "@3 < <");
    assert_eq!(
        editor
            .undo()
            .and_then(|effect| effect.focus)
            .map(|focus| (focus.start, focus.end)),
        Some((5, 5))
    );
}

#[test]
fn the_oldest_steps_are_forgotten() {
    let mut editor = Editor::new(notation::read("[段]甲").report);
    for number in 0..DEPTH + 20 {
        let edit = Edit::Type {
            block: BlockId(0),
            range: 0..0,
            text: format!("{}", number % 10),
        };
        editor.apply(&edit, Source::Command).expect("typed");
    }
    assert_eq!(editor.depths(), (DEPTH, 0));
    while editor.undo().is_some() {}
    assert_eq!(
        editor
            .report()
            .block(BlockId(0))
            .map(|block| block.text.chars().count()),
        Some(21)
    );
}

#[test]
fn a_new_edit_forgets_what_was_undone() {
    let mut editor = Editor::new(notation::read("[段]甲").report);
    let add = Edit::Add {
        what: Addition::Paragraph,
        place: Place::After(BlockId(0)),
    };
    editor.apply(&add, Source::Command).expect("added");
    editor.undo().expect("undone");
    assert_eq!(editor.depths(), (0, 1));
    act(&mut editor, "@0 a");
    assert_eq!(editor.depths(), (1, 0));
    assert!(editor.redo().is_none());
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut editor = Editor::new(notation::read("[1]一、|学习。[段]正文").report);
    let revision = editor.revision();
    let split = Edit::Split {
        block: BlockId(0),
        at: "学习。".len(),
    };
    let effect = editor
        .apply(&split, Source::Command)
        .expect("the caret goes to the body");
    assert_eq!(effect.focus.map(|focus| focus.block), Some(BlockId(1)));
    let same = Edit::Type {
        block: BlockId(1),
        range: 0..3,
        text: "正".to_owned(),
    };
    editor.apply(&same, Source::Keys).expect("typed");
    assert_eq!((editor.revision(), editor.depths()), (revision, (0, 0)));
}
