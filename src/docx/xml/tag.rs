//! The start of an element: its name and its attributes.
//!
//! Law: attributes are checked once, when the tag is read, and looked up without being stored.

use std::borrow::Cow;

use super::Namespace;
use super::unescape::unescaped;

/// The most attributes that an element may have; Word's root elements have about forty.
const MOST: usize = 256;

/// The start of an element.
#[derive(Clone, Debug)]
pub struct Tag<'a> {
    /// The namespace of its name.
    pub namespace: Namespace,
    /// Its name without the prefix.
    pub name: &'a str,
    /// Its name as written.
    pub qualified: &'a str,
    /// Whether there is a declaration of a namespace among the attributes.
    pub declares: bool,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag at the start of a text, whether it is an empty element, and what follows.
    pub(super) fn parsed(markup: &'a str) -> Option<(Tag<'a>, bool, &'a str)> {
        let inner = markup.strip_prefix('<')?;
        let (qualified, attributes) = name(inner)?;
        let local = match qualified.split_once(':') {
            Some((prefix, local)) => {
                (!prefix.is_empty() && !local.contains(':')).then_some(local)?
            }
            None => qualified,
        };
        let mut names: Vec<&str> = Vec::new();
        let mut declares = false;
        let mut rest = attributes;
        let (is_empty, after) = loop {
            let spaced = rest.trim_ascii_start();
            if let Some(after) = spaced.strip_prefix('>') {
                break (false, after);
            }
            if let Some(after) = spaced.strip_prefix("/>") {
                break (true, after);
            }
            let (name, value, after) = attribute(spaced)?;
            if spaced.len() == rest.len() || names.len() == MOST || names.contains(&name) {
                return None;
            }
            if value.contains('<') || unescaped(value).is_err() {
                return None;
            }
            names.push(name);
            declares |= name.starts_with("xmlns");
            rest = after;
        };
        let length = attributes.len() - rest.len();
        let tag = Tag {
            namespace: Namespace::Other,
            name: (!local.is_empty()).then_some(local)?,
            qualified,
            declares,
            attributes: attributes.get(..length)?,
        };
        Some((tag, is_empty, after))
    }

    /// Names and raw values of all attributes.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let (name, value, after) = attribute(rest.trim_ascii_start())?;
            rest = after;
            Some((name, value))
        })
    }

    /// The value of the attribute with this name, whatever its prefix; with a prefix in the name, of
    /// exactly that one.
    pub fn attribute(&self, wanted: &str) -> Option<Cow<'a, str>> {
        let (_, value) = self.attributes().find(|(name, _)| {
            *name == wanted
                || name
                    .split_once(':')
                    .is_some_and(|(prefix, local)| local == wanted && prefix != "xmlns")
        })?;
        unescaped(value).ok()
    }

    /// The number in the attribute of this name.
    pub fn number(&self, wanted: &str) -> Option<u32> {
        self.attribute(wanted)?.parse().ok()
    }

    /// What `val` says of something that is on or off; on where there is none (ECMA-376, ST_OnOff).
    pub fn is_on(&self) -> bool {
        !matches!(
            self.attribute("val").as_deref(),
            Some("0" | "false" | "off")
        )
    }
}

/// The name at the start of a text and what follows it.
fn name(text: &str) -> Option<(&str, &str)> {
    let is_end = |byte: &u8| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'/' | b'>' | b'=' | b'<' | b'"' | b'\'' | b'&')
    };
    let length = text.as_bytes().iter().position(is_end)?;
    let can_start = |sign: char| !sign.is_ascii() || sign.is_ascii_alphabetic() || sign == '_';
    text.split_at_checked(length)
        .filter(|(name, _)| name.starts_with(can_start))
}

/// The attribute at the start of a text: name, raw value, what follows.
fn attribute(text: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = name(text)?;
    let rest = rest
        .trim_ascii_start()
        .strip_prefix('=')?
        .trim_ascii_start();
    let quote = rest
        .chars()
        .next()
        .filter(|quote| matches!(quote, '"' | '\''))?;
    let (value, after) = rest.get(1..)?.split_once(quote)?;
    Some((name, value, after))
}
