//! word/styles.xml and word/fontTable.xml: the official layout as styles that Word shows by name.
//!
//! Law: names of Word's own styles where there is one (标题, 标题 1 to 4, 签名, 日期, 页脚), so that outline and
//! navigation know them; a style says only what differs from the one it is based on.

use super::escape::attribute;
use super::{HEAD, MAIN, push, push_number};
use crate::docx::TITLE_LINE_END;
use crate::paper::{
    BODY_SIZE, CHARACTER, CLOSER, Face, Fonts, INDENT, Layout, PAGE_NUMBER_PITCH, PAGE_NUMBER_SIZE,
    TITLE_PITCH, TITLE_SIZE,
};

/// The part word/styles.xml.
pub(super) fn styles(layout: &Layout) -> String {
    let mut out = [HEAD, "<w:styles", MAIN, ">"].concat();
    let out = &mut out;
    let fonts = &layout.fonts;
    defaults(out, fonts);
    normal(out, layout);
    out.push_str(concat!(
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">",
        "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/><w:semiHidden/></w:style>",
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>",
        "<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>",
        "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/>",
        "<w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\"><w:name w:val=\"No List\"/>",
        "<w:uiPriority w:val=\"99\"/><w:semiHidden/></w:style>",
    ));

    open(out, "Title", "Title", "公文标题", "Normal", "Body");
    out.push_str("<w:pPr>");
    pitch(out, TITLE_PITCH);
    out.push_str("<w:jc w:val=\"center\"/></w:pPr><w:rPr>");
    typeface(out, fonts, Face::Title);
    out.push_str("<w:spacing w:val=\"0\"/>");
    size(out, TITLE_SIZE);
    out.push_str("</w:rPr></w:style>");

    open(out, "Body", "公文正文", "", "Normal", "");
    out.push_str("<w:pPr>");
    first_line(out);
    out.push_str("</w:pPr></w:style>");

    for (level, heading, run_in, in_text) in [
        (0, "Heading1", "RunIn1", "RunInHeading1"),
        (1, "Heading2", "RunIn2", "RunInHeading2"),
        (2, "Heading3", "RunIn3", "RunInHeading3"),
        (3, "Heading4", "RunIn4", "RunInHeading4"),
    ] {
        let face = match level {
            0 => Face::FirstLevel,
            1 => Face::SecondLevel,
            _ => Face::Body,
        };
        let number = heading.strip_prefix("Heading").unwrap_or(heading);
        open(
            out,
            heading,
            &["heading ", number].concat(),
            "",
            "Body",
            "Body",
        );
        out.push_str("<w:pPr><w:keepNext/>");
        outline(out, level);
        out.push_str("</w:pPr><w:rPr>");
        typeface(out, fonts, face);
        out.push_str("</w:rPr></w:style>");

        open(
            out,
            run_in,
            &["段内标题段 ", number].concat(),
            "",
            "Body",
            "Body",
        );
        out.push_str("<w:pPr>");
        outline(out, level);
        out.push_str("</w:pPr></w:style>");

        character(out, in_text, &["段内标题 ", number].concat());
        typeface(out, fonts, face);
        bold(out, layout.bold_run_in);
        out.push_str("</w:rPr></w:style>");
    }
    character(out, "ItemHeading", "分项标题");
    bold(out, layout.bold_run_in);
    out.push_str("</w:rPr></w:style>");
    // Word makes ids from names when it saves: this one is known by its id.
    character(out, TITLE_LINE_END, TITLE_LINE_END);
    out.push_str("</w:rPr></w:style>");

    open(out, "Byline", "题注", "", "Normal", "Body");
    out.push_str("<w:pPr><w:jc w:val=\"center\"/></w:pPr></w:style>");
    open(out, "Addressee", "主送机关", "", "Normal", "Body");
    out.push_str("</w:style>");
    open(out, "Attachment", "附件说明", "", "Normal", "");
    out.push_str("<w:pPr><w:ind w:left=\"");
    let (first, hanging) = ATTACHMENT;
    push_number(out, hanging);
    out.push_str("\" w:hanging=\"");
    push_number(out, hanging - first);
    out.push_str("\"/></w:pPr></w:style>");

    open(out, "AttachmentLabel", "附件", "", "Normal", "Title");
    out.push_str("<w:pPr><w:keepNext/><w:pageBreakBefore/></w:pPr><w:rPr>");
    typeface(out, fonts, Face::FirstLevel);
    out.push_str("</w:rPr></w:style>");

    open(out, "Signature", "Signature", "署名", "Normal", "Date");
    out.push_str("<w:pPr><w:keepNext/><w:jc w:val=\"right\"/></w:pPr></w:style>");
    open(out, "Date", "Date", "成文日期", "Normal", "");
    out.push_str("<w:pPr><w:jc w:val=\"right\"/></w:pPr></w:style>");

    open(out, "Footer", "footer", "", "Normal", "");
    out.push_str("<w:pPr>");
    pitch(out, PAGE_NUMBER_PITCH);
    out.push_str("</w:pPr><w:rPr>");
    names(out, &fonts.page_number, &fonts.page_number);
    out.push_str("<w:spacing w:val=\"0\"/>");
    size(out, PAGE_NUMBER_SIZE);
    out.push_str("</w:rPr></w:style></w:styles>");
    std::mem::take(out)
}

