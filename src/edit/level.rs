//! Promoting and demoting parts.
//!
//! Law: the text stays where it is. A promoted part takes the siblings that follow it inside; a
//! demoted one goes under the part before it.

use crate::report::{BlockId, Kind, Level};

use super::change::Spot;
use super::renumber::{Lists, holds_parts};
use super::work::Work;
use super::{Focus, Refusal};

pub(super) fn promote(work: &mut Work, id: BlockId) -> Focus {
    let to = level_of(work, id)?.shallower().ok_or(Refusal::Outermost)?;
    shift_level(work, id, to)
}

pub(super) fn demote(work: &mut Work, id: BlockId) -> Focus {
    let to = level_of(work, id)?.deeper().ok_or(Refusal::TooDeep)?;
    let siblings = work.report.sibling_headings(id);
    let own = siblings
        .iter()
        .position(|&other| other == id)
        .ok_or(Refusal::Gone)?;
    let above = own
        .checked_sub(1)
        .and_then(|above| siblings.get(above))
        .ok_or(Refusal::NothingBefore)?;
    if !holds_parts(work.report, id) || !holds_parts(work.report, *above) {
        return Err(Refusal::WrongPlace);
    }
    shift_level(work, id, to)
}

fn shift_level(work: &mut Work, id: BlockId, to: Level) -> Focus {
    let lists = Lists::of(work.report);
    set_level(work, id, to)?;
    lists.settle(work)?;
    Ok(Some(Spot::caret(id, 0)))
}

fn level_of(work: &Work, id: BlockId) -> Result<Level, Refusal> {
    work.block(id)?.kind.level().ok_or(Refusal::WrongPlace)
}

/// Brings a part to a level, and everything inside as many levels along.
pub(super) fn set_level(work: &mut Work, id: BlockId, to: Level) -> Result<(), Refusal> {
    let from = level_of(work, id)?;
    if from == to {
        return Ok(());
    }
    let range = work.extent(id)?;
    let ids: Vec<BlockId> = work.report.order().get(range).unwrap_or_default().to_vec();
    for id in ids {
        let Kind::Heading { level, role } = work.block(id)?.kind else {
            continue;
        };
        let number = (level.number() + to.number()).checked_sub(from.number());
        let level = number
            .and_then(Level::from_number)
            .ok_or(Refusal::TooDeep)?;
        work.kind(id, Kind::Heading { level, role })?;
    }
    Ok(())
}
