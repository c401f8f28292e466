//! House rules: which room may use what, and what every file owes its reader.

#![expect(clippy::expect_used, reason = "a test fails loudly")]

use std::fs;
use std::path::{Path, PathBuf};

/// A room of the library and the rooms that it may know. Rooms that are missing here may know all others.
const ROOMS: [(&str, &[&str]); 25] = [
    ("archive", &[]),
    ("line_ends", &[]),
    ("han", &[]),
    ("addressee", &["han"]),
    ("attachments", &[]),
    ("notices", &[]),
    ("clean", &["line_ends", "notices"]),
    ("unnumbered", &["numbering", "text", "notices", "clean"]),
    (
        "markdown",
        &["han", "report", "notices", "clean", "unnumbered"],
    ),
    (
        "docx",
        &[
            "line_ends",
            "report",
            "numbering",
            "text",
            "archive",
            "notices",
            "clean",
            "unnumbered",
            "first_bytes",
            "paper",
        ],
    ),
    ("numbering", &["line_ends"]),
    ("json", &[]),
    ("report", &["numbering", "addressee", "attachments", "json"]),
    ("first_bytes", &[]),
    ("blanks", &["han", "first_bytes"]),
    ("slots", &["report", "blanks"]),
    (
        "text",
        &[
            "line_ends",
            "report",
            "numbering",
            "addressee",
            "attachments",
            "blanks",
        ],
    ),
    (
        "edit",
        &[
            "line_ends",
            "report",
            "numbering",
            "attachments",
            "blanks",
            "slots",
        ],
    ),
    ("history", &["edit", "report", "json"]),
    ("tally", &["report", "slots"]),
    ("editor", &["report", "edit", "history", "tally"]),
    ("outline", &["report", "numbering", "json"]),
    ("draft", &["report", "numbering", "blanks", "json"]),
    (
        "paper",
        &["line_ends", "report", "attachments", "blanks", "slots"],
    ),
    ("rich", &["paper"]),
];

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let source = fs::read_to_string(&path).expect("a source file");
                found.push((path, source));
            }
        }
    }
    assert!(!found.is_empty(), "no source in {folder}");
    found
}

/// The part of a path inside `src`, as in `ui/browser/fields.rs`.
fn inside(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let path = path.strip_prefix(root).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

#[test]
fn every_file_opens_with_its_room_and_law() {
    for folder in ["src", "tests", "xtask/src"] {
        for (path, source) in sources(folder) {
            assert!(
                source.starts_with("//!"),
                "{} does not open with //!",
                path.display()
            );
            assert!(
                !path.ends_with("mod.rs"),
                "{} should carry its room's name",
                path.display()
            );
        }
    }
}

#[test]
fn rooms_know_only_what_they_may() {
    for (room, known) in ROOMS {
        let own =
            |path: &str| path == format!("{room}.rs") || path.starts_with(&format!("{room}/"));
        let mut files = 0;
        for (path, source) in sources("src")
            .into_iter()
            .filter(|(path, _)| own(&inside(path)))
        {
            files += 1;
            for line in source
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                let used = line.split("crate::").skip(1).map(|rest| {
                    rest.split(|sign: char| !sign.is_alphanumeric() && sign != '_')
                        .next()
                        .unwrap_or_default()
                });
                for used in used.filter(|used| !used.is_empty()) {
                    assert!(
                        used == room || known.contains(&used),
                        "{room} may not know {used}: {}: {line}",
                        path.display()
                    );
                }
                for outside in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo"] {
                    assert!(
                        !line.contains(outside),
                        "{room} may not know {outside}: {}",
                        path.display()
                    );
                }
            }
        }
        assert!(files > 0, "there is no room {room}");
    }
}

#[test]
fn only_the_browser_room_touches_the_browser() {
    for (path, source) in sources("src") {
        if inside(&path).starts_with("ui/browser") {
            continue;
        }
        for name in ["web_sys", "js_sys", "wasm_bindgen", "gloo_"] {
            let used = source
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(name));
            assert!(
                !used,
                "{} names {name}; src/ui/browser is its room",
                path.display()
            );
        }
    }
}

#[test]
fn nothing_a_person_can_reach_may_panic_or_be_left_open() {
    for (path, source) in sources("src") {
        for word in [
            ".unwrap()",
            ".expect(",
            "todo!(",
            "unimplemented!(",
            "dbg!(",
            "panic!(",
        ] {
            let used = source
                .lines()
                .any(|line| !line.trim_start().starts_with("//") && line.contains(word));
            assert!(!used, "{} uses {word}", path.display());
        }
    }
}

#[test]
fn the_crash_screen_knows_the_newest_form_of_a_record() {
    let screen = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/browser/crash.js");
    let screen = fs::read_to_string(screen).expect("the crash screen");
    let newest = format!("var SCHEMA = {};", tigang::draft::SCHEMA);
    assert!(screen.contains(&newest), "crash.js does not say {newest}");
}
