//! Where the body of a part begins, though neither a mark nor a space parts it from its heading.
//!
//! Limitation: only the words that bodies begin with can tell, those that headings end with where the
//! sentence is long for one, and what a body says again of its heading.

use super::lines::sign_length;
use super::roles;
use super::title_words::last_bracket;
use super::words::{Words, words};

/// Whether a heading ends here though a body without any opening follows: behind a time in brackets,
/// and in what is too long for a heading behind the first word that names a part.
pub(super) fn part_ends(sentence: &str, at: usize, open: bool) -> bool {
    #[rustfmt::skip]
    static GOES_ON: Words = words![
        "导向", "整改", "落实", "引领", "清单", "解决", "分析", "的", "和", "与", "及", "以", "为", "抓", "不", "未", "之",
        "是", "报告",
    ];
    static WHOLE: Words = words![
        "基本情况",
        "基本概况",
        "总体情况",
        "主要做法",
        "主要成效",
        "履职情况",
        "工作目标",
        "主要任务",
        "总体要求",
        "保障措施",
    ];
    let Some((heading, body)) = sentence.split_at_checked(at) else {
        return false;
    };
    let name = NAMES.end(heading);
    let doubled = || repeats(heading.as_bytes(), body.as_bytes());
    let dated = || heading.ends_with(['）', ')']) && last_bracket(heading).contains('月');
    // 在理论武装方面学得不深……
    let aspect = || heading.starts_with('在') && heading.ends_with("方面");
    // Asked for each sign of a sentence.
    if !name && !dated() && !aspect() && !doubled() {
        return false;
    }
    let word = |sign: char| sign.is_alphabetic() || sign.is_ascii_digit() || sign == '*';
    // 下半年工作计划下半年，我们将……
    let start = sentence.get(..6);
    let again = start.is_some_and(|start| body.starts_with(start));
    // 履职情况深入贯彻落实……, 2025年工作中存在的不足人手不够……
    static EXIST: Words = words!["存在的问题", "存在问题", "存在的不足", "存在不足"];
    let acts = || 84 < sentence.len() && VERBS.start(body) || EXIST.end(heading);
    let view = body.starts_with('从') && !body.starts_with("从严");
    // 基本情况三个仓库……, 存在的问题仓库太小，……
    let whole = || {
        let common = heading.len() == 12 && WHOLE.start(heading);
        (common || roles::of_bare_line(heading).is_some()) && body.chars().nth(8).is_some()
    };
    (!name || open || view || again || whole() || acts())
        && body.starts_with(word)
        && !NAMES.start(body)
        && !GOES_ON.start(body)
        && !heading.contains(['“', '，', ','])
}

/// Whether a body begins with the four signs that its heading ends with, or nearly: 抓好主题教育工作主题教育……
fn repeats(heading: &[u8], body: &[u8]) -> bool {
    const RUN: usize = 12;
    let (Some(run), Some(third)) = (body.get(..RUN), body.get(2)) else {
        return false;
    };
    [12, 15, 18, 21, 24].iter().any(|&back| {
        let start = heading.len().wrapping_sub(back);
        // Asked for each sign of a sentence.
        heading.get(start.wrapping_add(2)) == Some(third)
            && heading.get(start..).is_some_and(|end| end.starts_with(run))
    })
}

/// Where a body begins that says what the heading before is about: 完善党员队伍建设党员是…….
pub(super) fn definition(sentence: &str) -> Option<usize> {
    let is = sentence.find('是').filter(|&is| 18 <= is)?;
    let before = sentence.get(..is)?;
    (2..=6).rev().find_map(|signs| {
        let (heading, what) = before.split_at_checked(is - signs * 3)?;
        // 依法履行职责，维护社会稳定稳定是……
        let clause = heading.rsplit(['，', ',']).next().unwrap_or_default();
        let again = heading.ends_with(what) || 12 <= clause.len();
        (again && heading.contains(what)).then_some(heading.len())
    })
}

