//! Bytes made as small as they get for the way: what servers send instead of a file, and how the
//! program stands in the page of one file.

use crate::recode;
use anyhow::Result;
use std::io::Write;

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

/// What unpack.js makes the bytes of. It is a sixth smaller than what zopfli makes of the program.
pub fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    recode::recoded(&lzma(bytes)?, bytes.len())
}

/// A bare LZMA stream, without header and end mark.
pub fn lzma(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut options = lzma_rust2::LzmaOptions::with_preset(9);
    // How many bits of the byte before, and of the place, say what a byte may be: recode.rs has the same.
    (options.lc, options.lp, options.pb) = (4, 0, 0);
    // The longest that a match can be: the search ends only there.
    options.nice_len = 273;
    let mut writer = lzma_rust2::LzmaWriter::new_no_header(Vec::new(), &options, false)?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?)
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
        let (small, whole) = (lzma(&text)?, text.len() as u64);
        let mut reader =
            lzma_rust2::LzmaReader::new(small.as_slice(), whole, 4, 0, 0, 1 << 26, None)?;
        reader.read_to_end(&mut back)?;
        assert_eq!(back, text);
        back.clear();
        brotli::Decompressor::new(brotli(&text)?.as_slice(), 4096).read_to_end(&mut back)?;
        assert_eq!(back, text);
        assert!(gzip(&text)?.len() < 200 && brotli(&text)?.len() < 200);
        Ok(())
    }
}
