//! Escapes in XML: the five entities of its own, and numbers of characters.
//!
//! Law: a text is never longer without its escapes than with them; any other entity is refused.

use std::borrow::Cow;

use super::XmlError;

/// The text without its escapes.
pub(super) fn unescaped(text: &str) -> Result<Cow<'_, str>, XmlError> {
    let Some((before, mut rest)) = text.split_once('&') else {
        return Ok(Cow::Borrowed(text));
    };
    let mut plain = String::with_capacity(text.len());
    plain.push_str(before);
    loop {
        let (entity, after) = rest.split_once(';').ok_or(XmlError::Broken)?;
        plain.push(character(entity).ok_or(XmlError::Broken)?);
        match after.split_once('&') {
            Some((between, next)) => {
                plain.push_str(between);
                rest = next;
            }
            None => {
                plain.push_str(after);
                return Ok(Cow::Owned(plain));
            }
        }
    }
}

fn character(entity: &str) -> Option<char> {
    let number = match entity {
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "amp" => return Some('&'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => entity.strip_prefix('#')?,
    };
    // Rust reads a plus in front, XML does not.
    if number.contains('+') {
        return None;
    }
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
        None => number.parse().ok()?,
    };
    let is_legal = match code {
        0..0x20 => matches!(code, 0x9 | 0xa | 0xd),
        _ => !matches!(code, 0xfffe | 0xffff),
    };
    char::from_u32(code).filter(|_| is_legal)
}
