//! Files that are too large, of another kind or in another encoding, and pastes with signs that
//! nobody sees: a plain sentence or the right text, and the open draft as it was.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, sample, sample_bytes, visit};

/// What was there before, and must be there after.
const DRAFT: &str = "原来的草稿\n\n这一段一直都在。";

/// Opens the dialog and gives it a file.
async fn choose(page: &Page, name: &str, bytes: &[u8]) -> Result<()> {
    let file = page.make_file(name, bytes)?;
    if !page.has("dialog", "导入报告").await? {
        page.click("导入").await?;
    }
    page.choose_file(&file).await
}

/// What the dialog says is wrong, waited for.
async fn refused(page: &Page, words: &str) -> Result<()> {
    page.notice_is(words).await?;
    let shown = page.value("报告原文").await?;
    ensure!(
        shown.is_empty(),
        "it was refused, but its text is shown: {shown:.40}"
    );
    Ok(())
}

#[test]
fn what_is_no_text_is_refused() -> Result<()> {
    visit(async |page| {
        page.import(DRAFT).await?;
        let text = sample("branch")?;
        let large = text.repeat(6 * 1024 * 1024 / text.len() + 1);
        choose(page, "太大.txt", large.as_bytes()).await?;
        refused(page, "超过 5 MB").await?;
        choose(page, "图片.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").await?;
        refused(page, "这不是纯文本文件").await?;
        choose(
            page,
            "报告.docx",
            b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0word/document.xml",
        )
        .await?;
        refused(page, "文档不完整").await?;
        choose(page, "报告.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj").await?;
        refused(page, "这是 PDF 文件").await?;
        // Neither UTF-8 nor GB18030.
        let broken = [text.as_bytes(), b"\xff\xff\xfe\x80\xff".as_slice()].concat();
        choose(page, "坏字节.txt", &broken).await?;
        refused(page, "编码认不出来").await?;
        choose(page, "空.txt", b"").await?;
        refused(page, "这个文件是空的").await?;
        choose(page, "网页.html", b"<!DOCTYPE html><html><p>a</p></html>").await?;
        refused(page, "这是网页文件").await?;
        let exported = b"<?xml version=\"1.0\"?>\n<!-- a page --><HTML><p>a</p></HTML>";
        choose(page, "网页.txt", exported).await?;
        refused(page, "这是网页文件").await?;
        page.click("取消").await?;
        page.click("导入").await?;
        page.click("开始编辑").await?;
        page.notice_is("还没有文字").await?;

        // What was put there by hand stays, whatever is chosen by mistake.
        page.field("报告原文").await?.click().await?;
        page.type_text("贴进来又改过的文字。").await?;
        choose(page, "图片.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01").await?;
        page.notice_is("这不是纯文本文件").await?;
        page.value_is("报告原文", "贴进来又改过的文字。").await?;
        choose(page, "太大.txt", large.as_bytes()).await?;
        page.notice_is("超过 5 MB").await?;
        page.value_is("报告原文", "贴进来又改过的文字。").await?;

        page.click("取消").await?;
        page.gone("dialog", "导入报告").await?;
        let copied = page.copied().await?;
        ensure!(copied == DRAFT, "the draft is now {copied:?}");
        Ok(())
    })
}

/// A text in UTF-16, with the mark in front.
fn utf_16(text: &str, low_first: bool) -> Vec<u8> {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    units
        .flat_map(|unit| {
            if low_first {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        })
        .collect()
}

#[test]
fn texts_in_every_usual_encoding_are_read() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        let in_gb18030 = sample_bytes("branch-gb18030.txt")?;
        let with_mark = ["\u{feff}".as_bytes(), text.as_bytes()].concat();
        for (name, bytes, encoding) in [
            ("utf-8.txt", text.as_bytes(), "UTF-8"),
            ("utf-8-bom.txt", &with_mark, "UTF-8"),
            ("utf-16le.txt", &utf_16(&text, true), "UTF-16"),
            ("utf-16be.txt", &utf_16(&text, false), "UTF-16"),
            ("gb18030.txt", &in_gb18030, "GB18030（GBK）"),
        ] {
            choose(page, name, bytes).await?;
            page.value_is("报告原文", &text).await?;
            let shown = page
                .ask("return document.querySelector('dialog select').selectedOptions[0].innerText")
                .await?;
            ensure!(
                shown == format!("自动识别：{encoding}"),
                "{name} is said to be {shown}"
            );
            page.click("开始编辑").await?;
            page.gone("dialog", "导入报告").await?;
            let copied = page.copied().await?;
            ensure!(copied == text, "{name} became {copied:.60}");
        }
        Ok(())
    })
}

