//! What is thrown at each reader: a corpus of whole inputs, damaged by seed.
//!
//! Law: damage is such that it gets past the first door: a changed part is zipped again, a changed record
//! gets its checksum again, most of the time.

mod corpus;
mod damage;
mod dice;
mod zip;

use dice::Dice;
use tigang::archive::Archive;
use tigang::draft::backup::Backup;
use tigang::draft::versions::About;
use tigang::draft::{Card, Draft, record};
use tigang::paper::Layout;
use tigang::{docx, markdown, text};

/// A reader that is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The zip.
    Archive,
    /// Word's form.
    Docx,
    /// Markdown.
    Markdown,
    /// Records of drafts, and backups.
    Draft,
    /// Plain text.
    Text,
    /// The file of 版式设置.
    Layout,
    /// What is stored about a version.
    About,
    /// Word's form as large as it is taken.
    Large,
}

impl Target {
    /// All of them but the large one, which takes its time.
    pub const ALL: [Target; 7] = [
        Target::Archive,
        Target::Docx,
        Target::Markdown,
        Target::Draft,
        Target::Text,
        Target::Layout,
        Target::About,
    ];

    /// The target of this name.
    pub fn named(name: &str) -> Option<Target> {
        Some(match name {
            "archive" => Target::Archive,
            "docx" => Target::Docx,
            "markdown" => Target::Markdown,
            "draft" => Target::Draft,
            "text" => Target::Text,
            "layout" => Target::Layout,
            "about" => Target::About,
            "large" => Target::Large,
            _ => return None,
        })
    }

    /// The input of this seed.
    pub fn input(self, seed: u64) -> Vec<u8> {
        let mut dice = Dice::new(seed);
        match self {
            Target::Archive => zip::damaged(&mut dice),
            Target::Docx => zip::document(&mut dice),
            Target::Large => zip::large(&mut dice),
            Target::Markdown => damage::text(&mut dice, corpus::markdown(), damage::MARKDOWN, 7),
            Target::Draft => draft(&mut dice),
            Target::Text => damage::text(&mut dice, corpus::texts(), damage::TEXT, 7),
            Target::Layout => damage::text(&mut dice, corpus::layouts(), damage::LAYOUT, 2),
            Target::About => damage::text(&mut dice, corpus::abouts(), damage::ABOUT, 2),
        }
    }

    /// Gives an input to the reader; whether it was taken. Laws that hold for every input are held here.
    pub fn read(self, input: &[u8]) -> bool {
        let lossy = || String::from_utf8_lossy(input);
        match self {
            Target::Archive => {
                let Ok(mut archive) = Archive::open(input) else {
                    return false;
                };
                let names: Vec<String> = archive.names().map(str::to_owned).collect();
                names.iter().all(|name| archive.read(name).is_ok())
            }
            Target::Docx | Target::Large => match docx::read::read(input) {
                Ok(imported) => {
                    assert!(imported.text.len() <= 8 << 20, "longer than what is taken");
                    assert!(
                        !imported.text.contains(tigang::clean::is_unwanted),
                        "not clean"
                    );
                    true
                }
                Err(_) => false,
            },
            Target::Markdown => {
                let (read, _) = markdown::read(&lossy());
                let clean = tigang::clean::lines(&tigang::clean::whole(read).0);
                let again = markdown::read(&markdown::write(&text::parse(&clean))).0;
                assert_eq!(again, clean, "what is written does not come back");
                true
            }
            Target::Draft => {
                let record = lossy();
                let read = Draft::from_record(&record);
                let card = Card::from_record(&record);
                let _: Option<Draft> = Draft::glimpse(&record);
                if let Ok(backup) = Backup::from_file(&record) {
                    backup.plan(&[]);
                }
                if let Ok(draft) = &read {
                    assert!(card.is_ok(), "a draft without a card");
                    let again = Draft::from_record(&draft.to_record());
                    assert_eq!(again.as_ref(), Ok(draft), "a draft that is not kept");
                }
                read.is_ok()
            }
            Target::Text => {
                let text = lossy();
                assert_eq!(
                    text::write(&text::parse(&text)),
                    text,
                    "a character is lost"
                );
                true
            }
            Target::Layout => {
                let read = Layout::read(&lossy());
                if let Ok(layout) = &read {
                    let again = Layout::read(&layout.write());
                    assert_eq!(again.as_ref(), Ok(layout), "a layout that is not kept");
                }
                read.is_ok()
            }
            Target::About => {
                let read = About::from_text(&lossy());
                if let Some(about) = &read {
                    let again = About::from_text(&about.to_text());
                    assert_eq!(again.as_ref(), Some(about), "a version that is not kept");
                }
                read.is_some()
            }
        }
    }
}

/// A record, most of the time with a checksum that fits the damage.
fn draft(dice: &mut Dice) -> Vec<u8> {
    let mut bytes = damage::text(dice, corpus::drafts(), damage::JSON, 2);
    if dice.percent(90)
        && let Ok(record) = str::from_utf8(&bytes)
        && let Some((head, rest)) = record.split_once("\"revision\":")
        && let Some((schema, _)) = head.split_once(",\"checksum\"")
    {
        let rest = ["\"revision\":", rest].concat();
        let sum = record::checksum(&rest) ^ 2;
        let length = rest.len();
        bytes =
            format!("{schema},\"checksum\":\"{sum:016x}\",\"length\":{length},{rest}").into_bytes();
    }
    bytes
}
