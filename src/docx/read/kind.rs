//! Files that are no .docx, whatever their name says, told by their first bytes.
//!
//! Law: a clerk who chose the wrong file learns which one it is, not that a zip is broken.

/// A kind of file that is not read as .docx.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// There are no bytes in it.
    Empty,
    /// An old Word document: .doc, or .wps of WPS, which is the same inside.
    OldWord,
    /// A document that is encrypted with a password.
    Password,
    /// Another compound file: an old sheet or presentation, a message.
    Compound,
    /// Rich text.
    RichText,
    /// PDF.
    Pdf,
    /// A web page or an XML file that Word opens, too.
    Markup,
    /// Plain text.
    Text,
    /// A zip of something else: a sheet, a presentation, an OpenDocument text, plain files.
    OtherArchive,
    /// None of these.
    Unknown,
}

/// The kind of a file that cannot be a .docx.
pub(super) fn other(bytes: &[u8]) -> Option<Other> {
    let trimmed = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let trimmed = trimmed.trim_ascii_start();
    if bytes.starts_with(b"PK") {
        return None;
    }
    Some(if bytes.is_empty() {
        Other::Empty
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        compound(bytes)
    } else if bytes.starts_with(b"{\\rtf") {
        Other::RichText
    } else if bytes.starts_with(b"%PDF") {
        Other::Pdf
    } else if trimmed.starts_with(b"<") || trimmed.starts_with(b"MIME-Version:") {
        Other::Markup
    } else if is_text(bytes) {
        Other::Text
    } else {
        Other::Unknown
    })
}

/// A compound file (MS-CFB) names its streams in UTF-16; MS-OFFCRYPTO 2.3.4.4 and MS-DOC 2.1.1 name these.
fn compound(bytes: &[u8]) -> Other {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        // Names stand in records of 128 bytes.
        let (records, _) = bytes.as_chunks::<128>();
        records.iter().any(|record| record.starts_with(&name))
    };
    if has("EncryptedPackage") {
        Other::Password
    } else if has("WordDocument") {
        Other::OldWord
    } else {
        Other::Compound
    }
}

/// Whether it looks like text: with a mark, or without control characters.
fn is_text(bytes: &[u8]) -> bool {
    let control = |byte: &u8| *byte < b'\t' || (14..27).contains(byte);
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || !bytes.iter().take(65_536).any(control)
}
