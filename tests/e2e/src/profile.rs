//! A profile that outlives its browsers: started, killed, damaged while closed, started again. The
//! address stays the same, so that the stores are the same.

use crate::browser::Browser;
use crate::folder::Folder;
use crate::page::{First, Looked, Page};
use crate::place::From;
use crate::run::{Setup, on_one_thread};
use crate::surroundings::Surroundings;
use crate::wait::until;
use anyhow::{Result, bail, ensure};
use serde_json::json;
use std::cell::{Cell, RefCell};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use xtask::serve::Server;
use xtask::tally::LOST;

/// The folder of a browser, and the server that its pages come from.
pub struct Profile {
    surroundings: Surroundings,
    folder: Rc<Folder>,
    server: Rc<Server>,
    from: From,
    /// Whether each page that was opened was looked at.
    pages: RefCell<Vec<Rc<Cell<Looked>>>>,
}

impl Profile {
    /// Does a test with a new profile.
    pub fn visit(test: impl AsyncFnOnce(&Profile) -> Result<()>) -> Result<()> {
        Self::visit_from(From::Http, test)
    }

    /// The same, with the page from a server or from a disk.
    pub fn visit_from(from: From, test: impl AsyncFnOnce(&Profile) -> Result<()>) -> Result<()> {
        on_one_thread(1, async |surroundings| {
            let profile = Profile {
                surroundings: surroundings.clone(),
                folder: Rc::new(Folder::new()?),
                server: Rc::new(Server::start(&surroundings.site, None)?),
                from,
                pages: RefCell::default(),
            };
            test(&profile).await?;
            profile.ends()
        })
    }

    /// The same, with a copy of the site that the test may change.
    pub fn visit_own_site(test: impl AsyncFnOnce(&Profile) -> Result<()>) -> Result<()> {
        on_one_thread(1, async |surroundings| {
            let folder = Rc::new(Folder::new()?);
            let site = folder.path().join("site");
            std::fs::create_dir_all(&site)?;
            for entry in std::fs::read_dir(&surroundings.site)? {
                let file = entry?.path();
                let compressed = |ending: &OsStr| ending == "gz" || ending == "br";
                if let Some(name) = file.file_name()
                    && !file.extension().is_some_and(compressed)
                {
                    std::fs::copy(&file, site.join(name))?;
                }
            }
            let profile = Profile {
                surroundings: Surroundings {
                    site: site.clone(),
                    ..surroundings.clone()
                },
                folder,
                server: Rc::new(Server::start(&site, None)?),
                from: From::Http,
                pages: RefCell::default(),
            };
            test(&profile).await?;
            profile.ends()
        })
    }

    /// What every test ends with: each page was looked at since it was loaded last, and nothing was on its console,
    /// and it had asked for nothing.
    fn ends(&self) -> Result<()> {
        let pages = self.pages.borrow();
        let seen = pages.iter().all(|page| page.get() != Looked::No);
        ensure!(
            seen,
            "the test has not looked at the console and the requests of a page: it lacks a check()"
        );
        ensure!(!pages.is_empty(), "no page was opened");
        Ok(())
    }

    /// The folder that its pages come from.
    #[must_use]
    pub fn site(&self) -> &Path {
        &self.surroundings.site
    }

    /// Starts a browser with it and opens the page.
    pub async fn open(&self) -> Result<Page> {
        self.open_with(&[]).await
    }

    /// The same, with scripts that run before the page's own program.
    pub async fn open_with(&self, first: &[First<'_>]) -> Result<Page> {
        let browser = Browser::start(&self.surroundings, Rc::clone(&self.folder)).await?;
        let address = self.from.address(self.site(), &self.server)?;
        let page = Page::new(browser, Rc::clone(&self.server), address);
        self.pages.borrow_mut().push(Rc::clone(&page.looked));
        let setup = Setup {
            first,
            ..Setup::default()
        };
        setup.open(&page).await?;
        Ok(page)
    }

    /// Where the browser keeps what pages store: a folder of its first person.
    #[must_use]
    pub fn stores(&self) -> PathBuf {
        self.folder.profile().join("Default")
    }
}

impl Page {
    /// Opens a draft from wherever the page offers it after a start; how it came back, in a word. The
    /// page must be open with it, show it in the list, or say that there is one: never a silent blank.
    pub async fn come_back(&self, name: &str) -> Result<&'static str> {
        let open = format!("打开：{name}");
        let script = "const all = chosen => [...document.querySelectorAll(chosen)];
            if (all('.sheet textarea').length) return 'opened';
            if (all('dialog[open] .draft').some(one => one.innerText.includes(arguments[0]))) return 'listed';
            if (all('.welcome-drafts button').length) return 'offered';
            return document.getElementById('loading') || !document.querySelector('.page') ? '' : 'blank'";
        until("the draft is there or offered", async || {
            let way = self.run(script, vec![json!(name)]).await?;
            match way.as_str() {
                Some("opened") => return Ok(Some("opened")),
                Some("listed") => {
                    self.click(&open).await?;
                    return Ok(Some("listed"));
                }
                Some("offered") => {}
                Some("blank") => bail!("{LOST}the page shows no draft"),
                _ => return Ok(None),
            }
            let offer = "document.querySelector('.welcome-drafts button').click()";
            self.run(offer, vec![]).await?;
            self.click(&open).await?;
            Ok(Some("offered"))
        })
        .await
    }
}
