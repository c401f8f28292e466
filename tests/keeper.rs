//! The keeper and the roles of tabs, case by case; `tests/keeping.rs` and `tests/tabs.rs` try them at
//! random.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may fail"
)]

use tigang::draft::drafts::SaveError;
use tigang::draft::keeper::{Answer, Keeper, PATIENCE, Put, Safety, Standing, Trouble};
use tigang::draft::lease::{Act, Heard, Lease, Role};
use tigang::draft::shelf::{MemoryShelf, Shelf as _, ShelfError};
use tigang::draft::{Draft, Drafts};

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

use sample::{by, draft, stamp};

fn opened() -> (Draft, Keeper) {
    let draft = draft("a", "名", 5);
    let keeper = Keeper::new(&draft.stamp, "new", Some(5), true);
    (draft, keeper)
}

fn standing(safety: Safety, trouble: Option<Trouble>) -> Standing {
    Standing { safety, trouble }
}

#[test]
fn a_change_is_written_then_settled() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let (mut draft, mut keeper) = opened();
    assert_eq!(keeper.standing(), standing(Safety::Settled(5), None));
    assert!(!keeper.is_changed() && !keeper.is_unconfirmed());
    keeper.change();
    assert_eq!(keeper.standing(), standing(Safety::Unsaved, None));
    let put = keeper.keep(&drafts, &mut draft, 10).expect("it is put");
    assert_eq!(keeper.standing(), standing(Safety::Written(10), None));
    assert!(!keeper.is_changed() && keeper.is_unconfirmed());
    assert_eq!(
        (put.known.last(), &put.stamp),
        (Some(&stamp(5, "tab")), &stamp(6, "new"))
    );
    assert_eq!(draft.card.from, [(5, "tab".to_owned())]);
    assert_eq!(drafts.load("a"), Ok(draft));
    assert_eq!(keeper.answered(6, Answer::Settled, 12), None);
    assert_eq!(keeper.standing(), standing(Safety::Settled(12), None));
    assert!(keeper.is_settled() && !keeper.is_unconfirmed());
}

#[test]
fn what_gets_worse_is_told_again_and_nothing_twice() {
    let mut shelf = MemoryShelf::default();
    let (mut draft, mut keeper) = opened();
    let full = Trouble::Shelf(SaveError::Shelf(ShelfError::Full));
    let mut at = 10;
    // What the mirror answers, whether the shelf is full, and what is told before and after the answer.
    let steps = [
        (Answer::Settled, false, None, None),
        (Answer::Failed, false, None, Some((Trouble::Mirror, false))),
        (Answer::Failed, false, None, None),
        // Now the shelf, too.
        (
            Answer::Failed,
            true,
            Some((full, false)),
            Some((full, true)),
        ),
        (Answer::Failed, true, None, None),
        (Answer::Settled, true, None, None),
        (Answer::Settled, true, None, None),
        // It was safe in between.
        (Answer::Failed, true, None, Some((full, true))),
        (Answer::Failed, false, Some((Trouble::Mirror, false)), None),
        (Answer::Settled, false, None, None),
        (Answer::Failed, false, None, Some((Trouble::Mirror, false))),
    ];
    for (step, (answer, is_full, before, after)) in steps.into_iter().enumerate() {
        shelf.limit = usize::from(is_full);
        at += 10;
        keeper.change();
        assert_eq!(keeper.news(), None, "step {step}, typed");
        let put = keeper.keep(&Drafts::new(&shelf), &mut draft, at);
        let put = put.expect("it is put");
        assert_eq!(keeper.news(), before, "step {step}, stored");
        keeper.answered(put.stamp.revision, answer, at + 1);
        assert_eq!(keeper.news(), after, "step {step}, answered");
    }
}

#[test]
fn the_mirror_keeps_what_the_shelf_does_not_take() {
    let shelf = MemoryShelf::default();
    shelf.blocked.set(true);
    let (mut draft, mut keeper) = opened();
    keeper.change();
    keeper
        .keep(&Drafts::new(&shelf), &mut draft, 10)
        .expect("it is put");
    let blocked = Some(Trouble::Shelf(SaveError::Shelf(ShelfError::Blocked)));
    assert_eq!(keeper.standing(), standing(Safety::Unsaved, blocked));
    keeper.answered(6, Answer::Settled, 12);
    assert_eq!(keeper.standing(), standing(Safety::Settled(12), blocked));
}

