//! Word and Markdown files come in: the text, what was left out, the draft inside a .docx, and a plain
//! sentence for every file that is none.

#![allow(
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails loudly"
)]

use anyhow::{Context, Result, ensure};
use tigang::archive::{Entry, write};
use tigang::docx::embedded;
use tigang_e2e::{Page, until, visit};

/// What was there before, and must be there after.
const DRAFT: &str = "原来的草稿\n\n这一段一直都在。";

/// A .docx of these paragraphs (as XML), and of a draft that it carries.
fn docx(paragraphs: &str, carried: Option<(&str, &str)>) -> Vec<u8> {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{paragraphs}</w:body></w:document>"
    );
    let numbering = "<w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
        <w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum>\
        <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";
    let relations = format!(
        "<Relationships><Relationship Id=\"a\" Type=\"{OFFICE}/numbering\" Target=\"numbering.xml\"/>\
         <Relationship Id=\"b\" Type=\"{}\" Target=\"../{}\"/></Relationships>",
        embedded::RELATIONSHIP,
        embedded::PART
    );
    let part = carried.map(|(record, text)| embedded::part(record, text));
    let mut entries = vec![
        Entry {
            name: "word/document.xml",
            bytes: document.as_bytes(),
        },
        Entry {
            name: "word/numbering.xml",
            bytes: numbering.as_bytes(),
        },
        Entry {
            name: "word/_rels/document.xml.rels",
            bytes: relations.as_bytes(),
        },
    ];
    if let Some(part) = &part {
        entries.push(Entry {
            name: embedded::PART,
            bytes: part,
        });
    }
    write(&entries)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

fn paragraphs(text: &str) -> String {
    text.lines().map(paragraph).collect()
}

/// Opens the dialog and gives it a file.
async fn choose(page: &Page, name: &str, bytes: &[u8]) -> Result<()> {
    let file = page.make_file(name, bytes)?;
    if !page.has("dialog", "导入报告").await? {
        page.click("导入").await?;
    }
    page.choose_file(&file).await
}

/// What the dialog tells about the file, waited for.
async fn told(page: &Page, wanted: &[&str]) -> Result<()> {
    until("the dialog tells what was left out", async || {
        let lines = page.list("dialog .notes li").await?;
        Ok((lines == wanted).then_some(()))
    })
    .await
    .with_context(|| format!("{wanted:?}"))
}

/// The two places that a draft is stored in by turns.
async fn places(page: &Page, id: &str) -> Result<Vec<String>> {
    let mut names = page.local_names(&format!("tigang/draft/{id}")).await?;
    names.extend(page.local_names(&format!("tigang/twin/{id}")).await?);
    Ok(names)
}

/// The record of the open draft.
async fn record(page: &Page) -> Result<String> {
    page.saved().await?;
    let id = page.open_id().await?;
    let names = places(page, &id).await?;
    let mut newest = String::new();
    for name in names {
        let record = page.local(&name).await?.unwrap_or_default();
        let revision = |record: &str| -> u64 {
            let rest = record
                .split_once("\"revision\":")
                .map_or("", |(_, rest)| rest);
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            digits.parse().unwrap_or(0)
        };
        if revision(&record) > revision(&newest) {
            newest = record;
        }
    }
    ensure!(!newest.is_empty(), "there is no record of {id}");
    Ok(newest)
}

async fn begin(page: &Page) -> Result<()> {
    page.click("开始编辑").await?;
    page.gone("dialog", "导入报告").await
}

#[test]
fn a_word_document_comes_in_with_its_numbers() -> Result<()> {
    visit(async |page| {
        let table = format!(
            "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}</w:tc></w:tr></w:tbl>",
            paragraph("格")
        );
        let body = [
            paragraph("上半年工作总结"),
            paragraph("今年以来，*党支部。"),
            numbered("抓学习"),
            paragraph("正文。"),
            numbered("抓服务"),
            table,
        ]
        .concat();
        choose(page, "上期报告.DOCX", &docx(&body, None)).await?;
        let text = "上半年工作总结\n今年以来，*党支部。\n一、抓学习\n正文。\n二、抓服务\n格\t格";
        page.value_is("报告原文", text).await?;
        told(
            page,
            &[
                "自动编号 2 处，已转成文字",
                "表格 1 个，已转成文字，一行一段",
            ],
        )
        .await?;
        ensure!(
            !page.has("combobox", "文件编码").await?,
            "a document has no encoding"
        );
        begin(page).await?;
        ensure!(page.copied().await? == text);

        // Dropped onto the page, too.
        let file = page.make_file("另一份.docx", &docx(&paragraphs("另一份\n正文。"), None))?;
        page.drop_file((600.0, 400.0), &file).await?;
        page.value_is("报告原文", "另一份\n正文。").await?;
        ensure!(page.list("dialog .notes li").await?.is_empty());
        page.press("Escape").await?;
        ensure!(page.copied().await? == text);
        Ok(())
    })
}

