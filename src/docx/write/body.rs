//! word/document.xml: the paragraphs with their styles, and the page.
//!
//! Law: what a style says is not said again, so that changing a style in Word changes all of it.

use super::escape::{attribute, has_outer_space, is_ambiguous, text};
use super::styles::ATTACHMENT;
use super::{HEAD, MAIN, REFERENCES, push, push_number};
use crate::docx::{BLANK_TAG, TITLE_LINE_END};
use crate::paper::{
    Face, LEFT, Layout, PAGE_HEIGHT, PAGE_WIDTH, PageNumber, Paragraph, RIGHT, Run, RunKind, Style,
};
use crate::report::Level;

/// What Word takes as the tag or the title of a content control, in UTF-16 units.
const LONGEST_TAG: usize = 64;

/// The part word/document.xml.
pub(super) fn document(paragraphs: &[Paragraph], layout: &Layout) -> String {
    let texts = paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
    let length: usize = texts.map(|run| run.text.len() + 64).sum();
    let mut out = String::with_capacity(length + paragraphs.len() * 64 + 2048);
    push(
        &mut out,
        &[HEAD, "<w:document", MAIN, REFERENCES, "><w:body>"],
    );
    let mut controls = 0;
    for paragraph in paragraphs {
        start(&mut out, paragraph);
        for run in &paragraph.runs {
            write_run(&mut out, run, &mut controls);
        }
        out.push_str("</w:p>");
    }
    section(&mut out, layout);
    out.push_str("</w:body></w:document>");
    out
}

/// The paragraph's tag and what it says of itself.
fn start(out: &mut String, paragraph: &Paragraph) {
    let (style, more) = match paragraph.style {
        Style::Empty => return out.push_str("<w:p>"),
        Style::Title => ("Title", false),
        Style::Byline => ("Byline", false),
        Style::Addressee => ("Addressee", false),
        Style::Body => ("Body", false),
        Style::Heading(level) => (
            pick(level, ["Heading1", "Heading2", "Heading3", "Heading4"]),
            false,
        ),
        Style::RunIn(level) => (pick(level, ["RunIn1", "RunIn2", "RunIn3", "RunIn4"]), false),
        Style::Attachment => ("Attachment", false),
        Style::AttachmentLabel => ("AttachmentLabel", false),
        Style::Signature => ("Signature", true),
        Style::Date => ("Date", true),
    };
    push(out, &["<w:p><w:pPr><w:pStyle w:val=\"", style, "\"/>"]);
    if more {
        out.push_str("<w:ind w:right=\"");
        push_number(out, paragraph.from_right);
        out.push_str("\"/>");
    }
    let (first, hanging) = paragraph.from_left;
    if paragraph.style == Style::Attachment && paragraph.from_left != ATTACHMENT {
        out.push_str("<w:ind w:left=\"");
        push_number(out, hanging);
        out.push_str("\" w:hanging=\"");
        push_number(out, hanging.saturating_sub(first));
        out.push_str("\"/>");
    }
    out.push_str("</w:pPr>");
}

