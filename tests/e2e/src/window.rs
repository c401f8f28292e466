//! One page in any browser: today's and old Chromium over their own protocol, Firefox and WebKit over
//! their drivers. Only what a journey needs that must go in all of them.
//!
//! Law: real keys and real clicks; scripts look and find, in the syntax of 2018. What a browser cannot
//! be asked for is asked of the page, and said so where it is done.

use crate::base64::decoded;
use crate::folder::Folder;
use crate::foreign::Foreign;
use crate::wait::until;
use crate::wire::Wire;
use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A browser of the matrix, with one page.
#[derive(Debug)]
pub enum Window {
    /// Chromium, of any age.
    Chromium(Wire, Folder),
    /// Firefox or WebKit.
    Foreign(Foreign),
}

/// How WebDriver writes an element into the answer of a script.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

impl Window {
    /// Starts Chromium.
    pub fn chromium(program: &Path) -> Result<Self> {
        let folder = Folder::new()?;
        let wire = Wire::start(program, &folder.profile(), &["--headless", "--no-zygote"])?;
        // It tells of its console and its requests.
        wire.send("Log.enable", json!({}))?;
        wire.send("Network.enable", json!({}))?;
        let downloads = json!({ "behavior": "allow", "downloadPath": downloads(&folder)? });
        wire.send("Page.setDownloadBehavior", downloads)?;
        let allowed = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
        let _ = wire.send_to_browser("Browser.grantPermissions", allowed);
        // Some browsers without a window give the clipboard to no page; old ones do not know this.
        let _ = wire.send(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        );
        Ok(Self::Chromium(wire, folder))
    }

    /// Opens an address.
    pub async fn go(&self, address: &str) -> Result<()> {
        match self {
            Self::Chromium(wire, _) => wire.go(address),
            Self::Foreign(foreign) => Ok(foreign.client.goto(address).await?),
        }
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        match self {
            Self::Chromium(wire, _) => {
                drop(wire.take_events());
                wire.send("Page.reload", json!({}))?;
                wire.event("Page.loadEventFired").map(|_| ())
            }
            Self::Foreign(foreign) => Ok(foreign.client.refresh().await?),
        }
    }

