//! The composition becomes the parts of a .docx, as text written by hand.
//!
//! Law: nothing of the machine or the day goes in; every part is well formed whatever the report holds,
//! and the order of elements is the schema's (ECMA-376-1, 17), which Word is strict about.

mod body;
mod escape;
mod parts;
mod styles;

use super::embedded::{self, Digest};
use crate::archive::{self, Entry};
use crate::paper::{Layout, PageNumber, Paragraph, RunKind};

/// The .docx of a composition. `draft` is the stored form of the draft that it comes from; it is kept
/// beside the text, so that the file is a backup too.
pub fn write(paragraphs: &[Paragraph], layout: &Layout, draft: Option<&str>) -> Vec<u8> {
    let document = body::document(paragraphs, layout);
    let styles = styles::styles(layout);
    let fonts = styles::font_table(layout);
    let settings = parts::settings(layout);
    let odd = parts::footer(layout, false);
    let even = parts::footer(layout, true);
    let types = parts::content_types(layout, draft.is_some());
    let relations = parts::relations(layout, draft.is_some());
    let kept = draft.map(|draft| embedded::part_of(draft, &digests(paragraphs)));

    let mut entries = vec![
        entry("[Content_Types].xml", &types),
        entry("_rels/.rels", parts::PACKAGE_RELATIONS),
        entry("word/document.xml", &document),
        entry("word/_rels/document.xml.rels", &relations),
        entry("word/styles.xml", &styles),
        entry("word/settings.xml", &settings),
        entry("word/fontTable.xml", &fonts),
    ];
    if layout.page_number != PageNumber::None {
        entries.push(entry("word/footer1.xml", &odd));
    }
    if layout.page_number == PageNumber::Outer {
        entries.push(entry("word/footer2.xml", &even));
    }
    entries.push(entry("docProps/core.xml", parts::CORE));
    entries.push(entry("docProps/app.xml", parts::APP));
    if let Some(kept) = &kept {
        entries.push(Entry {
            name: embedded::PART,
            bytes: kept,
        });
        entries.push(entry(
            "customXml/_rels/item1.xml.rels",
            parts::DRAFT_RELATIONS,
        ));
        entries.push(entry("customXml/itemProps1.xml", parts::DRAFT_PROPERTIES));
    }
    archive::write(&entries)
}

/// The digests of the text that a reader of the file finds: a title's own line ends, blanks as they were.
fn digests(paragraphs: &[Paragraph]) -> [u64; 2] {
    let mut digest = Digest::default();
    for paragraph in paragraphs {
        for run in &paragraph.runs {
            match &run.kind {
                RunKind::LineEnd(chosen) => digest.add(if *chosen { "" } else { "\n" }),
                RunKind::Blank { original, .. } => digest.add_blank(original),
                RunKind::Text | RunKind::RunIn(_) => digest.add(&run.text),
            }
        }
        digest.add("\n");
    }
    digest.end()
}

fn entry<'a>(name: &'a str, text: &'a str) -> Entry<'a> {
    Entry {
        name,
        bytes: text.as_bytes(),
    }
}

/// What every part starts with.
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The namespace of the text's markup, as an attribute.
const MAIN: &str = " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
/// The namespace of references to other parts, as an attribute.
const REFERENCES: &str =
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// Appends all pieces.
fn push(out: &mut String, pieces: &[&str]) {
    for piece in pieces {
        out.push_str(piece);
    }
}

/// Appends a number, without the machinery of formatting.
fn push_number(out: &mut String, number: u32) {
    if 9 < number {
        push_number(out, number / 10);
    }
    let digit = u8::try_from(number % 10).unwrap_or_default();
    out.push(char::from(b'0' + digit));
}
