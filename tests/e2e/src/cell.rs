//! One cell of the matrix: the whole way of a report in one browser, over http or from a file. It ends as every
//! test does: with nothing on the console, and no request after the page had loaded.

use crate::foreign::Foreign;
use crate::page::late;
use crate::place::From;
use crate::plain;
use crate::run::on_one_thread;
use crate::surroundings::{Surroundings, named};
use crate::window::Window;
use anyhow::{Context, Result, anyhow, bail, ensure};
use serde_json::{Value, json};
use std::cell::Cell;
use std::time::Instant;
use tigang::docx;
use tigang::draft::Draft;
use tigang::text::write;
use xtask::serve::Server;

/// A browser of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Today's Chromium.
    Current,
    /// An old one: 72, 92 or 109.
    Old(u32),
    /// Firefox with long-term support.
    Firefox,
    /// WebKitGTK.
    WebKit,
}

/// What is filled in, in the order of the text.
const VALUES: [&str; 10] = [
    "第二",
    "12",
    "6",
    "4",
    "3",
    "“先锋窗口”",
    "城市规划展览馆",
    "《海棠依旧》",
    "年中检查",
    "信息宣传",
];

/// Goes the whole way in one cell and prints a row of the table.
pub fn cell(kind: Kind, from: From) -> Result<()> {
    on_one_thread(1, async |surroundings| {
        let start = Instant::now();
        let server = Server::start(&surroundings.site, None)?;
        let address = from.address(&surroundings.site, &server)?;
        let window = start_browser(kind, surroundings).await?;
        window.go(&address).await?;
        let text = Surroundings::half_year_report()?;
        let way = Way {
            window: &window,
            kind,
            from,
            home: &address,
            server: &server,
            seen: Cell::new(0),
        };
        if let Err(reason) = way.go(&text).await {
            return Err(reason.context(way.what_was_seen().await));
        }
        let browser = window.ask("return navigator.userAgent").await?;
        let browser = browser.split(' ').find(|word| {
            ["Chrome/", "Firefox/", "Version/"]
                .iter()
                .any(|name| word.contains(name))
        });
        println!(
            "cell | {kind:?} {} | {from:?} | {:.0} s",
            browser.unwrap_or_default(),
            start.elapsed().as_secs_f64()
        );
        window.close().await
    })
}

/// Starts a browser of the matrix.
pub(crate) async fn start_browser(kind: Kind, surroundings: &Surroundings) -> Result<Window> {
    match kind {
        Kind::Current => Window::chromium(&surroundings.chromium),
        Kind::Old(version) => {
            let folder = named("TIGANG_OLD_CHROMIUM", "the folder of old Chromium builds")?;
            Window::chromium(&folder.join(format!("chromium{version}")))
        }
        Kind::Firefox => {
            let firefox = named("TIGANG_FIREFOX", "Firefox")?;
            let driver = named("TIGANG_GECKODRIVER", "geckodriver")?;
            Ok(Window::Foreign(Foreign::firefox(&firefox, &driver).await?))
        }
        Kind::WebKit => {
            let driver = named("TIGANG_WEBKITDRIVER", "WebKitWebDriver")?;
            let browser = named("TIGANG_MINIBROWSER", "WebKitGTK's MiniBrowser")?;
            let screen = named("TIGANG_XVFB", "Xvfb")?;
            let started = Foreign::webkit(&driver, &browser, &screen).await?;
            Ok(Window::Foreign(started))
        }
    }
}

/// The journey.
struct Way<'a> {
    window: &'a Window,
    kind: Kind,
    from: From,
    /// The address of the page.
    home: &'a str,
    server: &'a Server,
    /// How many requests there were when the page had loaded.
    seen: Cell<usize>,
}

