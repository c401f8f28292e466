//! Tables (ECMA-376 part 1, 17.4) become lines.
//!
//! Law: a row is a line, its cells parted by tabs; a cell that is alone in its row is only a frame, and
//! its paragraphs stay lines.

use super::super::xml::{Event, Namespace, Tag};
use super::DocxError;
use super::flow::{Flow, Within};
use super::line::{Line, Lines};
use crate::notices::What;

/// The most columns that Word gives a table.
const MOST: usize = 63;

impl Flow<'_> {
    pub(super) fn table(&mut self) -> Result<(), DocxError> {
        let mut line = Line::default();
        self.children(&mut line, Within::Table)?;
        if line.has_columns {
            self.notices.add(What::Table);
        }
        Ok(())
    }

    pub(super) fn table_element(
        &mut self,
        tag: &Tag<'_>,
        line: &mut Line,
    ) -> Result<(), DocxError> {
        match (tag.namespace, tag.name) {
            (Namespace::Word, "tr") => self.row(line),
            (Namespace::Word, "tblPr" | "tblGrid" | "sdtPr" | "sdtEndPr") => Ok(self.xml.skip()?),
            (Namespace::Word, "del" | "moveFrom") => self.deleted(tag),
            (Namespace::Word, _) => self.children(line, Within::Table),
            _ => Ok(self.xml.skip()?),
        }
    }

    fn row(&mut self, table: &mut Line) -> Result<(), DocxError> {
        let mut row = Line::default();
        self.children(&mut row, Within::Row)?;
        if row.is_deleted {
            self.notices.add(What::Deleted);
            return Ok(());
        }
        // A frame, which Word may move by a column.
        if let [before @ .., cell] = row.cells.as_slice()
            && before.len() <= row.before
            && (before.is_empty() || !table.has_columns || cell.text.contains('\n'))
        {
            return self.push(&cell.text);
        }
        table.has_columns = true;
        let mut text = String::new();
        for (place, cell) in row.cells.iter().enumerate() {
            if place > 0 {
                text.push('\t');
            }
            text.push_str(&cell.text.trim_matches('\n').replace('\n', " "));
        }
        self.push(&text)
    }

    pub(super) fn row_element(&mut self, tag: &Tag<'_>, row: &mut Line) -> Result<(), DocxError> {
        match (tag.namespace, tag.name) {
            (Namespace::Word, "tc") => {
                let outside = std::mem::replace(&mut self.columns, 1);
                let cell = self.apart()?;
                let own = std::mem::replace(&mut self.columns, outside);
                // What comes behind one over several columns stands behind all of them.
                let taken = std::mem::replace(&mut row.taken, own - 1);
                // Of one that says so of every cell, only as many as a table can have.
                let taken = taken.min(MOST.saturating_sub(row.cells.len()));
                row.cells.extend((0..taken).map(|_| Lines::default()));
                row.cells.push(cell);
                Ok(())
            }
            (Namespace::Word, "trPr") => self.row_properties(row),
            (Namespace::Word, "tblPrEx" | "sdtPr" | "sdtEndPr") => Ok(self.xml.skip()?),
            (Namespace::Word, _) => self.children(row, Within::Row),
            _ => Ok(self.xml.skip()?),
        }
    }

    /// How many columns a cell takes (17.4.17, `gridSpan`).
    pub(super) fn cell_properties(&mut self) -> Result<(), DocxError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    if tag.namespace == Namespace::Word && tag.name == "gridSpan" {
                        let columns = tag.attribute("val").and_then(|value| value.parse().ok());
                        self.columns = columns.unwrap_or(1).clamp(1, MOST);
                    }
                    self.xml.skip()?;
                }
                Event::Text(_) => {}
                Event::End | Event::Eof => return Ok(()),
            }
        }
    }

    fn row_properties(&mut self, row: &mut Line) -> Result<(), DocxError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    if tag.namespace == Namespace::Word {
                        row.is_deleted |= tag.name == "del";
                        // Columns that the row leaves out before its first cell (17.4.15).
                        if tag.name == "gridBefore" {
                            row.taken = tag
                                .number("val")
                                .and_then(|before| usize::try_from(before).ok())
                                .unwrap_or(0)
                                .min(MOST);
                            row.before = row.taken;
                        }
                    }
                    self.xml.skip()?;
                }
                Event::Text(_) => {}
                Event::End | Event::Eof => return Ok(()),
            }
        }
    }
}
