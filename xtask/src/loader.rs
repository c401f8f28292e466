//! wasm-bindgen's script without its loader: start.js loads the program, and knows from where.

use anyhow::{Context, Result};

/// What stands in the script in front of what the program calls: how it would find its address.
const ADDRESS: (&str, &str) = ("let script_src;", "function __wbg_get_imports(");
/// Where its loader starts, which reaches to the end.
const LOADER: &str = "async function __wbg_load(";
/// What start.js calls in its place.
const PARTS: &str = "return { imports: __wbg_get_imports, begin: __wbg_finalize_init };\n})({ __proto__: null });\n";

/// The script of wasm-bindgen with two functions to be called: `imports()` is what the program asks for, and
/// `begin(instance, module)` starts it.
pub fn without(script: &str) -> Result<String> {
    let unknown = || "wasm-bindgen's script is not the one that is known".to_owned();
    let (start, rest) = script.split_once(ADDRESS.0).with_context(unknown)?;
    let (_, rest) = rest.split_once(ADDRESS.1).with_context(unknown)?;
    let (calls, _) = rest.split_once(LOADER).with_context(unknown)?;
    Ok(format!("{start}{}{calls}{PARTS}", ADDRESS.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_goes_and_what_it_called_stays() -> Result<()> {
        let script = "let wasm_bindgen = (function(exports) {\nlet script_src;\nif (a) script_src = b;\nfunction \
                      __wbg_get_imports() {}\nfunction __wbg_finalize_init() {}\nasync function __wbg_load(module) \
                      { fetch(module); }\nreturn 1;\n})({ __proto__: null });";
        let wanted = format!(
            "let wasm_bindgen = (function(exports) {{\nfunction __wbg_get_imports() {{}}\nfunction \
             __wbg_finalize_init() {{}}\n{PARTS}"
        );
        assert_eq!(without(script)?, wanted);
        assert!(without("let wasm_bindgen = 1;").is_err());
        Ok(())
    }
}
