//! Damage to bytes: bits, cuts, copies, splices, and words that mean something to the reader.

use crate::dice::Dice;

/// Words of Word's XML and of XML itself.
pub(crate) const XML: &[&str] = &[
    "<w:p><w:r><w:t>一</w:t></w:r></w:p>",
    "<w:r><w:t>二</w:t></w:r>",
    "<w:bookmarkEnd/>",
    "<w:sdt><w:sdtContent><w:r><w:t>三</w:t></w:r></w:sdtContent></w:sdt>",
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc/></w:tr></w:tbl>",
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"0\"/><w:numFmt w:val=\"upperRoman\"/><w:lvlText w:val=\"%2.%1\"/></w:lvl>",
    "<w:style w:styleId=\"a\"><w:basedOn w:val=\"a\"/></w:style>",
    "<w:p>",
    "</w:p>",
    "<w:p/>",
    "<w:r>",
    "</w:r>",
    "<w:t>",
    "</w:t>",
    "<w:t xml:space=\"preserve\"> ",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:del>",
    "</w:del>",
    "<w:ins>",
    "</w:ins>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:sdtPr/>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:rPr><w:vanish/></w:rPr>",
    "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:br/>",
    "<w:br w:type=\"page\"/>",
    "<w:tab/>",
    "<w:drawing>",
    "</w:drawing>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<mc:AlternateContent>",
    "</mc:AlternateContent>",
    "<mc:Choice>",
    "</mc:Choice>",
    "<m:oMath>",
    "</m:oMath>",
    "<m:t>",
    "</m:t>",
    "<w:ruby>",
    "</w:ruby>",
    "<w:abstractNum w:abstractNumId=\"0\">",
    "</w:abstractNum>",
    "<w:num w:numId=\"1\">",
    "</w:num>",
    "<w:lvl w:ilvl=\"8\">",
    "</w:lvl>",
    "<w:start w:val=\"4294967295\"/>",
    "<w:lvlText w:val=\"%1%2%3%4%5%6%7%8%9\"/>",
    "<w:numFmt w:val=\"chineseCounting\"/>",
    "<w:startOverride w:val=\"0\"/>",
    "<w:numStyleLink w:val=\"a\"/>",
    "<w:basedOn w:val=\"a\"/>",
    "<w:style w:styleId=\"a\">",
    "</w:style>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a>",
    "<?a?>",
    "&amp;",
    "&#x10FFFF;",
    "&#0;",
    "&",
    ";",
    "\"",
    "'",
    "=",
    "/>",
    ">",
    "<",
    " xmlns:w=\"x\"",
    " xmlns=\"\"",
    ":",
];

/// Pieces of Word's XML that are whole by themselves; … stands for what they hold.
pub(crate) const WHOLE: &[&str] = &[
    "<w:p><w:r><w:t>…</w:t></w:r></w:p>",
    "<w:p/>",
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>…</w:t></w:r></w:p>",
    "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr></w:p>",
    "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>",
    "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r></w:p>",
    "<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>",
    "<w:sdt><w:sdtPr/><w:sdtContent><w:p/></w:sdtContent></w:sdt>",
    "<w:p><w:r><w:br/></w:r></w:p>",
    "<w:p><w:r><w:tab/></w:r></w:p>",
    "<w:p><w:del><w:r><w:t>…</w:t></w:r></w:del></w:p>",
    "<w:p><w:bookmarkStart/><w:bookmarkEnd/></w:p>",
    "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>",
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
    "<w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>",
    "<a/>",
    " ",
    "&amp;",
    "<!---->",
];

/// Marks of Markdown.
pub(crate) const MARKDOWN: &[&str] = &[
    "#",
    "# ",
    "- ",
    "* ",
    "1. ",
    "9) ",
    "> ",
    "```",
    "~~~",
    "`",
    "*",
    "**",
    "***",
    "_",
    "__",
    "~~",
    "[",
    "](",
    ")",
    "![",
    "<",
    ">",
    "<br>",
    "<!--",
    "-->",
    "|",
    "|-|-|",
    "---",
    "===",
    "\\",
    "&#32;",
    "&amp;",
    "&",
    ";",
    "\n",
    "\n\n",
    "  \n",
    "\t",
    "    ",
    "一、",
    "（一）",
    "。",
    "\u{a0}*",
];

/// Pieces of reports.
pub(crate) const TEXT: &[&str] = &[
    "一、",
    "（一）",
    "1.",
    "（1）",
    "①",
    "一是",
    "二是",
    "首先，",
    "第一，",
    "。",
    "；",
    "：",
    "\n",
    "\r\n",
    "\u{2028}",
    "\u{3000}\u{3000}",
    "\u{a0}*",
    "*",
    "**",
    "____",
    "XX",
    "×",
    "存在不足",
    "下一步，",
    "2026年6月30日",
    "党支部",
    "目录",
    "……3",
    "\u{feff}",
    "\u{200b}",
    "\0",
];

