//! Pictures of every surface for the people who make the page, into the folder that TIGANG_SHOTS
//! names. Without it, the tour alone is made, once: each surface opens.

use anyhow::Result;
use tigang_e2e::{Look, Surroundings, visit};

#[test]
fn every_surface_opens_and_has_its_picture_taken() -> Result<()> {
    let text = Surroundings::half_year_report()?;
    let Some(folder) = Surroundings::shots() else {
        return visit(async |page| page.tour(Look::DESK, &text, async |_| Ok(())).await);
    };
    std::fs::create_dir_all(&folder)?;
    for look in [Look::DESK, Look::DARK_DESK, Look::PHONE, Look::DARK_PHONE] {
        visit(async |page| {
            page.tour(look, &text, async |surface| {
                // Transitions take 120 ms.
                tigang_e2e::pause(200).await;
                std::fs::write(
                    folder.join(format!("{}-{surface}.png", look.name())),
                    page.picture().await?,
                )?;
                Ok(())
            })
            .await
        })?;
    }
    println!("pictures are in {}", folder.display());
    Ok(())
}
