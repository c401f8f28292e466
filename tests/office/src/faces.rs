//! Which typeface each character of a PDF is set in (`pdftohtml -xml`).

use crate::pdf::Pdf;
use crate::programs::program;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::process::Command;
use tigang::paper::{Face, Paragraph};

/// A character and the number of its typeface in the PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The character.
    pub character: char,
    /// The name of the typeface, with the part of it that the PDF holds: `BAAAAA+NotoSerif`.
    pub font: String,
}

/// The characters of a PDF in reading order, without spaces and page numbers.
///
/// # Errors
/// Where poppler is missing or cannot read the file.
pub fn glyphs(pdf: &Pdf) -> Result<Vec<Glyph>> {
    let output = Command::new(program("pdftohtml")?)
        .args(["-xml", "-fontfullname", "-i", "-stdout"])
        .arg(&pdf.file)
        .output()
        .context("pdftohtml did not start")?;
    ensure!(output.status.success(), "pdftohtml cannot read the PDF");
    let answer = String::from_utf8_lossy(&output.stdout).into_owned();
    let start = answer
        .find("<pdf2xml")
        .context("pdftohtml gave no typefaces")?;
    let tree = roxmltree::Document::parse(answer.get(start..).unwrap_or_default())
        .context("pdftohtml's answer is not well formed")?;
    let mut fonts: BTreeMap<&str, &str> = BTreeMap::new();
    let mut glyphs = Vec::new();
    for page in tree.descendants().filter(|node| node.has_tag_name("page")) {
        for font in page.children().filter(|node| node.has_tag_name("fontspec")) {
            let name = |name| font.attribute(name).unwrap_or_default();
            fonts.insert(name("id"), name("family"));
        }
        let mut pieces: Vec<(i64, i64, String, &str)> = Vec::new();
        for piece in page.children().filter(|node| node.has_tag_name("text")) {
            let place = |name: &str| -> i64 {
                let value = piece.attribute(name).and_then(|value| value.parse().ok());
                value.unwrap_or_default()
            };
            let text: String = piece
                .descendants()
                .filter_map(|node| node.is_text().then(|| node.text()).flatten())
                .collect();
            let font = piece.attribute("font").unwrap_or_default();
            pieces.push((place("top"), place("left"), text, font));
        }
        in_lines(&mut pieces);
        let number = page.attribute("number").unwrap_or_default();
        for (_, _, text, font) in &pieces {
            let text: String = text.split_whitespace().collect();
            if text == format!("—{number}—") {
                continue;
            }
            let font = fonts.get(font).copied().unwrap_or_default();
            glyphs.extend(text.chars().map(|character| Glyph {
                character,
                font: font.to_owned(),
            }));
        }
    }
    Ok(glyphs)
}

/// Pieces in reading order; poppler's whole numbers may differ by a little within a line.
fn in_lines(pieces: &mut [(i64, i64, String, &str)]) {
    pieces.sort();
    let mut line = i64::MIN;
    for piece in pieces.iter_mut() {
        if 10 < piece.0.saturating_sub(line) {
            line = piece.0;
        }
        piece.0 = line;
    }
    pieces.sort();
}

/// Where a character is not set in the typeface of its face, each with some text around it. Every face
/// must be a typeface of its own; a PDF may hold it in several parts, each with a name of its own.
#[must_use]
pub fn wrong_faces(glyphs: &[Glyph], composition: &[Paragraph]) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut of_font: BTreeMap<&str, String> = BTreeMap::new();
    let mut left = glyphs.iter();
    let mut before = String::new();
    for run in composition.iter().flat_map(|paragraph| &paragraph.runs) {
        for character in run.text.chars().filter(|sign| !sign.is_whitespace()) {
            let Some(glyph) = left.next() else {
                wrong.push(format!("the PDF ends before {character}, behind {before}"));
                return wrong;
            };
            before.push(character);
            let near: String = before.chars().rev().take(8).collect();
            let near: String = near.chars().rev().collect();
            if glyph.character != character {
                wrong.push(format!("{} stands for the end of {near}", glyph.character));
                return wrong;
            }
            let face = match run.face {
                Face::Title => "title",
                Face::Body => "body",
                Face::FirstLevel => "first level",
                Face::SecondLevel => "second level",
            };
            let face = format!("{face}{}", if run.bold { ", bold" } else { "" });
            let known = of_font.entry(&glyph.font).or_insert_with(|| face.clone());
            if *known != face {
                wrong.push(format!(
                    "the end of {near} is in the typeface of {known}, not {face}"
                ));
            }
        }
    }
    wrong
}
