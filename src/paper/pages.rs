//! Which line stands on which page, what the report will come to, and how to save a page.
//!
//! Law: lines go on pages in order, each once; a line lies wholly inside the text area; a heading on
//! a line of its own is followed on its page by a line of what it heads, a signature by its date. No widow rule: it would
//! leave pages of 21 lines.

use super::compose::{Paragraph, Style};
use super::lines::{Line, lines};
use super::{Layout, TITLE_PITCH, width};

/// A line on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which paragraph of the composition.
    pub paragraph: usize,
    /// The line.
    pub line: Line,
    /// From the top of the text area to the top of the line, in twips.
    pub top: u32,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its lines from top to bottom.
    pub lines: Vec<Placed>,
}

/// All pages, and what to say of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages {
    /// The pages in order; none for an empty report.
    pub pages: Vec<Page>,
    /// Characters in the very last line, a half one counted as one.
    pub last_line: u32,
}

/// The way to save the last page that asks for the fewest characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The paragraphs to shorten: which of the composition, and by how many characters.
    pub cuts: Vec<(usize, u32)>,
}

/// Sets a composition on pages.
pub fn pages(composition: &[Paragraph], layout: &Layout) -> Pages {
    set(composition, layout, &mut |_, paragraph| lines(paragraph))
}

fn set(
    composition: &[Paragraph],
    layout: &Layout,
    lines_of: &mut dyn FnMut(usize, &Paragraph) -> Vec<Line>,
) -> Pages {
    let height = layout.text_height();
    let mut done = Pages::default();
    let mut page = Page::default();
    let mut top = 0;
    // The first of the lines that must not end a page.
    let mut kept: Option<usize> = None;
    for (index, paragraph) in composition.iter().enumerate() {
        let title = paragraph.style == Style::Title;
        let pitch = if title { TITLE_PITCH } else { layout.pitch() };
        let stays = matches!(paragraph.style, Style::Heading(_) | Style::Signature);
        for line in lines_of(index, paragraph) {
            if height < top + pitch && !page.lines.is_empty() {
                let from = kept
                    .take()
                    .filter(|&from| from != 0)
                    .unwrap_or(page.lines.len());
                let moved = page.lines.split_off(from);
                done.pages.push(std::mem::take(&mut page));
                let start = moved.first().map_or(top, |first| first.top);
                top -= start;
                page.lines = moved;
                for placed in &mut page.lines {
                    placed.top -= start;
                }
            }
            if stays {
                kept.get_or_insert(page.lines.len());
            } else {
                kept = None;
            }
            page.lines.push(Placed {
                paragraph: index,
                line,
                top,
            });
            top += pitch;
        }
    }
    if let Some(last) = page.lines.last() {
        let text = composition.get(last.paragraph).map(Paragraph::text);
        let text = text
            .as_deref()
            .and_then(|text| text.get(last.line.range.clone()));
        done.last_line = width(text.unwrap_or_default().trim()).div_ceil(2);
        done.pages.push(page);
    }
    done
}

/// How to save the last page, where a few characters less in some paragraphs do it; checked by
/// setting the pages anew. At most one line is taken from a paragraph.
pub fn saving(composition: &[Paragraph], layout: &Layout, now: &Pages) -> Option<Saving> {
    let over = now.pages.last()?.lines.len();
    if now.pages.len() < 2 {
        return None;
    }
    // Every paragraph by what its last line holds: that much less, and it is a line shorter.
    let mut tails: Vec<(u32, usize)> = Vec::new();
    for (index, paragraph) in composition.iter().enumerate() {
        if !matches!(paragraph.style, Style::Body | Style::RunIn(_)) {
            continue;
        }
        let set = lines(paragraph);
        if let (Some(last), true) = (set.last(), 1 < set.len()) {
            let text = paragraph.text();
            let tail = text.get(last.range.clone()).unwrap_or_default();
            tails.push((width(tail.trim()).div_ceil(2), index));
        }
    }
    tails.sort_unstable();
    let mut cuts = Vec::new();
    for &(characters, index) in tails.iter().take(over + LAYOUT_SLACK) {
        cuts.push((index, characters));
        if cuts.len() < over.saturating_sub(LAYOUT_SLACK) {
            continue;
        }
        let shorter = set(composition, layout, &mut |index, paragraph| {
            let mut set = lines(paragraph);
            if cuts.iter().any(|&(cut, _)| cut == index) {
                set.pop();
            }
            set
        });
        if shorter.pages.len() < now.pages.len() {
            cuts.sort_unstable();
            return Some(Saving { cuts });
        }
    }
    None
}

/// Headings that must not end a page let its lines be one or two more or less than its paragraphs'.
const LAYOUT_SLACK: usize = 2;
