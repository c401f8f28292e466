//! Tables of GFM: a row, a row of lines, more rows.
//!
//! Law: a table becomes lines, its cells parted by tabs.

use super::marks::trim;

/// Whether it is the row that parts the head of a table from its body.
pub(super) fn is_delimiter(line: &str) -> bool {
    let line = trim(line);
    line.contains('|')
        && line.contains('-')
        && !line.contains(|sign| !matches!(sign, '|' | '-' | ':' | ' ' | '\t'))
}

/// The cells of a row, as they stand in it.
pub(super) fn cells(line: &str) -> Vec<&str> {
    let line = trim(line);
    let line = line.strip_prefix('|').unwrap_or(line);
    let mut cells = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, sign) in line.char_indices() {
        if sign == '|' && !escaped {
            cells.push(trim(line.get(start..at).unwrap_or_default()));
            start = at + 1;
        }
        escaped = sign == '\\' && !escaped;
    }
    let last = trim(line.get(start..).unwrap_or_default());
    if !last.is_empty() {
        cells.push(last);
    }
    cells
}
