//! Reading .docx, case by case: pieces of XML and the text that a reader of the page sees, in
//! `cases/docx/*.txt`; files of real writers in `fixtures/docx/`, each with its text beside it; and what
//! is refused.
//!
//! A case is `=== name`, then sections `--- body`, `--- numbering`, `--- styles`, `--- header` with XML,
//! `--- text` with the lines that are read, and `--- notices` with what is told, as `Table 1`. An ending
//! `¶` shows where spaces at a line's end matter. `TIGANG_UPDATE=1` writes what is read now.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[path = "shared/docx.rs"]
mod docx;
#[path = "shared/growth.rs"]
mod growth;

use std::fs;
use std::path::{Path, PathBuf};

use docx::{Parts, paragraph};
use tigang::archive::ArchiveError;
use tigang::docx::embedded;
use tigang::docx::read::{DocxError, Imported, Other, read};
use tigang::text::{describe, parse};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(name)
}

/// The files of a folder with this ending, in order.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|known| known == ending))
        .collect();
    files.sort();
    files
}

fn notices(imported: &Imported) -> String {
    imported
        .notices
        .iter()
        .map(|(what, count)| format!("{what:?} {count}\n"))
        .collect()
}

/// What a file is read as, to be compared with what stands beside it.
fn shown(imported: &Imported) -> String {
    let lines: Vec<String> = imported
        .text
        .split('\n')
        .map(|line| {
            let line = line.replace('\u{a0}', "\\u{a0}").replace('\t', "\\t");
            if line.ends_with([' ', '\u{3000}']) {
                line + "¶"
            } else {
                line
            }
        })
        .collect();
    format!("{}\n--- notices\n{}", lines.join("\n"), notices(imported))
}

