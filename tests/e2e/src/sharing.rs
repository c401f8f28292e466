//! One draft in several tabs: what each of them shows and lets a person do. Everything is asked by
//! script, as a tab in the background has no accessibility tree.

use crate::page::{First, Page};
use crate::wait::until;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::tally::DIFFERS;

/// By what the tabs agree who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The browser's own locks.
    Locks,
    /// Messages: plain http in an intranet has no locks, and old browsers have none anywhere.
    Messages,
    /// Changes of localStorage: old browsers that have no messages either.
    Storage,
}

impl Means {
    /// What takes the better means away, before the program of a tab runs.
    #[must_use]
    pub fn first(self) -> &'static [First<'static>] {
        match self {
            Self::Locks => &[],
            Self::Messages => &[NO_LOCKS],
            Self::Storage => &[NO_LOCKS, NO_MESSAGES],
        }
    }
}

/// A tab whose database does not confirm any more, once `window.stuck` is set.
pub const STUCK: First<'static> = First(
    "const put = IDBObjectStore.prototype.put;
     IDBObjectStore.prototype.put = function (...all) {
         const request = put.apply(this, all);
         const abort = () => { try { this.transaction.abort(); } catch { } };
         if (window.stuck) queueMicrotask(abort);
         return request;
     };",
);
const NO_LOCKS: First<'static> =
    First("Object.defineProperty(Navigator.prototype, 'locks', { get() { return undefined; } });");
const NO_MESSAGES: First<'static> = First("delete window.BroadcastChannel;");

impl Page {
    /// What stands in the first paragraph.
    pub async fn first_paragraph(&self) -> Result<String> {
        self.ask("return document.querySelector('textarea[aria-label=引言]')?.value ?? '（没有）'")
            .await
    }

    /// Waits until the first paragraph is this.
    pub async fn first_paragraph_is(&self, expected: &str) -> Result<()> {
        until(
            &format!("the first paragraph is “{expected}”"),
            async || {
                let value = self.first_paragraph().await?;
                ensure!(value == expected, "{DIFFERS}it is “{value}”");
                Ok(Some(()))
            },
        )
        .await
    }

    /// Types at the end of the first paragraph.
    pub async fn type_more(&self, text: &str) -> Result<()> {
        let script = "const field = document.querySelector('textarea[aria-label=引言]');
            field.focus(); field.setSelectionRange(field.value.length, field.value.length)";
        self.run(script, vec![]).await?;
        self.type_text(text).await
    }

    /// Waits until the tab shows the draft and says that another writes in it.
    pub async fn is_reading(&self) -> Result<String> {
        until("the tab says that another writes", async || {
            let strips = self.list(".strip[role=status]").await?;
            let told = strips.iter().find(|one| one.contains("在这里编辑"));
            let told = told.with_context(|| format!("it says {strips:?}"))?;
            let fields =
                "return [...document.querySelectorAll('.sheet textarea')].every(one => one.readOnly)";
            ensure!(
                self.run(fields, vec![]).await? == json!(true),
                "it can be written in"
            );
            Ok(Some(told.clone()))
        })
        .await
    }

    /// Waits until the tab may write.
    pub async fn is_writing(&self) -> Result<()> {
        until("the tab may write", async || {
            let strips = self.list(".strip[role=status]").await?;
            ensure!(
                !strips.iter().any(|one| one.contains("标签页")),
                "it says {strips:?}"
            );
            ensure!(self.may_write().await?, "it cannot be written in");
            Ok(Some(()))
        })
        .await
    }

    /// The drafts that there are: names and texts of the later of both records of each.
    pub async fn drafts(&self) -> Result<Vec<(String, String)>> {
        let script = "const best = {};
            for (const name of Object.keys(localStorage)) {
                const place = /^tigang.(draft|twin).(.+)$/.exec(name);
                if (!place) continue;
                const draft = JSON.parse(localStorage.getItem(name));
                const known = best[place[2]];
                if (!known || known.revision < draft.revision) best[place[2]] = draft;
            }
            return Object.values(best)
                .map(draft => [draft.card.name, draft.blocks.map(block => block[4]).join('')])";
        let told = self.run(script, vec![]).await?;
        let told = told.as_array().cloned().unwrap_or_default();
        let text = |pair: &Value, index: usize| {
            pair.get(index)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        Ok(told
            .iter()
            .map(|pair| (text(pair, 0), text(pair, 1)))
            .collect())
    }

    /// Whether the tab lets a person write now.
    pub async fn may_write(&self) -> Result<bool> {
        let script = "const all = [...document.querySelectorAll('.sheet textarea')];
            return all.length > 0 && all.every(one => !one.readOnly)";
        Ok(self.run(script, vec![]).await? == json!(true))
    }
}