/// Pieces of records.
pub(crate) const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "true",
    "0",
    "-1",
    "1e999",
    "4294967295",
    "18446744073709551616",
    "\\u0000",
    "\\ud800",
    "\\",
    "\"id\":",
    "\"kind\":",
    "\"gap\":",
    "\"text\":",
    "\"marker\":",
    "\"fills\":",
    "\"blocks\":[",
    "\"card\":",
    "\"next\":0",
    "\"schema\":3",
    " ",
];

/// Lines of a layout.
pub(crate) const LAYOUT: &[&str] = &[
    "提纲版式",
    "提纲版式\n",
    "版式：",
    "严格9704",
    "软件版式",
    "页码：居中\n",
    "页码：外侧\n",
    "段内标题加粗：是\n",
    "加盖印章：否\n",
    "行距：400\n",
    "行距：4294967296\n",
    "行距：",
    "正文字体：仿宋\n",
    "数字字体：",
    "：",
    ":",
    "\n",
    "\r\n",
    "\u{2028}",
    "\u{3000}",
    "\u{feff}",
    "\0",
    "\"",
    ";",
    "}",
    "<",
    "字",
];

/// Pieces of what is stored about a version.
pub(crate) const ABOUT: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "null",
    "-1",
    "1e999",
    "18446744073709551616",
    "\\u0000",
    "\\ud800",
    "\\",
    "\"version\":",
    "\"changed\":\"\"",
    "\"draft\":\"\"",
    "\"time\":",
    "\"reason\":\"interval\"",
    "\"name\":null",
    "\"characters\":",
    "\"size\":",
    " ",
];

/// An input of a corpus of texts, damaged.
pub(crate) fn text(dice: &mut Dice, corpus: &[Vec<u8>], words: &[&str], most: usize) -> Vec<u8> {
    let mut bytes = dice.of(corpus).cloned().unwrap_or_default();
    let other = dice.of(corpus).cloned().unwrap_or_default();
    for _ in 0..=dice.below(most) {
        once(dice, &mut bytes, &other, words);
    }
    bytes
}

/// One piece of damage.
pub(crate) fn once(dice: &mut Dice, bytes: &mut Vec<u8>, other: &[u8], words: &[&str]) {
    let at = dice.below(bytes.len() + 1);
    let reach = if dice.percent(80) { 64 } else { 4_096 };
    let end = (at + dice.below(reach)).min(bytes.len());
    match dice.below(13) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = dice.byte();
            }
        }
        2 => {
            bytes.drain(at..end);
        }
        3 => bytes.truncate(at),
        4 => {
            let piece: Vec<u8> = bytes.get(at..end).unwrap_or_default().to_vec();
            let times = if dice.percent(5) { 200 } else { 1 };
            let to = dice.below(bytes.len() + 1);
            bytes.splice(to..to, piece.repeat(times));
        }
        5 => {
            let from = dice.below(other.len() + 1);
            let until = (from + dice.below(reach)).min(other.len());
            bytes.splice(at..end, other.get(from..until).unwrap_or_default().to_vec());
        }
        6 => element(dice, bytes),
        7..=9 => digit(dice, bytes),
        _ => {
            let word = dice.of(words).copied().unwrap_or_default();
            let times = if dice.percent(2) { 300 } else { 1 };
            // Most often where one word ends and another starts.
            let to = match dice.percent(70) {
                true => boundary(bytes, at),
                false => at,
            };
            bytes.splice(to..to, word.repeat(times).into_bytes());
        }
    }
}

/// The next place after which a tag or a line starts.
fn boundary(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    let found = rest
        .iter()
        .position(|byte| matches!(byte, b'<' | b'\n' | b','));
    found.map_or(from, |found| from + found)
}

/// Takes a whole tag out, or puts a copy of it elsewhere: what is left is often still well formed.
fn element(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let start = boundary(bytes, dice.below(bytes.len()));
    let rest = bytes.get(start..).unwrap_or_default();
    let Some(length) = rest.iter().position(|byte| matches!(byte, b'>' | b'\n')) else {
        return;
    };
    let tag: Vec<u8> = rest.iter().take(length + 1).copied().collect();
    if dice.percent(40) {
        bytes.drain(start..start + tag.len());
    }
    let to = boundary(bytes, dice.below(bytes.len() + 1));
    bytes.splice(to..to, tag);
}

/// Another digit in the place of one: what held together still does, but says something else.
fn digit(dice: &mut Dice, bytes: &mut [u8]) {
    let at = dice.below(bytes.len());
    let rest = bytes.get_mut(at..).unwrap_or_default();
    if let Some(place) = rest.iter_mut().find(|byte| byte.is_ascii_digit()) {
        *place = b'0' + dice.byte() % 10;
    }
}
