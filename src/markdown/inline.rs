//! What stands inside a line: escapes, emphasis, code, links, pictures, tags (CommonMark 6).
//!
//! Law: marks go, text stays. Each look ahead is bounded, so that a line costs time by its length.

use super::single;
use crate::han::is_han;
use crate::notices::{Notices, What};

/// How far the end of a link's address or of a tag is looked for, in bytes.
const FARTHEST: usize = 2_048;

/// Entities that turn up in Chinese texts.
const ENTITIES: [(&str, &str); 14] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{a0}"),
    ("emsp", "\u{2003}"),
    ("ensp", "\u{2002}"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("middot", "·"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("times", "×"),
];

/// A mark of emphasis that may still find its other end.
struct Open {
    sign: char,
    /// Where it stands in the text, and how long it is.
    at: usize,
    length: usize,
    /// How many spaces in front of it go with it.
    space: usize,
    /// What stands in front of it.
    before: char,
}

struct Line<'a> {
    out: String,
    /// Ranges of the text that turn out to be marks.
    marks: Vec<(usize, usize)>,
    open: Vec<Open>,
    /// Where `[` stand, and whether `!` stands in front.
    brackets: Vec<(usize, bool)>,
    notices: &'a mut Notices,
}

/// The text that a line of Markdown shows.
pub(super) fn text(line: &str, notices: &mut Notices) -> String {
    let mut read = Line {
        out: String::with_capacity(line.len()),
        marks: Vec::new(),
        open: Vec::new(),
        brackets: Vec::new(),
        notices,
    };
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        rest = read.next(sign, rest);
    }
    let Line { out, mut marks, .. } = read;
    marks.sort_unstable();
    let mut text = String::with_capacity(out.len());
    let mut from = 0;
    for (start, end) in marks {
        text.push_str(out.get(from..start).unwrap_or_default());
        from = from.max(end);
    }
    text.push_str(out.get(from..).unwrap_or_default());
    text
}

