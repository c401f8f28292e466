//! Headings that a source marks as such but does not number (`## 学习`, 标题 1): they get the official numbers,
//! by which the reader of texts knows headings.
//!
//! Room: knows numbering, text, notices, attachments and clean. Law: a number that is there stays, and no other comes
//! beside it on its level, in the report or in the text of one attachment; a text whose headings the reader knows
//! anyway stays as it is; what is given is told, and so is what got none.

use crate::attachments;
use crate::clean;
use crate::notices::{Notices, What};
use crate::numbering::{Marker, Style};
use crate::text;

/// The depth of titles. `#` of Markdown lies at 1, as a title or a heading; `##` and 标题 1 of Word at 2.
pub const TITLE: usize = 0;

/// How many depths there are: Word has nine levels (ECMA-376 part 1, 17.3.1.20); what lies deeper is text.
const DEPTHS: usize = 11;

/// Instead of the order of nesting, for numbers that are none of headings.
const UNRANKED: u8 = u8::MAX;

#[derive(Clone, Copy, Debug)]
struct Heading {
    depth: usize,
    /// Where its words start and end in the text, in bytes.
    start: usize,
    end: usize,
    /// The order of nesting of its own number.
    own: Option<u8>,
    /// Whether it does without: the title, and what the reader of texts knows by its words.
    is_known: bool,
    /// The number that it gets.
    given: Option<(Style, u32)>,
}

/// The headings of a text, in order, as its source marks them.
#[derive(Debug, Default)]
pub struct Headings {
    /// Those whose numbers are chosen: of the report and of the attachments that are over.
    chosen: Vec<Heading>,
    /// Those of what is being read, the report or an attachment.
    list: Vec<Heading>,
    /// The orders of nesting of all numbers in front of its lines, as bits.
    used: u32,
    /// Where its words start in the text, in bytes.
    top: usize,
    /// Whether its first heading stands at the top of it.
    leads: bool,
    /// Whether there was a sentence: a date above any stands on a cover.
    runs: bool,
    /// Whether a date stands below one: attachments have texts of their own there.
    is_signed: bool,
}

impl Headings {
    /// Notes the line with which the text ends so far; `depth`: where it is a heading, `is_numbered`: by the
    /// source itself.
    pub fn add(&mut self, text: &str, line: &str, depth: Option<usize>, is_numbered: bool) {
        let words = words(line);
        let opens = self.is_signed && attachments::heads(words);
        if opens {
            self.end();
            self.top = text.len();
        }
        self.is_signed |= self.runs && text::ends_with_date(words);
        self.runs |= words.trim_end().ends_with('。');
        let marker = Marker::measure(words);
        let rank = marker.and_then(|(style, ..)| style.rank());
        self.used |= rank.map_or(0, |rank| 1 << rank);
        // 1.1 and 1 are numbers that no report is counted in; whatever is counted has a first one.
        let is_first = words
            .strip_prefix('1')
            .is_some_and(|rest| rest.starts_with(['.', ' ']));
        let is_numbered = is_numbered || is_first || marker.is_some();
        let is_heading = |depth: &usize| *depth < DEPTHS && !words.is_empty() && !opens;
        let Some(depth) = depth.filter(is_heading) else {
            return;
        };
        // A title may stand in several lines, each with its `#`; what follows the last is its part.
        self.list.pop_if(|last| {
            let since = text.get(last.end..).unwrap_or_default();
            depth == 1 && last.depth == 1 && self::words(since).len() == words.len()
        });
        let start = text.len() - words.len();
        if self.list.is_empty() {
            let above = text.get(self.top..start).unwrap_or_default();
            self.leads = self::words(above).is_empty();
        }
        self.list.push(Heading {
            depth,
            start,
            end: text.len(),
            own: rank.or(is_numbered.then_some(UNRANKED)),
            is_known: text::is_opener(words),
            given: None,
        });
    }

    /// The report or an attachment is over: its numbers are chosen.
    fn end(&mut self) {
        self.choose();
        self.chosen.append(&mut self.list);
        self.used = 0;
    }

    /// The text in which they have numbers: 一、（一）1.（1）from the outermost level in, counted in each part
    /// (GB/T 9704-2012, 7.3.3). Deeper ones stay as they are.
    pub fn numbered(&mut self, text: &str, notices: &mut Notices) -> String {
        self.end();
        let mut out = String::new();
        let mut from = 0;
        for heading in &self.chosen {
            let words = text.as_bytes().get(heading.start);
            let is_figure = words.is_some_and(u8::is_ascii_digit);
            let Some((style, number)) = heading.given else {
                // Behind 1 and 1.1, a figure is a number as well.
                let is_left = heading.own.is_none() && !heading.is_known && !is_figure;
                notices.add_many(What::Unnumbered, is_left.into());
                continue;
            };
            out.push_str(text.get(from..heading.start).unwrap_or_default());
            out.push_str(Marker::usual(style, number).text());
            from = heading.start;
            // 1. and 5个 must not become 1.5个.
            if style == Style::Dot && is_figure {
                out.push(' ');
            }
            notices.add(What::Heading);
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }

    /// Chooses the numbers, level by level.
    fn choose(&mut self) {
        let is_used = |rank: usize| self.used >> (rank + 1) & 1 == 1;
        let leads = 1 < self.list.len() || self.leads;
        let mut is_outermost = true;
        let mut rank = 0;
        for depth in 0..DEPTHS {
            let (mut count, mut own, mut is_known) = (0, None, true);
            for heading in &self.list {
                if heading.depth == depth {
                    count += 1;
                    own = own.or(heading.own);
                    is_known &= heading.is_known;
                }
            }
            if count == 0 {
                continue;
            }
            if std::mem::take(&mut is_outermost) {
                // The outermost heading is the title where it is the only one, around others or at the top.
                let is_only = count == 1 && own.is_none() && (depth == 1 || leads);
                if depth == TITLE || is_only {
                    for heading in &mut self.list {
                        heading.is_known |= heading.depth == depth;
                    }
                    continue;
                }
            }
            if let Some(own) = own {
                rank = if own == UNRANKED {
                    rank + 1
                } else {
                    own.into()
                };
                continue;
            }
            // Lists are counted by 1., headings around them by （1） then.
            rank += usize::from(rank == 2 && is_used(rank));
            // Beside 一、 in bold type or further in, another 一、 would mean another part.
            if is_used(rank) || is_known {
                break;
            }
            let Some(style) = Style::USUAL.get(rank) else {
                break;
            };
            rank += 1;
            let mut last = 0;
            for heading in &mut self.list {
                if heading.depth < depth {
                    last = 0;
                } else if heading.depth == depth {
                    last += 1;
                    heading.given = Some((*style, last));
                }
            }
        }
    }
}

/// The line without what stands in front of its words.
fn words(line: &str) -> &str {
    line.trim_start_matches(|sign: char| sign.is_whitespace() || clean::is_unwanted(sign))
}
