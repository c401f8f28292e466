//! What was typed by hand and looks like more: a line that begins like a heading or an item, a list in a
//! paragraph, the signature and the date at the end become what they look like, as they would when they are pasted
//! or imported.
//!
//! Law: only what was typed here a moment ago, the line above that its number counts on from, and those above a date
//! that sign with it; it is a step of its own, and undo gives back the line as it was typed. A number in front of a
//! heading's or an item's own words goes: the one that stands there counts.

use tigang::edit::{Edit, Spot};
use tigang::history::Source;
use tigang::report::BlockId;

use super::browser::{copies, fields};
use super::desk::Desk;
use super::words;
use reading::{as_read, begun, closing, replaced};
pub use reading::{heading, new_blocks};

mod reading;

/// How long a click takes, in milliseconds.
const SETTLED: u32 = 400;

/// Looks at the line that was typed last in a block; where its words end now, if it became something else.
pub fn recognise(desk: Desk, block: BlockId) -> Option<Spot> {
    if !desk.is_shown(block) {
        return None;
    }
    run_in(desk, block).or_else(|| recognise_line(desk, block))
}

/// The same for a whole line, which is known to have been typed.
pub fn recognise_line(desk: Desk, block: BlockId) -> Option<Spot> {
    let (edit, said) = desk.read(|editor| {
        let report = editor.report();
        if let Some(closing) = closing(report, block) {
            return Some((closing, words::CLOSING_RECOGNISED));
        }
        let block = report.block(block)?;
        let read = as_read(report, block)?;
        // Its own number alone went.
        let is_same = matches!(read.as_slice(), [only] if only.marker == block.marker);
        let said = if is_same {
            words::NUMBER_GONE
        } else {
            words::RECOGNISED
        };
        Some((replaced(block, read), said))
    })?;
    if !desk.is_first_time(block) {
        return None;
    }
    let end = desk.applied(&edit)?;
    if let Some((first, edit)) = desk.read(|editor| begun(editor.report(), end.block))
        && desk.is_first_time(first)
    {
        desk.type_in(&edit, Source::Rest);
    }
    desk.type_in(&Edit::Tidy { block: end.block }, Source::Rest);
    desk.say(said);
    Some(end)
}

/// What was typed behind the first sentence of a heading goes into its body, where that goes on in the line and has
/// no words yet; where those end then.
fn run_in(desk: Desk, heading: BlockId) -> Option<Spot> {
    let (body, sentence, rest) = desk.read(|editor| {
        let report = editor.report();
        let block = report.block(heading)?;
        block.kind.level().filter(|_| block.fills.is_empty())?;
        let body = report.at(report.position(heading)? + 1)?;
        let is_bare = body.is_body() && body.text.is_empty();
        let (sentence, rest) = block.text.split_once('。').filter(|_| is_bare)?;
        let is_told = !sentence.is_empty() && !rest.trim().is_empty();
        is_told.then(|| (body.id, sentence.len() + '。'.len_utf8(), rest.to_owned()))
    })?;
    if !desk.is_first_time(heading) {
        return None;
    }
    let length = sentence + rest.len();
    let put = |block, range, text: &str| Edit::Type {
        block,
        range,
        text: text.to_owned(),
    };
    desk.applied(&put(heading, sentence..length, ""))?;
    desk.type_in(&put(body, 0..0, &rest), Source::Rest);
    Some(Spot::caret(body, rest.len()))
}

/// Knows who signs and when, where a line has come to be the last of the report or the one in front of the date, unless
/// that was taken back.
pub fn sign(desk: Desk, line: BlockId) {
    let edit = desk.read(|editor| closing(editor.report(), line));
    if let Some(edit) = edit.filter(|_| desk.is_first_time(line)) {
        desk.type_in(&edit, Source::Rest);
    }
}

/// The same for the line that is the last now that those below it are gone.
pub fn sign_last(desk: Desk) {
    let last = desk.read(|editor| editor.report().order().last().copied());
    if let Some(last) = last {
        sign(desk, last);
    }
}

/// Puts in order what was typed last in a field, once the keyboard has gone elsewhere on the page.
pub async fn leave(desk: Desk, block: BlockId) {
    leptos::task::tick().await;
    let is_here = fields::focused_block().is_some_and(|(here, _)| here == block);
    // Whoever looks into another window goes on here.
    if !is_here {
        put_in_order(desk, block);
        // Nothing moves under a button of the mouse that is held.
        while desk.was_cut(block) {
            copies::pause(SETTLED).await;
            if desk.selected().is_none() {
                break;
            }
        }
        if fields::focused_block().is_none_or(|(here, _)| here != block) {
            desk.clear_cut(Some(block));
        }
    }
}

/// The same at once, for what is copied with the keyboard still in the field; where its words end now, if the line
/// became something else.
pub fn put_in_order(desk: Desk, block: BlockId) -> Option<Spot> {
    let end = recognise(desk, block);
    if end.is_none() && desk.is_shown(block) {
        desk.type_in(&Edit::Tidy { block }, Source::Rest);
    }
    end
}
