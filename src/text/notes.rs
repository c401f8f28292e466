//! Lines that stand above a title and belong to a page or a file: 来源, 发布时间, 文号, 密级.

use super::lines::is_layout;
use super::title_words::ends_like_title;
use super::words::{Words, words};
use crate::letters::is_letter;

/// What such lines begin with, before a colon, a star, or nothing.
#[rustfmt::skip]
static LABELS: Words = words![
    "来源", "发布", "时间", "日期", "作者", "浏览", "字号", "字体", "打印", "索引号", "文号", "发文", "主题词", "签发", "密级",
    "机密", "秘密", "内部", "首页", "当前位置", "您的位置", "您当前", "信息来源", "责任编辑", "编辑", "附件", "分享", "点击",
    "阅读", "【字", "成文日期", "标题", "分类", "公开", "更新", "栏目", "责编", "名称", "资源描述",
    "上传人", "文档编号",
];

/// What the navigation of a page begins with.
static NAVIGATION: Words = words![
    "首页",
    "首頁",
    "設為",
    "设为",
    "加入收藏",
    "APP下载",
    "返回",
    "登录",
    "无障碍",
    "立即了解",
    "网站",
    "網站",
];

/// What the name of a site ends with, or its button.
static SITES: Words = words!["网站", "文库", "网", "复制"];

/// How many such lines may stand above the title.
pub(super) const ABOVE: usize = 24;
/// The longest note, in characters.
const LONGEST: usize = 60;
/// The longest sentence of a site about the text below it, in characters.
pub(super) const SENTENCE: usize = 160;

/// Whether a line is such a note.
pub(super) fn is_note(text: &str) -> bool {
    if text.chars().nth(LONGEST).is_some() {
        return is_menu(text) || text.chars().nth(SENTENCE).is_none() && is_of_site(text);
    }
    let start: String = text
        .chars()
        .filter(|character| !is_layout(*character))
        .collect();
    // 某某局文件, above its number.
    let letterhead = text.ends_with("文件");
    // 总结.docx_第1页, 第1页 / 共12页
    let page = text.ends_with('页') && text.contains('第');
    let weekday = text.contains("星期") && text.contains('年');
    // 某发〔2026〕1号　　签发人：张三
    let number = text.split("签发人").next().unwrap_or_default();
    let number = number.trim_end_matches(is_layout);
    let file_number = number.ends_with('号') && number.contains(['〔', '[', '﹝', '【']);
    let address = [">", "http", "www.", ".doc", ".pdf"];
    let address = address.iter().any(|part| text.contains(part));
    // 某某人民政府门户网站, 某某文库, 党建网
    let site = SITES.end(text);
    // 工作总结 更新时间：2026-01-05 来源：办公室
    let word = text.split(is_layout).next().unwrap_or_default();
    let titled = word.chars().nth(6).is_some() && ends_like_title(word);
    let wordless = !text.chars().any(is_letter);
    is_labelled(&start)
        || (start.contains("来源：") || start.contains("来源:")) && !titled
        || is_of_site(text)
        || NAVIGATION.start(&start)
        || text.starts_with("- ")
        || text.starts_with('•')
        || is_menu(text)
        || letterhead
        || is_speaker(text)
        || page
        || text.starts_with('[')
        || weekday
        || file_number
        || address
        || site
        || wordless
}

/// Whether a line names who speaks: `审计局局长 某某某`.
fn is_speaker(text: &str) -> bool {
    let parts = text.rsplit_once(is_layout);
    parts.is_some_and(|(post, name)| {
        let post = post.trim_end_matches(is_layout);
        let is_post = post.ends_with(['长', '任', '记', '席']) && post.chars().all(is_letter);
        is_post && (2..=3).contains(&name.chars().count())
    })
}

/// Whether a sentence is about the text below it: `下面是小编为大家整理的……`.
fn is_of_site(text: &str) -> bool {
    let gathered = text.contains("整理") && text.contains("大家");
    gathered || text.contains("小编") || text.contains("由会员")
}

/// Whether a text begins with the label of such a note.
pub(super) fn is_labelled(text: &str) -> bool {
    LABELS.all().any(|label| {
        text.strip_prefix(label).is_some_and(|rest| {
            let mut near = rest.chars().take(4);
            let number = rest.trim_start_matches(|sign: char| sign.is_ascii_digit());
            near.any(|sign| matches!(sign, '：' | ':' | '★' | '】'))
                || rest.starts_with('于')
                || number.is_empty()
        })
    })
}

/// Whether a line is a row of links: many words of a few signs.
fn is_menu(text: &str) -> bool {
    let word = |word: &str| (2..=6).contains(&word.chars().count()) && word.chars().all(is_letter);
    let words = || text.split_whitespace();
    // A whole text in one line is not counted through.
    words().all(word) && 6 <= words().count() && !ends_like_title(text)
}
