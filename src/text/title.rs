//! 标题: the first line in most texts, but also broken over lines, below notes of a web page, or in
//! one line with everything else.

use super::breaks::opens_body;
use super::closing::is_date;
use super::contents::same;
use super::lines::{Line, is_layout};
use super::notes::{is_labelled, is_note};
use super::words::Words;
use crate::numbering::number_at;

/// Where the title stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title {
    /// Its first line.
    pub first: usize,
    /// Where it starts in its first line, in bytes.
    pub start: usize,
    /// Its last line.
    pub last: usize,
    /// Where it ends in its last line, in bytes.
    pub end: usize,
}

/// The longest line of a title, in characters.
const LONGEST: usize = 60;
/// In how many lines the path of a page is looked for.
const PATH: usize = 8;
/// How many lines of a page may stand above the title.
const ABOVE: usize = 24;
/// The longest name of a page or of a part of it, in characters.
const NAME: usize = 10;
/// The longest name and address of a site, in characters.
const SITE: usize = 36;
/// The longest word of a page that can stand right above the title, in characters.
const WORD: usize = 4;

/// The title of a text; `first_found` is the line and the place of the first heading or item.
pub(super) fn find(
    lines: &[Line],
    contents: &[bool],
    first_found: (usize, usize),
) -> Option<Title> {
    let (limit, start) = first_found;
    let body = lines.get(..limit.min(lines.len()))?;
    // What stands above 当前位置：首页 > … belongs to the page.
    let path = |line: &Line| {
        let text = line.text;
        ["位置：", "位置:"].iter().any(|name| text.contains(name))
            || text.contains('>') && !text.contains('<')
    };
    let above = body.iter().take(PATH).rposition(path);
    let path = above
        .and_then(|path| body.get(path))
        .map_or("", |line| line.text);
    let announced = |first: &usize| {
        above.is_some_and(|path| *first <= path) || contents.get(*first) == Some(&true)
    };
    for (first, line) in lines
        .iter()
        .enumerate()
        .take(limit + 1)
        .filter(|(first, _)| !announced(first))
        .take(ABOVE)
    {
        let text = line.text.trim_end_matches(is_layout);
        if is_note(text) || is_page(body, first) || gives_way(lines, first, limit, path) {
            continue;
        }
        let notes = notes_in_front(text);
        let (from, text) = without_marks(text.get(notes..).unwrap_or_default());
        let from = notes + from;
        if let Some(end) = glued(text) {
            return (first < limit || from + end <= start).then_some(Title {
                first,
                start: from,
                last: first,
                end: from + end,
            });
        }
        if limit <= first || !could_be(text) || lines.len() <= first + 1 && !ends_like_title(text) {
            return None;
        }
        let last = last_line(body, first);
        let bold = last == first
            && line
                .text
                .get(from + text.len()..)
                .is_some_and(|rest| rest.starts_with("**"));
        return Some(Title {
            first,
            start: from,
            last,
            end: if bold {
                from + text.len()
            } else {
                lines.get(last)?.text.len()
            },
        });
    }
    None
}

/// How far the notes of a page reach into a line that goes on with everything else:
/// `首页 > 总结 来源：办公室 2026-01-05 `.
fn notes_in_front(text: &str) -> usize {
    let mut end = 0;
    while let Some(behind) = text.get(end..).and_then(behind_site_mark) {
        end = text.len() - behind.len();
    }
    // A line of its own was asked whether it is a note.
    if text.chars().nth(LONGEST * 2).is_none() {
        return end;
    }
    let mut path = false;
    for _ in 0..ABOVE {
        let rest = text.get(end..).unwrap_or_default();
        let length = rest.find(is_layout).unwrap_or(rest.len());
        let (word, rest) = rest.split_at_checked(length).unwrap_or_default();
        let behind = rest.trim_start_matches(is_layout);
        if !(path || is_note(word) || behind.starts_with('>')) || behind.is_empty() {
            break;
        }
        path = word.ends_with('>');
        end = text.len() - behind.len();
    }
    end
}

