//! Damage to zips: to the container itself, and to parts that are then zipped again.

use crate::corpus::{self, Parts};
use crate::damage;
use crate::dice::Dice;
use tigang::archive::{Entry, write};

/// The archive of some parts.
fn packed(parts: &Parts) -> Vec<u8> {
    let entries: Vec<Entry> = parts
        .iter()
        .map(|(name, bytes)| Entry { name, bytes })
        .collect();
    write(&entries)
}

/// A document with damage inside its parts, most of the time in a container that is whole.
pub(crate) fn document(dice: &mut Dice) -> Vec<u8> {
    let mut parts = dice.of(corpus::documents()).cloned().unwrap_or_default();
    let other = dice.of(corpus::documents()).cloned().unwrap_or_default();
    // Large parts cost time and hold nothing new.
    parts.retain(|(name, bytes)| bytes.len() < 40_000 && !name.ends_with(".jpeg"));
    for _ in 0..=dice.below(3) {
        let wanted = if dice.percent(60) { "document.xml" } else { "" };
        let places: Vec<usize> = (0..parts.len())
            .filter(|&place| {
                parts
                    .get(place)
                    .is_some_and(|(name, _)| name.ends_with(wanted))
            })
            .collect();
        let from = dice
            .of(&other)
            .map(|(_, bytes)| bytes.clone())
            .unwrap_or_default();
        let place = dice.of(&places).copied().unwrap_or(0);
        if let Some((_, bytes)) = parts.get_mut(place) {
            damage::once(dice, bytes, &from, damage::XML);
        }
    }
    if dice.percent(3) {
        let place = dice.below(parts.len());
        if place < parts.len() {
            parts.remove(place);
        }
    }
    let mut bytes = packed(&parts);
    if dice.percent(5) {
        container(dice, &mut bytes);
    }
    bytes
}

/// How large a part is made: a little less than what the archive takes.
const LARGE: usize = 31 << 20;

/// A document with a part that is one piece of XML over and over, up to the limits of the archive.
pub(crate) fn large(dice: &mut Dice) -> Vec<u8> {
    let mut parts: Parts = dice.of(corpus::documents()).cloned().unwrap_or_default();
    parts.retain(|(_, bytes)| bytes.len() < 40_000);
    let words: String = (0..1 + dice.below(4))
        .filter_map(|_| dice.of(damage::XML).copied())
        .collect();
    // What opens is closed: most of it is read to the end.
    let piece = match dice.of(damage::WHOLE).copied() {
        Some(whole) if dice.percent(80) => whole.replace(
            '…',
            if dice.percent(50) {
                "一"
            } else {
                "<w:r><w:t>1</w:t></w:r>"
            },
        ),
        _ => words,
    };
    let wanted = match dice.below(4) {
        0 => "numbering.xml",
        1 => "styles.xml",
        _ => "document.xml",
    };
    let there = parts.iter().position(|(name, _)| name.ends_with(wanted));
    let text = || {
        parts
            .iter()
            .position(|(name, _)| name.ends_with("document.xml"))
    };
    let place = there.or_else(text).unwrap_or(0);
    if let Some((_, bytes)) = parts.get_mut(place) {
        let end = bytes
            .windows(2)
            .rposition(|pair| pair == b"</")
            .unwrap_or(0);
        let times = LARGE.saturating_sub(bytes.len()) / piece.len().max(1);
        bytes.splice(end..end, piece.repeat(times).into_bytes());
    }
    packed(&parts)
}

/// A zip with damage in the container.
pub(crate) fn damaged(dice: &mut Dice) -> Vec<u8> {
    let mut parts = dice.of(corpus::documents()).cloned().unwrap_or_default();
    parts.truncate(1 + dice.below(5));
    for (_, bytes) in &mut parts {
        bytes.truncate(1_500);
    }
    if dice.percent(5) {
        parts.push(("zeros".to_owned(), vec![0; 1 << dice.below(23)]));
    }
    let mut bytes = packed(&parts);
    for _ in 0..=dice.below(3) {
        container(dice, &mut bytes);
    }
    bytes
}

/// Damage that knows where the records of a zip are.
fn container(dice: &mut Dice, bytes: &mut Vec<u8>) {
    const MARKS: [&[u8]; 3] = [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"];
    if dice.percent(30) {
        damage::once(
            dice,
            bytes,
            b"PK\x05\x06",
            &[
                "PK\u{3}\u{4}",
                "PK\u{1}\u{2}",
                "PK\u{5}\u{6}",
                "PK\u{6}\u{7}",
            ],
        );
        return;
    }
    let mark = dice.of(&MARKS).copied().unwrap_or_default();
    let places: Vec<usize> = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| *window == mark)
        .map(|(at, _)| at)
        .collect();
    let Some(&at) = dice.of(&places) else {
        return;
    };
    // Any field of the record, with a value that is just off or far off.
    let field = at + 4 + 2 * dice.below(21);
    let step = i32::from(dice.byte() % 5) - 2;
    let values = [0, 1, 8, 0xffff, 0x7fff_ffff, u32::MAX];
    let far = dice.of(&values).copied().unwrap_or_default();
    let is_near = dice.percent(50);
    if let Some(place) = bytes
        .get_mut(field..field + 4)
        .and_then(|bytes| bytes.first_chunk_mut::<4>())
    {
        let near = u32::from_le_bytes(*place).wrapping_add_signed(step);
        *place = if is_near { near } else { far }.to_le_bytes();
    }
}
