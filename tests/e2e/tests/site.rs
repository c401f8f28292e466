//! What lies beside the page: the manifest, as a browser reads it, and the pictures that it names.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use tigang_e2e::{Surroundings, visit};

#[test]
fn the_manifest_is_valid_and_its_pictures_are_there() -> Result<()> {
    let site = Surroundings::find()?.site;
    visit(async |page| {
        let answer = page.cdp("Page.getAppManifest", json!({})).await?;
        // The browser asked for it by our wish, not by the page's.
        page.requests_are_expected();
        ensure!(
            answer.get("errors") == Some(&json!([])),
            "the browser finds {:?}",
            answer.get("errors")
        );
        let text = answer.get("data").and_then(Value::as_str);
        let manifest: Value = serde_json::from_str(text.context("there is no manifest")?)?;
        let icons = manifest.get("icons").and_then(Value::as_array);
        let icons = icons.context("it names no pictures")?;
        ensure!(icons.len() == 4, "it names {} pictures", icons.len());
        for icon in icons {
            let of = |name: &str| icon.get(name).and_then(Value::as_str).unwrap_or_default();
            let bytes = std::fs::read(site.join(of("src")))
                .with_context(|| format!("there is no {}", of("src")))?;
            if of("type") == "image/svg+xml" {
                ensure!(bytes.starts_with(b"<svg "), "{} is no drawing", of("src"));
                continue;
            }
            ensure!(
                bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
                "{} is no picture",
                of("src")
            );
            let side = |at: usize| {
                let bytes = bytes.get(at..at + 4).unwrap_or_default();
                bytes
                    .iter()
                    .fold(0_u32, |sum, &byte| sum << 8 | u32::from(byte))
            };
            let size = format!("{}x{}", side(16), side(20));
            ensure!(size == of("sizes"), "{} is {size}", of("src"));
        }
        Ok(())
    })
}
