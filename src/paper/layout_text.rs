//! A layout as a text that is kept, sent to a colleague and read again: one choice a line.
//!
//! Law: reading what was written gives the same layout; a line that is not understood is named, and
//! nothing changes. A missing line is the default, so old texts stay readable.

use super::{Fonts, Layout, PageNumber, Profile};

/// Why a text is no layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutError {
    /// The line that is not understood, from 1.
    pub line: usize,
}

const HEAD: &str = "提纲版式";
const SOFTWARE: &str = "软件版式";
const STRICT: &str = "严格9704";
const PLACES: [(PageNumber, &str); 3] = [
    (PageNumber::Outer, "外侧"),
    (PageNumber::Centred, "居中"),
    (PageNumber::None, "不编"),
];
/// The pitches that a body may have, in twips: 20 to 40 pt.
pub const PITCHES: std::ops::RangeInclusive<u32> = 400..=800;

impl Layout {
    /// The layout as text.
    pub fn write(&self) -> String {
        let place = PLACES.iter().find(|(place, _)| *place == self.page_number);
        let yes = |value: bool| if value { "是" } else { "否" };
        let pitch = self.line_pitch.map(|pitch| pitch.to_string());
        let fonts = &self.fonts;
        let choices = [
            (
                "版式",
                if self.profile == Profile::Strict {
                    STRICT
                } else {
                    SOFTWARE
                },
            ),
            ("页码", place.map_or("", |(_, name)| name)),
            ("段内标题加粗", yes(self.bold_run_in)),
            ("加盖印章", yes(self.sealed)),
            // Twentieths of a point: 580 is 29 磅.
            ("行距", pitch.as_deref().unwrap_or("")),
            ("标题字体", &fonts.title),
            ("正文字体", &fonts.body),
            ("一级标题字体", &fonts.first_level),
            ("二级标题字体", &fonts.second_level),
            ("页码字体", &fonts.page_number),
            ("数字字体", fonts.latin.as_deref().unwrap_or("")),
        ];
        let mut text = [HEAD, "\n"].concat();
        for (name, value) in choices {
            for piece in [name, "：", value, "\n"] {
                text.push_str(piece);
            }
        }
        text
    }

    /// Reads what [`Layout::write`] wrote, and what a person made of it.
    pub fn read(text: &str) -> Result<Layout, LayoutError> {
        let mut layout = Layout::default();
        let text = text.trim_start_matches('\u{feff}');
        if text.lines().next().map(str::trim) != Some(HEAD) {
            return Err(LayoutError { line: 1 });
        }
        for (at, line) in text.lines().enumerate().skip(1) {
            let line = line.trim();
            let understood = line.is_empty()
                || line
                    .split_once(['：', ':'])
                    .is_some_and(|(name, value)| layout.choose(name.trim(), value.trim()));
            if !understood {
                return Err(LayoutError { line: at + 1 });
            }
        }
        Ok(layout)
    }

    /// Takes one choice; false where name or value mean nothing.
    fn choose(&mut self, name: &str, value: &str) -> bool {
        let yes = match value {
            "是" => Some(true),
            "否" => Some(false),
            _ => None,
        };
        let fonts: &mut Fonts = &mut self.fonts;
        let font = match name {
            "版式" => {
                self.profile = match value {
                    SOFTWARE => Profile::Software,
                    STRICT => Profile::Strict,
                    _ => return false,
                };
                return true;
            }
            "页码" => {
                let place = PLACES.iter().find(|(_, name)| *name == value);
                self.page_number = place.map_or(self.page_number, |(place, _)| *place);
                return place.is_some();
            }
            "段内标题加粗" => {
                self.bold_run_in = yes.unwrap_or(self.bold_run_in);
                return yes.is_some();
            }
            "加盖印章" => {
                self.sealed = yes.unwrap_or(self.sealed);
                return yes.is_some();
            }
            "行距" => {
                self.line_pitch = value.parse().ok().filter(|pitch| PITCHES.contains(pitch));
                return value.is_empty() || self.line_pitch.is_some();
            }
            "数字字体" => {
                fonts.latin = (!value.is_empty()).then(|| value.to_owned());
                return is_font(value) || value.is_empty();
            }
            "标题字体" => &mut fonts.title,
            "正文字体" => &mut fonts.body,
            "一级标题字体" => &mut fonts.first_level,
            "二级标题字体" => &mut fonts.second_level,
            "页码字体" => &mut fonts.page_number,
            _ => return false,
        };
        value.clone_into(font);
        is_font(value)
    }
}

/// Whether it can be the name of a typeface: Word takes 31 characters.
fn is_font(name: &str) -> bool {
    !name.is_empty()
        && name.chars().count() <= 31
        && !name
            .contains(|character: char| character.is_control() || "<>&\"'\\;{}".contains(character))
}
