//! The two forms of the page, made of one build: a site for a web server, and one file that opens from
//! a disk. Both hold the same scripts and the same program, byte for byte.

use crate::policy::{self, From};
use crate::{icons, sizes, squeeze, worker};
use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use std::path::Path;

/// The page of one file.
pub const ONE_FILE: &str = "tigang.html";

/// How the line that names the program begins.
const PROGRAM: &str = "<link id=\"program\"";
/// Where the page has room for what one form has and the other has not.
const OF_THIS_FORM: &str = "<!-- of this form -->";

/// The endings of what lies compressed beside a file of the site.
pub const COMPRESSED: [&str; 2] = [".gz", ".br"];

/// What a build came to.
#[derive(Debug)]
pub struct Build {
    /// The page, which names script and program.
    pub page: String,
    /// The script between the program and the browser.
    pub script: String,
    /// The program.
    pub wasm: Vec<u8>,
}

/// What goes into one of the forms only.
#[derive(Debug)]
pub struct Parts {
    /// Unpacks the program of the page of one file.
    pub unpacker: String,
    /// Keeps the site for use without a network: the page's side of it, and the worker's.
    pub keeper: String,
    /// See `keeper`.
    pub worker: String,
    /// How the site is installed as an app.
    pub manifest: String,
}

/// Writes both forms into an empty folder.
pub fn write(build: &Build, parts: &Parts, site: &Path) -> Result<()> {
    let page = with_script(build)?;
    let program = program_name(&build.wasm);
    let hosted = replaced(&page, PROGRAM, ">", &hosted_program(&program))?;
    let hosted = replaced(
        &hosted,
        "</head>",
        "",
        "<link rel=\"manifest\" href=\"./manifest.webmanifest\">\n</head>",
    )?;
    let keeper = format!("<script>{}</script>", parts.keeper);
    let hosted = replaced(&hosted, OF_THIS_FORM, "", &keeper)?;
    let hosted = policy::with_policy(&hosted, From::Server)?;
    let kept: [(&str, &[u8]); 2] = [("./", hosted.as_bytes()), (&program, &build.wasm)];
    put(
        site,
        "worker.js",
        worker::script(&parts.worker, &kept).as_bytes(),
    )?;
    put(site, "index.html", hosted.as_bytes())?;
    put(site, &program, &build.wasm)?;
    put(site, "manifest.webmanifest", parts.manifest.as_bytes())?;
    for (name, bytes) in icons::files()? {
        put(site, name, &bytes)?;
    }

    let one = replaced(&page, PROGRAM, ">", "")?;
    let unpacker = format!("<script>{}</script>", parts.unpacker);
    let one = replaced(&one, OF_THIS_FORM, "", &unpacker)?;
    let one = replaced(&one, "</body>", "", &embedded(build)?)?;
    let one = policy::with_policy(&one, From::OneFile)?;
    put(site, ONE_FILE, one.as_bytes())?;
    compress(site)
}

/// Lays every file of the site compressed beside it, for servers that send it so. The page of one file
/// is for disks.
fn compress(site: &Path) -> Result<()> {
    for file in sizes::of(site)? {
        if file.name == ONE_FILE || file.name.ends_with(".png") {
            continue;
        }
        let bytes = std::fs::read(site.join(&file.name))?;
        put(site, &format!("{}.gz", file.name), &squeeze::gzip(&bytes)?)?;
        put(
            site,
            &format!("{}.br", file.name),
            &squeeze::brotli(&bytes)?,
        )?;
    }
    Ok(())
}

/// The page with the script in it: a page and a script of two builds never meet.
fn with_script(build: &Build) -> Result<String> {
    for end in ["</script", "<!--"] {
        if build.script.contains(end) {
            bail!("the page's script holds {end}, which would end it within the page");
        }
    }
    let script = format!("<script>{}</script>", build.script);
    replaced(&build.page, "<script src=", "</script>", &script)
}

fn hosted_program(name: &str) -> String {
    // Asked for as soon as this line arrives, while the rest of the page is read.
    format!(
        "<link id=\"program\" rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin \
         href=\"./{name}\">"
    )
}

/// A name that changes with the program and only with it, so that it may be kept for ever.
fn program_name(wasm: &[u8]) -> String {
    format!("tigang-{}.wasm", policy::short_sum(wasm))
}

