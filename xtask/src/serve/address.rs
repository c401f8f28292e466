//! From the address in a request to a file of the site, and to no file outside it. Nothing here
//! writes or sends.

use std::path::{Component, Path, PathBuf};

/// What there is at an address.
#[derive(Debug, PartialEq, Eq)]
pub enum Answer {
    /// A file and its content type.
    File { file: PathBuf, kind: &'static str },
    /// A folder asked for without its last slash; the address to ask for instead.
    Folder(String),
    /// Nothing that may be sent.
    Nothing,
}

/// Finds what an address stands for below `folder`, which is canonical.
pub fn answer(folder: &Path, url: &str) -> Answer {
    let address = url.split(['?', '#']).next().unwrap_or_default();
    let Some(below) = path_below(address) else {
        return Answer::Nothing;
    };
    // A link inside the folder may lead out of it: only where it ends counts.
    let Ok(mut file) = folder.join(below).canonicalize() else {
        return Answer::Nothing;
    };
    if !file.starts_with(folder) {
        return Answer::Nothing;
    }
    if file.is_dir() {
        if !address.ends_with('/') {
            return Answer::Folder(format!("{address}/"));
        }
        file.push("index.html");
    }
    if !file.is_file() {
        return Answer::Nothing;
    }
    let kind = content_type(&file);
    Answer::File { file, kind }
}

/// The path below the site that an address names, or none if it names one elsewhere.
fn path_below(address: &str) -> Option<PathBuf> {
    let decoded = percent_decoded(address.strip_prefix('/')?)?;
    let mut path = PathBuf::new();
    for part in decoded.split('/').filter(|part| !part.is_empty()) {
        // A drive letter, a backslash or a zero byte means something to some system.
        if part.contains(['\\', ':', '\0']) {
            return None;
        }
        match Path::new(part).components().next()? {
            Component::Normal(name) => path.push(name),
            _ => return None,
        }
    }
    Some(path)
}

/// The text that percent signs stand for, if they are whole and the bytes are UTF-8.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// The content type that a file's ending stands for.
fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        // Browsers compile while they load only under this very type.
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml; charset=utf-8",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_paths_below_the_site() {
        assert_eq!(path_below("/"), Some(PathBuf::new()));
        assert_eq!(path_below("/a/b.js"), Some(PathBuf::from("a/b.js")));
        assert_eq!(path_below("//a"), Some(PathBuf::from("a")));
        assert_eq!(
            path_below("/%E6%8F%90%E7%BA%B2"),
            Some(PathBuf::from("提纲"))
        );
    }

    #[test]
    fn addresses_that_lead_out_are_refused() {
        for address in [
            "",
            "a",
            "/..",
            "/a/../b",
            "/./a",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/%5c..%5csecret",
            "/c:/secret",
            "/a%00",
            "/a%0",
            "/%zz",
            "/%ff",
        ] {
            assert_eq!(path_below(address), None, "{address}");
        }
    }

    #[test]
    fn a_program_for_the_browser_has_its_own_type() {
        assert_eq!(content_type(Path::new("a_bg.wasm")), "application/wasm");
        assert_eq!(content_type(Path::new("a")), "application/octet-stream");
    }
}
