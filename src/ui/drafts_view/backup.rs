//! Backups: all drafts with their versions, or one draft, as a file, and taking such a file in again.
//!
//! Law: nothing changes until the person has seen what will happen to each draft.

use std::sync::Arc;

use tigang::draft::backup::{Backup, Fate, NoBackup, apart};
use tigang::draft::drafts::Listed;
use tigang::draft::versions::Reason;
use tigang::draft::{Card, Draft, Stamp};

use crate::ui::browser::copies::{self, Store};
use crate::ui::browser::element::{El, button, classed, el};
use crate::ui::browser::{self, clipboard, files, storage};
use crate::ui::desk::Desk;
use crate::ui::signal::RwSignal;
use crate::ui::{commands, words};

/// A backup that was read, and what would happen to each of its drafts.
type Planned = Option<(Arc<Backup>, Vec<(Fate, Option<Card>)>)>;

/// The line with both ways, and the preview of a file that was chosen.
pub fn backup_view(desk: Desk) -> El {
    let planned: RwSignal<Planned> = RwSignal::new(None);
    let problem: RwSignal<&'static str> = RwSignal::new("");
    let chooser = el("input")
        .attr("type", "file")
        .attr("id", "backup-file")
        .attr("accept", ".json,application/json")
        .name("选择备份文件")
        .class("out-of-sight")
        .attr("tabindex", "-1")
        .on("change", move |event| {
            if let Some(file) = files::chosen(event) {
                read(desk, file, planned, problem);
            }
        });
    let line = classed("div", "shelf-actions")
        .with(button("备份全部").on_click(move || back_up_all(desk)))
        .with(button("从备份恢复").on_click(move || {
            browser::click("#backup-file");
        }))
        .with(chooser)
        .with(classed("span", "hint").text_of(move || {
            desk.track_shelf();
            last_backup()
        }));
    classed("div", "backup")
        .with(line)
        .with(
            classed("p", "problem")
                .attr("role", "alert")
                .text_of(move || problem.get().to_owned()),
        )
        .part(move || {
            let (backup, fates) = planned.get()?;
            Some(preview(desk, backup, &fates, planned))
        })
}

fn last_backup() -> String {
    match storage::setting("backup").parse::<u64>() {
        Ok(time) => format!("上次备份：{}。", browser::day_and_time(time)),
        Err(_) => "还没有备份过。备份是一个文件，请存到 U 盘或别的盘上。".to_owned(),
    }
}

/// Writes every draft and every version into one file. Only that counts as a backup: where the history
/// cannot be had, the file holds the drafts alone, and the person is told.
pub fn back_up_all(desk: Desk) {
    desk.save();
    leptos::task::spawn_local(async move {
        // What another tab writes may be in the database alone.
        desk.catch_up().await;
        let drafts = desk.drafts();
        let listed = match drafts.list() {
            Ok(listed) => listed,
            Err(error) => return desk.warn(words::not_stored(error)),
        };
        // Those that do not open here, too: the file is all that is left of them some day.
        let records = listed.iter().filter_map(|one| drafts.raw(&one.id).ok()?);
        let records: Vec<String> = records.collect();
        let has_all = records.len() == listed.len();
        let history = history().await;
        let now = browser::now();
        let has_history = history.is_ok();
        let backup = Backup::new(now, records, history.unwrap_or_default());
        let name = format!("提纲备份-{}.json", browser::day_for_name(now));
        if !hand_over(desk, &backup, &name) {
            return;
        }
        if has_all && has_history {
            desk.backed_up(now);
        } else {
            desk.warn(if has_all {
                words::NO_HISTORY
            } else {
                words::NOT_ALL_DRAFTS
            });
        }
    });
}

/// Every version, what is known about it and its record; as many as there are.
async fn history() -> Result<Vec<(String, String)>, ()> {
    let about = copies::all(Store::About).await?;
    let texts = copies::all(Store::Versions).await?;
    let versions = about.into_iter().filter_map(|(key, about)| {
        let text = texts.iter().find(|(of, _)| *of == key)?;
        Some((about, text.1.clone()))
    });
    Ok(versions.collect())
}

/// Writes one draft into a file of its own.
pub async fn back_up(desk: Desk, id: &str, name: &str) {
    desk.save();
    desk.catch_up().await;
    let Some(record) = desk.drafts().raw(id).ok().flatten() else {
        return desk.warn(words::RECORD_UNREAD);
    };
    let now = browser::now();
    let name = commands::file_name(name);
    let name = format!("{name}-{}.json", browser::day_for_name(now));
    hand_over(desk, &Backup::new(now, vec![record], Vec::new()), &name);
}

fn hand_over(desk: Desk, backup: &Backup, name: &str) -> bool {
    commands::hand_over(desk, name, clipboard::download(name, &backup.to_file()))
}

fn read(
    desk: Desk,
    file: files::File,
    planned: RwSignal<Planned>,
    problem: RwSignal<&'static str>,
) {
    planned.set(None);
    problem.set("");
    leptos::task::spawn_local(async move {
        let text = match files::read_up_to(file, files::LARGEST_BACKUP).await {
            Ok(read) => files::decode(&read.bytes, "utf-8").unwrap_or_default(),
            Err(files::ReadError::TooLarge) => {
                problem.set(words::BACKUP_TOO_LARGE);
                return;
            }
            Err(error) => {
                problem.set(words::not_read(error));
                return;
            }
        };
        match Backup::from_file(&text) {
            Ok(backup) => {
                let fates = backup.plan(&here(desk));
                planned.set(Some((Arc::new(backup), fates)));
            }
            Err(NoBackup::Newer) => problem.set(words::NEWER_BACKUP),
            Err(NoBackup::Other) => problem.set(words::NO_BACKUP),
        }
    });
}

