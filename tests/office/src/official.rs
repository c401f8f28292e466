//! Whether pages are official ones: 22 lines, 28 characters, margins, page numbers. For any PDF, whether
//! a word processor or a browser made it.
//!
//! Source: GB/T 9704-2012, 5.2 and 7.5; GB/T 33476.2-2016 for the lengths of the software's profile.

use crate::pdf::{Line, Page, Pdf, millimetres};
use tigang::paper::{
    BODY_SIZE, INDENT, LEFT, LINES, Layout, PAGE_HEIGHT, PAGE_NUMBER_SIZE, PAGE_WIDTH, PageNumber,
    RIGHT, TITLE_SIZE,
};

/// What is wrong, in a sentence.
pub type Fault = String;

/// How the program that made the PDF sets a line.
#[derive(Clone, Copy, Debug)]
pub struct Setter {
    /// How far under the top of a line its baseline lies, as a share of the line pitch. LibreOffice
    /// puts four fifths of an exact line pitch above the baseline.
    pub baseline: f64,
    /// The steps in which it places a baseline, in points: a browser puts it on a whole pixel.
    pub step: f64,
}

/// How far a length may be off, in points: half a millimetre.
fn tolerance() -> f64 {
    millimetres(0.5)
}

fn points(twips: u32) -> f64 {
    f64::from(twips) / 20.0
}

/// All faults of the pages; a page that is neither the first nor the last must be full.
#[must_use]
pub fn check_official_page(pdf: &Pdf, layout: &Layout, setter: Setter) -> Vec<Fault> {
    let mut faults = Vec::new();
    let (mut full, mut all) = (0, 0);
    for (at, page) in pdf.pages.iter().enumerate() {
        let mut check = Check {
            number: at + 1,
            layout,
            faults: &mut faults,
        };
        check.near("the width of the page", page.width, points(PAGE_WIDTH));
        check.near("the height of the page", page.height, points(PAGE_HEIGHT));
        let lines = check.page_number(page);
        let last = at + 1 == pdf.pages.len();
        check.grid(lines, setter, at == 0, last);
        let (of_page, others) = check.lines(lines);
        full += of_page;
        all += others;
    }
    if pdf.pages.is_empty() {
        faults.push("there is no page".to_owned());
    }
    // Of lines that have only Chinese characters, those at a paragraph's end are the shorter ones.
    if full * 2 < all {
        faults.push(format!(
            "only {full} of {all} lines of Chinese text hold 28 characters (26 with an indent)"
        ));
    }
    faults
}

struct Check<'a> {
    number: usize,
    layout: &'a Layout,
    faults: &'a mut Vec<Fault>,
}

impl Check<'_> {
    fn fault(&mut self, fault: &str) {
        self.faults.push(format!("page {}: {fault}", self.number));
    }

    fn near(&mut self, what: &str, is: f64, should: f64) {
        if tolerance() < (is - should).abs() {
            self.fault(&format!(
                "{what} is {:.2} mm, not {:.2} mm",
                is * 25.4 / 72.0,
                should * 25.4 / 72.0
            ));
        }
    }

    /// Looks at the page number and gives the lines of the text.
    fn page_number<'p>(&mut self, page: &'p Page) -> &'p [Line] {
        let wanted = format!("—{}—", self.number);
        let found = page.lines.split_last();
        let Some((line, lines)) = found.filter(|(line, _)| line.text == wanted) else {
            if self.layout.page_number != PageNumber::None {
                self.fault(&format!("there is no {wanted} at its foot"));
            }
            return &page.lines;
        };
        let (left, right) = (points(LEFT), points(PAGE_WIDTH - RIGHT));
        let character = points(PAGE_NUMBER_SIZE);
        match self.layout.page_number {
            PageNumber::None => self.fault("there is a page number, and should be none"),
            PageNumber::Centred => {
                let middle = f64::midpoint(line.left, line.right);
                self.near(
                    "the middle of the page number",
                    middle,
                    f64::midpoint(left, right),
                );
            }
            PageNumber::Outer if self.number % 2 == 1 => {
                self.near("the end of the page number", line.right, right - character);
            }
            PageNumber::Outer => {
                self.near("the start of the page number", line.left, left + character);
            }
        }
        // A dash lies about three eighths of a character above the baseline.
        let dash = line.baseline - 0.375 * character;
        let text_area = points(PAGE_HEIGHT - self.layout.bottom());
        self.near(
            "the dash under the text area",
            dash - text_area,
            points(self.layout.to_page_number()),
        );
        lines
    }

    /// The lines on a grid of the line pitch: 22 of them, from the top of the text area on.
    fn grid(&mut self, lines: &[Line], setter: Setter, first: bool, last: bool) {
        let pitch = points(self.layout.pitch());
        let top = points(self.layout.top()) + setter.baseline * pitch;
        if !first && !last && lines.len() != usize::try_from(LINES).unwrap_or(0) {
            self.fault(&format!("it has {} lines, not {LINES}", lines.len()));
        }
        let bottom = points(PAGE_HEIGHT - self.layout.bottom());
        if let Some(line) = lines.last() {
            let end = line.baseline + (1.0 - setter.baseline) * pitch;
            if bottom + 0.1 < end {
                self.near("the end of the text", end, bottom);
            }
            if !last && pitch < bottom - end - 0.1 {
                self.fault("there is room for another line");
            }
        }
        if first {
            return;
        }
        if let Some(line) = lines.first() {
            // On the last page the empty line in front of a signature may stand at the top.
            let empty = ((line.baseline - top) / pitch).round();
            let above = if last { empty.max(0.0) * pitch } else { 0.0 };
            self.near("the baseline of the first line", line.baseline - above, top);
        }
        for (above, below) in lines.iter().zip(lines.iter().skip(1)) {
            let lines = (below.baseline - above.baseline) / pitch;
            let off = (lines - lines.round()).abs() * pitch;
            if (0.02 * pitch).max(setter.step) < off || (!last && 1.1 < lines) {
                self.fault(&format!(
                    "{:.2} pt from line to line, not {pitch:.2}: {}",
                    below.baseline - above.baseline,
                    below.text
                ));
            }
        }
    }

    /// The lines from side to side. Gives how many of those that are all Chinese text hold 28 characters,
    /// and how many there are.
    fn lines(&mut self, lines: &[Line]) -> (usize, usize) {
        let (left, right) = (points(LEFT), points(PAGE_WIDTH - RIGHT));
        let indent = points(INDENT);
        let (mut full, mut all) = (0, 0);
        for line in lines {
            if right + tolerance() < line.right || line.left < left - tolerance() {
                self.fault(&format!("it leaves the text area: {}", line.text));
            }
            let count = line.text.chars().count();
            let wide = line.text.chars().all(|character| '\u{2000}' < character);
            let starts = |at: f64| (line.left - at).abs() < tolerance();
            let ends = (line.right - right).abs() < tolerance();
            // A line of the title is larger and stands in the middle.
            let size = (line.right - line.left) / f64::from(u32::try_from(count).unwrap_or(1));
            if !wide || !ends || f64::midpoint(points(BODY_SIZE), points(TITLE_SIZE)) < size {
                continue;
            }
            let holds = match () {
                () if starts(left) => 28,
                () if starts(left + indent) => 26,
                () => continue,
            };
            all += 1;
            full += usize::from(count == holds);
            if holds < count {
                self.fault(&format!("{count} characters in a line: {}", line.text));
            }
        }
        (full, all)
    }
}