/// The text behind what a document site puts in front of one: 第1页 共6页, 编号：230656405, 篇一：, its address.
fn behind_site_mark(text: &str) -> Option<&str> {
    fn figure(text: &str) -> Option<&str> {
        let rest = text.trim_start_matches(|sign: char| sign.is_ascii_digit());
        (rest.len() < text.len()).then_some(rest)
    }
    let page = |from: &str| figure(text.strip_prefix(from)?)?.strip_prefix('页');
    let number = || figure(text.strip_prefix("编号")?.strip_prefix(['：', ':'])?);
    let piece = || {
        number_at(text.strip_prefix('篇')?)?
            .1
            .strip_prefix(['：', ':'])
    };
    let address = || {
        let near = text
            .char_indices()
            .nth(SITE)
            .map_or(text.len(), |(at, _)| at);
        let name = text.get(..near)?;
        let end = [".com", ".cn", ".net"]
            .iter()
            .filter_map(|end| Some(name.find(end)? + end.len()))
            .max()?;
        Some(text.get(end..)?.trim_start_matches([')', '）', '】']))
    };
    let behind = page("第")
        .or_else(|| page("共"))
        .or_else(number)
        .or_else(piece)
        .or_else(address)?;
    Some(behind.trim_start_matches(is_layout))
}

/// Where a title starts behind `# ` or `1、` of a document site, and the title without that and without `**`
/// around it. Two stars in front alone stand for a name.
fn without_marks(text: &str) -> (usize, &str) {
    let title = text.trim_start_matches('#').trim_start_matches(is_layout);
    let title = if title.len() < text.len() {
        title
    } else {
        text.strip_prefix("1、").unwrap_or(text)
    };
    let from = text.len() - title.len();
    let bold = title
        .strip_prefix("**")
        .and_then(|title| title.strip_suffix("**"));
    bold.map_or((from, title), |bold| (from + 2, bold))
}

/// The name of a field in a table above the text, whose value stands in the next line.
fn field(text: &str) -> Option<&str> {
    let name = text.trim_end_matches(is_layout).strip_suffix(['：', ':'])?;
    let width = name.chars().filter(|sign| !is_layout(*sign)).count();
    let addressed = ADDRESSED.end(name) || name.contains(['、', '，']);
    ((2..=6).contains(&width) && !addressed).then_some(name)
}

/// Whether a line belongs to the page around the text: the name of a field or its value.
fn is_page(lines: &[Line], at: usize) -> bool {
    let text = |index: usize| {
        let line = lines.get(index);
        line.map_or("", |line| line.text.trim_end_matches(is_layout))
    };
    let own = text(at);
    let titled = ends_like_title(own);
    let name = at.checked_sub(1).and_then(|before| field(text(before)));
    // The value of 标题： comes once more in most pages; the last name may be without a value.
    let title = name.is_some_and(|name| name.ends_with('题') || titled && 6 <= own.chars().count());
    let value = name.is_some() && (!title || (at + 1..at + PATH).any(|below| text(below) == own));
    field(own).is_some() || value
}

/// Whether a line gives way to a title below it: because it ends like none and does not begin that one, or
/// stands in the path of the page.
fn gives_way(lines: &[Line], first: usize, limit: usize, path: &str) -> bool {
    let text = |index: usize| {
        let line = lines.get(index);
        line.map_or("", |line| line.text.trim_end_matches(is_layout))
    };
    let own = text(first);
    let narrow = own.chars().nth(NAME).is_none();
    let titled = ends_like_title(glued(own).and_then(|end| own.get(..end)).unwrap_or(own));
    if titled && !(narrow && path.contains(own)) {
        return false;
    }
    let Some(title) = below(lines, first, limit) else {
        return false;
    };
    let gap = || lines.get(title).is_some_and(|line| 0 < line.empty_before);
    // 财政局, 2025年 and 关于 begin a title that goes on.
    let word = || {
        own.chars().nth(WORD).is_none()
            && own.chars().all(char::is_alphabetic)
            && !ADDRESSED.end(own)
            && !own.ends_with('年')
            && own != "关于"
    };
    let body = lines.get(..limit).unwrap_or(lines);
    titled || !is_plain(own) || last_line(body, first) < title || narrow && gap() || word()
}

