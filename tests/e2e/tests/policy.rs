//! The policy of the page at work: nothing leaves it, and no text is run as a script, in both forms of it. Old
//! browsers are tried in `cells_elsewhere.rs`.

use anyhow::{Result, ensure};
use tigang_e2e::{Kind, Profile, Surroundings, nothing_leaves};

#[test]
fn nothing_leaves_the_page_in_either_form() -> Result<()> {
    nothing_leaves(Kind::Current)
}

#[test]
fn a_text_is_not_run_as_a_script_in_either_form() -> Result<()> {
    // Not in the turn of the driver, which may do more than a page.
    const RUN: &str = "const done = arguments[0];
        setTimeout(() => {
            const said = [];
            try { said.push(String(window.eval('1 + 1'))); } catch (error) { said.push(error.name); }
            const script = document.createElement('script');
            script.textContent = 'window.ran = true';
            document.body.appendChild(script);
            const button = document.body.appendChild(document.createElement('button'));
            button.setAttribute('onclick', 'window.ran = true');
            button.click();
            done(said.concat(String(window.ran)).join(' '));
        }, 0)";
    let site = Surroundings::find()?.site;
    Profile::visit(async |profile| {
        let page = profile.open().await?;
        page.provokes("scripts, which are refused");
        let on_disk = format!("file://{}", site.join("tigang.html").display());
        for address in [None, Some(on_disk)] {
            if let Some(address) = address {
                page.load_from(&address).await?;
            }
            let said = page.run_async(RUN, vec![]).await?;
            ensure!(said == serde_json::json!("EvalError undefined"), "{said}");
        }
        Ok(())
    })
}