fn pick(level: Level, names: [&'static str; 4]) -> &'static str {
    let [one, two, three, four] = names;
    match level {
        Level::One => one,
        Level::Two => two,
        Level::Three => three,
        Level::Four => four,
    }
}

fn write_run(out: &mut String, run: &Run, controls: &mut u32) {
    match &run.kind {
        RunKind::LineEnd(chosen) => {
            out.push_str("<w:r>");
            if *chosen {
                push(
                    out,
                    &["<w:rPr><w:rStyle w:val=\"", TITLE_LINE_END, "\"/></w:rPr>"],
                );
            }
            out.push_str("<w:br/></w:r>");
        }
        RunKind::Text | RunKind::RunIn(_) => plain(out, run, &run.text, ""),
        RunKind::Blank { original, note } => blank(out, run, original, note, controls),
    }
}

/// A run without anything around it; `more` are properties behind its style.
fn plain(out: &mut String, run: &Run, content: &str, more: &str) {
    let style = match (&run.kind, run.face, run.bold) {
        (RunKind::RunIn(level), ..) => heading_style(*level),
        // A blank inside a run-in heading looks like the heading.
        (_, Face::FirstLevel, _) if !more.is_empty() => heading_style(Level::One),
        (_, Face::SecondLevel, _) if !more.is_empty() => heading_style(Level::Two),
        (_, Face::Body, true) => "ItemHeading",
        _ => "",
    };
    let hint = if is_ambiguous(content) && !content.trim().is_empty() {
        "<w:rFonts w:hint=\"eastAsia\"/>"
    } else {
        ""
    };
    out.push_str("<w:r>");
    if !(style.is_empty() && hint.is_empty() && more.is_empty()) {
        out.push_str("<w:rPr>");
        if !style.is_empty() {
            push(out, &["<w:rStyle w:val=\"", style, "\"/>"]);
        }
        push(out, &[hint, more, "</w:rPr>"]);
    }
    out.push_str(if has_outer_space(content) {
        "<w:t xml:space=\"preserve\">"
    } else {
        "<w:t>"
    });
    text(out, content);
    out.push_str("</w:t></w:r>");
}

fn heading_style(level: Level) -> &'static str {
    pick(
        level,
        [
            "RunInHeading1",
            "RunInHeading2",
            "RunInHeading3",
            "RunInHeading4",
        ],
    )
}

/// An open blank: underlined space in a content control that says what is missing. One for rich text:
/// LibreOffice takes the line away in one for plain text.
fn blank(out: &mut String, run: &Run, original: &str, note: &str, controls: &mut u32) {
    let underlined = "<w:u w:val=\"single\"/>";
    if LONGEST_TAG < BLANK_TAG.len() + original.encode_utf16().count() {
        // A file whose tag is longer does not open in Word: the blank stands as it was written.
        return plain(out, run, original, underlined);
    }
    *controls += 1;
    out.push_str("<w:sdt><w:sdtPr><w:alias w:val=\"待填：");
    attribute(out, shortened(note, LONGEST_TAG - 3));
    push(out, &["\"/><w:tag w:val=\"", BLANK_TAG]);
    attribute(out, original);
    out.push_str("\"/><w:id w:val=\"");
    push_number(out, *controls);
    out.push_str("\"/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>");
    plain(out, run, &run.text, underlined);
    out.push_str("</w:sdtContent></w:sdt>");
}

/// The start of a text, so long in UTF-16 units.
fn shortened(text: &str, longest: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, character)| {
        units += character.len_utf16();
        longest < units
    });
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The page: size, margins, page numbers. There is no grid: line pitch and spacing give the 22 lines of
/// 28 characters by themselves, and LibreOffice lays out a grid wrongly.
fn section(out: &mut String, layout: &Layout) {
    out.push_str("<w:sectPr>");
    if layout.page_number != PageNumber::None {
        out.push_str("<w:footerReference w:type=\"default\" r:id=\"rId4\"/>");
    }
    if layout.page_number == PageNumber::Outer {
        out.push_str("<w:footerReference w:type=\"even\" r:id=\"rId5\"/>");
    }
    let values = [
        ("<w:pgSz w:w=\"", PAGE_WIDTH),
        ("\" w:h=\"", PAGE_HEIGHT),
        ("\"/><w:pgMar w:top=\"", layout.top()),
        ("\" w:right=\"", RIGHT),
        ("\" w:bottom=\"", layout.bottom()),
        ("\" w:left=\"", LEFT),
        ("\" w:header=\"851\" w:footer=\"", layout.footer()),
    ];
    for (name, value) in values {
        out.push_str(name);
        push_number(out, value);
    }
    out.push_str("\" w:gutter=\"0\"/></w:sectPr>");
}
