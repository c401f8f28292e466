//! Styles, as far as they number or hide paragraphs or make headings of them (ECMA-376 part 1, 17.7).
//!
//! Law: a chain of styles that runs in a circle ends.

use super::super::TITLE_LINE_END;
use super::super::xml::{Event, Namespace, Tag, Xml, XmlError};
use crate::unnumbered::TITLE;

/// How far a style is followed to those that it is based on; Word allows eleven.
const LONGEST_CHAIN: usize = 16;

/// What a style says of numbers, visibility and outline.
#[derive(Clone, Debug, Default)]
struct Style {
    id: String,
    based_on: String,
    is_default: bool,
    list: Option<u32>,
    level: Option<u32>,
    hidden: Option<bool>,
    depth: Option<usize>,
}

/// All styles of a document, sorted by id.
#[derive(Debug, Default)]
pub(super) struct Styles(Vec<Style>);

impl Styles {
    pub(super) fn read(text: &str) -> Result<Styles, XmlError> {
        let mut styles: Vec<Style> = Vec::new();
        if text.is_empty() {
            return Ok(Styles(styles));
        }
        let mut xml = Xml::new(text);
        loop {
            let tag = match xml.next()? {
                Event::Start(tag) if tag.namespace == Namespace::Word => tag,
                Event::Eof => break,
                _ => continue,
            };
            if tag.name == "style" {
                let kind = tag.attribute("type").unwrap_or_default();
                let default = tag.attribute("default");
                styles.push(Style {
                    id: tag.attribute("styleId").unwrap_or_default().into_owned(),
                    is_default: kind == "paragraph"
                        && matches!(default.as_deref(), Some("1" | "true" | "on")),
                    ..Style::default()
                });
                continue;
            }
            let Some(style) = styles.last_mut() else {
                continue;
            };
            match tag.name {
                "basedOn" => style.based_on = tag.attribute("val").unwrap_or_default().into_owned(),
                "name" => style.depth = named(&tag.attribute("val").unwrap_or_default()),
                // Chinese editions of Word give titles a level, too.
                "outlineLvl" if style.depth != Some(TITLE) => style.depth = depth(&tag),
                "numId" => style.list = tag.number("val"),
                "ilvl" => style.level = tag.number("val"),
                "vanish" => style.hidden = Some(tag.is_on()),
                // What a table style says of its first row and the like is not the style's own.
                "tblStylePr" => xml.skip()?,
                _ => {}
            }
        }
        styles.sort_unstable_by(|one, other| one.id.cmp(&other.id));
        Ok(Styles(styles))
    }

    fn find(&self, id: &str) -> Option<&Style> {
        let place = self
            .0
            .binary_search_by(|style| style.id.as_str().cmp(id))
            .ok()?;
        self.0.get(place)
    }

    /// The id of the style of paragraphs that name none.
    pub(super) fn of_paragraphs(&self) -> &str {
        let default = self.0.iter().find(|style| style.is_default);
        default.map_or("", |style| style.id.as_str())
    }

    /// The list of a style and the level in it, its own or those of the styles that it is based on,
    /// and the style that names the list.
    pub(super) fn list(&self, id: &str) -> (Option<u32>, Option<u32>) {
        let mut chain = self.chain(id);
        let mut level = None;
        let list = chain.find_map(|style| {
            level = level.or(style.level);
            style.list
        });
        (list, level)
    }

    /// Whether text of this style is hidden.
    pub(super) fn hides(&self, id: &str) -> bool {
        !id.is_empty() && self.first(id, |style| style.hidden.map(usize::from)) == Some(1)
    }

    /// Whether the document was written here, with a draft in it or without.
    pub(super) fn are_own(&self) -> bool {
        self.find(TITLE_LINE_END).is_some()
    }

    /// How deep paragraphs of this style lie in the outline.
    pub(super) fn depth(&self, id: &str) -> Option<usize> {
        self.first(id, |style| style.depth)
    }

    /// What a style says, or the first that says it of those that it is based on.
    fn first(&self, id: &str, said: fn(&Style) -> Option<usize>) -> Option<usize> {
        self.chain(id).find_map(said)
    }

    fn chain<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Style> {
        let first = self.find(id);
        std::iter::successors(first, |style| self.find(&style.based_on)).take(LONGEST_CHAIN)
    }
}

/// The depth that an outline level stands for; Word's tenth is text (17.3.1.20).
pub(super) fn depth(tag: &Tag<'_>) -> Option<usize> {
    usize::try_from(tag.number("val")?).ok()?.checked_add(2)
}

/// The depth of Word's own styles, which they have wherever nothing else is said; other programs write
/// their Chinese names.
fn named(name: &str) -> Option<usize> {
    if matches!(name, "Title" | "Subtitle" | "标题") {
        return Some(TITLE);
    }
    let start = name
        .strip_prefix(['h', 'H'])
        .and_then(|rest| rest.strip_prefix("eading"));
    let number = start.or_else(|| name.strip_prefix("标题"))?;
    Some(usize::from(number.trim_start().parse::<u8>().ok()?) + 1)
}
