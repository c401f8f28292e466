//! Drafts in this browser: more than one, named, copied, put into the bin and taken out again, and
//! still there when the page comes back.

use anyhow::{Result, ensure};
use tigang_e2e::{Page, sample, until, visit};

/// A second report, whose title names unit and period.
const OTHER: &str = "市统计局机关党支部2026年上半年工作总结\n\n今年以来，各项工作顺利。\n一、学习。开展学习\u{a0}*次。";

/// What the shelf says of each draft: name and the line under it.
async fn listed(page: &Page) -> Result<Vec<String>> {
    page.list("dialog ul[aria-label=草稿] .draft-name").await
}

/// Waits until the shelf shows so many drafts.
async fn listed_are(page: &Page, count: usize) -> Result<Vec<String>> {
    until(&format!("the shelf shows {count} drafts"), async || {
        let listed = listed(page).await?;
        ensure!(listed.len() == count, "it shows {listed:?}");
        Ok(Some(listed))
    })
    .await
}

/// The name of the draft that a text becomes: its title.
fn title(text: &str) -> String {
    text.split('\n').next().unwrap_or_default().to_owned()
}

#[test]
fn two_drafts_do_not_disturb_each_other() -> Result<()> {
    visit(async |page| {
        let first = sample("branch")?;
        page.import(&first).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("第一份的话。").await?;
        page.saved().await?;
        page.import(OTHER).await?;
        // What was done to one cannot be undone in the other.
        ensure!(
            !page.button("撤销").await?.is_enabled().await?,
            "there is something to undo in a new draft"
        );
        page.press("Ctrl+z").await?;
        ensure!(page.copied().await? == OTHER);

        page.click("草稿").await?;
        let listed = listed_are(page, 2).await?;
        ensure!(
            listed
                .iter()
                .any(|draft| draft.contains(&title(OTHER)) && draft.contains("待填 1")),
            "{listed:?}"
        );
        page.click(&format!("打开：{}", title(&first))).await?;
        page.gone("dialog", "草稿箱").await?;
        let copied = page.copied().await?;
        ensure!(
            copied.contains("第一份的话。\n"),
            "the first draft is now {copied:.200}"
        );
        // And what was done in it can be undone still.
        page.click("撤销").await?;
        ensure!(
            page.button("重做").await?.is_enabled().await?,
            "there is nothing to do again at once"
        );
        ensure!(
            page.copied().await? == first,
            "undone, it is not as it came"
        );
        page.click("重做").await?;
        ensure!(
            page.copied().await? == copied,
            "redone, it is not as it was"
        );

        page.click("草稿").await?;
        page.click(&format!("打开：{}", title(OTHER))).await?;
        page.gone("dialog", "草稿箱").await?;
        ensure!(page.copied().await? == OTHER);
        // The one that was open last is the one that comes back.
        page.reload().await?;
        ensure!(page.copied().await? == OTHER);
        Ok(())
    })
}

