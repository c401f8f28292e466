//! Stored undo: what was kept can be taken back as before, and nothing else ever is.
//!
//! A failure prints its seed; `TIGANG_SEED=n cargo test --test undo_record` runs that sequence alone.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::hash::Hasher;

use tigang::draft::{Card, Draft, Stamp};
use tigang::edit::{Edit, Refusal};
use tigang::editor::{Editor, Effect};
use tigang::history::{DEPTH, Source};
use tigang::report::{BlockId, IdHasher, Report};

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

/// How many sequences of edits are tried, and how many damaged records.
const SEQUENCES: u64 = 3_000;
const DAMAGES: usize = 10_000;
const PLENTY: usize = 10_000_000;

/// An editor after a while of work, with something to take back and something to do again.
fn worked(dice: &mut Dice) -> Editor {
    let mut editor = Editor::new(dice::report(dice));
    for _ in 0..3 + dice.below(16) {
        let edit = random_edit(dice, editor.report());
        let source = dice.of(&[Source::Keys, Source::Command, Source::Composition(1)]);
        let _: Result<Effect, Refusal> = editor.apply(&edit, source);
    }
    for _ in 0..dice.below(6) {
        editor.undo();
    }
    editor
}

/// The report as a draft brings it back.
fn reopened(report: &Report) -> Report {
    let card = r#"{"id":"a","name":"草稿","created":1,"saved":2}"#;
    let card: Card = serde_json::from_str(card).expect("a card");
    let draft = Draft {
        stamp: Stamp::default(),
        card,
        report: report.clone(),
        caret: None,
    };
    let record = draft.to_record();
    Draft::from_record(&record).expect("it opens").report
}

/// Both go the same way back and forth, as far as the second goes.
fn go_together(editor: &mut Editor, other: &mut Editor) {
    let (back, forth) = other.depths();
    for _ in 0..back {
        let (one, two) = (
            editor.undo().expect("a step"),
            other.undo().expect("a step"),
        );
        assert_eq!(one, two, "what the page is told");
        laws::same(other.report(), editor.report(), "taken back");
    }
    assert!(other.undo().is_none(), "no step more");
    for _ in 0..back + forth {
        let (one, two) = (
            editor.redo().expect("a step"),
            other.redo().expect("a step"),
        );
        assert_eq!(one, two, "what the page is told");
        laws::same(other.report(), editor.report(), "done again");
    }
    assert!(other.redo().is_none(), "no step more");
    laws::check_tally(other);
    laws::check_report(other.report());
}

fn sequence(seed: u64) {
    let mut dice = Dice::new(seed);
    let mut editor = worked(&mut dice);
    let record = editor.undo_record(PLENTY);
    let mut other = Editor::new(reopened(editor.report()));
    assert!(other.restore_undo(&record), "taken: {record}");
    assert_eq!(other.depths(), editor.depths(), "every step is kept");
    assert_eq!(other.undo_record(PLENTY), record, "stored again");
    laws::same(other.report(), editor.report(), "the report");
    go_together(&mut editor.clone(), &mut other);

    let limit = dice.below(record.len() + 50);
    let short = editor.undo_record(limit);
    assert!(short.len() <= limit.max(100), "{limit} bytes: {short}");
    let mut other = Editor::new(reopened(editor.report()));
    assert!(other.restore_undo(&short), "taken: {short}");
    let (kept, all) = (other.depths(), editor.depths());
    assert!(kept.0 <= all.0 && kept.1 <= all.1, "no step of nobody");
    go_together(&mut editor, &mut other);

    // What is typed after a restart goes on as ever.
    let edit = random_edit(&mut dice, other.report());
    let before = other.report().clone();
    if other.apply(&edit, Source::Keys).is_ok() && *other.report() != before {
        other.undo().expect("a step");
        laws::same(other.report(), &before, "what was done after a restart");
    }
}

#[test]
fn a_stored_history_goes_on_where_it_was() {
    let seed = std::env::var("TIGANG_SEED").ok();
    if let Some(seed) = seed.and_then(|seed| seed.parse().ok()) {
        return sequence(seed);
    }
    for seed in 0..SEQUENCES {
        let tried = std::panic::catch_unwind(|| sequence(seed));
        assert!(tried.is_ok(), "TIGANG_SEED={seed} broke a law");
    }
}

