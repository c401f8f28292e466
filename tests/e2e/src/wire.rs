//! A browser without a driver: the DevTools protocol over two pipes. For browsers that are older than
//! any driver that is left, and for measurements, which a driver's own questions would be part of.
//!
//! Law: one page at a time. A browser that knows no sessions in its messages (before Chromium 73) is
//! spoken to with messages inside of messages, and nobody outside of this file knows.

use crate::{notes, processes};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use xtask::tally::WAITED;

/// How long an answer may take: a page that opens a million characters is busy for a while.
const LIMIT: Duration = Duration::from_secs(60);

/// Hands the two ends that the browser was started with on to it as the numbers it reads and writes
/// (3 and 4), which needs no unsafe code here.
const START: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#;

/// What every browser of the tests is started with.
const SWITCHES: [&str; 16] = [
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
    // A page in the background would be slowed down.
    "--disable-renderer-backgrounding",
    "--disable-backgrounding-occluded-windows",
    "--remote-debugging-pipe",
    "about:blank",
];

/// A running browser with one page.
#[derive(Debug)]
pub struct Wire {
    process: Child,
    profile: PathBuf,
    to: RefCell<ChildStdin>,
    from: Receiver<Value>,
    /// What came that was no answer, in order.
    events: RefCell<Vec<Value>>,
    /// Complaints on the console, and the addresses that were asked for.
    notes: RefCell<(Vec<String>, Vec<String>)>,
    next: Cell<u64>,
    session: String,
    /// Whether messages to the page go inside of messages to the browser.
    wrapped: bool,
}

