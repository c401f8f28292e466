//! What could be a title, and where one ends that goes on with the text in its line.

use crate::letters::is_letter;
use crate::numbering::Marker;

use super::bodies::{SUBJECTS, opens_body};
use super::closing::is_date;
use super::lines::is_layout;
use super::notes::is_labelled;
use super::title_words::{ENDS, bracketed, ends_like_title, last_bracket};
use super::words::{Words, words};

/// The longest line of a title, in characters.
pub(super) const LONGEST: usize = 60;

pub(super) fn is_subtitle(text: &str) -> bool {
    text.starts_with(['—', '-', '（', '(', '─'])
}

pub(super) fn could_be(text: &str) -> bool {
    // A report about a resolution about a report names them all.
    let most = if ends_like_title(text) {
        LONGEST * 3 / 2
    } else {
        LONGEST
    };
    let width = text.chars().take(most + 1).count();
    let sentence = text.ends_with(['。', '；', ';', '：', ':', '，', ',', '、', '！', '.']);
    let inside = text.contains('。') || 1 < text.matches(['，', ',']).count();
    // The first line of a paragraph that a page broke.
    let broken = || {
        let opens = opens_body(text) && !text.starts_with(|sign: char| sign.is_ascii_digit());
        30 <= width && (opens || text.starts_with('我')) && !ends_like_title(text)
    };
    let begins = starts_body(text) && text.contains(['，', ',']) || broken();
    // 篇一, 第一篇: which one of a collection.
    let is_piece =
        width <= 4 && (text.starts_with('篇') || text.starts_with('第') && text.ends_with('篇'));
    (2..=most).contains(&width)
        && !sentence
        && !inside
        && !begins
        && !is_piece
        && !is_occasion(text)
        && !text.starts_with("各位")
}

/// The end of a title that goes on with the text in its line.
pub(super) fn glued(text: &str) -> Option<usize> {
    // 【工作总结】今年以来，……
    if let Some(title) = bracketed(text).filter(|title| could_be(title) && ends_like_title(title)) {
        let end = title.len() + 6;
        return (end < text.len()).then_some(end);
    }
    let mut commas = 0;
    for (at, character) in text.char_indices().take(LONGEST) {
        commas += usize::from(matches!(character, '，' | ','));
        // Commas are rare in titles, full stops unheard of.
        if 1 < commas || matches!(character, '。' | '；') {
            return None;
        }
        let (title, rest) = text.split_at_checked(at + character.len_utf8())?;
        // Four characters are the shortest title: 工作总结.
        if 9 <= at && !is_layout(character) && !rest.is_empty() && parts(title, rest, commas) {
            return Some(title.len());
        }
    }
    None
}

/// Whether a title ends here and the text goes on in the same line: with the title once more, a
/// subtitle, a date in brackets, the first heading, or words that a body opens with.
fn parts(title: &str, rest: &str, commas: usize) -> bool {
    let body = rest.trim_start_matches(is_layout);
    let spaced = body.len() < rest.len();
    let bracketed = body.starts_with(['（', '(']);
    let subtitle = body.trim_start_matches(['—', '━', '─', '-']);
    // 2021—2025年
    let range = title.ends_with(|last: char| last.is_ascii_digit());
    if 2 <= body.len() - subtitle.len() && commas == 0 && !range {
        let occasion = subtitle
            .starts_with(|sign: char| matches!(sign, '在' | '以' | '关') || sign.is_ascii_digit());
        if occasion || spaced {
            return true;
        }
    }
    // 情况报告, 规划实施情况, 总结2020精选
    let behind = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let goes_on = ENDS.start(behind) || rest.starts_with("实施情况");
    // 某某县新征程上的新跨越 各位代表：
    if commas == 0 && is_called(body) {
        return could_be(title) && !title.starts_with("尊敬");
    }
    // 夜巡的成果与难处夜巡的成果与难处
    let named = |sign: char| is_letter(sign) && !sign.is_ascii();
    if commas == 0 && 24 <= title.len() && title.starts_with(named) && body.starts_with(title) {
        return could_be(title);
    }
    // Inside 《……实施细则》 no title ends.
    let open = |from, to| title.rfind::<char>(from) > title.rfind::<char>(to);
    if goes_on
        || !ends_like_title(title)
        || open('《', '》')
        || open('“', '”')
        || title.ends_with(['）', ')']) && is_dated(title)
    {
        return false;
    }
    // A whole text in one line may hold no other bracket: it is looked for only behind the first.
    let near = body
        .char_indices()
        .nth(LONGEST)
        .map_or(body.len(), |(at, _)| at);
    let bracket = body.get(..near).filter(|_| bracketed);
    let bracket = bracket.and_then(|near| near.split_once(['）', ')']));
    // 总结汇编(3篇)
    if bracket.is_some_and(|(inside, _)| inside.ends_with('篇')) && !spaced {
        return false;
    }
    // （某发〔2025〕3号）, (篇一)
    let apart = |(inside, behind): (&str, &str)| {
        is_dated(inside)
            || last_bracket(inside).starts_with('篇')
            || inside.ends_with('号')
                && !behind.starts_with(['文', '要', '精', '的', '和', '，', ',', '、'])
    };
    if bracket.is_some_and(apart) || body.starts_with(title) {
        return true;
    }
    // 总结2023-07-12 15:32, 总结 发布时间：
    let digits = body.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == 'X');
    let dated = body.len() - digits.len() == 4 && digits.starts_with(['-', '/', '.']);
    if dated || is_labelled(body) || body.starts_with("http") {
        return true;
    }
    let long = body.chars().nth(40).is_some();
    let heading = Marker::measure(body)
        .is_some_and(|(style, number, _)| number == 1 && style.rank().is_some());
    long && (spaced && !bracketed
        || heading
        || starts_body(body)
        || body.starts_with(['为', '在', '“'])
        || commas == 0
            && (names_itself(title, body) || title.chars().take(3).eq(body.chars().take(3)))
        || is_addressed(title, body))
}

