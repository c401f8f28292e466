//! Running one test: a browser of its own, two at a time, a limit, and what every test ends with:
//! nothing on the console, and no request after the page had loaded. A [`Profile`](crate::Profile) asks the same
//! of each of its pages, a cell of its window.

use crate::browser::Browser;
use crate::folder::Folder;
use crate::page::{First, Page};
use crate::record;
use crate::surroundings::Surroundings;
use anyhow::{Context, Result};
use std::rc::Rc;
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use xtask::serve::Server;
use xtask::tally::WAITED;

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
        let places = if self.alone { PLACES } else { 1 };
        on_one_thread(places, async |surroundings| {
            let server = Server::start(&surroundings.site, None)?;
            let browser = Browser::start(surroundings, Rc::new(Folder::new()?)).await?;
            let address = server.address();
            let page = Page::new(browser, Rc::new(server), address);
            match in_time(self.on(&page, test)).await {
                Ok(()) => Ok(()),
                Err(reason) => {
                    let seen = record::what_was_seen(&page).await;
                    Err(reason).with_context(|| format!("the test failed; {seen}"))
                }
            }
        })
    }

    async fn on(self, page: &Page, test: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
        self.open(page).await?;
        test(page).await?;
        record::check(page).await
    }

    /// Opens the page in a browser that has not loaded anything yet.
    pub(crate) async fn open(self, page: &Page) -> Result<()> {
        page.believe_to_have_the_keyboard().await?;
        for script in self.first {
            page.first(*script).await?;
        }
        page.load().await
    }
}

/// Does a test with so many of the places for browsers.
pub(crate) fn on_one_thread(
    places: usize,
    test: impl AsyncFnOnce(&Surroundings) -> Result<()>,
) -> Result<()> {
    let _places = Places::take(places);
    let surroundings = Surroundings::find()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(in_time(test(&surroundings)))
}

async fn in_time(test: impl Future<Output = Result<()>>) -> Result<()> {
    let limit = if Surroundings::is_slow() {
        LIMIT * 8
    } else {
        LIMIT
    };
    let done = tokio::time::timeout(limit, test).await;
    done.unwrap_or_else(|_| Err(anyhow::anyhow!("{WAITED}the test takes too long")))
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
