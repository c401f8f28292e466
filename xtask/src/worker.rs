//! The script that keeps a build for use without a network: worker.js with the build in front of it,
//! so that every new build is a new script, which is what browsers look for.

use crate::policy::{short_sum, sum};

/// The worker for these files: the address of each below the site, and what it holds.
pub fn script(source: &str, files: &[(&str, &[u8])]) -> String {
    let list: Vec<String> = files
        .iter()
        .map(|(address, bytes)| format!("['{address}', '{}']", sum(bytes)))
        .collect();
    let list = list.join(", ");
    // The worker's own text belongs to the build, too.
    let name = short_sum(format!("{source}{list}").as_bytes());
    format!("const BUILD = {{ name: '{name}', files: [{list}] }};\n{source}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_change_makes_another_build() {
        let one = script("go", &[("./", b"a"), ("b.wasm", b"b")]);
        assert!(one.contains(&sum(b"a")) && one.ends_with("};\ngo"));
        assert_ne!(one, script("go", &[("./", b"a"), ("b.wasm", b"c")]));
        let first = |text: &str| text.lines().next().map(str::to_owned);
        assert_ne!(
            first(&one),
            first(&script("on", &[("./", b"a"), ("b.wasm", b"b")]))
        );
    }
}