/// The line below a first line that ends like no title, if one that does comes before any sentence.
fn below(lines: &[Line], first: usize, limit: usize) -> Option<usize> {
    for (at, line) in lines
        .iter()
        .enumerate()
        .take(limit + 1)
        .skip(first + 1)
        .take(PATH)
    {
        let text = line.text.trim_end_matches(is_layout);
        if is_note(text) {
            continue;
        }
        let title = glued(text).and_then(|end| text.get(..end));
        let could_be = title.is_some() || at < limit && could_be(text);
        if !could_be {
            return None;
        }
        let title = title.unwrap_or(text);
        if ends_like_title(title) && !is_subtitle(title) && title.chars().nth(5).is_some() {
            return Some(at);
        }
    }
    None
}

/// Whether a line holds no sign that calls out to the readers of a page.
fn is_plain(text: &str) -> bool {
    !text.contains(['!', '！', '?', '？', '|', '◆', '★', '~', '，', ','])
}

fn is_subtitle(text: &str) -> bool {
    text.starts_with(['—', '-', '（', '(', '─'])
}

/// Words that titles of reports end with.
static ENDS: Words = Words::new(&[
    "报告",
    "总结",
    "汇报",
    "情况",
    "方案",
    "要点",
    "计划",
    "讲话",
    "材料",
    "意见",
    "发言",
    "说明",
    "通知",
    "纪要",
    "规划",
    "思考",
    "建议",
    "体会",
    "心得",
    "清单",
    "措施",
    "提纲",
    "打算",
    "通报",
    "思路",
    "请示",
    "办法",
    "细则",
    "介绍",
    "综述",
    "纲要",
    "范文",
    "例文",
    "安排",
    "稿",
    "報告",
    "總結",
    "范本",
    "通用版",
    "设想",
    "模板",
    "谋划",
]);

/// Whether a text ends like a title, apart from a note in brackets, a number and the end of bold type.
pub(super) fn ends_like_title(text: &str) -> bool {
    let mut text = text.trim_end_matches(|sign| is_layout(sign) || sign == '*');
    for _ in 0..2 {
        if text.ends_with(['）', ')', '】']) {
            let inside = text.rfind(['（', '(', '【']).unwrap_or_default();
            text = text
                .get(..inside)
                .unwrap_or_default()
                .trim_end_matches(is_layout);
        }
    }
    let text = text.trim_end_matches(|character: char| character.is_ascii_digit());
    // 工 作 报 告
    let mut last = text.chars().rev();
    let (end, space, start) = (last.next(), last.next(), last.next());
    if space.is_some_and(is_layout) {
        return ENDS.end(&String::from_iter([start, end].into_iter().flatten()));
    }
    ENDS.end(text)
}

fn could_be(text: &str) -> bool {
    // A report about a resolution about a report names them all.
    let most = if ends_like_title(text) {
        LONGEST * 3 / 2
    } else {
        LONGEST
    };
    let width = text.chars().take(most + 1).count();
    let sentence = text.ends_with(['。', '；', ';', '：', ':', '，', ',', '、', '！', '.']);
    let inside = text.contains('。') || 1 < text.matches(['，', ',']).count();
    let begins = starts_body(text) && text.contains(['，', ',']);
    (2..=most).contains(&width)
        && !sentence
        && !inside
        && !begins
        && !is_occasion(text)
        && !text.starts_with("各位")
}

/// The line in which a title that is broken over lines ends.
fn last_line(lines: &[Line], first: usize) -> usize {
    static JOINS: Words = Words::new(&["的", "及", "和", "与", "與", "暨", "并"]);
    let text = |index: usize| {
        lines
            .get(index)
            .map_or("", |line| line.text.trim_end_matches(is_layout))
    };
    let more = |line: &str| {
        let subtitle = is_subtitle(line) || is_note(line) || same(line, text(first));
        // A single sign can be left over where a line was full.
        !subtitle && (could_be(line) || line.chars().take(2).count() == 1)
    };
    let mut last = first;
    for next in first + 1..lines.len().min(first + 3) {
        let line = text(next);
        let complete = ends_like_title(text(last)) && !JOINS.start(line);
        let apart = lines.get(next).is_some_and(|line| 1 < line.empty_before);
        // What stands once more below is whole by itself.
        let apart = apart || (next + 1..next + PATH).any(|below| text(below) == line);
        if complete || apart || !more(line) {
            break;
        }
        // A line that closes nothing, such as the name of a unit, is followed by one that does.
        let closes = ends_like_title(&format!("{}{line}", text(last)));
        let closes_later =
            next == first + 1 && more(text(next + 1)) && ends_like_title(text(next + 1));
        if !closes && !closes_later {
            break;
        }
        last = next;
    }
    last
}

