//! Several tabs with the same drafts: they freeze, crash, take drafts from each other and see what the
//! others store late, and still no word is lost, doubled or mixed into another.
//!
//! Every tab has the real role and the real keeper. A failure prints its seed; `TIGANG_SEED=n` runs
//! that schedule alone, `TIGANG_SLOW=1` ten times as many.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use tigang::draft::drafts::{SaveError, behind};
use tigang::draft::keeper::{Answer, Put, Safety, Trouble};
use tigang::draft::lease::{Act, HANDING, Heard, Lease, PATIENCE, Role};
use tigang::draft::{Draft, Drafts};
use tigang::text;

#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/browser.rs"]
mod browser;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "shared/dice.rs"]
mod dice;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/faulty.rs"]
mod faulty;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/page.rs"]
mod page;
#[allow(dead_code, reason = "shared with other tests")]
#[path = "support/sample.rs"]
mod sample;

use browser::{Locks, Storage, TabShelf};
use dice::Dice;
use faulty::MemoryMirror;
use page::Page;

const SCHEDULES: u64 = 2_000;
const STEPS: usize = 100;
/// The drafts that are there from the start.
const IDS: [&str; 2] = ["a", "b"];

/// What reaches a tab; for the opening of a draft that it speaks of.
#[derive(Clone, Debug)]
enum Message {
    Heard(usize, Heard),
    /// The lock was given, or another tab took it.
    Lock(String, bool),
    /// Another tab wants this draft.
    Asked(String),
    /// Another tab has stored this draft in the mirror.
    Saved(String),
    /// The mirror was read in a turn of this opening: the best copy can be opened.
    Read(usize, u32, Option<String>),
    /// The mirror answered the keeper of this writer.
    Answer(String, u64, Answer),
    /// The time is up that was given in a turn of this opening.
    Late(usize, u32),
}

/// What reaches the browser.
#[derive(Clone, Debug)]
enum Request {
    Lock(usize, String, How),
    Put(usize, Put),
    Read(usize, String, u32),
}

#[derive(Clone, Copy, Debug)]
enum How {
    Try,
    Wait,
    Take,
}

/// A draft that is open in a tab.
struct Open {
    id: String,
    number: usize,
    lease: Lease,
    page: Option<Page>,
    /// Nothing may be put in its place before this draft is in the mirror.
    behind: Option<String>,
    is_closing: bool,
}

#[derive(Default)]
struct Tab {
    open: Option<Open>,
    /// Drafts that were kept apart and are not confirmed yet.
    apart: Vec<Page>,
    inbox: Vec<(u64, Message)>,
    is_frozen: bool,
}

/// A word that was typed: by which tab, into which draft.
struct Token {
    tab: usize,
    family: String,
    /// Whether it has to be there at the end; and whether it was shown as being on the disk.
    counts: bool,
    settled: bool,
}

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    typed: usize,
    settled: usize,
    excused: usize,
    taken: usize,
    apart: usize,
    overtaken: usize,
    crashes: usize,
    forks: usize,
    late: usize,
    adopted: usize,
}

struct World {
    dice: Dice,
    now: u64,
    storage: Rc<RefCell<Storage>>,
    mirror: MemoryMirror,
    locks: Locks,
    requests: Vec<(u64, Request)>,
    tabs: BTreeMap<usize, Tab>,
    tokens: Vec<Token>,
    numbers: usize,
    counts: Counts,
}

/// The draft that others were kept apart from.
fn family(id: &str) -> &str {
    id.split('~').next().unwrap_or(id)
}

impl World {
    fn new(seed: u64) -> World {
        let mut world = World {
            dice: Dice::new(seed),
            now: 1_000,
            storage: Rc::new(RefCell::new(Storage::new(seed))),
            mirror: MemoryMirror::default(),
            locks: Locks::default(),
            requests: Vec::new(),
            tabs: BTreeMap::new(),
            tokens: Vec::new(),
            numbers: 0,
            counts: Counts::default(),
        };
        for id in IDS {
            let drafts = world.drafts(0);
            let mut page = Page::new(id, "start", "始。");
            let put = page.save(&drafts, world.now).expect("it is put");
            world.mirror.put(&put);
        }
        world.pass(1_000);
        for _ in 0..2 + world.dice.below(3) {
            world.add_tab();
        }
        world
    }

