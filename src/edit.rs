//! Everything a person can do to a report, as one enum, and `apply`, which does it.
//!
//! Room: knows letters, report, numbering, line_ends, attachments, blanks and slots; no text layout, no storage, no
//! clock. Law: an edit either is done whole, and its [`Change`] taken back gives the same report again, or it
//! is refused and nothing has changed. Siblings renumber; nothing else changes.

use std::ops::Range;

use crate::report::{BlockId, Kind, NewBlock, Report, Span};

mod adapt;
mod add;
mod change;
mod convert;
mod entries;
mod erase;
mod fills;
mod gaps;
mod headings;
mod item_list;
mod level;
mod paste;
mod place;
mod relocate;
mod renumber;
mod replace;
mod split;
mod substitute;
mod typing;
mod work;

pub use change::{Change, Direction, Spot, Step};
pub use substitute::find;
pub use typing::INDENTS;
use work::Work;

/// Where the caret goes, or why the edit is refused.
type Focus = Result<Option<Spot>, Refusal>;

/// One thing a person does. Offsets are bytes in the block's text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant says what its fields are")]
pub enum Edit {
    /// Puts text in the place of a range. Line ends start new paragraphs, inside a list new items;
    /// only a title keeps them. Typing over exactly one blank fills it, and what is typed on behind
    /// a value belongs to it.
    Type {
        block: BlockId,
        range: Range<usize>,
        text: String,
    },
    /// Gives the blank its value; an empty value empties it again. `slot` counts the open and the
    /// filled blanks of the block in order, see [`crate::slots`].
    Fill {
        block: BlockId,
        slot: usize,
        value: String,
    },
    /// Puts blocks read from elsewhere in the place of a range, as a paste of several lines does.
    /// A line that comes first goes on in this block; inside a list, other lines become items. In a
    /// report of one empty paragraph they are the whole report.
    Insert {
        block: BlockId,
        range: Range<usize>,
        blocks: Vec<NewBlock>,
    },
    /// Breaks a block in two: a paragraph into paragraphs, an item or its body into items, a heading
    /// into a heading and its body. At the end of a run-in heading the caret goes to its body and
    /// nothing else happens. What stands behind the caret gets the new name, except at the very start.
    Split { block: BlockId, at: usize },
    /// Puts a paragraph or an item at the end of the block before it; an item loses its number.
    Join { block: BlockId },
    /// Adds something new and empty.
    Add { what: Addition, place: Place },
    /// Takes a block away: a heading with its whole part, an item with its body. A report that would
    /// be empty has an empty paragraph.
    Remove { block: BlockId },
    /// Takes away what is selected over several blocks. A block of which something is left stays; what is left
    /// of two paragraphs or items becomes one.
    Erase { span: Span },
    /// Takes a part, an item or a paragraph to another place, at the level of that place.
    Move { block: BlockId, place: Place },
    /// One level out, with everything inside; the siblings that follow come inside, too.
    Promote { heading: BlockId },
    /// One level in, under the part before it.
    Demote { heading: BlockId },
    /// Turns the whole list that the item is in into parts one level below the part it is in.
    ItemsToSections { item: BlockId },
    /// Turns a heading and its siblings into the items of one list, laid out and numbered as the
    /// nearest list is; 一是 in one line where there is none.
    SectionsToItems { heading: BlockId },
    /// Lets the body go on in the heading's line, or start on its own.
    SetHeading {
        heading: BlockId,
        layout: HeadingLayout,
    },
    /// Makes a paragraph a heading, at the level of the part it is in. A number in front of it
    /// becomes the heading's number.
    MakeHeading { block: BlockId },
    /// Makes a heading or an item an ordinary paragraph together with its run-in body; it loses its
    /// number, and those behind it count on.
    MakeParagraph { block: BlockId },
    /// Makes paragraphs at the end the signature, the last of them the date, where that is none already; where there is
    /// no other closing yet.
    MakeClosing { from: BlockId, date: BlockId },
    /// Puts in order what a person left behind in a block: where a value was wiped out the sign of its blank comes
    /// back, spaces in front become layout, and a heading or an item whose body goes on in its line ends as a
    /// sentence, so that it can be told from it.
    Tidy { block: BlockId },
    /// Puts other words in the place of all that [`find`] finds. Line ends in them are left out.
    Substitute { words: String, by: String },
    /// Puts another report in the place of the whole, its tail included: an older version that comes
    /// back, or a text read from elsewhere. What stands at the start and at the end of both alike stays.
    Replace { report: Box<Report>, ids: Ids },
}

/// What the ids of a report that comes in are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ids {
    /// It is a version of the same draft: its blocks are the ones of that name, and keep it.
    Kept,
    /// It comes from elsewhere: its blocks get names that nobody had.
    New,
}

