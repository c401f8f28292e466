//! Where signature and date stand, in half characters from the right edge.
//!
//! Source: GB/T 9704-2012, 7.3.5.2 without a seal: the signature 2 characters from the right, the date
//! in the next line, starting 2 characters to the right of where the signature starts; a date that is
//! the longer one is 2 from the right itself, and the signature moves left. 7.3.5.1 with a seal: the
//! date 4 from the right, the signature centred over it.

/// The distances from the right edge, in half characters: of the signature, of the date.
pub(super) fn distances(signature: u32, date: u32, sealed: bool) -> (u32, u32) {
    if sealed {
        // A signature far longer than its date ends at the edge rather than over it.
        ((8 + date / 2).saturating_sub(signature / 2), 8)
    } else if date <= signature {
        (4, signature - date)
    } else {
        (date + 8 - signature, 4)
    }
}