/// Where 附件： and the name behind it start, as the style says: a single attachment, the usual case.
pub(super) const ATTACHMENT: (u32, u32) = (INDENT, INDENT + 3 * CHARACTER);

/// What holds for all text, before any style.
fn defaults(out: &mut String, fonts: &Fonts) {
    out.push_str("<w:docDefaults><w:rPrDefault><w:rPr>");
    typeface(out, fonts, Face::Body);
    size(out, BODY_SIZE);
    out.push_str(concat!(
        "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>",
        "<w:pPrDefault><w:pPr><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    ));
}

/// 正文 as Word calls it: an official line, without an indent. Spaces that Word would put between
/// Chinese text and figures would break the 28 characters of a line. `overflowPunct`
/// is Word's default, and said because LibreOffice takes it for its contrary: without it, marks hang in
/// the margin there, and some are not printed (7.4, measured).
fn normal(out: &mut String, layout: &Layout) {
    out.push_str(concat!(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>",
        "<w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/><w:adjustRightInd w:val=\"0\"/>",
        "<w:snapToGrid w:val=\"0\"/>"
    ));
    pitch(out, layout.pitch());
    out.push_str("<w:jc w:val=\"both\"/></w:pPr><w:rPr><w:spacing w:val=\"-");
    push_number(out, CLOSER);
    out.push_str("\"/></w:rPr></w:style>");
}

/// Opens a paragraph style; `other` is its second name, `next` the style of the paragraph behind it.
fn open(out: &mut String, id: &str, name: &str, other: &str, based: &str, next: &str) {
    let built_in = ["Title", "Signature", "Date", "footer"].contains(&name) || id.starts_with('H');
    push(
        out,
        &[
            "<w:style w:type=\"paragraph\"",
            if built_in { "" } else { " w:customStyle=\"1\"" },
            " w:styleId=\"",
            id,
            "\"><w:name w:val=\"",
            name,
            "\"/>",
        ],
    );
    for (tag, value) in [("aliases", other), ("basedOn", based), ("next", next)] {
        if !value.is_empty() {
            push(out, &["<w:", tag, " w:val=\"", value, "\"/>"]);
        }
    }
    out.push_str("<w:qFormat/>");
}

/// Opens a character style with its properties.
fn character(out: &mut String, id: &str, name: &str) {
    push(
        out,
        &[
            "<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"",
            id,
            "\"><w:name w:val=\"",
            name,
            "\"/><w:basedOn w:val=\"DefaultParagraphFont\"/><w:qFormat/><w:rPr>",
        ],
    );
}

fn pitch(out: &mut String, twips: u32) {
    out.push_str("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"");
    push_number(out, twips);
    out.push_str("\" w:lineRule=\"exact\"/>");
}

fn first_line(out: &mut String) {
    out.push_str("<w:ind w:firstLineChars=\"200\" w:firstLine=\"");
    push_number(out, INDENT);
    out.push_str("\"/>");
}

fn outline(out: &mut String, level: u32) {
    out.push_str("<w:outlineLvl w:val=\"");
    push_number(out, level);
    out.push_str("\"/>");
}

fn bold(out: &mut String, yes: bool) {
    if yes {
        out.push_str("<w:b/><w:bCs/>");
    }
}

/// A size in twips, which Word counts in half points.
fn size(out: &mut String, twips: u32) {
    for tag in ["<w:sz w:val=\"", "<w:szCs w:val=\""] {
        out.push_str(tag);
        push_number(out, twips / 10);
        out.push_str("\"/>");
    }
}

/// The typeface of a face; figures and Latin letters may have their own. “ ” … — are hAnsi to Word, so
/// that one is the Chinese typeface.
fn typeface(out: &mut String, fonts: &Fonts, face: Face) {
    let chinese = fonts.of(face);
    names(out, chinese, fonts.latin.as_deref().unwrap_or(chinese));
}

fn names(out: &mut String, chinese: &str, latin: &str) {
    for (name, font) in [
        ("<w:rFonts w:ascii=\"", latin),
        ("\" w:eastAsia=\"", chinese),
        ("\" w:hAnsi=\"", chinese),
        ("\" w:cs=\"", latin),
    ] {
        out.push_str(name);
        attribute(out, font);
    }
    out.push_str("\"/>");
}

/// The part word/fontTable.xml: what to take where a typeface is missing.
pub(super) fn font_table(layout: &Layout) -> String {
    let mut out = [HEAD, "<w:fonts", MAIN, ">"].concat();
    let mut done: Vec<&str> = Vec::new();
    for face in [Face::Title, Face::Body, Face::FirstLevel, Face::SecondLevel] {
        let name = layout.fonts.of(face);
        if done.contains(&name) {
            continue;
        }
        done.push(name);
        out.push_str("<w:font w:name=\"");
        attribute(&mut out, name);
        out.push_str("\"><w:altName w:val=\"");
        out.push_str(&Fonts::fallbacks(face).join(","));
        out.push_str(concat!(
            "\"/><w:charset w:val=\"86\"/><w:family w:val=\"auto\"/>",
            "<w:pitch w:val=\"variable\"/></w:font>"
        ));
    }
    out.push_str("</w:fonts>");
    out
}
