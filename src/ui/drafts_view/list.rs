//! 草稿箱: the drafts, the bin, and the records that do not open.

use tigang::draft::drafts::{Listed, LoadError, SaveError};
use tigang::draft::period::SPANS;
use tigang::draft::{Card, Draft, Unreadable};

use crate::ui::browser::element::{El, button, classed, el, memo};
use crate::ui::browser::{self, copies, storage};
use crate::ui::desk::Desk;
use crate::ui::import::Import;
use crate::ui::signal::RwSignal;
use crate::ui::surfaces::Surfaces;
use crate::ui::{commands, header, words};

/// How long a draft can take to be left, in milliseconds: as the database may, and some more.
const LEAVING: u32 = 2 * tigang::draft::keeper::PATIENCE as u32;

/// What a button of a row is for: its verb, the place of the row, the draft.
const MARK: &str = "data-act";

/// The drafts and the bin.
#[derive(Clone, Copy)]
pub struct List {
    desk: Desk,
    surfaces: Surfaces,
    import: Import,
}

impl List {
    /// The lists of this desk.
    pub fn new(desk: Desk, surfaces: Surfaces, import: Import) -> List {
        List {
            desk,
            surfaces,
            import,
        }
    }

    /// The lists and what can be done to begin another draft.
    pub fn view(self) -> El {
        let List {
            desk,
            surfaces,
            import,
        } = self;
        // Not with every save: a button that is being pressed would be another one.
        let open = memo(move || {
            desk.card().map(|card| Card {
                saved: 0,
                from: Vec::new(),
                ..card
            })
        });
        let blocked = memo(move || header::blocked(desk));
        let actions = classed("div", "shelf-actions")
            .with(button("导入").on_click(move || {
                surfaces.drafts.set(false);
                import.open();
            }))
            .with(button("新建").on_click(move || {
                surfaces.drafts.set(false);
                surfaces.new_report.set(true);
            }))
            .with(
                classed("span", "hint")
                    .text("草稿只存在这台电脑的这个浏览器里；清除浏览数据会一并删除。"),
            );
        classed("div", "shelf")
            .with(actions)
            .part(move || Some(self.lists(open.get().map(|card| card.id), blocked.get())))
    }

    fn lists(self, open: Option<String>, blocked: Option<&str>) -> El {
        self.desk.track_shelf();
        let was_open = browser::is_there(".bin[open]");
        keep_keyboard();
        let all = match self.desk.drafts().list() {
            Ok(all) => all,
            Err(error) => {
                return classed("p", "problem")
                    .attr("role", "alert")
                    .text(words::not_stored(error));
            }
        };
        let (bin, kept): (Vec<Listed>, Vec<Listed>) = all.into_iter().partition(Listed::is_binned);
        let list = |name: &str, all: Vec<Listed>| {
            classed("ul", "drafts").name(name).with_all(
                (0..)
                    .zip(all)
                    .map(|(place, listed)| self.row(place, listed, open.as_deref()))
                    .collect(),
            )
        };
        let mut lists = el("div");
        if let Some(blocked) = blocked {
            lists = lists.with(classed("p", "problem").attr("role", "alert").text(blocked));
        }
        if kept.is_empty() {
            lists = lists.with(classed("p", "empty").text("还没有草稿。"));
        } else {
            lists = lists.with(list("草稿", kept));
        }
        if !bin.is_empty() {
            let summary = el("summary").text(&format!("回收站（{}）", bin.len()));
            let bin = classed("details", "bin")
                .with(summary)
                .with(list("回收站", bin));
            bin.put_attr("open", was_open.then_some(""));
            lists = lists.with(bin);
        }
        lists
    }

    fn again(self) {
        self.desk.list_again();
    }

    /// Something was done to a draft, or was not: the list shows what is there now.
    fn done(self, done: Result<(), LoadError>) {
        if let Err(error) = done {
            self.report(error);
        }
        self.again();
    }

    fn report(self, error: LoadError) {
        match error {
            LoadError::Shelf(error) => self.desk.warn(words::not_stored(error)),
            LoadError::Changed(error) => self.desk.warn(words::not_changed(error)),
            LoadError::Missing => self.again(),
            LoadError::Unreadable(Unreadable::Newer(_), _) => self.desk.warn(words::NEWER),
            LoadError::Unreadable(Unreadable::Damaged(_), _) => self.desk.warn(words::DAMAGED),
        }
    }

