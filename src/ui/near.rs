//! What is next to what in the sheet and in the report, for keys, commands and the menu.
//!
//! Law: only looks; what does not exist is `None`.

use tigang::edit::Place;
use tigang::report::{BlockId, Kind, Report};

use super::desk::Desk;
use super::rows;

/// The block whose field comes before or after this one's.
pub fn beside(desk: Desk, block: BlockId, back: bool) -> Option<BlockId> {
    let all = desk.rows_untracked();
    let at = all.iter().position(|row| row.id == block)?;
    let field = |row: &&rows::Row| !row.opener;
    let found = if back {
        all.get(..at)?.iter().rev().find(field)
    } else {
        all.get(at + 1..)?.iter().find(field)
    };
    found.map(|row| row.id)
}

/// The first or the last block that has a field.
pub fn edge(desk: Desk, first: bool) -> Option<BlockId> {
    let rows = desk.rows_untracked();
    let mut fields = rows.iter().filter(|row| !row.opener);
    let row = if first {
        fields.next()
    } else {
        fields.next_back()
    };
    row.map(|row| row.id)
}

/// The body that follows a heading, or what follows a signature, for Enter at its end.
pub fn body_of(desk: Desk, heading: BlockId) -> Option<BlockId> {
    desk.read(|editor| {
        let report = editor.report();
        let at = report.position(heading)?;
        let (block, next) = (report.at(at)?, report.at(at + 1)?);
        let goes_on = match block.kind {
            Kind::Heading { .. } | Kind::Title => next.kind == Kind::Paragraph,
            Kind::Item => next.is_body(),
            Kind::Signature => next.kind.is_closing(),
            _ => false,
        };
        goes_on.then_some(next.id)
    })
}

/// What a block belongs to: a body to its item or heading, an item and a paragraph to their part.
pub fn owner(report: &Report, id: BlockId) -> Option<BlockId> {
    let at = report.position(id)?;
    let block = report.at(at)?;
    if block.is_body() {
        let mut before = report
            .order()
            .get(..at)?
            .iter()
            .rev()
            .filter_map(|&id| report.block(id));
        let host = before.find(|other| other.kind != Kind::Paragraph || !other.gap.is_empty())?;
        if matches!(host.kind, Kind::Item | Kind::Heading { .. }) {
            return Some(host.id);
        }
    }
    report.at(report.parent(at)?).map(|parent| parent.id)
}

/// The place one step up or down for a part, an item or a paragraph; `None` where it is first or last.
pub fn neighbour(report: &Report, id: BlockId, up: bool) -> Option<Place> {
    let siblings = match report.block(id)?.kind {
        Kind::Heading { .. } => report.sibling_headings(id),
        Kind::Item => report.sibling_items(id),
        Kind::Paragraph if report.opens_attachment(report.position(id)?) => {
            let opens = report.attachment_openers();
            let lines = report.blocks().enumerate();
            let labels = lines.filter(|(at, _)| opens(*at));
            labels.map(|(_, block)| block.id).collect()
        }
        Kind::Paragraph => {
            let at = report.position(id)?;
            let beside = if up { at.checked_sub(1)? } else { at + 1 };
            let block = report
                .at(beside)
                .filter(|block| block.kind == Kind::Paragraph)?;
            return Some(if up {
                Place::Before(block.id)
            } else {
                Place::After(block.id)
            });
        }
        _ => return None,
    };
    let at = siblings.iter().position(|&other| other == id)?;
    if up {
        siblings
            .get(at.checked_sub(1)?)
            .map(|&other| Place::Before(other))
    } else {
        siblings.get(at + 1).map(|&other| Place::After(other))
    }
}
