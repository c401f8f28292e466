//! The editors that are compared: how each is opened with a text, asked for it, and told where to
//! write.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use tigang_e2e::Wire;

/// One of the editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Editor {
    /// The page itself, with the text as its open draft: as it opens in the morning.
    Page,
    /// One text field.
    Textarea,
    /// CodeMirror 6.
    CodeMirror,
    /// ProseMirror.
    ProseMirror,
}

impl Editor {
    /// All, in the order in which they take turns.
    pub const ALL: [Editor; 4] = [
        Editor::Textarea,
        Editor::CodeMirror,
        Editor::ProseMirror,
        Editor::Page,
    ];

    /// The one of that folder.
    pub fn named(folder: &str) -> Result<Self> {
        let found = Self::ALL.into_iter().find(|one| one.folder() == folder);
        found.with_context(|| format!("there is no editor {folder:?} in this bench"))
    }

    /// Its folder in the site that is measured.
    pub fn folder(self) -> &'static str {
        match self {
            Editor::Page => "page",
            Editor::Textarea => "textarea",
            Editor::CodeMirror => "codemirror",
            Editor::ProseMirror => "prosemirror",
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Editor::Page => "提纲",
            Editor::Textarea => "one `<textarea>`",
            Editor::CodeMirror => "CodeMirror 6",
            Editor::ProseMirror => "ProseMirror",
        }
    }

    /// Where it is opened with a text of this size, below the address of the site.
    pub fn address(self, size: usize) -> String {
        format!("{}/index.html?size={size}", self.folder())
    }

    /// A script that says whether the text is there to write in.
    pub fn is_open(self) -> &'static str {
        match self {
            Editor::Page => "return !!document.querySelector('textarea[data-block]')",
            _ => "return !!window.peer",
        }
    }

    /// Puts the caret into the middle of the text, in view.
    pub fn to_middle(self, wire: &Wire) -> Result<()> {
        if self != Editor::Page {
            return wire.run("window.peer.toMiddle()").map(|_| ());
        }
        // As a person goes there: to the middle of the paper, and into the field that is in sight.
        wire.run(
            "const desk = document.querySelector('.desk'); desk.scrollTop = desk.scrollHeight / 2",
        )?;
        wire.holds(
            "a field is in sight",
            "const place = document.querySelector('.desk').getBoundingClientRect();
             const middle = place.top + place.height / 2;
             const field = [...document.querySelectorAll('textarea[data-block]')].find(field => {
                 const { top, bottom } = field.getBoundingClientRect();
                 return bottom > middle && top < place.bottom && field.value.length > 10;
             });
             if (!field) return false;
             field.focus();
             field.setSelectionRange(field.value.length >> 1, field.value.length >> 1);
             return true",
        )
        .map(|_| ())
    }

    /// The whole text, with one line end between paragraphs.
    pub fn text(self, wire: &Wire) -> Result<String> {
        let text = match self {
            Editor::Page => wire.run(
                "let text = null;
                 const clipboard = { writeText: given => { text = given; return Promise.resolve(); } };
                 Object.defineProperty(navigator, 'clipboard', { value: clipboard, configurable: true });
                 document.execCommand = () => false;
                 [...document.querySelectorAll('button')].find(one => one.textContent === '复制全文').click();
                 for (let turn = 0; text === null && turn < 100; turn += 1) await new Promise(next => setTimeout(next, 20));
                 return text",
            )?,
            _ => wire.run("return window.peer.text()")?,
        };
        let text = text.as_str().context("the editor gave no text")?;
        Ok(text.to_owned())
    }

    /// Makes a text the open draft of the page, as a person does: by pasting it into 导入.
    pub fn import(wire: &Wire, text: &str) -> Result<()> {
        wire.holds(
            "the page is there",
            "return !!document.querySelector('.tools button')",
        )?;
        let click = |name: &str| {
            let script = format!(
                "const button = [...document.querySelectorAll('button')].find(one => one.textContent.trim() === '{name}');
                 if (!button || button.disabled) return false; button.click(); return true"
            );
            wire.holds(name, &script)
        };
        click("导入")?;
        let paste = format!(
            "const field = document.querySelector('dialog textarea');
             if (!field) return false;
             const data = new DataTransfer(); data.setData('text/plain', {});
             field.focus();
             field.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }}));
             return true",
            Value::from(text)
        );
        wire.holds("the dialog is open", &paste)?;
        wire.holds(
            "the text was read",
            "return !!document.querySelector('dialog .figures')",
        )?;
        click("开始编辑")?;
        wire.holds(
            "the draft is stored",
            "const state = document.querySelector('[aria-label=保存状态]');
             return !document.querySelector('dialog') && !!state && /^已(写入|落盘)/.test(state.textContent)",
        )?;
        let found = Editor::Page.text(wire)?;
        ensure!(
            found == text,
            "the page does not hold the text that it was given"
        );
        Ok(())
    }
}
