//! The official page: how a report stands on paper, before it is a file, a print or a preview.
//!
//! Room: knows letters, report, line_ends, attachments, blanks and slots. Law: one composition serves every way out
//! (.docx, print, preview, formatted copy), so they cannot differ; lengths are twips (1/20 pt), widths of
//! text half characters.
//!
//! The numbers are those of GB/T 9704-2012 (the printed page) and GB/T 33476.2-2016 (the values a
//! word processor needs to produce it), as far as their text was read in a public transcription.

mod attachment;
mod closing;
mod compose;
mod layout_text;
mod lines;
mod measure;
mod pages;
mod paragraph;
mod title;
mod title_words;

pub use compose::{compose, words_apart};
pub use layout_text::{LayoutError, PITCHES};
pub use lines::{Line, MAY_NOT_END, MAY_NOT_START, lines};
pub use measure::{half_characters, set_character, set_width, width};
pub use pages::{Page, Pages, Placed, Saving, bare_closing, pages, saving};
pub use paragraph::{Paragraph, Run, RunKind, Style};
pub use title::{TITLE_CHARACTERS, title_breaks};
pub use title_words::{keep_words, word_ends};

/// Millimetres × 100 to twips, as word processors round them down.
const fn twips(hundredths: u32) -> u32 {
    hundredths * 1440 / 2540
}

/// Which of the two sets of values the page is laid out by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// 软件版式, GB/T 33476.2: margins and line pitch that give 22 lines of 28 characters on screen
    /// and on paper.
    #[default]
    Software,
    /// 严格 9704: the margins of the printed page as they stand in GB/T 9704, with the line pitch
    /// that 22 lines then leave.
    Strict,
}

/// Where the page number stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PageNumber {
    /// Odd pages right, even pages left, one character from the edge (GB/T 9704, 7.5).
    #[default]
    Outer,
    /// In the middle, as some offices want it.
    Centred,
    /// None.
    None,
}

/// The typefaces by what they are for; the first name of each list that a machine has is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fonts {
    /// 标题: 小标宋.
    pub title: String,
    /// 正文: 仿宋.
    pub body: String,
    /// 一级: 黑体.
    pub first_level: String,
    /// 二级: 楷体.
    pub second_level: String,
    /// 页码: 宋体.
    pub page_number: String,
    /// Figures and Latin letters: that of the text, unless the office wants Times New Roman.
    pub latin: Option<String>,
}

impl Default for Fonts {
    fn default() -> Fonts {
        Fonts {
            title: "方正小标宋_GBK".to_owned(),
            body: "仿宋_GB2312".to_owned(),
            first_level: "黑体".to_owned(),
            second_level: "楷体_GB2312".to_owned(),
            page_number: "宋体".to_owned(),
            latin: None,
        }
    }
}

/// What a run of text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Face {
    /// 2号 小标宋.
    Title,
    /// 3号 仿宋.
    Body,
    /// 3号 黑体.
    FirstLevel,
    /// 3号 楷体.
    SecondLevel,
}

impl Fonts {
    /// The typeface of a face.
    pub fn of(&self, face: Face) -> &str {
        match face {
            Face::Title => &self.title,
            Face::Body => &self.body,
            Face::FirstLevel => &self.first_level,
            Face::SecondLevel => &self.second_level,
        }
    }

    /// The names to try one after the other where a typeface is missing: none of them can be shipped,
    /// and GB/T 9704 names kinds of type, no vendor's.
    pub fn fallbacks(face: Face) -> &'static [&'static str] {
        match face {
            Face::Title => &[
                "方正小标宋简体",
                "华文中宋",
                "宋体",
                "SimSun",
                "Noto Serif CJK SC",
            ],
            Face::Body => &["仿宋", "FangSong", "华文仿宋", "Noto Serif CJK SC"],
            Face::FirstLevel => &["SimHei", "华文黑体", "Noto Sans CJK SC"],
            Face::SecondLevel => &["楷体", "KaiTi", "华文楷体", "Noto Serif CJK SC"],
        }
    }
}

