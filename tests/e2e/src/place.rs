//! Where the page comes from: a web server, or the one file on a disk. Both are the same product.

use anyhow::{Result, ensure};
use std::path::Path;
use xtask::serve::Server;

/// Where the page comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// A web server.
    Http,
    /// The one file, from a disk.
    File,
}

impl From {
    /// The address that a person opens.
    pub fn address(self, site: &Path, server: &Server) -> Result<String> {
        match self {
            From::Http => Ok(server.address()),
            From::File => {
                let file = site.join("tigang.html");
                ensure!(
                    file.is_file(),
                    "there is no {}: `cargo xtask dist` builds it",
                    file.display()
                );
                Ok(format!("file://{}", file.canonicalize()?.display()))
            }
        }
    }
}
