//! The encoding of a text file: told by its bytes, or chosen by the person.
//!
//! Law: what is no text in an encoding is not taken as one; the bytes stay, so that another can be tried.

use super::super::browser::element::{El, classed, el};
use super::super::browser::files;
use super::super::words;
use super::Import;

/// The encodings that can be chosen: the browser's label and the name.
const ENCODINGS: [(&str, &str); 5] = [
    ("", "自动识别"),
    ("utf-8", "UTF-8"),
    ("gb18030", "GB18030（GBK）"),
    ("utf-16le", "UTF-16"),
    ("big5", "Big5 繁体"),
];

/// The text of a file: by its mark, else strict UTF-8, else GB18030; or in the encoding that was chosen.
pub fn decoded(bytes: &[u8], chosen: &str) -> Result<(String, &'static str), &'static str> {
    let name = |label: &str| {
        ENCODINGS
            .iter()
            .find(|(known, _)| *known == label)
            .map_or("", |(_, name)| *name)
    };
    let marked = match bytes {
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        _ => None,
    };
    if !chosen.is_empty() {
        let chosen = if chosen == "utf-16le" {
            marked.unwrap_or(chosen)
        } else {
            chosen
        };
        let text = files::decode(bytes, chosen).filter(|text| !text.contains('\0'));
        return text
            .map(|text| (text, name(chosen)))
            .ok_or(words::WRONG_ENCODING);
    }
    if let Some(marked) = marked {
        return files::decode(bytes, marked)
            .map(|text| (text, "UTF-16"))
            .ok_or(words::WRONG_ENCODING);
    }
    let known_binary = [b"\x89PNG".as_slice(), b"\xff\xd8\xff"];
    let control = |byte: &u8| *byte < 9 || (14..27).contains(byte);
    if known_binary.iter().any(|start| bytes.starts_with(start))
        || bytes.iter().take(65_536).any(control)
    {
        return Err(words::BINARY);
    }
    for encoding in ["utf-8", "gb18030"] {
        if let Some(text) = files::decode(bytes, encoding) {
            return Ok((text, name(encoding)));
        }
    }
    Err(words::WRONG_ENCODING)
}

/// The name of the file and the encoding that it was read in.
pub fn choice(import: Import) -> El {
    let mut choice = el("select")
        .name("文件编码")
        .on_value("change", move |label| {
            import.encoding.set(label);
            import.decode();
        });
    for (label, name) in ENCODINGS {
        let text = move || match import.found.get() {
            found if label.is_empty() && !found.is_empty() => format!("{name}：{found}"),
            _ => name.to_owned(),
        };
        let chosen = move || (import.encoding.get() == label).then(String::new);
        choice = choice.with(
            el("option")
                .attr("value", label)
                .attr_of("selected", chosen)
                .text_of(text),
        );
    }
    let name = move || {
        import.file.with(|file| {
            file.as_ref()
                .map(|file| file.name.clone())
                .unwrap_or_default()
        })
    };
    let is_text = move || import.found.get() != words::WORD_DOCUMENT;
    classed("span", "hint").text_of(name).with(
        // A document says itself how it is written.
        el("span")
            .attr_of("hidden", move || (!is_text()).then(String::new))
            .text("　编码 ")
            .with(choice),
    )
}
