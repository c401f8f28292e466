//! Where the body of a part begins, though neither a mark nor a space parts it from its heading.
//!
//! Limitation: only the words that bodies begin with can tell, those that headings end with where the
//! sentence is long for one, and what a body says again of its heading.

use super::roles;
use super::title_words::last_bracket;
use super::words::{Words, words};
use crate::letters::is_letter;

/// Whether a heading ends here though a body without any opening follows: behind a time in brackets,
/// and in what is too long for a heading behind the first word that names a part.
pub(super) fn part_ends(sentence: &str, at: usize, open: bool) -> bool {
    #[rustfmt::skip]
    static GOES_ON: Words = words![
        "导向", "整改", "落实", "引领", "清单", "解决", "分析", "的", "和", "与", "及", "以", "为", "抓", "不", "未", "之",
        "是", "报告", "显著", "明显", "突出", "良好", "较好", "如下", "汇报", "介绍", "通报", "说明", "检查", "评估", "等", "导致", "造成", "特征", "实施",
    ];
    #[rustfmt::skip]
    static WHOLE: Words = words![
        "基本情况", "根本情况", "基本概况", "基本状况", "总体情况", "开展情况", "履职情况", "主要做法", "主要成效", "主要体会",
        "工作目标", "工作回顾", "工作打算", "主要任务", "总体要求", "保障措施", "对策建议", "发展现状", "告的事项",
    ];
    #[rustfmt::skip]
    static SHORT: Words = words![
        "领导机构", "管理机构", "发展优势", "考核对象", "考核时间", "考核内容", "活动时间", "活动内容", "指导思想",
        "基本原则", "实施步骤", "组织领导", "工作要求", "时间安排", "方法步骤",
    ];
    let Some((heading, body)) = sentence.split_at_checked(at) else {
        return false;
    };
    let short = || heading.len() == 12 && SHORT.start(heading);
    let name = NAMES.end(heading);
    // 司法公正的持续追求司法公正一直是……
    let first = |text: &str| text.as_bytes().first_chunk::<12>().copied();
    let doubled = || {
        repeats(heading.as_bytes(), body.as_bytes())
            || 18 <= at
                && first(heading) == first(body)
                && !ends_open(heading)
                && !heading.contains(['：', ':'])
    };
    let dated = || heading.ends_with(['）', ')']) && last_bracket(heading).contains('月');
    // 在理论武装方面学得不深……
    let aspect = || heading.starts_with('在') && heading.ends_with("方面");
    // 资金投入不足村级收入……
    let lacks = || LACKS.end(heading);
    // Asked for each sign of a sentence.
    if !name && !short() && !lacks() && !dated() && !aspect() && !doubled() {
        return false;
    }
    let word = |sign: char| is_letter(sign) || sign.is_ascii_digit() || sign == '*';
    // 下半年工作计划下半年，我们将……
    let start = sentence.get(..6);
    let again = start.is_some_and(|start| body.starts_with(start))
        || body.get(..12).is_some_and(|start| heading.contains(start));
    // 履职情况深入贯彻落实……, 2025年工作中存在的不足人手不够……
    static EXIST: Words = words!["存在的问题", "存在问题", "存在的不足", "存在不足"];
    let acts = || {
        84 < sentence.len() && VERBS.start(body) || EXIST.end(heading) || heading.contains("存在")
    };
    let view = body.starts_with('从') && !body.starts_with("从严");
    // 基本情况三个仓库……, 存在的问题仓库太小，……
    let whole = || {
        let common = heading.len() <= 45 && WHOLE.end(heading);
        (common || roles::of_bare_line(heading).is_some()) && body.chars().nth(8).is_some()
    };
    (!name || lacks() || open || view || again || whole() || acts())
        && body.starts_with(word)
        && !NAMES.start(body)
        && !GOES_ON.start(body)
        && !heading.contains(['“', '，', ','])
        && !heading.ends_with('今')
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

/// Whether a heading ends here because a body opens; one that is not long must also name its part.
pub(super) fn body_starts(sentence: &str, at: usize, open: bool) -> bool {
    let rest = sentence.as_bytes().get(at..).unwrap_or_default();
    // Asked for each sign of a sentence.
    if !(may_be_figure(rest)
        || rest.starts_with("要".as_bytes())
        || OPENERS.may_start(rest)
        || SUBJECTS.may_start(rest))
    {
        return false;
    }
    let Some((heading, body)) = sentence.split_at_checked(at) else {
        return false;
    };
    let (opening, subject) = (opens_body(body), SUBJECTS.start(body));
    if !opening && !subject {
        // 对策建议要加大投入, 完善规划要坚持先行, but not 各单位要加强领导.
        let whole = || NAMES.end(heading) || DANGLING.start(heading) || VERBS.start(heading);
        let must = body.strip_prefix('要').is_some_and(|must| MUST.start(must));
        return must && whole() && !ends_open(heading);
    }
    let joins = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '×' | '*' | '_');
    let in_date = heading.ends_with(|sign| joins(sign) || sign == '年');
    // 外贸方面：1-5月
    let in_span = heading.ends_with(['-', '－', '—', '～', '~']) && body.starts_with(joins);
    let apart = !(in_span || in_date && body.starts_with(joins));
    let in_word = body.starts_with('为') && heading.ends_with('作');
    // 近年来，… and 我们将… open a body even behind what names no part.
    let mut next = body.chars().take(8);
    let clause = next.any(|sign| matches!(sign, '，' | ',')) || body.starts_with("我们将");
    // 推进农村改厕工作按照……
    static AIMS: Words = words!["按照", "根据", "为深入", "为进一步"];
    let aims = || 18 <= at && AIMS.start(body) && !DANGLING.end(heading);
    // 组织领导情况：为切实……
    let name = heading.trim_end_matches(['：', ':']);
    let named = NAMES.end(name) || OUTCOMES.end(name) || opening && name.ends_with("工作");
    let opens = named || opening && (open || clause || aims());
    opens && apart && !in_word && !ends_open(if named { name } else { heading })
}

