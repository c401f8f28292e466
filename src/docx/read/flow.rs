//! The flow of a document: paragraphs and what holds them, in the order of the page.
//!
//! Law: what the reader does not know is looked into, not passed over: text is rather kept than lost.

use super::super::xml::{Event, Namespace, Tag, Xml};
use super::fields::Fields;
use super::line::{Line, Lines};
use super::lists::Lists;
use super::package::Package;
use super::styles::Styles;
use super::{DocxError, LONGEST, Other};
use crate::notices::{Notices, What};
use crate::unnumbered::Headings;

/// What kind of content is being read, and so what its elements mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// Paragraphs and tables.
    Blocks,
    /// The rows of a table.
    Table,
    /// The cells of a row.
    Row,
    /// What a paragraph consists of.
    Inline,
    /// What a run consists of.
    Run,
    /// A drawing, in which text may stand.
    Graphic,
    /// An equation.
    Equation,
}

/// A document that is being read.
#[derive(Debug)]
pub(super) struct Flow<'a> {
    pub xml: Xml<'a>,
    pub styles: &'a Styles,
    pub lists: Lists,
    pub fields: Fields,
    pub notices: Notices,
    /// What has been read so far of the document, or of the cell or text box that is being read.
    pub lines: Lines,
    /// Text of paragraphs whose end was deleted or is hidden: it goes on in the next one.
    pub carried: Line,
    pub headings: Headings,
    /// Whether a cell or a text box is being read, in which no headings are looked for.
    pub is_apart: bool,
    /// How many columns of the table the cell takes that is being read.
    pub columns: usize,
    /// How many paragraphs there were, empty ones, too.
    pub paragraphs: usize,
}

/// The text of a document; `None` where a field is still open at its end and may have hidden text.
pub(super) fn read(
    package: &Package,
    fields: Fields,
) -> Result<Option<(String, Notices)>, DocxError> {
    let styles = Styles::read(&package.styles)?;
    let mut flow = Flow {
        xml: Xml::new(&package.document),
        lists: Lists::read(&package.numbering, &styles)?,
        styles: &styles,
        fields,
        notices: Notices::default(),
        lines: Lines::default(),
        carried: Line::default(),
        headings: Headings::default(),
        is_apart: false,
        columns: 1,
        paragraphs: 0,
    };
    flow.whole("document")?;
    if flow.fields.hides() {
        return Ok(None);
    }
    flow.notices.add_many(What::Contents, flow.fields.contents);
    // Headings that come from here stand as a person left them.
    if package.draft.is_none() && !styles.are_own() {
        flow.lines.text = flow.headings.numbered(&flow.lines.text, &mut flow.notices);
    }
    Ok(Some((flow.lines.text, flow.notices)))
}

