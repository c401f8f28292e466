//! Bytes made as small as they get for the way: what servers send instead of a file, and how the
//! program stands in the page of one file.

use anyhow::Result;
use std::io::Write;

/// A gzip file. Servers send it to every browser of the last twenty years.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    zopfli(bytes, zopfli::Format::Gzip)
}

/// The bare stream that inflate.js reads.
pub fn deflate(bytes: &[u8]) -> Result<Vec<u8>> {
    zopfli(bytes, zopfli::Format::Deflate)
}

fn zopfli(bytes: &[u8], format: zopfli::Format) -> Result<Vec<u8>> {
    /// The most blocks that the program is cut into: with the usual 15 it is a thousandth larger, and more than
    /// this, or more rounds, save nothing.
    const BLOCKS: u16 = 40;
    let options = zopfli::Options {
        maximum_block_splits: BLOCKS,
        ..zopfli::Options::default()
    };
    let mut small = Vec::new();
    zopfli::compress(options, format, bytes, &mut small)?;
    Ok(small)
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
        flate2::read::DeflateDecoder::new(deflate(&text)?.as_slice()).read_to_end(&mut back)?;
        assert_eq!(back, text);
        back.clear();
        brotli::Decompressor::new(brotli(&text)?.as_slice(), 4096).read_to_end(&mut back)?;
        assert_eq!(back, text);
        assert!(gzip(&text)?.len() < 200 && brotli(&text)?.len() < 200);
        Ok(())
    }
}
