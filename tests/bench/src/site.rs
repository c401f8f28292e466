//! What is measured: one folder with the built page, the other editors and the texts, on one server,
//! and a profile for each size in which the page has its draft.

use crate::docx;
use crate::editors::Editor;
use crate::options::Options;
use anyhow::{Context, Result};
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use tigang_e2e::{Folder, Wire, sample};
use xtask::serve::Server;

/// Everything a measurement needs.
pub struct Site {
    /// The server of all editors.
    pub server: Server,
    /// The browser.
    pub chromium: PathBuf,
    folder: Folder,
}

impl Site {
    /// Puts it together.
    pub fn build(options: &Options) -> Result<Self> {
        let folder = Folder::new()?;
        let root = folder.path().join("site");
        std::fs::create_dir_all(&root)?;
        let peers = named("TIGANG_PEERS")?;
        copy(&named("TIGANG_DIST")?, &root.join("page"))?;
        let editors = Editor::ALL.into_iter().filter(|one| *one != Editor::Page);
        for peer in editors.map(Editor::folder).chain([docx::PEER]) {
            copy(&peers.join(peer), &root.join(peer))?;
        }
        let texts = root.join("texts");
        std::fs::create_dir_all(&texts)?;
        for size in &options.sizes {
            std::fs::write(texts.join(format!("{size}.txt")), text(*size)?)?;
        }
        // Loaded before each measurement: the fonts and the browser's own processes are awake then.
        let warm = "<!doctype html><meta charset=utf-8><p style='font-family:FangSong,\"Noto Serif CJK SC\",serif'>提纲<p style='font-family:\"Noto Sans CJK SC\",sans-serif'>提纲<textarea>提纲</textarea>";
        std::fs::write(root.join("warm.html"), warm)?;
        let site = Self {
            server: Server::start(&root, None)?,
            chromium: named("TIGANG_CHROMIUM")?,
            folder,
        };
        for size in options.drafts() {
            site.seed(size)?;
        }
        Ok(site)
    }

    /// Starts a browser with a profile.
    pub fn browser(&self, profile: &Path) -> Result<Wire> {
        let more = [
            "--headless=new",
            // A page of the same site stays in its process, so that the start of a process is not
            // counted for some and not for others.
            "--disable-features=BackForwardCache,SpareRendererForSitePerProcess,ProactivelySwapBrowsingInstance",
        ];
        Wire::start(&self.chromium, profile, &more)
    }

    /// Has the page store a text as its open draft, in a profile that is kept.
    fn seed(&self, size: usize) -> Result<()> {
        let wire = self.browser(&self.seeded(size))?;
        wire.go(&format!("{}page/index.html", self.server.address()))?;
        Editor::import(&wire, &text(size)?)?;
        wire.close()
    }

    /// Where a profile can be made that nothing is in yet.
    pub fn empty(&self, name: &str) -> Result<PathBuf> {
        let profile = self.folder.path().join(name);
        if profile.exists() {
            std::fs::remove_dir_all(&profile)?;
        }
        Ok(profile)
    }

    /// A profile of its own for one measurement.
    pub fn profile(&self, editor: Editor, size: usize) -> Result<PathBuf> {
        let profile = self.empty("profile")?;
        if editor == Editor::Page {
            copy(&self.seeded(size), &profile)?;
        }
        Ok(profile)
    }

    fn seeded(&self, size: usize) -> PathBuf {
        self.folder.path().join(format!("draft-{size}"))
    }
}

/// A text of so many characters: our own sample, over and over.
pub fn text(size: usize) -> Result<String> {
    let whole = format!("{}\n", sample("branch")?.trim_end());
    let text: String = whole.chars().cycle().take(size).collect();
    // A text that ends within a line end would come back without it from some editors.
    Ok(text.trim_end().to_owned())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let status = Command::new("cp").arg("-r").arg(from).arg(to).status()?;
    anyhow::ensure!(status.success(), "{} was not copied", from.display());
    Ok(())
}

fn named(variable: &str) -> Result<PathBuf> {
    let place = env::var_os(variable);
    let place =
        place.with_context(|| format!("{variable} is not set; `cargo xtask bench` sets it"))?;
    Ok(place.into())
}
