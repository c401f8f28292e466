//! The whole way of a report in today's Chromium without a driver. The other ten cells of the matrix
//! are in `cells_elsewhere.rs`.

use anyhow::Result;
use tigang_e2e::{From, Kind, cell};

#[test]
fn current_chromium_over_http() -> Result<()> {
    cell(Kind::Current, From::Http)
}
