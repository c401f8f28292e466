//! Whether a text was written as Markdown: what is copied out of a chat mostly was.

/// Whether a text is likely to be Markdown: a line that is a heading, or two that begin with bold type.
/// Two stars alone are a blank: 集体学习**次.
pub fn is_likely(text: &str) -> bool {
    let mut bold = 0;
    text.lines().any(|line| {
        let line = line.trim_start();
        let heading = line.trim_start_matches('#');
        let depth = line.len() - heading.len();
        let item = line.get(1..).filter(|_| line.starts_with(['-', '*', '+']));
        let item = item.filter(|item| item.starts_with(' '));
        let inside = item.unwrap_or(line).trim_start().strip_prefix("**");
        let closes = |inside: &str| inside.find("**").is_some_and(|end| 0 < end);
        bold += usize::from(inside.is_some_and(closes));
        (1..=6).contains(&depth) && heading.starts_with(' ') || 2 <= bold
    })
}

#[cfg(test)]
mod tests {
    use super::is_likely;

    #[test]
    fn blanks_and_reports_are_no_markdown() {
        for text in [
            "总结\n\n一、学习。集体学习**次，讲党课**次。\n**党支部\n**同志\n2026年",
            "#号文件\n正文",
            "* 甲\n* 乙",
            "**一、学习**\n只此一处。",
        ] {
            assert!(!is_likely(text), "{text}");
        }
        for text in [
            "## 一、学习\n正文",
            "**一、学习**\n\n正文\n\n**二、服务**",
            "- **学习**：甲\n- **服务**：乙",
        ] {
            assert!(is_likely(text), "{text}");
        }
    }
}
