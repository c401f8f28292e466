//! 导入报告: text from the clipboard or a file becomes a new draft, after a look at what was recognised.
//!
//! Law: nothing changes until 开始编辑. The bytes of a file are kept so that its encoding can be switched.

mod document;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::set_timeout;

use tigang::report::{Kind, PartKind, Report};
use tigang::tally::{Tally, Totals};
use tigang::{clean, markdown, text};

use super::browser::element::{El, button, classed, effect, el, memo};
use super::browser::{self, clipboard, files};
use super::desk::Desk;
use super::dialog::dialog;
use super::lasting::{Lasting, lasting};
use super::signal::{RwSignal, StoredValue};
use super::surfaces::Surfaces;
use super::words;
use document::{Carried, has_ending};

/// The longest text that is taken, in characters.
const LONGEST: usize = 1_000_000;
/// Longer texts are kept beside the field, which shows their beginning only: fields are slow with more.
const SHOWN: usize = 30_000;
/// How many headings the preview lists.
const LISTED: usize = 60;

/// The encodings that can be chosen: the browser's label and the name.
const ENCODINGS: [(&str, &str); 5] = [
    ("", "自动识别"),
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030（GBK）"),
    ("utf-16le", "UTF-16"),
    ("big5", "Big5 繁体"),
];

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

    /// Opens the dialog, empty.
    pub fn open(self) {
        self.clear();
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
            let read = files::read_up_to(file, largest).await;
            self.clear();
            match read {
                Ok(read) => {
                    self.file.set(Some(read));
                    self.encoding.set(String::new());
                    self.decode();
                }
                Err(files::ReadError::TooLarge) if is_document => {
                    self.problem.set(words::DOCUMENT_TOO_LARGE);
                }
                Err(error) => self.problem.set(words::not_read(error)),
            }
        });
    }

    fn decode(self) {
        let Some(file) = self.file.get_untracked() else {
            return;
        };
        self.forget_file();
        if document::is_document(&file) {
            return self.take_document(&file.bytes);
        }
        match decoded(&file.bytes, &self.encoding.get_untracked()) {
            Ok((text, encoding)) => {
                self.found.set(encoding);
                if has_ending(&file.name, &document::MARKDOWN) {
                    let (text, notices) = markdown::read(&text);
                    self.taken.set(words::taken(&notices));
                    self.take(text);
                } else if is_backup(&text) {
                    self.refuse(words::IS_BACKUP);
                } else {
                    self.take(text);
                }
            }
            Err(problem) => self.refuse(problem),
        }
    }
}

/// The text of a file: by its mark, else strict UTF-8, else GB18030; or in the encoding that was chosen.
fn decoded(bytes: &[u8], chosen: &str) -> Result<(String, &'static str), &'static str> {
    let name = |label: &str| {
        ENCODINGS
            .iter()
            .find(|(known, _)| *known == label)
            .map_or("", |(_, name)| *name)
    };
    let marked = match bytes {
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        _ => None,
    };
    if !chosen.is_empty() {
        let chosen = if chosen == "utf-16le" {
            marked.unwrap_or(chosen)
        } else {
            chosen
        };
        let text = files::decode(bytes, chosen).filter(|text| !text.contains('\0'));
        return text
            .map(|text| (text, name(chosen)))
            .ok_or(words::WRONG_ENCODING);
    }
    if let Some(marked) = marked {
        return files::decode(bytes, marked)
            .map(|text| (text, "UTF-16"))
            .ok_or(words::WRONG_ENCODING);
    }
    let known_binary = [b"\x89PNG".as_slice(), b"\xff\xd8\xff"];
    let control = |byte: &u8| *byte < 9 || (14..27).contains(byte);
    if known_binary.iter().any(|start| bytes.starts_with(start))
        || bytes.iter().take(65_536).any(control)
    {
        return Err(words::BINARY);
    }
    for encoding in ["utf-8", "gb18030"] {
        if let Some(text) = files::decode(bytes, encoding) {
            return Ok((text, name(encoding)));
        }
    }
    Err(words::WRONG_ENCODING)
}

/// Whether a text is a backup of drafts, which has its own way in.
fn is_backup(text: &str) -> bool {
    text.starts_with("{\"kind\":\"tigang-") || text.starts_with("{\"schema\":")
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
                .with(
                    button("开始编辑")
                        .class("primary")
                        .on_click(move || start(desk, import)),
                );
            vec![
                classed("div", "import")
                    .with(source(import))
                    .with(recognised(import)),
                foot,
            ]
        },
    )
}

