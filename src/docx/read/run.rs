//! A run: text of one look (ECMA-376 part 1, 17.3.2 and 17.3.3).
//!
//! Law: only what can be seen on the page is text.

use super::super::TITLE_LINE_END;
use super::super::xml::{Event, Namespace, Tag};
use super::DocxError;
use super::flow::{Flow, Within};
use super::line::Line;
use super::symbols::is_glyph;
use crate::notices::What;

/// What stands for spaces with a line under them: as long as a word to be filled in.
const BLANK: &str = "____";

impl Flow<'_> {
    pub(super) fn run(&mut self, line: &mut Line) -> Result<(), DocxError> {
        line.run.begin();
        self.children(line, Within::Run)?;
        if line.run.left_out {
            self.notices.add(What::Hidden);
        }
        Ok(())
    }

    /// The line under the text ends here: if there are only spaces over it, they are a blank. Beside words they are
    /// what is left of one that has been filled in.
    pub(super) fn end_underlined(&mut self, line: &mut Line) {
        let Some(start) = line.underlined_at.take() else {
            return;
        };
        if is_blank(line.text.get(start..).unwrap_or_default()) {
            line.text.truncate(start);
            if !line.text.ends_with(BLANK) {
                line.text.push_str(BLANK);
                self.notices.add(What::UnderlinedBlank);
            }
        }
    }

    pub(super) fn run_element(&mut self, tag: &Tag<'_>, line: &mut Line) -> Result<(), DocxError> {
        if tag.namespace != Namespace::Word {
            return Ok(self.xml.skip()?);
        }
        match tag.name {
            "rPr" => return self.run_properties(line),
            "t" => {
                let keeps = tag.attribute("space").as_deref() == Some("preserve");
                let mut text = self.xml.text()?;
                // Our own pages write only what is text.
                if text.contains(is_glyph) && !self.styles.are_own() {
                    self.lose(line, text.matches(is_glyph).count());
                    text = text.replace(is_glyph, "").into();
                }
                // Line ends and tabs in the file are spaces; real ones are elements.
                let is_space = |sign: char| matches!(sign, ' ' | '\t' | '\n' | '\r');
                let text = if keeps {
                    &text
                } else {
                    text.trim_matches(is_space)
                };
                if text.contains(['\t', '\n', '\r']) {
                    self.emit(line, &text.replace(is_space, " "));
                } else {
                    self.emit(line, text);
                }
                return Ok(());
            }
            "instrText" => {
                let text = self.xml.text()?;
                self.fields.instruct(&text);
                return Ok(());
            }
            "tab" | "ptab" => self.emit(line, "\t"),
            "cr" => self.emit(line, "\n"),
            "br" if line.run.ends_title_line => {}
            "br" => {
                let kind = tag.attribute("type");
                let is_page = matches!(kind.as_deref(), Some("page" | "column"));
                if !is_page {
                    self.emit(line, "\n");
                } else if !line.text.is_empty() && !line.broken {
                    let length = line.text.len();
                    self.emit(line, "\n");
                    line.broken = line.text.len() > length;
                }
            }
            "noBreakHyphen" => self.emit(line, "-"),
            "sym" => self.symbol(tag, line),
            "fldChar" => {
                let mark = tag.attribute("fldCharType").unwrap_or_default();
                if let Some(shown) = self.fields.mark(&mark) {
                    if let Some(what) = shown.told {
                        self.notices.add(what);
                    }
                    self.emit(line, &shown.text);
                }
                return self.form();
            }
            "footnoteReference" | "endnoteReference" => self.notices.add(What::Footnote),
            "commentReference" => self.notices.add(What::Comment),
            "drawing" | "pict" | "object" => return self.graphic(line),
            "ruby" => return self.children(line, Within::Run),
            "rubyBase" => {
                let run = line.run.clone();
                self.children(line, Within::Inline)?;
                line.run = run;
                return Ok(());
            }
            _ => {}
        }
        Ok(self.xml.skip()?)
    }

    fn run_properties(&mut self, line: &mut Line) -> Result<(), DocxError> {
        loop {
            let tag = match self.xml.next()? {
                Event::Start(tag) => tag,
                Event::Text(_) => continue,
                Event::End | Event::Eof => return Ok(()),
            };
            if tag.namespace == Namespace::Word {
                match tag.name {
                    "vanish" => line.run.hidden = tag.is_on(),
                    "strike" | "dstrike" => line.run.struck = tag.is_on(),
                    "vertAlign" => {
                        line.run.raised = tag.attribute("val").as_deref() == Some("superscript");
                    }
                    "rStyle" => {
                        let style = tag.attribute("val").unwrap_or_default();
                        line.run.hidden |= self.styles.hides(&style);
                        line.run.ends_title_line = style == TITLE_LINE_END;
                    }
                    "u" => line.run.underlined = tag.attribute("val").as_deref() != Some("none"),
                    _ => {}
                }
            }
            self.xml.skip()?;
        }
    }

    /// Adds text that stands where the reader is, if it can be seen.
    pub(super) fn emit(&mut self, line: &mut Line, text: &str) {
        if text.is_empty() || self.fields.hides() {
            return;
        }
        if line.run.hidden {
            line.run.left_out |= !text.trim().is_empty();
            return;
        }
        self.fields.give();
        line.broken = false;
        if line.run.underlined && !line.in_blank && text != "\n" {
            line.underlined_at.get_or_insert(line.text.len());
        } else {
            self.end_underlined(line);
        }
        if line.run.struck {
            self.notices.add(What::Struck);
        }
        // Square and cubic metres are all that stands so in a report; there are signs for them.
        line.text.push_str(match text {
            "2" if line.run.raised => "²",
            "3" if line.run.raised => "³",
            _ => text,
        });
    }
}

/// Whether it is room to write in: at least two columns of spaces and nothing else.
fn is_blank(text: &str) -> bool {
    let columns = |sign: char| match sign {
        ' ' | '\u{a0}' => Some(1),
        '\u{3000}' | '\t' => Some(2),
        _ => None,
    };
    let width = text
        .chars()
        .try_fold(0, |sum, sign| Some(sum + columns(sign)?));
    width.is_some_and(|width| width > 1)
}
