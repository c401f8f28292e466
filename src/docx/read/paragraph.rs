//! A paragraph: its number, then its runs (ECMA-376 part 1, 17.3).
//!
//! Law: a paragraph is one line, except where Word itself breaks it.

use super::super::xml::{Event, Namespace, Tag};
use super::counting::ListPlace;
use super::flow::{Flow, Within};
use super::line::Line;
use super::styles;
use super::{DocxError, LONGEST};
use crate::notices::What;
use crate::unnumbered::TITLE;

/// The most paragraphs that are taken: as many as there may be characters. More are empty, and take seconds.
const MOST: usize = 1_000_000;

/// What its properties say of a paragraph.
#[derive(Default)]
struct Properties {
    place: ListPlace,
    /// The depth of its outline level, if it names one itself.
    depth: Option<usize>,
    /// Its end was deleted: the next paragraph goes on, and is the one that is numbered.
    joins: bool,
    /// Its end is hidden: the next paragraph goes on.
    runs_on: bool,
}

impl Flow<'_> {
    pub(super) fn paragraph(&mut self) -> Result<(), DocxError> {
        self.paragraphs += 1;
        if MOST < self.paragraphs {
            return Err(DocxError::TooLong);
        }
        let mut properties = Properties::default();
        properties.place.style = self.styles.of_paragraphs().to_owned();
        let was_hidden = self.fields.hides();
        let mut line = std::mem::take(&mut self.carried);
        loop {
            match self.xml.next()? {
                Event::Start(tag) if tag.namespace == Namespace::Word && tag.name == "pPr" => {
                    self.properties(&mut properties)?;
                    line.run.paragraph_hides = self.styles.hides(&properties.place.style);
                }
                Event::Start(tag) => self.element(&tag, &mut line, Within::Inline)?,
                Event::Text(_) => {}
                Event::End | Event::Eof => break,
            }
        }
        self.end_underlined(&mut line);
        if line.broken {
            line.text.pop();
        }
        // A line of what a field hides is none; a text box at its end may be seen.
        if line.text.is_empty() && (was_hidden || self.fields.hides()) {
            return self.push_after(&line);
        }
        if LONGEST < line.text.len() {
            return Err(DocxError::TooLong);
        }
        let own = line.text.get(line.number_at..).unwrap_or_default();
        if properties.joins || (properties.runs_on && own.is_empty()) {
            self.carry(line);
            return Ok(());
        }
        let number = self.lists.next(&properties.place, self.styles, own);
        let number = number.filter(|number| !number.is_empty());
        if let Some(number) = &number {
            self.notices.add(What::Number);
            line.text.insert_str(line.number_at, number);
        }
        if properties.runs_on {
            line.number_at = line.text.len();
            self.carry(line);
            return Ok(());
        }
        self.push(&line.text)?;
        if !self.is_apart {
            let styled = self.styles.depth(&properties.place.style);
            let own = properties.depth.filter(|_| styled != Some(TITLE));
            let text = &self.lines.text;
            self.headings
                .add(text, &line.text, own.or(styled), number.is_some());
        }
        self.push_after(&line)
    }

    /// Keeps what the next paragraph goes on with; its text boxes come behind that, too.
    fn carry(&mut self, line: Line) {
        self.carried = Line {
            text: line.text,
            number_at: line.number_at,
            after: line.after,
            ..Line::default()
        };
    }

    fn properties(&mut self, properties: &mut Properties) -> Result<(), DocxError> {
        let mut depth = 0;
        let mut of_mark = usize::MAX;
        loop {
            let tag = match self.xml.next()? {
                Event::Start(tag) => tag,
                Event::End if depth == 0 => return Ok(()),
                Event::Eof => return Ok(()),
                Event::End => {
                    depth -= 1;
                    if depth == of_mark {
                        of_mark = usize::MAX;
                    }
                    continue;
                }
                Event::Text(_) => continue,
            };
            let is_word = tag.namespace == Namespace::Word;
            // What the paragraph was like before a tracked change, and the layout of a section.
            if !is_word
                || matches!(
                    tag.name,
                    "pPrChange" | "rPrChange" | "sectPr" | "numberingChange"
                )
            {
                self.xml.skip()?;
                continue;
            }
            let in_mark = of_mark != usize::MAX;
            match tag.name {
                "pStyle" => {
                    properties.place.style = tag.attribute("val").unwrap_or_default().into_owned();
                }
                "ilvl" => properties.place.level = tag.number("val"),
                "outlineLvl" => properties.depth = styles::depth(&tag),
                "numId" => properties.place.list = tag.number("val"),
                // A first sign of several lines' height: its paragraph is the next one.
                "framePr" => {
                    let drop = tag.attribute("dropCap");
                    properties.runs_on |= drop.is_some_and(|drop| drop != "none");
                }
                "rPr" => of_mark = depth,
                "del" | "moveFrom" if in_mark => properties.joins = true,
                "vanish" | "specVanish" if in_mark => properties.runs_on |= tag.is_on(),
                _ => {}
            }
            depth += 1;
        }
    }

    pub(super) fn inline(&mut self, tag: &Tag<'_>, line: &mut Line) -> Result<(), DocxError> {
        match (tag.namespace, tag.name) {
            (Namespace::Word, "r") => self.run(line),
            (Namespace::Word, "sdt") => self.control(line),
            (Namespace::Word, "del" | "moveFrom") => self.deleted(tag),
            (Namespace::Word, "ins") => {
                let length = line.text.len();
                self.children(line, Within::Inline)?;
                // What was deleted again, or stands in a table of contents, is not read.
                if length != line.text.len() {
                    self.notices.add(What::Inserted);
                }
                Ok(())
            }
            (Namespace::Word, "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "fldData") => {
                Ok(self.xml.skip()?)
            }
            (Namespace::Math, "oMath" | "oMathPara") => self.equation(line),
            (_, "conflictDel") => self.deleted(tag),
            _ => self.children(line, Within::Inline),
        }
    }

    /// An equation: its signs, in order, without its form.
    pub(super) fn equation(&mut self, line: &mut Line) -> Result<(), DocxError> {
        self.notices.add(What::Equation);
        line.run.begin();
        self.children(line, Within::Equation)
    }
}
