//! The open draft as a page has it: an editor, what the person typed, and the real keeper.

use tigang::draft::drafts::Best;
use tigang::draft::keeper::{Keeper, Put};
use tigang::draft::shelf::Shelf;
use tigang::draft::{Draft, Drafts, Stamp};
use tigang::edit::Edit;
use tigang::editor::Editor;
use tigang::history::Source;
use tigang::report::{Kind, Report};
use tigang::text;

use crate::sample;

/// A draft that is open.
#[derive(Clone, Debug)]
pub struct Page {
    pub keeper: Keeper,
    pub draft: Draft,
    pub editor: Editor,
    /// When the next save is due.
    pub due: Option<u64>,
}

/// A report of a title and one paragraph.
pub fn report(body: &str) -> Report {
    text::parse(&format!("上半年工作总结\n\n{body}\n"))
}

impl Page {
    /// A draft that was made this moment.
    pub fn new(id: &str, writer: &str, body: &str) -> Page {
        let mut draft = sample::by(sample::draft(id, "名", 0), 0, "");
        draft.report = report(body);
        draft.card.created = 0;
        Page {
            keeper: Keeper::new(&Stamp::default(), writer, None, false),
            editor: Editor::new(draft.report.clone()),
            due: None,
            draft,
        }
    }

    /// A draft that was read from its copies.
    pub fn open(best: &Best, writer: &str) -> Page {
        let draft = best.draft.clone();
        let saved = Some(draft.card.saved);
        let keeper = Keeper::new(&draft.stamp, writer, saved, best.settled);
        Page {
            keeper: match &best.base {
                Some(base) => keeper.over(base),
                None => keeper,
            },
            editor: Editor::new(draft.report.clone()),
            due: None,
            draft,
        }
    }

    /// What is on the page as a draft of its own.
    pub fn apart(&self, id: &str, writer: &str) -> Page {
        let mut draft = self.current();
        draft.card.id = id.to_owned();
        draft.card.from.clear();
        draft.stamp = Stamp::default();
        Page {
            keeper: Keeper::new(&Stamp::default(), writer, None, false),
            draft,
            editor: self.editor.clone(),
            due: None,
        }
    }

    pub fn id(&self) -> &str {
        &self.draft.card.id
    }

    /// The text as it would be copied or written to a file.
    pub fn text(&self) -> String {
        text::write(self.editor.report())
    }

    /// Types into the last paragraph, behind so many of its bytes, and tells the keeper.
    pub fn type_at(&mut self, at: usize, typed: &str, now: u64) {
        let report = self.editor.report();
        let body = report.blocks().rfind(|block| block.kind == Kind::Paragraph);
        let body = body.expect("there is a paragraph");
        let at = at.min(body.text.len());
        let edit = Edit::Type {
            block: body.id,
            range: at..at,
            text: typed.to_owned(),
        };
        self.editor.apply(&edit, Source::Keys).expect("it is typed");
        self.keeper.change();
        self.due.get_or_insert(now + 600);
    }

    /// The text of the last paragraph.
    pub fn body(&self) -> String {
        let report = self.editor.report();
        let body = report.blocks().rfind(|block| block.kind == Kind::Paragraph);
        body.map(|block| block.text.clone()).unwrap_or_default()
    }

    pub fn current(&self) -> Draft {
        Draft {
            report: self.editor.report().clone(),
            ..self.draft.clone()
        }
    }

    /// Stores what is on the page.
    pub fn save<S: Shelf>(&mut self, drafts: &Drafts<S>, now: u64) -> Option<Put> {
        self.due = None;
        let mut draft = self.current();
        let put = self.keeper.keep(drafts, &mut draft, now);
        self.draft = draft;
        put
    }
}
