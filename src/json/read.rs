//! Reads a value after the other, each as what it is expected to be (RFC 8259).
//!
//! Law: `None` for a value that is something else, and where nothing valid stands; [`Reader::place`] says
//! how far it came then.

use std::borrow::Cow;

/// Lists and objects within one another, at most: each costs room on the stack.
const DEPTH: u8 = 100;

/// A text that is read from its start.
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: u8,
}

/// Reads a text that is one value and nothing else; or tells the place in it that was not expected.
///
/// # Errors
/// The place, in bytes.
pub fn whole<'a, T>(
    text: &'a str,
    read: impl FnOnce(&mut Reader<'a>) -> Option<T>,
) -> Result<T, usize> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let value = read(&mut reader);
    match value {
        Some(value) if reader.sign() == 0 && reader.at == text.len() => Ok(value),
        _ => Err(reader.at),
    }
}

impl<'a> Reader<'a> {
    /// The byte that is next, white space aside; 0 at the end.
    #[inline(never)]
    fn sign(&mut self) -> u8 {
        loop {
            match self.byte() {
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                byte => return byte,
            }
        }
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    /// Goes past this byte, if it is next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.sign() == byte;
        self.at += usize::from(is_next);
        is_next
    }

    fn take_word(&mut self, word: &str) -> bool {
        self.sign();
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_next = rest.starts_with(word.as_bytes());
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Goes past `null`, if it is next.
    pub fn null(&mut self) -> bool {
        self.take_word("null")
    }

    /// A whole number without a sign.
    #[inline(never)]
    pub fn number(&mut self) -> Option<u64> {
        let first = self.sign();
        let mut number: Option<u64> = None;
        while let digit @ b'0'..=b'9' = self.byte() {
            // No other digit follows a 0 that comes first.
            if first == b'0' && number.is_some() {
                return None;
            }
            let before = number.unwrap_or(0).checked_mul(10)?;
            number = Some(before.checked_add(u64::from(digit - b'0'))?);
            self.at += 1;
        }
        // What goes on is a fraction or has an exponent.
        number.filter(|_| !matches!(self.byte(), b'.' | b'e' | b'E'))
    }

    /// A number that counts something here.
    pub fn size(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// A number of 32 bits.
    pub fn short(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// A text; what holds no escapes is lent from what is read.
    #[inline(never)]
    pub fn text(&mut self) -> Option<Cow<'a, str>> {
        if !self.take(b'"') {
            return None;
        }
        let mut text = String::new();
        loop {
            let start = self.at;
            while !matches!(self.byte(), b'"' | b'\\' | ..0x20) {
                self.at += 1;
            }
            let piece = self.text.get(start..self.at)?;
            let end = self.byte();
            if end < 0x20 {
                return None;
            }
            self.at += 1;
            if end == b'"' && text.is_empty() {
                return Some(Cow::Borrowed(piece));
            }
            text.push_str(piece);
            if end == b'"' {
                return Some(Cow::Owned(text));
            }
            text.push(self.escaped()?);
        }
    }

    /// The sign that an escape behind its `\` stands for.
    #[inline(never)]
    fn escaped(&mut self) -> Option<char> {
        let byte = self.byte();
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => match self.code()? {
                // The first half of a sign beyond 16 bits; the second has to follow.
                first @ 0xd800..0xdc00 => {
                    if self.byte() != b'\\' {
                        return None;
                    }
                    self.at += 1;
                    if self.byte() != b'u' {
                        return None;
                    }
                    self.at += 1;
                    let second = self
                        .code()?
                        .checked_sub(0xdc00)
                        .filter(|low| *low < 0x400)?;
                    char::from_u32(0x10000 + ((first - 0xd800) << 10) + second)?
                }
                code => char::from_u32(code)?,
            },
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn code(&mut self) -> Option<u32> {
        let mut code = 0;
        for _ in 0..4 {
            code = code << 4 | char::from(self.byte()).to_digit(16)?;
            self.at += 1;
        }
        Some(code)
    }

    /// A text of its own.
    pub fn owned(&mut self) -> Option<String> {
        self.text().map(Cow::into_owned)
    }

    /// A text, or `null`.
    pub fn optional_text(&mut self) -> Option<Option<String>> {
        if self.null() {
            Some(None)
        } else {
            self.owned().map(Some)
        }
    }

    /// A text that is one of these words: what it stands for.
    pub fn word<T: Copy>(&mut self, words: &[(T, &str)]) -> Option<T> {
        let word = self.text()?;
        let known = words.iter().find(|(_, known)| *known == word);
        known.map(|(thing, _)| *thing)
    }

    /// A list; `read` goes past one value of it.
    #[inline(never)]
    pub fn list(&mut self, read: &mut dyn FnMut(&mut Reader<'a>) -> Option<()>) -> Option<()> {
        if self.depth == DEPTH || !self.take(b'[') {
            return None;
        }
        self.depth += 1;
        if !self.take(b']') {
            loop {
                read(self)?;
                if self.take(b']') {
                    break;
                }
                self.comma()?;
            }
        }
        self.depth -= 1;
        Some(())
    }

    /// A list of two values, of which the second is a text.
    pub fn pair<A>(&mut self, first: fn(&mut Reader<'a>) -> Option<A>) -> Option<(A, String)> {
        self.open()?;
        let first = first(self)?;
        self.comma()?;
        let second = self.owned()?;
        self.close()?;
        Some((first, second))
    }

    /// The start of a list of which the number of values is known; [`Reader::comma`] stands between
    /// them, [`Reader::close`] behind the last.
    pub fn open(&mut self) -> Option<()> {
        self.take(b'[').then_some(())
    }

    /// What stands between two values of a list.
    pub fn comma(&mut self) -> Option<()> {
        self.take(b',').then_some(())
    }

    /// The end of a list.
    pub fn close(&mut self) -> Option<()> {
        self.take(b']').then_some(())
    }

    /// An object; `read` goes past the value of the member with this number in `names`, other members are
    /// passed over. The first `needed` of the names have to be there, none may be there twice.
    #[inline(never)]
    pub fn object(
        &mut self,
        names: &[&str],
        needed: u32,
        read: &mut dyn FnMut(usize, &mut Reader<'a>) -> Option<()>,
    ) -> Option<()> {
        if self.depth == DEPTH || !self.take(b'{') {
            return None;
        }
        self.depth += 1;
        let mut seen = 0_u32;
        if !self.take(b'}') {
            loop {
                let name = self.text()?;
                if !self.take(b':') {
                    return None;
                }
                match names.iter().position(|known| *known == name) {
                    None => self.skip()?,
                    Some(number) => {
                        let bit = 1 << number;
                        if seen & bit != 0 {
                            return None;
                        }
                        seen |= bit;
                        read(number, self)?;
                    }
                }
                if self.take(b'}') {
                    break;
                }
                self.comma()?;
            }
        }
        self.depth -= 1;
        (seen.trailing_ones() >= needed).then_some(())
    }

    /// Any value.
    pub fn skip(&mut self) -> Option<()> {
        match self.sign() {
            b'"' => self.text().map(|_| ()),
            b'[' => self.list(&mut Reader::skip),
            b'{' => self.object(&[], 0, &mut |_, _| None),
            b'-' | b'0'..=b'9' => self.skip_number(),
            _ => {
                let known = ["null", "true", "false"];
                let mut known = known.iter();
                known.any(|word| self.take_word(word)).then_some(())
            }
        }
    }

    /// Any number, with a fraction or an exponent, too.
    fn skip_number(&mut self) -> Option<()> {
        if self.byte() == b'-' {
            self.at += 1;
        }
        if self.byte() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.byte(), b'e' | b'E') {
            self.at += 1;
            if matches!(self.byte(), b'+' | b'-') {
                self.at += 1;
            }
            self.digits()?;
        }
        Some(())
    }

    /// At least one digit.
    fn digits(&mut self) -> Option<()> {
        let start = self.at;
        while self.byte().is_ascii_digit() {
            self.at += 1;
        }
        (start < self.at).then_some(())
    }
}
