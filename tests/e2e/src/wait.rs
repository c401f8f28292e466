//! Waiting for what a page does in its own time: asked again and again, up to a limit, and then told
//! what was waited for.

use anyhow::{Context, Result, bail, ensure};
use std::time::{Duration, Instant};
use xtask::tally::{LOST, WAITED};

/// How long a page may take for anything: far more than it should, on a computer that is busy.
const LIMIT: Duration = Duration::from_secs(12);
/// How long between two questions.
const STEP: Duration = Duration::from_millis(30);

/// Asks until there is an answer. `None` and an error mean "not yet"; the last error is told.
pub async fn until<T>(what: &str, ask: impl AsyncFn() -> Result<Option<T>>) -> Result<T> {
    let start = Instant::now();
    loop {
        let answer = ask().await;
        match answer {
            Ok(Some(found)) => return Ok(found),
            Ok(None) if start.elapsed() > LIMIT => bail!("{WAITED}{what}"),
            Err(reason) if start.elapsed() > LIMIT => {
                return Err(reason).with_context(|| format!("{WAITED}{what}"));
            }
            _ => tokio::time::sleep(STEP).await,
        }
    }
}

/// What was written must be there; what is not is a loss, which no second run makes up for.
pub fn kept(found: &str, written: &str) -> Result<()> {
    ensure!(
        found == written,
        "{LOST}there is “{found}” instead of “{written}”"
    );
    Ok(())
}

/// Waits some milliseconds, where it is time itself that a test is about.
pub async fn pause(milliseconds: u64) {
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
}
