//! House rules: that each room uses what its head says and no more, and what every file owes its reader.
//!
//! Law: what a room knows is said in one place, the `Room:` of its head, which is read here.

#![expect(clippy::expect_used, reason = "a test fails loudly")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

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

/// The rooms, which are the files right in `src` but for the entries of the two crates: the name and the head of each.
fn rooms() -> Vec<(String, String)> {
    let room = |(path, source): (PathBuf, String)| {
        let path = inside(&path);
        let name = path.strip_suffix(".rs")?;
        let head = source.lines().map_while(|line| line.strip_prefix("//!"));
        let is_room = !name.contains('/') && !["lib", "main"].contains(&name);
        is_room.then(|| (name.to_owned(), head.collect()))
    };
    sources("src").into_iter().filter_map(room).collect()
}

/// The rooms that a head names: `Room: knows report, numbering and json; no text layout.`
fn known(head: &str) -> Option<BTreeSet<&str>> {
    let (_, sentence) = head.split_once("Room: knows ")?;
    let list = sentence.split(['.', ';']).next()?;
    let names = list.split(", ").flat_map(|names| names.split(" and "));
    Some(names.filter(|name| !name.starts_with("nothing")).collect())
}

/// The code of a file, without its comments and its own tests.
fn code(source: &str) -> String {
    let lines = source.lines().take_while(|line| *line != "#[cfg(test)]");
    lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect()
}

/// The rooms that the code of a file names, also in a list: `use crate::{edit::{Change, Edit}, report};`.
fn used(path: &str, code: &str) -> BTreeSet<String> {
    // As many steps outwards as the file lies deep.
    let outwards = "super::".repeat(path.split('/').count());
    let code = code.replace(&outwards, "crate::");
    let behind = code.split("crate::").skip(1);
    behind.flat_map(first_names).collect()
}

/// The first name of each path that stands behind `crate::`.
fn first_names(paths: &str) -> Vec<String> {
    let name = |path: &str| {
        let mut names = path.split(|sign: char| !sign.is_alphanumeric() && sign != '_');
        names.next().unwrap_or_default().to_owned()
    };
    let Some(list) = paths.strip_prefix('{') else {
        return vec![name(paths)];
    };
    let deeper = |sign| i32::from(sign == '{') - i32::from(sign == '}');
    let mut depth = 1;
    let inside = list.chars().take_while(|sign| {
        depth += deeper(*sign);
        0 < depth
    });
    let list: String = inside.collect();
    depth = 0;
    let paths = list.split(|sign| {
        depth += deeper(sign);
        depth == 0 && sign == ','
    });
    let paths = paths.map(str::trim).filter(|path| !path.is_empty());
    paths.map(name).collect()
}

#[test]
fn every_file_says_what_it_is() {
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
fn every_room_says_what_it_knows_and_its_law() {
    for (room, head) in rooms() {
        assert!(known(&head).is_some(), "{room} does not say what it knows");
        assert!(head.contains("Law: "), "{room} does not say its law");
    }
}

#[test]
fn rooms_know_what_their_heads_say() {
    // The page is a crate of its own, and knows the whole library.
    for (room, head) in rooms().into_iter().filter(|(room, _)| room != "ui") {
        let known = known(&head).unwrap_or_default();
        let mut unused = known.clone();
        for (path, source) in sources("src") {
            let path = inside(&path);
            if path != format!("{room}.rs") && !path.starts_with(&format!("{room}/")) {
                continue;
            }
            let code = code(&source);
            for used in used(&path, &code) {
                assert!(
                    used == room || known.contains(&*used),
                    "{room} does not say that it knows {used}: {path}"
                );
                unused.remove(&*used);
            }
            for outside in ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo"] {
                assert!(
                    !code.contains(outside),
                    "{room} may not know {outside}: {path}"
                );
            }
        }
        assert!(
            unused.is_empty(),
            "{room} says that it knows {unused:?}, and does not"
        );
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
        // What a file tests stands at its end: nothing that a person can reach hides behind it.
        if let Some((_, tests)) = source.split_once("\n#[cfg(test)]\n") {
            let (head, module) = tests.split_once('\n').unwrap_or_default();
            let at_end = module.find("\n}\n").map(|end| end + 3) == Some(module.len());
            assert!(
                head.starts_with("mod ") && at_end,
                "{} has code behind its tests",
                path.display()
            );
        }
        let code = code(&source);
        for word in [
            ".unwrap()",
            ".expect(",
            "todo!(",
            "unimplemented!(",
            "dbg!(",
            "panic!(",
            "unreachable!(",
            // Those of a debug build end with the same words.
            "assert!(",
            "assert_eq!(",
            "assert_ne!(",
        ] {
            assert!(!code.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn what_a_letter_is_is_asked_in_one_place() {
    for (path, source) in sources("src") {
        let code = code(&source);
        for name in ["is_alphabetic", "is_alphanumeric", "is_numeric"] {
            assert!(
                !code.contains(name),
                "{} asks for {name}, whose tables the page does without; see src/letters.rs",
                path.display()
            );
        }
    }
}

/// The manifests of the workspace: its own, and those of its members.
fn manifests() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let whole = fs::read_to_string(root.join("Cargo.toml")).expect("the manifest");
    let (_, rest) = whole.split_once("\nmembers = [").expect("the members");
    let (members, _) = rest.split_once(']').expect("the end of the members");
    let members = members.split(',').map(|name| name.trim().trim_matches('"'));
    let folders = members.map(|name| root.join(name)).chain([root.to_owned()]);
    folders
        .map(|folder| folder.join("Cargo.toml"))
        .map(|path| {
            let manifest = fs::read_to_string(&path).expect("the manifest of a member");
            (path, manifest)
        })
        .collect()
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let mut count = 0;
    for (path, manifest) in manifests() {
        let (mut in_list, mut explained, mut open) = (false, false, false);
        for line in manifest.lines().map(str::trim) {
            let section = line.strip_prefix('[').filter(|_| !open);
            let section = section.map(|section| section.trim_end_matches(']'));
            if let Some(section) = section {
                in_list = section.ends_with("dependencies") || section.starts_with("patch.");
                // `[dependencies.name]` is one by itself: the line under it says what it is for.
                open = section.contains("dependencies.");
                count += usize::from(open);
            } else if open {
                let name = path.display();
                assert!(line.starts_with('#'), "{name}: not said what for: {line}");
                open = false;
            } else if in_list && line.contains(" = ") {
                let name = path.display();
                assert!(explained, "{name}: not said what for: {line}");
                count += 1;
            }
            explained = line.starts_with('#');
        }
    }
    assert!(count > 30, "only {count} dependencies were found");
}

#[test]
fn the_crash_screen_knows_the_newest_form_of_a_record() {
    let screen = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/ui/browser/crash.js");
    let screen = fs::read_to_string(screen).expect("the crash screen");
    let newest = format!("var SCHEMA = {};", tigang::draft::SCHEMA);
    assert!(screen.contains(&newest), "crash.js does not say {newest}");
}
