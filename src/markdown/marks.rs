//! What stands at the start of a line and makes it more than a paragraph (CommonMark 4 and 5).
//!
//! Law: only spaces and tabs are blank; wide and no-break spaces are text.

/// The digits of a list's number in front of a line, and what follows them, starting with `.` or `)`.
pub(super) fn number(line: &str) -> Option<(&str, &str)> {
    let length = line.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, after) = line.split_at_checked(length)?;
    let rest = after.strip_prefix(['.', ')'])?;
    let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
    ((1..=9).contains(&length) && ends).then_some((digits, after))
}

/// The line without the sign of a list in front.
pub(super) fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '+', '*'])?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix([' ', '\t'])
}

/// The line without the signs of a heading, and how many there are.
pub(super) fn heading(line: &str) -> Option<(&str, usize)> {
    let text = line.trim_start_matches('#');
    let depth = line.len() - text.len();
    let spaced = text.is_empty() || text.starts_with([' ', '\t']);
    if !(1..=6).contains(&depth) || !spaced {
        return None;
    }
    let text = trim(text);
    let open = text.trim_end_matches('#');
    let closed = open.len() < text.len() && (open.is_empty() || open.ends_with([' ', '\t']));
    Some((if closed { trim(open) } else { text }, depth))
}

/// Whether it is a line drawn across the page.
pub(super) fn is_rule(line: &str) -> bool {
    ['-', '*', '_'].iter().any(|&sign| {
        line.starts_with(sign)
            && line.matches(sign).count() >= 3
            && line
                .trim_matches(|other| other == sign || is_blank(other))
                .is_empty()
            && !line.contains(|other| other != sign && !is_blank(other))
    })
}

/// Whether it makes a heading of the line before it.
pub(super) fn is_underline(line: &str) -> bool {
    let line = line.trim_end_matches(is_blank);
    !line.is_empty() && (line.trim_matches('=').is_empty() || line.trim_matches('-').is_empty())
}

/// The mark that opens code, and the number of its signs.
pub(super) fn fence(line: &str) -> Option<(char, usize)> {
    let sign = line
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'))?;
    let info = line.trim_start_matches(sign);
    let length = line.len() - info.len();
    (length >= 3 && !(sign == '`' && info.contains('`'))).then_some((sign, length))
}

pub(super) fn is_blank(sign: char) -> bool {
    matches!(sign, ' ' | '\t')
}

/// Without the spaces and tabs at both ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}
