//! The keyboard: chords such as `Alt+ArrowUp`, and texts typed into whatever has the focus.

use crate::element::Element;
use crate::page::Page;
use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;
use serde_json::{Value, json};

impl Page {
    /// Presses a key, with others held: `Enter`, `Ctrl+;`, `Alt+Shift+ArrowLeft`.
    pub async fn press(&self, chord: &str) -> Result<()> {
        let mut held: Vec<&str> = chord.split('+').collect();
        let last = held.pop().context("no key is named")?;
        let held = held.into_iter().map(key).collect::<Result<Vec<char>>>()?;
        let last = key(last)?;
        let mut keys = KeyActions::new("keyboard".to_owned());
        for &value in &held {
            keys = keys.then(KeyAction::Down { value });
        }
        keys = keys
            .then(KeyAction::Down { value: last })
            .then(KeyAction::Up { value: last });
        for &value in held.iter().rev() {
            keys = keys.then(KeyAction::Up { value });
        }
        Ok(self.browser.client().perform_actions(keys).await?)
    }

    /// Presses a key several times.
    pub async fn press_times(&self, chord: &str, times: usize) -> Result<()> {
        for _ in 0..times {
            self.press(chord).await?;
        }
        Ok(())
    }

    /// Types key by key, as on a keyboard without an input method.
    pub async fn strike(&self, text: &str) -> Result<()> {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            keys = keys
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        Ok(self.browser.client().perform_actions(keys).await?)
    }

    /// Puts a text in at once, as an input method without a composition does.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.cdp("Input.insertText", json!({ "text": text }))
            .await
            .map(|_| ())
    }

    /// Puts the keyboard on an element.
    pub async fn focus_on(&self, element: &Element) -> Result<()> {
        let script = "arguments[0].scrollIntoView({ block: 'nearest' }); arguments[0].focus()";
        self.run(script, vec![element.argument()?])
            .await
            .map(|_| ())
    }

    /// The accessible name of what has the keyboard.
    pub async fn focused(&self) -> Result<String> {
        let active = json!({ "expression": "document.activeElement" });
        let active = self.cdp("Runtime.evaluate", active).await?;
        let which =
            json!({ "objectId": active.pointer("/result/objectId"), "fetchRelatives": false });
        let tree = self.cdp("Accessibility.getPartialAXTree", which).await?;
        let name = tree.pointer("/nodes/0/name/value").and_then(Value::as_str);
        Ok(name.unwrap_or_default().to_owned())
    }

    /// Waits until the keyboard is in what has this name.
    pub async fn focus_is(&self, name: &str) -> Result<()> {
        crate::until(&format!("the keyboard is in “{name}”"), async || {
            let focused = self.focused().await?;
            if focused != name {
                bail!("it is in “{focused}”");
            }
            Ok(Some(()))
        })
        .await
    }

    /// What is selected in the field that has the keyboard, and where the caret is, in characters
    /// before it.
    pub async fn selection(&self) -> Result<(String, usize)> {
        let script = "const one = document.activeElement;
            return [one.value.slice(one.selectionStart, one.selectionEnd), one.value.slice(0, one.selectionEnd)]";
        let found = self.run(script, vec![]).await?;
        let text = |index: usize| {
            found
                .get(index)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        Ok((text(0), text(1).chars().count()))
    }

    /// Puts the caret behind so many characters of the field that has the keyboard.
    pub async fn caret_at(&self, characters: usize) -> Result<()> {
        let script = "const one = document.activeElement;
            const at = [...one.value].slice(0, arguments[0]).join('').length;
            one.setSelectionRange(at, at)";
        self.run(script, vec![json!(characters)]).await.map(|_| ())
    }

    /// Puts the caret behind the last character of the field that has the keyboard.
    pub async fn caret_at_end(&self) -> Result<()> {
        self.caret_at(usize::MAX).await
    }
}

/// A key's sign in WebDriver.
fn key(name: &str) -> Result<char> {
    let key = match name {
        "Ctrl" => Key::Control,
        "Alt" => Key::Alt,
        "Shift" => Key::Shift,
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Escape" => Key::Escape,
        "Space" => Key::Space,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F3" => Key::F3,
        "F4" => Key::F4,
        "F6" => Key::F6,
        "F9" => Key::F9,
        _ => {
            let mut signs = name.chars();
            return match (signs.next(), signs.next()) {
                (Some(sign), None) => Ok(sign),
                _ => bail!("there is no key {name:?}"),
            };
        }
    };
    Ok(char::from(key))
}
