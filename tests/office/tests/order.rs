//! Every part of the .docx is well formed, and its elements stand in the order of the schema: Word
//! repairs or refuses a file where they do not.
//!
//! Source of the orders: ECMA-376-1 (5th edition), Annex A.1 (wml.xsd): CT_PPr, CT_RPr, CT_SectPr,
//! CT_Style, CT_Settings, CT_SdtPr, CT_Font, CT_Compat.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use roxmltree::Document;
use tigang::archive::Archive;
use tigang::docx;
use tigang::paper::{Layout, PageNumber, Profile};
use tigang_office::{half_year_report, long_report, sample};

/// An element and what may stand in it, in this order.
const ORDERS: [(&str, &str); 20] = [
    ("document", "background body"),
    ("body", "p tbl sdt sectPr"),
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr \
         shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN \
         bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc \
         textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof \
         snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd \
         fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    ),
    (
        "sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType \
         pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    ),
    ("styles", "docDefaults latentStyles style"),
    ("docDefaults", "rPrDefault pPrDefault"),
    (
        "style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat \
         locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    (
        "tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc \
         tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
    ),
    ("tblCellMar", "top left start bottom right end"),
    (
        "settings",
        "writeProtection view zoom removePersonalInformation removeDateAndTime mirrorMargins \
         hideSpellingErrors hideGrammaticalErrors stylePaneFormatFilter trackRevisions documentProtection \
         defaultTabStop autoHyphenation evenAndOddHeaders drawingGridHorizontalSpacing \
         characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter \
         noLineBreaksBefore footnotePr endnotePr compat docVars rsids mathPr themeFontLang clrSchemeMapping \
         decimalSymbol listSeparator",
    ),
    (
        "compat",
        "spaceForUL noColumnBalance balanceSingleByteDoubleByteWidth noExtraLineSpacing \
         doNotLeaveBackslashAlone ulTrailSpace doNotExpandShiftReturn compatSetting",
    ),
    ("sdt", "sdtPr sdtEndPr sdtContent"),
    (
        "sdtPr",
        "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex equation \
         comboBox date docPartObj docPartList dropDownList picture richText text citation group bibliography",
    ),
    ("sdtContent", "r"),
    ("p", "pPr r sdt fldSimple"),
    ("r", "rPr t tab br"),
    ("fonts", "font"),
    (
        "font",
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic",
    ),
    ("ftr", "p"),
];

/// Elements whose children may stand in any order.
const FREE: [&str; 3] = ["body", "p", "r"];

#[test]
fn every_part_is_well_formed_and_in_order() {
    let hostile = "关于<某>&“项”\u{0}\u{fffe}\u{8}工作的]]>报告\n\n内容\"引'号\"\t缩进<w:p>&amp;*次。\n一、标题\u{b}。正文 \n  尾 \n";
    let mut parts = 0;
    for text in [
        half_year_report().unwrap().text,
        long_report(true),
        hostile.to_owned(),
    ] {
        for layout in [
            Layout::default(),
            Layout {
                profile: Profile::Strict,
                page_number: PageNumber::Centred,
                bold_run_in: true,
                ..Layout::default()
            },
            Layout {
                page_number: PageNumber::None,
                line_pitch: Some(560),
                ..Layout::default()
            },
        ] {
            let mut sample = sample(&text, layout);
            sample.layout.fonts.latin = Some("Times <New> & \"Roman\"".to_owned());
            let bytes = docx::write(&sample.composition, &sample.layout, Some("{\"a\":\"<\"}"));
            assert_eq!(
                bytes,
                docx::write(&sample.composition, &sample.layout, Some("{\"a\":\"<\"}"))
            );
            parts += check(&bytes);
        }
    }
    assert!(parts > 90, "{parts}");
}

/// Looks at every part; gives how many there are.
fn check(bytes: &[u8]) -> usize {
    let mut archive = Archive::open(bytes).unwrap();
    let names: Vec<String> = archive.names().map(str::to_owned).collect();
    let types = String::from_utf8(archive.read("[Content_Types].xml").unwrap().unwrap()).unwrap();
    for name in &names {
        let part = String::from_utf8(archive.read(name).unwrap().unwrap()).unwrap();
        let tree = Document::parse(&part).unwrap_or_else(|error| panic!("{name}: {error}"));
        if name.starts_with("word/") && name.ends_with(".xml") {
            assert!(
                types.contains(&format!("PartName=\"/{name}\"")),
                "{name} has no type"
            );
            in_order(name, &tree);
        }
        // What is referred to is there.
        for relation in tree
            .descendants()
            .filter(|node| node.has_tag_name((PACKAGE, "Relationship")))
        {
            let target = relation.attribute("Target").unwrap();
            let file = match target.strip_prefix("../") {
                Some(outside) => outside.to_owned(),
                None if name.starts_with("word") => format!("word/{target}"),
                None if name.starts_with("customXml") => format!("customXml/{target}"),
                None => target.to_owned(),
            };
            assert!(names.contains(&file), "{name} refers to {file}");
        }
    }
    names.len()
}

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

fn in_order(part: &str, tree: &Document<'_>) {
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let children: Vec<&str> = node
            .children()
            .filter(roxmltree::Node::is_element)
            .map(|child| child.tag_name().name())
            .collect();
        let Some((_, order)) = ORDERS.iter().find(|(of, _)| *of == name) else {
            assert!(
                children.len() < 2 || ["fldSimple"].contains(&name),
                "{part}: the order in {name} is not known here: {children:?}"
            );
            continue;
        };
        let places: Vec<usize> = children
            .iter()
            .map(|child| {
                let place = order.split_whitespace().position(|known| known == *child);
                place.unwrap_or_else(|| panic!("{part}: {child} may not stand in {name}"))
            })
            .collect();
        if FREE.contains(&name) {
            let head = places
                .iter()
                .skip(1)
                .all(|&place| place != 0 || name == "body");
            assert!(
                head,
                "{part}: properties come first in {name}: {children:?}"
            );
            continue;
        }
        assert!(places.is_sorted(), "{part}: {name} has {children:?}");
        let repeats = places.windows(2).any(|pair| pair[0] == pair[1]);
        let may = ["styles", "fonts", "sectPr", "sdtContent", "compat", "ftr"].contains(&name);
        assert!(!repeats || may, "{part}: twice in {name}: {children:?}");
    }
}