fn here(desk: Desk) -> Vec<(Stamp, Card)> {
    let listed = desk.drafts().list().unwrap_or_default();
    listed
        .into_iter()
        .filter_map(|Listed { card, .. }| card.ok())
        .collect()
}

/// What will happen to each draft.
fn preview(
    desk: Desk,
    backup: Arc<Backup>,
    fates: &[(Fate, Option<Card>)],
    planned: RwSignal<Planned>,
) -> El {
    let rows = backup
        .drafts
        .iter()
        .zip(fates)
        .map(|(record, (fate, card))| {
            let name = card
                .as_ref()
                .map_or("打不开的记录", |card| card.name.as_str());
            let is_binned = card.as_ref().is_some_and(|card| card.binned.is_some());
            let bin = match fate {
                Fate::Added if is_binned => "，在回收站里",
                _ => "",
            };
            let row = classed("li", "planned")
                .with(el("b").text(name))
                .with(el("span").text(&[words::fate(*fate), bin].concat()));
            if *fate != Fate::Older {
                return row;
            }
            // Who wants back what was written then has it beside what is here.
            let record = record.clone();
            let apart = button("另存一份")
                .name(&["另存一份：", name].concat())
                .on_click(move || {
                    if let Ok(draft) = Draft::from_record(&record) {
                        leptos::task::spawn_local(take_beside(desk, draft));
                    }
                });
            row.with(apart)
        });
    let rows: Vec<El> = rows.collect();
    let changes = fates.iter().any(|(fate, _)| {
        !matches!(
            fate,
            Fate::Same | Fate::Older | Fate::Beside | Fate::Unreadable
        )
    });
    let go = button("恢复")
        .class("primary")
        .disabled_if(move || !changes)
        .on_click(move || {
            let backup = backup.clone();
            planned.set(None);
            leptos::task::spawn_local(async move {
                take_in(desk, &backup).await;
                desk.list_again();
            });
        });
    classed("div", "planned-list")
        .with(el("p").text("恢复后各份草稿会这样处理："))
        .with(classed("ul", "drafts").name("恢复预览").with_all(rows))
        .with(
            classed("p", "dialog-foot")
                .with(button("取消").on_click(move || planned.set(None)))
                .with(go),
        )
}

/// Takes a backup in. What is on the desk is stored first; where it is replaced, it is left for that and opened
/// again. A draft that another tab writes in stays, and its backup comes beside it.
async fn take_in(desk: Desk, backup: &Backup) {
    desk.save();
    let fates = backup.plan(&here(desk));
    let (mut done, mut beside, mut failed) = (0, 0, 0);
    let mut left = None;
    for (record, (fate, card)) in backup.drafts.iter().zip(fates) {
        let (Ok(mut draft), Some(card)) = (Draft::from_record(record), card) else {
            continue;
        };
        match fate {
            Fate::Added => {}
            Fate::Newer if replaces(desk, &mut draft, &mut left).await => {}
            Fate::Newer | Fate::Apart => {
                beside += 1;
                set_beside(desk, &mut draft);
            }
            Fate::Binned => {
                match desk.bin(&card.id, None) {
                    Ok(()) => done += 1,
                    Err(_) => failed += 1,
                }
                continue;
            }
            Fate::Same | Fate::Older | Fate::Beside | Fate::Unreadable => continue,
        }
        if desk.store(draft).await {
            done += 1;
        } else {
            failed += 1;
        }
    }
    if let Some(id) = left {
        desk.open_again(id).await;
    }
    desk.take_in_versions(&backup.versions);
    let said = words::restored(done, beside, failed);
    if failed > 0 {
        desk.warn(said);
    } else {
        desk.say(said);
    }
}

/// Takes an older state of a draft in as a draft of its own.
async fn take_beside(desk: Desk, mut draft: Draft) {
    set_beside(desk, &mut draft);
    let name = draft.card.name.clone();
    if !desk.store(draft).await {
        return desk.warn(words::restored(0, 0, 1));
    }
    desk.list_again();
    desk.say(words::put_beside(&name));
}

/// Gives a draft of a backup an id and a name of its own: the same id for the same state, as long as that is free.
fn set_beside(desk: Desk, draft: &mut Draft) {
    let id = apart(&draft.card.id, &draft.stamp);
    draft.card.id = match desk.drafts().load(&id) {
        Ok(_) => browser::new_id(),
        Err(_) => id,
    };
    draft.card.name = desk.name_beside(&draft.card.name, words::BACKUP);
    draft.card.binned = None;
}

/// Prepares a draft of a backup to take the place of the older one that is here, if no other tab writes in
/// that and it is kept as a version. One that lies on the desk is left: nothing may be typed into it any more.
async fn replaces(desk: Desk, draft: &mut Draft, left: &mut Option<String>) -> bool {
    let id = draft.card.id.clone();
    if !desk.is_free(&id).await {
        return false;
    }
    if desk.is_open(&id) {
        if !desk.leave_draft().await {
            return false;
        }
        *left = Some(id.clone());
    }
    let Ok(older) = desk.drafts().load(&id) else {
        return false;
    };
    if !desk.keep_version(&older, Reason::BeforeImport, None).await {
        return false;
    }
    draft.follow(&older.stamp, &browser::new_id());
    true
}
