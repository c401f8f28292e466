//! The parts of a .docx, found by their relationships (ECMA-376 part 2, clause 9).
//!
//! Law: names of parts are never guessed where a relationship gives them.

use super::super::embedded;
use super::super::xml::{Event, Xml};
use super::{DocxError, Other};
use crate::archive::{Archive, ArchiveError};

/// The parts that are read, each as XML text.
#[derive(Debug)]
pub(super) struct Package {
    /// The paragraphs.
    pub document: String,
    /// Styles; empty where there are none.
    pub styles: String,
    /// Definitions of lists; empty where there are none.
    pub numbering: String,
    /// Headers and footers.
    pub headers: Vec<String>,
    /// The embedded draft: its record and the digests of the exported text.
    pub draft: Option<(String, Vec<u64>)>,
}

/// A relationship: the last word of its type, the part it leads to.
struct Relationship {
    kind: String,
    target: String,
}

/// How many headers and footers are looked at.
const MOST_HEADERS: usize = 12;

impl Package {
    pub(super) fn open(bytes: &[u8]) -> Result<Package, DocxError> {
        let mut archive = Archive::open(bytes)?;
        let main = relationships(&mut archive, "")?
            .into_iter()
            .find(|relationship| relationship.kind == "officeDocument")
            .map(|relationship| relationship.target);
        // Some writers leave the relationships out; Word's own name is then the only one there is.
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        if !archive.contains(&main) {
            let is_word = archive.contains("[Content_Types].xml");
            return Err(if is_word {
                DocxError::MissingPart
            } else {
                DocxError::Other(Other::OtherArchive)
            });
        }
        let document = text(&mut archive, &main)?;
        let mut package = Package {
            document,
            styles: String::new(),
            numbering: String::new(),
            headers: Vec::new(),
            draft: None,
        };
        for Relationship { kind, target } in relationships(&mut archive, &main)? {
            match kind.as_str() {
                "styles" => package.styles = optional(&mut archive, &target)?,
                "numbering" => package.numbering = optional(&mut archive, &target)?,
                "header" | "footer" if package.headers.len() < MOST_HEADERS => {
                    // One that cannot be read is only left out.
                    let header = text(&mut archive, &target).unwrap_or_default();
                    package.headers.push(header);
                }
                "customXml" if package.draft.is_none() => {
                    // A draft that does not come out whole is no draft; the text is still there.
                    let part = archive.read(&target).ok().flatten();
                    package.draft = part.and_then(|part| embedded::found(&part));
                }
                _ => {}
            }
        }
        Ok(package)
    }
}

fn optional(archive: &mut Archive<'_>, name: &str) -> Result<String, DocxError> {
    match text(archive, name) {
        Err(DocxError::MissingPart) => Ok(String::new()),
        read => read,
    }
}

fn text(archive: &mut Archive<'_>, name: &str) -> Result<String, DocxError> {
    let bytes = archive.read(name)?.ok_or(DocxError::MissingPart)?;
    Ok(Xml::decoded(&bytes)?.into_owned())
}

/// What a part refers to; the archive itself where the name is empty.
fn relationships(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Relationship>, DocxError> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    let name = [folder, slash, "_rels/", file, ".rels"].concat();
    let text = match optional(archive, &name)? {
        empty if empty.is_empty() => return Ok(Vec::new()),
        text => text,
    };
    let mut xml = Xml::new(&text);
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(tag) if tag.name == "Relationship" => {
                let value = |name| tag.attribute(name).unwrap_or_default();
                if value("TargetMode") == "External" {
                    continue;
                }
                let kind = value("Type");
                found.push(Relationship {
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    target: target(folder, &value("Target")),
                });
                if found.len() > crate::archive::MOST_ENTRIES {
                    return Err(DocxError::Archive(ArchiveError::TooManyEntries));
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The name of a part that is named from within a folder.
fn target(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." | "" => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}
