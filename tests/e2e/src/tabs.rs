//! Tabs and what happens to them: opened beside each other, left, crashed, closed.

use crate::page::{First, Page};
use crate::record;
use anyhow::{Context, Result, ensure};
use fantoccini::wd::WindowHandle;
use serde_json::json;
use std::time::Duration;

/// A tab of the browser. The verbs of [`Page`] mean the one that was gone to last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tab(WindowHandle);

impl Page {
    /// The tab that is worked in.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.browser.client().window().await?))
    }

    /// Opens an empty tab beside this one and goes there.
    pub async fn empty_tab(&self) -> Result<Tab> {
        let opened = self.browser.client().new_window(true).await?;
        let tab = Tab(opened.handle);
        self.go_to_tab(&tab).await?;
        Ok(tab)
    }

    /// Opens the page in a new tab, after these scripts, and goes there.
    pub async fn new_tab(&self, first: &[First<'_>]) -> Result<Tab> {
        let tab = self.empty_tab().await?;
        for script in first {
            self.first(*script).await?;
        }
        self.load().await?;
        Ok(tab)
    }

    /// Works in another tab from now on.
    pub async fn go_to_tab(&self, tab: &Tab) -> Result<()> {
        let client = self.browser.client();
        client.switch_to_window(tab.0.clone()).await?;
        self.believe_to_have_the_keyboard().await
    }

    /// Has the tab think that it has the keyboard, whatever else is open: tabs are beside each other
    /// then, as in two windows, and both are visible.
    pub(crate) async fn believe_to_have_the_keyboard(&self) -> Result<()> {
        let focus = json!({ "enabled": true });
        self.cdp("Emulation.setFocusEmulationEnabled", focus)
            .await
            .map(|_| ())
    }

    /// Closes the tab that is worked in, as a person does, and goes to another.
    pub async fn close_tab(&self, next: &Tab) -> Result<()> {
        self.browser.client().close_window().await?;
        self.go_to_tab(next).await
    }

    /// Has the program of the tab that is worked in break down, and goes to another.
    pub async fn crash_tab(&self, next: &Tab) -> Result<()> {
        // The browser cannot answer for a tab that is no more.
        let crash = self.cdp("Page.crash", json!({}));
        let _ = tokio::time::timeout(Duration::from_secs(10), crash).await;
        self.go_to_tab(next).await
    }

    /// Leaves the page for another document of the same address, where its stores can be looked into
    /// and changed while it is not there.
    pub async fn away(&self) -> Result<()> {
        self.nothing_was_asked_for()?;
        let script = "return new URL('icon.svg', location).href";
        let other = self
            .ask(script)
            .await
            .context("the page has no other file")?;
        self.browser.client().goto(&other).await?;
        // Such a document has no icon; the browser asks for one, and that is no complaint of the page's.
        let has_asked = || {
            self.server
                .requests()
                .iter()
                .any(|one| one.address.contains("favicon"))
        };
        crate::until("the browser asks for an icon", async || {
            Ok(has_asked().then_some(()))
        })
        .await?;
        crate::pause(300).await;
        let complaints = record::complaints(self).await?;
        ensure!(
            complaints.iter().all(|one| one.contains("favicon.ico")),
            "the console says: {complaints:?}"
        );
        self.seen.set(self.server.requests().len());
        Ok(())
    }

    /// Kills the browser with everything that it started.
    pub async fn kill(self) -> Result<()> {
        self.browser.kill().await
    }

    /// Looks at what the browser noted, and closes it as a person does.
    pub async fn close(self) -> Result<()> {
        self.check().await?;
        self.browser.close().await
    }

    /// What every test ends with: nothing on the console, and no request after the page had loaded.
    pub async fn check(&self) -> Result<()> {
        record::check(self).await
    }
}
