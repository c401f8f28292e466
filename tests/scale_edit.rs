//! Every edit on a report of 100,000 blocks or of one long line: none may take time that grows with the square.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::edit::{self, Addition, Edit, HeadingLayout, Ids, Place, find};
use tigang::editor::Editor;
use tigang::history::Source;
use tigang::numbering::{Marker, Style};
use tigang::report::{BlockId, Kind, Level, NewBlock, Report, Role, Span};

#[path = "shared/growth.rs"]
mod growth;

/// How large a report is, in blocks or in places of one line.
const SIZE: usize = 100_000;

/// What a report consists of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Scene {
    /// Sections of one level, each with its body.
    Sections,
    /// Two levels inside sections, many parts of one and a few of each of many.
    Parts,
    /// One list of items in one part.
    List,
    /// Items that start again at 一是 with every other one.
    Lists,
    /// Paragraphs, the last of them with spaces in front.
    Lines,
    /// Paragraphs that go on in one line: nothing shows what a new line looks like.
    InLine,
    /// One paragraph with a blank in every sentence.
    Blanks,
    /// The same with every other blank filled.
    Values,
}

use Scene::{Blanks, InLine, Lines, List, Lists, Parts, Sections, Values};

/// An edit on a report of some kind, made for the blocks that it has.
struct Case {
    scene: Scene,
    edit: fn(&[BlockId]) -> Edit,
    is_of_its_kind: fn(&Edit) -> bool,
}

/// Cases for every kind of edit: one that has none does not compile.
macro_rules! cases {
    ($($kind:pat => [$($scene:expr => $edit:expr),+ $(,)?])+) => {
        fn cases() -> Vec<Case> {
            _ = |edit: &Edit| match edit { $($kind => {})+ };
            vec![$($(Case {
                scene: $scene,
                edit: $edit,
                is_of_its_kind: |edit| matches!(edit, $kind),
            }),+),+]
        }
    };
}

cases! {
    Edit::Type { .. } => [
        Sections => |at| type_in(at[last(at)], "字".to_owned()),
        Blanks => |at| type_in(at[0], "字".to_owned()),
        Values => |at| type_in(at[0], "字".to_owned()),
        Lines => |at| type_in(at[0], "一行\n".repeat(at.len() / 5)),
        InLine => |at| type_in(at[last(at)], "一行\n".repeat(at.len() / 20)),
    ]
    Edit::Fill { .. } => [
        Sections => |at| fill(at[last(at)], 0),
        Blanks => |at| fill(at[0], 10),
        Values => |at| fill(at[0], 10),
    ]
    Edit::Insert { .. } => [
        Sections => |at| insert(at[1], sections(at.len() / 50, Level::One, Style::Comma)),
        List => |at| insert(at[2], items(at.len() / 50, usize::MAX)),
    ]
    Edit::Split { .. } => [
        Sections => |at| Edit::Split { block: at[1], at: 0 },
        List => |at| Edit::Split { block: at[2], at: 0 },
        InLine => |at| Edit::Split { block: at[0], at: 3 },
        Values => |at| Edit::Split { block: at[0], at: 3 },
    ]
    Edit::Join { .. } => [
        List => |at| Edit::Join { block: at[3] },
        Lines => |at| Edit::Join { block: at[1] },
    ]
    Edit::Add { .. } => [
        Sections => |at| add(Addition::Section, Place::Before(at[0])),
        Sections => |at| add(Addition::Shortcomings, Place::Before(at[0])),
        Sections => |at| add(Addition::NextSteps, Place::Into(at[0])),
        Sections => |at| add(Addition::Title, Place::Before(at[0])),
        Sections => |at| add(Addition::Closing, Place::Before(at[0])),
        Lines => |at| add(Addition::Paragraph, Place::After(at[0])),
        List => |at| add(Addition::Item, Place::Before(at[2])),
        List => |at| add(Addition::Item, Place::Into(at[0])),
    ]
    Edit::Remove { .. } => [
        Sections => |at| Edit::Remove { block: at[0] },
        Parts => |at| Edit::Remove { block: at[2] },
        List => |at| Edit::Remove { block: at[2] },
        Lines => |at| Edit::Remove { block: at[at.len() / 2] },
    ]
    Edit::Erase { .. } => [
        Sections => |at| Edit::Erase { span: inner(at) },
        Parts => |at| Edit::Erase { span: inner(at) },
        List => |at| Edit::Erase { span: inner(at) },
        Lists => |at| Edit::Erase { span: inner(at) },
        Lines => |at| Edit::Erase { span: inner(at) },
        InLine => |at| Edit::Erase { span: inner(at) },
    ]
    Edit::Move { .. } => [
        Sections => |at| move_to(at[0], Place::After(at[last(at) - 1])),
        Sections => |at| move_to(at[last(at) - 1], Place::Before(at[0])),
        Parts => |at| move_to(at[behind(at)], Place::Into(at[0])),
        Parts => |at| move_to(at[4], Place::Before(at[0])),
        List => |at| move_to(at[2], Place::After(at[last(at)])),
        List => |at| move_to(at[last(at)], Place::Before(at[2])),
        Lines => |at| move_to(at[0], Place::After(at[last(at)])),
        InLine => |at| move_to(at[0], Place::After(at[last(at)])),
    ]
    Edit::Promote { .. } => [Parts => |at| Edit::Promote { heading: at[4] }]
    Edit::Demote { .. } => [
        Sections => |at| Edit::Demote { heading: at[2] },
        Parts => |at| Edit::Demote { heading: at[2] },
        Parts => |at| Edit::Demote { heading: at[behind(at)] },
    ]
    Edit::ItemsToSections { .. } => [
        List => |at| Edit::ItemsToSections { item: at[at.len() / 2] },
    ]
    Edit::SectionsToItems { .. } => [
        Sections => |at| Edit::SectionsToItems { heading: at[last(at) - 1] },
    ]
    Edit::SetHeading { .. } => [
        Sections => |at| Edit::SetHeading { heading: at[0], layout: HeadingLayout::OwnLine },
    ]
    Edit::MakeHeading { .. } => [Lines => |at| Edit::MakeHeading { block: at[0] }]
    Edit::MakeParagraph { .. } => [
        Sections => |at| Edit::MakeParagraph { block: at[0] },
        Parts => |at| Edit::MakeParagraph { block: at[behind(at)] },
        List => |at| Edit::MakeParagraph { block: at[2] },
    ]
    Edit::MakeClosing { .. } => [
        Lines => |at| Edit::MakeClosing { from: at[last(at) - 1], date: at[last(at)] },
    ]
    Edit::Tidy { .. } => [Lines => |at| Edit::Tidy { block: at[last(at)] }]
    Edit::Substitute { .. } => [
        Sections => |_| substitute("*", "3"),
        Blanks => |_| substitute("*", "3"),
        Blanks => |_| substitute("学习", "参观"),
        Values => |_| substitute("3", "12"),
        Values => |_| substitute("*", "12"),
        Values => |_| substitute("次", ""),
    ]
    Edit::Replace { .. } => [
        Sections => |at| replace(at.len(), Ids::Kept),
        Sections => |at| replace(at.len(), Ids::New),
    ]
}

