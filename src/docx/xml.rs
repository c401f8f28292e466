//! XML as .docx has it, read event by event (XML 1.0, Namespaces in XML 1.0).
//!
//! Law: what is not well-formed is refused, and so is every document type: no entity is ever expanded
//! but the five that XML itself has. Depth, attributes and work are bounded by the length of the text.
//! Why not a ready-made reader: quick-xml alone weighs 19 kB in the page after gzip.

pub mod special;
mod tag;
mod unescape;

use std::borrow::Cow;

pub use tag::Tag;
use unescape::unescaped;

/// The deepest nesting that is read.
const DEEPEST: usize = 256;

/// Why XML was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum XmlError {
    /// It is not well-formed.
    Broken,
    /// Elements are nested too deep.
    TooDeep,
    /// It has a document type declaration, which Word never writes and which can hide a bomb.
    Doctype,
    /// It is neither UTF-8 nor UTF-16.
    Encoding,
}

/// The namespaces that mean something here; strict and transitional ones are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// WordprocessingML.
    Word,
    /// Markup compatibility: `AlternateContent`.
    Compatibility,
    /// Office Math.
    Math,
    /// Any other, or none.
    Other,
}

const NAMESPACES: [(&str, Namespace); 5] = [
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        Namespace::Word,
    ),
    (
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
        Namespace::Word,
    ),
    (
        "http://schemas.openxmlformats.org/markup-compatibility/2006",
        Namespace::Compatibility,
    ),
    (
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        Namespace::Math,
    ),
    (
        "http://purl.oclc.org/ooxml/officeDocument/math",
        Namespace::Math,
    ),
];

