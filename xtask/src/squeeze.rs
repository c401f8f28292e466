//! Bytes made as small as they get for the way: what servers send instead of a file, and how the
//! program stands in the page of one file.

mod choice;
mod guesses;
mod matches;
mod range;
mod reading;
mod steps;
mod unpack;

use anyhow::{Result, ensure};
use guesses::Guesses;
use range::Widening;
use std::io::Write;
use steps::{Past, Program, Way};

/// A gzip file. Servers send it to every browser of the last twenty years.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    /// The most blocks that the program is cut into: with the usual 15 it is a thousandth larger, and more than
    /// this, or more rounds, save nothing.
    const BLOCKS: u16 = 40;
    let options = zopfli::Options {
        maximum_block_splits: BLOCKS,
        ..zopfli::Options::default()
    };
    let mut small = Vec::new();
    zopfli::compress(options, zopfli::Format::Gzip, bytes, &mut small)?;
    Ok(small)
}

/// What unpack.js makes the bytes of: a quarter smaller than what zopfli makes of the program.
///
/// The steps are LZMA's. How likely a decision is, LZMA guesses from the byte before; here it is guessed from what the
/// byte is in its instruction, and what was seen seldom yet is learnt faster.
pub fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    let program = Program::of(bytes);
    let mut writer = Writer {
        to: Widening::default(),
        guesses: Guesses::default(),
    };
    let (mut at, mut past) = (0, Past::default());
    for step in choice::steps(&program) {
        program.tell(at, &past, step, &mut writer);
        past = past.behind(step);
        at += step.count();
    }
    let small = writer.to.finish();
    let back = unpack::unpacked(&small, bytes.len())?;
    ensure!(back == bytes, "what was packed does not come back");
    Ok(small)
}

struct Writer {
    to: Widening,
    guesses: Guesses,
}

impl Way for Writer {
    fn bit(&mut self, place: usize, bit: usize) {
        self.to.bit(16, self.guesses.odds(place), bit);
        self.guesses.learn(place, bit);
    }

    fn even(&mut self, count: usize, value: usize) {
        for left in (0..count).rev() {
            self.to.even(value >> left & 1);
        }
    }
}

/// A brotli file. Browsers ask for it over https only.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    /// The highest quality that there is.
    const QUALITY: u32 = 11;
    /// The window: 2^24 bytes hold the whole program.
    const WINDOW: u32 = 24;
    let mut encoder = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, WINDOW);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    Ok(encoder.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_was_squeezed_comes_back() -> Result<()> {
        let text = "一是……；二是……。".repeat(500).into_bytes();
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(gzip(&text)?.as_slice()).read_to_end(&mut back)?;
        assert_eq!(back, text);
        back.clear();
        brotli::Decompressor::new(brotli(&text)?.as_slice(), 4096).read_to_end(&mut back)?;
        assert_eq!(back, text);
        assert!(gzip(&text)?.len() < 200 && brotli(&text)?.len() < 200);
        Ok(())
    }

    #[test]
    fn what_was_packed_comes_back() -> Result<()> {
        packed(&[])?;
        packed(b"a")?;
        packed(include_bytes!("squeeze.rs"))?;
        // Decisions that were always the same for long, and then are not, eight in a row.
        let sure = [
            [0x01, 0x07, 0x0b, 0x1f, 0x26, 0x7f, 0xff].repeat(400),
            vec![0],
        ]
        .concat();
        let long = packed(&sure)?;
        packed(&[[0x50; 200].as_slice(), &sure].concat())?;
        assert!(long.len() < 40, "{} bytes", long.len());
        Ok(())
    }

    #[test]
    fn what_is_no_stream_is_refused() {
        // Nothing but ones: a match before there is anything.
        assert!(unpack::unpacked(&[0, 255, 255, 255, 254, 255, 255, 255, 255, 255], 100).is_err());
        let whole = packed(b"a stream").unwrap_or_default();
        assert!(unpack::unpacked(&whole, 8).is_ok());
        assert!(unpack::unpacked(&whole, 4).is_err());
    }
}
