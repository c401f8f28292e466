//! 附件说明: which paragraphs name the attachments, and where their lines stand.
//!
//! Source: GB/T 9704-2012, 7.3.4: under the body after an empty line, indented by two characters,
//! 附件 with a colon and the name; more than one are numbered with figures (附件：1.×××), each on a line
//! of its own; where a name goes on in another line, that line starts under the name. The numbers of
//! the further ones stand under that of the first.
//!
//! Law: only where a text starts is looked at; nothing of it is changed.

use super::compose::{Paragraph, Style};
use super::{INDENT, set_width};

/// Sets the paragraphs of the body that name attachments as such, with an empty line in front of them.
pub(super) fn set(paragraphs: Vec<Paragraph>) -> Vec<Paragraph> {
    let mut done: Vec<Paragraph> = Vec::with_capacity(paragraphs.len() + 1);
    // How wide what stands in front of the first number is, while further ones may follow.
    let mut open: Option<u32> = None;
    for mut paragraph in paragraphs {
        let start = paragraph
            .runs
            .first()
            .map_or("", |run| run.text.trim_start());
        let may = open.is_some() || start.starts_with(LABEL);
        if paragraph.style != Style::Body || !may {
            open = None;
            done.push(paragraph);
            continue;
        }
        let text = paragraph.text();
        if let (Some(label), Some(name)) = (open, further(&text)) {
            paragraph.style = Style::Attachment;
            let first = INDENT + label;
            paragraph.from_left = (first, first + set_width(before(&text, name)));
            match done.last_mut() {
                // The first number stands in the line of 附件： itself.
                Some(bare) if ends_open(bare) => join(bare, paragraph),
                _ => done.push(paragraph),
            }
            continue;
        }
        let entry = first(&text);
        open = None;
        if let Some(entry) = entry {
            open = entry.goes_on.then(|| set_width(before(&text, entry.label)));
            paragraph.style = Style::Attachment;
            paragraph.from_left = (INDENT, INDENT + set_width(before(&text, entry.name)));
            let above = done.last().map(|above| above.style);
            if !matches!(above, None | Some(Style::Empty | Style::Attachment)) {
                done.push(Paragraph::new(Style::Empty));
            }
        }
        done.push(paragraph);
    }
    done
}

/// Whether a paragraph is 附件： and nothing else.
fn ends_open(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    first(&text).is_some_and(|entry| entry.goes_on && entry.name == text.len())
}

/// Puts the first attachment behind its 附件：.
fn join(bare: &mut Paragraph, entry: Paragraph) {
    bare.from_left = (INDENT, entry.from_left.1);
    bare.blocks.extend(entry.blocks);
    for run in entry.runs {
        bare.push(&run.text, run.face, run.bold, run.kind);
    }
}

fn before(text: &str, place: usize) -> &str {
    text.get(..place).unwrap_or_default()
}

const LABEL: &str = "附件";

/// The start of a list of attachments; the places are bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    /// Where `附件：` and what spaces follow it end.
    label: usize,
    /// Where the name starts.
    name: usize,
    /// Whether further ones may follow: it is numbered behind its `附件：`, or only that.
    goes_on: bool,
}

/// The first entry of a list: `附件：统计表`, `附件：1.统计表`, `附件：`; `附件1：统计表` is one by itself.
fn first(text: &str) -> Option<Entry> {
    let rest = text.trim_start().strip_prefix(LABEL)?;
    let own = number_of_its_own(rest);
    let rest = own.unwrap_or(rest);
    let spaced = rest.trim_start();
    let rest = match spaced.strip_prefix(['：', ':']) {
        Some(rest) => rest,
        // 附件1.统计表
        None => own.and(
            spaced
                .strip_prefix(['.', '．'])
                .filter(|rest| !starts_with_figure(rest)),
        )?,
    };
    let place = |rest: &str| text.len() - rest.len();
    let name = without_spaces(rest);
    let numbered = number(name).filter(|_| own.is_none());
    Some(Entry {
        label: place(name),
        name: place(numbered.unwrap_or(name)),
        goes_on: own.is_none() && (numbered.is_some() || name.is_empty()),
    })
}

/// Where the name of a further entry starts: `2.清单`.
fn further(text: &str) -> Option<usize> {
    number(text.trim_start()).map(|name| text.len() - name.len())
}

/// The most signs that a number of an attachment has.
const LONGEST: usize = 3;

/// What follows the number of `附件1：` and `附件一：`, if there is one.
fn number_of_its_own(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let figures = |sign: char| is_figure(sign) || "一二三四五六七八九十".contains(sign);
    let rest = text.trim_start_matches(figures);
    let count = text.chars().count() - rest.chars().count();
    (1..=LONGEST).contains(&count).then_some(rest)
}

/// The name behind `1.` `1．` `1、` `（1）` `1）` `①`, if the text starts so.
fn number(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(|sign| ('①'..='⑳').contains(&sign)) {
        return Some(without_spaces(rest));
    }
    let open = text.strip_prefix(['（', '(']);
    let inside = open.unwrap_or(text);
    let rest = inside.trim_start_matches(is_figure);
    let count = inside.chars().count() - rest.chars().count();
    if !(1..=LONGEST).contains(&count) {
        return None;
    }
    let rest = match (open, rest.strip_prefix(['）', ')'])) {
        (_, Some(rest)) => rest,
        (Some(_), None) => return None,
        // 2.5万元 is no second attachment.
        (None, None) => rest
            .strip_prefix(['.', '．', '、'])
            .filter(|rest| !starts_with_figure(rest))?,
    };
    Some(without_spaces(rest))
}

/// What follows spaces; no-break ones are a blank and belong to the name.
fn without_spaces(text: &str) -> &str {
    text.trim_start_matches(|sign: char| sign.is_whitespace() && sign != '\u{a0}')
}

fn is_figure(sign: char) -> bool {
    matches!(sign, '0'..='9' | '０'..='９')
}

fn starts_with_figure(text: &str) -> bool {
    text.starts_with(is_figure)
}
