//! A number that stands for a whole report, to tell whether it is still the same one.
//!
//! Law: everything that makes two reports unequal goes into it, names of blocks and layout included;
//! the same report has the same number as long as the build is the same. Another build may count otherwise: what was
//! kept under the number is then left out, and never taken for another report's.

use std::hash::{Hash, Hasher};

use super::{IdHasher, Report};

impl Report {
    /// The number of this report. Any single difference changes it; two different reports share one by
    /// the rarest chance alone. Reads the whole text.
    pub fn digest(&self) -> u64 {
        let mut sum = IdHasher::default();
        for block in self.blocks() {
            block.id.hash(&mut sum);
            block.kind.hash(&mut sum);
            text(&mut sum, &block.gap);
            if let Some(marker) = &block.marker {
                marker.style.hash(&mut sum);
                sum.write_u32(marker.number);
                text(&mut sum, marker.text());
            }
            text(&mut sum, &block.text);
            for fill in &block.fills {
                length(&mut sum, fill.range.start);
                length(&mut sum, fill.range.end);
                text(&mut sum, &fill.original);
            }
            length(&mut sum, block.fills.len());
        }
        text(&mut sum, &self.tail);
        sum.finish()
    }
}

/// The length goes along, so that a character cannot pass unseen from one text to the next.
fn text(sum: &mut IdHasher, text: &str) {
    length(sum, text.len());
    sum.write(text.as_bytes());
}

fn length(sum: &mut IdHasher, length: usize) {
    sum.write_u64(length as u64);
}
