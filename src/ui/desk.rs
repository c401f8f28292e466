//! The desk: the open draft and the verbs of the page, in one `Copy` handle.
//!
//! Law: the editor is not a signal. A change tells the rows it touched and nobody else; lists are
//! derived anew when the structure changes, and counts when typing pauses, so that a key costs the
//! same in a long report as in a short one.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use tigang::draft::keeper::{Keeper, Standing};
use tigang::draft::lease::{Lease, Role};
use tigang::draft::{Card, Caret, Derived, Stamp};
use tigang::edit::Spot;
use tigang::editor::Editor;
use tigang::report::{BlockId, IdMap, IdSet, Report};
use tigang::tally::Totals;

use super::lasting::{Lasting, lasting};
use super::rows::Row;
use super::signal::{RwSignal, StoredValue};

mod apart;
mod beside;
mod edits;
mod going;
mod handing;
mod keeping;
mod looking;
mod opening;
mod reminding;
mod saying;
mod selecting;
mod typing;
mod versions;

pub use selecting::Place;
use selecting::Selected;

pub use looking::Found;
pub use reminding::Reminder;
pub use saying::{Notice, Tone};
pub use versions::Kept;

/// How long typing pauses before counts and lists follow.
const SETTLE: Duration = Duration::from_millis(400);
/// How long after the first change they follow at the latest, however long somebody types, in milliseconds.
const AT_LATEST: u64 = 2_000;

/// The handle that every component is given.
pub type Desk = Lasting<Signals>;

/// What the page is told of the draft on the desk.
pub struct Signals {
    work: StoredValue<Work>,
    rows: RwSignal<Arc<Vec<Row>>>,
    settled: RwSignal<u32>,
    totals: RwSignal<Totals>,
    depths: RwSignal<(usize, usize)>,
    card: RwSignal<Option<Card>>,
    standing: RwSignal<Option<Standing>>,
    role: RwSignal<Role>,
    /// When the tab that writes in the open draft was opened, as far as it said.
    writer_since: RwSignal<Option<u64>>,
    /// Whether the open draft is that of a newer page: it can be looked at only.
    is_newer: RwSignal<bool>,
    versions: RwSignal<Option<Vec<Kept>>>,
    /// Whether the database could not be looked at yet.
    unlooked: RwSignal<bool>,
    /// Rises when drafts came or went that are not on the desk.
    shelf_changes: RwSignal<u32>,
    /// What the page should remind of, if anything.
    reminder: RwSignal<Option<Reminder>>,
    notices: RwSignal<Vec<Notice>>,
    wanted: RwSignal<Option<Spot>>,
    arrived: RwSignal<Option<BlockId>>,
}

/// What is being worked on. Not reactive: the signals of the desk say what changed.
struct Work {
    editor: Editor,
    touched: IdMap<ArcTrigger>,
    index: IdMap<usize>,
    caret: Option<Caret>,
    /// Where the caret was when the sheet lost the keyboard.
    left: Option<(BlockId, usize)>,
    composition: u32,
    composing: Option<Spot>,
    /// The composition that ended a moment ago: Firefox tells its text only then.
    composed: Option<Spot>,
    shown: Option<(BlockId, u64)>,
    /// The lines that were recognised once: whoever took that back does not want it again.
    recognised: IdSet,
    /// The place that was found and is marked in its row.
    found: Option<Spot>,
    /// What is selected over several fields.
    selected: Option<Selected>,
    /// The line that is empty since all in it was cut.
    cut: Option<BlockId>,
    /// When the first and the last change were made that counts and lists have not followed yet.
    unsettled: Option<(u64, u64)>,
    save_due: bool,
    keeper: Keeper,
    /// This tab since it opened the draft, as the records that it writes name it.
    writer: String,
    /// Where this tab stands; the signal follows when the page shows the draft accordingly.
    lease: Lease,
    /// The draft that was wanted last: to ask for the right to write takes a moment.
    wanted: String,
    /// The draft is being stored for the last time, for another to take its place.
    leaving: bool,
    /// How often a draft was left: of two that leave the same one, the later goes on.
    leaves: u32,
    /// Whether a draft was left whose last changes no copy took that outlives the page.
    left_unsaved: bool,
    /// Whether what failed is going to be tried again.
    trying: bool,
    /// How many sentences there were for the person.
    said: u64,
    /// What the report said of itself when it was opened or stored last.
    derived: Derived,
    /// Characters of the open draft when it was stored last.
    characters: usize,
    /// The report as it was when the last version was kept or the draft was opened.
    last_version: Option<Report>,
    /// The revision of the report whose changes were counted last for that.
    counted: u64,
    /// When the person was last reminded of a backup since the page was opened.
    reminded: Option<u64>,
}

