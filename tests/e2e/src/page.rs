//! The page: opened, looked through by role and accessible name, asked by scripts. What is done with
//! its parts stands in the files beside this one.

use crate::browser::Browser;
use crate::element::Element;
use crate::wait::until;
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use std::cell::Cell;
use std::rc::Rc;
use xtask::serve::{Asked, Server};

/// What the browser itself asks for, about a second after a page was loaded or later: whether there is a
/// new worker, and how the page would be installed. Nothing of the page's is in these addresses. What the
/// worker asks for is the browser's doing as well: it tries a broken build again whenever it likes.
const OF_THE_BROWSER: [&str; 6] = [
    "/worker.js",
    "/manifest.webmanifest",
    "/icon.svg",
    "/icon-192.png",
    "/icon-512.png",
    "/icon-maskable-512.png",
];

/// What the page itself asked for behind so many requests; not what the browser asks for of its own.
pub(crate) fn late(requests: &[Asked], seen: usize) -> Vec<&Asked> {
    let late = requests.get(seen..).unwrap_or_default().iter();
    late.filter(|one| !OF_THE_BROWSER.contains(&one.address.as_str()))
        .filter(|one| !one.referrer.ends_with("/worker.js"))
        .collect()
}

/// Whether somebody has looked at what the browser noted of a page since it was loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Looked {
    /// Not yet.
    No,
    /// Nothing was wrong.
    Yes,
    /// Nobody has to: the test brings about what would be wrong.
    Never,
}

/// The page in its browser, and the server that it came from.
pub struct Page {
    pub(crate) browser: Browser,
    pub(crate) server: Rc<Server>,
    /// Where it is opened from.
    pub(crate) address: String,
    /// How many requests there were when the page had loaded.
    pub(crate) seen: Cell<usize>,
    /// Whether the test may end.
    pub(crate) looked: Rc<Cell<Looked>>,
}

/// What a script does before the page's own program runs.
#[derive(Clone, Copy, Debug)]
pub struct First<'a>(pub &'a str);

/// A clock that can be put forward, by `window.ahead` milliseconds.
pub const CLOCK: First<'static> =
    First("const now = Date.now; Date.now = () => now() + (window.ahead || 0);");

impl Page {
    /// A browser that has not loaded anything yet.
    pub(crate) fn new(browser: Browser, server: Rc<Server>, address: String) -> Self {
        // A server that other browsers asked before has been asked for all of that already.
        let seen = Cell::new(server.requests().len());
        Self {
            browser,
            server,
            address,
            seen,
            looked: Rc::new(Cell::new(Looked::No)),
        }
    }

