//! What LibreOffice makes of our .docx: pages, lines, characters, margins, page numbers, typefaces.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::paper::{Layout, Line, PageNumber, Paragraph, Profile, Style, lines, pages, word_ends};
use tigang_office::{
    Difference, Pdf, Sample, Setter, check_official_page, convert, glyphs, half_year_report,
    line_ends, long_report, millimetres, sample, wrong_faces,
};

/// LibreOffice puts four fifths of an exact line pitch above the baseline.
const LIBREOFFICE: Setter = Setter {
    baseline: 0.8,
    step: 0.0,
};

fn strict() -> Layout {
    Layout {
        profile: Profile::Strict,
        ..Layout::default()
    }
}

/// Everything that holds for every report and layout.
fn check(name: &str, sample: &Sample, pdf: &Pdf) -> usize {
    let faults = check_official_page(pdf, &sample.layout, LIBREOFFICE);
    assert!(faults.is_empty(), "{name}: {faults:#?}");
    check_title(name, sample, pdf);
    let wrong = wrong_faces(&glyphs(pdf).unwrap(), &sample.composition);
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    let differences = line_ends(pdf, &sample.composition);
    for difference in &differences {
        assert!(
            is_explained(&sample.composition[difference.paragraph], difference),
            "{name}: {difference:#?}"
        );
        let lines = difference.ours.iter().zip(&difference.theirs);
        for (ours, theirs) in lines.filter(|(ours, theirs)| ours != theirs).take(1) {
            println!("{name}: we end {ours}\n{name}: LibreOffice {theirs}");
        }
    }
    let all: usize = sample.composition.iter().map(|one| lines(one).len()).sum();
    println!(
        "{name}: {} pages, {all} lines; {} paragraphs of {} differ",
        pdf.pages.len(),
        differences.len(),
        sample.composition.len()
    );
    // Where no line ends elsewhere, every page has the same lines.
    if differences.is_empty() {
        let ours = pages(&sample.composition, &sample.layout);
        let count = |index: usize| {
            let lines = &ours.pages[index].lines;
            let text =
                |line: &&tigang::paper::Placed| !text_of(&sample.composition, line).is_empty();
            lines.iter().filter(text).count()
        };
        let numbers = usize::from(sample.layout.page_number != PageNumber::None);
        let theirs: Vec<usize> = pdf
            .pages
            .iter()
            .map(|page| page.lines.len() - numbers)
            .collect();
        let ours: Vec<usize> = (0..ours.pages.len()).map(count).collect();
        assert_eq!(ours, theirs, "{name}");
    }
    differences.len()
}

fn text_of(composition: &[Paragraph], placed: &tigang::paper::Placed) -> String {
    let text = composition[placed.paragraph].text();
    let Line { range, .. } = placed.line.clone();
    text[range].split_whitespace().collect()
}

/// Where LibreOffice 7.4 is known to end lines elsewhere: it puts space between Chinese characters and
/// figures, letters or no-break spaces, though the file says not to (`autoSpaceDN`, `autoSpaceDE`, which
/// it does not read), and takes …… apart.
fn is_explained(paragraph: &Paragraph, difference: &Difference) -> bool {
    let same = difference.ours.iter().zip(&difference.theirs);
    let same = same.take_while(|(ours, theirs)| ours == theirs).count();
    // What stands up to the end of the first line that differs.
    let text = paragraph.text();
    let set = lines(paragraph);
    let full = set
        .iter()
        .filter(|line| !text[line.range.clone()].trim().is_empty());
    let end = full
        .map(|line| line.range.end)
        .nth(same)
        .unwrap_or(text.len());
    text[..end]
        .contains(|sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '…' | '\u{a0}'))
}

/// The title is centred, and its lines end between words.
fn check_title(name: &str, sample: &Sample, pdf: &Pdf) {
    let title = &sample.composition[0];
    assert_eq!(title.style, Style::Title, "{name}");
    let text = title.text();
    let ends = word_ends(&text);
    let set = lines(title);
    let middle = millimetres(28.0) + millimetres(156.0) / 2.0;
    for (line, shown) in set.iter().zip(&pdf.pages[0].lines) {
        assert!(
            line.range.end == text.len() || ends.contains(&line.range.end),
            "{name}: a word of the title is broken behind {}",
            &text[..line.range.end]
        );
        assert_eq!(shown.text, text[line.range.clone()], "{name}");
        let off = f64::midpoint(shown.left, shown.right) - middle;
        assert!(off.abs() < millimetres(0.5), "{name}: {shown:?}");
    }
}

#[test]
fn the_half_year_report_at_hand_is_official_in_both_profiles() {
    let text = half_year_report().unwrap().text;
    let bold = Layout {
        bold_run_in: true,
        page_number: PageNumber::Centred,
        ..Layout::default()
    };
    let samples = [
        ("software", sample(&text, Layout::default())),
        ("strict", sample(&text, strict())),
        ("bold", sample(&text, bold)),
    ];
    let documents: Vec<_> = samples
        .iter()
        .map(|(name, sample)| (*name, sample.docx()))
        .collect();
    let converted = convert(&documents).unwrap();
    for (name, sample) in &samples {
        check(name, sample, &converted.pdf(name).unwrap());
    }
}

#[test]
fn a_report_of_more_than_ten_pages_is_official() {
    let samples = [
        ("long", sample(&long_report(true), Layout::default())),
        ("plain", sample(&long_report(false), Layout::default())),
        ("long-strict", sample(&long_report(true), strict())),
    ];
    let documents: Vec<_> = samples
        .iter()
        .map(|(name, sample)| (*name, sample.docx()))
        .collect();
    let converted = convert(&documents).unwrap();
    for (name, sample) in &samples {
        let pdf = converted.pdf(name).unwrap();
        assert!(10 <= pdf.pages.len(), "{name}: {} pages", pdf.pages.len());
        let differences = check(name, sample, &pdf);
        if *name == "plain" {
            assert_eq!(differences, 0, "{name}");
        }
    }
}
