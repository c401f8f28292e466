//! A PDF as pages of lines, as poppler sees them (`pdftotext -bbox-layout`). Lengths are points.

use crate::programs::program;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::Command;
use tigang::paper::BODY_SIZE;

/// Millimetres in points.
#[must_use]
pub fn millimetres(length: f64) -> f64 {
    length * 72.0 / 25.4
}

/// How poppler draws the box around a text where the typeface gives it no other: so far above the
/// baseline, and so far down, for each point of size.
const ABOVE: f64 = 0.95;
const BOX: f64 = 1.3;

/// A PDF.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// The file.
    pub file: PathBuf,
    /// Its pages.
    pub pages: Vec<Page>,
}

/// A page.
#[derive(Clone, Debug)]
pub struct Page {
    /// From left to right.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
    /// Its lines from top to bottom.
    pub lines: Vec<Line>,
}

/// A line of text on a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The text, without any space.
    pub text: String,
    /// Where its first character starts, from the left edge of the page.
    pub left: f64,
    /// Where its last character ends.
    pub right: f64,
    /// Where its baseline is, from the top of the page.
    pub baseline: f64,
    /// How large its characters are, against each other: the box of one is as tall as its typeface says.
    pub size: f64,
    /// Behind how many of its characters it has a gap wider than a character, and how wide: a blank is shown as
    /// underlined space.
    pub gaps: Vec<(usize, f64)>,
}

impl Pdf {
    /// Reads a PDF.
    ///
    /// # Errors
    /// Where poppler is missing or cannot read the file.
    pub fn read(file: &Path) -> Result<Pdf> {
        let output = Command::new(program("pdftotext")?)
            .arg("-bbox-layout")
            .arg(file)
            .arg("-")
            .output()
            .context("pdftotext did not start")?;
        ensure!(
            output.status.success(),
            "pdftotext cannot read {}: {}",
            file.display(),
            String::from_utf8_lossy(&output.stderr)
        );
        // Its answer names a document type, which the tree does not need.
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        let start = answer
            .find("<html")
            .context("pdftotext gave no positions")?;
        let tree = roxmltree::Document::parse(answer.get(start..).unwrap_or_default())
            .context("pdftotext's answer is not well formed")?;
        let pages = tree.descendants().filter(|node| node.has_tag_name(PAGE));
        Ok(Pdf {
            file: file.to_owned(),
            pages: pages.map(page).collect::<Result<_>>()?,
        })
    }
}

const XHTML: &str = "http://www.w3.org/1999/xhtml";
const PAGE: (&str, &str) = (XHTML, "page");
const WORD: (&str, &str) = (XHTML, "word");

fn page(node: roxmltree::Node<'_, '_>) -> Result<Page> {
    let mut words: Vec<(Line, f64)> = Vec::new();
    for word in node.descendants().filter(|node| node.has_tag_name(WORD)) {
        let text: String = word.text().unwrap_or_default().split_whitespace().collect();
        let (top, bottom) = (number(word, "yMin")?, number(word, "yMax")?);
        let line = Line {
            text,
            left: number(word, "xMin")?,
            right: number(word, "xMax")?,
            baseline: top + (bottom - top) * ABOVE / BOX,
            size: (bottom - top) / BOX,
            gaps: Vec::new(),
        };
        words.push((line, bottom - top));
    }
    words.sort_by(|(one, _), (other, _)| one.baseline.total_cmp(&other.baseline));
    let mut lines: Vec<Vec<Line>> = Vec::new();
    for (word, height) in words {
        match lines.last_mut() {
            Some(line)
                if line
                    .first()
                    .is_some_and(|first| word.baseline - first.baseline < height / 4.0) =>
            {
                line.push(word);
            }
            _ => lines.push(vec![word]),
        }
    }
    Ok(Page {
        width: number(node, "width")?,
        height: number(node, "height")?,
        lines: lines.into_iter().filter_map(joined).collect(),
    })
}

/// The words of a line as one, from left to right.
fn joined(mut words: Vec<Line>) -> Option<Line> {
    words.sort_by(|one, other| one.left.total_cmp(&other.left));
    let mut words = words.into_iter();
    let first = words.next()?;
    Some(words.fold(first, |mut line, word| {
        let gap = word.left - line.right;
        if f64::from(BODY_SIZE) / 20.0 < gap {
            line.gaps.push((line.text.chars().count(), gap));
        }
        line.text.push_str(&word.text);
        line.right = line.right.max(word.right);
        line
    }))
}

fn number(node: roxmltree::Node<'_, '_>, name: &str) -> Result<f64> {
    let value = node.attribute(name).context("a position is missing")?;
    value
        .parse()
        .with_context(|| format!("{value} is no position"))
}
