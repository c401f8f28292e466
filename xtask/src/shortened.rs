//! The page's scripts with short names of what is theirs alone. What others see keeps its name: properties, and
//! what is declared outside every function.

use anyhow::{Result, bail};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::mangler::Mangler;
use oxc::parser::Parser;
use oxc::span::SourceType;

use crate::pack::without_notes;

/// Which syntax a script may have in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// That of 2015: texts may stand between backquotes. Only for what browsers without WebAssembly never run.
    Newer,
    /// That of the oldest browsers: what stands there was written so, and only names change.
    Oldest,
}

/// A script with short names, in one line and without notes.
pub fn script(text: &str, syntax: Syntax) -> Result<String> {
    let arena = Allocator::default();
    let parsed = Parser::new(&arena, text, SourceType::script()).parse();
    if let Some(error) = parsed.diagnostics.first() {
        bail!("a script of the page cannot be read: {error}");
    }
    let names = Mangler::new().build(&parsed.program).scoping;
    let options = CodegenOptions {
        minify: true,
        comments: CommentOptions::disabled(),
        ..CodegenOptions::default()
    };
    let code = Codegen::new()
        .with_options(options)
        .with_scoping(Some(names));
    let code = code.build(&parsed.program).code;
    match syntax {
        Syntax::Newer => Ok(code),
        Syntax::Oldest if without_notes(text)?.contains('`') => {
            bail!("a script of the page has backquotes")
        }
        Syntax::Oldest => Ok(in_quotes(&code)),
    }
}

/// The texts of a script in quotes, of which all in backquotes hold a text and nothing else: so it was made.
fn in_quotes(code: &str) -> String {
    let mut quoted = String::with_capacity(code.len());
    for (place, part) in code.split('`').enumerate() {
        let is_text = place % 2 == 1;
        if place > 0 {
            quoted.push('\'');
        }
        let mut is_escaped = false;
        for sign in part.chars() {
            match sign {
                '\n' if is_text => quoted.push_str("\\n"),
                '\'' if is_text && !is_escaped => quoted.push_str("\\'"),
                _ => quoted.push(sign),
            }
            is_escaped = sign == '\\' && !is_escaped;
        }
    }
    quoted
}

/// A page with every script in it made short, in the oldest syntax.
pub fn page(text: &str) -> Result<String> {
    const START: &str = "<script>";
    let mut short = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once(START) {
        let Some((own, behind)) = from.split_once("</script>") else {
            bail!("a script of the page has no end");
        };
        short.push_str(before);
        short.push_str(START);
        short.push_str(&script(own, Syntax::Oldest)?);
        short.push_str("</script>");
        rest = behind;
    }
    short.push_str(rest);
    Ok(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "var seen = 1;\n(function () {\n  var longName = 'a\"b';\n  window.told = function (other) { return longName + other + seen; };\n})();\n";

    #[test]
    fn what_is_seen_outside_keeps_its_name() -> Result<()> {
        for syntax in [Syntax::Newer, Syntax::Oldest] {
            let short = script(SCRIPT, syntax)?;
            assert!(short.len() < SCRIPT.len(), "{short}");
            for kept in ["seen", "window.told"] {
                assert!(short.contains(kept), "{short}");
            }
            assert!(!short.contains("longName"), "{short}");
        }
        Ok(())
    }

    #[test]
    fn old_browsers_get_no_backquotes() -> Result<()> {
        assert!(!script(SCRIPT, Syntax::Oldest)?.contains('`'));
        let texts = r#"window.told = ["it's", 'a\nb', 'c\\', "\\'", '${d}'];"#;
        let short = script(texts, Syntax::Oldest)?;
        assert_eq!(
            short,
            r#"window.told=['it\'s','a\nb','c\\','\\\'',"${d}"];"#
        );
        assert!(script("var a = `b`;", Syntax::Oldest).is_err());
        Ok(())
    }

    #[test]
    fn only_the_scripts_of_a_page_change() -> Result<()> {
        let text = format!("<p>longName</p><script>{SCRIPT}</script><i>longName</i>");
        let short = page(&text)?;
        assert_eq!(short.matches("longName").count(), 2, "{short}");
        assert!(page("<script>var a").is_err() && page("<script>var</script>").is_err());
        Ok(())
    }
}