    /// Has a script run before the program of every page that is loaded from now on.
    pub async fn first(&self, script: First<'_>) -> Result<()> {
        let source = json!({ "source": script.0 });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source)
            .await
            .map(|_| ())
    }

    /// Opens the page, or opens it again as a person does who types its address.
    pub async fn load(&self) -> Result<()> {
        self.nothing_was_asked_for()?;
        self.browser.client().goto(&self.address).await?;
        self.ready().await
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        self.nothing_was_asked_for()?;
        self.browser.client().refresh().await?;
        self.ready().await
    }

    /// Presses a button that has the page load itself again.
    pub async fn click_to_reload(&self, name: &str) -> Result<()> {
        self.nothing_was_asked_for()?;
        self.run("window.tigangBefore = true", vec![]).await?;
        self.click(name).await?;
        let is_new = "return window.tigangBefore === undefined";
        until("the page is loaded again", async || {
            Ok((self.run(is_new, vec![]).await? == json!(true)).then_some(()))
        })
        .await?;
        self.ready().await
    }

    /// Loads the page again where its program does not start.
    pub async fn reload_unready(&self) -> Result<()> {
        self.nothing_was_asked_for()?;
        self.browser.client().refresh().await?;
        crate::pause(500).await;
        self.seen.set(self.server.requests().len());
        Ok(())
    }

    /// What was asked for up to now was to be expected.
    pub fn requests_are_expected(&self) {
        self.seen.set(self.server.requests().len());
    }

    /// A folder for this test's files.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        self.browser.folder()
    }

    /// Opens the page at another address: from a disk, or from another server.
    pub async fn load_from(&self, address: &str) -> Result<()> {
        self.browser.client().goto(address).await?;
        self.started().await
    }

    /// The test itself brings about errors on the console or requests, so that its end is no time to look for them.
    pub fn provokes(&self, what: &str) {
        println!("not looked at in the end, as the test brings about {what}");
        self.looked.set(Looked::Never);
    }

    /// Waits until the program has taken over from the static page.
    async fn started(&self) -> Result<()> {
        if self.looked.get() == Looked::Yes {
            self.looked.set(Looked::No);
        }
        until("the page is there", async || {
            let ready =
                "return !document.getElementById('loading') && !!document.querySelector('.page')";
            Ok((self.run(ready, vec![]).await? == json!(true)).then_some(()))
        })
        .await
    }

    /// Waits until everything is there that the page asks for.
    async fn ready(&self) -> Result<()> {
        self.started().await?;
        // The copy for use without a network belongs to the loading.
        let kept = "const done = arguments[0];
            if (!navigator.serviceWorker || !isSecureContext) done(true);
            else navigator.serviceWorker.getRegistration().then(
                found => done(!!found && !!found.active && !found.installing), () => done(true))";
        until("the copy of the page is kept", async || {
            Ok((self.run_async(kept, vec![]).await? == json!(true)).then_some(()))
        })
        .await?;
        self.seen.set(self.server.requests().len());
        Ok(())
    }

    /// The law of this product: after it has loaded, the page asks for nothing.
    pub(crate) fn nothing_was_asked_for(&self) -> Result<()> {
        let requests = self.server.requests();
        let late = late(&requests, self.seen.get());
        ensure!(
            late.is_empty(),
            "requests after the page had loaded: {late:?}"
        );
        Ok(())
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.browser.client().execute(script, arguments).await?)
    }

    /// Runs a script that calls back with its answer.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self
            .browser
            .client()
            .execute_async(script, arguments)
            .await?)
    }

    /// Runs a script that returns a text.
    pub async fn ask(&self, script: &str) -> Result<String> {
        let answer = self.run(script, vec![]).await?;
        Ok(answer
            .as_str()
            .context("the script returned no text")?
            .to_owned())
    }

    /// Sends a command of the DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Result<Value> {
        self.browser.cdp(method, parameters).await
    }

    /// All elements of a role, with this accessible name where one is given, that are there for
    /// assistive technology: hidden ones and those behind a dialog are not.
    pub async fn all(&self, role: &str, name: Option<&str>) -> Result<Vec<Element>> {
        let whole = self
            .cdp("Runtime.evaluate", json!({ "expression": "document" }))
            .await?;
        let mut wanted = json!({ "objectId": whole.pointer("/result/objectId"), "role": role });
        if let (Some(name), Some(wanted)) = (name, wanted.as_object_mut()) {
            wanted.insert("accessibleName".to_owned(), json!(name));
        }
        let answer = self.cdp("Accessibility.queryAXTree", wanted).await?;
        let nodes = answer
            .get("nodes")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        for node in nodes
            .iter()
            .filter(|node| node.get("ignored") == Some(&json!(false)))
        {
            let node = json!({ "backendNodeId": node.get("backendDOMNodeId") });
            let object = self.cdp("DOM.resolveNode", node).await?;
            // The protocols name elements differently; a list on the window leads from one to the other.
            let keep = "function () { (window.tigangFound ||= []).push(this); }";
            let object = object.pointer("/object/objectId");
            let call = json!({ "objectId": object, "functionDeclaration": keep });
            self.cdp("Runtime.callFunctionOn", call).await?;
        }
        let take =
            "const found = window.tigangFound || []; delete window.tigangFound; return found;";
        let found = self.run(take, vec![]).await?;
        let found = found.as_array().cloned().unwrap_or_default();
        found
            .iter()
            .map(|one| Element::read(self.browser.client(), one))
            .collect()
    }

    /// The one element of a role with this accessible name, waited for.
    pub async fn find(&self, role: &str, name: &str) -> Result<Element> {
        let what = format!("{role} “{name}” is on the page");
        let found = until(&what, async || {
            match self.all(role, Some(name)).await?.as_slice() {
                [] => Ok(None),
                [one] => Ok(Some(one.clone())),
                more => bail!("there are {} of {role} “{name}”", more.len()),
            }
        })
        .await;
        match found {
            Ok(found) => Ok(found),
            Err(reason) => {
                let names = self.names(role).await?.join("”, “");
                Err(reason).with_context(|| format!("of role {role} there are: “{names}”"))
            }
        }
    }

    /// Whether there is an element of a role with this accessible name now.
    pub async fn has(&self, role: &str, name: &str) -> Result<bool> {
        Ok(!self.all(role, Some(name)).await?.is_empty())
    }

    /// Waits until there is no element of a role with this name.
    pub async fn gone(&self, role: &str, name: &str) -> Result<()> {
        until(&format!("{role} “{name}” is gone"), async || {
            Ok((!self.has(role, name).await?).then_some(()))
        })
        .await
    }

    /// The accessible names of all elements of a role, as the browser computes them.
    pub async fn names(&self, role: &str) -> Result<Vec<String>> {
        let whole = self
            .cdp("Runtime.evaluate", json!({ "expression": "document" }))
            .await?;
        let wanted = json!({ "objectId": whole.pointer("/result/objectId"), "role": role });
        let answer = self.cdp("Accessibility.queryAXTree", wanted).await?;
        let nodes = answer
            .get("nodes")
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default();
        let seen = nodes
            .iter()
            .filter(|node| node.get("ignored") == Some(&json!(false)));
        Ok(seen
            .map(|node| {
                node.pointer("/name/value")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
            })
            .map(str::to_owned)
            .collect())
    }
}
