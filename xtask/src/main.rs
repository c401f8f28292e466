//! `cargo xtask COMMAND`: reads the command line, and nothing else. Every command is one line in
//! `obey` and one line in `HELP`.

use anyhow::{Context, Result, bail};
use std::process::ExitCode;
use xtask::{bench, browser, page, serve, steps::Steps, suite};

const HELP: &str = "\
usage: cargo xtask COMMAND

  serve [--open] [--port N]   build the release page and serve it on this computer (port 8080)
  dist                        write the static site to dist/ and say what each file weighs
  test [--slow]               every check and test, as CI runs them
  bench [--trace] [--docx] [--runs 5] [--sizes 3000,300000] [--editors page,textarea]
                              measure the page beside other editors, in one run
  outline FILE                what the reader recognises in a text (UTF-8), one line a block
  docx FILE TARGET            a text (UTF-8) as an official .docx

Each command first installs what it needs and does not find.";

fn main() -> ExitCode {
    match obey() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            // The sentences only: where in xtask they came from helps nobody at a terminal.
            let sentences: Vec<String> = reason.chain().map(ToString::to_string).collect();
            eprintln!("\nerror: {}", sentences.join("\n  because: "));
            ExitCode::FAILURE
        }
    }
}

fn obey() -> Result<()> {
    let mut words = std::env::args().skip(1);
    let command = words.next();
    let rest: Vec<String> = words.collect();
    match command.as_deref() {
        Some("serve") => serve_page(&rest),
        Some("dist") => {
            only(&rest, &[])?;
            page::dist(&mut Steps::start()).map(|_| ())
        }
        Some("test") => suite::run_all(only(&rest, &["--slow"])?.contains(&"--slow")),
        Some("bench") => bench::run_with(&rest),
        Some("outline") => {
            let [file] = rest.as_slice() else {
                bail!("outline takes one file\n\n{HELP}");
            };
            let text = std::fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
            print!("{}", tigang::text::describe(&tigang::text::parse(&text)));
            Ok(())
        }
        Some("docx") => {
            let [file, target] = rest.as_slice() else {
                bail!("docx takes a text and the name of the .docx\n\n{HELP}");
            };
            let text = std::fs::read_to_string(file).with_context(|| format!("reading {file}"))?;
            let layout = tigang::paper::Layout::default();
            let report = tigang::text::parse(&text);
            let page = tigang::paper::compose(&report, &layout, &tigang::paper::word_ends);
            std::fs::write(target, tigang::docx::write(&page, &layout, None))
                .with_context(|| format!("writing {target}"))
        }
        Some("help" | "--help" | "-h") | None => {
            println!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("there is no command {other:?}\n\n{HELP}"),
    }
}

/// The words given, or an error that names the first one this command does not know.
fn only<'a>(rest: &'a [String], known: &[&str]) -> Result<Vec<&'a str>> {
    match rest.iter().find(|word| !known.contains(&word.as_str())) {
        Some(word) => bail!("this command does not know {word:?}\n\n{HELP}"),
        None => Ok(rest.iter().map(String::as_str).collect()),
    }
}

/// Builds the page, serves it, and stays until the person stops it with Ctrl-C.
fn serve_page(rest: &[String]) -> Result<()> {
    let mut open = false;
    let mut port: u16 = 8080;
    let mut words = rest.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--open" => open = true,
            "--port" => {
                let number = words.next().context("--port needs a number after it")?;
                port = number
                    .parse()
                    .with_context(|| format!("{number:?} is not a port (0 to 65535)"))?;
            }
            other => bail!("this command does not know {other:?}\n\n{HELP}"),
        }
    }
    let site = page::dist(&mut Steps::start())?;
    let server = serve::Server::start_near(&site, port)?;
    let address = server.address();
    println!("\n提纲 is at {address}   (Ctrl-C stops it)");
    if open && let Err(reason) = browser::open(&address) {
        println!("no browser could be opened ({reason:#}); open the address by hand");
    }
    loop {
        std::thread::park();
    }
}
