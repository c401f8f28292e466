//! 导出: every way out of the page, and the question before open blanks go onto paper.

use tigang::edit::Spot;
use tigang::editor::Editor;
use tigang::report::BlockId;
use tigang::{markdown, text};

use super::browser;
use super::browser::element::{El, button, classed, el};
use super::commands;
use super::desk::Desk;
use super::dialog::dialog;
use super::menu::walk;
use super::paper::Paper;
use super::signal::RwSignal;
use super::words;

/// A way out of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// A file for Word and WPS in the official layout, with the draft inside.
    Word,
    /// A text file as the text stands.
    Text,
    /// A text file, each paragraph indented by two wide spaces.
    IndentedText,
    /// A Markdown file.
    Markdown,
    /// The printer, or a PDF by way of it.
    Print,
}

/// Name, and what the menu adds for the eye.
const WAYS: [(Way, &str, &str); 5] = [
    (Way::Word, "Word", "（.docx，公文版式）"),
    (Way::Text, "纯文本", "（.txt）"),
    (Way::IndentedText, "纯文本，段首空两格", "（.txt）"),
    (Way::Markdown, "Markdown", "（.md）"),
    (Way::Print, "打印", "（或另存为 PDF）"),
];

/// The button 导出 and its menu.
pub fn export(desk: Desk, paper: Paper) -> El {
    let open = RwSignal::new(false);
    let close = move || {
        open.set(false);
        browser::focus_selector("#export");
    };
    let opener = button("导出")
        .attr("id", "export")
        .name("导出")
        .attr("aria-haspopup", "menu")
        .attr_of("aria-expanded", move || Some(open.get().to_string()))
        .with(el("i").attr("aria-hidden", "true").text(" ▾"))
        .on_click(move || {
            open.update(|open| *open = !*open);
            leptos::task::spawn_local(async {
                leptos::task::tick().await;
                browser::focus_selector("#export-menu [role=menuitem]");
            });
        });
    classed("div", "drop").with(opener).part_if(
        move || open.get(),
        move || {
            let mut menu = classed("div", "menu below")
                .attr("id", "export-menu")
                .attr("role", "menu")
                .name("导出");
            for (way, name, more) in WAYS {
                let item = button(&[name, more].concat())
                    .attr("role", "menuitem")
                    .attr("tabindex", "-1")
                    .name(name)
                    .on_click(move || {
                        close();
                        ask(desk, paper, way);
                    });
                menu = menu.with(item);
            }
            let menu = menu.on_key(move |event| {
                if walk("#export-menu", event, close) {
                    event.stop_propagation();
                }
            });
            el("div")
                .with(classed("div", "menu-ground").on_click(close))
                .with(menu)
        },
    )
}

/// Goes this way, after a question where blanks are still open and the result is meant for paper.
pub fn ask(desk: Desk, paper: Paper, way: Way) {
    if desk.read(|editor| editor.report().blocks().all(|block| block.text.is_empty())) {
        return desk.say(words::NOTHING_TO_EXPORT);
    }
    let for_paper = matches!(way, Way::Word | Way::Print);
    let is_done =
        |editor: &Editor| editor.totals().open == 0 && editor.report().wordless().next().is_none();
    if for_paper && !desk.read(is_done) {
        paper.way.set(way);
        paper.asked.set(true);
    } else {
        go(desk, paper, way);
    }
}

fn go(desk: Desk, paper: Paper, way: Way) {
    match way {
        Way::Word => commands::download_word(desk, paper),
        Way::Text => commands::download(desk, ".txt", text::write),
        Way::IndentedText => commands::download(desk, ".txt", text::write_indented),
        Way::Markdown => commands::download(desk, ".md", markdown::write),
        Way::Print => browser::print(),
    }
}

/// The question: to the blanks, or out as it stands.
pub fn question(root: El, desk: Desk, paper: Paper) -> El {
    dialog(
        root,
        paper.asked,
        "还有没写完的地方",
        "",
        move || {
            let (open, wordless) = desk.read(|editor| {
                let wordless: Vec<BlockId> = editor.report().wordless().collect();
                (editor.totals().open, wordless)
            });
            let about = classed("p", "question").text(&words::still_open(open, wordless.len()));
            let go_on = match paper.way.get_untracked() {
                Way::Print => "仍然打印",
                _ => "仍然导出",
            };
            let wordless = wordless.first().map(|&block| Spot::caret(block, 0));
            let foot = classed("div", "dialog-foot")
                .with(classed("span", "problem"))
                .with(
                    button("先去填写")
                        .class("primary")
                        .attr("autofocus", "")
                        .on_click(move || {
                            paper.asked.set(false);
                            match open {
                                0 => desk.go(wordless),
                                _ => desk.next_blank(false),
                            }
                        }),
                )
                .with(button(go_on).on_click(move || {
                    paper.asked.set(false);
                    // The printer gets what is on the page: the question must be off it.
                    let way = paper.way.get_untracked();
                    leptos::prelude::set_timeout(
                        move || go(desk, paper, way),
                        std::time::Duration::from_millis(0),
                    );
                }));
            vec![about, foot]
        },
    )
}
