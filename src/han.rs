//! What a Chinese character is, for all who tell words in Chinese from figures, letters and marks.
//!
//! Source: Unicode, the block of CJK Unified Ideographs, which holds all that reports and most names are written with.
//!
//! Room: knows nothing. Law: nobody else knows the block.

/// Whether a sign is a Chinese character. Rare ones of later blocks (𠮷) are none here.
pub fn is_han(sign: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&sign)
}
