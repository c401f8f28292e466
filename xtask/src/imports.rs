//! What the page's program may ask of the browser: a list, and nothing beside it. A policy keeps what a
//! page sends from arriving; this keeps the page from having a way to send.

use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// A name a line; see `name_of`.
const ALLOWED: &str = include_str!("imports.txt");

/// Ways to send something out, by the words that a script needs for them.
const SENDING: [&str; 12] = [
    "fetch(",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "sendBeacon",
    "RTCPeerConnection",
    "importScripts",
    "window.open",
    ".src =",
    ".action =",
    "import(",
];

/// Looks at the names of all imports of the program. An error names those that are not on the list.
pub fn check<'a>(imports: impl Iterator<Item = &'a str>) -> Result<()> {
    let allowed: BTreeSet<&str> = ALLOWED.lines().collect();
    let new: BTreeSet<&str> = imports
        .map(name_of)
        .filter(|name| !allowed.contains(name))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    bail!(
        "the page's program asks the browser for {}. If none of it can send anything out of the page, \
         put it on the list in xtask/src/imports.txt",
        new.into_iter().collect::<Vec<_>>().join(", ")
    )
}

/// Looks at a script: the words for sending it may hold, each as often as given here, and no other.
pub fn check_script(what: &str, script: &str, known: &[(&str, usize)]) -> Result<()> {
    for word in SENDING {
        let times = script.matches(word).count();
        let allowed = known.iter().find(|(one, _)| *one == word);
        if times > allowed.map_or(0, |(_, times)| *times) {
            bail!("{what} holds {word:?} {times} times: a way to send something out of the page");
        }
    }
    Ok(())
}

/// The name without what wasm-bindgen changes with every version: `__wbg_get_0123456789abcdef` is `get`.
/// Closures and conversions, which are numbered, are all one.
fn name_of(import: &str) -> &str {
    if import.starts_with("__wbindgen_") {
        return "__wbindgen";
    }
    let name = import.strip_prefix("__wbg_").unwrap_or(import);
    match name.rsplit_once('_') {
        Some((name, sum)) if sum.len() == 16 && sum.bytes().all(|one| one.is_ascii_hexdigit()) => {
            name
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkout;

    #[test]
    fn the_list_is_in_order_and_holds_no_way_to_send() {
        let names: Vec<&str> = ALLOWED.lines().collect();
        assert!(names.is_sorted(), "in order, so that a new line is seen");
        for word in SENDING {
            let word = word.trim_end_matches('(').to_lowercase();
            assert!(
                !names.iter().any(|name| name.to_lowercase() == word),
                "{word}"
            );
        }
    }

    #[test]
    fn what_is_not_on_the_list_is_an_error() {
        assert!(check(["__wbg_setAttribute_0123456789abcdef"].into_iter()).is_ok());
        assert!(check(["__wbg_sendBeacon_0123456789abcdef"].into_iter()).is_err());
        assert!(check(["__wbg_fetch_0123456789abcdef"].into_iter()).is_err());
    }

    #[test]
    fn our_own_scripts_load_the_page_and_send_nothing() -> Result<()> {
        let folder = checkout::root()?.join("src/ui/browser");
        let mut seen = 0;
        for entry in std::fs::read_dir(folder)? {
            let file = entry?.path();
            if file.extension().is_none_or(|ending| ending != "js") {
                continue;
            }
            let name = file
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            let known: &[(&str, usize)] = match name.as_str() {
                // The program beside the page.
                "start.js" => &[("fetch(", 1)],
                // The files of one build: asked for by its list, answered from its store.
                "worker.js" => &[("fetch(", 2)],
                _ => &[],
            };
            check_script(&name, &std::fs::read_to_string(&file)?, known)?;
            seen += 1;
        }
        assert!(seen >= 6, "{seen} scripts");
        Ok(())
    }
}
