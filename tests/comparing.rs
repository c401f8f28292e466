//! What differs between two versions: cases as a table, and the laws over random edits and texts.
//!
//! A failure prints its seed; `TIGANG_SEED=n cargo test --test comparing` runs that one alone.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::iter::repeat_with;

use tigang::edit::{self, Change, Edit, Ids, Refusal};
use tigang::report::compare::{Difference, Mark, Run, Summary, compare, summary};
use tigang::report::{Block, Kind, NewBlock, Report};

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/dice.rs"]
mod dice;
#[path = "shared/growth.rs"]
mod growth;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/notation.rs"]
mod notation;
#[path = "shared/random_edits.rs"]
mod random_edits;

use dice::Dice;
use random_edits::random_edit;

/// How many sequences of edits are tried.
const SEQUENCES: u64 = 4_000;

/// A name, the old report, the new one (blocks called the same are the same block, others are new), and
/// what is shown: `+` added, `-` removed, `>` moved, `~` changed with `-{…}` and `+{…}` in it, and the
/// summary last.
const CASES: &str = include_str!("cases/comparing/comparing.txt");

/// Gives the blocks of the new report the ids of those in the old one that are called the same.
fn named(old: &notation::Scene, new: &notation::Scene) -> Report {
    let mut next = old.report.next_id();
    let blocks = new.report.blocks().map(|block| {
        let called = new.names.iter().find(|(_, id)| **id == block.id);
        let id = called.and_then(|(name, _)| old.names.get(name).copied());
        let id = id.unwrap_or_else(|| {
            next += 1;
            tigang::report::BlockId(next - 1)
        });
        Block {
            id,
            ..block.clone()
        }
    });
    let blocks: Vec<Block> = blocks.collect();
    Report::restored(blocks, new.report.tail().to_owned(), 0).expect("ids are different")
}

fn written(block: &Block) -> String {
    let number = block.marker.as_ref().map_or("", |marker| marker.text());
    format!("{number}{}", block.text)
}

fn shown(old: &Report, new: &Report, difference: &Difference) -> String {
    let block = |report: &Report, id: Option<_>| {
        written(report.block(id.expect("an id")).expect("a block"))
    };
    match &difference.mark {
        Mark::Same => format!("  {}", block(new, difference.new)),
        Mark::Moved => format!("> {}", block(new, difference.new)),
        Mark::Added => format!("+ {}", block(new, difference.new)),
        Mark::Removed => format!("- {}", block(old, difference.old)),
        Mark::Changed(runs) => {
            let run = |run: &Run| match run {
                Run::Kept(text) => text.clone(),
                Run::Added(text) => format!("+{{{text}}}"),
                Run::Removed(text) => format!("-{{{text}}}"),
            };
            format!("~ {}", runs.iter().map(run).collect::<String>())
        }
    }
}

#[test]
fn cases_of_comparing() {
    let mut count = 0;
    for case in CASES.split("\n== ").skip(1) {
        let (name, case) = case.split_once('\n').expect("a name");
        let mut pieces = case.split("\n--\n");
        let mut piece = || pieces.next().unwrap_or_else(|| panic!("{name}: too short"));
        let (old, new, expected) = (notation::read(piece()), notation::read(piece()), piece());
        let new = named(&old, &new);
        let old = old.report;
        let differences = compare(&old, &new);
        let mut found: Vec<String> = differences
            .iter()
            .map(|one| shown(&old, &new, one))
            .collect();
        let Summary {
            added,
            removed,
            parts,
        } = summary(&old, &new);
        found.push(format!("+{added} -{removed} {}", parts.join("、")));
        assert_eq!(found.join("\n").trim_end(), expected.trim_end(), "{name}");
        laws(&old, &new);
        count += 1;
    }
    assert!(15 < count, "{count} cases");
}

