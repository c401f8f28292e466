//! The start script of wasm-bindgen as browsers from Chrome 72 on can read it. One word of newer
//! syntax keeps an old browser from running any of the script, so an unknown one is an error.

use anyhow::{Result, bail};

/// What wasm-bindgen writes in newer syntax, and the same in the old one.
const KNOWN: [(&str, &str); 1] = [(
    r"/\[object ([^\]]+)\]/.exec(toStringOutput)?.[1]",
    r"(/\[object ([^\]]+)\]/.exec(toStringOutput) || [])[1]",
)];

/// Syntax that came after Chrome 72: from 80, and from 85.
const NEWER: [&str; 4] = ["?.", "??", "||=", "&&="];

/// The script in old syntax, or an error that shows the line that cannot be put so.
pub fn lowered(script: &str) -> Result<String> {
    let mut old = script.to_owned();
    for (newer, older) in KNOWN {
        old = old.replace(newer, older);
    }
    if let Some(line) = old.lines().find(|line| is_newer(line)) {
        bail!(
            "the page's script has syntax that Chrome 72 cannot read, and old_browsers.rs does \
             not know how to put it: {}",
            line.trim()
        );
    }
    Ok(old)
}

fn is_newer(line: &str) -> bool {
    let comment = ["//", "*", "/*"];
    let code = line.trim_start();
    !comment.iter().any(|start| code.starts_with(start))
        && NEWER.iter().any(|sign| {
            code.match_indices(sign).any(|(place, _)| {
                // `a?.5:1` is a choice between two numbers, as old as the language.
                let after = code.get(place + sign.len()..).unwrap_or_default();
                *sign != "?." || !after.starts_with(|next: char| next.is_ascii_digit())
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_wasm_bindgen_writes_is_put_in_old_syntax() {
        let script = "const name = /\\[object ([^\\]]+)\\]/.exec(toStringOutput)?.[1];\n";
        let old = "const name = (/\\[object ([^\\]]+)\\]/.exec(toStringOutput) || [])[1];\n";
        assert_eq!(lowered(script).ok().as_deref(), Some(old));
    }

    #[test]
    fn unknown_new_syntax_is_an_error() {
        for line in ["a?.b", "a ?? b", "a ||= b", "a &&= b"] {
            assert!(lowered(line).is_err(), "{line}");
        }
    }

    #[test]
    fn old_syntax_and_comments_stay_as_they_are() {
        for line in ["a?.5:1", "a ? b : c", "// really??", " * a?.b"] {
            assert_eq!(lowered(line).ok().as_deref(), Some(line));
        }
    }
}