    /// Runs a script, the inside of a function with `arguments`, and gives what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        match self {
            Self::Chromium(wire, _) => {
                let arguments = Value::from(arguments);
                wire.run(&format!(
                    "return (function () {{ {script} }}).apply(null, {arguments})"
                ))
            }
            Self::Foreign(foreign) => Ok(foreign.client.execute(script, arguments).await?),
        }
    }

    /// Waits until a script returns true.
    pub async fn holds(&self, what: &str, script: &str, arguments: Vec<Value>) -> Result<()> {
        until(what, async || {
            match self.run(script, arguments.clone()).await? {
                Value::Bool(true) => Ok(Some(())),
                other => bail!("it is {other}"),
            }
        })
        .await
    }

    /// A text that a script returns.
    pub async fn ask(&self, script: &str) -> Result<String> {
        let answer = self.run(script, vec![]).await?;
        let text = answer.as_str();
        Ok(text.context("the script returned no text")?.to_owned())
    }

    /// Clicks the element that a script finds, in its middle, as soon as it is there.
    pub async fn click(&self, what: &str, find: &str) -> Result<()> {
        until(&format!("{what} can be clicked"), async || match self {
            Self::Chromium(wire, _) => self.click_by_place(wire, find).await,
            Self::Foreign(foreign) => {
                let found = foreign.client.execute(find, vec![]).await?;
                let id = found.get(ELEMENT).and_then(Value::as_str);
                let id = id.context("it is not there")?.to_owned();
                let client = foreign.client.clone();
                Element::from_element_id(client, ElementRef::from(id))
                    .click()
                    .await?;
                Ok(Some(()))
            }
        })
        .await
    }

    async fn click_by_place(&self, wire: &Wire, find: &str) -> Result<Option<()>> {
        let place = format!(
            "const one = (function () {{ {find} }})();
             if (!one) return null;
             one.scrollIntoView({{ block: 'nearest' }});
             const place = one.getBoundingClientRect();
             const x = place.left + place.width / 2, y = place.top + place.height / 2;
             const hit = document.elementFromPoint(x, y);
             return hit && (one === hit || one.contains(hit) || hit.contains(one)) ? [x, y] : null"
        );
        let place = self.run(&place, vec![]).await?;
        let (Some(x), Some(y)) = (place.get(0), place.get(1)) else {
            return Ok(None);
        };
        for kind in ["mouseMoved", "mousePressed", "mouseReleased"] {
            let held = u8::from(kind != "mouseMoved");
            let button = if held == 0 { "none" } else { "left" };
            let event = json!({
                "type": kind, "x": x, "y": y, "button": button, "clickCount": held,
            });
            wire.send("Input.dispatchMouseEvent", event)?;
        }
        Ok(Some(()))
    }

    /// Clicks the button that shows this text.
    pub async fn click_button(&self, text: &str) -> Result<()> {
        let find = format!(
            "const all = [].slice.call(document.querySelectorAll('button')).filter(function (one) {{
                 return one.textContent.trim() === {} && !one.disabled;
             }});
             return all[all.length - 1]",
            json!(text)
        );
        self.click(text, &find).await
    }

    /// Puts a text in where the keyboard is.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        match self {
            Self::Chromium(wire, _) => {
                let text = json!({ "text": text });
                wire.send("Input.insertText", text).map(|_| ())
            }
            Self::Foreign(foreign) => foreign.type_text(text).await,
        }
    }

    /// Presses a key, with others held: `Alt+ArrowUp`, `Ctrl+a`.
    pub async fn press(&self, chord: &str) -> Result<()> {
        match self {
            Self::Chromium(wire, _) => press(wire, chord),
            Self::Foreign(foreign) => {
                let mut held: Vec<&str> = chord.split('+').collect();
                let last = sign(held.pop().context("no key is named")?)?;
                let held = held.into_iter().map(sign).collect::<Result<Vec<char>>>()?;
                let mut keys = KeyActions::new("keyboard".to_owned());
                for &value in &held {
                    keys = keys.then(KeyAction::Down { value });
                }
                keys = keys.then(KeyAction::Down { value: last });
                keys = keys.then(KeyAction::Up { value: last });
                for &value in held.iter().rev() {
                    keys = keys.then(KeyAction::Up { value });
                }
                Ok(foreign.client.perform_actions(keys).await?)
            }
        }
    }

    /// What is on the clipboard: pasted with the keyboard into a field beside the page.
    pub async fn pasted(&self) -> Result<String> {
        let script = "var old = document.getElementById('pasted'); if (old) old.remove();
            var field = document.createElement('textarea');
            field.id = 'pasted';
            field.style.cssText = 'position: fixed; top: 0; left: 0; z-index: 1000';
            field.onpaste = function (event) { field.given = event.clipboardData.getData('text/plain'); };
            document.body.appendChild(field); field.focus(); return true";
        self.holds("there is a field to paste into", script, vec![])
            .await?;
        self.press("Ctrl+v").await?;
        // What the clipboard holds, as every program gets it: WebKit's own field takes plain spaces in
        // place of no-break spaces. Read out, the field goes away: the page is as it was.
        let read = "var field = document.getElementById('pasted');
            if (!field || !field.given) return null;
            field.remove(); return field.given";
        let text = until("something was pasted", async || {
            Ok(self.run(read, vec![]).await?.as_str().map(str::to_owned))
        })
        .await?;
        Ok(text)
    }

    /// What the page gives as a file after this: its bytes, when the file is whole.
    pub async fn downloaded(&self, ask: impl AsyncFnOnce() -> Result<()>) -> Result<Vec<u8>> {
        let folder = match self {
            Self::Chromium(_, folder) => Some(downloads(folder)?),
            Self::Foreign(foreign) => foreign.downloads(),
        };
        let Some(folder) = folder else {
            return self.caught(ask).await;
        };
        for old in std::fs::read_dir(&folder)? {
            std::fs::remove_file(old?.path())?;
        }
        ask().await?;
        until("there is a download", async || {
            for entry in std::fs::read_dir(&folder)? {
                let file = entry?.path();
                let name = file.file_name().unwrap_or_default().to_string_lossy();
                let ending = [".crdownload", ".part", ".tmp"];
                let is_whole =
                    !name.starts_with('.') && !ending.iter().any(|end| name.ends_with(end));
                let bytes = std::fs::read(&file)?;
                if is_whole && !bytes.is_empty() {
                    return Ok(Some(bytes));
                }
            }
            Ok(None)
        })
        .await
    }

    /// WebKit's driver keeps no downloads: the file is what the page hands to the browser.
    async fn caught(&self, ask: impl AsyncFnOnce() -> Result<()>) -> Result<Vec<u8>> {
        let catch = "window.caughtFile = null;
            var make = URL.createObjectURL;
            URL.createObjectURL = function (blob) {
                var reader = new FileReader();
                reader.onload = function () { window.caughtFile = Array.from(new Uint8Array(reader.result)); };
                reader.readAsArrayBuffer(blob);
                return make.call(URL, blob);
            };
            return true";
        self.holds("files can be caught", catch, vec![]).await?;
        ask().await?;
        let bytes = until("the page made a file", async || {
            let bytes = self.run("return window.caughtFile", vec![]).await?;
            Ok(bytes.as_array().cloned())
        })
        .await?;
        let byte = |one: &Value| one.as_u64().and_then(|one| u8::try_from(one).ok());
        let bytes: Option<Vec<u8>> = bytes.iter().map(byte).collect();
        bytes.context("the page made something else")
    }

    /// A picture of the page, as PNG.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        match self {
            Self::Chromium(wire, _) => {
                let shot = wire.send("Page.captureScreenshot", json!({}))?;
                let data = shot.get("data").and_then(Value::as_str);
                decoded(data.context("the browser gave no picture")?)
            }
            Self::Foreign(foreign) => Ok(foreign.client.screenshot().await?),
        }
    }

    /// Ends the browser.
    pub async fn close(self) -> Result<()> {
        match self {
            // Chromium 72 without a window does not end when it is asked to.
            Self::Chromium(wire, _) => {
                drop(wire);
                Ok(())
            }
            Self::Foreign(foreign) => foreign.close().await,
        }
    }
}

