//! The laws of editing, over random reports and random sequences of edits.
//!
//! A failure prints its seed; `TIGANG_SEED=n cargo test --test laws_edit` runs that sequence alone, and
//! `TIGANG_SEQUENCES=n` runs more of them.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::collections::BTreeMap;

use tigang::edit::{Edit, Ids, Refusal};
use tigang::editor::{Editor, Effect};
use tigang::history::Source;
use tigang::numbering::Marker;
use tigang::outline;
use tigang::report::{Block, BlockId, Kind, Report};
use tigang::text;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/dice.rs"]
mod dice;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/laws.rs"]
mod laws;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/notation.rs"]
mod notation;
#[path = "shared/random_edits.rs"]
mod random_edits;

use dice::Dice;
use random_edits::random_edit;

/// How many sequences are tried.
const SEQUENCES: u64 = 10_000;

#[test]
fn random_sequences_of_edits() {
    let read = read_reports();
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .map(|number| number.parse().expect("a number"))
    };
    if let Some(seed) = number("TIGANG_SEED") {
        sequence(seed, &read);
        return;
    }
    let count = number("TIGANG_SEQUENCES").unwrap_or(SEQUENCES);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let read = &read;
    let done: Vec<Done> = std::thread::scope(|scope| {
        let work = |first| {
            (first..count)
                .step_by(workers)
                .map(|seed| tried(seed, read))
                .collect::<Vec<Done>>()
        };
        let workers: Vec<_> = (0..)
            .take(workers)
            .map(|first| scope.spawn(move || work(first)))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().expect("no law is broken"))
            .collect()
    });
    assert_eq!(done.len() as u64, count);
    // A law that is never put to the test proves nothing.
    let mut sums = Done::new();
    for (edit, times) in done.into_iter().flatten() {
        *sums.entry(edit).or_insert(0) += times;
    }
    println!("done: {sums:?}");
    assert_eq!(sums.len(), 20, "every edit was done: {sums:?}");
    assert!(
        sums.values().all(|&times| count / 40 <= times),
        "every edit was done often: {sums:?}"
    );
}

/// How often each edit was done and not refused.
type Done = BTreeMap<String, u64>;

fn tried(seed: u64, read: &[Report]) -> Done {
    match std::panic::catch_unwind(|| sequence(seed, read)) {
        Ok(done) => done,
        Err(_) => panic!("the sequence of TIGANG_SEED={seed} broke a law"),
    }
}

/// Whole reports to start from: the built-in forms, and what is read of the cases of the reader.
fn read_reports() -> Vec<Report> {
    let mut reports: Vec<Report> = outline::forms().iter().map(outline::Form::start).collect();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")];
    folders.extend(std::env::var_os("TIGANG_REPORTS").map(Into::into));
    while let Some(folder) = folders.pop() {
        let mut paths: Vec<_> = std::fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .map(|entry| entry.expect("an entry").path())
            .collect();
        assert!(!paths.is_empty(), "{} is empty", folder.display());
        paths.sort();
        for path in paths {
            if path.ends_with("editing") || path.ends_with("comparing") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).expect("a report");
            // What is no text is of another reader.
            if let Ok(text) = String::from_utf8(bytes)
                && text.len() < 20_000
            {
                reports.push(text::parse(&text));
            }
        }
    }
    reports.retain(|report| !report.is_empty());
    reports
}

/// One sequence: every step is checked, then all is undone and done again.
fn sequence(seed: u64, read: &[Report]) -> Done {
    let mut done = Done::new();
    let mut dice = Dice::new(seed);
    let start = if dice.percent(4) {
        read[dice.below(read.len())].clone()
    } else {
        dice::report(&mut dice)
    };
    laws::check_report(&start);
    let glued = glued(&start);
    let mut editor = Editor::new(start.clone());
    for _ in 0..6 + dice.below(14) {
        match dice.below(12) {
            0 => undo(&mut editor),
            1 => redo(&mut editor),
            _ => step(&mut dice, &mut editor, &glued, &mut done),
        }
    }
    let end = editor.report().clone();
    let depth = editor.depths().0;
    while editor.depths().0 > 0 {
        undo(&mut editor);
    }
    laws::same(editor.report(), &start, "all undone");
    laws::check_tally(&editor);
    for _ in 0..depth {
        redo(&mut editor);
    }
    laws::same(editor.report(), &end, "all done again");
    laws::check_tally(&editor);
    laws::check_draft(editor.report());
    done
}