/// Other bytes in the place of some, as a broken disk or another program leaves them.
fn damaged(dice: &mut Dice, record: &str, from: usize) -> String {
    let mut bytes = record.as_bytes().to_vec();
    for _ in 0..1 + dice.below(3) {
        let at = from + dice.below(bytes.len() - from);
        let signs = b"0123456789[]\",{}:\\ abz\xe4\x00";
        let sign = dice.of(signs);
        match dice.below(5) {
            0 => bytes.truncate(at.max(from + 1)),
            1 => bytes.insert(at, sign),
            2 => drop(bytes.remove(at)),
            3 => bytes[at] ^= 1 << dice.below(8),
            _ => bytes[at] = sign,
        }
        if bytes.len() < from + 2 {
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn a_damaged_record_is_refused() {
    let mut dice = Dice::new(11);
    let mut refused = 0;
    for turn in 0..DAMAGES {
        let editor = worked(&mut dice);
        let record = editor.undo_record(PLENTY);
        let damaged = damaged(&mut dice, &record, 0);
        let mut other = Editor::new(editor.report().clone());
        let is_taken = other.restore_undo(&damaged);
        laws::same(other.report(), editor.report(), "the report");
        if !is_taken {
            assert_eq!(other.depths(), (0, 0), "all or nothing");
            refused += 1;
            continue;
        }
        // A space more in its head, or the very same bytes.
        println!("turn {turn}: {damaged}");
        go_together(&mut editor.clone(), &mut other);
    }
    assert!(DAMAGES * 9 / 10 < refused, "{refused} refused");
}

/// The record with the sum that its steps have now: damage that nobody could notice.
fn resealed(record: &str) -> Option<String> {
    let at = record.find("\"undo\":")?;
    let (head, steps) = record.split_at(at);
    let mut sum = IdHasher::default();
    sum.write(steps.as_bytes());
    let head = &head[..head.find("\"sum\":")?];
    Some(format!("{head}\"sum\":{},{steps}", sum.finish()))
}

#[test]
fn even_a_forged_record_breaks_nothing() {
    let mut dice = Dice::new(12);
    let mut taken = 0;
    for _ in 0..DAMAGES {
        let editor = worked(&mut dice);
        let record = editor.undo_record(PLENTY);
        let from = record.find("\"undo\":").expect("steps") + 7;
        let Some(forged) = resealed(&damaged(&mut dice, &record, from)) else {
            continue;
        };
        let mut other = Editor::new(editor.report().clone());
        taken += usize::from(other.restore_undo(&forged));
        laws::same(other.report(), editor.report(), "the report");
        let depth = other.depths().0;
        while other.undo().is_some() {}
        while other.redo().is_some() {}
        assert!(other.depths().0 <= depth + DEPTH);
        // Whatever was done, the report is one that can be worked on, and new names are new.
        let next = other.report().next_id();
        assert!(other.report().blocks().all(|block| block.id.0 < next));
        assert_eq!(other.report().blocks().count(), other.report().len());
    }
    assert!(DAMAGES / 25 < taken, "{taken} of {DAMAGES} were taken");
}

#[test]
fn a_history_of_another_report_is_refused() {
    for seed in 0..500 {
        let mut dice = Dice::new(seed);
        let mut editor = worked(&mut dice);
        let record = editor.undo_record(PLENTY);
        let before = editor.report().clone();
        let edit = random_edit(&mut dice, editor.report());
        let _: Result<Effect, Refusal> = editor.apply(&edit, Source::Command);
        let mut other = Editor::new(editor.report().clone());
        assert_eq!(
            other.restore_undo(&record),
            before == *editor.report(),
            "TIGANG_SEED={seed} {edit:?}"
        );
        laws::same(other.report(), editor.report(), "the report");
        let mut other = Editor::new(dice::report(&mut dice));
        assert!(!other.restore_undo(&record), "another report altogether");
    }
}

#[test]
fn what_is_no_record_is_refused() {
    let mut editor = Editor::new(notation::read("[段]甲").report);
    let record = editor.undo_record(PLENTY);
    assert!(editor.restore_undo(&record), "one without a step: {record}");
    assert!(record.len() <= 100, "{record}");
    let newer = record.replace("\"schema\":1", "\"schema\":2");
    for text in ["", "{}", "null", "[]", "\"undo\":", &newer, &record[1..]] {
        assert!(!editor.restore_undo(text), "{text}");
    }
    let type_in = |editor: &mut Editor| {
        let edit = Edit::Type {
            block: BlockId(0),
            range: 0..0,
            text: "乙".to_owned(),
        };
        editor.apply(&edit, Source::Keys).expect("typed");
    };
    type_in(&mut editor);
    assert!(!editor.restore_undo(&record));
    assert_eq!(editor.depths(), (1, 0), "what there was is still there");
    // A step that was open is closed by a restart.
    let record = editor.undo_record(PLENTY);
    assert!(editor.restore_undo(&record));
    type_in(&mut editor);
    assert_eq!(editor.depths(), (2, 0));
}

/// What is stored today opens tomorrow: the words and the digest do not change.
#[test]
fn the_stored_form_is_known() {
    let mut editor = Editor::new(notation::read("[标题]总结\n[1]一、|党课{3←*}次。").report);
    let edit = Edit::Type {
        block: BlockId(1),
        range: 0..3,
        text: "团".to_owned(),
    };
    editor.apply(&edit, Source::Command).expect("typed");
    let expected = concat!(
        r#"{"schema":1,"report":17612972071980974734,"sum":949221126629797868,"#,
        r#""undo":[[1,"change","",null,"",[[1,3,""],[3,0,""]]],"#,
        r#"[1,"text","党",null,"团",[[0,1,""],[6,7,"*"],[6,7,"*"]]]],"redo":[]}"#
    );
    assert_eq!(editor.undo_record(PLENTY), expected);
}

#[test]
fn many_steps_and_a_long_report() {
    let text = "始终把党的政治建设摆在首位。".repeat(20_000);
    let mut editor = Editor::new(notation::read(&format!("[段]{text}\n[段]甲")).report);
    let replaced = Edit::Replace {
        report: Box::new(notation::read(&format!("[段]乙{text}\n[段]甲")).report),
        ids: tigang::edit::Ids::New,
    };
    editor.apply(&replaced, Source::Command).expect("replaced");
    let last = editor.report().order()[1];
    for _ in 0..4_000 {
        let edit = Edit::Type {
            block: last,
            range: 0..0,
            text: "字".to_owned(),
        };
        editor.apply(&edit, Source::Command).expect("typed");
    }
    let since = std::time::Instant::now();
    let record = editor.undo_record(200_000);
    let written = since.elapsed();
    let mut other = Editor::new(editor.report().clone());
    assert!(other.restore_undo(&record));
    println!(
        "{} bytes, {:?} steps, written in {written:?}, read in {:?}",
        record.len(),
        other.depths(),
        since.elapsed() - written
    );
    assert!(2_000 <= other.depths().0, "{:?}", other.depths());
}
