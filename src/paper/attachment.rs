//! 附件说明: where the lines of the attachments stand on the page.
//!
//! Source: GB/T 9704-2012, 7.3.4: under the body after an empty line, indented by two characters;
//! where a name goes on in another line, that line starts under the name. The numbers of the further
//! ones stand under that of the first.
//!
//! Law: only where a text starts is looked at; nothing of it is changed.

use super::paragraph::{Paragraph, Style};
use super::{INDENT, set_width};
use crate::attachments::{LABEL, first, further};

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
            let left = INDENT + label;
            paragraph.from_left = (left, left + set_width(before(&text, name)));
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
