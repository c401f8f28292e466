//! 续写下期: the next report from the last one, which stays as it was.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, until, visit};

/// The last period's, with figures that somebody typed in Word.
const LAST: &str = "市统计局机关党支部2026年上半年工作总结\n\n\
    上半年，*党支部开展学习，成效明显。\n\
    一、学习。开展集体学习12次，学习《2025年工作要点》。\n\
    二、作风。上半年无违纪情况。开展谈话\u{a0}*次。\n\
    下一步，下半年要再接再厉。\n\n\
    市统计局机关党支部\n2026年7月3日\n";
/// The next one's beginning.
const NEXT: &str = "市统计局机关党支部2026年下半年工作总结\n\n\
    下半年，*党支部开展学习，成效明显。\n\
    一、学习。开展集体学习*次，学习《2025年工作要点》。\n\
    二、作风。下半年无违纪情况。开展谈话\u{a0}*次。\n\
    下一步，明年上半年要再接再厉。\n\n\
    市统计局机关党支部\n*年*月*日\n";

const TITLE: &str = "市统计局机关党支部2026年上半年工作总结";
const NEXT_TITLE: &str = "市统计局机关党支部2026年下半年工作总结";

/// What the dialog says that it will do.
async fn says(page: &Page, words: &str) -> Result<()> {
    until(&format!("the dialog says {words}"), async || {
        let said = page.list("dialog [role=status]").await?.join(" ");
        ensure!(said.contains(words), "it says {said}");
        Ok(Some(()))
    })
    .await
}

/// Waits until the open draft has this text.
async fn text_is(page: &Page, expected: &str) -> Result<()> {
    page.saved().await?;
    let copied = page.copied().await?;
    ensure!(copied == expected, "the draft is {copied}");
    Ok(())
}

#[test]
fn the_next_report_begins_with_the_last_one() -> Result<()> {
    visit(async |page| {
        page.import(LAST).await?;
        page.fill_blank(0, "办公室").await?;
        page.fill_blank(1, "7").await?;
        page.open_count_is(0).await?;
        let last = page.copied().await?;
        page.click("草稿").await?;
        page.click(&format!("续写：{TITLE}")).await?;
        page.find("dialog", "续写下期").await?;
        says(
            page,
            "4 处时间改为本期，1 处已填的重新待填，4 个数字改成待填。",
        )
        .await?;
        let changes = page.list("dialog .compared ins").await?.concat();
        let expected = "2026年下半年下半年*下半年\u{a0}*明年上半年***";
        ensure!(changes == expected, "it shows {changes}");
        page.click("开始起草").await?;
        page.notice_is("已另起一份").await?;
        // The branch is the same one, and still in its field.
        text_is(page, &NEXT.replacen('*', "办公室", 1)).await?;
        let blanks = page.blanks().await?;
        let values: Vec<&str> = blanks.iter().map(|(_, value)| value.as_str()).collect();
        ensure!(
            values == ["办公室", "", "", "", "", ""],
            "the blanks are {blanks:?}"
        );
        // What stood there in the last period stands in the empty fields, also after a reload.
        let shown = async || {
            let hints = "return [...document.querySelectorAll('.blank input')].map(one => one.placeholder).join('，')";
            page.ask(hints).await
        };
        let hints = "填写，上期 12，上期 7，填写，填写，填写";
        ensure!(shown().await? == hints, "{}", shown().await?);
        page.reload().await?;
        page.open_count_is(5).await?;
        ensure!(shown().await? == hints, "{} after a reload", shown().await?);

        page.click("草稿").await?;
        page.value_is("草稿名", NEXT_TITLE).await?;
        page.value_is("单位", "市统计局机关党支部").await?;
        let span = page.find("combobox", "报告期").await?.value().await?;
        ensure!(span == "下半年", "the period is {span}");
        // And the last one is as it was.
        page.click(&format!("打开：{TITLE}")).await?;
        page.gone("dialog", "草稿箱").await?;
        text_is(page, &last).await?;
        page.open_count_is(0).await
    })
}

#[test]
fn last_period_s_text_is_pasted_and_carried_over_at_once() -> Result<()> {
    visit(async |page| {
        page.click("导入").await?;
        page.field("报告原文").await?.click().await?;
        page.paste(LAST).await?;
        page.recognised().await?;
        page.click("续写下期").await?;
        page.find("dialog", "续写下期").await?;
        says(page, "4 处时间").await?;
        // Figures stay where they are to stay.
        page.find("checkbox", "数字也改成待填，如“12次”改成“*次”")
            .await?
            .click()
            .await?;
        says(page, "4 处时间改为本期，3 个数字改成待填。").await?;
        page.click("开始起草").await?;
        page.notice_is("已另起一份").await?;
        text_is(page, &NEXT.replacen("学习*次", "学习12次", 1)).await?;
        // It is on the shelf, with the one that it came from.
        page.reload().await?;
        text_is(page, &NEXT.replacen("学习*次", "学习12次", 1)).await?;
        page.click("草稿").await?;
        page.button(&format!("打开：{TITLE}")).await?;
        Ok(())
    })
}

#[test]
fn another_period_is_chosen_by_keyboard() -> Result<()> {
    visit(async |page| {
        page.import("党支部上半年工作总结\n\n上半年开展学习。")
            .await?;
        page.click("新建").await?;
        page.button("续写下期").await?.click().await?;
        page.find("dialog", "续写下期").await?;
        // The same half of the next year: nothing in the text says which.
        let spans = page.all("combobox", Some("报告期")).await?;
        let [_, this] = spans.as_slice() else {
            anyhow::bail!("{} periods", spans.len());
        };
        this.choose("上半年").await?;
        says(page, "没有要改的时间和数字，原样另起一份。").await?;
        this.choose("全年").await?;
        says(page, "2 处时间改为本期").await?;
        this.choose("上半年").await?;
        says(page, "原样另起一份。").await?;
        page.click("开始起草").await?;
        page.notice_is("已另起一份").await?;
        // Two of one title are told apart.
        page.click("草稿").await?;
        page.value_is("草稿名", "党支部上半年工作总结（续写）")
            .await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        page.click("新建").await?;
        page.button("续写下期").await?.click().await?;
        page.find("dialog", "续写下期").await?;
        // Given up, nothing was made.
        page.press("Escape").await?;
        page.gone("dialog", "续写下期").await?;
        page.click("草稿").await?;
        let drafts = page.list("dialog ul[aria-label=草稿] .draft-name").await?;
        ensure!(drafts.len() == 2, "there are {drafts:?}");
        Ok(())
    })
}