/// Where a heading ends in a sentence that is too long for one: in front of whom or what a body is about, or,
/// in a heading of two clauses, of what no other heading ends before: 强化组织领导，压实主体责任坚持一把手……. The second
/// clause is hardly shorter than the first.
pub(super) fn glued(sentence: &str, limit: usize, long: bool, commas: usize) -> Option<usize> {
    // Asked for each heading.
    if !long && (commas == 0 || sentence.len() <= 78) {
        return None;
    }
    let is_comma = |sign: char| matches!(sign, '，' | ',');
    let mut clauses = sentence
        .split(is_comma)
        .map(|clause| clause.chars().count());
    let (first, second) = (clauses.next()?, clauses.next().unwrap_or_default());
    // Only what is longer than two clauses of a heading is broken by less than somebody who acts.
    let wide = long || 1 < commas && first + 10 <= second;
    if !wide && first + second <= 25 {
        return None;
    }
    let (mut at, mut clause, mut since) = (0, 0, 0);
    while let Some(rest) = sentence.as_bytes().get(at..limit) {
        let &byte = rest.first()?;
        let length = sign_length(byte);
        since += 1;
        match rest {
            [b',', ..] | [0xef, 0xbc, 0x8c, ..] => {
                if opens_body(sentence.get(at + length..)?) {
                    return None;
                }
                (clause, since) = (clause + 1, 0);
            }
            [b':', ..] | [0xef, 0xbc, 0x9a | 0x9b, ..] => return None,
            _ if 4 < since && may_be_body(rest) => {
                let (heading, body) = sentence.split_at_checked(at)?;
                let is_couplet = clause == 1 && (4..=14).contains(&first) && first <= since + 2;
                // 健全制度体系严格执行……, where the first clause is too long for a heading.
                let twice = clause == 0
                    && 0 < commas
                    && 20 <= first
                    && since + 7 <= first
                    && HOW.start(body)
                    && (DANGLING.start(sentence) || VERBS.start(sentence));
                let about = twice
                    || wide && is_couplet && VERBS.start(body)
                    || wide && (long || 0 < clause) && SUBJECTS.start(body)
                    || acts(body)
                    || long && opens_aspect(body);
                // 安全, 健全
                let in_word = body.starts_with('全') && heading.ends_with(['安', '健']);
                if about && !in_word && !ends_open(heading) && !DANGLING.end(heading) {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += length;
    }
    None
}

/// Whether a text could begin with what a body begins with: asked for each sign of a sentence.
fn may_be_body(text: &[u8]) -> bool {
    may_be_figure(text)
        || [&VERBS, &SUBJECTS, &PEOPLE]
            .iter()
            .any(|words| words.may_start(text))
}

/// Whether a text begins with where or when something was so: 在环保方面，……, 在开会之前，……
fn opens_aspect(text: &str) -> bool {
    let aspect = text
        .strip_prefix('在')
        .and_then(|text| text.split(['，', ',']).next());
    aspect.is_some_and(|aspect| {
        (9..=48).contains(&aspect.len())
            && aspect.ends_with(['面', '中', '上', '下', '前', '后', '里', '时'])
    })
}

/// Whether a text begins with a body of people that does something: 党支部按照……, or with a place whose name is left out.
fn acts(text: &str) -> bool {
    let masked = text.trim_start_matches(['x', 'X', '×', '*', '某']);
    if masked.len() < text.len() && PLACES.start(masked) {
        return true;
    }
    PEOPLE.may_start(text.as_bytes())
        && PEOPLE.all().any(|people| {
            let rest = text.strip_prefix(people);
            rest.is_some_and(|rest| {
                let acts = |sign: char| "按抓高虽能把对要应已需清根将".contains(sign);
                rest.starts_with(acts) || VERBS.start(rest)
            })
        })
}

/// Whether a heading ends here because a body opens; one that is not long must also name its part.
pub(super) fn body_starts(sentence: &str, at: usize, open: bool) -> bool {
    let rest = sentence.as_bytes().get(at..).unwrap_or_default();
    // Asked for each sign of a sentence.
    if !(may_be_figure(rest) || OPENERS.may_start(rest) || SUBJECTS.may_start(rest)) {
        return false;
    }
    let Some((heading, body)) = sentence.split_at_checked(at) else {
        return false;
    };
    let (opening, subject) = (opens_body(body), SUBJECTS.start(body));
    if !opening && !subject {
        return false;
    }
    let joins = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '×' | '*');
    let in_date = heading.ends_with(|sign| joins(sign) || sign == '年');
    let apart = !body.starts_with(joins) || !in_date;
    let in_word = body.starts_with('为') && heading.ends_with('作');
    // 近年来，… and 我们将… open a body even behind what names no part.
    let mut next = body.chars().take(8);
    let clause = next.any(|sign| matches!(sign, '，' | ',')) || body.starts_with("我们将");
    // 推进农村改厕工作按照……
    static AIMS: Words = words!["按照", "根据", "为深入", "为进一步"];
    let aims = || 18 <= at && AIMS.start(body) && !DANGLING.end(heading);
    // 组织领导情况：为切实……
    let name = heading.trim_end_matches(['：', ':']);
    let named = NAMES.end(name);
    let opens = named || opening && (open || clause || aims());
    opens && apart && !in_word && !ends_open(if named { name } else { heading })
}

/// Whether a text starts like a body: `今年以来`, `2023年`, `根据`.
pub(super) fn opens_body(text: &str) -> bool {
    may_be_figure(text.as_bytes()) && opens_with_year(text) || OPENERS.start(text)
}

/// Whether a text could start with a figure or with a blank for one: all of these are short signs.
fn may_be_figure(text: &[u8]) -> bool {
    text.first().is_some_and(|&first| first < 0xe0)
}

fn opens_with_year(text: &str) -> bool {
    let digits = text.trim_start_matches(|character: char| {
        character.is_ascii_digit() || matches!(character, '_' | '*' | 'x' | 'X' | '×')
    });
    let figure = text.len() - digits.len();
    let year = digits.trim_start_matches(' ').starts_with('年');
    let masked = text.starts_with(['_', '*', 'x', 'X', '×']);
    ((2..=8).contains(&figure) || figure == 1 && masked) && year || opens_with_month(text)
}

/// Whether a text starts with a month: `3月份，`, `3、4月份，`.
fn opens_with_month(text: &str) -> bool {
    let month = text.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == '、');
    let rest = month
        .strip_prefix('月')
        .filter(|_| month.len() < text.len());
    rest.is_some_and(|rest| rest.trim_start_matches('份').starts_with(['，', ',']))
}

/// Words that open a body, so that a heading must have ended before them.
#[rustfmt::skip]
static OPENERS: Words = words![
    "今年", "目前，", "目前,", "回顾一年", "一年来", "半年来", "近年来", "近几年", "五年来", "几年来", "去年", "上半年以来", "年初以来", "上半年，", "上半年,", "过去",
    "截至", "截止", "为深入", "为进一步", "为全面", "为加强", "为切实", "为贯彻", "根据", "按照", "党的十", "党的二十", "我们",
    "在市委", "在县委", "在区委", "在上级", "自去年", "自今年", "在20",
];

/// Who or what a body is about behind a heading that names its part.
#[rustfmt::skip]
static SUBJECTS: Words = words![
    "我", "省委", "市委", "县委", "区委", "本次", "本年", "本单位", "本局", "本院", "本校", "本镇", "本县", "今后", "当前", "为了", "为使", "随着", "经过", "依据", "学校", "社区", "有些", "有个别", "未",
];

/// Of whom a body tells that is glued to its heading.
#[rustfmt::skip]
static PEOPLE: Words = words![
    "党组", "局党组", "局党委", "党委", "乡党委", "镇党委", "乡镇", "乡镇党组织", "党组织", "党支部", "支部", "班子", "班子成员", "政府", "政府部门", "医院", "公司", "全县", "全市", "全镇", "全局", "全校",
];

/// What places are called behind their names.
static PLACES: Words = words!["省", "市", "县", "区", "镇", "乡", "街道", "村", "局"];

/// Words behind which a heading goes on.
#[rustfmt::skip]
static DANGLING: Words = words![
    "加强", "强化", "深化", "推动", "推进", "提升", "提高", "做好", "抓好", "坚持", "需要", "认真", "严格", "不断", "切实", "进一步", "深入", "积极", "全面", "健全",
    "完善", "构建", "促进", "确保", "围绕", "聚焦", "履行", "优化", "夯实", "筑牢", "压实", "增强", "统筹", "发挥",
    "大力", "持续", "充分", "始终", "扎实", "基层", "有序", "顺利",
];

/// What a body begins with behind a heading of two clauses.
#[rustfmt::skip]
static VERBS: Words = words![
    "坚持", "深入", "积极", "认真", "以", "通过", "在", "成立", "围绕", "自觉", "严格", "始终", "组织", "开展", "建立",
    "全", "各", "及时", "继续", "切实", "大力", "定期", "充分", "进一步", "针对", "结合", "利用", "不断", "持续",
];

/// How something is done, before what is done: behind a verb and its object another sentence begins there.
#[rustfmt::skip]
static HOW: Words = words![
    "继续", "持续", "进一步", "深入", "积极", "认真", "严格", "切实", "通过", "针对", "大力", "不断",
];

/// What the first words of a heading that names its part end with.
static NAMES: Words = words![
    "回顾", "情况", "建议", "要求", "意义", "安排", "部署", "打算", "措施", "问题", "不足", "成效",
    "做法", "总结", "计划", "特点", "概况", "原因", "目标", "任务", "思路", "评价", "经验", "体会",
    "方法", "举措",
];

/// Whether a heading cannot end here: after a comma, inside a bracket, before its object.
fn ends_open(heading: &str) -> bool {
    heading.ends_with([
        '，', ',', '、', '“', '《', '（', '(', '和', '与', '及', '对', '在', '以', '的', '是',
        '于', '为', '将', '自', '从', '：', ':',
    ])
}
