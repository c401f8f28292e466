//! Content controls, among them the open blanks that our own .docx shows as underlined space; and the older forms of
//! fields.
//!
//! Law: a blank that nobody has filled in is read as it stood in the report.

use super::super::BLANK_TAG;
use super::super::xml::{Event, Namespace};
use super::DocxError;
use super::flow::{Flow, Within};
use super::line::Line;

impl Flow<'_> {
    /// A content control inside a paragraph.
    pub(super) fn control(&mut self, line: &mut Line) -> Result<(), DocxError> {
        let mut blank: Option<String> = None;
        let outside = line.in_blank;
        loop {
            let tag = match self.xml.next()? {
                Event::Start(tag) => tag,
                Event::Text(_) => continue,
                Event::End | Event::Eof => break,
            };
            match (tag.namespace, tag.name) {
                (Namespace::Word, "sdtPr") => blank = self.tag_of_blank()?,
                (Namespace::Word, "sdtContent") => {
                    if blank.is_some() {
                        self.end_underlined(line);
                        line.in_blank = true;
                    }
                    let start = line.text.len();
                    self.children(line, Within::Inline)?;
                    let written = line.text.get(start..).unwrap_or_default();
                    if let Some(original) = blank.take()
                        && written.trim().is_empty()
                    {
                        line.text.truncate(start);
                        self.emit(line, &original);
                    }
                    line.in_blank = outside;
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// What the properties of a control say that the blank was; `None` where it is no blank of ours.
    fn tag_of_blank(&mut self) -> Result<Option<String>, DocxError> {
        let mut blank = None;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    if tag.namespace == Namespace::Word && tag.name == "tag" {
                        let value = tag.attribute("val").unwrap_or_default();
                        blank = value.strip_prefix(BLANK_TAG).map(str::to_owned);
                    }
                    self.xml.skip()?;
                }
                Event::Text(_) => {}
                Event::End | Event::Eof => return Ok(blank),
            }
        }
    }

    /// What a mark of a field says of a form (17.16.17, `ffData`): the entry that is chosen, the box that is ticked.
    pub(super) fn form(&mut self) -> Result<(), DocxError> {
        let (mut depth, mut form) = (0, String::new());
        let (mut chosen, mut entries, mut is_list) = (None, 0, false);
        loop {
            match self.xml.next()? {
                Event::Start(tag) => {
                    depth += 1;
                    match tag.name {
                        "checkBox" => form.push('☐'),
                        "default" | "checked" if !form.is_empty() && !is_list => {
                            form = if tag.is_on() { "☑" } else { "☐" }.to_owned();
                        }
                        "ddList" => is_list = true,
                        // In this order; the first entry where neither is there.
                        "result" | "default" if is_list => chosen = chosen.or(tag.number("val")),
                        "listEntry" => {
                            if chosen.unwrap_or(0) == entries {
                                form = tag.attribute("val").unwrap_or_default().into_owned();
                            }
                            entries += 1;
                        }
                        _ => {}
                    }
                }
                Event::Text(_) => {}
                Event::End if depth > 0 => depth -= 1,
                Event::End | Event::Eof => break,
            }
        }
        if !form.is_empty() {
            self.fields.fill_in(form);
        }
        Ok(())
    }
}