impl Way<'_> {
    /// Import, fill, move, reload, copy, download.
    async fn go(&self, text: &str) -> Result<()> {
        self.import(text).await?;
        for (number, value) in VALUES.iter().enumerate() {
            self.fill(number, value).await?;
        }
        let mut expected = plain::filled(text, &VALUES);
        self.is_in_sheet(VALUES[6]).await?;
        self.picture("sheet").await;

        // 四 goes to the front: three steps up, by the outline's own keyboard.
        let node = "return [].slice.call(document.querySelectorAll('[role=treeitem]')).find(function (one) {
            return one.querySelector('.node-label').textContent.indexOf('四、') === 0; })";
        let focus = format!(
            "var one = (function () {{ {node} }})(); if (!one) return false; one.focus(); return true"
        );
        self.window
            .holds("the outline has 四", &focus, vec![])
            .await?;
        for _ in 0..3 {
            self.window.press("Alt+ArrowUp").await?;
        }
        expected = plain::moved_before(&expected, "四、", "一、");
        let heading: String = plain::line(&expected, "一、").chars().take(8).collect();
        let moved = "var nodes = [].slice.call(document.querySelectorAll('.node-label'));
            return nodes.some(function (one) { return one.textContent.indexOf(arguments[0]) === 0; }.bind(null))";
        // `arguments` of the inner function is another one: the wanted text goes in by its own name.
        let moved = moved.replace("arguments[0]", &json!(heading).to_string());
        self.window
            .holds("四 is the first part now", &moved, vec![])
            .await?;

        self.select_over_fields().await?;
        self.is_stored().await?;
        self.is_quiet().await?;
        self.window.reload().await?;
        self.window
            .holds(
                "the draft is open again",
                "return document.querySelectorAll('.sheet textarea').length > 0",
                vec![],
            )
            .await?;
        self.has_loaded().await?;
        self.is_in_sheet(VALUES[6]).await?;

        self.window.click_button("复制全文").await?;
        self.notice("全文已复制").await?;
        // WebKitGTK itself puts plain spaces in the place of no-break spaces on every clipboard; whoever
        // needs them has the file, which is exact everywhere.
        let on_clipboard = match self.kind {
            Kind::WebKit => expected.replace('\u{a0}', " "),
            _ => expected.clone(),
        };
        same("复制全文", &self.window.pasted().await?, &on_clipboard)?;
        let file = self
            .window
            .downloaded(async || self.export("纯文本（.txt）").await)
            .await?;
        same("纯文本", &String::from_utf8(file)?, &expected)?;
        let file = self
            .window
            .downloaded(async || self.export("docx").await)
            .await?;
        word_holds(&file, &expected)?;
        self.is_quiet().await
    }

    /// From now on the page asks for nothing.
    async fn has_loaded(&self) -> Result<()> {
        self.seen.set(self.server.requests().len());
        self.window.watch().await
    }

    /// Nothing is on the console, and nothing was asked for since the page had loaded: neither as far as the browser
    /// tells, nor as the server has heard.
    async fn is_quiet(&self) -> Result<()> {
        self.window.is_quiet(self.home).await?;
        let heard = self.server.requests();
        let late = match self.from {
            From::Http => late(&heard, self.seen.get()),
            // Nobody may have come at all.
            From::File => heard.iter().collect(),
        };
        ensure!(
            late.is_empty(),
            "requests after the page had loaded: {late:?}"
        );
        Ok(())
    }

    async fn import(&self, text: &str) -> Result<()> {
        let window = self.window;
        let is_open = "return !document.getElementById('loading') && !!document.querySelector('.tools button')";
        window.holds("the page is there", is_open, vec![]).await?;
        self.has_loaded().await?;
        window.click_button("导入").await?;
        window
            .click(
                "报告原文",
                "return document.querySelector('dialog textarea')",
            )
            .await?;
        if self.kind == Kind::WebKit || self.kind == Kind::Firefox {
            // Their drivers type sign by sign, which would take minutes: the field is given its text
            // as a paste gives it.
            let paste = "var field = document.querySelector('dialog textarea');
                field.value = arguments[0];
                field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
                return true";
            window
                .holds("the text is in the field", paste, vec![json!(text)])
                .await?;
        } else {
            window.type_text(text).await?;
        }
        window
            .holds(
                "the text was read",
                "return !!document.querySelector('dialog .figures')",
                vec![],
            )
            .await?;
        self.picture("import").await;
        window.click_button("开始编辑").await?;
        window
            .holds(
                "the dialog is closed",
                "return !document.querySelector('dialog')",
                vec![],
            )
            .await?;
        self.is_stored().await
    }

    async fn fill(&self, number: usize, value: &str) -> Result<()> {
        let field = format!("return document.querySelectorAll('.blanks input')[{number}]");
        self.window.click("the blank", &field).await?;
        self.window.press("Ctrl+a").await?;
        self.window.type_text(value).await?;
        let filled = format!(
            "return document.querySelectorAll('.blanks input')[{number}].value === {}",
            json!(value)
        );
        self.window
            .holds("the blank is filled", &filled, vec![])
            .await
    }

    /// Selects from one field into the next with the keyboard, deletes that, and takes it back.
    async fn select_over_fields(&self) -> Result<()> {
        let fields = "[].slice.call(document.querySelectorAll('.sheet textarea'))";
        let count = format!("return {fields}.length");
        let focus = format!(
            "var field = {fields}[2]; if (!field) return false; field.focus();
             field.setSelectionRange(1, 1); return true"
        );
        self.window
            .holds("a field has the keyboard", &focus, vec![])
            .await?;
        let before = self.window.run(&count, vec![]).await?;
        // To the end of the field, and over the next one, line by line, into the one behind it.
        self.window.press("Shift+End").await?;
        let marked = "return document.querySelectorAll('.selected').length > 2";
        for _ in 0..60 {
            self.window.press("Shift+ArrowDown").await?;
            if self.window.run(marked, vec![]).await? == json!(true) {
                break;
            }
        }
        self.window
            .holds("what is selected is marked", marked, vec![])
            .await?;
        self.window.press("Backspace").await?;
        let fewer = format!("return {fields}.length < arguments[0]");
        self.window
            .holds("it is deleted", &fewer, vec![before.clone()])
            .await?;
        self.window.press("Ctrl+z").await?;
        let again = format!("return {fields}.length === arguments[0]");
        self.window
            .holds("it is there again", &again, vec![before])
            .await
    }

    async fn is_in_sheet(&self, words: &str) -> Result<()> {
        let script = "var words = arguments[0];
            return [].slice.call(document.querySelectorAll('.sheet textarea')).some(function (one) {
                return one.value.indexOf(words) >= 0; })";
        let what = format!("{words} is in the sheet");
        self.window.holds(&what, script, vec![json!(words)]).await
    }

    async fn is_stored(&self) -> Result<()> {
        let stored = "var state = document.querySelector('[aria-label=保存状态]');
            return !!state && /^已(写入|落盘)/.test(state.textContent)";
        crate::wait::pause(700).await;
        self.window
            .holds("the draft is stored", stored, vec![])
            .await
    }

    async fn notice(&self, words: &str) -> Result<()> {
        let script = "var notice = document.querySelector('.notice');
            return !!notice && notice.textContent.indexOf(arguments[0]) >= 0";
        let what = format!("the page says {words}");
        self.window.holds(&what, script, vec![json!(words)]).await
    }

    async fn export(&self, entry: &str) -> Result<()> {
        self.window
            .click("导出", "return document.getElementById('export')")
            .await?;
        let find = format!(
            "return [].slice.call(document.querySelectorAll('#export-menu [role=menuitem]')).find(function (one) {{
                 return one.textContent.indexOf({}) >= 0; }})",
            json!(entry)
        );
        self.window.click(entry, &find).await
    }

    /// Keeps a picture of the page where somebody wants pictures.
    async fn picture(&self, step: &str) {
        if let Some(folder) = Surroundings::shots()
            && let Ok(picture) = self.window.picture().await
        {
            let name = format!("{:?}-{step}.png", self.kind);
            // A picture that is missing is no fault of the page.
            let _ = std::fs::write(folder.join(name), picture);
        }
    }

    /// What may explain why a cell failed.
    async fn what_was_seen(&self) -> String {
        self.picture("failed").await;
        let script = "var said = [].slice.call(document.querySelectorAll('.notice, .problem, #loading, #crash:not([hidden])'));
            return navigator.userAgent + ' shows: ' + said.map(function (one) { return one.textContent; }).join(' ')
                + ' ' + document.body.innerText.slice(0, 300)";
        let seen = self.window.run(script, vec![]).await;
        seen.ok()
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or("the browser answers no more")
            .to_owned()
    }
}

