//! Base64, in which the browsers hand out pictures and PDFs.

use anyhow::{Result, bail};

/// The bytes that base64 stands for, as the protocol writes them.
pub(crate) fn decoded(text: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut kept, mut bits) = (0_u32, 0);
    for sign in text.bytes().filter(|sign| *sign != b'=') {
        let six = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => bail!("it is not in base64"),
        };
        kept = kept << 6 | u32::from(six);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            // The eight bits that are full; those above them have been taken already.
            bytes.push(u8::try_from(kept >> bits & 0xff)?);
        }
    }
    Ok(bytes)
}