#[test]
fn every_case_reads_as_it_should() {
    let update = std::env::var("TIGANG_UPDATE").is_ok();
    let (mut count, mut failures) = (0, Vec::new());
    for file in files(&folder("cases/docx"), "txt") {
        let content = fs::read_to_string(&file).unwrap();
        let mut updated = String::new();
        for case in content.split("=== ").skip(1) {
            let (xml, wanted) = case.split_once("--- text\n").expect(case);
            let mut sections = xml.split("--- ");
            let name = sections.next().unwrap().trim();
            let mut parts = Parts::default();
            for section in sections {
                let (kind, inner) = section.split_once('\n').unwrap();
                let inner = inner.trim().to_owned();
                match kind {
                    "body" => parts.body = inner,
                    "numbering" => parts.numbering = inner,
                    "styles" => parts.styles = inner,
                    "header" => parts.header = inner,
                    _ => panic!("{name}: section {kind}"),
                }
            }
            let read = match read(&parts.packed()) {
                Ok(imported) => shown(&imported),
                Err(error) => format!("{error:?}\n--- notices\n"),
            };
            count += 1;
            if read.trim_end() != wanted.trim_end() {
                failures.push(format!("{name}\n--- wanted\n{wanted}\n--- read\n{read}"));
            }
            updated.push_str(&format!("=== {}--- text\n{}\n\n", xml, read.trim_end()));
        }
        if update {
            fs::write(file, format!("{}\n", updated.trim_end())).unwrap();
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(count >= 40, "the cases are there: {count}");
}

#[test]
fn files_of_real_writers_read_as_they_look() {
    let files = files(&folder("fixtures/docx"), "docx");
    let mut failures = Vec::new();
    for file in &files {
        let imported = read(&fs::read(file).unwrap()).expect("a whole .docx");
        let outline = describe(&parse(&imported.text));
        let read = format!("{}--- outline\n{outline}", shown(&imported));
        let beside = file.with_extension("txt");
        if std::env::var("TIGANG_UPDATE").is_ok() {
            fs::write(&beside, &read).unwrap();
        }
        if fs::read_to_string(&beside).unwrap_or_default().trim_end() != read.trim_end() {
            failures.push(format!("{}\n{read}", file.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    assert!(files.len() >= 6, "the files are there");
}

fn error(bytes: &[u8]) -> DocxError {
    read(bytes).expect_err("a file that is refused")
}

#[test]
fn files_of_other_kinds_are_told_apart() {
    let compound = |name: &str| {
        let mut bytes = vec![0; 1024];
        bytes[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[640..640 + name.len()].copy_from_slice(&name);
        bytes
    };
    let plain_zip = docx::packed(&[("readme.txt".to_owned(), b"text".to_vec())]);
    let sheet = {
        let mut files = Parts::default().files();
        files[2].1 =
            b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"
                .to_vec();
        docx::packed(&files)
    };
    for (bytes, other) in [
        (Vec::new(), Other::Empty),
        (compound("WordDocument"), Other::OldWord),
        (compound("EncryptedPackage"), Other::Password),
        (compound("Workbook"), Other::Compound),
        (b"{\\rtf1\\ansi}".to_vec(), Other::RichText),
        (b"%PDF-1.7".to_vec(), Other::Pdf),
        (b"\xef\xbb\xbf<html>".to_vec(), Other::Markup),
        (b"<?xml version=\"1.0\"?><pkg/>".to_vec(), Other::Markup),
        ("今年以来，在局机关党委领导下".into(), Other::Text),
        (b"\xbd\xf1\xc4\xea\xd2\xd4\xc0\xb4".to_vec(), Other::Text),
        (b"\x89PNG\r\n\x1a\n\0\0\0".to_vec(), Other::Unknown),
        (plain_zip, Other::OtherArchive),
        (sheet, Other::OtherArchive),
    ] {
        assert_eq!(error(&bytes), DocxError::Other(other));
    }
}

#[test]
fn broken_and_hostile_files_are_refused_each_with_its_reason() {
    let with_body = |body: &str| {
        Parts {
            body: body.to_owned(),
            ..Parts::default()
        }
        .packed()
    };
    let document = |xml: &str| {
        let mut files = Parts::default().files();
        files[2].1 = xml.as_bytes().to_vec();
        docx::packed(&files)
    };
    let xml = |error: DocxError| match error {
        DocxError::Xml(error) => format!("{error:?}"),
        other => format!("{other:?}"),
    };
    for (body, wanted) in [
        ("<w:p>", "Broken"),
        ("</w:p>", "Broken"),
        ("<w:p></w:r>", "Broken"),
        ("<w:p a=\"1\" a=\"2\"/>", "Broken"),
        ("<w:p a=1/>", "Broken"),
        ("<w:p a=\"<\"/>", "Broken"),
        ("<w:p a=\"1\"b=\"2\"/>", "Broken"),
        ("<w:p>&nbsp;</w:p>", "Broken"),
        ("<w:p>&#0;</w:p>", "Broken"),
        ("<w:p>&#xFFFE;</w:p>", "Broken"),
        ("<w:p>&amp</w:p>", "Broken"),
        ("<w:p>\u{1}</w:p>", "Broken"),
        ("<!-- ", "Broken"),
        ("<![CDATA[", "Broken"),
        ("<1/>", "Broken"),
    ] {
        assert_eq!(xml(error(&with_body(body))), wanted, "{body}");
    }
    assert_eq!(xml(error(&document(""))), "Broken");
    assert_eq!(xml(error(&document("text"))), "Broken");
    assert_eq!(xml(error(&document("<a/><b/>"))), "Other(OtherArchive)");
    let laughs = "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    assert_eq!(xml(error(&document(laughs))), "Doctype");
    let outside = "<?xml version=\"1.0\"?>\n<!DOCTYPE a SYSTEM \"file:///etc/hostname\"><a/>";
    assert_eq!(xml(error(&document(outside))), "Doctype");
    let deep =
        |depth: usize| with_body(&["<w:sdt>".repeat(depth), "</w:sdt>".repeat(depth)].concat());
    assert!(read(&deep(254)).is_ok());
    assert_eq!(xml(error(&deep(255))), "TooDeep");
    assert_eq!(xml(error(&deep(200_000))), "TooDeep");
    let mut files = Parts::default().files();
    files[2].1.push(0xff);
    assert_eq!(xml(error(&docx::packed(&files))), "Encoding");
    files.remove(2);
    assert_eq!(error(&docx::packed(&files)), DocxError::MissingPart);
    let long = paragraph(&"长".repeat(1_000_000)).repeat(3);
    assert_eq!(error(&with_body(&long)), DocxError::TooLong);
    let whole = with_body(&paragraph("今年以来"));
    assert_eq!(
        error(&whole[..whole.len() / 2]),
        DocxError::Archive(ArchiveError::Truncated)
    );
    let empty = with_body(&"<w:p/>".repeat(1_000_001));
    assert_eq!(error(&empty), DocxError::TooLong);
    // A row whose every cell says that it is as wide as a table can be.
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr></w:tc>";
    let wide = with_body(&format!(
        "<w:tbl><w:tr>{}</w:tr></w:tbl>",
        cell.repeat(20_000)
    ));
    let columns = read(&wide).unwrap().text.matches('\t').count() + 1;
    assert!(columns < 20_100, "{columns} columns");
    let bomb = with_body(&" ".repeat(40 << 20));
    assert_eq!(
        error(&bomb),
        DocxError::Archive(ArchiveError::EntryTooLarge)
    );
}

#[test]
fn paragraphs_that_run_on_into_each_other_take_no_longer_than_others() {
    let packed = |count: usize| {
        let paragraph = "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>一个支部二十名党员三次学习四次走访五次</w:t></w:r></w:p>";
        let level = "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:lvlText w:val=\"%1.\"/></w:lvl>";
        Parts {
            body: paragraph.repeat(count),
            numbering: format!(
                "<w:abstractNum w:abstractNumId=\"0\">{level}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
            ),
            ..Parts::default()
        }
        .packed()
    };
    let mut pieces = vec![packed(1_800); growth::PIECES];
    let mut whole = packed(1_800 * growth::PIECES);
    growth::hold("paragraphs", &mut pieces, &mut whole, |bytes| {
        assert!(read(bytes).is_ok());
    });
}

#[test]
fn a_header_that_cannot_be_read_is_left_out() {
    let parts = Parts {
        body: paragraph("正文"),
        header: paragraph("内部"),
        ..Parts::default()
    };
    let mut files = parts.files();
    files[3].1.push(0xff);
    let packed = docx::packed(&files);
    assert_eq!(read(&packed).unwrap().text, "正文");
    let name = b"word/header.xml";
    let mut damaged = parts.packed();
    let at = damaged.windows(name.len()).position(|part| part == name);
    damaged[at.unwrap() + name.len() + 20] ^= 0x55;
    assert_eq!(read(&damaged).unwrap().text, "正文");
}

#[test]
fn other_encodings_and_prefixes_read_the_same() {
    let plain = Parts {
        body: paragraph("一、强化政治统领。") + &paragraph("今年以来"),
        ..Parts::default()
    };
    let wanted = read(&plain.packed()).unwrap();
    assert_eq!(wanted.text, "一、强化政治统领。\n今年以来");
    let files = plain.files();
    let changed = |change: &dyn Fn(&str) -> Vec<u8>| {
        let mut files = files.clone();
        files[2].1 = change(str::from_utf8(&files[2].1).unwrap());
        read(&docx::packed(&files)).unwrap()
    };
    let prefixes = changed(&|xml| {
        xml.replace("<w:", "<ns0:")
            .replace("</w:", "</ns0:")
            .replace("xmlns:w=", "xmlns:ns0=")
            .into_bytes()
    });
    assert_eq!(prefixes, wanted);
    let strict = changed(&|xml| {
        xml.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .into_bytes()
    });
    assert_eq!(strict, wanted);
    let none = changed(&|xml| {
        xml.replace("<w:", "<")
            .replace("</w:", "</")
            .replace("xmlns:w=", "xmlns=")
            .into_bytes()
    });
    assert_eq!(none, wanted);
    for mark in [0, 1] {
        let wide = changed(&|xml| {
            let order = |unit: u16| [unit.to_le_bytes(), unit.to_be_bytes()][mark];
            ["\u{feff}", xml]
                .concat()
                .encode_utf16()
                .flat_map(order)
                .collect()
        });
        assert_eq!(wide, wanted);
    }
    let marked = changed(&|xml| ["\u{feff}", xml].concat().into_bytes());
    assert_eq!(marked, wanted);
}

/// A person may leave headings without numbers: their words are not changed in Word then.
#[test]
fn headings_of_an_embedded_draft_stay_without_numbers() {
    let heading = |words: &str| {
        format!(
            "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
        )
    };
    let mut parts = Parts {
        body: paragraph("工作总结") + &heading("学习情况") + &heading("服务情况"),
        ..Parts::default()
    };
    let numbered = read(&parts.packed()).unwrap();
    assert_eq!(numbered.text, "工作总结\n一、学习情况\n二、服务情况");
    let text = "工作总结\n学习情况\n服务情况";
    parts.custom = embedded::part("{}", text);
    let own = read(&parts.packed()).unwrap();
    assert_eq!(own.text, text);
    assert!(own.notices.is_empty());
    assert!(!own.embedded.unwrap().changed);
}

/// What a person adds in Word that is no text: the draft inside is not all that the document says.
#[test]
fn what_is_added_to_an_embedded_draft_without_words_is_a_change() {
    let field = |kind: &str| format!("<w:fldChar w:fldCharType=\"{kind}\"/>");
    let contents = format!(
        "{}<w:instrText>TOC</w:instrText>{}<w:t>学习</w:t>{}",
        field("begin"),
        field("separate"),
        field("end")
    );
    for (added, changed) in [
        ("", false),
        ("<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/>", true),
        ("<w:rPr><w:vanish/></w:rPr><w:t>藏</w:t>", true),
        (&contents, true),
    ] {
        let parts = Parts {
            body: paragraph("标题").replace("</w:p>", &format!("<w:r>{added}</w:r></w:p>")),
            custom: embedded::part("{}", "标题"),
            ..Parts::default()
        };
        let own = read(&parts.packed()).unwrap();
        assert_eq!(own.text, "标题");
        assert_eq!(own.embedded.unwrap().changed, changed, "{added}");
    }
}

#[test]
fn the_embedded_draft_comes_out_as_it_went_in() {
    let every: String = (0..=0xffff_u32).filter_map(char::from_u32).collect();
    let record = format!("{{\"schema\":2,<&>{every}\u{1f600}}}");
    let with = |exported: &str, body: &str| {
        let parts = Parts {
            body: body.to_owned(),
            custom: embedded::part(&record, exported),
            ..Parts::default()
        };
        read(&parts.packed()).unwrap().embedded.unwrap()
    };
    let body = paragraph("标题") + &paragraph("") + &paragraph("　　一、强化\u{200b}统领。");
    let same = with("标题\n\n一、强化统领。\n", &body);
    assert_eq!(same.record, record);
    assert!(!same.changed);
    assert!(with("标题\n\n一、强化引领。\n", &body).changed);
    assert!(with("标题一、强化统领。\n", &body).changed);
    let none = Parts {
        body,
        custom: b"<other xmlns=\"urn:other\"/>".to_vec(),
        ..Parts::default()
    };
    assert_eq!(read(&none.packed()).unwrap().embedded, None);
    // As other programs write it again.
    let part = String::from_utf8(embedded::part(&record, "标题")).unwrap();
    let again = part
        .replace("<draft xmlns=", "<a:draft xmlns:a=")
        .replace("</draft>", "</a:draft>")
        .replace("<sign ", "<a:sign ");
    assert_eq!(embedded::found(again.as_bytes()).unwrap().0, record);
}
