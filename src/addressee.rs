//! 主送机关 and 题注: what the lines under a title look like that name whom a report is for, who gives it, and when.
//!
//! Source: GB/T 9704-2012, 7.3.2: under the title, at the left edge also where it goes on in another line,
//! with a full-width colon behind the last name. The words to an audience (同志们：) stand alike.
//!
//! Room: knows han. Law: told by how a text ends, and nothing of it is changed. A sentence that leads to
//! what follows (现将情况报告如下：) ends in a colon too: it is told apart by its last word.

use crate::han::is_han;

/// What the names of offices, posts and people end in.
const ENDS: &str = "委组部支局厅处科室院校司心位关构门会站所股办队镇乡道村区厂团行社省市县旗州盟府协联\
    们员表导记任长志师友宾";

/// Words of two signs for them whose last sign ends many others (三件事：).
const WORDS: &str = "同事理事董事组织院系企业职工";

/// The most characters that such a line has: some three lines of the page.
const LONGEST: usize = 84;

/// Whether the first line under a title may be one: 局机关党委： or 各位代表、同志们：.
pub(crate) fn is_addressee(text: &str) -> bool {
    let Some(names) = text.trim().strip_suffix(['：', ':']) else {
        return false;
    };
    // 各单位党委（党组）：
    let last = match names.strip_suffix(['）', ')']) {
        Some(names) => names.rsplit_once(['（', '(']).map_or("", |(name, _)| name),
        None => names,
    };
    names_somebody(last)
        && !names.contains(['。', '；', '！', '？', ';'])
        && names.chars().nth(LONGEST).is_none()
}

/// Whether a text ends as the names of offices, posts and people do.
pub fn names_somebody(text: &str) -> bool {
    let two = text
        .len()
        .checked_sub(6)
        .and_then(|at| text.as_bytes().get(at..));
    text.ends_with(|sign| ENDS.contains(sign))
        || two.is_some_and(|two| WORDS.as_bytes().chunks(6).any(|word| word == two))
}

fn is_space(sign: char) -> bool {
    sign == ' ' || sign == '\u{3000}'
}

/// Whether a text can be the name of a person: two to four characters, 张三 or 张　三.
pub(crate) fn is_name(text: &str) -> bool {
    let mut letters = text.chars().filter(|sign| !is_space(*sign));
    matches!(letters.clone().take(5).count(), 2..=4) && letters.all(is_han)
}

/// Whether a line under a title goes on with it, in the middle of the page: a date in brackets, who speaks (张 三,
/// 局长 张三), or on what occasion (——在…会议上的讲话).
pub(crate) fn is_byline(text: &str) -> bool {
    let text = text.trim();
    if text.chars().nth(LONGEST / 2).is_some() {
        return false;
    }
    let inside = text
        .strip_prefix(['（', '('])
        .and_then(|text| text.strip_suffix(['）', ')']));
    let is_dated = inside.is_some_and(|date| date.contains('年') && date.ends_with(['日', '月']));
    let speaks =
        |(post, name): (&str, &str)| is_name(text) || names_somebody(post) && is_name(name);
    is_dated || text.split_once(is_space).is_some_and(speaks) || text.starts_with("——")
}

#[cfg(test)]
mod tests {
    use super::{is_addressee, is_byline};

    #[test]
    fn what_goes_on_with_a_title_is_told_from_the_text() {
        for line in [
            "（2026年6月30日）",
            "张 三",
            "李　四光",
            "——在支部大会上的讲话",
            "(2026年7月)",
            "党支部书记 张三",
            "某某局　李　四光",
        ] {
            assert!(is_byline(line), "{line}");
        }
        for line in [
            "同志们：",
            "张三",
            "（一）抓学习",
            "今年以来，支部抓了三件事。",
            "（草稿）",
            "上半年 下半年 全年",
            "党支部书记张三",
            "工作重点 抓好三件大事",
        ] {
            assert!(!is_byline(line), "{line}");
        }
    }

    #[test]
    fn offices_and_people_are_told_from_sentences() {
        for line in [
            "局机关党委：",
            "　　市委、市政府:",
            "各县（市、区）人民政府，市政府各部门、各直属机构：",
            "各单位党委（党组）：",
            "各位代表、同志们：",
            "敬爱的党组织：",
            "市政协：",
            "市工商联、市妇联：",
            "各位同事：",
            "各院系：",
            "各国有企业：",
        ] {
            assert!(is_addressee(line), "{line}");
        }
        for line in [
            "局机关党委",
            "现将上半年工作情况报告如下：",
            "今年以来，支部抓了三件事：",
            "（一）：",
            "：",
            "上半年完成了任务。下面请看各支部：",
        ] {
            assert!(!is_addressee(line), "{line}");
        }
    }
}