    fn drafts(&self, tab: usize) -> Drafts<TabShelf> {
        let storage = Rc::clone(&self.storage);
        Drafts::new(TabShelf { storage, tab })
    }

    fn number(&mut self) -> usize {
        self.numbers += 1;
        self.numbers
    }

    fn soon(&mut self, most: usize) -> u64 {
        self.now + 1 + self.dice.below(most) as u64
    }

    fn add_tab(&mut self) {
        let tab = self.number();
        self.storage.borrow_mut().add_tab(tab);
        self.tabs.insert(tab, Tab::default());
        self.begin(tab);
        let id = self.dice.of(&IDS);
        self.open(tab, id);
    }

    /// What a page does when it starts: it takes over what is later in the mirror.
    fn begin(&mut self, tab: usize) {
        let drafts = self.drafts(tab);
        let (here, _) = drafts.lay_aside().expect("a shelf");
        let there = self.mirror.records.iter();
        let there: Vec<_> = there
            .map(|(id, (stamp, _))| (id.clone(), stamp.clone()))
            .collect();
        for id in behind(&here, &there) {
            let record = self.mirror.get(&id).expect("a record").to_owned();
            self.counts.adopted += usize::from(drafts.adopt(record).is_ok());
        }
    }

    fn post(&mut self, tab: usize, delay: usize, message: Message) {
        let due = self.soon(delay);
        if let Some(tab) = self.tabs.get_mut(&tab) {
            tab.inbox.push((due, message));
        }
    }

    fn request(&mut self, delay: usize, request: Request) {
        let due = self.soon(delay);
        self.requests.push((due, request));
    }

    /// Lets time pass for the browser and for every tab that is not frozen.
    fn pass(&mut self, time: u64) {
        let end = self.now + time;
        loop {
            let tabs = self.tabs.values().filter(|tab| !tab.is_frozen);
            let inbox = tabs
                .clone()
                .flat_map(|tab| tab.inbox.iter().map(|(due, _)| *due));
            let pages = tabs.filter_map(|tab| tab.open.as_ref()?.page.as_ref()?.due);
            let requests = self.requests.iter().map(|(due, _)| *due);
            let next = inbox.chain(pages).chain(requests).min();
            let Some(next) = next.filter(|next| *next <= end) else {
                break;
            };
            self.now = self.now.max(next);
            self.storage.borrow_mut().pass(self.now);
            self.happen();
        }
        self.now = end;
        self.storage.borrow_mut().pass(end);
    }

    fn happen(&mut self) {
        let now = self.now;
        while let Some(index) = first(&self.requests, now) {
            let (_, request) = self.requests.remove(index);
            self.answer(request);
        }
        let tabs: Vec<usize> = self.tabs.keys().copied().collect();
        for tab in tabs {
            let Some(this) = self.tabs.get_mut(&tab).filter(|tab| !tab.is_frozen) else {
                continue;
            };
            if let Some(index) = first(&this.inbox, now) {
                let (_, message) = this.inbox.remove(index);
                self.receive(tab, message);
            }
            self.save(tab, true);
        }
    }

