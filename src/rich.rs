//! Formatted text for the clipboard: the official page as HTML that Word, WPS and mail keep.
//!
//! Room: knows paper. Law: everything stands in the elements themselves (programs drop style sheets
//! and classes of what is pasted), in the words that word processors read: points, their `mso-` names.

use crate::paper::{
    BODY_SIZE, CLOSER, Face, Fonts, Layout, Paragraph, Run, RunKind, Style, TITLE_PITCH, TITLE_SIZE,
};

/// A composition as a whole HTML document with the marks that the clipboards of Windows look for.
pub fn write(paragraphs: &[Paragraph], layout: &Layout) -> String {
    let mut page = Writer {
        html: String::from(
            "<html><head><meta charset=\"utf-8\"></head><body lang=\"zh-CN\"><!--StartFragment-->",
        ),
        layout,
    };
    for paragraph in paragraphs {
        page.paragraph(paragraph);
    }
    page.html.push_str("<!--EndFragment--></body></html>");
    page.html
}

struct Writer<'a> {
    html: String,
    layout: &'a Layout,
}

impl Writer<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph) {
        let title = paragraph.style == Style::Title;
        let (face, size, pitch) = if title {
            (Face::Title, TITLE_SIZE, TITLE_PITCH)
        } else {
            (Face::Body, BODY_SIZE, self.layout.pitch())
        };
        self.put(&["<p style=\"margin:0;text-align:"]);
        self.put(&[match paragraph.style {
            Style::Title | Style::Byline => "center",
            Style::Signature | Style::Date => "right",
            _ => "justify",
        }]);
        if paragraph.style == Style::AttachmentLabel {
            self.put(&[";page-break-before:always"]);
        }
        self.length(";line-height:", pitch);
        self.put(&[";mso-line-height-rule:exactly"]);
        let (first, hanging) = paragraph.indents();
        if 0 < hanging {
            self.length(";margin-left:", hanging);
            self.length(";text-indent:-", hanging.saturating_sub(first));
        } else if 0 < first {
            self.length(";text-indent:", first);
            self.put(&[";mso-char-indent-count:2.0"]);
        }
        if 0 < paragraph.from_right {
            self.length(";margin-right:", paragraph.from_right);
        }
        self.put(&[";font-family:"]);
        self.family(face);
        self.length(";font-size:", size);
        if !title {
            self.length(";letter-spacing:-", CLOSER);
        }
        self.put(&["\">"]);
        for run in &paragraph.runs {
            self.run(run, face);
        }
        if paragraph.runs.is_empty() {
            self.put(&["&nbsp;"]);
        }
        self.put(&["</p>\n"]);
    }

    fn run(&mut self, run: &Run, face: Face) {
        if matches!(run.kind, RunKind::LineEnd(_)) {
            return self.put(&["<br>"]);
        }
        let blank = matches!(run.kind, RunKind::Blank { .. });
        let other = run.face != face;
        if other {
            self.put(&["<span style=\"font-family:"]);
            self.family(run.face);
            self.put(&["\">"]);
        }
        self.put(&[
            if run.bold { "<b>" } else { "" },
            if blank { "<u>" } else { "" },
        ]);
        for character in run.text.chars() {
            match character {
                '&' => self.html.push_str("&amp;"),
                '<' => self.html.push_str("&lt;"),
                '>' => self.html.push_str("&gt;"),
                '\u{a0}' => self.html.push_str("&nbsp;"),
                '\t' => self.put(&["<span style=\"mso-tab-count:1;white-space:pre\">\t</span>"]),
                other => self.html.push(other),
            }
        }
        self.put(&[
            if blank { "</u>" } else { "" },
            if run.bold { "</b>" } else { "" },
        ]);
        if other {
            self.put(&["</span>"]);
        }
    }

    /// The typeface with those to try where it is missing.
    fn family(&mut self, face: Face) {
        let first = self.layout.fonts.of(face);
        let latin = self
            .layout
            .fonts
            .latin
            .as_deref()
            .filter(|_| face != Face::Title);
        for name in latin
            .into_iter()
            .chain([first])
            .chain(Fonts::fallbacks(face).iter().copied())
        {
            // Names hold neither quotes nor signs of HTML; see `Layout::read`.
            self.put(&["'", name, "',"]);
        }
        self.put(&["serif"]);
    }

    /// A length in points: twips are twentieths.
    fn length(&mut self, name: &str, twips: u32) {
        let whole = (twips / 20).to_string();
        let part = twips % 20 * 5;
        let tens = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let digit = |digit: u32| tens.get(digit as usize).copied().unwrap_or("0");
        self.put(&[name, &whole, ".", digit(part / 10), digit(part % 10), "pt"]);
    }

    fn put(&mut self, pieces: &[&str]) {
        for piece in pieces {
            self.html.push_str(piece);
        }
    }
}