#[test]
fn markdown_comes_in_as_it_looks() -> Result<()> {
    visit(async |page| {
        let source =
            "# 总结\n\n今年以来，\\*党支部。\n\n## 一、抓学习\n\n**二、抓服务**。正文<b>粗</b>。\n";
        choose(page, "报告.md", source.as_bytes()).await?;
        let text = "总结\n今年以来，*党支部。\n一、抓学习\n二、抓服务。正文粗。\n";
        page.value_is("报告原文", text).await?;
        told(page, &["网页标记 2 处，已经去掉，文字保留"]).await?;
        begin(page).await?;
        ensure!(page.copied().await? == text);
        Ok(())
    })
}

#[test]
fn headings_of_markdown_without_numbers_become_parts() -> Result<()> {
    visit(async |page| {
        let source = "# 总结\n\n今年以来，抓了两件事。\n\n## 学习\n\n### 集中学习\n\n学了。\n\n## 服务\n\n办了。\n";
        choose(page, "报告.md", source.as_bytes()).await?;
        let text =
            "总结\n今年以来，抓了两件事。\n一、学习\n（一）集中学习\n学了。\n二、服务\n办了。\n";
        page.value_is("报告原文", text).await?;
        told(page, &["没有序号的标题 3 个，已按层次编上序号"]).await?;
        begin(page).await?;
        ensure!(page.copied().await? == text);
        Ok(())
    })
}

#[test]
fn the_draft_in_a_document_comes_back_and_replaces_nothing() -> Result<()> {
    visit(async |page| {
        page.import(DRAFT).await?;
        let first = page.open_id().await?;
        let kept = record(page).await?;
        let whole = docx(&paragraphs(DRAFT), Some((&kept, DRAFT)));

        // It is here in this very state: it is opened, not doubled.
        page.import("别的草稿\n\n别的正文。").await?;
        choose(page, "导出.docx", &whole).await?;
        page.value_is("报告原文", DRAFT).await?;
        begin(page).await?;
        page.notice_is("就在这个浏览器里").await?;
        ensure!(page.open_id().await? == first);
        ensure!(page.copied().await? == DRAFT);

        // Here it went on: the one of the file comes beside it.
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("这里写了新的。").await?;
        page.saved().await?;
        choose(page, "导出.docx", &whole).await?;
        page.value_is("报告原文", DRAFT).await?;
        begin(page).await?;
        page.notice_is("另存为一份").await?;
        ensure!(page.open_id().await? != first);
        ensure!(page.copied().await? == DRAFT);
        ensure!(record_of(page, &first).await?.contains("这里写了新的。"));
        Ok(())
    })
}

async fn record_of(page: &Page, id: &str) -> Result<String> {
    let mut all = String::new();
    for name in places(page, id).await? {
        all.push_str(&page.local(&name).await?.unwrap_or_default());
    }
    Ok(all)
}

#[test]
fn where_the_words_were_changed_in_word_both_are_offered() -> Result<()> {
    visit(async |page| {
        page.import(DRAFT).await?;
        let kept = record(page).await?;
        let changed = "原来的草稿\n领导改过的一段。";
        let file = docx(&paragraphs(changed), Some((&kept, DRAFT)));
        choose(page, "改过.docx", &file).await?;
        page.value_is("报告原文", changed).await?;
        page.find("radio", "导出时的草稿，原样恢复")
            .await?
            .click()
            .await?;
        page.value_is("报告原文", DRAFT).await?;
        page.find("radio", "Word 里现在的文字，作为新草稿")
            .await?
            .click()
            .await?;
        page.value_is("报告原文", changed).await?;
        begin(page).await?;
        until("the changed text is open", async || {
            Ok((page.copied().await? == changed).then_some(()))
        })
        .await?;

        choose(page, "改过.docx", &file).await?;
        page.find("radio", "导出时的草稿，原样恢复")
            .await?
            .click()
            .await?;
        page.value_is("报告原文", DRAFT).await?;
        begin(page).await?;
        page.notice_is("就在这个浏览器里").await?;
        ensure!(page.copied().await? == DRAFT);
        Ok(())
    })
}

