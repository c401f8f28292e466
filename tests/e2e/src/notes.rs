//! What a browser without chromedriver notes of its page: errors and warnings on its console, and what it asks for.
//! Chromium of any age tells it by itself; Firefox and WebKit, whose drivers do not, are asked through the page, from
//! the moment on that it has loaded.

use crate::window::Window;
use anyhow::{Result, ensure};
use serde_json::{Value, json};

/// Has the page note what goes wrong in it from now on.
const WATCH: &str = "if (window.tigangNoted) return true;
    var noted = window.tigangNoted = [];
    var start = performance.now();
    window.tigangAsked = function () {
        return performance.getEntriesByType('resource').filter(function (one) {
            return one.startTime > start;
        }).map(function (one) { return one.name; });
    };
    var note = function (what) { noted.push(String(what)); };
    addEventListener('error', function (event) { note(event.message || event.target && event.target.outerHTML); }, true);
    addEventListener('unhandledrejection', function (event) { note(event.reason); });
    document.addEventListener('securitypolicyviolation', function (event) { note(event.violatedDirective + ' ' + event.blockedURI); });
    ['error', 'warn'].forEach(function (name) {
        var said = console[name];
        console[name] = function () { note([].join.call(arguments, ' ')); return said.apply(console, arguments); };
    });
    return true";
/// What it has noted, and what it has asked for.
const NOTED: &str = "return [window.tigangNoted, window.tigangAsked()]";

/// What Chromium before 97 says of the policy that every build has: it does not know this word of it, and goes by
/// the one beside it.
const IGNORED: &str = "invalid source: ''wasm-unsafe-eval''. It will be ignored";

/// A complaint in an event of the DevTools protocol.
pub(crate) fn complaint(told: &Value) -> Option<String> {
    let method = told.get("method")?.as_str()?;
    let level = |place: &str| {
        told.pointer(place)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    let is_one = match method {
        "Log.entryAdded" => matches!(level("/params/entry/level"), "error" | "warning"),
        "Runtime.consoleAPICalled" => {
            matches!(level("/params/type"), "error" | "warning" | "assert")
        }
        "Runtime.exceptionThrown" => true,
        _ => false,
    };
    let said = told.get("params").map(Value::to_string);
    said.filter(|said| is_one && !said.contains(IGNORED))
}

/// The address that an event of the DevTools protocol says is asked for.
pub(crate) fn asked(told: &Value) -> Option<String> {
    let is_one = told.get("method") == Some(&json!("Network.requestWillBeSent"));
    let address = told.pointer("/params/request/url").and_then(Value::as_str);
    address.filter(|_| is_one).map(str::to_owned)
}

impl Window {
    /// The page has loaded: what it complains of and asks for is noted from now on.
    pub async fn watch(&self) -> Result<()> {
        match self {
            Self::Chromium(..) => Ok(()),
            Self::Foreign(_) => self.holds("the page is watched", WATCH, vec![]).await,
        }
    }

    /// Nothing was complained of on the console since it was last asked, and nothing asked for elsewhere than at
    /// this address; beside it the browser makes its own addresses for downloads and for what stands in the page.
    pub async fn is_quiet(&self, home: &str) -> Result<()> {
        let (complaints, asked) = match self {
            Self::Chromium(wire, _) => {
                // What it told before its answer is read then.
                wire.run("return true")?;
                wire.take_notes()
            }
            Self::Foreign(_) => {
                let noted = self.run(NOTED, vec![]).await?;
                let texts = |index| {
                    noted
                        .get(index)
                        .map(crate::parts::texts)
                        .unwrap_or_default()
                };
                ensure!(
                    noted.get(0).is_some_and(Value::is_array),
                    "the page is not watched"
                );
                (texts(0), texts(1))
            }
        };
        ensure!(complaints.is_empty(), "the console says: {complaints:?}");
        let own = [home, "data:", "blob:", "about:", "chrome://"];
        let elsewhere = |address: &&String| !own.iter().any(|start| address.starts_with(start));
        let elsewhere: Vec<&String> = asked.iter().filter(elsewhere).collect();
        ensure!(
            elsewhere.is_empty(),
            "requests to other places: {elsewhere:?}"
        );
        Ok(())
    }
}
