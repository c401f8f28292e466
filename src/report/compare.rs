//! What differs between two versions of one draft, as a reader would mark it in the margin.
//!
//! Law: kept and removed is the old report, kept and added the new one, text for text. What counts is the
//! words: a number that only counts differently, another layout and another kind are no change, for they
//! follow from changes that are shown.

use super::{Block, BlockId, Kind, Report, Role};
use crate::attachments;
use crate::numbering::{Marker, Style};

mod matching;
mod runs;

use matching::{Pair, pairs};

/// What became of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The block in the old report; none where it was added.
    pub old: Option<BlockId>,
    /// The block in the new report; none where it was removed. It has the name of the old one unless the
    /// text was read anew.
    pub new: Option<BlockId>,
    /// What became of it.
    pub mark: Mark,
}

/// What became of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It reads as before, and stands where it stood.
    Same,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It reads as before and stands elsewhere.
    Moved,
    /// It reads otherwise, wherever it stands: its number and its text in pieces. A number of the same
    /// sort is kept, as it is now; one that came, went or is of another sort is compared like text.
    Changed(Vec<Run>),
}

/// A piece of a block that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Run {
    /// It stands in both reports.
    Kept(String),
    /// It stands in the new report alone.
    Added(String),
    /// It stood in the old report alone.
    Removed(String),
}

impl Run {
    /// The text of the piece.
    pub fn text(&self) -> &str {
        match self {
            Run::Kept(text) | Run::Added(text) | Run::Removed(text) => text,
        }
    }
}

/// How much differs, for a line in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// 字数 that came: characters that are no white space.
    pub added: usize,
    /// 字数 that went.
    pub removed: usize,
    /// The outermost parts where something differs, by their names, in reading order; three at most.
    pub parts: Vec<String>,
}

/// How many parts a summary names.
const NAMED: usize = 3;

/// What became of every block, in the reading order of the new report; what was removed stands behind
/// what it stood behind. Blocks are matched by name, then by text, then by place where they are alike.
pub fn compare(old: &Report, new: &Report) -> Vec<Difference> {
    let of = |pair: Pair| Difference {
        old: pair.old.and_then(|at| old.at(at)).map(|block| block.id),
        new: pair.new.and_then(|at| new.at(at)).map(|block| block.id),
        mark: mark(old, new, &pair),
    };
    pairs(old, new).into_iter().map(of).collect()
}

/// How much differs between two versions of one draft, and where.
pub fn summary(old: &Report, new: &Report) -> Summary {
    let mut summary = Summary::default();
    let (old_parts, new_parts) = (outermost(old), outermost(new));
    for pair in pairs(old, new) {
        let runs = match mark(old, new, &pair) {
            Mark::Same => continue,
            Mark::Moved => Vec::new(),
            Mark::Added => vec![Run::Added(
                at(new, pair.new).map_or_else(String::new, written),
            )],
            Mark::Removed => {
                vec![Run::Removed(
                    at(old, pair.old).map_or_else(String::new, written),
                )]
            }
            Mark::Changed(runs) => runs,
        };
        for run in runs {
            let signs = run.text().chars();
            let characters = signs.filter(|sign| !sign.is_whitespace()).count();
            match run {
                Run::Kept(_) => {}
                Run::Added(_) => summary.added += characters,
                Run::Removed(_) => summary.removed += characters,
            }
        }
        if summary.parts.len() < NAMED {
            let part = |parts: &[BlockId], at: Option<usize>| parts.get(at?).copied();
            // A part that is still there has the name that it has now.
            let opens = match part(&new_parts, pair.new) {
                Some(id) => new.block(id),
                None => part(&old_parts, pair.old).and_then(|id| {
                    let then = old.block(id);
                    let same = |now: &&Block| then.is_some_and(|then| then.kind == now.kind);
                    new.block(id).filter(same).or(then)
                }),
            };
            let name = opens.map(name);
            let name = name.filter(|name| !summary.parts.contains(name));
            summary.parts.extend(name);
        }
    }
    summary
}

fn at(report: &Report, place: Option<usize>) -> Option<&Block> {
    report.at(place?)
}

fn mark(old: &Report, new: &Report, pair: &Pair) -> Mark {
    match (at(old, pair.old), at(new, pair.new)) {
        (None, _) => Mark::Added,
        (_, None) => Mark::Removed,
        (Some(old), Some(new)) => match changed(old, new) {
            Some(runs) => Mark::Changed(runs),
            None if pair.moved => Mark::Moved,
            None => Mark::Same,
        },
    }
}

/// The pieces of a block that reads otherwise than before.
fn changed(old: &Block, new: &Block) -> Option<Vec<Run>> {
    if style(old) != style(new) {
        // A number that became text reads as before.
        let (old, new) = (written(old), written(new));
        return (old != new).then(|| runs::runs(&old, &new));
    }
    if old.text == new.text {
        return None;
    }
    let mut runs = runs::runs(&old.text, &new.text);
    if let Some(marker) = &new.marker {
        runs.insert(0, Run::Kept(marker.text().to_owned()));
    }
    Some(runs)
}

fn style(block: &Block) -> Option<Style> {
    block.marker.as_ref().map(|marker| marker.style)
}

fn written(block: &Block) -> String {
    let number = block.marker.as_ref().map_or("", Marker::text);
    format!("{number}{}", block.text)
}

/// For every place of the reading order the block that opens the outermost part around it.
fn outermost(report: &Report) -> Vec<BlockId> {
    let mut opens = Vec::with_capacity(report.len());
    for part in report.parts() {
        if opens.len() <= part.range.start {
            opens.resize(part.range.end, part.id);
        }
    }
    opens
}

/// What a part is called that this block opens.
fn name(block: &Block) -> String {
    let name = match block.kind {
        Kind::Title => "标题",
        Kind::Paragraph if attachments::first(&block.text).is_some() => "附件",
        Kind::Paragraph | Kind::Item => "引言",
        Kind::Signature | Kind::Date => "落款",
        Kind::Heading { .. } if !block.text.is_empty() => block.text.trim().trim_end_matches('。'),
        Kind::Heading { role, .. } => match role {
            Role::Section => "部分",
            Role::Shortcomings => "不足",
            Role::NextSteps => "下一步",
        },
    };
    name.to_owned()
}
