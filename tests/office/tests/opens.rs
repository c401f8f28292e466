//! Other programs open our .docx: LibreOffice saves it again with blanks and draft, python-docx reads it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use std::process::Command;
use tigang::docx::{self, read::read};
use tigang::paper::Layout;
use tigang::paper::RunKind;
use tigang_office::{convert_to, half_year_report, long_report, program, sample};

#[test]
fn libreoffice_keeps_text_blanks_and_draft() {
    for text in [half_year_report().unwrap().text, long_report(true)] {
        let sample = sample(&text, Layout::default());
        let draft = "{\"draft\":\"<某某> & “引号”\\r\\u0000\"}";
        let bytes = docx::write(&sample.composition, &sample.layout, Some(draft));
        let ours = read(&bytes).unwrap();
        // The page has empty lines of its own in front of 附件 and 落款.
        assert_eq!(full(&ours.text), full(&text));
        let converted = convert_to("docx:Office Open XML Text", &[("saved", bytes)]).unwrap();
        let saved = std::fs::read(converted.file("out/saved.docx")).unwrap();
        let theirs = read(&saved).unwrap();
        // LibreOffice 7.4 takes the tags away that say how a blank was written; newer ones keep them.
        let bare: String = sample
            .composition
            .iter()
            .map(|paragraph| {
                let runs = paragraph.runs.iter().map(|run| match run.kind {
                    RunKind::Blank { .. } => "____",
                    _ => run.text.as_str(),
                });
                runs.collect::<String>() + "\n"
            })
            .collect();
        let same = [full(&text), full(&bare)].contains(&full(&theirs.text));
        assert!(same, "{}\n{}", theirs.text, text);
        let embedded = theirs.embedded.expect("the draft");
        assert_eq!(embedded.record, draft);
        assert!(!embedded.changed);
    }
}

/// The lines that have text.
fn full(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).collect()
}

/// Prints every paragraph as `style<TAB>text`, and saves the file once more.
const SCRIPT: &str = "\
import sys, docx
document = docx.Document(sys.argv[1])
for paragraph in document.paragraphs:
    print(paragraph.style.name + '\\t' + paragraph.text.replace('\\n', ''))
document.save(sys.argv[2])
";

#[test]
fn python_docx_reads_every_paragraph_with_its_style() {
    let text = long_report(true) + "\n" + &half_year_report().unwrap().text;
    let sample = sample(&text, Layout::default());
    let folder = std::env::temp_dir().join(format!("tigang-python-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (file, again) = (folder.join("a.docx"), folder.join("b.docx"));
    std::fs::write(&file, sample.docx()).unwrap();
    let output = Command::new(program("python3").unwrap())
        .env("PYTHONIOENCODING", "utf-8")
        .args(["-c", SCRIPT])
        .args([&file, &again])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "python-docx (Debian: python3-docx) fails: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<(&str, &str)> = said
        .lines()
        .map(|line| line.split_once('\t').unwrap())
        .collect();
    assert_eq!(lines.len(), sample.composition.len());
    for (paragraph, (style, shown)) in sample.composition.iter().zip(lines) {
        // It leaves content controls out.
        let runs = paragraph.runs.iter();
        let text: String = runs
            .filter(|run| !matches!(run.kind, RunKind::Blank { .. }))
            .map(|run| run.text.as_str())
            .collect();
        assert_eq!(shown, text);
        use tigang::paper::Style;
        let wanted = match paragraph.style {
            Style::Title => "Title".to_owned(),
            Style::Byline => "题注".to_owned(),
            Style::Addressee => "主送机关".to_owned(),
            Style::AttachmentLabel => "附件".to_owned(),
            Style::Body => "公文正文".to_owned(),
            Style::Heading(level) => format!("Heading {}", level.number()),
            Style::RunIn(level) => format!("段内标题段 {}", level.number()),
            Style::Attachment => "附件说明".to_owned(),
            Style::Signature => "Signature".to_owned(),
            Style::Date => "Date".to_owned(),
            Style::Empty => "Normal".to_owned(),
        };
        assert_eq!(style, wanted, "{shown}");
    }
    let (first, second) = (
        std::fs::read(&file).unwrap(),
        std::fs::read(&again).unwrap(),
    );
    assert_eq!(read(&second).unwrap().text, read(&first).unwrap().text);
    std::fs::remove_dir_all(&folder).unwrap();
}