#[test]
fn every_file_that_is_none_is_told_what_it_is() -> Result<()> {
    visit(async |page| {
        page.import(DRAFT).await?;
        let compound = |name: &str| {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            bytes.resize(640, 0);
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            bytes.resize(1024, 0);
            bytes
        };
        let bomb = docx(&" ".repeat(33 << 20), None);
        let broken = docx("<w:p>", None);
        let hostile = write(&[Entry {
            name: "word/document.xml",
            bytes: b"<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>",
        }]);
        let other = write(&[Entry {
            name: "xl/workbook.xml",
            bytes: b"",
        }]);
        let cut = docx(&paragraphs(DRAFT), None);
        for (name, bytes, words) in [
            (
                "旧版.doc",
                compound("WordDocument"),
                "旧版 Word 或 WPS 文档",
            ),
            (
                "旧版.wps",
                compound("WordDocument"),
                "旧版 Word 或 WPS 文档",
            ),
            ("加密.docx", compound("EncryptedPackage"), "加了密码"),
            ("表格.xls", compound("Workbook"), "可能是旧版表格"),
            ("富文本.rtf", b"{\\rtf1}".to_vec(), "这是 RTF 文档"),
            ("网页.doc", b"<html></html>".to_vec(), "网页或 XML"),
            ("文本.docx", DRAFT.as_bytes().to_vec(), "里面却是纯文本"),
            ("空.docx", Vec::new(), "文件是空的"),
            (
                "表格.docx",
                other,
                "可能是 .odt 文档、表格、演示文稿或压缩包",
            ),
            ("截断.docx", cut[..cut.len() / 2].to_vec(), "文档不完整"),
            ("坏.docx", broken, "文档已损坏"),
            ("炸弹.docx", bomb, "展开后过大"),
            ("实体.docx", hostile, "可能不安全"),
            ("太大.docx", vec![0; (20 << 20) + 1], "超过 20 MB"),
            (
                "备份.txt",
                b"{\"kind\":\"tigang-backup\",\"form\":1}".to_vec(),
                "从备份恢复",
            ),
        ] {
            choose(page, name, &bytes).await?;
            page.notice_is(words)
                .await
                .with_context(|| name.to_owned())?;
            ensure!(
                page.value("报告原文").await?.is_empty(),
                "{name} shows a text"
            );
        }
        page.click("取消").await?;
        page.gone("dialog", "导入报告").await?;
        ensure!(page.copied().await? == DRAFT);
        Ok(())
    })
}

/// What is copied out of a chat has marks of Markdown: they can go before it is a report.
#[test]
fn pasted_markdown_can_be_read_as_it_looks() -> Result<()> {
    visit(async |page| {
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        page.paste("# 上半年支部工作总结\n\n今年以来，支部抓了两件事。\n\n**一、抓学习。** 集体学习*次。\n\n**二、抓服务。** 办实事*件。\n")
            .await?;
        page.recognised().await?;
        page.click("去掉记号").await?;
        page.value_is("报告原文", "上半年支部工作总结\n今年以来，支部抓了两件事。\n一、抓学习。集体学习*次。\n二、抓服务。办实事*件。\n")
            .await?;
        page.gone("button", "去掉记号").await?;
        page.focus_is("报告原文").await?;
        page.click("开始编辑").await?;
        page.value_is("第二部分标题", "抓服务。").await?;
        page.open_count_is(2).await
    })
}

/// What is copied out of a PDF ends each line where the page was full: the paragraphs can be had whole.
#[test]
fn lines_of_a_page_become_paragraphs() -> Result<()> {
    const WHOLE: &str = "　　一、抓学习。坚持第一议题制度，组织党员原原本本学习规定篇目，每月安排一次交流，支委会每季度听取一次学习情况。坚持学做结合，把学习成果体现到服务群众的具体行动上，体现到完成急难任务的实际成效上。截至目前，组织集中学习*次，学习教育取得明显成效。\n　　二、抓服务。办实事*件。";
    visit(async |page| {
        let signs: Vec<Vec<char>> = WHOLE.lines().map(|line| line.chars().collect()).collect();
        let lines = signs.iter().flat_map(|line| line.chunks(20));
        let lines: Vec<String> = lines.map(String::from_iter).collect();
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        page.paste(&lines.join("\n")).await?;
        page.recognised().await?;
        page.click("接成整段").await?;
        page.value_is("报告原文", WHOLE).await?;
        page.gone("button", "接成整段").await?;
        ensure!(
            page.ask("return document.querySelector('[aria-label=导入说明]').textContent")
                .await?
                .contains("断在段落中间的换行")
        );
        page.focus_is("报告原文").await?;
        page.click("开始编辑").await?;
        page.value_is("第二部分标题", "抓服务。").await?;
        page.open_count_is(2).await
    })
}
