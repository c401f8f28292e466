//! A .docx in the import dialog: its text, what was left out of it, and the draft that it may carry.
//!
//! Law: a draft that comes with a file never takes the place of one that is here; where the words were
//! changed in Word since, the person chooses between both.

use std::sync::Arc;

use tigang::docx::read::{Imported, read};
use tigang::draft::backup::{Backup, Fate};
use tigang::draft::drafts::Listed;
use tigang::draft::{Draft, Unreadable};
use tigang::text;

use super::Import;
use crate::ui::browser::element::{El, button, classed, el};
use crate::ui::browser::{self, files};
use crate::ui::desk::Desk;
use crate::ui::tidying::{Tidying, tidying};
use crate::ui::words;

/// The draft that a file carries.
#[derive(Clone, Debug)]
pub(super) struct Carried {
    /// Its record, as it was stored.
    record: String,
    draft: Draft,
    /// The text of the paragraphs.
    text: Arc<String>,
    /// Whether they were changed in Word.
    changed: bool,
}

/// Whether a file is to be read as a document: by what is in it, or by its name.
pub(super) fn is_document(file: &files::Read) -> bool {
    let starts = [
        b"PK\x03\x04".as_slice(),
        b"\xd0\xcf\x11\xe0",
        b"%PDF",
        b"{\\rtf",
    ];
    starts.iter().any(|start| file.bytes.starts_with(start)) || has_ending(&file.name, &DOCUMENTS)
}

/// Endings of the names of documents, which may be larger than texts.
pub(super) const DOCUMENTS: [&str; 4] = [".docx", ".docm", ".doc", ".wps"];
/// Endings of the names of Markdown files.
pub(super) const MARKDOWN: [&str; 2] = [".md", ".markdown"];

/// Whether a name ends with one of these, in large or small letters.
pub(super) fn has_ending(name: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| {
        let start = name.len().saturating_sub(ending.len());
        name.get(start..)
            .is_some_and(|end| end.eq_ignore_ascii_case(ending))
    })
}

impl Import {
    /// Reads a document and shows what is in it.
    pub(super) fn take_document(self, bytes: &[u8]) {
        match browser::measured("tigang read docx", || read(bytes)) {
            Ok(imported) => self.show_document(imported),
            Err(error) => self.refuse(words::docx_refused(error)),
        }
    }

    fn show_document(self, imported: Imported) {
        let Imported {
            text,
            notices,
            embedded,
        } = imported;
        self.found.set(words::WORD_DOCUMENT);
        self.taken.set(words::taken(&notices));
        let text = Arc::new(text);
        let carried = embedded.map(|embedded| {
            let record = embedded.record;
            Draft::from_record(&record).map(|draft| Carried {
                record,
                draft,
                text: text.clone(),
                changed: embedded.changed,
            })
        });
        match carried {
            Some(Ok(carried)) => {
                self.as_draft.set(!carried.changed);
                self.carried.set(Some(Arc::new(carried)));
                self.show_choice();
            }
            Some(Err(why)) => {
                let word = match why {
                    Unreadable::Newer(_) => words::CARRIED_NEWER,
                    Unreadable::Damaged(_) => words::CARRIED_DAMAGED,
                };
                self.taken.update(|taken| taken.insert(0, word.to_owned()));
                self.take(Arc::unwrap_or_clone(text));
            }
            None => self.take(Arc::unwrap_or_clone(text)),
        }
    }

    /// Shows what was chosen: the draft or the words of the document.
    fn show_choice(self) {
        let Some(carried) = self.carried.get_untracked() else {
            return;
        };
        if self.as_draft.get_untracked() {
            self.take(text::write(&carried.draft.report));
        } else {
            self.take(carried.text.to_string());
        }
    }

    /// The draft that was chosen to be opened, if one was.
    pub(super) fn chosen_draft(self) -> Option<Arc<Carried>> {
        self.carried
            .get_untracked()
            .filter(|_| self.as_draft.get_untracked())
    }
}

