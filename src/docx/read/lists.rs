//! Definitions of lists (ECMA-376 part 1, 17.9): levels with their forms, and the lists that use them.
//!
//! Law: nine levels, as Word has them; whatever names a tenth is passed over.

use super::super::xml::{Event, Namespace, Tag, Xml, XmlError};
use super::styles::Styles;
use super::symbols::is_of_signs;

/// The longest form of a number that is followed, in bytes; Word's longest forms have nine places.
const LONGEST_FORM: usize = 96;

/// One level of a list.
#[derive(Clone, Debug)]
pub(super) struct Level {
    /// The first number.
    pub start: u32,
    /// The form of the number, in the format's own word.
    pub form: String,
    /// The text around it, with `%1` to `%9` for the numbers of the levels.
    pub text: String,
    /// After which level it starts anew, counted from 1; zero never; `None` after any outer one.
    pub restart: Option<u32>,
    /// Whether all numbers in it are shown as digits.
    pub is_legal: bool,
    /// Whether nothing parts the number from the text.
    pub is_close: bool,
    /// Whether the number is hidden; it is counted all the same.
    pub is_hidden: bool,
    /// The style of paragraphs that stand on this level.
    pub style: String,
}

/// Levels that several lists share, and their count.
#[derive(Clone, Debug, Default)]
pub(super) struct Pattern {
    id: u32,
    link: String,
    /// The levels that are defined.
    pub levels: [Option<Level>; 9],
    /// The last number given out on each level.
    pub counts: [Option<u32>; 9],
}

/// A list that paragraphs belong to.
#[derive(Clone, Debug, Default)]
pub(super) struct List {
    id: u32,
    /// The id of the pattern, then its place.
    pub pattern: usize,
    /// Where the levels start in this list, if not as the pattern says.
    pub starts: [Option<u32>; 9],
    /// Levels of its own.
    pub levels: [Option<Level>; 9],
    /// On which levels a paragraph of it has been counted.
    pub begun: [bool; 9],
}

/// All lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Sorted by id while they are looked for.
    pub patterns: Vec<Pattern>,
    lists: Vec<List>,
}

impl Lists {
    pub(super) fn read(text: &str, styles: &Styles) -> Result<Lists, XmlError> {
        let mut lists = Lists::default();
        if text.is_empty() {
            return Ok(lists);
        }
        let mut xml = Xml::new(text);
        let mut level = usize::MAX;
        let mut in_list = false;
        loop {
            let tag = match xml.next()? {
                Event::Start(tag) if tag.namespace == Namespace::Word => tag,
                Event::Eof => break,
                _ => continue,
            };
            match tag.name {
                "abstractNum" => {
                    in_list = false;
                    level = usize::MAX;
                    lists.patterns.push(Pattern {
                        id: tag.number("abstractNumId").unwrap_or(u32::MAX),
                        ..Pattern::default()
                    });
                }
                "num" => {
                    in_list = true;
                    level = usize::MAX;
                    lists.lists.push(List {
                        id: tag.number("numId").unwrap_or(u32::MAX),
                        pattern: usize::MAX,
                        ..List::default()
                    });
                }
                // Pictures for bullets, and layout, are none of ours.
                "pPr" | "numPicBullet" => xml.skip()?,
                "lvl" | "lvlOverride" => {
                    level = tag
                        .number("ilvl")
                        .and_then(|level| level.try_into().ok())
                        .unwrap_or(usize::MAX);
                    if tag.name == "lvl"
                        && let Some(place) = lists.place(in_list, level)
                    {
                        *place = Some(Level::new());
                    }
                }
                _ => lists.property(&tag, in_list, level),
            }
        }
        lists.connect(styles);
        Ok(lists)
    }

    fn place(&mut self, in_list: bool, level: usize) -> Option<&mut Option<Level>> {
        if in_list {
            self.lists.last_mut()?.levels.get_mut(level)
        } else {
            self.patterns.last_mut()?.levels.get_mut(level)
        }
    }

    fn property(&mut self, tag: &Tag<'_>, in_list: bool, level: usize) {
        let value = || tag.attribute("val").unwrap_or_default();
        let list = self.lists.last_mut();
        match tag.name {
            "abstractNumId" => {
                if let (Some(list), Some(id)) = (list, tag.number("val")) {
                    list.pattern = usize::try_from(id).unwrap_or(usize::MAX);
                }
                return;
            }
            "startOverride" => {
                if let Some(place) = list.and_then(|list| list.starts.get_mut(level)) {
                    *place = tag.number("val");
                }
                return;
            }
            "numStyleLink" => {
                if let Some(pattern) = self.patterns.last_mut() {
                    pattern.link = value().into_owned();
                }
                return;
            }
            _ => {}
        }
        let Some(Some(level)) = self.place(in_list, level) else {
            return;
        };
        match tag.name {
            // Its letters stand for signs: a dot for all of them.
            "rFonts"
                if level.form == "bullet"
                    && !level.text.trim().is_empty()
                    && is_of_signs(&tag.attribute("ascii").unwrap_or_default()) =>
            {
                "●".clone_into(&mut level.text);
            }
            "vanish" => level.is_hidden = tag.is_on(),
            "start" => level.start = tag.number("val").unwrap_or(0),
            "numFmt" => level.form = value().into_owned(),
            "lvlText" if value().len() <= LONGEST_FORM => level.text = value().into_owned(),
            "lvlRestart" => level.restart = tag.number("val"),
            "isLgl" => level.is_legal = tag.is_on(),
            "suff" => level.is_close = value() == "nothing",
            "pStyle" => level.style = value().into_owned(),
            _ => {}
        }
    }

    /// Ids become places, and patterns that only name a style become those of the style's list.
    fn connect(&mut self, styles: &Styles) {
        self.patterns.sort_unstable_by_key(|pattern| pattern.id);
        self.lists.sort_unstable_by_key(|list| list.id);
        for list in &mut self.lists {
            let id = u32::try_from(list.pattern).unwrap_or(u32::MAX);
            list.pattern = self
                .patterns
                .binary_search_by_key(&id, |pattern| pattern.id)
                .unwrap_or(usize::MAX);
        }
        let linked = |pattern: &Pattern| {
            let (list, _) = styles.list(&pattern.link);
            self.find(list.filter(|_| !pattern.link.is_empty())?)
                .map(|list| list.pattern)
        };
        let links: Vec<Option<usize>> = self.patterns.iter().map(linked).collect();
        for list in &mut self.lists {
            if let Some(Some(target)) = links.get(list.pattern) {
                list.pattern = *target;
            }
        }
    }

    /// The list with this id.
    pub(super) fn find(&self, id: u32) -> Option<&List> {
        let place = self.lists.binary_search_by_key(&id, |list| list.id).ok()?;
        self.lists.get(place)
    }

    /// The list with this id, and its pattern, to count in.
    pub(super) fn find_mut(&mut self, id: u32) -> Option<(&mut List, &mut Pattern)> {
        let place = self.lists.binary_search_by_key(&id, |list| list.id).ok()?;
        let list = self.lists.get_mut(place)?;
        let pattern = self.patterns.get_mut(list.pattern)?;
        Some((list, pattern))
    }
}

impl Level {
    fn new() -> Level {
        Level {
            start: 0,
            form: String::new(),
            text: String::new(),
            restart: None,
            is_legal: false,
            is_close: false,
            is_hidden: false,
            style: String::new(),
        }
    }
}
