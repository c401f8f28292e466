//! Where a body begins that is glued to its heading, told by what the sentence says: of whom or what, how, and what
//! was said before.

use super::bodies::{DANGLING, SUBJECTS, VERBS, ends_open, may_be_figure, opens_body};
use super::lines::sign_length;
use super::words::{Words, words};
use crate::letters::is_letter;

/// Where a heading ends in a sentence that is too long for one: in front of whom or what a body is about, or,
/// in a heading of two clauses, of what no other heading ends before: 强化组织领导，压实主体责任坚持一把手……. The second
/// clause is hardly shorter than the first.
pub(super) fn glued(sentence: &str, limit: usize, long: bool, commas: usize) -> Option<usize> {
    // Asked for each heading.
    if commas == 0
        && let Some(end) = will(sentence)
    {
        return Some(end);
    }
    if !long && (commas == 0 || sentence.len() <= 78) {
        return None;
    }
    let is_comma = |sign: char| matches!(sign, '，' | ',');
    let width = |clause| {
        let clause = sentence.split(is_comma).nth(clause);
        clause.map_or(0, |clause| clause.chars().count())
    };
    let (first, second) = (width(0), width(1));
    // Only what is longer than two clauses of a heading is broken by less than somebody who acts.
    let wide = long || 1 < commas && first + 10 <= second;
    if !wide && commas < 2 && first + second <= 25 {
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
            _ if 4 < since
                && 0 < clause
                && first <= since + 2
                && says_what(sentence, at)
                && (wide || first + 14 <= width(clause)) =>
            {
                return Some(at);
            }
            _ if 4 < since && may_be_body(rest) => {
                let (heading, body) = sentence.split_at_checked(at)?;
                let is_couplet = clause == 1 && (4..=14).contains(&first) && first <= since + 2;
                // 健全制度体系严格执行……, where the first clause is too long for a heading.
                let twice = clause == 0
                    && 0 < commas
                    && (20 <= first
                        || 16 <= first && ["针对", "自觉"].iter().any(|how| body.starts_with(how)))
                    && since + 7 <= first
                    && HOW.start(body)
                    && (DANGLING.start(sentence) || VERBS.start(sentence));
                // 强化源头防控,推进矛盾排查坚持……: both clauses are of one length.
                let even = clause == 1
                    && since == first + 1
                    && VERBS.start(body)
                    && !heading.ends_with('出');
                // 健全职能体系深化改革，……
                let other = clause == 0
                    && 0 < commas
                    && 6 < since
                    && AIMS.end(heading)
                    && DANGLING.start(sentence)
                    && (DANGLING.start(body) || VERBS.start(body));
                let about = twice
                    || other
                    || even
                    || wide && is_couplet && VERBS.start(body)
                    || wide && (long || 0 < clause) && SUBJECTS.start(body)
                    || acts(body)
                    || long && opens_aspect(body);
                // 安全, 健全, 区政府, 政治自觉
                let in_word = body.starts_with('全') && heading.ends_with(['安', '健'])
                    || body.starts_with("政府")
                        && heading.ends_with(['省', '市', '县', '区', '镇', '乡'])
                    || body.starts_with("自觉") && heading.ends_with(['治', '想', '动', '化']);
                if about && !in_word && !ends_open(heading) && !DANGLING.end(heading) {
                    return Some(at + driven(heading, body));
                }
            }
            _ => {}
        }
        at += length;
    }
    None
}

/// How much of a body still belongs to its heading: 推动绿化工作 in front of 全面开展.
fn driven(heading: &str, body: &str) -> usize {
    static DRIVES: Words = words!["推动", "促进", "推进"];
    static HOW: Words = words!["全面", "深入", "持续", "有序", "顺利", "扎实", "稳步"];
    static DONE: Words = words!["开展", "发展", "推进", "提升", "落实", "实施", "进行"];
    let clause = heading.rsplit(['，', ',']).next().unwrap_or_default();
    let done = body.get(6..).is_some_and(|body| DONE.start(body));
    if done && HOW.start(body) && DRIVES.stand_in(clause) {
        12
    } else {
        0
    }
}

/// Whether a clause ends here with what headings want to reach, and something else follows.
fn says_what(sentence: &str, at: usize) -> bool {
    #[rustfmt::skip]
    static GOES_ON: Words = words![
        "的", "和", "与", "及", "、", "建设", "工作", "化", "上", "下", "中", "是", "为", "不", "提", "得", "更", "持", "显", "明", "突出", "良好", "发展", "推进", "感",
    ];
    let parts = sentence.split_at_checked(at);
    parts.is_some_and(|(heading, body)| {
        AIMS.end(heading)
            && !AIMS.start(body)
            && !GOES_ON.start(body)
            && body.starts_with(is_letter)
            && body.chars().nth(6).is_some()
    })
}

/// What the second clause of a heading ends with.
#[rustfmt::skip]
static AIMS: Words = words![
    "体系", "水平", "基础", "实效", "成效", "能力", "作用", "力度", "形象", "坚强保证", "坚强保障", "有力保障", "局面", "效果",
    "优势", "担当", "素质", "科学性", "格局", "环境", "质量", "效率", "机制", "凝聚力", "正确方向", "深入开展", "全面开展", "有序推进",
    "健康发展", "高质量发展", "落到实处", "落地见效", "新台阶", "使命",
];

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

/// Whether a text could begin with what a body begins with: asked for each sign of a sentence.
fn may_be_body(text: &[u8]) -> bool {
    may_be_figure(text)
        || [&VERBS, &SUBJECTS, &PEOPLE]
            .iter()
            .any(|words| words.may_start(text))
}

/// Where a body begins that says who will do something: 基础设施建设 乡镇将加大……
fn will(sentence: &str) -> Option<usize> {
    let will = sentence.find('将').filter(|&will| 12 < will)?;
    let before = sentence.get(..will)?;
    let who = PEOPLE
        .all()
        .filter(|people| before.ends_with(people))
        .max_by_key(|people| people.len())?;
    let heading = before.strip_suffix(who)?;
    (12 <= heading.len() && !ends_open(heading)).then_some(heading.len())
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
                let acts = |sign: char| "按抓高虽能把对要应已需清根将紧制共现".contains(sign);
                rest.starts_with(acts) && !rest.starts_with("要求") || VERBS.start(rest)
            })
        })
}

/// Of whom a body tells that is glued to its heading.
#[rustfmt::skip]
static PEOPLE: Words = words![
    "党组", "局党组", "局党委", "党委", "乡党委", "镇党委", "乡镇", "乡镇党组织", "党组织", "党支部", "支部", "班子", "班子成员", "政府", "政府部门", "医院", "公司", "全县", "全市", "全区", "全省", "全镇", "全乡", "全局", "全校",
];

/// What places are called behind their names.
static PLACES: Words = words!["省", "市", "县", "区", "镇", "乡", "街道", "村", "局"];

/// How something is done, before what is done: behind a verb and its object another sentence begins there.
#[rustfmt::skip]
static HOW: Words = words![
    "继续", "持续", "进一步", "深入", "积极", "认真", "严格", "切实", "通过", "针对", "大力", "不断", "自觉",
];