    /// What the browser does.
    fn answer(&mut self, request: Request) {
        match request {
            Request::Lock(tab, id, how) if self.tabs.contains_key(&tab) => match how {
                How::Take => {
                    if let Some(other) = self.locks.take(&id, tab) {
                        self.counts.taken += 1;
                        self.post(other, 50, Message::Lock(id.clone(), false));
                    }
                    self.post(tab, 10, Message::Lock(id, true));
                }
                How::Wait => {
                    if self.locks.wait(&id, tab) {
                        self.post(tab, 10, Message::Lock(id, true));
                    }
                }
                How::Try => {
                    let heard = if self.locks.ask(&id, tab) {
                        Heard::Granted
                    } else {
                        Heard::Refused
                    };
                    let number = self.tabs[&tab].open.as_ref().map_or(0, |open| open.number);
                    self.post(tab, 10, Message::Heard(number, heard));
                }
            },
            Request::Put(tab, put) => {
                let answer = self.mirror.put(&put);
                let Put { stamp, .. } = put;
                self.post(
                    tab,
                    30,
                    Message::Answer(stamp.writer, stamp.revision, answer),
                );
            }
            Request::Read(tab, id, turn) => {
                // A busy disk: the page goes on with what the shelf has, where that has anything.
                let is_late = self.dice.percent(5) && self.drafts(tab).load(&id).is_ok();
                self.counts.late += usize::from(is_late);
                let record = self.mirror.get(&id).filter(|_| !is_late);
                let record = record.map(str::to_owned);
                let number = self.tabs.get(&tab).and_then(|tab| tab.open.as_ref());
                let number = number.map_or(0, |open| open.number);
                self.post(tab, 20, Message::Read(number, turn, record));
            }
            Request::Lock(..) => {}
        }
    }

    fn is_open(&self, tab: usize, id: &str) -> bool {
        self.tabs[&tab]
            .open
            .as_ref()
            .is_some_and(|open| open.id == id)
    }

    fn is_turn(&self, tab: usize, turn: u32) -> bool {
        let open = self.tabs[&tab].open.as_ref();
        open.is_some_and(|open| open.lease.turn() == turn)
    }

    fn receive(&mut self, tab: usize, message: Message) {
        let number = self.tabs[&tab].open.as_ref().map(|open| open.number);
        match message {
            Message::Heard(of, heard) if number == Some(of) => self.hear(tab, heard),
            Message::Lock(id, given) if self.is_open(tab, &id) => {
                self.hear(tab, if given { Heard::Granted } else { Heard::Taken });
            }
            Message::Lock(id, true) => self.release(tab, &id),
            Message::Asked(id) if self.is_open(tab, &id) => self.hear(tab, Heard::Asked),
            Message::Saved(id) if self.is_open(tab, &id) => self.look_again(tab, id),
            // What was read for a turn that is over shows a state that may be over, too.
            Message::Read(of, turn, record) if number == Some(of) && self.is_turn(tab, turn) => {
                self.show(tab, record)
            }
            Message::Answer(writer, revision, answer) => {
                if answer == Answer::Settled {
                    self.tell_saved(tab, &writer);
                }
                self.with_page(tab, &writer, |page, now| {
                    page.keeper.answered(revision, answer, now)
                });
            }
            Message::Late(of, turn) if number == Some(of) => {
                self.act(tab, |lease| lease.late(turn));
            }
            _ => {}
        }
    }

    /// The role says what follows from what was heard.
    fn hear(&mut self, tab: usize, heard: Heard) {
        self.act(tab, |lease| lease.hear(heard));
    }

    fn act(&mut self, tab: usize, hear: impl FnOnce(&mut Lease) -> &'static [Act]) {
        let Some(open) = self.tabs.get_mut(&tab).and_then(|tab| tab.open.as_mut()) else {
            return;
        };
        let (id, number) = (open.id.clone(), open.number);
        let acts = hear(&mut open.lease);
        let turn = open.lease.turn();
        for act in acts {
            match act {
                Act::OpenToWrite => self.request(20, Request::Read(tab, id.clone(), turn)),
                Act::OpenToRead => {
                    if let Some(tab) = self.tabs.get_mut(&tab) {
                        tab.open = tab.open.take().filter(|open| !open.is_closing);
                        tab.open.iter_mut().for_each(|open| open.page = None);
                    }
                }
                Act::AskForIt => {
                    let others: Vec<usize> = self.tabs.keys().copied().collect();
                    for other in others.into_iter().filter(|other| *other != tab) {
                        self.post(other, 100, Message::Asked(id.clone()));
                    }
                    self.request(10, Request::Lock(tab, id.clone(), How::Wait));
                    self.later(tab, PATIENCE, Message::Late(number, turn));
                }
                Act::TakeIt => self.request(10, Request::Lock(tab, id.clone(), How::Take)),
                Act::Store => {
                    self.save(tab, false);
                    self.later(tab, HANDING, Message::Late(number, turn));
                    self.react(tab);
                }
                Act::Release => self.release(tab, &id),
                Act::KeepApart => self.keep_apart(tab),
            }
        }
    }

