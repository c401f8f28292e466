//! One element of the page, as a person meets it: looked at, clicked, typed into.

use crate::page::Page;
use crate::wait::until;
use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::elements::{Element as Found, ElementRef};
use serde_json::Value;
use std::path::Path;

/// An element that was found on the page. It may be gone by the time it is used; then its verbs fail.
#[derive(Clone, Debug)]
pub struct Element {
    found: Found,
}

/// How WebDriver writes an element into the answer of a script.
const KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Element {
    /// Reads an element out of a script's answer.
    pub(crate) fn read(client: &Client, value: &Value) -> Result<Self> {
        let id = value
            .get(KEY)
            .and_then(Value::as_str)
            .context("this is not an element")?;
        let found = Found::from_element_id(client.clone(), ElementRef::from(id.to_owned()));
        Ok(Self { found })
    }

    /// An element that a script returned.
    pub fn of(page: &Page, value: &Value) -> Result<Self> {
        Self::read(page.browser.client(), value)
    }

    /// As an argument of a script.
    pub(crate) fn argument(&self) -> Result<Value> {
        Ok(serde_json::to_value(&self.found)?)
    }

    /// Clicks in its middle, as soon as nothing lies over it.
    pub async fn click(&self) -> Result<()> {
        until("the element can be clicked", async || {
            self.found.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// The text that it shows.
    pub async fn text(&self) -> Result<String> {
        Ok(self.found.text().await?)
    }

    /// What stands in it, if it is a field.
    pub async fn value(&self) -> Result<String> {
        Ok(self.found.prop("value").await?.unwrap_or_default())
    }

    /// Its accessible name.
    pub async fn name(&self) -> Result<String> {
        Ok(self.found.attr("aria-label").await?.unwrap_or_default())
    }

    /// An attribute, where it has it.
    pub async fn attribute(&self, name: &str) -> Result<Option<String>> {
        Ok(self.found.attr(name).await?)
    }

    /// Whether it can be used.
    pub async fn is_enabled(&self) -> Result<bool> {
        Ok(self.found.is_enabled().await?)
    }

    /// Where it is on the visible page: left, top, width, height.
    pub async fn place(&self) -> Result<(f64, f64, f64, f64)> {
        Ok(self.found.rectangle().await?)
    }

    /// Gives a file to a file field, as the browser's own dialog would.
    pub async fn choose_file(&self, file: &Path) -> Result<()> {
        Ok(self.found.send_keys(&file.display().to_string()).await?)
    }

    /// Chooses what a list shows under this label.
    pub async fn choose(&self, label: &str) -> Result<()> {
        Ok(self.found.select_by_label(label).await?)
    }
}
