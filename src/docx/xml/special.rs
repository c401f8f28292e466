//! Signs that XML's text cannot hold as they are: those that it takes for itself, and those that XML 1.0 has
//! no form for (2.2: controls, U+FFFE, U+FFFF).

/// Appends a text; each sign that cannot stand as it is goes through `instead`.
pub fn push(out: &mut String, text: &str, instead: &dyn Fn(&mut String, char)) {
    let bytes = text.as_bytes();
    let mut done = 0;
    // Byte by byte: none of those looked for is a part of another character.
    for (at, &byte) in bytes.iter().enumerate() {
        // Most bytes are of Chinese characters.
        if 0x3f <= byte && byte != 0xef {
            continue;
        }
        let sign = match byte {
            b'&' | b'<' | b'>' | b'"' | ..0x20 => char::from(byte),
            0xef if bytes.get(at + 1) == Some(&0xbf) => match bytes.get(at + 2) {
                Some(0xbe) => '\u{fffe}',
                Some(0xbf) => '\u{ffff}',
                _ => continue,
            },
            _ => continue,
        };
        out.push_str(text.get(done..at).unwrap_or_default());
        instead(out, sign);
        done = at + sign.len_utf8();
    }
    out.push_str(text.get(done..).unwrap_or_default());
}
