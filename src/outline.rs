//! Forms of report as data: parts, what each should say, how long it should be, blanks.
//!
//! Room: knows report, numbering and json. Law: a form is a JSON file beside this one; starting from it
//! gives an ordinary report, and nothing in the report depends on the form afterwards.

use serde::Deserialize;

use crate::json::{self, Reader};
use crate::numbering::{Marker, Style};
use crate::report::{Kind, Level, NewBlock, Part, PartKind, Report, Role};

/// 提纲: what a report of one sort consists of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Form {
    /// The stable name of the form, kept with drafts that started from it.
    pub id: String,
    /// What the person chooses it by.
    pub name: String,
    /// One sentence on what it is for.
    pub about: String,
    /// The title to start with.
    pub title: String,
    /// The parts in order.
    pub parts: Vec<FormPart>,
}

/// A part of a form.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct FormPart {
    /// Which part of a report it is.
    pub kind: FormKind,
    /// The heading, with its 。 as headings run in; empty where the part has none.
    #[serde(default)]
    pub heading: String,
    /// What the part should say, shown beside it while it is written.
    pub guidance: String,
    /// Suggested length in 字, from and to; 0 and 0 for none.
    #[serde(default)]
    pub length: (usize, usize),
    /// The text to start with; blanks stand for what has to be filled.
    #[serde(default)]
    pub text: String,
    /// The items to start with; one that has a run-in heading is split at its first 。.
    #[serde(default)]
    pub items: Vec<String>,
}

/// Which part of a report a part of a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// 引言.
    Preamble,
    /// 一级部分.
    Section,
    /// 不足.
    Shortcomings,
    /// 下一步.
    NextSteps,
    /// 落款: the text is the signature, the heading the date.
    Closing,
}

const KINDS: [(FormKind, &str); 5] = [
    (FormKind::Preamble, "preamble"),
    (FormKind::Section, "section"),
    (FormKind::Shortcomings, "shortcomings"),
    (FormKind::NextSteps, "next-steps"),
    (FormKind::Closing, "closing"),
];

impl FormPart {
    fn read(reader: &mut Reader) -> Option<FormPart> {
        let mut part = FormPart {
            kind: FormKind::Section,
            heading: String::new(),
            guidance: String::new(),
            length: (0, 0),
            text: String::new(),
            items: Vec::new(),
        };
        let names = ["kind", "guidance", "heading", "length", "text", "items"];
        reader.object(&names, 2, &mut |member, reader| {
            match member {
                0 => part.kind = reader.word(&KINDS)?,
                1 => part.guidance = reader.owned()?,
                2 => part.heading = reader.owned()?,
                3 => {
                    reader.open()?;
                    part.length.0 = reader.size()?;
                    reader.comma()?;
                    part.length.1 = reader.size()?;
                    reader.close()?;
                }
                4 => part.text = reader.owned()?,
                _ => reader.list(&mut |reader| {
                    part.items.push(reader.owned()?);
                    Some(())
                })?,
            }
            Some(())
        })?;
        Some(part)
    }
}

const BUILT_IN: [&str; 1] = [include_str!("outline/branch-half-year.json")];

/// The forms that come with the page. A test holds that each one can be read.
pub fn forms() -> Vec<Form> {
    BUILT_IN
        .iter()
        .filter_map(|form| json::whole(form, Form::read).ok())
        .collect()
}

impl Form {
    fn read(reader: &mut Reader) -> Option<Form> {
        let mut form = Form::default();
        let names = ["id", "name", "about", "title", "parts"];
        reader.object(&names, 5, &mut |member, reader| {
            match member {
                0 => form.id = reader.owned()?,
                1 => form.name = reader.owned()?,
                2 => form.about = reader.owned()?,
                3 => form.title = reader.owned()?,
                _ => reader.list(&mut |reader| {
                    form.parts.push(FormPart::read(reader)?);
                    Some(())
                })?,
            }
            Some(())
        })?;
        Some(form)
    }

    /// A report to start from: the form's parts with their texts and blanks.
    pub fn start(&self) -> Report {
        let block = |kind, gap: &str, marker, text: &str| NewBlock {
            kind,
            gap: gap.to_owned(),
            marker,
            text: text.to_owned(),
        };
        let mut blocks = vec![block(Kind::Title, "", None, &self.title)];
        let mut sections = 0;
        for part in &self.parts {
            let gap = if blocks.len() == 1 { "\n\n" } else { "\n" };
            let role = match part.kind {
                FormKind::Preamble => {
                    blocks.push(block(Kind::Paragraph, gap, None, &part.text));
                    continue;
                }
                FormKind::Closing => {
                    blocks.push(block(Kind::Signature, "\n", None, &part.text));
                    blocks.push(block(Kind::Date, "\n", None, &part.heading));
                    continue;
                }
                FormKind::Section => Role::Section,
                FormKind::Shortcomings => Role::Shortcomings,
                FormKind::NextSteps => Role::NextSteps,
            };
            let marker = (!part.heading.is_empty()).then(|| {
                sections += 1;
                Marker::usual(Style::Comma, sections)
            });
            blocks.push(block(
                Kind::Heading {
                    level: Level::One,
                    role,
                },
                gap,
                marker,
                &part.heading,
            ));
            blocks.push(block(Kind::Paragraph, "", None, &part.text));
            for (number, item) in (1..).zip(&part.items) {
                let (heading, body) = match item
                    .find('。')
                    .map(|at| item.split_at(at + '。'.len_utf8()))
                {
                    Some((heading, body)) if !body.is_empty() => (heading, Some(body)),
                    _ => (item.as_str(), None),
                };
                blocks.push(block(
                    Kind::Item,
                    "",
                    Some(Marker::usual(Style::Is, number)),
                    heading,
                ));
                blocks.extend(body.map(|body| block(Kind::Paragraph, "", None, body)));
            }
        }
        Report::new(blocks, "\n".to_owned())
    }

    /// The part of the form that each outermost part of a report answers to, by role and order.
    pub fn answers<'a>(&'a self, report: &Report, parts: &[Part]) -> Vec<Option<&'a FormPart>> {
        let mut taken = vec![false; self.parts.len()];
        parts
            .iter()
            .map(|part| {
                let numbered = report
                    .block(part.id)
                    .is_some_and(|block| block.marker.is_some());
                let kind = match part.kind {
                    PartKind::Preamble => FormKind::Preamble,
                    PartKind::Closing => FormKind::Closing,
                    PartKind::Section(Level::One, Role::Shortcomings) => FormKind::Shortcomings,
                    PartKind::Section(Level::One, Role::NextSteps) => FormKind::NextSteps,
                    PartKind::Section(Level::One, Role::Section) if numbered => FormKind::Section,
                    _ => return None,
                };
                let free = |(index, part): &(usize, &FormPart)| {
                    part.kind == kind && taken.get(*index) == Some(&false)
                };
                let (index, answer) = self.parts.iter().enumerate().find(free)?;
                *taken.get_mut(index)? = true;
                Some(answer)
            })
            .collect()
    }
}
