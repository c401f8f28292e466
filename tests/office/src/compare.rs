//! Our line ends and those of a PDF, paragraph by paragraph.

use crate::pdf::Pdf;
use tigang::paper::{Paragraph, lines};

/// A paragraph whose lines end elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which paragraph of the composition.
    pub paragraph: usize,
    /// Its lines as we have them, without spaces.
    pub ours: Vec<String>,
    /// Its lines as the PDF has them.
    pub theirs: Vec<String>,
}

/// Compares every line end. A paragraph whose text is not in the PDF at all shows as one that differs.
#[must_use]
pub fn line_ends(pdf: &Pdf, composition: &[Paragraph]) -> Vec<Difference> {
    let mut theirs = pdf
        .pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| {
            let number = format!("—{}—", at + 1);
            let of_text = page.lines.iter().filter(move |line| line.text != number);
            of_text.map(|line| line.text.clone())
        })
        .peekable();
    let mut differences = Vec::new();
    for (index, paragraph) in composition.iter().enumerate() {
        let text = paragraph.text();
        let bare = |text: &str| -> String { text.split_whitespace().collect() };
        let ours: Vec<String> = lines(paragraph)
            .iter()
            .map(|line| bare(text.get(line.range.clone()).unwrap_or_default()))
            .filter(|line| !line.is_empty())
            .collect();
        let whole = bare(&text).chars().count();
        let (mut found, mut count) = (Vec::new(), 0);
        while count < whole
            && let Some(line) = theirs.next_if(|line| count + line.chars().count() <= whole)
        {
            count += line.chars().count();
            found.push(line);
        }
        if ours != found {
            differences.push(Difference {
                paragraph: index,
                ours,
                theirs: found,
            });
        }
    }
    differences.extend(theirs.next().map(|line| Difference {
        paragraph: composition.len(),
        ours: Vec::new(),
        theirs: vec![line],
    }));
    differences
}