impl Wire {
    /// Starts a browser with the profile in this folder, or an empty one.
    pub fn start(program: &Path, profile: &Path, more: &[&str]) -> Result<Self> {
        let mut process = Command::new("sh")
            .env(processes::LOCALE.0, processes::LOCALE.1)
            .args(["-c", START])
            .arg(program)
            .arg(format!("--user-data-dir={}", profile.display()))
            .args(more)
            .args(SWITCHES)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("could not start {}", program.display()))?;
        let to = process.stdin.take().context("the browser has no pipe")?;
        let mut pipe = BufReader::new(process.stdout.take().context("the browser has no pipe")?);
        let (sender, from) = channel();
        // Ends with the browser, or when nobody listens any more.
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while pipe
                .read_until(0, &mut message)
                .is_ok_and(|length| length > 0)
            {
                let told = message.strip_suffix(&[0]).unwrap_or(&message);
                let Ok(told) = serde_json::from_slice(told) else {
                    return;
                };
                if sender.send(told).is_err() {
                    return;
                }
                message.clear();
            }
        });
        let mut wire = Self {
            process,
            profile: profile.to_owned(),
            to: RefCell::new(to),
            from,
            events: RefCell::default(),
            notes: RefCell::default(),
            next: Cell::new(1),
            session: String::new(),
            wrapped: false,
        };
        wire.attach()
            .with_context(|| format!("{} started, and no page opened", program.display()))?;
        Ok(wire)
    }

    /// Takes hold of the page that the browser opened with.
    fn attach(&mut self) -> Result<()> {
        let start = Instant::now();
        let page = loop {
            let all = self.send_to_browser("Target.getTargets", json!({}))?;
            let all = all.get("targetInfos").and_then(Value::as_array);
            let page = all
                .into_iter()
                .flatten()
                .find(|one| one.get("type") == Some(&json!("page")));
            if let Some(page) = page {
                break page.get("targetId").cloned();
            }
            ensure!(start.elapsed() < LIMIT, "the browser has no page");
            std::thread::sleep(Duration::from_millis(50));
        };
        let wanted = json!({ "targetId": page, "flatten": true });
        self.hold(wanted)?;
        if self.send("Runtime.enable", json!({})).is_err() {
            self.wrapped = true;
            self.hold(json!({ "targetId": page }))?;
            self.send("Runtime.enable", json!({}))?;
        }
        self.send("Page.enable", json!({})).map(|_| ())
    }

    fn hold(&mut self, wanted: Value) -> Result<()> {
        let held = self.send_to_browser("Target.attachToTarget", wanted)?;
        let session = held.get("sessionId").and_then(Value::as_str);
        self.session = session.context("the page gave no session")?.to_owned();
        Ok(())
    }

    /// Sends a command to the page and waits for its answer.
    pub fn send(&self, method: &str, parameters: Value) -> Result<Value> {
        let number = self.number();
        let mut message = json!({ "id": number, "method": method, "params": parameters });
        if self.wrapped {
            let inside = json!({ "sessionId": self.session, "message": message.to_string() });
            self.send_to_browser("Target.sendMessageToTarget", inside)?;
        } else {
            if let Some(message) = message.as_object_mut() {
                message.insert("sessionId".to_owned(), json!(self.session));
            }
            self.write(&message)?;
        }
        self.answer(number, method)
    }

    /// Sends a command to the browser as a whole and waits for its answer.
    pub fn send_to_browser(&self, method: &str, parameters: Value) -> Result<Value> {
        let number = self.number();
        self.write(&json!({ "id": number, "method": method, "params": parameters }))?;
        self.answer(number, method)
    }

    fn number(&self) -> u64 {
        self.next.replace(self.next.get() + 1)
    }

    fn write(&self, message: &Value) -> Result<()> {
        let mut to = self.to.borrow_mut();
        let text = format!("{message}\0");
        let done = to.write_all(text.as_bytes()).and_then(|()| to.flush());
        done.context("the browser listens no more")
    }

    fn answer(&self, number: u64, method: &str) -> Result<Value> {
        let until = Instant::now() + LIMIT;
        loop {
            let told = self.next_message(until);
            let told = told.with_context(|| format!("no answer to {method}"))?;
            if told.get("id") != Some(&json!(number)) {
                self.events.borrow_mut().push(told);
                continue;
            }
            if let Some(error) = told.get("error") {
                bail!("the browser did not do {method}: {error}");
            }
            return Ok(told.get("result").cloned().unwrap_or_default());
        }
    }

    /// The next message, taken out of the one that it came in.
    fn next_message(&self, until: Instant) -> Result<Value> {
        let left = until.saturating_duration_since(Instant::now());
        let told = match self.from.recv_timeout(left) {
            Ok(told) => told,
            Err(RecvTimeoutError::Timeout) => bail!("the browser took too long"),
            Err(RecvTimeoutError::Disconnected) => bail!("the browser has gone"),
        };
        if told.get("method") == Some(&json!("Target.receivedMessageFromTarget")) {
            let inside = told.pointer("/params/message").and_then(Value::as_str);
            let inside = serde_json::from_str(inside.unwrap_or_default())?;
            self.note(&inside);
            return Ok(inside);
        }
        self.note(&told);
        Ok(told)
    }

    fn note(&self, told: &Value) {
        let (complaints, asked) = &mut *self.notes.borrow_mut();
        complaints.extend(notes::complaint(told));
        asked.extend(notes::asked(told));
    }

    /// Takes what was complained of on the console and the addresses that were asked for.
    pub(crate) fn take_notes(&self) -> (Vec<String>, Vec<String>) {
        self.notes.take()
    }

    /// Waits for an event of this name that comes from now on, or has come and was not taken.
    pub fn event(&self, method: &str) -> Result<Value> {
        let is_it = |told: &Value| told.get("method") == Some(&json!(method));
        let until = Instant::now() + LIMIT;
        let place = self.events.borrow().iter().position(is_it);
        if let Some(place) = place {
            return Ok(self.events.borrow_mut().remove(place));
        }
        loop {
            let told = self.next_message(until).context(method.to_owned())?;
            if is_it(&told) {
                return Ok(told);
            }
            self.events.borrow_mut().push(told);
        }
    }

    /// Takes all events that came so far and were not taken.
    #[allow(clippy::must_use_candidate)]
    pub fn take_events(&self) -> Vec<Value> {
        self.events.take()
    }

    /// Goes to an address and waits until it has loaded.
    pub fn go(&self, address: &str) -> Result<()> {
        self.take_events();
        let went = self.send("Page.navigate", json!({ "url": address }))?;
        if let Some(error) = went.get("errorText").and_then(Value::as_str) {
            bail!("{address} was not opened: {error}");
        }
        self.event("Page.loadEventFired").map(|_| ())
    }

    /// Runs a script, the inside of an async function, and gives what it returns.
    pub fn run(&self, script: &str) -> Result<Value> {
        let wanted = json!({
            "expression": format!("(async () => {{ {script} }})()"),
            "awaitPromise": true, "returnByValue": true, "userGesture": true,
        });
        let answer = self.send("Runtime.evaluate", wanted)?;
        if let Some(fault) = answer.get("exceptionDetails") {
            bail!("the script failed: {fault} in: {script}");
        }
        Ok(answer.pointer("/result/value").cloned().unwrap_or_default())
    }

    /// Waits until a script returns something that is not null, false or empty.
    pub fn holds(&self, what: &str, script: &str) -> Result<Value> {
        let start = Instant::now();
        loop {
            let found = self.run(script);
            match &found {
                Ok(Value::Null | Value::Bool(false)) | Err(_) => {}
                Ok(Value::String(text)) if text.is_empty() => {}
                Ok(found) => return Ok(found.clone()),
            }
            if start.elapsed() > LIMIT {
                return found.with_context(|| format!("{WAITED}{what}"));
            }
            std::thread::sleep(Duration::from_millis(60));
        }
    }

    /// Closes the browser as a person does, and waits until it has ended: all is on the disk then.
    pub fn close(mut self) -> Result<()> {
        // It may be gone before it has answered.
        let _ = self.send_to_browser("Browser.close", json!({}));
        let start = Instant::now();
        while start.elapsed() < LIMIT {
            if self.process.try_wait()?.is_some() {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        bail!("the browser did not end")
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(Some(_))) {
            return;
        }
        // What it leaves behind is a process, not a wrong result.
        let _ = processes::kill(&self.profile);
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