#[test]
fn an_answer_for_an_older_state_says_nothing_of_the_last() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let (mut draft, mut keeper) = opened();
    keeper.change();
    keeper.keep(&drafts, &mut draft, 10).expect("it is put");
    keeper.change();
    shelf.blocked.set(true);
    assert_eq!(keeper.keep(&drafts, &mut draft, 11), None, "one at a time");
    let next = keeper
        .answered(6, Answer::Settled, 12)
        .expect("the next one");
    assert_eq!(next.known.last(), Some(&stamp(6, "new")));
    assert_eq!(next.stamp, stamp(7, "new"));
    assert_eq!(keeper.standing().safety, Safety::Unsaved);
    assert!(keeper.is_changed() && keeper.is_unconfirmed());
}

#[test]
fn a_silent_mirror_is_told_and_asked_again() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let (mut draft, mut keeper) = opened();
    keeper.change();
    keeper.keep(&drafts, &mut draft, 10).expect("it is put");
    keeper.change();
    assert_eq!(keeper.keep(&drafts, &mut draft, 500), None);
    assert_eq!(keeper.tick(9 + PATIENCE), None);
    assert_eq!(keeper.standing(), standing(Safety::Written(500), None));
    let next = keeper.tick(10 + PATIENCE).expect("asked again");
    assert_eq!(next.stamp, stamp(7, "new"));
    let told = standing(Safety::Written(500), Some(Trouble::Mirror));
    assert_eq!(keeper.standing(), told);
}

#[test]
fn a_tab_that_was_overtaken_does_not_pass_by_and_by() {
    // Its revisions rise with every attempt; the other tab's state must stand all the same.
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let (mut draft, mut keeper) = opened();
    let theirs = by(draft.clone(), 7, "other");
    drafts.save(&theirs).expect("stored");
    for now in 10..20 {
        keeper.change();
        keeper.keep(&drafts, &mut draft, now);
        let overtaken = Some(Trouble::Shelf(SaveError::Overtaken));
        assert_eq!(keeper.standing().trouble, overtaken);
        assert_eq!(drafts.load("a").as_ref(), Ok(&theirs));
    }
    keeper.answered(6, Answer::Overtaken, 20);
    assert_eq!(keeper.standing().trouble, Some(Trouble::Overtaken));
    keeper.change();
    assert_eq!(keeper.keep(&drafts, &mut draft, 21), None, "nothing is put");
}

#[test]
fn what_a_newer_page_stored_is_written_over_in_neither_copy() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let (mut draft, mut keeper) = opened();
    let theirs = "{\"schema\":99,\"things\":[]}";
    shelf.write("tigang/draft/a", theirs).expect("kept");
    keeper.change();
    assert_eq!(keeper.keep(&drafts, &mut draft, 10), None, "nothing is put");
    let newer = Some(Trouble::Shelf(SaveError::Newer));
    assert_eq!(keeper.standing().trouble, newer);
    assert_eq!(keeper.standing().safety, Safety::Unsaved);
    assert!(keeper.is_unconfirmed(), "it has to be kept apart");
    let there = shelf.read("tigang/draft/a");
    assert_eq!(there, Ok(Some(theirs.to_owned())));
}

#[test]
fn the_mirror_replaces_only_what_is_known() {
    let cases = include_str!("cases/mirror.txt").lines();
    let cases: Vec<&str> = cases.filter(|line| line.contains('|')).collect();
    assert!(cases.len() > 10);
    for case in cases {
        let cells: Vec<&str> = case.split('|').map(str::trim).collect();
        let [known, state, there, expected] = cells.as_slice() else {
            panic!("{case}");
        };
        let state_of = |text: &str| {
            let (revision, writer) = text.split_once(' ').unwrap_or((text, ""));
            stamp(revision.parse().expect("a revision"), writer)
        };
        let put = Put {
            id: "a".to_owned(),
            known: known.split(", ").map(state_of).collect(),
            stamp: state_of(state),
            record: String::new(),
        };
        let expected = match *expected {
            "put" => None,
            "settled" => Some(Answer::Settled),
            "overtaken" => Some(Answer::Overtaken),
            other => panic!("{other}"),
        };
        assert_eq!(put.answer(&state_of(there)), expected, "{case}");
    }
    // What is opened may be later than what the mirror has.
    let shelf = MemoryShelf::default();
    let (mut draft, keeper) = opened();
    let mut keeper = keeper.over(&stamp(3, "before"));
    keeper.change();
    let put = keeper
        .keep(&Drafts::new(&shelf), &mut draft, 10)
        .expect("it is put");
    assert_eq!(put.known.last(), Some(&stamp(3, "before")));
    assert_eq!(put.answer(&stamp(4, "other")), Some(Answer::Overtaken));
}