/// Opens the draft of a file, as it is here already or beside whatever is here, and does what comes next.
pub(super) fn open(desk: Desk, carried: &Carried, next: impl FnOnce() + 'static) {
    desk.save();
    let here: Vec<_> = desk
        .drafts()
        .list()
        .unwrap_or_default()
        .into_iter()
        .filter_map(|Listed { card, .. }| card.ok())
        .collect();
    let backup = Backup::new(0, vec![carried.record.clone()], Vec::new());
    let fate = backup.plan(&here).into_iter().next().map(|(fate, _)| fate);
    let mut draft = carried.draft.clone();
    let is_binned = here
        .iter()
        .any(|(_, card)| card.id == draft.card.id && card.binned.is_some());
    let said = match fate {
        Some(Fate::Same) if !is_binned => words::CARRIED_SAME,
        Some(Fate::Added) => words::CARRIED_ADDED,
        _ => {
            draft.card.id = browser::new_id();
            draft.card.name = desk.name_beside(&draft.card.name, words::FROM_WORD);
            words::CARRIED_BESIDE
        }
    };
    draft.card.binned = None;
    let id = draft.card.id.clone();
    if said != words::CARRIED_SAME {
        let drafts = desk.drafts();
        // What the shelf has no room for, it remembers; the desk says so when it is opened.
        if drafts.save(&draft).is_err() && drafts.load(&id).is_err() {
            leptos::task::spawn_local(async move {
                if desk.start(draft.report, draft.card.form).await {
                    next();
                }
            });
            return;
        }
        desk.mirror_later(draft);
    }
    leptos::task::spawn_local(async move {
        desk.open(id.clone()).await;
        // Where the open one could not be left, that was said.
        if desk.is_open(&id) {
            desk.say(said);
            next();
        }
    });
}

/// What was left out or changed, and the choice between the draft and the words of the document.
pub(super) fn told(import: Import) -> El {
    let lines = move || {
        // Of a draft that comes as it was, nothing is changed.
        let mut lines = if import.as_draft.get() {
            Vec::new()
        } else {
            import.taken.get()
        };
        lines.extend(import.unclean.get());
        lines
    };
    classed("div", "told")
        .part(move || {
            let carried = import.carried.get()?;
            Some(choice(import, &carried))
        })
        .part(move || {
            // Looked at when it was read, not at every key.
            import.read.get()?;
            let Tidying { about, label, read } =
                import.text.with_untracked(|text| tidying(text))?;
            let act = button(label).class("link").on_click(move || {
                import.reread(read);
                browser::focus_selector("#import-text");
            });
            Some(el("p").text(about).with(act))
        })
        .part(move || {
            let lines = lines();
            if lines.is_empty() {
                return None;
            }
            let items = lines.iter().map(|line| el("li").text(line)).collect();
            Some(classed("ul", "notes").name("导入说明").with_all(items))
        })
}

fn choice(import: Import, carried: &Carried) -> El {
    let name = &carried.draft.card.name;
    let when = browser::day_and_time(carried.draft.card.saved);
    let about = [words::CARRIES, "“", name, "”（", &when, "）。"].concat();
    let option = |label: &'static str, as_draft: bool| {
        let field = el("input")
            .attr("type", "radio")
            .attr("name", "import-choice")
            .attr_of("checked", move || {
                (import.as_draft.get_untracked() == as_draft).then(String::new)
            })
            .on("change", move |_| {
                import.as_draft.set(as_draft);
                import.show_choice();
            });
        el("label").with(field).text(label)
    };
    let (said, options) = if carried.changed {
        let options = [(words::TAKE_WORDS, false), (words::TAKE_DRAFT, true)];
        (words::CARRIED_CHANGED, options)
    } else {
        // Who starts the next period's report from this file must not write in the last one's.
        let options = [(words::TAKE_DRAFT, true), (words::START_FROM_IT, false)];
        (words::CARRIED_WHOLE, options)
    };
    let field = el("fieldset").with(el("legend").text(&about).text(said));
    options.into_iter().fold(field, |field, (label, as_draft)| {
        field.with(option(label, as_draft))
    })
}
