//! What a blank stands for, told by the word after it: a count with its measure word, or a name.

/// What a blank stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A figure, counted in this measure word: 次 人 名 % 万元 …
    Measure(&'static str),
    /// Anything else: a name, a place, a title.
    Name,
}

/// What the text after a blank says about it. Zeros go on with the figure: `*00元`.
pub fn unit_after(text: &str) -> Unit {
    let text = text.trim_start_matches('0');
    let text = text.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\t']);
    let counted = text.strip_prefix(['余', '多']).unwrap_or(text);
    match first_word(MEASURES, counted) {
        Some(measure) if !is_word_of_its_own(counted, measure) => Unit::Measure(measure),
        _ => Unit::Name,
    }
}

/// Whether the zeros that follow a sign are counted, so that it stands for the digits in front of them: `*0余次`, `*00元`.
/// Where a star comes behind the measure word, the figure is in slanted type.
pub(super) fn completes_figure(text: &str) -> bool {
    match unit_after(text) {
        Unit::Measure(unit) => {
            let behind = text.split_once(unit);
            behind.is_none_or(|(_, next)| !next.starts_with('*'))
        }
        _ => false,
    }
}

/// Whether a text goes on as it does behind a blank: with a measure word, or one that asks for a name.
pub fn asks_for_blank(text: &str) -> bool {
    unit_after(text) != Unit::Name || stands_for_name(text)
}

/// Whether a text starts with a word that asks for a name in front of it: `局`, `党支部`, `同志`.
pub fn stands_for_name(text: &str) -> bool {
    first_word(NAMED, text).is_some()
}

/// The first of some words, with `|` between them, that a text starts with. Byte by byte in one walk: each
/// blank asks for some seventy words, and taking them apart first was half of the time of a composition.
fn first_word(words: &'static str, text: &str) -> Option<&'static str> {
    let text = text.as_bytes();
    // Where the word began, and the place up to which it is the text.
    let (mut start, mut same) = (0, 0);
    for (at, byte) in words.bytes().chain([b'|']).enumerate() {
        if byte == b'|' {
            if same == at {
                return words.get(start..at);
            }
            (start, same) = (at + 1, at + 1);
        } else if same == at && text.get(at - start) == Some(&byte) {
            same = at + 1;
        }
    }
    None
}

/// Measure words with `|` between them, longer ones before those they start with.
const MEASURES: &str = "人次|人|名|位|次|场次|场|篇|个百分点|个|项|%|％|‰|万元|亿元|万人|万|亿|\
    元|份|件|条|期|堂|节|课时|小时|天|年|月|日|季度|周|册|本|家|户|支|类|\
    批|轮|公里|平方米|亩|吨|起|笔|幅|张|套|台|辆|门|遍|届|分|号|字|点|时|\
    处|级|对";

/// Words that only begin like a measure word: `人大`, `支部`, `项目`.
const NOT_MEASURES: [(&str, &str); 16] = [
    ("人", "民大社事员才"),
    ("支", "部队行"),
    ("项", "目"),
    ("分", "局公部行院支"),
    ("日", "报"),
    ("条", "例"),
    ("处", "长室级置"),
    ("级", "党干机"),
    ("对", "口"),
    ("台", "账"),
    ("节", "点目"),
    ("家", "庭"),
    ("类", "似"),
    ("年", "级"),
    ("本", "级"),
    ("位", "于"),
];

/// Words that ask for a name in front of them.
const NAMED: &str = "局|市|县|区|省|镇|乡|村|街道|社区|部|委|处|科|院|校|厅|办|公司|单位|党|\
    支部|同志|书记";

fn is_word_of_its_own(text: &str, measure: &str) -> bool {
    let next = text
        .strip_prefix(measure)
        .and_then(|rest| rest.chars().next());
    let Some(next) = next else { return false };
    NOT_MEASURES
        .iter()
        .any(|(word, follows)| *word == measure && follows.contains(next))
}
