//! What a part is for: 不足 and 下一步, told by its heading or by the lead of an unnumbered part.

use crate::report::Role;

/// The role a heading gives its part: `存在的问题和不足`, `下一步工作打算`. Where it names both, the first.
pub(super) fn of_heading(heading: &str) -> Role {
    let heading = heading.trim().trim_end_matches(['。', '：', ':']);
    let width = heading.chars().take(31).count();
    if 30 < width {
        return Role::Section;
    }
    let first = |words: &[&str]| words.iter().filter_map(|word| heading.find(word)).min();
    // 坚持问题导向 and 解决突出问题 tell of work that was done.
    let done = first(&[
        "导向",
        "解决",
        "破解",
        "化解",
        "聚焦",
        "针对",
        "克服",
        "查摆",
        "整改情况",
        "整改落实",
        "问题整改",
    ])
    .is_some();
    let named = first(&["存在", "主要", "突出", "原因"]).is_some() || width <= 10;
    let short = first(&["问题", "不足", "差距", "短板", "弱项", "薄弱环节", "困难"])
        .filter(|_| named && !done);
    let ahead = first(&[
        "下一步",
        "下步",
        "下阶段",
        "下一阶段",
        "下半年",
        "今后",
        "明年",
        "来年",
        "下一年",
        "下学期",
    ]);
    let plans = [
        "打算",
        "努力方向",
        "改进措施",
        "整改措施",
        "工作思路",
        "工作计划",
    ]
    .iter()
    .any(|word| heading.ends_with(word));
    let next = ahead.or(plans.then_some(heading.len()));
    match (short, next) {
        (Some(short), Some(next)) if next < short => Role::NextSteps,
        (Some(_), _) => Role::Shortcomings,
        (None, Some(_)) => Role::NextSteps,
        (None, None) => Role::Section,
    }
}

/// What the lead of a part without heading opens; `listed` tells that items follow it.
pub(super) fn of_lead(lead: &str, listed: bool) -> Option<Role> {
    #[rustfmt::skip]
    const NEXT: [&str; 9] = [
        "下一步", "下步", "下半年", "下阶段", "下一阶段", "今后", "明年", "新的一年", "来年",
    ];
    const WILL: [&str; 7] = ["我们", "将", "要", "我局", "我支部", "支部", "继续"];
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    if NEXT.iter().any(|word| lead.starts_with(word)) && has(start(lead, 60), &WILL) {
        return Some(Role::NextSteps);
    }
    let lead = start(lead, if listed { 160 } else { 0 });
    let exists = has(lead, &["存在", "还有", "仍有", "依然"]);
    let short = has(lead, &["不足", "问题", "差距", "短板", "薄弱环节"]);
    let announces = has(
        lead,
        &["以下", "如下", "主要", "不足：", "问题：", "差距："],
    );
    (exists && short && announces).then_some(Role::Shortcomings)
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
    const STARTS: [&str; 9] = [
        "存在", "主要存在", "下一步", "下步", "下半年", "下阶段", "今后", "不足", "问题",
    ];
    const ENDS: [&str; 11] = [
        "问题", "不足", "差距", "打算", "计划", "安排", "思路", "措施", "重点", "方向", "之处",
    ];
    if !STARTS.iter().any(|word| line.starts_with(word)) {
        return None;
    }
    let line = line.trim_end().trim_end_matches(['：', ':']);
    let short = line.chars().take(21).count() <= 20;
    let punctuated = line.contains(['，', '。', '；', '、', ',', '：', ':']);
    let ends = ENDS.iter().any(|word| line.ends_with(word));
    Some(of_heading(line)).filter(|role| short && !punctuated && ends && *role != Role::Section)
}