/// What comes next.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// An element starts; its [`Event::End`] comes for certain, for empty elements at once.
    Start(Tag<'a>),
    /// The innermost open element ends.
    End,
    /// Text inside an element, without its escapes.
    Text(Cow<'a, str>),
    /// The document is over, and was whole.
    Eof,
}

/// A document that is being read.
#[derive(Debug)]
pub struct Xml<'a> {
    rest: &'a str,
    /// The names of the open elements.
    open: Vec<&'a str>,
    /// Declared prefixes of namespaces, with the depth they were declared at.
    scope: Vec<(usize, &'a str, Namespace)>,
    /// The element that started last was empty.
    ends: bool,
    /// The root element has started.
    started: bool,
}

impl<'a> Xml<'a> {
    /// The text of an XML file: UTF-8, or UTF-16 with its mark.
    ///
    /// # Errors
    /// The encoding, or a control character, which XML forbids everywhere.
    pub fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, XmlError> {
        let wide = |from: fn([u8; 2]) -> u16| {
            let units = bytes
                .as_chunks::<2>()
                .0
                .iter()
                .skip(1)
                .map(|&pair| from(pair));
            let text: Result<String, _> = char::decode_utf16(units).collect();
            text.map(Cow::Owned).map_err(|_| XmlError::Encoding)
        };
        let text = match bytes {
            [0xff, 0xfe, ..] => wide(u16::from_le_bytes)?,
            [0xfe, 0xff, ..] => wide(u16::from_be_bytes)?,
            _ => Cow::Borrowed(str::from_utf8(bytes).map_err(|_| XmlError::Encoding)?),
        };
        let forbidden = |byte: &u8| *byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
        if text.as_bytes().iter().any(forbidden) {
            return Err(XmlError::Broken);
        }
        Ok(text)
    }

    /// At the start of a document.
    pub fn new(text: &'a str) -> Xml<'a> {
        Xml {
            rest: text.trim_start_matches('\u{feff}'),
            open: Vec::new(),
            scope: Vec::new(),
            ends: false,
            started: false,
        }
    }

    /// Goes on to the next event.
    ///
    /// # Errors
    /// The document is not well-formed up to there.
    pub fn next(&mut self) -> Result<Event<'a>, XmlError> {
        if std::mem::take(&mut self.ends) {
            return self.end();
        }
        loop {
            let at = self.rest.find('<').unwrap_or(self.rest.len());
            let (text, markup) = self.rest.split_at_checked(at).ok_or(XmlError::Broken)?;
            if !text.is_empty() {
                self.rest = markup;
                if self.open.is_empty() {
                    if text.trim_ascii().is_empty() {
                        continue;
                    }
                    return Err(XmlError::Broken);
                }
                return Ok(Event::Text(unescaped(text)?));
            }
            if markup.is_empty() {
                let is_whole = self.open.is_empty() && self.started;
                return if is_whole {
                    Ok(Event::Eof)
                } else {
                    Err(XmlError::Broken)
                };
            }
            if let Some(comment) = markup.strip_prefix("<!--") {
                self.rest = after(comment, "-->")?.1;
            } else if let Some(instruction) = markup.strip_prefix("<?") {
                self.rest = after(instruction, "?>")?.1;
            } else if let Some(data) = markup.strip_prefix("<![CDATA[") {
                if self.open.is_empty() {
                    return Err(XmlError::Broken);
                }
                let (data, rest) = after(data, "]]>")?;
                self.rest = rest;
                return Ok(Event::Text(Cow::Borrowed(data)));
            } else if markup.starts_with("<!DOCTYPE") {
                return Err(XmlError::Doctype);
            } else if let Some(end) = markup.strip_prefix("</") {
                let (name, rest) = after(end, ">")?;
                if self.open.last() != Some(&name.trim_ascii_end()) {
                    return Err(XmlError::Broken);
                }
                self.rest = rest;
                return self.end();
            } else {
                return self.start(markup);
            }
        }
    }

    /// Passes over the element that has just started, with all that is in it.
    ///
    /// # Errors
    /// The document is not well-formed up to the element's end.
    pub fn skip(&mut self) -> Result<(), XmlError> {
        let outside = self.open.len();
        while self.open.len() >= outside {
            self.next()?;
        }
        Ok(())
    }

    /// The whole text of the element that has just started, which is passed over.
    ///
    /// # Errors
    /// The document is not well-formed up to the element's end.
    pub fn text(&mut self) -> Result<Cow<'a, str>, XmlError> {
        let outside = self.open.len();
        let mut whole = Cow::Borrowed("");
        while self.open.len() >= outside {
            match self.next()? {
                Event::Text(text) if whole.is_empty() => whole = text,
                Event::Text(text) => whole.to_mut().push_str(&text),
                _ => {}
            }
        }
        Ok(whole)
    }

    fn end(&mut self) -> Result<Event<'a>, XmlError> {
        let depth = self.open.len();
        self.open.pop().ok_or(XmlError::Broken)?;
        while self.scope.last().is_some_and(|(at, ..)| *at == depth) {
            self.scope.pop();
        }
        Ok(Event::End)
    }

    fn start(&mut self, markup: &'a str) -> Result<Event<'a>, XmlError> {
        let second_root = self.open.is_empty() && self.started;
        let (mut tag, is_empty, rest) = Tag::parsed(markup).ok_or(XmlError::Broken)?;
        if second_root {
            return Err(XmlError::Broken);
        }
        if self.open.len() == DEEPEST {
            return Err(XmlError::TooDeep);
        }
        self.rest = rest;
        self.started = true;
        self.ends = is_empty;
        self.open.push(tag.qualified);
        if tag.declares {
            self.declare(&tag);
        }
        let prefix = tag
            .qualified
            .split_once(':')
            .map_or("", |(prefix, _)| prefix);
        tag.namespace = self.namespace(prefix);
        Ok(Event::Start(tag))
    }

    fn declare(&mut self, tag: &Tag<'a>) {
        for (name, value) in tag.attributes() {
            let prefix = match name.strip_prefix("xmlns") {
                Some("") => "",
                Some(prefix) => match prefix.strip_prefix(':') {
                    Some(prefix) => prefix,
                    None => continue,
                },
                None => continue,
            };
            let known = NAMESPACES.iter().find(|(uri, _)| *uri == value);
            let namespace = known.map_or(Namespace::Other, |(_, namespace)| *namespace);
            // Unknown ones need no entry unless they hide a known one.
            if namespace != self.namespace(prefix) {
                self.scope.push((self.open.len(), prefix, namespace));
            }
        }
    }

    fn namespace(&self, prefix: &str) -> Namespace {
        let declared = self
            .scope
            .iter()
            .rev()
            .find(|(_, known, _)| *known == prefix);
        declared.map_or(Namespace::Other, |(.., namespace)| *namespace)
    }
}

/// What stands before the mark and after it.
fn after<'a>(text: &'a str, mark: &str) -> Result<(&'a str, &'a str), XmlError> {
    text.split_once(mark).ok_or(XmlError::Broken)
}
