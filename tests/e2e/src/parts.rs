//! The parts of the page by the names that people, screen readers and tests share, and what one does
//! with them. Where the page renames something, this file changes and the journeys do not.

use crate::element::Element;
use crate::page::Page;
use crate::wait::until;
use anyhow::{Result, bail, ensure};
use serde_json::{Value, json};
use xtask::tally::DIFFERS;

impl Page {
    /// A button.
    pub async fn button(&self, name: &str) -> Result<Element> {
        self.find("button", name).await
    }

    /// Clicks a button.
    pub async fn click(&self, name: &str) -> Result<()> {
        self.button(name).await?.click().await
    }

    /// A text field: 标题, 引言, 第一部分正文, 不足第一项 … Scrolled to, as a person would: of what is far
    /// from the visible part, the browser makes neither picture nor accessibility tree.
    pub async fn field(&self, name: &str) -> Result<Element> {
        let scroll = "const name = arguments[0];
            for (const one of document.querySelectorAll('textarea, input')) {
                if (one.getAttribute('aria-label') === name) one.scrollIntoView({ block: 'nearest' });
            }";
        self.run(scroll, vec![json!(name)]).await?;
        self.find("textbox", name).await
    }

    /// Puts the keyboard into a text field.
    pub async fn go_to(&self, name: &str) -> Result<Element> {
        let field = self.field(name).await?;
        self.focus_on(&field).await?;
        Ok(field)
    }

    /// Puts the keyboard behind the last character of a text field.
    pub async fn go_to_end(&self, name: &str) -> Result<()> {
        self.go_to(name).await?;
        self.caret_at_end().await
    }

    /// What stands in a text field.
    pub async fn value(&self, name: &str) -> Result<String> {
        self.field(name).await?.value().await
    }

    /// Waits until a text field holds this.
    pub async fn value_is(&self, name: &str, expected: &str) -> Result<()> {
        until(
            &format!("“{name}” holds “{expected}”"),
            async || {
                let value = self.value(name).await?;
                if value != expected {
                    bail!("{DIFFERS}it holds “{value}”");
                }
                Ok(Some(()))
            },
        )
        .await
    }

    /// Imports a text as most people do: 导入, paste, look, 开始编辑. The draft is stored then.
    pub async fn import(&self, text: &str) -> Result<()> {
        self.import_only(text).await?;
        self.saved().await
    }

    /// As [`Page::import`], without waiting for the draft to be stored.
    pub async fn import_only(&self, text: &str) -> Result<()> {
        self.click("导入").await?;
        self.find("dialog", "导入报告").await?;
        self.field("报告原文").await?.click().await?;
        self.paste(text).await?;
        self.recognised().await?;
        self.click("开始编辑").await?;
        self.gone("dialog", "导入报告").await
    }

    /// The places of the 待填 column: the words around each, and what was filled in.
    pub async fn blanks(&self) -> Result<Vec<(String, String)>> {
        self.find("region", "待填").await?;
        let script = "return [...document.querySelectorAll('.blanks input')]
            .map(one => [one.getAttribute('aria-label'), one.value])";
        let answer = self.run(script, vec![]).await?;
        let pairs = answer.as_array().cloned().unwrap_or_default();
        Ok(pairs
            .iter()
            .map(texts)
            .filter_map(|pair| match pair.as_slice() {
                [label, value] => Some((label.clone(), value.clone())),
                _ => None,
            })
            .collect())
    }

    /// The field of a place in the 待填 column, by its number from the top, from 0.
    pub async fn blank(&self, number: usize) -> Result<Element> {
        until(&format!("there is a blank number {number}"), async || {
            let script = "return document.querySelectorAll('.blanks input')[arguments[0]]";
            let found = self.run(script, vec![json!(number)]).await?;
            Element::read(self.browser.client(), &found).map(Some)
        })
        .await
    }

    /// Fills a place in the 待填 column, or empties it: by keyboard, all of what stood there replaced.
    pub async fn fill_blank(&self, number: usize, value: &str) -> Result<()> {
        self.blank(number).await?.click().await?;
        self.press("Ctrl+a").await?;
        if value.is_empty() {
            self.press("Backspace").await
        } else {
            self.type_text(value).await
        }
    }

    /// What the outline calls its parts and items, from the top.
    pub async fn outline(&self) -> Result<Vec<String>> {
        self.find("tree", "报告各部分").await?;
        let script = "return [...document.querySelectorAll('[role=treeitem] .node-label')].map(one => one.innerText)";
        Ok(texts(&self.run(script, vec![]).await?))
    }

    /// Waits until the keyboard is on the row of the outline whose label starts so.
    pub async fn on_row(&self, start: &str) -> Result<()> {
        until(
            &format!("the keyboard is on the row “{start}…”"),
            async || {
                let script =
                    "return document.activeElement.querySelector('.node-label')?.innerText || ''";
                let row = self.ask(script).await?;
                ensure!(row.starts_with(start), "it is on “{row}”");
                Ok(Some(()))
            },
        )
        .await
    }

    /// The row of the outline that starts with these words.
    pub async fn node(&self, start: &str) -> Result<Element> {
        until(
            &format!("the outline has a row “{start}…”"),
            async || {
                let script = "return [...document.querySelectorAll('[role=treeitem]')]
                .find(one => one.querySelector('.node-label').innerText.startsWith(arguments[0]))";
                let found = self.run(script, vec![json!(start)]).await?;
                Element::read(self.browser.client(), &found).map(Some)
            },
        )
        .await
    }

    /// The texts of all elements that a CSS selector finds, for lists that have no role of their own.
    pub async fn list(&self, selector: &str) -> Result<Vec<String>> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map(one => one.innerText)";
        Ok(texts(&self.run(script, vec![json!(selector)]).await?))
    }

    /// Opens the bin, which holds so many drafts.
    pub async fn open_bin(&self, count: usize) -> Result<()> {
        until(&format!("the bin holds {count}"), async || {
            let script = "const bin = [...document.querySelectorAll('dialog summary')]
                .find(one => one.innerText === arguments[0]);
                if (bin && !bin.parentElement.open) bin.click();
                return !!bin";
            let found = self
                .run(script, vec![json!(format!("回收站（{count}）"))])
                .await?;
            Ok((found == json!(true)).then_some(()))
        })
        .await
    }

    /// Closes the dialog that is open and copies the whole text.
    pub async fn copied_after_closing(&self) -> Result<String> {
        self.press("Escape").await?;
        self.copied().await
    }

    /// Chooses from the menu that is open.
    pub async fn choose(&self, entry: &str) -> Result<()> {
        self.find("menuitem", entry).await?.click().await
    }

    /// The whole text as it is in the fields of the sheet, a line each, with their names.
    pub async fn sheet(&self) -> Result<Vec<(String, String)>> {
        let script = "return [...document.querySelectorAll('.sheet textarea')]
            .map(one => [one.getAttribute('aria-label'), one.value])";
        let answer = self.run(script, vec![]).await?;
        let pairs = answer.as_array().cloned().unwrap_or_default();
        Ok(pairs
            .iter()
            .map(texts)
            .filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone())))
            .collect())
    }
}

/// The texts of a list that a script returned.
pub(crate) fn texts(list: &Value) -> Vec<String> {
    let texts = list.as_array().map(Vec::as_slice).unwrap_or_default();
    texts
        .iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