    fn later(&mut self, tab: usize, time: u64, message: Message) {
        let due = self.now + time;
        self.tabs
            .get_mut(&tab)
            .expect("a tab")
            .inbox
            .push((due, message));
    }

    fn release(&mut self, tab: usize, id: &str) {
        if let Some(next) = self.locks.give_back(id, tab) {
            self.post(next, 10, Message::Lock(id.to_owned(), true));
        }
    }

    /// Tells the other tabs what the mirror took.
    fn tell_saved(&mut self, tab: usize, writer: &str) {
        let this = &self.tabs[&tab];
        let open = this.open.as_ref();
        let Some(open) = open.filter(|open| {
            open.page
                .as_ref()
                .is_some_and(|page| page.keeper.stamp().writer == writer)
        }) else {
            return;
        };
        let id = open.id.clone();
        let others: Vec<usize> = self.tabs.keys().copied().collect();
        for other in others.into_iter().filter(|other| *other != tab) {
            self.post(other, 100, Message::Saved(id.clone()));
        }
    }

    /// A tab that only shows the draft shows what another has stored.
    fn look_again(&mut self, tab: usize, id: String) {
        let lease = self.tabs[&tab].open.as_ref().map(|open| open.lease);
        let reads = |lease: &Lease| matches!(lease.role(), Role::Reading | Role::Waiting);
        if let Some(lease) = lease.filter(reads) {
            self.request(20, Request::Read(tab, id, lease.turn()));
        }
    }

    /// Opens the best copy to write in it.
    fn show(&mut self, tab: usize, record: Option<String>) {
        let open = self.tabs[&tab].open.as_ref();
        let Some(open) = open.filter(|open| open.lease.role().may_write()) else {
            return;
        };
        let id = open.id.clone();
        let best = self
            .drafts(tab)
            .best(&id, record.as_deref())
            .expect("a copy opens");
        let behind = best.apart.as_ref().map(|apart| self.keep_found(tab, apart));
        let writer = format!("tab-{}", self.number());
        let open = self.tabs.get_mut(&tab).and_then(|tab| tab.open.as_mut());
        let open = open.expect("it is open");
        open.page = Some(Page::open(&best, &writer));
        open.behind = behind;
    }

    /// Keeps a state apart that no tab writes in, under an id that is the same whoever finds it.
    fn keep_found(&mut self, tab: usize, apart: &Draft) -> String {
        let (family, stamp) = (family(&apart.card.id), &apart.stamp);
        let id = format!("{family}~{}-{}", stamp.revision, stamp.writer);
        self.counts.forks += 1;
        let mut page = Page::new(&id, "", "");
        page.editor = tigang::editor::Editor::new(apart.report.clone());
        self.add_apart(tab, page.apart(&id, &format!("apart-{}", self.numbers)));
        id
    }

    /// Keeps what is on the page and not confirmed as a draft of its own.
    fn keep_apart(&mut self, tab: usize) {
        let page = self.tabs[&tab]
            .open
            .as_ref()
            .and_then(|open| open.page.as_ref());
        let Some(page) = page.filter(|page| page.keeper.is_unconfirmed()).cloned() else {
            return;
        };
        self.counts.apart += 1;
        let number = self.number();
        let id = format!("{}~{number}", family(page.id()));
        self.add_apart(tab, page.apart(&id, &format!("tab-{number}")));
    }

    fn add_apart(&mut self, tab: usize, mut page: Page) {
        let put = page.save(&self.drafts(tab), self.now);
        self.tabs.get_mut(&tab).expect("a tab").apart.push(page);
        if let Some(put) = put {
            self.request(20, Request::Put(tab, put));
        }
    }

    /// Stores the open draft, if it is time or `due` does not matter.
    fn save(&mut self, tab: usize, due: bool) {
        let (drafts, now) = (self.drafts(tab), self.now);
        let open = self.tabs.get_mut(&tab).and_then(|tab| tab.open.as_mut());
        let Some(page) = open.and_then(|open| open.page.as_mut()) else {
            return;
        };
        let is_due = page.due.is_some_and(|due| due <= now);
        if is_due || !due && page.keeper.is_changed() {
            let put = page.save(&drafts, now);
            if let Some(put) = put {
                self.request(20, Request::Put(tab, put));
            }
            self.react(tab);
        }
    }

