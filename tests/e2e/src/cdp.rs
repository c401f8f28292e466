//! Commands that WebDriver does not have, sent through chromedriver: the DevTools protocol and the
//! browser's log.

use anyhow::{Context, Result};
use fantoccini::Client;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

/// A POST to an address below the session.
#[derive(Debug)]
struct Post {
    place: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(
        &self,
        base: &url::Url,
        session: Option<&str>,
    ) -> Result<url::Url, url::ParseError> {
        base.join(&format!(
            "session/{}/{}",
            session.unwrap_or_default(),
            self.place
        ))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.body.to_string()))
    }
}

/// Sends a command of the DevTools protocol and gives its answer.
pub async fn send(client: &Client, method: &str, parameters: Value) -> Result<Value> {
    let body = json!({ "cmd": method, "params": parameters });
    client
        .issue_cmd(Post {
            place: "goog/cdp/execute",
            body,
        })
        .await
        .with_context(|| format!("the browser did not do {method}"))
}

/// What the browser noted since it was last asked: `browser` for the console, `performance` for what
/// the DevTools protocol reports.
pub async fn log(client: &Client, kind: &str) -> Result<Vec<Value>> {
    let answer = client
        .issue_cmd(Post {
            place: "se/log",
            body: json!({ "type": kind }),
        })
        .await
        .with_context(|| format!("the browser's log {kind:?} could not be read"))?;
    Ok(answer.as_array().cloned().unwrap_or_default())
}
