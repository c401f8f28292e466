//! What can be made of a text that was copied from a chat or from a printed page.
//!
//! Law: it is offered, never done unasked: stars may be blanks, and line ends may be meant.

use tigang::notices::Notices;
use tigang::{markdown, text};

use super::words;

/// One thing that can be made of it.
pub struct Tidying {
    /// What the text looks like.
    pub about: &'static str,
    /// What the button says that does it.
    pub label: &'static str,
    /// The text then, and what went; none where there is nothing to do.
    pub read: fn(&str) -> Option<(String, Notices)>,
}

/// What can be made of a text; none where it looks as somebody meant it.
pub fn tidying(text: &str) -> Option<Tidying> {
    if markdown::is_likely(text) {
        return Some(Tidying {
            about: words::LIKELY_MARKDOWN,
            label: "去掉记号",
            read: |text| Some(markdown::read(text)),
        });
    }
    text::joined(text)?;
    Some(Tidying {
        about: words::BROKEN_LINES,
        label: "接成整段",
        read: text::joined,
    })
}
