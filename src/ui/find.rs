//! 查找和替换: a strip over the sheet. What was found is marked in its row, and the keyboard stays in the strip.
//!
//! Law: where words stand is asked of the report at every step; nothing is remembered but the marked place,
//! and how many are left of a round of replacing: what is put in may hold the words and is not come to again.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

use leptos::prelude::*;

use tigang::edit::{Edit, Spot, find};
use tigang::history::Source;

use super::browser::element::{El, KeyEvent, button, classed, effect, el};
use super::browser::fields;
use super::desk::Desk;
use super::lasting::{Lasting, lasting};
use super::signal::{RwSignal, StoredValue};
use super::words;

/// The handle of the strip.
pub type Finder = Lasting<Signals>;

/// What is looked for.
pub struct Signals {
    desk: Desk,
    open: RwSignal<bool>,
    words: RwSignal<String>,
    by: RwSignal<String>,
    /// Which of the places is marked, counted from 1, or 0 for none; and how many there are.
    count: RwSignal<(usize, usize)>,
    /// How many places of a round of replacing are left, with the marked one; [`ALL`] where none has begun.
    left: AtomicUsize,
    /// Whether all places have just been replaced: that none is left is no news.
    done: RwSignal<bool>,
    /// Whether anything was typed in the strip since it opened: what was not, the browser cannot take back in it,
    /// and takes back what was typed in the sheet.
    is_typed_in: AtomicBool,
    /// How many steps of replacing Ctrl + Z takes back before it is the field's own again.
    steps: AtomicUsize,
    /// The state behind the last of them: whatever else is done ends them.
    state: StoredValue<(Option<String>, u64)>,
}

/// More places than there can be.
const ALL: usize = usize::MAX / 2;

/// Which place is shown next, from the marked one or the caret.
#[derive(Clone, Copy, PartialEq)]
enum Direction {
    /// This one, or the next.
    Stay,
    Next,
    Back,
}

impl Finder {
    /// A strip that is closed.
    pub fn new(desk: Desk) -> Finder {
        lasting(Signals {
            desk,
            open: RwSignal::new(false),
            words: RwSignal::new(String::new()),
            by: RwSignal::new(String::new()),
            count: RwSignal::new((0, 0)),
            left: AtomicUsize::new(ALL),
            done: RwSignal::new(false),
            is_typed_in: AtomicBool::new(false),
            steps: AtomicUsize::new(0),
            state: StoredValue::new((None, 0)),
        })
    }

