//! Scratch.
use anyhow::Result;
use tigang_e2e::{sample, visit};

#[test]
fn probe() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.go_to("第二部分标题").await?;
        page.press("F2").await?;
        page.focus_is("第二部分正文").await?;
        for s in ["s", "shi", "shi'er"] {
            page.compose(s).await?;
            tigang_e2e::pause(300).await;
            println!("{:?}", page.blanks().await?.get(1));
        }
        page.commit("十二").await?;
        println!("{:?}", page.blanks().await?.get(1));
        tigang_e2e::pause(1000).await;
        println!("{:?}", page.blanks().await?);
        page.press("F2").await?;
        page.focus_is("第二部分正文").await?;
        page.strike("12").await?;
        tigang_e2e::pause(1000).await;
        println!("{:?}", page.blanks().await?);
        Ok(())
    })
}
