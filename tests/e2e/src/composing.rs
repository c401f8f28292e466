//! An input method at work: the real events, through the DevTools protocol.
//!
//! Chromium's order is `keydown` with key code 229, then `compositionstart`, any number of updates
//! with `input`, and `compositionend` last.

use crate::page::Page;
use anyhow::Result;
use serde_json::json;

impl Page {
    /// Goes on with a composition, or starts one: what the input method shows so far.
    pub async fn compose(&self, shown: &str) -> Result<()> {
        let end = shown.encode_utf16().count();
        let composition = json!({ "text": shown, "selectionStart": end, "selectionEnd": end });
        self.cdp("Input.imeSetComposition", composition)
            .await
            .map(|_| ())
    }

    /// Ends a composition with this text.
    pub async fn commit(&self, text: &str) -> Result<()> {
        self.type_text(text).await
    }

    /// A whole composition: keys, what is shown meanwhile, and what comes of it.
    pub async fn compose_whole(&self, shown: &[&str], text: &str) -> Result<()> {
        for shown in shown {
            self.press_composing("Process", "KeyN").await?;
            self.compose(shown).await?;
        }
        self.commit(text).await
    }

    /// A key press that the input method takes: the page sees key code 229, and the browser does
    /// nothing with it. Some systems name the key (`Enter`), some say `Process`.
    pub async fn press_composing(&self, key: &str, code: &str) -> Result<()> {
        self.press_held(key, code, 0).await
    }

    /// As [`Page::press_composing`] with Ctrl held.
    pub async fn press_composing_ctrl(&self, key: &str, code: &str) -> Result<()> {
        self.press_held(key, code, 2).await
    }

    async fn press_held(&self, key: &str, code: &str, held: u8) -> Result<()> {
        for kind in ["rawKeyDown", "keyUp"] {
            let event = json!({
                "type": kind, "key": key, "code": code, "modifiers": held,
                "windowsVirtualKeyCode": 229, "nativeVirtualKeyCode": 229,
            });
            self.cdp("Input.dispatchKeyEvent", event).await?;
        }
        Ok(())
    }
}
