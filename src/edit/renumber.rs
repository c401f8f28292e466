//! Numbers of siblings, derived from their order.
//!
//! Law: a list that gained, lost or reordered members counts on from its lowest number, so that an
//! excerpt that starts at 三 still does; every other list keeps what was read. A number that is right
//! stays as it is written, one that is wrong keeps its form, and who is new takes on the list's form.

use crate::numbering::{Marker, Style};
use crate::report::{BlockId, IdSet, Kind, Report};

use super::Refusal;
use super::work::Work;

mod lists;

pub(super) use lists::Lists;

/// The number that a list starts at.
pub(super) fn start(report: &Report, list: &[BlockId]) -> u32 {
    let numbers = list
        .iter()
        .filter_map(|&id| Some(report.block(id)?.marker.as_ref()?.number));
    first_number(numbers.min())
}

/// A number that a list can be counted on from.
fn first_number(lowest: Option<u32>) -> u32 {
    lowest.unwrap_or(1).clamp(1, u32::MAX / 2)
}

/// Counts the items of a list anew. Those in `fresh` also take on the form of the others.
pub(super) fn items(
    work: &mut Work,
    list: &[BlockId],
    start: u32,
    fresh: &[BlockId],
) -> Result<(), Refusal> {
    let fresh: IdSet = fresh.iter().map(|&id| (id, ())).collect();
    let marker = |id: &BlockId| work.report.block(*id)?.marker.clone();
    let settled = list
        .iter()
        .filter(|id| !fresh.contains_key(id))
        .find_map(marker);
    let Some(form) = settled.or_else(|| list.iter().find_map(marker)) else {
        return Ok(());
    };
    let counted: Vec<BlockId> = list
        .iter()
        .copied()
        .filter(|id| fresh.contains_key(id) || marker(id).is_some())
        .collect();
    count(work, &counted, start, &form, &fresh)
}

/// Writes the numbers of those that are counted, from `start` on.
fn count(
    work: &mut Work,
    counted: &[BlockId],
    start: u32,
    form: &Marker,
    fresh: &IdSet,
) -> Result<(), Refusal> {
    let length = u32::try_from(counted.len()).unwrap_or(u32::MAX);
    for (number, &id) in (start..).zip(counted) {
        let own = work
            .block(id)?
            .marker
            .as_ref()
            .filter(|_| !fresh.contains_key(&id));
        // 最后 depends on the length of the list, not on its own number.
        if own.is_none_or(|own| own.number != number || own.style == Style::Word) {
            let marker = own.unwrap_or(form).renumbered(number, length);
            work.marker(id, Some(marker))?;
        }
    }
    Ok(())
}

/// Whether a heading can have parts inside: 不足 and 下一步 without a heading hold items.
pub(super) fn holds_parts(report: &Report, id: BlockId) -> bool {
    report
        .block(id)
        .is_some_and(|block| matches!(block.kind, Kind::Heading { .. }) && !block.is_opener())
}
