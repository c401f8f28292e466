//! Keys: shortcuts of the page, and what Enter, Backspace and the arrows do in a field.
//!
//! Law: a key that belongs to an input method is left alone; a key that does nothing here is left to
//! the browser.

use tigang::edit::{Addition, Edit, Place, Spot};
use tigang::report::{Block, BlockId, Kind, Report};

use super::browser::element::KeyEvent;
use super::browser::{self, fields, lines};
use super::desk::Desk;
use super::find::Finder;
use super::menu::Menu;
use super::paper::Paper;
use super::recognise::{put_in_order, recognise, recognise_line};
use super::surfaces::Surfaces;
use super::{commands, near, select, words};

/// A key press in a field of the sheet.
pub fn in_field(desk: Desk, menu: Menu, event: &KeyEvent) {
    if fields::is_composing(event) || desk.composing().is_some() {
        return;
    }
    desk.after_composition();
    let key = event.key();
    if !event.ctrl_key() && !event.meta_key() && key.chars().nth(1).is_none() {
        return; // A letter is the field's own business; where the caret stands costs the browser a look.
    }
    let Some((block, selection, length)) = fields::selection(event) else {
        return;
    };
    if !matches!(key.as_str(), "ArrowUp" | "ArrowDown" | "Shift") {
        lines::forget();
    }
    let plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    let caret = selection.is_empty().then_some(selection.start);
    let handled = select::key_on_span(desk, event) || select::key(desk, event, block, &selection);
    let handled = handled
        || match key.as_str() {
            // A title is broken over lines, from its first sign to its last.
            "Enter"
                if plain && kind(desk, block) == Some(Kind::Title) && selection.end < length =>
            {
                selection.end == 0
            }
            "Enter" if plain && !(event.shift_key() && kind(desk, block) == Some(Kind::Title)) => {
                enter(desk, block, selection.clone(), length);
                true
            }
            "Backspace" if plain && caret == Some(0) => back(desk, block),
            "Delete" if plain && length == 0 && is_left_over(desk, block) => {
                desk.apply(&Edit::Remove { block })
            }
            "Delete" if plain && caret == Some(length) => near::beside(desk, block, false)
                .is_some_and(|block| desk.apply(&Edit::Join { block })),
            "ArrowLeft" if plain && !event.shift_key() && caret == Some(0) => {
                step(desk, block, true, None)
            }
            "ArrowRight" if plain && !event.shift_key() && caret == Some(length) => {
                step(desk, block, false, None)
            }
            "ArrowUp" | "ArrowDown" if plain && !event.shift_key() => {
                let back = event.key() == "ArrowUp";
                caret.is_some_and(|caret| {
                    let along = lines::along(block, caret, back);
                    // What is too long to be looked at is left where it ends.
                    let is_end = || caret == if back { 0 } else { length };
                    (along.is_some() || is_end()) && step(desk, block, back, along)
                })
            }
            // What was typed a moment ago is moved as what it is.
            "ArrowUp" | "ArrowDown" if event.alt_key() => {
                let block = known(desk, block);
                commands::shift(desk, block, event.key() == "ArrowUp")
            }
            "ArrowLeft" | "ArrowRight" if event.alt_key() && event.shift_key() => {
                let block = known(desk, block);
                commands::change_level(desk, block, event.key() == "ArrowLeft")
            }
            "m" | "M" if event.ctrl_key() => {
                menu.open_at_field(block);
                true
            }
            "ContextMenu" => {
                menu.open_at_field(block);
                true
            }
            _ => false,
        };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// A key press anywhere on the page.
pub fn on_page(desk: Desk, surfaces: Surfaces, paper: Paper, finder: Finder, event: &KeyEvent) {
    let command = event.ctrl_key() || event.meta_key();
    let key = event.key();
    // Most keys are letters: they go by at once.
    let may_be_ours = command
        || matches!(
            key.as_str(),
            "F1" | "F2" | "F3" | "F4" | "F6" | "Escape" | "?" | "？"
        );
    if !may_be_ours || fields::is_composing(event) || desk.composing().is_some() {
        return;
    }
    let shift = event.shift_key();
    let open = desk.card().is_some();
    // What lies behind a dialog is left alone.
    let free = || open && !super::browser::has_dialog();
    // What is undone in a field that is not the report's, the browser knows.
    let of_report = || {
        fields::focused_block().is_some()
            || fields::focused_blank().is_some()
            || !super::browser::in_text_field()
    };
    let handled = match key.as_str() {
        "z" | "Z" if command && free() && of_report() => {
            if shift {
                desk.redo(false)
            } else {
                desk.undo(false)
            }
            true
        }
        "y" | "Y" if command && free() && of_report() => {
            desk.redo(false);
            true
        }
        "s" | "S" if command => {
            desk.save_by_hand();
            true
        }
        "c" | "C" if command && shift && open => {
            if let Some((block, _)) = fields::focused_block() {
                desk.go(put_in_order(desk, block));
            }
            commands::copy_all(desk, paper);
            true
        }
        ";" | ":" | "；" | "：" if command && free() => {
            desk.next_blank(shift);
            true
        }
        "F2" if free() => {
            desk.next_blank(shift);
            true
        }
        "f" | "F" | "h" | "H" if command && !shift && free() => {
            finder.open(fields::selected(event));
            true
        }
        "F3" if free() => {
            finder.step(shift);
            true
        }
        "F4" if free() => {
            paper.turn(desk, false);
            true
        }
        "F6" if free() => {
            next_pane(desk, shift);
            true
        }
        // The strip is left from the sheet, too, but not for what else Escape ends.
        "Escape" if free() && desk.span().is_none() && !super::browser::is_there("[role=menu]") => {
            finder.leave()
        }
        "F1" => {
            surfaces.help.set(true);
            true
        }
        "?" | "？" if fields::focused_block().is_none() && !super::browser::in_text_field() => {
            surfaces.help.set(true);
            true
        }
        _ => false,
    };
    if handled {
        event.prevent_default();
    }
}

/// Takes the keyboard from one pane to the next, around the page, or to the one before.
fn next_pane(desk: Desk, back: bool) {
    /// The panes in their order, and what takes the keyboard there.
    const PANES: [(&str, &str); 4] = [
        (".bar", ".bar button"),
        (".outline", "[role=treeitem][tabindex=\"0\"]"),
        (".desk", ""),
        (".side", ".side input, .side button"),
    ];
    let here = PANES.iter().position(|(pane, _)| browser::has_focus(pane));
    let step = if back { PANES.len() - 1 } else { 1 };
    // From nowhere to the sheet.
    let mut at = here.map_or(2, |here| (here + step) % PANES.len());
    for _ in PANES {
        match PANES.get(at) {
            Some((pane, "")) if browser::is_seen(pane) => {
                let begin = || near::edge(desk, true).map(|first| Spot::caret(first, 0));
                if !browser::focus_selector(".preview") {
                    desk.go(desk.caret().or_else(begin));
                }
                return;
            }
            Some((pane, target)) if browser::is_seen(pane) && browser::focus_selector(target) => {
                return;
            }
            _ => at = (at + step) % PANES.len(),
        }
    }
}

fn kind(desk: Desk, block: BlockId) -> Option<Kind> {
    desk.read(|editor| Some(editor.report().block(block)?.kind))
}

fn is_in_line(report: &Report, block: BlockId) -> bool {
    report.block(block).is_some_and(Block::is_in_line)
}

/// The block in the place of one that was typed a moment ago, whose field has the keyboard: itself, or what it became.
fn known(desk: Desk, block: BlockId) -> BlockId {
    let Some(end) = recognise(desk, block) else {
        return block;
    };
    desk.go(Some(end));
    // A lead stays what it is, with its list behind it.
    let is_there = desk.read(|editor| editor.report().block(block).is_some());
    if is_there { block } else { end.block }
}

/// Enter: on in the body at a heading's end, else a new paragraph or item.
fn enter(desk: Desk, block: BlockId, selection: std::ops::Range<usize>, length: usize) {
    if selection.start == length
        && let Some(end) = recognise(desk, block)
    {
        return match kind(desk, end.block) {
            // A list that was written in one line has ended with it.
            Some(Kind::Item | Kind::Paragraph)
                if desk.read(|editor| is_in_line(editor.report(), end.block)) =>
            {
                let (what, place) = (Addition::Paragraph, Place::After(end.block));
                desk.apply(&Edit::Add { what, place });
            }
            _ => enter(desk, end.block, end.end..end.end, end.end),
        };
    }
    // On an empty item the list ends, as everywhere.
    if length == 0 && kind(desk, block) == Some(Kind::Item) && near::body_of(desk, block).is_none()
    {
        desk.apply(&Edit::MakeParagraph { block });
        return;
    }
    if selection.start == length
        && let Some(body) = near::body_of(desk, block)
    {
        return desk.go(Some(Spot::caret(body, 0)));
    }
    if !selection.is_empty() {
        let replaced = |text: &str| Edit::Type {
            block,
            range: selection.clone(),
            text: text.to_owned(),
        };
        match kind(desk, block) {
            // In one step: it is taken back in one.
            Some(Kind::Paragraph | Kind::Item) => {
                desk.apply(&replaced("\n"));
                return;
            }
            // Nothing goes where nothing can come.
            Some(Kind::Signature | Kind::Date) | None => {}
            Some(Kind::Title | Kind::Heading { .. }) => {
                desk.type_in(&replaced(""), tigang::history::Source::Command);
            }
        }
    }
    let was_typed = desk.is_shown(block);
    let at = selection.start;
    if desk.apply(&Edit::Split { block, at }) && was_typed {
        // The line that was typed in front of what stood there.
        recognise_line(desk, block);
    }
}

/// Backspace at the start: a heading loses its number first, as in Word; what has none joins what goes before.
fn back(desk: Desk, block: BlockId) -> bool {
    let is_heading = matches!(kind(desk, block), Some(Kind::Heading { .. }));
    let is_bare = |id| kind(desk, id) == Some(Kind::Paragraph) && desk.length(id) == 0;
    if is_left_over(desk, block) {
        let before = near::beside(desk, block, true);
        let is_done = desk.apply(&Edit::Remove { block });
        desk.go(before.map(|before| Spot::caret(before, desk.length(before))));
        return is_done;
    }
    if !is_heading || near::beside(desk, block, true).is_some_and(is_bare) {
        return desk.apply(&Edit::Join { block });
    }
    let done = desk.apply(&Edit::MakeParagraph { block });
    if done {
        desk.say(words::NUMBER_OFF);
    }
    done
}

/// Whether it is an emptied signature or date, or an empty line behind one: with nothing to join, it goes.
fn is_left_over(desk: Desk, block: BlockId) -> bool {
    let is_closing = |block| kind(desk, block).is_some_and(Kind::is_closing);
    let is_behind = || {
        kind(desk, block) == Some(Kind::Paragraph)
            && near::beside(desk, block, true).is_some_and(is_closing)
    };
    desk.length(block) == 0 && (is_closing(block) || is_behind())
}

/// Goes to the end of the field before or the start of the one after; or as far along its nearer line as the caret was.
fn step(desk: Desk, block: BlockId, back: bool, along: Option<f64>) -> bool {
    let Some(id) = near::beside(desk, block, back) else {
        return false;
    };
    let nearest = along.and_then(|along| lines::nearest(id, along, back));
    let at = nearest.unwrap_or(if back { desk.length(id) } else { 0 });
    desk.go(Some(Spot::caret(id, at)));
    true
}