fn last(at: &[BlockId]) -> usize {
    at.len() - 1
}

/// The section behind the many parts.
fn behind(at: &[BlockId]) -> usize {
    4 + at.len() / 16 * 8
}

/// Nearly everything, cut off within the first and the last block.
fn inner(at: &[BlockId]) -> Span {
    Span {
        from: (at[0], 3),
        to: (at[last(at).saturating_sub(1)], 6),
    }
}

fn type_in(block: BlockId, text: String) -> Edit {
    let range = 0..0;
    Edit::Type { block, range, text }
}

fn fill(block: BlockId, slot: usize) -> Edit {
    let value = "5".to_owned();
    Edit::Fill { block, slot, value }
}

fn insert(block: BlockId, blocks: Vec<NewBlock>) -> Edit {
    let range = 0..0;
    Edit::Insert {
        block,
        range,
        blocks,
    }
}

fn add(what: Addition, place: Place) -> Edit {
    Edit::Add { what, place }
}

fn move_to(block: BlockId, place: Place) -> Edit {
    Edit::Move { block, place }
}

fn substitute(words: &str, by: &str) -> Edit {
    let (words, by) = (words.to_owned(), by.to_owned());
    Edit::Substitute { words, by }
}

fn replace(size: usize, ids: Ids) -> Edit {
    let report = Report::new(items(size, usize::MAX), "\n".to_owned());
    let report = Box::new(report);
    Edit::Replace { report, ids }
}

const SENTENCE: &str = "学习*次。";

fn block(kind: Kind, gap: &str, marker: Option<Marker>) -> NewBlock {
    NewBlock {
        kind,
        gap: gap.to_owned(),
        marker,
        text: SENTENCE.to_owned(),
    }
}

fn numbered(kind: Kind, style: Style, number: usize) -> NewBlock {
    let number = u32::try_from(number).expect("a number");
    block(kind, "\n", Some(Marker::usual(style, number)))
}

