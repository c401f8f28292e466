//! Where signature and date stand, in twips from the right edge.
//!
//! Source: GB/T 9704-2012, 7.3.5.2 without a seal: the signature 2 characters from the right, the date
//! in the next line, starting 2 characters to the right of where the signature starts; a date that is
//! the longer one is 2 from the right itself, and the signature moves left. 7.3.5.1 with a seal: the
//! date 4 from the right, the signature centred over it.

use super::{CHARACTER, TEXT_WIDTH};

/// How far a signature that is so wide ends from the right edge, over a date that is so wide; all in
/// twips. It starts inside the text area wherever it fits.
pub(super) fn signature(own: u32, date: u32, sealed: bool) -> u32 {
    let far = if sealed {
        // One far longer than its date ends at the edge rather than over the date's middle.
        (4 * CHARACTER + date / 2).saturating_sub(own / 2)
    } else if date <= own {
        2 * CHARACTER
    } else {
        date + 4 * CHARACTER - own
    };
    far.min(TEXT_WIDTH.saturating_sub(own))
}

/// How far a date that is so wide ends from the right edge, under a signature that is so wide; all in
/// twips.
pub(super) fn date(own: u32, signature: u32, sealed: bool) -> u32 {
    let far = if sealed {
        4 * CHARACTER
    } else if own <= signature {
        signature - own
    } else {
        2 * CHARACTER
    };
    far.min(TEXT_WIDTH.saturating_sub(own))
}
