//! A report as a plain outline: one line a block, for tests and for the command line.
//!
//! Law: stable; it shows kind, level, role, marker, own line or run-in, blanks and closing.

use crate::blanks;
use crate::report::{Block, Kind, Report, Role};

/// The outline notation of a report.
///
/// ```text
/// 标题 工作总结
/// 一级 [一、] 加强学习。 >
///   续 始终把……
///   段 ……  *2
///   项 [一是] 学习不够；
/// 一级 (不足) -
/// 日期 2026年6月30日
/// ```
/// `>` marks a heading or item whose body follows in its line, `续` a block that goes on in the line
/// before it, `-` an empty text, `*2` two blanks.
pub fn describe(report: &Report) -> String {
    let mut outline = String::new();
    let mut depth = 0;
    let mut blocks = report.blocks().peekable();
    let mut first = true;
    let closing = report.closing();
    let mut position = 0;
    while let Some(block) = blocks.next() {
        if let Kind::Heading { level, .. } = block.kind {
            depth = level.number();
        }
        if position == closing || block.kind.is_closing() {
            depth = 0;
        }
        position += 1;
        let run_in = blocks.peek().is_some_and(|next| next.is_body());
        let goes_on = block.gap.is_empty() && !std::mem::take(&mut first);
        line(&mut outline, block, depth, goes_on, run_in);
    }
    outline
}

fn line(outline: &mut String, block: &Block, depth: usize, goes_on: bool, run_in: bool) {
    let is_heading = matches!(block.kind, Kind::Heading { .. });
    let indent = if is_heading {
        depth.saturating_sub(1)
    } else {
        depth
    };
    for _ in 0..indent {
        outline.push_str("  ");
    }
    outline.push_str(match block.kind {
        Kind::Title => "标题",
        Kind::Heading { level, .. } => ["一级", "二级", "三级", "四级"]
            .get(level.number() - 1)
            .copied()
            .unwrap_or_default(),
        Kind::Paragraph if goes_on => "续",
        Kind::Paragraph => "段",
        Kind::Item if goes_on => "续项",
        Kind::Item => "项",
        Kind::Signature => "署名",
        Kind::Date => "日期",
    });
    if let Kind::Heading { role, .. } = block.kind {
        outline.push_str(match role {
            Role::Section => "",
            Role::Shortcomings => " (不足)",
            Role::NextSteps => " (下一步)",
        });
    }
    if let Some(marker) = &block.marker {
        outline.push_str(&format!(" [{}]", marker.text()));
    }
    let text = shown(&block.text);
    outline.push(' ');
    outline.push_str(if text.is_empty() { "-" } else { &text });
    let open = blanks::blanks(&block.text).len();
    if 0 < open {
        outline.push_str(&format!("  *{open}"));
    }
    if run_in && (is_heading || block.kind == Kind::Item) {
        outline.push_str(" >");
    }
    outline.push('\n');
}

/// Headings in full, running text by its first and last words; line ends as `/`.
fn shown(text: &str) -> String {
    let text: Vec<char> = text.trim().replace(['\n', '\r'], "/").chars().collect();
    match (
        text.get(..24),
        text.len().checked_sub(8).and_then(|from| text.get(from..)),
    ) {
        (Some(first), Some(last)) if 60 < text.len() => {
            first.iter().chain(['…'].iter()).chain(last).collect()
        }
        _ => text.iter().collect(),
    }
}