#[test]
fn unit_and_period_are_guessed_and_can_be_set() -> Result<()> {
    visit(async |page| {
        page.import(OTHER).await?;
        page.click("草稿").await?;
        page.value_is("草稿名", &title(OTHER)).await?;
        page.value_is("单位", "市统计局机关党支部").await?;
        page.value_is("年份", "2026").await?;
        ensure!(page.find("combobox", "报告期").await?.value().await? == "上半年");

        for (name, value) in [
            ("草稿名", "半年总结 定稿"),
            ("单位", "局机关第一党支部"),
            ("年份", "2027"),
        ] {
            page.field(name).await?.click().await?;
            page.press("Ctrl+a").await?;
            page.type_text(value).await?;
            page.press("Enter").await?;
        }
        page.find("combobox", "报告期")
            .await?
            .choose("下半年")
            .await?;
        let listed = listed_are(page, 1).await?;
        for words in ["半年总结 定稿", "局机关第一党支部", "2027年下半年"] {
            ensure!(
                listed.iter().any(|draft| draft.contains(words)),
                "no {words} in {listed:?}"
            );
        }
        page.press("Escape").await?;
        page.reload().await?;
        ensure!(page.browser_title().await? == "半年总结 定稿 · 提纲");
        page.click("草稿").await?;
        page.value_is("草稿名", "半年总结 定稿").await?;
        page.value_is("单位", "局机关第一党支部").await?;
        page.value_is("年份", "2027").await?;
        ensure!(page.find("combobox", "报告期").await?.value().await? == "下半年");

        // A year that is none is not taken, and an empty name is not left empty.
        for (typed, said, year) in [
            ("12", "四位数字", "2027"),
            ("２０２８", "", "2028"),
            ("", "", ""),
        ] {
            page.field("年份").await?.click().await?;
            page.press("Ctrl+a").await?;
            page.press("Backspace").await?;
            page.type_text(typed).await?;
            page.press("Tab").await?;
            page.value_is("年份", year).await?;
            let notices = page.list(".notice").await?.join("\n");
            let is_said = notices.contains("四位数字") != said.is_empty();
            ensure!(is_said, "at {typed:?} it says {notices:?}");
        }
        page.field("草稿名").await?.click().await?;
        page.press("Ctrl+a").await?;
        page.press("Backspace").await?;
        page.press("Tab").await?;
        // Without a name it is called by its title again.
        page.value_is("草稿名", &title(OTHER)).await?;
        page.value_is("年份", "").await?;
        ensure!(
            page.copied_after_closing().await? == OTHER,
            "describing a draft changed its text"
        );
        Ok(())
    })
}

#[test]
fn a_draft_is_called_by_its_title_until_a_person_calls_it_something_else() -> Result<()> {
    visit(async |page| {
        page.click("从提纲新建").await?;
        page.click("党支部半年工作报告").await?;
        page.gone("dialog", "新建报告").await?;
        page.saved().await?;
        let retitle = async |title: &str| {
            page.go_to("标题").await?;
            page.press("Ctrl+a").await?;
            page.type_text(title).await
        };
        let is_called = async |name: &str| {
            until(&format!("it is called {name}"), async || {
                let title = page.browser_title().await?;
                ensure!(title == format!("{name} · 提纲"), "it is called {title}");
                Ok(Some(()))
            })
            .await
        };
        is_called("*党支部**年*半年工作情况报告").await?;
        retitle(&title(OTHER)).await?;
        is_called(&title(OTHER)).await?;
        page.saved().await?;
        page.reload().await?;
        is_called(&title(OTHER)).await?;
        page.click("草稿").await?;
        page.value_is("草稿名", &title(OTHER)).await?;
        page.value_is("单位", "市统计局机关党支部").await?;
        page.value_is("年份", "2026").await?;
        page.field("草稿名").await?.click().await?;
        page.press("Ctrl+a").await?;
        page.type_text("定稿").await?;
        page.press("Tab").await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        is_called("定稿").await?;
        retitle("市统计局机关党支部2027年上半年工作总结").await?;
        page.saved().await?;
        page.reload().await?;
        is_called("定稿").await?;
        page.click("草稿").await?;
        page.value_is("年份", "2027").await
    })
}

#[test]
fn a_copy_goes_its_own_way() -> Result<()> {
    visit(async |page| {
        page.import(OTHER).await?;
        page.click("草稿").await?;
        page.click(&format!("复制一份：{}", title(OTHER))).await?;
        listed_are(page, 2).await?;
        page.click(&format!("打开：{}（副本）", title(OTHER)))
            .await?;
        page.gone("dialog", "草稿箱").await?;
        page.fill_blank(0, "7").await?;
        page.open_count_is(0).await?;
        page.saved().await?;
        page.click("草稿").await?;
        page.click(&format!("打开：{}", title(OTHER))).await?;
        page.gone("dialog", "草稿箱").await?;
        page.open_count_is(1).await?;
        ensure!(
            page.copied().await? == OTHER,
            "filling the copy changed the original"
        );
        Ok(())
    })
}

