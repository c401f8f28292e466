//! What stands on the page: paragraphs with their styles, and the runs of text that are set alike.
//!
//! Law: a paragraph knows where its lines start and how its runs are set, not which report it comes from but for the
//! names of its blocks.

use super::{Face, INDENT};
use crate::report::{BlockId, Level};

/// What a paragraph is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// 标题, centred.
    Title,
    /// 题注 under the title, centred: a date, a speaker, an occasion.
    Byline,
    /// 主送机关, at the left edge.
    Addressee,
    /// 正文, the first line indented by two characters.
    Body,
    /// A heading on a line of its own: it stays with what follows.
    Heading(Level),
    /// A paragraph that opens with a run-in heading.
    RunIn(Level),
    /// 附件说明: further lines stand under the name, further numbers under the first.
    Attachment,
    /// 附件1 over the text of an attachment: it starts a page, at the left edge (7.3.7).
    AttachmentLabel,
    /// 署名, from the right.
    Signature,
    /// 成文日期, from the right.
    Date,
    /// An empty line of the body.
    Empty,
}

/// A piece of a paragraph that is set alike.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text; no-break spaces for a blank, nothing for the end of a title's line.
    pub text: String,
    /// The face it is set in.
    pub face: Face,
    /// Whether it is bold.
    pub bold: bool,
    /// What it is besides text.
    pub kind: RunKind,
}

/// What a run is besides text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunKind {
    /// Text and nothing else.
    Text,
    /// A heading that goes on in the paragraph.
    RunIn(Level),
    /// An open blank.
    Blank {
        /// The blank as it stands in the report.
        original: String,
        /// What is missing, for a person: `集体学习＿＿次`.
        note: String,
    },
    /// The end of a title's line; `true` where the page chose it, `false` where the title has it.
    LineEnd(bool),
}

/// A paragraph of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub style: Style,
    /// Its text.
    pub runs: Vec<Run>,
    /// From the right edge, in twips; for signature and date.
    pub from_right: u32,
    /// Where its first line starts and where its name does, in twips; for 附件说明.
    pub from_left: (u32, u32),
    /// The blocks that stand in it, in order.
    pub blocks: Vec<BlockId>,
}

impl Paragraph {
    pub(super) fn new(style: Style) -> Paragraph {
        Paragraph {
            style,
            runs: Vec::new(),
            from_right: 0,
            from_left: (0, 0),
            blocks: Vec::new(),
        }
    }

    /// The text as it is set, line ends of a title left out.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The indent of the first line and of the others, in twips.
    pub fn indents(&self) -> (u32, u32) {
        match self.style {
            Style::Body | Style::Heading(_) | Style::RunIn(_) => (INDENT, 0),
            Style::Attachment => self.from_left,
            Style::Title
            | Style::Byline
            | Style::Addressee
            | Style::AttachmentLabel
            | Style::Signature
            | Style::Date
            | Style::Empty => (0, 0),
        }
    }

    pub(super) fn push(&mut self, text: &str, face: Face, bold: bool, kind: RunKind) {
        if text.is_empty() && !matches!(kind, RunKind::LineEnd(_)) {
            return;
        }
        // Runs that are set alike are one.
        if let Some(last) = self.runs.last_mut()
            && last.face == face
            && last.bold == bold
            && last.kind == kind
            && !matches!(kind, RunKind::Blank { .. })
        {
            last.text.push_str(text);
            return;
        }
        self.runs.push(Run {
            text: text.to_owned(),
            face,
            bold,
            kind,
        });
    }
}