/// The Word file holds the text twice: in its paragraphs, and byte for byte in the draft inside.
fn word_holds(file: &[u8], expected: &str) -> Result<()> {
    let read =
        docx::read::read(file).map_err(|error| anyhow!("the .docx is not read back: {error:?}"))?;
    // Empty lines are layout on the official page.
    let full = |text: &str| -> String {
        let lines = text.lines().filter(|line| !line.is_empty());
        lines.map(|line| format!("{line}\n")).collect()
    };
    same("the text of the .docx", &full(&read.text), &full(expected))?;
    let inside = read.embedded.context("the .docx carries no draft")?;
    ensure!(!inside.changed, "the .docx is told to be changed");
    let draft = Draft::from_record(&inside.record)
        .map_err(|error| anyhow!("the draft inside does not open: {error:?}"))?;
    same("the draft in the .docx", &write(&draft.report), expected)
}

/// Two texts are the same byte for byte; where not, the first difference is told.
pub fn same(what: &str, found: &str, expected: &str) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    let at = found
        .chars()
        .zip(expected.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let near = |text: &str| {
        text.chars()
            .skip(at.saturating_sub(8))
            .take(30)
            .collect::<String>()
    };
    bail!(
        "{what} differs behind {at} characters: “{}” instead of “{}”",
        near(found),
        near(expected)
    )
}
