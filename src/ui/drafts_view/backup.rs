//! Backups: all drafts with their versions, or one draft, as a file, and taking such a file in again.
//!
//! Law: nothing changes until the person has seen what will happen to each draft.

use std::sync::Arc;

use tigang::draft::backup::{Backup, Fate, NoBackup};
use tigang::draft::drafts::Listed;
use tigang::draft::{Card, Draft, Stamp};

use crate::ui::browser::copies::{self, Store};
use crate::ui::browser::element::{El, button, classed, el};
use crate::ui::browser::{self, clipboard, files, storage};
use crate::ui::desk::Desk;
use crate::ui::signal::RwSignal;
use crate::ui::words;

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
        .with(classed("span", "hint").text_of(last_backup));
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

/// Writes every draft and every version into one file.
pub fn back_up_all(desk: Desk) {
    desk.save();
    leptos::task::spawn_local(async move {
        let listed = desk.drafts().list().unwrap_or_default();
        let ids = listed.iter().filter(|listed| listed.card.is_ok());
        let records = ids.filter_map(|listed| desk.drafts().raw(&listed.id).ok().flatten());
        let records: Vec<String> = records.collect();
        let about = copies::all(Store::About).await.unwrap_or_default();
        let texts = copies::all(Store::Versions).await.unwrap_or_default();
        let versions = about.into_iter().filter_map(|(key, about)| {
            let text = texts.iter().find(|(of, _)| *of == key)?;
            Some((about, text.1.clone()))
        });
        let now = browser::now();
        let backup = Backup::new(now, records, versions.collect());
        let name = format!("提纲备份-{}.json", browser::day_for_name(now));
        hand_over(desk, &backup, &name);
        storage::set_setting("backup", &now.to_string());
        storage::set_setting("since-backup", "");
        desk.forget_reminder();
    });
}

/// Writes one draft into a file of its own.
pub fn back_up(desk: Desk, id: &str, name: &str) {
    desk.save();
    if let Ok(Some(record)) = desk.drafts().raw(id) {
        let now = browser::now();
        let name = crate::ui::commands::file_name(name);
        let name = format!("{name}-{}.json", browser::day_for_name(now));
        hand_over(desk, &Backup::new(now, vec![record], Vec::new()), &name);
    }
}

fn hand_over(desk: Desk, backup: &Backup, name: &str) {
    let file = backup.to_file();
    if clipboard::download(name, &file) {
        desk.say(format!("{}{name}", words::DOWNLOADED));
    } else {
        desk.warn(words::NOT_DOWNLOADED);
    }
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
    let rows = fates.iter().map(|(fate, card)| {
        let name = card
            .as_ref()
            .map_or("打不开的记录", |card| card.name.as_str());
        classed("li", "planned")
            .with(el("b").text(name))
            .with(el("span").text(words::fate(*fate)))
    });
    let changes = fates
        .iter()
        .any(|(fate, _)| matches!(fate, Fate::Added | Fate::Newer | Fate::Apart));
    let go = button("恢复")
        .class("primary")
        .disabled_if(move || !changes)
        .on_click(move || {
            take_in(desk, &backup);
            planned.set(None);
            desk.list_again();
        });
    classed("div", "planned-list")
        .with(el("p").text("恢复后各份草稿会这样处理："))
        .with(
            classed("ul", "drafts")
                .name("恢复预览")
                .with_all(rows.collect()),
        )
        .with(
            classed("p", "dialog-foot")
                .with(button("取消").on_click(move || planned.set(None)))
                .with(go),
        )
}

/// Takes a backup in. What is on the desk is stored first, and is never replaced under the person's
/// hands: an open draft that is older than its backup comes beside it.
fn take_in(desk: Desk, backup: &Backup) {
    desk.save();
    let open = desk.card().map(|card| card.id);
    let fates = backup.plan(&here(desk));
    let mut done = 0;
    for (record, (fate, card)) in backup.drafts.iter().zip(fates) {
        let (Ok(mut draft), Some(card)) = (Draft::from_record(record), card) else {
            continue;
        };
        let is_open = open.as_ref() == Some(&card.id);
        match fate {
            Fate::Added => {}
            Fate::Newer if !is_open => {
                if let Ok(older) = desk.drafts().load(&card.id) {
                    // It goes on from what stands here, as far as the copies are concerned.
                    let Stamp { revision, writer } = older.stamp.clone();
                    draft.stamp.revision = draft.stamp.revision.max(revision) + 1;
                    draft.stamp.writer = browser::new_id();
                    draft.card.from = vec![(revision, writer)];
                    desk.keep_version(&older, tigang::draft::versions::Reason::BeforeImport, None);
                }
            }
            Fate::Newer | Fate::Apart => {
                draft.card.id = browser::new_id();
                draft.card.name = format!("{}（备份）", draft.card.name);
            }
            Fate::Same | Fate::Older | Fate::Unreadable => continue,
        }
        if desk.drafts().save(&draft).is_ok() {
            done += 1;
        }
        desk.mirror_later(draft);
    }
    desk.take_in_versions(&backup.versions);
    desk.say(format!("已恢复 {done} 份草稿，其余保持不变。"));
}
