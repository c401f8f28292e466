//! Firefox and WebKit, each through its own driver: started, written in, ended.

use crate::folder::Folder;
use crate::wait;
use crate::window::downloads;
use anyhow::{Context, Result, bail};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running browser that is not Chromium.
#[derive(Debug)]
pub struct Foreign {
    /// The WebDriver session.
    pub(crate) client: Client,
    /// Whether the browser keeps downloads in the folder.
    keeps_downloads: bool,
    // Dropped in this order: the driver, its screen, and then the folder they wrote to.
    _driver: Program,
    _screen: Option<Program>,
    folder: Folder,
}

impl Foreign {
    /// Starts Firefox by geckodriver.
    pub async fn firefox(firefox: &Path, geckodriver: &Path) -> Result<Self> {
        let folder = Folder::new()?;
        let wanted = json!({
            "browserName": "firefox",
            "moz:firefoxOptions": {
                "binary": firefox,
                "args": ["-headless", "--width=1280", "--height=900"],
                "prefs": {
                    "browser.download.folderList": 2,
                    "browser.download.dir": downloads(&folder)?,
                    "browser.helperApps.neverAsk.saveToDisk": "text/plain,application/octet-stream,\
                        application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                },
            },
        });
        Self::start(geckodriver, wanted, folder, None, true).await
    }

    /// Starts WebKit's small browser by WebKitWebDriver, on a screen that nobody sees.
    pub async fn webkit(driver: &Path, browser: &Path, xvfb: &Path) -> Result<Self> {
        let folder = Folder::new()?;
        let (screen, display) = screen(xvfb)?;
        let wanted = json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": { "binary": browser, "args": ["--automation"] },
        });
        Self::start(driver, wanted, folder, Some((screen, display)), false).await
    }

    async fn start(
        driver: &Path,
        wanted: Value,
        folder: Folder,
        screen: Option<(Program, String)>,
        keeps_downloads: bool,
    ) -> Result<Self> {
        // Free now; taken by another in the next moment only if there are very many of them.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let mut command = Command::new(driver);
        command
            .arg(format!("--port={port}"))
            // What these browsers keep of their own goes away with the test.
            .env("HOME", folder.path())
            .env("TMPDIR", folder.path());
        for (name, place) in [("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")] {
            command.env(name, folder.path().join(place));
        }
        let (screen, display) = screen.unzip();
        if let Some(display) = display {
            command.env("DISPLAY", display);
        }
        let driver = Program::start(&mut command)?;
        wait::until("the driver answers", async || {
            Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok())
        })
        .await?;
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted.as_object().cloned().unwrap_or_default())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .context("the driver could not start the browser")?;
        Ok(Self {
            client,
            keeps_downloads,
            _driver: driver,
            _screen: screen,
            folder,
        })
    }

    /// Where the browser keeps downloads, where it does.
    pub(crate) fn downloads(&self) -> Option<PathBuf> {
        let place = self.keeps_downloads.then(|| downloads(&self.folder));
        place.and_then(Result::ok)
    }

    /// Types sign by sign, as from a keyboard that has them all.
    pub(crate) async fn type_text(&self, text: &str) -> Result<()> {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for sign in text.chars() {
            let value = if sign == '\n' { '\u{e007}' } else { sign };
            keys = keys.then(KeyAction::Down { value });
            keys = keys.then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(keys).await?)
    }

    /// Closes it, as a person does.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.client.clone().close().await?)
    }
}

/// A screen that nobody sees, and its name.
fn screen(xvfb: &Path) -> Result<(Program, String)> {
    let mut command = Command::new(xvfb);
    command
        .args(["-displayfd", "1", "-screen", "0", "1400x1000x24"])
        .args(["-nolisten", "tcp"])
        .stdout(Stdio::piped());
    let mut screen = Program::start(&mut command)?;
    let told = screen.0.stdout.take().context("the screen has no output")?;
    let mut number = String::new();
    // It says which number it took, as the first thing.
    BufReader::new(told).read_line(&mut number)?;
    if number.trim().is_empty() {
        bail!("{} gave no screen", xvfb.display());
    }
    Ok((screen, format!(":{}", number.trim())))
}

/// A program that ends with its test.
#[derive(Debug)]
struct Program(Child);

impl Program {
    fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().display().to_string();
        command.stdin(Stdio::null()).stderr(Stdio::null());
        let started = command.spawn();
        Ok(Self(
            started.with_context(|| format!("could not start {name}"))?,
        ))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // Asked to end, a driver takes its browser with it.
        let id = self.0.id().to_string();
        let _ = Command::new("kill").arg(id).status();
        for _ in 0..40 {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