fn sections(count: usize, level: Level, style: Style) -> Vec<NewBlock> {
    let role = Role::Section;
    let kind = Kind::Heading { level, role };
    let body = || block(Kind::Paragraph, "", None);
    let parts = (1..=count).map(|number| [numbered(kind, style, number), body()]);
    parts.flatten().collect()
}

/// Items that start again at one behind so many.
fn items(count: usize, of_list: usize) -> Vec<NewBlock> {
    let item = |at| numbered(Kind::Item, Style::Is, at % of_list + 1);
    (0..count).map(item).collect()
}

fn report(scene: Scene, size: usize) -> Report {
    let blocks = match scene {
        Sections => sections(size / 2, Level::One, Style::Comma),
        Parts => {
            let mut blocks = sections(2, Level::One, Style::Comma);
            blocks.extend(sections(size / 4, Level::Two, Style::Parenthesis));
            blocks.extend(sections(1, Level::One, Style::Comma));
            for part in sections(size / 8, Level::Two, Style::Parenthesis).chunks(2) {
                blocks.extend_from_slice(part);
                blocks.extend(sections(1, Level::Three, Style::Dot));
            }
            blocks
        }
        List => {
            let mut blocks = sections(1, Level::One, Style::Comma);
            blocks.extend(items(size, usize::MAX));
            blocks
        }
        Lists => items(size, 2),
        Lines => {
            let line = |_| block(Kind::Paragraph, "\n", None);
            let mut blocks: Vec<NewBlock> = (0..size).map(line).collect();
            blocks[size - 1].text.insert(0, ' ');
            blocks
        }
        InLine => (0..size)
            .map(|_| block(Kind::Paragraph, "", None))
            .collect(),
        Blanks | Values => {
            let text = if scene == Blanks {
                SENTENCE.repeat(size)
            } else {
                "学习XX次，党课*次。".repeat(size / 2)
            };
            let long = block(Kind::Paragraph, "", None);
            vec![NewBlock { text, ..long }]
        }
    };
    let mut report = Report::new(blocks, String::new());
    if scene == Values {
        edit::apply(&mut report, &substitute("XX", "3")).expect("filled");
    }
    report
}

/// A report being worked on, and what is done to it.
type Desk = (Editor, Edit);

fn desk(scene: Scene, size: usize) -> Desk {
    let nothing = substitute("", "");
    (Editor::new(report(scene, size)), nothing)
}

/// Does every edit of a scene and takes it back; how many there were.
fn hold(scene: Scene) -> usize {
    let piece = || desk(scene, SIZE / growth::PIECES);
    let mut pieces: Vec<Desk> = std::iter::repeat_with(piece).take(growth::PIECES).collect();
    let mut whole = desk(scene, SIZE);
    let mut done = 0;
    for case in cases().iter().filter(|case| case.scene == scene) {
        for (editor, edit) in pieces.iter_mut().chain([&mut whole]) {
            *edit = (case.edit)(editor.report().order());
            assert!((case.is_of_its_kind)(edit), "{edit:?}");
        }
        let what: String = format!("{:?}", whole.1).chars().take(60).collect();
        let what = format!("{scene:?}: {what}");
        growth::hold(&what, &mut pieces, &mut whole, |(editor, edit)| {
            let done = editor.apply(edit, Source::Command);
            done.unwrap_or_else(|refusal| panic!("{what}: {refusal:?}"));
            editor.undo().expect("an edit can be undone");
        });
        done += 1;
    }
    let mut read = |what: &str, read: fn(&Report)| {
        let what = format!("{scene:?}: {what}");
        growth::hold(&what, &mut pieces, &mut whole, |(editor, _)| {
            read(editor.report())
        });
    };
    read("counted", |report| drop(Editor::new(report.clone())));
    read("looked through", |report| drop(find(report, "*")));
    read("copied", |report| {
        drop(inner(report.order()).excerpt(report))
    });
    done
}

#[test]
fn no_edit_grows_with_the_square() {
    let scenes = [Sections, Lines, List, Parts, Lists, InLine, Blanks, Values];
    let done = std::thread::scope(|scope| {
        let work = |first| move || scenes.into_iter().skip(first).step_by(2).map(hold).sum();
        let other = scope.spawn(work(1));
        let own: usize = work(0)();
        own + other.join().expect("no edit grows with the square")
    });
    assert_eq!(done, cases().len(), "every case was tried");
}

#[test]
fn all_that_is_replaced_in_a_block_is_one_step() {
    for scene in [Lines, Blanks, Values] {
        let mut report = report(scene, 1_000);
        let change = edit::apply(&mut report, &substitute("*", "12")).expect("replaced");
        assert_eq!(change.steps().len(), report.len(), "{scene:?}");
    }
}