#[test]
fn a_title_over_lines_of_windows_keeps_them() -> Result<()> {
    visit(async |page| {
        let text = "关于上半年党支部工作及落实主体责任情况\r\n的报告\r\n\r\n情况如下。\r\n\r\n一、抓学习\r\n学了。\r\n";
        choose(page, "报告.txt", text.as_bytes()).await?;
        page.recognised().await?;
        page.click("开始编辑").await?;
        page.focus_is("标题").await?;
        page.caret_at_end().await?;
        page.strike("书").await?;
        let title = "关于上半年党支部工作及落实主体责任情况\n的报告书";
        page.value_is("标题", title).await?;
        page.press("Enter").await?;
        page.strike("新").await?;
        let copied = page.copied().await?;
        ensure!(
            copied.starts_with(&[title, "\r\n\r\n"].concat()),
            "{copied:?}"
        );
        ensure!(copied.contains("新"), "{copied:?}");
        Ok(())
    })
}

#[test]
fn the_encoding_can_be_switched() -> Result<()> {
    visit(async |page| {
        // 工作報告 in Big5, which is also some text or other in GB18030.
        choose(page, "big5.txt", b"\xa4\x75\xa7\x40\xb3\xf8\xa7\x69").await?;
        let guessed = tigang_e2e::until("something is shown", async || {
            Ok(Some(page.value("报告原文").await?).filter(|shown| !shown.is_empty()))
        })
        .await?;
        ensure!(
            guessed != "工作報告",
            "this test needs bytes that are guessed wrongly"
        );
        page.find("combobox", "文件编码")
            .await?
            .choose("Big5 繁体")
            .await?;
        page.value_is("报告原文", "工作報告").await?;
        page.find("combobox", "文件编码")
            .await?
            .choose("UTF-8")
            .await?;
        page.notice_is("编码认不出来").await?;
        page.find("combobox", "文件编码")
            .await?
            .choose("Big5 繁体")
            .await?;
        page.value_is("报告原文", "工作報告").await?;
        page.click("开始编辑").await?;
        page.value_is("标题", "工作報告").await
    })
}

#[test]
fn a_file_can_be_dropped() -> Result<()> {
    visit(async |page| {
        let text = sample("branch")?;
        let file = page.make_file("上期.txt", text.as_bytes())?;
        page.drop_file((600.0, 400.0), &file).await?;
        page.find("dialog", "导入报告").await?;
        page.value_is("报告原文", &text).await?;
        page.click("开始编辑").await?;
        page.gone("dialog", "导入报告").await?;
        ensure!(page.copied().await? == text);
        // Onto an open draft as well; it asks first, as ever.
        page.drop_file(
            (600.0, 400.0),
            &page.make_file("另一份.txt", "另一份\n\n正文。".as_bytes())?,
        )
        .await?;
        page.value_is("报告原文", "另一份\n\n正文。").await?;
        page.press("Escape").await?;
        ensure!(page.copied().await? == text);
        // What was not started is still there, once.
        page.click("导入").await?;
        page.value_is("报告原文", "另一份\n\n正文。").await?;
        page.click("开始编辑").await?;
        page.gone("dialog", "导入报告").await?;
        page.click("导入").await?;
        page.value_is("报告原文", "").await
    })
}

#[test]
fn signs_that_nobody_sees_are_taken_out_and_told() -> Result<()> {
    visit(async |page| {
        page.import_only(
            "上半年工作\u{200b}总结\u{202e}\n\n\u{feff}今年以来，\u{7}工作顺利。\u{3000}完。",
        )
        .await?;
        page.notice_is("看不见的控制字符").await?;
        let copied = page.copied().await?;
        ensure!(
            copied == "上半年工作总结\n\n今年以来，工作顺利。\u{3000}完。",
            "it became {copied:?}"
        );

        // In a field, too; what Word breaks lines with becomes a line.
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.paste("新\u{200d}增\u{b}一段").await?;
        page.notice_is("看不见的字符").await?;
        let copied = page.copied().await?;
        ensure!(
            copied == "上半年工作总结\n\n今年以来，工作顺利。\u{3000}完。新增\n一段",
            "it became {copied:?}"
        );
        Ok(())
    })
}

#[test]
fn several_lines_pasted_into_a_field_become_parts() -> Result<()> {
    visit(async |page| {
        page.import("总结\n\n开头。\n一、第一。甲。\n二、第二。乙。")
            .await?;
        page.go_to("第一部分正文").await?;
        page.caret_at_end().await?;
        page.paste("丙。\n二、新来的。丁。\n").await?;
        tigang_e2e::until("there are three sections", async || {
            let rows = page.outline().await?;
            Ok(rows
                .iter()
                .any(|row| row.starts_with("三、第二"))
                .then_some(()))
        })
        .await?;
        let copied = page.copied().await?;
        ensure!(
            copied.starts_with("总结\n\n开头。\n一、第一。甲。丙。\n二、新来的。丁。\n"),
            "it became {copied:?}"
        );
        ensure!(copied.contains("\n三、第二。乙。"), "it became {copied:?}");
        page.click("撤销").await?;
        ensure!(page.copied().await? == "总结\n\n开头。\n一、第一。甲。\n二、第二。乙。");
        Ok(())
    })
}
