//! What a line becomes that was typed where it stands, case by case.
//!
//! `cases/typed_lines.txt`: `== name`, a report in the notation of `shared/notation.rs` whose block `a` was typed last,
//! `--`, and the report that comes of it; the same one where the line stays what it is.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::path::Path;

use tigang::edit;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/notation.rs"]
mod notation;
#[allow(dead_code, reason = "the page uses the rest")]
#[path = "../src/ui/recognise/reading.rs"]
mod reading;

#[test]
fn every_typed_line_is_read_where_it_stands() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/typed_lines.txt");
    let cases = std::fs::read_to_string(file).expect("the cases");
    let mut failures = Vec::new();
    let mut count = 0;
    for case in cases.split("== ").skip(1) {
        let (name, rest) = case.split_once('\n').expect("a name");
        let (scene, wanted) = rest
            .split_once("\n--\n")
            .expect("a report and what it becomes");
        let scene = notation::read(scene);
        let block = scene.names["a"];
        let mut report = scene.report;
        let edit = reading::closing(&report, block).or_else(|| {
            let typed = report.block(block)?;
            Some(reading::replaced(typed, reading::as_read(&report, typed)?))
        });
        if let Some(edit) = edit {
            let done = edit::apply(&mut report, &edit).expect("an edit that is done");
            let end = done.focus.expect("a place").block;
            if let Some((_, first)) = reading::begun(&report, end) {
                edit::apply(&mut report, &first).expect("an edit that is done");
            }
        }
        let (is, wanted) = (notation::write(&report), notation::read(wanted.trim_end()));
        let wanted = notation::write(&wanted.report);
        if is.trim_end() != wanted.trim_end() {
            failures.push(format!("{name}: it became\n{is}\nnot\n{wanted}"));
        }
        count += 1;
    }
    assert!(30 <= count, "{count} cases");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}
