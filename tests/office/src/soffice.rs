//! LibreOffice without a window: files become PDFs, in a folder and with settings of their own.

use crate::Pdf;
use crate::programs::program;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder that goes when it is no longer needed.
#[derive(Debug)]
pub struct Converted {
    folder: PathBuf,
}

impl Drop for Converted {
    fn drop(&mut self) {
        // What is left behind in the system's folder for such files does no harm.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Converted {
    /// A file in the folder.
    #[must_use]
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The PDF that a document became.
    ///
    /// # Errors
    /// Where poppler cannot read it.
    pub fn pdf(&self, name: &str) -> Result<Pdf> {
        Pdf::read(&self.file(&format!("out/{name}.pdf")))
    }
}

/// A PDF as it is printed: content controls are text there, no fields to fill in.
const PLAIN: &str =
    r#"pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}"#;

/// Writes the documents (a name, the bytes of a .docx) and turns each into a PDF, all in one run.
///
/// # Errors
/// Where LibreOffice is missing, fails, or leaves a document out.
pub fn convert(documents: &[(&str, Vec<u8>)]) -> Result<Converted> {
    convert_to(PLAIN, documents)
}

/// The same with another filter of LibreOffice: `extension:filter name`. The files come to the folder
/// `out`.
///
/// # Errors
/// Where LibreOffice is missing, fails, or leaves a document out.
pub fn convert_to(filter: &str, documents: &[(&str, Vec<u8>)]) -> Result<Converted> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder =
        std::env::temp_dir().join(format!("tigang-office-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let converted = Converted { folder };
    let mut command = Command::new(program("soffice")?);
    // Settings of its own: neither a person's LibreOffice nor another test is in the way.
    let settings = format!("file://{}", slashes(&converted.file("settings")));
    command
        .arg(format!("-env:UserInstallation={settings}"))
        .args(["--headless", "--convert-to", filter, "--outdir"])
        .arg(converted.file("out"));
    for (name, bytes) in documents {
        let file = converted.file(&format!("{name}.docx"));
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
        command.arg(file);
    }
    let mut run = || {
        command
            .stdin(Stdio::null())
            .output()
            .context("LibreOffice did not start")
    };
    let mut output = run()?;
    if !output.status.success() {
        // On a busy machine it comes down now and then while it starts (7.4); a document that it cannot take brings it
        // down again.
        eprintln!(
            "LibreOffice ended with {} and runs once more",
            output.status
        );
        output = run()?;
    }
    ensure!(
        output.status.success(),
        "LibreOffice ended with {}: {}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    let (extension, _) = filter.split_once(':').unwrap_or((filter, ""));
    for (name, _) in documents {
        ensure!(
            converted.file(&format!("out/{name}.{extension}")).is_file(),
            "LibreOffice made no {extension} of {name}.docx"
        );
    }
    Ok(converted)
}

fn slashes(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}