fn undo(editor: &mut Editor) {
    let (depths, revision) = (editor.depths(), editor.revision());
    let Some(effect) = editor.undo() else {
        return assert_eq!(depths.0, 0, "nothing to undo");
    };
    assert_eq!(editor.depths(), (depths.0 - 1, depths.1 + 1));
    assert!(revision < editor.revision(), "the revision rises");
    check_focus(editor, &effect);
}

fn redo(editor: &mut Editor) {
    let (depths, revision) = (editor.depths(), editor.revision());
    let Some(effect) = editor.redo() else {
        return assert_eq!(depths.1, 0, "nothing to redo");
    };
    assert_eq!(editor.depths(), (depths.0 + 1, depths.1 - 1));
    assert!(revision < editor.revision(), "the revision rises");
    check_focus(editor, &effect);
}

fn step(dice: &mut Dice, editor: &mut Editor, glued: &[BlockId], done: &mut Done) {
    let edit = random_edit(dice, editor.report());
    let source = dice.of(&[
        Source::Keys,
        Source::Keys,
        Source::Command,
        Source::Composition(1),
        Source::Field(2),
    ]);
    let before = editor.report().clone();
    let (revision, depths) = (editor.revision(), editor.depths());
    match editor.apply(&edit, source) {
        Err(_) => {
            laws::same(editor.report(), &before, "a refused edit");
            assert_eq!(
                (editor.revision(), editor.depths()),
                (revision, depths),
                "a refused edit"
            );
        }
        Ok(effect) => {
            let name: String = format!("{edit:?}")
                .chars()
                .take_while(|sign| sign.is_alphanumeric())
                .collect();
            *done.entry(name).or_insert(0) += 1;
            let context = || {
                format!(
                    "{edit:?}\nbefore: {}\nafter:  {}",
                    notation::write(&before),
                    notation::write(editor.report())
                )
            };
            let checks = || {
                laws::check_report(editor.report());
                check_focus(editor, &effect);
                check_effect(&before, editor, &effect);
                check_content(&edit, &before, editor.report());
                check_lines(&edit, &before, editor.report(), glued);
                check_numbers(&edit, &before, editor.report());
                laws::check_tally(editor);
            };
            let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(checks)).is_err();
            assert!(!failed, "{}", context());
        }
    }
}

/// The caret is in a block that is there, on the border of a character.
fn check_focus(editor: &Editor, effect: &Effect) {
    let focus = effect.focus.expect("the caret goes somewhere");
    let block = editor
        .report()
        .block(focus.block)
        .expect("the caret's block");
    assert!(
        block.text.get(focus.start..focus.end).is_some(),
        "the caret is in the text: {focus:?} {block:?}"
    );
}

/// Whoever follows the effect alone shows the right report.
fn check_effect(before: &Report, editor: &Editor, effect: &Effect) {
    let after = editor.report();
    assert!(
        effect.structural || before.order() == after.order(),
        "the order changed unsaid"
    );
    for block in after.blocks() {
        let Some(old) = before.block(block.id) else {
            continue;
        };
        assert!(
            old == block || effect.blocks.contains(&block.id),
            "a change unsaid: {old:?} {block:?}"
        );
        let plain = (old.kind, &old.gap, &old.marker) == (block.kind, &block.gap, &block.marker);
        assert!(effect.structural || plain, "more than text changed unsaid");
    }
}

