//! A tour through every surface of the page, for those who look at all of them: the accessibility
//! check and whoever wants pictures. And how a page is shown: its width, light or dark.

use crate::page::Page;
use crate::wait::until;
use anyhow::{Context, Result};
use serde_json::json;

/// How the page is shown.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Whether the system asks for dark pages.
    pub dark: bool,
}

impl Look {
    /// A desk, in daylight.
    pub const DESK: Look = Look {
        width: 1280,
        height: 900,
        dark: false,
    };
    /// A desk, at night.
    pub const DARK_DESK: Look = Look {
        dark: true,
        ..Look::DESK
    };
    /// A phone, in daylight.
    pub const PHONE: Look = Look {
        width: 390,
        height: 844,
        dark: false,
    };
    /// A phone, at night.
    pub const DARK_PHONE: Look = Look {
        dark: true,
        ..Look::PHONE
    };

    /// A short name: `dark-390`.
    #[must_use]
    pub fn name(self) -> String {
        format!(
            "{}-{}",
            if self.dark { "dark" } else { "light" },
            self.width
        )
    }

    /// Whether the columns are tabs at this width.
    #[must_use]
    pub fn is_narrow(self) -> bool {
        self.width <= 900
    }
}

impl Page {
    /// Shows the page like this from now on.
    pub async fn look(&self, look: Look) -> Result<()> {
        let scheme = if look.dark { "dark" } else { "light" };
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.cdp("Emulation.setEmulatedMedia", media).await?;
        let size = json!({
            "width": look.width, "height": look.height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await?;
        // Colours change over 120 ms; in between, nothing is as it will be.
        crate::pause(250).await;
        Ok(())
    }

    /// Opens one surface after the other, and has `see` look at each under its name. The page must
    /// just have been loaded for the first time.
    pub async fn tour(
        &self,
        look: Look,
        text: &str,
        see: impl AsyncFn(&str) -> Result<()>,
    ) -> Result<()> {
        let see = async |name: &str| see(name).await.with_context(|| format!("on {name}"));
        self.look(look).await?;
        see("first-page").await?;

        self.click("新建").await?;
        self.find("dialog", "新建报告").await?;
        see("new").await?;
        self.press("Escape").await?;

        self.click("导入").await?;
        self.field("报告原文").await?.click().await?;
        see("import-empty").await?;
        self.paste(text).await?;
        self.recognised().await?;
        see("import").await?;
        self.click("开始编辑").await?;
        self.gone("dialog", "导入报告").await?;
        self.saved().await?;

        see("report").await?;
        if look.is_narrow() {
            for (tab, name) in [
                ("提纲", "outline"),
                ("待填 10", "blanks"),
                ("正文", "sheet"),
            ] {
                self.click_tab(tab).await?;
                see(name).await?;
            }
        }
        self.go_to("第一部分标题").await?;
        self.press("Ctrl+m").await?;
        self.find("menu", "操作").await?;
        see("menu").await?;
        self.press("Escape").await?;
        self.press("Ctrl+f").await?;
        self.focus_is("查找").await?;
        self.type_text("支部").await?;
        see("find").await?;
        self.press("Escape").await?;
        self.click("导出").await?;
        self.find("menuitem", "纯文本").await?;
        see("export").await?;
        self.find("menuitem", "Word").await?.click().await?;
        self.find("dialog", "还有没写完的地方").await?;
        see("open-blanks").await?;
        self.press("Escape").await?;
        self.click("版面").await?;
        self.find("status", "版面").await?;
        see("pages").await?;
        self.click("版式设置").await?;
        self.find("dialog", "版式设置").await?;
        see("layout").await?;
        self.press("Escape").await?;
        self.click("版面").await?;
        self.click("复制全文").await?;
        self.notice_is("全文已复制").await?;
        see("notice").await?;
        self.go_to_end("第一部分标题").await?;
        self.paste("**一、学习。** 学了。\n**二、服务。** 办了。")
            .await?;
        self.find("button", "去掉记号").await?;
        see("offer").await?;
        self.press("Ctrl+z").await?;
        self.gone("button", "去掉记号").await?;
        self.tour_of_versions(look, &see).await?;

        self.click("草稿").await?;
        self.find("dialog", "草稿箱").await?;
        let title = text.split('\n').next().unwrap_or_default();
        self.click(&format!("复制一份：{title}")).await?;
        self.click(&format!("删除：{title}（副本）")).await?;
        self.open_bin(1).await?;
        see("drafts").await?;
        self.click(&format!("续写：{title}")).await?;
        self.find("dialog", "续写下期").await?;
        see("carry-over").await?;
        self.press("Escape").await?;
        self.click("使用说明").await?;
        self.find("dialog", "使用说明").await?;
        see("help").await?;
        self.press("Escape").await?;
        self.tour_of_damage(&see).await?;

        // What is shown when the program fails belongs to the page, too.
        self.run("window.tigangCrash('一个内部错误')", vec![])
            .await?;
        self.find("alertdialog", "页面出错了，草稿还在").await?;
        see("crash").await
    }

    /// The versions of the open draft, and one of them beside what was written since.
    async fn tour_of_versions(
        &self,
        look: Look,
        see: &impl AsyncFn(&str) -> Result<()>,
    ) -> Result<()> {
        if look.is_narrow() {
            self.click_tab("待填 10").await?;
        }
        self.find("tab", "历史").await?.click().await?;
        self.field("版本名").await?.click().await?;
        self.type_text("送审稿").await?;
        self.click("存为版本").await?;
        self.find("tab", "待填").await?.click().await?;
        self.fill_blank(0, "第二").await?;
        self.find("tab", "历史").await?.click().await?;
        let compare = until("there is the version", async || {
            let all = self.names("button").await?;
            let of_it = |one: &String| one.starts_with("对照：") && one.ends_with("送审稿");
            Ok(all.into_iter().find(of_it))
        })
        .await?;
        see("versions").await?;
        self.click(&compare).await?;
        self.find("dialog", "历史版本对照").await?;
        until("the differences are shown", async || {
            Ok((!self.list("dialog ins").await?.is_empty()).then_some(()))
        })
        .await?;
        see("comparison").await?;
        self.press("Escape").await?;
        self.find("tab", "待填").await?.click().await?;
        if look.is_narrow() {
            self.click_tab("正文").await?;
        }
        self.saved().await
    }

    /// The shelf with a record that does not open, and one that only the database has.
    async fn tour_of_damage(&self, see: &impl AsyncFn(&str) -> Result<()>) -> Result<()> {
        self.run(
            "localStorage.setItem('tigang/draft/broken', '{\"schema\":2')",
            vec![],
        )
        .await?;
        self.put_in_database("damaged", "lost", "{").await?;
        self.reload().await?;
        self.notice_is("有记录打不开，已原样另存").await?;
        see("damage-notice").await?;
        if !self.has("dialog", "草稿箱").await? {
            self.click("草稿").await?;
        }
        self.find("dialog", "草稿箱").await?;
        until("what is damaged is listed", async || {
            let rows = self.list("dialog .damaged").await?;
            let lists = self.list("dialog ul.drafts").await?;
            let lost = lists
                .iter()
                .any(|list| list.contains("数据库里打不开的记录"));
            Ok((!rows.is_empty() && lost).then_some(()))
        })
        .await?;
        see("damage").await?;
        self.press("Escape").await
    }

    /// Chooses a column on a narrow screen.
    pub async fn click_tab(&self, name: &str) -> Result<()> {
        let script = "const tab = [...document.querySelectorAll('.tabs button')].find(one => one.innerText.trim() === arguments[0]);
            if (tab) tab.click(); return !!tab";
        let found = self.run(script, vec![json!(name)]).await?;
        anyhow::ensure!(found == json!(true), "there is no tab {name}");
        Ok(())
    }

    /// A picture of what is visible.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.browser.client().screenshot().await?)
    }
}