    /// Opens the strip, to look for what is selected, if anything is.
    pub fn open(self, selected: Option<Spot>) {
        let text = self.desk.read(|editor| {
            let spot = selected?;
            let block = editor.report().block(spot.block)?;
            block.text.get(spot.start..spot.end).map(str::to_owned)
        });
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            self.words.set(text);
        }
        if !self.open.get_untracked() {
            self.is_typed_in.store(false, Relaxed);
        }
        self.open.set(true);
        self.left.store(ALL, Relaxed);
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            fields::select_all("#find-words");
            // It is the first place that is shown, and can be the sign alone of a blank.
            if selected.is_some() {
                self.desk.mark(selected);
            }
            self.look(Direction::Stay);
        });
    }

    /// Shows the next place, or the one before; opens the strip where nothing is looked for yet.
    pub fn step(self, back: bool) {
        if !self.open.get_untracked() {
            return self.open(None);
        }
        // Who goes on behind the end of a round begins another: less than none is more than there can be.
        let direction = if back {
            self.left.fetch_add(1, Relaxed);
            Direction::Back
        } else {
            self.left.fetch_sub(1, Relaxed);
            Direction::Next
        };
        self.look(direction);
    }

    /// Closes the strip, if it is open; whether it was.
    pub fn leave(self) -> bool {
        let is_open = self.open.get_untracked();
        if is_open {
            self.close();
        }
        is_open
    }

    /// Closes the strip; the caret goes to what was found.
    fn close(self) {
        self.open.set(false);
        let found = self.desk.found();
        self.desk.mark(None);
        match found {
            Some(_) => self.desk.go(found),
            None => self.desk.go_back_unmoved(),
        }
    }

    fn places(self) -> Vec<Spot> {
        let words = self.words.get_untracked();
        self.desk.read(|editor| find(editor.report(), &words))
    }

    fn look(self, direction: Direction) {
        self.done.set(false);
        let places = self.places();
        let caret = || {
            let (block, at) = self.desk.here()?;
            Some(Spot::caret(block, at))
        };
        let from = self.desk.found().or_else(caret);
        let before = self.desk.read(|editor| {
            let report = editor.report();
            let place = |spot: Spot, at: usize| (report.position(spot.block), at);
            let from = from.map(|from| match direction {
                Direction::Next => place(from, from.end),
                Direction::Stay | Direction::Back => place(from, from.start),
            });
            places.partition_point(|spot| {
                // The caret can stand in the middle of one.
                let at = match direction {
                    Direction::Stay => spot.end - 1,
                    _ => spot.start,
                };
                Some(place(*spot, at)) < from
            })
        });
        // Around the end of the report.
        let index = match direction {
            Direction::Back => before.checked_sub(1).or(places.len().checked_sub(1)),
            _ => Some(before % places.len().max(1)),
        };
        match index.and_then(|index| Some((index, *places.get(index)?))) {
            Some((index, spot)) => {
                self.count.set((index + 1, places.len()));
                self.desk.reveal(spot);
            }
            None => {
                self.count.set((0, 0));
                self.desk.mark(None);
            }
        }
    }

    /// Counts anew when the report has changed; what is no longer there is no longer marked.
    fn recount(self) {
        let places = self.places();
        let found = self.desk.found();
        let index = places.iter().position(|spot| Some(*spot) == found);
        if index.is_none() && found.is_some() {
            self.desk.mark(None);
        }
        self.count
            .set((index.map_or(0, |index| index + 1), places.len()));
    }

    /// Puts the other words in the marked place and shows the next, until all have had their turn.
    fn replace(self) {
        let (places, found) = (self.places(), self.desk.found());
        let mut left = self.left.load(Relaxed);
        let mut direction = Direction::Stay;
        if let Some(spot) = found.filter(|found| left > 0 && places.contains(found)) {
            let text = self.by.get_untracked();
            let behind = Spot::caret(spot.block, spot.start + text.len());
            let edit = Edit::Type {
                block: spot.block,
                range: spot.start..spot.end,
                text,
            };
            if !self.change(&edit, |desk, edit| desk.type_in(edit, Source::Command)) {
                return;
            }
            left = left.min(places.len()) - 1;
            self.left.store(left, Relaxed);
            self.desk.mark(Some(behind));
            direction = Direction::Next;
        }
        if left > 0 {
            return self.look(direction);
        }
        self.recount();
        self.desk.say(words::WENT_ROUND);
    }

    fn replace_all(self) {
        let count = self.places().len();
        let (words, by) = (self.words.get_untracked(), self.by.get_untracked());
        let edit = Edit::Substitute { words, by };
        if count > 0 && self.change(&edit, |desk, edit| desk.applied(edit).is_some()) {
            self.desk.say(words::substituted(count));
            self.done.set(true);
        }
        self.recount();
    }

    /// A field holds other words: what is replaced from now on is another round, and Ctrl + Z is the field's.
    fn begin_anew(self) {
        self.is_typed_in.store(true, Relaxed);
        self.left.store(ALL, Relaxed);
        self.steps.store(0, Relaxed);
    }

    /// Replaces; whether that could be done. It is a step that can be taken back if anything changed.
    fn change(self, edit: &Edit, change: fn(Desk, &Edit) -> bool) -> bool {
        let before = self.desk.state();
        let is_done = change(self.desk, edit);
        let now = self.desk.state();
        if is_done && before != now {
            let goes_on = self.state.with_value(|state| *state == before);
            let steps = if goes_on { self.steps.load(Relaxed) } else { 0 };
            self.steps.store(steps + 1, Relaxed);
            self.state.update_value(|state| *state = now);
        }
        is_done
    }

    /// Ctrl + Z in a field, where what was done last is that words were replaced, or nothing was typed in the strip.
    fn take_back(self, event: &KeyEvent) {
        let steps = self.steps.load(Relaxed);
        let is_undo = (event.ctrl_key() || event.meta_key()) && event.key() == "z";
        let is_own = || 0 < steps && self.state.with_value(|state| *state == self.desk.state());
        if is_undo && (!self.is_typed_in.load(Relaxed) || is_own()) {
            event.prevent_default();
            event.stop_propagation();
            self.desk.undo(true);
            self.left.store(ALL, Relaxed);
            self.steps.store(steps.saturating_sub(1), Relaxed);
            let now = self.desk.state();
            self.state.update_value(|state| *state = now);
            self.recount();
        }
    }

    /// Enter does what the field is for; the input method's is its own.
    fn enter(self, event: &KeyEvent, act: fn(Finder, bool)) {
        if event.key() == "Enter" && !fields::is_composing(event) {
            event.prevent_default();
            act(self, event.shift_key());
        }
    }

    fn field(self, name: &str, text: RwSignal<String>) -> El {
        el("input")
            .attr("type", "text")
            .attr("placeholder", name)
            .attr("autocomplete", "off")
            .name(name)
            .value_of(move || text.get())
    }
}

/// The strip.
pub fn strip(finder: Finder) -> El {
    let desk = finder.desk;
    let is_open = move || finder.open.get() && desk.card().is_some();
    effect(move || {
        if is_open() {
            desk.track_settled();
            untrack(|| finder.recount());
        }
    });
    let may_write = move || desk.role().may_write();
    el("div").part_if(is_open, move || {
        let words = finder
            .field("查找", finder.words)
            .attr("id", "find-words")
            .on_value("input", move |text| {
                finder.words.set(text);
                finder.begin_anew();
                finder.look(Direction::Stay);
            })
            .on_key(move |event| finder.enter(event, Finder::step));
        classed("div", "strip finder")
            .attr("role", "search")
            .name("查找和替换")
            .on_key(move |event| {
                if event.key() == "Escape" && !fields::is_composing(event) {
                    finder.close();
                }
                finder.take_back(event);
            })
            .with(words)
            // Both fields first, as in other programs: Tab goes from one to the other.
            .part_if(may_write, move || {
                finder
                    .field("替换为", finder.by)
                    .on_value("input", move |text| {
                        finder.by.set(text);
                        finder.begin_anew();
                    })
                    .on_key(move |event| finder.enter(event, |finder, _| finder.replace()))
            })
            .with(
                classed("span", "hint")
                    .attr("role", "status")
                    .text_of(move || {
                        let is_empty = finder.words.with(String::is_empty);
                        let (index, count) = finder.count.get();
                        let is_done = count == 0 && finder.done.get();
                        words::found((index, count), is_empty || is_done)
                    }),
            )
            .with(button("上一处").on_click(move || finder.step(true)))
            .with(button("下一处").on_click(move || finder.step(false)))
            .part_if(may_write, move || {
                classed("span", "with-report")
                    .with(button("替换").on_click(move || finder.replace()))
                    .with(button("全部替换").on_click(move || finder.replace_all()))
            })
            .with(
                button("✕")
                    .class("quiet")
                    .name("关闭查找")
                    .on_click(move || finder.close()),
            )
    })
}
