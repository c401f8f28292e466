//! Onto paper: the report as the official page, for the preview, the printer, Word and the clipboard.
//!
//! Law: everything here is made from one composition of the library; the layout is this browser's own
//! setting, not the draft's.

use std::rc::Rc;

use leptos::prelude::set_timeout;

use tigang::paper::{Layout, Paragraph, compose, keep_words, word_ends};
use tigang::report::Report;

use super::browser::{self, copies, storage};
use super::desk::Desk;
use super::export::Way;
use super::lasting::{Lasting, lasting};
use super::recognise::put_in_order;
use super::signal::RwSignal;
use super::words;

pub mod leaves;
pub mod preview;
pub mod settings;
pub mod title_lines;

use leaves::Set;

/// The handle that commands, preview and dialogs share.
pub type Paper = Lasting<Signals>;

/// What says how the report comes onto paper, and which way it goes out.
pub struct Signals {
    /// How the page is laid out.
    pub layout: RwSignal<Layout>,
    /// Whether the sheet shows pages instead of fields.
    pub paged: RwSignal<bool>,
    /// 版式设置.
    pub settings: RwSignal<bool>,
    /// The question before a report with open blanks goes out.
    pub asked: RwSignal<bool>,
    /// Which way it goes out then.
    pub way: RwSignal<Way>,
}

/// The name of the setting in the browser's storage.
const SETTING: &str = "layout";

impl Paper {
    /// With the layout that this browser keeps.
    pub fn new(desk: Desk) -> Paper {
        let kept = storage::setting(SETTING);
        let layout = if kept.is_empty() {
            Layout::default()
        } else {
            Layout::read(&kept).unwrap_or_else(|_| {
                // Said once the page stands; the setting itself stays until it is set anew.
                set_timeout(
                    move || desk.warn(words::LAYOUT_UNREADABLE),
                    std::time::Duration::from_millis(0),
                );
                Layout::default()
            })
        };
        lasting(Signals {
            layout: RwSignal::new(layout),
            paged: RwSignal::new(false),
            settings: RwSignal::new(false),
            asked: RwSignal::new(false),
            way: RwSignal::new(Way::Print),
        })
    }

    /// Takes another layout and keeps it.
    pub fn set_layout(self, layout: Layout) {
        storage::set_setting(SETTING, &layout.write());
        self.layout.set(layout);
    }

    /// Turns from the fields to the pages, and back to where the caret was, unless the keyboard stays where it is.
    pub fn turn(self, desk: Desk, stays: bool) {
        // Fields that are taken off the page do not tell any more that they lose the keyboard.
        if let Some(place) = browser::fields::focused_block() {
            let end = put_in_order(desk, place.0);
            desk.left(end.map_or(place, |end| (end.block, end.end)));
        }
        self.paged.update(|paged| *paged = !*paged);
        if !self.paged.get_untracked() && !stays {
            desk.go_back();
        }
    }

    /// The report as paragraphs of the page.
    pub fn compose(self, report: &Report) -> Vec<Paragraph> {
        self.layout
            .with_untracked(|layout| compose(report, layout, &ends_of_words))
    }
}

/// Puts all pages on the page while it is printed, whoever gave the command: the button or Ctrl + P.
pub fn print_pages(desk: Desk, paper: Paper) {
    browser::on_print(move || {
        desk.card()?;
        let layout = paper.layout.get_untracked();
        let set = desk.read(|editor| Set::new(paper.compose(editor.report()), layout));
        Some(leaves::leaves(&Rc::new(set), true))
    });
}

/// Where the words of a title end: by the browser's dictionary, else by the program's own list.
pub fn ends_of_words(title: &str) -> Vec<usize> {
    match copies::ends_of_words(title) {
        Some(ends) => keep_words(title, ends),
        None => word_ends(title),
    }
}