    fn row(self, place: usize, listed: Listed, open: Option<&str>) -> El {
        let Listed { id, card } = listed;
        let words_of = |name: &str, about: &str| {
            classed("div", "draft-name")
                .with(el("b").text(name))
                .with(el("small").text(about))
        };
        match card {
            Ok((_, card)) => {
                let open = open == Some(card.id.as_str());
                let class = if open { "draft current" } else { "draft" };
                classed("li", class)
                    .with(words_of(&card.name, &about(&card, self.is_nowhere(&card))))
                    .with_all(self.buttons(place, &card, open))
            }
            Err(why) => {
                let text = if matches!(why, Unreadable::Newer(_)) {
                    words::NEWER
                } else {
                    words::DAMAGED
                };
                let raw = button("导出原记录").on_click(move || {
                    let record = self.desk.drafts().raw(&id).ok().flatten();
                    commands::hand_over_record(self.desk, &id, record);
                });
                classed("li", "draft damaged")
                    .with(words_of("打不开的记录", text))
                    .with(raw)
            }
        }
    }

    /// Whether a draft is in neither of the two stores, only on the page.
    fn is_nowhere(self, card: &Card) -> bool {
        self.desk.is_unlooked() && storage::LocalShelf.only_remembers(&card.id)
    }

    fn buttons(self, place: usize, card: &Card, open: bool) -> Vec<El> {
        let mark = |verb: &str| format!("{verb} {place} {}", card.id);
        let named = |verb: &str| {
            button(verb)
                .attr(MARK, &mark(verb))
                .name(&format!("{verb}：{}", card.name))
        };
        let act = |verb: &str, act: fn(List, &str) -> Result<(), LoadError>| {
            let id = card.id.clone();
            named(verb).on_click(move || self.done(act(self, &id)))
        };
        let id = card.id.clone();
        if card.binned.is_some() {
            return vec![
                named("恢复")
                    .on_click(move || self.alone(&id, |list, id| list.put_in_bin(id, None))),
                self.eraser(card).attr(MARK, &mark("彻底删除")),
            ];
        }
        let verb = match (open, self.desk.may_write()) {
            (false, _) => "打开",
            (true, true) => "正在编辑",
            (true, false) => "正在查看",
        };
        vec![
            act(verb, List::open)
                .class("primary")
                .disabled_if(move || open),
            act("续写", List::carry_over),
            act("复制一份", List::duplicate),
            act("备份", List::back_up),
            named("删除")
                .class("danger")
                .on_click(move || self.bin(id.clone())),
        ]
    }

    /// The button that erases: it asks once more first.
    fn eraser(self, card: &Card) -> El {
        let (id, name, said) = (card.id.clone(), card.name.clone(), card.name.clone());
        let asked = RwSignal::new(false);
        let verb = move || {
            if asked.get() {
                "确定彻底删除"
            } else {
                "彻底删除"
            }
        };
        button("")
            .class("danger")
            .text_of(move || verb().to_owned())
            .name_of(move || format!("{}：{name}", verb()))
            .on("blur", move |_| asked.set(false))
            .on_click(move || {
                if !asked.get_untracked() {
                    asked.set(true);
                    self.desk.say(words::ONCE_MORE);
                    return;
                }
                let said = said.clone();
                self.alone(&id, move |list, id| {
                    list.erase(id)?;
                    list.desk.say(words::gone_for_good(&said));
                    Ok(())
                });
            })
    }

    fn open(self, id: &str) -> Result<(), LoadError> {
        // What a newer page stored can at least be looked at.
        match self.desk.drafts().load(id) {
            Ok(_) | Err(LoadError::Unreadable(Unreadable::Newer(_), _)) => {}
            Err(error) => return Err(error),
        }
        self.surfaces.drafts.set(false);
        let (desk, id) = (self.desk, id.to_owned());
        leptos::task::spawn_local(async move { desk.open(id).await });
        Ok(())
    }

    fn carry_over(self, id: &str) -> Result<(), LoadError> {
        // The open one is on the page, whatever became of its copies.
        let is_open = self.desk.is_open(id);
        let last = match is_open.then(|| self.desk.current()).flatten() {
            Some(last) => last,
            None => self.desk.drafts().load(id)?,
        };
        self.surfaces.drafts.set(false);
        self.surfaces.carry_over(last);
        Ok(())
    }

