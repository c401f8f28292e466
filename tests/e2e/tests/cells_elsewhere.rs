//! The whole way of a report in the browsers that clerks have: old Chromium as in 360, 奇安信 and UOS
//! browsers, Firefox with long-term support, WebKitGTK. Part of `cargo xtask test --slow`, which
//! installs them.

use anyhow::Result;
use tigang_e2e::{From, Kind, cell};

#[test]
fn chromium_72_over_http() -> Result<()> {
    cell(Kind::Old(72), From::Http)
}

#[test]
fn chromium_92_over_http() -> Result<()> {
    cell(Kind::Old(92), From::Http)
}

#[test]
fn chromium_109_over_http() -> Result<()> {
    cell(Kind::Old(109), From::Http)
}

#[test]
fn firefox_over_http() -> Result<()> {
    cell(Kind::Firefox, From::Http)
}

#[test]
fn webkit_over_http() -> Result<()> {
    cell(Kind::WebKit, From::Http)
}
