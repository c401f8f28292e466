//! Files that the page once gave to people open for good: a .docx with its draft inside, a layout. Stored drafts and
//! backups are held to the same in `drafts.rs` and `backups.rs`.
//!
//! Law: the samples were made once, by the page of their number. Never make them anew, whatever is asked of the other
//! samples (`TIGANG_UPDATE` changes none of these): files like them lie on people's disks. A new form gets a new one.

#![allow(clippy::expect_used, reason = "a test may fail")]

use std::path::Path;

use tigang::archive::Archive;
use tigang::docx::embedded::PART;
use tigang::docx::read::read;
use tigang::draft::Draft;
use tigang::paper::{Fonts, Layout, PageNumber, Profile};

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

use sample::{by, everything};

fn sample(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    std::fs::read(folder.join(name)).expect("the sample")
}

#[test]
fn the_first_exported_document_gives_its_draft_for_good() {
    let file = sample("exported-1.docx");
    let imported = read(&file).expect("it opens");
    let inside = imported.embedded.expect("the draft inside");
    assert!(!inside.changed, "nobody wrote in it since");
    let expected = by(everything(), 12, "tab-of-export-1");
    assert_eq!(Draft::from_record(&inside.record), Ok(expected));
    // Every page that ever wrote such a file put the draft there, and other programs keep that.
    let mut archive = Archive::open(&file).expect("a zip");
    assert!(archive.read(PART).is_ok_and(|part| part.is_some()));
    let lines = imported.text.lines();
    let words = lines.filter(|line| line.contains("集体学习12次“𠮷”"));
    assert_eq!(words.count(), everything().report.blocks().count());
}

#[test]
fn the_first_layout_that_was_kept_as_a_file_is_read_for_good() {
    let text = String::from_utf8(sample("layout-1.txt")).expect("a text");
    let expected = Layout {
        profile: Profile::Strict,
        page_number: PageNumber::Centred,
        bold_run_in: true,
        line_pitch: Some(570),
        sealed: true,
        fonts: Fonts {
            title: "方正小标宋_GBK".to_owned(),
            body: "方正仿宋_GBK".to_owned(),
            first_level: "方正黑体_GBK".to_owned(),
            second_level: "方正楷体_GBK".to_owned(),
            page_number: "SimSun".to_owned(),
            latin: Some("Times New Roman".to_owned()),
        },
    };
    assert_eq!(Layout::read(&text), Ok(expected));
}
