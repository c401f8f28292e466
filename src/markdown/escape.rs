//! Text of a report as Markdown text: what would be taken for markup is escaped.
//!
//! Law: reading a line that was escaped gives the line.

use super::marks;

/// Whether the sign means something wherever it stands.
fn is_markup(sign: char) -> bool {
    matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '~')
}

/// Adds a piece of a line. `starts`: nothing but the indent stands in front of it.
pub(super) fn push(out: &mut String, text: &str, starts: bool) {
    let mut rest = text;
    if starts {
        let mut signs = rest.chars();
        match signs.next() {
            Some(sign @ (' ' | '\t')) => {
                space(out, sign);
                rest = signs.as_str();
            }
            Some(sign @ ('#' | '>')) => {
                out.push('\\');
                out.push(sign);
                rest = signs.as_str();
            }
            // A row of lines or equals signs, or the sign of a list.
            Some(sign @ ('-' | '+' | '='))
                if signs.as_str().starts_with([' ', '\t', sign]) || signs.as_str().is_empty() =>
            {
                out.push('\\');
                out.push(sign);
                rest = signs.as_str();
            }
            _ => {
                if let Some((digits, after)) = marks::number(rest) {
                    out.push_str(digits);
                    out.push('\\');
                    rest = after;
                }
            }
        }
    }
    push_signs(out, rest);
}

/// Adds the text of a heading: lists and quotes do not start there.
pub(super) fn push_heading(out: &mut String, text: &str, starts: bool) {
    match text.strip_prefix(' ').filter(|_| starts) {
        Some(rest) => {
            space(out, ' ');
            push_signs(out, rest);
        }
        None => push_signs(out, text),
    }
}

fn push_signs(out: &mut String, text: &str) {
    for sign in text.chars() {
        if is_markup(sign) {
            out.push('\\');
        }
        out.push(sign);
    }
}

/// What stands at the end of a line, once the line is whole: a space, or the sign that closes headings.
pub(super) fn end(line: &mut String) {
    match line.pop() {
        Some(sign @ (' ' | '\t')) => space(line, sign),
        Some('#') if !line.ends_with('\\') => line.push_str("\\#"),
        Some(sign) => line.push(sign),
        None => {}
    }
}

const SPACE: &str = "&#32;";
const TAB: &str = "&#9;";

fn space(out: &mut String, sign: char) {
    out.push_str(if sign == ' ' { SPACE } else { TAB });
}

/// The line without the space at its start that was escaped.
pub(super) fn without_space(line: &str) -> &str {
    let rest = line.strip_prefix(SPACE).or(line.strip_prefix(TAB));
    rest.unwrap_or(line)
}
