//! 导入报告: text from the clipboard or a file becomes a new draft, after a look at what was recognised.
//!
//! Law: nothing changes until 开始编辑 or 续写下期. The bytes of a file are kept so that its encoding can be switched.

mod document;
mod encoding;
mod recognised;
mod source;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::set_timeout;

use tigang::notices::Notices;
use tigang::report::Report;
use tigang::{clean, markdown, text};

use super::browser::element::{El, button, classed};
use super::browser::{self, files};
use super::desk::Desk;
use super::dialog::dialog;
use super::lasting::{Lasting, lasting};
use super::signal::{RwSignal, StoredValue};
use super::surfaces::Surfaces;
use super::words;
use document::{Carried, has_ending};

/// The longest text that is taken, in characters.
const LONGEST: usize = 1_000_000;
/// The handle of what is about to be imported.
pub type Import = Lasting<Signals>;

/// What is about to be imported.
pub struct Signals {
    surfaces: Surfaces,
    text: RwSignal<Arc<String>>,
    file: RwSignal<Option<files::Read>>,
    encoding: RwSignal<String>,
    found: RwSignal<&'static str>,
    problem: RwSignal<&'static str>,
    read: RwSignal<Option<Arc<Report>>>,
    run: StoredValue<u32>,
    /// What was left out of the file or changed, in sentences.
    taken: RwSignal<Vec<String>>,
    /// The same of signs in the text itself.
    unclean: RwSignal<Vec<String>>,
    /// The draft that the file carries.
    carried: RwSignal<Option<Arc<Carried>>>,
    /// Whether that draft is opened, and not the text.
    as_draft: RwSignal<bool>,
}

impl Import {
    /// Nothing to import yet.
    pub fn new(surfaces: Surfaces) -> Import {
        lasting(Signals {
            surfaces,
            text: RwSignal::new(Arc::default()),
            file: RwSignal::new(None),
            encoding: RwSignal::new(String::new()),
            found: RwSignal::new(""),
            problem: RwSignal::new(""),
            read: RwSignal::new(None),
            run: StoredValue::new(0),
            taken: RwSignal::new(Vec::new()),
            unclean: RwSignal::new(Vec::new()),
            carried: RwSignal::new(None),
            as_draft: RwSignal::new(false),
        })
    }

    /// Opens the dialog, with what was left in it when it was closed without 开始编辑.
    pub fn open(self) {
        if self.text.with_untracked(|text| text.is_empty()) {
            self.clear();
        }
        self.surfaces.import.set(true);
    }

    fn clear(self) {
        self.text.set(Arc::default());
        self.file.set(None);
        self.found.set("");
        self.problem.set("");
        self.read.set(None);
        self.forget_file();
    }

    /// What is shown no longer comes from the file alone.
    fn forget_file(self) {
        self.taken.set(Vec::new());
        self.unclean.set(Vec::new());
        self.carried.set(None);
        self.as_draft.set(false);
    }

    /// Takes what the person typed or pasted.
    fn typed(self, text: String) {
        self.forget_file();
        // Read anew in another encoding, it would be lost.
        self.file.set(None);
        self.take(text);
    }

    /// Takes the text as it is read in another way: as Markdown, whose marks go, or in whole paragraphs.
    fn reread(self, read: impl Fn(&str) -> Option<(String, Notices)>) {
        let Some((text, notices)) = self.text.with_untracked(|text| read(text)) else {
            return;
        };
        let before = self.taken.get_untracked();
        self.forget_file();
        self.taken.set([before, words::taken(&notices)].concat());
        self.take(text);
    }

    /// Shows why a file is not taken.
    fn refuse(self, problem: &'static str) {
        self.text.set(Arc::default());
        self.read.set(None);
        self.problem.set(problem);
    }

    /// Takes a text in: cleaned of control characters, read after a moment.
    fn take(self, text: String) {
        self.problem.set("");
        if text.chars().nth(LONGEST).is_some() {
            self.forget_file();
            self.refuse(words::TOO_LONG);
            return;
        }
        self.text.set(Arc::new(text));
        // Between two key presses nothing is read; a long text is read in a turn of its own.
        let Some(run) = self.run.try_update_value(|run| {
            *run += 1;
            *run
        }) else {
            return;
        };
        set_timeout(move || self.preview(run), Duration::from_millis(120));
    }

    fn preview(self, run: u32) {
        if self.run.get_value() != run {
            return;
        }
        let text = self.text.get_untracked();
        let blank = text.trim().is_empty();
        self.unclean.set(words::taken(&clean::look(&text)));
        self.read.set(
            (!blank).then(|| Arc::new(browser::measured("tigang parse", || text::parse(&text)))),
        );
    }

