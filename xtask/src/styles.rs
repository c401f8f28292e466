//! The page's style sheets without the spaces and the comments that only their readers need.
//!
//! Law: what is inside quotes stays; so does a space in front of a colon, which may be one between elements.

use anyhow::{Context, Result};

/// The page with its style sheets written closely.
pub fn closely(page: &str) -> Result<String> {
    let mut close = String::with_capacity(page.len());
    // As the policy finds them.
    for (at, part) in page.split("<style>").enumerate() {
        if at == 0 {
            close.push_str(part);
            continue;
        }
        let (sheet, after) = part
            .split_once("</style>")
            .context("a style sheet of the page does not end")?;
        for piece in ["<style>", &without_spaces(sheet), "</style>", after] {
            close.push_str(piece);
        }
    }
    Ok(close)
}

/// A style sheet without comments, without spaces beside brackets and marks, and without marks that end nothing.
fn without_spaces(sheet: &str) -> String {
    let mut close = String::with_capacity(sheet.len());
    let mut quote: Option<char> = None;
    let mut behind_comment = 0;
    for (at, sign) in sheet.char_indices() {
        if at < behind_comment {
            continue;
        }
        if quote.is_none() {
            let comment = sheet.get(at..).and_then(|rest| rest.strip_prefix("/*"));
            if let Some((_, rest)) = comment.and_then(|comment| comment.split_once("*/")) {
                behind_comment = sheet.len() - rest.len();
                continue;
            }
            let is_behind = close.ends_with(['{', '}', ';', ',', ':', ' ']) || close.is_empty();
            match sign {
                ' ' | '\n' if is_behind => continue,
                '\n' => {
                    close.push(' ');
                    continue;
                }
                '{' | '}' | ';' | ',' if close.ends_with(' ') => {
                    close.pop();
                }
                _ => {}
            }
            if sign == '}' && close.ends_with(';') {
                close.pop();
            }
        }
        if matches!(sign, '"' | '\'') {
            match quote {
                None => quote = Some(sign),
                Some(open) if open == sign => quote = None,
                Some(_) => {}
            }
        }
        close.push(sign);
    }
    close
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_stay_behind_wherever_they_stand() -> Result<()> {
        let page =
            "<style>/* a: b\n   c */\na { /*/ d */ content: \"/* e */\"; }/* f\n*/ g { }</style>";
        assert_eq!(closely(page)?, "<style>a{content:\"/* e */\"}g{}</style>");
        Ok(())
    }

    #[test]
    fn spaces_go_where_nobody_needs_them() -> Result<()> {
        let page = "<p>a : b</p>\n<style>\n.a .b:hover, #c :focus {\n  color: red; margin: 0 auto;\n}\n\
            @media (min-width: 10px) { q::before { content: \"a ; b\"; } }\n</style>\n<p>c</p>";
        assert_eq!(
            closely(page)?,
            "<p>a : b</p>\n<style>.a .b:hover,#c :focus{color:red;margin:0 auto}\
             @media (min-width:10px){q::before{content:\"a ; b\"}}</style>\n<p>c</p>"
        );
        assert!(closely("<style>a{}").is_err());
        Ok(())
    }
}
