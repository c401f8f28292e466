//! The field for the text, and the file that it may come from.
//!
//! Law: a long text is held beside the field, which shows its beginning only; what is imported is the
//! whole.

use tigang::notices::{Notices, What};
use tigang::web_lists;

use super::super::browser::element::{El, button, classed, effect, el, memo};
use super::super::browser::{self, clipboard, files};
use super::super::words;
use super::{Import, encoding};

/// Longer texts are kept beside the field, which shows their beginning only: fields are slow with more.
const SHOWN: usize = 30_000;

/// The text and the file that it comes from.
pub fn source(import: Import) -> El {
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
            let (pasted, given) = web_lists::with_numbers(&pasted, &clipboard::page(event));
            // Of a long text the field holds the beginning only: what is pasted there is a new text.
            let is_long = is_long.get_untracked() || pasted.len() > SHOWN * 3;
            import.typed(match browser::fields::with_inserted(event, &pasted) {
                Some(whole) if !is_long => whole,
                _ => pasted,
            });
            let mut notices = Notices::default();
            notices.add_many(What::Number, given);
            import.taken.set(words::taken(&notices));
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
        .part_if(from_file, move || encoding::choice(import));
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