/// The program as text, behind everything that can tell where the file was cut off. Base64 of what is packed travels 1 % larger than that itself; base64 of the bare
/// program compresses a third worse, and bytes written as signs of a text do not survive every editor and mail
/// gate.
fn embedded(build: &Build) -> Result<String> {
    let text = BASE64.encode(squeeze::packed(&build.wasm)?);
    Ok(format!(
        "<script id=\"program\" type=\"application/octet-stream\" data-size=\"{}\">{text}</script>\n</body>",
        build.wasm.len()
    ))
}

/// The text with what goes from `start` to the next `end` replaced; it has to be there once.
fn replaced(text: &str, start: &str, end: &str, new: &str) -> Result<String> {
    let (before, rest) = text
        .split_once(start)
        .with_context(|| format!("the built page has no {start}"))?;
    let (_, after) = rest
        .split_once(end)
        .with_context(|| format!("in the built page {start} has no end"))?;
    if after.contains(start) {
        bail!("the built page has {start} twice");
    }
    Ok(format!("{before}{new}{after}"))
}

fn put(site: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let file = site.join(name);
    std::fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn build() -> Build {
        Build {
            page: "<head><meta charset=\"utf-8\"><link id=\"program\" href=\"./a.wasm\"></head>\
                <body><script src=\"./a.js\"></script><!-- of this form --><script>go</script></body>"
                .to_owned(),
            script: "let glue;".to_owned(),
            wasm: b"\0asm\x01\0\0\0".to_vec(),
        }
    }

    #[test]
    fn both_forms_hold_the_same() -> Result<()> {
        let site = std::env::temp_dir().join(format!("tigang-forms-{}", std::process::id()));
        std::fs::create_dir_all(&site)?;
        let parts = Parts {
            unpacker: "unpack();".to_owned(),
            keeper: "keep();".to_owned(),
            worker: "work();".to_owned(),
            manifest: "{}".to_owned(),
        };
        write(&build(), &parts, &site)?;
        let hosted = std::fs::read_to_string(site.join("index.html"))?;
        let one = std::fs::read_to_string(site.join(ONE_FILE))?;
        let worker = std::fs::read_to_string(site.join("worker.js"))?;
        let program = std::fs::read(site.join(program_name(&build().wasm)))?;
        let compressed = compressed_alike(&site);
        std::fs::remove_dir_all(&site)?;
        assert_eq!(compressed?, 5);
        assert_eq!(program, build().wasm);
        for page in [&hosted, &one] {
            assert!(page.contains("<script>let glue;</script>"), "{page}");
            assert!(!page.contains("src="), "{page}");
        }
        assert!(hosted.contains(&program_name(&program)));
        assert!(hosted.contains("<script>keep();</script>") && !hosted.contains("unpack()"));
        assert!(one.contains("<script>unpack();</script>"));
        assert!(!one.contains("href"));
        assert!(worker.contains(&policy::sum(hosted.as_bytes())));
        assert!(worker.contains(&policy::sum(&program)));
        Ok(())
    }

    /// How many files lie compressed beside themselves; each unpacks to the same bytes.
    fn compressed_alike(site: &Path) -> Result<usize> {
        let mut count = 0;
        for file in sizes::of(site)? {
            let Some(name) = file.name.strip_suffix(".gz") else {
                continue;
            };
            let (gzip, brotli) = (site.join(&file.name), site.join(format!("{name}.br")));
            let (gzip, brotli) = (std::fs::read(gzip)?, std::fs::read(brotli)?);
            let whole = std::fs::read(site.join(name))?;
            let mut back = Vec::new();
            flate2::read::GzDecoder::new(gzip.as_slice()).read_to_end(&mut back)?;
            assert_eq!(back, whole, "{name}.gz");
            back.clear();
            brotli::Decompressor::new(brotli.as_slice(), 4096).read_to_end(&mut back)?;
            assert_eq!(back, whole, "{name}.br");
            count += 1;
        }
        Ok(count)
    }

    #[test]
    fn a_script_that_would_end_the_page_is_refused() {
        let bad = Build {
            script: "a = '</script>'".to_owned(),
            ..build()
        };
        assert!(with_script(&bad).is_err());
    }
}
