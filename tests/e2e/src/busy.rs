//! How long the page keeps the browser busy at a stretch: what a person feels as freezing.
//!
//! Law: while tasks are watched, the page is asked by plain scripts alone. Looking through its
//! accessibility tree would be work of the page's own thread, and would be counted.

use crate::page::{First, Page};
use crate::wait::until;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// Has every task of more than 50 ms noted from the start of the page on.
pub const WATCH: First<'static> = First(
    "window.tigangTasks = [];
     new PerformanceObserver(list => {
         for (const task of list.getEntries()) window.tigangTasks.push(task.duration);
     }).observe({ type: 'longtask', buffered: true });",
);

impl Page {
    /// Forgets the tasks so far.
    pub async fn forget_tasks(&self) -> Result<()> {
        // What is under way is noted when it ends; it does not belong to what comes now.
        crate::pause(300).await;
        self.run("window.tigangTasks.length = 0", vec![])
            .await
            .map(|_| ())
    }

    /// The longest task since, in milliseconds; 0 where none took more than 50.
    pub async fn longest_task(&self) -> Result<f64> {
        crate::pause(300).await;
        let longest = self
            .run("return Math.max(0, ...window.tigangTasks)", vec![])
            .await?;
        longest.as_f64().context("the tasks were not watched")
    }

    /// Waits until a script returns true.
    pub async fn holds(&self, what: &str, script: &str) -> Result<()> {
        until(what, async || match self.run(script, vec![]).await? {
            Value::Bool(true) => Ok(Some(())),
            other => bail!("it is {other}"),
        })
        .await
    }

    /// Clicks the button that shows this text.
    pub async fn click_shown(&self, text: &str) -> Result<()> {
        let script = "const button = [...document.querySelectorAll('button')]
                .findLast(one => one.textContent.trim() === arguments[0]);
            button?.click(); return !!button";
        until(&format!("there is a button that says {text}"), async || {
            let found = self.run(script, vec![json!(text)]).await?;
            Ok((found == json!(true)).then_some(()))
        })
        .await
    }
}
