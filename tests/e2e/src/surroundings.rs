//! What a test needs of this computer: the built site, the browser, its driver. `cargo xtask test`
//! finds all of it and says where it is; whoever runs a test alone sets the same variables.

use anyhow::{Context, Result, ensure};
use std::env;
use std::path::{Path, PathBuf};

/// Where everything is.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// The built site.
    pub site: PathBuf,
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// Its driver.
    pub chromedriver: PathBuf,
}

impl Surroundings {
    /// Looks at the variables and at what they name.
    pub fn find() -> Result<Self> {
        let site = named("TIGANG_DIST", "the folder of the built site")?;
        ensure!(
            site.join("index.html").is_file(),
            "TIGANG_DIST is {}, where there is no index.html: `cargo xtask dist` builds the site",
            site.display()
        );
        Ok(Self {
            site,
            chromium: named("TIGANG_CHROMIUM", "Chromium or Chrome")?,
            chromedriver: named(
                "TIGANG_CHROMEDRIVER",
                "chromedriver of the browser's version",
            )?,
        })
    }

    /// The script of axe-core, which finds faults in accessibility.
    pub fn axe() -> Result<String> {
        let file = named("TIGANG_AXE", "axe.min.js of the npm package axe-core")?;
        std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
    }

    /// The half-year report at hand: the real one, where its folder is named (`TIGANG_REPORTS`), as nothing of
    /// it is kept in the checkout; else our own of its shape. It is told which.
    pub fn half_year_report() -> Result<String> {
        let Some(folder) = env::var_os("TIGANG_REPORTS") else {
            println!("half-year report: our own, as TIGANG_REPORTS is not set");
            return sample("branch");
        };
        let file = Path::new(&folder).join("half-year.txt");
        println!("half-year report: {}", file.display());
        read(&file)
    }

    /// The folder for screenshots, where somebody wants them.
    #[must_use]
    pub fn shots() -> Option<PathBuf> {
        env::var_os("TIGANG_SHOTS").map(PathBuf::from)
    }

    /// Whether the long form of the tests is wanted.
    #[must_use]
    pub fn is_slow() -> bool {
        env::var_os("TIGANG_SLOW").is_some()
    }
}

/// A sample of our own: `branch` is a report of the same shape as a real one.
pub fn sample(name: &str) -> Result<String> {
    read(&samples().join(format!("{name}.txt")))
}

/// The bytes of a sample, for those that are not in UTF-8.
pub fn sample_bytes(name: &str) -> Result<Vec<u8>> {
    let file = samples().join(name);
    std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()))
}

/// The folder of the samples.
fn samples() -> PathBuf {
    // The package may have moved since it was compiled; cargo says where it is now.
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    // The bench, a package beside this one, reads them too.
    package.join("../e2e/samples")
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))
}

/// What a variable names, which must be there.
pub(crate) fn named(variable: &str, what: &str) -> Result<PathBuf> {
    let place = env::var_os(variable).with_context(|| {
        format!(
            "the browser tests need {what}, named by the variable {variable}; `cargo xtask test` \
             sets it, and prints the line to run these tests alone"
        )
    })?;
    let place = PathBuf::from(place);
    ensure!(
        place.exists(),
        "the variable {variable} names {}, which is not there; it should be {what}",
        place.display()
    );
    Ok(place)
}
