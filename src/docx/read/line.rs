//! What has been read so far of a line, with the run, the drawing or the row of a table in it.
//!
//! Law: it is filled by those who read the elements, and knows none of them.

/// A line that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its text so far.
    pub text: String,
    /// Where in it the number goes, behind the text of paragraphs that run on into this one.
    pub number_at: usize,
    /// Where in it the text starts that has a line under it up to here, of several runs, too.
    pub underlined_at: Option<usize>,
    /// The text of text boxes, which comes after it.
    pub after: Lines,
    /// The run that is being read.
    pub run: Run,
    /// What the drawing that is being read holds.
    pub graphic: Graphic,
    /// The cells of the row that is being read.
    pub cells: Vec<Lines>,
    /// How many columns more the last of them takes.
    pub taken: usize,
    /// How many columns it leaves out before its first cell.
    pub before: usize,
    /// Whether that row was deleted with tracked changes.
    pub is_deleted: bool,
    /// Whether the table that is being read has a row of several cells.
    pub has_columns: bool,
    /// Whether the last sign is the line end of a page break.
    pub broken: bool,
    /// Whether a blank of our own is being read, which says itself what it was.
    pub in_blank: bool,
}

/// Lines of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines {
    /// The lines, with a line end between them.
    pub text: String,
    /// How many there are; the first may be empty.
    pub count: usize,
}

impl Lines {
    pub(super) fn push(&mut self, line: &str) {
        if self.count > 0 {
            self.text.push('\n');
        }
        self.text.push_str(line);
        self.count += 1;
    }
}

/// The run that is being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    /// Whether the style of the paragraph hides its text.
    pub paragraph_hides: bool,
    /// Whether it is hidden itself.
    pub hidden: bool,
    /// Whether it is struck out.
    pub struck: bool,
    /// Whether it stands above the line.
    pub raised: bool,
    /// Whether a line stands under it.
    pub underlined: bool,
    /// Whether a line end in it is one that the page chose for a title.
    pub ends_title_line: bool,
    /// Whether there was text that is hidden.
    pub left_out: bool,
}

impl Run {
    /// The next run starts.
    pub(super) fn begin(&mut self) {
        self.struck = false;
        self.raised = false;
        self.hidden = self.paragraph_hides;
        self.underlined = false;
        self.ends_title_line = false;
        self.left_out = false;
    }
}

/// What a drawing was found to hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Graphic {
    /// Whether there are words in a text box.
    pub has_text: bool,
    /// Whether it is an object of another program.
    pub is_object: bool,
}
