//! What holds for every report at every moment, and what every editor must be able to do.

use std::collections::BTreeSet;

use tigang::draft::{Card, Draft, Period, Stamp};
use tigang::editor::Editor;
use tigang::report::{BlockId, Kind, Report};
use tigang::slots;
use tigang::tally::Tally;

use crate::notation;

/// A report is in order: ids, kinds, texts and filled blanks.
pub fn check_report(report: &Report) {
    let ids: BTreeSet<BlockId> = report.order().iter().copied().collect();
    assert_eq!(ids.len(), report.len(), "an id stands twice");
    assert_eq!(
        report.blocks().count(),
        report.len(),
        "an id without a block"
    );
    for (position, block) in report.blocks().enumerate() {
        assert_eq!(
            report.order()[position],
            block.id,
            "the block under this id has another"
        );
        assert!(
            block.id.0 < report.next_id(),
            "an id that could be given out again"
        );
        let title = block.kind == Kind::Title;
        // Words of a page can stand above the title that was read.
        assert!(
            !title
                || report
                    .blocks()
                    .take(position)
                    .all(|block| block.kind == Kind::Paragraph),
            "a title that is not the first"
        );
        assert!(
            title || !block.text.contains(['\n', '\r']),
            "a line end inside {:?}",
            block.text
        );
        assert!(
            block.marker.is_none() || matches!(block.kind, Kind::Heading { .. } | Kind::Item),
            "{block:?}"
        );
        let mut end = 0;
        for fill in &block.fills {
            assert!(
                end <= fill.range.start && fill.range.start <= fill.range.end,
                "values overlap: {block:?}"
            );
            assert!(
                block.text.get(fill.range.clone()).is_some(),
                "a value outside the text: {block:?}"
            );
            end = fill.range.end;
        }
        let mut end = 0;
        for slot in slots::slots(block) {
            assert!(
                end <= slot.range.start && block.text.get(slot.range.clone()).is_some(),
                "blanks overlap: {block:?}"
            );
            end = slot.range.end;
        }
    }
}

/// The counts that are kept up to date are those of a full count.
pub fn check_tally(editor: &Editor) {
    let full = Tally::of(editor.report());
    assert_eq!(editor.totals(), full.totals(), "the sum of the counts");
    for block in editor.report().blocks() {
        assert_eq!(
            editor.count(block.id),
            full.block(block.id),
            "the count of {block:?}"
        );
    }
}

/// A stored draft comes back as the same report, and gives out no id a second time.
pub fn check_draft(report: &Report) {
    let card = Card {
        id: "a".to_owned(),
        name: "草稿".to_owned(),
        unit: String::new(),
        period: Period::default(),
        form: None,
        created: 1,
        saved: 2,
        binned: None,
        characters: 3,
        open: 4,
        from: Vec::new(),
        last: vec![("集体学习|次".to_owned(), "12".to_owned())],
    };
    let draft = Draft {
        stamp: Stamp::default(),
        card,
        report: report.clone(),
        caret: None,
    };
    let record = draft.to_record();
    let read = Draft::from_record(&record).expect("a stored draft opens");
    assert_eq!(read, draft, "a draft that was stored");
    assert_eq!(read.report.next_id(), report.next_id(), "the next id");
}

/// Two reports are the same, said so that a person sees the difference.
pub fn same(found: &Report, expected: &Report, what: &str) {
    assert_eq!(
        notation::plain(found),
        notation::plain(expected),
        "{what}: the text"
    );
    assert_eq!(
        notation::write(found),
        notation::write(expected),
        "{what}: the blocks"
    );
    assert!(found == expected, "{what}: {found:?}\nis not\n{expected:?}");
}
