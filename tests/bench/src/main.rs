//! Measures the page beside one text field, CodeMirror 6 and ProseMirror, and its .docx beside XML by
//! hand with fflate, in one run, and prints tables: `cargo xtask bench`.
//!
//! Law: every measurement has a browser and a profile of its own, and the editors take turns, so that
//! whatever else the computer does is shared. Only ratios inside one run are compared.

mod docx;
mod editors;
mod measure;
mod options;
mod renderer;
mod site;
mod table;
mod trace;

use anyhow::Result;
use options::Options;
use site::Site;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("error: {reason:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let options = Options::read(std::env::args().skip(1))?;
    let site = Site::build(&options)?;
    if options.trace {
        for (editor, size) in options.pairs() {
            trace::print(&site, editor, size)?;
        }
        return Ok(());
    }
    let mut found = Vec::new();
    for run in 1..=options.runs {
        for (editor, size) in options.pairs() {
            let one = measure::measure(&site, editor, size)?;
            eprintln!("run {run}: {}, {size}: {}", editor.name(), one.in_short());
            found.push((editor, size, one));
        }
    }
    let mut written = Vec::new();
    for size in options.docx_sizes() {
        let one = docx::measure(&site, size)?;
        eprintln!(".docx of {size} characters: {}", table::in_short(&one));
        written.push((size, one));
    }
    print!("{}", table::table(&site, &options, &found, &written)?);
    Ok(())
}
