//! A text walked from character to character by first bytes, without making characters of them.
//!
//! Room: knows nothing. Law: the places are those of `char_indices`. Whoever looks for few signs in much
//! Chinese passes over two bytes of three, and decodes what may be one.

/// The first byte of each character, and where it stands.
pub struct FirstBytes<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// The first bytes of a text's characters.
pub fn first_bytes(text: &str) -> FirstBytes<'_> {
    FirstBytes {
        bytes: text.as_bytes(),
        at: 0,
    }
}

impl Iterator for FirstBytes<'_> {
    type Item = (usize, u8);

    // A call for each character would cost more than what is done here (as the page is compiled, for size).
    #[inline(always)]
    fn next(&mut self) -> Option<(usize, u8)> {
        let at = self.at;
        let &byte = self.bytes.get(at)?;
        // UTF-8 says in the first byte how many follow.
        self.at = at
            + 1
            + usize::from(byte >= 0xc0)
            + usize::from(byte >= 0xe0)
            + usize::from(byte >= 0xf0);
        Some((at, byte))
    }
}

#[cfg(test)]
mod tests {
    use super::first_bytes;

    #[test]
    fn the_places_are_those_of_the_characters() {
        let text: String = ('\0'..=char::MAX)
            .step_by(7)
            .chain("一是é😀\r\n。".chars())
            .collect();
        let byte = |at: usize| text.as_bytes().get(at).copied();
        assert!(
            first_bytes(&text).eq(text
                .char_indices()
                .map(|(at, _)| (at, byte(at).unwrap_or_default())))
        );
        assert_eq!(first_bytes("").next(), None);
    }
}