/// Whether a text begins with those who hear it.
pub(super) fn is_called(text: &str) -> bool {
    static CALLED: Words = words!["各位代表", "各位委员", "同志们：", "同志们:"];
    CALLED.start(text)
}

/// Whether a title says what kind of text it is, and what follows does not go on with its last word.
fn names_itself(title: &str, body: &str) -> bool {
    #[rustfmt::skip]
    static KINDS: Words = words![
        "工作总结", "工作报告", "工作汇报", "工作要点", "情况报告", "情况汇报", "述职报告", "述廉报告",
        "调研报告", "调查报告", "自查报告", "督查报告", "检查报告", "整改报告", "总结报告", "情况总结",
        "工作计划", "工作安排", "工作打算", "工作思路",
    ];
    #[rustfmt::skip]
    static GOES_ON: Words = words![
        "如下", "的", "会", "中", "和", "与", "及", "暨", "是", "已", "将", "由", "并", "制度", "机制", "显示", "指出", "提", "上",
        "认为", "反映", "反馈", "经", "了", "》", "”", "）", "】",
    ];
    // 工作总结(精选6篇)
    let pieces = title.strip_suffix("篇)").or(title.strip_suffix("篇）"));
    let title = pieces
        .and_then(|title| title.rsplit_once(['（', '(']))
        .map_or(title, |(title, _)| title);
    // 工作总结2020精选
    let kind = ["精选", "范文", "集锦", "汇编"]
        .iter()
        .find_map(|end| title.strip_suffix(end));
    let kind = kind
        .unwrap_or(title)
        .trim_end_matches(|sign: char| sign.is_ascii_digit());
    (KINDS.end(kind) || kind.ends_with("总结") && tells_of(title, body))
        && !GOES_ON.start(body)
        && !title.starts_with([
            '现', '下', '根', '按', '对', '听', '将', '把', '为', '经', '在',
        ])
        && !title.contains(['《', '“', '：', ':'])
}

/// Whether a body says again of whom its title tells: 卫生院防疫总结 市卫生院坚持……
pub(super) fn tells_of(title: &str, body: &str) -> bool {
    let signs = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    SUBJECTS.start(body) || signs(body, 8).contains(&signs(title, 2))
}

/// What those end with whom a text addresses.
#[rustfmt::skip]
pub(super) static ADDRESSED: Words = words![
    "委", "府", "局", "会", "办", "部", "组", "表", "们", "门", "位", "厅", "司", "院", "校", "导", "志", "社", "室",
    "队", "处", "科",
];

/// Whether a body begins with those whom it addresses: `县委：`, `各乡镇人民政府，县直各单位：`.
fn is_addressed(title: &str, body: &str) -> bool {
    let mut signs = body.char_indices().take(40);
    let end = signs.find(|(_, sign)| matches!(sign, '：' | ':' | '。'));
    let to = end.and_then(|(end, _)| body.get(..end)).unwrap_or_default();
    // 检查情况 in front of 检查通知各科室： is not all of the title.
    ADDRESSED.end(to)
        && !ENDS.stand_in(to)
        && !to.contains('的')
        && !to.starts_with('》')
        && !opens_body(title)
}

/// Whether the bracket at the end of a text holds a date.
fn is_dated(text: &str) -> bool {
    let inside = last_bracket(text);
    inside.contains('年') && (inside.contains('月') || inside.ends_with("年度"))
}

/// Whether a text starts like the first paragraph of a report.
pub(super) fn starts_body(text: &str) -> bool {
    #[rustfmt::skip]
    static WORDS: Words = words![
        "各位", "同志们", "尊敬的", "现将", "按要求", "现在，", "现在,", "引言", "前言", "摘要", "年来", "主任、", "实施", "全面", "认真", "本学期", "本年度",
    ];
    // 进入汛期以来，……, but not 及下一步打算今年以来，……
    let since = || {
        let clause = text.split(['，', ',']).next().unwrap_or_default();
        clause.len() <= 27
            && clause.ends_with("以来")
            && !clause
                .starts_with(|sign: char| "及和暨与的".contains(sign) || sign.is_ascii_digit())
    };
    opens_body(text) || WORDS.start(text) || since()
}

/// Whether a line says when and where a speech was given: `2023年1月5日在……会议上`.
fn is_occasion(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_digit())
        && (text.ends_with('上') || is_date(text))
}