/// Edits of the structure leave every text and every value alone.
fn check_content(edit: &Edit, before: &Report, after: &Report) {
    if let Edit::Erase { span } = edit {
        let reached = span.blocks(before).expect("what was erased");
        let ids = &before.order()[reached.clone()];
        let cover = |block: &Block| ids.contains(&block.id).then(|| span.cover(block));
        let left = |block: &Block| match cover(block) {
            Some(cover) => [&block.text[..cover.start], &block.text[cover.end..]].concat(),
            None => block.text.clone(),
        };
        let expected: String = before.blocks().map(left).collect();
        let now: String = after.blocks().map(|block| block.text.as_str()).collect();
        let excerpt = span.excerpt(before).expect("what was erased");
        let taken = |block: &Block| block.text[cover(block).unwrap_or_default()].to_owned();
        let taken: String = before.blocks().map(taken).collect();
        let copied: String = excerpt.blocks().map(|block| block.text.as_str()).collect();
        assert_eq!(copied, taken, "what is copied is what is cut");
        // A heading whose body follows in its line ends as a sentence again.
        let stop = |text: &str| text.matches('。').count();
        let bare = |text: &str| text.replace('。', "");
        assert_eq!(bare(&now), bare(&expected), "{edit:?}");
        assert!(stop(&now) - stop(&expected) < 2, "{edit:?}");
        // The body behind it comes into the paragraph in whose line it stands now.
        let is_out = |(at, block): &(usize, &Block)| {
            cover(block).is_none() && !(*at == reached.end && block.is_in_line())
        };
        for (_, block) in before.blocks().enumerate().filter(is_out) {
            assert!(after.block(block.id).is_some(), "{block:?} is lost");
        }
    }
    let keeps = matches!(
        edit,
        Edit::Move { .. }
            | Edit::Promote { .. }
            | Edit::Demote { .. }
            | Edit::ItemsToSections { .. }
            | Edit::Add { .. }
    );
    let removed = match edit {
        Edit::Remove { block } => before.extent(*block).expect("what was removed"),
        _ => 0..0,
    };
    if !keeps && removed.is_empty() {
        return;
    }
    for (position, block) in before.blocks().enumerate() {
        match after.block(block.id) {
            Some(now) => assert_eq!(
                (&now.text, &now.fills),
                (&block.text, &block.fills),
                "{edit:?}"
            ),
            None => assert!(removed.contains(&position), "{block:?} is lost"),
        }
    }
    assert_eq!(before.tail(), after.tail());
    if matches!(
        edit,
        Edit::Move { .. }
            | Edit::Promote { .. }
            | Edit::Demote { .. }
            | Edit::ItemsToSections { .. }
    ) {
        assert_eq!(before.len(), after.len());
    }
}

/// Headings that go on in a line, as some are read.
fn glued(report: &Report) -> Vec<BlockId> {
    let headings = report
        .blocks()
        .enumerate()
        .filter(|(position, block)| *position > 0 && is_heading(block));
    headings
        .filter(|(_, block)| !starts_line(block))
        .map(|(_, block)| block.id)
        .collect()
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, Kind::Heading { .. })
}

fn starts_line(block: &Block) -> bool {
    block.gap.contains(['\n', '\r', '\u{2028}'])
}

/// What has to start a line does: every heading that was not read otherwise, what moved, and what
/// started a line before and did not turn into something else.
fn check_lines(edit: &Edit, before: &Report, after: &Report, glued_at_first: &[BlockId]) {
    for id in glued(after) {
        assert!(
            glued_at_first.contains(&id),
            "{id:?} is a heading inside a line"
        );
    }
    let structural = matches!(
        edit,
        Edit::Move { .. }
            | Edit::Promote { .. }
            | Edit::Demote { .. }
            | Edit::Add { .. }
            | Edit::Remove { .. }
            | Edit::MakeHeading { .. }
    );
    let moved = match edit {
        Edit::Move { block, .. } => Some(*block),
        _ => None,
    };
    if let Some(block) = moved
        .and_then(|id| after.block(id))
        .filter(|block| is_heading(block))
    {
        assert!(
            starts_line(block) || after.order()[0] == block.id,
            "the heading that moved starts no line"
        );
    }
    for (position, block) in after.blocks().enumerate().filter(|_| structural) {
        let Some(old_position) = before.position(block.id) else {
            continue;
        };
        let started = old_position == 0 || before.block(block.id).is_some_and(starts_line);
        let in_place = moved == Some(block.id)
            && block.kind == Kind::Paragraph
            && position > 0
            && after.at(position - 1).is_some_and(is_heading);
        if started && block.kind != Kind::Item && !in_place {
            assert!(
                position == 0 || starts_line(block),
                "{block:?} started a line"
            );
        }
    }
}