/// The folder for the files that the browser keeps for a person.
pub(crate) fn downloads(folder: &Folder) -> Result<PathBuf> {
    let place = folder.path().join("downloads");
    std::fs::create_dir_all(&place)?;
    Ok(place)
}

/// A key in the DevTools protocol, for browsers of every age.
fn press(wire: &Wire, chord: &str) -> Result<()> {
    let mut held: Vec<&str> = chord.split('+').collect();
    let key = held.pop().context("no key is named")?;
    let mut modifiers = 0;
    for name in held {
        modifiers |= match name {
            "Alt" => 1,
            "Ctrl" => 2,
            "Shift" => 8,
            _ => bail!("{name:?} cannot be held"),
        };
    }
    let number = match key {
        "Backspace" => 8,
        "Tab" => 9,
        "Enter" => 13,
        "Escape" => 27,
        "End" => 35,
        "Home" => 36,
        "ArrowLeft" => 37,
        "ArrowUp" => 38,
        "ArrowRight" => 39,
        "ArrowDown" => 40,
        _ => {
            let sign = key.chars().next().unwrap_or_default();
            ensure!(key.len() == 1, "there is no key {key:?}");
            u32::from(sign.to_ascii_uppercase())
        }
    };
    let code = if key.len() == 1 {
        format!("Key{}", key.to_ascii_uppercase())
    } else {
        key.to_owned()
    };
    for kind in ["rawKeyDown", "keyUp"] {
        let event = json!({
            "type": kind, "key": key, "code": code, "modifiers": modifiers,
            "windowsVirtualKeyCode": number,
        });
        wire.send("Input.dispatchKeyEvent", event)?;
    }
    Ok(())
}

/// A key's sign in WebDriver.
fn sign(name: &str) -> Result<char> {
    let key = match name {
        "Ctrl" => Key::Control,
        "Alt" => Key::Alt,
        "Shift" => Key::Shift,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Backspace" => Key::Backspace,
        "Home" => Key::Home,
        "End" => Key::End,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
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
