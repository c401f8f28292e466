//! What the page says of itself: whether the draft is stored, how many blanks are open, what has just
//! happened, what was recognised. Each is waited for, because the page says it in its own time.

use crate::page::Page;
use crate::parts::texts;
use crate::wait::until;
use anyhow::{Context, Result, bail};

impl Page {
    /// How many blanks the header says are open.
    pub async fn open_count(&self) -> Result<usize> {
        let script =
            "return [...document.querySelectorAll('header button')].map(one => one.innerText)
            .find(text => text.startsWith('待填'))";
        let text = self.ask(script).await?;
        let number = text
            .strip_prefix("待填")
            .context("the header does not say 待填")?;
        number
            .trim()
            .parse()
            .with_context(|| format!("the header says {text:?}"))
    }

    /// Waits until the header says that so many blanks are open.
    pub async fn open_count_is(&self, expected: usize) -> Result<()> {
        until(&format!("the header says 待填 {expected}"), async || {
            let count = self.open_count().await?;
            if count != expected {
                bail!("it says {count}");
            }
            Ok(Some(()))
        })
        .await
    }

    /// What the page says about the draft being stored.
    pub async fn save_state(&self) -> Result<String> {
        self.find("status", "保存状态").await?.text().await
    }

    /// Waits until the page says that the draft is on the disk.
    pub async fn saved(&self) -> Result<()> {
        self.save_state_starts("已落盘").await
    }

    /// Waits until what the page says about storing starts like this.
    pub async fn save_state_starts(&self, start: &str) -> Result<()> {
        until(&format!("the page says {start}"), async || {
            let state = self.save_state().await?;
            if !state.starts_with(start) {
                bail!("it says {state:?}");
            }
            Ok(Some(()))
        })
        .await
    }

    /// Waits until a notice or the line of a dialog says something that holds these words.
    pub async fn notice_is(&self, words: &str) -> Result<()> {
        until(&format!("the page says “{words}”"), async || {
            let script = "return [...document.querySelectorAll('[role=alert], .notice')].map(one => one.innerText).join('\\n')";
            let said = self.ask(script).await?;
            if !said.contains(words) {
                bail!("it says {said:?}");
            }
            Ok(Some(()))
        })
        .await
    }

    /// Waits until the notice lies in front of everything else: a person sees it.
    pub async fn notice_is_seen(&self) -> Result<()> {
        until("the notice can be seen", async || {
            let script = "const notice = document.querySelector('.notice');
                if (!notice) return 'there is none';
                // The button is there for the pointer; what lies under the words can be pressed through them.
                const box = notice.querySelector('button').getBoundingClientRect();
                const front = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
                return notice.contains(front) ? '' : 'before it is ' + (front && front.outerHTML.slice(0, 60))";
            let reason = self.ask(script).await?;
            if !reason.is_empty() {
                bail!("{reason}");
            }
            Ok(Some(()))
        })
        .await
    }

    /// What the browser's tab says.
    pub async fn browser_title(&self) -> Result<String> {
        self.ask("return document.title").await
    }

    /// What the import dialog says that it recognised, waited for: the figures, then a line for each
    /// part.
    pub async fn recognised(&self) -> Result<Vec<String>> {
        until("the dialog says what was recognised", async || {
            let script =
                "return [...document.querySelectorAll('dialog .figures, dialog .recognised li')]
                .map(one => one.innerText)";
            let lines = texts(&self.run(script, vec![]).await?);
            Ok((!lines.is_empty()).then_some(lines))
        })
        .await
    }
}
