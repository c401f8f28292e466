//! What LibreOffice makes of our .docx: pages, lines, characters, margins, page numbers, typefaces.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::paper::{
    Layout, Line, PageNumber, Paragraph, Profile, Style, TEXT_WIDTH, lines, pages, word_ends,
};
use tigang_office::{
    Difference, Pdf, Sample, Setter, check_official_page, convert, glyphs, half_year_report,
    line_ends, long_report, millimetres, sample, wrong_faces,
};

/// LibreOffice puts four fifths of an exact line pitch above the baseline, and 3.5 pt between Chinese characters
/// and figures or letters, though the file says not to (`autoSpaceDN`, `autoSpaceDE`, which 7.4 does not read).
const LIBREOFFICE: Setter = Setter {
    baseline: 0.8,
    step: 0.0,
    between: 3.5,
};

fn strict() -> Layout {
    Layout {
        profile: Profile::Strict,
        ..Layout::default()
    }
}

/// What a report is set as: its pages, and how many of its paragraphs LibreOffice ends elsewhere in a line.
#[derive(Debug, PartialEq)]
struct Set {
    pages: usize,
    differ: usize,
    paragraphs: usize,
}

/// Everything that holds for every report and layout.
fn check(name: &str, sample: &Sample, pdf: &Pdf, expected: &Set) {
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
    let set = Set {
        pages: pdf.pages.len(),
        differ: differences.len(),
        paragraphs: sample.composition.len(),
    };
    println!("{name}: {set:?}");
    assert_eq!(&set, expected, "{name}");
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
}

fn text_of(composition: &[Paragraph], placed: &tigang::paper::Placed) -> String {
    let text = composition[placed.paragraph].text();
    let Line { range, .. } = placed.line.clone();
    text[range].split_whitespace().collect()
}

/// Where LibreOffice 7.4 is known to end a line elsewhere: with its space between Chinese characters and figures,
/// letters or blanks, what we have in the line has no room there, so that it ends sooner; or it takes …… apart.
fn is_explained(paragraph: &Paragraph, difference: &Difference) -> bool {
    let lines_of_both = difference.ours.iter().zip(&difference.theirs);
    let same = lines_of_both.take_while(|(ours, theirs)| ours == theirs);
    let same = same.count();
    let (Some(ours), Some(theirs)) = (difference.ours.get(same), difference.theirs.get(same))
    else {
        return false;
    };
    if let Some(next) = difference.theirs.get(same + 1)
        && theirs.ends_with('…')
        && next.starts_with('…')
    {
        return true;
    }
    // The line that differs, as we set it.
    let text = paragraph.text();
    let set = lines(paragraph);
    let mut full = set
        .iter()
        .filter(|line| !text[line.range.clone()].trim().is_empty());
    let Some(line) = full.nth(same) else {
        return false;
    };
    let is_narrow = |sign: char| sign < '\u{2000}';
    let signs = text[line.range.clone()].chars();
    let pairs = signs.clone().zip(signs.skip(1));
    let meetings = pairs.filter(|(one, other)| is_narrow(*one) != is_narrow(*other));
    let space = f64::from(TEXT_WIDTH - line.width.min(TEXT_WIDTH)) / 20.0;
    let needed = f64::from(u32::try_from(meetings.count()).unwrap()) * LIBREOFFICE.between;
    // What moves is no more than the space takes, and what may not start a line or be torn with it.
    let moved = ours
        .strip_prefix(theirs.as_str())
        .map(|rest| rest.chars().count());
    space < needed && moved.is_some_and(|moved| moved <= 2)
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
    let report = half_year_report().unwrap();
    let expected = match report.is_real {
        true => Set {
            pages: 5,
            differ: 4,
            paragraphs: 9,
        },
        false => Set {
            pages: 4,
            differ: 6,
            paragraphs: 9,
        },
    };
    let bold = Layout {
        bold_run_in: true,
        page_number: PageNumber::Centred,
        ..Layout::default()
    };
    let samples = [
        ("software", sample(&report.text, Layout::default())),
        ("strict", sample(&report.text, strict())),
        ("bold", sample(&report.text, bold)),
    ];
    let documents: Vec<_> = samples
        .iter()
        .map(|(name, sample)| (*name, sample.docx()))
        .collect();
    let converted = convert(&documents).unwrap();
    for (name, sample) in &samples {
        check(name, sample, &converted.pdf(name).unwrap(), &expected);
    }
}

#[test]
fn a_report_of_more_than_ten_pages_is_official() {
    let set = |differ, paragraphs| Set {
        pages: 14,
        differ,
        paragraphs,
    };
    let (long, plain) = (long_report(true), long_report(false));
    let samples = [
        ("long", sample(&long, Layout::default()), set(15, 55)),
        ("plain", sample(&plain, Layout::default()), set(0, 53)),
        ("long-strict", sample(&long, strict()), set(15, 55)),
    ];
    let documents: Vec<_> = samples
        .iter()
        .map(|(name, sample, _)| (*name, sample.docx()))
        .collect();
    let converted = convert(&documents).unwrap();
    for (name, sample, expected) in &samples {
        check(name, sample, &converted.pdf(name).unwrap(), expected);
    }
}
