//! A browser of its own for every test: chromedriver on a free port, a profile, gone when the test
//! ends, however it ends.

use crate::folder::Folder;
use crate::surroundings::Surroundings;
use crate::{cdp, processes};
use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

/// A running browser. It stops when it is dropped.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    // Dropped in this order: first the programs, then the folder that they wrote to.
    _driver: Driver,
    folder: Rc<Folder>,
}

impl Browser {
    /// Starts driver and browser, with the profile that is in the folder or an empty one.
    pub async fn start(surroundings: &Surroundings, folder: Rc<Folder>) -> Result<Self> {
        let driver = Driver::start(&surroundings.chromedriver, folder.path())?;
        let address = format!("http://127.0.0.1:{}", driver.port);
        let wanted = capabilities(&surroundings.chromium, &folder.profile());
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted)
            .connect(&address)
            .await
            .context("chromedriver could not start the browser")?;
        Ok(Self {
            client,
            _driver: driver,
            folder,
        })
    }

    /// The WebDriver session.
    #[must_use]
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// A folder for this test's files, empty at first, gone with the browser.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Kills it, with everything that it started, as the system does when it runs out of memory.
    pub async fn kill(self) -> Result<()> {
        let profile = self.folder.profile();
        processes::kill(&profile)?;
        processes::gone(&profile).await
    }

    /// Closes it, as a person does. Everything is on the disk then.
    pub async fn close(self) -> Result<()> {
        self.client.clone().close().await?;
        processes::gone(&self.folder.profile()).await
    }

    /// Sends a command of the DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        cdp::send(&self.client, method, parameters).await
    }

    /// What the browser noted since it was last asked.
    pub async fn log(&self, kind: &str) -> Result<Vec<Value>> {
        cdp::log(&self.client, kind).await
    }
}

/// What the browser is started with.
fn capabilities(chromium: &Path, profile: &Path) -> serde_json::Map<String, Value> {
    let profile = format!("--user-data-dir={}", profile.display());
    let switches = [
        "--headless=new",
        // Containers give neither the rights for a sandbox nor a large /dev/shm.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        // Nothing but our page may be asked for.
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--no-default-browser-check",
        "--lang=zh-CN",
        "--window-size=1280,900",
        "--force-device-scale-factor=1",
        &profile,
    ];
    let all = json!({
        "browserName": "chrome",
        "goog:chromeOptions": { "binary": chromium, "args": switches },
        "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        // A question of the browser's own would stop a test; none is expected.
        "unhandledPromptBehavior": "dismiss",
    });
    all.as_object().cloned().unwrap_or_default()
}

/// The driver's process.
#[derive(Debug)]
struct Driver {
    process: Child,
    port: u16,
    // Open for as long as it may say something more.
    _said: BufReader<ChildStdout>,
}

/// How often a driver is started before it is believed that it cannot.
const TRIES: u32 = 5;

/// The port that a driver says it has started on, at the end of a sentence.
fn port(said: &mut impl BufRead) -> Result<u16> {
    let mut before = Vec::new();
    for line in said.lines() {
        let line = line?;
        if let Some((_, port)) = line.split_once("started successfully on port ") {
            return Ok(port.trim_end_matches('.').parse()?);
        }
        before.push(line);
    }
    bail!("it ended, and said {before:?}")
}

impl Driver {
    /// Starts it. It takes one port for both kinds of addresses and ends at once when that port, which the
    /// system chose for the first, is another's for the second: then it is started again.
    fn start(program: &Path, folder: &Path) -> Result<Self> {
        let mut tries = 1;
        loop {
            match Self::try_start(program, folder) {
                Err(_) if tries < TRIES => tries += 1,
                result => return result,
            }
        }
    }

    fn try_start(program: &Path, folder: &Path) -> Result<Self> {
        let mut process = Command::new(program)
            .env(processes::LOCALE.0, processes::LOCALE.1)
            // It takes a free one itself: one that was found here could be another's a moment later.
            .arg("--port=0")
            // The browser keeps its sockets beside its temporary files.
            .env("TMPDIR", folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {}", program.display()))?;
        let mut said = BufReader::new(process.stdout.take().context("it has no output")?);
        let port = port(&mut said)
            .with_context(|| format!("{} did not say its port", program.display()))?;
        Ok(Self {
            process,
            port,
            _said: said,
        })
    }

    /// Asks the driver to close its browser and itself.
    fn ask_to_stop(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )?;
        stream.read(&mut [0; 1024]).map(|_| ())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let start = Instant::now();
        let asked = self.ask_to_stop().is_ok();
        while asked && start.elapsed() < Duration::from_secs(5) {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        // It did not stop by itself; what it leaves behind is a process, not a wrong result.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