#[test]
fn out_of_the_bin_again_or_gone_for_good() -> Result<()> {
    visit(async |page| {
        page.import(OTHER).await?;
        page.import(&sample("branch")?).await?;
        page.click("草稿").await?;
        page.click(&format!("删除：{}", title(OTHER))).await?;
        page.notice_is("已放入回收站").await?;
        page.notice_is_seen().await?;
        listed_are(page, 1).await?;
        page.open_bin(1).await?;
        page.click(&format!("恢复：{}", title(OTHER))).await?;
        listed_are(page, 2).await?;
        page.click(&format!("打开：{}", title(OTHER))).await?;
        page.gone("dialog", "草稿箱").await?;
        ensure!(page.copied().await? == OTHER);

        // The one that is open: the first page comes, and says that there is a draft.
        page.click("草稿").await?;
        page.click(&format!("删除：{}", title(OTHER))).await?;
        listed_are(page, 1).await?;
        page.open_bin(1).await?;
        page.click(&format!("彻底删除：{}", title(OTHER))).await?;
        page.notice_is("再按一次").await?;
        // It is still there, and whoever goes elsewhere has not agreed.
        page.press("Tab").await?;
        page.click(&format!("彻底删除：{}", title(OTHER))).await?;
        page.click(&format!("确定彻底删除：{}", title(OTHER)))
            .await?;
        until("the bin is empty", async || {
            Ok((page.list("dialog details").await?.is_empty()).then_some(()))
        })
        .await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        page.button("粘贴上期报告").await?;
        page.reload().await?;
        page.button("粘贴上期报告").await?;
        page.click("草稿箱里有 1 份草稿，打开继续").await?;
        listed_are(page, 1).await.map(|_| ())
    })
}

#[test]
fn what_was_typed_last_is_there_after_the_page_was_left() -> Result<()> {
    visit(async |page| {
        page.import(OTHER).await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("就在离开之前。").await?;
        // At once: no second has passed in which it could have been stored.
        page.reload().await?;
        let copied = page.copied().await?;
        ensure!(
            copied.contains("各项工作顺利。就在离开之前。"),
            "it is {copied:?}"
        );
        Ok(())
    })
}

#[test]
fn new_reports_from_a_form_and_from_nothing() -> Result<()> {
    visit(async |page| {
        page.click("从提纲新建").await?;
        page.find("dialog", "新建报告").await?;
        page.click("党支部半年工作报告").await?;
        page.gone("dialog", "新建报告").await?;
        page.saved().await?;
        let outline = page.outline().await?;
        for part in [
            "标题",
            "引言",
            "一、",
            "二、",
            "三、",
            "四、",
            "不足",
            "下一步",
        ] {
            ensure!(
                outline.iter().any(|row| row.starts_with(part)),
                "no {part} in {outline:?}"
            );
        }
        let guidance = page.list(".guidance").await?;
        ensure!(
            !guidance.is_empty(),
            "the form says nothing about its parts"
        );
        ensure!(
            page.open_count().await? > 0,
            "a new report has nothing to fill in"
        );

        page.click("新建").await?;
        page.click("空白报告").await?;
        page.focus_is("标题").await?;
        page.type_text("会议纪要").await?;
        page.press("Enter").await?;
        page.focus_is("引言").await?;
        page.type_text("今天开会。").await?;
        page.saved().await?;
        let copied = page.copied().await?;
        ensure!(
            copied.trim_end() == "会议纪要\n\n今天开会。",
            "it is {copied:?}"
        );
        page.click("草稿").await?;
        listed_are(page, 2).await.map(|_| ())
    })
}

