//! Running one test: a browser of its own, two at a time, a limit, and what every test ends with:
//! nothing on the console, and no request after the page had loaded.

use crate::browser::Browser;
use crate::page::{First, Page};
use crate::record;
use crate::surroundings::Surroundings;
use anyhow::{Context, Result};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use xtask::serve::Server;

/// How many browsers run at a time.
const PLACES: usize = 2;
/// How long a test may take, on a slow computer.
const LIMIT: Duration = Duration::from_secs(240);

/// What is done before the page is opened.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setup<'a> {
    /// Scripts that run before the page's own program, at each load.
    pub first: &'a [First<'a>],
    /// Whether no other browser may run at the same time: for tests about time.
    pub alone: bool,
}

/// Opens the page in a new browser and does a test there.
pub fn visit(test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    Setup::default().visit(test)
}

impl Setup<'_> {
    /// Opens the page, set up like this, and does a test there.
    pub fn visit(self, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
        let _place = Places::take(if self.alone { PLACES } else { 1 });
        let surroundings = Surroundings::find()?;
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let server = Server::start(&surroundings.site, None)?;
            let browser = Browser::start(&surroundings).await?;
            let page = Page::new(browser, server);
            let done = tokio::time::timeout(LIMIT, self.on(&page, test)).await;
            match done.unwrap_or_else(|_| Err(anyhow::anyhow!("the test took too long"))) {
                Ok(()) => Ok(()),
                Err(reason) => {
                    let seen = record::what_was_seen(&page).await;
                    Err(reason).with_context(|| format!("the test failed; {seen}"))
                }
            }
        })
    }

    async fn on(self, page: &Page, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
        for script in self.first {
            page.first(*script).await?;
        }
        page.load().await?;
        test(page).await?;
        record::check(page).await
    }
}

/// The places that are free, shared by the tests of one program.
static FREE: Mutex<usize> = Mutex::new(PLACES);
static CHANGED: Condvar = Condvar::new();

/// Some places, given back when they are dropped.
struct Places(usize);

impl Places {
    fn take(count: usize) -> Self {
        let mut free = FREE.lock().unwrap_or_else(PoisonError::into_inner);
        while *free < count {
            free = CHANGED.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
        *free -= count;
        Self(count)
    }
}

impl Drop for Places {
    fn drop(&mut self) {
        *FREE.lock().unwrap_or_else(PoisonError::into_inner) += self.0;
        CHANGED.notify_all();
    }
}