/// The end of a title that goes on with the text in its line.
fn glued(text: &str) -> Option<usize> {
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
    // 情况报告, 规划实施情况
    let goes_on = ENDS.start(rest) || rest.starts_with("实施情况");
    if goes_on || !ends_like_title(title) || title.ends_with(['）', ')']) && is_dated(title) {
        return false;
    }
    // A whole text in one line may hold no other bracket: it is looked for only behind the first.
    let closing = bracketed.then(|| body.find(['）', ')'])).flatten();
    let bracket = closing.and_then(|end| body.get(..end));
    if bracket.is_some_and(is_dated) || body.starts_with(title) {
        return true;
    }
    // 总结2023-07-12 15:32, 总结 发布时间：
    let digits = body.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == 'X');
    let dated = body.len() - digits.len() == 4 && digits.starts_with(['-', '/', '.']);
    if dated || is_labelled(body) {
        return true;
    }
    let long = body.chars().nth(40).is_some();
    static MARKERS: Words = Words::new(&["一、", "（一）", "(一)"]);
    let heading = MARKERS.start(body);
    long && (spaced && !bracketed
        || heading
        || starts_body(body)
        || body.starts_with(['为', '在', '“'])
        || commas == 0 && names_itself(title, body)
        || is_addressed(title, body))
}

/// Whether a title says what kind of text it is, and what follows does not go on with its last word.
fn names_itself(title: &str, body: &str) -> bool {
    #[rustfmt::skip]
    static KINDS: Words = Words::new(&[
        "工作总结", "工作报告", "工作汇报", "工作要点", "情况报告", "情况汇报", "述职报告", "述廉报告",
        "调研报告", "调查报告", "自查报告", "督查报告", "检查报告", "整改报告", "总结报告", "情况总结",
        "工作计划", "工作安排", "工作打算", "工作思路",
    ]);
    #[rustfmt::skip]
    static GOES_ON: Words = Words::new(&[
        "如下", "的", "会", "中", "和", "与", "及", "暨", "是", "已", "将", "由", "并", "制度", "机制", "显示", "指出", "提", "上",
        "认为", "经", "了", "》", "”", "）", "】",
    ]);
    KINDS.end(title)
        && !GOES_ON.start(body)
        && !title.starts_with([
            '现', '下', '根', '按', '对', '听', '将', '把', '为', '经', '在',
        ])
        && !title.contains(['《', '“', '：', ':'])
}

/// What those end with whom a text addresses.
#[rustfmt::skip]
static ADDRESSED: Words = Words::new(&[
    "委", "府", "局", "会", "办", "部", "组", "表", "们", "门", "位", "厅", "司", "院", "校", "导", "志", "社", "室",
    "队", "处", "科",
]);

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

/// What stands behind the last opening bracket of a text.
pub(super) fn last_bracket(text: &str) -> &str {
    text.rsplit(['（', '(']).next().unwrap_or_default()
}

/// Whether a text starts like the first paragraph of a report.
fn starts_body(text: &str) -> bool {
    #[rustfmt::skip]
    static WORDS: Words = Words::new(&[
        "各位", "同志们", "尊敬的", "现将", "现在，", "现在,", "引言", "前言", "摘要", "年来", "主任、", "实施", "全面", "认真", "本学期", "本年度",
    ]);
    opens_body(text) || WORDS.start(text)
}

/// Whether a line says when and where a speech was given: `2023年1月5日在……会议上`.
fn is_occasion(text: &str) -> bool {
    text.starts_with(|character: char| character.is_ascii_digit())
        && (text.ends_with('上') || is_date(text))
}
