//! Where in an instruction a byte of a program stands, as far as that says what it may be.
//!
//! Law: the same as in `unpack.js`. Nothing has to be right here, only the same on both ways: what is no
//! instruction (names, words, the sizes of functions) is followed as if it were one.

/// How many sorts of places there are.
pub const SORTS: usize = 10 * 256;

/// What the byte is.
const OPERATOR: usize = 0;
const VARIABLE: usize = 1;
const ALIGNMENT: usize = 2;
const OFFSET: usize = 3;
const FUNCTION: usize = 4;
const OTHER: usize = 5;
const CONSTANT: usize = 6;
/// The further bytes of an offset, a function and a constant come this many kinds later.
const FURTHER: [usize; 3] = [7, 8, 9];

/// What was read so far.
#[derive(Default)]
pub struct Reading {
    /// What the next byte is.
    kind: usize,
    /// The operator that it belongs to, and the one before that.
    operators: [usize; 2],
    /// The byte before.
    last: usize,
}

impl Reading {
    /// The sort of place that the next byte stands at: what it is, and what says best what it may be: the operator
    /// that it belongs to, for a constant the one before, or the byte that it goes on with.
    pub fn sort(&self) -> usize {
        let [operator, before] = self.operators;
        let known_by = match self.kind {
            CONSTANT => before,
            0..CONSTANT => operator,
            _ => self.last,
        };
        self.kind * 256 + known_by
    }

    /// Goes on behind a byte.
    pub fn follow(&mut self, byte: u8) {
        let goes_on = 128 <= byte;
        self.last = usize::from(byte);
        self.kind = match self.kind {
            OPERATOR => {
                let [operator, _] = self.operators;
                self.operators = [self.last, operator];
                // The instructions of WebAssembly 1.0 (its binary format, 5.4).
                match byte {
                    0x02..=0x04 | 0x0c | 0x0d | 0x3f | 0x40 => OTHER,
                    0x10 => FUNCTION,
                    0x11 | 0x28..=0x3e => ALIGNMENT,
                    0x20..=0x24 => VARIABLE,
                    0x41 | 0x42 => CONSTANT,
                    _ => OPERATOR,
                }
            }
            OFFSET if goes_on => FURTHER[0],
            FUNCTION if goes_on => FURTHER[1],
            CONSTANT if goes_on => FURTHER[2],
            kind if goes_on => kind,
            ALIGNMENT => OFFSET,
            _ => OPERATOR,
        };
    }
}
