//! Whether pages are official ones: 22 lines, 28 characters, margins, page numbers. For any PDF, whether
//! a word processor or a browser made it.
//!
//! Source: GB/T 9704-2012, 5.2 and 7.5; GB/T 33476.2-2016 for the lengths of the software's profile.

mod full_lines;

use crate::pdf::{Line, Page, Pdf, millimetres};
use tigang::paper::{
    LEFT, LINES, Layout, PAGE_HEIGHT, PAGE_NUMBER_SIZE, PAGE_WIDTH, PageNumber, RIGHT,
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
    /// How much space it puts between Chinese characters and figures or letters, in points.
    pub between: f64,
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
    let mut all: Vec<&[Line]> = Vec::new();
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
        check.in_text_area(lines);
        all.push(lines);
    }
    if pdf.pages.is_empty() {
        faults.push("there is no page".to_owned());
    }
    faults.extend(full_lines::check(&all, setter.between));
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

    /// No line leaves the text area.
    fn in_text_area(&mut self, lines: &[Line]) {
        let (left, right) = (points(LEFT), points(PAGE_WIDTH - RIGHT));
        for line in lines {
            if right + tolerance() < line.right || line.left < left - tolerance() {
                self.fault(&format!("it leaves the text area: {}", line.text));
            }
        }
    }
}
