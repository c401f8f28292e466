//! The whole inputs that damage starts from: `corpus/`, the .docx of other writers, the stored forms that
//! every build must open, and the cases of the readers.

#![allow(clippy::panic, reason = "without its corpus nothing is tried")]

use std::path::Path;
use std::sync::OnceLock;

use tigang::archive::Archive;

type Inputs = OnceLock<Vec<Vec<u8>>>;

/// The files of a folder of the project's tests, in order.
fn files(folder: &str, ending: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(folder);
    let entries = or_tell(std::fs::read_dir(&folder), &folder);
    let mut paths: Vec<_> = entries
        .map(|entry| or_tell(entry, &folder).path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no {ending} in {}", folder.display());
    let read = paths.iter().map(|path| or_tell(std::fs::read(path), path));
    read.collect()
}

/// What was read, or the end of it all.
fn or_tell<T>(read: std::io::Result<T>, path: &Path) -> T {
    read.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Cases in a file, each a text of its own.
fn cases(folder: &str) -> Vec<Vec<u8>> {
    let mut cases = Vec::new();
    for file in files(folder, ".txt") {
        let text = String::from_utf8_lossy(&file);
        for case in text.split("=== ").skip(1) {
            let (_, text) = case.split_once('\n').unwrap_or_default();
            let text = text.split("\n---\n").next().unwrap_or_default();
            cases.push(text.as_bytes().to_vec());
        }
    }
    cases
}

pub(crate) fn markdown() -> &'static [Vec<u8>] {
    static INPUTS: Inputs = OnceLock::new();
    INPUTS.get_or_init(|| files("fuzz/corpus/markdown", ".md"))
}

pub(crate) fn drafts() -> &'static [Vec<u8>] {
    static INPUTS: Inputs = OnceLock::new();
    INPUTS.get_or_init(|| {
        let mut inputs = files("fixtures", ".json");
        inputs.extend(files("fuzz/corpus/draft", ".json"));
        inputs
    })
}

pub(crate) fn layouts() -> &'static [Vec<u8>] {
    static INPUTS: Inputs = OnceLock::new();
    INPUTS.get_or_init(|| {
        let mut inputs = files("fuzz/corpus/layout", ".txt");
        inputs.extend(files("fixtures", "layout-1.txt"));
        inputs
    })
}

pub(crate) fn abouts() -> &'static [Vec<u8>] {
    static INPUTS: Inputs = OnceLock::new();
    INPUTS.get_or_init(|| files("fuzz/corpus/about", ".json"))
}

pub(crate) fn texts() -> &'static [Vec<u8>] {
    static INPUTS: Inputs = OnceLock::new();
    INPUTS.get_or_init(|| cases("cases/reading"))
}

/// A document as its parts.
pub(crate) type Parts = Vec<(String, Vec<u8>)>;

/// Documents, the small ones made of the cases that the reader is held to, and those of other writers.
pub(crate) fn documents() -> &'static [Parts] {
    static INPUTS: OnceLock<Vec<Parts>> = OnceLock::new();
    INPUTS.get_or_init(|| {
        let mut documents: Vec<Parts> = Vec::new();
        for file in files("cases/docx", ".txt") {
            let text = String::from_utf8_lossy(&file);
            documents.extend(text.split("=== ").skip(1).map(case));
        }
        for file in files("fixtures/docx", ".docx") {
            documents.extend(parts(&file));
        }
        documents
    })
}

fn parts(file: &[u8]) -> Option<Parts> {
    let mut archive = Archive::open(file).ok()?;
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    names
        .into_iter()
        .map(|name| {
            let bytes = archive.read(&name).ok()??;
            Some((name, bytes))
        })
        .collect()
}

/// The namespaces and roots that the sections of a case stand in.
fn case(case: &str) -> Parts {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
    let spaces = format!(
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"{OFFICE}/relationships\" \
         xmlns:m=\"{OFFICE}/math\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:wp=\"wp\" xmlns:a=\"a\" xmlns:wps=\"wps\" xmlns:v=\"v\" xmlns:o=\"o\" xmlns:w14=\"w14\""
    );
    let mut parts: Parts = Vec::new();
    let mut relations = String::new();
    for section in case.split("--- ").skip(1) {
        let (kind, xml) = section.split_once('\n').unwrap_or_default();
        let (name, root) = match kind {
            "body" => ("document", "document"),
            "numbering" => ("numbering", "numbering"),
            "styles" => ("styles", "styles"),
            "header" => ("header", "hdr"),
            _ => continue,
        };
        relations.push_str(&format!(
            "<Relationship Id=\"{name}\" Type=\"{OFFICE}/relationships/{name}\" Target=\"{name}.xml\"/>"
        ));
        parts.push((
            format!("word/{name}.xml"),
            format!("<w:{root} {spaces}>{xml}</w:{root}>").into_bytes(),
        ));
    }
    parts.push((
        "customXml/item1.xml".to_owned(),
        tigang::docx::embedded::part("{\"schema\":2}", "今年以来"),
    ));
    relations.push_str(&format!(
        "<Relationship Id=\"x\" Type=\"{OFFICE}/relationships/customXml\" Target=\"../customXml/item1.xml\"/>"
    ));
    parts.push((
        "word/_rels/document.xml.rels".to_owned(),
        format!("<Relationships>{relations}</Relationships>").into_bytes(),
    ));
    parts
}