/// Starts the draft.
fn start(desk: Desk, import: Import) {
    let text = import.text.get_untracked();
    if text.trim().is_empty() {
        if import.problem.get_untracked().is_empty() {
            import.problem.set(words::EMPTY_TEXT);
        }
        return;
    }
    if let Some(carried) = import.chosen_draft() {
        import.surfaces.import.set(false);
        import.clear();
        return document::open(desk, &carried);
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

/// The text and the file that it comes from.
fn source(import: Import) -> El {
    let is_long = memo(move || import.text.with(|text| text.len() > SHOWN * 3));
    let field = el("textarea")
        .attr("id", "import-text")
        .attr("spellcheck", "false")
        .attr(
            "placeholder",
            "把上期报告全文粘贴到这里，或者把 Word、文本文件拖进来。",
        )
        .name("报告原文")
        // Where the keyboard is when the dialog opens: it is for pasting.
        .attr("autofocus", "")
        .attr_of("readonly", move || is_long.get().then(String::new))
        .on_value("input", move |text| {
            // Several lines that come at once, but are not pasted (from a keyboard on the screen, say),
            // are told line by line. By then the field may show the beginning of what it held.
            if !is_long.get_untracked() {
                import.typed(text);
            }
        })
        .on("paste", move |event| {
            let pasted = clipboard::pasted(event).unwrap_or_default();
            if pasted.is_empty() {
                return;
            }
            // By hand: a field is slow with a long text, and what the browser inserts itself has other
            // line ends and, in some versions, other spaces.
            event.prevent_default();
            import.file.set(None);
            // Of a long text the field holds the beginning only: what is pasted there is a new text.
            let is_long = is_long.get_untracked() || pasted.len() > SHOWN * 3;
            import.typed(match browser::fields::with_inserted(event, &pasted) {
                Some(whole) if !is_long => whole,
                _ => pasted,
            });
        });
    let shown = field.clone();
    effect(move || {
        let text = import.text.get();
        let start: String = if is_long.get() {
            text.chars().take(2_000).collect()
        } else {
            text.to_string()
        };
        browser::fields::show(&shown, &start);
    });
    let file = el("input")
        .attr("id", "import-file")
        .attr("type", "file")
        .attr("accept", ".docx,.txt,.md,.markdown,text/plain")
        .name("选择文件")
        .on("change", move |event| {
            if let Some(file) = files::chosen(event) {
                import.take_file(file);
            }
        });
    let from_file = move || import.file.with(Option::is_some);
    let chooser = classed("div", "import-file")
        .with(file)
        .with(
            el("label")
                .class("button")
                .attr("for", "import-file")
                .text("选择文件"),
        )
        .part_if(
            move || !from_file(),
            || {
                classed("span", "hint").text(
                    "支持 Word（.docx，20 MB 以内）、文本（.txt）和 Markdown（.md），5 MB 以内",
                )
            },
        )
        .part_if(from_file, move || encoding(import));
    let again = move || {
        let clear = button("重新粘贴")
            .class("link")
            .on_click(move || import.clear());
        classed("p", "hint")
            .text("文字较长，上面只显示开头，导入的是全文。")
            .with(clear)
    };
    classed("div", "import-text")
        .with(el("label").attr("for", "import-text").text("报告原文"))
        .with(field)
        .part_if(move || is_long.get(), again)
        .with(chooser)
}

/// The name of the file and the encoding that it was read in.
fn encoding(import: Import) -> El {
    let mut choice = el("select")
        .name("文件编码")
        .on_value("change", move |label| {
            import.encoding.set(label);
            import.decode();
        });
    for (label, name) in ENCODINGS {
        let text = move || match import.found.get() {
            found if label.is_empty() && !found.is_empty() => format!("{name}：{found}"),
            _ => name.to_owned(),
        };
        let chosen = move || (import.encoding.get() == label).then(String::new);
        choice = choice.with(
            el("option")
                .attr("value", label)
                .attr_of("selected", chosen)
                .text_of(text),
        );
    }
    let name = move || {
        import.file.with(|file| {
            file.as_ref()
                .map(|file| file.name.clone())
                .unwrap_or_default()
        })
    };
    let is_text = move || import.found.get() != words::WORD_DOCUMENT;
    classed("span", "hint").text_of(name).with(
        // A document says itself how it is written.
        el("span")
            .attr_of("hidden", move || (!is_text()).then(String::new))
            .text("　编码 ")
            .with(choice),
    )
}

/// What was recognised, in a few lines.
fn recognised(import: Import) -> El {
    let empty = "粘贴文字后，这里显示认出的标题、部分、分项和待填处。没有认出的内容一律作为普通段落，一个字也不会丢。";
    classed("div", "import-preview")
        .attr("aria-live", "polite")
        .attr("tabindex", "0")
        .attr("role", "region")
        .name("识别结果")
        .with(el("h3").text("识别结果"))
        .with(document::told(import))
        .part(move || {
            Some(match import.read.get() {
                Some(report) => preview(&report),
                None => classed("p", "empty").text(empty),
            })
        })
}

fn preview(report: &Report) -> El {
    let parts = report.parts();
    let items = report
        .blocks()
        .filter(|block| block.kind == Kind::Item)
        .count();
    let Totals {
        characters, open, ..
    } = Tally::of(report).totals();
    let sections = parts
        .iter()
        .filter(|part| matches!(part.kind, PartKind::Section(..)))
        .count();
    let mut figures = classed("p", "figures");
    for (figure, unit) in [
        (characters, " 字　"),
        (sections, " 个部分　"),
        (items, " 个分项　"),
        (open, " 处待填"),
    ] {
        figures = figures.with(el("b").text(&figure.to_string())).text(unit);
    }
    let mut list = classed("ul", "recognised");
    for part in parts.iter().take(LISTED) {
        let block = report.block(part.id);
        let marker = block
            .and_then(|block| block.marker.as_ref())
            .map(|marker| marker.text())
            .unwrap_or_default();
        let text: String = block
            .map(|block| block.text.chars().take(40).collect())
            .unwrap_or_default();
        let name = match part.kind {
            PartKind::Title => "标题：",
            PartKind::Preamble => "引言：",
            PartKind::Closing => "落款：",
            PartKind::Section(_, role) if text.is_empty() => words::role(role),
            PartKind::Section(..) => "",
        };
        let line = el("li")
            .attr("style", &format!("--depth:{}", part.depth()))
            .text(&format!("{name}{marker}{text}"));
        list = list.with(line);
    }
    let more = parts.len().saturating_sub(LISTED);
    let all = el("div").with(figures).with(list);
    if more > 0 {
        all.with(classed("p", "hint").text(&format!("……另有 {more} 个部分")))
    } else {
        all
    }
}
