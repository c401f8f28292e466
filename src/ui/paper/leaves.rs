//! Pages as elements: what the preview shows and what the printer gets.
//!
//! Law: the program ends every line, the browser none; lengths are in `em` of a body character, so that
//! one rule fits paper and screen.

use std::rc::Rc;

use tigang::paper::{
    BODY_SIZE, Face, Fonts, LEFT, Layout, PAGE_HEIGHT, PAGE_NUMBER_SIZE, PAGE_WIDTH, PageNumber,
    Pages, Paragraph, Placed, RIGHT, Run, RunKind, Style, TAB, TITLE_PITCH, half_characters, pages,
};

use super::super::browser::element::{El, classed, el};
use super::super::words;

/// A report set on pages.
pub struct Set {
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The pages.
    pub pages: Pages,
    /// What they were laid out by.
    pub layout: Layout,
}

impl Set {
    /// Sets paragraphs on pages.
    pub fn new(paragraphs: Vec<Paragraph>, layout: Layout) -> Set {
        let pages = pages(&paragraphs, &layout);
        Set {
            paragraphs,
            pages,
            layout,
        }
    }
}

/// Pages that are always filled: a usual report can be searched and read out as a whole.
const ALWAYS: usize = 20;

/// All pages. In a long report those out of sight stay empty sheets, unless all are wanted at once.
pub fn leaves(set: &Rc<Set>, at_once: bool) -> El {
    let fonts = &set.layout.fonts;
    let mut stack = classed("div", "leaves")
        .style("--pitch", &em(set.layout.pitch()))
        .style("--title-pitch", &em(TITLE_PITCH))
        .style("--tab", &em(TAB))
        .style("--folio-font", &family(&fonts.page_number, Face::Body));
    for (name, face) in [
        ("--title-font", Face::Title),
        ("--body-font", Face::Body),
        ("--first-font", Face::FirstLevel),
        ("--second-font", Face::SecondLevel),
    ] {
        stack = stack.style(name, &family(fonts.of(face), face));
    }
    for number in 0..set.pages.pages.len() {
        stack = stack.with(leaf(set, number, at_once || number < ALWAYS));
    }
    stack
}

/// A sheet of paper.
fn leaf(set: &Rc<Set>, number: usize, at_once: bool) -> El {
    let layout = &set.layout;
    let sheet = classed("section", "leaf")
        .name(&words::page_number(number + 1))
        .style("width", &em(PAGE_WIDTH))
        .style("height", &em(PAGE_HEIGHT))
        .style(
            "padding",
            &[&em(layout.top()), " ", &em(RIGHT), " 0 ", &em(LEFT)].concat(),
        );
    if at_once {
        return fill(sheet, set, number);
    }
    let (own, set) = (sheet.clone(), set.clone());
    let filled = std::cell::Cell::new(false);
    sheet.watch_nearness(move |_| {
        if !filled.replace(true) {
            fill(own.clone(), &set, number);
        }
    });
    sheet
}

fn fill(sheet: El, set: &Set, number: usize) -> El {
    let lines = set
        .pages
        .pages
        .get(number)
        .map(|page| page.lines.as_slice());
    let mut sheet = sheet;
    for placed in lines.unwrap_or_default() {
        if let Some(paragraph) = set.paragraphs.get(placed.paragraph) {
            sheet = sheet.with(line(paragraph, placed));
        }
    }
    let place = match set.layout.page_number {
        PageNumber::None => return sheet,
        PageNumber::Centred => "folio",
        PageNumber::Outer if number.is_multiple_of(2) => "folio odd",
        PageNumber::Outer => "folio even",
    };
    // The dash stands this far under the text area; the line of the number is one character of its own
    // size high.
    let dash = PAGE_HEIGHT - set.layout.bottom() + set.layout.to_page_number();
    sheet.with(
        classed("div", place)
            .style("top", &em_of(dash - PAGE_NUMBER_SIZE / 2, PAGE_NUMBER_SIZE))
            .text(&["— ", &(number + 1).to_string(), " —"].concat()),
    )
}

fn line(paragraph: &Paragraph, placed: &Placed) -> El {
    let starts = placed.line.range.start == 0;
    let ends = paragraph
        .runs
        .iter()
        .map(|run| run.text.len())
        .sum::<usize>()
        <= placed.line.range.end;
    let class = match paragraph.style {
        Style::Title => "set title-line",
        Style::Byline => "set byline",
        Style::Signature | Style::Date => "set closing-line",
        // The last line is as long as its text; the others are filled.
        _ if ends => "set",
        _ => "set full",
    };
    let mut line = classed("div", class)
        .attr("data-paragraph", &placed.paragraph.to_string())
        .attr("data-at", &placed.line.range.start.to_string());
    let (first, hanging) = paragraph.indents();
    let indent = if starts { first } else { hanging };
    if indent != 0 {
        // Not a margin: tabs stop where they do from the left edge of the text.
        line = line.style("text-indent", &em(indent));
    }
    if paragraph.from_right != 0 {
        line = line.style("padding-right", &em(paragraph.from_right));
    }
    let mut at = 0;
    for run in &paragraph.runs {
        let from = placed.line.range.start.max(at) - at;
        let to = placed.line.range.end.clamp(at, at + run.text.len()) - at;
        at += run.text.len();
        if let Some(text) = run.text.get(from..to).filter(|text| !text.is_empty()) {
            line = piece(line, run, text);
        }
    }
    line
}

/// A piece of a line that is set alike.
fn piece(line: El, run: &Run, text: &str) -> El {
    let face = match run.face {
        Face::Title => "title-face",
        Face::FirstLevel => "first-face",
        Face::SecondLevel => "second-face",
        Face::Body => "",
    };
    let blank = matches!(run.kind, RunKind::Blank { .. });
    if face.is_empty() && !run.bold && !blank {
        return in_widths(line, text);
    }
    let class = [
        face,
        if run.bold { " bold" } else { "" },
        if blank { " gap" } else { "" },
    ];
    line.with(in_widths(el("span").class(&class.concat()), text))
}

/// Text, its figures and letters set apart: they are counted as half a character each. So are tabs, which only so
/// are as wide as they were counted.
fn in_widths(mut host: El, text: &str) -> El {
    let class_of = |character: char| match character {
        '\t' => "tab",
        _ if half_characters(character) == 1 => "half",
        _ => "",
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let class = class_of(first);
        let end = rest
            .char_indices()
            .find(|(_, character)| class_of(*character) != class);
        let (run, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
        host = if class.is_empty() {
            host.text(run)
        } else {
            host.with(classed("span", class).text(run))
        };
        rest = after;
    }
    host
}

/// A length of the page, in body characters.
fn em(twips: u32) -> String {
    em_of(twips, BODY_SIZE)
}

/// A length of the page, in characters of a size.
fn em_of(twips: u32, size: u32) -> String {
    // Four places: a hundredth of a twip.
    let ten_thousandths = twips * 10_000 / size;
    let mut part = (ten_thousandths % 10_000).to_string();
    while part.len() < 4 {
        part.insert(0, '0');
    }
    [&(ten_thousandths / 10_000).to_string(), ".", &part, "em"].concat()
}

/// A typeface and those to try after it.
fn family(first: &str, face: Face) -> String {
    let mut list = String::new();
    for name in [first].iter().chain(Fonts::fallbacks(face)) {
        for piece in ["\"", name, "\","] {
            list.push_str(piece);
        }
    }
    list.push_str("serif");
    list
}