    /// Something happened to the keeper of this writer.
    fn with_page(
        &mut self,
        tab: usize,
        writer: &str,
        happen: impl Fn(&mut Page, u64) -> Option<Put>,
    ) {
        let now = self.now;
        let this = self.tabs.get_mut(&tab).expect("a tab");
        let open = this.open.as_mut().and_then(|open| open.page.as_mut());
        let mut pages = this.apart.iter_mut().chain(open);
        let page = pages.find(|page| page.keeper.stamp().writer == writer);
        if let Some(put) = page.and_then(|page| happen(page, now)) {
            self.request(20, Request::Put(tab, put));
        }
        self.react(tab);
    }

    /// What a page does about how its drafts stand.
    fn react(&mut self, tab: usize) {
        let this = self.tabs.get_mut(&tab).expect("a tab");
        let open = this.open.as_ref().and_then(|open| open.page.as_ref());
        for page in this.apart.iter().chain(open) {
            if matches!(page.keeper.standing().safety, Safety::Settled(_)) {
                for number in tokens(&page.text()) {
                    self.tokens[number].settled = true;
                }
            }
        }
        // Another tab was faster to keep the same state apart.
        let (mirror, is_overtaken) = (&self.mirror, |page: &Page| overtaken(page));
        this.apart.retain(|page| {
            let is_there = |there: &str| {
                Draft::from_record(there)
                    .is_ok_and(|there| text::write(&there.report) == page.text())
            };
            let is_done = is_overtaken(page) && mirror.get(page.id()).is_some_and(is_there);
            !page.keeper.is_settled() && !is_done
        });
        let Some(open) = this.open.as_mut() else {
            return;
        };
        let apart = &this.apart;
        open.behind = open
            .behind
            .take()
            .filter(|id| apart.iter().any(|page| page.id() == id));
        let Some(page) = &open.page else { return };
        let is_settled = page.keeper.is_settled() || !page.keeper.is_unconfirmed();
        if overtaken(page) {
            self.counts.overtaken += 1;
            self.hear(tab, Heard::Overtaken);
        } else if open.lease.role() == Role::Yielding && is_settled {
            self.hear(tab, Heard::Stored);
        }
    }

    fn open(&mut self, tab: usize, id: &str) {
        let number = self.number();
        self.tabs.get_mut(&tab).expect("a tab").open = Some(Open {
            id: id.to_owned(),
            number,
            lease: Lease::new(Role::Asking),
            page: None,
            behind: None,
            is_closing: false,
        });
        self.request(10, Request::Lock(tab, id.to_owned(), How::Try));
    }

    /// Hands the draft back as if another tab had asked for it.
    fn close(&mut self, tab: usize) {
        let Some(open) = self.tabs.get_mut(&tab).and_then(|tab| tab.open.as_mut()) else {
            return;
        };
        if open.lease.role() == Role::Writing {
            open.is_closing = true;
            self.hear(tab, Heard::Asked);
        } else if open.lease.role() != Role::Yielding {
            let id = open.id.clone();
            self.tabs.get_mut(&tab).expect("a tab").open = None;
            self.release(tab, &id);
        }
    }

    /// The person comes to a tab that only shows its draft; who wrote in it may be gone.
    fn look(&mut self, tab: usize) {
        let open = self.tabs[&tab].open.as_ref();
        if let Some(open) = open.filter(|open| open.lease.role() == Role::Reading) {
            let id = open.id.clone();
            self.request(10, Request::Lock(tab, id, How::Try));
        }
    }

    fn write(&mut self, tab: usize) {
        let now = self.now;
        let open = self.tabs.get_mut(&tab).and_then(|tab| tab.open.as_mut());
        let Some(open) = open.filter(|open| open.lease.role().may_write() && open.behind.is_none())
        else {
            return;
        };
        let Some(page) = &mut open.page else { return };
        let family = family(&open.id).to_owned();
        let end = page.body().len();
        page.type_at(end, &format!("[{}]", self.tokens.len()), now);
        self.tokens.push(Token {
            tab,
            family,
            counts: true,
            settled: false,
        });
        self.counts.typed += 1;
    }

