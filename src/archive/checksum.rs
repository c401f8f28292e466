//! CRC-32 as zip has it (polynomial 0xEDB88320, reflected; PKWARE APPNOTE 4.4.7), four bytes at a time.
//!
//! Law: the tables are made where they are needed; a page need not carry four kilobytes that do not pack.

/// The tables for bytes that are three, two, one and no bytes away from the end of a word.
type Tables = [[u32; 256]; 4];

fn tables() -> Tables {
    let mut tables = [[0; 256]; 4];
    for (byte, place) in (0_u32..).zip(tables.iter_mut().flatten().take(256)) {
        *place = (0..8).fold(byte, |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        });
    }
    let [first, second, third, fourth] = &mut tables;
    for (((&one, two), three), four) in first.iter().zip(second).zip(third).zip(fourth) {
        *two = one;
        *three = one;
        *four = one;
    }
    for table in 1..4 {
        let first = tables.first().copied().unwrap_or([0; 256]);
        for later in tables.iter_mut().skip(table) {
            for sum in later {
                *sum = (*sum >> 8) ^ look(&first, *sum);
            }
        }
    }
    tables
}

fn look(table: &[u32; 256], sum: u32) -> u32 {
    let [low, ..] = sum.to_le_bytes();
    table.get(usize::from(low)).copied().unwrap_or_default()
}

/// The checksum of some bytes.
pub(super) fn checksum(bytes: &[u8]) -> u32 {
    let tables = tables();
    let [last, second, third, fourth] = &tables;
    let (words, rest) = bytes.as_chunks::<4>();
    let sum = words.iter().fold(u32::MAX, |sum, word| {
        let sum = sum ^ u32::from_le_bytes(*word);
        look(fourth, sum) ^ look(third, sum >> 8) ^ look(second, sum >> 16) ^ look(last, sum >> 24)
    });
    !rest.iter().fold(sum, |sum, &byte| {
        (sum >> 8) ^ look(last, sum ^ u32::from(byte))
    })
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn it_is_the_checksum_of_zip() {
        assert_eq!(checksum(b""), 0);
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926);
        assert_eq!(checksum("一、强化政治统领".as_bytes()), 0x2d45_3ae2);
    }
}
