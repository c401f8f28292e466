//! Chance that can be repeated: a seed gives the same reports and edits every time.

use tigang::edit::{self, Edit};
use tigang::numbering::{Marker, Style};
use tigang::report::{Kind, Level, NewBlock, Report, Role};
use tigang::slots;

/// A source of chance (splitmix64).
#[derive(Debug)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d_4c95_7f2d)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below the limit.
    pub fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % limit.max(1)
    }

    /// True so many times in a hundred.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// One of these.
    pub fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }
}

/// Pieces of text as reports have them: blanks, marks, figures, words, signs of four bytes.
pub const TEXTS: [&str; 22] = [
    "",
    "始终把党的政治建设摆在首位。",
    "集体学习\u{a0}*次、讲党课\u{a0}*次。",
    "*党支部",
    "强化“两个确立”。",
    "存在以下不足：",
    "XX人",
    "。",
    "1",
    "12.5",
    "a b",
    "𠮷野",
    "一是",
    "  ",
    "**党支部**次",
    "（ ）年",
    "附件：1.党员名单",
    "附件1",
    "2.统计表",
    "定于2026年  月\u{a0}日召开",
    "年\u{a0}\u{a0}月",
    "○○局〔 〕[ ]项",
];

const STYLES: [Style; 6] = [
    Style::Comma,
    Style::Parenthesis,
    Style::Dot,
    Style::ArabicParenthesis,
    Style::Circled,
    Style::Division,
];
const LISTS: [Style; 4] = [Style::Is, Style::Must, Style::Ordinal, Style::Word];

/// A report as it could have been read, messy in every way that texts are.
pub fn report(dice: &mut Dice) -> Report {
    let mut writer = Writer {
        blocks: Vec::new(),
        end: dice.of(&["\n", "\n", "\n", "\r\n", "\u{2028}"]),
        indent: "",
    };
    writer.indent = dice.of(&["", "", "　　", "  "]);
    if dice.percent(60) {
        let text = dice.of(&["上半年总结", "*党支部**年工作", "关于学习\n情况的报告", ""]);
        writer.blocks.push(NewBlock {
            kind: Kind::Title,
            gap: String::new(),
            marker: None,
            text: text.to_owned(),
        });
    }
    for _ in 0..dice.below(3) {
        writer.paragraph(dice);
    }
    let parts = dice.below(9);
    let run_in = dice.percent(50);
    let mut counts = [0; 5];
    for _ in 0..parts {
        match dice.below(10) {
            0 => writer.opener(dice),
            _ => writer.section(dice, &mut counts, run_in),
        }
    }
    if dice.percent(30) {
        let line = writer.line(dice);
        writer.push(Kind::Signature, line, None, "*党支部");
        let line = writer.line(dice);
        writer.push(Kind::Date, line, None, "*年*月*日");
        if dice.percent(20) {
            writer.paragraph(dice);
        }
    }
    if writer.blocks.is_empty() {
        writer.paragraph(dice);
    }
    let tail = if dice.percent(50) {
        writer.end.to_owned()
    } else {
        String::new()
    };
    let mut report = Report::new(writer.blocks, tail);
    fill_some(dice, &mut report);
    report
}

fn fill_some(dice: &mut Dice, report: &mut Report) {
    for id in report.order().to_vec() {
        for slot in 0..report
            .block(id)
            .map_or(0, |block| slots::slots(block).len())
        {
            if dice.percent(40) {
                let value = dice.of(&["3", "12", "局机关", "x"]).to_owned();
                edit::apply(
                    report,
                    &Edit::Fill {
                        block: id,
                        slot,
                        value,
                    },
                )
                .expect("a blank is filled");
            }
        }
    }
}

struct Writer {
    blocks: Vec<NewBlock>,
    end: &'static str,
    indent: &'static str,
}

impl Writer {
    fn line(&self, dice: &mut Dice) -> String {
        if self.blocks.is_empty() {
            return if dice.percent(80) {
                String::new()
            } else {
                self.indent.to_owned()
            };
        }
        let ends = if dice.percent(20) { 2 } else { 1 };
        format!("{}{}", self.end.repeat(ends), self.indent)
    }

    fn push(&mut self, kind: Kind, gap: String, marker: Option<Marker>, text: &str) {
        self.blocks.push(NewBlock {
            kind,
            gap,
            marker,
            text: text.to_owned(),
        });
    }

    fn paragraph(&mut self, dice: &mut Dice) {
        let (line, text) = (self.line(dice), dice.of(&TEXTS));
        self.push(Kind::Paragraph, line, None, text);
        if dice.percent(25) {
            self.list(dice);
        }
    }

    fn list(&mut self, dice: &mut Dice) {
        let (style, in_line) = (dice.of(&LISTS), dice.percent(70));
        let skips = dice.percent(15);
        let from = if dice.percent(10) { 2 } else { 1 };
        for number in from..from + 1 + u32::try_from(dice.below(4)).unwrap_or(0) {
            let gap = if in_line {
                String::new()
            } else {
                self.line(dice)
            };
            let marker = Marker::usual(style, if skips { number * 2 - 1 } else { number });
            let text = dice.of(&TEXTS);
            self.push(Kind::Item, gap, Some(marker), text);
            if dice.percent(30) {
                self.push(Kind::Paragraph, String::new(), None, dice.of(&TEXTS));
            }
            if dice.percent(10) {
                for number in 1..3 {
                    let marker = Marker::usual(Style::Circled, number);
                    self.push(Kind::Item, String::new(), Some(marker), dice.of(&TEXTS));
                }
            }
        }
    }

    fn opener(&mut self, dice: &mut Dice) {
        let (line, role) = (
            self.line(dice),
            dice.of(&[Role::Shortcomings, Role::NextSteps]),
        );
        self.push(
            Kind::Heading {
                level: Level::One,
                role,
            },
            line,
            None,
            "",
        );
        if dice.percent(90) {
            self.push(Kind::Paragraph, String::new(), None, "存在不足：");
            self.list(dice);
        }
    }

    fn section(&mut self, dice: &mut Dice, counts: &mut [u32; 5], run_in: bool) {
        let level = dice.of(&[1, 1, 1, 2, 2, 3, 4]);
        counts[level] += 1;
        counts[level + 1..].fill(0);
        let glued = dice.percent(4);
        let gap = if glued && !self.blocks.is_empty() {
            String::new()
        } else {
            self.line(dice)
        };
        let number = if dice.percent(5) {
            counts[level] + 1
        } else {
            counts[level]
        };
        let style = if dice.percent(4) {
            dice.of(&STYLES)
        } else {
            STYLES[level - 1]
        };
        let marker = (!dice.percent(6)).then(|| Marker::usual(style, number.max(1)));
        let role = if dice.percent(5) {
            Role::Shortcomings
        } else {
            Role::Section
        };
        let level = Level::from_number(level).expect("one of four");
        self.push(
            Kind::Heading { level, role },
            gap,
            marker,
            dice.of(&TEXTS[1..]),
        );
        for _ in 0..dice.below(3) {
            self.paragraph(dice);
        }
        if run_in && dice.percent(80) {
            self.push(Kind::Paragraph, String::new(), None, dice.of(&TEXTS));
            let last = self.blocks.len() - 1;
            let heading = self
                .blocks
                .iter()
                .rposition(|block| matches!(block.kind, Kind::Heading { .. }));
            let body = self.blocks.remove(last);
            self.blocks
                .insert(heading.map_or(last, |heading| heading + 1), body);
        }
    }
}