    /// The tab is gone, with everything that no copy has confirmed.
    fn crash(&mut self, tab: usize) {
        for token in self.tokens.iter_mut().filter(|token| token.tab == tab) {
            token.counts = token.settled;
        }
        self.tabs.remove(&tab);
        for id in self.locks.of(tab) {
            self.release(tab, &id);
        }
        self.counts.crashes += 1;
    }

    fn step(&mut self) {
        let tabs: Vec<usize> = self.tabs.keys().copied().collect();
        let pause = match self.dice.below(20) {
            0..2 => 3_500,
            2..8 => self.dice.below(900),
            _ => self.dice.below(90),
        };
        self.pass(pause as u64);
        if tabs.is_empty() {
            return self.add_tab();
        }
        let tab = self.dice.of(&tabs);
        let what = self.dice.below(100);
        let is_frozen = self.tabs[&tab].is_frozen;
        match what {
            0..2 if tabs.len() < 4 => self.add_tab(),
            0..2 => self.crash(tab),
            2..30 if is_frozen => {
                self.thaw(tab);
                // The person may be faster than what was heard meanwhile; and it may be the last act.
                for _ in 0..self.dice.below(3) {
                    self.write(tab);
                    self.save(tab, false);
                }
                if self.dice.percent(10) {
                    self.crash(tab);
                }
            }
            _ if is_frozen => {}
            2..50 => self.write(tab),
            50..58 => self.save(tab, false),
            58..72 => self.hear(tab, Heard::Wanted),
            72..76 => self.look(tab),
            76..84 if self.tabs[&tab].open.is_none() => {
                let id = self.dice.of(&IDS);
                self.open(tab, id);
            }
            84..88 => self.close(tab),
            88..94 => {
                self.tabs.get_mut(&tab).expect("a tab").is_frozen = true;
                self.storage.borrow_mut().blind(tab, u64::MAX);
            }
            _ => self.pass(200),
        }
    }

    /// What was to reach the tab meanwhile reaches it now, in its order; the person may be faster.
    fn thaw(&mut self, tab: usize) {
        let soon = self.soon(80);
        let seen = self.soon(80);
        self.storage.borrow_mut().blind(tab, seen);
        let this = self.tabs.get_mut(&tab).expect("a tab");
        this.is_frozen = false;
        this.inbox.sort_by_key(|(due, _)| *due);
        for (due, _) in &mut this.inbox {
            *due = soon.max(*due);
        }
    }

    fn end(&mut self) {
        let tabs: Vec<usize> = self.tabs.keys().copied().collect();
        for tab in &tabs {
            self.thaw(*tab);
        }
        self.pass(8_000);
        for tab in &tabs {
            self.close(*tab);
        }
        self.pass(8_000);
        for tab in self.tabs.values() {
            assert!(tab.open.is_none(), "every draft is closed");
            assert!(tab.apart.is_empty(), "what was kept apart is settled");
        }
    }

    /// All texts that a tab finds that is opened now, by family.
    fn texts(&self) -> Vec<(String, String)> {
        let drafts = self.drafts(0);
        let listed = drafts.list().expect("a list");
        let mut ids: BTreeSet<String> = listed.into_iter().map(|listed| listed.id).collect();
        ids.extend(self.mirror.records.keys().cloned());
        let mut texts = Vec::new();
        for id in &ids {
            let best = drafts.best(id, self.mirror.get(id)).expect("it opens");
            for draft in [best.draft].iter().chain(&best.apart) {
                texts.push((family(id).to_owned(), text::write(&draft.report)));
            }
        }
        texts
    }

