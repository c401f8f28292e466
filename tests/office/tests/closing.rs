//! Where signature and date stand in LibreOffice, with and without a seal (GB/T 9704-2012, 7.3.5), and
//! that the empty lines around them are there; where the lines of 附件说明 start (7.3.4), the text of an attachment
//! (7.3.7) and the columns of a table that came as text.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

use tigang::paper::{CHARACTER, INDENT, LEFT, Layout, PAGE_WIDTH, RIGHT, lines};
use tigang_office::{Line, convert, millimetres, sample};

/// Signature, date. Chinese numerals where the start is measured: LibreOffice puts space around figures.
const CLOSINGS: [(&str, &str); 4] = [
    ("中共某某市水务局机关第三支部委员会", "二〇二六年六月三十日"),
    ("第三党支部", "二〇二六年十二月三十一日"),
    ("某某区机关党委", "二〇二六年六月三日"),
    (
        "中共某某市某某区某某街道社区支部委员会",
        "二〇二六年六月三日",
    ),
];

#[test]
fn signature_and_date_stand_where_the_standard_says() {
    let mut documents = Vec::new();
    let mut names = Vec::new();
    for (at, (signature, date)) in CLOSINGS.iter().enumerate() {
        for sealed in [false, true] {
            let text = format!(
                "关于某项工作的报告\n\n工作已经完成。\n附件：某项工作情况统计表\n\n{signature}\n{date}\n"
            );
            let layout = Layout {
                sealed,
                ..Layout::default()
            };
            names.push((format!("closing-{at}-{sealed}"), sealed, *signature, *date));
            documents.push(sample(&text, layout).docx());
        }
    }
    let documents: Vec<(&str, Vec<u8>)> = names
        .iter()
        .map(|(name, ..)| name.as_str())
        .zip(documents)
        .collect();
    let converted = convert(&documents).unwrap();
    for (name, sealed, signature, date) in &names {
        let pdf = converted.pdf(name).unwrap();
        let lines = &pdf.pages[0].lines;
        let find = |text: &str| -> usize {
            let found = lines.iter().position(|line| line.text == text);
            found.unwrap_or_else(|| panic!("{name}: no line {text}: {lines:#?}"))
        };
        let (signature, date) = (&lines[find(signature)], &lines[find(date)]);
        check(name, *sealed, signature, date);
        let attachment = &lines[find("附件：某项工作情况统计表")];
        let apart = (signature.baseline - attachment.baseline) / 29.45;
        assert!((apart - 2.0).abs() < 0.02, "{name}: {apart} lines");
        let apart = (date.baseline - signature.baseline) / 29.45;
        assert!((apart - 1.0).abs() < 0.02, "{name}: {apart} lines");
    }
}

/// What names the attachments, and where its lines start: characters from the left edge of the text.
const ATTACHMENTS: [(&str, &[(&str, f64)]); 4] = [
    (
        "附件：1.某某区二〇二六年度重点任务完成情况统计表和需要协调解决的若干问题清单\n2.问题清单\n\
         3.某某区二〇二六年度重点任务完成情况统计表和需要协调解决的若干责任事项清单",
        &[
            ("附件：1.某某区", 0.0),
            ("要协调解决的若干问题", 4.0),
            ("2.问题清单", 3.0),
            ("3.某某区", 3.0),
            ("要协调解决的若干责任", 4.0),
        ],
    ),
    (
        "附件：\n1.统计表\n2.问题清单",
        &[("附件：1.统计表", 0.0), ("2.问题清单", 3.0)],
    ),
    (
        "附件1：统计表\n附件2：某某区二〇二六年度重点任务完成情况统计表和需要协调解决的若干问题清单",
        &[
            ("附件1：统计表", 0.0),
            ("附件2：某某区", 0.0),
            ("要协调解决的若干问题", 3.5),
        ],
    ),
    (
        "附件：某某区二〇二六年度重点任务完成情况统计表和需要协调解决的若干问题清单",
        &[("附件：某某区", 0.0), ("协调解决的若干", 3.0)],
    ),
];

#[test]
fn attachments_stand_under_each_other_and_names_under_names() {
    let text = |attachments: &str| {
        format!(
            "关于某项工作的报告\n\n工作已经完成。\n{attachments}\n\n某某区机关党委\n二〇二六年六月三日\n"
        )
    };
    let names = ["several", "apart", "own", "one"];
    let documents: Vec<(&str, Vec<u8>)> = names
        .iter()
        .zip(&ATTACHMENTS)
        .map(|(name, (attachments, _))| {
            (*name, sample(&text(attachments), Layout::default()).docx())
        })
        .collect();
    let converted = convert(&documents).unwrap();
    let start = f64::from(LEFT + INDENT) / 20.0;
    for (name, (_, wanted)) in names.iter().zip(&ATTACHMENTS) {
        let pdf = converted.pdf(name).unwrap();
        let lines = &pdf.pages[0].lines;
        let mut above: Option<&Line> = lines.iter().find(|line| line.text == "工作已经完成。");
        for (at, (text, characters)) in wanted.iter().enumerate() {
            let line = lines.iter().find(|line| line.text.starts_with(text));
            let line = line.unwrap_or_else(|| panic!("{name}: no line {text}: {lines:#?}"));
            // A figure and its point are half a character each, and set as much closer as whole ones.
            let off = line.left - start - characters * f64::from(CHARACTER) / 20.0;
            assert!(
                off.abs() < millimetres(0.5),
                "{name}: {text} is {off:.2} pt off"
            );
            println!("{name}: {text} {off:.2} pt off");
            let apart = (line.baseline - above.unwrap().baseline) / 29.45;
            let lines = if at == 0 { 2.0 } else { 1.0 };
            assert!(
                (apart - lines).abs() < 0.02,
                "{name}: {text} {apart} lines down"
            );
            above = Some(line);
        }
        let signature = lines.iter().find(|line| line.text == "某某区机关党委");
        let apart = (signature.unwrap().baseline - above.unwrap().baseline) / 29.45;
        assert!((apart - 2.0).abs() < 0.02, "{name}: {apart} lines");
    }
}

