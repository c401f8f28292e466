//! Tables (ECMA-376 part 1, 17.4) become lines.
//!
//! Law: a row is a line, its cells parted by tabs; a cell that is alone in its row is only a frame, and
//! its paragraphs stay lines.

use super::super::xml::{Event, Namespace, Tag};
use super::DocxError;
use super::flow::{Flow, Within};
use super::line::Line;
use crate::notices::What;

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
        if let [cell] = row.cells.as_slice() {
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
                let cell = self.apart()?;
                row.cells.push(cell);
                Ok(())
            }
            (Namespace::Word, "trPr") => self.row_properties(row),
            (Namespace::Word, "tblPrEx" | "sdtPr" | "sdtEndPr") => Ok(self.xml.skip()?),
            (Namespace::Word, _) => self.children(row, Within::Row),
            _ => Ok(self.xml.skip()?),
        }
    }

    fn row_properties(&mut self, row: &mut Line) -> Result<(), DocxError> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    row.is_deleted |= tag.namespace == Namespace::Word && tag.name == "del";
                    self.xml.skip()?;
                }
                Event::Text(_) => {}
                Event::End | Event::Eof => return Ok(()),
            }
        }
    }
}