/// What holds for any two reports.
fn laws(old: &Report, new: &Report) {
    let differences = compare(old, new);
    // Every block comes up once, the new ones in their order, the removed ones in theirs.
    let of_new: Vec<_> = differences.iter().filter_map(|one| one.new).collect();
    assert_eq!(of_new, new.order(), "the reading order");
    let of_old: BTreeSet<_> = differences.iter().filter_map(|one| one.old).collect();
    assert_eq!(
        of_old,
        old.order().iter().copied().collect(),
        "every old block"
    );
    assert_eq!(
        differences.iter().filter(|one| one.old.is_some()).count(),
        old.len()
    );
    let places: BTreeMap<_, _> = old.order().iter().copied().zip(0..).collect();
    let is_still = |one: &&Difference| matches!(one.mark, Mark::Same | Mark::Removed);
    let still = differences
        .iter()
        .filter(is_still)
        .filter_map(|one| one.old);
    let still: Vec<usize> = still.map(|id| places[&id]).collect();
    assert!(
        still.is_sorted(),
        "what is removed stands where it stood: {still:?}"
    );
    let mut sums = (0, 0);
    let count = |text: &str| text.chars().filter(|sign| !sign.is_whitespace()).count();
    for one in &differences {
        let then = one.old.map(|id| old.block(id).expect("an old block"));
        let now = one.new.map(|id| new.block(id).expect("a new block"));
        match (&one.mark, then, now) {
            (Mark::Added, None, Some(now)) => sums.0 += count(&written(now)),
            (Mark::Removed, Some(then), None) => sums.1 += count(&written(then)),
            (Mark::Same | Mark::Moved, Some(then), Some(now)) => {
                let is_sort = then.marker.as_ref().map(|marker| marker.style)
                    == now.marker.as_ref().map(|marker| marker.style);
                assert!(is_sort && then.text == now.text || written(then) == written(now));
            }
            (Mark::Changed(runs), Some(then), Some(now)) => {
                let side = |added: bool| -> String {
                    let is_side = |run: &&Run| match run {
                        Run::Kept(_) => true,
                        Run::Added(_) => added,
                        Run::Removed(_) => !added,
                    };
                    runs.iter().filter(is_side).map(Run::text).collect()
                };
                assert_eq!(side(true), written(now), "kept and added is the new text");
                // A number of the same sort is shown as it is now.
                let was = match (&then.marker, &now.marker) {
                    (Some(then_marker), Some(marker)) if then_marker.style == marker.style => {
                        format!("{}{}", marker.text(), then.text)
                    }
                    _ => written(then),
                };
                assert_eq!(side(false), was, "kept and removed is the old text");
                assert_ne!(side(false), side(true), "no change that is none");
                assert!(runs.iter().all(|run| !run.text().is_empty()));
                for run in runs {
                    match run {
                        Run::Kept(_) => {}
                        Run::Added(text) => sums.0 += count(text),
                        Run::Removed(text) => sums.1 += count(text),
                    }
                }
            }
            _ => panic!("{one:?}"),
        }
    }
    let summary = summary(old, new);
    assert_eq!((summary.added, summary.removed), sums);
    assert!(summary.parts.len() <= 3);
    let is_same = |one: &Difference| one.mark == Mark::Same;
    assert_eq!(
        summary.parts.is_empty(),
        differences.iter().all(is_same),
        "{summary:?}"
    );
    let itself = compare(new, new);
    assert!(
        itself.iter().all(is_same) && itself.len() == new.len(),
        "compared with itself"
    );
}

fn sequence(seed: u64) {
    let mut dice = Dice::new(seed);
    let old = dice::report(&mut dice);
    let mut new = old.clone();
    for _ in 0..dice.below(12) {
        let edit = random_edit(&mut dice, &new);
        let _: Result<Change, Refusal> = edit::apply(&mut new, &edit);
    }
    laws(&old, &new);
    laws(&new, &old);
    // The same, read anew: every id is another.
    let blocks = new.blocks().map(|block| NewBlock {
        kind: block.kind,
        gap: block.gap.clone(),
        marker: block.marker.clone(),
        text: block.text.clone(),
    });
    let edit = Edit::Replace {
        report: Box::new(Report::new(blocks.collect(), new.tail().to_owned())),
        ids: Ids::New,
    };
    let mut anew = old.clone();
    let _: Result<Change, Refusal> = edit::apply(&mut anew, &edit);
    laws(&old, &anew);
    laws(&new, &anew);
}

#[test]
fn the_laws_of_comparing() {
    let seed = std::env::var("TIGANG_SEED").ok();
    if let Some(seed) = seed.and_then(|seed| seed.parse().ok()) {
        return sequence(seed);
    }
    for seed in 0..SEQUENCES {
        let tried = std::panic::catch_unwind(|| sequence(seed));
        assert!(tried.is_ok(), "TIGANG_SEED={seed} broke a law");
    }
}

/// Texts of one paragraph.
fn paragraph(texts: &[String]) -> Report {
    let new = |text: &String| NewBlock {
        kind: Kind::Paragraph,
        gap: "\n".to_owned(),
        marker: None,
        text: text.clone(),
    };
    Report::new(texts.iter().map(new).collect(), String::new())
}