impl Line<'_> {
    /// Reads what starts with this sign, and gives back what follows it.
    fn next<'a>(&mut self, sign: char, rest: &'a str) -> &'a str {
        let after = rest.get(sign.len_utf8()..).unwrap_or_default();
        let read = match sign {
            '\\' => Some(self.escape(after)),
            '&' => self.entity(after),
            '`' => self.code(rest),
            '<' => self.tag(after),
            '*' | '_' | '~' => Some(self.emphasis(sign, rest)),
            '[' => {
                let is_picture = self.out.ends_with('!');
                self.brackets.push((self.out.len(), is_picture));
                None
            }
            ']' => self.link(after),
            _ => None,
        };
        read.unwrap_or_else(|| {
            self.out.push(sign);
            after
        })
    }

    fn escape<'a>(&mut self, after: &'a str) -> &'a str {
        match after.chars().next() {
            Some(sign) if sign.is_ascii_punctuation() => {
                self.out.push(sign);
                after.get(1..).unwrap_or_default()
            }
            Some(_) => {
                self.out.push('\\');
                after
            }
            // At the end it breaks the line, which ends here anyway.
            None => after,
        }
    }

    fn entity<'a>(&mut self, after: &'a str) -> Option<&'a str> {
        let end = after.bytes().take(12).position(|byte| byte == b';')?;
        let name = after.get(..end)?;
        match name.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => number.parse().ok()?,
                };
                self.out
                    .push(char::from_u32(code).filter(|sign| *sign != '\0')?);
            }
            None => {
                let (_, text) = ENTITIES.iter().find(|(known, _)| *known == name)?;
                self.out.push_str(text);
            }
        }
        after.get(end + 1..)
    }

    fn code<'a>(&mut self, rest: &'a str) -> Option<&'a str> {
        let inner = rest.trim_start_matches('`');
        let length = rest.len() - inner.len();
        let mark = rest.get(..length)?;
        // Marks of another length are text, here as inside.
        let near = inner.get(..inner.floor_char_boundary(FARTHEST))?;
        let end = near.match_indices(mark).map(|(at, _)| at).find(|&at| {
            let before = near.get(..at).is_some_and(|text| !text.ends_with('`'));
            before
                && near
                    .get(at + length..)
                    .is_some_and(|text| !text.starts_with('`'))
        });
        let Some(end) = end else {
            self.out.push_str(mark);
            return Some(inner);
        };
        let code = near.get(..end)?;
        let padded = code
            .strip_prefix(' ')
            .and_then(|code| code.strip_suffix(' '));
        self.out.push_str(
            padded
                .filter(|code| !code.trim().is_empty())
                .unwrap_or(code),
        );
        inner.get(end + length..)
    }

    /// A tag, or an address between angle brackets.
    fn tag<'a>(&mut self, after: &'a str) -> Option<&'a str> {
        let starts = |sign: char| sign.is_ascii_alphabetic() || matches!(sign, '/' | '!' | '?');
        if !after.starts_with(starts) {
            return None;
        }
        let end = after.bytes().take(FARTHEST).position(|byte| byte == b'>')?;
        let inner = after.get(..end)?;
        let name = inner.trim_start_matches('/');
        let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = name.split_at_checked(length)?;
        if rest.starts_with([':', '@', '.']) && !inner.contains(' ') {
            self.out.push_str(inner);
        } else if inner.starts_with(['!', '?'])
            || rest.is_empty()
            || rest.starts_with([' ', '\t', '/'])
        {
            self.notices.add(What::Html);
            if name.eq_ignore_ascii_case("br") {
                self.out.push('\n');
            }
        } else {
            return None;
        }
        after.get(end + 1..)
    }

    /// A run of one sign that may start or end emphasis.
    fn emphasis<'a>(&mut self, sign: char, rest: &'a str) -> &'a str {
        let mut after = rest.trim_start_matches(sign);
        let length = rest.len() - after.len();
        let at = self.out.len();
        let mut last = self.out.chars().rev();
        let before = last.next().unwrap_or(' ');
        let next = after.chars().next().unwrap_or(' ');
        // Some put spaces around emphasis, which no Chinese text has: 要 **严格** 把关, 落实 **18** 次.
        let space = usize::from(before == ' ' && last.next().is_some_and(is_han));
        self.out.push_str(rest.get(..length).unwrap_or_default());
        let is_mark = if sign == '~' {
            length == 2
        } else {
            length <= 3
        };
        if !is_mark {
            return after;
        }
        let strict = sign == '_' || (sign == '*' && length == 1);
        let alike = |open: &Open| open.sign == sign && open.length == length;
        let partner = self.open.iter().rposition(alike).filter(|&partner| {
            let open = self.open.get(partner);
            let closes = |open: &Open| {
                let inside = self.out.get(open.at + length..at).unwrap_or_default();
                !strict || single::is_emphasis(sign, open.before, inside, after)
            };
            !before.is_whitespace() && open.is_some_and(closes)
        });
        if let Some(partner) = partner {
            if let Some(open) = self.open.drain(partner..).next() {
                self.marks.push((open.at - open.space, open.at + length));
                self.marks.push((at, at + length));
            }
            if sign == '~' {
                self.notices.add(What::Struck);
            }
            let words = after.strip_prefix(' ');
            after = words
                .filter(|rest| rest.starts_with(is_han))
                .unwrap_or(after);
            return after;
        }
        // Inside a sentence a single sign finds its other end in the next, or is a blank.
        self.open
            .retain(|open| !(strict && alike(open)) || single::is_edge(open.before));
        if !next.is_whitespace() && self.open.len() < 64 {
            self.open.push(Open {
                sign,
                at,
                length,
                space,
                before,
            });
        }
        after
    }

    /// The end of the words of a link; its address goes.
    fn link<'a>(&mut self, after: &'a str) -> Option<&'a str> {
        let (start, is_picture) = self.brackets.pop()?;
        let address = after.strip_prefix('(')?;
        let mut depth = 1;
        let end = address.bytes().take(FARTHEST).position(|byte| {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            depth == 0
        })?;
        if is_picture {
            self.notices.add(What::Picture);
            self.out.truncate(start - 1);
            self.marks.retain(|(_, end)| *end < start);
            self.open.retain(|open| open.at < start);
        } else {
            self.marks.push((start, start + 1));
        }
        address.get(end + 1..)
    }
}