/// Numbers change in lists whose members changed, and those lists are counted without a gap.
fn check_numbers(edit: &Edit, before: &Report, after: &Report) {
    let siblings = |report: &Report, id: BlockId| match report.block(id).map(|block| block.kind) {
        Some(Kind::Heading { .. }) => report.sibling_headings(id),
        Some(Kind::Item) => report.sibling_items(id),
        _ => Vec::new(),
    };
    let edited = match edit {
        Edit::Move { block, .. } | Edit::MakeHeading { block } => Some(*block),
        Edit::Promote { heading } | Edit::Demote { heading } => Some(*heading),
        _ => None,
    };
    // Another version has its numbers as they were.
    if matches!(edit, Edit::Replace { .. }) {
        return;
    }
    for block in after.blocks().filter(|block| edited != Some(block.id)) {
        let Some(old) = before
            .block(block.id)
            .filter(|old| old.marker != block.marker)
        else {
            continue;
        };
        let (then, now) = (siblings(before, block.id), siblings(after, block.id));
        assert!(
            old.kind != block.kind || then != now,
            "{edit:?} renumbered {block:?} in a list it did not touch"
        );
    }
    let Some(edited) = edited else { return };
    let markers: Vec<_> = siblings(after, edited)
        .iter()
        .filter_map(|&id| after.block(id)?.marker.clone())
        .collect();
    // Which list an item belongs to is a guess where numbers of several sorts stand side by side.
    let items: Vec<_> = after
        .blocks()
        .filter(|block| block.kind == Kind::Item)
        .filter_map(|block| block.marker.clone())
        .collect();
    let sorted = |markers: &[Marker]| {
        markers
            .windows(2)
            .all(|pair| pair[0].style == pair[1].style)
    };
    let is_item = after
        .block(edited)
        .is_some_and(|block| block.kind == Kind::Item);
    if sorted(&markers) && (!is_item || sorted(&items)) {
        // A list that started again at one does so afterwards.
        let is_first = |block: &&Block| {
            let marker = block.marker.as_ref();
            block.kind.level().is_some() && marker.is_some_and(|own| own.number == 1)
        };
        let starts_again = !is_item && before.blocks().filter(is_first).nth(1).is_some();
        for pair in markers.windows(2) {
            assert!(
                pair[0].number + 1 == pair[1].number || starts_again && pair[1].number == 1,
                "the list of {edited:?} is counted: {markers:?}"
            );
        }
    }
}

#[test]
fn more_than_a_thousand_steps_back() {
    for seed in [1, 2, 3] {
        let mut dice = Dice::new(seed);
        let start = dice::report(&mut dice);
        let mut editor = Editor::new(start.clone());
        while editor.depths().0 < 1_500 {
            let edit = random_edit(&mut dice, editor.report());
            let _: Result<Effect, Refusal> = editor.apply(&edit, Source::Command);
        }
        let end = editor.report().clone();
        for _ in 0..1_500 {
            undo(&mut editor);
        }
        laws::same(editor.report(), &start, "all undone");
        for _ in 0..1_500 {
            redo(&mut editor);
        }
        laws::same(editor.report(), &end, "all done again");
    }
}

#[test]
fn every_older_version_comes_back_and_goes_again() {
    for seed in 0..500 {
        println!("TIGANG_SEED={seed}");
        let mut dice = Dice::new(seed);
        let mut editor = Editor::new(dice::report(&mut dice));
        let mut versions = vec![editor.report().clone()];
        for _ in 0..12 {
            let edit = random_edit(&mut dice, editor.report());
            let _: Result<Effect, Refusal> = editor.apply(&edit, Source::Command);
            versions.push(editor.report().clone());
        }
        for _ in 0..8 {
            let version = versions[dice.below(versions.len())].clone();
            let (before, next) = (editor.report().clone(), editor.report().next_id());
            let edit = Edit::Replace {
                report: Box::new(version.clone()),
                ids: Ids::Kept,
            };
            match editor.apply(&edit, Source::Command) {
                Ok(effect) => check_effect(&before, &editor, &effect),
                Err(refusal) => assert_eq!((refusal, &before), (Refusal::NothingToDo, &version)),
            }
            laws::same(editor.report(), &version, "an older version");
            assert!(
                next <= editor.report().next_id(),
                "an id could come a second time"
            );
            if before != version && dice.percent(50) {
                undo(&mut editor);
                laws::same(editor.report(), &before, "the older version has gone again");
                assert_eq!(text::write(editor.report()), text::write(&before));
                redo(&mut editor);
            }
            let edit = random_edit(&mut dice, editor.report());
            let _: Result<Effect, Refusal> = editor.apply(&edit, Source::Command);
            laws::check_report(editor.report());
            laws::check_tally(&editor);
        }
        while editor.depths().0 > 0 {
            undo(&mut editor);
        }
        laws::same(editor.report(), &versions[0], "all undone");
    }
}

#[test]
fn a_block_of_a_name_keeps_it() {
    // No id is given out twice, whatever was undone in between.
    let mut dice = Dice::new(7);
    let mut editor = Editor::new(dice::report(&mut dice));
    let mut known: BTreeMap<BlockId, u64> = BTreeMap::new();
    for turn in 0..400 {
        let edit = random_edit(&mut dice, editor.report());
        let before = editor.report().clone();
        if editor.apply(&edit, Source::Command).is_ok() {
            for id in editor
                .report()
                .order()
                .iter()
                .filter(|&&id| before.block(id).is_none())
            {
                assert_eq!(
                    known.insert(*id, turn),
                    None,
                    "{id:?} is given out a second time"
                );
            }
            known.extend(before.order().iter().map(|&id| (id, turn)));
        }
        if dice.percent(30) {
            editor.undo();
        }
    }
}
