//! The whole way of a report through the page: from the paste of last period's text to the bytes of
//! the new one.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, Surroundings, plain, same, sample, visit};

/// What is filled in, in the order of the text.
const VALUES: [&str; 10] = [
    "第二",
    "12",
    "6",
    "4",
    "3",
    "“先锋窗口”",
    "城市规划展览馆",
    "《海棠依旧》",
    "年中检查",
    "信息宣传",
];
/// The item that is added to 不足.
const ADDED: &str = "抓落实的韧劲还不够足，个别工作前紧后松。";

#[test]
fn a_report_of_our_own_goes_all_the_way() -> Result<()> {
    visit(async |page| all_the_way(page, &sample("branch")?).await)
}

#[test]
fn the_half_year_report_at_hand_goes_all_the_way() -> Result<()> {
    let text = Surroundings::half_year_report()?;
    visit(async |page| all_the_way(page, &text).await)
}

async fn all_the_way(page: &Page, text: &str) -> Result<()> {
    import_after_a_look(page, text).await?;
    fill_every_blank(page).await?;
    let mut expected = plain::filled(text, &VALUES);

    // 四 goes to the front: three steps up, by the outline's own keyboard.
    page.node("四、").await?.click().await?;
    page.focus_is("第四部分标题").await?;
    focus_node(page, "四、").await?;
    page.press_times("Alt+ArrowUp", 3).await?;
    expected = plain::moved_before(&expected, "四、", "一、");
    ensure_outline(page, &expected).await?;

    // What is now 四 goes before 三, by the mouse.
    let (from, to) = (page.node("四、").await?, page.node("三、").await?);
    page.drag(&from, &to, 0.2).await?;
    expected = plain::moved_before(&expected, "四、", "三、");
    ensure_outline(page, &expected).await?;

    // And 二 before 一, by the menu.
    page.right_click(&page.node("二、").await?).await?;
    page.choose("上移").await?;
    expected = plain::moved_before(&expected, "二、", "一、");
    ensure_outline(page, &expected).await?;

    // A fourth 不足, by the menu of the third.
    page.go_to("不足第三项").await?;
    page.press("Ctrl+m").await?;
    page.choose("在后面加一项").await?;
    page.focus_is("不足第四项").await?;
    page.type_text(ADDED).await?;
    let third = format!("三是{}", page.value("不足第三项").await?);
    expected = plain::put_after(&expected, &third, &format!("四是{ADDED}"));

    page.saved().await?;
    let before = page.sheet().await?;
    page.reload().await?;
    ensure!(
        page.sheet().await? == before,
        "the sheet is not as it was before the page was reloaded"
    );
    page.open_count_is(0).await?;
    page.focus_is("不足第四项").await?;
    let (_, caret) = page.selection().await?;
    ensure!(
        caret == ADDED.chars().count(),
        "the caret is behind {caret} characters"
    );

    same("复制全文", &page.copied().await?, &expected)?;
    let (name, bytes) = page.exported().await?;
    same("纯文本", &String::from_utf8(bytes)?, &expected)?;
    let title = text.split('\n').next().unwrap_or_default();
    ensure!(name == format!("{title}.txt"), "the file is called {name}");
    Ok(())
}

/// 导入, paste, and a look at what was recognised before 开始编辑.
async fn import_after_a_look(page: &Page, text: &str) -> Result<()> {
    page.click("导入").await?;
    page.find("dialog", "导入报告").await?;
    page.field("报告原文").await?.click().await?;
    page.paste(text).await?;
    let recognised = page.recognised().await?;
    let figures = recognised.first().cloned().unwrap_or_default();
    let signs = text.chars().filter(|sign| !sign.is_whitespace()).count();
    for words in ["6 个部分", "7 个分项", "10 处待填"] {
        ensure!(figures.contains(words), "{words} is not in {figures:?}");
    }
    // Markers are counted or not; the number is near that of the signs.
    let counted: usize = figures.split(' ').next().unwrap_or_default().parse()?;
    ensure!(
        counted <= signs && signs < counted + 40,
        "{counted} characters of {signs}"
    );
    for number in ["一、", "二、", "三、", "四、"] {
        let heading = plain::first_sentence(plain::line(text, number));
        ensure!(
            recognised.iter().any(|line| line == heading),
            "{heading:?} is not in {recognised:#?}"
        );
    }
    for part in ["标题：", "引言：", "不足", "下一步"] {
        ensure!(
            recognised.iter().any(|line| line.starts_with(part)),
            "no {part} in {recognised:#?}"
        );
    }
    page.click("开始编辑").await?;
    page.gone("dialog", "导入报告").await?;
    page.saved().await
}

/// Ten values in the column 待填: one taken back, one emptied and filled again.
async fn fill_every_blank(page: &Page) -> Result<()> {
    page.open_count_is(VALUES.len()).await?;
    for (number, value) in VALUES.iter().enumerate() {
        page.fill_blank(number, value).await?;
        if number == 4 {
            page.open_count_is(5).await?;
            page.click("撤销").await?;
            page.open_count_is(6).await?;
            ensure!(
                page.blanks()
                    .await?
                    .get(4)
                    .is_some_and(|(_, value)| value.is_empty())
            );
            page.fill_blank(number, value).await?;
        }
    }
    page.open_count_is(0).await?;
    page.fill_blank(1, "").await?;
    page.open_count_is(1).await?;
    ensure!(
        page.value("第二部分正文")
            .await?
            .contains("集体学习\u{a0}*次"),
        "the blank is not as it was"
    );
    page.fill_blank(1, VALUES[1]).await?;
    page.open_count_is(0).await?;
    let values: Vec<String> = page
        .blanks()
        .await?
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    ensure!(values == VALUES, "the column holds {values:?}");
    Ok(())
}

/// Puts the keyboard on a row of the outline, as Tab and arrows do.
async fn focus_node(page: &Page, start: &str) -> Result<()> {
    let node = page.node(start).await?;
    page.focus_on(&node).await
}

/// Waits until the outline names the sections in the order of the expected text.
async fn ensure_outline(page: &Page, expected: &str) -> Result<()> {
    let sections: Vec<String> = ["一、", "二、", "三、", "四、"]
        .iter()
        .map(|number| plain::first_sentence(plain::line(expected, number)))
        .map(|heading| heading.trim_end_matches('。').chars().take(20).collect())
        .collect();
    tigang_e2e::until(&format!("the outline is {sections:?}"), async || {
        let rows = page.outline().await?;
        let rows: Vec<&String> = rows.iter().filter(|row| row.contains('、')).collect();
        let same = sections
            .iter()
            .all(|section| rows.iter().any(|row| row.starts_with(section.as_str())));
        ensure!(same, "it is {rows:?}");
        Ok(Some(()))
    })
    .await
}
