//! The whole way of a report in the browsers that clerks have: old Chromium as in 360, 奇安信 and UOS
//! browsers, Firefox with long-term support, WebKitGTK. Part of `cargo xtask test --slow`, which
//! installs them.

use anyhow::Result;
use tigang_e2e::{From, Kind, cell, nothing_leaves};

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

#[test]
fn chromium_72_from_a_file() -> Result<()> {
    cell(Kind::Old(72), From::File)
}

#[test]
fn chromium_92_from_a_file() -> Result<()> {
    cell(Kind::Old(92), From::File)
}

#[test]
fn chromium_109_from_a_file() -> Result<()> {
    cell(Kind::Old(109), From::File)
}

#[test]
fn firefox_from_a_file() -> Result<()> {
    cell(Kind::Firefox, From::File)
}

#[test]
fn webkit_from_a_file() -> Result<()> {
    cell(Kind::WebKit, From::File)
}

#[test]
fn nothing_leaves_the_page_in_chromium_72() -> Result<()> {
    nothing_leaves(Kind::Old(72))
}

#[test]
fn nothing_leaves_the_page_in_chromium_92() -> Result<()> {
    nothing_leaves(Kind::Old(92))
}
