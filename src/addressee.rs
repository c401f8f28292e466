//! 主送机关 and 题注: what the lines under a title look like that name whom a report is for, who gives it, and when.
//!
//! Source: GB/T 9704-2012, 7.3.2: under the title, at the left edge also where it goes on in another line,
//! with a full-width colon behind the last name. The words to an audience (同志们：) stand alike.
//!
//! Room: knows nothing. Law: told by how a text ends, and nothing of it is changed. A sentence that leads to
//! what follows (现将情况报告如下：) ends in a colon too: it is told apart by its last word.

/// What the names of offices, posts and people end in.
const ENDS: &str = "委组部支局厅处科室院校司心位关构门会站所办队镇乡道村区厂团行社省市县旗州盟府\
    们员表导记任长志师友宾";

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
    last.ends_with(|sign| ENDS.contains(sign))
        && !names.contains(['。', '；', '！', '？', ';'])
        && names.chars().nth(LONGEST).is_none()
}

/// Whether a line under a title goes on with it, in the middle of the page: a date in brackets, who speaks (张 三),
/// or on what occasion (——在…会议上的讲话).
pub(crate) fn is_byline(text: &str) -> bool {
    let text = text.trim();
    if text.chars().nth(LONGEST / 2).is_some() {
        return false;
    }
    let inside = text
        .strip_prefix(['（', '('])
        .and_then(|text| text.strip_suffix(['）', ')']));
    let is_dated = inside.is_some_and(|date| date.contains('年') && date.ends_with(['日', '月']));
    let is_apart = |sign: char| sign == ' ' || sign == '\u{3000}';
    let is_han = |sign: char| ('\u{4e00}'..='\u{9fff}').contains(&sign);
    let letters = text.chars().filter(|sign| is_han(*sign)).count();
    let is_name = text.contains(is_apart)
        && matches!(letters, 2..=4)
        && text.chars().all(|sign| is_han(sign) || is_apart(sign));
    is_dated || is_name || text.starts_with("——")
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
