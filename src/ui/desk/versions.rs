//! The versions that are kept of the open draft: when they are made, which are forgotten, and the way
//! back to one.
//!
//! Law: a version is in the database whole or not at all; going back to one is an edit that can be
//! undone, and what stood there before is kept as a version beside it.

use std::time::Duration;

use leptos::prelude::*;

use tigang::draft::versions::{self, About, Reason, Version};
use tigang::draft::{Card, Draft};
use tigang::edit::{Edit, Ids};
use tigang::report::Report;
use tigang::report::compare::summary;
use tigang::text;

use super::Desk;
use crate::ui::browser::copies::{self, Store};
use crate::ui::{browser, words};

/// The bytes that all versions of one draft may take together.
const LIMIT: usize = 8 * 1024 * 1024;

/// The key that a version's record has in the database, and what is known about it.
pub type Kept = (String, About);

impl Desk {
    /// The versions of the open draft, the newest first; changes when one is kept or forgotten. None as long as the
    /// database has not told them.
    pub fn versions(self) -> Option<Vec<Kept>> {
        self.versions.get()
    }

    /// Reads what is known about the versions of the open draft.
    pub(super) fn list_versions(self) {
        leptos::task::spawn_local(async move { self.read_versions().await });
    }

    async fn read_versions(self) {
        let Some(card) = self.card.get_untracked() else {
            return;
        };
        let all = copies::all(Store::About).await;
        // Meanwhile the person went on to another one; what was listed of this one still holds.
        let Some(all) = all.ok().filter(|_| self.is_open(&card.id)) else {
            return;
        };
        let of_draft = all.into_iter().filter_map(|(key, about)| {
            let about = About::from_text(&about)?;
            (about.version.draft == card.id).then_some((key, about))
        });
        let mut kept: Vec<Kept> = of_draft.collect();
        kept.sort_unstable_by_key(|(_, about)| std::cmp::Reverse(about.version.time));
        if !kept.is_empty() {
            set_timeout(move || self.remember_opened(), Duration::from_millis(300));
        }
        self.versions.set(Some(kept));
    }

    /// Remembers the report that was opened, to tell what the next version changed. In a turn of its own,
    /// when the page has been painted.
    fn remember_opened(self) {
        self.work.update_value(|work| {
            if work.last_version.is_none() {
                work.last_version = Some(work.editor.report().clone());
            }
        });
    }

    /// Keeps a version if it is time for one.
    pub(super) fn keep_version_if_due(self) {
        let due = self.versions.with_untracked(|kept| {
            let last = kept.as_ref()?.first().map(|(_, about)| &about.version);
            Some(versions::is_due(last, browser::now()))
        });
        match due {
            None => self.list_versions(),
            Some(true) if let Some(draft) = self.current() => {
                self.keep_version_later(draft, Reason::Interval)
            }
            Some(_) => {}
        }
    }

    /// Keeps a version that nobody asked for.
    pub(super) fn keep_version_later(self, draft: Draft, reason: Reason) {
        leptos::task::spawn_local(async move {
            let is_kept = self.keep_version(&draft, reason, None).await;
            // That the draft itself is in danger weighs more, and has been said.
            let standing = self.standing.get_untracked();
            if !is_kept && standing.is_none_or(|standing| standing.trouble.is_none()) {
                self.warn(words::VERSION_NOT_KEPT);
            }
        });
    }

    /// Keeps the open draft as it is now as a version with this name; without one only if something
    /// changed since a version was kept by hand.
    pub fn name_version(self, name: String) {
        let Some(draft) = self.current() else { return };
        let last = self
            .versions
            .with_untracked(|kept| kept.as_ref()?.first().cloned());
        let last =
            last.filter(|(_, about)| name.is_empty() && about.version.reason == Reason::Named);
        leptos::task::spawn_local(async move {
            if let Some((key, _)) = last
                && let Some(report) = self.version(&key).await
                && text::write(&report) == text::write(&draft.report)
            {
                self.say(words::VERSION_STANDS);
            } else if self.keep_version(&draft, Reason::Named, Some(name)).await {
                self.say(words::VERSION_KEPT);
            } else {
                self.warn(words::VERSION_NOT_KEPT);
            }
        });
    }

    /// The stored form of the open draft as it is now, under the stamp of this state.
    pub fn record(self) -> Option<String> {
        self.save();
        self.current().map(|draft| draft.to_record())
    }

