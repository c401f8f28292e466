//! Scratch.
use anyhow::Result;
use tigang_e2e::{sample, visit};
#[test]
fn probe() -> Result<()> {
    visit(async |page| {
        page.import(&sample("branch")?).await?;
        page.go_to("第二部分正文").await?;
        println!("{:?}", page.outline().await?);
        page.press("Alt+ArrowUp").await?;
        tigang_e2e::pause(300).await;
        println!("{:?}", page.outline().await?);
        println!("{:?}", page.sheet().await?.iter().map(|(a,b)| format!("{a}:{:.24}", b)).collect::<Vec<_>>());
        println!("{}", page.copied().await?);
        Ok(())
    })
}
