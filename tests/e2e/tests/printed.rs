//! What Chromium prints is the official page: lines, characters, margins and page numbers, measured in
//! its PDF as those of LibreOffice are; and every line ends where preview and composition end it.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails loudly"
)]

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tigang::paper::{LEFT, Layout, PageNumber, Profile, Style, compose, lines, word_ends};
use tigang::text::parse;
use tigang_e2e::{First, Page, Setup, sample, until};
use tigang_office::{Pdf, Setter, check_official_page, half_year_report, long_report, millimetres};

/// Chromium puts the middle of a typeface's own height in the middle of the line, and the baseline on
/// a whole pixel, three quarters of a point: Noto's Chinese typefaces are 1.15 characters high above it
/// and 0.29 below.
const CHROMIUM: Setter = Setter {
    baseline: 0.74,
    step: 0.75,
    between: 0.0,
};

/// A report in a layout: its PDF is that of official pages and of the preview. Gives its pages.
fn prints_official_pages(text: &str, layout: &Layout) -> Result<usize> {
    let keep = format!(
        "localStorage.setItem('tigang/setting/layout', {})",
        json!(layout.write())
    );
    let first = [First(&keep)];
    let setup = Setup {
        first: &first,
        ..Setup::default()
    };
    let mut count = 0;
    setup.visit(async |page| {
        page.import(text).await?;
        let pdf = Pdf::read(&page.printed("printed").await?)?;
        let faults = check_official_page(&pdf, layout, CHROMIUM);
        ensure!(faults.is_empty(), "{faults:#?}");
        page.press("F4").await?;
        let preview = preview(page).await?;
        let printed: Vec<Vec<&str>> = pdf
            .pages
            .iter()
            .map(|page| page.lines.iter().map(|line| line.text.as_str()).collect())
            .collect();
        ensure!(
            preview == printed,
            "the preview has {preview:#?}, the PDF {printed:#?}"
        );
        let title = page.run(
            "return document.querySelectorAll('.title-line').length",
            vec![],
        );
        let title = title.await?.as_u64().context("no number of lines")?;
        is_composed(&pdf, text, layout, usize::try_from(title)?)?;
        count = pdf.pages.len();
        Ok(())
    })?;
    Ok(count)
}

/// The lines of the preview, page by page with its number, without spaces.
async fn preview(page: &Page) -> Result<Vec<Vec<String>>> {
    // Pages far down are filled when they come into sight.
    let script = "return [...document.querySelectorAll('.leaf')].map(leaf => {
        if (!leaf.firstChild) leaf.scrollIntoView();
        return [...leaf.children].map(line => line.textContent.replace(/\\s/g, '')).filter(line => line);
    })";
    until("all pages of the preview are filled", async || {
        let pages: Vec<Vec<String>> = serde_json::from_value(page.run(script, vec![]).await?)?;
        let filled = !pages.is_empty() && pages.iter().all(|page| !page.is_empty());
        Ok(filled.then_some(pages))
    })
    .await
}

/// The lines behind the title are those of the composition, and those that are not filled from side to
/// side are as wide as it counts them. (The title's lines end by the browser's own list of words.)
fn is_composed(pdf: &Pdf, text: &str, layout: &Layout, title: usize) -> Result<()> {
    let numbers = usize::from(layout.page_number != PageNumber::None);
    let mut printed = pdf
        .pages
        .iter()
        .flat_map(|page| &page.lines[..page.lines.len() - numbers])
        .skip(title);
    for paragraph in compose(&parse(text), layout, &word_ends) {
        let text = paragraph.text();
        for line in lines(&paragraph) {
            let wanted = &text[line.range.clone()];
            let bare: String = wanted.split_whitespace().collect();
            if paragraph.style == Style::Title || bare.is_empty() {
                continue;
            }
            let found = printed.next().context("the PDF ends early")?;
            ensure!(found.text == bare, "{bare} is printed as {}", found.text);
            let from_left = !matches!(paragraph.style, Style::Signature | Style::Date);
            let is_last = line.range.end == text.len();
            if is_last && from_left && !wanted.ends_with(char::is_whitespace) {
                let right = f64::from(LEFT + line.width) / 20.0;
                let off = (found.right - right).abs();
                ensure!(off < millimetres(0.5), "{bare} ends {off:.2} pt off");
            }
        }
    }
    ensure!(printed.next().is_none(), "the PDF has more lines");
    Ok(())
}

#[test]
fn the_half_year_report_at_hand_is_printed_on_official_pages() -> Result<()> {
    let pages = prints_official_pages(&half_year_report()?.text, &Layout::default())?;
    ensure!(4 <= pages, "{pages} pages");
    Ok(())
}

#[test]
fn our_own_sample_is_printed_on_official_pages() -> Result<()> {
    let pages = prints_official_pages(&sample("branch")?, &Layout::default())?;
    ensure!(pages == 2, "{pages} pages");
    Ok(())
}

#[test]
fn a_long_report_is_printed_on_official_pages_in_both_profiles() -> Result<()> {
    let strict = Layout {
        profile: Profile::Strict,
        page_number: PageNumber::Centred,
        bold_run_in: true,
        ..Layout::default()
    };
    for layout in [Layout::default(), strict] {
        let pages = prints_official_pages(&long_report(true), &layout)?;
        ensure!(10 <= pages, "{pages} pages");
    }
    Ok(())
}