impl Desk {
    /// An empty desk.
    pub fn new() -> Desk {
        let work = Work {
            editor: Editor::new(Report::default()),
            touched: IdMap::default(),
            index: IdMap::default(),
            caret: None,
            left: None,
            composition: 0,
            composing: None,
            composed: None,
            shown: None,
            recognised: IdSet::default(),
            found: None,
            selected: None,
            cut: None,
            unsettled: None,
            save_due: false,
            keeper: Keeper::new(&Stamp::default(), "", None, false),
            writer: String::new(),
            lease: Lease::new(Role::Asking),
            wanted: String::new(),
            leaving: false,
            leaves: 0,
            left_unsaved: false,
            trying: false,
            said: 0,
            derived: Derived::default(),
            characters: 0,
            last_version: None,
            counted: 0,
            reminded: None,
        };
        lasting(Signals {
            work: StoredValue::new(work),
            rows: RwSignal::new(Arc::default()),
            settled: RwSignal::new(0),
            totals: RwSignal::new(Totals::default()),
            depths: RwSignal::new((0, 0)),
            card: RwSignal::new(None),
            standing: RwSignal::new(None),
            role: RwSignal::new(Role::Asking),
            writer_since: RwSignal::new(None),
            is_newer: RwSignal::new(false),
            versions: RwSignal::new(None),
            unlooked: RwSignal::new(false),
            shelf_changes: RwSignal::new(0),
            reminder: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            wanted: RwSignal::new(None),
            arrived: RwSignal::new(None),
        })
    }

    /// Reads the editor now, without following it.
    pub fn read<T>(self, read: impl FnOnce(&Editor) -> T) -> T {
        self.work.with_value(|work| read(&work.editor))
    }

    /// How long the text of a block is, in bytes.
    pub fn length(self, block: BlockId) -> usize {
        self.read(|editor| {
            let block = editor.report().block(block);
            block.map_or(0, |block| block.text.len())
        })
    }

    /// The rows of the sheet; changes with the structure.
    pub fn rows(self) -> Arc<Vec<Row>> {
        self.rows.get()
    }

    /// The rows of the sheet as they are now.
    pub fn rows_untracked(self) -> Arc<Vec<Row>> {
        self.rows.get_untracked()
    }

    /// The row of a block; changes with the structure.
    pub fn row(self, id: BlockId) -> Option<Row> {
        let rows = self.rows.get();
        let index = self.work.with_value(|work| work.index.get(&id).copied())?;
        rows.get(index).copied().filter(|row| row.id == id)
    }

    /// Follows one block: whoever calls this runs again when its content changes.
    pub fn track(self, id: BlockId) {
        let trigger = self
            .work
            .try_update_value(|work| work.touched.or_insert_with(id, ArcTrigger::new).cloned())
            .flatten();
        if let Some(trigger) = trigger {
            trigger.track();
        }
    }

    /// Runs again when the structure has changed, and when typing has paused.
    pub fn track_settled(self) {
        self.settled.get();
    }

    /// Drafts came or went on the shelf: lists of them are made again.
    pub fn list_again(self) {
        self.shelf_changes.update(|changes| *changes += 1);
    }

    /// Follows drafts that come and go.
    pub fn track_shelf(self) {
        self.shelf_changes.get();
    }

    /// Characters and blanks, as of the last pause.
    pub fn totals(self) -> Totals {
        self.totals.get()
    }

    /// Whether there is something to undo and to redo.
    pub fn depths(self) -> (bool, bool) {
        let (undo, redo) = self.depths.get();
        (undo > 0, redo > 0)
    }

    /// What is known about the open draft; `None` while none is open.
    pub fn card(self) -> Option<Card> {
        self.card.get()
    }

    /// What stood in a blank of this label in the last period's report, if this one was begun from that.
    pub fn last_period(self, label: &str) -> Option<String> {
        self.card.with_untracked(|card| {
            let mut last = card.as_ref()?.last.iter();
            let (_, value) = last.find(|(of, _)| of == label)?;
            Some(value.clone())
        })
    }

    /// The open draft, and the state of its report: another one behind every change.
    pub fn state(self) -> (Option<String>, u64) {
        (self.open_id(), self.read(Editor::revision))
    }

    /// Whether this draft lies on the desk.
    pub fn is_open(self, id: &str) -> bool {
        self.card
            .with_untracked(|card| card.as_ref().is_some_and(|card| card.id == id))
    }

    /// The id of the draft that lies on the desk.
    pub fn open_id(self) -> Option<String> {
        self.card
            .with_untracked(|card| card.as_ref().map(|card| card.id.clone()))
    }

    /// How safe the open draft is; `None` while none is open.
    pub fn standing(self) -> Option<Standing> {
        self.standing.get()
    }

    /// What this tab may do with the open draft.
    pub fn role(self) -> Role {
        self.role.get()
    }

    /// When the tab that writes in the open draft was opened, if that is another one and it said so.
    pub fn writer_since(self) -> Option<u64> {
        self.writer_since.get()
    }

    /// Whether a newer page stored the open draft, which this one leaves alone.
    pub fn is_newer(self) -> bool {
        self.is_newer.get()
    }

    /// The block into whose field the keyboard came last.
    pub fn arrived(self) -> Option<BlockId> {
        self.arrived.get()
    }

    /// The keyboard comes into the field of a block.
    pub fn arrive(self, block: BlockId) {
        if self.arrived.get_untracked() != Some(block) {
            self.arrived.set(Some(block));
        }
    }

    /// A field that should have the keyboard but is not on the page yet.
    pub fn wanted(self) -> Option<Spot> {
        self.wanted.get()
    }
}
