//! Drawings: pictures, shapes, embedded objects, and the text boxes in them.
//!
//! Law: the text of a text box is kept, after the paragraph that the box belongs to; the rest is told.

use super::super::xml::{Namespace, Tag};
use super::DocxError;
use super::flow::{Flow, Within};
use super::line::{Graphic, Line};
use crate::notices::What;

impl Flow<'_> {
    pub(super) fn graphic(&mut self, line: &mut Line) -> Result<(), DocxError> {
        line.graphic = Graphic::default();
        self.children(line, Within::Graphic)?;
        self.notices.add(match line.graphic {
            Graphic { has_text: true, .. } => What::TextBox,
            Graphic {
                is_object: true, ..
            } => What::Object,
            _ => What::Picture,
        });
        Ok(())
    }

    pub(super) fn graphic_element(
        &mut self,
        tag: &Tag<'_>,
        line: &mut Line,
    ) -> Result<(), DocxError> {
        match (tag.namespace, tag.name) {
            (Namespace::Word, "txbxContent") => {
                let text = self.apart()?.text;
                let text = text.trim_matches('\n');
                if !text.is_empty() {
                    line.graphic.has_text = true;
                    line.after.push(text);
                }
                return Ok(());
            }
            (_, "OLEObject" | "chart" | "relIds") => line.graphic.is_object = true,
            _ => {}
        }
        self.children(line, Within::Graphic)
    }
}