    fn check(&mut self) {
        let texts = self.texts();
        for (family, text) in &texts {
            assert!(text.contains("始。"), "{family} is blank: {text:?}");
            let found = tokens(text);
            let mut last: BTreeMap<usize, usize> = BTreeMap::new();
            for number in &found {
                let token = &self.tokens[*number];
                assert_eq!(&token.family, family, "[{number}] is in another draft");
                let before = last.insert(token.tab, *number);
                assert!(
                    before < Some(*number),
                    "[{number}] twice or out of order: {text}"
                );
            }
        }
        for (number, token) in self.tokens.iter().enumerate() {
            let name = format!("[{number}]");
            let is_there = texts.iter().any(|(_, text)| text.contains(&name));
            assert!(
                is_there || !token.counts,
                "{name} of tab {} is lost, settled: {}\n{texts:#?}",
                token.tab,
                token.settled
            );
            self.counts.settled += usize::from(token.settled);
            self.counts.excused += usize::from(!token.counts);
        }
    }
}

/// The first of what is due.
fn first<T>(waiting: &[(u64, T)], now: u64) -> Option<usize> {
    let due = waiting
        .iter()
        .enumerate()
        .filter(|(_, (due, _))| *due <= now);
    due.min_by_key(|(_, (due, _))| *due).map(|(index, _)| index)
}

fn overtaken(page: &Page) -> bool {
    matches!(
        page.keeper.standing().trouble,
        Some(Trouble::Overtaken | Trouble::Shelf(SaveError::Overtaken))
    )
}

/// The numbers of the words in a text. A word that is cut is no number.
fn tokens(text: &str) -> Vec<usize> {
    let parts = text.split('[').skip(1);
    let number = |part: &str| {
        let number = part
            .split_once(']')
            .and_then(|(number, _)| number.parse().ok());
        number.unwrap_or_else(|| panic!("a word is cut: {text:?}"))
    };
    parts.map(number).collect()
}

fn schedule(seed: u64) -> Counts {
    let result = std::panic::catch_unwind(|| {
        let mut world = World::new(seed);
        for _ in 0..STEPS {
            world.step();
        }
        world.end();
        world.check();
        world.counts
    });
    result.unwrap_or_else(|_| panic!("the schedule of TIGANG_SEED={seed} broke a law"))
}

#[test]
fn no_word_is_lost_between_tabs() {
    let number = |name: &str| {
        std::env::var(name)
            .ok()
            .and_then(|number| number.parse().ok())
    };
    if let Some(seed) = number("TIGANG_SEED") {
        println!("{:?}", schedule(seed));
        return;
    }
    let is_slow = number("TIGANG_SLOW").is_some_and(|slow: u64| slow > 0);
    let schedules = if is_slow { SCHEDULES * 10 } else { SCHEDULES };
    let workers = std::thread::available_parallelism().map_or(1, usize::from) as u64;
    let sums = std::thread::scope(|scope| {
        let work = |first| {
            (first..schedules)
                .step_by(workers as usize)
                .map(schedule)
                .collect()
        };
        let workers: Vec<_> = (0..workers)
            .map(|first| scope.spawn(move || work(first)))
            .collect();
        let done = workers
            .into_iter()
            .map(|worker| worker.join().expect("no law is broken"));
        done.flat_map(|counts: Vec<Counts>| counts)
            .fold(Counts::default(), |a, b| Counts {
                typed: a.typed + b.typed,
                settled: a.settled + b.settled,
                excused: a.excused + b.excused,
                taken: a.taken + b.taken,
                apart: a.apart + b.apart,
                overtaken: a.overtaken + b.overtaken,
                crashes: a.crashes + b.crashes,
                forks: a.forks + b.forks,
                late: a.late + b.late,
                adopted: a.adopted + b.adopted,
            })
    });
    println!("{schedules} schedules: {sums:?}");
    // A law that is never put to the test proves nothing.
    let often = [
        sums.taken,
        sums.apart,
        sums.overtaken,
        sums.crashes,
        sums.excused,
        sums.late,
        sums.adopted,
    ];
    assert!(sums.typed as u64 > schedules * 10 && sums.settled > sums.typed / 2);
    assert!(often.iter().all(|times| *times > 100), "{sums:?}");
    // Rare: two copies of one draft, neither of which holds the other, and both are kept.
    assert!(sums.forks > 20, "{sums:?}");
}
