//! What a part is for: 不足 and 下一步, told by its heading or by the lead of an unnumbered part.

use crate::report::Role;

use super::words::{Words, words};

/// What tells of work that was done: 坚持问题导向, 解决突出问题, 问题整改.
#[rustfmt::skip]
static DONE: Words = words![
    "导向", "解决", "破解", "化解", "聚焦", "针对", "克服", "查摆", "整改情况", "整改落实", "问题整改",
];

/// What tells that a long heading names what fell short.
static NAMED: Words = words!["存在", "主要", "突出", "原因"];

static SHORT: Words = words!["问题", "不足", "差距", "短板", "弱项", "薄弱环节", "困难"];

#[rustfmt::skip]
static AHEAD: Words = words![
    "下一步", "下步", "下阶段", "下一阶段", "下半年", "今后", "明年", "来年", "下一年", "下学期",
];

/// What a heading that plans ends with.
#[rustfmt::skip]
static PLANS: Words = words![
    "打算", "努力方向", "改进措施", "整改措施", "工作思路", "工作计划",
];

/// The role a heading gives its part: `存在的问题和不足`, `下一步工作打算`. Where it names both, the first.
pub(super) fn of_heading(heading: &str) -> Role {
    let heading = heading.trim().trim_end_matches(['。', '：', ':']);
    let width = heading.chars().take(31).count();
    if 30 < width {
        return Role::Section;
    }
    let (mut done, mut named) = (false, width <= 10);
    let (mut short, mut ahead) = (None, None);
    for (at, _) in heading.char_indices() {
        let rest = heading.get(at..).unwrap_or_default();
        done |= DONE.start(rest);
        named |= NAMED.start(rest);
        short = short.or_else(|| SHORT.start(rest).then_some(at));
        ahead = ahead.or_else(|| AHEAD.start(rest).then_some(at));
    }
    let short = short.filter(|_| named && !done);
    let next = ahead.or_else(|| PLANS.end(heading).then_some(heading.len()));
    match (short, next) {
        (Some(short), Some(next)) if next < short => Role::NextSteps,
        (Some(_), _) => Role::Shortcomings,
        (None, Some(_)) => Role::NextSteps,
        (None, None) => Role::Section,
    }
}

/// What the lead of a part without heading opens; `listed` tells that items follow it.
pub(super) fn of_lead(lead: &str, listed: bool) -> Option<Role> {
    static EXIST: Words = words!["存在", "还有", "仍有", "依然"];
    static LACK: Words = words!["不足", "问题", "差距", "短板", "薄弱环节"];
    static ANNOUNCE: Words = words!["以下", "如下", "主要", "不足：", "问题：", "差距："];
    #[rustfmt::skip]
    static NEXT: Words = words![
        "下一步", "下步", "下半年", "下阶段", "下一阶段", "今后", "明年", "新的一年", "来年",
    ];
    static WILL: Words = words!["我们", "将", "要", "我局", "我支部", "支部", "继续"];
    if NEXT.start(lead) && WILL.stand_in(start(lead, 60)) {
        return Some(Role::NextSteps);
    }
    if !listed {
        return None;
    }
    // What is announced are tasks: 会议指出，还存在不足。会议强调，要做好以下工作：
    #[rustfmt::skip]
    static TASKS: Words = words![
        "做好", "强调", "以下工作", "如下工作", "以下要求", "如下要求", "以下措施", "如下措施", "以下任务",
    ];
    let last = lead
        .trim_end_matches('。')
        .rsplit('。')
        .next()
        .unwrap_or(lead);
    if TASKS.stand_in(last) && !LACK.stand_in(last) {
        return None;
    }
    let lead = start(lead, 160);
    (EXIST.stand_in(lead) && LACK.stand_in(lead) && ANNOUNCE.stand_in(lead))
        .then_some(Role::Shortcomings)
}

/// The first characters of a text.
fn start(text: &str, characters: usize) -> &str {
    text.char_indices()
        .nth(characters)
        .and_then(|(end, _)| text.get(..end))
        .unwrap_or(text)
}

/// Whether a line by itself is the heading of such a part, without any number.
pub(super) fn of_bare_line(line: &str) -> Option<Role> {
    #[rustfmt::skip]
    static STARTS: Words = words![
        "存在", "主要存在", "下一步", "下步", "下半年", "下阶段", "今后", "不足", "问题",
    ];
    static ENDS: Words = words![
        "问题", "不足", "差距", "打算", "计划", "安排", "思路", "措施", "重点", "方向", "之处",
    ];
    if !STARTS.start(line) {
        return None;
    }
    let line = line.trim_end().trim_end_matches(['：', ':']);
    let short = line.chars().nth(20).is_none();
    let punctuated = || line.contains(['，', '。', '；', '、', ',', '：', ':', '\t']);
    (ENDS.end(line) && short && !punctuated())
        .then(|| of_heading(line))
        .filter(|role| *role != Role::Section)
}
