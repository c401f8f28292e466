//! What the browser's own print makes of the page.

use crate::base64::decoded;
use crate::page::Page;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::path::PathBuf;

impl Page {
    /// The page as the browser prints it, on the paper that the page's own rules ask for: a PDF among
    /// this test's files.
    pub async fn printed(&self, name: &str) -> Result<PathBuf> {
        let asked = json!({ "preferCSSPageSize": true, "printBackground": true });
        let answer = self.cdp("Page.printToPDF", asked).await?;
        let data = answer.get("data").and_then(Value::as_str);
        let bytes = decoded(data.context("the browser printed nothing")?)?;
        let file = self.folder().join(format!("{name}.pdf"));
        std::fs::write(&file, bytes)?;
        Ok(file)
    }
}
