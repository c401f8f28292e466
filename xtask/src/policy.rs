//! What the page may do, told to the browser by the page itself: nothing but run the scripts and styles
//! that stand in it. They are named by their sums, so that no other one runs.
//!
//! No policy of a page covers navigation, `window.open` and WebRTC; `frame-ancestors` and reports only a
//! server can ask for.

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256};

/// Where a page comes from, and with that what it has to load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// A server: the program, the worker and the manifest lie beside the page.
    Server,
    /// One file: everything is in it.
    OneFile,
}

/// Puts the policy into a finished page: behind the encoding, before anything that could run.
pub fn with_policy(page: &str, from: From) -> Result<String> {
    const ENCODING: &str = "<meta charset=\"utf-8\">";
    let policy = policy(page, from)?;
    let Some((before, after)) = page.split_once(ENCODING) else {
        bail!("the page does not begin with {ENCODING}");
    };
    if before.contains("<script") || before.contains("<style") {
        bail!("something runs in the page before its policy holds");
    }
    Ok(format!(
        "{before}{ENCODING}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

/// The policy of a page. `'unsafe-eval'` is for browsers that do not know `'wasm-unsafe-eval'` (before
/// Chrome 97, Firefox 102, Safari 16) and let WebAssembly run with no less; policy.js takes it away from
/// all others.
fn policy(page: &str, from: From) -> Result<String> {
    let scripts = sums(page, "script")?;
    let styles = sums(page, "style")?;
    let (beside, images, workers) = match from {
        From::Server => ("'self'", "'self' data:", "'self'"),
        From::OneFile => ("'none'", "data:", "'none'"),
    };
    Ok(format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval' 'unsafe-eval'; style-src {styles}; \
         img-src {images}; connect-src {beside}; worker-src {workers}; manifest-src {beside}; \
         base-uri 'none'; form-action 'none'"
    ))
}

/// The sums of what stands in the page between these tags, as a policy names them. Data, which has a
/// type, does not run.
fn sums(page: &str, tag: &str) -> Result<String> {
    let mut sums = Vec::new();
    let open = format!("<{tag}>");
    let close = format!("</{tag}>");
    for part in page.split(&open).skip(1) {
        let (text, _) = part
            .split_once(&close)
            .with_context(|| format!("a {tag} without an end"))?;
        if text.contains('\r') {
            bail!("a browser would read the carriage return in a {tag} as another sign");
        }
        sums.push(format!("'{}'", sum(text.as_bytes())));
    }
    Ok(sums.join(" "))
}

/// The sum of some bytes as policies and the worker name it.
pub fn sum(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(Sha256::digest(bytes)))
}

/// Enough of a sum for the name of a file.
pub fn short_sum(bytes: &[u8]) -> String {
    let sum = Sha256::digest(bytes);
    sum.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<meta charset=\"utf-8\">\n<style>a{}</style>\
        <script>1</script><script id=\"data\" type=\"text/plain\">x</script><script>2</script>";

    #[test]
    fn only_what_runs_is_named() -> Result<()> {
        assert_eq!(
            sums(PAGE, "script")?,
            format!("'{}' '{}'", sum(b"1"), sum(b"2"))
        );
        // The standard's own example of a sum.
        assert_eq!(
            sum(b"alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
        Ok(())
    }

    #[test]
    fn one_file_may_ask_for_nothing() -> Result<()> {
        let page = with_policy(PAGE, From::OneFile)?;
        assert!(page.contains("connect-src 'none'"));
        assert!(!page.contains("'self'"));
        let place = page.find("Content-Security-Policy");
        assert!(place < page.find("<style") && place < page.find("<script"));
        assert!(with_policy("<script>1</script>", From::OneFile).is_err());
        assert!(with_policy("<meta charset=\"utf-8\"><script>", From::OneFile).is_err());
        Ok(())
    }
}
