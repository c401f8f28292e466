//! Texts that were broken at a fixed width come back in whole paragraphs: the reports of the tests, broken as a
//! page breaks them at every width that occurs, with and without indents and numbers of pages.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::notices::What;
use tigang::text::joined;

/// Reports with paragraphs of many lengths; every paragraph is a line.
const REPORTS: [&str; 2] = [
    include_str!("cases/half-year/half-year.txt"),
    include_str!("e2e/samples/branch.txt"),
];

/// Lines of a page.
const PAGE: usize = 22;

/// Full-width columns that a sign takes, times two.
fn columns(sign: char) -> usize {
    if sign.is_ascii() { 1 } else { 2 }
}

/// A paragraph in lines of so many full-width signs; no line begins with a mark that ends something.
fn lines(paragraph: &str, width: usize) -> Vec<String> {
    let closes = |sign: char| "，。、；：”）》！？".contains(sign);
    let mut lines = vec![String::new()];
    let mut used = 0;
    let signs: Vec<char> = paragraph.chars().collect();
    for (at, &sign) in signs.iter().enumerate() {
        let next_closes = signs.get(at + 1).is_some_and(|next| closes(*next));
        let room = if next_closes { 4 } else { columns(sign) };
        if width * 2 < used + room && !closes(sign) {
            lines.push(String::new());
            used = 0;
        }
        lines.last_mut().unwrap().push(sign);
        used += columns(sign);
    }
    // A space at a line end is none.
    for line in &mut lines {
        line.truncate(line.trim_end_matches(' ').len());
    }
    lines
}

/// The paragraphs of a report, each with an indent or without, and the same as a page shows them.
fn broken(report: &str, width: usize, indent: &str, numbers: bool) -> (String, String, usize) {
    let (mut whole, mut broken, mut ends, mut count) = (Vec::new(), Vec::new(), 0, 0);
    for paragraph in report.lines().filter(|line| !line.trim().is_empty()) {
        let paragraph = format!("{indent}{}", paragraph.trim());
        for (at, line) in lines(&paragraph, width).into_iter().enumerate() {
            if numbers && 0 < count && count % PAGE == 0 {
                broken.push(format!("— {} —", count / PAGE));
            }
            count += 1;
            ends += usize::from(0 < at);
            broken.push(line);
        }
        whole.push(paragraph);
    }
    (whole.join("\n"), broken.join("\n"), ends)
}

#[test]
fn paragraphs_with_indents_come_back_whole_at_every_width() {
    let mut count = 0;
    for report in REPORTS {
        for width in 22..=40 {
            for numbers in [false, true] {
                let (whole, broken, ends) = broken(report, width, "\u{3000}\u{3000}", numbers);
                let (found, notices) = joined(&broken).expect("its lines are broken");
                assert_eq!(
                    found.replace(' ', ""),
                    whole.replace(' ', ""),
                    "{width} signs a line, numbers of pages: {numbers}"
                );
                let told: Vec<_> = notices.iter().collect();
                assert_eq!(told[0], (What::LineEnd, ends));
                assert_eq!(told.len(), 1 + usize::from(numbers));
                count += ends;
            }
        }
    }
    println!("{count} line ends in paragraphs with indents");
}

#[test]
fn without_indents_nearly_all_do() {
    let (mut count, mut wrong) = (0, 0);
    for report in REPORTS {
        for width in 22..=40 {
            let (whole, broken, ends) = broken(report, width, "", true);
            let (found, _) = joined(&broken).expect("its lines are broken");
            let (whole, found) = (whole.replace(' ', ""), found.replace(' ', ""));
            let wanted: Vec<_> = whole.lines().collect();
            let found: Vec<_> = found.lines().collect();
            wrong += found.iter().filter(|line| !wanted.contains(line)).count();
            count += ends;
        }
    }
    println!("{wrong} paragraphs of others than these at {count} line ends");
    // Where a sentence fills its line, nothing tells whether its paragraph goes on.
    assert!(wrong * 40 <= count, "more than one in forty");
}

#[test]
fn lines_that_somebody_wrote_stay() {
    for report in REPORTS {
        assert_eq!(joined(report), None);
    }
}