#[test]
fn a_draft_knows_where_it_comes_from() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let (mut draft, _) = opened();
    let mut seen = Vec::new();
    for tab in 0..60 {
        seen.push(draft.stamp.clone());
        let mut keeper = Keeper::new(&draft.stamp, &format!("tab-{tab}"), Some(5), true);
        for _ in 0..3 {
            keeper.change();
            keeper.keep(&drafts, &mut draft, 10);
        }
    }
    assert!(draft.contains(&draft.stamp));
    let known: Vec<bool> = seen.iter().map(|stamp| draft.contains(stamp)).collect();
    assert_eq!(known, [vec![false; 12], vec![true; 48]].concat());
    assert!(!draft.contains(&stamp(seen[59].revision + 1, &seen[59].writer)));
    assert!(!draft.contains(&stamp(1, "somebody")));
}

#[test]
fn roles_pass_from_tab_to_tab() {
    use Heard::{Asked, Granted, Late, Overtaken, Refused, Stored, Taken, Wanted};
    use Role::{Asking, Reading, Waiting, Writing, Yielding};
    let apart: &[Act] = &[Act::KeepApart, Act::Release, Act::OpenToRead];
    let cases: [(Role, Heard, Role, &[Act]); 16] = [
        (Asking, Granted, Writing, &[Act::OpenToWrite]),
        (Asking, Refused, Reading, &[Act::OpenToRead]),
        (Reading, Wanted, Waiting, &[Act::AskForIt]),
        (Reading, Asked, Reading, &[]),
        (Reading, Granted, Writing, &[Act::OpenToWrite]),
        (Writing, Granted, Writing, &[]),
        (Waiting, Granted, Writing, &[Act::OpenToWrite]),
        (Waiting, Late, Waiting, &[Act::TakeIt]),
        (Writing, Asked, Yielding, &[Act::Store]),
        (Writing, Late, Writing, &[]),
        (Writing, Taken, Reading, &[Act::KeepApart, Act::OpenToRead]),
        (Writing, Overtaken, Reading, apart),
        (Yielding, Stored, Reading, &[Act::Release, Act::OpenToRead]),
        (Yielding, Late, Reading, apart),
        (Yielding, Taken, Reading, &[Act::KeepApart, Act::OpenToRead]),
        (Yielding, Overtaken, Reading, apart),
    ];
    for (role, heard, expected, acts) in cases {
        let mut now = role;
        assert_eq!(
            (now.hear(heard), now),
            (acts, expected),
            "{role:?} {heard:?}"
        );
        assert_eq!(now.may_write(), now == Writing);
    }
}

#[test]
fn a_time_that_was_given_for_one_handing_over_does_not_end_the_next() {
    let mut lease = Lease::new(Role::Writing);
    assert_eq!(lease.hear(Heard::Asked), [Act::Store]);
    let first = lease.turn();
    lease.hear(Heard::Stored);
    assert_eq!(lease.hear(Heard::Wanted), [Act::AskForIt]);
    let asked = lease.turn();
    assert_eq!(lease.late(first), [], "nobody waits for that any more");
    lease.hear(Heard::Granted);
    assert_eq!(lease.hear(Heard::Asked), [Act::Store]);
    let second = lease.turn();
    for over in [first, asked] {
        assert_eq!((lease.late(over), lease.role()), (&[][..], Role::Yielding));
    }
    let apart = [Act::KeepApart, Act::Release, Act::OpenToRead];
    assert_eq!(lease.late(second), apart);
    // Another draft was opened meanwhile.
    lease.set(Role::Reading);
    lease.hear(Heard::Wanted);
    let asked = lease.turn();
    lease.set(Role::Waiting);
    assert_eq!(lease.late(asked), []);
}

#[test]
fn a_silent_mirror_is_told_whatever_the_clock_does() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let (mut draft, mut keeper) = opened();
    keeper.change();
    keeper
        .keep(&drafts, &mut draft, 100_000)
        .expect("it is put");
    // It was set back by a minute meanwhile.
    let _ = keeper.tick(40_000 + PATIENCE);
    assert_eq!(keeper.standing().trouble, Some(Trouble::Mirror));
}

#[test]
fn what_was_opened_from_the_shelf_alone_is_not_confirmed() {
    let shelf = MemoryShelf::default();
    let drafts = Drafts::new(&shelf);
    let mut draft = draft("a", "名", 5);
    let mut keeper = Keeper::new(&draft.stamp, "new", Some(5), false);
    keeper.keep(&drafts, &mut draft, 10).expect("it is put");
    assert!(keeper.is_unconfirmed(), "another tab may take it over now");
    keeper.answered(6, Answer::Settled, 12);
    assert!(!keeper.is_unconfirmed());
}