#[test]
fn a_field_forgets_what_was_typed_in_the_draft_before() -> Result<()> {
    visit(async |page| {
        // One key in the second block: the first change of this draft.
        page.import("某支部工作报告\n\n今年工作顺利。").await?;
        page.go_to("引言").await?;
        page.caret_at_end().await?;
        page.type_text("！").await?;
        // In the next draft, the first change of the second block comes from elsewhere.
        page.import("某支部工作报告\n\n今年集体学习*次。").await?;
        page.fill_blank(0, "5").await?;
        page.value_is("引言", "今年集体学习5次。").await
    })
}

#[test]
fn the_list_of_drafts_keeps_the_keyboard_and_the_open_bin() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.import(OTHER).await?;
        page.click("草稿").await?;
        listed_are(page, 2).await?;
        let (one, other) = (title(&sample("branch")?), title(OTHER));
        // Also where the pressed button has gone: the same one of the row in its place has it.
        let press = async |button: &str, next: &str| {
            page.focus_on(&page.button(button).await?).await?;
            page.press("Enter").await?;
            page.focus_is(next).await
        };
        let copy = format!("复制一份：{one}");
        press(&copy, &copy).await?;
        listed_are(page, 3).await?;
        page.focus_is(&copy).await?;
        let listed = listed(page).await?;
        ensure!(
            listed
                .first()
                .is_some_and(|first| first.contains("（副本）"))
        );
        let second = if listed.get(1).is_some_and(|second| second.contains(&one)) {
            (&one, &other)
        } else {
            (&other, &one)
        };
        press(
            &format!("删除：{one}（副本）"),
            &format!("删除：{}", second.0),
        )
        .await?;
        // The last of the list hands it to the one before.
        press(
            &format!("删除：{}", second.1),
            &format!("删除：{}", second.0),
        )
        .await?;
        page.open_bin(2).await?;
        let is_open = async || {
            until("the bin is open", async || {
                Ok(page.all("list", Some("回收站")).await?.pop().map(|_| ()))
            })
            .await
        };
        is_open().await?;
        // Put in last, it stands first or second; either way one is left.
        press(
            &format!("恢复：{one}（副本）"),
            &format!("恢复：{}", second.1),
        )
        .await?;
        is_open().await?;
        press(
            &format!("删除：{one}（副本）"),
            &format!("删除：{}", second.0),
        )
        .await?;
        page.open_bin(2).await?;
        is_open().await?;
        let erase = format!("彻底删除：{one}（副本）");
        press(&erase, &format!("确定{erase}")).await?;
        page.press("Enter").await?;
        page.notice_is(&format!("《{one}（副本）》已彻底删除"))
            .await?;
        // Not on what the same key would erase next.
        page.focus_is("回收站（1）").await?;
        is_open().await
    })
}

#[test]
fn a_name_is_taken_over_by_escape_and_not_typed_over_by_the_page() -> Result<()> {
    visit(async |page| {
        page.import(OTHER).await?;
        page.click("草稿").await?;
        page.field("草稿名").await?.click().await?;
        page.press("Ctrl+a").await?;
        page.type_text("改过的名字").await?;
        page.press("Escape").await?;
        page.gone("dialog", "草稿箱").await?;
        until("the draft is called so", async || {
            let title = page.browser_title().await?;
            ensure!(title == "改过的名字 · 提纲", "it is called {title}");
            Ok(Some(()))
        })
        .await?;
        page.saved().await?;

        // A copy that fails is tried again every five seconds; the fields are the person's meanwhile.
        page.run(
            "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError') }",
            vec![],
        )
        .await?;
        page.go_to_end("引言").await?;
        page.type_text("又写一句。").await?;
        page.notice_is("存储空间已满").await?;
        page.click("草稿").await?;
        page.field("单位").await?.click().await?;
        page.press("Ctrl+a").await?;
        page.type_text("某某局").await?;
        tigang_e2e::pause(5_800).await;
        page.value_is("单位", "某某局").await
    })
}
