//! One writer for each draft: who may write in the open draft, and how it passes from tab to tab.
//!
//! Room: pure; locks, messages and clocks are the page's. Law: a tab that does not hold the lock of a
//! draft does not write in it; one that loses it keeps what it has not stored yet as a draft of its own.
//! Locks of the browser decide, not localStorage: other tabs see what is stored there late.

/// How long another tab may take to hand a draft over, in milliseconds, before the lock is taken.
/// A tab that crashed holds no lock, so only one that hangs is waited for in vain.
pub const PATIENCE: u64 = 6_000;

/// How long a tab that hands its draft over waits for the mirror to confirm, in milliseconds, before it
/// keeps what is not confirmed as a draft of its own. A busy disk takes more than a second at times.
pub const HANDING: u64 = 3_000;

/// What this tab may do with the open draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// The lock was asked for.
    Asking,
    /// Writes.
    Writing,
    /// Shows the draft only: another tab writes.
    Reading,
    /// Shows the draft only, and has asked the other tab to hand it over.
    Waiting,
    /// Stores the last changes, to hand the draft over.
    Yielding,
}

/// What a tab hears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The lock is ours.
    Granted,
    /// Another tab has the lock.
    Refused,
    /// The person wants to write here.
    Wanted,
    /// Another tab wants the draft.
    Asked,
    /// Everything is stored and confirmed.
    Stored,
    /// The other tab did not hand over in time; or, while we hand over, the copies did not confirm.
    Late,
    /// A copy holds a later state by another tab, although the lock is ours.
    Overtaken,
    /// The lock was taken from us.
    Taken,
}

/// What has to be done about it, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Read the draft anew from the best copy, and let the person write.
    OpenToWrite,
    /// Show the draft, and that another tab writes in it.
    OpenToRead,
    /// Ask the other tab to hand the draft over, queue for the lock, and wait for [`PATIENCE`].
    AskForIt,
    /// Take the lock from a tab that does not answer.
    TakeIt,
    /// Stop typing and store everything in both copies.
    Store,
    /// Give the lock back and say so to the other tabs.
    Release,
    /// Keep what the mirror has not confirmed as a draft of its own: what was only written on the shelf
    /// may be overwritten there by a tab that has not seen it.
    KeepApart,
}

/// The role of a tab and how often it changed: who waits for something knows by that whether it is still
/// waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lease {
    role: Role,
    turn: u32,
}

impl Lease {
    /// At the start of this role.
    pub fn new(role: Role) -> Lease {
        Lease { role, turn: 0 }
    }

    /// The role now.
    pub fn role(self) -> Role {
        self.role
    }

    /// Which turn this is: the one in which an act was asked for is over as soon as another follows.
    pub fn turn(self) -> u32 {
        self.turn
    }

    /// Takes on another role, whatever was waited for.
    pub fn set(&mut self, role: Role) {
        self.role = role;
        self.turn = self.turn.wrapping_add(1);
    }

    /// As [`Role::hear`].
    pub fn hear(&mut self, heard: Heard) -> &'static [Act] {
        let acts = self.role.hear(heard);
        if !acts.is_empty() {
            self.turn = self.turn.wrapping_add(1);
        }
        acts
    }

    /// The time is up that was given in this turn. It says nothing of a later one: a draft may be asked for,
    /// handed over and wanted back within that time.
    pub fn late(&mut self, turn: u32) -> &'static [Act] {
        if turn == self.turn {
            self.hear(Heard::Late)
        } else {
            &[]
        }
    }
}

impl Role {
    /// What follows from what was heard. What does not fit is ignored: answers may come late.
    #[must_use]
    pub fn hear(&mut self, heard: Heard) -> &'static [Act] {
        let (next, acts): (Role, &[Act]) = match (*self, heard) {
            // Unasked, a tab that only shows the draft looks whether the one that wrote is gone.
            (Role::Asking | Role::Waiting | Role::Reading, Heard::Granted) => {
                (Role::Writing, &[Act::OpenToWrite])
            }
            (Role::Asking, Heard::Refused) => (Role::Reading, &[Act::OpenToRead]),
            (Role::Reading, Heard::Wanted) => (Role::Waiting, &[Act::AskForIt]),
            (Role::Waiting, Heard::Late) => (Role::Waiting, &[Act::TakeIt]),
            (Role::Writing, Heard::Asked) => (Role::Yielding, &[Act::Store]),
            (Role::Yielding, Heard::Stored) => (Role::Reading, &[Act::Release, Act::OpenToRead]),
            (Role::Writing | Role::Yielding, Heard::Taken) => {
                (Role::Reading, &[Act::KeepApart, Act::OpenToRead])
            }
            (Role::Yielding, Heard::Late) | (Role::Writing | Role::Yielding, Heard::Overtaken) => (
                Role::Reading,
                &[Act::KeepApart, Act::Release, Act::OpenToRead],
            ),
            _ => return &[],
        };
        *self = next;
        acts
    }

    /// Whether the person may write.
    pub fn may_write(self) -> bool {
        self == Role::Writing
    }
}