    fn duplicate(self, id: &str) -> Result<(), LoadError> {
        let draft = self.desk.drafts().load(id)?;
        let now = browser::now();
        let name = self.desk.name_beside(&draft.card.name, words::COPY);
        let card = Card {
            id: browser::new_id(),
            name,
            created: now,
            saved: now,
            from: Vec::new(),
            ..draft.card
        };
        let copy = Draft { card, ..draft };
        let saved = self.desk.drafts().save(&copy);
        self.desk.mirror_later(copy);
        saved.map_err(SaveError::into_load)
    }

    fn back_up(self, id: &str) -> Result<(), LoadError> {
        let name = self.desk.drafts().load(id)?.card.name;
        let (desk, id) = (self.desk, id.to_owned());
        leptos::task::spawn_local(async move { super::backup::back_up(desk, &id, &name).await });
        Ok(())
    }

    /// Puts a draft into the bin, unless another tab writes in it.
    fn bin(self, id: String) {
        leptos::task::spawn_local(async move {
            if !self.desk.is_free(&id).await {
                return self.desk.warn(words::WRITTEN_ELSEWHERE);
            }
            // Whatever of it is under way to the database arrives before it goes into the bin.
            if self.desk.is_open(&id) && !self.desk.close().await {
                // It could not be left, which was said; or it is left for another that was opened meanwhile.
                copies::pause(LEAVING).await;
            }
            if !self.desk.is_open(&id) {
                self.done(self.put_in_bin(&id, Some(browser::now())));
            }
        });
    }

    fn put_in_bin(self, id: &str, time: Option<u64>) -> Result<(), LoadError> {
        self.desk.bin(id, time)?;
        self.desk.say(match time {
            Some(_) => words::BINNED,
            None => words::UNBINNED,
        });
        Ok(())
    }

    /// Does something to a draft that no other tab writes in.
    fn alone(self, id: &str, act: impl FnOnce(List, &str) -> Result<(), LoadError> + 'static) {
        let id = id.to_owned();
        leptos::task::spawn_local(async move {
            if !self.desk.is_free(&id).await {
                return self.desk.warn(words::WRITTEN_ELSEWHERE);
            }
            self.done(act(self, &id));
        });
    }

    fn erase(self, id: &str) -> Result<(), LoadError> {
        self.desk.drafts().erase(id)?;
        self.desk.forget(id);
        Ok(())
    }
}

/// The keyboard stays where it is while the rows are made anew: on the same button of the same row, else
/// of the row that is in its place.
fn keep_keyboard() {
    let Some(mark) = browser::focused_attribute(MARK) else {
        return;
    };
    leptos::task::spawn_local(async move {
        let mut parts = mark.splitn(3, ' ');
        let (Some(verb), Some(place), Some(id)) = (parts.next(), parts.next(), parts.next()) else {
            return;
        };
        let before = place.parse::<usize>().unwrap_or_default().saturating_sub(1);
        // Behind one that was erased nothing lies in wait to be erased by the same key.
        let is_danger = verb == "彻底删除";
        let _ = browser::focus_selector(&format!("[{MARK}^='{verb} '][{MARK}$=' {id}']"))
            || !is_danger && browser::focus_selector(&format!("[{MARK}^='{verb} {place} ']"))
            || !is_danger && browser::focus_selector(&format!("[{MARK}^='{verb} {before} ']"))
            || browser::focus_selector(".bin summary")
            || browser::focus_selector(".shelf button");
    });
}

/// Unit, period, size and time, as far as they are known.
fn about(card: &Card, is_nowhere: bool) -> String {
    let year = card
        .period
        .year
        .map(|year| format!("{year}年"))
        .unwrap_or_default();
    let span = SPANS
        .iter()
        .find(|(span, _)| Some(*span) == card.period.span)
        .and_then(|(_, names)| names.first().copied());
    let period = format!("{year}{}", span.unwrap_or_default());
    let open = if card.open > 0 {
        format!("待填 {}", card.open)
    } else {
        String::new()
    };
    let saved = match is_nowhere {
        true => words::ON_THE_PAGE_ONLY.to_owned(),
        false => format!("{} 保存", browser::day_and_time(card.saved)),
    };
    [
        card.unit.clone(),
        period,
        format!("{} 字", card.characters),
        open,
        saved,
    ]
    .into_iter()
    .filter(|part| !part.is_empty())
    .collect::<Vec<_>>()
    .join(" · ")
}