/// How the page is laid out: the profile, and what offices really differ in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Which set of values.
    pub profile: Profile,
    /// Where the page number stands.
    pub page_number: PageNumber,
    /// Whether run-in headings, those of items too, are bold.
    pub bold_run_in: bool,
    /// Another line pitch of the body than the profile's, in twips.
    pub line_pitch: Option<u32>,
    /// Whether a seal is put on the signature: it then stands centred over the date (7.3.5.1).
    pub sealed: bool,
    /// The typefaces.
    pub fonts: Fonts,
}

/// A character of the body, 3号, in twips.
pub const BODY_SIZE: u32 = 320;
/// A character of the title, 2号, in twips.
pub const TITLE_SIZE: u32 = 440;
/// A character of the page number, 4号, in twips.
pub const PAGE_NUMBER_SIZE: u32 = 280;
/// What every character of the body is set closer by, in twips: 3号 characters are 16 pt, and 28 of
/// them are wider than the text area; with 0.25 pt less each they fill it.
pub const CLOSER: u32 = 5;
/// A character of the body as it is set, in twips.
pub const CHARACTER: u32 = BODY_SIZE - CLOSER;
/// The indent of a first line, two characters of 3号, in twips.
pub const INDENT: u32 = 2 * BODY_SIZE;
/// From one tab stop to the next, in twips: four characters. Official texts have no tabs, but tables that came as text
/// do; with the two characters that are usual, columns of two would touch.
pub const TAB: u32 = 4 * CHARACTER;
/// The line pitch of the title, in twips (12.51 mm).
pub const TITLE_PITCH: u32 = twips(1251);
/// The line that the page number stands in, in twips; its dash is in the middle.
pub const PAGE_NUMBER_PITCH: u32 = 340;
/// A4, in twips.
pub const PAGE_WIDTH: u32 = 11906;
/// A4, in twips.
pub const PAGE_HEIGHT: u32 = 16838;
/// The left margin (28 mm), in twips.
pub const LEFT: u32 = 1587;
/// The right margin (26 mm), in twips.
pub const RIGHT: u32 = 1474;
/// The lines a page of body text holds.
pub const LINES: u32 = 22;
/// The characters of a full line of body text.
pub const CHARACTERS: u32 = 28;
/// The width of the text area, in twips.
pub const TEXT_WIDTH: u32 = PAGE_WIDTH - LEFT - RIGHT;

impl Layout {
    /// The margin above the text area, in twips: 34.58 mm, or 37 mm as printed.
    pub fn top(&self) -> u32 {
        match self.profile {
            Profile::Software => 1960,
            Profile::Strict => 2098,
        }
    }

    /// The margin under the text area, in twips: 32.58 mm, or what 225 mm of text leave.
    pub fn bottom(&self) -> u32 {
        match self.profile {
            Profile::Software => 1847,
            Profile::Strict => 1984,
        }
    }

    /// The height of the text area, in twips.
    pub fn text_height(&self) -> u32 {
        PAGE_HEIGHT - self.top() - self.bottom()
    }

    /// From one line of the body to the next, in twips: 29.45 pt, or 28.95 pt.
    pub fn pitch(&self) -> u32 {
        self.line_pitch.unwrap_or(match self.profile {
            Profile::Software => 589,
            Profile::Strict => 579,
        })
    }

    /// From the text area to the page number, in twips: a dash 4.58 mm under it, or 7 mm as printed.
    pub fn to_page_number(&self) -> u32 {
        match self.profile {
            Profile::Software => twips(458),
            Profile::Strict => twips(700),
        }
    }

    /// From the bottom of the page to that of the page number's line, in twips: 25 mm in both profiles.
    pub fn footer(&self) -> u32 {
        self.bottom() - self.to_page_number() - PAGE_NUMBER_PITCH / 2
    }
}
