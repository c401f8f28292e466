//! How titles of reports end: with which words, apart from brackets, numbers and bold type behind them.

use super::lines::is_layout;
use super::words::{Words, words};

/// Whether a text ends like a title, apart from a note in brackets, a number and the end of bold type.
pub(super) fn ends_like_title(text: &str) -> bool {
    let mut text = text.trim_end_matches(|sign| is_layout(sign) || sign == '*');
    // 【工作总结】
    text = bracketed(text)
        .filter(|inside| inside.len() + 6 == text.len())
        .unwrap_or(text);
    for _ in 0..2 {
        if text.ends_with(['）', ')', '】']) {
            let inside = text.rfind(['（', '(', '【']).unwrap_or_default();
            text = text
                .get(..inside)
                .unwrap_or_default()
                .trim_end_matches(is_layout);
        }
    }
    // 总结2025, 讲话五
    let number = |sign: char| sign.is_ascii_digit() || "一二三四五六".contains(sign);
    let text = text.trim_end_matches(number);
    // 工 作 报 告
    let mut last = text.chars().rev();
    let (end, space, start) = (last.next(), last.next(), last.next());
    if space.is_some_and(is_layout) {
        return ENDS.end(&String::from_iter([start, end].into_iter().flatten()));
    }
    // 回顾 can also begin what follows a title.
    ENDS.end(text) || text.ends_with("回顾")
}

/// What stands in the bracket that a text begins with.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('【')?;
    inside.get(..inside.find('】')?)
}

/// What stands behind the last opening bracket of a text.
pub(super) fn last_bracket(text: &str) -> &str {
    text.rsplit(['（', '(']).next().unwrap_or_default()
}

/// Words that titles of reports end with.
#[rustfmt::skip]
pub(super) static ENDS: Words = words![
    "报告", "总结", "汇报", "情况", "方案", "要点", "计划", "讲话", "材料", "意见", "发言", "说明", "通知", "纪要", "规划", "思考",
    "建议", "体会", "心得", "清单", "措施", "提纲", "打算", "通报", "思路", "请示", "办法", "细则", "介绍", "综述", "纲要", "范文",
    "例文", "安排", "稿", "報告", "總結", "集锦", "范本", "精编", "精选", "汇编", "通用版", "设想", "模板", "谋划", "大全",
];
