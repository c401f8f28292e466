//! What the outline lists: parts and items with their counts and names, and where a dragged one may land.
//!
//! Law: functions of the report and nothing else; no block has two rows.

use tigang::edit::Place;
use tigang::report::{Attached, BlockId, IdSet, Kind, PartKind, Report};
use tigang::tally::Totals;

use crate::ui::words;

/// Characters of a heading that the outline shows.
const LABEL: usize = 26;

/// A row of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The part or item.
    pub id: BlockId,
    /// How deep it lies, from 1.
    pub depth: usize,
    /// What is counted in it.
    pub totals: Totals,
    /// How many items it has.
    pub items: usize,
    /// Whether nothing lies in it.
    pub leaf: bool,
    /// Whether it stays where it is.
    pub fixed: bool,
}

/// The rows of the outline, without what lies in folded parts.
pub fn nodes(report: &Report, count: impl Fn(BlockId) -> Totals, folded: &IdSet) -> Vec<Node> {
    let order = report.order();
    // Sums from the start, so that each part's count is one subtraction.
    let mut sums = Vec::with_capacity(order.len() + 1);
    let mut sum = Totals::default();
    sums.push(sum);
    for &id in order {
        sum += count(id);
        sums.push(sum);
    }
    let between = |range: &std::ops::Range<usize>| {
        let (from, to) = (
            sums.get(range.start).copied().unwrap_or_default(),
            sums.get(range.end).copied().unwrap_or_default(),
        );
        Totals {
            characters: to.characters - from.characters,
            open: to.open - from.open,
            slots: to.slots - from.slots,
        }
    };
    let mut nodes = Vec::new();
    let mut hidden_to = 0;
    let parts = report.parts();
    for (index, part) in parts.iter().enumerate() {
        if part.range.start < hidden_to {
            continue;
        }
        let depth = part.depth();
        let own_end = parts
            .get(index + 1)
            .map_or(part.range.end, |next| next.range.start.min(part.range.end));
        let items: Vec<BlockId> = order
            .get(part.range.start..own_end)
            .unwrap_or_default()
            .iter()
            .copied()
            .filter(|id| {
                report
                    .block(*id)
                    .is_some_and(|block| block.kind == Kind::Item)
            })
            .collect();
        let fixed = !matches!(part.kind, PartKind::Section(..));
        let leaf = items.is_empty() && own_end == part.range.end;
        // A preamble that begins with an item has no row of its own: the item is listed as such.
        let own_row = items.first() != Some(&part.id);
        if own_row {
            nodes.push(Node {
                id: part.id,
                depth,
                totals: between(&part.range),
                items: items.len(),
                leaf,
                fixed,
            });
        }
        if own_row && folded.contains_key(&part.id) {
            hidden_to = part.range.end;
            continue;
        }
        let mut at = part.range.start;
        for id in items {
            while order.get(at).is_some_and(|&other| other != id) {
                at += 1;
            }
            let body = (at + 1..own_end)
                .take_while(|&next| report.at(next).is_some_and(|block| block.is_body()));
            let end = body.last().map_or(at + 1, |last| last + 1);
            nodes.push(Node {
                id,
                depth: depth + usize::from(own_row),
                totals: between(&(at..end)),
                items: 0,
                leaf: true,
                fixed: false,
            });
        }
    }
    nodes
}

/// What the outline calls a part or an item.
pub fn label(report: &Report, id: BlockId) -> String {
    let Some(block) = report.block(id) else {
        return String::new();
    };
    // Asked of few: to know it, the whole report is looked through.
    let attached = (block.kind == Kind::Paragraph).then(|| attached_name(report, id));
    if let Some(name) = attached.flatten() {
        return shortened(name.trim_end());
    }
    let name = match block.kind {
        Kind::Title => "标题",
        Kind::Paragraph => closing_name(report, id).unwrap_or("引言"),
        Kind::Signature | Kind::Date => "落款",
        Kind::Heading { role, .. } if block.text.is_empty() => words::role(role),
        Kind::Item if block.text.is_empty() => "分项",
        Kind::Heading { .. } | Kind::Item => "",
    };
    let marker = block
        .marker
        .as_ref()
        .map(|marker| marker.text().trim_end())
        .unwrap_or_default();
    if !name.is_empty() {
        return format!("{marker}{name}");
    }
    shortened(&[marker, block.text.trim().trim_end_matches('。')].concat())
}

fn shortened(name: &str) -> String {
    let mut label: String = name.chars().take(LABEL).collect();
    if label.len() < name.len() {
        label.push('…');
    }
    label
}

/// 附件1 with the title under it, for the line that opens the text of an attachment.
fn attached_name(report: &Report, id: BlockId) -> Option<String> {
    let attached = report.attached();
    let is = |id: BlockId, wanted: Attached| attached.get(&id) == Some(&wanted);
    let label = report.block(id).filter(|_| is(id, Attached::Label))?;
    let title = report.at(report.position(id)? + 1);
    let title = title.filter(|title| is(title.id, Attached::Title));
    let title = title.map_or("", |title| title.text.trim());
    Some([label.text.trim(), title].join(" "))
}

/// What the closing is called that a paragraph opens.
fn closing_name(report: &Report, id: BlockId) -> Option<&'static str> {
    let attachments = report.attachments();
    let position = report.position(id)?;
    let is_signed = attachments.end < report.len();
    (report.closing() <= position).then_some(match attachments.is_empty() {
        true if is_signed => "落款",
        true => "结束语",
        false if is_signed => "附件和落款",
        false => "附件",
    })
}

/// Where a dragged part would land on a row: above, below or, in the middle of a part, inside.
pub fn landing(report: &Report, moved: BlockId, over: BlockId, share: f64) -> Option<Place> {
    let (moving, target) = (report.block(moved)?, report.block(over)?);
    if moved == over || report.extent(moved)?.contains(&report.position(over)?) {
        return None;
    }
    match (moving.kind, target.kind) {
        (Kind::Heading { .. }, Kind::Heading { .. }) => Some(match share {
            share if share < 0.3 => Place::Before(over),
            share if share > 0.7 => Place::After(over),
            _ => Place::Into(over),
        }),
        (Kind::Item, Kind::Item) => Some(if share < 0.5 {
            Place::Before(over)
        } else {
            Place::After(over)
        }),
        _ => None,
    }
}
