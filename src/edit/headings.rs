//! Headings made of paragraphs, and whether a heading and its body stand in one line.

use crate::numbering::Marker;
use crate::report::{BlockId, Kind, Level, NewBlock, Role};

use super::add::{blank, put};
use super::change::Spot;
use super::convert::{end_sentence, outer_level};
use super::renumber::Lists;
use super::work::Work;
use super::{Focus, HeadingLayout, Refusal, gaps, place, split};

/// The longest sentence that is a heading, in characters: what people write is half of it.
const LONGEST: usize = 60;

/// Whether headings of this level have their body in their own line; where there is none, whether other headings do.
/// `None` where nothing tells.
pub(super) fn runs_in(work: &Work, level: Level) -> Option<bool> {
    let mut heading = None;
    let mut elsewhere = None;
    for block in work.report.blocks() {
        let above = heading.take();
        let told = match (block.kind, above) {
            (Kind::Paragraph, Some(_)) => Some(block.gap.is_empty()),
            // What has no body of its own and would go on in its line ends as a sentence.
            (Kind::Heading { .. } | Kind::Item, Some((_, false))) => Some(false),
            _ => None,
        };
        if told.is_some() && above.is_some_and(|(above, _)| above == level) {
            return told;
        }
        elsewhere = elsewhere.or(told.filter(|_| block.kind == Kind::Paragraph));
        if let Kind::Heading { level, .. } = block.kind
            && !block.is_opener()
        {
            heading = Some((level, block.text.ends_with('。')));
        }
    }
    elsewhere
}

pub(super) fn set_heading(work: &mut Work, heading: BlockId, layout: HeadingLayout) -> Focus {
    let block = work.block(heading)?;
    if block.kind.level().is_none() || block.is_opener() {
        return Err(Refusal::WrongPlace);
    }
    let position = work.position(heading)?;
    let body = work
        .report
        .at(position + 1)
        .filter(|block| block.kind == Kind::Paragraph)
        .ok_or(Refusal::NoBody)?;
    let (body, runs_in) = (body.id, body.gap.is_empty());
    match layout {
        HeadingLayout::RunIn if !runs_in => {
            end_sentence(work, heading)?;
            work.gap(body, String::new())?;
        }
        HeadingLayout::OwnLine if runs_in => {
            let text = work.block(heading)?.text.clone();
            // A heading on its own line ends without a full stop (GB/T 15834).
            if let Some(bare) = text.strip_suffix('。') {
                work.text(heading, bare.len()..text.len(), "")?;
            }
            let line = gaps::new_line(work.report, Kind::Paragraph, position + 1);
            work.gap(body, line)?;
        }
        _ => return Err(Refusal::NothingToDo),
    }
    let end = work.block(heading)?.text.len();
    Ok(Some(Spot::caret(heading, end)))
}

pub(super) fn make_heading(work: &mut Work, id: BlockId) -> Focus {
    let block = work.block(id)?.clone();
    let position = work.position(id)?;
    let in_line = !gaps::starts_line(work.report, position);
    if block.kind != Kind::Paragraph || in_line || place::closing(work) <= position {
        return Err(Refusal::WrongPlace);
    }
    let outer = outer_level(work, position).unwrap_or(Level::One);
    // In front of the parts of a part it is one of those, and takes none of them in.
    let mut rest = work.report.order().iter().skip(position + 1);
    let next = rest.find_map(|id| work.report.block(*id)?.kind.level());
    let level = next.map_or(outer, |next| next.max(outer));
    let lists = Lists::of(work.report);
    let runs_in = runs_in(work, level).unwrap_or(true);
    work.kind(
        id,
        Kind::Heading {
            level,
            role: Role::Section,
        },
    )?;
    // A number in front becomes the heading's number; another takes its place where others have theirs.
    let written = Marker::read(&block.text).filter(|marker| marker.style.rank().is_some());
    if let Some(marker) = written.clone() {
        work.text(id, 0..marker.text().len(), "")?;
        work.marker(id, Some(marker))?;
    }
    lists.settle(work)?;
    if let (Some(marker), None) = (written, &work.block(id)?.marker) {
        // Nobody has a number here: the one in front stays text.
        work.text(id, 0..0, marker.text())?;
    }
    part_body(work, id, runs_in)?;
    Ok(Some(Spot::caret(id, 0)))
}

/// Where the first sentence of a text ends that is none in quotation marks or brackets; 0 where none does.
fn sentence_end(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, sign) in text.char_indices() {
        match sign {
            '“' | '‘' | '（' | '(' | '《' | '「' | '『' => depth += 1,
            '”' | '’' | '）' | ')' | '》' | '」' | '』' => depth = depth.saturating_sub(1),
            '。' if depth == 0 => return at + sign.len_utf8(),
            _ => {}
        }
    }
    0
}

/// The first sentence of a new heading is the heading, as far as it is not too long for one; what follows is its body.
fn part_body(work: &mut Work, id: BlockId, runs_in: bool) -> Result<(), Refusal> {
    let block = work.block(id)?.clone();
    let end = sentence_end(&block.text);
    let (sentence, rest) = block.text.split_at_checked(end).ok_or(Refusal::Gone)?;
    if sentence.is_empty() || rest.trim().is_empty() || sentence.chars().nth(LONGEST).is_some() {
        return Ok(());
    }
    let fills = split::cut(work, &block, end)?;
    let body = NewBlock {
        text: rest.to_owned(),
        ..blank(Kind::Paragraph, None)
    };
    let body = put(work, work.position(id)? + 1, body)?;
    work.text_with_fills(body, 0..0, "", fills)?;
    if !runs_in {
        set_heading(work, id, HeadingLayout::OwnLine)?;
    }
    Ok(())
}