    /// Keeps a state of a draft as a version, and forgets those that are superfluous by now; whether the
    /// database has it.
    pub async fn keep_version(self, draft: &Draft, reason: Reason, name: Option<String>) -> bool {
        let record = draft.to_record();
        let now = browser::now();
        let version = Version {
            draft: draft.card.id.clone(),
            time: now,
            reason,
            name,
            characters: draft.card.characters,
            size: record.len(),
        };
        let is_open = self.is_open(&draft.card.id);
        let changed = if is_open {
            self.changed_since_last(draft)
        } else {
            String::new()
        };
        let about = About { version, changed };
        let note = about.to_text();
        let key = format!("{}/{now}", draft.card.id);
        // Known at once, so that the next save does not make another.
        let mut superfluous = Vec::new();
        if is_open {
            self.versions.update(|kept| {
                let Some(kept) = kept else { return };
                kept.insert(0, (key.clone(), about));
                let all: Vec<Version> = kept
                    .iter()
                    .map(|(_, about)| about.version.clone())
                    .collect();
                let mut gone = versions::superfluous(&all, now, LIMIT);
                gone.sort_unstable();
                while let Some(index) = gone.pop().filter(|index| *index < kept.len()) {
                    superfluous.push(kept.remove(index));
                }
            });
        }
        let mut changes = vec![
            (Store::Versions, key.as_str(), Some(record.as_str())),
            (Store::About, key.as_str(), Some(note.as_str())),
        ];
        for (key, _) in &superfluous {
            changes.push((Store::Versions, key, None));
            changes.push((Store::About, key, None));
        }
        let is_kept = copies::write(&changes).await;
        if !is_kept && self.is_open(&draft.card.id) {
            // All or nothing: those that were to go are still there, too.
            self.versions.update(|kept| {
                let Some(kept) = kept else { return };
                kept.retain(|(known, _)| *known != key);
                kept.append(&mut superfluous);
                kept.sort_unstable_by_key(|(_, about)| std::cmp::Reverse(about.version.time));
            });
        }
        if is_open && self.versions.with_untracked(Option::is_none) {
            self.list_versions();
        }
        is_kept
    }

    /// What the draft differs in from the version before, in a few words.
    fn changed_since_last(self, draft: &Draft) -> String {
        let before = self
            .work
            .try_update_value(|work| work.last_version.replace(draft.report.clone()));
        // The first has nothing before it.
        let is_first = self
            .versions
            .with_untracked(|kept| kept.as_ref().is_some_and(Vec::is_empty));
        let Some(before) = before.flatten().filter(|_| !is_first) else {
            return String::new();
        };
        let summary = summary(&before, &draft.report);
        let parts = summary.parts.join("、");
        words::changed(summary.added, summary.removed, &parts)
    }

    /// The report of a version.
    pub async fn version(self, key: &str) -> Option<Report> {
        let record = copies::get(Store::Versions, key).await.ok().flatten()?;
        Draft::from_record(&record).ok().map(|draft| draft.report)
    }

    /// Puts a version in the place of the report, as an edit that can be undone.
    pub fn go_back_to(self, report: Report) {
        let Some(now) = self.current() else { return };
        if text::write(&now.report) == text::write(&report) {
            self.say(words::SAME_VERSION);
            return;
        }
        let replace = Edit::Replace {
            report: Box::new(report),
            ids: Ids::Kept,
        };
        if !self.apply(&replace) {
            return;
        }
        leptos::task::spawn_local(async move {
            if self.keep_version(&now, Reason::BeforeRestore, None).await {
                self.say(words::WENT_BACK);
            } else {
                self.warn(words::WENT_BACK_ONLY);
            }
        });
    }

    /// The open draft as it is before an edit that may change much at once.
    pub(super) fn before_mass_change(self, edit: &Edit) -> Option<Draft> {
        let may_be_much = matches!(
            edit,
            Edit::Substitute { .. }
                | Edit::ItemsToSections { .. }
                | Edit::SectionsToItems { .. }
                | Edit::Erase { .. }
                | Edit::Remove { .. }
        );
        may_be_much.then(|| self.current()).flatten()
    }

    /// Keeps the draft as it was before such an edit, unless only few words have gone.
    pub(super) fn keep_if_much_went(self, before: Draft, edit: &Edit) {
        /// Characters that are no longer written in a moment.
        const MUCH: usize = 500;
        let now = self.read(|editor| editor.totals().characters);
        let gone = before.card.characters.saturating_sub(now);
        if MUCH <= gone || !matches!(edit, Edit::Erase { .. } | Edit::Remove { .. }) {
            self.keep_version_later(before, Reason::BeforeMassChange);
        }
    }

    /// Takes the versions of a backup in: what is known about each, and its record.
    pub fn take_in_versions(self, all: &[(String, String)]) {
        let all: Vec<(String, String, String)> = all
            .iter()
            .filter_map(|(about, record)| {
                let Version { draft, time, .. } = About::from_text(about)?.version;
                Card::from_record(record).ok()?;
                let key = format!("{draft}/{time}");
                Some((key, about.clone(), record.clone()))
            })
            .collect();
        if all.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let mut changes = Vec::new();
            for (key, about, record) in &all {
                changes.push((Store::Versions, key.as_str(), Some(record.as_str())));
                changes.push((Store::About, key.as_str(), Some(about.as_str())));
            }
            if !copies::write(&changes).await {
                self.warn(words::VERSION_NOT_KEPT);
            }
            self.read_versions().await;
        });
    }
}
