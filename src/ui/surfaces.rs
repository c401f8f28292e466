//! Which dialogs are open, and which column a narrow screen shows.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::set_timeout;

use tigang::draft::Draft;

use super::lasting::{Lasting, lasting};
use super::signal::RwSignal;

/// The handle of what opens and closes the surfaces of the page.
pub type Surfaces = Lasting<Signals>;

/// The signals that open and close the surfaces of the page.
pub struct Signals {
    /// 导入报告, with the text that it starts with, if any.
    pub import: RwSignal<bool>,
    /// 新建报告.
    pub new_report: RwSignal<bool>,
    /// 草稿箱.
    pub drafts: RwSignal<bool>,
    /// 续写下期.
    pub carry_over: RwSignal<bool>,
    /// The draft that it is about.
    pub last: RwSignal<Option<Arc<Draft>>>,
    /// 使用说明.
    pub help: RwSignal<bool>,
    /// The column that a narrow screen shows.
    pub pane: RwSignal<Pane>,
}

/// A column of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// 提纲.
    Outline,
    /// 正文.
    Sheet,
    /// 待填.
    Blanks,
}

impl Pane {
    /// The name in the page's `data-pane`.
    pub fn name(self) -> &'static str {
        match self {
            Pane::Outline => "outline",
            Pane::Sheet => "sheet",
            Pane::Blanks => "blanks",
        }
    }
}

impl Surfaces {
    /// Everything closed, the sheet in front.
    pub fn new() -> Surfaces {
        lasting(Signals {
            import: RwSignal::new(false),
            new_report: RwSignal::new(false),
            drafts: RwSignal::new(false),
            carry_over: RwSignal::new(false),
            last: RwSignal::new(None),
            help: RwSignal::new(false),
            pane: RwSignal::new(Pane::Sheet),
        })
    }

    /// Opens 续写下期 about a draft, in a turn of its own: a dialog that closes first gives the keyboard back, to where
    /// it comes again in the end.
    pub fn carry_over(self, last: Draft) {
        self.last.set(Some(Arc::new(last)));
        set_timeout(move || self.carry_over.set(true), Duration::ZERO);
    }
}