/// The runs are the shortest that there are, but for what is made one for the reader.
#[test]
fn texts_of_all_sorts() {
    let mut dice = Dice::new(5);
    for _ in 0..20_000 {
        let mut text = || -> String {
            let signs = ["党", "建", "，", "a", "𠮷"];
            let kinds = 1 + dice.below(5);
            (0..dice.below(25))
                .map(|_| signs[dice.below(kinds)])
                .collect()
        };
        laws(&paragraph(&[text()]), &paragraph(&[text()]));
    }
}

/// Another text altogether, of nearly the same length.
fn rewritten(text: &str, every: usize) -> String {
    let mut at = 0;
    let sign = |sign: char| {
        at += 1;
        if at % every == 0 { '新' } else { sign }
    };
    text.chars().map(sign).collect()
}

/// How many sentences are compared: 300,000 characters.
const SENTENCES: usize = 10_700;

/// Holds that comparing grows no faster than what is compared: a careless search would take minutes.
fn hold(what: &str, reports: impl Fn(usize) -> (Report, Report)) {
    let mut whole = reports(SENTENCES);
    laws(&whole.0, &whole.1);
    let piece = || reports(SENTENCES / growth::PIECES);
    let mut pieces: Vec<_> = repeat_with(piece).take(growth::PIECES).collect();
    let work = |(old, new): &mut (Report, Report)| drop((compare(old, new), summary(old, new)));
    growth::hold(what, &mut pieces, &mut whole, work);
}

fn sentences(count: usize) -> Vec<String> {
    let sentence = "始终把党的政治建设摆在首位，集体学习12次、讲党课3次。";
    (0..count).map(|at| format!("{at}{sentence}")).collect()
}

/// Long texts, changed in ways that would take a careless search minutes.
#[test]
fn long_reports() {
    let pair = |old: &[String], new: &[String]| (paragraph(old), paragraph(new));
    let all =
        |many: &[String]| -> Vec<String> { many.iter().map(|text| rewritten(text, 3)).collect() };
    hold("one change", |count| {
        let many = sentences(count);
        pair(&many, &changed(&many))
    });
    hold("two changes in one line", |count| {
        let many = sentences(count);
        let mut changed = changed(&many);
        changed[1].push('。');
        pair(&[many.concat()], &[changed.concat()])
    });
    hold("every paragraph", |count| {
        let many = sentences(count);
        pair(&many, &all(&many))
    });
    hold("everything in one line", |count| {
        let many = sentences(count);
        pair(&[many.concat()], &[all(&many).concat()])
    });
    hold("turned around", |count| {
        let many = sentences(count);
        let turned: Vec<String> = many.iter().rev().cloned().collect();
        pair(&many, &turned)
    });
    hold("every other one", |count| {
        let many = sentences(count);
        let half: Vec<String> = many.iter().step_by(2).cloned().collect();
        pair(&many, &half)
    });
    hold("all gone", |count| pair(&sentences(count), &[]));
    hold("all alike", |count| {
        let same = vec!["党建。".to_owned(); 5 * count];
        let mut others = same.clone();
        others.truncate(count * 5 / 2);
        others.extend((0..count * 5 / 2).map(|at| format!("{at}")));
        pair(&same, &others)
    });
    hold("two rows of signs", |count| {
        let (one, other) = ("甲乙".repeat(15 * count), "乙丙甲".repeat(10 * count));
        pair(&[one], &[other])
    });
    hold("read anew", |count| {
        let many = sentences(count);
        read_anew(&many, &changed(&many))
    });
}

/// The same texts but for one in the middle.
fn changed(many: &[String]) -> Vec<String> {
    let mut changed = many.to_vec();
    let middle = &mut changed[many.len() / 2];
    *middle = rewritten(middle, 5);
    changed
}

/// What comes in the place of a report and was read from elsewhere: every id is another, and every text has to be
/// looked for.
fn read_anew(old: &[String], new: &[String]) -> (Report, Report) {
    let old = paragraph(old);
    let report = Box::new(paragraph(new));
    let ids = Ids::New;
    let mut new = old.clone();
    edit::apply(&mut new, &Edit::Replace { report, ids }).expect("read anew");
    (old, new)
}

#[test]
fn a_report_that_is_read_anew_differs_in_what_was_changed() {
    let many = sentences(1_000);
    let mut texts = vec!["新的一段。".to_owned()];
    texts.extend(changed(&many));
    texts[2].push('。');
    let (old, new) = read_anew(&many, &texts);
    let differences = compare(&old, &new);
    let others = differences.iter().filter(|one| one.mark != Mark::Same);
    assert_eq!(others.count(), 3);
}
