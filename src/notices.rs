//! What was changed or left out while a text was taken in, and how often.
//!
//! Room: knows nothing of the project. Law: a thing is named once, however often it happened.

/// What happened to something in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Numbers that Word counts itself became part of the text.
    Number,
    /// Headings that their source marks as such got numbers, which they did not have.
    Heading,
    /// Others got none: there are such numbers already, or they lie too deep.
    Unnumbered,
    /// A table became lines, its cells parted by tabs.
    Table,
    /// The text of a text box stands after the paragraph that it belongs to.
    TextBox,
    /// Spaces with a line under them became `____`, a blank.
    UnderlinedBlank,
    /// The text of an equation was kept without its form.
    Equation,
    /// Text that somebody deleted with tracked changes was left out.
    Deleted,
    /// Text that somebody added with tracked changes was kept.
    Inserted,
    /// Hidden text was left out.
    Hidden,
    /// A header or footer with words in it was left out.
    HeaderFooter,
    /// A table of contents that Word makes itself was left out.
    Contents,
    /// A footnote or endnote was left out.
    Footnote,
    /// A comment was left out.
    Comment,
    /// A picture or a drawing was left out.
    Picture,
    /// An embedded object (a sheet, a chart) was left out.
    Object,
    /// A whole document inside the document, which Word takes in when it is opened, was left out.
    Document,
    /// A sign that exists in its own font only was left out.
    Symbol,
    /// HTML tags were left out; the text between them was kept.
    Html,
    /// Words struck out were kept without the line through them.
    Struck,
    /// Line ends inside paragraphs, as a printed page has them, were taken out.
    LineEnd,
    /// Numbers of pages between the lines were taken out.
    PageNumber,
    /// Tabs between numbers and their words were taken out.
    Tab,
    /// Signs that cannot be seen were taken out: zero width, direction.
    Unseen,
    /// Control characters were taken out.
    Control,
    /// U+FFFD, which stands for a character that was lost before, was kept.
    Lost,
}

/// All that happened, in the order in which it happened first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notices(Vec<(What, usize)>);

impl Notices {
    /// It happened once more.
    pub fn add(&mut self, what: What) {
        self.add_many(what, 1);
    }

    /// It happened so many times more; nothing is noted for none.
    pub fn add_many(&mut self, what: What, count: usize) {
        if count == 0 {
            return;
        }
        match self.0.iter_mut().find(|(known, _)| *known == what) {
            Some((_, known)) => *known += count,
            None => self.0.push((what, count)),
        }
    }

    /// What happened and how often.
    pub fn iter(&self) -> impl Iterator<Item = (What, usize)> {
        self.0.iter().copied()
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
