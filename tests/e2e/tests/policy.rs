//! Nothing leaves the page: eleven ways to send something out, tried in both forms of it, against a
//! server that hears each of them where the page has no policy.
//!
//! Not tried, as no policy of a page covers them: navigation, `window.open`, WebRTC. The program asks for
//! none of them: `cargo xtask dist` looks at all that it imports.

use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use tigang_e2e::{Page, Profile, Surroundings, pause, until};
use xtask::serve::Server;

/// Every way, by the address that it asks for.
const WAYS: [&str; 11] = [
    "fetch",
    "beacon",
    "socket",
    "events",
    "image",
    "prefetch",
    "sheet",
    "script",
    "frame",
    "form",
    "background",
];

/// Tries all of them; what the browser says that it refused goes to `window.refused`.
const TRY: &str = "const home = arguments[0];
    window.refused = [];
    document.addEventListener('securitypolicyviolation', event => refused.push(event.effectiveDirective + ' ' + event.blockedURI));
    const put = (tag, more) => document.body.appendChild(Object.assign(document.createElement(tag), more));
    const ways = [
        () => fetch(home + 'fetch', { mode: 'no-cors', method: 'POST', body: 'x' }).catch(() => 0),
        () => navigator.sendBeacon(home + 'beacon', 'x'),
        () => new WebSocket(home.replace('http', 'ws') + 'socket'),
        () => new EventSource(home + 'events'),
        () => { new Image().src = home + 'image'; },
        () => put('link', { rel: 'prefetch', href: home + 'prefetch' }),
        () => put('link', { rel: 'stylesheet', href: home + 'sheet' }),
        () => put('script', { src: home + 'script' }),
        () => put('iframe', { src: home + 'frame' }),
        () => {
            put('iframe', { name: 'sink' });
            put('form', { action: home + 'form', method: 'post', target: 'sink' }).submit();
        },
        () => put('p', { textContent: 'x' }).style.backgroundImage = 'url(' + home + 'background)',
    ];
    for (const way of ways) try { way(); } catch (error) { console.log(String(error)); }";

/// The ways that came through to the server.
fn heard(server: &Server) -> Vec<&'static str> {
    let asked = server.requests();
    let came = |way: &&str| {
        asked
            .iter()
            .any(|one| one.address.trim_start_matches('/') == *way)
    };
    WAYS.into_iter().filter(came).collect()
}

/// Both forms of a site in a folder of their own, with or without their policy.
fn forms(page: &Page, site: &Path, with_policy: bool) -> Result<PathBuf> {
    let folder = page.folder().join(format!("site-{with_policy}"));
    std::fs::create_dir_all(&folder)?;
    for entry in std::fs::read_dir(site)? {
        let file = entry?.path();
        let name = file.file_name().context("a file without a name")?;
        let mut bytes = std::fs::read(&file)?;
        if !with_policy && file.extension().is_some_and(|ending| ending == "html") {
            let text = String::from_utf8(bytes)?;
            let start = "<meta http-equiv=\"Content-Security-Policy\"";
            let (before, rest) = text.split_once(start).context("there is no policy")?;
            let (_, after) = rest.split_once('>').context("the policy has no end")?;
            bytes = format!("{before}{after}").into_bytes();
        }
        // What lies compressed beside a page is of the page with its policy.
        if !matches!(
            file.extension().and_then(|one| one.to_str()),
            Some("gz" | "br")
        ) {
            std::fs::write(folder.join(name), bytes)?;
        }
    }
    Ok(folder)
}

/// Tries all ways on the page at an address; those that came through, and those that were refused.
async fn attempt(page: &Page, address: &str) -> Result<(Vec<&'static str>, Vec<String>)> {
    let listener = Server::start(page.folder(), None)?;
    let done = listener.address();
    page.load_from(address).await?;
    page.run(TRY, vec![done.as_str().into()]).await?;
    // Every way has either arrived or been refused.
    let _ = until("all ways are decided", async || {
        let refused = page.run("return refused.length", vec![]).await?;
        let refused = usize::try_from(refused.as_u64().unwrap_or(0))?;
        Ok((heard(&listener).len() + refused >= WAYS.len()).then_some(()))
    })
    .await;
    pause(1_000).await;
    let refused = page.run("return refused", vec![]).await?;
    let refused = refused.as_array().cloned().unwrap_or_default();
    let refused = refused.iter().filter_map(|one| one.as_str());
    Ok((heard(&listener), refused.map(str::to_owned).collect()))
}

#[test]
fn nothing_leaves_the_page_in_either_form() -> Result<()> {
    let site = Surroundings::find()?.site;
    Profile::visit(async |profile| {
        let page = profile.open().await?;
        for with_policy in [false, true] {
            let folder = forms(&page, &site, with_policy)?;
            let server = Server::start(&folder, None)?;
            let on_disk = format!("file://{}", folder.join("tigang.html").display());
            for address in [server.address(), on_disk] {
                let (mut heard, refused) = attempt(&page, &address).await?;
                // Without a policy the browser may put some off while others are under way.
                for _ in 0..3 {
                    if !with_policy && heard.len() < WAYS.len() {
                        let more = attempt(&page, &address).await?.0;
                        heard = WAYS
                            .into_iter()
                            .filter(|way| heard.contains(way) || more.contains(way))
                            .collect();
                    }
                }
                let form = address.split(':').next().unwrap_or_default();
                println!(
                    "{form}, policy {with_policy}: {} of {} ways came through, {} refusals",
                    heard.len(),
                    WAYS.len(),
                    refused.len()
                );
                if with_policy {
                    ensure!(heard.is_empty(), "{form}: came through: {heard:?}");
                    for way in WAYS {
                        ensure!(
                            // Of a frame the browser tells the server only.
                            refused.iter().any(|one| one.ends_with(way)
                                || way == "frame" && one.starts_with("frame-src")),
                            "{form}: nobody refused {way}: {refused:?}"
                        );
                    }
                } else {
                    ensure!(heard == WAYS, "{form}: the trial itself fails: {heard:?}");
                }
            }
        }
        Ok(())
    })
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
