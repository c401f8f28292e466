//! Binary decisions as a range that gets narrower, as the LZMA specification of 2015 has it: read, and written.

/// A range that is read from.
pub struct Narrowing<'a> {
    bytes: std::slice::Iter<'a, u8>,
    range: u32,
    /// What is left of the stream in the range: 0 at the end of a whole one.
    code: u32,
}

impl<'a> Narrowing<'a> {
    /// Whether the whole of a whole stream was read.
    pub fn is_at_end(&self) -> bool {
        self.code == 0 && self.bytes.as_slice().is_empty()
    }

    /// The range at the start of a stream.
    pub fn of(stream: &'a [u8]) -> Narrowing<'a> {
        // The first byte is 0.
        let mut bytes = stream.iter();
        bytes.next();
        let mut narrowing = Narrowing {
            bytes,
            range: u32::MAX,
            code: 0,
        };
        for _ in 0..4 {
            narrowing.next();
        }
        narrowing
    }

    fn next(&mut self) {
        let byte = self.bytes.next().copied().unwrap_or(0);
        self.code = self.code << 8 | u32::from(byte);
    }

    fn taken(&mut self, bound: u32) -> usize {
        let bit = usize::from(bound <= self.code);
        if bit == 0 {
            self.range = bound;
        } else {
            self.range -= bound;
            self.code -= bound;
        }
        while self.range >> 24 == 0 {
            self.range <<= 8;
            self.next();
        }
        bit
    }

    /// A decision; how likely a 0 is, in so many parts of two to the power of `parts`.
    pub fn bit(&mut self, parts: u32, odds: u32) -> usize {
        self.taken((self.range >> parts) * odds)
    }

    /// A decision that is as likely one as the other.
    pub fn even(&mut self) -> usize {
        let half = self.range >> 1;
        self.range = half << 1;
        self.taken(half)
    }
}

/// A range that is written to.
pub struct Widening {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
    /// What may still be carried into: a byte, and so many of 0xff behind it.
    held: u8,
    waiting: usize,
}

impl Default for Widening {
    fn default() -> Widening {
        Widening {
            bytes: Vec::new(),
            low: 0,
            range: u32::MAX,
            held: 0,
            waiting: 0,
        }
    }
}

impl Widening {
    /// A decision; how likely a 0 is, in so many parts of two to the power of `parts`.
    pub fn bit(&mut self, parts: u32, odds: u32, bit: usize) {
        let bound = (self.range >> parts) * odds;
        self.take(bound, bit);
    }

    /// A decision that is as likely one as the other.
    pub fn even(&mut self, bit: usize) {
        let half = self.range >> 1;
        self.range = half << 1;
        self.take(half, bit);
    }

    fn take(&mut self, bound: u32, bit: usize) {
        if bit == 0 {
            self.range = bound;
        } else {
            self.low += u64::from(bound);
            self.range -= bound;
        }
        while self.range >> 24 == 0 {
            self.range <<= 8;
            self.shift();
        }
    }

    fn shift(&mut self) {
        let carry = u8::from(self.low > u64::from(u32::MAX));
        let next = (self.low >> 24) as u8;
        if carry == 1 || next != 0xff {
            self.bytes.push(self.held.wrapping_add(carry));
            let waiting = std::mem::take(&mut self.waiting);
            self.bytes
                .extend(std::iter::repeat_n(0xff_u8.wrapping_add(carry), waiting));
            self.held = next;
        } else {
            self.waiting += 1;
        }
        self.low = (self.low & 0x00ff_ffff) << 8;
    }

    /// The whole stream.
    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..5 {
            self.shift();
        }
        self.bytes
    }
}