/// Rows of a table that came as text: columns stand apart, and where the preview has them.
#[test]
fn columns_stand_where_the_preview_has_them() {
    let rows = [
        "序号\t姓名\t职务\t分工",
        "一\t张三\t书记\t负责全面工作",
        "二\t欧阳修\t组织委员\t负责发展党员",
    ];
    let text = format!("关于某项工作的报告\n\n情况如下。\n{}\n", rows.join("\n"));
    let sample = sample(&text, Layout::default());
    let converted = convert(&[("columns", sample.docx())]).unwrap();
    let pdf = converted.pdf("columns").unwrap();
    let start = f64::from(LEFT) / 20.0;
    for row in rows {
        let set = sample
            .composition
            .iter()
            .find(|paragraph| paragraph.text() == row);
        let wanted = f64::from(lines(set.unwrap())[0].width) / 20.0;
        let plain: String = row.split('\t').collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        let found = pdf.pages[0]
            .lines
            .iter()
            .find(|line| bare(&line.text) == plain);
        let found = found.unwrap_or_else(|| panic!("no line {plain}: {:#?}", pdf.pages[0].lines));
        let off = found.right - start - wanted;
        println!("{plain}: {off:.2} pt off");
        assert!(off.abs() < millimetres(0.5), "{plain} ends {off:.2} pt off");
    }
}

/// GB/T 9704-2012, 7.3.7: on a page of its own, 附件1 in the first line at the left edge, the title in the middle
/// of the third.
#[test]
fn the_text_of_an_attachment_starts_a_page() {
    let text = "关于某项工作的报告\n\n工作已经完成。\n附件：1.情况统计表\n2.问题清单\n\n某某区机关党委\n二〇二六年六月三日\n\n\
                附件1\n\n情况统计表\n\n以上为上半年的情况。\n\n附件2\n\n问题清单\n\n一、学习方面\n学习不够。\n";
    let converted = convert(&[("attached", sample(text, Layout::default()).docx())]).unwrap();
    let pdf = converted.pdf("attached").unwrap();
    assert_eq!(pdf.pages.len(), 3);
    let edge = f64::from(LEFT) / 20.0;
    let middle = f64::midpoint(edge, f64::from(PAGE_WIDTH - RIGHT) / 20.0);
    let first = pdf.pages[0].lines[0].baseline;
    for (page, label, title) in [(1, "附件1", "情况统计表"), (2, "附件2", "问题清单")]
    {
        let lines = &pdf.pages[page].lines;
        assert_eq!(
            (lines[0].text.as_str(), lines[1].text.as_str()),
            (label, title)
        );
        assert!((lines[0].left - edge).abs() < millimetres(0.5), "{label}");
        // The first line of a page of text, where the first page has a title.
        assert!((lines[0].baseline - first).abs() < 10.0, "{label}");
        let off = f64::midpoint(lines[1].left, lines[1].right) - middle;
        assert!(off.abs() < millimetres(0.5), "{title} is {off:.2} pt off");
        let apart = (lines[1].baseline - lines[0].baseline) / 29.45;
        println!("{title}: {apart:.2} lines under {label}, {off:.2} pt off the middle");
        assert!((apart - 2.0).abs() < 0.3, "{title}: {apart} lines");
    }
}

fn check(name: &str, sealed: bool, signature: &Line, date: &Line) {
    let character = f64::from(CHARACTER) / 20.0;
    let right = f64::from(PAGE_WIDTH - RIGHT) / 20.0;
    let near = |what: &str, is: f64, should: f64| {
        let off = (is - should).abs() * 25.4 / 72.0;
        assert!(off < 0.5, "{name}: {what} is off by {off:.2} mm");
        println!("{name}: {what} off by {off:.2} mm");
    };
    let is_longer = date.right - date.left > signature.right - signature.left + 1.0;
    if sealed {
        near("the end of the date", right - date.right, 4.0 * character);
        let over = f64::midpoint(date.left, date.right);
        let middle = f64::midpoint(signature.left, signature.right);
        // One that is far longer ends at the edge.
        if signature.right < right - millimetres(0.5) {
            near("the middle of the signature", middle, over);
        } else {
            near("the end of the signature", signature.right, right);
        }
    } else {
        near(
            "the date's start behind the signature's",
            date.left - signature.left,
            2.0 * character,
        );
        let (what, last) = if is_longer {
            ("the end of the date", date)
        } else {
            ("the end of the signature", signature)
        };
        near(what, right - last.right, 2.0 * character);
    }
}
