//! A .docx for a test, made of pieces of XML.

use tigang::archive::{Entry, write};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The namespaces that Word declares, for the root elements.
pub fn namespaces() -> String {
    let known = [
        ("w", WORD),
        ("r", OFFICE),
        (
            "m",
            "http://schemas.openxmlformats.org/officeDocument/2006/math",
        ),
        (
            "mc",
            "http://schemas.openxmlformats.org/markup-compatibility/2006",
        ),
        (
            "wp",
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        ),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        (
            "wps",
            "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        ),
        ("v", "urn:schemas-microsoft-com:vml"),
        ("o", "urn:schemas-microsoft-com:office:office"),
        (
            "w14",
            "http://schemas.microsoft.com/office/word/2010/wordml",
        ),
    ];
    known
        .iter()
        .map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\""))
        .collect()
}

/// The parts of a document: a root element around each of these pieces, and what leads to them.
#[derive(Debug, Default)]
pub struct Parts {
    pub body: String,
    pub numbering: String,
    pub styles: String,
    pub header: String,
    pub custom: Vec<u8>,
}

impl Parts {
    /// Names and bytes of all parts.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let spaces = namespaces();
        let root = |name: &str, inner: &str| {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{name}{spaces}>{inner}</w:{name}>"
            )
            .into_bytes()
        };
        let relationships = |list: &[(&str, &str)]| {
            let lines: String = list
                .iter()
                .map(|(kind, target)| {
                    format!(
                        "<Relationship Id=\"id-{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"
                    )
                })
                .collect();
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{lines}</Relationships>"
            )
            .into_bytes()
        };
        let mut files = vec![
            (
                "[Content_Types].xml".to_owned(),
                b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
                    .to_vec(),
            ),
            (
                "_rels/.rels".to_owned(),
                relationships(&[("officeDocument", "/word/document.xml")]),
            ),
            (
                "word/document.xml".to_owned(),
                root("document", &format!("<w:body>{}</w:body>", self.body)),
            ),
        ];
        let mut related = Vec::new();
        for (name, tag, inner) in [
            ("numbering", "numbering", &self.numbering),
            ("styles", "styles", &self.styles),
            ("header", "hdr", &self.header),
        ] {
            if !inner.is_empty() {
                files.push((format!("word/{name}.xml"), root(tag, inner)));
                related.push((name, format!("{name}.xml")));
            }
        }
        if !self.custom.is_empty() {
            files.push(("customXml/item1.xml".to_owned(), self.custom.clone()));
            related.push(("customXml", "../customXml/item1.xml".to_owned()));
        }
        let related: Vec<(&str, &str)> = related
            .iter()
            .map(|(kind, target)| (*kind, target.as_str()))
            .collect();
        files.push((
            "word/_rels/document.xml.rels".to_owned(),
            relationships(&related),
        ));
        files
    }

    /// The bytes of the .docx.
    pub fn packed(&self) -> Vec<u8> {
        packed(&self.files())
    }
}

/// The archive of these files.
pub fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let entries: Vec<Entry> = files
        .iter()
        .map(|(name, bytes)| Entry { name, bytes })
        .collect();
    write(&entries)
}

/// A paragraph of plain text.
pub fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}
