//! The small parts of a .docx: what is in it, settings, footers, properties.

use super::{HEAD, MAIN, REFERENCES, push, push_number};
use crate::paper::{Layout, MAY_NOT_END, MAY_NOT_START, PAGE_NUMBER_SIZE, PageNumber, TAB};

/// _rels/.rels: where a reader starts.
pub(super) const PACKAGE_RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>",
    "</Relationships>"
);
/// docProps/core.xml: no author, no date, no machine.
pub(super) const CORE: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\"",
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:language>zh-CN</dc:language></cp:coreProperties>"
);
/// docProps/app.xml.
pub(super) const APP: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">",
    "<Application>Tigang</Application></Properties>"
);

/// customXml/_rels/item1.xml.rels: from the draft to its properties.
pub(super) const DRAFT_RELATIONS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps\" Target=\"itemProps1.xml\"/>",
    "</Relationships>"
);
/// customXml/itemProps1.xml: without properties LibreOffice drops the draft when it saves.
pub(super) const DRAFT_PROPERTIES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n",
    "<ds:datastoreItem ds:itemID=\"{7A1D6B3C-52E4-4F0B-9C8E-2D5F60B7A913}\"",
    " xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\">",
    "<ds:schemaRefs><ds:schemaRef ds:uri=\"urn:tigang:draft:1\"/></ds:schemaRefs></ds:datastoreItem>"
);

/// What the types of our parts start with, and what the kinds of references do.
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// [Content_Types].xml.
pub(super) fn content_types(layout: &Layout, draft: bool) -> String {
    let mut out = [
        HEAD,
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
        "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>",
    ]
    .concat();
    for (part, kind) in [
        ("document", "document.main"),
        ("styles", "styles"),
        ("settings", "settings"),
        ("fontTable", "fontTable"),
        ("footer1", "footer"),
        ("footer2", "footer"),
    ] {
        if !is_there(layout, part) {
            continue;
        }
        push(
            &mut out,
            &[
                "<Override PartName=\"/word/",
                part,
                ".xml\" ContentType=\"",
                TYPE,
                kind,
                "+xml\"/>",
            ],
        );
    }
    if draft {
        out.push_str("<Override PartName=\"/customXml/itemProps1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.customXmlProperties+xml\"/>");
    }
    out.push_str("</Types>");
    out
}

/// word/_rels/document.xml.rels; rId4 and rId5 are the footers.
pub(super) fn relations(layout: &Layout, draft: bool) -> String {
    let mut out = [
        HEAD,
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    ]
    .concat();
    for (id, kind, part) in [
        ("1", "styles", "styles"),
        ("2", "settings", "settings"),
        ("3", "fontTable", "fontTable"),
        ("4", "footer", "footer1"),
        ("5", "footer", "footer2"),
    ] {
        if is_there(layout, part) {
            push(
                &mut out,
                &[
                    "<Relationship Id=\"rId",
                    id,
                    "\" Type=\"",
                    KIND,
                    kind,
                    "\" Target=\"",
                    part,
                    ".xml\"/>",
                ],
            );
        }
    }
    if draft {
        push(
            &mut out,
            &[
                "<Relationship Id=\"rId6\" Type=\"",
                KIND,
                "customXml\" Target=\"../customXml/item1.xml\"/>",
            ],
        );
    }
    out.push_str("</Relationships>");
    out
}

fn is_there(layout: &Layout, part: &str) -> bool {
    match part {
        "footer1" => layout.page_number != PageNumber::None,
        "footer2" => layout.page_number == PageNumber::Outer,
        _ => true,
    }
}

/// word/settings.xml. The marks that may not start or end a line are those of the preview; Word takes
/// its own otherwise. Nothing is squeezed: a full line holds 28 characters.
pub(super) fn settings(layout: &Layout) -> String {
    [
        HEAD,
        "<w:settings",
        MAIN,
        "><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"",
        &TAB.to_string(),
        "\"/>",
        if layout.page_number == PageNumber::Outer {
            "<w:evenAndOddHeaders/>"
        } else {
            ""
        },
        "<w:characterSpacingControl w:val=\"doNotCompress\"/>",
        "<w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\"",
        MAY_NOT_END,
        "\"/><w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"",
        MAY_NOT_START,
        "\"/>",
        "<w:compat><w:ulTrailSpace/>",
        "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>",
        "</w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>",
        "<w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>",
    ]
    .concat()
}

/// word/footer1.xml (odd pages, or all), word/footer2.xml (even pages): `— 1 —`, one character from the
/// edge (GB/T 9704-2012, 7.5).
pub(super) fn footer(layout: &Layout, even: bool) -> String {
    let mut out = [
        HEAD,
        "<w:ftr",
        MAIN,
        REFERENCES,
        "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/>",
    ]
    .concat();
    if layout.page_number == PageNumber::Centred {
        out.push_str("<w:jc w:val=\"center\"/>");
    } else {
        let side = if even { "left" } else { "right" };
        push(&mut out, &["<w:ind w:", side, "=\""]);
        push_number(&mut out, PAGE_NUMBER_SIZE);
        push(&mut out, &["\"/><w:jc w:val=\"", side, "\"/>"]);
    }
    out.push_str(concat!(
        "</w:pPr><w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">— </w:t></w:r>",
        "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>",
        "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\"> —</w:t></w:r></w:p></w:ftr>"
    ));
    out
}
