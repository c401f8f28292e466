//! Writes texts and numbers as JSON; commas and brackets stand in the words of the one who writes.
//!
//! By hand: a draft is stored after every pause, and a text of a report hardly ever has a sign to escape.

/// Writes a number behind this.
#[inline(never)]
pub fn push_number(out: &mut String, before: &str, number: u64) {
    out.push_str(before);
    out.push_str(&number.to_string());
}

/// Writes a text in quotation marks behind this, escaped where it has to be.
#[inline(never)]
pub fn push_text(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_escaped) {
        let (plain, escaped) = rest.split_at_checked(at).unwrap_or_default();
        let (sign, after) = escaped.split_at_checked(1).unwrap_or_default();
        out.push_str(plain);
        push_escaped(out, sign.as_bytes().first().copied().unwrap_or_default());
        rest = after;
    }
    out.push_str(rest);
    out.push('"');
}

fn is_escaped(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn push_escaped(out: &mut String, byte: u8) {
    out.push('\\');
    let short = match byte {
        b'"' | b'\\' => byte,
        0x8 => b'b',
        0xc => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            out.push_str(if byte < 0x10 { "u000" } else { "u001" });
            let digit = char::from_digit(u32::from(byte & 0xf), 16);
            out.extend(digit);
            return;
        }
    };
    out.push(char::from(short));
}

/// Writes a text, or `null`.
pub fn push_optional_text(out: &mut String, before: &str, text: Option<&str>) {
    match text {
        Some(text) => push_text(out, before, text),
        None => {
            out.push_str(before);
            out.push_str("null");
        }
    }
}
