//! What the page reminds of: a backup that is due, and once, what it cannot protect against.

use super::Desk;
use crate::ui::browser::{self, storage};

/// New characters after which a backup is due.
const CHARACTERS: usize = 2_000;
/// Milliseconds after the first of them, after which it is due as well.
const AGE: u64 = 24 * 60 * 60 * 1_000;

/// Something to be reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// What the page cannot protect against; said once.
    Limits,
    /// So many characters were written since the last backup.
    Backup(usize),
}

impl Desk {
    /// What the person should be reminded of.
    pub fn reminder(self) -> Option<Reminder> {
        self.reminder.get()
    }

    /// The person has read it, or has done it.
    pub fn forget_reminder(self) {
        if self.reminder.get_untracked() == Some(Reminder::Limits) {
            storage::set_setting("limits-told", "1");
        }
        self.reminder.set(None);
        self.keep_keyboard();
    }

    /// A button that was pressed goes, and would take the keyboard with it: back to where the person wrote.
    pub fn keep_keyboard(self) {
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            if browser::has_no_focus() && !browser::focus_selector("dialog[open] button") {
                self.go_back_unmoved();
            }
        });
    }

    /// Counts what was written since the last backup. What a new draft starts with was there before.
    pub(super) fn count_for_reminder(self, is_new: bool, characters: usize, now: u64) {
        let before = self
            .work
            .try_update_value(|work| std::mem::replace(&mut work.characters, characters));
        if is_new {
            if storage::setting("limits-told").is_empty() {
                self.reminder.set(Some(Reminder::Limits));
            }
            return;
        }
        // A figure that takes the place of another is work, too.
        let is_changed = self.work.try_update_value(|work| {
            let revision = work.editor.revision();
            std::mem::replace(&mut work.counted, revision) != revision
        });
        if is_changed != Some(true) {
            return;
        }
        let grown = characters
            .saturating_sub(before.unwrap_or(characters))
            .max(1);
        let noted = storage::setting("since-backup");
        let (count, first) = noted
            .split_once(' ')
            .and_then(|(count, first)| Some((count.parse().ok()?, first.parse().ok()?)))
            .unwrap_or((0_usize, now));
        let count = count + grown;
        storage::set_setting("since-backup", &format!("{count} {first}"));
        let is_due = count >= CHARACTERS || now.saturating_sub(first) >= AGE;
        let reminded = self.work.with_value(|work| work.reminded);
        // Once a day for each time the page is open: who has no time now is not to be nagged.
        if is_due && reminded.is_none_or(|last| now.saturating_sub(last) >= AGE) {
            self.work.update_value(|work| work.reminded = Some(now));
            self.reminder.set(Some(Reminder::Backup(count)));
        }
    }

    /// Everything was backed up at this time: it is counted anew.
    pub fn backed_up(self, now: u64) {
        storage::set_setting("backup", &now.to_string());
        storage::set_setting("since-backup", "");
        self.work.update_value(|work| work.reminded = None);
        self.forget_reminder();
        self.list_again();
    }
}
