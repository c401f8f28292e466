//! Headings that a source marks as such but does not number (`## 学习`, 标题 1): they get the official numbers,
//! by which the reader of texts knows headings.
//!
//! Room: knows numbering, text, notices and clean. Law: a number that is there stays, and no other comes
//! beside it on its level; a text whose headings the reader knows anyway stays as it is; what is given is told.

use crate::clean;
use crate::notices::{Notices, What};
use crate::numbering::{Marker, Style};
use crate::text;

/// The depth of titles. `#` of Markdown lies at 1, as a title or a heading; `##` and 标题 1 of Word at 2.
pub const TITLE: usize = 0;

/// The deepest level of Word (ECMA-376 part 1, 17.3.1.20); what lies deeper there is text.
const DEEPEST: usize = 10;

/// In how many lines a title may stand (GB/T 9704-2012, 7.3.1, and the reader of texts: three).
const TITLE_LINES: usize = 3;

#[derive(Clone, Copy, Debug)]
struct Heading {
    /// Where its words start in the text, in bytes.
    at: usize,
    depth: usize,
    is_numbered: bool,
    /// Whether the reader of texts knows it by its words.
    is_opener: bool,
    /// The order of nesting of its number, where that is one of a heading.
    rank: Option<u8>,
}

/// The headings of a text, in order, as its source marks them.
#[derive(Clone, Debug, Default)]
pub struct Headings(Vec<Heading>);

impl Headings {
    /// Notes that the line with which the text ends so far is a heading; `is_numbered`: by the source itself.
    pub fn add(&mut self, whole: &str, line: &str, depth: usize, is_numbered: bool) {
        let words = words(line);
        if words.is_empty() || DEEPEST < depth {
            return;
        }
        let marker = Marker::measure(words);
        // 1.1, 1 and A. are numbers that no report is counted in; whatever is counted has a first one.
        let is_first = words
            .strip_prefix(['1', 'A', 'I', 'Ⅰ'])
            .is_some_and(|rest| rest.starts_with(['.', '、', ' ', '\t']));
        self.0.push(Heading {
            at: whole.len() - words.len(),
            depth,
            is_numbered: is_numbered || is_first || marker.is_some(),
            is_opener: text::is_opener(words),
            rank: marker.and_then(|(style, ..)| style.rank()),
        });
    }

    /// The text in which they have numbers: 一、（一）1.（1）from the outermost level in, counted in each part
    /// (GB/T 9704-2012, 7.3.3). Deeper ones stay as they are.
    pub fn numbered(&self, text: String, notices: &mut Notices) -> String {
        let mut given = self.given(&text);
        let mut out = String::with_capacity(text.len() + self.0.len() * 8);
        let mut from = 0;
        for heading in &self.0 {
            for (depth, style, count) in &mut given {
                if heading.depth < *depth {
                    *count = 0;
                } else if heading.depth == *depth {
                    *count += 1;
                    out.push_str(text.get(from..heading.at).unwrap_or_default());
                    out.push_str(Marker::usual(*style, *count).text());
                    from = heading.at;
                    let rest = text.get(from..).unwrap_or_default();
                    // 1. and 5个 must not become 1.5个.
                    if *style == Style::Dot && rest.starts_with(|sign: char| sign.is_ascii_digit())
                    {
                        out.push(' ');
                    }
                    notices.add(What::Heading);
                }
            }
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }

    /// The depths whose headings get numbers, outermost first, with the form and a count.
    fn given(&self, text: &str) -> Vec<(usize, Style, u32)> {
        let title = self.title(text);
        let mut given = Vec::new();
        let is_known = |heading: &Heading| {
            heading.is_numbered || heading.is_opener || title == Some(heading.depth)
        };
        if self.0.iter().all(is_known) {
            return given;
        }
        let mut rank = 0;
        for depth in 1..=DEEPEST {
            let mut level = self.of(depth).peekable();
            if title == Some(depth) || level.peek().is_none() {
                continue;
            }
            if let Some(numbered) = level.find(|heading| heading.is_numbered) {
                rank = numbered.rank.map_or(rank + 1, usize::from);
                continue;
            }
            // Beside the same numbers elsewhere, in bold type or further in, 一、 would mean another part; lists
            // are counted by 1., headings around them by （1） then.
            let is_free = |(_, style): &(usize, &Style)| {
                let mut markers = text
                    .split('\n')
                    .filter_map(|line| Marker::measure(words(line)));
                !markers.any(|(used, ..)| used == **style)
            };
            let mut forms = Style::USUAL
                .iter()
                .enumerate()
                .skip(rank)
                .take(1 + rank / 2);
            let Some((place, style)) = forms.find(is_free) else {
                break;
            };
            given.push((depth, *style, 0));
            rank = place + 1;
        }
        given
    }

    /// The depth whose headings are the title: that of titles; `#` in lines that follow each other; or the
    /// outermost where its only heading stands at the top or around all others.
    fn title(&self, text: &str) -> Option<usize> {
        let depths = || self.0.iter().map(|heading| heading.depth);
        let outermost = depths().min()?;
        let lines = self.of(outermost);
        let count = lines.clone().count();
        let goes_on = |(line, next): (&Heading, &Heading)| {
            let between = text.get(line.at..next.at).unwrap_or_default();
            !between.trim_end().contains('\n')
        };
        let is_at_top = |line: &Heading| words(text.get(..line.at).unwrap_or_default()).is_empty();
        let mut numbered = lines.clone().filter(|line| line.is_numbered);
        let is_title = outermost == TITLE
            || numbered.next().is_none()
                && if outermost == 1 {
                    count <= TITLE_LINES && lines.clone().zip(lines.skip(1)).all(goes_on)
                } else {
                    count == 1 && (1 < self.0.len() || self.0.first().is_some_and(is_at_top))
                };
        is_title.then_some(outermost)
    }

    fn of(&self, depth: usize) -> impl Iterator<Item = &Heading> + Clone {
        self.0.iter().filter(move |heading| heading.depth == depth)
    }
}

/// The line without what stands in front of its words.
fn words(line: &str) -> &str {
    line.trim_start_matches(|sign: char| sign.is_whitespace() || clean::is_unwanted(sign))
}