/// Something new for a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addition {
    /// A part with a heading and a body.
    Section,
    /// 不足: a lead and two items.
    Shortcomings,
    /// 下一步: a lead and two items.
    NextSteps,
    /// An empty paragraph.
    Paragraph,
    /// An empty item.
    Item,
    /// The title, where there is none.
    Title,
    /// The signature and the date at the end; behind a signature one more who signs, in front of a date who signs.
    Closing,
}

/// Where something goes, named by a block that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In front of the part, item or paragraph.
    Before(BlockId),
    /// Behind it, with everything that belongs to it; a paragraph behind the line, and under a heading
    /// behind what stands there before its parts.
    After(BlockId),
    /// Into it, as its last: parts and items into a part, items into the list of a lead.
    Into(BlockId),
}

impl Place {
    /// The block that the place is named by.
    pub fn anchor(self) -> BlockId {
        match self {
            Place::Before(id) | Place::After(id) | Place::Into(id) => id,
        }
    }
}

/// How a heading stands to its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingLayout {
    /// 段内标题: the body follows the heading's 。 in the same line.
    RunIn,
    /// The heading has a line of its own.
    OwnLine,
}

/// Why an edit was not done. The report is as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The block is gone, or the range is not in its text.
    Gone,
    /// There would be a fifth level.
    TooDeep,
    /// It is at the outermost level already.
    Outermost,
    /// There is no part before it to go under.
    NothingBefore,
    /// A thing cannot go into itself.
    IntoItself,
    /// It is there already.
    NothingToDo,
    /// The place does not take this kind of thing.
    WrongPlace,
    /// A heading, a signature or a date has a line of its own: nothing joins it.
    OwnLine,
    /// The body stands in the line of its heading already, and is not part of its words.
    RunIn,
    /// A signature or a date is one line.
    OneLine,
    /// A part with parts or items inside cannot become an item.
    HasParts,
    /// The heading has no body to set.
    NoBody,
}

/// Does the edit. The change that comes back has been applied; [`Direction::Back`] takes it back.
///
/// # Errors
/// A [`Refusal`] says why it cannot be done; the report is untouched then.
pub fn apply(report: &mut Report, edit: &Edit) -> Result<Change, Refusal> {
    let goes = matches!(
        edit,
        Edit::Remove { .. } | Edit::Move { .. } | Edit::Erase { .. }
    );
    let entries = goes.then(|| entries::Entries::of(report)).flatten();
    let mut work = Work::new(report);
    let done = match edit {
        Edit::Type { block, range, text } => {
            typing::type_text(&mut work, *block, range.clone(), text)
        }
        Edit::Fill { block, slot, value } => typing::fill(&mut work, *block, *slot, value),
        Edit::Insert {
            block,
            range,
            blocks,
        } => paste::insert(&mut work, *block, range.clone(), blocks),
        Edit::Split { block, at } => split::split(&mut work, *block, *at),
        Edit::Join { block } => typing::join(&mut work, *block),
        Edit::Add { what, place } => add::add(&mut work, *what, *place),
        Edit::Remove { block } => relocate::remove(&mut work, *block),
        Edit::Erase { span } => erase::erase(&mut work, span),
        Edit::Move { block, place } => relocate::relocate(&mut work, *block, *place),
        Edit::Promote { heading } => level::promote(&mut work, *heading),
        Edit::Demote { heading } => level::demote(&mut work, *heading),
        Edit::ItemsToSections { item } => convert::items_to_sections(&mut work, *item),
        Edit::SectionsToItems { heading } => convert::sections_to_items(&mut work, *heading),
        Edit::SetHeading { heading, layout } => headings::set_heading(&mut work, *heading, *layout),
        Edit::MakeHeading { block } => headings::make_heading(&mut work, *block),
        Edit::MakeParagraph { block } => convert::make_paragraph(&mut work, *block),
        Edit::MakeClosing { from, date } => convert::make_closing(&mut work, *from, *date),
        Edit::Tidy { block } => typing::tidy(&mut work, *block),
        Edit::Substitute { words, by } => substitute::substitute(&mut work, words, by),
        Edit::Replace { report, ids } => replace::replace(&mut work, report, *ids),
    };
    let settled = |focus| {
        let settled = entries.map(|entries| entries.settle(&mut work));
        settled.unwrap_or(Ok(())).map(|()| focus)
    };
    let done = done.and_then(settled);
    let leads = |focus| match work.is_structural() && !title_leads(work.report) {
        true => Err(Refusal::WrongPlace),
        false => Ok(focus),
    };
    match done.and_then(leads) {
        Ok(focus) => Ok(work.finish(focus)),
        Err(refusal) => {
            work.take_back();
            Err(refusal)
        }
    }
}

/// Whether nothing stands above the title but paragraphs: words of the page that the text comes from.
fn title_leads(report: &Report) -> bool {
    let mut parts = report
        .blocks()
        .map(|block| block.kind)
        .skip_while(|kind| *kind == Kind::Paragraph);
    parts.next().is_none_or(|first| first == Kind::Title) || parts.all(|kind| kind != Kind::Title)
}
