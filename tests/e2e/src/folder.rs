//! A folder for the files of one test: the browser's profile, downloads, files to choose.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// A temporary folder that goes away with its test.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// A new one.
    pub fn new() -> Result<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("tigang-e2e-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        // Left over from a run that was killed and had the same number.
        if path.exists() {
            std::fs::remove_dir_all(&path)
                .with_context(|| format!("cannot clear {}", path.display()))?;
        }
        std::fs::create_dir_all(&path)
            .with_context(|| format!("cannot make the folder {}", path.display()))?;
        Ok(Self(path))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Where the browser keeps its profile in it.
    #[must_use]
    pub fn profile(&self) -> PathBuf {
        self.0.join("profile")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A browser that is still closing writes into it; a second try is enough.
        for _ in 0..20 {
            if std::fs::remove_dir_all(&self.0).is_ok() {
                return;
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }
}