    /// Takes a file: read, decoded, shown.
    pub fn take_file(self, file: files::File) {
        self.surfaces.import.set(true);
        let name = file.name();
        let is_document = has_ending(&name, &document::DOCUMENTS);
        let largest = if is_document {
            files::LARGEST_DOCUMENT
        } else {
            files::LARGEST
        };
        leptos::task::spawn_local(async move {
            let problem = match files::read_up_to(file, largest).await {
                Ok(read) => {
                    // What was typed or pasted stays; the text of another file is no answer to this one.
                    let is_own = self.file.with_untracked(Option::is_none);
                    let before = self.text.get_untracked();
                    self.clear();
                    self.file.set(Some(read));
                    self.encoding.set(String::new());
                    self.decode();
                    let problem = self.problem.get_untracked();
                    if problem.is_empty() {
                        return;
                    }
                    self.clear();
                    if is_own {
                        self.take(before.to_string());
                    }
                    problem
                }
                Err(files::ReadError::TooLarge) if is_document => words::DOCUMENT_TOO_LARGE,
                Err(error) => words::not_read(error),
            };
            self.problem.set(problem);
        });
    }

    fn decode(self) {
        let Some(file) = self.file.get_untracked() else {
            return;
        };
        self.forget_file();
        if is_backup(&file.bytes) {
            return self.refuse(words::IS_BACKUP);
        }
        if document::is_document(&file) {
            return self.take_document(&file.bytes);
        }
        match encoding::decoded(&file.bytes, &self.encoding.get_untracked()) {
            Ok((text, encoding)) => {
                self.found.set(encoding);
                if has_ending(&file.name, &document::MARKDOWN) {
                    self.text.set(Arc::new(text));
                    self.reread(|text| Some(markdown::read(text)));
                } else if is_web_page(&text) {
                    self.refuse(words::IS_WEB_PAGE);
                } else if text.trim().is_empty() {
                    self.refuse(words::EMPTY_FILE);
                } else {
                    self.take(text);
                }
            }
            Err(problem) => self.refuse(problem),
        }
    }
}

/// Whether a file is a backup of drafts, which has its own way in, whatever it is called and however another program
/// has set it.
fn is_backup(bytes: &[u8]) -> bool {
    /// The bytes at the start that tell.
    const START: usize = 300;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let start = bytes
        .iter()
        .take(START)
        .filter(|byte| !byte.is_ascii_whitespace());
    let start: String = start.map(|byte| char::from(*byte)).collect();
    start.starts_with("{\"kind\":\"tigang-") || start.starts_with("{\"schema\":")
}

/// Whether a text is the source of a web page, whose words a browser shows.
fn is_web_page(text: &str) -> bool {
    /// The bytes at the start that tell.
    const START: usize = 1_000;
    let mut start = text.trim_start().bytes().take(START).collect::<Vec<_>>();
    start.make_ascii_lowercase();
    let holds = |tag: &&[u8]| start.windows(tag.len()).any(|found| found == *tag);
    let tags: [&[u8]; 5] = [b"<!doctype html", b"<html", b"<body", b"<p>", b"<div"];
    start.starts_with(b"<") && tags.iter().any(holds)
}

/// The dialog.
pub fn import_view(root: El, desk: Desk, import: Import) -> El {
    dialog(
        root,
        import.surfaces.import,
        "导入报告",
        "wide",
        move || {
            let problem = classed("p", "problem")
                .attr("role", "alert")
                .text_of(move || import.problem.get().to_owned());
            let foot = classed("footer", "dialog-foot")
                .with(problem)
                .with(button("取消").on_click(move || import.surfaces.import.set(false)))
                .with(button("续写下期").on_click(move || start(desk, import, true)))
                .with(
                    button("开始编辑")
                        .class("primary")
                        .on_click(move || start(desk, import, false)),
                );
            vec![
                classed("div", "import")
                    .with(source::source(import))
                    .with(recognised::recognised(import)),
                foot,
            ]
        },
    )
}

/// Starts the draft, and the next period's from it where it is to be carried over.
fn start(desk: Desk, import: Import, carries_over: bool) {
    let text = import.text.get_untracked();
    if text.trim().is_empty() {
        if import.problem.get_untracked().is_empty() {
            import.problem.set(words::EMPTY_TEXT);
        }
        return;
    }
    let next = move || {
        if carries_over && let Some(last) = desk.current() {
            import.surfaces.carry_over(last);
        }
    };
    if let Some(carried) = import.chosen_draft() {
        import.surfaces.import.set(false);
        import.clear();
        return document::open(desk, &carried, next);
    }
    let (whole, notices) = clean::whole(text.to_string());
    let removed = whole.len() != text.len();
    // What the preview read is what is opened, unless the text was changed a moment ago.
    let read = import.read.try_update(Option::take).flatten();
    let read = read.filter(|read| text::write(read) == whole);
    let report = read.map_or_else(|| text::parse(&whole), Arc::unwrap_or_clone);
    import.surfaces.import.set(false);
    let run = import.run.get_value();
    let begin = async move {
        // In a turn of its own: a long report takes its time, and the dialog is gone by then.
        browser::copies::pause(0).await;
        let is_begun = desk.start(report, None).await;
        if is_begun && removed {
            desk.say(words::removed(&notices));
        }
        if is_begun {
            next();
        }
        if import.run.get_value() != run {
            // Something else is being imported by now.
        } else if is_begun {
            import.clear();
        } else {
            // What was pasted is still there.
            import.take(text.to_string());
            import.surfaces.import.set(true);
        }
    };
    leptos::task::spawn_local(begin);
}
