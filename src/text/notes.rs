//! Lines that stand above a title and belong to a page or a file: 来源, 发布时间, 文号, 密级.

use super::lines::is_layout;
use super::words::Words;

/// What such lines begin with, before a colon, a star, or nothing.
#[rustfmt::skip]
const LABELS: [&str; 34] = [
    "来源", "发布", "时间", "日期", "作者", "浏览", "字号", "字体", "打印", "索引号", "文号", "发文", "主题词", "签发", "密级",
    "机密", "秘密", "内部", "首页", "当前位置", "您的位置", "您当前", "信息来源", "责任编辑", "编辑", "附件", "分享", "点击",
    "阅读", "【字", "成文日期", "标题", "分类", "公开",
];

/// What the navigation of a page begins with.
static NAVIGATION: Words = Words::new(&[
    "设为",
    "加入收藏",
    "APP下载",
    "返回",
    "登录",
    "无障碍",
    "网站",
]);

/// The longest note, in characters.
const LONGEST: usize = 60;

/// Whether a line is such a note.
pub(super) fn is_note(text: &str) -> bool {
    if text.chars().nth(LONGEST).is_some() {
        return false;
    }
    let start: String = text
        .chars()
        .filter(|character| !is_layout(*character))
        .collect();
    let is_label = |label: &str| {
        start.strip_prefix(label).is_some_and(|rest| {
            let mut near = rest.chars().take(4);
            let number = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
            near.any(|sign| matches!(sign, '：' | ':' | '★' | '】'))
                || rest.starts_with('于')
                || number.is_empty()
        })
    };
    let file_number = text.ends_with('号') && text.contains(['〔', '[', '﹝', '【']);
    let address = text.contains('>') || text.contains("http") || text.contains("www.");
    let wordless = !text.chars().any(char::is_alphabetic);
    LABELS.iter().any(|label| is_label(label))
        || NAVIGATION.start(&start)
        || file_number
        || address
        || wordless
}
