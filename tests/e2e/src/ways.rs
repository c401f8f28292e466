//! Nothing leaves the page: eleven ways to send something out, tried in both forms of it, against a
//! server that hears each of them where the page has no policy.
//!
//! Not tried, as no policy of a page covers them: navigation, `window.open`, WebRTC. The program asks for
//! none of them: `cargo xtask dist` looks at all that it imports. Nor are console and requests looked at in the end:
//! what is refused is told there.

use crate::cell::{Kind, start_browser};
use crate::folder::Folder;
use crate::run::on_one_thread;
use crate::wait::{pause, until};
use crate::window::Window;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
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
fn forms(work: &Path, site: &Path, with_policy: bool) -> Result<PathBuf> {
    let folder = work.join(format!("site-{with_policy}"));
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
async fn attempt(
    window: &Window,
    work: &Path,
    address: &str,
) -> Result<(Vec<&'static str>, Vec<String>)> {
    let listener = Server::start(work, None)?;
    window.go(address).await?;
    let is_there =
        "return !document.getElementById('loading') && !!document.querySelector('.page')";
    window.holds("the page is there", is_there, vec![]).await?;
    window
        .run(TRY, vec![listener.address().as_str().into()])
        .await?;
    // Every way has either arrived or been refused.
    let _ = until("all ways are decided", async || {
        let refused = window.run("return refused.length", vec![]).await?;
        let refused = usize::try_from(refused.as_u64().unwrap_or(0))?;
        Ok((heard(&listener).len() + refused >= WAYS.len()).then_some(()))
    })
    .await;
    pause(1_000).await;
    let refused = window.run("return refused", vec![]).await?;
    Ok((heard(&listener), crate::parts::texts(&refused)))
}

/// Whether what the browser says that it refused is of this way. Of a frame it tells the server only, and old ones
/// of a socket too.
fn is_of(refused: &str, way: &str) -> bool {
    refused.ends_with(way)
        || way == "frame" && refused.starts_with("frame-src")
        || way == "socket" && refused.starts_with("connect-src ws:")
}

/// Tries all ways in both forms of the page in one browser, without its policy and with it.
pub fn nothing_leaves(kind: Kind) -> Result<()> {
    on_one_thread(1, async |surroundings| {
        let work = Folder::new()?;
        let window = start_browser(kind, surroundings).await?;
        for with_policy in [false, true] {
            let folder = forms(work.path(), &surroundings.site, with_policy)?;
            let server = Server::start(&folder, None)?;
            let on_disk = format!("file://{}", folder.join("tigang.html").display());
            for address in [server.address(), on_disk] {
                let (mut heard, refused) = attempt(&window, work.path(), &address).await?;
                // Without a policy the browser may put some off while others are under way.
                for _ in 0..3 {
                    if !with_policy && heard.len() < WAYS.len() {
                        let more = attempt(&window, work.path(), &address).await?.0;
                        heard = WAYS
                            .into_iter()
                            .filter(|way| heard.contains(way) || more.contains(way))
                            .collect();
                    }
                }
                let form = address.split(':').next().unwrap_or_default();
                println!(
                    "{kind:?}, {form}, policy {with_policy}: {} of {} ways came through, {} refusals",
                    heard.len(),
                    WAYS.len(),
                    refused.len()
                );
                if with_policy {
                    ensure!(heard.is_empty(), "{form}: came through: {heard:?}");
                    for way in WAYS {
                        ensure!(
                            refused.iter().any(|one| is_of(one, way)),
                            "{form}: nobody refused {way}: {refused:?}"
                        );
                    }
                } else {
                    ensure!(heard == WAYS, "{form}: the trial itself fails: {heard:?}");
                }
            }
        }
        window.close().await
    })
}
