//! Open blanks on their way onto paper from the preview: the question before the printer, and a title
//! with blanks whose lines are moved.

use anyhow::{Result, ensure};
use serde_json::json;
use tigang_e2e::{Page, sample, until, visit};

/// The lines of the title in the preview, once they are there.
async fn title_lines(page: &Page) -> Result<Vec<String>> {
    until("the title is set", async || {
        let set = page.list(".leaf .title-line").await?;
        Ok((!set.is_empty()).then_some(set))
    })
    .await
}

#[test]
fn printing_from_the_preview_asks_first() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.run(
            "window.printed = 0; window.print = () => { window.printed += 1; }",
            vec![],
        )
        .await?;
        let printed = async || page.run("return window.printed", vec![]).await;
        page.press("F4").await?;
        page.find("status", "版面").await?;
        page.click("打印").await?;
        page.find("dialog", "还有没写完的地方").await?;
        ensure!(
            printed().await? == json!(0),
            "it was printed before the answer"
        );
        page.click("仍然打印").await?;
        until("it is printed", async || {
            Ok((printed().await? == json!(1)).then_some(()))
        })
        .await
    })
}

#[test]
fn a_title_keeps_its_blanks_while_its_lines_are_moved() -> Result<()> {
    visit(async |page| {
        let title = "*党支部上半年党建工作及落实全面从严治党主体责任*情况";
        page.import(&format!("{title}\n\n内容。")).await?;
        page.fill_blank(0, "城北街道").await?;
        // Until then the preview may be made anew under the pointer.
        page.saved().await?;
        let filled = title.replacen('*', "城北街道", 1);
        page.press("F4").await?;
        let before = title_lines(page).await?;
        ensure!(
            before.concat().contains("\u{a0}\u{a0}") && !before.concat().contains('*'),
            "on paper it is {before:?}"
        );
        page.click("第 1 行末往前移一个词").await?;
        let moved = until("the line end has moved", async || {
            let now = title_lines(page).await?;
            Ok((now != before).then_some(now))
        })
        .await?;
        ensure!(moved.concat() == before.concat(), "{moved:?}");
        let copied = page.copied().await?;
        let (own, _) = copied.split_once("\n\n").unwrap_or_default();
        ensure!(
            own.contains('\n') && own.replace('\n', "") == filled,
            "{own}"
        );
        let values = async || -> Result<Vec<String>> {
            let blanks = page.blanks().await?;
            Ok(blanks.into_iter().map(|(_, value)| value).collect())
        };
        ensure!(values().await? == ["城北街道", ""], "{:?}", values().await?);
        page.saved().await?;
        page.click("自动断行").await?;
        until("it is as before", async || {
            Ok((title_lines(page).await? == before).then_some(()))
        })
        .await?;
        ensure!(page.copied().await? == format!("{filled}\n\n内容。"));
        // The value can still be taken out again.
        page.fill_blank(0, "").await?;
        until("the blank is back", async || {
            Ok((page.copied().await? == format!("{title}\n\n内容。")).then_some(()))
        })
        .await
    })
}
