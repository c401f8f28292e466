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
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            // The button has taken the keyboard with it: back to where the person wrote.
            if browser::has_no_focus() {
                self.go_back();
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
        let grown = characters.saturating_sub(before.unwrap_or(characters));
        if grown == 0 {
            return;
        }
        let noted = storage::setting("since-backup");
        let (count, first) = noted
            .split_once(' ')
            .and_then(|(count, first)| Some((count.parse().ok()?, first.parse().ok()?)))
            .unwrap_or((0_usize, now));
        let count = count + grown;
        storage::set_setting("since-backup", &format!("{count} {first}"));
        let is_due = count >= CHARACTERS || now.saturating_sub(first) >= AGE;
        let is_reminded = self.work.with_value(|work| work.reminded);
        if is_due && !is_reminded {
            // Once for each time the page is open: who has no time now is not to be nagged.
            self.work.update_value(|work| work.reminded = true);
            self.reminder.set(Some(Reminder::Backup(count)));
        }
    }
}
