//! States that are no part of one another: each becomes a draft of its own.
//!
//! Law: neither of two texts goes into the other, and what is found twice is one draft.

use tigang::draft::backup::apart;
use tigang::draft::drafts::SaveError;
use tigang::draft::keeper::Answer;
use tigang::draft::{Draft, Stamp};

use super::Desk;
use crate::ui::{browser, words};

impl Desk {
    /// What is on the page and not confirmed becomes a draft of its own, so that neither of two texts
    /// goes into the other; whether a copy took it.
    pub(super) async fn keep_apart(self) -> bool {
        if !self.work.with_value(|work| work.keeper.is_unconfirmed()) {
            return true;
        }
        let Some(mut draft) = self.current() else {
            return true;
        };
        // On the shelf it lies already: found there again, it must be the same draft of its own.
        if !self.work.with_value(|work| work.keeper.is_changed()) {
            return self.set_apart(draft, words::KEPT_APART).await;
        }
        draft.stamp = Stamp {
            revision: 1,
            writer: browser::new_id(),
        };
        draft.card.id = browser::new_id();
        self.add_apart(draft, words::KEPT_APART).await
    }

    /// Makes a draft of its own of a state that was found; whether a copy took it. Its id comes from
    /// that state: found twice, it is one draft.
    pub(super) async fn set_apart(self, mut draft: Draft, said: &str) -> bool {
        draft.card.id = apart(&draft.card.id, &draft.stamp);
        self.add_apart(draft, said).await
    }

    async fn add_apart(self, mut draft: Draft, said: &str) -> bool {
        draft.card.name = format!("{}（{}）", draft.card.name, words::UNMERGED);
        draft.card.from = Vec::new();
        draft.card.binned = None;
        if draft.card.saved == 0 {
            draft.card.saved = browser::now();
        }
        match self.drafts().save(&draft) {
            // The other copy may take its time.
            Ok(()) => self.mirror_later(draft),
            // It was kept before, and somebody went on with it.
            Err(SaveError::Overtaken) => return true,
            Err(_) if self.mirror(&draft).await == Answer::Settled => {}
            Err(_) => return false,
        }
        self.warn(said);
        self.list_again();
        true
    }
}
