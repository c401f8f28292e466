//! What the page says to the person.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::set_timeout;

use super::Desk;

/// A sentence for the person.
#[derive(Clone)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// What it is about.
    pub tone: Tone,
    /// Tells one notice from the next of the same words.
    pub number: u64,
    /// What can be done about it, and what the button for it says.
    pub offer: Option<Offer>,
}

/// What a button in a sentence says and does.
pub type Offer = (&'static str, Rc<dyn Fn()>);

/// What a sentence is about. Law: none takes the place of one that weighs more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done: it goes by itself, or with the next.
    Passing,
    /// Something can be made better: it goes when the report changes, or is closed.
    Offering,
    /// Something was not done, and nothing changed: it goes when the report changes, or is closed.
    Refusing,
    /// Something did not work: it stays until it is closed.
    Urgent,
    /// A copy of the open draft fails: it goes when that is over.
    Storage,
}

impl Desk {
    /// The sentences for the person, the last one last.
    pub fn notices(self) -> Vec<Notice> {
        self.notices.get()
    }

    /// Says something.
    pub fn say(self, text: impl Into<String>) {
        let number = self.tell(text.into(), Tone::Passing, None);
        set_timeout(move || self.unsay(number), Duration::from_secs(6));
    }

    /// Says that something did not work.
    pub fn warn(self, text: impl Into<String>) {
        self.tell(text.into(), Tone::Urgent, None);
    }

    /// Says that something was not done, as long as nothing else is; nothing where the reason has been said.
    pub fn refuse(self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.tell(text.to_owned(), Tone::Refusing, None);
    }

    /// Says what can be made better, with a button that does it: to the report as it is now and no other.
    pub fn offer(self, text: &str, label: &'static str, act: impl Fn() + 'static) {
        let state = self.state();
        let act = move || {
            if self.composing().is_none() && self.state() == state {
                act();
            }
        };
        self.tell(text.to_owned(), Tone::Offering, Some((label, Rc::new(act))));
    }

    pub(super) fn tell(self, text: String, tone: Tone, offer: Option<Offer>) -> u64 {
        let number = self.work.try_update_value(|work| {
            work.said += 1;
            work.said
        });
        let number = number.unwrap_or_default();
        self.notices.update(|notices| {
            notices
                .retain(|other| other.text != text && (tone == Tone::Urgent || other.tone != tone));
            notices.push(Notice {
                text,
                tone,
                number,
                offer,
            });
        });
        number
    }

    /// Takes a sentence off the page.
    pub fn unsay(self, number: u64) {
        self.unsay_where(|notice| notice.number == number);
    }

    /// Takes a sentence off the page that holds no longer.
    pub fn unsay_words(self, words: &str) {
        self.unsay_where(|notice| notice.text == words);
    }

    /// Takes away what holds only as long as the report is as it is.
    pub(super) fn unsay_of_report(self) {
        self.unsay_where(|notice| matches!(notice.tone, Tone::Offering | Tone::Refusing));
    }

    pub(super) fn unsay_where(self, is_over: impl Fn(&Notice) -> bool) {
        if self.notices.with_untracked(|all| all.iter().any(&is_over)) {
            self.notices
                .update(|all| all.retain(|notice| !is_over(notice)));
        }
    }
}
