//! Which line stands on which page, what the report will come to, and how to save a page.
//!
//! Law: lines go on pages in order, each once; a line lies wholly inside the text area; a heading on
//! a line of its own is followed on its page by a line of what it heads, a
//! signature by its date; the text of an attachment starts a page. No widow rule: it would leave pages of 21 lines.

use super::lines::{Line, lines};
use super::paragraph::{Paragraph, Style};
use super::{CHARACTERS, Layout, TITLE_PITCH, width};

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

/// The way to save a page that asks for the fewest characters.
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
        if paragraph.style == Style::AttachmentLabel && !page.lines.is_empty() {
            done.pages.push(std::mem::take(&mut page));
            kept = None;
            top = 0;
        }
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

/// Which page, counted from 1, has nothing but the signature and the date on it: what they are under stands on the one
/// before, which no office lets pass (GB/T 9704, 7.3.5.4, has the lines or the signs set closer then).
pub fn bare_closing(composition: &[Paragraph], now: &Pages) -> Option<usize> {
    let of = |placed: &Placed| composition.get(placed.paragraph);
    let signs = |paragraph: &Paragraph| matches!(paragraph.style, Style::Signature | Style::Date);
    let is_bare = |page: &Page| {
        let mut written = page.lines.iter().filter_map(of);
        let mut is_closing = false;
        let all = written.all(|paragraph| {
            is_closing |= signs(paragraph);
            signs(paragraph) || paragraph.text().trim().is_empty()
        });
        all && is_closing
    };
    let at = now.pages.iter().position(is_bare)?;
    (0 < at).then_some(at + 1)
}

/// How to save a page with the fewest characters out of a handful of paragraphs: the last page of the report, or of
/// the text of an attachment, which starts a page itself. `None` where each has a single page, and where the
/// paragraphs are too short for it.
pub fn saving(composition: &[Paragraph], layout: &Layout, now: &Pages) -> Option<Saving> {
    let first_of = |page: &Page| page.lines.first().map_or(0, |placed| placed.paragraph);
    let starts_text = |page: &Page| {
        let first = composition.get(first_of(page));
        first.is_some_and(|first| first.style == Style::AttachmentLabel)
    };
    let texts = now.pages.chunk_by(|_, next| !starts_text(next));
    let mut left = composition.len();
    let savings = texts.rev().filter_map(|pages| {
        let from = pages.first().map_or(0, first_of);
        let text = composition.get(from..left).unwrap_or_default();
        left = from;
        let mut saving = saving_of(text, layout, pages)?;
        for (paragraph, _) in &mut saving.cuts {
            *paragraph += from;
        }
        Some(saving)
    });
    let characters = |saving: &Saving| saving.cuts.iter().map(|cut| cut.1).sum::<u32>();
    savings.min_by_key(characters)
}

/// How to save the last page of one text; checked by setting its pages anew.
fn saving_of(composition: &[Paragraph], layout: &Layout, now: &[Page]) -> Option<Saving> {
    let over = now.last()?.lines.len();
    if now.len() < 2 {
        return None;
    }
    let whole: Vec<Vec<Line>> = composition.iter().map(lines).collect();
    let last_lines = last_lines(composition, &whole);
    for wanted in over.saturating_sub(SLACK).max(1)..=over + SLACK {
        let Some(cuts) = cheapest(&last_lines, &whole, wanted) else {
            continue;
        };
        let shorter = set(composition, layout, &mut |index, _| {
            let mut lines = whole.get(index).cloned().unwrap_or_default();
            let cut = cuts.iter().find(|cut| cut.paragraph == index);
            lines.truncate(lines.len() - cut.map_or(0, |cut| cut.lines));
            lines
        });
        if shorter.pages.len() < now.len() {
            let mut cuts: Vec<(usize, u32)> = cuts
                .iter()
                .map(|cut| (cut.paragraph, cut.characters))
                .collect();
            cuts.sort_unstable();
            return Some(Saving { cuts });
        }
    }
    None
}

/// Headings that must not end a page let its lines be one or two more or less than its paragraphs'.
const SLACK: usize = 2;
/// To change more paragraphs than this is no saving of work.
const MOST: usize = 4;

/// What is taken out of a paragraph.
struct Cut {
    paragraph: usize,
    lines: usize,
    characters: u32,
}

/// What the last line of every paragraph of more than one line holds, shortest first.
fn last_lines(composition: &[Paragraph], whole: &[Vec<Line>]) -> Vec<(u32, usize)> {
    let mut found = Vec::new();
    for (index, (paragraph, set)) in composition.iter().zip(whole).enumerate() {
        let long = matches!(paragraph.style, Style::Body | Style::RunIn(_)) && 1 < set.len();
        if let Some(last) = set.last().filter(|_| long) {
            let text = paragraph.text();
            let end = text.get(last.range.clone()).unwrap_or_default();
            found.push((width(end.trim()).div_ceil(2), index));
        }
    }
    found.sort_unstable();
    found
}

/// So many lines less by the shortest last lines; whole lines come out of the longest paragraph of them.
fn cheapest(last_lines: &[(u32, usize)], whole: &[Vec<Line>], wanted: usize) -> Option<Vec<Cut>> {
    let chosen = last_lines.iter().take(wanted.min(MOST));
    let mut cuts: Vec<Cut> = chosen
        .map(|&(characters, paragraph)| Cut {
            paragraph,
            lines: 1,
            characters,
        })
        .collect();
    let length = |cut: &Cut| whole.get(cut.paragraph).map_or(0, Vec::len);
    let rest = wanted.checked_sub(cuts.len())?;
    if rest != 0 {
        let longest = cuts.iter_mut().max_by_key(|cut| length(cut))?;
        longest.lines += rest;
        longest.characters += CHARACTERS * u32::try_from(rest).ok()?;
        if length(longest) <= longest.lines {
            return None;
        }
    }
    Some(cuts)
}