/// Whether a text starts like a body: `今年以来`, `2023年`, `根据`.
pub(super) fn opens_body(text: &str) -> bool {
    may_be_figure(text.as_bytes()) && opens_with_year(text) || OPENERS.start(text)
}

/// Whether a text could start with a figure or with a blank for one: all of these are short signs.
pub(super) fn may_be_figure(text: &[u8]) -> bool {
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
    "今年", "目前", "回顾一年", "一年来", "半年来", "近年来", "近几年", "五年来", "几年来", "去年", "上半年以来", "年初以来", "学期初", "鉴于", "上半年，", "上半年,", "过去", "刚刚过去",
    "截至", "截止", "为深入", "为进一步", "为全面", "为加强", "为切实", "为贯彻", "根据", "按照", "党的十", "党的二十", "我们",
    "然而", "但是", "此外", "尽管", "在市委", "在县委", "在区委", "在上级", "自去年", "自今年", "在20",
];

/// Who or what a body is about behind a heading that names its part.
#[rustfmt::skip]
pub(super) static SUBJECTS: Words = words![
    "我", "省委", "市委", "县委", "区委", "本次", "本年", "本单位", "本局", "本院", "本校", "本镇", "本县", "今后", "当前", "为了", "为使", "随着", "经过", "依据", "全年", "学校", "社区", "有些", "有个别", "未",
];

/// Words behind which a heading goes on.
#[rustfmt::skip]
pub(super) static DANGLING: Words = words![
    "加强", "强化", "深化", "推动", "推进", "提升", "提高", "做好", "抓好", "坚持", "需要", "认真", "严格", "不断", "切实", "进一步", "深入", "积极", "全面", "健全",
    "完善", "构建", "促进", "确保", "围绕", "聚焦", "履行", "优化", "夯实", "筑牢", "压实", "增强", "统筹", "发挥",
    "大力", "持续", "充分", "始终", "扎实", "基层", "有序", "顺利", "工会",
];

/// What a body begins with behind a heading of two clauses.
#[rustfmt::skip]
pub(super) static VERBS: Words = words![
    "坚持", "深入", "积极", "认真", "以", "通过", "在", "成立", "围绕", "自觉", "严格", "始终", "组织", "开展", "建立",
    "全", "各", "及时", "继续", "切实", "大力", "定期", "充分", "进一步", "针对", "结合", "利用", "不断", "持续",
];

/// What the first words of a heading that names its part end with.
static NAMES: Words = words![
    "回顾", "情况", "建议", "要求", "意义", "安排", "部署", "打算", "措施", "问题", "不足", "成效",
    "做法", "总结", "计划", "特点", "概况", "原因", "目标", "任务", "思路", "评价", "经验", "体会",
    "方法", "举措", "现状", "状况", "事项",
];

/// What a body says that must be done.
#[rustfmt::skip]
static MUST: Words = words![
    "坚持", "加强", "加大", "紧紧", "把", "进一步", "深入", "切实", "围绕", "严格", "认真", "着力", "强化", "抓", "充分", "积极", "以", "逐",
];

/// What a heading ends with that says what fell short.
#[rustfmt::skip]
static LACKS: Words = words!["不高", "不强", "不足", "薄弱", "滞后", "不到位"];

/// What a heading ends with that says how something went: 道路建设成效显著.
static OUTCOMES: Words = words!["显著", "明显", "顺利", "斐然", "突出", "良好"];

/// Whether a heading cannot end here: after a comma, inside a bracket, before its object.
pub(super) fn ends_open(heading: &str) -> bool {
    heading.ends_with([
        '，', ',', '、', '“', '《', '（', '(', '和', '与', '及', '对', '在', '以', '的', '是',
        '于', '为', '将', '自', '从', '要', '今', '：', ':',
    ])
}