impl Flow<'_> {
    /// Reads the whole part, whose root element must have this name.
    pub(super) fn whole(&mut self, root: &str) -> Result<(), DocxError> {
        match self.xml.next()? {
            Event::Start(tag) if tag.namespace == Namespace::Word && tag.name == root => {}
            _ => return Err(DocxError::Other(Other::OtherArchive)),
        }
        self.children(&mut Line::default(), Within::Blocks)?;
        self.flush()?;
        match self.xml.next()? {
            Event::Eof => Ok(()),
            _ => Err(DocxError::Xml(super::XmlError::Broken)),
        }
    }

    /// Reads what stands in the element that has just started, up to its end.
    pub(super) fn children(&mut self, line: &mut Line, within: Within) -> Result<(), DocxError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) => self.element(&tag, line, within)?,
                Event::End | Event::Eof => return Ok(()),
                Event::Text(text) if within == Within::Equation => self.emit(line, text.trim()),
                Event::Text(_) => {}
            }
        }
    }

    pub(super) fn element(
        &mut self,
        tag: &Tag<'_>,
        line: &mut Line,
        within: Within,
    ) -> Result<(), DocxError> {
        if tag.namespace == Namespace::Compatibility && tag.name == "AlternateContent" {
            return self.alternate(line, within);
        }
        match within {
            Within::Blocks => self.block(tag, line),
            Within::Table => self.table_element(tag, line),
            Within::Row => self.row_element(tag, line),
            Within::Inline => self.inline(tag, line),
            Within::Run => self.run_element(tag, line),
            Within::Graphic => self.graphic_element(tag, line),
            Within::Equation => self.children(line, Within::Equation),
        }
    }

    /// The same thing in several forms: the first is read, whatever it requires, the others are not; of a run the
    /// first that holds anything known.
    fn alternate(&mut self, line: &mut Line, within: Within) -> Result<(), DocxError> {
        let mut taken = false;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    let is_branch = tag.namespace == Namespace::Compatibility
                        && matches!(tag.name, "Choice" | "Fallback");
                    if !is_branch || taken {
                        self.xml.skip()?;
                        continue;
                    }
                    taken = within != Within::Run;
                    while let event @ (Event::Start(_) | Event::Text(_)) = self.xml.next()? {
                        if let Event::Start(tag) = event {
                            taken |= tag.namespace != Namespace::Other;
                            self.element(&tag, line, within)?;
                        }
                    }
                }
                Event::End | Event::Eof => return Ok(()),
                Event::Text(_) => {}
            }
        }
    }

    fn block(&mut self, tag: &Tag<'_>, line: &mut Line) -> Result<(), DocxError> {
        match (tag.namespace, tag.name) {
            (Namespace::Word, "p") => self.paragraph()?,
            (Namespace::Word, "tbl") => {
                self.flush()?;
                self.table()?;
            }
            (Namespace::Word, "altChunk" | "subDoc") => {
                self.notices.add(What::Document);
                self.xml.skip()?;
            }
            (Namespace::Word, "del" | "moveFrom") => self.deleted(tag)?,
            (Namespace::Word, "tcPr") => self.cell_properties()?,
            (Namespace::Word, "sectPr" | "sdtPr" | "sdtEndPr" | "background") => {
                self.xml.skip()?;
            }
            (Namespace::Math, "oMath" | "oMathPara") => {
                self.flush()?;
                let mut alone = Line::default();
                self.equation(&mut alone)?;
                self.push(&alone.text)?;
            }
            _ => self.children(line, Within::Blocks)?,
        }
        Ok(())
    }

    /// Something deleted with tracked changes. What was moved stands at its new place.
    pub(super) fn deleted(&mut self, tag: &Tag<'_>) -> Result<(), DocxError> {
        if tag.name == "del" && !self.fields.hides() {
            self.notices.add(What::Deleted);
        }
        Ok(self.xml.skip()?)
    }

    /// Adds a line.
    pub(super) fn push(&mut self, line: &str) -> Result<(), DocxError> {
        if self.lines.text.len() + line.len() > LONGEST {
            return Err(DocxError::TooLong);
        }
        self.lines.push(line);
        Ok(())
    }

    /// Adds the text of the text boxes of a line.
    pub(super) fn push_after(&mut self, line: &Line) -> Result<(), DocxError> {
        if line.after.count > 0 {
            self.push(&line.after.text)?;
        }
        Ok(())
    }

    /// Reads paragraphs that stand apart from those around them: in a cell, in a text box.
    pub(super) fn apart(&mut self) -> Result<Lines, DocxError> {
        let outside = std::mem::take(&mut self.lines);
        let carried = std::mem::take(&mut self.carried);
        let was_apart = std::mem::replace(&mut self.is_apart, true);
        self.children(&mut Line::default(), Within::Blocks)?;
        self.flush()?;
        self.is_apart = was_apart;
        self.carried = carried;
        Ok(std::mem::replace(&mut self.lines, outside))
    }

    /// Text that waits for a next paragraph which does not come, or not at once.
    fn flush(&mut self) -> Result<(), DocxError> {
        let carried = std::mem::take(&mut self.carried);
        if !carried.text.is_empty() {
            self.push(&carried.text)?;
        }
        self.push_after(&carried)
    }
}
