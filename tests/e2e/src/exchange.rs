//! What goes into the page and comes out of it: clipboard, chosen files, downloads.

use crate::element::Element;
use crate::page::Page;
use crate::wait::until;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

impl Page {
    /// Puts a text on the clipboard, as another program would.
    pub async fn set_clipboard(&self, text: &str) -> Result<()> {
        self.allow_clipboard().await?;
        let script = "const done = arguments[1];
            navigator.clipboard.writeText(arguments[0]).then(() => done(''), reason => done(String(reason)))";
        let answer = self.run_async(script, vec![json!(text)]).await?;
        match answer.as_str() {
            Some("") => Ok(()),
            other => bail!("the clipboard was not written: {other:?}"),
        }
    }

    /// The text on the clipboard.
    pub async fn clipboard(&self) -> Result<String> {
        self.allow_clipboard().await?;
        let script = "const done = arguments[0];
            navigator.clipboard.readText().then(text => done([text]), reason => done(String(reason)))";
        let answer = self.run_async(script, vec![]).await?;
        let text = answer.get(0).and_then(Value::as_str);
        Ok(text
            .with_context(|| format!("the clipboard was not read: {answer}"))?
            .to_owned())
    }

    /// The formatted text on the clipboard, as HTML.
    pub async fn formatted(&self) -> Result<String> {
        let read = "const done = arguments[0];
            navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())
                .then(done, reason => done(String(reason)))";
        let html = self.run_async(read, vec![]).await?;
        Ok(html.as_str().context("no HTML")?.to_owned())
    }

    /// What the button 复制全文 puts on the clipboard.
    pub async fn copied(&self) -> Result<String> {
        self.set_clipboard("（复制之前）").await?;
        self.click("复制全文").await?;
        self.notice_is("全文已复制").await?;
        self.clipboard().await
    }

    /// Waits until that is this text.
    pub async fn copied_is(&self, expected: &str) -> Result<()> {
        until("the report is as expected", async || {
            let copied = self.copied().await?;
            ensure!(copied == expected, "it is {copied:?}, not {expected:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Pastes the clipboard with the keyboard, into what has the focus.
    pub async fn paste(&self, text: &str) -> Result<()> {
        self.set_clipboard(text).await?;
        self.press("Ctrl+v").await
    }

    /// Pastes what was copied from a web page: its text, and its HTML.
    pub async fn paste_page(&self, text: &str, html: &str) -> Result<()> {
        self.allow_clipboard().await?;
        let script = "const done = arguments[2], blob = (type, text) => new Blob([text], { type });
            const item = new ClipboardItem({
                'text/plain': blob('text/plain', arguments[0]), 'text/html': blob('text/html', arguments[1]),
            });
            navigator.clipboard.write([item]).then(() => done(''), reason => done(String(reason)))";
        let answer = self
            .run_async(script, vec![json!(text), json!(html)])
            .await?;
        ensure!(answer.as_str() == Some(""), "not written: {answer}");
        self.press("Ctrl+v").await
    }

    async fn allow_clipboard(&self) -> Result<()> {
        // The clipboard is for the page that has the focus; some browsers without a window give it to
        // none.
        let on = json!({ "enabled": true });
        self.cdp("Emulation.setFocusEmulationEnabled", on).await?;
        let allowed = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        // Without an origin it is for all: a page from a disk has none that could be named.
        self.cdp(
            "Browser.grantPermissions",
            json!({ "permissions": allowed }),
        )
        .await
        .map(|_| ())
    }

    /// The file that 导出 → 纯文本 hands over: its name and its bytes.
    pub async fn exported(&self) -> Result<(String, Vec<u8>)> {
        self.catch_downloads("out").await?;
        self.click("导出").await?;
        self.find("menuitem", "纯文本").await?.click().await?;
        self.downloaded("out").await
    }

    /// Lets the browser write downloads into a folder of this test.
    pub async fn catch_downloads(&self, folder: &str) -> Result<()> {
        let folder = self.browser.folder().join(folder);
        std::fs::create_dir_all(&folder)?;
        let wanted = json!({ "behavior": "allow", "downloadPath": folder });
        self.cdp("Browser.setDownloadBehavior", wanted)
            .await
            .map(|_| ())
    }

    /// The one download in that folder, waited for until it is whole.
    pub async fn downloaded(&self, folder: &str) -> Result<(String, Vec<u8>)> {
        let folder = self.browser.folder().join(folder);
        until("there is a download", async || {
            for entry in std::fs::read_dir(&folder)? {
                let file = entry?.path();
                let name = file
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                // Under way, the browser gives it another ending or a name with a dot in front, and keeps
                // its place with an empty file.
                let bytes = std::fs::read(&file)?;
                let is_whole = !name.ends_with(".crdownload") && !name.starts_with('.');
                if is_whole && !bytes.is_empty() {
                    return Ok(Some((name, bytes)));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Gives a file to the dialog's file field, as the browser's own window would.
    pub async fn choose_file(&self, file: &Path) -> Result<()> {
        until("the dialog takes files", async || {
            let script = "return document.querySelector('input[type=file][aria-label=选择文件]')";
            let field = self.run(script, vec![]).await?;
            Element::read(self.browser.client(), &field)?
                .choose_file(file)
                .await
                .map(Some)
        })
        .await
    }

    /// Writes a file for the page to read.
    pub fn make_file(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let file = self.browser.folder().join(name);
        std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }
}
